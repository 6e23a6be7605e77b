"""Holds a translation against the renderings its terms must get.

Renderings are found longest first and never overlapping, and each mention of the source uses one
up, as in the terminology tasks of the Conference on Machine Translation ("exclusive maximal
matching"). Of several mentions of one row in a sentence the later ones may be dropped.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from workflow import markup
from workflow.glossary import names, particles, shorthand
from workflow.glossary.overlap import apart
from workflow.glossary.particles import Agreement
from workflow.glossary.rendering import AMBIGUOUS
from workflow.model import TermType, TermUse

#: Characters of a form that may be written in several ways.
_LOOSE = {
    "(": r"\s?[(（]", "（": r"\s?[(（]", ")": "[)）]", "）": "[)）]", " ": r"\s+", "-": "[-‐‑–]",
    "·": "[·・‧]", "'": "['’]", "’": "['’]", "《": "[《〈]?", "》": "[》〉]?",
}  # fmt: skip
_WORD = "A-Za-z0-9À-ɏ"
_ASIDE = re.compile(r"[(（][^()（）]*[)）]")
#: What makes a verb of a Korean noun: 사과 is an apple, 사과했다 has apologised.
_VERB = re.compile(r"하[다는여지며면게]|[했한할해]|합니|[되된될됐]|시[키켰킨킬]")


class Spot(NamedTuple):
    """A form found in a text at ``text[start:end]``."""

    start: int
    end: int
    form: str


@lru_cache(maxsize=16384)
def pattern(form: str, target: str) -> re.Pattern[str]:
    """Matches ``form`` in text of ``target``: brackets, quotes and spaces in any width.

    Latin letters and digits at its ends must end there. In languages with inflected words a form
    without capitals also matches in other case and in the plural.
    """
    body = re.sub(r"\s+(?=[(（])", "", form)
    loose = "".join(_LOOSE.get(char) or re.escape(char) for char in body)
    before = f"(?<![{_WORD}])" if re.match(f"[{_WORD}]", form) else ""
    after = f"(?![{_WORD}])" if re.search(f"[{_WORD}]$", form) else ""
    if target == "ko" or target.startswith("zh") or form != form.lower():
        return re.compile(before + loose + after)
    return re.compile(f"{before}{loose}(?:s|es)?{after}", re.IGNORECASE)


def contains(text: str, form: str, target: str) -> bool:
    """Whether ``form`` stands in ``text``."""
    return pattern(form, target).search(text) is not None


def spots(text: str, forms: Iterable[str], target: str) -> list[Spot]:
    """Where the forms stand in ``text``: longest first, never overlapping, in order of place."""
    found = [
        Spot(*match.span(), form)
        for form in dict.fromkeys(filter(None, forms))
        for match in pattern(form, target).finditer(text)
    ]
    found.sort(key=lambda spot: (spot.start - spot.end, spot.start))
    return sorted(apart(found, len(text)))


def options(use: TermUse) -> tuple[str, ...]:
    """The renderings that satisfy a use, the required one first."""
    return (use.target, *use.accepted) if use.target else ()


def leaves(uses: Iterable[TermUse]) -> list[TermUse]:
    """The single rows behind uses: a composite's parts, other uses themselves."""
    return [leaf for use in uses for leaf in (use.parts or (use,)) if leaf.target]


def all_forms(uses: Sequence[TermUse]) -> list[str]:
    """Every right rendering of the uses and of their parts."""
    return [form for use in (*uses, *leaves(uses)) for form in options(use)]


def problems(source: str, text: str, uses: Sequence[TermUse], target: str) -> tuple[str, ...]:
    """What is wrong with the terms of a translation, one phrase each; empty when all is well.

    Args:
        source: the sentence, with placeholders.
        text: its translation, with placeholders.
        uses: the sentence's terms.
        target: BCP 47 tag of the translation.

    Returns:
        Phrases that begin with a name and a colon: ``term-missing``, ``term-first`` (the form for
        the first mention is not used), ``forbidden-form``, ``source-left``, ``particle``,
        ``particle-unknown``, ``surname-ambiguous``, ``term-ambiguous``.
    """
    if not uses or not text:
        return ()
    plain = markup.plain(text)
    found = [
        *_ambiguous(uses),
        *_missing(plain, uses, target),
        *_not_first(plain, uses, target),
        *_forbidden(plain, uses, target),
        *(f"source-left: {word}" for word in source_left(plain, uses)),
    ]
    if target == "ko":
        found += _particles(plain, uses)
    return tuple(dict.fromkeys(found))


def _ambiguous(uses: Sequence[TermUse]) -> Iterator[str]:
    for use in uses:
        if use.rule == AMBIGUOUS:
            name = "surname" if use.type is TermType.PERSON else "term"
            candidates = use.candidates or use.term.split("|")
            yield f"{name}-ambiguous: {use.source} may be {' or '.join(candidates)}"


def _missing(text: str, uses: Sequence[TermUse], target: str) -> Iterator[str]:
    required = [use for use in uses if use.target]
    found = spots(text, (form for use in required for form in options(use)), target)
    first_of_row: dict[str, TermUse] = {}
    for use in required:
        first_of_row.setdefault(use.term.split("+", 1)[0], use)
    met = assign([*first_of_row.values()], found)
    for use in first_of_row.values():
        if use not in met and not _told_otherwise(text, use, target):
            yield missing(use)


def missing(use: TermUse) -> str:
    """The problem of a mention whose rendering is not there."""
    return f"term-missing: {use.source} → {use.target}"


def assign(uses: Sequence[TermUse], found: Sequence[Spot]) -> dict[TermUse, Spot]:
    """The uses that can each have a spot of their own, as many as possible, and which spot.

    Augmenting paths (bipartite matching), breadth first. Spots that were tried in vain once are
    never tried again: no path leads from them to a free one.
    """
    places: dict[str, list[Spot]] = {}
    for spot in found:
        places.setdefault(spot.form, []).append(spot)
    owner: dict[Spot, TermUse] = {}
    held: dict[TermUse, Spot] = {}
    vain: set[Spot] = set()
    for use in uses:
        wanted_by, free = _path(use, places, owner, vain)
        if free is None:
            vain.update(wanted_by)
        while free is not None:
            taker = wanted_by[free]
            left = held.get(taker)
            owner[free], held[taker] = taker, free
            free = left
    return held


def _path(
    use: TermUse,
    places: Mapping[str, Sequence[Spot]],
    owner: Mapping[Spot, TermUse],
    vain: set[Spot],
) -> tuple[dict[Spot, TermUse], Spot | None]:
    """The spots within reach of a use, by whom each is wanted, and the free one among them."""
    wanted_by: dict[Spot, TermUse] = {}
    wanting = deque([use])
    while wanting:
        one = wanting.popleft()
        for spot in (spot for form in options(one) for spot in places.get(form, ())):
            if spot in wanted_by or spot in vain:
                continue
            wanted_by[spot] = one
            if spot not in owner:
                return wanted_by, spot
            wanting.append(owner[spot])
    return wanted_by, None


def _told_otherwise(text: str, use: TermUse, target: str) -> bool:
    """Whether a use stands there in short, or every part of a composite, if not side by side."""
    if not use.parts:
        return shorthand.contains(text, use, target)
    return all(
        any(contains(text, form, target) for form in options(part))
        or shorthand.contains(text, part, target)
        for part in use.parts
    )


def firsts(uses: Iterable[TermUse]) -> list[TermUse]:
    """Single rows whose form with a bracket is due here, at their first mention."""
    return [leaf for leaf in leaves(uses) if leaf.rule == "first" and names.bracketed(leaf.target)]


def _not_first(text: str, uses: Sequence[TermUse], target: str) -> Iterator[str]:
    for use in firsts(uses):
        if not introduced(text, use, target) and any(
            contains(text, form, target) for form in options(use)
        ):
            yield f"term-first: {use.source} → {use.target}"


def introduced(text: str, use: TermUse, target: str) -> bool:
    """Whether the form for the first mention stands in ``text``, or its parts somewhere apart.

    ``시진핑 중국 국가주석(習近平)``, ``북대서양조약기구(NATO·나토)``.
    """
    if contains(text, use.target, target):
        return True
    name, gloss = names.bare(use.target), names.bracketed(use.target)
    return contains(text, name, target) and any(
        contains(aside, gloss, target) for aside in _ASIDE.findall(text)
    )


def _forbidden(text: str, uses: Sequence[TermUse], target: str) -> Iterator[str]:
    for spot, use in forbidden_spots(text, uses, target):
        yield f"forbidden-form: {text[spot.start : spot.end]} → {use.target}"


def forbidden_spots(text: str, uses: Sequence[TermUse], target: str) -> list[tuple[Spot, TermUse]]:
    """Forbidden forms in ``text`` and the row that forbids each; not inside right renderings."""
    right = set(all_forms(uses))
    wrong = {form: use for use in leaves(uses) for form in use.forbidden if form not in right}
    if not wrong:
        return []
    return [
        (spot, wrong[spot.form])
        for spot in spots(text, (*right, *wrong), target)
        if spot.form in wrong and not _of_another_word(text, spot)
    ]


def _of_another_word(text: str, spot: Spot) -> bool:
    """Whether a Korean form is the end of another word, or the noun that a verb is made of."""
    if not "가" <= text[spot.start] <= "힣":
        return False
    return text[spot.start - 1 : spot.start].isalnum() or bool(_VERB.match(text, spot.end))


def source_left(text: str, uses: Sequence[TermUse]) -> list[str]:
    """Names of the source that stand in the translation although they are written otherwise.

    A name in brackets right after its rendering is a gloss, not a leftover.
    """
    right = all_forms(uses)
    if "(" in text or "（" in text:
        for name in dict.fromkeys(use.source for use in (*uses, *leaves(uses))):
            text = re.sub(rf"(?<=\S)\s?[(（]{re.escape(name)}[)）]", "", text)
    words = dict.fromkeys(word for use in uses if use.target for word in (use.source, *_words(use)))
    left: list[str] = []
    for word in words:
        if any(word in form for form in (*right, *left)):
            continue
        if source_pattern(word).search(text):
            left.append(word)
    return left


def _words(use: TermUse) -> Iterator[str]:
    """Parts of a mention that would give it away by themselves: the words of a person's name."""
    for leaf in use.parts or (use,):
        yield leaf.source
        if leaf.type is TermType.PERSON:
            yield from (word for word in leaf.source.split() if len(word) > 2)


@lru_cache(maxsize=4096)
def source_pattern(word: str) -> re.Pattern[str]:
    """Matches a name of the source as a word of its own, not in a web address."""
    return re.compile(rf"(?<![\w@/.&-]){re.escape(word)}(?![\w@/&]|\.\w)", re.ASCII)


def readings(uses: Sequence[TermUse]) -> Mapping[str, str]:
    """Every right rendering and how it is pronounced (empty where its script tells)."""
    return {form: use.reading for use in (*leaves(uses), *uses) for form in options(use)}


def _particles(text: str, uses: Sequence[TermUse]) -> Iterator[str]:
    known = readings(uses)
    for spot in spots(text, known, "ko"):
        found = particles.following(text, spot.start, spot.end, known[spot.form])
        word = text[spot.start : spot.end]
        if found.agreement is Agreement.WRONG:
            yield f"particle: {word}{found.found} → {word}{found.right}"
        elif found.agreement is Agreement.UNKNOWN:
            yield f"particle-unknown: {word}{found.found} (ko_reading is missing)"
