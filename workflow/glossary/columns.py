"""The columns of a glossary file.

``id``, ``type``, ``match``, ``status``, ``note`` and, for each language, ``xx`` (first mention),
``xx_later``, ``xx_aliases``, ``xx_reading``, ``xx_forbidden``. Only ``id`` and one language are
required. Other columns are kept.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from workflow.errors import ConfigError, GlossaryError
from workflow.languages import language

_LANGUAGE = re.compile(r"(?P<code>[a-z]{2,3}(?:-[a-z0-9]{2,8})*)(?:_(?P<part>[a-z]+))?")
_PARTS = ("later", "aliases", "reading", "forbidden")
#: How to mend a line that is not CSV.
QUOTING = 'Write " inside a cell as "" and quote the cell.'
#: The columns that belong to no language.
FIXED = ("id", "type", "match", "status", "note")


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds: a fixed one, a part of a language, or something unknown."""

    name: str
    language: str = ""
    part: str = ""

    @classmethod
    def named(cls, name: str) -> Column:
        """Return what a column of this name holds."""
        match = None if name in FIXED else _LANGUAGE.fullmatch(name)
        if match is None or (match["part"] and match["part"] not in _PARTS):
            return cls(name)
        try:
            return cls(name, language(match["code"]).tag, match["part"] or "")
        except ConfigError:
            return cls(name)


def columns_of(header: Sequence[str], where: str, fault: str) -> list[Column]:
    """Return what the columns of a file hold.

    Args:
        header: the cells of its first line.
        where: the place, for messages.
        fault: what is wrong with that line as CSV; empty when all is well.

    Raises:
        GlossaryError: the columns cannot be told.
    """
    names = [unicodedata.normalize("NFC", name).strip().casefold() for name in header]
    if fault:
        raise GlossaryError(where, f"the header {fault}", QUOTING)
    if len(names) == 1 and re.search(r"[;\t]", names[0]):
        raise GlossaryError(
            where, "columns are not separated by commas", "Save it as “CSV UTF-8 (comma)”."
        )
    for name, count in Counter(filter(None, names)).items():
        if count > 1:
            raise GlossaryError(where, f"column {name!r} occurs twice", "Remove one of them.")
    columns = [Column.named(name) for name in names]
    known: dict[tuple[str, str], str] = {}
    for column in (each for each in columns if each.language):
        other = known.setdefault((column.language, column.part), column.name)
        if other != column.name:
            what = f"columns {other!r} and {column.name!r} are for the same language"
            raise GlossaryError(where, what, "Join them.")
    if "id" not in names:
        raise GlossaryError(
            where, "has no column id", "The first line names the columns: id,type,en,ko,zh,…"
        )
    if not any(one.language and not one.part for one in columns):
        raise GlossaryError(
            where, "has no language column", "Add one for each language: en, ko, zh …"
        )
    return columns
