"""Find persons in Korean text by their titles, however Kiwi divides them: 피|정훈 교장.

A foreigner's words are one person before a title, whatever they end with: 고노이케 **사토시**
명예교수. A Korean's name and a body stand before the body's title: 정택수 넷스파 대표.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workflow.languages.ko.new_names import noun_runs
from workflow.languages.ko.new_names.name_kinds import (
    KINDS,
    is_common,
    is_full_name,
    is_known_body,
    is_listed,
)
from workflow.languages.ko.new_names.noun_runs import Run
from workflow.languages.names.new_names import Named
from workflow.model import TermType

#: Words of a foreigner's name before the last one.
_MORE_WORDS = 2
#: How many letters before a name are considered.
_NEAR = 24
#: Syllables of one word of it.
_LONGEST = 8


def named(text: str, runs: Sequence[Run]) -> Iterator[Named]:
    """Yield persons, and bodies between a person and a title."""
    yield from _koreans(text)
    yield from _led(text)
    for number, run in enumerate(runs):
        if not KINDS.pattern("titled").match(text, run.end):
            continue
        last = runs[number - 1] if number else run
        seated = KINDS.pattern("seat_of_foreigner").fullmatch(run.name) and not run.is_known
        firm = run.name in KINDS.word_set("firm_word") and last.end + 1 == run.start
        if firm and number > 1 and (start := _foreign(text, runs[number - 2], runs)) >= 0:
            yield Named(text[start : runs[number - 2].end], start, TermType.PERSON, sure=True)
            yield Named(text[last.start : run.end], last.start, TermType.ORG, sure=True)
        elif seated and last.end + 1 == run.start and (start := _foreign(text, last, runs)) >= 0:
            yield Named(text[start : last.end], start, TermType.PERSON, sure=True)
            yield Named(run.name, run.start, TermType.ORG, sure=True)
        elif (start := _foreign(text, run, runs)) >= 0:
            yield Named(text[start : run.end], start, TermType.PERSON, sure=True)


def _koreans(text: str) -> Iterator[Named]:
    """Yield three or four syllables before a title, if they are a name's and begin as no word."""
    for found in KINDS.pattern("korean_titled").finditer(text):
        name, body = found["who"], found["body"] or ""
        unknown = body and noun_runs.is_unknown(body)
        if not _is_korean(name) or (unknown and noun_runs.is_unseen(name)):
            continue
        yield Named(name, found.start("who"), TermType.PERSON, sure=True)
        if unknown:
            yield Named(body, found.start("body"), TermType.ORG, sure=True)


def _led(text: str) -> Iterator[Named]:
    """Yield three or four syllables after a person's trade: 소리꾼 **도은별**이."""
    for found in KINDS.pattern("korean_led").finditer(text):
        name, start = found["who"], found.start("who")
        led = KINDS.pattern("office_before").search(text[max(0, start - _NEAR) : start])
        title = KINDS.pattern("title").fullmatch(name) or KINDS.pattern("seat").search(name)
        if led and not title and _is_korean(name):
            yield Named(name, start, TermType.PERSON, sure=True)


def _is_korean(name: str) -> bool:
    """Tell whether syllables are a Korean's name, and neither a place's nor the end of a word."""
    known = is_common(name) or is_listed(name) or is_listed(name[:-1])
    return is_full_name(name) and not known and not noun_runs.begins_as_word(name)


def _foreign(text: str, last: Run, runs: Sequence[Run]) -> int:
    """Return where a foreigner's name of several words begins; -1 where there is but one."""
    known = is_full_name(last.name) or (is_listed(last.name) and last.is_known)
    if known or not _is_strange(last):
        return -1
    start, unknown = last.start, any(noun.unknown for noun in last.nouns)
    for one in reversed([one for one in runs if one.end < last.start][-_MORE_WORDS:]):
        beside = text[one.end : start] == " "
        place = is_listed(one.name) and one.is_known
        strange = _is_strange(one) or (len(one.name) == 1 and one.is_whole)  # 카오 킴 후른
        if not beside or not strange or place or is_full_name(one.name):
            break
        start, unknown = one.start, unknown or any(noun.unknown for noun in one.nouns)
    return start if unknown and start < last.start else -1


def _is_strange(run: Run) -> bool:
    """Tell whether all but a syllable of a word is a name, or unknown, and it is no body's."""
    name = run.name
    words = sum(noun.end - noun.start for noun in run.nouns if not noun.is_proper)
    short = 1 < len(name) <= _LONGEST and name == run.text[run.start : run.nouns[-1].end]
    body = is_known_body(name) or (run.is_known and KINDS.pattern("org").search(name))
    known = body or is_common(name) or name.isascii()
    sino = KINDS.pattern("sino").fullmatch(name) and not run.is_whole
    title = KINDS.pattern("title").fullmatch(name)
    return short and words <= 1 and not (known or sino or title)
