"""Check a translation against the renderings that its terms must get.

Each mention of the source uses up one rendering (:mod:`workflow.glossary.occurrences`); of several
mentions of one row in a sentence the later ones may be dropped. A right translation has no
problems: what another name of the source may account for is not held against it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from workflow import markup
from workflow.glossary import alternatives, offices, term_forms
from workflow.glossary.choosing import AMBIGUOUS
from workflow.glossary.comparison import Comparison, source_left
from workflow.glossary.occurrences import (
    Spot,
    all_forms,
    assign,
    contains,
    leaves,
    options,
    spots,
)
from workflow.languages.orthography.boundaries import is_hangul
from workflow.languages.orthography.particles import Agreement
from workflow.model import Problem, Severity, TermType, TermUse, say

#: Cache size: the gate, the engine's own repair and the check all ask about the same draft.
_KEPT = 4096
_ASIDE = re.compile(r"[(（][^()（）]*[)）]")


#: The codes of all problems of this module.
CODES = frozenset(
    "term-missing term-first forbidden-form source-left particle particle-unknown"
    " surname-ambiguous term-ambiguous".split()
)
#: Problems that no change of the translation can settle.
ABOUT_THE_GLOSSARY = frozenset({"surname-ambiguous", "term-ambiguous", "particle-unknown"})


def problems(source: str, text: str, uses: Sequence[TermUse], target: str) -> tuple[Problem, ...]:
    """Return what is wrong with the terms of a translation.

    Args:
        source: the sentence, with placeholders.
        text: its translation, with placeholders.
        uses: the sentence's terms.
        target: BCP 47 tag of the translation.

    Returns:
        Problems with the codes ``term-missing``, ``term-first`` (the form for the first mention is
        not used), ``forbidden-form``, ``source-left``, ``particle``, ``particle-unknown``,
        ``surname-ambiguous``, ``term-ambiguous``; none when all is well.
    """
    return _problems(source, text, tuple(uses), target) if uses and text else ()


@lru_cache(maxsize=_KEPT)
def _problems(
    source: str, text: str, uses: tuple[TermUse, ...], target: str
) -> tuple[Problem, ...]:
    pair = Comparison(source, markup.plain(text), uses, target)
    found = [
        *_ambiguous(pair),
        *_missing(pair),
        *_not_first(pair),
        *_forbidden(pair),
        *(_left(word, uses) for word in source_left(pair)),
    ]
    found += _particles(pair)
    return tuple(dict.fromkeys(found))


def _ambiguous(pair: Comparison) -> Iterator[Problem]:
    for use in pair.uses:
        if use.rule == AMBIGUOUS and not alternatives.is_left_open(pair, use):
            name = "surname" if use.type is TermType.PERSON else "term"
            candidates = use.candidates or use.term.split("|")
            *others, last = candidates
            message = say("{name} may be {one} or {other}", name=use.source, one=others, other=last)
            yield Problem(f"{name}-ambiguous", message)


def _missing(pair: Comparison) -> Iterator[Problem]:
    required = [use for use in pair.uses if use.rendering]
    first_of_row: dict[str, TermUse] = {}
    for use in required:
        if use.type is not TermType.ABBR or not any(
            _are_one(use, o) for o in first_of_row.values()
        ):
            first_of_row.setdefault(use.term.split("+", 1)[0], use)
    met = assign([*first_of_row.values()], pair.whole(required))
    for use in first_of_row.values():
        title = use.type is TermType.TITLE and not use.parts
        gone = use not in met and not alternatives.are_there(pair, use)
        if (
            gone
            or offices.is_of_other_state(pair, use)
            or (title and offices.is_at_other(pair, use))
        ):
            yield missing(use)


def _are_one(short: TermUse, body: TermUse) -> bool:
    """Tell whether an abbreviation has a rendering of a body that the sentence names."""
    return not set(options(short)).isdisjoint(options(body))


def missing(use: TermUse) -> Problem:
    """Return the problem of a mention whose rendering is not there."""
    message = say("{name} is not rendered as {form}", name=use.source, form=use.rendering)
    return Problem("term-missing", message, Severity.ERROR)


def _left(word: str, uses: Sequence[TermUse]) -> Problem:
    """Return the problem that ``word`` was left in the source language, with its rendering."""
    known = [*uses, *(part for use in uses for part in use.parts)]
    whole = [use.rendering for use in known if use.source == word]
    within = [use.rendering for use in known if word in use.source.split()]
    form = next(filter(None, (*whole, *sorted(within, key=len))), "")
    message = say("{text} is left in the source language: write {form}", text=word, form=form)
    return Problem("source-left", message, Severity.ERROR)


def firsts(uses: Iterable[TermUse]) -> list[TermUse]:
    """Return the single rows whose form with a bracket is due here, at their first mention.

    Not of what the source calls by a short name: 연준 is right for *the Fed*.
    """
    return [
        leaf
        for leaf in leaves(uses)
        if leaf.rule == "first" and term_forms.bracketed(leaf.rendering)
    ]


def _not_first(pair: Comparison) -> Iterator[Problem]:
    for use in firsts(pair.uses):
        if not introduced(pair.text, use, pair.target) and pair.whole([use]):
            message = say(
                "{name} stands here for the first time: write {form}",
                name=use.source,
                form=use.rendering,
            )
            yield Problem("term-first", message)


def introduced(text: str, use: TermUse, target: str) -> bool:
    """Tell whether the form for the first mention stands in ``text``, or its parts apart.

    ``시진핑 중국 국가주석(習近平)``, ``북대서양조약기구(NATO·나토)``, ``경총으로 불리는
    한국경영자총협회``.
    """
    if contains(text, use.rendering, target):
        return True
    name, gloss = term_forms.bare(use.rendering), term_forms.bracketed(use.rendering)
    found = {spot.form: spot for spot in spots(text, (name, gloss), target)}
    return name in found and (
        any(contains(aside, gloss, target) for aside in _ASIDE.findall(text))
        or (gloss in found and bool(beginning(text, [found[gloss]])))
    )


def _forbidden(pair: Comparison) -> Iterator[Problem]:
    for spot, use in forbidden_spots(pair):
        found = pair.text[spot.start : spot.end]
        message = say("{text} is forbidden: write {form}", text=found, form=use.rendering)
        yield Problem("forbidden-form", message, Severity.ERROR)


def forbidden_spots(pair: Comparison) -> list[tuple[Spot, TermUse]]:
    """Find forbidden forms and the row that forbids each; not inside right renderings.

    Where the required rendering stands as often as it should, a forbidden form is somebody else's:
    of a title and a common noun always (*fares* beside *tariffs*), of a name if the source has
    names that the glossary does not list.
    """
    right = set(all_forms(pair.uses))
    wrong = {form: use for use in leaves(pair.uses) for form in use.forbidden if form not in right}
    if not wrong:
        return []
    return [
        (spot, wrong[spot.form])
        for spot in spots(pair.text, (*right, *wrong), pair.target)
        if spot.form in wrong
        and not pair.language.names.is_inside_word(pair.text, *spot[:2])
        and not _accounted_for(pair, wrong[spot.form])
    ]


def _accounted_for(pair: Comparison, use: TermUse) -> bool:
    """Tell whether something else in the source may account for a form that a row forbids."""
    if use.term in pair.short:
        return False
    return use.type in (TermType.TITLE, TermType.TERM) or pair.others != []


def readings(uses: Sequence[TermUse]) -> Mapping[str, str]:
    """Return every right rendering and how it is pronounced (empty where its script tells)."""
    return {form: use.reading for use in (*leaves(uses), *uses) for form in options(use)}


def beginning(text: str, found: Iterable[Spot]) -> list[Spot]:
    """Return the spots at the beginning of a word: not 북한 in the verb 탈북한다."""
    return [spot for spot in found if not is_hangul(text[max(0, spot.start - 1) : spot.start])]


def _particles(pair: Comparison) -> Iterator[Problem]:
    particles = pair.language.particles
    if not particles.agreeing:
        return
    known = readings(pair.uses)
    for spot in beginning(pair.text, spots(pair.text, known, pair.target)):
        found = particles.following(pair.text, spot.start, spot.end, known[spot.form])
        word = pair.text[spot.start : spot.end]
        if found.agreement is Agreement.WRONG:
            change = f"{word}{found.found} → {word}{found.right}"
            yield Problem("particle", say("wrong particle: {text}", text=change), Severity.ERROR)
        elif found.agreement is Agreement.UNKNOWN:
            message = say(
                "the particle in {word} cannot be checked: its glossary row has no ko_reading",
                word=f"{word}{found.found}",
            )
            yield Problem("particle-unknown", message)
