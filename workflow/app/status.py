"""Count the progress of every seed in every locale, and list approvals (``status``)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from workflow.app import checking, renaming
from workflow.app.checking import Checked
from workflow.app.publishing.withholding import ArticleSelection, WithheldArticle
from workflow.app.state.document_translation import po_path
from workflow.app.state.project_state import Renames, Work
from workflow.app.state.seed_report import SeedReport
from workflow.app.state.seed_state import each_seed
from workflow.catalog.attribution import attributed
from workflow.errors import WorkflowError
from workflow.model import Entry, Finding, State
from workflow.protocols import Progress
from workflow.qa import baseline
from workflow.store.compact import KeptValues


@dataclass(slots=True)
class Status:
    """The progress of the translations.

    Attributes:
        seeds: reports, in the order of the paths.
        findings: how many findings each PO file has, by its path.
        missing: what people have decided and the PO files have lost.
        code: code in the seeds that reads like sentences.
        orphans: PO files whose seed is gone; they are kept.
        withheld: the articles that are not public.
        articles: what is doubtful about whole articles and their front matter.
        renames: seeds that have another name than their PO files, which are read all the same.
        errors: what could not be read.
    """

    seeds: KeptValues[SeedReport] = field(default_factory=partial(KeptValues, SeedReport))
    findings: Counter[str] = field(default_factory=Counter)
    missing: list[Finding] = field(default_factory=list)
    code: Sequence[Finding] = ()
    orphans: tuple[str, ...] = ()
    withheld: Sequence[WithheldArticle] = ()
    articles: Sequence[Finding] = ()
    renames: Renames = field(default_factory=Renames)
    errors: list[WorkflowError] = field(default_factory=list)


def status(work: Work, progress: Progress) -> Status:
    """Count sentences by state as a merge would leave them, and findings, writing nothing.

    Raises:
        ConfigError: the baseline file cannot be used.
    """
    accepted, checked = baseline.read(work.project), Checked()
    selection = ArticleSelection.of(work.project)
    with work.begin(progress) as state:
        renaming.foresee(state, work.paths)
        inherited = {(old, target) for (target, _), old in state.held_as.items()}
        gone = [(name, target) for target, names in state.orphans.items() for name in names]
        gone = [each for each in gone if each not in inherited]
        orphans = tuple(po_path(state.project, name, target) for name, target in gone)
        found = Status(orphans=orphans, renames=state.renames, errors=state.errors)
        for seed in each_seed(state, work.paths):
            if report := seed.report():
                found.seeds.append(report)
                checking.collect(seed, state.targets, accepted, checked)
                found.missing += (each for tag in report.locales for each in seed.lost(tag))
                selection.withholds(seed)
        found.withheld, found.articles = selection.withheld, selection.findings
        found.code = [each for each in checked.findings if each.check == checking.CODE]
        found.findings.update(finding.path for finding in checked.findings)
        return found


@dataclass(frozen=True, slots=True)
class Approval:
    """An approved translation.

    Attributes:
        path, line: its entry in the PO file.
        target: BCP 47 tag of the translation.
        reviewer, date: who approved it, and when (ISO 8601), as the entry says, else the journal;
            empty where neither does.
        changed_since: who approved another text, which a tool has changed since, by an unknown
            hand; ``?`` where that is not known either.
        unchanged: the text is still the machine's draft.
        source, text: the sentence and its translation.
    """

    path: str
    line: int
    target: str
    reviewer: str
    date: str
    changed_since: str
    unchanged: bool
    source: str
    text: str


@dataclass(slots=True)
class Approvals:
    """Who approved what, in the order of the PO files; and what is missing or unreadable."""

    approvals: list[Approval] = field(default_factory=list)
    missing: list[Finding] = field(default_factory=list)
    errors: list[WorkflowError] = field(default_factory=list)


def approvals(work: Work, progress: Progress) -> Approvals:
    """List every approved sentence with its reviewer and date, writing nothing."""
    with work.begin(progress) as state:
        renaming.foresee(state, work.paths)
        found = Approvals(errors=state.errors)
        for seed in each_seed(state, work.paths):
            for translation in seed.open_wanted():
                found.missing += seed.lost(translation.target)
                with seed.contained(seed.po(translation.target)):
                    entries = attributed(translation.catalog).values()
                    found.approvals += (
                        _approval(entry, translation.target)
                        for entry in entries
                        if entry.state is State.REVIEWED and entry.origin != "source"
                    )
            seed.release()
        return found


def _approval(entry: Entry, target: str) -> Approval:
    return Approval(
        entry.path, entry.line, target, entry.reviewer, entry.date,
        entry.changed_since, entry.unchanged,
        entry.source, entry.text,
    )  # fmt: skip
