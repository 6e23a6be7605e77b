"""Name offices in other languages, where a table has one name for them.

``office_names.tsv`` has a column a language, ``|`` between names of the same, the usual one first.
An office that several rows have under other names (*president*) has none that follows.
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
def _rows() -> tuple[Row, ...]:
    return read("workflow.languages", "office_names.tsv")


def _names(row: Row, column: str) -> list[str]:
    return row[column].casefold().split("|")
