"""Parse PO files into messages.

Nearly every file is as the workflow writes it: a header, then messages, an empty line between, each
text on one line. Such a file is read here, in a quarter of polib's time. What is not exactly so, in
the least detail, is for polib, and so is every error. It parses a path: given text, it splits lines
at U+2028 and its like. What it would read over is looked for first
(:mod:`workflow.catalog.damage`).
"""

from __future__ import annotations

import re
import shlex
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from workflow.catalog import damage
from workflow.catalog.damage import BOM, JOINT, MSGID, QUOTED, STRAY, fail_damaged
from workflow.catalog.message import PoMessage
from workflow.catalog.po_file import ISOLATE, ISOLATE_END, Header, PoFile
from workflow.catalog.stamp import Stamp, one_line
from workflow.errors import CatalogError
from workflow.model import ALTERNATIVE, say

if TYPE_CHECKING:
    from polib import POEntry, POFile


_WORDS = r"\S(?:[^\n]*\S)?"
_TEXT = r"\"(?:[^\"\\\n]++|\\[\\\"ntrvbf])*+\""
_HEADER = re.compile(r'msgid ""\nmsgstr ""((?:\n"[A-Za-z][A-Za-z0-9-]*: [^"\\\n]*\\n")+)')
_FIELD = re.compile(rf'\n"([^:]+): ({_WORDS})\\n"')
_MESSAGE = re.compile(
    rf"(?P<comments>(?:\# {_WORDS}\n)*)(?P<extracted>(?:\#\. {_WORDS}\n)*)"
    rf"(?:\#: (?P<references>\S+:[0-9]+(?: \S+:[0-9]+)*)\n)?(?P<fuzzy>\#, fuzzy\n)?"
    rf"(?:\#\| msgid (?P<previous>{_TEXT})\n)?"
    rf"(?P<gone>\#~ )?msgid (?P<msgid>{_TEXT})\n(?(gone)\#~ )msgstr (?P<msgstr>{_TEXT})"
)
#: Least likeness (0–100) of a flag to *fuzzy*: that of *fuxzy*; *no-wrap* has 18.
_MISSPELT = 80.0
_ESCAPED = re.compile(r"\\(.)")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "v": "\v", "b": "\b", "f": "\f"}


def plainly_read(text: str) -> PoFile | None:
    """Return what a file says that is written as the workflow writes it; None for any other.

    Args:
        text: of the file, without a byte order mark and with its own line ends.
    """
    beginning, *blocks = text.removesuffix("\n").split("\n\n")
    header = _header(beginning)
    if header is None or not text.endswith('"\n') or "\r" in text or ISOLATE in text:
        return None
    messages: list[PoMessage] = []
    line = beginning.count("\n") + 3
    for block in blocks:
        message = _plain_message(block, line)
        if message is None:
            return None
        messages.append(message)
        line += block.count("\n") + 2
    keys = [message.msgid for message in messages if not message.obsolete]
    if len(set(keys)) < len(keys):
        return None
    wrapped = any(message.wrapped for message in messages)  # other flags are not read here
    return PoFile(header, tuple(messages), untidy=wrapped)


def _header(block: str) -> Header | None:
    found = _HEADER.fullmatch(block)
    fields = _FIELD.findall(found[1]) if found else []
    values = dict(fields)
    if not fields or not len(values) == len(fields) == len(block.splitlines()) - 2:
        return None
    return Header(values, raw=block)


def _plain_message(block: str, line: int) -> PoMessage | None:
    found = _MESSAGE.fullmatch(block)
    if not found:
        return None
    comments, extracted, references, fuzzy, previous, gone, msgid, msgstr = found.groups()
    if msgid == '""' or (gone and (extracted or references or previous)):
        return None
    text = _unescaped(msgstr)
    stamp, others = Stamp.read([each[2:] for each in comments.split("\n")[:-1]])
    return PoMessage(
        msgid=_unescaped(msgid),
        msgstr="" if text.isspace() else text,
        fuzzy=fuzzy is not None,
        obsolete=gone is not None,
        previous=_unescaped(previous) if previous else "",
        stamp=stamp,
        comments=others,
        extracted=tuple(each[3:] for each in extracted.split("\n")[:-1]),
        references=tuple(references.split(" ")) if references else (),
        line=line,
        raw=block,
    )


def _unescaped(quoted: str) -> str:
    text = quoted[1:-1]
    if "\\" not in text:
        return text
    return _ESCAPED.sub(lambda found: _ESCAPES.get(found[1], found[1]), text)


_REFERENCE = re.compile(rf"{ISOLATE}([^{ISOLATE}{ISOLATE_END}]*+){ISOLATE_END}(:\d+)?|(\S+)")


def read(path: Path, where: str) -> tuple[bytes, PoFile]:
    """Read a PO file: return its bytes and its content.

    Args:
        path: the file.
        where: what messages call it.

    Raises:
        CatalogError: the file cannot be read without risking what is in it.
        FileNotFoundError: there is no such file.
    """
    while True:
        data = damage.read_bytes(path, where)
        text = damage.decode(data, where)
        if not (data.startswith(BOM) or b"\r" in data) and (plain := plainly_read(text)):
            return data, plain
        damage.refuse_damage(text, where)
        lines = damage.spaced(text)
        short = damage.joined(lines, where)
        with _readable(path, short, same=short is text and STRAY.encode() not in data) as place:
            po = _parse(place, where)
        if damage.read_bytes(path, where) == data:
            return data, _po_file(po, data, lines, where)


def read_version(data: bytes) -> PoFile | None:
    """Parse the bytes of a version of a file; None if it is damaged or empty."""
    with tempfile.TemporaryDirectory(prefix="workflow-po-") as folder:
        path = Path(folder, "version.po")
        path.write_bytes(data)
        try:
            return read(path, path.name)[1]
        except CatalogError:
            return None


@contextmanager
def _readable(path: Path, text: str, *, same: bool) -> Iterator[Path]:
    """Give a file with the lines of ``text``: ``path``, if polib sees the same ones there."""
    if same:
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="workflow-po-") as folder:
        copy = Path(folder, path.name)
        copy.write_text(text, "utf-8", newline="\n")
        yield copy


def _parse(path: Path, where: str) -> POFile:
    import polib

    try:
        return polib.pofile(str(path), encoding="utf-8")
    except (OSError, ValueError) as error:
        line = re.search(r"\(line (\d+)\)", str(error))
        detail = str(error).rpartition("): ")[2] if line and "): " in str(error) else ""
        what = say("is not a PO file from here on")
        if detail:
            what = say("is not a PO file ({reason})", reason=detail)
        raise CatalogError(
            f"{where}:{line[1]}" if line else where,
            what,
            say("See what is wrong with: {command}", command=f"msgfmt -c {shlex.quote(where)}"),
        ) from error


def _po_file(po: POFile, data: bytes, text: str, where: str) -> PoFile:
    """Return what polib found, each message with the lines that hold it."""
    lines = text.split("\n")
    headers = len(MSGID.findall(text)) - len(po)
    if headers > 1 and text.rstrip().rpartition("\n")[2].startswith("#"):
        # polib then forgets the last message.
        place = f"{where}:{text.rstrip().count(chr(10)) + 1}"
        raise CatalogError(place, say("ends with an unfinished comment"), say("Delete this line."))
    starts = [max((entry.linenum or 0) - 1, 0) for entry in po]
    if headers not in (0, 1) or (headers and starts[:1] == [0]):
        fail_damaged(where, say("does not begin with one header"))
    end = next((at for at in reversed(range(len(lines))) if QUOTED.match(lines[at])), -1) + 1
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
    _refuse_repeats(messages, where)
    newline = "\r\n" if data.count(b"\r\n") * 2 > data.count(b"\n") else "\n"
    untidy = any(message.untidy for message in messages)
    bom = data.startswith(BOM)
    return PoFile(header, tuple(messages), newline, _block(lines[end:]), bom, untidy)


def _lines(comment: str) -> tuple[str, ...]:
    lines = comment.replace(JOINT, "\n").lstrip("\n")  # polib drops the first empty ones, too
    return tuple(lines.split("\n")) if lines else ()


def _block(lines: Sequence[str]) -> str:
    return "\n".join(lines).strip("\n")


def _message(entry: POEntry, raw: str, where: str) -> PoMessage:
    stamp, comments = Stamp.read(_lines(entry.tcomment))
    text, *others = _forms(entry) if entry.msgid_plural else [entry.msgstr]
    comments += tuple(ALTERNATIVE + one_line(other) for other in others)
    gone = bool(entry.obsolete)
    extracted = () if gone else _lines(entry.comment)
    if bool(entry.msgid_plural) != bool(entry.msgstr_plural):
        fail_damaged(f"{where}:{entry.linenum or 1}", say("holds a plural without its forms"))
    if not entry.msgid:
        raise CatalogError(
            f"{where}:{entry.linenum}", say("holds a message without source"), say("Delete it.")
        )
    _refuse_misspelt(entry.flags, raw, where, entry.linenum or 1)
    return PoMessage(
        msgid=entry.msgid,
        msgstr="" if text.isspace() else text,
        context=entry.msgctxt,
        fuzzy=entry.fuzzy,
        obsolete=gone,
        previous="" if gone else entry.previous_msgid or "",
        stamp=stamp,
        comments=comments,
        extracted=extracted,
        references=() if gone else _references(entry.occurrences, raw),
        line=entry.linenum or 1,
        raw="" if entry.msgid_plural else raw,
    )


def _forms(entry: POEntry) -> list[str]:
    """Return the different translations of a plural entry, the first form first.

    We never write such entries: beyond the first form, a person's words go into comments.
    """
    forms = (form for _, form in sorted(entry.msgstr_plural.items()))
    return list(dict.fromkeys(filter(None, forms))) or [""]


def _refuse_misspelt(flags: Sequence[str], raw: str, where: str, line: int) -> None:
    """Refuse a flag that may mean ``fuzzy``: without it, the text would count as approved."""
    for flag in flags:
        if flag != "fuzzy" and _may_mean_fuzzy(flag):
            at = next((at for at, each in enumerate(raw.split("\n")) if each.startswith("#,")), 0)
            raise CatalogError(
                f"{where}:{line + at}",
                say("holds the flag {flag}, which may mean fuzzy", flag=flag),
                say("Write {flag}, or delete it if the text is approved.", flag="#, fuzzy"),
            )


def _may_mean_fuzzy(flag: str) -> bool:
    from rapidfuzz import fuzz

    letters = "".join(filter(str.isalpha, flag.lower()))
    return "fuzz" in letters or fuzz.ratio(letters, "fuzzy") >= _MISSPELT


def _references(occurrences: Iterable[tuple[str, str]], raw: str) -> tuple[str, ...]:
    """Return references as ``path:line``; polib splits paths at any kind of space."""
    if ISOLATE not in raw:
        return tuple(f"{path}:{line}" if line else path for path, line in occurrences)
    text = " ".join(line[2:] for line in raw.split("\n") if line.startswith("#:"))
    return tuple(
        f"{isolated}{line or ''}" if isolated else plain
        for isolated, line, plain in _REFERENCE.findall(text)
    )


def _refuse_repeats(messages: Iterable[PoMessage], where: str) -> None:
    seen: dict[tuple[str | None, str], int] = {}
    for message in messages:
        if message.obsolete:
            continue
        if message.key in seen:
            raise CatalogError(
                f"{where}:{message.line}",
                say("repeats the message of line {line}", line=seen[message.key]),
                say("Keep the right one and delete the other."),
            )
        seen[message.key] = message.line
