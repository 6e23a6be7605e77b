"""Name offices in other languages, where a table has one name for them.

``office_names.tsv`` has a column a language, ``|`` between names of the same, the usual one first.
An office that several rows have under other names (*president*) has none that follows. What states
call one office, each in its way, has the same word in the column ``office``.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from workflow.languages.tables import Row, read

_COLUMNS = {"en": "en", "ko": "ko", "zh-Hans": "zh"}
_BASIS = "usual name of the office"


def proposals(name: str, language: str) -> tuple[Mapping[str, str], str]:
    """Return the usual names of an office in other languages, with a note."""
    found = renderings(name, language)
    return found, _BASIS if found else ""


def renderings(name: str, language: str) -> Mapping[str, str]:
    """Return the names of an office in other languages; none if they depend on the context.

    Args:
        name: of the office, without the person and the body.
        language: the tag of its language.

    >>> renderings("spokeswoman", "en"), renderings("president", "en")
    ({'ko': '대변인', 'zh-Hans': '发言人'}, {})
    >>> renderings("외교장관", "ko")["en"], renderings("发言人", "zh-Hans")
    ('Foreign Minister', {'en': 'Spokesperson', 'ko': '대변인'})
    """
    column = _COLUMNS[language]
    rows = [row for row in _rows() if name.casefold() in _names(row, column)]
    found: dict[str, str] = {}
    for tag, other in _COLUMNS.items():
        forms = {row[other].partition("|")[0] for row in rows} if tag != language else set()
        if len(forms) == 1 and (form := forms.pop()):
            found[tag] = form
    return found


@cache
def called(name: str, tag: str) -> tuple[str, ...]:
    """Return all that an office may be called in a language, by a name of it in any.

    >>> called("장관", "en"), called("副总理", "ko")
    (('Minister', 'Secretary'), ('부총리',))
    """
    column = _COLUMNS.get(tag, "")
    rows = [
        row for row in _rows() if any(name in row[each].split("|") for each in _COLUMNS.values())
    ]
    found = (form for row in rows if name for form in row.get(column, "").split("|"))
    return tuple(dict.fromkeys(filter(None, found)))


@cache
def same(name: str, language: str, states: frozenset[str] = frozenset()) -> frozenset[str]:
    """Return what else an office is called, in a language.

    Args:
        name: of the office, without the person and the body.
        language: the first subtag of its language.
        states: codes of those whose office it may be; what none of them calls it is left out.

    >>> sorted(same("총리", "ko")), sorted(same("总理", "zh", frozenset({"CN"})))
    (['수상'], [])
    >>> "외무상" in same("외교부 장관", "ko"), "President" in same("Chairman", "en")
    (True, False)
    """
    if language not in _COLUMNS.values():
        return frozenset()
    told = [row for row in _rows() if name in row[language].split("|")]
    offices = {row["office"] for row in told} - {""}
    every = [*told, *(row for row in _rows() if row["office"] in offices)]
    called = (row for row in every if not states or _may_be_of(row, states))
    return frozenset(form for row in called for form in row[language].split("|")) - {"", name}


@cache
def elsewhere(name: str, language: str, states: frozenset[str] = frozenset()) -> frozenset[str]:
    """Return what an office is called in a language if only some states have it under that name.

    Args:
        name: of the office in any language.
        language: the first subtag of the language of what is returned.
        states: codes of those whose office it may be.

    >>> sorted(elsewhere("Chancellor", "ko")), elsewhere("chancellor", "ko", frozenset({"DE"}))
    (['재무장관', '총리'], frozenset({'총리'}))
    """
    told = [
        row
        for row in _rows()
        if (row["not"] or row["only"])
        and any(name.casefold() in _names(row, column) for column in _COLUMNS.values())
    ]
    called = (row for row in told if not states or _may_be_of(row, states))
    return frozenset(form for row in called for form in row.get(language, "").split("|")) - {""}


@cache
def is_elsewhere(name: str, language: str, states: frozenset[str]) -> bool:
    """Tell whether none of some states has an office of that name.

    >>> is_elsewhere("外相", "zh", frozenset({"CN"})), is_elsewhere("部长", "zh", frozenset({"CN"}))
    (True, False)
    """
    told = [row for row in _rows() if name in row.get(language, "").split("|")]
    return bool(told and states) and not any(_may_be_of(row, states) for row in told)


def _may_be_of(row: Row, states: frozenset[str]) -> bool:
    """Tell whether one of some states may have an office under the names of a row."""
    only = frozenset(row["only"].split())
    return bool((states & only if only else states) - {*row["not"].split()})


@cache
def _rows() -> tuple[Row, ...]:
    return read("workflow.languages", "office_names.tsv")


def _names(row: Row, column: str) -> list[str]:
    return row[column].casefold().split("|")
