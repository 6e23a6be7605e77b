"""What engines have answered and no PO file holds yet, so that it outlives a killed process.

Each answer is one line at the end of a file in ``.workflow/answers/``, handed to the system as it
arrives. The file lives while its process does: what the PO files hold is taken out of it, and an
orderly end leaves none. One that is left belongs to a process that was killed; the next command
that translates puts its answers into the PO files instead of asking for them again.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Container, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import msgspec

from workflow.catalog import Catalog
from workflow.model import Draft
from workflow.store.files import write_atomic

_FLAGS = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC


class Answer(msgspec.Struct, frozen=True):
    """A draft, and all that it takes to put it where it belongs.

    Attributes:
        name, target: which catalog.
        source: the sentence.
        text, engine, problems: the draft.
        terms, date: see :meth:`Catalog.fill`.
        redo: whether drafts were translated again.
    """

    name: str
    target: str
    source: str
    text: str
    engine: str
    problems: tuple[str, ...]
    terms: str
    date: str
    redo: bool

    def put_into(self, catalog: Catalog) -> None:
        """Fills the sentence, unless somebody has done so."""
        draft = Draft(self.text, self.engine, self.problems)
        catalog.fill(self.source, draft, terms=self.terms, date=self.date, redo=self.redo)


class Answers:
    """The file of one process. Where it cannot be written, the PO files alone keep the answers."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file: int | None = None
        self._path: Path | None = None
        self._synced = True
        self._held: list[Answer] = []

    def add(self, answer: Answer) -> None:
        """Hands an answer to the system: a killed process does not lose it."""
        with suppress(OSError, UnicodeEncodeError):
            os.write(self._opened(), _line(answer))
            self._synced = False
            self._held.append(answer)

    def sync(self) -> None:
        """Waits until the disk holds what was added: a power cut does not lose it."""
        if not self._synced and self._file is not None:
            self._synced = True
            with suppress(OSError):
                os.fdatasync(self._file)

    def keep_only(self, unsaved: Container[tuple[str, str]]) -> None:
        """Takes out all that is not for one of these seeds and languages: PO files hold it."""
        self._held = [each for each in self._held if (each.name, each.target) in unsaved]
        if self._file is not None:
            with suppress(OSError):
                os.ftruncate(self._file, 0)
                os.write(self._file, b"".join(map(_line, self._held)))

    def close(self) -> None:
        """Lets go of the file; an empty one goes."""
        if self._file is not None and self._path is not None:
            with suppress(OSError):
                if os.fstat(self._file).st_size == 0:
                    self._path.unlink()
            os.close(self._file)
            self._file = None

    def _opened(self) -> int:
        if self._file is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._path = self._folder / f"{os.urandom(8).hex()}.jsonl"
            self._file = os.open(self._path, _FLAGS, 0o600)
            fcntl.flock(self._file, fcntl.LOCK_EX)
        return self._file


class Leftovers:
    """The answers that killed processes have left, by seed and language; see :meth:`take`.

    Nobody else takes them while this is open.
    """

    def __init__(self, folder: Path) -> None:
        self._files: dict[Path, int] = {}
        self._answers: dict[tuple[str, str], list[Answer]] = {}
        self._taken = False
        for path in sorted(folder.glob("*.jsonl")) if folder.is_dir() else ():
            for answer in self._read(path):
                self._answers.setdefault((answer.name, answer.target), []).append(answer)

    def _read(self, path: Path) -> Iterator[Answer]:
        with suppress(OSError):
            file = os.open(path, os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC)
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:  # its process lives
                os.close(file)
                return
            self._files[path] = file
            for line in path.read_bytes().splitlines():
                with suppress(msgspec.DecodeError, UnicodeDecodeError):  # cut off as it was killed
                    yield msgspec.json.decode(line, type=Answer)

    def __contains__(self, name: str) -> bool:
        """Whether there are answers for a seed."""
        return any(name == other for other, _ in self._answers)

    def take(self, name: str, target: str) -> list[Answer]:
        """The answers for one catalog; those that cannot be saved are to be given back."""
        found = self._answers.pop((name, target), [])
        self._taken = self._taken or bool(found)
        return found

    def give_back(self, answers: Iterable[Answer]) -> None:
        """Keeps answers for a later command."""
        for answer in answers:
            self._answers.setdefault((answer.name, answer.target), []).append(answer)

    def close(self) -> None:
        """Leaves what nobody took, for a later command; what was taken goes."""
        left = b"".join(_line(each) for answers in self._answers.values() for each in answers)
        paths = list(self._files) if self._taken or not left else []
        with suppress(OSError):
            if paths and left:
                write_atomic(paths.pop(), left, durable=True)
            for path in paths:
                path.unlink(missing_ok=True)
        for file in self._files.values():
            os.close(file)
        self._files.clear()


def _line(answer: Answer) -> bytes:
    """As it is added: behind a line break, so that it stands apart from one that was cut off."""
    return b"\n" + msgspec.json.encode(answer)
