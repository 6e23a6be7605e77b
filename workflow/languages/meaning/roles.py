"""Determine who does something to whom, by the words between two names.

A language tells it in ``roles.tsv``: by the order of words around certain verbs, or by what is
written onto nouns (:mod:`workflow.languages.meaning.directed_roles`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import permutations

from workflow.languages.cues import AnyOf, Cued
from workflow.languages.scripts import KEPT
from workflow.languages.tables import FactTable, LazyPattern

#: A word of which is said where it begins and ends.
Span = tuple[int, int]
#: How many letters beside a name are looked at, and at most; what stands there for the name.
_MARK, _WIDE, _GAP = 16, 40, "~"
#: A pattern with this for the name needs the same letters, but not the sign.
_ANY = r"\W"
#: Begin the uses of rows that say what a name is, and what it is never if it is that.
IS, NEVER = "is_", "never_"
#: Begins the uses of rows that say what a name is to another one, and what part a place has.
_MARKED, _PART = "mark_", "part_"


class Roles:
    """How a language says who does something to whom, and what marks *from* and *to*.

    Args:
        package: the package of the language; without one, nothing is known of it.
    """

    #: Whether the language says for any two names which one acts.
    known = False

    def __init__(self, package: str = "") -> None:
        table = FactTable(package, "roles.tsv")
        self._from, self._to = table.optional("from"), table.optional("to")
        self._may_go = AnyOf(table.rows("may_go"))
        self._may_mark = AnyOf(table.rows("may_mark"))
        self._table = table
        self._marks, self._parts = self._needing(_MARKED), self._needing(_PART)
        #: Whether :meth:`parts` knows any.
        self.tells_parts = any(use.startswith(_PART) for use in table.uses)

    def may_act(self, text: str) -> bool:
        """Tell whether a text may say that somebody does something to another; quick."""
        return True

    def may_show(self, text: str) -> bool:
        """Tell whether :meth:`acts` may hold of any names in a text; never wrong in saying no."""
        return True

    def acts(self, text: str, one: Span, other: Span) -> bool:
        """Tell whether a text says that one name does something to another.

        Args:
            text: with both names.
            one: where the first name stands.
            other: where the second one stands.
        """
        return False

    def acting(self, text: str, names: Sequence[Span]) -> Sequence[tuple[int, int]]:
        """Return the indices of the pairs of names for which :meth:`acts` is true.

        Args:
            text: with the names.
            names: where they stand.
        """
        pairs = permutations(range(len(names)), 2)
        return [(at, to) for at, to in pairs if self.acts(text, names[at], names[to])]

    def precedes(self, text: str, one: Span, other: Span) -> bool:
        """Tell whether one name stands before any verb, and another after it."""
        return False

    def may_turn(self, text: str, one: Span, other: Span) -> bool:
        """Tell whether the words between two names let a translation exchange them.

        Args:
            text: with both names.
            one: where the first name stands.
            other: where the second one stands, behind it.
        """
        return False

    def may_go(self, text: str) -> bool:
        """Tell whether a text may say that something goes from one place to another; quick."""
        return self._may_go.search(text) is not None

    def goes(self, text: str, one: Span, other: Span) -> bool:
        """Tell whether one name is marked as where something goes from, and the other as where to.

        Args:
            text: with both names.
            one: where the first name stands.
            other: where the second one stands.
        """
        leaves, arrives = _around(text, one), _around(text, other)
        return bool(self._from.search(leaves) and self._to.search(arrives))

    def has(self, use: str, text: str) -> bool:
        """Tell whether a text has what a row of the table says; without the row it has not."""
        return self._table.optional(use).search(text) is not None

    def may_mark(self, text: str) -> bool:
        """Tell whether anything in a text may say what one name is to another; quick."""
        return self._may_mark.search(text) is not None

    def marks(self, text: str, place: Span) -> frozenset[str]:
        """Return the relations of a name to another one: in place of, compared with, son of.

        Args:
            text: with the name, which is ``~`` in the rows of the table.
            place: where it stands.
        """
        return self._fitting(self._marks(text), text, place)

    def parts(self, text: str, place: Span) -> frozenset[str]:
        """Return what part a place has: where something happens, whose officials, from where.

        Args:
            text: with its name, which is ``~`` in the rows of the table.
            place: where the name stands.
        """
        return self._fitting(self._parts(text), text, place)

    def stands_by(self, text: str, place: Span, other: Span, *, named: bool = False) -> bool:
        """Tell whether a place is told of what stands beside it: *Dutch police*, *mayor of Pune*.

        Args:
            text: with both.
            place: where the name of the place stands.
            other: where the other word stands.
            named: whether that is a name.
        """
        turned = other < place
        if turned and self.has("owning", text[place[1] :]):  # the mayor of Peru's capital
            return False
        start, end = (other[1], place[0]) if turned else (place[1], other[0])
        uses = ("behind", "behind_name") if turned else ("ahead", "ahead_name")
        between = text[start:end]
        return start < end and any(self.has(use, between) for use in uses[: 1 + named])

    def elides(self, text: str, place: Span) -> bool:
        """Tell whether a place may stand for what is its: *Peru's exports fell, Chile's rose*."""
        return self.has("elided", _around(text, place))

    def are_listed(self, text: str, one: Span, other: Span) -> bool:
        """Tell whether only other names of a list stand between two names."""
        first, second = sorted((one, other))
        return self.has("listed", text[first[1] : second[0]])

    def may_be(self, text: str) -> bool:
        """Tell whether :meth:`told` may return anything of any name in a source; quick."""
        return self.has("may_be", text)

    def told(self, kind: str, text: str, place: Span) -> Mapping[str, str]:
        """Return what a name is, each with the words that tell.

        Args:
            kind: :data:`IS`, as in a source, or :data:`NEVER`, what none that is so can be in a
                translation.
            text: with the name, which is ``~`` in the rows of the table.
            place: where it stands.
        """
        around, name = _around(text, place, _WIDE), text[slice(*place)]
        every = (
            (use, self._table.pattern(use)) for use in self._table.uses if use.startswith(kind)
        )
        found = ((use.removeprefix(kind), pattern.search(around)) for use, pattern in every)
        return {
            use: match[0].replace(_GAP, name).strip("，。；：“ ") for use, match in found if match
        }

    def _needing(self, kind: str) -> Callable[[str], Sequence[tuple[str, LazyPattern]]]:
        """Return what tells which rows of a kind a text has the letters for, around any name."""
        uses = [use for use in self._table.uses if use.startswith(kind)]
        rows = [(use, LazyPattern(self._table.text(use))) for use in uses]
        cued = Cued([LazyPattern(row.pattern.replace(_GAP, _ANY)) for _, row in rows])
        return lru_cache(maxsize=KEPT)(lambda text: [rows[at] for at in cued.within(text)])

    def _fitting(
        self, rows: Sequence[tuple[str, LazyPattern]], text: str, place: Span
    ) -> frozenset[str]:
        """Return those rows that fit what stands around a name; compiled when first asked."""
        around = _around(text, place, _WIDE) if rows else ""
        return frozenset([use for use, row in rows if row.search(around)])


def _around(text: str, place: Span, far: int = _MARK) -> str:
    """Return what stands around a name, which is ``~`` there."""
    return f"{text[max(0, place[0] - far) : place[0]]}{_GAP}{text[place[1] : place[1] + far]}"
