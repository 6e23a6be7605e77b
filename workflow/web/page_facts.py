"""What a page says in its head and for machines: feeds, licence, paywall, author and date.

Its text is a reader's business; here is what readers do not look for.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workflow.documents.readers.decoding import clean
from workflow.web import urls
from workflow.web.fetched_origin import stated_date
from workflow.xml import crowded

if TYPE_CHECKING:
    from lxml.etree import _Element

_FEED_TYPES = frozenset(
    f"application/{name}" for name in ("rss+xml", "atom+xml", "rdf+xml", "feed+json")
)
_LARGEST_DATA, _MOST_DATA = 200_000, 50
_ARTICLE = re.compile(r"Article|Posting|Report|BlogPost|CreativeWork|WebPage")
_ASIDE = re.compile(r"comment", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a page says about itself; empty where it does not.

    Attributes:
        feeds: addresses of its feeds, that of the articles first.
        canonical: its own address, as stated.
        base: the address that its links start from.
        rights: the licence, or who has the rights.
        author: by name.
        date: ISO 8601, a day or a moment.
        paywalled: it says that not everybody may read it.
    """

    feeds: tuple[str, ...] = ()
    canonical: str = ""
    base: str = ""
    rights: str = ""
    author: str = ""
    date: str = ""
    paywalled: bool = False


def facts(text: str, url: str) -> PageFacts:
    """Gather what a page says.

    Args:
        text: its HTML.
        url: where it is.
    """
    root = _parsed(text)
    if root is None:
        return PageFacts(base=url)
    links = [each for each in root.iter("link", "a") if each.get("rel")]
    stated = next((href for rel, href in map(_link, links) if "canonical" in rel and href), "")
    bases = (urls.joined(url, each.get("href") or "") for each in root.iter("base"))
    base = next(filter(None, bases), url)
    data = list(_linked(root))
    return PageFacts(
        feeds=_feeds(links, base),
        canonical=stated,
        base=base,
        rights=_licence(links, base) or next(filter(None, map(_rights, data)), ""),
        author=next(filter(None, (_names(each.get("author")) for each in data)), ""),
        date=next(filter(None, map(stated_date, (*_published(root), *_dates(data)))), ""),
        paywalled=any(
            str(each.get("isAccessibleForFree")).lower() in {"false", "http://schema.org/false"}
            for each in data
        ),
    )


def _parsed(text: str) -> _Element | None:
    from lxml import etree

    if crowded(text):
        return None
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True)
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _link(element: _Element) -> tuple[list[str], str]:
    return (element.get("rel") or "").lower().split(), (element.get("href") or "").strip()


def _feeds(links: list[_Element], base: str) -> tuple[str, ...]:
    found: dict[str, bool] = {}
    for each in links:
        rel, href = _link(each)
        kind = (each.get("type") or "").split(";")[0].strip().lower()
        if each.tag == "link" and "alternate" in rel and kind in _FEED_TYPES and href:
            about = f"{each.get('title') or ''} {href}"
            found.setdefault(urls.joined(base, href), bool(_ASIDE.search(about)))
    return tuple(sorted(filter(None, found), key=found.__getitem__))


def _licence(links: list[_Element], base: str) -> str:
    """Return the licence that a page links, by its name where the link has one."""
    for each in links:
        rel, href = _link(each)
        if "license" in rel and href:
            name = _plain("".join(map(str, each.itertext())) or each.get("title") or "")
            address = urls.shown(urls.joined(base, href))
            return f"{name} ({address})" if name and address else address or name
    return ""


def _linked(root: _Element) -> Iterator[Mapping[str, Any]]:
    """Yield what JSON-LD says of the article, the likeliest first."""
    found: list[Mapping[str, Any]] = []
    for number, script in enumerate(root.iter("script")):
        text = script.text or ""
        kind = (script.get("type") or "").split(";")[0].strip().lower()
        if kind != "application/ld+json" or len(text) > _LARGEST_DATA or number > 10 * _MOST_DATA:
            continue
        try:
            found += _items(json.loads(text.strip().removesuffix(";"), strict=False))
        except (ValueError, RecursionError):
            continue
    yield from sorted(found, key=lambda each: "WebPage" in str(each.get("@type")))[:_MOST_DATA]


def _items(data: object) -> Iterator[Mapping[str, Any]]:
    for each in data if isinstance(data, list) else (data,):
        if isinstance(each, dict):
            graph = each.get("@graph")
            for item in (each, *(graph if isinstance(graph, list) else ())):
                if isinstance(item, dict) and _ARTICLE.search(str(item.get("@type"))):
                    yield item


def _published(root: _Element) -> Iterator[str]:
    """Yield the moments of publication that Open Graph has."""
    for meta in root.iter("meta"):
        if (meta.get("property") or meta.get("name") or "").lower() == "article:published_time":
            yield meta.get("content") or ""


def _dates(data: list[Mapping[str, Any]]) -> Iterator[object]:
    for name in ("datePublished", "dateCreated"):
        yield from (each.get(name) for each in data)


def _rights(data: Mapping[str, Any]) -> str:
    notice = data.get("copyrightNotice") or data.get("license")
    if isinstance(notice, dict):
        notice = notice.get("name") or notice.get("url") or notice.get("@id")
    if isinstance(notice, str) and notice:
        return _plain(notice)
    holder = _names(data.get("copyrightHolder"))
    return f"© {_plain(data.get('copyrightYear'))} {holder}".replace("  ", " ") if holder else ""


def _names(value: object) -> str:
    """Return the names of persons or bodies as JSON-LD has them; an address is none."""
    listed = value if isinstance(value, list) else [value]
    found = [each.get("name") if isinstance(each, dict) else each for each in listed]
    names = [one for each in found for one in (each if isinstance(each, list) else [each])]
    shown = [_plain(each) for each in names if isinstance(each, str) and "://" not in each]
    return ", ".join(dict.fromkeys(filter(None, shown)))


def _plain(value: object) -> str:
    return " ".join(clean(str(value or "")[:1_000]).split())
