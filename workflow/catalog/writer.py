"""Write PO files, as the only module: read the file on disk, replace it whole, mend it.

What the file held when it was last written is noted among the caches, so that one cut off between
two messages is noticed: to every parser it is a whole PO file, only its end is missing. Without
the note, or with one of another time, nothing is noticed and nothing is claimed.

What was written is read back. A file that is exactly its blocks, the header and each message with
an empty line between, says what each of them says. So where the bytes on the disk are those that
were to be written, only new blocks are parsed, each between its neighbours: an approval in a long
article costs what it costs in a short one.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path

from msgspec import structs

from workflow.catalog import damage, parser
from workflow.catalog.message import PoMessage
from workflow.catalog.paths import path_of
from workflow.catalog.po_file import Header, PoFile
from workflow.catalog.stamp import digest
from workflow.catalog.three_way import merge_versions
from workflow.errors import CatalogError
from workflow.model import Message, Project, say
from workflow.store import swap
from workflow.store.files import write_atomic, write_plainly
from workflow.store.locks import locked

#: Begins the first line of a note, which is about the file's header.
_HEADER = "header "


class CatalogFile:
    """A PO file on disk, and its content when it was last read or written.

    Attributes:
        path: the file.
        where: the same as messages show it.
        data: what it held; ``None`` when there was none.
    """

    def __init__(self, project: Project, name: str, target: str) -> None:
        self.path = path_of(project, name, target)
        self.where = project.where(self.path)
        self.data: bytes | None = None
        #: The content of ``data``, if it is plain enough to read only what has changed in it.
        self._plain: PoFile | None = None
        self._noted: dict[str, str] = {}
        self._project = project
        self._locks = project.cache / "locks"
        self._note = project.cache / "written" / self.where

    @cached_property
    def _place(self) -> Path:
        """The file itself, where a symbolic link leads to it; looking for it takes 0.1 ms."""
        return self.path.resolve()

    def read(self) -> PoFile:
        """Read the content of the file; nothing if there is no file.

        Raises:
            CatalogError: it is damaged.
        """
        try:
            self.data, file = parser.read(self.path, self.where)
        except FileNotFoundError:
            self.data, file = None, PoFile()
        self._plain = file if self.data and is_plain(file, self.data) else None
        return file

    def write(self, file: PoFile) -> PoFile:
        """Replace the file's content unless it has changed since it was read; return the result.

        Raises:
            swap.Changed: somebody else has changed it.
            CatalogError: it cannot be written; it is as it was before.
        """
        written: list[tuple[bytes, PoFile]] = []

        data = self._encoded(file)

        def verify(path: Path) -> None:
            if found := self._read_back(path, data, file):
                written.append((data, found))
                return
            held, found = parser.read(path, self.where)
            if found.messages != file.messages:
                what = say("would not read back as it was written")
                raise CatalogError(self.where, what, say("Please report this."))
            written.append((held, found))

        path = self._place
        with self.failures(), locked(self._locks, path):
            swap.commit(path, data, self.data, verify)
        self.data, found = written[0]
        self._plain = found if self._plain or is_plain(found, self.data) else None
        self._take_note(found)
        return found

    def _read_back(self, path: Path, data: bytes, file: PoFile) -> PoFile | None:
        """Read back the changed parts of what was written; None if all of it must be read."""
        if not self._plain or damage.read_bytes(path, self.where) != data:
            return None
        return read_back(file, self._plain, self.where)

    def _encoded(self, file: PoFile) -> bytes:
        try:
            return file.render()
        except UnicodeEncodeError as error:
            raise CatalogError(
                self.where,
                say(
                    "would hold half a character ({character})",
                    character=repr(error.object[error.start]),
                ),
                say("Correct the sentence it is in."),
            ) from None

    @contextmanager
    def failures(self, path: Path | None = None) -> Iterator[None]:
        """Turn what the system refuses into an error of this file, or of one that belongs to it.

        Raises:
            CatalogError: in place of every OSError.
        """
        try:
            yield
        except OSError as error:
            raise CatalogError(
                self.where if path is None else self._project.where(path),
                say("cannot be written ({reason})", reason=Message(error.strerror or str(error))),
                say("Check free space and permissions; the file is as it was before."),
            ) from error

    def _take_note(self, file: PoFile) -> None:
        """Note who saved the file, the messages in their order, and which of them are a person's.

        Not the obsolete ones: editors purge them.
        """
        known, self._noted = self._noted, {}
        lines = [f"{_HEADER}{digest(file.header.signature)}"]
        for each in file.messages:
            if not each.obsolete:
                line = known.get(each.raw) or f"{digest(each.msgid)}{'+' * each.human}"
                lines.append(line)
                if each.raw:
                    self._noted[each.raw] = line
        with suppress(OSError):  # only a notice is lost
            write_plainly(self._note, "\n".join(lines).encode("ascii"))

    def take_note_of(self, former: CatalogFile) -> None:
        """Adopt the notes made about this file under another name."""
        with suppress(OSError):  # only a notice is lost
            self._note.parent.mkdir(parents=True, exist_ok=True)
            former._note.replace(self._note)

    def is_resaved(self, header: Header) -> bool | None:
        """Tell whether another tool has written the header since we did; ``None`` if unknown."""
        first, *_ = self._noted_lines() or [""]
        if not first.startswith(_HEADER):
            return None
        return first.removeprefix(_HEADER) != digest(header.signature)

    def _noted_lines(self) -> list[str]:
        """Return the lines of the note; empty without one."""
        try:
            return self._note.read_text("ascii").split("\n")
        except (OSError, ValueError):
            return []

    def refuse_cut(self, messages: Sequence[PoMessage], missing: Collection[str]) -> None:
        """Stop where a merge would take a file that was cut off for a shorter one.

        Args:
            messages: that the file holds.
            missing: sentences of the document that it does not hold.

        Raises:
            CatalogError: translations of such sentences are gone from its end.
        """
        if self.data is None or not missing:
            return
        if lost := self._cut_off(messages, missing):
            raise CatalogError(
                self.where,
                say(
                    "has lost {n} of its translations, all at its end: it may have been cut off",
                    n=lost,
                ),
                say(
                    "Restore it, for example with git; if it is meant to be so, delete {path}.",
                    path=self._note,
                ),
            )

    def _cut_off(self, messages: Sequence[PoMessage], missing: Collection[str]) -> int:
        """Count the messages with a person's text that are missing at the end of the file.

        Only those of ``missing`` sentences are missed: a file put back to an earlier state together
        with its document lacks none.
        """
        lines = [line for line in self._noted_lines() if not line.startswith(_HEADER)]
        held = [digest(message.msgid) for message in messages if not message.obsolete]
        count = len(held)
        if [line.rstrip("+") for line in lines[:count]] != held:
            return 0
        wanted = {digest(source) for source in missing}
        return sum(line.endswith("+") and line[:-1] in wanted for line in lines[count:])

    def recover(self, take_in: Callable[[Sequence[PoMessage]], bool]) -> None:
        """Hand over what a killed process has left beside the file.

        Args:
            take_in: takes the messages; tells whether there was anything new in them. What was left
                goes once there is not.

        Raises:
            CatalogError: it cannot be removed, or the file cannot be locked.
        """
        path = self._place
        temporary = swap.leftover(path)
        if not os.path.lexists(temporary):
            return
        with self.failures(), locked(self._locks, path), suppress(FileNotFoundError):
            try:
                _, file = parser.read(temporary, self.where)
            except CatalogError:
                file = PoFile()  # it was killed before it had written all of it
            if not take_in(file.messages):
                temporary.unlink()


def merge_files(base: Path, ours: Path, theirs: Path, where: str) -> tuple[str, ...]:
    """Merge two versions of a PO file into ``ours``, as git's merge drivers do.

    Args:
        base: the version both grew from; an empty file where there is none.
        ours: the version of this branch, which is replaced.
        theirs: that of the other branch.
        where: what messages call the file.

    Returns:
        The sentences that both sides decided differently; both texts are in the file.

    Raises:
        CatalogError: one of them is damaged; nothing is written.
        OSError: it cannot be read or written.
    """
    versions = (_version(path, where) for path in (base, ours, theirs))
    merged = merge_versions(*versions)
    write_atomic(ours, merged.file.render())
    if parser.read(ours, where)[1].messages != merged.file.messages:
        raise CatalogError(
            where, say("would not read back as it was written"), say("Please report this.")
        )
    return merged.conflicts


def _version(path: Path, where: str) -> PoFile:
    return parser.read(path, where)[1] if path.stat().st_size else PoFile()


#: Of more new messages in a file, reading the whole is hardly dearer.
_FEW = 8


def is_plain(file: PoFile, data: bytes) -> bool:
    """Tell whether a file's bytes are exactly its blocks, as they would be written again."""
    plain = file.header.raw and not (file.bom or file.untidy or file.tail)
    return bool(plain) and file.newline == "\n" and file.render() == data


def read_back(file: PoFile, before: PoFile, where: str) -> PoFile | None:
    """Return the content of a file whose bytes are those of ``file``; None if that is uncertain.

    Args:
        file: what was to be written.
        before: what was read before it was changed; it :func:`is_plain`.
        where: what messages call the file.

    Raises:
        CatalogError: a new message cannot be read.
    """
    new = _new(file, before)
    if new is None or not new:
        return None
    known = _parsed(file, before, new, where)
    if [known[at] for at in new] != [file.messages[at] for at in new]:
        return None
    return PoFile(before.header, tuple(_placed(before.messages, known)))


def _new(file: PoFile, before: PoFile) -> list[int] | None:
    """List the positions of messages that are not reread as they were; None if more differs."""
    if file.header is not before.header or len(file.messages) != len(before.messages):
        return None
    pairs = zip(file.messages, before.messages, strict=True)
    new = [at for at, (one, other) in enumerate(pairs) if one is not other]
    same = all(
        file.messages[at].key == before.messages[at].key
        and not file.messages[at].obsolete
        and not before.messages[at].obsolete
        for at in new
    )
    return new if same and len(new) <= _FEW else None


def _parsed(file: PoFile, before: PoFile, new: Sequence[int], where: str) -> dict[int, PoMessage]:
    """Parse the new messages, each between its neighbours, by their places in the file."""
    last = len(file.messages) - 1
    near = sorted({min(max(at + step, 0), last) for at in new for step in (-1, 0, 1)})
    part = PoFile(before.header, tuple(file.messages[at] for at in near))
    with tempfile.NamedTemporaryFile(prefix="workflow-", suffix=".po") as copy:
        copy.write(part.render())
        copy.flush()
        found = dict(zip(near, parser.read(Path(copy.name), where)[1].messages, strict=True))
    return {at: found[at] for at in new}


def _placed(messages: Sequence[PoMessage], known: dict[int, PoMessage]) -> Iterator[PoMessage]:
    """Put the new messages in the places of old ones, each at the line where it stands now."""
    moved = 0
    for at, message in enumerate(messages):
        if found := known.get(at):
            yield structs.replace(found, line=message.line + moved)
            moved += found.raw.count("\n") - message.raw.count("\n")
        else:
            yield structs.replace(message, line=message.line + moved) if moved else message
