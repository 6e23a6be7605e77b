"""Find persons and bodies in English text that the glossary lacks, as far as capitals tell.

A word in a translation may be the rendering of such a name. So an apparently wrong rendering of a
listed name is certainly wrong only if the source has none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from workflow.languages.characters import HYPHENS
from workflow.languages.en.new_names import capital_runs
from workflow.languages.en.new_names.name_kinds import PEOPLES
from workflow.languages.en.new_names.name_words import BODIES, PLACES
from workflow.languages.en.surnames import HONORIFICS, OPENERS, capitals_tell
from workflow.languages.en.titles import is_state
from workflow.languages.en.verbs import MONTHS
from workflow.languages.en.word_lists import kind_of
from workflow.languages.names import countries
from workflow.model import TermUse

#: A person's office at a body that the glossary lacks.
_OFFICE = re.compile(
    r", (?:the |a |an |then )?[A-Za-z -]{3,40} (?:of|at) (?:the )?"
    r"(?P<body>[A-Z][\w.]+(?: [A-Z]\w+)*)"
)
#: The body that an office beside its person belongs to; a company's own words add nothing.
_OF_BODY = re.compile(
    r",? (?:of|for) (?:the |a |its |their )?(?P<body>[A-Z][\w.]*(?: [A-Z]\w+)*|[a-z]+)"
)
_OWN_COMPANY = frozenset(
    "company group firm board business carmaker chipmaker conglomerate retailer bank manufacturer "
    "maker unit subsidiary automaker airline years months decades being having taking".split()
)
_NAME_BEFORE = re.compile(r"([A-ZÀ-Þ][\w.&-]*)(?:['’]s)? $")
_UNKNOWN = "?"
_HYPHENS = frozenset(HYPHENS)
_GIVEN_AFTER = re.compile(
    rf" [A-Z][a-z]+(?:(?P<hyphen>[{HYPHENS}])[A-Za-z][a-z]+|(?: [A-Z][a-z]+)?)"
)
_GIVEN_NAME_BEFORE = re.compile(r"(?:^|(?<=[\s\"“(]))([A-Z][\w-]+) $")


def scope_beside(text: str, start: int, end: int) -> str:
    """Return of what kind the body is that stands right before or after an office.

    ``place`` for a state or a people, ``?`` for a body that is not known, nothing for none.
    """
    before = _scope_before(text, start)
    if before == "place":
        return before
    after = _OF_BODY.match(text, end)
    if after is None or after["body"] in _OWN_COMPANY:
        return before
    return "place" if is_state(after["body"]) else _UNKNOWN


def scope_of_office(text: str, end: int) -> str:
    """Return the body of an unlisted office after a person: ``Lee, head of Hyundai``.

    ``place`` stands for a state, ``?`` for a body that is not listed; empty for no office.
    """
    office = _OFFICE.match(text, end)
    if office is None:
        return ""
    return "place" if is_state(office["body"]) else _UNKNOWN


def _scope_before(text: str, start: int) -> str:
    """Return of what kind the body is that stands before a title: ``French``, ``Hyundai``."""
    before = _NAME_BEFORE.search(text[max(0, start - 40) : start])
    if before is None:
        return ""
    word = before[1]
    if word in PEOPLES or word in countries.names() or word in ("US", "U.S.", "UK", "U.K."):
        return "place"
    lower = word.lower()
    if lower in OPENERS or lower in MONTHS or kind_of(lower) in ("function", "adverb"):
        return ""
    return _UNKNOWN


def full_names(text: str, surname: str) -> Iterator[tuple[int, str]]:
    """Find persons with a surname: where each begins, and ``Park Min-su`` or ``Bruce Lee``."""
    start = text.find(surname)
    while start >= 0:
        end = start + len(surname)
        if _is_word(text, start, end):
            yield from _full_name(text, start, end)
        start = text.find(surname, end)


def _is_word(text: str, start: int, end: int) -> bool:
    """Tell whether a surname is a word by itself."""
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    return not (before.isalnum() or before in _HYPHENS or after.isalnum())


def _full_name(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    told = capitals_tell(text)
    given = _GIVEN_AFTER.match(text, end)
    if given and (given["hyphen"] or (told and _is_given(given[0].split()[0]))):
        yield start, text[start : given.end()]
        return
    before = _GIVEN_NAME_BEFORE.search(text[max(0, start - 40) : start])
    if before and told and _is_given(before[1]):
        yield start - len(before[0]), f"{before[1]} {text[start:end]}"


def _is_given(word: str) -> bool:
    """Tell whether a word may be a given name: no common word, title, people or place."""
    lower = word.lower()
    return not (
        kind_of(lower)
        or kind_of(lower.split("-")[0])
        or lower.rpartition("-")[2] in HONORIFICS
        or lower in OPENERS
        or lower in MONTHS
        or word in BODIES | PLACES | PEOPLES
        or word.isupper()
    )


_CAPITAL = re.compile(r"(?<![\w@/.&-])[A-ZÀ-Þ][\w&]*(?:[-'’.][\w&]+)*", re.ASCII)
_LATIN = re.compile("[A-Za-zÀ-ɏ]")
#: The text before the first word of a sentence or a quotation.
_OPENING = re.compile(r"(?:^|[.?!:…]|[“\"‘'(—–])\s*(?:<[^<>]*>|[“\"‘'(—–\s])*$")


def unlisted(source: str, uses: Sequence[TermUse]) -> list[str] | None:
    """Find possible names outside the mentions of the glossary.

    Args:
        source: the sentence, with placeholders.
        uses: its mentions of the glossary.

    Returns:
        The capitalised words that belong to no mention and are no ordinary words; None where
        capitals tell nothing, so that anything may be a name (Korean and Chinese, or no sentence).
    """
    if not _is_latin(source):
        return None
    covered = bytearray(len(source))
    for use in uses:
        covered[use.start : use.end] = b"\1" * (use.end - use.start)
    return list(_names(source, covered))


def _is_latin(source: str) -> bool:
    if source.isascii():
        return any(map(str.isalpha, source))
    letters = [char for char in source if char.isalpha()]
    return bool(letters) and sum(map(bool, map(_LATIN.match, letters))) * 2 > len(letters)


def _names(source: str, covered: bytearray) -> Iterator[str]:
    for match in _CAPITAL.finditer(source):
        if covered.find(1, match.start(), match.end()) >= 0:
            continue
        word = match[0].removesuffix("'s").removesuffix("’s")
        if capital_runs.is_ordinary(word) or word.casefold() in HONORIFICS:
            continue
        if not (_is_common(word) and _opens(source, match.start())):
            yield word


def _is_common(word: str) -> bool:
    return word.casefold() in OPENERS or bool(kind_of(word.casefold()))


def _opens(source: str, start: int) -> bool:
    """Tell whether a word begins a sentence or a quotation, and so has its capital from there."""
    begin = max(0, start - 24)
    before = source[begin:start]
    return _OPENING.search(f"x{before}" if begin else before) is not None
