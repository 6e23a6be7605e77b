"""Tell which names lead to headings, and which headings only repeat the document's title.

Programs make the name of a heading of its text, each in its own way: ``the-result`` (GitHub, Hugo,
Docusaurus), ``the_result`` (Python-Markdown on request), ``_the_result`` (Asciidoctor),
``the-result-1`` or ``the-result_1`` for a second one of the same text. They differ in marks alone,
so names are compared by their letters and digits.

Word documents and books that pandoc has made have the title, and a first heading of the same words;
written again, they have both. A reader of a page wants one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from urllib.parse import urlsplit

from workflow.markup import plain
from workflow.model import Block, BlockKind, Document, MarkupKind

#: The most lines between (such as authors and a date), and the letters of one; how far below a
#: heading of the first level may stand, if it is the only one.
_BETWEEN, _LONGEST, _FAR = 6, 100, 12
_APART = frozenset({BlockKind.DECK, BlockKind.BYLINE, BlockKind.CAPTION})


def says(block: Block, title: str) -> bool:
    """Tell whether a block differs from a title only in case, marks and spaces."""
    shown = (title, plain(block.text, block.markup))
    one, other = (re.sub(r"[\W_]+", "", text).casefold() for text in shown)
    return one == other and bool(one)


def repeated(blocks: Sequence[Block]) -> dict[int, int]:
    """Return the headings at the beginning that only say the headline again, each with its place.

    >>> title, first = Block(BlockKind.HEADLINE, "Ports", 1), Block(BlockKind.HEADING, "PORTS", 2)
    >>> repeated([title, first]), repeated([title, Block(BlockKind.PARAGRAPH, "Ports", 2)])
    ({1: 0}, {})
    >>> label, again = (Block(BlockKind.HEADING, text, 2, level=1) for text in ("Sea", "Ports"))
    >>> far = Block(BlockKind.PARAGRAPH, "It blows. " * 20, 2)
    >>> repeated([title, label, again]), repeated([title, far, again, label])  # sections
    ({}, {})
    >>> repeated([title, far, again])
    {2: 0}
    """
    kinds = [block.kind for block in blocks]
    if BlockKind.HEADLINE not in kinds:
        return {}
    headline = kinds.index(BlockKind.HEADLINE)
    title = plain(blocks[headline].text, blocks[headline].markup)
    sole = [n for n, block in enumerate(blocks)
            if block.kind is BlockKind.HEADING and block.level == 1]  # fmt: skip
    found: dict[int, int] = {}
    between, near = 0, True
    for place in range(headline + 1, min(len(blocks), headline + _FAR)):
        block = blocks[place]
        if block.kind is BlockKind.HEADING:
            again = says(block, title) and not _is_noted(block)
            if again and (near or sole == [place]):
                found[place] = headline
            elif block.level == 1:
                break
            near = near and again
        elif block.kind not in _APART:
            between += 1
            near = near and between <= _BETWEEN and len(block.text) <= _LONGEST
    return found


def _is_noted(block: Block) -> bool:
    """Return whether a block has the mark of a footnote, which leads back to it."""
    return any(item.kind is MarkupKind.FOOTNOTE for item in block.markup)


_HEADINGS = frozenset({BlockKind.HEADLINE, BlockKind.HEADING, BlockKind.BOX_TITLE})
#: Asciidoctor calls the second heading of a text ``_the_result_2``; all others begin with 1.
_FROM_TWO = (".adoc", ".asciidoc")
#: What pandoc, kramdown and docutils leave out before the first letter: ``1. Ports``.
_BEFORE_LETTERS = re.compile(r"^[\W\d_]+")
#: What LibreOffice appends to the name of a heading: ``1.Ports|outline``.
_OUTLINE = re.compile(r"\|(?:outline|region|table|graphic|frame)$")


def is_within(address: str) -> bool:
    """Tell whether an address leads to a file beside the document or a part of it.

    >>> [is_within(each) for each in ("b.md#x", "#x", "https://a.b/", "//a.b", "mailto:a@b.c", "#")]
    [True, True, False, False, False, False]
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return not (parts.scheme or parts.netloc) and bool(parts.path or parts.fragment)


def link_names(document: Document) -> Mapping[str, str]:
    """Map the names of all parts of a document to the keys of their first sentences.

    Those that its author gave stand as they are, and come first; those that programs make of
    headings have letters and digits only.
    """
    first: dict[int, str] = {}
    for segment in document.segments:
        first.setdefault(segment.block, segment.key)
    places = dict(_made_names(document))
    given: dict[str, int] = {}
    for place, block in enumerate(document.blocks):
        for name in block.anchors:
            given.setdefault(name, place)
    keys = _keys(len(document.blocks), first)
    for place, headline in repeated(document.blocks).items():  # it is not shown by itself
        keys[place] = keys[headline]
    return {name: keys[place] for name, place in (places | given).items() if keys[place]}


def _keys(blocks: int, first: Mapping[int, str]) -> list[str]:
    """Return the key for each block: of its first sentence, or of the next one that follows."""
    keys = [""] * blocks
    following = ""
    for place in range(blocks - 1, -1, -1):
        keys[place] = following = first.get(place, following)
    return keys


def key_of(names: Mapping[str, str], fragment: str) -> str:
    """Return the key of the part that a link names; empty without one."""
    fragment = _OUTLINE.sub("", fragment)
    tried = (fragment, letters(fragment), letters(_BEFORE_LETTERS.sub("", fragment)))
    return next((names[name] for name in tried if name in names and name), "")


def _made_names(document: Document) -> Iterator[tuple[str, int]]:
    """Yield the names that programs make of headings and defined terms, headings first."""
    found: dict[str, int] = {}
    blocks = [(place, b) for place, b in enumerate(document.blocks) if b.kind in _HEADINGS]
    shown = [(place, plain(block.text, block.markup)) for place, block in blocks]
    start = 2 if document.path.lower().endswith(_FROM_TWO) else 1
    counts: dict[str, int] = {}
    again: list[tuple[str, int]] = []
    for place, text in shown:
        name = letters(text)
        if name in found:
            counts[name] = counts.get(name, start - 1) + 1
            again.append((f"{name}{counts[name]}", place))
        elif name:
            found[name] = place
    shorter = [(letters(_BEFORE_LETTERS.sub("", text)), place) for place, text in shown]
    latin = [(_latin(text), place) for place, text in shown]
    bare = [(letters(_without_tags(block)), place) for place, block in blocks]
    terms = [
        (letters(plain(block.text, block.markup)), place)
        for place, block in enumerate(document.blocks)
        if block.kind is BlockKind.TERM
    ]
    for name, place in (*again, *shorter, *latin, *bare, *terms):
        if name:
            found.setdefault(name, place)
    yield from found.items()


def _without_tags(block: Block) -> str:
    """Return the text of a heading without tags of templates: ``Pages {{< new >}}``."""
    return plain(block.text, [it for it in block.markup if it.kind is not MarkupKind.TEMPLATE])


@lru_cache(maxsize=1024)
def letters(text: str) -> str:
    """Return the letters and digits of a text, folding case and form."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(each for each in folded if each.isalnum() or unicodedata.combining(each))


def _latin(text: str) -> str:
    """Return the letters as Python-Markdown does: without accents, dropping other scripts."""
    plain_letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return letters(plain_letters)
