"""Put drafts into PO files that a killed process had received for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Protocol

import msgspec

from workflow.app.filling.draft_keeping import KeptDraft
from workflow.app.state.project_state import ProjectState
from workflow.app.state.seed_stages import let_go, save, unsaved
from workflow.app.state.seed_state import SeedState
from workflow.errors import contained
from workflow.store.compact import Spool
from workflow.store.interrupts import deferred_interrupts
from workflow.store.journal_parts import LeftParts
from workflow.store.journals import AbandonedJournals
from workflow.store.objects import ObjectFolder


class LeftLines(Protocol):
    """Journal lines that killed processes have left: on this machine, or in a store."""

    lines: Spool

    def leave(self, lines: Iterable[bytes]) -> None:
        """Replace the lines by these."""

    def close(self) -> None:
        """Release the lines, so that other processes can take them."""


class AbandonedDrafts:
    """The drafts that killed processes have left in journals, by seed and language.

    They stay on the disk until they are forgotten: a store has all drafts of a lost run.
    """

    def __init__(self, journals: LeftLines) -> None:
        self._journals = journals
        #: The numbers of their lines.
        self._numbers: dict[tuple[str, str], list[int]] = {}
        self._names: Counter[str] = Counter()
        self._forgotten = False
        for number, line in enumerate(self._journals.lines):
            with suppress(msgspec.DecodeError, UnicodeDecodeError):  # cut off as it was killed
                draft = msgspec.json.decode(line, type=KeptDraft)
                self._numbers.setdefault((draft.name, draft.target), []).append(number)
                self._names[draft.name] += 1

    def __contains__(self, name: str) -> bool:
        """Tell whether there are drafts for a seed."""
        return self._names[name] > 0

    def of(self, name: str, target: str) -> Iterator[KeptDraft]:
        """Yield the drafts for one catalog."""
        for number in self._numbers.get((name, target), ()):
            yield msgspec.json.decode(self._journals.lines[number], type=KeptDraft)

    def forget(self, name: str, target: str) -> None:
        """Discard the drafts for one catalog, because they are saved or not wanted."""
        found = self._numbers.pop((name, target), ())
        self._names[name] -= len(found)
        self._forgotten = self._forgotten or bool(found)

    def settle(self) -> None:
        """Keep the drafts that were not discarded for a later command, and remove the rest."""
        if self._forgotten or not self._numbers:
            self._journals.leave(self._left())
        self.close()

    def _left(self) -> Iterator[bytes]:
        """Yield the drafts that were not discarded, each once: a store may have one twice."""
        for numbers in self._numbers.values():
            yield from dict.fromkeys(self._journals.lines[number] for number in numbers)

    def close(self) -> None:
        """Release the journals, so that other processes can take them."""
        self._journals.close()


class LeftDrafts:
    """The drafts that killed processes have left, on this machine and in the project's store.

    Args:
        state: the command's.
        journals: those of this machine, and none of this process.
        store: where other machines leave theirs, if the settings name one (``journal``).
    """

    def __init__(
        self, state: ProjectState, journals: AbandonedJournals, store: ObjectFolder | None
    ) -> None:
        self._state = state
        self._elsewhere = AbandonedDrafts(LeftParts(store)) if store else None
        self._here = AbandonedDrafts(journals)

    def take_in(self, seed: SeedState) -> None:
        """Put the drafts left for a seed into its PO files.

        Those of other machines come first: they are older, or the same.
        """
        for abandoned in filter(None, (self._elsewhere, self._here)):
            if seed.name in abandoned:
                self._take_in(seed, abandoned)

    def foresee(self, seed: SeedState) -> None:
        """Put the drafts left for a seed into its catalogs, unsaved."""
        if seed.name in self._here:
            self._put_into(seed, self._here)

    def settle_here(self) -> None:
        """Keep the drafts on this machine that no seed has taken, for a later command."""
        self._here.settle()

    def close(self, *, settled_elsewhere: bool) -> None:
        """Release the journals, so that other processes can take them.

        Args:
            settled_elsewhere: whether what seeds have taken may be removed from the store.
        """
        if self._elsewhere and settled_elsewhere:
            with contained(self._state.project.settings.journal, self._state.errors.append):
                self._elsewhere.settle()
        self._here.close()

    def _take_in(self, seed: SeedState, abandoned: AbandonedDrafts) -> None:
        """Put the drafts from one journal or store into a seed's PO files."""
        with deferred_interrupts():
            self._put_into(seed, abandoned)
            save(self._state, [seed])
            lost = unsaved([seed])
            for translation in seed.open_wanted():
                if (seed.name, translation.target) not in lost:
                    abandoned.forget(seed.name, translation.target)
        let_go([seed], lost)

    def _put_into(self, seed: SeedState, abandoned: AbandonedDrafts) -> None:
        """Put the drafts from one journal or store into a seed's catalogs, unsaved.

        What is from another machine, whose glossary was another one, is asked for again.
        """
        for translation in seed.open_wanted():
            terms = translation.terms_hashes()
            for draft in abandoned.of(seed.name, translation.target):
                if abandoned is self._here or terms.get(draft.source) == draft.terms_hash:
                    draft.put_into(translation.catalog)
