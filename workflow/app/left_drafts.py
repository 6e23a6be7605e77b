"""Put drafts into PO files that a killed process had received for them."""

from __future__ import annotations

from workflow.app.draft_keeping import AbandonedDrafts
from workflow.app.project_state import ProjectState
from workflow.app.seed_saving import let_go, save, unsaved
from workflow.app.seed_state import SeedState
from workflow.errors import contained
from workflow.store.interrupts import deferred_interrupts
from workflow.store.journal_parts import LeftParts
from workflow.store.journals import AbandonedJournals
from workflow.store.objects import ObjectFolder


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

    def settle_here(self) -> None:
        """Keep for a later command the drafts on this machine that no seed has taken."""
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
        """Put the drafts from one journal or store into a seed's PO files.

        What is from another machine, whose glossary was another one, is asked for again.
        """
        with deferred_interrupts():
            for translation in seed.open_wanted():
                terms = translation.terms_hashes()
                for draft in abandoned.of(seed.name, translation.target):
                    if abandoned is self._here or terms.get(draft.source) == draft.terms_hash:
                        draft.put_into(translation.catalog)
            save(self._state, [seed])
            lost = unsaved([seed])
            for translation in seed.open_wanted():
                if (seed.name, translation.target) not in lost:
                    abandoned.forget(seed.name, translation.target)
        let_go([seed], lost)
