"""Repairs of a translation that can be made with certainty, and one that cannot.

:func:`repair` changes only what the termbase settles. :func:`repair_names` also puts a person's
name right that was misheard (폴페이오 → 폼페이오); whatever it changes has to be looked at. It is
for persons only: on organisations it did more harm than good when measured.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from workflow import markup
from workflow.glossary import names, particles, verify
from workflow.glossary.matcher import ends_word
from workflow.glossary.verify import Spot
from workflow.model import TermType, TermUse

_POSSESSIVE = {"ko": "의", "zh": "的"}
_LATIN_BRACKET = r"(?:\s?[(（][A-Za-z][A-Za-z0-9 .&'’-]*[)）])?"
#: From this similarity on, two spellings are taken for one name (measured on NTREX names).
_ALIKE = 0.72
#: One repair may uncover another; two rounds are nearly always enough.
_ROUNDS = 4
#: Fewer letters may be the beginning of another word.
_FEW_LETTERS = 3
_CLOSING = "'\"’”」』》〉"
_HAN = "\u3400-\u9fff"
_HANGUL = re.compile("[가-힣]")
_BRACKET = re.compile(r"\s?[(（]")


def repair(text: str, uses: Sequence[TermUse], target: str) -> str:
    """``text`` with what is certainly wrong about its terms put right.

    Forbidden forms, names left in the source language and Korean renderings with other spaces
    become the required rendering, one that is said twice is said once, the first mention gets its
    bracket, and Korean particles are made to agree. What may be another word or a part of one
    stays. Repairing twice changes nothing more; without uses nothing changes.

    Args:
        text: a translation, with placeholders.
        uses: the terms of its sentence.
        target: BCP 47 tag of the translation.
    """
    if not verify.leaves(uses):
        return text
    for _ in range(_ROUNDS):
        before, text = text, _repair_once(text, uses, target)
        if text == before:
            break
    return text


def _repair_once(text: str, uses: Sequence[TermUse], target: str) -> str:
    text = _replace_forbidden(text, uses, target)
    text = _replace_source(text, uses, target)
    text = _say_once(_space_out(text, uses, target), uses, target)
    text = _complete_first(text, uses, target)
    if target != "ko":
        return text
    known = verify.readings(uses)
    found = verify.spots(text, known, target)
    return particles.agree_at(text, [(s.start, s.end, known[s.form]) for s in found])


def put(text: str, span: tuple[int, int], form: str, reading: str, target: str) -> str:
    """``text`` with a span of it replaced by a rendering, its surroundings in order.

    Korean particles agree; in Chinese, spaces that stood around a foreign word go.
    """
    start, end = span
    if target == "ko":
        return particles.replace(text, start, end, form, reading)
    before, after = text[:start], text[end:]
    if target.startswith("zh"):
        before = re.sub(rf"(?<=[{_HAN}，。、：；]) $", "", before)
        after = re.sub(rf"^ (?=[{_HAN}，。、：；])", "", after)
    return before + form + after


def _due(text: str, use: TermUse, target: str) -> str:
    """The required form, or the one without its bracket when the bracket is there already."""
    if verify.contains(text, use.target, target):
        return names.bare(use.target)
    return use.target


def _replace_forbidden(text: str, uses: Sequence[TermUse], target: str) -> str:
    for spot, use in reversed(verify.forbidden_spots(text, uses, target)):
        short = spot.end - spot.start < _FEW_LETTERS
        if target == "ko" and short and not _is_word(text, spot.start, spot.end):
            continue
        text = put(text, spot[:2], _due(text, use, target), use.reading, target)
    return text


def _replace_source(text: str, uses: Sequence[TermUse], target: str) -> str:
    right = verify.all_forms(uses)
    for use in sorted(_units(uses), key=lambda unit: -len(unit.source)):
        if any(verify.contains(form, use.source, target) for form in right):
            continue
        for match in reversed(list(_mention(use.source).finditer(text))):
            if _in_bracket(text, match) or _in_phrase(text, match):
                continue
            own = _POSSESSIVE.get(target.partition("-")[0], "") if match["own"] else ""
            form = _due(text, use, target) + own
            text = put(text, match.span(), form, use.reading, target)
    return text


@lru_cache(maxsize=4096)
def _mention(word: str) -> re.Pattern[str]:
    """Matches a name of the source with the article before it and the possessive after it."""
    pattern = verify.source_pattern(word).pattern
    return re.compile(rf"(?:\b[Tt]he )?{pattern}(?P<own>['’]s)?", re.ASCII)


def _in_bracket(text: str, match: re.Match[str]) -> bool:
    """Whether a match stands alone in brackets after a word."""
    before, after = text[: match.start()], text[match.end() :]
    return bool(re.search(r"\S\s?[(（]$", before) and re.match("[)）]", after))


def _in_phrase(text: str, match: re.Match[str]) -> bool:
    """Whether a match has Latin words on both sides: it is quoted with them, or left with them."""
    before, after = text[: match.start()], text[match.end() :]
    return bool(re.search("[A-Za-z] $", before) and re.match(" [A-Za-z]", after))


def _is_word(text: str, start: int, end: int) -> bool:
    """Whether a Korean form is a word there, particles aside; others have no such borders."""
    before = text[start - 1 : start] if start else ""
    inside = _HANGUL.match(text[start]) and _HANGUL.match(before)
    return not inside and ends_word(text, end)


def _units(uses: Sequence[TermUse]) -> list[TermUse]:
    """Uses and their parts with a rendering; of those that are written and rendered alike, one."""
    units = (unit for use in uses if use.target for unit in (use, *use.parts) if unit.target)
    return list({(unit.source, unit.target, unit.reading): unit for unit in units}.values())


def _space_out(text: str, uses: Sequence[TermUse], target: str) -> str:
    """Korean renderings written with other spaces (성마틴, 싱 하이밍), as the termbase has them.

    Two letters are too few to tell a name from another word (이 씨, 이씨). Nor is it one beside the
    rendering itself (한국은행 and 한국 은행들), or as the beginning of a word (더 이상 민주당).
    """
    if target != "ko":
        return text
    right = verify.all_forms(uses)
    for use in sorted(_units(uses), key=lambda unit: -len(unit.target)):
        form = names.bare(use.target)
        letters = form.replace(" ", "")
        if len(letters) < _FEW_LETTERS:
            continue
        said = any(form in text for form in verify.options(use))
        for match in reversed(list(_any_spaces(letters).finditer(text))):
            if said and not _BRACKET.match(text, match.end()):
                continue
            if match[0] not in right and ends_word(text, match.end()):
                text = put(text, match.span(), form, use.reading, target)
    return text


@lru_cache(maxsize=4096)
def _any_spaces(letters: str) -> re.Pattern[str]:
    """Matches letters at the beginning of a word, with or without spaces between them."""
    return re.compile(r"(?<![가-힣A-Za-z])" + r"\s?".join(map(re.escape, letters)))


def _say_once(text: str, uses: Sequence[TermUse], target: str) -> str:
    """A rendering that stands in brackets behind itself, as ‘경총’(경총), without them."""
    if "(" not in text and "（" not in text:
        return text
    for use in _units(uses):
        for form in dict.fromkeys((use.target, names.bare(use.target))):
            again = verify.pattern(form, target).pattern
            before = verify.pattern(names.bare(form), target).pattern
            pattern = rf"({before})([{_CLOSING}]?)\s?[(（]{again}[)）]"
            while match := re.search(pattern, text):
                text = text[: match.end(2)] + text[match.end() :]
                text = put(text, match.span(1), form, use.reading, target)
    return text


def _complete_first(text: str, uses: Sequence[TermUse], target: str) -> str:
    for use in verify.firsts(uses):
        if verify.introduced(text, use, target):
            continue
        bare, later = names.bare(use.target), names.bracketed(use.target)
        for form in (bare, later if later in use.accepted else ""):
            spot = _first_spot(text, form, uses, target)
            if spot:
                text = put(text, spot[:2], use.target, use.reading, target)
                break
    return text


def _first_spot(text: str, form: str, uses: Sequence[TermUse], target: str) -> Spot | None:
    """Where ``form`` stands first; a bracket in Latin letters after it belongs to it."""
    if not form:
        return None
    for match in re.finditer(f"({verify.pattern(form, target).pattern}){_LATIN_BRACKET}", text):
        start, end = match.span()
        if _is_word(text, *match.span(1)) and not _beside_bracket(text, start, end):
            return Spot(start, end, form)
    return None


def _beside_bracket(text: str, start: int, end: int) -> bool:
    """Whether a place has a bracket after it, or is in one."""
    opened, closed = (max(map(text[:start].rfind, marks)) for marks in ("(（", ")）"))
    return opened > closed or _BRACKET.match(text, end) is not None


def repair_names(text: str, uses: Sequence[TermUse], target: str) -> tuple[str, tuple[str, ...]]:
    """Puts misheard names of persons right, in Korean and Chinese.

    Args:
        text: a translation after :func:`repair`.
        uses: the terms of its sentence.
        target: BCP 47 tag of the translation; for others than Korean and Chinese nothing is done.

    Returns:
        The text, and for every change a problem ``term-phonetic-repair: OLD → NEW``: sounds are
        evidence, not proof, so a person has to look.
    """
    sound = _SOUNDS.get(target.partition("-")[0])
    changes: list[str] = []
    for use in verify.leaves(uses) if sound else ():
        if use.type is not TermType.PERSON:
            continue
        if any(verify.contains(text, form, target) for form in verify.options(use)):
            continue
        spot = sound and _nearest(text, names.bare(use.target), sound, target)
        if spot:
            changes.append(f"term-phonetic-repair: {spot.form} → {use.target}")
            text = put(text, spot[:2], use.target, use.reading, target)
    return text, tuple(changes)


def _jamo(text: str) -> str:
    return unicodedata.normalize("NFD", text.replace(" ", ""))


def _pinyin(text: str) -> str:
    from pypinyin import lazy_pinyin

    return " ".join(lazy_pinyin(text))


_SOUNDS: dict[str, Callable[[str], str]] = {"ko": _jamo, "zh": _pinyin}


def _nearest(text: str, name: str, sound: Callable[[str], str], target: str) -> Spot | None:
    """The run of ``text`` that sounds most like ``name``, if alike enough."""
    from rapidfuzz.distance import Levenshtein

    wanted = sound(name)
    best, found = _ALIKE, None
    for start, end in _runs(text, len(name.replace(" ", "")), target):
        run = text[start:end]
        likeness = Levenshtein.normalized_similarity(sound(run), wanted)
        likeness += 0.05 * (run[0] == name[0]) - 0.01 * abs(len(run) - len(name))
        if likeness >= best:
            best, found = likeness, Spot(start, end, run)
    return found


def _runs(text: str, length: int, target: str) -> Iterator[tuple[int, int]]:
    """Runs of about ``length`` letters that may be a name; a Korean one begins a word."""
    letters = "가-힣" if target == "ko" else f"{_HAN}·"
    plain = markup.PLACEHOLDER.sub(lambda match: "\0" * len(match[0]), text)
    for start in range(len(plain)):
        if target == "ko" and re.match("[가-힣]", plain[start - 1 : start]):
            continue
        for size in range(max(2, length - 1), length + 3):
            run = plain[start : start + size]
            if len(run) == size and re.fullmatch(rf"[{letters}](?:[{letters} ]*[{letters}])?", run):
                yield start, start + size
