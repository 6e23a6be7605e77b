"""Read a page's metadata that readers ignore: feeds, licence, paywall, title, author, date.

The readers take a page's text; this module looks at its head and at JSON-LD.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workflow.documents.readers.decoding import clean
from workflow.documents.readers.html.html_data import linked_items
from workflow.web import urls
from workflow.web.fetched_origin import stated_date
from workflow.xml import crowded

if TYPE_CHECKING:
    from lxml.etree import _Element

_FEED_TYPES = frozenset(
    f"application/{name}" for name in ("rss+xml", "atom+xml", "rdf+xml", "feed+json")
)
_ASIDE = re.compile(r"comment", re.IGNORECASE)
#: Names of ``<meta>``, the most reliable first: Open Graph, publishers' tools, Dublin Core.
_TITLES = ("og:title", "twitter:title", "parsely-title", "dc.title", "dcterms.title")
_AUTHORS = tuple(
    "author article:author og:article:author parsely-author sailthru.author byl citation_author"
    " dc.creator dcterms.creator dc:creator".split()
)
_DATES = tuple(
    "article:published_time og:article:published_time datepublished parsely-pub-date sailthru.date"
    " citation_publication_date dc.date.issued dcterms.issued".split()
)
#: Limits: the letters of a link to an author that may be a name, the number of names, and the
#: letters of an element that are read.
_LONGEST_NAME, _MOST_NAMES, _ENOUGH = 60, 20, 1_000


#: A redirection of browsers, searched in this many letters; and its target.
_REFRESH, _HEAD = re.compile(r"http-equiv\s*=\s*[\"']?\s*refresh", re.IGNORECASE), 20_000
_TARGET = re.compile(r"\s*\d+(?:\.\d*)?\s*[;,]\s*url\s*=\s*(?P<url>.+)", re.IGNORECASE | re.DOTALL)
#: A page with less text than this, in bytes, has none of its own.
_BARE = 150


@dataclass(frozen=True, slots=True)
class PageFacts:
    """The metadata of a page; what is not stated is empty.

    Attributes:
        feeds: addresses of its feeds, that of the articles first.
        canonical: its own address, as stated.
        base: the address that its links start from.
        titles: what it is called outside its text, without the site's name if that is stated.
        rights: the licence, or who has the rights.
        author: by name.
        date: ISO 8601, a day or a moment.
        paywalled: it says that not everybody may read it.
        goes_on: the address of the next page of the same article.
    """

    feeds: tuple[str, ...] = ()
    canonical: str = ""
    base: str = ""
    titles: tuple[str, ...] = ()
    rights: str = ""
    author: str = ""
    date: str = ""
    paywalled: bool = False
    goes_on: str = ""


def facts(text: str, url: str) -> PageFacts:
    """Gather the metadata of a page.

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
    said, data = _said(root), linked_data(root)
    marked = _marked(root)
    return PageFacts(
        feeds=_feeds(links, base),
        canonical=stated,
        base=base,
        titles=_titled(root, said, data),
        rights=_licence(links, base) or next(filter(None, map(stated_rights, data)), ""),
        author=next(filter(None, _authors(said, data, marked, links)), ""),
        date=next(filter(None, map(stated_date, _dates(said, data, marked))), ""),
        paywalled=any(
            str(each.get("isAccessibleForFree")).lower() in {"false", "http://schema.org/false"}
            for each in data
        ),
        goes_on=next((each for each in _nexts(links, base) if urls.goes_on(url, each)), ""),
    )


def _nexts(links: Sequence[_Element], base: str) -> Iterator[str]:
    """Yield the addresses that a page calls the next one."""
    for link in links:
        rel, href = _link(link)
        if "next" in rel:
            yield urls.joined(base, href)


def leads_to(text: str, url: str) -> str:
    """Return the address to which a page without text of its own redirects browsers, if any.

    A page that only reloads itself leads nowhere, and one inside ``noscript`` is no article.
    """
    root = _parsed(text) if _REFRESH.search(text, 0, _HEAD) else None
    if root is None:
        return ""
    body = root.find("body")
    if len(_shown(body).encode("utf-8", "replace")) > _BARE:
        return ""
    for meta in root.iter("meta"):
        told = _TARGET.match(meta.get("content") or "")
        named = (meta.get("http-equiv") or "").strip().lower() == "refresh"
        if named and told and next(meta.iterancestors("noscript"), None) is None:
            target = urls.joined(url, told["url"].strip("\"' \t\n"))
            return target if target and urls.key(target) != urls.key(url) else ""
    return ""


def _shown(body: _Element | None) -> str:
    texts = () if body is None else body.itertext(with_tail=True)
    return "".join("".join(map(str, texts)).split())


def _parsed(text: str) -> _Element | None:
    from lxml import etree

    if crowded(text):
        return None
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True)
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _said(root: _Element) -> Mapping[str, Sequence[str]]:
    """Return the contents of ``<meta>`` elements, listed by name."""
    found: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        content = plain_text(meta.get("content"))
        for name in {meta.get("property"), meta.get("name"), meta.get("itemprop")} - {None}:
            if content:
                found.setdefault(str(name).lower(), []).append(content)
    return found


def _marked(root: _Element) -> Mapping[str, Sequence[str]]:
    """Return the texts of elements with schema.org properties (``itemprop``)."""
    found: dict[str, list[str]] = {"author": [], "datepublished": []}
    for element in root.iterfind(".//*[@itemprop]"):
        for name in (element.get("itemprop") or "").lower().split():
            if name in found and len(found[name]) < _MOST_NAMES:
                found[name].append(_value(element, name))
    return found


def _value(element: _Element, name: str) -> str:
    if element.get("content") or element.get("datetime"):
        return plain_text(element.get("content") or element.get("datetime"))
    inner = element.find(".//*[@itemprop='name']")
    text = _text(element if inner is None else inner)
    return text if name != "author" or len(text) <= _LONGEST_NAME else ""


def _text(element: _Element) -> str:
    """Return the beginning of an element's text, long enough for a name or licence."""
    parts: list[str] = []
    size = 0
    for part in element.itertext():
        parts.append(str(part))
        size += len(parts[-1])
        if size > _ENOUGH:
            break
    return plain_text("".join(parts))


def _titled(
    root: _Element, said: Mapping[str, Sequence[str]], data: Sequence[Mapping[str, Any]]
) -> tuple[str, ...]:
    """Return the page's title, without the site's name if that is known."""
    shown = root.find(".//title")
    titles = [said[name][0] for name in _TITLES if name in said]
    if not titles:  # else these are less to be trusted: a blog's name may stand before the title
        titles += [plain_text(each.get("headline")) for each in data]
        titles += [plain_text(shown.text)] if shown is not None else []
    sites = "|".join(map(re.escape, said.get("og:site_name", ())))
    behind = re.compile(rf"(?<=\S)\s*[|·•»:—–-]+\s*(?:{sites})$", re.IGNORECASE)
    bare = (behind.sub("", each) if sites else each for each in titles)
    return tuple(dict.fromkeys(filter(None, bare)))


def _authors(
    said: Mapping[str, Sequence[str]],
    data: Sequence[Mapping[str, Any]],
    marked: Mapping[str, Sequence[str]],
    links: Sequence[_Element],
) -> Iterator[str]:
    """Yield possible authors of the page, the most reliable first."""
    yield from (names(each.get("author")) for each in data)
    yield from (names(list(said[name])) for name in _AUTHORS if name in said)
    yield names(list(marked["author"]))
    written = [each for each in links if "author" in _link(each)[0]][:_MOST_NAMES]
    yield names([text for each in written if len(text := _text(each)) <= _LONGEST_NAME])


def _dates(
    said: Mapping[str, Sequence[str]],
    data: Sequence[Mapping[str, Any]],
    marked: Mapping[str, Sequence[str]],
) -> Iterator[object]:
    """Yield possible dates of publication, the most reliable first."""
    yield from (each.get("datePublished") for each in data)
    yield from (said[name][0] for name in _DATES if name in said)
    yield from marked["datepublished"]
    yield from (each.get("dateCreated") for each in data)


def _link(element: _Element) -> tuple[list[str], str]:
    return (element.get("rel") or "").lower().split(), (element.get("href") or "").strip()


def _feeds(links: Sequence[_Element], base: str) -> tuple[str, ...]:
    found: dict[str, bool] = {}
    for each in links:
        rel, href = _link(each)
        kind = (each.get("type") or "").split(";")[0].strip().lower()
        if each.tag == "link" and "alternate" in rel and kind in _FEED_TYPES and href:
            about = f"{each.get('title') or ''} {href}"
            found.setdefault(urls.joined(base, href), bool(_ASIDE.search(about)))
    return tuple(sorted(filter(None, found), key=found.__getitem__))


def _licence(links: Sequence[_Element], base: str) -> str:
    """Return the licence that a page links to, by the link's text if it has any."""
    for each in links:
        rel, href = _link(each)
        if "license" in rel and href:
            name = plain_text(_text(each) or each.get("title"))
            address = urls.shown(urls.joined(base, href))
            return f"{name} ({address})" if name and address else address or name
    return ""


_MOST = 50
_ARTICLE = re.compile(r"Article|Posting|Report|BlogPost|CreativeWork|WebPage")


def linked_data(root: _Element) -> Sequence[Mapping[str, Any]]:
    """Return the JSON-LD objects about the article, the most likely first."""
    found = (item for _, item in linked_items(root, _ARTICLE))
    return sorted(found, key=lambda each: "WebPage" in str(each.get("@type")))[:_MOST]


def names(value: object) -> str:
    """Return the names of persons or organisations; an address is no name.

    >>> names([{"@type": "Person", "name": "Kim"}, "Lee", "https://example.org/lee"])
    'Kim, Lee'
    """
    listed = value if isinstance(value, list) else [value]
    found = [each.get("name") if isinstance(each, dict) else each for each in listed]
    every = [one for each in found for one in (each if isinstance(each, list) else [each])]
    shown = [plain_text(each) for each in every if isinstance(each, str) and "://" not in each]
    return ", ".join(dict.fromkeys(filter(None, shown)))


def stated_rights(data: Mapping[str, Any]) -> str:
    """Return the licence, else the holder of the rights."""
    notice = data.get("copyrightNotice") or data.get("license")
    if isinstance(notice, dict):
        notice = notice.get("name") or notice.get("url") or notice.get("@id")
    if isinstance(notice, str) and notice:
        return plain_text(notice)
    holder = names(data.get("copyrightHolder"))
    return " ".join(f"© {plain_text(data.get('copyrightYear'))} {holder}".split() if holder else ())


def plain_text(value: object) -> str:
    """Return a text as one line without control characters."""
    return " ".join(clean(str(value or "")[:1_000]).split())
