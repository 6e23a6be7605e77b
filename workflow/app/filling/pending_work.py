"""List the sentences of seeds to translate, once the memory has filled what it knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Container, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from workflow import engines
from workflow.app.filling.pretranslation import Pretranslation
from workflow.app.filling.redone_drafts import RedoneDrafts
from workflow.app.filling.unanswered_sentences import UnansweredSentences
from workflow.app.state.document_translation import DocumentTranslation
from workflow.app.state.project_state import ProjectState
from workflow.app.state.seed_report import LocaleReport
from workflow.app.state.seed_state import SeedState
from workflow.engines.drafting import Job
from workflow.errors import WorkflowError
from workflow.model import BlockKind, Draft, State, is_pseudo

#: How many preceding sentences an engine is shown.
_SHOWN = 2


class PendingWork:
    """The sentences of one command's seeds that an engine is to translate.

    Args:
        state: the command's.
        redo: also those that have a draft which no person has touched.
        again: also those that an engine has left empty before.

    Attributes:
        total: how many there are, by source and target language; for who asks, to add up.
        translated: notes of what other commands translate meanwhile, or find that the engine does
            not; see :func:`noted`.
        redone: what a stopped command has translated again; None unless drafts are redone.
        unanswered: what an engine has left empty.
    """

    def __init__(self, state: ProjectState, *, redo: bool, again: bool = False) -> None:
        self._state = state
        self._redo = redo
        self.redone = RedoneDrafts(state) if redo else None
        self.unanswered = UnansweredSentences(state, again=redo or again)
        self._signatures: dict[tuple[str, str], str] = {}
        self._memory = Pretranslation(state)
        #: For each pair, whether its pseudo-translations are replaced.
        self._replacing: dict[tuple[str, str], bool] = {}
        self.total: Counter[tuple[str, str]] = Counter()
        self.translated: Container[str] = ()

    def close(self, done: Container[str] | None = None) -> None:
        """Close the memory, and drop the records of redone drafts for finished seeds."""
        self._memory.close()
        if self.redone:
            self.redone.close(done)

    def amounts(self, seed: SeedState) -> Counter[tuple[str, str]]:
        """Count the sentences of a seed to translate, by source and target."""
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
        """Tell from a locale's counts, without opening it, whether it may have work."""
        if locale.pending or (self._redo and locale.draft):
            return True
        return any(map(is_pseudo, locale.origins)) and self._replaces(source, target)

    def of(self, translation: DocumentTranslation) -> list[Job]:
        """List the sentences of a translation to translate."""
        return jobs_of(translation, self._sources(translation))

    def number(self, translation: DocumentTranslation) -> int:
        """Count the sentences of a translation to translate."""
        return len(self._sources(translation))

    def _sources(self, translation: DocumentTranslation) -> frozenset[str]:
        pair = translation.document.language, translation.target
        catalog, pseudo = translation.catalog, self._replaces(*pair)
        pending = frozenset(catalog.pending(redo=self._redo, pseudo=pseudo))
        if not self._redo:
            return pending
        name = translation.document.name
        empty = catalog.pending(pseudo=pseudo)
        drafted = pending.difference(empty)
        kept = {each for each in drafted if noted(name, pair[1], each) in self.translated}
        if self.redone and self.redone.has_any:
            engine, terms = self._signature(*pair), translation.terms_hashes()
            kept.update(
                each
                for each in drafted
                if self.redone.has(
                    noted(name, pair[1], each), terms[each], engine, catalog.text(each)
                )
            )
        return pending - kept

    def _signature(self, source: str, target: str) -> str:
        """Return the signature of the engine for a pair; empty if there is none."""
        pair = source, target
        if pair not in self._signatures:
            self._signatures[pair] = ""
            with suppress(WorkflowError):  # which is told when it is this pair's turn
                engine = engines.choose(self._state.project, *pair)
                self._signatures[pair] = engine.signature(*pair)
        return self._signatures[pair]

    def _replaces(self, source: str, target: str) -> bool:
        """Tell whether pseudo-translations are replaced, because a real engine is in use."""
        pair = source, target
        if pair not in self._replacing:
            self._replacing[pair] = engines.translates(self._state.project, *pair)
        return self._replacing[pair]

    def jobs(self, seed: SeedState) -> Iterator[tuple[DocumentTranslation, Job]]:
        """Fill a seed from the memory, unsaved; yield what remains for an engine."""
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
        name, target = translation.document.name, translation.target
        vain = self.unanswered.marks(name, target)
        for job in self.of(translation):
            place = path, job.segment.text
            if place in known:
                continue
            pair = job.segment.language, target
            mark = self.unanswered.mark(job, self._signature(*pair))
            if mark in vain or noted(name, target, mark) in self.translated:
                self.unanswered.unasked += 1
                self.total[pair] -= 1
                continue
            examples = self._memory.examples.pop(place, ())
            yield replace(job, examples=examples) if examples else job

    def note_unanswered(self, translation: DocumentTranslation, job: Job, draft: Draft) -> str:
        """Note that the engine gave no translation for a sentence; return its mark if it stays."""
        name, target = translation.document.name, translation.target
        engine = self._signature(job.segment.language, target)
        return self.unanswered.note(name, target, job, engine, draft)


def noted(name: str, target: str, source: str) -> str:
    """Return the key of a seed's sentence in one language for records of finished work."""
    return f"{target}/{name}: {source}"


def jobs_of(translation: DocumentTranslation, wanted: Collection[str]) -> list[Job]:
    """Make jobs of some sentences, each once, with their context."""
    if not wanted:
        return []
    segments = translation.document.segments
    headline = next((each.text for each in segments if each.kind is BlockKind.HEADLINE), "")
    jobs: dict[str, Job] = {}
    context: tuple[tuple[str, str], ...] = ()
    before: tuple[str, ...] = ()
    for segment, uses in zip(segments, translation.uses, strict=True):
        text = segment.text
        message = translation.catalog.message(text)
        if text in wanted:
            title = "" if text == headline else headline
            jobs.setdefault(text, Job(segment, uses, context, before, title))
        elif message and message.state is State.REVIEWED:
            context = (*context[1 - _SHOWN :], (message.msgid, message.msgstr))
        before = (*before[1 - _SHOWN :], text)
    return list(jobs.values())
