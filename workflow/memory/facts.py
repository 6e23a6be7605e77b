"""Find facts that two nearly equal sentences disagree on: numbers, negations, names."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from functools import partial

from workflow import markup
from workflow.glossary import Glossary
from workflow.languages import pack
from workflow.qa import quantities

#: Finds the termbase's names in a sentence; each is called by its main form.
Names = Callable[[str], Collection[str]]

_CAPITALISED = re.compile(r"(?<![^\W_])[A-Z][^\W_]*")
_WORDS = re.compile(r"[^\W_]+")


def changes(old: str, new: str, language: str, names: Names | None = None) -> tuple[str, ...]:
    """List the facts that differ, which keep one translation from serving both sentences.

    Args:
        old: a sentence.
        new: another one, nearly the same.
        language: BCP 47 tag of both.
        names: finds the termbase's names in a sentence.

    Returns:
        One phrase for each kind of change, ``numbers: 40 → 42``; empty when there is none.
    """
    old, new = markup.plain(old), markup.plain(new)
    found = [
        *_differ("numbers", _numbers(old), _numbers(new)),
        *_differ("negation", _negations(old, language), _negations(new, language)),
        *_differ("names", *_names(old, new, names)),
    ]
    return tuple(found)


def _differ(kind: str, old: Collection[str], new: Collection[str]) -> Iterator[str]:
    gone = [item for item in old if item not in new]
    added = [item for item in new if item not in old]
    if gone or added:
        yield f"{kind}: {', '.join(gone) or '—'} → {', '.join(added) or '—'}"


def _numbers(text: str) -> list[str]:
    """List every value a sentence mentions, in digits or in words."""
    return [quantities.shown(value) for value in sorted(quantities.mentioned(text))]


def _negations(text: str, language: str) -> list[str]:
    """List the negations of a sentence; repeated forms are numbered."""
    found = pack(language).denials.counted(text)
    return [
        f"{word} ({before + 1})" if (before := found[:place].count(word)) else word
        for place, word in enumerate(found)
    ]


def _names(old: str, new: str, names: Names | None) -> tuple[list[str], list[str]]:
    """Find names that only one of two sentences has: from the termbase, or capitalised."""
    before = [*(sorted(names(old)) if names else ()), *_capitalised(old)]
    after = [*(sorted(names(new)) if names else ()), *_capitalised(new)]
    known, lower_old, lower_new = {*before} & {*after}, _lower_words(old), _lower_words(new)
    gone = [name for name in before if name not in known and name.lower() not in lower_new]
    added = [name for name in after if name not in known and name.lower() not in lower_old]
    return list(dict.fromkeys(gone)), list(dict.fromkeys(added))


def _capitalised(text: str) -> list[str]:
    """List capitalised words except the first of the sentence, which may be any word."""
    found = _WORDS.search(text)
    start = found.end() if found else 0
    return list(dict.fromkeys(_CAPITALISED.findall(text, start)))


def _lower_words(text: str) -> set[str]:
    return {word.lower() for word in _WORDS.findall(text)}


def names_in(glossary: Glossary) -> Callable[[str], Callable[[str], Collection[str]]]:
    """Return a function that gives, for a language, a finder of the termbase's names in a text."""

    def named(spoken: str, text: str) -> Collection[str]:
        found = (name for hit in glossary.find(text, spoken) for name in hit.spellings)
        return {name.term.forms[spoken].first or name.text for name in found}

    return lambda spoken: partial(named, spoken)
