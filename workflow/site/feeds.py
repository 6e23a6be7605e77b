"""Atom feeds (RFC 4287), the site map (sitemaps.org 0.9 with ``xhtml:link``) and robots.txt.

A site map may have 50,000 addresses; beyond that ``sitemap.xml`` lists several.

An edition is in them under the same condition as in ``hreflang``: all of it was reviewed. Site map
and robots.txt need public addresses, so there are none until the project's ``site_url`` is set.
Until then the links of feeds are relative to the feed (RFC 4287, section 4.2.7.1).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from workflow.languages import any_language
from workflow.site import links
from workflow.site.article import Summary
from workflow.site.head import alternates
from workflow.site.labels import machine_date
from workflow.site.typesetting import clean

_ATOM = "http://www.w3.org/2005/Atom"
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
#: Entries of a feed.
_LATEST = 50
#: Addresses of a site map, at most.
_ADDRESSES = 50_000
#: An article and the addresses of its indexed editions, by language.
_Cluster = tuple[Summary, Sequence[tuple[str, str]]]


def files(name: str, url: str, summaries: Sequence[Summary]) -> Iterator[tuple[str, bytes]]:
    """Path below the site's root and content of every feed, the site map and robots.txt.

    Args:
        name: the site's.
        url: the site's address; empty where it is not known.
        summaries: latest first.
    """
    for tag in sorted({tag for each in summaries for tag in each.languages}):
        chosen = [s for s in summaries if tag in s.languages and s.complete(tag)]
        yield f"{links.edition(tag)}feed.xml", _feed(name, url, (tag,), chosen)
    for tags in sorted({tags for each in summaries for tags in each.pairs}):
        chosen = [each for each in summaries if tags in each.pairs]
        yield f"{links.pair(tags)}feed.xml", _feed(name, url, tags, chosen)
    if not url:
        return
    yield from _sitemaps(url, summaries)
    sitemap = f"{url.rstrip('/')}/sitemap.xml"
    yield "robots.txt", f"User-agent: *\nAllow: /\nSitemap: {sitemap}\n".encode()


def _feed(name: str, url: str, tags: Sequence[str], summaries: Sequence[Summary]) -> bytes:
    folder = links.edition(tags[0]) if len(tags) == 1 else links.pair(tags)
    feed = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})  # type: ignore[dict-item]
    if len(tags) == 1:
        feed.set(_LANG, tags[0])
    chosen = [each for each in summaries if machine_date(each.date)][:_LATEST]
    languages = " | ".join(any_language(tag).autonym for tag in tags)
    _add(feed, "title", f"{name} — {languages}")
    _add(feed, "id", _id(name, url, folder))
    _add(feed, "link", rel="alternate", type="text/html", href=_address(url, folder, folder))
    home = links.absolute(url, folder)
    _add(feed, "link", rel="self", type="application/atom+xml", href=f"{home}feed.xml")
    _add(feed, "updated", _instant(max(map(_latest, chosen), default="")))
    _add(_add(feed, "author"), "name", name)
    for each in chosen:
        _entry(feed, name, url, tags, each)
    return etree.tostring(feed, xml_declaration=True, encoding="utf-8")


def _entry(
    feed: etree._Element, name: str, url: str, tags: Sequence[str], summary: Summary
) -> None:
    folder = links.pair(tags, summary.slug)
    home = links.pair(tags)
    if len(tags) == 1:
        folder, home = links.edition(tags[0], summary.slug), links.edition(tags[0])
    entry = _add(feed, "entry")
    titles = dict.fromkeys(summary.titles[tag].text for tag in tags)
    _add(entry, "title", " | ".join(titles))
    _add(entry, "id", _id(name, url, folder))
    _add(entry, "link", rel="alternate", type="text/html", href=_address(url, folder, home))
    _add(entry, "updated", _instant(_latest(summary)))
    leads = dict.fromkeys(summary.leads[tag].text for tag in tags if tag in summary.leads)
    if leads:
        _add(entry, "summary", "\n".join(leads))
    if tags[0] == summary.source:
        for tag in summary.tags:
            _add(entry, "category", term=clean(tag))


def _latest(summary: Summary) -> str:
    """Return the date of an article's latest change, else its own."""
    return max(machine_date(summary.updated), machine_date(summary.date))


def _id(name: str, url: str, folder: str) -> str:
    """Return the lasting name of a page: its address, or one made from the site's name."""
    return links.absolute(url, folder) or uuid5(NAMESPACE_URL, f"{name}/{folder}").urn


def _address(url: str, folder: str, home: str) -> str:
    """Return the address of a page, or the way there from ``home`` if that is not known."""
    return links.absolute(url, folder) or f"{quote(folder.removeprefix(home))}index.html"


def _sitemaps(url: str, summaries: Sequence[Summary]) -> Iterator[tuple[str, bytes]]:
    parts = list(_parts([(summary, alternates(summary, url)) for summary in summaries]))
    if len(parts) == 1:
        yield "sitemap.xml", _sitemap(parts[0])
        return
    root = etree.Element(f"{{{_SITEMAP}}}sitemapindex", nsmap={None: _SITEMAP})  # type: ignore[dict-item]
    for number, part in enumerate(parts, 1):
        yield f"sitemap-{number}.xml", _sitemap(part)
        entry = etree.SubElement(root, f"{{{_SITEMAP}}}sitemap")
        place = etree.SubElement(entry, f"{{{_SITEMAP}}}loc")
        place.text = links.absolute(url, f"sitemap-{number}.xml")
    yield "sitemap.xml", etree.tostring(root, xml_declaration=True, encoding="utf-8")


def _parts(clusters: Sequence[_Cluster]) -> Iterator[list[_Cluster]]:
    """Divide articles among site maps; without articles there is one site map, which is empty."""
    part: list[_Cluster] = []
    count = 0
    for cluster in clusters:
        count += len(cluster[1])
        if part and count > _ADDRESSES:
            yield part
            part, count = [], len(cluster[1])
        part.append(cluster)
    yield part


def _sitemap(clusters: Sequence[_Cluster]) -> bytes:
    names = {None: _SITEMAP, "xhtml": _XHTML}
    root = etree.Element(f"{{{_SITEMAP}}}urlset", nsmap=names)  # type: ignore[arg-type]
    for summary, cluster in clusters:
        for hreflang, address in cluster:
            if hreflang == "x-default":
                continue
            page = etree.SubElement(root, f"{{{_SITEMAP}}}url")
            etree.SubElement(page, f"{{{_SITEMAP}}}loc").text = address
            if day := _latest(summary):
                etree.SubElement(page, f"{{{_SITEMAP}}}lastmod").text = day
            for other, where in cluster:
                link = {"rel": "alternate", "hreflang": other, "href": where}
                etree.SubElement(page, f"{{{_XHTML}}}link", link)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8")


def _add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    element.text = clean(text) or None
    return element


def _instant(iso: str) -> str:
    return f"{machine_date(iso) or '1970-01-01'}T00:00:00Z"
