"""The inline part of Markdown: emphasis, links, code, images and stray HTML tags."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from workflow.documents.readers.decoding import clean
from workflow.documents.readers.html_text import INLINE
from workflow.documents.readers.inline import HIDDEN_BREAK
from workflow.markup import Builder
from workflow.model import MarkupKind

if TYPE_CHECKING:
    from markdown_it.token import Token

_PAIRS = {"em": MarkupKind.EMPHASIS, "strong": MarkupKind.STRONG, "s": MarkupKind.STRIKE}
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*)")


def collect(children: Sequence[Token], source: str, builder: Builder) -> None:
    r"""Puts the inline tokens of one block into ``builder``, line breaks as ``\n``.

    ``source`` is the Markdown of the block.
    """
    opened: list[str] = []
    for token in children:
        if token.type in {"text", "text_special"}:
            builder.text(clean(token.content))
        elif token.type == "softbreak":
            builder.text("\n")
        elif token.type == "hardbreak":
            builder.standalone(MarkupKind.BREAK)
            builder.text("\n")
        elif token.type == "code_inline":
            builder.standalone(MarkupKind.CODE, token.content)
            builder.text(HIDDEN_BREAK * _breaks_in_code(token, source))
        elif token.type == "footnote_ref":
            builder.standalone(MarkupKind.SUPERSCRIPT, str(token.meta["id"] + 1))
        elif token.type == "image":
            _image(token, builder)
        elif token.type == "html_inline":
            _html(token.content, opened, builder)
        else:
            _pair(token, opened, builder)


def _pair(token: Token, opened: list[str], builder: Builder) -> None:
    """Begins or ends a pair; a token that does neither means nothing."""
    if token.nesting > 0:
        _open(token, opened, builder)
    elif token.nesting < 0:
        _close(token.tag, opened, builder)


def _breaks_in_code(token: Token, source: str) -> int:
    """How many lines inline code spans; the parser has made spaces of its line breaks."""
    if "\n" not in source:
        return 0
    pattern = re.escape(token.content).replace("\\ ", "[ \n]")
    found = re.search(f"{re.escape(token.markup)}[ \n]?{pattern}", source)
    return found[0].count("\n") if found else 0


def _open(token: Token, opened: list[str], builder: Builder) -> None:
    opened.append(token.tag)
    if token.tag == "a":
        title = str(token.attrGet("title") or "")
        builder.open(MarkupKind.LINK, str(token.attrGet("href") or ""), title)
    else:
        builder.open(_PAIRS.get(token.tag, MarkupKind.EMPHASIS))


def _close(tag: str, opened: list[str], builder: Builder) -> None:
    """Ends the pair of ``tag`` and HTML elements left open inside it; strays end nothing."""
    if tag in opened:
        while True:
            builder.close()
            if opened.pop() == tag:
                return


def _image(token: Token, builder: Builder) -> None:
    shown = "".join(
        "\n" if child.type == "softbreak" else child.content for child in token.children or []
    )
    title = str(token.attrGet("title") or "")
    alt = " ".join(clean(shown).split()) or title
    builder.standalone(MarkupKind.IMAGE, alt, str(token.attrGet("src") or ""), title)
    builder.text(HIDDEN_BREAK * shown.count("\n"))


def _html(content: str, opened: list[str], builder: Builder) -> None:
    """A tag inside Markdown: a pair where it means one, a break for ``br``, else nothing.

    Elements are told from Markdown's own by an upper-case name: ``</b>`` must not end ``**``.
    """
    builder.text(HIDDEN_BREAK * content.count("\n"))
    tag = _TAG.match(content)
    if not tag:
        return
    name = tag["name"].lower()
    if name == "br":
        builder.standalone(MarkupKind.BREAK)
        builder.text(" ")
    elif name in INLINE and not tag["end"]:
        opened.append(name.upper())
        builder.open(INLINE[name])
    elif name in INLINE and opened and opened[-1] == name.upper():
        opened.pop()
        builder.close()
