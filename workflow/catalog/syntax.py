"""The PO format: files into messages and messages into text.

Parsing is polib's, always from a path: given text, it splits lines at U+2028 and its like. What
polib passes over in silence (an unterminated string, a message without msgstr, comments after
the last message) is looked for here. Writing is our own, byte for byte as ``msgcat --no-wrap``
does it, and keeps the lines of every message that has not changed.
"""

from __future__ import annotations

import re
import shlex
import stat
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from workflow.catalog.header import Header
from workflow.catalog.joining import JOINT, joined
from workflow.catalog.message import Message
from workflow.catalog.rendering import ISOLATE, ISOLATE_END, write, write_header
from workflow.catalog.stamp import Stamp, one_line
from workflow.errors import CatalogError
from workflow.model import ALTERNATIVE

if TYPE_CHECKING:
    from polib import POEntry, POFile

_MARKER = re.compile(rb"^(?:<{7}|\|{7}|={7}|>{7})(?: |\r?$)", re.MULTILINE)
_OPEN_STRING = re.compile(
    r"^[ \t]*(?:#(?:~\|?|\|)[ \t]*)?(?:msg\w+(?:\[\d+\])?[ \t]*)?\"(?:[^\"\\\n]|\\.)*\\?$",
    re.MULTILINE,
)
_MSGID = re.compile(r"^[ \t]*(?:#~[ \t]*)?msgid[ \t\"]", re.MULTILINE)
#: The beginning of a sentence and of its translation, which take turns; a keyword without a text.
_TURN = re.compile(r"^[ \t]*(?:#~[ \t]*)?(msgid|msgstr(?:\[0\])?)[ \t\"]", re.MULTILINE)
_BARE = re.compile(
    r"^[ \t]*(?:#~[ \t]*)?(msg(?:id(?:_plural)?|str|ctxt)(?:\[\w*\])?+)(?!\w)[ \t]*+(?!\")",
    re.MULTILINE,
)
#: A character written as an octal or hexadecimal number, which polib takes for what it looks like:
#: what may be one (quick to look for), and a line with one.
_DIGIT = re.compile(r"\\[0-7x]")
_NUMBER = re.compile(r"(?:[^\\]|\\[^0-7x])*\\[0-7x]")
_QUOTED = re.compile(r"^[ \t]*(?:#~[ \t]*)?(?:msg[\w\[\]]+[ \t]*)?\"", re.MULTILINE)
_CHARSET = re.compile(rb"Content-Type:[^\n]*charset=([\w.:-]+)")
_BOM = b"\xef\xbb\xbf"
#: What msgcat leaves within a reference comment of a file whose lines ended in CR LF.
_STRAY = "\r "
_REFERENCE = re.compile(rf"{ISOLATE}([^{ISOLATE}{ISOLATE_END}]*+){ISOLATE_END}(:\d+)?|(\S+)")
#: Larger is no PO file: a seed of 10 MB has one of 40.
LARGEST = 50_000_000


@dataclass(frozen=True, slots=True)
class PoFile:
    """A PO file as read: its header, its messages and all that is needed to write it back.

    ``tail`` holds comments after the last message; ``bom`` says that it began with a byte order
    mark, which gettext's tools refuse; ``wrapped`` that our state in a message is on several lines.
    """

    header: Header = field(default_factory=Header)
    messages: tuple[Message, ...] = ()
    newline: str = "\n"
    tail: str = ""
    bom: bool = False
    wrapped: bool = False

    def translations(self) -> dict[str, tuple[str, bool]]:
        """The translated sentences in use, each with its text and whether it is fuzzy."""
        return {m.msgid: (m.msgstr, m.fuzzy) for m in self.messages if not m.obsolete and m.msgstr}

    def render(self) -> bytes:
        """The file's bytes.

        Raises:
            UnicodeEncodeError: a text holds half of a surrogate pair.
        """
        blocks = [self.header.raw or write_header(self.header)]
        blocks += [message.raw or write(message) for message in self.messages]
        if self.tail:
            blocks.append(self.tail)
        text = "\n\n".join(blocks) + "\n"
        return text.replace("\n", self.newline).encode("utf-8")


def read(path: Path, where: str) -> tuple[bytes, PoFile]:
    """A PO file's bytes and what they say.

    Args:
        path: the file.
        where: what messages call it.

    Raises:
        CatalogError: the file cannot be read without risking what is in it.
        FileNotFoundError: there is no such file.
    """
    while True:
        data = _bytes(path, where)
        text = _decode(data, where)
        _check(text, where)
        short = joined(text, where)
        with _readable(path, short, same=short is text and _STRAY.encode() not in data) as place:
            po = _parse(place, where)
        if _bytes(path, where) == data:
            return data, _po_file(po, data, text, where)


def _bytes(path: Path, where: str) -> bytes:
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # a pipe would never end
            raise CatalogError(where, "is not a file", "Put it away; the next run makes a new one.")
        if path.stat().st_size > LARGEST:
            what = f"is larger than {LARGEST // 1_000_000} MB"
            raise CatalogError(where, what, "Restore it, for example with git.")
        return path.read_bytes()
    except FileNotFoundError:
        raise
    except OSError as error:
        hint = "Check the file, its permissions and where links lead; nothing was changed."
        raise CatalogError(where, f"cannot be read ({error.strerror})", hint) from error


def _decode(data: bytes, where: str) -> str:
    """The text of a file, its lines ending in LF."""
    if marker := _MARKER.search(data):
        raise CatalogError(
            f"{where}:{_line(data, marker.start())}",
            "holds a merge conflict",
            "Choose between the two versions, remove the markers and run again.",
        )
    charset = _other_charset(data)
    file = shlex.quote(where)
    mend = (
        f"Convert it: msgconv -t UTF-8 -o {file} {file}"
        if charset
        else f"Save it as UTF-8: iconv -f ENCODING -t UTF-8 {file} > NEW; or restore it."
    )
    try:
        text = data.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        what = f"is not UTF-8 but {charset}?" if charset else "is not UTF-8"
        raise CatalogError(f"{where}:{_line(data, error.start)}", what, mend) from None
    if not text.strip():
        raise CatalogError(where, "is empty", "Restore it, or delete it to begin anew.")
    if "\0" in text:
        raise CatalogError(where, "holds NUL characters: it is UTF-16 or damaged", mend)
    if "\x1b" in text and charset:
        raise CatalogError(where, f"is encoded as {charset}", mend)
    return text.replace("\r\n", "\n").replace(_STRAY, " ").replace("\r", "\n")


@contextmanager
def _readable(path: Path, text: str, *, same: bool) -> Iterator[Path]:
    """A file with the lines of ``text``: that at ``path``, if polib sees the same ones there."""
    if same:
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="workflow-po-") as folder:
        copy = Path(folder, path.name)
        copy.write_text(text, "utf-8", newline="\n")
        yield copy


def _other_charset(data: bytes) -> str:
    """The charset a file names, empty where it names UTF-8, none, or the template's CHARSET."""
    declared = _CHARSET.search(data)
    charset = declared[1].decode("ascii") if declared else ""
    return "" if charset.lower() in ("utf-8", "utf8", "charset") else charset


def _line(data: bytes, offset: int) -> int:
    return data.count(b"\n", 0, offset) + 1


def _check(text: str, where: str) -> None:
    """Looks for damage that polib would read over."""
    if string := _OPEN_STRING.search(text):
        line = text.count("\n", 0, string.start()) + 1
        _broken(f"{where}:{line}", "holds a string without a closing quotation mark")
    if _DIGIT.search(text):
        _refuse_numbers(text, where)
    if bare := _BARE.search(text):
        line = text.count("\n", 0, bare.start()) + 1
        _broken(f"{where}:{line}", f"holds a {bare[1]} without a text in quotation marks")
    _check_turns(text, where)


def _refuse_numbers(text: str, where: str) -> None:
    for number, line in enumerate(text.split("\n"), 1):
        if _QUOTED.match(line) and _NUMBER.match(line):
            file = shlex.quote(where)
            raise CatalogError(
                f"{where}:{number}",
                "holds characters written as numbers",
                f"Convert it: msgcat --no-wrap -o {file} {file}",
            )


def _check_turns(text: str, where: str) -> None:
    """Refuses a msgid that no msgstr follows, and a msgstr that follows no msgid."""
    begun = -1
    for found in _TURN.finditer(text):
        opens = found[1] == "msgid"
        if opens == (begun >= 0):
            at = begun if opens else found.start()
            what = "msgid without its msgstr" if opens else "msgstr without its msgid"
            _broken(f"{where}:{text.count(chr(10), 0, at) + 1}", f"holds a {what}")
        begun = found.start() if opens else -1
    if begun >= 0:
        line = text.count("\n", 0, begun) + 1
        _broken(f"{where}:{line}", "holds a msgid without its msgstr")


def _broken(where: str, what: str) -> None:
    raise CatalogError(
        where, f"{what}: the file is damaged or cut off", "Restore it, for example with git."
    )


def _parse(path: Path, where: str) -> POFile:
    import polib

    try:
        return polib.pofile(str(path), encoding="utf-8")
    except (OSError, ValueError) as error:
        line = re.search(r"\(line (\d+)\)", str(error))
        detail = str(error).rpartition("): ")[2] if line and "): " in str(error) else ""
        raise CatalogError(
            f"{where}:{line[1]}" if line else where,
            f"is not a PO file ({detail})" if detail else "is not a PO file from here on",
            f"See what is wrong with: msgfmt -c {shlex.quote(where)}",
        ) from error


def _po_file(po: POFile, data: bytes, text: str, where: str) -> PoFile:
    """What polib found, each message with the lines that hold it."""
    lines = text.split("\n")
    headers = len(_MSGID.findall(text)) - len(po)
    if headers > 1 and text.rstrip().rpartition("\n")[2].startswith("#"):
        # polib then forgets the last message.
        place = f"{where}:{text.rstrip().count(chr(10)) + 1}"
        raise CatalogError(place, "ends with an unfinished comment", "Delete this line.")
    starts = [max((entry.linenum or 0) - 1, 0) for entry in po]
    if headers not in (0, 1) or (headers and starts[:1] == [0]):
        _broken(where, "does not begin with one header")
    end = next((at for at in reversed(range(len(lines))) if _QUOTED.match(lines[at])), -1) + 1
    ends = [*starts[1:], end] if starts else []
    messages = [
        _message(entry, _block(lines[start:stop]), where)
        for entry, start, stop in zip(po, starts, ends, strict=True)
    ]
    comments = _lines(po.header)
    header = Header()
    if headers:
        raw = _block(lines[: starts[0] if starts else end])
        header = Header(dict(po.metadata), comments, bool(po.metadata_is_fuzzy), raw)
    elif messages:
        # Without a header, polib takes the first message's comments for the file's.
        stamp, comments = Stamp.read(comments)
        comments = (*comments, *messages[0].comments)
        messages[0] = replace(messages[0], stamp=stamp, comments=comments)
    _unique(messages, where)
    newline = "\r\n" if data.count(b"\r\n") * 2 > data.count(b"\n") else "\n"
    wrapped = any(message.wrapped for message in messages)
    bom = data.startswith(_BOM)
    return PoFile(header, tuple(messages), newline, _block(lines[end:]), bom, wrapped)


def _lines(comment: str) -> tuple[str, ...]:
    lines = comment.replace(JOINT, "\n").lstrip("\n")  # polib drops the first empty ones, too
    return tuple(lines.split("\n")) if lines else ()


def _block(lines: Sequence[str]) -> str:
    return "\n".join(lines).strip("\n")


def _message(entry: POEntry, raw: str, where: str) -> Message:
    stamp, comments = Stamp.read(_lines(entry.tcomment))
    text, *others = _forms(entry) if entry.msgid_plural else [entry.msgstr]
    comments += tuple(ALTERNATIVE + one_line(other) for other in others)
    gone = bool(entry.obsolete)
    extracted = () if gone else _lines(entry.comment)
    if bool(entry.msgid_plural) != bool(entry.msgstr_plural):
        _broken(f"{where}:{entry.linenum or 1}", "holds a plural without its forms")
    if not entry.msgid:
        raise CatalogError(
            f"{where}:{entry.linenum}", "holds a message without source", "Delete it."
        )
    return Message(
        msgid=entry.msgid,
        msgstr=text,
        context=entry.msgctxt,
        fuzzy=entry.fuzzy,
        obsolete=gone,
        previous="" if gone else entry.previous_msgid or "",
        stamp=stamp,
        comments=comments,
        extracted=extracted,
        references=() if gone else _references(entry.occurrences),
        flags=tuple(flag for flag in entry.flags if _kept(flag)),
        line=entry.linenum or 1,
        raw="" if entry.msgid_plural else raw,
    )


def _forms(entry: POEntry) -> list[str]:
    """The different translations of a plural entry, the first form first.

    We never write such entries: beyond the first form, a person's words go into comments.
    """
    forms = (form for _, form in sorted(entry.msgstr_plural.items()))
    return list(dict.fromkeys(filter(None, forms))) or [""]


def _kept(flag: str) -> bool:
    """Whether a foreign flag may stay: format flags make a percent sign in prose an error."""
    return bool(flag) and flag != "fuzzy" and not flag.endswith("-format")


def _references(occurrences: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """References as ``path:line``; polib splits those whose path holds a space."""
    text = " ".join(f"{path}:{line}" if line else path for path, line in occurrences)
    if ISOLATE not in text:
        return tuple(text.split())
    return tuple(
        f"{isolated}{line or ''}" if isolated else plain
        for isolated, line, plain in _REFERENCE.findall(text)
    )


def _unique(messages: Iterable[Message], where: str) -> None:
    seen: dict[tuple[str | None, str], int] = {}
    for message in messages:
        if message.obsolete:
            continue
        if message.key in seen:
            raise CatalogError(
                f"{where}:{message.line}",
                f"repeats the message of line {seen[message.key]}",
                f"Join them: msguniq -o {shlex.quote(where)} {shlex.quote(where)}",
            )
        seen[message.key] = message.line
