"""Split off the keys at the top of a file: YAML between ``---``, TOML between ``+++``, JSON.

Between ``;;;`` (Middleman), or where the first fence says so (Eleventy's ``---js``), it is JSON or
an object of JavaScript.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from workflow.documents.readers.frontmatter.conditions import Said
from workflow.documents.readers.frontmatter.front_keys import unread
from workflow.documents.readers.frontmatter.front_picture import FrontPicture
from workflow.documents.readers.frontmatter.front_values import FrontMatter, FrontValues
from workflow.documents.readers.frontmatter.preamble import (
    Lead,
    as_yaml,
    certain_pairs,
    exported,
    lead,
    title_block,
)
from workflow.errors import SourceError
from workflow.model import Metadata, say
from workflow.parsers import plainly

if TYPE_CHECKING:
    from yaml import Node

#: Larger is no front matter; YAML is read slowly.
_LARGEST = 20_000
_MOST_EXPORTS = 8
_FENCED = re.compile(
    r"(?:\s*<!--(?:(?!-->).){0,1000}-->)*\s*^(?P<fence>-{3,}|\+{3}|;{3})"
    r"(?P<lang>ya?ml|toml|json5?|js|javascript)?[ \t]*\n"
    r"(?:(?P<content>.*?)\n)??"
    r"(?P<end>(?P=fence)[-+]*|\.\.\.)[ \t]*(?:\n|\Z)",
    re.DOTALL | re.MULTILINE,
)
#: Hexo lets the first fence be left out.
_UNOPENED = re.compile(
    r"\s*(?P<content>(?:title|date|layout)[ \t]*:.*\n"
    r"(?:\w[\w-]*[ \t]*:.*\n|-[ \t].*\n|[ \t]+\S.*\n|[ \t]*\n){1,100}?)---[ \t]*(?:\n|\Z)"
)
#: What stands below a rule, not in front matter: nothing, or a row of a table.
_BELOW_RULE = re.compile(r"[ \t]*\n|[ \t]*\|.*\|[ \t]*\n")
_BEGUN = re.compile(r"\s*^(---\n[\w\"']+:|\+\+\+\n[\w\"']+\s*=)", re.MULTILINE)
_KEYED = re.compile(r"\s*(?:#.*\n\s*)*(?:[\w\"'-]+\s*[:=]|\[[\w.-]+\]\s*$|<<:)", re.MULTILINE)
#: How JSON or an object of JavaScript begins, of which Middleman leaves out the braces.
_OBJECT = re.compile(r"\s*(?:(?://.*|/\*.*?\*/)\s*)*[{\"]")
_TOML_KEY = re.compile(
    r"^[ \t]*(?:\[(?P<table>[^\]\n]+)\]|(?P<key>[\w\"'-]+)[\w.\"' -]*=)", re.MULTILINE
)
#: What PyYAML raises besides its own errors where a value is not what it says it is.
_FAULTS = (ValueError, RecursionError, LookupError, AttributeError, TypeError, ArithmeticError)
_HINT = say('Write it as YAML between two lines of ---, for example: title: "Trade: It Grows"')
_TOML_HINT = say('Write it as TOML between two lines of +++, for example: title = "Trade Grows".')


def split(text: str, path: str, *, strict: bool = True) -> tuple[FrontMatter, str]:
    """Separate the front matter from the text below it, whose lines keep their numbers.

    Args:
        text: of the whole file.
        path: the seed, for messages.
        strict: a block between ``---`` at the top is front matter whatever it holds, unless a blank
            line (so Pandoc's manual) or a table follows the first of them, or that is a longer
            rule; else it is text if no key stands in its first line.

    Raises:
        SourceError: it cannot be read, is too large, has no end, or names an unknown language.
    """
    front, rest = _split(text, path, strict=strict)
    if front.metadata.origin:  # below it stands what was fetched, with a front matter of its own
        further, rest = _split(rest, path, strict=False)
        front = _completed(front, further)
    return front, rest


def _split(text: str, path: str, *, strict: bool) -> tuple[FrontMatter, str]:
    if found := _json(text, path):
        return found
    match = _FENCED.match(text)
    if not match or (match["end"] == "..." and match["fence"] == "+++"):
        if begun := _BEGUN.match(text):
            close = say("Close it with {text}.", text=begun[1][:3])
            raise SourceError(f"{path}:1", say("its front matter has no end"), close)
        return _unopened(text, path) or _unfenced(text, path)
    content = match["content"] or ""
    language = match["lang"] or {"+": "toml", ";": "json"}.get(match["fence"][0], "yaml")
    if language.startswith("j"):
        if not _OBJECT.match(content):
            return _unfenced(text, path)
        content = as_yaml(content)
    else:
        strict = strict and match.span("fence") == (0, 3) and not _BELOW_RULE.match(content)
        if not strict and not _KEYED.match(content):
            return _unfenced(text, path)
    line = text.count("\n", 0, match.end("fence")) + 2
    values = _read(content, path, line, toml=language == "toml")
    lines = match[0].count("\n")
    return values.front(path, line), "\n" * lines + text[match.end() :]


def _unopened(text: str, path: str) -> tuple[FrontMatter, str] | None:
    """Split YAML above a single fence, as Hexo has it, with a title and another key."""
    match = _UNOPENED.match(text)
    if not match:
        return None
    line = text.count("\n", 0, match.start("content")) + 1
    try:
        values = _read(match["content"], path, line, toml=False)
    except SourceError:
        return None
    front = values.front(path, line)
    if not front.metadata.title:
        return None
    return front, "\n" * match[0].count("\n") + text[match.end() :]


def _unfenced(text: str, path: str) -> tuple[FrontMatter, str]:
    """Split front matter without fences from the text below it."""
    return _parted(lead(text), text, path)


def _parted(found: Lead, text: str, path: str) -> tuple[FrontMatter, str]:
    front = FrontValues(found.said).front(path, 1) if found.said else FrontMatter()
    if found.conditions:
        every = (*front.metadata.conditions, *found.conditions)
        front = replace(front, metadata=replace(front.metadata, conditions=every))
    return front, "\n" * text.count("\n", 0, found.end) + text[found.end :]


def _json(text: str, path: str) -> tuple[FrontMatter, str] | None:
    """Separate a JSON object, as Hugo has it, from the text; None if no key of it is read."""
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
    return FrontValues(said).front(path, 1), "\n" * text.count("\n", 0, end) + text[end:]


def percent_block(text: str, path: str) -> tuple[FrontMatter, str] | None:
    """Separate Pandoc's title block from a text; in Markdown it needs no date.

    Not for MyST, whose comments look the same.
    """
    block = title_block(text, dated=False)
    return _parted(block, text, path) if block else None


def completed_by(front: FrontMatter, found: Metadata) -> Metadata:
    """Complete a front matter with metadata that was found below it."""
    said = front.metadata
    names = ("title", "date", "updated", "author", "authors", "tags", "section", "source_url",
             "rights", "language", "page_language")  # fmt: skip
    values = {name: getattr(said, name) or getattr(found, name) for name in names}
    every = (*said.conditions, *found.conditions)
    return replace(said, **values, conditions=every)


def with_exports(front: FrontMatter, text: str, path: str) -> FrontMatter:
    """Complete a front matter with what an MDX file exports about itself.

    Of an object that holds what only a program can work out, what keeps the file from the public
    counts where it is plain.
    """
    for body, line in islice(exported(text), _MOST_EXPORTS):
        try:
            said = _read(as_yaml(body), path, line, toml=False).front(path, line)
        except SourceError:
            said = FrontMatter(Metadata(conditions=tuple(certain_pairs(body, line))))
        front = _completed(front, replace(said, metadata=replace(said.metadata, unread=())))
    return front


def _completed(front: FrontMatter, further: FrontMatter) -> FrontMatter:
    """Complete a front matter with a further one."""
    found = completed_by(front, further.metadata)
    unread_keys = (*front.metadata.unread, *further.metadata.unread)
    return FrontMatter(
        replace(found, unread=unread_keys),
        front.deck or further.deck,
        front.abstract or further.abstract,
        front.picture if front.picture != FrontPicture() else further.picture,
        front.lines if front.metadata.title or not further.lines else further.lines,
    )


def _read(content: str, path: str, line: int, *, toml: bool) -> FrontValues:
    """Read the keys; see :func:`split` for what is raised."""
    if len(content) > _LARGEST:
        hint = _TOML_HINT if toml else _HINT
        raise SourceError(
            f"{path}:{line}", say("its front matter exceeds {n} letters", n=_LARGEST), hint
        )
    return FrontValues(tuple((_toml if toml else _yaml)(content, path, line)))


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
    """Return a nested key (a list or a table) as one line of text."""
    return " ".join(content[node.start_mark.index : node.end_mark.index].split())[:60]


def _refuse_endless(value: object) -> None:
    """Raise ValueError for a number of thousands of digits, which Python refuses to print."""
    for each in value if isinstance(value, list) else (value,):
        if isinstance(each, int):
            str(each)
