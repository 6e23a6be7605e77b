"""Describe a page for browsers, search engines and social networks.

An edition is indexed, and its siblings linked with ``hreflang``, once all of it was reviewed; the
original always is. Aligned pages are only where the settings say so (``site.index_pairs``), and
all of them was reviewed: search engines ask for one language a page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup as Html

from workflow.languages import any_language
from workflow.site import links
from workflow.site.cards import CARD
from workflow.site.lists.topics import ArticleTopics
from workflow.site.publication import Download, Publication
from workflow.site.structured_data import news_article
from workflow.site.summary import Summary, page_language
from workflow.site.theming.labels import machine_date

_Properties = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One page and its ``<head>``.

    Attributes:
        folder: where it is, below the site's root, ending in a slash; empty for the front page.
        language: of ``<html>``.
        title, description: plain text.
        indexed: whether search engines may keep it.
        url: its canonical address; empty where the site's own is not known.
        alternates: ``hreflang`` and address of each sibling, itself included.
        properties: OpenGraph.
        data: JSON-LD, safe inside ``<script>``.
        feed: path of its Atom feed.
        files: the same text in other formats.
        pictured: whether it shows pictures.
    """

    folder: str
    language: str
    title: str
    description: str = ""
    indexed: bool = False
    url: str = ""
    alternates: Sequence[tuple[str, str]] = ()
    properties: Sequence[tuple[str, str]] = ()
    data: Html | str = ""
    feed: str = ""
    files: Sequence[Download] = ()
    pictured: bool = False

    @property
    def large(self) -> bool:
        """Whether a network can show it with a large picture."""
        return any(name == "og:image" for name, _ in self.properties)


@dataclass(frozen=True, slots=True)
class Shared:
    """A picture that stands for a page where somebody shares it.

    Attributes:
        url: its public address.
        width, height: in pixels.
        alt: what is seen in it.
    """

    url: str
    width: int
    height: int
    alt: str


def edition_page(
    publication: Publication, language: str, downloads: Sequence[Download] = ()
) -> Page:
    """Describe an edition. ``downloads`` are the files beside all the article's pages."""
    summary, url = publication.summary, publication.url
    files = [each for each in downloads if each.belongs((language,))]
    folder = links.edition(language, summary.slug)
    lead = summary.leads.get(language)
    indexed = summary.complete(language) and not summary.hidden
    page = Page(
        folder=folder,
        language=language,
        title=summary.titles[language].text,
        description=lead.text if lead else "",
        indexed=indexed,
        url=links.absolute(url, folder),
        alternates=alternates(summary, url) if indexed else (),
        feed=links.edition(language) + "feed.xml",
        files=files,
        pictured=bool(publication.article.pictures),
    )
    return _shared(page, publication, (language,))


def aligned_page(
    publication: Publication,
    languages: Sequence[str],
    downloads: Sequence[Download] = (),
    *,
    indexed: bool = False,
) -> Page:
    """Describe a page in several languages.

    ``indexed`` tells whether search engines may keep one of which all was reviewed.
    """
    summary = publication.summary
    folder = links.page(languages, summary)
    found = (summary.leads[tag].text for tag in languages if tag in summary.leads)
    page = Page(
        folder=folder,
        language=page_language(summary, languages),
        title=" | ".join(dict.fromkeys(summary.titles[tag].text for tag in languages)),
        description=" | ".join(dict.fromkeys(found)),
        indexed=indexed and aligned_may_be_indexed(summary, languages),
        url=links.absolute(publication.url, folder),
        feed=links.pair(languages) + "feed.xml" if len(languages) == 2 else "",
        files=[each for each in downloads if each.belongs(languages)],
        pictured=bool(publication.article.pictures),
    )
    return _shared(page, publication, languages)


def aligned_may_be_indexed(summary: Summary, languages: Sequence[str]) -> bool:
    """Tell whether all of a page in several languages was reviewed, and is public."""
    return not summary.hidden and all(map(summary.complete, languages))


def alternates(summary: Summary, url: str) -> tuple[tuple[str, str], ...]:
    """Return ``hreflang`` and address of the editions that may be indexed, ``x-default`` included.

    Heads and the site map both come from here, so they agree. Empty without a site address.
    """
    if not url or summary.hidden:
        return ()
    cluster = [tag for tag in summary.languages if summary.complete(tag)]
    default = "en" if "en" in cluster else summary.source
    return tuple(
        (hreflang, links.absolute(url, links.edition(tag, summary.slug)))
        for hreflang, tag in [*((tag, tag) for tag in cluster), ("x-default", default)]
    )


def _shared(page: Page, publication: Publication, languages: Sequence[str]) -> Page:
    """Add the metadata for social networks and search engines to an article's page."""
    pictures = list(_pictures(publication, languages, page.language))
    card = publication.cards.get(_card_of(publication.summary, languages))
    if not pictures and card:
        address = links.absolute(publication.url, card.path)
        pictures = [Shared(address, *CARD, page.title)]
    return replace(
        page,
        properties=(
            *_open_graph(page, publication, languages, pictures[:1]),
            *_subjects(publication.topics[page.language], languages),
        ),
        data=news_article(publication, languages, [each.url for each in pictures], page.files),
    )


def _card_of(summary: Summary, languages: Sequence[str]) -> tuple[str, ...]:
    """Return the languages of the card for a page: an edition shares that of its first pair."""
    if len(languages) > 1:
        return tuple(languages)
    pairs = [tags for tags in summary.pairs if languages[0] in tags]
    return next((tags for tags in pairs if summary.source in tags), ())


def _pictures(
    publication: Publication, languages: Sequence[str], language: str
) -> Iterator[Shared]:
    """Yield an article's pictures in order, each once; none without the site's address."""
    summary, url = publication.summary, publication.url
    said = {
        part.picture.of(languages).name: " ".join(
            unit.cells[language].text for unit in (part.alt or part).units
        )
        for part in publication.content.parts()
        if part.picture
    }
    found = {each.name: each for each in publication.pictures(languages)}
    for name, each in found.items() if url else ():
        path = links.picture(summary.source, summary.slug, name)
        alt = said.get(name, "")
        yield Shared(links.absolute(url, path), each.width, each.height, alt)


def _open_graph(
    page: Page, publication: Publication, languages: Sequence[str], pictures: Sequence[Shared]
) -> Iterator[tuple[str, str]]:
    """Yield the properties of an article: https://ogp.me."""
    summary = publication.summary
    yield "og:type", "website" if summary.free else "article"
    yield "og:site_name", publication.site
    yield "og:title", page.title
    yield from _said(("og:description", page.description))
    yield "og:locale", any_language(page.language).locale
    others = languages if len(languages) > 1 else [tag for tag, _ in page.alternates]
    for tag in others:
        if tag not in (page.language, "x-default"):
            yield "og:locale:alternate", any_language(tag).locale
    yield from _said(("og:url", page.url))
    for each in pictures:
        yield "og:image", each.url
        yield "og:image:width", str(each.width)
        yield "og:image:height", str(each.height)
        yield from _said(("og:image:alt", each.alt))
    if summary.free:
        return
    day = machine_date(summary.date)
    changed = max((summary.modified.get(tag, "") for tag in languages), default="")
    yield from _said(
        ("article:published_time", day),
        ("article:modified_time", max(changed, day) if changed else ""),
    )


def _said(*pairs: tuple[str, str]) -> _Properties:
    return tuple((name, content) for name, content in pairs if content)


def _subjects(topics: ArticleTopics, languages: Sequence[str]) -> _Properties:
    """Return tags and section of an edition that are in its language: https://ogp.me/#type_article."""
    section = [("article:section", each) for each in (topics.section,) if each]
    named = [*section, *(("article:tag", each) for each in topics.tags)]
    return tuple((name, each.text) for name, each in named if (each.language,) == tuple(languages))


def site_page(page: Page, site: str) -> Page:
    """Add the metadata for social networks (https://ogp.me) to a page about all articles."""
    said = _said(
        ("og:type", "website"),
        ("og:site_name", site),
        ("og:title", page.title),
        ("og:description", page.description),
        ("og:locale", any_language(page.language).locale),
        ("og:url", page.url),
    )
    return replace(page, properties=said)
