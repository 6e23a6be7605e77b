"""Find numbers that are lost, added or changed: the check ``number``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workflow.languages.scripts import has_digit
from workflow.model import Entry, Message, Problem, State, TermUse, say
from workflow.qa import quantities
from workflow.qa.numbers.date import numbers_told
from workflow.qa.problems import error, sides

#: Origins of texts that a person wrote, or may have written.
_WRITTEN = ("", "person")


def number(entry: Entry, target: str, uses: Sequence[TermUse]) -> Iterator[Problem]:
    """Find numbers that are lost, added or changed.

    Source: values are read as in :mod:`workflow.qa.quantities`, in languages whose words for
    millions are not known there by their digits (1,2 Milliarden); numbers inside approved
    renderings (``6자회담``) are right by definition, and miles may become kilometres. A newsroom
    may give the date for a weekday (28일 for ``Monday``); a machine cannot know it, nor can the
    memory.

    Examples:
        >>> found(number, "1.2 billion people in 2021", "2021년 12억 명")
        []
        >>> found(number, "Trade grew 38-fold.", "贸易额增长到48倍。")
        ['48 is not in the source; 38 is missing']
        >>> found(number, "It cost $301.5 billion in 2021.", "2021년 3015만 달러가 들었다.")
        ['30,150,000 is not in the source; 301,500,000,000 is missing']
    """
    machine = entry.state is State.DRAFT and entry.origin not in _WRITTEN
    yield from _unequal(entry, target, uses, dates=machine)


def value(entry: Entry, target: str, uses: Sequence[TermUse]) -> Iterator[Problem]:
    """Yield what :func:`number` finds, accepting any date for a weekday.

    A machine cannot know that date, so asking it again would not help.
    """
    yield from _unequal(entry, target, uses, dates=False)


def _unequal(
    entry: Entry, target: str, uses: Sequence[TermUse], *, dates: bool
) -> Iterator[Problem]:
    if not (has_digit(entry.source) or has_digit(entry.text)):
        return
    source, text = sides(entry)
    named = " ".join(f"{use.rendering} {use.source}" for use in uses)
    new, lost = quantities.unequal(source, text, target, named, dates=dates)
    if new or lost:
        told = numbers_told(source, text)
        new, lost = new - told, lost - told
    if (new or lost) and (message := _told(quantities.listed(new), quantities.listed(lost))):
        yield error("number", message)


def _told(new: str, lost: str) -> Message | None:
    if new and lost:
        return say("{new} is not in the source; {lost} is missing", new=new, lost=lost)
    if new:
        return say("{values} is not in the source", values=new)
    return say("{values} is missing", values=lost) if lost else None
