"""List the articles under review with their progress, reading only changed files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from time import monotonic

from workflow.app import checking
from workflow.app.checking import Checked
from workflow.app.reviewing.article_files import Articles, title
from workflow.app.state.project_state import ProjectState
from workflow.app.state.seed_report import LocaleReport
from workflow.app.state.seed_state import SeedState, each_seed
from workflow.errors import WorkflowError
from workflow.model import Finding, Project, Severity, State
from workflow.qa import baseline
from workflow.review import Listing
from workflow.review.article_view import Count
from workflow.store.digests import digest, digest_of_file

#: The kind and the name of the cached queue.
_KIND, _NAME = "queue", ""
#: Seconds after which the queue is shown, even if some articles are uncounted, and how many of
#: these are counted in any case: the first one waits for glossary and tables, others take little
#: time.
_PATIENCE, _LEAST = 0.6, 12
_Known = dict[str, tuple[str, Listing]]


class Queue:
    """The articles of a project that are under review.

    Args:
        project: whose.
        articles: which.
    """

    def __init__(self, project: Project, articles: Articles) -> None:
        self._project = project
        self._articles = articles
        self._known: _Known | None = None
        #: Articles that there was no time to count.
        self._late: list[str] = []

    def listings(self) -> tuple[Sequence[Listing], Sequence[WorkflowError]]:
        """List the articles, and the errors of those that cannot be read."""
        began = monotonic()
        with ProjectState(self._project) as state:
            if self._known is None:
                self._known = state.results.last(_KIND, _NAME, _Known) or {}
            marks = self._marks(state)
            known = {
                name: self._known[name]
                for name, mark in marks.items()
                if self._known.get(name, ("",))[0] == mark
            }
            seeds = self._articles.seeds
            missing = [path for name, path in seeds.items() if name not in known]
            self._late = []
            others = self._looked_up(state, missing, began) if missing else {}
            for name in others.keys() - {name for _, name in state.held_as}:
                if others[name][1]:
                    known[name] = marks[name], others[name][0]
            if known != self._known:
                state.results.keep(_KIND, _NAME, "", known)
                self._known = known
            found = {name: each for name, (_, each) in known.items()}
            found |= {name: each for name, (each, _) in others.items()}
            found |= {name: self._uncounted(name, seeds[name]) for name in self._late}
            listed = [found[name] for name in seeds if name in found]
            return listed, list({str(error): error for error in state.errors}.values())

    def _marks(self, state: ProjectState) -> Mapping[str, str]:
        """Digest, for each article, the files that its listing depends on."""
        own = digest_of_file(self._project.root / baseline.FILE)
        held = [
            (f"{self._project.root}/{folder}", state.journal_folders[tag])
            for tag, folder in state.catalog_folders.items()
        ]
        marks: dict[str, str] = {}
        for name, path in self._articles.seeds.items():
            parts = [state.basis, own, state.files.of(path)]
            for catalogs, journals in held:
                parts += (
                    state.files.of(f"{catalogs}/{name}.po"),
                    state.files.of(f"{journals}/{name}.jsonl"),
                )
            marks[name] = digest(b"".join(parts)).hex()
        return marks

    def _looked_up(
        self, state: ProjectState, paths: Sequence[Path], began: float
    ) -> dict[str, tuple[Listing, bool]]:
        """Count some articles by name, and tell whether each had no errors."""
        accepted = baseline.read(self._project)
        self._late = [state.name(path) for path in paths]
        self._articles.foresee_renames(state)
        listings: dict[str, tuple[Listing, bool]] = {}
        for seed in each_seed(state, paths):
            if len(listings) >= _LEAST and monotonic() - began > _PATIENCE:
                break
            self._late.remove(seed.name)
            errors = len(state.errors)
            if report := seed.report():
                found = Checked()
                checking.collect(seed, state.targets, accepted, found)
                locales = {
                    tag: count(locale, found.findings) for tag, locale in report.locales.items()
                }
                headline = seed.result("title", str, partial(_title, seed)) or seed.name
                listing = Listing(seed.name, headline, report.path, report.language, locales)
                listings[seed.name] = listing, len(state.errors) == errors
            seed.release()
        return listings

    def _uncounted(self, name: str, path: Path) -> Listing:
        """List an article whose sentences have not been counted yet."""
        place = self._project.where(path)
        counts = {tag: Count({}, 0, 0) for tag in self._project.settings.targets}
        return Listing(name, name, place, "", counts, counted=False)


def _title(seed: SeedState) -> str | None:
    document = seed.read()
    return title(document) if document else None


def count(locale: LocaleReport, findings: Iterable[Finding]) -> Count:
    """Count the progress of an article in one language."""
    own = [finding for finding in findings if finding.path == locale.po]
    severities = [finding.severity for finding in own]
    states = {
        State.REVIEWED: locale.reviewed, State.DRAFT: locale.draft,
        State.STALE: locale.stale, State.EMPTY: locale.empty,
    }  # fmt: skip
    checks = tuple(sorted({finding.check for finding in own}))
    errors, warnings = severities.count(Severity.ERROR), severities.count(Severity.WARNING)
    return Count(states, errors, warnings, checks)
