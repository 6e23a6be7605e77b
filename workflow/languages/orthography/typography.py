"""Describe how text is set: what stays together on a line, where a headline may break."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from workflow.languages.tables import by_use

_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
#: A quotation from right to left in a text that runs the other way: without an isolate, the mark
#: that ends it would stand at its beginning (UAX #9).
RIGHT_TO_LEFT_QUOTATION = re.compile(
    rf"[{_RTL}](?<=[“‘«\"'(（「『].)[{_RTL}\s\d.,:;!?…–—-]*(?=[”’»\"')）」』])"
)
#: The same of Latin letters in a text from right to left, where a mark is their last or a figure
#: their first: «Hyundai Co.», (7 Days)
LEFT_TO_RIGHT_QUOTATION = re.compile(
    r"(?<=[“‘«‹\"'(])(?:[A-Za-z\u00c0-\u024f][\w .,:;!?&+'’/–-]*[.!?+]"
    r"|[$€£¥#]?\d[\d.,]*[ -][A-Za-z][\w .,:;!?&+'’/–-]*)(?=[”’»›\"')])",
    re.ASCII,
)
_OTHER_WAY = re.compile(f"{RIGHT_TO_LEFT_QUOTATION.pattern}|(?a:{LEFT_TO_RIGHT_QUOTATION.pattern})")
_FROM_RIGHT = re.compile(f"[{_RTL}]")


def quotations_the_other_way(text: str) -> Iterator[re.Match[str]]:
    """Find the quotations that keep their own marks in a text with letters from right to left."""
    return _OTHER_WAY.finditer(text) if _FROM_RIGHT.search(text) else iter(())


@dataclass(frozen=True, slots=True)
class Typography:
    """The typographic rules of a language; empty ones match nothing.

    Attributes:
        apostrophe: a straight apostrophe that should be a curved one.
        joined: a place in a word, as readers see it, where browsers would break the line.
        pause: a place where a headline is read with a pause, and may break; spaces are between two
            such places.
        end: the last characters of a sentence, of which none may begin a line alone.
        stays: a place before what belongs to the word before it, and should not begin a line.
    """

    apostrophe: re.Pattern[str] | None = None
    joined: re.Pattern[str] | None = None
    pause: re.Pattern[str] | None = None
    end: re.Pattern[str] | None = None
    stays: re.Pattern[str] | None = None


def tabled(package: str) -> Typography:
    """Return the typography that a language's ``typography.tsv`` tells, by the use of each row."""
    return Typography(**by_use(package, "typography.tsv"))
