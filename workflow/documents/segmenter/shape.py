"""Tell quotes, brackets and placeholders of a text apart, every offset kept.

Sentence rules look at the shape, where any opening mark is ``“`` and any closing mark ``”``, so
they need not know how many ways there are to quote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from workflow.languages.orthography.sentences import CLOSE, OPEN
from workflow.markup import PLACEHOLDER

#: Ends of sentences; the first group needs no space after it.
FULL_WIDTH = "。！？｡"
TERMINATORS = f".!?…．{FULL_WIDTH}‼⁇⁈⁉।॥؟۔։።၊။៕"

_OPENING = "“„「『《〈（(［[【〔｢{"
_CLOSING = "”」』》〉）)］]】〕｣}"
_ENDS = rf"[{TERMINATORS}{re.escape(_CLOSING)}\"'’]"
#: The mark of a note, behind the end of a sentence: ``.[1]``, ``. [1]``, ``.<g1>1</g1>``.
_NOTE = (
    rf"(?:(?<={_ENDS})"
    r"(?:\[\d{1,3}\]|(?:<g\d+>)+\[?(?:\d{1,3}|[*†‡§a-z])\]?(?:</g\d+>)+)+"
    rf"|(?<={_ENDS}\s)\[\d{{1,3}}\](?=\s|$))"
)
_MARK = re.compile(
    rf"(?P<note>{_NOTE})|{PLACEHOLDER.pattern}|[\"'‘’{re.escape(_OPENING + _CLOSING)}]"
    rf"|(?P<french>(?<![\w{TERMINATORS},])«[ \u00a0\u202f](?=[\w(\"“‘'<]))|[«»‹›]"
    rf"|(?P<mark>(?<=[{TERMINATORS}])[_*]{{1,3}}(?=\s|$))"
)
_QUOTE = re.compile("[“”]")
_TITLE = re.compile("《[^《》]{1,80}》|〈[^〈〉]{1,80}〉")
#: A closing quote that follows an opening one is this near.
_LONGEST_QUOTED = 100
_DOUBLE = frozenset('"“”')
#: What stands behind a closing quote rather than an opening one.
_BEHIND = TERMINATORS + _CLOSING + ",，、;；:："
#: Marks of Chinese and Japanese texts, behind which no space stands.
_WIDE_STOPS = frozenset(f"{FULL_WIDTH}，、；：”")
_BRACKETS = dict(zip("）)］]】〕}", "（(［[【〔{", strict=True))
#: A bracket that closes further away than this was probably never closed, and means nothing.
_LONGEST_BRACKET = 300


def shape(text: str) -> str:
    r"""Return a text with each opening mark as ``“`` and each closing one as ``”``, as long as it.

    >>> shape('<g1>He</g1> said, "It\'s (a) test."')
    "““““He””””” said, “It's “a” test.”"
    """
    parts: list[str] = []
    end, opened, last, low = 0, 0, "", False
    for match in _MARK.finditer(text):
        start, mark = match.start(), match[0]
        parts.append(text[end:start])
        before = text[start - 1] if start > end else last
        after = text[match.end() : match.end() + 1]
        if mark == "“" and (low or (opened and _is_slip(before, text, match.end()))):
            last = CLOSE
        else:
            last = _sign(match, before, after, inside=opened > 0)
        low = mark == "„" or (low and mark not in _DOUBLE)  # „So.“ in German, Czech …
        if mark in _DOUBLE:
            opened = max(0, opened + (1 if last == OPEN else -1))
        parts.append(last * len(mark))
        end = match.end()
    return "".join(parts) + text[end:]


def _sign(match: re.Match[str], before: str, after: str, *, inside: bool) -> str:
    """Classify a mark by the characters around it (the one before as a shape).

    ``inside`` says whether a double quotation is open.
    """
    mark = match[0]
    ended = before != "" and before in TERMINATORS + CLOSE
    if match["open"] or match["french"] or mark in _OPENING:
        return OPEN
    if mark in "«»‹›":
        return _angled(mark, before, after)
    if match["note"] or match["mark"] or match["close"] or mark in _CLOSING:
        return CLOSE
    begins = (before in ("", OPEN) or before.isspace()) and bool(after) and not after.isspace()
    if mark == '"':
        return _double(before, after, begins=begins, inside=inside)
    if (begins or (mark == "‘" and before in _WIDE_STOPS and after.isalnum())) and mark in "'‘":
        return OPEN
    return CLOSE if ended else "X" if match["standalone"] else "'"


def _is_slip(before: str, text: str, end: int) -> bool:
    """Tell whether an opening quote in a quotation is meant to close it: ``“…。“他说``.

    It is a real one where the next mark closes it.
    """
    if before == "" or before not in TERMINATORS + CLOSE:
        return False
    following = _QUOTE.search(text, end, end + _LONGEST_QUOTED)
    return following is None or following[0] == "“"


def _angled(mark: str, before: str, after: str) -> str:
    """Tell what a guillemet is: French, Spanish, Russian «…» and « … », German »…«."""
    apart = before in ("", OPEN, "(", "—", "–", "'", "’") or before.isspace()
    if mark in "«‹":
        return OPEN if apart else CLOSE
    return OPEN if apart and after.isalnum() else CLOSE


def _double(before: str, after: str, *, begins: bool, inside: bool) -> str:
    """Classify a straight double quote; between letters it closes an open one.

    So it does right behind a full stop, though the quotation begins in another paragraph:
    ``… 했습니다."라고 말했다.``
    """
    if begins:
        return OPEN
    if not after or after.isspace() or after in _BEHIND or before in (".", "!", "?"):
        return CLOSE
    return CLOSE if inside else OPEN


def pairs(text: str) -> list[tuple[int, int]]:
    """Return the spans that pairs of placeholders enclose, overlapping ones united, in order.

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


def titles(text: str) -> list[tuple[int, int]]:
    """Return the spans in Chinese marks of titles, such as ``《快看！》``, in order."""
    return [(found.start() + 1, found.end() - 1) for found in _TITLE.finditer(text)]


def brackets(text: str) -> list[tuple[int, int]]:
    """Return the spans from each outermost opening bracket to its closing one, in order."""
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
