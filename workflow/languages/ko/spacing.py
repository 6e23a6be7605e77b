"""Tell whether a space stood where a line of Korean was broken between any two letters.

Neither the letters nor a dictionary say it for certain. Weights of what a word ends and begins with
are right in nine of ten places (``spacing.tsv``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from workflow.languages import tables
from workflow.languages.scripts import LETTERS

_HANGUL = LETTERS["Hangul"]
#: In favour of a space without any evidence, and letters of a piece that are looked at.
_BIAS, _LONGEST = -0.4, 6
#: Letters of a piece that may be a whole word.
_WORD = 3
#: A figure that is no end of a name (G20, KF-21), and the first letters of what figures count.
_FIGURE = re.compile(r"(?<![A-Za-z\d,.-])\d[\d,.]*$")
_COUNTERS = tuple("년월일시분초명개원억만조천백여회위차대호층배살번째쪽곳건척")


def hides_space(before: str, after: str) -> bool | None:
    """Tell whether the break between a line and the next one hides a space; None if not known.

    >>> hides_space("다음 회의를", "열기로 했다"), hides_space("프랑스 대통", "령은 말했다")
    (True, False)
    >>> hides_space("오는 31", "일까지"), hides_space("G20", "회의")
    (False, None)
    """
    if _HANGUL.match(before[-1:]) and _HANGUL.match(after):
        return _is_spaced(before, after)
    return False if _is_counted(before, after) else None


def _is_spaced(before: str, after: str) -> bool:
    left = before.rsplit(" ", 1)[-1][-_LONGEST:]
    right = after.split(" ", 1)[0][:_LONGEST]
    weights = _weights()
    return _BIAS + sum(weights.get(part, 0) for part in _parts(left, right)) > 0


def _is_counted(before: str, after: str) -> bool:
    """Return whether one piece ends with a figure, and the next begins with what it counts."""
    return after.startswith(_COUNTERS) and bool(_FIGURE.search(before[-2 * _LONGEST :]))


def _parts(left: str, right: str) -> Iterator[tuple[str, str]]:
    """Yield what is known of two pieces: their last and first letters, and their lengths."""
    for size in (1, 2, 3):
        yield f"end{size}", left[-size:]
        yield f"begin{size}", right[:size]
    yield "both", left[-1:] + right[:1]
    yield "word", left if len(left) <= _WORD else "*"
    yield "left", str(min(len(left), 4))
    yield "right", str(min(len(right), 4))


@cache
def _weights() -> Mapping[tuple[str, str], float]:
    rows = tables.read(__package__, "spacing.tsv")
    return {
        (row["part"], letters): float(row["weight"])
        for row in rows
        for letters in row["letters"].split()
    }
