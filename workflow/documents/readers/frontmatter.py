"""The block of keys at the top of a file: YAML between ``---``, TOML between ``+++``, JSON."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from workflow import languages
from workflow.documents.readers.conditions import Said, conditions, plain_key, words
from workflow.documents.readers.decoding import clean
from workflow.documents.readers.instants import instant, iso_date
from workflow.documents.readers.keys import unread
from workflow.documents.readers.preamble import lead
from workflow.errors import ConfigError, SourceError
from workflow.model import Metadata, say
from workflow.parsers import plainly

if TYPE_CHECKING:
    from yaml import Node

#: Larger is no front matter; YAML is read slowly.
_LARGEST = 20_000
_FENCED = re.compile(
    r"(?:\s*<!--(?:(?!-->).){0,1000}-->)*\s*^(?P<fence>-{3,}|\+{3})(?P<lang>ya?ml|toml)?[ \t]*\n"
    r"(?:(?P<content>.*?)\n)??"
    r"(?P<end>(?P=fence)[-+]*|\.\.\.)[ \t]*(?:\n|\Z)",
    re.DOTALL | re.MULTILINE,
)
_BEGUN = re.compile(r"\s*^(---\n[\w\"']+:|\+\+\+\n[\w\"']+\s*=)", re.MULTILINE)
_KEYED = re.compile(r"\s*(?:#.*\n\s*)*(?:[\w\"'-]+\s*[:=]|\[[\w.-]+\]\s*$|<<:)", re.MULTILINE)
_TOML_KEY = re.compile(
    r"^[ \t]*(?:\[(?P<table>[^\]\n]+)\]|(?P<key>[\w\"'-]+)[\w.\"' -]*=)", re.MULTILINE
)
#: What PyYAML raises besides its own errors where a value is not what it says it is.
_FAULTS = (ValueError, RecursionError, LookupError, AttributeError, TypeError, ArithmeticError)
#: The keys that name the language, the first that is there.
_LANGUAGE = ("lang", "language", "locale")
_HINT = say("Write it as YAML between two lines of ---, for example: title: Trade Grows.")
_TOML_HINT = say('Write it as TOML between two lines of +++, for example: title = "Trade Grows".')


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What a front matter says; ``lines`` has the source line of each value that is shown."""

    metadata: Metadata = field(default_factory=Metadata)
    deck: str = ""
    lines: Mapping[str, int] = field(default_factory=dict)


def split(text: str, path: str, *, strict: bool = True) -> tuple[FrontMatter, str]:
    """Part the front matter from the text below it, whose lines keep their numbers.

    Args:
        text: of the whole file.
        path: the seed, for messages.
        strict: a block between ``---`` at the top is front matter whatever it holds; else it is
            text unless a key stands in its first line.

    Raises:
        SourceError: it cannot be read, is too large, has no end, or names an unknown language.
    """
    if front := _json(text, path):
        return front
    match = _FENCED.match(text)
    if not match or (match["end"] == "..." and match["fence"] == "+++"):
        if begun := _BEGUN.match(text):
            close = say("Close it with {text}.", text=begun[1][:3])
            raise SourceError(f"{path}:1", say("its front matter has no end"), close)
        return _led(text, path)
    content = match["content"] or ""
    strict = strict and match.start("fence") == 0
    if not strict and not _KEYED.match(content):
        return _led(text, path)
    line = text.count("\n", 0, match.end("fence")) + 2
    toml = match["lang"] == "toml" if match["lang"] else match["fence"] == "+++"
    values = _Values.read(content, path, line, toml=toml)
    lines = match[0].count("\n")
    return values.front(path, line), "\n" * lines + text[match.end() :]


def _led(text: str, path: str) -> tuple[FrontMatter, str]:
    """Part keys without fences from the text below them."""
    found = lead(text)
    front = _Values(found.said).front(path, 1) if found.said else FrontMatter()
    if found.conditions:
        every = (*front.metadata.conditions, *found.conditions)
        front = replace(front, metadata=replace(front.metadata, conditions=every))
    return front, "\n" * text.count("\n", 0, found.end) + text[found.end :]


def _json(text: str, path: str) -> tuple[FrontMatter, str] | None:
    """Part a JSON object, as Hugo has it, from the text; None if no key of it is read."""
    begun = re.match(r"\s*(?=\{\s*\")", text)
    if not begun:
        return None
    try:
        data, end = json.JSONDecoder().raw_decode(text[:_LARGEST], begun.end())
    except (ValueError, RecursionError):
        return None
    lines = {key: text.find(json.dumps(key, ensure_ascii=False)) for key in data}
    said = [Said(key, data[key], text.count("\n", 0, max(at, 0)) + 1) for key, at in lines.items()]
    if all(each.key in {key.key for key in unread(said)} for each in said):
        return None
    return _Values(said).front(path, 1), "\n" * text.count("\n", 0, end) + text[end:]


def over(front: FrontMatter, found: Metadata) -> Metadata:
    """Return what a front matter says, completed by what was found below it."""
    said = front.metadata
    names = ("title", "date", "author", "source_url", "rights", "language", "page_language")
    values = {name: getattr(said, name) or getattr(found, name) for name in names}
    every = (*said.conditions, *found.conditions)
    return replace(said, **values, conditions=every)


class _Values:
    """The keys of a front matter in order, with their values and lines."""

    def __init__(self, said: Sequence[Said]) -> None:
        self._said = said
        self._first: dict[str, Said] = {}
        for each in said:  # of a key that stands twice, the last one counts, as in YAML
            self._first[plain_key(each.key)] = each

    @classmethod
    def read(cls, content: str, path: str, line: int, *, toml: bool) -> _Values:
        """Read the keys; see :func:`split` for what is raised."""
        if len(content) > _LARGEST:
            hint = _TOML_HINT if toml else _HINT
            raise SourceError(
                f"{path}:{line}", say("its front matter exceeds {n} letters", n=_LARGEST), hint
            )
        return cls(tuple((_toml if toml else _yaml)(content, path, line)))

    def front(self, path: str, line: int) -> FrontMatter:
        """Return what the keys say about the seed."""
        deck = ("deck", "subtitle", "description", "dek")
        rights = ("rights", "copyright", "license")
        metadata = Metadata(
            title=self._text("title"),
            date=self._date(),
            author=self._text("author", "authors", "by"),
            source_url=self._text("sourceurl", "source", "canonical", "url"),
            rights=self._text(*rights),
            language=self._language(path),
            conditions=conditions(self._said),
            unread=unread(self._said),
        )
        places = {"title": ("title",), "deck": deck, "rights": rights}
        found = {key: self._line(names, line) for key, names in places.items()}
        return FrontMatter(metadata, self._text(*deck), found)

    def _texts(self, names: Sequence[str]) -> Iterator[tuple[str, int]]:
        for name in names:
            if (said := self._first.get(name)) and (text := _text(said.value)):
                yield text, said.line

    def _text(self, *names: str) -> str:
        return next((text for text, _ in self._texts(names)), "")

    def _line(self, names: Sequence[str], line: int) -> int:
        return next((place for _, place in self._texts(names)), line)

    def _date(self) -> str:
        """Return the date that the article bears: its own, else that of its publication."""
        names = ("date", "published", *(n for n in self._first if n in words("from")))
        for name in names:
            said = self._first.get(name)
            found = instant(said.value) if said else None
            if said and (day := (found and found.day) or iso_date(_text(said.value))):
                return day
        return ""

    def _language(self, path: str) -> str:
        for name in _LANGUAGE:
            said = self._first.get(name)
            # To YAML 1.1 ``lang: no``, Norwegian, is false.
            tag = _text("no" if said.value is False else said.value) if said else ""
            if not said or not tag:
                continue
            try:
                return languages.language(tag).tag
            except ConfigError as error:
                what = say("its language {name} is unknown", name=repr(tag))
                raise SourceError(f"{path}:{said.line}", what, error.hint) from None
        return ""


def _toml(content: str, path: str, line: int) -> Iterator[Said]:
    import tomllib

    try:
        data = tomllib.loads(content)
        for value in data.values():
            _refuse_endless(value)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        place = re.search(r"\(at line (\d+)", str(error))
        where = line + int(place[1]) - 1 if place else line
        reason = re.sub(r" \(at .*", "", plainly(error))
        what = say("its front matter is not valid TOML ({reason})", reason=reason)
        raise SourceError(f"{path}:{where}", what, _TOML_HINT) from None
    lines = _toml_lines(content, line)
    for key, value in data.items():
        yield Said(key, value, lines.get(key, line))


def _toml_lines(content: str, line: int) -> Mapping[str, int]:
    """Return the line of each top-level key; keys below the head of a table are the table's."""
    lines: dict[str, int] = {}
    below = False
    for match in _TOML_KEY.finditer(content):
        below = below or bool(match["table"])
        if match["table"] or not below:
            key = (match["table"] or match["key"]).strip("[\"' ").split(".")[0]
            lines.setdefault(key.strip("\"' "), line + content.count("\n", 0, match.start()))
    return lines


def _yaml(content: str, path: str, line: int) -> Iterator[Said]:
    import yaml

    loader = yaml.SafeLoader(content)  # what YAML forbids has been cleaned away
    try:
        node = loader.get_single_node()
        if node is None:
            return
        if not isinstance(node, yaml.MappingNode):
            raise SourceError(
                f"{path}:{line}", say("its front matter is not a list of keys"), _HINT
            )
        loader.flatten_mapping(node)  # what << merges into it
        for key, value in node.value:
            said = loader.construct_object(value, deep=True)
            _refuse_endless(said)
            name = key.value if isinstance(key, yaml.ScalarNode) else _written(content, key)
            yield Said(name, said, max(line, line + key.start_mark.line))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = line + (mark.line if mark else 0)
        raise SourceError(
            f"{path}:{place}",
            say("its front matter is not valid YAML ({reason})", reason=plainly(error.problem)),
            _HINT,
        ) from None
    except _FAULTS as error:  # of its values: month must be in 1..12
        what = say("its front matter is not valid YAML ({reason})", reason=plainly(error))
        raise SourceError(f"{path}:{line}", what, _HINT) from None
    finally:
        loader.dispose()


def _written(content: str, node: Node) -> str:
    """Return how a key that is a list, or has keys of its own, is written."""
    return " ".join(content[node.start_mark.index : node.end_mark.index].split())[:60]


def _text(value: object) -> str:
    """Return a scalar, or a list of scalars, as clean text; nothing of any other value.

    Of a mapping, as Docusaurus has for authors, it is the name.
    """
    if isinstance(value, list):
        return ", ".join(
            filter(None, (_text(item) for item in value if not isinstance(item, list)))
        )
    if isinstance(value, Mapping):
        return _text(value["name"]) if isinstance(value.get("name"), str) else ""
    if isinstance(value, datetime.datetime | datetime.date):
        return value.isoformat()
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return " ".join(clean(_unescaped(str(value))).split())
    return ""


def _refuse_endless(value: object) -> None:
    """Raise ValueError for a number of thousands of digits, which Python refuses to print."""
    for each in value if isinstance(value, list) else (value,):
        if isinstance(each, int):
            str(each)


def _unescaped(text: str) -> str:
    """Join the halves of surrogate pairs, which JSON writes for characters beyond U+FFFF."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
