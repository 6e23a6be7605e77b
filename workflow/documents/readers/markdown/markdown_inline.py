"""Turn the inline tokens of a block of Markdown into text and placeholders."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from workflow.documents.readers.block_text import HIDDEN_BREAK
from workflow.documents.readers.decoding import clean
from workflow.documents.readers.html.html_text import CODE, INLINE
from workflow.documents.readers.markdown.dialects.inline_marks import emoji_codes
from workflow.documents.readers.tag_words import linked
from workflow.documents.readers.template_tags import tag_of
from workflow.markup import Builder
from workflow.model import MarkupKind

if TYPE_CHECKING:
    from markdown_it.token import Token

    from workflow.documents.readers.template_tags import Shields

_PAIRS = {
    "em": MarkupKind.EMPHASIS,
    "strong": MarkupKind.STRONG,
    "s": MarkupKind.STRIKE,
    "mark": MarkupKind.EMPHASIS,
    "sup": MarkupKind.SUPERSCRIPT,
    "sub": MarkupKind.SUBSCRIPT,
}
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*)")
#: What names a place: an attribute of HTML; or, as in the pages of React, a comment.
_NAMED = re.compile(
    r"<\w[^<>]*?\s(?:id|name)\s*=\s*(?:\"([^\"<>]{1,200})\"|'([^'<>]{1,200})')"
    r"|\{/\*\s*([\w-]{1,200})\s*\*/\}"
)
_ATTRIBUTE = re.compile(r"([\w:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
#: GitHub lets a formula have the marks of code within its own: $`x^2`$.
_GITHUB_FORMULA = re.compile(r"\A`([^`]+)`\Z")
_CONTENT_ROLES = {"sub": MarkupKind.SUBSCRIPT, "sup": MarkupKind.SUPERSCRIPT}
#: Elements that begin a line of their own, also in a cell of a table.
_LINES = frozenset("address blockquote dd div dt h1 h2 h3 h4 h5 h6 hr li p pre summary tr".split())
#: What Marp takes for how a picture is laid out.
_BACKGROUND = re.compile(
    r"(?:bg|w:\S+|h:\S+)(?: (?:left|right|fit|cover|contain|auto|vertical|blur|brightness|opacity"
    r"|grayscale|[wh]?:?\d\S*)(?::\S+)?)*"
)
#: The size that Obsidian reads behind an alternative text.
_SIZE = re.compile(r"\|\d{2,4}(?:x\d{2,4})?$")
#: Signs that begin no line.
_CLOSING = tuple(".,;:!?)")
#: Roles of MyST whose text may be followed by what it points to.
_POINTING = frozenset("ref doc numref eq any term download kbd".split())
_POINTS = re.compile(r"(?P<text>[^<>]+?)\s*[<(](?P<to>[^<>()]+)[>)]")


class InlineText:
    """Adds the inline tokens of one block to a builder, and keeps the line breaks of its source.

    Args:
        source: the Markdown of the block.
        shields: of the document.
    """

    def __init__(self, source: str, shields: Shields) -> None:
        """Begin without content."""
        self.builder = Builder()
        self._source = source
        self._shields = shields
        self._opened: list[str] = []
        #: The names of its elements of HTML, for links.
        self.names: list[str] = []
        #: Something was added, and behind it a line of its own begins or ends.
        self._shows = self._parted = False
        #: Inside an element of HTML that is code: what has been gathered.
        self._code: list[str] | None = None

    def add(self, children: Sequence[Token]) -> None:
        """Add tokens in order."""
        for token in children:
            self._part(token)
            if self._code is not None:
                self._within_code(token)
            elif token.type in {"text", "text_special"}:
                self._text(token.content)
            elif token.type == "softbreak":
                self.builder.text("\n")
            elif token.type == "hardbreak":
                self.builder.standalone(MarkupKind.BREAK)
                self.builder.text("\n")
            elif token.nesting:
                self._pair(token)
            else:
                self._alone(token)

    def _part(self, token: Token) -> None:
        """Break the line where an element of HTML that has its own begins or ends."""
        tag = _TAG.match(token.content) if token.type == "html_inline" else None
        if tag:
            self._parted |= self._shows and tag["name"].lower() in _LINES
        elif token.content.strip() or token.nesting > 0 or token.type == "image":
            if self._parted and self._code is None and token.content[:1] not in _CLOSING:
                self.builder.standalone(MarkupKind.BREAK)
                self.builder.text(" ")
            self._shows, self._parted = True, False

    def _alone(self, token: Token) -> None:
        """Add a standalone token; unknown kinds are skipped."""
        if token.type == "code_inline":
            self._code_span(token)
        elif token.type in {"math_inline", "math_inline_double"}:
            self.formula(_GITHUB_FORMULA.sub(r"\1", token.content))
        elif token.type == "template":
            self._held(MarkupKind.TEMPLATE, token.content)
        elif token.type == "footnote_ref":
            self.builder.standalone(MarkupKind.FOOTNOTE, str(token.meta["id"] + 1))
        elif token.type == "image":
            self._image(token)
        elif token.type == "wiki_image":
            self.builder.standalone(MarkupKind.IMAGE, clean(token.content), token.meta["url"])
        elif token.type == "html_inline":
            self._html(self._shields.restored(token.content))

    def _text(self, text: str) -> None:
        for part, is_tag in self._shields.parts(text):
            if is_tag:
                self._tag(part)
                continue
            for piece, is_icon in emoji_codes(part):
                if is_icon:
                    self.builder.standalone(MarkupKind.TEMPLATE, piece)
                else:
                    self.builder.text(clean(piece))

    def _tag(self, text: str) -> None:
        """Add a tag of a template; one of Hexo's that is a link, as a link."""
        if found := linked(tag_of(text)) if text.startswith("{%") else None:
            self.builder.open(MarkupKind.LINK, found[1])
            self.builder.text(clean(found[0]))
            self.builder.close()
        else:
            self.builder.standalone(MarkupKind.TEMPLATE, text)

    def formula(self, source: str) -> None:
        """Add a formula; it may span lines."""
        source = self._shields.restored(source)
        self.builder.standalone(MarkupKind.FORMULA, " ".join(source.split()), "tex")
        self.builder.text(HIDDEN_BREAK * source.count("\n"))

    def _held(self, kind: MarkupKind, content: str) -> None:
        content = self._shields.restored(content)
        self.builder.standalone(kind, content)
        self.builder.text(HIDDEN_BREAK * content.count("\n"))

    def _code_span(self, token: Token) -> None:
        content = self._shields.restored(token.content)
        role = str(token.meta.get("role", ""))
        points = _POINTS.fullmatch(content) if role in _POINTING else None
        if role == "math":
            self.builder.standalone(MarkupKind.FORMULA, content, "tex")
        elif kind := _CONTENT_ROLES.get(role):
            self.builder.open(kind)
            self.builder.text(clean(content))
            self.builder.close()
        elif points:
            self.builder.open(MarkupKind.LINK, points["to"])
            self.builder.text(clean(points["text"]))
            self.builder.close()
        elif role == "abbr":
            self.builder.text(clean(content))
        else:
            self.builder.standalone(MarkupKind.CODE, content)
        self.builder.text(HIDDEN_BREAK * _breaks_in_code(token, self._source))

    def _pair(self, token: Token) -> None:
        """Begin or end a pair of placeholders; spans with nothing but attributes have none."""
        if token.tag == "span":
            return
        if token.nesting < 0:
            self._close(token.tag)
            return
        self._opened.append(token.tag)
        if token.tag == "a":
            href = self._shields.restored_address(str(token.attrGet("href") or ""))
            title = self._shields.restored(str(token.attrGet("title") or ""))
            self.builder.open(MarkupKind.LINK, href, title)
        else:
            self.builder.open(_PAIRS.get(token.tag, MarkupKind.EMPHASIS))

    def _close(self, tag: str) -> None:
        """End the pair of ``tag`` and unclosed HTML elements in it; stray end tags are ignored."""
        if tag in self._opened:
            while True:
                self.builder.close()
                if self._opened.pop() == tag:
                    return

    def _image(self, token: Token) -> None:
        shown = "".join(
            "\n" if child.type == "softbreak" else child.content for child in token.children or []
        )
        title = self._shields.restored(str(token.attrGet("title") or ""))
        alt = " ".join(clean(self._shields.restored(shown)).split())
        alt = "" if _BACKGROUND.fullmatch(alt) else _SIZE.sub("", alt)
        alt = alt or str(token.meta.get("alt", "")) or title
        url = self._shields.restored_address(str(token.attrGet("src") or ""))
        self.builder.standalone(MarkupKind.IMAGE, alt, url, title)
        self.builder.text(HIDDEN_BREAK * shown.count("\n"))

    def _html(self, content: str) -> None:
        """Read an inline HTML tag: as a pair, code, a picture, a break, or not at all.

        Elements are told from Markdown's own by an upper-case name: ``</b>`` must not end ``**``.
        """
        self.builder.text(HIDDEN_BREAK * content.count("\n"))
        self.names += names_in(content)
        tag = _TAG.match(content)
        if not tag:
            return
        name = tag["name"].lower()
        if name == "br":
            self.builder.standalone(MarkupKind.BREAK)
            self.builder.text(" ")
        elif name == "img":
            self._html_image(content)
        elif name == "rt" and "<rp" not in self._source:
            self.builder.text(")" if tag["end"] else "(")
        elif name in CODE and not tag["end"]:
            self._code = []
        elif tag["end"]:
            self._end_element(name)
        elif name in INLINE:
            self._opened.append(name.upper())
            self.builder.open(INLINE[name])
        elif name == "a" and (url := _address(_attributes(content).get("href"))):
            self._opened.append("A")
            self.builder.open(MarkupKind.LINK, url, clean(_attributes(content).get("title", "")))

    def _end_element(self, name: str) -> None:
        if (name in INLINE or name == "a") and self._opened[-1:] == [name.upper()]:
            self._opened.pop()
            self.builder.close()

    def _html_image(self, content: str) -> None:
        said = _attributes(content)
        alt = " ".join(clean(said.get("alt", "")).split())
        if url := _address(said.get("src")):
            self.builder.standalone(MarkupKind.IMAGE, alt, url, clean(said.get("title", "")))
        elif alt:
            self.builder.text(alt)

    def _within_code(self, token: Token) -> None:
        """Gather the text of a ``code`` element up to its end tag."""
        gathered = self._code if self._code is not None else []
        tag = _TAG.match(token.content) if token.type == "html_inline" else None
        if tag and tag["end"] and tag["name"].lower() in CODE:
            self.finish()
        elif token.type in {"softbreak", "hardbreak"}:
            gathered.append("\n")
        elif not tag:
            gathered.append(self._shields.restored(token.content))

    def finish(self) -> Builder:
        """Return the builder with all that was added."""
        if self._code is not None:
            text = "".join(self._code)
            self._code = None
            if text.strip():
                self.builder.standalone(MarkupKind.CODE, " ".join(clean(text).split()))
            self.builder.text(HIDDEN_BREAK * text.count("\n"))
        return self.builder


def _address(url: str | None) -> str:
    """Return the address of an HTML link as Markdown writes it; empty if it would run a script."""
    from markdown_it.common.normalize_url import normalizeLink, validateLink

    url = "".join((url or "").split())
    return normalizeLink(url) if url and validateLink(url) else ""


def names_in(content: str) -> list[str]:
    """Return the names that elements of HTML give to their places, and comments of MDX."""
    names = (found[1] or found[2] or found[3] for found in _NAMED.finditer(content[:10_000]))
    return [each for each in names if each]


def _attributes(tag: str) -> dict[str, str]:
    from html import unescape

    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(tag[:10_000]):
        value = next((each for each in match.groups()[1:] if each is not None), "")
        found.setdefault(match[1].lower(), unescape(value))
    return found


def _breaks_in_code(token: Token, source: str) -> int:
    """Count the source lines that inline code spans: the parser made spaces of the breaks."""
    if "\n" not in source:
        return 0
    pattern = re.escape(token.content).replace("\\ ", "[ \n]")
    found = re.search(f"{re.escape(token.markup)}[ \n]?{pattern}", source)
    return found[0].count("\n") if found else 0
