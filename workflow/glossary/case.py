"""A translation held beside its source: what of its terms stands there, and what else may."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from workflow.glossary.occurrences import Spot, all_forms, leaves, options, spots
from workflow.glossary.unlisted import unlisted
from workflow.glossary.wholeness import Translation, is_whole
from workflow.model import TermType, TermUse

#: The fewest letters of a name that no other words look like.
_FEW_LETTERS = 4


@dataclass(frozen=True)
class Case:
    """A translation, its source and the terms in it, with what is found out about them once.

    Attributes:
        source: the sentence, with placeholders.
        text: its translation, without placeholders or with them.
        uses: the sentence's terms.
        target: BCP 47 tag of the translation.
    """

    source: str
    text: str
    uses: tuple[TermUse, ...]
    target: str

    @cached_property
    def translation(self) -> Translation:
        """The text as :mod:`workflow.glossary.wholeness` looks at it."""
        known = spots(self.text, all_forms(self.uses), self.target)
        begins, ends = frozenset(spot.start for spot in known), frozenset(s.end for s in known)
        return Translation(self.text, self.target, self.source, begins, ends)

    @cached_property
    def others(self) -> list[str] | None:
        """What may be names outside the terms; None where that cannot be told."""
        return unlisted(self.source, self.uses)

    def whole(self, uses: Iterable[TermUse]) -> list[Spot]:
        """Find the renderings of the uses that are no part of another name."""
        by_form: dict[str, list[TermUse]] = {}
        for use in uses:
            for form in options(use):
                by_form.setdefault(form, []).append(use)
            if use.type is TermType.TITLE and self.translation.language not in ("ko", "zh"):
                by_form.setdefault(use.target.lower(), []).append(use)
        found = spots(self.text, by_form, self.target)
        whole = [
            spot
            for spot in found
            if any(
                is_whole(self.translation, spot.start, spot.end, use) for use in by_form[spot.form]
            )
        ]
        return [*whole, *self._spaced(by_form)]

    def _spaced(self, by_form: Mapping[str, Sequence[TermUse]]) -> Iterator[Spot]:
        """Korean names written with other spaces.

        Names of bodies and places may be spaced by their words (Hangul orthography, articles 49
        and 50); a person's only if the termbase spaces it too, as those of foreigners.
        """
        if self.target != "ko":
            return
        for form, uses in by_form.items():
            letters = form.replace(" ", "")
            one_word = letters == form and all(use.type is TermType.PERSON for use in uses)
            if len(letters) < _FEW_LETTERS or one_word:
                continue
            forbidden = {wrong for use in uses for wrong in use.forbidden}
            for match in spaced(letters).finditer(self.text):
                if match[0] != form and match[0] not in forbidden:
                    yield Spot(*match.span(), form)

    @cached_property
    def short(self) -> frozenset[str]:
        """The rows that stand in the translation less often than in the source."""
        needed = Counter(leaf.term for leaf in leaves(self.uses))
        found: Counter[str] = Counter()
        for spot in self.whole((*self.uses, *leaves(self.uses))):
            serving = [use for use in self.uses if spot.form in options(use)]
            parts = [leaf for use in serving for leaf in (use.parts or (use,))]
            alone = [leaf for leaf in leaves(self.uses) if spot.form in options(leaf)]
            found.update({leaf.term for leaf in (*parts, *alone)})
        return frozenset(row for row, count in needed.items() if found[row] < count)


@lru_cache(maxsize=4096)
def spaced(letters: str) -> re.Pattern[str]:
    """Match letters at the beginning of a word, with or without spaces between them."""
    return re.compile(r"(?<![가-힣A-Za-z])" + r"\s?".join(map(re.escape, letters)))
