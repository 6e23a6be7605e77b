"""List the sentences of seeds to be translated, once the memory has filled what it knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import replace
from pathlib import Path

from workflow import engines
from workflow.app.document_translation import DocumentTranslation, LocaleReport
from workflow.app.pretranslation import Pretranslation, jobs_in
from workflow.app.project_state import ProjectState
from workflow.app.seed_state import SeedState
from workflow.engines.drafting import Job
from workflow.model import is_pseudo


class PendingWork:
    """The sentences of one command's seeds that an engine is to translate.

    Args:
        state: the command's.
        redo: also those that have a draft which no person has touched.

    Attributes:
        total: how many there are, by source and target language; for who asks, to add up.
    """

    def __init__(self, state: ProjectState, *, redo: bool) -> None:
        self._state = state
        self._redo = redo
        self._memory = Pretranslation(state)
        #: For each pair whether its pseudo-translations are replaced.
        self._replacing: dict[tuple[str, str], bool] = {}
        self.total: Counter[tuple[str, str]] = Counter()

    def close(self) -> None:
        """Close the memory."""
        self._memory.close()

    def amounts(self, seed: SeedState) -> Counter[tuple[str, str]]:
        """Count the sentences of a seed that are to be translated, by source and target."""
        if not seed.is_open:
            report = seed.report()
            if report is None or not any(
                self._may_need(report.language, target, locale)
                for target, locale in report.locales.items()
            ):
                return Counter()
        return Counter(
            (job.segment.language, translation.target)
            for translation in seed.open_wanted()
            for job in self.of(translation)
        )

    def _may_need(self, source: str, target: str, locale: LocaleReport) -> bool:
        """Tell whether a locale has anything to translate; opening it to see costs time."""
        if locale.empty or (self._redo and locale.draft):
            return True
        return any(map(is_pseudo, locale.origins)) and self._replaces(source, target)

    def of(self, translation: DocumentTranslation) -> list[Job]:
        """List the sentences of a translation that are to be translated."""
        pair = translation.document.language, translation.target
        return jobs_in(translation, self._redo, pseudo=self._replaces(*pair))

    def _replaces(self, source: str, target: str) -> bool:
        """Tell whether pseudo-translations are replaced, because an engine translates now."""
        pair = source, target
        if pair not in self._replacing:
            self._replacing[pair] = engines.translates(self._state.project, *pair)
        return self._replacing[pair]

    def jobs(self, seed: SeedState) -> Iterator[tuple[DocumentTranslation, Job]]:
        """Fill a seed from the memory, unsaved; yield what is left for an engine."""
        for translation in seed.open_wanted():
            with seed.contained(seed.po(translation.target)):
                pseudo = self._replaces(translation.document.language, translation.target)
                known = self._memory.fill([translation], redo=self._redo, pseudo=pseudo)
                for job in self._unknown(translation, known):
                    yield translation, job

    def _unknown(
        self, translation: DocumentTranslation, known: Container[tuple[Path, str]]
    ) -> Iterator[Job]:
        """Yield the sentences to translate that the memory has not filled."""
        path, segments = translation.catalog.path, translation.document.segments
        filled = {each.text: each.language for each in segments if (path, each.text) in known}
        self.total.subtract((source, translation.target) for source in filled.values())
        for job in self.of(translation):
            place = path, job.segment.text
            if place not in known:
                examples = self._memory.examples.pop(place, ())
                yield replace(job, examples=examples) if examples else job
