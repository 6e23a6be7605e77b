"""Find the pictures and embeds of a page, with their addresses and names."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from workflow.documents.readers.block_text import plain_block
from workflow.documents.readers.decoding import clean
from workflow.documents.readers.embedded_media import safe_url
from workflow.model import Block, BlockKind
from workflow.xml import text_of

if TYPE_CHECKING:
    from lxml.etree import _Element


#: Elements that show something of another kind in their place.
EMBEDS = frozenset({"iframe", "video", "audio", "object", "embed"})
#: Where pages keep the address of a picture that is loaded once it comes into view.
_LATER = ("data-src", "data-original", "data-lazy-src", "data-lazyload", "data-echo", "data-url")
_LATER_SETS = ("data-srcset", "data-lazy-srcset", "srcset")
#: Names of pictures that stand there until then.
_STAND_IN = re.compile(
    r"(?:^|[/_.-])(?:blank|placeholder|spacer|pixel|transparent|loading|lazy\w*|grey|1x1|empty)"
    r"(?=[_.-])",
    re.IGNORECASE,
)
_CANDIDATE = re.compile(r"\s*(?P<url>[^\s,]\S*[^\s,]|[^\s,])(?:\s+(?P<size>[\d.]+)[wx])?\s*(?:,|$)")
#: Quotations that a script turns into the post of another site, and where each says its address.
_POSTS = {
    "instagram-media": "data-instgrm-permalink",
    "tiktok-embed": "cite",
    "fb-post": "data-href",
    "reddit-embed": "data-embed-src",
    "bluesky-embed": "data-bluesky-uri",
}
#: How highlighters name the language of code.
_LANGUAGE = re.compile(
    r"(?:^|\s)(?:lang(?:uage)?-|brush:\s*|highlight-source-)([a-zA-Z][\w+#-]{0,20})(?:[\s;]|$)"
)
_TWEET = "twitter-tweet"
_LONGEST_NAME, _MOST_SOURCES = 300, 20


def picture_url(image: _Element) -> str:
    """Return the address of the picture that an ``img`` will show; empty if it has none.

    >>> from lxml.html import fragment_fromstring
    >>> picture_url(fragment_fromstring('<img src="blank.gif" data-src="port.jpg">'))
    'port.jpg'
    """
    own = safe_url(image.get("src"))
    later = next(filter(None, (safe_url(image.get(name)) for name in _LATER)), "")
    if later and (not own or _STAND_IN.search(own) or own != later):
        return later
    if own and not _STAND_IN.search(own):
        return own
    sets = [image.get(name) for name in _LATER_SETS]
    outer = image.getparent()
    while outer is not None and outer.tag == "source":  # the parser does not know it to be empty
        outer = outer.getparent()
    if outer is not None and outer.tag == "picture":
        sources = islice(outer.iter("source"), _MOST_SOURCES)
        sets += [each.get(name) for each in sources for name in ("srcset", "data-srcset")]
    return next(filter(None, (_largest(each) for each in sets if each)), own)


def _largest(candidates: str) -> str:
    """Return the address of the largest picture of a ``srcset``."""
    best, size = "", -1.0
    for match in _CANDIDATE.finditer(candidates[:10_000]):
        own = float(match["size"] or 1) if (match["size"] or "1").count(".") < 2 else 1.0
        if own > size and (url := safe_url(match["url"])):
            best, size = url, own
    return best


def fallback_picture(noscript: _Element) -> _Element | None:
    """Return the ``img`` in a ``noscript``, if the page shows no other in its place."""
    images = list(noscript.iter("img"))
    if len(images) != 1 or text_of(noscript).strip():
        return None
    before = noscript.getprevious()
    if before is not None and any(picture_url(each) for each in before.iter("img")):
        return None
    return images[0]


def embed(element: _Element, line: int) -> Block | None:
    """Return the block that stands for a frame, a video …; None if it shows nothing.

    Args:
        element: one of :data:`EMBEDS`, or a quotation that :func:`is_post` knows.
        line: of the source.
    """
    tag = str(element.tag)
    if tag in EMBEDS:
        url = _address(element)
        if not url or {element.get("width"), element.get("height")} & {"0", "1"}:
            return None
        name = element.get("title") or element.get("aria-label") or ""
        if not name and tag == "object":
            name = text_of(element)
    else:
        url, name = _post(element), text_of(element)
    medium = tag if tag in {"video", "audio"} else ""
    frame = Block(BlockKind.EMBED, "", line, url=url, medium=medium)
    return plain_block(frame, " ".join(clean(name).split())[:_LONGEST_NAME])


def _address(element: _Element) -> str:
    said = [element.get(name) for name in ("src", "data", "data-src", "data-lazy-src")]
    said += [source.get("src") for source in element.iter("source")]
    if element.tag == "object":
        said += [inner.get("src") for inner in element.iter("embed")]
    found = (safe_url(each) for each in said)
    return next((each for each in found if each and not each.startswith("about:")), "")


def is_post(element: _Element) -> bool:
    """Return whether an element embeds another site's post without holding its text."""
    return element.tag in {"blockquote", "div"} and any(
        name in _POSTS for name in (element.get("class") or "").split()
    )


def _post(element: _Element) -> str:
    names = (element.get("class") or "").split()
    said = next((element.get(_POSTS[name]) for name in names if name in _POSTS), "")
    return safe_url(said) or _last_link(element)


def is_shown_post(element: _Element) -> bool:
    """Return whether an element is an embedded post of Twitter, whose text is a quotation."""
    return element.tag == "blockquote" and _TWEET in (element.get("class") or "").split()


def tweet(element: _Element, line: int) -> Block | None:
    """Return a link block for an embedded post of Twitter."""
    if not is_shown_post(element):
        return None
    url = _last_link(element)
    return Block(BlockKind.EMBED, "", line, url=url) if url else None


def _last_link(element: _Element) -> str:
    links = [safe_url(each.get("href")) for each in element.iter("a")]
    return next(filter(None, reversed(links)), "")


def code_language(pre: _Element) -> str:
    """Return the language of a code block from its class names: ``language-python``.

    >>> from lxml.html import fragment_fromstring
    >>> code_language(fragment_fromstring('<pre><code class="language-python">x</code></pre>'))
    'python'
    """
    inner = next(pre.iter("code"), None)
    for element in (inner, pre, pre.getparent()):
        names = "" if element is None else element.get("class") or ""
        if match := _LANGUAGE.search(names):
            return match[1].lower()
    return ""
