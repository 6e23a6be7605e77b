"""Read web pages (``.html``, ``.mhtml``): the article, and what the head says about it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, cast

from workflow.documents.readers import frontmatter
from workflow.documents.readers.block_kinds import lines_apart
from workflow.documents.readers.block_text import standing_alone
from workflow.documents.readers.decoding import clean
from workflow.documents.readers.frontmatter.conditions import Said, conditions
from workflow.documents.readers.frontmatter.front_keys import known_tag
from workflow.documents.readers.frontmatter.front_values import FREE
from workflow.documents.readers.html import html_article
from workflow.documents.readers.html.html_archive import page_in
from workflow.documents.readers.html.html_copies import copies
from workflow.documents.readers.html.html_data import linked, scripted, topics
from workflow.documents.readers.html.html_evidence import article_body
from workflow.documents.readers.html.html_exports import mend_exported
from workflow.documents.readers.html.html_incomplete import gate, says_more
from workflow.documents.readers.html.html_leftovers import (
    without_demands,
    without_doubles,
    without_links,
    without_navigation,
    without_title_again,
)
from workflow.documents.readers.html.html_repairs import (
    controls,
    open_large,
    replace_components,
    show_hidden,
)
from workflow.documents.readers.html.html_tags import SKIPPED
from workflow.documents.readers.html.html_text import line_of
from workflow.documents.readers.html.html_titles import decked, title_element, titled
from workflow.documents.readers.html.html_walk import Walk
from workflow.documents.readers.instants import iso_date
from workflow.documents.readers.template_tags import held
from workflow.documents.unread_text import is_thin, passed_over
from workflow.errors import SourceError
from workflow.model import Block, Metadata, say
from workflow.xml import MOST_ATTRIBUTES, crowded

if TYPE_CHECKING:
    from lxml.etree import _Element

#: Parts of a page around its article, dropped where no element marks the article itself.
_AROUND = frozenset({"header", "footer", "aside", "nav", "form"})
#: Parts of a page that are text where they stand in another document.
_TEXT_IN_PARTS = frozenset({"aside", "nav", "menu"})
#: What holds the words of drawings, and of fields with a choice.
_WORDS_UNREAD = frozenset({"text", "option"})
_HINT = say("Save the page again, or its text as .txt.")
_ROBOTS = frozenset("robots googlebot bingbot".split())
_FORGET_AFTER = re.compile(r"unavailable_after\s*:\s*(.+?)(?:,\s*(?:no|max|all|index|follow).*)?$")


class HtmlReader:
    """Reads ``.html``: the article, or the main part, or the body without what surrounds it."""

    extensions = (".htm", ".html", ".mht", ".mhtml")

    def __call__(self, text: str, path: str) -> tuple[tuple[Block, ...], Metadata]:
        """Read the main content of a page into blocks, and its head into metadata.

        Raises:
            SourceError: nothing in it is an HTML element, or they are nested too deeply.
        """
        front, text = frontmatter.split(page_in(text, path), path, strict=False)
        root = _parsed(text, path)
        if root is None:
            raise SourceError(path, say("holds no HTML"), _HINT)
        metadata = frontmatter.completed_by(front, _metadata(root))
        walk, found, doubtful = _main_blocks(root, metadata.title)
        # a byline below a link is glued to it by a mere line break
        apart = list(chain.from_iterable(map(lines_apart, found)))
        blocks = without_navigation(without_links(apart), metadata.source_url)
        blocks = titled(list(without_doubles(blocks)), root, metadata)
        blocks = [standing_alone(each) or each for each in map(held, blocks)]
        unread = [
            replace(text, line=line_of(each))
            for each in walk.unread
            for text in passed_over([each], _WORDS_UNREAD)
        ]
        metadata = replace(metadata, doubtful=doubtful, passed_over=tuple(unread))
        if says_more(root, found, article_body(linked(root)), metadata.rights):
            metadata = replace(metadata, lacking=found[0].line if found else 1)
            text, line = scripted(root) if is_thin(found) else ("", 0)
            drawn: list[Block] = []
            with suppress(SourceError):
                drawn += fragment(text, path, line)
            blocks = titled(drawn, root, metadata) if not is_thin(drawn) else blocks
        gated = gate(blocks)
        read = without_title_again(blocks if gated else without_demands(blocks))
        return tuple(decked(read)), replace(metadata, gated=gated)


def fragment(text: str, path: str, line: int) -> Iterator[Block]:
    """Yield the blocks of a piece of HTML inside another document.

    Args:
        text: the piece.
        path: the document, for messages.
        line: where in it the piece begins.

    Raises:
        SourceError: its elements are nested too deeply.
    """
    root = _parsed(text, f"{path}:{line}")
    if root is not None:
        for block in Walk(SKIPPED - _TEXT_IN_PARTS).blocks(root):
            yield replace(block, line=block.line + line - 1)


def _parsed(text: str, where: str) -> _Element | None:
    """Parse any HTML, however broken, into a tree, without network access or entities."""
    from lxml import etree

    if line := crowded(text):
        what = say("holds an element of more than {n} attributes", n=MOST_ATTRIBUTES)
        raise SourceError(f"{where}:{line}" if where.count(":") == 0 else where, what, _HINT)
    # "Huge" allows 2,048 elements inside each other, not 256; what is deeper ends the tree there.
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_pis=True, remove_comments=True, huge_tree=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except etree.XMLSyntaxError:
        return None
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        raise SourceError(where, say("is nested too deeply"), _HINT)
    return root


def _main_blocks(root: _Element, title: str) -> tuple[Walk, list[Block], int]:
    """Return the blocks of the article of a page, or of its body without its frame.

    With the walk that made them; and, where it is not certain that these are the article, the line
    on which they begin.
    """
    body = root.find("body")
    whole = root if body is None else body
    replace_components(whole)
    mend_exported(whole)
    show_hidden(whole)
    article = html_article.find(whole, title, article_body(linked(root)))
    left = article.left | controls(whole)
    left |= copies(article.top, left)
    walk = Walk(left=left)
    if article.marked and (blocks := walk.blocks(article.top)):
        return walk, blocks, blocks[0].line if article.doubtful else 0
    open_large(whole, _AROUND)
    walk = Walk(SKIPPED | _AROUND, left)
    return walk, walk.blocks(whole) or Walk(left=left).blocks(whole), 0


def _found(root: _Element, path: str) -> list[_Element]:
    return list(cast("list[_Element]", root.xpath(path)))


def _metadata(root: _Element) -> Metadata:
    """Return what the head says, by the names of Open Graph, Dublin Core and plain HTML."""
    said: dict[str, str] = {}
    every: list[Said] = []
    for meta in root.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        content = " ".join(clean(meta.get("content") or "").split())
        if name:
            every.append(Said(name, content, line_of(meta)))
        if name and content:
            said.setdefault(name, content)
    data = linked(root)
    every += [*_limits(every), *(each for item in data for each in item.said())]
    section, tags = topics(every, data)
    title = title_element(root)
    shown = " ".join(clean(title.text or "").split()) if title is not None else ""
    return Metadata(
        title=_first(said, "og:title") or shown,
        date=iso_date(_first(said, "article:published_time", "datepublished", "date", "dc.date",
                             "dcterms.date", "dcterms.created", "pubdate") or _time(root)),
        author=_author(said),
        source_url=_canonical(root) or _url(_first(said, "og:url")),
        rights=_first(said, "dcterms.rights", "dc.rights", "rights", "copyright"),
        page_language=_page_language(root, said),
        conditions=conditions(every, page=True),
        tags=tags,
        section=section,
        free=said.get("kind", "").lower() == FREE,
    )  # fmt: skip


def _first(said: dict[str, str], *names: str) -> str:
    return next((said[name] for name in names if name in said), "")


def _author(said: dict[str, str]) -> str:
    """Return the author's name; an address, as in ``article:author``, is none."""
    name = _first(said, "author", "article:author", "dc.creator", "dcterms.creator")
    return "" if re.match(r"https?:", name) else name


def _time(root: _Element) -> str:
    return next((time.get("datetime") or "" for time in root.iter("time")), "")


def _canonical(root: _Element) -> str:
    for link in root.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            return _url(link.get("href") or "")
    return ""


def _url(address: str) -> str:
    return address.strip() if re.match(r"https?://", address.strip()) else ""


def _page_language(root: _Element, said: dict[str, str]) -> str:
    """Return the language that the page declares; empty if it is not a valid one."""
    xml = root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang")
    header = _found(root, ".//meta[translate(@http-equiv, 'CL', 'cl')='content-language']")
    told = _first(said, "content-language", "og:locale", "language")
    named = (root.get("lang"), xml, *(each.get("content") for each in header), told)
    return next(filter(None, (known_tag(each or "") for each in named)), "")


def _limits(said: Sequence[Said]) -> Iterator[Said]:
    """Yield the moments after which search engines are to forget the page."""
    for each in said:
        if each.key in _ROBOTS and (match := _FORGET_AFTER.search(str(each.value).lower())):
            yield Said("unavailable_after", match[1].upper(), each.line)
