"""Read and write the state that we keep in a message: one comment, ``# workflow: …``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b

from msgspec import Struct, field

#: How the comment begins.
MARK = "workflow:"
#: Lines that a tool makes of the longest field at most.
_LINES = 4
#: What tools change about a text without changing it: line ends, indents, doubled spaces. Others,
#: such as the no-break and the ideographic space, are characters like any other.
_SPACE = re.compile(r"[ \t\r\n\v\f]+")
#: How many texts' hashes are cached, enough for the articles in progress.
_KEPT = 4096
_PAIR = re.compile(r'(?<![a-z])([a-z]+)=("[^"]*"|\S*)')


@lru_cache(maxsize=_KEPT)
def digest(text: str) -> str:
    """Return a short hash that tells whether a text has changed since it was written.

    Kept, since a message is asked for it about ten times on its way through a command.
    """
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()


@lru_cache(maxsize=_KEPT)
def mark_of(source: str, text: str) -> str:
    r"""Return a short hash of a translation and its source, which identifies what was approved.

    It is the same for another Unicode spelling of the same letters (NFC) and for other runs of
    white space, which tools change when they save a file; not for a space more or less.

    >>> mark_of("One.", "하나 둘.") == mark_of("One. ", "하나  둘.\n")
    True
    >>> mark_of("One.", "하나 둘.") == mark_of("One.", "하나둘.")
    False
    """
    return digest("\0".join(map(_plain, (source, text))))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", _SPACE.sub(" ", text).strip(" "))


def one_line(text: str) -> str:
    """Make every run of white space one space, as a comment needs it."""
    return " ".join(text.split())


class Stamp(Struct, frozen=True):
    """The content of the ``# workflow:`` comment of a message; every field may be empty.

    Attributes:
        origin: where the text came from: an engine's signature, ``source``, ``person``.
        draft: hash of the text the machine wrote.
        terms_hash: hash of the glossary renderings it was made with or, once approved, approved
            with; ``terms`` in the comment.
        date: ISO 8601 date of the translation or the approval.
        by: who approved it, or left it for more work.
        text: the :func:`mark_of` what was approved; without one, ``by`` has approved nothing.
        approved: hash of the text, if it was approved for the previous source or renderings.
        offered: hash of the text, if it repeats an approved text that is kept in another message.
        outdated: hash of the text, if it is a machine's for the previous source: the next draft
            replaces it.
        questioned: hash of newer glossary renderings that the approved text does not have.
        source: hash of the sentence that the machine was given.
        reviewer: who approved it, as files of earlier versions say it, which did not name the text.
    """

    origin: str = ""
    draft: str = ""
    terms_hash: str = field(default="", name="terms")
    date: str = ""
    by: str = ""
    text: str = ""
    approved: str = ""
    offered: str = ""
    outdated: str = ""
    questioned: str = ""
    source: str = ""
    reviewer: str = ""

    @classmethod
    def read(cls, comments: Sequence[str]) -> tuple[Stamp, tuple[str, ...]]:
        """Parse our comment of a message; return the stamp, and the other comments.

        A tool may have wrapped our line: lines after it that hold nothing but our fields belong
        to it. If there are several, the first one to name a field counts.
        """
        values: dict[str, str] = {}
        others: list[str] = []
        lines = [comment.strip() for comment in comments]
        at = 0
        while at < len(lines):
            text, at = lines[at], at + 1
            if not text.startswith(MARK):
                if text or others:
                    others.append(comments[at - 1])
                continue
            text = text.removeprefix(MARK)
            while count := _wrapped(text, lines[at : at + _LINES]):
                text, at = " ".join((text, *lines[at : at + count])), at + count
            for name, value in _PAIR.findall(text):
                values.setdefault(name, value.strip('"'))
        known = {_FIELDS[name]: value for name, value in values.items() if name in _FIELDS}
        return cls(**known), tuple(others)

    def __str__(self) -> str:
        pairs = [(name, getattr(self, attribute)) for name, attribute in _FIELDS.items()]
        written = " ".join(f"{name}={_quoted(value)}" for name, value in pairs if value)
        return f"{MARK} {written}" if written else ""

    def is_written_in(self, raw: str) -> bool:
        """Tell whether the lines of a message hold this state as one comment, or no state."""
        if raw.count("\n# ") + raw.startswith("# ") < 2:  # nearly all: quick to see
            return True
        lines = [line[2:].strip() for line in raw.split("\n") if line.startswith("# ")]
        ours = [line for line in lines if line.startswith(MARK)]
        return len(ours) < 2 and self == Stamp.read(ours)[0]


#: The names of the fields in the comment, and as attributes.
_FIELDS = dict(zip(Stamp.__struct_encode_fields__, Stamp.__struct_fields__, strict=True))


def _quoted(value: str) -> str:
    value = one_line(value).replace('"', "'")
    return f'"{value}"' if " " in value else value


def _wrapped(text: str, following: Sequence[str]) -> int:
    """Count the lines after a stamp that belong to it, which may be wrapped within quotes."""
    joined = text if text.count('"') % 2 else ""
    for count, line in enumerate(following, 1):
        joined = f"{joined} {line}"
        if joined.count('"') % 2 == 0 and only_pairs(joined):
            return count
    return 0


def only_pairs(text: str) -> bool:
    """Tell whether a comment consists only of fields of a stamp."""
    pairs = _PAIR.findall(text)
    return (
        bool(pairs)
        and not _PAIR.sub("", text).strip()
        and all(name in _FIELDS for name, _ in pairs)
    )
