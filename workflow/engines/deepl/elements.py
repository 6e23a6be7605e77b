"""Converts sentences to XML for DeepL, and back.

Our placeholders are elements already, and DeepL moves elements to where they belong; only the text
between them has to be escaped. What must stay as it is stands in an element of its own.
"""

from __future__ import annotations

import re
from html import unescape
from xml.sax.saxutils import escape

from workflow.engines import services
from workflow.markup import Close, Open, Standalone, Text, Token
from workflow.model import Request

#: The element whose content DeepL leaves alone (``ignore_tags``).
KEPT = "k"
_KEPT_TAG = re.compile(rf"</?{KEPT}>")
#: An empty element as XML writers may write it.
_EMPTY = re.compile(r"<(x\d+)>\s*</\1>|<(x\d+)\s*/>")


def written(request: Request, *, forced: bool) -> str:
    """Convert a sentence to XML.

    Args:
        request: the sentence.
        forced: write the renderings in place of the names, to be kept as they are.
    """
    return services.written(request, _element, f"<{KEPT}>{{}}</{KEPT}>".format, forced=forced)


def _element(token: Token) -> str:
    """Escape text, and leave placeholders as they are."""
    match token:
        case Text(text):
            return escape(text)
        case Open(tag):
            return f"<{tag}>"
        case Close(tag):
            return f"</{tag}>"
        case Standalone(tag):
            return f"<{tag}/>"


def read(text: str) -> str:
    """Convert a translation in XML to a sentence with placeholders.

    >>> read("<k>경총</k>은 &lt;밝혔다&gt; <x1></x1>.")
    '경총은 <밝혔다> <x1/>.'
    """
    text = _EMPTY.sub(lambda match: f"<{match[1] or match[2]}/>", _KEPT_TAG.sub("", text))
    return unescape(text)
