"""The shape of a text: quotes, brackets and placeholders told apart, every offset kept.

Sentence rules look at the shape, where any opening mark is ``“`` and any closing mark ``”``, so
they need not know how many ways there are to quote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from workflow.markup import PLACEHOLDER

OPEN, CLOSE = "“", "”"
#: Ends of sentences; the first group needs no space after it.
FULL_WIDTH = "。！？｡"
TERMINATORS = f".!?…．{FULL_WIDTH}‼⁇⁈⁉।॥؟۔։።၊။៕"

_OPENING = "“„「『《〈（(［[【〔｢{"
_CLOSING = "”」』》〉）)］]】〕｣}"
_MARK = re.compile(rf"{PLACEHOLDER.pattern}|[\"'‘’{re.escape(_OPENING + _CLOSING)}]")
#: What stands behind a closing quote rather than an opening one.
_BEHIND = TERMINATORS + _CLOSING + ",，、;；:："
_BRACKETS = dict(zip("）)］]】〕}", "（(［[【〔{", strict=True))
#: A bracket that closes further away than this was probably never closed, and means nothing.
_LONGEST_BRACKET = 300


def shape(text: str) -> str:
    r"""``text`` with each opening mark as ``“`` and each closing one as ``”``; of the same length.

    >>> shape('<g1>He</g1> said, "It\'s (a) test."')
    "““““He””””” said, “It's “a” test.”"
    """
    parts: list[str] = []
    end, inside, last = 0, False, ""
    for match in _MARK.finditer(text):
        start = match.start()
        parts.append(text[end:start])
        before = text[start - 1] if start > end else last
        mark, after = match[0], text[match.end() : match.end() + 1]
        sign = _sign(match, before, after, inside)
        if mark == '"':
            inside = sign == OPEN
        last = sign
        parts.append(sign * len(mark))
        end = match.end()
    return "".join(parts) + text[end:]


def _sign(match: re.Match[str], before: str, after: str, inside: bool) -> str:
    """What a mark is, from the characters around it (``before`` is already a shape)."""
    mark = match[0]
    if match["open"] or mark in _OPENING:
        return OPEN
    if match["close"] or mark in _CLOSING:
        return CLOSE
    ended = before != "" and before in TERMINATORS + CLOSE
    if match["standalone"]:
        return CLOSE if ended else "X"
    begins = (before in ("", OPEN) or before.isspace()) and bool(after) and not after.isspace()
    if mark == '"':
        return _double(after, begins, inside)
    if begins and mark != "’":
        return OPEN
    return CLOSE if ended else "'"


def _double(after: str, begins: bool, inside: bool) -> str:
    """A straight double quote; between letters it closes what is open."""
    if begins:
        return OPEN
    if not after or after.isspace() or after in _BEHIND:
        return CLOSE
    return CLOSE if inside else OPEN


def pairs(text: str) -> list[tuple[int, int]]:
    """The spans that pairs of placeholders enclose, overlapping ones united, in order.

    A span goes from the end of the opening placeholder to the beginning of the closing one.
    """
    opened: dict[str, int] = {}
    found: list[tuple[int, int]] = []
    for match in PLACEHOLDER.finditer(text):
        if match["open"]:
            opened.setdefault(match["open"], match.end())
        elif match["close"] in opened:
            found.append((opened.pop(match["close"]), match.start()))
    return list(_united(sorted(found)))


def brackets(text: str) -> list[tuple[int, int]]:
    """The spans from each outermost opening bracket to its closing one, in order."""
    stack: list[tuple[str, int]] = []
    found: list[tuple[int, int]] = []
    for match in re.finditer(r"[（）()［］\[\]【】〔〕{}]", text):
        if match[0] in _BRACKETS:
            if stack and stack[-1][0] == _BRACKETS[match[0]]:
                start = stack.pop()[1]
                if match.start() - start <= _LONGEST_BRACKET:
                    found.append((start, match.start()))
        else:
            stack.append((match[0], match.start()))
    return list(_united(sorted(found)))


def _united(spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    current: tuple[int, int] | None = None
    for start, end in spans:
        if current and start <= current[1]:
            current = (current[0], max(current[1], end))
        else:
            if current:
                yield current
            current = (start, end)
    if current:
        yield current
