"""Fills what is empty in the catalogs of seeds: from the memory, the rest by the engines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from time import monotonic
from typing import Protocol, runtime_checkable

from workflow import catalog, engines, glossary, translator
from workflow.engines.endpoint import Usage
from workflow.errors import EngineError, WorkflowError, contained
from workflow.model import State
from workflow.pipeline.recollection import Recollection
from workflow.pipeline.versions import Version
from workflow.pipeline.workspace import Seed, Workspace
from workflow.protocols import Engine
from workflow.translator import Job

#: Sentences handed to an engine at a time: enough to batch by length, small enough for memory.
WINDOW = 2_000
#: Seeds that stay open while they wait to be translated, about 200 kB each; further ones are
#: opened again when it is their turn.
OPEN = 500
#: Seconds after which finished sentences are written even if their document is not finished.
SAVE_EVERY = 10.0


@runtime_checkable
class Metered(Protocol):
    """An engine that counts what it asks of a language model."""

    usage: Usage


class Filling:
    """One command's translation of what is empty.

    Attributes:
        signatures: for each target, the engines that translated into it, joined with commas.
    """

    def __init__(self, workspace: Workspace, redo: bool = False) -> None:
        """``redo``: also translate again what no person has touched."""
        self._workspace = workspace
        self._redo = redo
        #: Sentences to translate, and those translated, by source and target.
        self._total: Counter[tuple[str, str]] = Counter()
        self._done: Counter[tuple[str, str]] = Counter()
        self._failed: set[tuple[str, str]] = set()
        self._engines: dict[str, Engine] = {}
        self.signatures: dict[str, str] = {}

    @property
    def usage(self) -> dict[str, Usage]:
        """What was asked of each engine that speaks to a language model."""
        return {
            name: engine.usage
            for name, engine in self._engines.items()
            if isinstance(engine, Metered)
        }

    def filled(self, seeds: Iterable[Seed]) -> Iterator[Seed]:
        """The seeds, with their empty sentences translated and saved.

        Seeds that need no translation come first, as they arrive; only when the last one has, and
        so the amount of work is known, are the others translated.
        """
        waiting: list[Seed] = []
        for seed in seeds:
            amounts: Counter[tuple[str, str]] = Counter()
            with seed.guarded():
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
        waiting.reverse()  # so that a seed is forgotten as soon as it is done
        with Recollection(self._workspace.project, self._workspace.progress) as recollection:
            while window := self._window(waiting):
                try:
                    self._work(window, recollection)
                finally:
                    self._save(window)
                yield from window

    def _save(self, seeds: Sequence[Seed]) -> None:
        """Writes the catalogs of seeds, unless they are known to be as they should."""
        new = [seed for seed in seeds if not seed.settled]
        opened = (version.catalog for seed in new for version in seed.asked)
        self._workspace.errors += catalog.save_all(opened)
        for seed in new:
            seed.settle()

    def _amounts(self, seed: Seed) -> Counter[tuple[str, str]]:
        """How many sentences of a seed are to be translated, by source and target."""
        if not seed.opened:
            report = seed.report()
            locales = report.locales.values() if report else ()
            if not any(each.empty or (self._redo and each.draft) for each in locales):
                return Counter()
        return Counter(
            (job.segment.language, version.target)
            for version in seed.asked
            for job in pending(version, self._redo)
        )

    def _window(self, waiting: list[Seed]) -> list[Seed]:
        """The next seeds to work on together, taken from the end of ``waiting``."""
        window: list[Seed] = []
        size = 0
        while waiting and size < WINDOW:
            seed = waiting.pop()
            size += sum(len(each.catalog.pending(redo=self._redo)) for each in seed.asked)
            window.append(seed)
        return window

    def _work(self, window: Sequence[Seed], recollection: Recollection) -> None:
        pairs: dict[tuple[str, str], list[tuple[Version, Job]]] = {}
        for seed in window:
            for version in seed.asked:
                with seed.guarded(seed.po(version.target)):
                    known = recollection.fill([version], redo=self._redo)
                    for job in self._unknown(version, known):
                        pair = job.segment.language, version.target
                        pairs.setdefault(pair, []).append((version, job))
        for pair, work in pairs.items():
            if pair not in self._failed:
                self._translate(pair, work)

    def _unknown(self, version: Version, known: Container[tuple[Path, str]]) -> Iterator[Job]:
        """The sentences to translate that the memory has not filled."""
        path, segments = version.catalog.path, version.document.segments
        filled = {each.text: each.language for each in segments if (path, each.text) in known}
        self._total.subtract((source, version.target) for source in filled.values())
        for job in pending(version, self._redo):
            if (path, job.segment.text) not in known:
                yield job

    def _translate(self, pair: tuple[str, str], work: Sequence[tuple[Version, Job]]) -> None:
        source, target = pair

        def failed(error: WorkflowError) -> None:
            error.exit_code = EngineError.exit_code  # also what nobody has foreseen
            self._failed.add(pair)
            self._workspace.errors.append(error)

        with contained(f"{source} → {target}", failed):
            engine = self._engine(source, target)
            self._note(target, engine.signature(source, target))
            self._file(engine, source, target, work)

    def _engine(self, source: str, target: str) -> Engine:
        """The engine for a pair; pairs of one engine share it, so that its model loads once."""
        chosen = engines.choose(self._workspace.project, source, target)
        return self._engines.setdefault(chosen.name, chosen)

    def _note(self, target: str, signature: str) -> None:
        names = dict.fromkeys(filter(None, self.signatures.get(target, "").split(", ")))
        self.signatures[target] = ", ".join({**names, signature: None})

    def _file(
        self, engine: Engine, source: str, target: str, work: Sequence[tuple[Version, Job]]
    ) -> None:
        """Puts each draft into its catalog as it arrives."""
        label = f"{source} → {target} with {engine.signature(source, target)}"
        progress, pair = self._workspace.progress, (source, target)
        progress(self._done[pair], self._total[pair], label)
        today = date.today().isoformat()
        saved = monotonic()
        jobs = [job for _, job in work]
        for index, draft in translator.translate(engine, jobs, source, target):
            version, job = work[index]
            with contained(version.catalog.where, self._workspace.errors.append):
                text, terms = job.segment.text, glossary.signature(job.uses)
                version.catalog.fill(text, draft, terms=terms, date=today, redo=self._redo)
            self._done[pair] += 1
            progress(self._done[pair], self._total[pair], label)
            if monotonic() - saved > SAVE_EVERY:
                catalogs = {id(each): each.catalog for each, _ in work}.values()
                self._workspace.errors += catalog.save_all(catalogs)
                saved = monotonic()


def pending(version: Version, redo: bool) -> list[Job]:
    """The sentences to translate, each once, with the reviewed pairs that stand before them."""
    wanted = set(version.catalog.pending(redo=redo))
    if not wanted:
        return []
    jobs: dict[str, Job] = {}
    context: tuple[tuple[str, str], ...] = ()
    for segment, uses in zip(version.document.segments, version.uses, strict=True):
        message = version.catalog.message(segment.text)
        if segment.text in wanted:
            jobs.setdefault(segment.text, Job(segment, uses, context))
        elif message and message.state is State.REVIEWED:
            context = (*context[-1:], (message.msgid, message.msgstr))
    return list(jobs.values())
