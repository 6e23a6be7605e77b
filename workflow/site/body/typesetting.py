"""Typeset text as its language does: marks, phrases, and what must not break."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache, partial
from urllib.parse import urlsplit

from markupsafe import Markup as Html

from workflow.languages import any_language, pack
from workflow.languages.characters import FORBIDDEN
from workflow.languages.orthography.typography import (
    LEFT_TO_RIGHT_QUOTATION,
    RIGHT_TO_LEFT_QUOTATION,
)

#: Keeps a line from breaking; like the isolates set into HTML for typography's sake, no part of
#: the text.
WORD_JOINER = "\u2060"
#: Begin a run from right to left inside a text from left to right, or the reverse, and end it
#: (UAX #9, 2.4).
ISOLATE, LATIN_ISOLATE, ISOLATED = "\u2067", "\u2066", "\u2069"
_SIGNS = re.compile(f"[{WORD_JOINER}{ISOLATE}{LATIN_ISOLATE}{ISOLATED}]")
_ELEMENT = re.compile("<[^>]*>")
_PIECES = re.compile("<[^>]*>|[^<]+")
#: A phrase of fewer letters gets no line of its own.
_PHRASE = 6
#: More letters than an end has.
_TAIL = 16
#: A headline of this many letters, or half as many Chinese or Korean ones, is set smaller.
_LONG = 96
_SAFE = re.compile(r"(?:https?://[^\s/]|mailto:[^\s])", re.IGNORECASE)

#: Marks a text as the HTML that it is; what Markup itself does first, to look for ``__html__``,
#: takes three times as long.
safe_html: Callable[[str], Html] = partial(str.__new__, Html)


def clean(text: str) -> str:
    """Take out of a text the characters that HTML and XML do not allow."""
    return text if text.isprintable() else FORBIDDEN.sub("", text)


def safe_url(url: str) -> str:
    """Return a web or mail address as it is, and nothing for any other, such as ``javascript:``."""
    try:
        urlsplit(url)
    except ValueError:
        return ""
    return url.strip() if _SAFE.match(url.strip()) else ""


def without_typography(text: str) -> str:
    """Take out of a text the characters that only its typography needs."""
    return text if text.isascii() else _SIGNS.sub("", text)


def typeset(text: str, language: str) -> str:
    """Return plain text with what its typography needs.

    That is the language's own (``languages/orthography/typography.py``), and an isolate around a
    quotation that runs the other way, which keeps its own marks.
    """
    text = clean(text)
    plain_letters, typography = text.isascii(), pack(language).typography
    if typography.apostrophe:
        text = typography.apostrophe.sub("’", text)
    if plain_letters:
        return text
    if typography.joined:
        text = typography.joined.sub(WORD_JOINER, text)
    if any_language(language).direction == "ltr":
        return RIGHT_TO_LEFT_QUOTATION.sub(lambda its: f"{ISOLATE}{its[0]}{ISOLATED}", text)
    return LEFT_TO_RIGHT_QUOTATION.sub(lambda its: f"{LATIN_ISOLATE}{its[0]}{ISOLATED}", text)


def in_phrases(html: Html, language: str) -> Html:
    """Divide a headline or deck into phrases for line breaks, if its language has such.

    >>> str(in_phrases(Html("短缺的两个月：<b>时间线</b>"), "zh-Hans"))
    '<span class="ph">短缺的两个月：</span><span class="ph"><b>时间线</b></span>'
    """
    pause = pack(language).typography.pause
    if not pause:
        return html
    phrases, gaps = [""], [""]
    for each in _pauses(str(html), pause):
        if each.isspace():
            gaps[-1] = each
        elif len(_ELEMENT.sub("", phrases[-1])) < _PHRASE:
            phrases[-1] += gaps[-1] + each
            gaps[-1] = ""
        else:
            phrases.append(each)
            gaps.append("")
    if len(phrases) == 1:
        return html
    pairs = zip(phrases, gaps, strict=True)
    return safe_html("".join(f'<span class="ph">{each}</span>{gap}' for each, gap in pairs))


def _pauses(html: str, pause: re.Pattern[str]) -> list[str]:
    """Divide HTML where a reader pauses, outside of elements; spaces there stand alone."""
    pieces = [""]
    depth = 0
    for piece in _PIECES.findall(html):
        if pieces[-1].isspace():
            pieces.append("")
        first, *others = pause.split(piece) if piece[0] != "<" and not depth else [piece]
        pieces[-1] += first
        pieces += others
        if piece[0] == "<" and piece != "<br>":
            depth += -1 if piece[1] == "/" else 1
    return pieces


def keep_end(html: Html, language: str) -> Html:
    """Keep the end of a sentence together, where its language asks for it.

    >>> str(keep_end(Html("更加紧密。"), "zh-Hans"))
    '更加<span class="end">紧密。</span>'
    """
    end = pack(language).typography.end
    found = end and end.search(html, max(0, len(html) - _TAIL))
    if not found:
        return html
    return safe_html(f'{html[: found.start()]}<span class="end">{found[0]}</span>')


@lru_cache(maxsize=64)  # each of an article's pages asks
def long(text: str) -> bool:
    """Tell whether a headline is so long that it is set smaller."""
    return sum(1 + (unicodedata.east_asian_width(each) in "FW") for each in text) > _LONG
