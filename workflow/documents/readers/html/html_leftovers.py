"""Remove repeated blocks of a page, lists of other articles, and requests for consent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from urllib.parse import urlsplit

from workflow.documents.readers.block_kinds import asks_to_agree, heads_links, leads_link
from workflow.documents.readers.html.html_weights import letters_of
from workflow.markup import Close, Open, Text, plain, tokens
from workflow.model import Block, BlockKind, MarkupKind

#: Kinds of what a heading such as *Related articles* may stand above, and of a caption said again.
_LINES = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.CAPTION})
_LINKS = _LINES | {BlockKind.HEADING, BlockKind.CELL}
_HEADS = _LINKS - {BlockKind.CAPTION}
#: The share of linked text in a block that only leads elsewhere.
_LINKED = 0.6
#: Letters of an alternative text that is found again without doubt, and what a source adds to it;
#: letters of a caption that is found again near by.
_SAID, _ADDED, _AGAIN = 20, 60, 60
#: Blocks between a caption and itself.
_NEAR = 8
#: Among how many blocks beside the headline it may stand once more, its letters, those behind a
#: label, and those that a line of verse hardly has; and what that line may be.
_HEAD, _TITLE, _LABELLED, _VERSE = 5, 8, 20, 50
_WORDED = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.HEADING})
#: A label, which a sign ends; not *A history of*, nor the number of a part.
_LABEL = re.compile(r"\D*[^\w\s]\s*")
#: Kinds of links to other articles. A list or a table may be the author's.
_CARDS = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING})
#: Kinds of lines that stand between them, and their letters.
_BETWEEN, _SHORT = frozenset({BlockKind.PARAGRAPH, BlockKind.CAPTION, BlockKind.BYLINE}), 60
_SENTENCE = re.compile(r"[.!?…。！？:：][\"”’」』)）]*$")
#: Links below an article, the share of the page that they are at most, and that of linked text.
_FEWEST, _MOST, _ALL = 2, 0.3, 0.9
#: An address of what is to be saved, not of a page.
_FILE = re.compile(r"\.(?:pdf|docx?|hwpx?|odt|xlsx?|ods|csv|pptx?|zip|mp[34])$", re.IGNORECASE)
_TAG = re.compile(r"<[gx]\d+/?>")


def without_links(blocks: Sequence[Block]) -> list[Block]:
    """Remove lines such as *Related articles*, and the linked blocks below each.

    Also lines with such words before what is but a link: *Related: Trade grows*. A line that has no
    link below it stays, as does all that is not a link.
    """
    kept: list[Block] = []
    at = 0
    while at < len(blocks):
        end = at + 1
        if blocks[at].kind in _HEADS and heads_links(plain(blocks[at].text, blocks[at].markup)):
            while end < len(blocks) and _leads_elsewhere(blocks[end]):
                end += 1
            if [each.kind for each in blocks[at + 1 : end]] == [BlockKind.HEADING]:
                end = at + 1  # of what follows
        if any(_is_beside(blocks, each) for each in range(at, end)):
            end = at + 1  # a row of a table
        if end == at + 1 and not _is_labelled(blocks[at]) and not _is_headed(blocks[at]):
            kept.append(blocks[at])
        at = end
    return kept


def without_title_again(blocks: Sequence[Block]) -> Sequence[Block]:
    """Leave out a line of the head that says the headline once more.

    Pages say it in a bar that stays in sight, in the path to the article, or as a heading above its
    text, there with a label: *Football: All lost*. The first line of a poem, or of a list of
    contents, stays, and a heading below text.
    """
    headlines = (n for n, each in enumerate(blocks[:_HEAD]) if each.kind is BlockKind.HEADLINE)
    place = next(headlines, None)
    if place is None or len(said := letters_of(_said(blocks[place])).lower()) < _TITLE:
        return blocks
    if _is_labelled_title(blocks[place + 1 : place + 2], _said(blocks[place])):
        title = replace(blocks[place + 1], kind=BlockKind.HEADLINE, level=0)
        return (*blocks[:place], title, *blocks[place + 2 :])
    for number, block in enumerate(blocks[: place + _HEAD + 1]):
        sure = number < place or block.kind is BlockKind.HEADING or len(block.text) >= _VERSE
        if sure and block.kind in _WORDED and letters_of(_said(block)).lower() == said:
            return (*blocks[:number], *blocks[number + 1 :])
        if number > place and not _is_between(block):
            break
    return blocks


def _is_labelled_title(below: Sequence[Block], title: str) -> bool:
    """Tell whether the heading below a title, if there is one, is that with a label before it."""
    text = _said(below[0]) if below and below[0].kind is BlockKind.HEADING else ""
    if len(title) < _LABELLED or len(text) <= len(title) or not text.endswith(title):
        return False
    return bool(_LABEL.fullmatch(text, 0, len(text) - len(title)))


def _said(block: Block) -> str:
    return plain(block.text, block.markup)


def without_demands(blocks: Sequence[Block]) -> list[Block]:
    """Leave out lines that can only ask readers to agree to what the page would do or show."""
    return [
        each
        for each in blocks
        if each.kind not in _WORDED or not asks_to_agree(_said(each), surely=True)
    ]


def without_navigation(blocks: Sequence[Block], address: str) -> Sequence[Block]:
    """Leave out what stands below an article and only leads to other pages of its site.

    A list stays, what leads to files or to other sites, sources, and paragraphs with a heading.

    Args:
        blocks: of a page.
        address: of the page.
    """
    below = len(blocks)
    while below and blocks[below - 1].kind is BlockKind.NOTICE:
        below -= 1
    first = at = below
    links = 0
    while at:
        if _leads_within(blocks[at - 1], address):
            first, links = at - 1, links + 1
        elif first == below or not _is_between(blocks[at - 1]):
            break
        at -= 1
    size = sum(len(block.text) for block in blocks[first:below])
    if links < _FEWEST or size > _MOST * sum(len(block.text) for block in blocks):
        return blocks
    if first and blocks[first - 1].kind is BlockKind.HEADING:
        if all(block.kind is not BlockKind.HEADING for block in blocks[first:below]):
            return blocks
        first -= 1
    return (*blocks[:first], *blocks[below:])


def _is_between(block: Block) -> bool:
    return block.kind in _BETWEEN and len(block.text) <= _SHORT and not _ends(block)


def _ends(block: Block) -> bool:
    return bool(_SENTENCE.search(_said(block)))


def _leads_within(block: Block, address: str) -> bool:
    """Return whether a block is but links to other pages of the site with an address."""
    links = [urlsplit(item.url) for item in block.markup if item.kind is MarkupKind.LINK]
    host = _host(urlsplit(address).netloc)
    within = all(
        each.scheme in {"", "http", "https"}
        and (each.path or each.query)
        and not _FILE.search(each.path)
        and (not each.netloc or _host(each.netloc) == host)
        for each in links
    )
    return block.kind in _CARDS and bool(links) and within and _leads_elsewhere(block, _ALL)


def _host(name: str) -> str:
    return name.lower().removeprefix("www.")


def _is_beside(blocks: Sequence[Block], at: int) -> bool:
    """Return whether a block is a cell with others in its row."""
    block = blocks[at]
    near = (*blocks[max(0, at - 1) : at], *blocks[at + 1 : at + 2])
    place = block.kind, block.group, block.row
    return block.kind is BlockKind.CELL and any(
        (each.kind, each.group, each.row) == place for each in near
    )


def _is_headed(block: Block) -> bool:
    """Tell whether such words begin a paragraph that otherwise consists of links."""
    breaks = {f"<{item.tag}/>" for item in block.markup if item.kind is MarkupKind.BREAK}
    first = _first(block.text, breaks)
    if block.kind is not BlockKind.PARAGRAPH or not first:
        return False
    head = plain(block.text[:first], block.markup).strip()
    return heads_links(head) and _leads_elsewhere(replace(block, text=block.text[first:]))


def _first(text: str, tags: Set[str]) -> int:
    """Return the place of the first of some placeholders after other text; 0 without one."""
    found = (each.start() for each in _TAG.finditer(text, 1) if each[0] in tags)
    return next(found, 0)


def _is_labelled(block: Block) -> bool:
    """Tell whether a line is just a link after words such as *Related:*."""
    links = {f"<{item.tag}>" for item in block.markup if item.kind is MarkupKind.LINK}
    first = _first(block.text, links)
    label = plain(block.text[:first], block.markup).strip()
    if block.kind not in _HEADS or not leads_link(label):
        return False
    return _leads_elsewhere(replace(block, text=block.text[first:]), 1)


def _leads_elsewhere(block: Block, least: float = _LINKED) -> bool:
    """Return whether most of a block's text is in links, or this share of it."""
    if block.kind not in _LINKS:
        return False
    links = {item.tag for item in block.markup if item.kind is MarkupKind.LINK}
    inside = whole = linked = 0
    for token in tokens(block.text):
        if isinstance(token, Open | Close):
            inside += (token.tag in links) * (1 if isinstance(token, Open) else -1)
        elif isinstance(token, Text):
            size = sum(map(str.isalpha, token.text))
            whole, linked = whole + size, linked + size * (inside > 0)
    return bool(linked) and linked >= least * whole


def without_doubles(blocks: Sequence[Block]) -> Iterator[Block]:
    """Leave out the caption of a picture where it stands once more.

    That is below a picture whose alternative text it is, and in galleries, which say it for each
    size of a picture. What is added to it below the picture (whose it is) is kept.
    """
    said: dict[str, int] = {}
    before: Block | None = None
    for number, block in enumerate(blocks):
        text = _said(block).strip()
        if before is not None and _says_again(before, block):
            before = replace(block, kind=BlockKind.CAPTION, url=before.url, level=0, ordered=0)
        elif not (block.kind in _LINES and not block.url and _is_said(text, number, said)):
            if before is not None:
                yield before
            before = block
        if before is not None and before.kind is BlockKind.CAPTION and len(text) >= _AGAIN:
            said[text] = number + _NEAR
    if before is not None:
        yield before


def _is_said(text: str, number: int, said: dict[str, int]) -> bool:
    """Return whether a caption near by says a text, or begins with it where it is a long one."""
    if number <= said.get(text, -1):
        return True
    return len(text) >= _AGAIN and any(
        number <= last and long.startswith(text) for long, last in said.items()
    )


def _says_again(picture: Block, block: Block) -> bool:
    """Return whether a block is the caption of a picture that has it as alternative text."""
    if picture.kind is not BlockKind.CAPTION or not picture.url or block.url:
        return False
    if block.kind not in _LINES or block.box != picture.box:
        return False
    said, again = (_said(each).strip() for each in (picture, block))
    if len(said) < _SAID or not again.startswith(said):
        return False
    added = again[len(said) :].lstrip()
    return len(again) <= len(said) + _ADDED and not added[:1].islower()  # no sentence goes on
