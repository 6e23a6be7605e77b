"""How alike two sentences of one language are, and what of their difference changes the facts."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator

from workflow import markup
from workflow.qa import quantities

#: Finds the termbase's names in a sentence; each is called by its main form.
Names = Callable[[str], Collection[str]]

#: Negation by language: English words and contractions; Korean 안, 않다, 못, 없다, 아니다, 말다;
#: the Chinese adverbs of negation. They are counted, so that words which merely hold one of the
#: characters (特别, 안전) do no harm while they stand in both sentences.
_NEGATION = {
    "en": re.compile(
        r"\b(?:not|no|never|none|nobody|nothing|nowhere|neither|nor|without|cannot|hardly|barely"
        r"|scarcely|unless|except)\b|n['’]t\b",
        re.IGNORECASE,
    ),
    "ko": re.compile(r"않|못|없|아니|아닌|아닙|(?<![가-힣])안(?= )|지 ?말|불가"),
    "zh": re.compile(r"[不没沒无無未非勿别別否莫]"),
}
_CAPITALISED = re.compile(r"(?<![^\W_])[A-Z][^\W_]*")
_WORDS = re.compile(r"[^\W_]+")


def changes(old: str, new: str, language: str, names: Names | None = None) -> tuple[str, ...]:
    """What ``new`` says otherwise than ``old``, so that the translation of one can't serve both.

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
    """Every value a sentence mentions, in digits or in words."""
    return [quantities.shown(value) for value in sorted(quantities.mentioned(text))]


def _negations(text: str, language: str) -> list[str]:
    """The negations of a sentence; a second one of the same form is told from the first."""
    pattern = _NEGATION.get(language.partition("-")[0])
    found = [word.lower() for word in pattern.findall(text)] if pattern else []
    return [
        f"{word} ({before + 1})" if (before := found[:place].count(word)) else word
        for place, word in enumerate(found)
    ]


def _names(old: str, new: str, names: Names | None) -> tuple[list[str], list[str]]:
    """Names that only one of two sentences has: rows of the termbase, and capitalised words."""
    before = [*(sorted(names(old)) if names else ()), *_capitalised(old)]
    after = [*(sorted(names(new)) if names else ()), *_capitalised(new)]
    known, lower_old, lower_new = {*before} & {*after}, _lower_words(old), _lower_words(new)
    gone = [name for name in before if name not in known and name.lower() not in lower_new]
    added = [name for name in after if name not in known and name.lower() not in lower_old]
    return list(dict.fromkeys(gone)), list(dict.fromkeys(added))


def _capitalised(text: str) -> list[str]:
    """Capitalised words, but for the first word of the sentence, which may be any."""
    found = _WORDS.search(text)
    start = found.end() if found else 0
    return list(dict.fromkeys(_CAPITALISED.findall(text, start)))


def _lower_words(text: str) -> set[str]:
    return {word.lower() for word in _WORDS.findall(text)}
