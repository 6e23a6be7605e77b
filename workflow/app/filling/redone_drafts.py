"""Remember which drafts an interrupted ``--redo-drafts`` has replaced, to pay for none twice.

Each is a line in a journal of ``.workflow/redone/``: a digest of the draft and of all that decides
what the engine says of the sentence, and its seed. A draft that stood there before, and is there
again because its file was restored, is redone. The lines stay until a command that redoes drafts
has ended in order: then the next one begins anew.
"""

from __future__ import annotations

from collections.abc import Container
from contextlib import suppress

from workflow.app.state.project_state import ProjectState
from workflow.model import Entry, LlmSettings
from workflow.store.digests import digest
from workflow.store.journals import AbandonedJournals, ProcessJournal

#: Settings that change what a model says, besides its name.
_TELLING = ("profile", "extra", "batch", "max_tokens", "revise", "critic")


class RedoneDrafts:
    """The sentences translated again by earlier commands, and those of this command.

    Args:
        state: the command's.
    """

    def __init__(self, state: ProjectState) -> None:
        folder = state.project.cache / "redone"
        self._told = told_besides(state)
        self._journal = ProcessJournal(folder)
        self._left = AbandonedJournals(folder)
        self._before = frozenset(line.partition(b" ")[0] for line in self._left.lines)
        self._spared: set[bytes] = set()
        self._noted: set[bytes] = set()

    @property
    def has_any(self) -> bool:
        """Tell whether an earlier command has left any."""
        return bool(self._before)

    @property
    def spared(self) -> int:
        """Count the sentences that an earlier command has already redone."""
        return len(self._spared)

    def has(self, place: str, terms: str, engine: str, draft: str) -> bool:
        """Tell whether an earlier command has made a draft again.

        Args:
            place: the sentence, seed and language, see :func:`workflow.app.filling.noted`.
            terms: the hash of the renderings it must get.
            engine: the signature of the engine that would translate it now.
            draft: as it stands in the PO file.
        """
        mark = self._mark(place, terms, engine, draft)
        if found := mark in self._before:
            self._spared.add(mark)
        return found

    def note(self, name: str, place: str, terms: str, engine: str, draft: str) -> None:
        """Record that a sentence of a seed has a new draft."""
        with suppress(OSError):
            mark = self._mark(place, terms, engine, draft)
            self._noted.add(mark)
            self._journal.add(mark + b" " + name.encode(errors="surrogateescape"))

    def note_mended(self, name: str, place: str, entry: Entry, draft: str) -> None:
        """Record the mended draft of an entry, if it was made again."""
        mark = self._mark(place, entry.terms_hash, entry.origin, entry.text)
        if mark in self._noted or mark in self._before:
            self.note(name, place, entry.terms_hash, entry.origin, draft)

    def close(self, done: Container[str] | None) -> None:
        """Close the journals.

        Args:
            done: the seeds of a command that has ended in order; None for one that has not.
        """
        if done is not None:
            self._journal.rewrite(())
            self._left.leave(
                line
                for line in self._left.lines
                if line and line.partition(b" ")[2].decode(errors="surrogateescape") not in done
            )
        self._journal.close()
        self._left.close()

    def _mark(self, place: str, terms: str, engine: str, draft: str) -> bytes:
        told = "\0".join((place, terms, engine, draft, self._told))
        return digest(told.encode(errors="surrogatepass")).hex().encode()


def told_besides(state: ProjectState) -> str:
    """Digest what engines are given besides a sentence: some settings, style guides."""
    llm: LlmSettings = state.project.settings.llm
    guides = (
        state.files.of(path).hex() for path in sorted(state.project.glossary.glob("style*.md"))
    )
    return repr([*(getattr(llm, name) for name in _TELLING), *guides])
