"""How alike two sentences of one language are, and what of their difference changes the facts."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from workflow import markup, quantities

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
#: A unit of a shown difference: one CJK character, one word, or what stands between.
_PIECE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_\u3040-\u30ff\u3400-\u9fff]+|\s+|.")
#: What stands around a piece of a shown difference (GNU wdiff manual, "wdiff").
_MARKS: Mapping[str, tuple[str, str]] = {
    "gone": ("[-", "-]"),
    "new": ("{+", "+}"),
    "same": ("", ""),
}


@dataclass(frozen=True, slots=True)
class Change:
    """A piece of a difference: ``same``, ``gone`` from the old text or ``new`` in the other."""

    kind: Literal["same", "gone", "new"]
    text: str


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
    return [f"{value.normalize():f}" for value in sorted(quantities.mentioned(text))]


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


def difference(old: str, new: str) -> tuple[Change, ...]:
    """What becomes of ``old`` on its way to ``new``, word by word, in the order of reading."""
    from rapidfuzz.distance import Indel

    before, after = _PIECE.findall(old), _PIECE.findall(new)
    steps: list[Change] = []
    gone = added = ""
    for step in Indel.opcodes(before, after):
        if step.tag == "equal":
            steps += _replaced(gone, added)
            steps.append(Change("same", "".join(before[step.src_start : step.src_end])))
            gone = added = ""
        else:
            gone += "".join(before[step.src_start : step.src_end])
            added += "".join(after[step.dest_start : step.dest_end])
    return (*steps, *_replaced(gone, added))


def marked(changes: Iterable[Change]) -> str:
    """A difference as text, marked like that of GNU wdiff: ``He [-met-]{+saw+} them.``"""
    return "".join(change.text.join(_MARKS[change.kind]) for change in changes)


def _replaced(gone: str, added: str) -> Iterator[Change]:
    if gone:
        yield Change("gone", gone)
    if added:
        yield Change("new", added)
