"""List words of a source that imply a negation, which a translation may make explicit.

Which these are: prefixes and endings (un-, -less), negative quantifiers (few, only), verbs that
imply that something is not done (fail, refuse, prevent), *too … to* and the like. After E. Klima,
"Negation in English" (1964), and L. Karttunen, "Implicative Verbs" (1971); unpleasant words such as
*problem* or *damage* are none of them.

``languages/without_denial.tsv`` has one notion a row (``#`` begins a heading): the language of the
source, the word there, and in a column for each other language how it tells the same *without* a
denial, all regular expressions. A word that the translation tells so excuses no denial: for *he
refused, and left*, 거부하고 떠나지 않았다 denies more than the source. Where a cell is empty, a
denial is always right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from workflow.languages import pack
from workflow.languages.tables import read

#: The columns of the table that tell of the source.
_SOURCE = ("source", "word")


@dataclass(frozen=True, slots=True)
class ImpliedDenial:
    """A word that implies a negation, with patterns of its affirmative translations by language."""

    word: str
    told: Mapping[str, str]

    def excuses(self, source: str, text: str, language: str) -> bool:
        """Tell whether the word occurs more often than its affirmative translations."""
        there = _count(self.word, source)
        told = self.told.get(language)
        return there > (_count(told, text) if told and there else 0)


def implies(source: str, text: str, spoken: str, language: str) -> bool:
    """Tell whether the source justifies a negation that only its translation has.

    It does where it implies one (*failed*, *few*) and the translation renders that nowhere else.

    Args:
        source: a sentence in the language ``spoken``.
        text: its translation into ``language``, which denies something.
        spoken: the code of a language whose denials are known.
        language: the code of the language of ``text``.

    >>> implies("He failed to leave.", "그는 떠나지 못했다.", "en", "ko")
    True
    >>> implies("He refused to leave.", "그는 떠나기를 거부하지 않았다.", "en", "ko")
    False
    >>> implies("Few came, he said.", "온 이가 거의 없다고 그는 말하지 않았다.", "en", "ko")
    True
    """
    known = pack(spoken).denials
    if known.of_sources.search(source):
        return True
    if _denies_reports_only(text, language):
        source = "\n".join(known.around_reports.findall(source)) or source
    plainly = pack(language).denials.beyond_doubt.sub(" ", text)  # 未经 itself is no other telling
    return any(one.excuses(source, plainly, language) for one in implied_denials(spoken))


@cache
def implied_denials(spoken: str) -> tuple[ImpliedDenial, ...]:
    """Return the words of a source language, given by its code."""
    known = pack(spoken).denials
    # The reasons of substitutes are English words.
    others = () if known.universal else known.substitutes.rows
    return (
        *(ImpliedDenial(word.pattern, {"en": cause.pattern}) for word, cause in others),
        *_listed(spoken),
    )


def _denies_reports_only(text: str, language: str) -> bool:
    """Tell whether only a verb of saying is denied."""
    known = pack(language).denials
    if not known.unreported.search(text):
        return False
    others = known.unreported.sub(" ", known.empty.sub(" ", text))
    return not known.beyond_doubt.search(others)


def _count(pattern: str, text: str) -> int:
    return sum(1 for _ in _compiled(pattern).finditer(text))


def _listed(spoken: str) -> Iterator[ImpliedDenial]:
    begins = r"(?<![\w-])" if pack(spoken).writing.scripts == ("Latin",) else ""
    for row in read("workflow.languages", "without_denial.tsv"):
        if row["source"] == spoken:
            told = {name: cell for name, cell in row.items() if cell and name not in _SOURCE}
            yield ImpliedDenial(f"{begins}(?:{row['word']})", told)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
