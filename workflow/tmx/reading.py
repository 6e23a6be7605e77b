"""Reads TMX of any size, unit by unit, from files that nobody vouches for.

The parser is expat (Python's own): it opens nothing beside the file, and a file that declares
entities is refused before any is used. Inline codes that hold one of our placeholders give it back
as it was; those of other tools become placeholders, numbered by their ``x`` or ``i``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import IO, NoReturn
from xml.parsers import expat

from workflow.errors import TmxError
from workflow.markup import PLACEHOLDER
from workflow.tmx.units import Unit, Variant

_CHUNK = 1 << 18
#: Bytes that may pass without a tag or text ending: expat before 2.6 reads them again and again.
_LONGEST = 1 << 23
#: Beyond these a file is not a translation memory but an attack: elements inside each other,
#: languages of one unit, characters of one text.
_DEPTH, _LANGUAGES, _TEXT = 64, 500, 1_000_000
#: Elements whose content is another tool's code, not text.
_CODES = frozenset({"bpt", "ept", "it", "ph", "ut"})
_DATE = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:T|$)")


def read(file: IO[bytes], where: str) -> Iterator[Unit]:
    """The units of a TMX file, in its order, the source language first where the file names one.

    ``Unit.source`` is always filled; languages are spelled as in the file.

    Args:
        file: open for reading.
        where: what messages call it.

    Raises:
        TmxError: the file is no TMX, is damaged, declares entities … What was yielded before is
            good.
    """
    units: list[Unit] = []
    reader = _Reader(where, units.append)
    while chunk := file.read(_CHUNK):
        reader.feed(chunk)
        yield from units
        units.clear()
    reader.feed(b"", last=True)
    yield from units


@dataclass(slots=True)
class _Pending:
    """A unit or a variant while it is read."""

    attributes: Mapping[str, str]
    properties: dict[str, str] = field(default_factory=dict)
    variants: list[Variant] = field(default_factory=list)
    text: str = ""


class _Reader:
    """Follows the parser through the file."""

    def __init__(self, where: str, done: Callable[[Unit], None]) -> None:
        self._where = where
        self._done = done
        self._path: list[str] = []
        self._srclang = "*all*"
        self._unit: _Pending | None = None
        self._variant: _Pending | None = None
        self._prop = ""
        self._text: list[str] = []
        self._length = 0
        self._codes = _Codes()
        self._fed = 0
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._data
        self._parser.EntityDeclHandler = self._entity
        self._parser.SkippedEntityHandler = self._entity

    def feed(self, data: bytes, *, last: bool = False) -> None:
        """Reads on."""
        try:
            self._parser.Parse(data, last)
        except expat.ExpatError as error:
            what = expat.errors.messages.get(error.code, str(error))
            self._fail(f"is not TMX, or is cut off ({what})")
        except (ValueError, LookupError) as error:  # how the parser says that it lacks an encoding
            self._fail(f"is in an encoding that is not read here ({error})")
        self._fed += len(data)
        if self._fed - self._parser.CurrentByteIndex > _LONGEST:
            self._fail("holds a single tag of many megabytes")

    def _fail(self, what: str) -> NoReturn:
        line = self._parser.CurrentLineNumber
        hint = "Export it again as TMX 1.4 in UTF-8 from the tool it comes from."
        raise TmxError(f"{self._where}:{line}", what, hint)

    def _entity(self, name: str, *_: object) -> NoReturn:
        self._fail(f"uses an entity of its own (&{name};), which is not safe")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if not self._path and name != "tmx":
            self._fail(f"is not TMX but <{name[:40]}>")
        if len(self._path) >= _DEPTH:
            self._fail("holds elements too deep inside each other")
        self._path.append(name)
        if name == "header":
            self._srclang = attributes.get("srclang", self._srclang)
        elif name == "tu":
            self._unit, self._variant = _Pending(attributes), None
        elif name == "tuv" and self._unit:
            self._variant = _Pending(attributes)
        elif name in ("seg", "prop"):
            self._prop = attributes.get("type", "")
            self._begin()
            self._codes = _Codes()
        elif name in _CODES and "seg" in self._path:
            self._codes.begin(name, attributes)

    def _begin(self) -> None:
        self._text = []
        self._length = 0

    def _data(self, text: str) -> None:
        if "seg" in self._path or "prop" in self._path:
            self._length += len(text)
            if self._length > _TEXT:
                self._fail(f"holds a text of more than {_TEXT:,} characters")
            if not self._codes.take(text):
                self._text.append(text)

    def _end(self, name: str) -> None:
        self._path.pop()
        if name in _CODES and "seg" in self._path:
            self._codes.end(self._text)
        elif name == "prop" and (about := self._variant or self._unit):
            about.properties.setdefault(self._prop, "".join(self._text))
            if len(about.properties) > _LANGUAGES:
                self._fail("holds a unit with too many properties")
        elif name == "seg" and self._variant:
            self._variant.text = "".join(self._text)
        elif name == "tuv" and self._unit and self._variant:
            self._unit.variants.append(_variant(self._variant, self._unit.attributes))
            self._variant = None
            if len(self._unit.variants) > _LANGUAGES:
                self._fail("holds a unit in too many languages")
        elif name == "tu" and self._unit:
            self._done(_unit(self._unit, self._srclang))
            self._unit = None


def _variant(found: _Pending, unit: Mapping[str, str]) -> Variant:
    known = {**unit, **found.attributes}
    date = _DATE.match(known.get("changedate") or known.get("creationdate") or "")
    return Variant(
        language=found.attributes.get("xml:lang") or found.attributes.get("lang", ""),
        text=found.text,
        date="-".join(date.groups()) if date else "",
        author=known.get("changeid") or known.get("creationid", ""),
        properties=found.properties,
    )


def _unit(found: _Pending, srclang: str) -> Unit:
    """The unit with its source first; some tools say ``en`` there and ``en-US`` beside the text."""
    source = found.attributes.get("srclang") or srclang
    variants = tuple(found.variants)

    def distance(variant: Variant) -> int:
        spoken, wanted = variant.language.lower(), source.lower()
        return 0 if spoken == wanted else 1 if _language(spoken) == _language(wanted) else 2

    if source != "*all*" and variants:
        first = min(variants, key=distance)
        if distance(first) < 2:
            source = first.language
            variants = (first, *(each for each in variants if each is not first))
        else:
            source = "*all*"
    return Unit(variants, found.attributes.get("tuid", ""), found.properties, source)


def _language(tag: str) -> str:
    """A language without its region: some tools write ``en_US``."""
    return tag.replace("_", "-").partition("-")[0]


class _Codes:
    """The inline codes of one segment on their way to placeholders."""

    def __init__(self) -> None:
        self._inside: list[str] = []
        self._native: list[str] = []
        self._name = ""
        self._pairs: dict[str, str] = {}
        self._count = 0

    def begin(self, kind: str, attributes: Mapping[str, str]) -> None:
        """A code begins; one inside another belongs to that."""
        self._inside.append(kind)
        if len(self._inside) > 1:
            return
        self._native = []
        self._count += 1
        given = attributes.get("x") or attributes.get("i") or ""
        number = given if re.fullmatch(r"[1-9]\d{0,4}", given) else str(self._count)
        pair = attributes.get("i", "")
        if kind == "bpt":
            self._pairs[pair] = f"g{number}"
            self._name = f"<g{number}>"
        elif kind == "ept" and pair in self._pairs:
            self._name = f"</{self._pairs.pop(pair)}>"
        else:
            self._name = f"<x{number}/>"

    def take(self, text: str) -> bool:
        """Whether ``text`` belongs to a code; then it is kept here."""
        if self._inside:
            self._native.append(text)
        return bool(self._inside)

    def end(self, text: list[str]) -> None:
        """A code ends: it stands in ``text`` as a placeholder."""
        if self._inside:
            self._inside.pop()
        if not self._inside:
            native = "".join(self._native)
            text.append(native if PLACEHOLDER.fullmatch(native) else self._name)
