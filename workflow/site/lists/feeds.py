"""Write Atom feeds (RFC 4287), the site map (sitemaps.org 0.9, ``xhtml:link``), robots.txt.

A site map may have 50,000 addresses; beyond that ``sitemap.xml`` lists several.

An edition is in them under the same condition as in ``hreflang``: all of it was reviewed. Site map
and robots.txt need public addresses, so there are none until the project's ``site_url`` is set.
Until then the links of feeds are relative to the feed (RFC 4287, section 4.2.7.1). The site map has
every page that search engines may keep, and no other.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from workflow.languages import any_language
from workflow.site import links
from workflow.site.body.typesetting import clean
from workflow.site.head import aligned_may_be_indexed, alternates
from workflow.site.lists.topic_lists import TopicList
from workflow.site.lists.topics import ArticleTopics
from workflow.site.summary import Summary
from workflow.site.theming.labels import PageWords, Vocabulary, label, machine_date

_ATOM = "http://www.w3.org/2005/Atom"
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
#: Entries of a feed.
_LATEST = 50
#: Addresses of a site map, at most.
_ADDRESSES = 50_000
#: A time that is a moment wherever one reads it, as a feed has to name it.
_ZONED = re.compile(r"T\d\d:\d\d:\d\d(?:\.\d+)?[+-]\d\d:\d\d")
#: What the line of a feed begins with that tells of a mistake.
_CORRECTION = label("Correction")


@dataclass(frozen=True, slots=True)
class SitePlan:
    """Which pages there are beside the editions of articles.

    Attributes:
        indexed: folders of those that search engines may keep, with the date of the latest change.
        aligned: whether they may keep an article's pages in several languages.
        words: the words around the text, by BCP 47 tag.
        siblings: of those of which there are several, ``hreflang`` and address of each.
        topics: the sections, tags and authors that get a feed.
        named: those of an article, as its edition in a language names them.
    """

    indexed: Mapping[str, str] = field(default_factory=dict)
    aligned: bool = False
    words: Callable[[str], PageWords] = Vocabulary()  # noqa: RUF009 - the package's own
    siblings: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)
    topics: Sequence[TopicList] = ()
    named: Callable[[Summary, str], ArticleTopics] = lambda *_: ArticleTopics()


@dataclass(frozen=True, slots=True)
class _Mapped:
    """A page of the site map: its address, its date, and its siblings with ``hreflang``."""

    address: str
    day: str = ""
    siblings: Sequence[tuple[str, str]] = ()


def files(
    name: str, url: str, summaries: Sequence[Summary], plan: SitePlan
) -> Iterator[tuple[str, bytes]]:
    """Path below the site's root and content of every feed, the site map and robots.txt.

    Args:
        name: the site's.
        url: the site's address; empty where it is not known.
        summaries: of articles and free pages, latest first.
        plan: of the other pages.
    """
    feed = partial(_feed, name, url, plan)
    articles = [each for each in summaries if not each.free]
    for tag in sorted({tag for each in articles for tag in each.languages}):
        place = _FeedPlace(links.edition(tag), any_language(tag).autonym, (tag,))
        yield feed(place, _complete(articles, tag))
    for tags in sorted({tags for each in articles for tags in each.pairs}):
        title = _called(tags)
        chosen = [each for each in articles if tags in each.pairs]
        yield feed(_FeedPlace(links.pair(tags), title, tags), chosen)
    for each in plan.topics:
        if each.alone:
            place = _FeedPlace(each.named.folder, each.named.text, each.languages)
            yield feed(place, _complete(each.summaries, each.language))
        elif len(each.languages) == 2:  # trios have no feed
            title = f"{each.named.text} ({_called(each.languages)})"
            yield feed(_FeedPlace(each.named.folder, title, each.languages), each.summaries)
    if not url:
        return
    yield from _sitemaps(url, list(_mapped(url, summaries, plan)))
    sitemap = f"{url.rstrip('/')}/sitemap.xml"
    yield "robots.txt", f"User-agent: *\nAllow: /\nSitemap: {sitemap}\n".encode()


@dataclass(frozen=True, slots=True)
class _FeedPlace:
    """The place, title suffix and languages of a feed."""

    folder: str
    title: str
    languages: tuple[str, ...]


def _called(languages: Iterable[str]) -> str:
    return " | ".join(any_language(tag).autonym for tag in languages)


def _complete(summaries: Iterable[Summary], language: str) -> list[Summary]:
    return [each for each in summaries if language in each.languages and each.complete(language)]


def _feed(
    name: str,
    url: str,
    plan: SitePlan,
    place: _FeedPlace,
    summaries: Sequence[Summary],
) -> tuple[str, bytes]:
    """Write a feed, and return its path and content."""
    folder, tags = place.folder, place.languages
    feed = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})  # type: ignore[dict-item]
    if len(tags) == 1:
        feed.set(_LANG, tags[0])
    chosen = [each for each in summaries if machine_date(each.date)][:_LATEST]
    _add(feed, "title", f"{name} — {place.title}")
    _add(feed, "id", _id(name, url, folder))
    _add(feed, "link", rel="alternate", type="text/html", href=_address(url, folder, folder))
    home = links.absolute(url, folder)
    _add(feed, "link", rel="self", type="application/atom+xml", href=f"{home}feed.xml")
    updates = (_updated(each, tags) for each in chosen)
    _add(feed, "updated", max(updates, default=_instant(""), key=datetime.fromisoformat))
    _add(_add(feed, "author"), "name", name)
    for each in chosen:
        entry = _entry(feed, name, url, place, each)
        _name_topics(entry, plan.named(each, tags[0]), tags[0])
        if lines := [*_said(plan.words, tags, each), *_leads(tags, each)]:
            _add(entry, "summary", "\n".join(lines))
    return f"{folder}feed.xml", etree.tostring(feed, xml_declaration=True, encoding="utf-8")


def _entry(
    feed: etree._Element, name: str, url: str, place: _FeedPlace, summary: Summary
) -> etree._Element:
    """Add an article to a feed."""
    tags = place.languages
    folder = links.page(tags, summary)
    entry = _add(feed, "entry")
    titles = dict.fromkeys(summary.titles[tag].text for tag in tags)
    _add(entry, "title", " | ".join(titles))
    _add(entry, "id", _id(name, url, folder))
    _add(entry, "link", rel="alternate", type="text/html", href=_address(url, folder, place.folder))
    _add(entry, "published", _instant(summary.date, summary.time))
    _add(entry, "updated", _updated(summary, tags))
    return entry


def _name_topics(entry: etree._Element, topics: ArticleTopics, language: str) -> None:
    """Name an article's authors; and section and tags, those that are in the feed's language."""
    for each in topics.authors:  # else the feed's own counts as theirs
        _add(_add(entry, "author"), "name", each.text)
    named = filter(None, (topics.section, *topics.tags))
    for term in dict.fromkeys(each.text for each in named if each.language == language):
        _add(entry, "category", term=clean(term))


def _updated(summary: Summary, tags: Sequence[str]) -> str:
    """Return the moment of an article's last change, at the earliest that of its publication."""
    days = summary.date, summary.changed_in(tags)
    moments = _instant(days[0], summary.time), _instant(days[1])
    same_day = machine_date(days[0]) == days[1]
    return moments[0] if same_day else max(moments, key=datetime.fromisoformat)


def _leads(tags: Sequence[str], summary: Summary) -> Iterable[str]:
    return dict.fromkeys(summary.leads[tag].text for tag in tags if tag in summary.leads)


def _said(
    words: Callable[[str], PageWords], tags: Sequence[str], summary: Summary
) -> Iterator[str]:
    """Yield an article's corrections: readers of the feed have to see them."""
    for tag in tags:
        for line in summary.corrections.get(tag, ()):
            yield f"{words(tag)(_CORRECTION)}: {line.text}"


def _id(name: str, url: str, folder: str) -> str:
    """Return the lasting name of a page: its address, or one made from the site's name."""
    return links.absolute(url, folder) or uuid5(NAMESPACE_URL, f"{name}/{folder}").urn


def _address(url: str, folder: str, home: str) -> str:
    """Return the address of a page, or its path from ``home`` if the site's is not known."""
    way = posixpath.relpath(f"{folder}index.html", home)
    return links.absolute(url, folder) or quote(way)


def _mapped(url: str, summaries: Sequence[Summary], plan: SitePlan) -> Iterator[_Mapped]:
    """Yield every page that search engines may keep; an article's editions one after the other."""
    for folder, day in plan.indexed.items():
        yield _Mapped(links.absolute(url, folder) or url, day, plan.siblings.get(folder, ()))
    for summary in summaries:
        cluster = alternates(summary, url)
        for tag, address in cluster:
            if tag != "x-default":
                yield _Mapped(address, summary.changed_in((tag,)), cluster)
        for tags in summary.pages if plan.aligned else ():
            if len(tags) > 1 and aligned_may_be_indexed(summary, tags):
                address = links.absolute(url, links.page(tags, summary))
                yield _Mapped(address, summary.changed_in(tags))


def _sitemaps(url: str, pages: Sequence[_Mapped]) -> Iterator[tuple[str, bytes]]:
    if len(pages) <= _ADDRESSES:
        yield "sitemap.xml", _sitemap(pages)
        return
    root = etree.Element(f"{{{_SITEMAP}}}sitemapindex", nsmap={None: _SITEMAP})  # type: ignore[dict-item]
    for number, at in enumerate(range(0, len(pages), _ADDRESSES), 1):
        yield f"sitemap-{number}.xml", _sitemap(pages[at : at + _ADDRESSES])
        entry = etree.SubElement(root, f"{{{_SITEMAP}}}sitemap")
        place = etree.SubElement(entry, f"{{{_SITEMAP}}}loc")
        place.text = links.absolute(url, f"sitemap-{number}.xml")
    yield "sitemap.xml", etree.tostring(root, xml_declaration=True, encoding="utf-8")


def _sitemap(pages: Sequence[_Mapped]) -> bytes:
    names = {None: _SITEMAP, "xhtml": _XHTML}
    root = etree.Element(f"{{{_SITEMAP}}}urlset", nsmap=names)  # type: ignore[arg-type]
    for each in pages:
        page = etree.SubElement(root, f"{{{_SITEMAP}}}url")
        etree.SubElement(page, f"{{{_SITEMAP}}}loc").text = each.address
        if each.day:
            etree.SubElement(page, f"{{{_SITEMAP}}}lastmod").text = each.day
        for other, where in each.siblings:
            link = {"rel": "alternate", "hreflang": other, "href": where}
            etree.SubElement(page, f"{{{_XHTML}}}link", link)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8")


def _add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    element.text = clean(text) or None
    return element


def _instant(iso: str, time: str = "") -> str:
    """Return a day as a moment, that of a time whose zone is known."""
    return f"{machine_date(iso) or '1970-01-01'}{time if _ZONED.fullmatch(time) else 'T00:00:00Z'}"
