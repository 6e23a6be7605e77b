"""Find small words that change what a sentence says: *may*, *all*, *because*, *he said*.

The table ``senses.tsv`` of each language lists these words, and their possible counterparts in
translations, with one pattern per row and these uses:

``lost_X``, ``may_X``
    certainly express X, so that a translation must express it too; and may express X, which
    includes every known paraphrase, so that free renderings are no findings.
``added_X``
    express X, which no translation adds of its own accord.
``one_CLASS_MEMBER``
    express one member of a class, in lower case. A match for one member does not count for another
    one; *any* and *anyelse* may be any member, or none that can be compared.
``order_before``, ``order_after``, ``clause_end``
    say what comes first, and end a clause.
``cause``
    expresses a cause and its effect, as groups of these names.
``speaker``
    tells who says something, in the group ``who``; the first row that fits counts.

The patterns that a text may match are found once, in one pass for the letters that they need.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache

from workflow.languages.common_words import meet_within
from workflow.languages.cues import AnyOf, Cued, Searching, small
from workflow.languages.scripts import KEPT
from workflow.languages.tables import FactTable, LazyPattern

#: The member that may be any one of its class, or cannot be compared.
ANY = "any"
_LOST, _ADDED, _MAY, _ONE, _CAUSE = "lost_", "added_", "may_", "one_", "cause"
_SPEAKER = "speaker"
_FRAMING, _DENYING = "framing", "denying"
_BEFORE, _BEHIND = "framed_before", "framed_behind"
#: The prefix of uses for the order of events.
_ORDER = "order_"
_ORDERS = ("order_before", "order_after")
#: From where to where something stands.
Span = tuple[int, int]
#: How many letters before a word its frame may begin; and quotation marks, of which a quote has
#: two.
_NEAR = 80
_QUOTES = '“”"'


class Senses:
    """What the sentences of a language say, and may tell.

    Args:
        package: where its ``senses.tsv`` is; without one, nothing is known.
    """

    def __init__(self, package: str = "") -> None:
        self._table = FactTable(package, "senses.tsv")
        self._uses = self._table.uses
        self._language = package.rpartition(".")[2]
        self._asked: dict[str, Searching | None] = {}
        self._met = lru_cache(maxsize=KEPT)(self._look)

    def lost(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield what a source says for sure, each with the word that does.

        >>> [*Senses("workflow.languages.en").lost("The plant may close.")]
        [('may', 'may close')]
        """
        for name, match in self._found(_LOST, text):
            if name not in self._framing or not self._framed(text, *match.span()):
                yield name, match[0].strip(" ,”\"’'.;")

    def added(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield what a translation says that its source must say, each with the word.

        What only seems to be a word, where one ends and another begins, is none: 部分居民.

        >>> [*Senses("workflow.languages.ko").added("만장일치로 정했다.")]
        [('unanimous', '만장일치')]
        """
        return (
            (name, match[0])
            for name, match in self._found(_ADDED, text)
            if not meet_within(text, *match.span(), self._language)
        )

    def may_tell(self, name: str, text: str) -> bool:
        """Tell whether a text may express something; unknown senses are assumed."""
        use = f"{_MAY}{name}"
        return use not in self._uses or self._table.pattern(use).search(text) is not None

    def members(
        self, text: str, among: Collection[str] | None = None
    ) -> Iterator[tuple[str, str, str]]:
        """Yield the words of a text that say members of classes: class, member, words.

        Args:
            text: any text.
            among: the classes to look for; all of them if none are given.

        >>> text = "All of the pupils left, some of them late."
        >>> [*Senses("workflow.languages.en").members(text, ["quantity"])]
        [('quantity', 'all', 'All of the'), ('quantity', 'some', 'some of')]
        """
        chosen = self._chosen(_ONE, text)
        lower = small(text) if chosen else ""
        for name, pattern in chosen:
            if among is None or name in among:
                for match in pattern.finditer(lower):
                    member = str(match.lastgroup).split("_")[2]
                    member = ANY if member.startswith(ANY) else member
                    yield name, member, text[slice(*match.span())]

    def because(self, text: str) -> tuple[str, str] | None:
        """Return the only cause in a text, and its effect; nothing for several.

        >>> Senses("workflow.languages.en").because("It closed early because it rained hard.")
        ('it rained hard.', 'It closed early')
        """
        every = (pattern.search(text) for _, pattern in self._chosen(_CAUSE, text))
        found = [match for match in every if match]
        return (found[0]["cause"], found[0]["effect"]) if len(found) == 1 else None

    def speaker(self, text: str) -> str:
        """Return who is told to say something, in the words of a text; empty for nobody.

        >>> Senses("workflow.languages.en").speaker("The ship sank, the navy said on Friday.")
        'the navy'
        """
        told = (match["who"] for row in self._speakers if (match := row.search(text)))
        return next(told, "")

    def order(self, text: str) -> tuple[str, Span] | None:
        """Return whether the words beside a conjunction come before or after, and its place.

        Nothing where a text tells no order, or more than one.

        >>> Senses("workflow.languages.en").order("She rang before she left.")
        ('before', (9, 15))
        """
        uses = [use for use in _ORDERS if use in self._uses]
        found = [
            (use.removeprefix(_ORDER), match.span())
            for use in uses
            for match in self._table.pattern(use).finditer(text)
        ]
        return found[0] if len(found) == 1 else None

    def clause(self, text: str, at: int) -> Span:
        """Return the span of the clause around a place."""
        ends = [each.span() for each in self._table.pattern("clause_end").finditer(text)]
        begin = max((end for _, end in ends if end < at), default=0)
        return begin, min((start for start, _ in ends if start >= at), default=len(text))

    @cached_property
    def _speakers(self) -> Sequence[LazyPattern]:
        return self._table.rows(_SPEAKER)

    @cached_property
    def denying(self) -> frozenset[str]:
        """What any negation in a translation expresses."""
        return self._table.word_set(_DENYING)

    def asked(self, use: str) -> Searching | None:
        """Return a pattern of the rows for another use, such as ``asks``; None without any."""
        if use not in self._asked:
            rows = self._table.rows(use)
            self._asked[use] = AnyOf(rows) if rows else None
        return self._asked[use]

    def _framed(self, text: str, start: int, end: int) -> bool:
        """Tell whether a word stands where translations often tell its sense otherwise.

        In a relative clause, a concession, a question or a quotation.
        """
        if sum(map(text[:start].count, _QUOTES)) % 2:
            return True
        before = self._table.pattern(_BEFORE).search(text[max(0, start - _NEAR) : start])
        return bool(before or self._table.pattern(_BEHIND).match(text, end))

    @cached_property
    def _framing(self) -> frozenset[str]:
        """What a frame excuses."""
        return self._table.word_set(_FRAMING)

    @cached_property
    def _patterns(self) -> Sequence[tuple[str, str, LazyPattern]]:
        """All that is looked for in a text: its kind, its name and its pattern."""
        found: list[tuple[str, str, LazyPattern]] = []
        for use in self._uses:
            kind = next((each for each in (_LOST, _ADDED, _CAUSE) if use.startswith(each)), "")
            if kind:
                rows = self._table.rows(use)
                found += [(kind, use.removeprefix(kind), pattern) for pattern in rows]
        return found + [(_ONE, name, self._one(uses)) for name, uses in self._classes.items()]

    @cached_property
    def _classes(self) -> Mapping[str, Sequence[str]]:
        """The uses of each class, its members in the order of the table."""
        known: dict[str, list[str]] = {}
        for use in self._uses:
            if use.startswith(_ONE):
                known.setdefault(use.split("_")[1], []).append(use)
        return known

    def _one(self, uses: Iterable[str]) -> LazyPattern:
        told = self._table.text
        return LazyPattern("|".join(f"(?P<{use}>{told(use)})" for use in uses))

    @cached_property
    def _cued(self) -> Cued:
        """Return all patterns by their cues; classes without certain members are left out."""
        sure = {
            name: self._one(use for use in uses if not use.split("_")[2].startswith(ANY))
            for name, uses in self._classes.items()
        }
        return Cued([sure[name] if kind == _ONE else own for kind, name, own in self._patterns])

    def _look(self, text: str) -> Mapping[str, Sequence[tuple[str, LazyPattern]]]:
        """Return the candidates in a text, by kind."""
        found: dict[str, list[tuple[str, LazyPattern]]] = {}
        for at in self._cued.within(text):
            kind, name, pattern = self._patterns[at]
            found.setdefault(kind, []).append((name, pattern))
        return found

    def _chosen(self, kind: str, text: str) -> Sequence[tuple[str, LazyPattern]]:
        return self._met(text).get(kind, ())

    def _found(self, kind: str, text: str) -> Iterable[tuple[str, re.Match[str]]]:
        """Return the senses of a kind in a text, each name with its first word."""
        found: dict[str, re.Match[str]] = {}
        for name, pattern in self._chosen(kind, text):
            match = pattern.search(text)
            if match and (name not in found or match.start() < found[name].start()):
                found[name] = match
        return found.items()
