"""One PO file as it lies on disk: read, written whole, and mended after an interruption."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from workflow.catalog import store, syntax
from workflow.catalog.header import Header
from workflow.catalog.message import Message
from workflow.catalog.paths import path_of, where
from workflow.catalog.syntax import PoFile
from workflow.catalog.written import cut_off, is_resaved, record, record_header
from workflow.errors import CatalogError
from workflow.model import Project


class Disk:
    """A catalog's place on disk, and what was there when it was last read or written.

    Attributes:
        path: the file.
        where: the same as messages show it.
        data: what it held; None when there was none.
    """

    def __init__(self, project: Project, name: str, target: str) -> None:
        self.path = path_of(project, name, target)
        self.where = where(project, self.path)
        self.data: bytes | None = None
        self._project = project
        self._locks = project.cache / "locks"
        self._noted = project.cache / "written" / self.where

    def read(self) -> PoFile:
        """What the file says; nothing where there is no file.

        Raises:
            CatalogError: it is damaged.
        """
        try:
            self.data, file = syntax.read(self.path, self.where)
        except FileNotFoundError:
            self.data, file = None, PoFile()
        return file

    def write(self, file: PoFile) -> PoFile:
        """Replaces the file's content, if it is still what was read last; what it holds then.

        Raises:
            store.Changed: somebody else has changed it.
            CatalogError: it cannot be written; it is as it was before.
        """
        written: list[tuple[bytes, PoFile]] = []

        def verify(path: Path) -> None:
            data, found = syntax.read(path, self.where)
            if found.messages != file.messages:
                raise CatalogError(
                    self.where, "would not read back as it was written", "Please report this."
                )
            written.append((data, found))

        data = self._encoded(file)
        path = self.path.resolve()
        with self.failures(), store.lock(self._locks, path):
            store.commit(path, data, self.data, verify)
        self.data, found = written[0]
        record(self._noted, found.messages)
        record_header(self._noted, found.header)
        return found

    def is_resaved(self, header: Header) -> bool | None:
        """Whether a header is another one than when the file was last written here, if known."""
        return is_resaved(self._noted, header)

    @contextmanager
    def failures(self, path: Path | None = None) -> Iterator[None]:
        """What the system refuses, as an error of the file, or of another that belongs to it."""
        try:
            yield
        except OSError as error:
            raise CatalogError(
                self.where if path is None else where(self._project, path),
                f"cannot be written ({error.strerror or error})",
                "Check free space and permissions; nothing has been lost.",
            ) from error

    def _encoded(self, file: PoFile) -> bytes:
        try:
            return file.render()
        except UnicodeEncodeError as error:
            raise CatalogError(
                self.where,
                f"would hold half a character ({error.object[error.start]!r})",
                "Correct the sentence it is in.",
            ) from None

    def refuse_cut(self, messages: Sequence[Message], missing: Collection[str]) -> None:
        """Stops where a merge would take a file that was cut off for a shorter one.

        Args:
            messages: that the file holds.
            missing: sentences of the document that it does not hold.

        Raises:
            CatalogError: translations of such sentences are gone from its end.
        """
        if self.data is None or not missing:
            return
        if lost := cut_off(self._noted, messages, missing):
            raise CatalogError(
                self.where,
                f"has lost {lost} of its translations, all at its end: it may have been cut off",
                f"Restore it, for example with git; if it is meant to be so, delete {self._noted}.",
            )

    def recover(self, take_in: Callable[[Sequence[Message]], bool]) -> None:
        """Hands over what a killed process has left beside the file.

        Args:
            take_in: takes the messages; whether there was anything new in them. What was left
                goes once there is not.

        Raises:
            CatalogError: it cannot be removed, or the file cannot be locked.
        """
        path = self.path.resolve()
        temporary = store.leftover(path)
        if not temporary.exists():
            return
        with self.failures(), store.lock(self._locks, path), suppress(FileNotFoundError):
            try:
                _, file = syntax.read(temporary, self.where)
            except CatalogError:
                file = PoFile()  # it was killed before it had written all of it
            if not take_in(file.messages):
                temporary.unlink()
