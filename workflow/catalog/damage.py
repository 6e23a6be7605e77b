"""Decode PO files, and refuse damaged ones before polib reads them.

polib ignores an unterminated string, a message without msgstr and other damage, and needs time that
grows with the square of a message's lines of one kind. So a damaged file is refused here, and many
lines are joined into one, leaving empty lines that polib ignores, so that line numbers are kept.
"""

from __future__ import annotations

import codecs
import re
import shlex
import stat
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import NoReturn

from workflow.documents.readers.decoding import likely_encoding
from workflow.errors import CatalogError
from workflow.model import Message, say

_MARKER = re.compile(rb"^(?:<{7}|\|{7}|={7}|>{7})(?: |\r?$)", re.MULTILINE)
_OPEN_STRING = re.compile(
    r"^[ \t]*(?:#(?:~\|?|\|)[ \t]*)?(?:msg\w+(?:\[\d+\])?[ \t]*)?\"(?:[^\"\\\n]|\\.)*\\?$",
    re.MULTILINE,
)
MSGID = re.compile(r"^[ \t]*(?:#~[ \t]*)?msgid[ \t\"]", re.MULTILINE)
#: The beginning of a sentence and of its translation, which take turns; a keyword without a text.
_TURN = re.compile(r"^[ \t]*(?:#~[ \t]*)?(msgid|msgstr(?:\[0\])?)[ \t\"]", re.MULTILINE)
_BARE = re.compile(
    r"^[ \t]*(?:#~[ \t]*)?(msg(?:id(?:_plural)?|str|ctxt)(?:\[\w*\])?+)(?!\w)[ \t]*+(?!\")",
    re.MULTILINE,
)
#: Octal and hexadecimal escapes, which polib reads as text: a quick test, and a line with one.
_DIGIT = re.compile(r"\\[0-7x]")
_NUMBER = re.compile(r"(?:[^\\]|\\[^0-7x])*\\[0-7x]")
#: The mark of a comment without the usual space after it.
_TIGHT = re.compile(r"^([ \t]*#(?:~\||[,:.|~])?)(?=[^\s,:.|~])", re.MULTILINE)
QUOTED = re.compile(r"^[ \t]*(?:#~[ \t]*)?(?:msg[\w\[\]]+[ \t]*)?\"", re.MULTILINE)
_CHARSET = re.compile(rb"Content-Type:[^\n]*charset=([\w.:-]+)")
BOM = b"\xef\xbb\xbf"
#: What msgcat leaves in a reference comment of a file with CR LF line ends.
STRAY = "\r "
#: Larger is no PO file: a seed of 10 MB has one of 40.
LARGEST = 50_000_000

#: Between joined comments: no file that is read has one.
JOINT = "\0"
#: Lines of one kind in a row that are joined; the most that cannot be joined and are read.
_MANY, _MOST = 500, 5_000
#: Comments that go on, each with its mark; a piece of a text, which may be obsolete or previous.
_COMMENT = re.compile(r"(# |#\. |#: )[ \t]*\S.*|#")
_PIECE = re.compile(r"((?:#[~|][ \t]+)?)\"((?:[^\"\\]|\\.)*)\"[ \t]*")


def read_bytes(path: Path, where: str) -> bytes:
    """Return the bytes of a PO file.

    Raises:
        CatalogError: it is no file, too large, or cannot be read.
        FileNotFoundError: there is none.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # a pipe would never end
            hint = say("Put it away; the next run makes a new one.")
            raise CatalogError(where, say("is not a file"), hint)
        if path.stat().st_size > LARGEST:
            what = say("is larger than {n} MB", n=LARGEST // 1_000_000)
            raise CatalogError(where, what, say("Restore it, for example with git."))
        return path.read_bytes()
    except FileNotFoundError:
        raise
    except OSError as error:
        hint = say("Check the file, its permissions and where links lead; nothing was changed.")
        what = say("cannot be read ({reason})", reason=Message(error.strerror or ""))
        raise CatalogError(where, what, hint) from error


def decode(data: bytes, where: str) -> str:
    """Return the text of a file, its lines ending in LF.

    Raises:
        CatalogError: it holds a merge conflict, is empty, or is not UTF-8.
    """
    _refuse_conflict(data, where)
    charset, file = _other_charset(data), shlex.quote(where)
    if charset:
        mend = say("Convert it: {command}", command=f"msgconv -t UTF-8 -o {file} {file}")
    else:
        mend = _saving(file, "ENCODING")
    try:
        text = data.removeprefix(BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        what, mend = _encoding(data, charset, file, mend)
        raise CatalogError(f"{where}:{_line(data, error.start)}", what, mend) from None
    if not text.strip():
        raise CatalogError(where, say("is empty"), say("Restore it, or delete it to begin anew."))
    if "\0" in text:
        raise CatalogError(where, say("holds NUL characters: it is UTF-16 or damaged"), mend)
    if "\x1b" in text and charset:
        raise CatalogError(where, say("is encoded as {charset}", charset=charset), mend)
    return text.replace("\r\n", "\n").replace(STRAY, " ").replace("\r", "\n")


def _refuse_conflict(data: bytes, where: str) -> None:
    """Raise :class:`CatalogError` for a file with the markers of a merge conflict."""
    if marker := _MARKER.search(data):
        raise CatalogError(
            f"{where}:{_line(data, marker.start())}",
            say("holds a merge conflict"),
            say(
                "Remove the markers: keep one version, or both entries. `workflow git setup`"
                " prevents most conflicts."
            ),
        )


def _encoding(data: bytes, charset: str, file: str, mend: Message) -> tuple[Message, Message]:
    """Say what a file is that is no UTF-8, as far as can be told, and how to mend it."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        command = f"iconv -f UTF-16 -t UTF-8 {file} > NEW"
        mend = say("Save it as UTF-8: {command}", command=command)
        return say("is not UTF-8 but {charset}", charset="UTF-16"), mend
    if not charset and (charset := likely_encoding(data)):
        mend = _saving(file, charset)
    if charset:
        return say("is not UTF-8 but {charset}?", charset=charset), mend
    return say("is not UTF-8"), mend


def _saving(file: str, charset: str) -> Message:
    """Say how to save a file as UTF-8, given its name as the shell takes it."""
    command = f"iconv -f {charset} -t UTF-8 {file} > NEW"
    return say("Save it as UTF-8: {command}; or restore it.", command=command)


def _other_charset(data: bytes) -> str:
    """Return the charset that a file names; empty for UTF-8, none, or the template's CHARSET."""
    declared = _CHARSET.search(data)
    charset = declared[1].decode("ascii") if declared else ""
    return "" if charset.lower() in ("utf-8", "utf8", "charset") else charset


def _line(data: bytes, offset: int) -> int:
    return data.count(b"\n", 0, offset) + 1


def refuse_damage(text: str, where: str) -> None:
    """Raise :class:`CatalogError` for damage that polib would not notice."""
    if string := _OPEN_STRING.search(text):
        line = text.count("\n", 0, string.start()) + 1
        fail_damaged(f"{where}:{line}", say("holds a string without a closing quotation mark"))
    if _DIGIT.search(text):
        _refuse_numbers(text, where)
    if bare := _BARE.search(text):
        line = text.count("\n", 0, bare.start()) + 1
        what = say("holds a {name} without a text in quotation marks", name=bare[1])
        fail_damaged(f"{where}:{line}", what)
    _check_turns(text, where)


def _refuse_numbers(text: str, where: str) -> None:
    for number, line in enumerate(text.split("\n"), 1):
        if QUOTED.match(line) and _NUMBER.match(line):
            file = shlex.quote(where)
            raise CatalogError(
                f"{where}:{number}",
                say("holds characters written as numbers"),
                say("Convert it: {command}", command=f"msgcat --no-wrap -o {file} {file}"),
            )


def _check_turns(text: str, where: str) -> None:
    """Refuse a msgid that no msgstr follows, and a msgstr that follows no msgid."""
    begun = -1
    for found in _TURN.finditer(text):
        opens = found[1] == "msgid"
        if opens == (begun >= 0):
            at = begun if opens else found.start()
            what = say("holds a msgid without its msgstr")
            if not opens:
                what = say("holds a msgstr without its msgid")
            fail_damaged(f"{where}:{text.count(chr(10), 0, at) + 1}", what)
        begun = found.start() if opens else -1
    if begun >= 0:
        line = text.count("\n", 0, begun) + 1
        fail_damaged(f"{where}:{line}", say("holds a msgid without its msgstr"))


def fail_damaged(where: str, what: str) -> NoReturn:
    """Raise the error of a file that is damaged or cut off."""
    what = say("{fault}: the file is damaged or cut off", fault=what)
    raise CatalogError(where, what, say("Restore it, for example with git."))


def spaced(text: str) -> str:
    """Insert the missing space after marks of comments, which polib needs and gettext does not.

    >>> spaced("#,fuzzy"), spaced('#~msgid "One."'), spaced("#: a.txt:1")
    ('#, fuzzy', '#~ msgid "One."', '#: a.txt:1')
    """
    return _TIGHT.sub(r"\1 ", text) if _TIGHT.search(text) else text


def joined(text: str, where: str) -> str:
    """Join the many lines of one kind at a message; return the very same text without them.

    Raises:
        CatalogError: there are more lines at one message than anybody writes.
    """
    if text.count("\n#") + text.count('"\n') <= _MANY:
        return text
    lines = text.split("\n")
    if not any(length > _MANY for _, _, length in _runs(lines)):
        return text
    lines = [line for mark, group in groupby(lines, _mark) for line in _join(mark, list(group))]
    for at, kind, length in _runs(lines):
        if length > _MOST:
            what = say("holds more than {n} lines of {name} at one message", n=_MOST, name=kind)
            raise CatalogError(f"{where}:{at}", what, say("Delete what nobody needs."))
    return "\n".join(lines)


def _runs(lines: Sequence[str]) -> Iterator[tuple[int, str, int]]:
    """Find where lines of one kind in a row begin, the kind, and how many there are."""
    filled = ((_kind(line), at) for at, line in enumerate(lines, 1) if line)
    for kind, run in groupby(filled, lambda each: each[0]):
        if kind:
            places = [at for _, at in run]
            yield places[0], kind, len(places)


def _kind(line: str) -> str:
    """Return what a line continues: comments, a text (also of an obsolete message), or nothing."""
    if line.startswith("#") and not line.startswith("#~"):
        return "comments"
    return "text" if line.removeprefix("#~").lstrip().startswith('"') else ""


def _mark(line: str) -> str:
    """Return what lines that can be joined begin with; empty for all others."""
    if comment := _COMMENT.fullmatch(line):
        return comment[1] or "# "
    piece = _PIECE.fullmatch(line)
    return f'{piece[1]}"' if piece else ""


def _join(mark: str, lines: Sequence[str]) -> Iterable[str]:
    """Join the wrapped lines of one field into the first of them.

    Empty lines stand for the others, so that the numbers of later lines stay.
    """
    if not mark or len(lines) == 1:
        return lines
    if mark.endswith('"'):
        pieces = filter(None, map(_PIECE.fullmatch, lines))
        whole = mark + "".join(piece[2] for piece in pieces) + '"'
    else:
        between = " " if mark == "#: " else JOINT
        whole = mark + between.join(line[len(mark) :].rstrip() for line in lines)
    return [whole, *[""] * (len(lines) - 1)]
