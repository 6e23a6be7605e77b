"""Let two commands at once share the work: neither asks for what the other is asking for.

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
from workflow.app.state.project_state import ProjectState
from workflow.app.state.seed_state import SeedState
from workflow.store.journals import AbandonedJournals
from workflow.store.locks import Claims, SharedNotes

#: Seconds after which a command that waits looks again.
_AGAIN = 0.2
_WAITING = "Waiting for another command that translates the rest"


class Turns:
    """The seeds that are this command's turn to fill.

    Args:
        state: the command's.
        answers: the folder of the journals of drafts.
    """

    def __init__(self, state: ProjectState, answers: Path) -> None:
        self._state, self._answers = state, answers
        locks = state.project.cache / "locks"
        self._claims = Claims(locks / "turns")
        self._notes = SharedNotes(locks / "translated")
        #: What was translated of each seed that is not given back.
        self._translated: defaultdict[str, list[str]] = defaultdict(list)
        #: Those that another command has.
        self._others: list[SeedState] = []

    def claimed(self, seeds: Iterable[SeedState], pending: PendingWork) -> Iterator[SeedState]:
        """Yield the seeds that no other command has, and remember the others.

        Args:
            seeds: to be filled.
            pending: gets to know what another command has translated since.
        """
        pending.translated = self._notes
        for seed in seeds:
            if not self._claim(seed):
                self._others.append(seed)
                continue
            if seed.is_outdated():
                pending.total.subtract(pending.amounts(seed))
                seed.release()
                pending.total.update(pending.amounts(seed))
            yield seed

    def translated(self, name: str, target: str, source: str) -> None:
        """Note that a sentence of a seed has a new draft."""
        self._translated[name].append(noted(name, target, source))

    def over(self, seeds: Iterable[SeedState]) -> None:
        """Give back seeds that are saved, and let others know what was translated of them."""
        for seed in seeds:
            self._notes.add(self._translated.pop(seed.name, ()))
            for name in self._names(seed):
                self._claims.give_back(name)

    def others_have_done(self) -> list[SeedState]:
        """Return what another command had, once the first of it is free; nothing if none had."""
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
        """Give everything back."""
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
        """Put in what the other command had been answered, if it was killed."""
        left = LeftDrafts(self._state, AbandonedJournals(self._answers), None)
        for seed in seeds:
            with seed.contained():
                left.take_in(seed)
        left.settle_here()
