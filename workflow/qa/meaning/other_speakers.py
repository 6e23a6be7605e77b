"""Find a translation in which somebody else says what the source tells."""

from __future__ import annotations

from functools import lru_cache

from workflow.languages import pack
from workflow.languages.meaning.speakers import are_other, kinds
from workflow.languages.scripts import KEPT
from workflow.qa.both_sides import Sides


def other_speaker(both: Sides) -> tuple[str, str] | None:
    """Return who speaks in a source, and who does instead in the translation.

    Both are of known kinds, which differ; one of them is told of nowhere on the other side.

    >>> source = "The valve was faulty, the fire department said."
    >>> other_speaker(Sides(source, "en", "밸브에 결함이 있었다고 경찰이 밝혔다.", "ko"))
    ('the fire department', '경찰')
    >>> other_speaker(Sides(source, "en", "소방당국은 밸브에 결함이 있었다고 밝혔다.", "ko"))
    """
    one = _speaker(both.source, both.spoken)
    other = _speaker(both.text, both.target) if one else ""
    if not other:
        return None
    there, here = both.there.subtag, both.here.subtag
    meant, told = kinds(one, there), kinds(other, here)
    if are_other(meant, told) and (
        are_other(meant, kinds(both.text, here)) or are_other(kinds(both.source, there), told)
    ):
        return one, other
    return None


@lru_cache(maxsize=KEPT)
def _speaker(text: str, tag: str) -> str:
    return pack(tag).senses.speaker(text)
