"""Find words that are certainly misspelt: the check ``spelling``; put slips right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from workflow.languages import pack
from workflow.languages.orthography.slips import SPELLING, Slip
from workflow.model import Entry, Problem, TermUse, say
from workflow.qa.problems import warning

#: How many letters are shown on either side.
_BESIDE = 8


def spelling(entry: Entry, target: str, uses: Sequence[TermUse]) -> Iterator[Problem]:
    """Find words that are certainly misspelt.

    Source: 한글 맞춤법 (Korean); 现代汉语词典 and 吕叔湘《现代汉语八百词》 (Chinese).

    Examples:
        >>> found(spelling, "They praised him.", "그를 높이 평가했다.")
        []
        >>> found(spelling, "They praised him.", "그를 높이 평가햇다.")
        ['misspelt: 평가햇다 → 평가했다']
        >>> found(spelling, "She walked off slowly.", "她慢慢的走下舞台。")
        ['misspelt: 她慢慢的走下舞台 → 她慢慢地走下舞台']
    """
    if repair := repair_of(entry, target, SPELLING, uses):
        yield warning("spelling", say("misspelt: {text}", text=repair.changes), repair.text)


@dataclass(frozen=True, slots=True)
class Repair:
    """A translation with its slips put right, and what that changes: ``햇다 → 했다``."""

    text: str
    changes: tuple[str, ...]


def repair_of(entry: Entry, target: str, use: str, uses: Sequence[TermUse]) -> Repair | None:
    """Return the repair of the slips of one use; None without slips.

    What stands in the rendering of a name is the glossary's.
    """
    text = entry.text
    if not (found := list(pack(target).slips.found(use, text))):
        return None
    if not (slips := [slip for slip in found if not _named(slip, text, uses)]):
        return None
    return Repair(put_right(text, slips), tuple(dict.fromkeys(_change(text, s) for s in slips)))


def _named(slip: Slip, text: str, uses: Sequence[TermUse]) -> bool:
    return any(
        text.startswith(form, at)
        for use in uses
        for form in (use.rendering, *use.accepted)
        for at in range(max(0, slip.start - len(form) + 1), slip.end)
        if form and at <= slip.start and slip.end <= at + len(form)
    )


def put_right(text: str, slips: Iterable[Slip]) -> str:
    """Return a text with each slip replaced by its correction, in order."""
    parts, end = [], 0
    for slip in slips:
        parts += [text[end : slip.start], slip.right]
        end = slip.end
    return "".join([*parts, text[end:]])


def _change(text: str, slip: Slip) -> str:
    """Return the words around a slip before and after the change."""
    start, end = slip.start, slip.end
    while start > max(0, slip.start - _BESIDE) and text[start - 1].isalnum():
        start -= 1
    while end < min(len(text), slip.end + _BESIDE) and text[end].isalnum():
        end += 1
    before, after = text[start : slip.start], text[slip.end : end]
    return f"{before}{slip.found}{after} → {before}{slip.right}{after}".strip()
