"""Find the sources and the title in a notebook's JSON, write new ones, and read conditions."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Callable, Iterator, Mapping

from workflow.documents.readers.frontmatter.conditions import Said, conditions
from workflow.documents.readers.frontmatter.preamble import certain_pairs, lead
from workflow.errors import SourceError
from workflow.model import Condition, say

#: The table of the metadata in which Nikola has its keys.
_NIKOLA = "nikola"
#: Where nbdev and fastpages have keys: in a list below the title and a line that sums up.
_LISTED = re.compile(
    r"\s*# [^\n]+\n(?:>[^\n]*\n|[ \t]*\n){0,6}(?P<list>(?:- [\w-]+:[^\n]*(?:\n|\Z)){1,40})"
)


def conditions_of(metadata: Mapping[str, object], words: str, line: int) -> tuple[Condition, ...]:
    """Return the conditions that a notebook names.

    Args:
        metadata: of the notebook.
        words: of its first cell, if that has text.
        line: where they begin.
    """
    said = [Said(key, value, 1) for key, value in metadata.items()]
    if isinstance(table := metadata.get(_NIKOLA), Mapping):
        said += [Said(str(key), value, 1) for key, value in table.items()]
    return (*conditions(said), *_above(words, line))


def _above(words: str, line: int) -> Iterator[Condition]:
    """Yield what a comment, lines of keys or a list at the top of a cell say for certain."""
    found = lead(words)
    yield from (*found.conditions, *conditions(found.said))
    if listed := _LISTED.match(words):
        first = line + words.count("\n", 0, listed.start("list"))
        yield from certain_pairs(re.sub(r"^- ", "", listed["list"], flags=re.MULTILINE), first)


_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+', re.DOTALL)
_ESCAPED = re.compile(r"\\u[0-9a-fA-F]{4}")
_FIRST = re.compile(r"\[(?P<before>\s*)")
_LAST = re.compile(r"(?P<behind>\s*)\]\Z")
_BETWEEN = re.compile(r'",(?P<space>\s*)"')


def in_utf8(data: bytes, where: str) -> tuple[str, bytes]:
    """Return the text of a notebook with its line ends, and its byte order mark.

    Raises:
        SourceError: it is not in UTF-8, as notebooks are.
    """
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    try:
        return data[len(mark) :].decode(), mark
    except UnicodeDecodeError:
        raise SourceError(where, say("is not in UTF-8"), say("Save it again in Jupyter.")) from None


def source_spans(text: str) -> list[tuple[int, int]]:
    """Return from where to where the source of each cell goes, in their order.

    >>> text = '{"cells": [{"source": ["a"], "metadata": {"source": 1}}, {"source": "b"}]}'
    >>> [text[start:end] for start, end in source_spans(text)]
    ['["a"]', '"b"']
    """
    return _spans(text, _is_source)


def title_span(text: str) -> tuple[int, int]:
    """Return the span of the title in the metadata; an empty one without a title.

    >>> text = '{"metadata": {"title": "Ports"}}'
    >>> text[slice(*title_span(text))]
    '"Ports"'
    """
    return next(reversed(_spans(text, ["", "metadata", "title"].__eq__)), (0, 0))


def _spans(text: str, is_wanted: Callable[[list[str]], bool]) -> list[tuple[int, int]]:
    """Return from where to where strings, and lists of them, go whose keys are wanted."""
    spans: list[tuple[int, int]] = []
    path: list[str] = []
    key = last = ""
    begun = 0
    for found in _TOKEN.finditer(text):
        sign = found[0]
        if sign in "{[":
            if is_wanted([*path, key]):
                begun = found.start()
            path.append(key)
            key = ""
        elif sign in "}]":
            key = path.pop() if path else ""
            if is_wanted([*path, key]) and sign == "]":
                spans.append((begun, found.end()))
            key = ""
        elif sign == ":":
            key = json.loads(last, strict=False) if last.startswith('"') else ""
        elif sign == ",":
            key = ""
        elif is_wanted([*path, key]) and sign.startswith('"'):
            spans.append(found.span())
        last = sign
    return spans


def _is_source(path: list[str]) -> bool:
    """Tell whether keys lead to the source of a cell; items of a list have no key."""
    if path[-1] not in {"source", "input"}:
        return False
    return path[:-1] in (["", "cells", ""], ["", "worksheets", "", "cells", ""])


def source_value(before: str, source: str) -> str:
    """Return the JSON for the source of a cell, laid out as before."""
    ascii_only = before.isascii() and bool(_ESCAPED.search(before))

    def quoted(text: str) -> str:
        return json.dumps(text, ensure_ascii=ascii_only)

    if not before.startswith("["):
        return quoted(source)
    first, last, between = _FIRST.match(before), _LAST.search(before), _BETWEEN.search(before)
    start = first["before"] if first else ""
    space = between["space"] if between else start or " "
    lines = [quoted(line) for line in source.splitlines(keepends=True)]
    return f"[{start}{f',{space}'.join(lines)}{last['behind'] if last else ''}]"
