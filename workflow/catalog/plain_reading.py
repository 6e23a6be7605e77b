"""PO files that are written as the workflow writes them, read without polib.

Nearly every file is: a header, then messages, an empty line between, each text on one line. What is
not exactly so, in the least detail, is for polib, and so is every error: see
:mod:`workflow.catalog.parser`. A file takes a quarter of the time.
"""

from __future__ import annotations

import re

from workflow.catalog.message import PoMessage
from workflow.catalog.po_file import ISOLATE, Header, PoFile
from workflow.catalog.stamp import Stamp

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
        message = _message(block, line)
        if message is None:
            return None
        messages.append(message)
        line += block.count("\n") + 2
    keys = [message.msgid for message in messages if not message.obsolete]
    if len(set(keys)) < len(keys):
        return None
    wrapped = any(message.wrapped for message in messages)
    return PoFile(header, tuple(messages), wrapped=wrapped)


def _header(block: str) -> Header | None:
    found = _HEADER.fullmatch(block)
    fields = _FIELD.findall(found[1]) if found else []
    values = dict(fields)
    if not fields or not len(values) == len(fields) == len(block.splitlines()) - 2:
        return None
    return Header(values, raw=block)


def _message(block: str, line: int) -> PoMessage | None:
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
