"""Repairs translations: what is certain, and, with a problem beside it, what is likely.

Certain is what the termbase settles, where the required rendering is missing and nothing else in
the source accounts for what stands there.

Likely is that a name left in the source language is to be its rendering, and that a person's name
was misheard: 폴페이오, 폼페이오. Each such change comes with a problem, so that a person looks.
Sounds are for persons only: on organisations they did more harm than good when measured.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from workflow import markup
from workflow.glossary import term_forms, verify
from workflow.glossary.choosing import SURNAME
from workflow.glossary.comparison import Comparison, in_bracket, source_pattern
from workflow.glossary.occurrences import Spot, all_forms, contains, leaves, options, pattern, spots
from workflow.languages import pack
from workflow.languages.boundaries import ends_word, is_hangul
from workflow.languages.names import Names
from workflow.languages.scripts import SCRIPTS
from workflow.model import Message, Problem, TermType, TermUse

#: One repair may uncover another; two rounds are nearly always enough.
_ROUNDS = 4
#: So many answers are kept: an engine asks for each of its drafts, and so does who takes them.
_KEPT = 4096
#: Fewer letters may be the beginning of another word.
_FEW_LETTERS = 3
_CLOSING = "'\"’”」』》〉"
_BRACKET = re.compile(r"\s?[(（]")


def repair(text: str, uses: Sequence[TermUse], target: str, source: str = "") -> str:
    """Put right what is certainly wrong about the terms of ``text``.

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
    for spot, use in reversed(found) if found and pair.others == [] else ():
        if use.type is TermType.TITLE or use.term not in pair.short:
            continue
        if in_bracket(text, spot.start):
            continue
        if not _is_word(text, spot.start, spot.end):
            continue
        text = put(text, spot[:2], due(text, use, pair.target), use.reading, pair.target)
    return text


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
    """Remove a rendering in brackets behind itself: ‘경총’(경총)."""
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
    """Tell whether a name ends there, and does not go on as another one."""
    after = markup.plain(pair.text[end:])
    if not pair.language.names.noun_follows(after):
        return True
    wholes = [form for each in pair.uses if use in each.parts for form in options(each)]
    rest = [form.partition(use.rendering)[2].split() for form in wholes]
    return any(words and after.startswith(f" {words[0]}") for words in rest)


def _beside_bracket(text: str, start: int, end: int) -> bool:
    """Tell whether a place has a bracket after it, or is in one."""
    return in_bracket(text, start) or _BRACKET.match(text, end) is not None


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
    """Leave a particle out of what is to be replaced: 토비아스는 for 토비아스 렌.

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
