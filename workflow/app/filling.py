"""Fill what is empty in the PO files of seeds: from the memory, the rest by the engines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from datetime import date
from functools import partial
from typing import Protocol, runtime_checkable

from workflow import catalog, engines, glossary
from workflow.app.document_translation import DocumentTranslation
from workflow.app.draft_keeping import AbandonedDrafts, DraftJournal, DraftKeeper, KeptDraft
from workflow.app.engine_places import EnginePlaces
from workflow.app.pending_work import PendingWork
from workflow.app.project_state import ProjectState
from workflow.app.seed_opening import opened
from workflow.app.seed_state import SeedState
from workflow.app.streaming import SeedStream, Work
from workflow.engines import drafting
from workflow.engines.drafting import Job
from workflow.engines.llm.profiles import ModelProfile
from workflow.engines.usage import Usage
from workflow.errors import EngineError, WorkflowError, contained
from workflow.model import Draft, Request
from workflow.protocols import Early, Engine, Streaming
from workflow.store.interrupts import deferred_interrupts
from workflow.store.journal_parts import LeftParts, PartedJournal
from workflow.store.journals import AbandonedJournals
from workflow.store.objects import ObjectFolder

#: Sentences handed to an engine at a time: enough to batch by length, small enough for memory. An
#: endpoint that answers many requests at once gets so many that it hardly ever waits.
WINDOW = 2_000
_WINDOWS_DEEP = 4
#: Seeds that stay open while they wait to be translated, about 200 kB each; further ones are
#: opened again when it is their turn.
OPEN = 500


@runtime_checkable
class Metered(Protocol):
    """An engine that counts what it asks of a language model."""

    usage: Usage


class Filler:
    """One command's translation of what is empty; use it in a ``with`` statement.

    Ask :meth:`has_work` of every seed first, then take them from :meth:`filled`.

    Args:
        state: the command's.
        redo: also translate again what no person has touched.

    Attributes:
        pending: what there is to translate.
        signatures: for each target, the engines that translated into it, joined with commas.
        places: where engines work.
    """

    def __init__(self, state: ProjectState, *, redo: bool = False) -> None:
        self._state = state
        self._redo = redo
        self.pending = PendingWork(state, redo=redo)
        #: Sentences translated, by source and target.
        self._done: Counter[tuple[str, str]] = Counter()
        self._failed: set[tuple[str, str]] = set()
        self.places = EnginePlaces(state.project)
        self._engines: dict[str, Engine] = {}
        #: The one that translates everything as one stream, if it does.
        self._only: Engine | None = None
        self.signatures: dict[str, str] = {}
        folder = state.project.cache / "answers"
        place = state.project.settings.journal
        store = ObjectFolder(place) if place else None
        #: What others have left, that of other machines first: it is older, or the same.
        self._elsewhere = AbandonedDrafts(LeftParts(store)) if store else None
        self._here = AbandonedDrafts(AbandonedJournals(folder))
        self._abandoned = [each for each in (self._elsewhere, self._here) if each]
        self._journal = DraftJournal(folder, PartedJournal(store) if store else None)
        self._keeper: DraftKeeper
        self._under_way = ExitStack()

    def __enter__(self) -> Filler:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._under_way.close()
        self.places.close()
        self.pending.close()
        if error := self._journal.close(orderly=kind is None):
            self._state.errors.append(error)
        elif self._elsewhere and kind is None:
            with contained(self._state.project.settings.journal, self._state.errors.append):
                self._elsewhere.settle()
        self._here.close()

    @property
    def usage(self) -> dict[str, Usage]:
        """Count what was asked of each engine that speaks to a language model."""
        return {
            name: engine.usage
            for name, engine in self._engines.items()
            if isinstance(engine, Metered)
        }

    def has_work(self, seed: SeedState) -> bool:
        """Tell whether anything of a seed is to be translated, and note how much.

        What a killed process was answered for it goes into its PO files first.
        """
        amounts: Counter[tuple[str, str]] = Counter()
        with seed.contained():
            for abandoned in self._abandoned:
                if seed.name in abandoned:
                    self._take_in(seed, abandoned)
            amounts = self.pending.amounts(seed)
        self.pending.total.update(amounts)
        return bool(amounts)

    def spare_memory(self, waiting: Sequence[SeedState]) -> None:
        """Release the last waiting seed if more are open than may be."""
        if len(waiting) > OPEN:
            waiting[-1].release()

    def filled(self, waiting: list[SeedState]) -> Iterator[SeedState]:
        """Yield each seed once nothing that could be filled is empty.

        Args:
            waiting: all of them; emptied, so that a seed is forgotten as soon as it is done.
        """
        self._here.settle()
        self.places.expect(sum(self.pending.total.values()))
        if engine := self._streaming():
            yield from self._streamed(engine, waiting)
            return
        for window in self._windows(waiting):
            self._fill(window)
            yield from window

    def _streaming(self) -> Streaming | None:
        """Return the engine that translates everything, if it takes all as one stream."""
        found: dict[str, Engine] = {}
        for pair in self.pending.total:
            with suppress(WorkflowError):
                engine = engines.choose(self._state.project, *pair)
                found.setdefault(engine.name, self.places.placed(engine))
                continue
            return None  # which is told when it is this pair's turn
        only: object = next(iter(found.values()), None)
        if len(found) > 1 or not isinstance(only, Streaming):
            return None
        (self._only,) = found.values()
        return only

    def _streamed(self, engine: Streaming, waiting: list[SeedState]) -> Iterator[SeedState]:
        """Yield seeds as they are finished, in any order; an interruption loses no draft."""
        with deferred_interrupts():
            keeper = DraftKeeper(self._journal, self._state.errors)
            self._keeper = self._under_way.enter_context(keeper)
            stream = SeedStream(engine, opened(self._state, _emptied(waiting)), self)
            self._under_way.callback(stream.close)
        try:
            yield from stream.each()
        finally:
            self._under_way.close()

    def work(self, seed: SeedState) -> Iterator[Work]:
        """Fill a seed from the memory; yield what an engine is to translate that can go on."""
        for translation, job in self.pending.jobs(seed):
            pair = job.segment.language, translation.target
            if pair not in self._failed:
                engine = self._engine(*pair)
                self._sign(pair[1], engine.signature(*pair))
                yield translation, job

    def keep(self, work: Work, draft: Draft, *, again: bool) -> None:
        """Put a draft into its catalog, in place of an earlier one if it comes again."""
        translation, job = work
        with contained(translation.catalog.where, self._state.errors.append):
            done = drafting.finish(draft, job, translation.target)
            redo = self._redo or again
            self._keeper.keep(translation.catalog, _kept(translation, job, done, redo=redo))
        pair = job.segment.language, translation.target
        self._done[pair] += not again
        self._state.progress(self._done[pair], self.pending.total[pair], self._label(pair))

    def _label(self, pair: tuple[str, str]) -> str:
        return f"{pair[0]} → {pair[1]} with {self._engine(*pair).signature(*pair)}"

    def give_up(self, pair: tuple[str, str], error: WorkflowError) -> None:
        """End the work on one pair because of an error."""
        error.exit_code = EngineError.exit_code  # also what nobody has foreseen
        self._failed.add(pair)
        self._state.errors.append(error)

    def settle(self, seeds: Sequence[SeedState]) -> None:
        """Save seeds for which nothing more will come."""
        catalogs = {
            (seed.name, translation.target): translation.catalog
            for seed in seeds
            if seed.is_open
            for translation in seed.open_wanted()
        }
        self._keeper.release([*catalogs.values()])
        self.save(seeds)
        unsaved = set(_unsaved(seeds))
        self._journal.drop(catalogs.keys() - unsaved)
        _let_go(seeds, unsaved)

    def _windows(self, waiting: list[SeedState]) -> Iterator[list[SeedState]]:
        """Yield the seeds to be filled, as many at a time as have sentences for an engine."""
        window: list[SeedState] = []
        size = 0
        for seed in opened(self._state, _emptied(waiting)):
            size += sum(len(self.pending.of(each)) for each in seed.open_wanted())
            window.append(seed)
            if size >= self._window:
                yield window
                window, size = [], 0
        if window:
            yield window

    @property
    def _window(self) -> int:
        """How many sentences to hand over at a time."""
        llm = self._state.project.settings.llm
        at_once = llm.concurrency * (llm.batch or ModelProfile().batch) if llm.url else 0
        return max(WINDOW, _WINDOWS_DEEP * at_once)

    def _fill(self, window: Sequence[SeedState]) -> None:
        """Fill the empty sentences of seeds and save them; an interruption loses no draft."""
        try:
            self._translate_all(window)
        finally:
            with deferred_interrupts():
                self.save(window)
                unsaved = set(_unsaved(window))
                self._journal.keep_only(unsaved)
        _let_go(window, unsaved)

    def save(self, seeds: Sequence[SeedState]) -> None:
        """Write the PO files of open seeds, except those known to be up to date."""
        new = [seed for seed in seeds if seed.is_open and not seed.is_merged()]
        opened = (translation.catalog for seed in new for translation in seed.open_wanted())
        self._state.errors += catalog.save_all(opened)
        for seed in new:
            seed.note_merged()

    def _take_in(self, seed: SeedState, abandoned: AbandonedDrafts) -> None:
        """Put into the PO files of a seed what a lost process was answered.

        What is from another machine, whose glossary was another one, is asked for again.
        """
        with deferred_interrupts():
            taken = [
                (translation.catalog, draft)
                for translation in seed.open_wanted()
                for terms in [translation.terms_hashes()]
                for draft in abandoned.take(seed.name, translation.target)
                if abandoned is self._here or terms.get(draft.source) == draft.terms_hash
            ]
            for into, draft in taken:
                draft.put_into(into)
            self.save([seed])
            unsaved = set(_unsaved([seed]))
            abandoned.give_back(draft for _, draft in taken if (seed.name, draft.target) in unsaved)
        _let_go([seed], unsaved)

    def _translate_all(self, window: Sequence[SeedState]) -> None:
        """Fill from the memory, and let engines translate what it does not know."""
        pairs: dict[tuple[str, str], list[tuple[DocumentTranslation, Job]]] = {}
        for seed in window:
            for translation, job in self.pending.jobs(seed):
                pair = job.segment.language, translation.target
                pairs.setdefault(pair, []).append((translation, job))
        for pair, work in pairs.items():
            if pair not in self._failed:
                self._translate(pair, work)

    def _translate(
        self, pair: tuple[str, str], work: Sequence[tuple[DocumentTranslation, Job]]
    ) -> None:
        """Translate sentences of one pair; an error ends the work on this pair alone."""
        source, target = pair
        with contained(f"{source} → {target}", partial(self.give_up, pair)):
            engine = self._engine(source, target)
            self._sign(target, engine.signature(source, target))
            self._take_drafts(engine, pair, work)

    def _engine(self, source: str, target: str) -> Engine:
        """Choose the engine for a pair; pairs of one engine share it: its model loads once."""
        if self._only:
            return self._engines.setdefault(self._only.name, self._only)
        chosen = engines.choose(self._state.project, source, target)
        if chosen.name not in self._engines:
            self._engines[chosen.name] = self.places.placed(chosen)
        return self._engines[chosen.name]

    def _sign(self, target: str, signature: str) -> None:
        names = dict.fromkeys(filter(None, self.signatures.get(target, "").split(", ")))
        self.signatures[target] = ", ".join({**names, signature: None})

    def _take_drafts(
        self,
        engine: Engine,
        pair: tuple[str, str],
        work: Sequence[tuple[DocumentTranslation, Job]],
    ) -> None:
        """Put each draft into its catalog as it arrives."""
        label = self._label(pair)
        progress, errors, arrived = self._state.progress, self._state.errors, set[int]()
        progress(self._done[pair], self.pending.total[pair], label)
        drafts = _drafts(engine, [job.request for _, job in work], pair)
        with deferred_interrupts() as gate, DraftKeeper(self._journal, errors) as keeper:
            for index, draft in gate.each(drafts):
                translation, job = work[index]
                with contained(translation.catalog.where, errors.append):
                    done = drafting.finish(draft, job, translation.target)
                    redo = self._redo or index in arrived  # a better one than before
                    keeper.keep(translation.catalog, _kept(translation, job, done, redo=redo))
                arrived.add(index)
                progress(self._done[pair] + len(arrived), self.pending.total[pair], label)
        self._done[pair] += len(arrived)


def _emptied(seeds: list[SeedState]) -> Iterator[SeedState]:
    """Yield the seeds in order, without keeping any of them in memory."""
    seeds.reverse()
    while seeds:
        yield seeds.pop()


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
    if isinstance(engine, Early):
        return engine.early(requests, *pair)
    return engine.translate(requests, *pair)


def _unsaved(seeds: Iterable[SeedState]) -> Iterator[tuple[str, str]]:
    """Name the seeds and languages whose catalogs could not be saved."""
    for seed in seeds:
        for translation in seed.open_wanted() if seed.is_open else ():
            if translation.catalog.unsaved:
                yield seed.name, translation.target


def _let_go(seeds: Iterable[SeedState], unsaved: Iterable[tuple[str, str]]) -> None:
    """Drop changes that could not be saved: reports and pages show what is on disk."""
    names = {name for name, _ in unsaved}
    for seed in seeds:
        if seed.name in names:
            seed.release()
