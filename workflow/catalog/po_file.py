"""Hold a PO file in memory, and write it byte for byte like ``msgcat --no-wrap``.

The lines of a message that has not changed are written as they were read. The header's fields and
their meaning: GNU gettext manual, "Filling in the Header Entry".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from workflow.catalog.message import PoMessage
from workflow.catalog.stamp import one_line
from workflow.errors import ConfigError
from workflow.languages import Language, language
from workflow.languages.characters import Exchange

#: First strong isolate and its end: gettext 0.22 and later put them around a path with spaces.
ISOLATE, ISOLATE_END = "\u2068", "\u2069"
#: Escapes a text for the quotes of a line.
escaped = Exchange(
    {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\v": "\\v", "\b": "\\b",
     "\f": "\\f"}
)  # fmt: skip
#: What ``msginit --no-translator`` writes where no person is named.
NOBODY = "Automatically generated"
NO_TEAM = "none"
#: A field of Poedit's, which other editors know as well.
_SOURCE = "X-Source-Language"
#: Ours: the source language, where a person named it on the command line.
NAMED = "X-Workflow-Source"
#: ``msgfmt -c`` complains about these values of a template.
_PLACEHOLDER = re.compile(r"|.*(PACKAGE VERSION|YEAR-MO-DA|FULL NAME|EMAIL@ADDRESS|LL@li\.org).*")
#: A plural rule; in a template the words INTEGER and EXPRESSION stand in it.
_PLURAL = re.compile(r"nplurals\s*=\s*[1-9];\s*plural\s*=[\s\dn()?:<>=!%&|]+;?")


@dataclass(frozen=True, slots=True)
class Header:
    """The header's fields in their order, the comments above it and its own lines if unchanged."""

    values: Mapping[str, str] = field(default_factory=dict)
    comments: tuple[str, ...] = ()
    fuzzy: bool = False
    raw: str = field(default="", compare=False)

    @property
    def translator(self) -> str:
        """The person who saved the file last; empty if none is named."""
        name = self.values.get("Last-Translator", "")
        return "" if name == NOBODY or _PLACEHOLDER.fullmatch(name) else name

    @property
    def signature(self) -> str:
        """Who saved the file last, and when, as an editor writes both."""
        return f"{self.translator}\n{self.values.get('PO-Revision-Date', '')}"

    @property
    def revised(self) -> str:
        """ISO 8601 date of the last revision; empty if there is none."""
        date = self.values.get("PO-Revision-Date", "")[:10]
        return date if re.fullmatch(r"\d{4}-\d\d-\d\d", date) else ""

    @property
    def source(self) -> str:
        """BCP 47 tag of the source; empty when no known language is named."""
        try:
            return language(self.values.get(_SOURCE, "")).tag
        except ConfigError:
            return ""

    def with_values(self, **values: str) -> Header:
        """Return this header with other values (``_`` in names stands for ``-``)."""
        named = {name.replace("_", "-"): value for name, value in values.items()}
        return self._changed({**self.values, **named})

    def _changed(self, values: Mapping[str, str]) -> Header:
        if dict(values) == dict(self.values) and not self.fuzzy:
            return self
        return replace(self, values=values, fuzzy=False, raw="")

    def completed(
        self, target: Language, *, project: str, team: str, source: str, now: datetime
    ) -> Header:
        """Return this header with every field that gettext's tools require.

        What a person or a tool wrote is kept, except the fields that say how the file has to be
        read: languages and encoding. A plural rule is kept if it is one, since tools differ there;
        but a language without plural forms has one form.

        Args:
            target: the language of the translation.
            project: Project-Id-Version of a new file.
            team: Language-Team of a new file.
            source: BCP 47 tag of the source, for editors that offer machine help, and for the
                translation memory.
            now: the time written into a new file.
        """
        stamp = f"{now:%Y-%m-%d %H:%M%z}"
        defaults = {
            "Project-Id-Version": project,
            "POT-Creation-Date": stamp,
            "PO-Revision-Date": stamp,
            "Last-Translator": NOBODY,
            "Language-Team": team or NO_TEAM,
            "Language": target.gettext,
            "MIME-Version": "1.0",
            "Content-Type": "text/plain; charset=UTF-8",
            "Content-Transfer-Encoding": "8bit",
            "Plural-Forms": target.plural_forms,
        }
        if source:
            defaults[_SOURCE] = source
        values = dict(defaults) if not self.values else dict(self.values)
        for name, value in defaults.items():
            if _PLACEHOLDER.fullmatch(values.get(name, "")):
                values[name] = value
        for name in ("Language", "Plural-Forms", "Content-Type"):
            if not (_same(values[name], defaults[name]) or _kept(name, values[name], target)):
                values[name] = defaults[name]
        if source and replace(self, values=values).source != source:
            values[_SOURCE] = source
        return self._changed(values)

    def naming(self, source: str) -> Header:
        """Return this header with the source language from the command line, or none."""
        values = {name: value for name, value in self.values.items() if name != NAMED}
        return self._changed({**values, NAMED: source} if source else values)


@dataclass(frozen=True, slots=True)
class PoFile:
    """A PO file as read: its header, its messages and all that is needed to write it back.

    ``tail`` holds comments after the last message; ``bom`` says that it began with a byte order
    mark, which gettext's tools refuse; ``untidy`` that a message is.
    """

    header: Header = field(default_factory=Header)
    messages: tuple[PoMessage, ...] = ()
    newline: str = "\n"
    tail: str = ""
    bom: bool = False
    untidy: bool = False

    def translations(self) -> dict[str, tuple[str, bool]]:
        """Return the translated sentences in use, each with its text and whether it is fuzzy."""
        return {m.msgid: (m.msgstr, m.fuzzy) for m in self.messages if not m.obsolete and m.msgstr}

    def render(self) -> bytes:
        """Return the bytes to be written.

        Raises:
            UnicodeEncodeError: a text holds half of a surrogate pair.
        """
        blocks = [self.header.raw or header_text(self.header)]
        blocks += [message.raw or message_text(message) for message in self.messages]
        if self.tail:
            blocks.append(self.tail)
        text = "\n\n".join(blocks) + "\n"
        return text.replace("\n", self.newline).encode("utf-8")


@dataclass(slots=True)
class Messages:
    """All messages of a catalog in their order, found by sentence.

    The *current* ones are the document's sentences as they stand: not obsolete, and without a
    ``msgctxt``, which only second renderings have.
    """

    all: list[PoMessage]
    _index: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        self._index = {
            message.msgid: at
            for at, message in enumerate(self.all)
            if not message.obsolete and message.context is None
        }

    def get(self, source: str) -> PoMessage | None:
        """Return the current message of a sentence, ``None`` if the document lacks it."""
        at = self._index.get(source)
        return None if at is None else self.all[at]

    def put(self, message: PoMessage) -> None:
        """Replace the current message of the same sentence, which must be there."""
        self.all[self._index[message.msgid]] = message

    def current(self) -> Iterator[PoMessage]:
        """Yield the current messages in the document's order."""
        return (self.all[at] for at in self._index.values())


def header_text(header: Header) -> str:
    """Return the lines of a header."""
    fields = "".join(f"{name}: {one_line(value)}\n" for name, value in header.values.items())
    comments = [f"# {line}".rstrip() for line in header.comments]
    return "\n".join([*comments, *_string("msgid", ""), *_string("msgstr", fields)])


def message_text(message: PoMessage) -> str:
    """Return the lines of a message."""
    comments = [*message.comments, *filter(None, [str(message.stamp)])]
    lines = [f"# {comment}".rstrip() for comment in comments]
    if not message.obsolete:
        lines += [f"#. {comment}".rstrip() for comment in message.extracted]
        if message.references:
            lines.append("#: " + " ".join(_isolated(each) for each in message.references))
    if message.fuzzy:
        lines.append("#, fuzzy")
    if message.previous and not message.obsolete:
        lines += _string("msgid", message.previous, "#| ")
    prefix = "#~ " if message.obsolete else ""
    if message.context is not None:
        lines += _string("msgctxt", message.context, prefix)
    lines += _string("msgid", message.msgid, prefix)
    lines += _string("msgstr", message.msgstr, prefix)
    return "\n".join(lines)


def _isolated(reference: str) -> str:
    """Put isolates around a path that holds spaces; other tools may have taken its line out."""
    if reference.split() == [reference]:
        return reference
    path, colon, line = reference.rpartition(":")
    return f"{ISOLATE}{path or line}{ISOLATE_END}{colon}{line if path else ''}"


def _string(keyword: str, text: str, prefix: str = "") -> list[str]:
    """Return the lines of a PO file for one string; each line of the string is one of its own."""
    lines = text.split("\n")
    if len(lines) == 1 or (len(lines) == 2 and not lines[1]):
        return [f'{prefix}{keyword} "{escaped(text)}"']
    pieces = [f"{line}\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])
    return [
        f'{prefix}{keyword} ""',
        *(f'{prefix}"{escaped(piece)}"' for piece in pieces),
    ]


def _kept(name: str, value: str, target: Language) -> bool:
    """Tell whether a value is a plural rule that another tool has for the same language."""
    counted = "nplurals=1;" not in target.plural_forms
    return name == "Plural-Forms" and counted and bool(_PLURAL.fullmatch(value))


def _same(one: str, other: str) -> bool:
    """Tell whether two values differ in spacing, case or a final semicolon at most."""
    return _normal(one) == _normal(other)


def _normal(value: str) -> str:
    return re.sub(r"\s+", "", value).rstrip(";").lower()
