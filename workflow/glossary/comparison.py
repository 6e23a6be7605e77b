"""Compare a translation with its source: which terms stand there, and what else may.

A rendering counts where it is that name, and not a part of another one: 손경식 is no name in
손경식당, a restaurant, 韩华思路信 none in 大韩华思路信, and 회장 is another office in 부회장.
Where nothing is certain, it counts as whole. Names may also have been left as the source has them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from workflow.glossary import term_forms
from workflow.glossary.occurrences import Spot, all_forms, leaves, options, spots
from workflow.languages import Pack, pack, registered
from workflow.languages.en.new_names.unlisted import unlisted
from workflow.languages.names import gazetteer, office_names, romanized
from workflow.languages.names.joints import Edges
from workflow.languages.names.titles import Rank, RankWords
from workflow.model import TermType, TermUse

#: The fewest letters of a name that no other words look like.
_FEW_LETTERS = 4


@dataclass(frozen=True)
class Comparison:
    """A translation, its source and the terms, with cached facts about them.

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

    def with_text(self, text: str) -> Comparison:
        """Compare another text with the source; the same text keeps the cached facts."""
        return self if text == self.text else replace(self, text=text)

    @cached_property
    def language(self) -> Pack:
        """The language pack of the translation."""
        return pack(self.target)

    @cached_property
    def others(self) -> list[str] | None:
        """Possible names outside the terms; None if they cannot be recognised."""
        return unlisted(self.source, self.uses)

    @cached_property
    def _edges(self) -> tuple[frozenset[int], frozenset[int]]:
        """Where known renderings begin and end: beside them other names may stand."""
        known = spots(self.text, all_forms(self.uses), self.target)
        return frozenset(spot.start for spot in known), frozenset(spot.end for spot in known)

    def whole(self, uses: Iterable[TermUse]) -> list[Spot]:
        """Find the renderings of the uses that are no part of another name."""
        by_form: dict[str, list[TermUse]] = {}
        for use in uses:
            for form in options(use):
                by_form.setdefault(form, []).append(use)
            for form in self.same_office(use):
                by_form.setdefault(form, []).append(use)
        found = spots(self.text, by_form, self.target)
        whole = [
            spot for spot in found if any(self._is_whole(spot, use) for use in by_form[spot.form])
        ]
        return [*whole, *self._spaced(by_form)]

    def same_office(self, use: TermUse) -> set[str]:
        """Return further words for an office: 外相 for 外交部长, *chairman* for *Chairman*."""
        if use.type is not TermType.TITLE:
            return set()
        states, spoken = self._states(use), self.language.subtag
        known = {form for one in options(use) for form in office_names.same(one, spoken, states)}
        other = office_names.elsewhere(use.source, spoken, states)
        known |= other if other.intersection(options(use)) else frozenset()
        if self.language.names.inflected:
            known |= {form.lower() for form in (use.rendering, *known)}
        return known.difference(options(use), use.forbidden)

    def _states(self, title: TermUse) -> frozenset[str]:
        """Return the codes of the states whose office a title may be; none where that is not sure.

        The country in its composite tells it, else the name of the person.
        """
        parts = next((one.parts for one in self.uses if title in one.parts), ())
        for part in sorted(parts, key=lambda part: part.type is not TermType.PLACE):
            if part.type is TermType.PLACE:
                return frozenset(filter(None, [self.country(part)]))
            if home := self.home(part):
                return home
        return frozenset()

    def country(self, place: TermUse) -> str:
        """Return the code of a country; empty for other places."""
        return gazetteer.country(place.rendering, self.target)

    def home(self, person: TermUse) -> frozenset[str]:
        """Return the codes of the states that a person is from; none where that is not sure."""
        form = term_forms.bare(person.rendering)
        if person.type is not TermType.PERSON or not form:
            return frozenset()
        japanese = self.language.names.is_japanese(form, [person.source]) or (
            " " in form
            and any(known.names.is_japanese(person.source, [form]) for known in registered())
        )
        return frozenset({"JP"}) if japanese else romanized.home(person.source, form)

    def _spaced(self, by_form: Mapping[str, Sequence[TermUse]]) -> Iterator[Spot]:
        """Find Korean names written with other spaces.

        Names of bodies and places may be spaced by their words (Hangul orthography, articles 49
        and 50); a person's only if the termbase spaces it too, as those of foreigners.
        """
        for form, uses in by_form.items():
            letters = form.replace(" ", "")
            one_word = letters == form and all(use.type is TermType.PERSON for use in uses)
            if len(letters) < _FEW_LETTERS or one_word:
                continue
            loose = self.language.names.spaced(letters)
            forbidden = {wrong for use in uses for wrong in use.forbidden}
            for match in loose.finditer(self.text) if loose else ():
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

    def _is_whole(self, spot: Spot, use: TermUse) -> bool:
        """Tell whether the rendering at a spot is a whole name or office.

        Of a composite, its title is looked at as well.
        """
        if is_rival(self.text, spot, use):
            return False
        title = next((one for one in use.parts or (use,) if one.type is TermType.TITLE), None)
        if title is not None and self._is_other_rank(spot, title, use):
            return False
        begins, ends = self._edges
        last = next((p.type for p in use.parts if self._ends_with(spot, p)), use.type)
        edges = Edges(begins, ends, last)
        return self.language.names.is_whole(self.text, spot[:2], use.type, edges)

    def _ends_with(self, spot: Spot, part: TermUse) -> bool:
        """Tell whether a composite's rendering ends with a part of it."""
        return self.text[spot.start : spot.end].endswith(options(part))

    def _is_other_rank(self, spot: Spot, title: TermUse, use: TermUse) -> bool:
        """Tell whether a rank beside a title, which the source lacks, makes another office."""
        form = self.text[spot.start : spot.end]
        forms = options(title)
        leads = use is title or form.startswith(forms)
        trails = use is title or form.endswith(forms)
        said = self.source[max(0, title.start - 40) : title.start]
        goes_on = self.source[title.end : title.end + 16]
        for rank, words in self.language.titles.ranks.items():
            before = self.source if rank is Rank.AIDE else said
            if _says(before, goes_on, rank):
                continue
            if leads and self._has_rank(spot.start, words):
                return True
            if trails and words.after.match(self.text[spot.end : spot.end + 8]):
                return True
        return False

    def _has_rank(self, start: int, words: RankWords) -> bool:
        """Tell whether a rank stands right before a title, in no known name."""
        begin = max((name for name in self._edges[1] if name <= start), default=0)
        lead = self.text[max(begin, start - 16) : start]
        return words.before.search(lead) is not None


def _says(before: str, after: str, rank: Rank) -> bool:
    """Tell whether a source, in any language, has a rank (*vice*, 부) before or after a title."""
    known = [words for each in registered() if (words := each.titles.ranks.get(rank))]
    leads = any(words.loose.search(before) for words in known)
    return leads or any(words.after.match(after) for words in known)


def is_rival(text: str, spot: Spot, use: TermUse) -> bool:
    """Tell whether a short name ends somebody else's full name: 브라운 in 마사 브라운."""
    form = text[spot.start : spot.end]
    return any(
        text.endswith(rival[: -len(short)], 0, spot.start)
        for part in (use.parts or (use,))
        for rival in part.rivals
        for short in [re.split("[ ·]", rival)[-1]]
        if form.startswith(short)
    )


#: Latin words in a row.
_LATIN_RUN = re.compile(r"[A-Za-zÀ-ɏ0-9][\w.&’'/-]*(?: [A-Za-zÀ-ɏ0-9][\w.&’'/-]*)*", re.ASCII)


def source_left(pair: Comparison) -> list[str]:
    """Find names that a translation leaves as the source has them.

    In brackets a name is a gloss, beside its rendering a service to the reader, and among other
    Latin words it belongs to them (*Los Angeles Dodgers*).
    """
    right = all_forms(pair.uses)
    owners = {
        word: use for use in pair.uses if use.rendering for word in (use.source, *_words(use))
    }
    left: list[str] = []
    for word, use in owners.items():
        if any(word in form for form in (*right, *left)):
            continue
        alone = any(_stands_alone(pair, spot) for spot in _left(pair.text, word))
        if alone and _is_short(pair, use) and not is_told(pair, use):
            left.append(word)
    return left


def is_told(pair: Comparison, use: TermUse) -> bool:
    """Tell whether the full name is told beside an abbreviation: MSF로 알려진 국경없는의사회."""
    return term_forms.is_abbreviation(use.source) and pair.whole([use]) != []


def _is_short(pair: Comparison, use: TermUse) -> bool:
    """Tell whether a translation has a rendering of a use less often than its source a mention."""
    return not pair.short.isdisjoint(leaf.term for leaf in leaves([use]))


def _left(text: str, word: str) -> Iterator[tuple[int, int]]:
    """Find a word of the source in a translation, outside of brackets."""
    for match in source_pattern(word).finditer(text) if word in text else ():
        if not in_bracket(text, match.start()):
            yield match.span()


def in_bracket(text: str, place: int) -> bool:
    """Tell whether a place is inside a bracket."""
    opened, closed = (max(map(text[:place].rfind, marks)) for marks in ("(（[［", ")）]］"))
    return opened > closed


def _stands_alone(pair: Comparison, span: tuple[int, int]) -> bool:
    """Tell whether the run of Latin words at a place holds only words of the source's terms.

    Also where no Latin word stands at the place.
    """
    for run in _LATIN_RUN.finditer(pair.text):
        if run.start() <= span[0] < run.end():
            own = " ".join(use.source for use in pair.uses)
            return all(word.strip(".,'’") in own for word in run[0].split())
    return True


def _words(use: TermUse) -> Iterator[str]:
    """Yield the strings by which an untranslated name is recognised.

    They are the name itself and, of a person, each longer word of it.
    """
    for leaf in use.parts or (use,):
        yield leaf.source
        if leaf.type is TermType.PERSON:
            yield from (word for word in leaf.source.split() if len(word) > 2)


@lru_cache(maxsize=4096)
def source_pattern(word: str) -> re.Pattern[str]:
    """Match a name of the source as a word of its own, not in a web address."""
    return re.compile(rf"(?<![\w@/.&-]){re.escape(word)}(?![\w@/&]|\.\w)", re.ASCII)
