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
    def read(cls, data: bytes) -> Self | None:
        """That of a file of which there are only the bytes; None if it is damaged or empty."""
        with tempfile.TemporaryDirectory(prefix="workflow-po-") as folder:
            path = Path(folder, "version.po")
            path.write_bytes(data)
            try:
                return cls.of(syntax.read(path, path.name)[1])
            except CatalogError:
                return None

    def saver(self, before: Snapshot, *, foreign: bool = False) -> str:
        """Who saved this version after the one before, as its header says; empty for nobody.

        Nobody, too, where the header has been left alone.

        Args:
            before: the earlier version.
            foreign: the header is known to be another tool's. Else it may be the workflow's own,
                which names whom it has just written an approval down for.
        """
        name = self.header.translator
        if self.header.signature == before.header.signature:
            return ""
        signed = (by for mark, by in self.signed.items() if mark not in before.signed)
        return name if foreign or name not in signed else ""
