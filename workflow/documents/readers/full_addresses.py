"""Completes the links of a seed that was fetched: relative addresses become full ones.

A page's ``href="../politics/"`` means something beside the page it was taken from, and nothing on
ours. Pictures that were brought along lie beside the seed and are named as they lie there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from urllib.parse import quote, urljoin

from workflow.model import Block, BlockKind, Markup, MarkupKind, Origin

_POINTING = frozenset({MarkupKind.LINK, MarkupKind.IMAGE})
_WITH_ADDRESS = frozenset({BlockKind.CAPTION, BlockKind.EMBED})


def completed(blocks: Iterable[Block], origin: Origin) -> Iterator[Block]:
    """Yield blocks whose relative links are full addresses, based on the page's own."""
    near = {address: quote(file) for file, address in origin.pictures}
    for block in blocks:
        markup = tuple(_completed(each, origin.base, near) for each in block.markup)
        url = block.url
        if block.kind in _WITH_ADDRESS:
            url = _full(url, origin.base, near)
        same = url == block.url and markup == block.markup
        yield block if same else replace(block, url=url, markup=markup)


def _completed(markup: Markup, base: str, near: dict[str, str]) -> Markup:
    if markup.kind not in _POINTING:
        return markup
    url = _full(markup.url, base, near if markup.kind is MarkupKind.IMAGE else {})
    return markup if url == markup.url else replace(markup, url=url)


def _full(url: str, base: str, near: dict[str, str]) -> str:
    """Return the full address of a link; a link within the page stays as it is."""
    if not url or url.startswith("#"):
        return url
    try:
        full = urljoin(base, url)
    except ValueError:
        return url
    return near.get(full, full)
