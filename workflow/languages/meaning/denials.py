"""Find negations: words that negate, lookalikes, and their substitutes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import resources

from workflow.languages.cues import Cued
from workflow.languages.tables import NOTHING, FactTable, LazyPattern, either, read

#: What a reason in the tables may name: an English negation, and up to four words after it.
_DENIAL = r"(?:\b(?:not|never|no|nobody|nothing|none|neither|nor|without|cannot)\b|n['’]t\b)"
_NEAR = r"(?: [\w'’-]+){0,4}?"

#: A word that can stand for a denial, and what else a source may say that calls for it.
Substitute = tuple[LazyPattern, LazyPattern]


class Substitutes:
    """Words that can stand for a denial, looked for only where their letters stand.

    Args:
        rows: the words, each with what calls for it.
    """

    def __init__(self, rows: Sequence[Substitute] = ()) -> None:
        self.rows = rows
        self._cued = Cued([word for word, _ in rows])

    def within(self, text: str) -> list[Substitute]:
        """Return the idioms that a text may have."""
        return [self.rows[at] for at in self._cued.within(text)] if self.rows else []


_NONE = Substitutes()


@dataclass(frozen=True)
class Denials:
    """The negations of a language; by default, none is recognised.

    Attributes:
        clause: words that deny a clause. What is only often negative (few, hardly) is left out.
        implied: words of a source that a translation tells each with a denial or a word for one.
        idioms: what has such a word and denies nothing: not only, why not.
        negative: all negative words that a translation may render a denial with.
        beyond_doubt: what denies a clause of a translation beyond doubt, ``empty`` aside. Korean
            attributes are left out (혼잡하지 않은 for *quiet*): translators add them freely.
        empty: what has a negative word in a translation and denies nothing: no more than, soon.
        of_sources: words with which a source denies, so that a denial in its translation may be
            theirs.
        substitutes: words that can stand for a denial.
        counterparts: how it tells without a denial what a source denies, and what that is.
        unreported: a report that is denied: he did not say.
        around_reports: the words around a verb of a source that reports.
        source_prefilter: pattern that every source with a denial has, in lower case; quick to
            look for.
        translation_prefilter: pattern that every translation with a denial has.
        universal: whether what it denies is denied in every language. What Korean and Chinese
            deny, English often tells without a denial.
        counted_words: the negative words by which two versions of one sentence are compared.
        precedes: whether a denial stands before what it denies.
        asks_for: pattern of the words of a question that asks for no assent: what, who, when.
        told_freely: what denies in a translation, but is often said freely for something that its
            source tells without a denial: 无法满足 for *struggle to meet*. Without it, nothing is.
        prefixed: words with a prefix or an ending that denies; any of a translation may stand for
            one of its source: 미상환 for *unpaid*.
        empty_words: words behind a denial that say nothing of what is denied.
        denied: the word before a denial that it denies, where a language tells it there.
    """

    clause: re.Pattern[str] = NOTHING
    implied: re.Pattern[str] = NOTHING
    idioms: re.Pattern[str] = NOTHING
    negative: re.Pattern[str] = NOTHING
    beyond_doubt: re.Pattern[str] = NOTHING
    empty: re.Pattern[str] = NOTHING
    of_sources: re.Pattern[str] = NOTHING
    substitutes: Substitutes = _NONE
    counterparts: Substitutes = _NONE
    unreported: re.Pattern[str] = NOTHING
    around_reports: re.Pattern[str] = NOTHING
    source_prefilter: re.Pattern[str] = NOTHING
    translation_prefilter: re.Pattern[str] = NOTHING
    universal: bool = False
    counted_words: re.Pattern[str] = NOTHING
    precedes: bool = False
    asks_for: str = ""
    told_freely: re.Pattern[str] = NOTHING
    prefixed: re.Pattern[str] = NOTHING
    empty_words: Sequence[str] = ()
    denied: re.Pattern[str] = NOTHING

    @cached_property
    def any_idioms(self) -> re.Pattern[str]:
        """Its idioms, ignoring case."""
        return re.compile(self.idioms.pattern, re.IGNORECASE)

    @property
    def known(self) -> bool:
        """Whether anything is known of how it denies."""
        return self.negative is not NOTHING

    def tells_otherwise(self, source: str, text: str) -> bool:
        """Tell whether a text says without a denial what its source denies."""
        return any(
            told.search(text) and phrase.search(source)
            for told, phrase in self.counterparts.within(text)
        )

    def counted(self, text: str) -> list[str]:
        """Return the negative words of a sentence in their order, in lower case.

        Some stand in words that deny nothing (特别, 안전): compare what two sentences have.
        """
        return [match[0].lower() for match in self.counted_words.finditer(text)]


def tabled(package: str, *, universal: bool = False, precedes: bool = False) -> Denials:
    """Return how a language denies, as its ``denials.tsv`` and the tables beside it tell.

    Args:
        package: the package of the language.
        universal: whether what it denies is denied in every language.
        precedes: whether a denial stands before what it denies.
    """
    table = FactTable(package, "denials.tsv")

    return Denials(
        clause=table.pattern("clause"),
        implied=table.optional("implied"),
        idioms=table.pattern("idioms"),
        negative=table.pattern("negative"),
        beyond_doubt=table.pattern("beyond_doubt"),
        empty=table.pattern("empty"),
        of_sources=table.pattern("of_sources"),
        substitutes=_substitutes(package, "substitutes.tsv"),
        counterparts=_substitutes(package, "counterparts.tsv"),
        unreported=table.optional("unreported"),
        around_reports=table.optional("around_reports"),
        source_prefilter=table.pattern("source_prefilter"),
        translation_prefilter=table.pattern("translation_prefilter"),
        universal=universal,
        precedes=precedes,
        counted_words=re.compile(either(read(package, "negations.tsv")).pattern, re.IGNORECASE),
        asks_for=table.text("asks_for"),
        told_freely=table.optional("told_freely"),
        prefixed=table.optional("prefixed"),
        empty_words=table.words("empty_words"),
        denied=table.optional("denied"),
    )


def cause(cell: str) -> str:
    """Return the pattern for a table's cell with a reason.

    >>> bool(re.search(cause("{denial}{near} need"), "They never really need it"))
    True
    """
    return cell.replace("{denial}", _DENIAL).replace("{near}", _NEAR)


def _substitutes(package: str, table: str) -> Substitutes:
    if not resources.files(package).joinpath(table).is_file():
        return _NONE
    either = re.IGNORECASE
    rows = read(package, table)
    return Substitutes(
        [
            (
                LazyPattern(row["pattern"], either),
                LazyPattern(cause(row["cause"]) or NOTHING.pattern, either),
            )
            for row in rows
        ]
    )
