"""Converts sentences to HTML for Google, and back.

Google moves the elements of HTML to where they belong, and leaves the text of one alone that says
``translate="no"`` (guide to Cloud Translation, "Translate HTML"). So a pair of placeholders becomes
a ``span`` with its name, and a standalone one a word that is left alone.
"""

from __future__ import annotations

from html import escape
from html.parser import HTMLParser

from workflow.engines import services
from workflow.markup import PLACEHOLDER, Close, Open, Standalone, Text, Token
from workflow.model import Request

#: The name of a ``span`` around a rendering.
_KEPT = "k"


def written(request: Request, *, forced: bool) -> str:
    """Convert a sentence to HTML.

    Args:
        request: the sentence.
        forced: write the renderings in place of the names, to be kept as they are.
    """
    kept = f'<span id="{_KEPT}" translate="no">{{}}</span>'
    return services.written(request, _span, kept.format, forced=forced)


def _span(token: Token) -> str:
    """Escape text, and make elements of placeholders."""
    match token:
        case Text(text):
            return escape(text, quote=False)
        case Open(tag):
            return f'<span id="{tag}">'
        case Close():
            return "</span>"
        case Standalone(tag):
            return f'<span id="{tag}" translate="no">{tag}</span>'


def read(html: str) -> str:
    """Convert a translation in HTML to a sentence with placeholders.

    >>> read('<span id="k" translate="no">경총</span>은 <span translate="no" id="x1"> x1</span>.')
    '경총은 <x1/>.'
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return "".join(reader.parts)


class _Reader(HTMLParser):
    """Gathers the text of a translation; what is no ``span`` of ours is left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a placeholder."""
        if tag == "span":
            name = dict(attrs).get("id") or ""
            self._open.append(name)
            if match := PLACEHOLDER.fullmatch(f"<{name}>") or PLACEHOLDER.fullmatch(f"<{name}/>"):
                self.parts.append(match[0])

    def handle_endtag(self, tag: str) -> None:
        """End the placeholder that was begun last."""
        if tag == "span" and self._open:
            name = self._open.pop()
            if PLACEHOLDER.fullmatch(f"<{name}>"):
                self.parts.append(f"</{name}>")

    def handle_data(self, data: str) -> None:
        """Take in text, unless it is the word that stands for a placeholder."""
        name = self._open[-1] if self._open else ""
        if not PLACEHOLDER.fullmatch(f"<{name}/>"):
            self.parts.append(data)
