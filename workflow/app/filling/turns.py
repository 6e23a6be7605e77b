"""Let concurrent commands share the work, so that no sentence is requested twice.

A command claims each seed before it reads what is still empty in it, and gives it back once the
drafts are saved. What another one has claimed is left until all else is done, and then awaited. A
command that waits has claimed nothing, so that no two wait for each other; and the system gives
back what a killed one had. What each has translated it notes, so that two commands that translate
drafts again do not both ask for the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from time import sleep

from workflow.app.filling.left_drafts import LeftDrafts
from workflow.app.filling.pending_work import PendingWork, noted
from workflow.app.filling.waiting_seeds import OPEN
from workflow.app.state.project_state import ProjectState
from workflow.app.state.seed_state import SeedState
from workflow.store.journals import AbandonedJournals
from workflow.store.locks import Claims, SharedNotes

#: Seconds between two looks of a command that waits.
_AGAIN = 0.2
_WAITING = "Waiting for another command that translates the rest"


class Turns:
    """The seeds that this command may fill.

    Args:
        state: the command's.
        answers: the folder of the journals of drafts.
    """

    def __init__(self, state: ProjectState, answers: Path) -> None:
        self._state, self._answers = state, answers
        locks = state.project.cache / "locks"
        self._claims = Claims(locks / "turns")
        self._notes = SharedNotes(locks / "translated")
        #: What the engine was asked for, of each seed that has not been released.
        self._asked: defaultdict[str, list[str]] = defaultdict(list)
        #: Seeds that another command is working on.
        self._others: list[SeedState] = []

    def claimed(self, seeds: Iterable[SeedState], pending: PendingWork) -> Iterator[SeedState]:
        """Yield the seeds that no other command is working on, and remember the others.

        Args:
            seeds: to be filled.
            pending: gets to know what another command has translated since.
        """
        pending.translated = self._notes
        for seed in seeds:
            if not self._claim(seed):
                self._others.append(seed)
                if len(self._others) > OPEN:
                    seed.release()
                continue
            if seed.is_outdated():
                pending.total.subtract(pending.amounts(seed))
                seed.release()
                pending.total.update(pending.amounts(seed))
            yield seed

    def asked(self, name: str, target: str, source: str) -> None:
        """Record that a sentence of a seed has a new draft, or that the engine gives none."""
        self._asked[name].append(noted(name, target, source))

    def over(self, seeds: Iterable[SeedState]) -> None:
        """Release seeds that are saved, and tell other commands which drafts are new."""
        for seed in seeds:
            self._notes.add(self._asked.pop(seed.name, ()))
            for name in self._names(seed):
                self._claims.give_back(name)

    def others_have_done(self) -> list[SeedState]:
        """Return another command's seeds once the first of them is free; empty if it has none."""
        others, self._others = self._others, []
        if others:
            while not self._claim(others[0]):
                self._state.progress(0, len(others), _WAITING)
                sleep(_AGAIN)
            self._state.progress(len(others), len(others), _WAITING)
            for seed in others:
                if not seed.is_open:
                    seed.forget_files()
            self._take_in_left(others)
        return others

    def close(self) -> None:
        """Release all seeds."""
        self._claims.close()
        self._notes.close()

    def _claim(self, seed: SeedState) -> bool:
        """Claim a seed in all languages of the command, or in none."""
        taken: list[str] = []
        for name in self._names(seed):
            if not self._claims.take(name):
                for each in taken:
                    self._claims.give_back(each)
                return False
            taken.append(name)
        return True

    def _names(self, seed: SeedState) -> Iterator[str]:
        return (f"{target}/{seed.name}" for target in self._state.targets)

    def _take_in_left(self, seeds: Iterable[SeedState]) -> None:
        """Take over the drafts that the other command had received, if it was killed."""
        left = LeftDrafts(self._state, AbandonedJournals(self._answers), None)
        for seed in seeds:
            with seed.contained():
                left.take_in(seed)
        left.settle_here()
