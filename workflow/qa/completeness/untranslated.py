"""Find untranslated text: the check ``untranslated``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from workflow.languages import pack, scripts
from workflow.languages.detection.evident_language import language_by_words
from workflow.languages.scripts import DENSE
from workflow.model import Entry, Problem, TermUse, say
from workflow.qa.completeness.leftovers import without_names
from workflow.qa.problems import error, sides

#: From this many letters on, an identical translation is hardly a name or a code.
_COPY_LENGTH = 12
#: Four words of the source in a row, two in lower case and none in brackets, are part of a clause
#: and not a name or a title.
_LEFT = 4
_WORD = re.compile(r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ'’-]*")
#: Shorter stretches without another script cannot hold that many words.
_ROOM = re.compile(f"[^{DENSE}]{{7}}")
_LATIN = re.compile(f"[^{DENSE}]+")
_BRACKETED = re.compile(r"[(（][^()（）]*[)）]")
#: Text that is the same in every language: ``@name``, ``#topic``, ``<div id=x>``.
_HANDLE = re.compile(r"[@#]\w+|</?[a-z]+[^<>]*>", re.ASCII)


def untranslated(entry: Entry, target: str, uses: Sequence[TermUse]) -> Iterator[Problem]:
    """Find a copy of the source, or a clause of it that is left in the translation.

    Source: Weblate's check "Unchanged translation", limited to what is too long for a name.

    Examples:
        >>> found(untranslated, "Bloomberg Businessweek", "Bloomberg Businessweek")
        []
        >>> found(untranslated, "https://example.org/talks", "https://example.org/talks")
        []
        >>> found(untranslated, "Trade grew once again.", "Trade grew once again.")
        ['the translation is a copy of the source']
        >>> found(untranslated, "It was all sold.", "모두 팔렸다. (It was all sold.)")
        ['left in the source language: It was all sold']
    """
    source, text = sides(entry)
    copy = source == text and not scripts.may_be_name(source)
    if copy and sum(map(str.isalpha, _HANDLE.sub(" ", source))) >= _COPY_LENGTH:
        yield error("untranslated", say("the translation is a copy of the source"))
    elif not pack(target).writing.latin_words and (
        clause := _left(source, text) or _beside(source, text)
    ):
        yield error("untranslated", say("left in the source language: {text}", text=clause))


def _left(source: str, text: str) -> str:
    """Return the first words of a clause of the source that stand in its translation, if any."""
    if not _ROOM.search(text):
        return ""
    runs = [
        _WORD.findall(run)
        for run in _LATIN.findall(_BRACKETED.sub(" ", without_names(text, source)))
    ]
    if not any(len(run) >= _LEFT for run in runs) or _HANDLE.search(text):
        return ""
    there = f" {' '.join(_WORD.findall(source))} "
    for run in runs:
        for at in range(len(run) - _LEFT + 1):
            words = run[at : at + _LEFT]
            clause = " ".join(words)
            if sum(map(str.islower, words)) > 1 and f" {clause} " in there:
                return clause
    return ""


def _beside(source: str, text: str) -> str:
    """Return a whole sentence of the source that stands in a bracket of its translation, if any."""
    words = _WORD.findall(source)
    whole = " ".join(words).casefold()
    for bracket in _BRACKETED.findall(text) if len(words) >= _LEFT else ():
        sentence = source.rstrip(" \"'”’)")[-1:] in {".", "!", "?"}
        if " ".join(_WORD.findall(bracket)).casefold() == whole and bracket != text and sentence:
            # A quotation in another language may stand beside its translation.
            return " ".join(words[:_LEFT]) if language_by_words(source) else ""
    return ""
