"""Repair what is likely, but not certain, about the names of a translation.

A name left in the source language becomes its rendering, and a person's name that was misheard is
put right: 폴페이오, 폼페이오. Each change comes with a problem, so that a person looks. Sounds are
for persons only: on organisations they did more harm than good when measured.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from workflow import markup
from workflow.glossary import term_forms
from workflow.glossary.choosing import SURNAME
from workflow.glossary.comparison import Comparison, in_bracket, is_told, source_pattern
from workflow.glossary.occurrences import Spot, all_forms, contains, leaves, options
from workflow.glossary.repair import due, put
from workflow.languages import pack
from workflow.languages.names.names import Names
from workflow.languages.orthography.boundaries import ends_word
from workflow.model import Message, Problem, TermType, TermUse

#: Fewer letters may be the beginning of another word.
_FEW_LETTERS = 3
#: From this similarity on, two spellings are taken for one name (measured on NTREX names).
_ALIKE = 0.72
#: And below this one, the ends of two words are taken for different ones.
_UNLIKE = 0.5


def restore(
    text: str, uses: Sequence[TermUse], target: str, source: str
) -> tuple[str, tuple[Problem, ...]]:
    """Put missing names into a translation, where something likely stands in their place.

    Args:
        text: a translation after :func:`workflow.glossary.repair.repair`.
        uses: the terms of its sentence.
        target: BCP 47 tag of the translation.
        source: the sentence.

    Returns:
        The text, and for every change a problem ``term-forced`` or ``term-phonetic-repair``.
    """
    if not uses:
        return text, ()
    pair = Comparison(source, text, tuple(uses), target)
    text, left = _replace_leftovers(pair)
    text, misheard = _replace_misheard(pair.with_text(text))
    return text, (*left, *misheard)


def replace_leftovers(
    text: str, uses: Sequence[TermUse], target: str, source: str
) -> tuple[str, tuple[Problem, ...]]:
    """Replace names left in the source language by the renderings that are missing.

    Args and results are those of :func:`restore`.
    """
    return _replace_leftovers(Comparison(source, text, tuple(uses), target))


def _replace_leftovers(pair: Comparison) -> tuple[str, tuple[Problem, ...]]:
    text, target = pair.text, pair.target
    changes: list[Problem] = []
    right = all_forms(pair.uses)
    for use in sorted(_units(pair.uses), key=lambda unit: -len(unit.source)):
        if (
            use.rule == SURNAME
            or not _is_due(pair, use)
            or any(contains(form, use.source, target) for form in right)
        ):
            continue
        for match in reversed(list(_mention(use.source).finditer(text))):
            if in_bracket(text, match.start()) or not _is_by_itself(text, match):
                continue
            own = pack(target).phrases.possessive if match["own"] else ""
            form = due(text, use, target) + own
            message = Message("{old} → {new}", {"old": match[0], "new": form})
            changes.append(Problem("term-forced", message))
            text = put(text, match.span(), form, use.reading, target)
    return text, tuple(changes)


def _is_due(pair: Comparison, use: TermUse) -> bool:
    """Tell whether a rendering is missing, and no other mention in the source explains that.

    How a person is called by one name is a matter of style: that is for an editor.
    """
    if use.rule == SURNAME or (use.type is TermType.PERSON and " " not in use.source):
        return False
    if is_told(pair, use):
        return False
    mentions = sum(unit.source == use.source for unit in (*pair.uses, *leaves(pair.uses)))
    told = len(source_pattern(use.source).findall(pair.source))
    rows = {leaf.term for leaf in leaves([use])}
    return bool(rows & pair.short) and told <= mentions


@lru_cache(maxsize=4096)
def _mention(word: str) -> re.Pattern[str]:
    """Compile what matches a name with the article before it and the possessive after it."""
    pattern = source_pattern(word).pattern
    return re.compile(rf"(?:\b[Tt]he )?{pattern}(?P<own>['’]s)?", re.ASCII)


def _is_by_itself(text: str, match: re.Match[str]) -> bool:
    """Tell whether no Latin word beside a match could be part of the same name."""
    before, after = text[: match.start()], text[match.end() :]
    if re.search("[A-Za-z][.'’]? ?$", before) or re.match("[.'’]? ?[A-Za-z$€£¥0-9]", after):
        return False
    return bool(match["own"]) or ends_word(text, match.end())


def _units(uses: Sequence[TermUse]) -> list[TermUse]:
    """Return uses and parts that have a rendering, one of those written alike."""
    units = (unit for use in uses if use.rendering for unit in (use, *use.parts) if unit.rendering)
    return list({(unit.source, unit.rendering, unit.reading): unit for unit in units}.values())


def _replace_misheard(pair: Comparison) -> tuple[str, tuple[Problem, ...]]:
    """Put misheard names of persons right, in Korean and Chinese.

    Only where the source has no other names: what sounds alike may be one of them.
    """
    text, target = pair.text, pair.target
    persons = [
        use
        for use in leaves(pair.uses)
        if use.type is TermType.PERSON and use.rule != SURNAME and use.term in pair.short
    ]
    if not persons or pair.others != []:
        return text, ()
    changes: list[Problem] = []
    for use in persons:
        if any(contains(text, form, target) for form in options(use)):
            continue
        name = term_forms.bare(use.rendering)
        spot = _nearest(text, name, pair.language.names)
        spot = _without_particle(text, spot, name, pair) if spot else None
        if spot:
            message = Message("{old} → {new}", {"old": spot.form, "new": use.rendering})
            changes.append(Problem("term-phonetic-repair", message))
            text = put(text, spot[:2], use.rendering, use.reading, target)
    return text, tuple(changes)


def _nearest(text: str, name: str, language: Names) -> Spot | None:
    """Find the run of ``text`` that sounds most like ``name``, if alike enough."""
    best, found = _ALIKE, None
    plain = markup.PLACEHOLDER.sub(lambda match: "\0" * len(match[0]), text)
    for start, end in language.runs(plain, len(name.replace(" ", ""))):
        run = text[start:end]
        likeness = _likeness(run, name, language)
        if likeness >= best:
            best, found = likeness, Spot(start, end, run)
    return found


def _likeness(run: str, name: str, language: Names) -> float:
    from rapidfuzz.distance import Levenshtein

    alike = Levenshtein.normalized_similarity(language.sound(run), language.sound(name))
    return alike + 0.05 * (run[0] == name[0]) - 0.01 * abs(len(run) - len(name))


def _without_particle(text: str, spot: Spot, name: str, pair: Comparison) -> Spot | None:
    """Exclude a particle from the span to replace: 토비아스는 for 토비아스 렌.

    It is one where it sounds unlike the end of the name (김종은 may be 김정은). None where without
    it too little is alike.
    """
    language = pair.language
    for size in (1, 2) if language.particles.agreeing else ():
        end = spot.end - size
        unlike = _likeness(spot.form[-size:], name[-size:], language.names) < _UNLIKE
        if unlike and language.particles.end_noun(text, end):
            run = text[spot.start : end]
            close = len(run) > 1 and _likeness(run, name, language.names) >= _ALIKE
            return Spot(spot.start, end, run) if close else None
    return spot
