"""Check translations (``check``).

::

    translation_findings  what the checks say of one translation
    fixing                check --fix; restoring: restore, what PO files have lost
    judging               check --judge: the errors that a model finds
    reading_order         status --risk: what to read first; risk: why
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby
from pathlib import Path

from workflow.app.checking.translation_findings import Checks, Findings, findings
from workflow.app.state.document_translation import DocumentTranslation
from workflow.app.state.kept_opinions import Judgement
from workflow.app.state.lost_decisions import LOST_CHECKS
from workflow.app.state.project_state import ProjectState, Work
from workflow.app.state.seed_report import SeedReport
from workflow.app.state.seed_stages import SeedStage, opened
from workflow.app.state.seed_state import SeedState, each_seed
from workflow.catalog.template import CarryReason
from workflow.errors import WorkflowError, contained
from workflow.model import Finding, Project, Severity, say
from workflow.protocols import Progress
from workflow.qa import baseline
from workflow.store.compact import Packer, same

#: A translation to be checked, and a model's judgements of it.
_Unchecked = tuple[DocumentTranslation, Mapping[str, Judgement]]
#: Items that a worker may have and still get a seed to check: to send one takes a third as long as
#: to check drafts of plain sentences, so the first process does that while workers write pages.
_AHEAD = 8
#: For each language, what was found, and what went wrong.
FoundByTarget = dict[str, tuple[Findings, list[WorkflowError]]]


class KeptFindings:
    """Findings of many files in little memory, packed, and unpacked one by one when they are read.

    A sentence in ten has one, and few commands look at all of them again. They come in the order in
    which they were added, file by file.
    """

    def __init__(self, findings: Iterable[Finding] = ()) -> None:
        self._packer = Packer()
        self._files: dict[str, bytes] = {}
        #: The number of findings, by severity.
        self.severities = Counter[str]()
        self._in_order = False
        self += findings

    def __len__(self) -> int:
        return self.severities.total()

    def __iter__(self) -> Iterator[Finding]:
        for path in sorted(self._files) if self._in_order else self._files:
            its = self._of(path)
            yield from sorted(its, key=lambda each: each.line) if self._in_order else its

    def __eq__(self, other: object) -> bool:
        """Tell whether the findings are equal and in the same order."""
        return isinstance(other, KeptFindings) and [*self] == [*other]

    __hash__ = None  # type: ignore[assignment]

    def __iadd__(self, findings: Iterable[Finding]) -> KeptFindings:
        for path, each in groupby(findings, lambda each: each.path):
            its = tuple(each)
            self.severities.update(each.severity for each in its)
            if path in self._files:
                its = (*self._of(path), *its)
            self._files[same(path)] = self._packer.packed(its)
        return self

    def _of(self, path: str) -> tuple[Finding, ...]:
        return self._packer.unpacked(self._files[path], tuple[Finding, ...])

    def sort(self) -> None:
        """Sort the findings by file, then by line."""
        self._in_order = True


@dataclass(slots=True)
class Checked:
    """The outcome of checking.

    Attributes:
        findings: in the order of the files.
        code: those of them that are about what stands as code.
        silenced: how many findings of each name a ``# noqa`` comment silenced.
        baselined: how many findings are known from the baseline and left out.
        files: the PO files that were looked at, relative to the project.
        errors: what could not be read or written.
    """

    findings: KeptFindings = field(default_factory=KeptFindings)
    code: list[Finding] = field(default_factory=list)
    silenced: Counter[str] = field(default_factory=Counter)
    baselined: int = 0
    files: list[str] = field(default_factory=list)
    errors: list[WorkflowError] = field(default_factory=list)


def check(work: Work, progress: Progress, *, with_accepted: bool = False) -> Checked:
    """Run the checks over translations.

    Args:
        work: which.
        progress: told of every seed.
        with_accepted: also find what the project's baseline knows.

    Raises:
        ConfigError: the baseline file cannot be used.
        GlossaryError: the glossary cannot be used.
    """
    accepted = baseline.Baseline() if with_accepted else baseline.read(work.project)
    with work.begin(progress) as state:
        result = Checked(errors=state.errors)
        state.reuse(work.paths)
        wanted = {path: work.targets_for(path, state) for path in work.paths}
        seeds = each_seed(state, work.paths, say("Checking"))

        def unchecked(seed: SeedState) -> bool:
            return any(not _is_known(seed, target) for target in wanted[seed.path])

        for seed in checked(state, opened(state, seeds, unchecked), wanted):
            collect(seed, wanted[seed.path], accepted, result)
        return result


def checked(
    state: ProjectState, seeds: Iterable[SeedState], targets: Mapping[Path, Sequence[str]]
) -> Iterator[SeedState]:
    """Yield the seeds in their order, each with what is found in it; see :func:`checks_of`."""
    return checks_of(state, targets).through(seeds)


def checks_of(
    state: ProjectState, targets: Mapping[Path, Sequence[str]]
) -> SeedStage[FoundByTarget]:
    """Make the stage in which seeds are checked; those that are not open pass as they are.

    Args:
        state: the command's.
        targets: for each seed, the languages to look at.
    """

    def order(seed: SeedState) -> list[_Unchecked] | None:
        fresh = [
            (each, seed.judgements(each.target))
            for each in (seed.open() if seed.is_open else ())
            if each.target in targets[seed.path] and not _is_known(seed, each.target)
        ]
        return fresh or None

    return SeedStage(state, _check_each, order, _bring, _AHEAD)


def _bring(seed: SeedState, found: FoundByTarget) -> None:
    """Add findings to a seed."""
    for target, (its, errors) in found.items():
        seed.bring(_kind(target), its)
        for error in errors:
            seed.tell(error)


def _check_each(work: Iterable[_Unchecked]) -> FoundByTarget:
    """Check some translations of a seed, in any process."""
    found = {}
    for each, said in work:
        errors: list[WorkflowError] = []
        with contained(each.catalog.where, errors.append):
            its = findings(each, Checks.load(), errors.append, said)
            found[each.target] = its, errors
    return found


def _kind(target: str) -> str:
    return f"findings {target}"


def _is_known(seed: SeedState, target: str) -> bool:
    """Tell whether the cache has the findings of a translation."""
    return seed.knows(_kind(target), partial(seed.digest_with_judgements, target))


def collect(
    seed: SeedState, targets: Sequence[str], accepted: baseline.Baseline, result: Checked
) -> None:
    """Add to ``result`` what is found in a seed and in its translations into ``targets``."""
    report = seed.report()
    own = accepted.unknown(found_in_code(report)) if report else []
    result.findings += own
    result.code += own
    for target in targets:
        found = found_in(seed, target)
        if found is not None:
            result.files.append(same(seed.po(target)))
            fresh = accepted.unknown(found.shown)
            result.findings += [*seed.lost(target), *fresh]
            result.baselined += len(found.shown) - len(fresh)
            result.silenced.update(finding.check for finding in found.silenced)


#: The check that finds sentences in code.
CODE = "code"


def found_in_code(report: SeedReport) -> tuple[Finding, ...]:
    """Find code that reads like sentences: it is not translated, and nobody would notice."""
    return tuple(
        Finding(
            CODE,
            Severity.WARNING,
            report.path,
            each.line,
            say("reads like sentences, but stands as code and is not translated: {text}",
                text=each.text),
            source=each.text,
        )
        for each in report.carried
        if each.reason is CarryReason.PROSE
    )  # fmt: skip


def found_in(seed: SeedState, target: str) -> Findings | None:
    """Check a seed's translation into a language; return None if it cannot be read."""
    work_out = partial(_findings, seed, target)
    followed = partial(seed.digest_with_judgements, target)
    return seed.result(_kind(target), Findings, work_out, seed.po(target), followed)


def _findings(seed: SeedState, target: str) -> Findings | None:
    translation = next((each for each in seed.open() if each.target == target), None)
    if translation is None:
        return None
    return findings(translation, Checks.load(), seed.tell, seed.judgements(target))


def accept(project: Project, checked: Checked) -> None:
    """Accept all findings as the project's baseline, so that they are no longer reported.

    But for what has been lost: that can be brought back or dismissed.

    Raises:
        ConfigError: the old baseline cannot be read.
        OSError: the new one cannot be written.
    """
    known = [each for each in checked.findings if each.check not in LOST_CHECKS]
    baseline.write(project, known, checked.files)
    checked.baselined = len(known)
    checked.findings = KeptFindings(each for each in checked.findings if each.check in LOST_CHECKS)
