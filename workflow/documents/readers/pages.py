"""What a web page says to search engines about when it is public: JSON-LD, ``robots``."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from workflow.documents.readers.html_text import line_of
from workflow.documents.readers.publicity import Said

if TYPE_CHECKING:
    from lxml.etree import _Element

_ROBOTS = frozenset("robots googlebot bingbot".split())
_AFTER = re.compile(r"unavailable_after\s*:\s*(.+?)(?:,\s*(?:no|max|all|index|follow).*)?$")
_LARGEST = 200_000
#: Names of JSON-LD as those of our keys.
_NAMES = {"datePublished": "datePublished", "expires": "expires", "creativeWorkStatus": "status"}


def limits(said: Sequence[Said]) -> Iterator[Said]:
    """The moments after which search engines are to forget the page."""
    for each in said:
        if each.key in _ROBOTS and (match := _AFTER.search(str(each.value).lower())):
            yield Said("unavailable_after", match[1].upper(), each.line)


def linked(root: _Element) -> Iterator[Said]:
    """What the page's JSON-LD says of the article, not of those that it mentions."""
    for script in root.iter("script"):
        text = script.text or ""
        kind = (script.get("type") or "").split(";")[0].strip().lower()
        if kind != "application/ld+json" or len(text) > _LARGEST:
            continue
        try:
            data = json.loads(text)
        except (ValueError, RecursionError):
            continue
        for item in _items(data):
            for name, key in _NAMES.items():
                if isinstance(item.get(name), str):
                    yield Said(key, item[name], line_of(script))


def _items(data: object) -> Iterator[dict[str, object]]:
    for each in data if isinstance(data, list) else (data,):
        if isinstance(each, dict):
            graph = each.get("@graph")
            for item in (each, *(graph if isinstance(graph, list) else ())):
                if isinstance(item, dict) and re.search(
                    r"Article|Posting|Report|Page|CreativeWork|Blog", str(item.get("@type"))
                ):
                    yield item
