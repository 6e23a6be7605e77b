"""A PO file at one moment: what a person had approved in it, and who had saved it last."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from workflow.catalog import syntax
from workflow.catalog.approvals import signer
from workflow.catalog.header import Header
from workflow.catalog.syntax import PoFile
from workflow.errors import CatalogError


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What one version of a file says about approvals.

    Attributes:
        approved: the approved texts, as the hash of each and its source.
        signed: those of them that name somebody, with the name.
        header: of the file.
    """

    approved: frozenset[str] = frozenset()
    signed: Mapping[str, str] = field(default_factory=dict)
    header: Header = field(default_factory=Header)

    @classmethod
    def of(cls, file: PoFile) -> Self:
        """That of a file."""
        approved = {each.mark: signer(each) for each in file.messages if each.approved}
        signed = {mark: name for mark, name in approved.items() if name}
        return cls(frozenset(approved), signed, file.header)

    @classmethod
    def read(cls, data: bytes) -> Self:
        """That of a file of which there are only the bytes; empty if it is damaged."""
        with tempfile.TemporaryDirectory(prefix="workflow-po-") as folder:
            path = Path(folder, "version.po")
            path.write_bytes(data)
            try:
                return cls.of(syntax.read(path, path.name)[1])
            except CatalogError:
                return cls()

    def saver(self, before: Snapshot) -> str | None:
        """Who saved this version after the one before, as its header says.

        Empty where the header has been left alone or names nobody. None where it may be the
        workflow's own, which names whom it has just written an approval down for.
        """
        name = self.header.translator
        if not name or self.header.signature == before.header.signature:
            return ""
        own = any(by == name and mark not in before.signed for mark, by in self.signed.items())
        return None if own else name
