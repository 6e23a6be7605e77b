"""Read the header of a mail above a plain text: sender, recipient, date, subject (RFC 5322).

It is a head only where it names a sender, a subject, and what only mail has: an address, a moment
at which it was sent, or a number of its own. Then the subject is the headline, sender and time are
the author and the date, and the lines that readers of mail are shown (``To:``, ``Cc:`` …) are
notices. The others are for programs. Fields may have the names that programs of mail give them in
Korean, Chinese and Japanese.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from email import message_from_string
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime

from workflow.documents.readers.block_kinds import notice
from workflow.documents.readers.frontmatter.conditions import Said
from workflow.documents.readers.frontmatter.front_values import FrontMatter, FrontValues
from workflow.documents.readers.frontmatter.preamble import lead
from workflow.documents.readers.instants import instant
from workflow.languages.front_matter import mail_fields
from workflow.model import Block

#: What programs of mail put above a mail that is passed on: *---- Forwarded message ----*.
_FORWARDED = re.compile(
    r"(?:[-_=]{5,}[ \t]?[^\W\d_][^\n]{2,40}?[ \t]?[-_=]{5,}|Begin forwarded message:)[ \t]*\n\s*"
)
_MBOX = re.compile(r"From \S+.*\d{4}\s*\n")
_FIELD = re.compile(r"(?P<name>[A-Za-z][A-Za-z0-9-]{0,60}):(?:[ \t]|$)")
#: A field in the language of whoever read the mail; its name is one that is known.
_NAMED = re.compile(r"(?P<name>[^\W\d_a-zA-Z][^:：\n]{0,12}?)[ \t]*[:：]")
#: Lines of a head that are shown.
_SHOWN = frozenset("to cc newsgroups organization reply-to followup-to".split())
#: What only the head of a mail has, beside a sender; and fields in which it has an address.
_OF_MAIL = frozenset("message-id received newsgroups mime-version".split())
_ADDRESSED = ("From", "To")
_LONGEST, _FEWEST = 20_000, 3


@dataclass(frozen=True, slots=True)
class MailHead:
    """What the head of a mail says.

    Attributes:
        front: its subject, sender and time.
        notices: lines that readers of mail are shown.
        flowed: a space at the end of a line says that the line goes on (RFC 3676).
        delsp: such a space is none of the text's.
    """

    front: FrontMatter = field(default_factory=FrontMatter)
    notices: Sequence[Block] = ()
    flowed: bool = False
    delsp: bool = False


def split(text: str, path: str) -> tuple[MailHead | None, str]:
    """Separate the head of a mail from the text below it, whose lines keep their numbers.

    Returns:
        the head, None if the text begins with none, and the text with blank lines in its place.

    Raises:
        SourceError: as the front matter's, never in practice.
    """
    end, lines = _fields(text)
    names = {name for name, _ in lines}
    if "from" not in names or "subject" not in names or len(names) < _FEWEST:
        return None, text
    try:
        stated = text[_start(text) : end].split("\n")
        message = message_from_string("\n".join(map(_in_english, stated)))
        if not (names & _OF_MAIL or _is_sent(message)):
            return None, text
        head = _head(message, dict(reversed(lines)), path, dict(map(_label, reversed(stated))))
    except (MessageError, ValueError, LookupError, TypeError):
        return None, text
    if not head.front.metadata.title:
        return None, text
    found = lead(text[:end]).conditions
    metadata = head.front.metadata
    metadata = replace(metadata, conditions=(*metadata.conditions, *found))
    head = replace(head, front=replace(head.front, metadata=metadata))
    return head, "\n" * text.count("\n", 0, end) + text[end:]


def _start(text: str) -> int:
    """Return where the first field stands, below the lines that mailboxes and forwarded mails have.

    Blank lines may surround these.
    """
    start = len(text) - len(text.lstrip())
    if forwarded := _FORWARDED.match(text, start):
        start = forwarded.end()
    mbox = _MBOX.match(text, start)
    return mbox.end() if mbox else start


def _fields(text: str) -> tuple[int, list[tuple[str, int]]]:
    """Return the end of the header, and the name and line of each field; none without a header."""
    at = _start(text)
    line = text.count("\n", 0, at) + 1
    found: list[tuple[str, int]] = []
    for row in text[at : at + _LONGEST].split("\n"):
        if not row.strip():
            return at, found
        name, _ = _label(row)
        if name:
            found.append((name, line))
        elif not (found and row[0] in " \t"):
            break
        line += 1
        at += len(row) + 1
    return 0, []


def _label(row: str) -> tuple[str, str]:
    """Return the name of the field that a line begins with, and the line's own word for it."""
    if field := _FIELD.match(row):
        return field["name"].lower(), field["name"]
    said = _NAMED.match(row)
    name = mail_fields().get(said["name"], "") if said else ""
    return name, said["name"] if said and name else ""


def _in_english(row: str) -> str:
    """Return a line of a head with its field's name as RFC 5322 has it."""
    name, label = _label(row)
    if not name or label.isascii():
        return row
    value = row[len(label) :].lstrip(" :：\t")
    return f"{name.title()}: {value}"


def _head(
    message: Message, lines: Mapping[str, int], path: str, labels: Mapping[str, str]
) -> MailHead:
    subject = _text(message, "Subject")
    said = [Said("title", subject, lines["subject"])]
    if author := _sender(_text(message, "From")):
        said.append(Said("author", [author], lines["from"]))
    if moment := _moment(message):
        said.append(Said("date", moment, lines["subject"]))
    notices = [
        notice(f"{labels[field.lower()]}: {_text(message, field)}", lines[field.lower()])
        for field in dict.fromkeys(message)
        if field.lower() in _SHOWN and _text(message, field)
    ]
    flowed = str(message.get_param("format", "")).lower() == "flowed"
    delsp = str(message.get_param("delsp", "")).lower() == "yes"
    plain = message.get("Content-Transfer-Encoding", "").strip().lower() != "quoted-printable"
    front = FrontValues(said).front(path, lines["subject"])
    return MailHead(front, notices, flowed=flowed and plain, delsp=delsp)


def _sender(text: str) -> str:
    """Return the name of who sent a mail, also where no address follows it.

    >>> _sender("Harriet Cole [mailto:cole@example.org]"), _sender("cole@example.org")
    ('Harriet Cole', 'cole')
    """
    alone = re.sub(r"\s*\[[^\]]*\]\s*$", "", text)
    if "@" not in alone:
        return alone.strip("\"' ")
    name, address = parseaddr(alone)
    return name or address.partition("@")[0]


def _is_sent(message: Message) -> bool:
    """Return whether a head names an address of mail, or when it was sent."""
    if any("@" in _text(message, name) for name in _ADDRESSED):
        return True
    return instant(_moment(message)) is not None


def _text(message: Message, name: str) -> str:
    """Return a field on one line, its words decoded (RFC 2047)."""
    raw = " ".join(str(message.get(name, "")).split())
    return " ".join(str(make_header(decode_header(raw))).split())


def _moment(message: Message) -> object:
    """Return when a mail was sent; what it says of it where that is no date of mail."""
    raw = str(message.get("Date") or message.get("Sent") or "")
    try:
        return parsedate_to_datetime(raw)
    except (ValueError, TypeError, IndexError):
        return raw
