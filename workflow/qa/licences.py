"""Words of a source that license a denial in its translation, though they deny nothing outright.

Which these are: prefixes and endings (un-, -less), negative quantifiers (few, only), verbs that
imply that something is not done (fail, refuse, prevent), *too … to* and the like. After E. Klima,
"Negation in English" (1964), and L. Karttunen, "Implicative Verbs" (1971); unpleasant words such as
*problem* or *damage* are none of them.

``licences.tsv`` has one notion a row (``#`` begins a heading): the language of the source, the word
there, and how English, Korean and Chinese tell it *without* a denial, all regular expressions. A
word that the translation tells so has used its licence up: for *he refused, and left*, 거부하고
떠나지 않았다 denies more than the source. Where a cell is empty, a denial is always right.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from workflow.qa.denials import AROUND_REPORTS, DENIED, EMPTY, NEGATIVE, SUBSTITUTES, UNREPORTED


@dataclass(frozen=True, slots=True)
class Licence:
    """What may be told with a denial, and by language how it is told without one."""

    word: re.Pattern[str]
    told: Mapping[str, re.Pattern[str]]

    def left(self, source: str, text: str, language: str) -> bool:
        """Whether ``source`` has the word more often than ``text`` tells it without a denial."""
        there = _count(self.word, source)
        told = self.told.get(language)
        return there > (_count(told, text) if told and there else 0)


def licensed(source: str, text: str, spoken: str, language: str) -> bool:
    """Whether something in ``source`` may be told with a denial and is told in no other way.

    Args:
        source: a sentence in the language ``spoken``.
        text: its translation into ``language``, which denies something.
        spoken: ``en``, ``ko`` or ``zh``.
        language: the same.

    >>> licensed("He failed to leave.", "그는 떠나지 못했다.", "en", "ko")
    True
    >>> licensed("He refused to leave.", "그는 떠나기를 거부하지 않았다.", "en", "ko")
    False
    >>> licensed("Few came, he said.", "온 이가 거의 없다고 그는 말하지 않았다.", "en", "ko")
    True
    >>> licensed("Few came, he told the court in Seoul.", "그는 말하지 않았다.", "en", "ko")
    False
    """
    if NEGATIVE[spoken].search(source):
        return True
    if spoken == "en" and _denies_reports_only(text, language):
        source = "\n".join(AROUND_REPORTS.findall(source)) or source
    return any(one.left(source, text, language) for one in licences(spoken))


@cache
def licences(spoken: str) -> tuple[Licence, ...]:
    """Those of sources in a language (``en``, ``ko`` or ``zh``)."""
    others = (Licence(word, {"en": cause}) for word, cause in SUBSTITUTES[spoken] if spoken != "en")
    return (*others, *_listed(spoken))


def _denies_reports_only(text: str, language: str) -> bool:
    """Whether all that is denied is that somebody said something."""
    reports = UNREPORTED.get(language)
    if not reports or not reports.search(text):
        return False
    others = reports.sub(" ", EMPTY[language].sub(" ", text))
    return not DENIED[language].search(others)


def _count(pattern: re.Pattern[str], text: str) -> int:
    return sum(1 for _ in pattern.finditer(text))


def _listed(spoken: str) -> Iterator[Licence]:
    table = resources.files(__package__).joinpath("licences.tsv").read_text("utf-8")
    rows = (line for line in table.splitlines() if not line.startswith("#"))
    for row in csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE):
        if row["source"] == spoken:
            word = rf"(?<![\w-])(?:{row['word']})" if spoken == "en" else row["word"]
            told = {name: row[name] for name in ("en", "ko", "zh") if row[name]}
            yield Licence(_compiled(word), {name: _compiled(told[name]) for name in told})


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
