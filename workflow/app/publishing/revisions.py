"""Remember the day on which the text of each published seed last changed."""

from __future__ import annotations

import hashlib
from datetime import datetime

from workflow.model import Document
from workflow.store.results import ResultCache

_KIND = "wording"
#: A digest of a seed's text, and the day since which it is so; empty if none is known.
Wording = tuple[str, str]


class Revisions:
    """The day on which each seed was first published with its current text.

    Without ``.workflow/`` it is not known; then an article has changed when its front matter says
    so, and its translations when their PO files do.
    """

    def __init__(self, results: ResultCache, *, preview: bool) -> None:
        self._results = results
        self._kind = f"{_KIND}{'/preview' * preview}"

    def of(self, document: Document) -> str:
        """Return the ISO 8601 date of the text's last change; empty while none is known."""
        wording = self.wording(document)
        self.keep(document.name, wording)
        return wording[1]

    def keep(self, name: str, wording: Wording) -> None:
        """Record the text with which a seed was published."""
        self._results.keep(self._kind, name, "", wording)

    def allows(self, name: str, wording: Wording) -> bool:
        """Tell whether the recorded day of the last change agrees with this record.

        They may come from a machine that has never published the seed, and so knows of no change.
        """
        known = self._results.last(self._kind, name, tuple[str, str])
        return not known or known == wording or (known[0] != wording[0] and bool(wording[1]))

    def wording(self, document: Document) -> Wording:
        """Return the digest of a seed's text and the day of its last change."""
        words = "".join("".join(block.text for block in document.blocks).split())
        digest = hashlib.blake2b(words.encode(errors="replace"), digest_size=16).hexdigest()
        known = self._results.last(self._kind, document.name, tuple[str, str])
        if known and known[0] == digest:
            return known
        return digest, datetime.now().astimezone().date().isoformat() if known else ""
