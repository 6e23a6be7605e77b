"""Convert the HTML of sentences to Markdown (CommonMark 0.31, GitHub's footnotes and formulas)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from html import unescape
from urllib.parse import quote

from workflow.languages.characters import LINE_BREAK
from workflow.site.body.typesetting import without_typography

_TAG = re.compile(r"<(/?)([a-z]+)([^>]*)>")
_HREF = re.compile(r' href="([^"]*)"')
#: Characters that mean something anywhere in a line; a backslash before each takes that away.
_ACTIVE = re.compile(r"[\\`*_\[\]<>&~|#$]")
#: Before what means something at the beginning of a line: list markers and underlines of headings.
_OPENING = re.compile(r"^(?:\d{1,9}(?=[.)](?:\s|$))|(?=[-+=]))", re.MULTILINE)
_NOT_IN_ADDRESS = re.compile(r"[\s<>\\|]")
_ELEMENT = re.compile("<[^>]*>")
_MATH = re.compile(r'<math (?P<about>[^>]*?)alttext="(?P<source>[^"]*)"[^>]*>.*?</math>', re.DOTALL)
_TEX = 'class="tex"'
_NOTED = re.compile(r'<sup class="fn"><a href="#fn-(\d+)"[^>]*>[^<]*</a></sup>')
_ANCHOR = re.compile(r'<a id="[^"]*"></a>')
#: Private-use characters that stand for protected parts, and the most parts of a text.
_FIRST, _MOST = 0xF0000, 4_000
_KEPT = re.compile("[\U000f0000-\U000f0fff]")
_DELIMITERS = {"strong": "**", "em": "*"}


def _keep(written: str, kept: list[str]) -> str:
    """Replace Markdown that must not be escaped by a placeholder sign."""
    if len(kept) > _MOST:
        return unescape(_ELEMENT.sub("", written))
    kept.append(written)
    return chr(_FIRST + len(kept) - 1)


def _inline_formula(found: re.Match[str]) -> str:
    source = unescape(found["source"])
    return f"${source}$" if _TEX in found["about"] and "$" not in source else escaped(source)


def markdown_formula(html: str) -> str:
    """Write a displayed formula as Markdown."""
    found = _MATH.search(html)
    source = unescape(found["source"] if found else _ELEMENT.sub("", html))
    return f"$$\n{source}\n$$" if _TEX in html and "$" not in source else fenced(source)


def bold(line: str) -> str:
    """Make a line bold, after its anchor."""
    text = line[end.end() :] if (end := _ANCHOR.match(line)) else line
    return f"{line[: len(line) - len(text)]}**{text}**" if text else line


@lru_cache(maxsize=512)
def markdown_text(html: str, breaks: str) -> str:
    """Turn a sentence's HTML into Markdown. The HTML is our own: well nested, few elements."""
    html = str(html)
    if "<" not in html:
        return _begun(_written(html))
    kept: list[str] = []
    html = _MATH.sub(lambda found: _keep(_inline_formula(found), kept), html)
    html = _NOTED.sub(lambda found: _keep(f"[^{found[1]}]", kept), html)
    frames: list[list[str]] = [[]]
    opened: list[tuple[str, str]] = []
    end = 0
    for match in _TAG.finditer(html):
        _run(frames, opened, html[end : match.start()])
        end = match.end()
        closing, element, attributes = match.groups()
        if element == "br":
            frames[-1].append(breaks)
        elif closing:
            element, attributes = opened.pop()
            inner = "".join(frames.pop())
            frames[-1].append(_wrap(element, attributes, inner, "".join(frames[-1])[-1:]))
        else:
            opened.append((element, attributes))
            frames.append([])
    _run(frames, opened, html[end:])
    text = _begun("".join(frames[0]))
    return _KEPT.sub(lambda found: kept[ord(found[0]) - _FIRST], text) if kept else text


def _begun(text: str) -> str:
    """Escape what Markdown would read as markup at the beginning of a line.

    By a function, as in :func:`escaped`: Python looks at a template anew for each text.
    """
    return _OPENING.sub(lambda found: f"{found[0]}\\", text.strip())


def _run(frames: list[list[str]], opened: Sequence[tuple[str, str]], html: str) -> None:
    in_code = bool(opened) and opened[-1][0] == "code"
    frames[-1].append(_said(html) if in_code else _written(html))


def _said(html: str) -> str:
    return LINE_BREAK.sub(" ", without_typography(unescape(html)))


def _written(html: str) -> str:
    return escaped(_said(html))


def _wrap(element: str, attributes: str, inner: str, before: str) -> str:
    if not inner:
        return ""
    if element == "code":
        plain = "`" not in inner and inner.strip() == inner and "|" not in inner
        return f"`{inner}`" if plain else f"<code>{escaped(inner)}</code>"
    if element == "a" and 'class="term"' not in attributes and (href := _HREF.search(attributes)):
        return f"[{inner}](<{address(unescape(href[1]))}>)"
    if mark := _DELIMITERS.get(element):
        # Beside punctuation and other marks, CommonMark does not take them for emphasis (6.2).
        safe = inner[0].isalnum() and inner[-1].isalnum() and before != "*"
        return f"{mark}{inner}{mark}" if safe else f"<{element}>{inner}</{element}>"
    return f"<{element}>{inner}</{element}>" if element in {"s", "sup", "sub"} else inner


def fenced(text: str) -> str:
    """Write a fenced code block; its fence is longer than any in the code."""
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
    return f"{fence}\n{text}\n{fence}"


def prefixed(prefix: str, text: str) -> str:
    """Put a prefix before every line."""
    return "\n".join(f"{prefix}{line}".rstrip() for line in text.split("\n"))


def escaped(text: str) -> str:
    """Escape what Markdown would read as markup."""
    return _ACTIVE.sub(lambda found: f"\\{found[0]}", text)


def address(url: str) -> str:
    """Write an address in angle brackets."""
    return _NOT_IN_ADDRESS.sub(lambda match: quote(match[0]), url)
