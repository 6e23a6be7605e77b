"""Read what a page says for programs: its JSON-LD, and the section and tags that it names."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workflow.documents.readers.decoding import clean
from workflow.documents.readers.frontmatter.conditions import Said
from workflow.documents.readers.html.html_text import line_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_LARGEST = 200_000
#: What old templates put around a script so that browsers of their time did not show it.
_WRAPPING = re.compile(r"\A[\s/*]*(?:<!\[CDATA\[|<!--)?[\s/*]*")
_LARGEST_SCRIPT = 2_000_000
#: A string of JSON, or an unended one, which is none; and a paragraph of HTML in one.
_STRING = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\Z)', re.DOTALL)
_PARAGRAPH = re.compile(r"(?:<|\\u003[cC])p\b")
_ARTICLE = re.compile(r"Article|Posting|Report|Page|CreativeWork|Blog")
#: Names of JSON-LD as those of our keys.
_NAMES = {
    "datePublished": "datePublished",
    "expires": "expires",
    "creativeWorkStatus": "status",
}
#: Names of ``<meta>``: Open Graph (https://ogp.me/#type_article), and those of publishers' tools.
_SECTIONS = ("article:section", "og:article:section", "parsely-section")
_TAGS = ("article:tag", "og:article:tag")
#: Lists for search engines, the likeliest to be about the article first.
_LISTS = ("parsely-tags", "news_keywords", "keywords")
_BETWEEN = re.compile(r"\s*[,;，；、]\s*")
#: Letters of a tag, and how many tags an article has: what is more was written for search engines.
_LONGEST, _MOST = 60, 15


@dataclass(frozen=True, slots=True)
class LinkedItem:
    """What JSON-LD says of an article, and the line of its script."""

    values: Mapping[str, object]
    line: int

    def said(self) -> Iterator[Said]:
        """Yield what decides whether the article is public."""
        for name, key in _NAMES.items():
            if isinstance(value := self.values.get(name), str):
                yield Said(key, value, self.line)


def linked(root: _Element) -> list[LinkedItem]:
    """Read what the page's JSON-LD says of the article, not of others that it mentions."""
    return [LinkedItem(item, line_of(script)) for script, item in linked_items(root, _ARTICLE)]


def scripted(root: _Element) -> tuple[str, int]:
    r"""Return the longest HTML with paragraphs among the strings in scripts, and their line.

    Pages that programs draw in the browser (Next.js, React Query) bring their article along so.

    >>> from lxml import html
    >>> page = '<script>x({"body": "\\u003cp>A\\u003c/p>\\u003cp>B", "c": "d"})</script>'
    >>> scripted(html.fromstring(page))[0]
    '<p>A</p><p>B'
    """
    found, line = "", 0
    for script in root.iter("script"):
        text = script.text or ""
        for match in _STRING.finditer(text) if len(text) <= _LARGEST_SCRIPT else ():
            if len(match[0]) > len(found) and len(_PARAGRAPH.findall(match[0])) > 1:
                try:
                    shown = json.loads(match[0], strict=False)
                except ValueError:
                    continue
                if len(shown) > len(found) and shown.lstrip().startswith("<"):
                    found, line = shown, line_of(script)
    return found, line


def linked_items(
    root: _Element, types: re.Pattern[str]
) -> Iterator[tuple[_Element, Mapping[str, Any]]]:
    """Yield the objects of a page's JSON-LD whose type is one of some, each with its script.

    Args:
        root: the page.
        types: what is found in their ``@type``.
    """
    for script in root.iter("script"):
        text = script.text or ""
        kind = (script.get("type") or "").split(";")[0].strip().lower()
        if kind != "application/ld+json" or len(text) > _LARGEST:
            continue
        try:
            data, _ = json.JSONDecoder(strict=False).raw_decode(_WRAPPING.sub("", text))
        except (ValueError, RecursionError):
            continue
        yield from ((script, item) for item in _items(data, types))


def _items(data: object, types: re.Pattern[str]) -> Iterator[Mapping[str, Any]]:
    """Yield the objects of some types, also those of a graph."""
    for each in data if isinstance(data, list) else (data,):
        if isinstance(each, dict):
            graph = each.get("@graph")
            for item in (each, *(graph if isinstance(graph, list) else ())):
                if isinstance(item, dict) and types.search(str(item.get("@type"))):
                    yield item


def topics(said: Sequence[Said], data: Sequence[LinkedItem]) -> tuple[str, tuple[str, ...]]:
    """Return the section of an article, and its tags.

    Of lists of keywords the first kind that there is counts. Further sections are tags, as further
    categories of a front matter are.

    Args:
        said: by its ``<meta>`` elements.
        data: its JSON-LD.
    """
    named = [str(each.value) for name in _SECTIONS for each in said if each.key == name]
    named = named or [each for item in data for each in _texts(item.values.get("articleSection"))]
    sections = list(dict.fromkeys(each for text in named if (each := _name(text))))
    tags = [*sections[1:], *_tags(said, data)]
    kept = [each for each in dict.fromkeys(tags) if each not in sections[:1]]
    return next(iter(sections), ""), tuple(kept[:_MOST])


def _tags(said: Sequence[Said], data: Sequence[LinkedItem]) -> list[str]:
    named = [str(each.value) for name in _TAGS for each in said if each.key == name]
    values = (item.values.get("keywords") for item in data)
    lists = ((str(each.value) for each in said if each.key == name) for name in _LISTS)
    for texts in (
        named if len(named) > 1 else _parted(named),
        (text for value in values for text in _texts(value)),
        *(_parted(each) for each in lists),
    ):
        if found := [each for text in texts if (each := _name(text))]:
            return found
    return []


def _texts(value: object) -> Iterator[str]:
    """Yield the names that a value of JSON-LD is: one, a list, several in a text, defined terms."""
    if isinstance(value, str):
        yield from _BETWEEN.split(value)
    elif isinstance(value, list):
        for each in value:
            yield from [each] if isinstance(each, str) else _texts(each)
    elif isinstance(value, dict) and isinstance(name := value.get("name"), str):
        yield name


def _parted(texts: Iterator[str] | Sequence[str]) -> Iterator[str]:
    for text in texts:
        yield from _BETWEEN.split(text)


def _name(text: str) -> str:
    """Return a name on one line; empty where it is none: too long, an address, a mark of a tool."""
    name = " ".join(clean(text).split())
    fit = len(name) <= _LONGEST and any(map(str.isalnum, name))
    return name if fit and not re.match(r"\w+:\S", name) else ""
