"""Fills what is empty in the catalogs of seeds: from the memory, the rest by the engines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Protocol, runtime_checkable

from workflow import catalog, engines, glossary
from workflow.app.answers import Answer, Answers, Leftovers
from workflow.app.document_translation import DocumentTranslation, LocaleReport
from workflow.app.keeping import Keeper
from workflow.app.project_state import ProjectState, SeedState
from workflow.app.recollection import Recollection
from workflow.engines import drafting
from workflow.engines.drafting import Job
from workflow.engines.llm.endpoint import Usage
from workflow.errors import EngineError, WorkflowError, contained
from workflow.model import Draft, Request, State, is_pseudo
from workflow.protocols import Early, Engine
from workflow.store.interrupts import held_back

#: Sentences handed to an engine at a time: enough to batch by length, small enough for memory.
WINDOW = 2_000
#: Seeds that stay open while they wait to be translated, about 200 kB each; further ones are
#: opened again when it is their turn.
OPEN = 500


@runtime_checkable
class Metered(Protocol):
    """An engine that counts what it asks of a language model."""

    usage: Usage


class Filling:
    """One command's translation of what is empty.

    Attributes:
        signatures: for each target, the engines that translated into it, joined with commas.
    """

    def __init__(self, workspace: ProjectState, redo: bool = False) -> None:
        """``redo``: also translate again what no person has touched."""
        self._workspace = workspace
        self._redo = redo
        #: Sentences to translate, and those translated, by source and target.
        self._total: Counter[tuple[str, str]] = Counter()
        self._done: Counter[tuple[str, str]] = Counter()
        self._failed: set[tuple[str, str]] = set()
        self._engines: dict[str, Engine] = {}
        #: For each pair whether its pseudo-translations are replaced.
        self._replacing: dict[tuple[str, str], bool] = {}
        self.signatures: dict[str, str] = {}

    @property
    def usage(self) -> dict[str, Usage]:
        """What was asked of each engine that speaks to a language model."""
        return {
            name: engine.usage
            for name, engine in self._engines.items()
            if isinstance(engine, Metered)
        }

    @property
    def _folder(self) -> Path:
        return self._workspace.project.cache / "answers"

    def filled(self, seeds: Iterable[SeedState]) -> Iterator[SeedState]:
        """The seeds, with their empty sentences translated and saved.

        Seeds that need no translation come first, as they arrive; only when the last one has, and
        so the amount of work is known, are the others translated.
        """
        waiting: list[SeedState] = []
        left = Leftovers(self._folder)
        for seed in seeds:
            amounts: Counter[tuple[str, str]] = Counter()
            with seed.guarded():
                if seed.name in left:
                    self._take_in(seed, left)
                amounts = self._amounts(seed)
            if amounts:
                self._total.update(amounts)
                waiting.append(seed)
                if len(waiting) > OPEN:
                    seed.release()
            else:
                if seed.opened:
                    self._save([seed])
                yield seed
        left.close()
        waiting.reverse()  # so that a seed is forgotten as soon as it is done
        with (
            Recollection(self._workspace.project, self._workspace.progress) as recollection,
            closing(Answers(self._folder)) as answers,
        ):
            while window := self._window(waiting):
                try:
                    self._work(window, recollection, answers)
                finally:
                    with held_back():
                        self._save(window)
                        unsaved = set(_unsaved(window))
                        answers.keep_only(unsaved)
                _let_go(window, unsaved)
                yield from window

    def _take_in(self, seed: SeedState, left: Leftovers) -> None:
        """Puts into the catalogs of a seed what a killed process was answered."""
        with held_back():
            taken = [
                (translation.catalog, answer)
                for translation in seed.asked
                for answer in left.take(seed.name, translation.target)
            ]
            for into, answer in taken:
                answer.put_into(into)
            self._save([seed])
            unsaved = set(_unsaved([seed]))
            left.give_back(answer for _, answer in taken if (seed.name, answer.target) in unsaved)
        _let_go([seed], unsaved)

    def _save(self, seeds: Sequence[SeedState]) -> None:
        """Writes the catalogs of seeds, unless they are known to be as they should."""
        new = [seed for seed in seeds if not seed.settled]
        opened = (translation.catalog for seed in new for translation in seed.asked)
        self._workspace.errors += catalog.save_all(opened)
        for seed in new:
            seed.settle()

    def _amounts(self, seed: SeedState) -> Counter[tuple[str, str]]:
        """How many sentences of a seed are to be translated, by source and target."""
        if not seed.opened:
            report = seed.report()
            if report is None or not any(
                self._may_need(report.language, target, locale)
                for target, locale in report.locales.items()
            ):
                return Counter()
        return Counter(
            (job.segment.language, translation.target)
            for translation in seed.asked
            for job in self._pending(translation)
        )

    def _may_need(self, source: str, target: str, locale: LocaleReport) -> bool:
        """Whether a locale has anything to translate; opening it to see costs time."""
        if locale.empty or (self._redo and locale.draft):
            return True
        return any(map(is_pseudo, locale.origins)) and self._replaces(source, target)

    def _pending(self, translation: DocumentTranslation) -> list[Job]:
        pair = translation.document.language, translation.target
        return pending(translation, self._redo, pseudo=self._replaces(*pair))

    def _replaces(self, source: str, target: str) -> bool:
        """Whether pseudo-translations give way: there is an engine that translates."""
        pair = source, target
        if pair not in self._replacing:
            project = self._workspace.project
            self._replacing[pair] = engines.translates(project, *pair)
        return self._replacing[pair]

    def _window(self, waiting: list[SeedState]) -> list[SeedState]:
        """The next seeds to work on together, taken from the end of ``waiting``."""
        window: list[SeedState] = []
        size = 0
        while waiting and size < WINDOW:
            seed = waiting.pop()
            size += sum(len(self._pending(each)) for each in seed.asked)
            window.append(seed)
        return window

    def _work(
        self, window: Sequence[SeedState], recollection: Recollection, answers: Answers
    ) -> None:
        pairs: dict[tuple[str, str], list[tuple[DocumentTranslation, Job]]] = {}
        for seed in window:
            for translation in seed.asked:
                with seed.guarded(seed.po(translation.target)):
                    pseudo = self._replaces(translation.document.language, translation.target)
                    known = recollection.fill([translation], redo=self._redo, pseudo=pseudo)
                    for job in self._unknown(translation, known):
                        pair = job.segment.language, translation.target
                        pairs.setdefault(pair, []).append((translation, job))
        for pair, work in pairs.items():
            if pair not in self._failed:
                self._translate(pair, work, answers)

    def _unknown(
        self, translation: DocumentTranslation, known: Container[tuple[Path, str]]
    ) -> Iterator[Job]:
        """The sentences to translate that the memory has not filled."""
        path, segments = translation.catalog.path, translation.document.segments
        filled = {each.text: each.language for each in segments if (path, each.text) in known}
        self._total.subtract((source, translation.target) for source in filled.values())
        for job in self._pending(translation):
            if (path, job.segment.text) not in known:
                yield job

    def _translate(
        self,
        pair: tuple[str, str],
        work: Sequence[tuple[DocumentTranslation, Job]],
        answers: Answers,
    ) -> None:
        source, target = pair

        def failed(error: WorkflowError) -> None:
            error.exit_code = EngineError.exit_code  # also what nobody has foreseen
            self._failed.add(pair)
            self._workspace.errors.append(error)

        with contained(f"{source} → {target}", failed):
            engine = self._engine(source, target)
            self._note(target, engine.signature(source, target))
            self._file(engine, pair, work, answers)

    def _engine(self, source: str, target: str) -> Engine:
        """The engine for a pair; pairs of one engine share it, so that its model loads once."""
        chosen = engines.choose(self._workspace.project, source, target)
        return self._engines.setdefault(chosen.name, chosen)

    def _note(self, target: str, signature: str) -> None:
        names = dict.fromkeys(filter(None, self.signatures.get(target, "").split(", ")))
        self.signatures[target] = ", ".join({**names, signature: None})

    def _file(
        self,
        engine: Engine,
        pair: tuple[str, str],
        work: Sequence[tuple[DocumentTranslation, Job]],
        answers: Answers,
    ) -> None:
        """Puts each draft into its catalog as it arrives."""
        label = f"{pair[0]} → {pair[1]} with {engine.signature(*pair)}"
        progress, arrived = self._workspace.progress, set[int]()
        progress(self._done[pair], self._total[pair], label)
        drafts = _drafts(engine, [job.request for _, job in work], pair)
        with held_back() as gate, Keeper(answers, self._workspace.errors) as keeper:
            for index, draft in gate.each(drafts):
                translation, job = work[index]
                with contained(translation.catalog.where, self._workspace.errors.append):
                    done = drafting.finish(draft, job, translation.target)
                    redo = self._redo or index in arrived  # a better one than before
                    keeper.keep(translation.catalog, _answer(translation, job, done, redo=redo))
                arrived.add(index)
                progress(self._done[pair] + len(arrived), self._total[pair], label)
        self._done[pair] += len(arrived)


def _answer(translation: DocumentTranslation, job: Job, draft: Draft, *, redo: bool) -> Answer:
    return Answer(
        name=translation.document.name,
        target=translation.target,
        source=job.segment.text,
        text=draft.text,
        engine=draft.engine,
        problems=draft.problems,
        terms=glossary.signature(job.uses),
        date=date.today().isoformat(),
        redo=redo,
    )


def _drafts(
    engine: Engine, requests: Sequence[Request], pair: tuple[str, str]
) -> Iterator[tuple[int, Draft]]:
    """What the engine makes of the requests, as early as it can say it."""
    if isinstance(engine, Early):
        return engine.early(requests, *pair)
    return engine.translate(requests, *pair)


def _unsaved(seeds: Iterable[SeedState]) -> Iterator[tuple[str, str]]:
    """The seeds and languages whose catalogs could not be saved."""
    for seed in seeds:
        for translation in seed.asked if seed.opened else ():
            if translation.catalog.unsaved:
                yield seed.name, translation.target


def _let_go(seeds: Iterable[SeedState], unsaved: Iterable[tuple[str, str]]) -> None:
    """Of what could not be saved, what is on disk counts: it is neither told nor published."""
    names = {name for name, _ in unsaved}
    for seed in seeds:
        if seed.name in names:
            seed.release()


def pending(translation: DocumentTranslation, redo: bool, *, pseudo: bool = False) -> list[Job]:
    """The sentences to translate, each once, with the reviewed pairs that stand before them."""
    wanted = set(translation.catalog.pending(redo=redo, pseudo=pseudo))
    if not wanted:
        return []
    jobs: dict[str, Job] = {}
    context: tuple[tuple[str, str], ...] = ()
    for segment, uses in zip(translation.document.segments, translation.uses, strict=True):
        message = translation.catalog.message(segment.text)
        if segment.text in wanted:
            jobs.setdefault(segment.text, Job(segment, uses, context))
        elif message and message.state is State.REVIEWED:
            context = (*context[-1:], (message.msgid, message.msgstr))
    return list(jobs.values())
