"""Repair what the termbase settles for certain about the names of a translation.

A rendering is put in only where it is missing and nothing else in the source accounts for what
stands there. What is likely only is repaired by :mod:`workflow.glossary.likely_repair`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from workflow import markup
from workflow.glossary import term_forms, verify
from workflow.glossary.comparison import Comparison, in_bracket
from workflow.glossary.occurrences import Spot, contains, leaves, options, pattern, spots
from workflow.languages import pack
from workflow.languages.orthography.boundaries import ends_word, is_hangul
from workflow.languages.scripts import SCRIPTS
from workflow.model import TermType, TermUse

#: One repair may uncover another; two rounds are nearly always enough.
_ROUNDS = 4
#: Cache size: an engine and the one who takes its drafts ask about the same ones.
_KEPT = 4096
#: Fewer letters may be the beginning of another word.
_FEW_LETTERS = 3
_CLOSING = "'\"’”」』》〉"
_BRACKET = re.compile(r"\s?[(（]")
#: What parts the words of a name: 일제 버르거, 伊尔泽·沃尔高.
_GAP = re.compile(r"[\s·‧・]")


def repair(text: str, uses: Sequence[TermUse], target: str, source: str = "") -> str:
    """Correct certain mistakes in the terms of ``text``.

    Where a rendering is missing, a form that its row forbids becomes that rendering, and a name
    in Hangul loses spaces inside. What is said twice is said once, a first mention gets its
    bracket, and Korean particles are made to agree. Titles, what stands in brackets, and whatever
    another name of the source may account for stay as they are. Repairing twice changes nothing
    more; without uses nothing changes.

    Args:
        text: a translation, with placeholders.
        uses: the terms of its sentence.
        target: BCP 47 tag of the translation.
        source: the sentence; without it no forbidden form is replaced.
    """
    return _repaired(text, tuple(uses), target, source) if leaves(uses) else text


@lru_cache(maxsize=_KEPT)
def _repaired(text: str, uses: tuple[TermUse, ...], target: str, source: str) -> str:
    for _ in range(_ROUNDS):
        before, text = text, _repair_once(Comparison(source, text, uses, target))
        if text == before:
            break
    return text


def _repair_once(pair: Comparison) -> str:
    pair = pair.with_text(_replace_forbidden(pair))
    pair = pair.with_text(_space_out(pair))
    pair = pair.with_text(_say_once(pair.text, pair.uses, pair.target))
    text = _complete_first(pair)
    if not pair.language.particles.agreeing:
        return text
    known = verify.readings(pair.uses)
    found = verify.beginning(text, spots(text, known, pair.target))
    return pair.language.particles.agree(text, [(s.start, s.end, known[s.form]) for s in found])


def put(text: str, span: tuple[int, int], form: str, reading: str, target: str) -> str:
    """Put a rendering into a text, and its surroundings in order.

    Korean particles agree; where no spaces part words, those around a foreign word go.
    """
    known = pack(target)
    if known.writing.spaced:
        return known.particles.replace(text, span, form, reading)
    beside = f"[{''.join(SCRIPTS[name][0] for name in known.writing.scripts)}，。、：；]"
    before = re.sub(f"(?<={beside}) $", "", text[: span[0]])
    after = re.sub(f"^ (?={beside})", "", text[span[1] :])
    return before + form + after


def due(text: str, use: TermUse, target: str) -> str:
    """Return the form to put into a text: without its bracket if the text has that already."""
    return (
        term_forms.bare(use.rendering) if contains(text, use.rendering, target) else use.rendering
    )


def _replace_forbidden(pair: Comparison) -> str:
    text = pair.text
    found = verify.forbidden_spots(pair)
    for spot, use in reversed(found):
        if use.type is TermType.TITLE or use.term not in pair.short:
            continue
        if pair.others != [] and not _is_in_office(pair, spot, use):
            continue
        if in_bracket(text, spot.start):
            continue
        if not _is_word(text, spot.start, spot.end):
            continue
        form = due(text, use, pair.target)
        text = put(text, _with_rest(text, spot[:2], form), form, use.reading, pair.target)
    return text


def _is_in_office(pair: Comparison, spot: Spot, use: TermUse) -> bool:
    """Tell whether a forbidden form of a person stands beside the required office: 씽하이밍 대사.

    It is that person then, whatever other names the source has.
    """
    if use.type is not TermType.PERSON:
        return False
    wrong = (
        (spot.start - form.index(name), form.replace(name, spot.form, 1))
        for whole in pair.uses
        if use in whole.parts
        for form in options(whole)
        for name in options(use)
        if name in form
    )
    return any(
        start >= 0 and pair.text.startswith(form, start) and ends_word(pair.text, start + len(form))
        for start, form in wrong
    )


def _with_rest(text: str, span: tuple[int, int], form: str) -> tuple[int, int]:
    """Widen a span over the other parts of a name that stand beside it already.

    >>> _with_rest("일제 바르가 원장은", (3, 6), "일제 버르거")
    (0, 6)
    """
    start, end = span
    parts = [gap.span() for gap in _GAP.finditer(form)]
    leads = (form[:after] for _, after in reversed(parts))
    rests = (form[before:] for before, _ in parts)
    lead = next((each for each in leads if _ends_with_word(text[:start], each)), "")
    there = (each for each in rests if text.startswith(each, end))
    rest = next((each for each in there if ends_word(text, end + len(each))), "")
    return start - len(lead), end + len(rest)


def _ends_with_word(text: str, words: str) -> bool:
    return text.endswith(words) and not text.removesuffix(words)[-1:].isalpha()


def _is_word(text: str, start: int, end: int) -> bool:
    """Tell whether a form is a word by itself there, particles aside."""
    before = text[start - 1 : start] if start else ""
    inside = is_hangul(text[start]) and is_hangul(before)
    return not inside and ends_word(text, end)


def _space_out(pair: Comparison) -> str:
    """Remove spaces inside Korean names of Chinese and Koreans: 싱 하이밍, 싱하이 밍.

    Surname and given name are one word (Hangul orthography, article 48). Two letters are too few
    to tell a name from another word (이 씨).
    """
    text = pair.text
    for use in leaves(pair.uses):
        form = term_forms.bare(use.rendering)
        if use.type is not TermType.PERSON or " " in form or len(form) < _FEW_LETTERS:
            continue
        loose = pair.language.names.spaced(form)
        for match in reversed(list(loose.finditer(text))) if loose else ():
            if " " in match[0] and ends_word(text, match.end()) and use.term in pair.short:
                text = put(text, match.span(), form, use.reading, pair.target)
    return text


def _say_once(text: str, uses: Sequence[TermUse], target: str) -> str:
    """Remove a rendering in brackets after itself: ‘경총’(경총)."""
    if "(" not in text and "（" not in text:
        return text
    for use in leaves(uses):
        for form in dict.fromkeys((use.rendering, term_forms.bare(use.rendering))):
            again = pattern(form, target).pattern
            name = term_forms.bare(form)
            loose = pack(target).names.spaced(name.replace(" ", ""))
            before = (loose or pattern(name, target)).pattern
            twice = rf"({before})([{_CLOSING}]?)\s?[(（]{again}[)）]"
            while match := re.search(twice, text):
                text = text[: match.end(2)] + text[match.end() :]
                text = put(text, match.span(1), form, use.reading, target)
    return text


def _complete_first(pair: Comparison) -> str:
    """Add the brackets that are due at first mentions, where the name stands by itself.

    A name before another noun may be a part of another name: 버락 오바마 초등학교 is a school.
    """
    text, target = pair.text, pair.target
    for use in verify.firsts(pair.uses):
        if verify.introduced(text, use, target):
            continue
        bare, later = term_forms.bare(use.rendering), term_forms.bracketed(use.rendering)
        brief = later if later in use.accepted and not later.isascii() else ""
        for form in (bare, brief):
            spot = _first_spot(pair.with_text(text), form, use)
            if spot:
                text = put(text, spot[:2], use.rendering, use.reading, target)
                break
    return text


def _first_spot(pair: Comparison, form: str, use: TermUse) -> Spot | None:
    """Find the first place where a form is a word by itself, with no bracket beside it."""
    if not form:
        return None
    for match in pattern(form, pair.target).finditer(pair.text):
        if not _is_word(pair.text, *match.span()) or _beside_bracket(pair.text, *match.span()):
            continue
        if _ends_phrase(pair, use, match.end()):
            return Spot(*match.span(), form)
    return None


def _ends_phrase(pair: Comparison, use: TermUse, end: int) -> bool:
    """Tell whether a name ends there, rather than continuing as another one."""
    after = markup.plain(pair.text[end:])
    if not pair.language.names.noun_follows(after):
        return True
    wholes = [form for each in pair.uses if use in each.parts for form in options(each)]
    rest = [form.partition(use.rendering)[2].split() for form in wholes]
    return any(words and after.startswith(f" {words[0]}") for words in rest)


def _beside_bracket(text: str, start: int, end: int) -> bool:
    """Tell whether a place has a bracket after it, or is in one."""
    return in_bracket(text, start) or _BRACKET.match(text, end) is not None
