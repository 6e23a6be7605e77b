"""Mark places in pages by two comments, to be filled once all articles are known."""

from __future__ import annotations

from markupsafe import Markup as Html

from workflow.site.body.typesetting import safe_html

#: The parts: related articles, and links to free pages.
RELATED, FREE = "related", "pages"


def end(name: str, content: str = "") -> Html:
    """Return the comments that enclose a part at the end of a page."""
    return safe_html(f"<!--{name}-->{content}<!--/{name}-->")


def filled(page: bytes, name: str, content: str) -> bytes:
    """Replace the content between the comments of a page.

    >>> filled(b"<p><!--pages-->old<!--/pages--></p>", "pages", "new")
    b'<p><!--pages-->new<!--/pages--></p>'
    """
    opened, closed = f"<!--{name}-->".encode(), f"<!--/{name}-->".encode()
    before, begun, rest = page.rpartition(opened)
    _, ended, after = rest.partition(closed)
    if not (begun and ended):  # a theme's page has no room for it
        return page
    return b"".join((before, begun, content.encode(errors="replace"), ended, after))
