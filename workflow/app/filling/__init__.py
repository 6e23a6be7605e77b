"""Fill the empty entries of seeds' PO files: from the memory, else by the engines.

::

    pending_work        what is to be translated; pretranslation: what the memory has of it
    pair_engines        by which engine, and where it runs
    streaming           all pairs as one stream, for engines that wait for an endpoint
    waiting_seeds       those to be translated, few of them in memory
    turns               two commands at once do not ask for the same sentences
    draft_keeping       no draft that has arrived is lost; left_drafts: those of killed processes;
                        redone_drafts: those that a stopped command has translated again;
                        unanswered_sentences: those that an engine left empty
    paragraph_mending   what only whole paragraphs of drafts show
    estimating          translate --estimate
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from datetime import date
from functools import partial

from workflow import glossary
from workflow.app.filling.draft_keeping import DraftJournal, DraftKeeper, KeptDraft
from workflow.app.filling.left_drafts import LeftDrafts
from workflow.app.filling.pair_engines import PairEngines, UntranslatedPairs
from workflow.app.filling.paragraph_mending import mend_paragraphs
from workflow.app.filling.pending_work import PendingWork, noted
from workflow.app.filling.streaming import SeedStream, SentenceWork
from workflow.app.filling.turns import Turns
from workflow.app.filling.waiting_seeds import WaitingSeeds
from workflow.app.state.document_translation import DocumentTranslation
from workflow.app.state.project_state import ProjectState
from workflow.app.state.seed_stages import let_go, opened, save, unsaved
from workflow.app.state.seed_state import SeedState
from workflow.catalog.changes import writable
from workflow.engines import drafting
from workflow.engines.drafting import Job
from workflow.errors import ConfigError, EngineError, WorkflowError, contained
from workflow.model import Draft, Request, say
from workflow.protocols import Engine, Streaming
from workflow.store.interrupts import deferred_interrupts
from workflow.store.journal_parts import PartedJournal
from workflow.store.journals import AbandonedJournals
from workflow.store.objects import ObjectFolder

#: Sentences handed to an engine at a time: enough to batch by length, small enough for memory. An
#: endpoint that answers requests in parallel gets more, so that it hardly ever waits.
WINDOW = 2_000
_WINDOWS_DEEP = 4


class Filler:
    """One command's translation of what is empty; use it in a ``with`` statement.

    Ask :meth:`has_work` of every seed first, then take them from :meth:`filled`.

    Args:
        state: the command's.
        redo: also translate again what no person has touched.
        again: also ask again for what an engine has left empty before.

    Attributes:
        pending: what there is to translate.
        engines: those that translate it.
    """

    def __init__(self, state: ProjectState, *, redo: bool = False, again: bool = False) -> None:
        self._state = state
        self._redo = redo
        self.pending = PendingWork(state, redo=redo, again=again)
        #: Sentences translated, by source and target.
        self._done: Counter[tuple[str, str]] = Counter()
        self._labels: dict[tuple[str, str], str] = {}
        self._failed: set[tuple[str, str]] = set()
        self._seeds: set[str] = set()
        self._untranslated = UntranslatedPairs()
        self.engines = PairEngines(state.project)
        folder = state.project.cache / "answers"
        place = state.project.settings.journal
        store = ObjectFolder(place) if place else None
        self._left = LeftDrafts(state, AbandonedJournals(folder), store)
        self._turns = Turns(state, folder)
        self._journal = DraftJournal(folder, PartedJournal(store) if store else None)
        self._keeper: DraftKeeper
        self._under_way = ExitStack()

    def __enter__(self) -> Filler:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._under_way.close()
        self.engines.close()
        self.pending.unanswered.keep(self._untranslated.suspect())
        self.pending.close(self._seeds if kind is None and not self._failed else None)
        error = self._journal.close(orderly=kind is None)
        if error:
            self._state.errors.append(error)
        self._left.close(settled_elsewhere=kind is None and error is None)
        self._turns.close()

    def has_work(self, seed: SeedState) -> bool:
        """Tell whether a seed has anything to translate, counting how much.

        What a killed process was answered for it goes into its PO files first.
        """
        amounts: Counter[tuple[str, str]] = Counter()
        if self._redo:
            self._seeds.add(seed.name)
        with seed.contained():
            self._left.take_in(seed)
            amounts = self.pending.amounts(seed)
        self.pending.total.update(amounts)
        return bool(amounts)

    def waiting(self, seeds: Iterable[SeedState] = ()) -> WaitingSeeds:
        """Return a list for seeds that wait to be translated."""
        return WaitingSeeds(self._state.project.cache, seeds)

    def filled(self, waiting: WaitingSeeds) -> Iterator[SeedState]:
        """Yield each seed once everything that could be translated is.

        What another command is translating comes last: see :mod:`workflow.app.filling.turns`.

        Args:
            waiting: all of them.
        """
        self._left.settle_here()
        self.engines.places.expect(sum(self.pending.total.values()))
        engine = self.engines.only_stream(self.pending.total)
        while waiting:
            seeds = opened(self._state, self._turns.claimed(waiting, self.pending))
            yield from self._streamed(engine, seeds) if engine else self._in_windows(seeds)
            waiting = self.waiting(self._turns.others_have_done())
        for pair in self._done.keys() - self._failed:  # what another command has done is not left
            self.pending.total[pair] = self._done[pair]
            self._show_progress(pair)
        self._state.errors += self._untranslated.errors(self._failed)
        self.engines.tell_the_rest(
            self._state.errors, self._done.total(), self.pending.total.total()
        )

    def _in_windows(self, seeds: Iterator[SeedState]) -> Iterator[SeedState]:
        """Yield seeds in batches that are filled and saved together."""
        for window in self._windows(seeds):
            self._fill(window)
            yield from window

    def _streamed(self, engine: Streaming, seeds: Iterator[SeedState]) -> Iterator[SeedState]:
        """Yield seeds as they are finished, in any order, losing no draft on interruption."""
        with deferred_interrupts():
            self._begin_keeping()
            stream = SeedStream(engine, seeds, self)
            self._under_way.callback(stream.close)
        try:
            yield from stream.each()
        finally:
            self._under_way.close()

    def _begin_keeping(self) -> None:
        keeper = DraftKeeper(self._journal, self._state.errors)
        self._keeper = self._under_way.enter_context(keeper)

    def work(self, seed: SeedState) -> Iterator[SentenceWork]:
        """Fill a seed from the memory; yield the rest, of language pairs that have not failed."""
        for translation, job in self.pending.jobs(seed):
            pair = job.segment.language, translation.target
            if pair not in self._failed:
                self.engines.signing(*pair)
                if pair not in self._labels:  # its first answer may take minutes
                    self._show_progress(pair)
                yield translation, job

    def keep(self, work: SentenceWork, draft: Draft, *, again: bool) -> None:
        """Put a draft into its catalog, replacing an earlier one if the new one is better."""
        translation, job = work
        pair = job.segment.language, translation.target
        with contained(translation.catalog.where, self._state.errors.append):
            done = drafting.finish(draft, job, translation.target)
            redo = self._redo or again
            self._keeper.keep(translation.catalog, _kept(translation, job, done, redo=redo))
            self._untranslated.count(pair, done, again=again)
            if done.text:
                self._note_translated(translation, job, done)
            elif not again and (mark := self.pending.note_unanswered(translation, job, done)):
                self._turns.asked(translation.document.name, translation.target, mark)
        self._done[pair] += not again
        self._show_progress(pair)

    def _note_translated(self, translation: DocumentTranslation, job: Job, draft: Draft) -> None:
        """Note that a sentence has a new draft, for concurrent and later commands."""
        name, target, text = translation.document.name, translation.target, job.segment.text
        self._turns.asked(name, target, text)
        if self.pending.redone:
            terms = glossary.signature(job.uses)
            place, now = noted(name, target, text), writable(draft.text, text)
            self.pending.redone.note(name, place, terms, draft.engine, now)

    def _show_progress(self, pair: tuple[str, str]) -> None:
        if pair not in self._labels:
            engine = self.engines.of(*pair).signature(*pair)
            self._labels[pair] = say(
                "{source} → {target} with {engine}", source=pair[0], target=pair[1], engine=engine
            )
        self._state.progress(self._done[pair], self.pending.total[pair], self._labels[pair])

    def give_up(self, pair: tuple[str, str], error: WorkflowError) -> None:
        """Stop translating one language pair because of an error."""
        if not isinstance(error, ConfigError):
            error.exit_code = EngineError.exit_code  # also what nobody has foreseen
        self._failed.add(pair)
        self._state.errors.append(error)

    def settle(self, seeds: Sequence[SeedState]) -> None:
        """Save seeds that no more drafts will arrive for."""
        catalogs = {
            (seed.name, translation.target): translation.catalog
            for seed in seeds
            if seed.is_open
            for translation in seed.open_wanted()
        }
        self._keeper.release([*catalogs.values()])
        self._mend(seeds)
        save(self._state, seeds)
        lost = unsaved(seeds)
        self._journal.drop(catalogs.keys() - lost)
        let_go(seeds, lost)
        self._turns.over(seeds)

    def _mend(self, seeds: Sequence[SeedState]) -> None:
        """Repair drafts once those of whole paragraphs are there."""
        for seed in seeds:
            for translation in seed.open_wanted() if seed.is_open else ():
                with contained(translation.catalog.where, self._state.errors.append):
                    for entry, text in mend_paragraphs(translation):
                        if self.pending.redone:
                            place = noted(seed.name, translation.target, entry.source)
                            self.pending.redone.note_mended(seed.name, place, entry, text)

    def _windows(self, seeds: Iterator[SeedState]) -> Iterator[list[SeedState]]:
        """Yield the seeds to be filled in groups with enough sentences for an engine."""
        window: list[SeedState] = []
        size = 0
        for seed in seeds:
            size += sum(map(self.pending.number, seed.open_wanted()))
            window.append(seed)
            if size >= self._window:
                yield window
                window, size = [], 0
        if window:
            yield window

    @property
    def _window(self) -> int:
        """Return how many sentences to hand over at a time."""
        llm = self._state.project.settings.llm
        if not llm.url:
            return WINDOW
        from workflow.engines.llm.profiles import ModelProfile  # slow to import

        return max(WINDOW, _WINDOWS_DEEP * llm.concurrency * (llm.batch or ModelProfile().batch))

    def _fill(self, window: Sequence[SeedState]) -> None:
        """Fill the empty entries of seeds and save them, losing no draft on interruption."""
        with deferred_interrupts():
            self._begin_keeping()
        try:
            self._translate_all(window)
        finally:
            with deferred_interrupts():
                self.settle(window)
                self._under_way.close()

    def _translate_all(self, window: Sequence[SeedState]) -> None:
        """Fill from the memory, and let engines translate what it does not know."""
        pairs: dict[tuple[str, str], list[SentenceWork]] = {}
        for seed in window:
            for translation, job in self.pending.jobs(seed):
                pair = job.segment.language, translation.target
                pairs.setdefault(pair, []).append((translation, job))
        for pair, work in pairs.items():
            if pair not in self._failed:
                self._translate(pair, work)

    def _translate(self, pair: tuple[str, str], work: Sequence[SentenceWork]) -> None:
        """Translate sentences of one pair; an error ends the work on this pair alone."""
        source, target = pair
        with contained(f"{source} → {target}", partial(self.give_up, pair)):
            self._take_drafts(self.engines.signing(source, target), pair, work)

    def _take_drafts(
        self,
        engine: Engine,
        pair: tuple[str, str],
        work: Sequence[SentenceWork],
    ) -> None:
        """Put each draft into its catalog as it arrives."""
        arrived: set[int] = set()
        self._show_progress(pair)
        drafts = _drafts(engine, [job.request for _, job in work], pair)
        with deferred_interrupts() as gate:
            for index, draft in gate.each(drafts):
                self.keep(work[index], draft, again=index in arrived)
                arrived.add(index)


def _kept(translation: DocumentTranslation, job: Job, draft: Draft, *, redo: bool) -> KeptDraft:
    return KeptDraft(
        name=translation.document.name,
        target=translation.target,
        source=job.segment.text,
        text=draft.text,
        engine=draft.engine,
        problems=tuple(map(str, draft.problems)),
        terms_hash=glossary.signature(job.uses),
        date=date.today().isoformat(),
        redo=redo,
    )


def _drafts(
    engine: Engine, requests: Sequence[Request], pair: tuple[str, str]
) -> Iterator[tuple[int, Draft]]:
    """Ask the engine for drafts, as early as it can give them."""
    if isinstance(engine, Streaming):
        return drafting.streamed(engine.stream, requests, *pair, early=True)
    return engine.translate(requests, *pair)
