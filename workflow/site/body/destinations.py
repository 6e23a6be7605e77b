"""Lead links from one article to another, or to a part of it, on each page and in files.

A sentence is written once for all pages of its article, so a link in it names its destination by a
number (:func:`marks`) until the page is written, which leads to the page of the same languages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from workflow.site import links
from workflow.site.summary import Summary, pairs_of, trio_of

#: A destination's number in an attribute or an address. Control characters are taken out of texts.
_MARK = re.compile("\x01(\\d+)\x01")
_HREF = re.compile('href="\x01(\\d+)\x01"')
#: A link in a chapter that a book with both articles can lead to the other chapter.
_IN_CHAPTER = re.compile(r'(?:href="[^"]*" )?data-page="(?P<folder>[^"#]*)(?P<part>[^"]*)"')


@dataclass(frozen=True, slots=True)
class Destination:
    """An article as the target of a link.

    Attributes:
        slug: its place in URLs, not quoted.
        source: the language it was written in.
        languages: all its languages in page order.
        free: whether it is a free page, which has editions only.
        key: of the sentence at which the part begins that is meant; empty for the whole.
    """

    slug: str
    source: str
    languages: tuple[str, ...]
    free: bool = False
    key: str = ""

    @property
    def anchor(self) -> str:
        """The name of its place on every page; empty for the whole."""
        return f"s-{self.key}" if self.key else ""

    def folder(self, languages: Sequence[str]) -> str:
        """Return the folder of its page for readers of a page in these languages.

        That is the page in the same languages, else in those of them that it has, else in its own.
        """
        tags = tuple(languages)
        if not self.free and len(tags) > 1:
            if tags == trio_of(self.languages, self.source):
                return links.trio(self.slug)
            for pair in pairs_of(self.languages, self.source):
                if set(pair) <= set(tags):
                    return links.pair(pair, self.slug)
        known = [tag for tag in (self.source, *tags) if tag in tags and tag in self.languages]
        return links.edition(known[0] if known else self.source, self.slug)


def marks(destinations: Mapping[str, Destination], own: str) -> Mapping[str, str]:
    """Return placeholder addresses for an article's links, until they are put on a page.

    Args:
        destinations: by the addresses in the document.
        own: the article's place in URLs: its own parts are on each of its pages.
    """
    return {
        address: f"#{escape(to.anchor)}" if to.slug == own and to.key else f"\x01{number}\x01"
        for number, (address, to) in enumerate(destinations.items())
    }


def on_page(html: str, destinations: Mapping[str, Destination], languages: Sequence[str]) -> str:
    """Replace placeholder addresses on a page by links to other pages, in its languages."""
    return _with_places(
        html, destinations, lambda to: links.to(to.folder(languages), escape(to.anchor))
    )


def beside_page(
    text: str,
    destinations: Mapping[str, Destination],
    summary: Summary,
    tags: Sequence[str],
    url: str,
) -> str:
    """Replace placeholder addresses in a file beside a page by links to pages of the site.

    While the site's address is not known, links begin at the file's folder.
    """
    folder = links.page(tags, summary)

    def place(to: Destination) -> str:
        page = to.folder(tags)
        beside = links.resolve(links.to(page, to.anchor), folder)
        return links.absolute(url, page, to.anchor) or beside

    return _with_places(text, destinations, place)


def in_chapter(
    xhtml: str, destinations: Mapping[str, Destination], languages: Sequence[str], url: str
) -> str:
    """Replace placeholder addresses in a book's chapter by links to the site.

    While the site's address is not known, they are text, unless a book has both articles.
    """
    if "\x01" not in xhtml:
        return xhtml
    known = list(destinations.values())

    def attributes(found: re.Match[str]) -> str:
        to = known[int(found[1])]
        page, anchor = to.folder(languages), escape(to.anchor)
        place = f'data-page="{links.quoted(page)}{"#" * bool(anchor)}{anchor}"'
        address = links.absolute(url, page, anchor)
        return f'href="{escape(address)}" {place}' if address else place

    return _HREF.sub(attributes, xhtml)


def among_chapters(xhtml: str, chapters: Mapping[str, str]) -> str:
    """Point links in a chapter to the other chapters of the book.

    Args:
        xhtml: of the chapter.
        chapters: the file of each article in the book, by the folder of its page.
    """

    def attributes(found: re.Match[str]) -> str:
        file = chapters.get(found["folder"])
        return f'href="{file}{found["part"]}"' if file else found[0]

    return _IN_CHAPTER.sub(attributes, xhtml) if "data-page" in xhtml else xhtml


def _with_places(
    text: str, destinations: Mapping[str, Destination], place: Callable[[Destination], str]
) -> str:
    """Replace the number of each destination by its place."""
    if "\x01" not in text:
        return text
    known = list(destinations.values())
    return _MARK.sub(lambda found: place(known[int(found[1])]), text)
