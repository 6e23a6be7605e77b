"""Determine who does something to whom.

In English and Chinese the order of words tells, in Korean the endings of nouns.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from itertools import product

from workflow.languages.cues import AnyOf, Cued, small
from workflow.languages.meaning.roles import Roles, Span
from workflow.languages.scripts import KEPT
from workflow.languages.tables import NOTHING

#: A name goes on: *Utah* is none of *a Utah Jazz player*.
_GOES_ON = re.compile(" [A-Z]")
_VERB = re.compile("[a-z]{3,}")
#: Behind a name, it is another one's or one of several.
_JOINS = frozenset("的之、和与及")
_NEAR = 120
_CLAUSE = re.compile(r"[^,.;“”\"]{0,40}")


class OrderedRoles(Roles):
    """Of a language in which the order tells: *Peru beat Ecuador*, *Peru lost to Ecuador*.

    Args:
        package: the package of the language.
    """

    known = True

    def __init__(self, package: str) -> None:
        super().__init__(package)
        table = self._table
        self._acts, self._undergoes = table.pattern("acts"), table.pattern("undergoes")
        # The words before a person to whom something is done, if the verb follows: 向…道歉
        self._marked, self._towards, self._done_to = (
            table.optional(use) for use in ("marked", "towards", "done_to")
        )
        self._part = table.optional("part")
        self._cued = Cued([self._acts, self._undergoes])
        self._cues = lru_cache(maxsize=KEPT)(self._cued.places)
        self._begins = table.pattern("begins")
        self._verbs, self._bare = table.word_set("may_act"), table.word_set("verb")
        self._infinitive = AnyOf(table.rows("infinitive"))
        self._turning = table.optional("turning")
        self._plainly = table.optional("plainly")

    def may_act(self, text: str) -> bool:
        """Tell whether a text has one of the verbs."""
        words = _VERB.findall(text)
        if not self._verbs.isdisjoint(words):
            return True
        return not self._bare.isdisjoint(words) and self._infinitive.search(text) is not None

    def may_show(self, text: str) -> bool:
        """Tell whether a text has the letters that the patterns need."""
        places = self._cues(text)
        known = places is None or any(places) or self._may_act_on(text)
        return known or self._plainly is not NOTHING

    def acting(self, text: str, names: Sequence[Span]) -> Sequence[tuple[int, int]]:
        """Return the same, where a verb stands between two names having looked only at those."""
        cues = self._cues(text)
        if cues is None or self._towards is not NOTHING:
            return super().acting(text, names)
        found: set[tuple[int, int]] = set()
        for turned, places in enumerate(cues):
            for place in places:
                before = [at for at, (_, end) in enumerate(names) if end <= place]
                behind = [at for at, (start, _) in enumerate(names) if start > place]
                found.update(product(behind, before) if turned else product(before, behind))
        return [(at, to) for at, to in sorted(found) if self.acts(text, names[at], names[to])]

    def acts(self, text: str, one: Span, other: Span) -> bool:
        """Tell whether one name stands before a verb and the other after it, or the reverse."""
        turned = other < one
        first, second = (other, one) if turned else (one, other)
        if not first[1] < second[0] < first[1] + _NEAR:
            return False
        cues = self._cues(text)
        cued = not cues or _is_between(cues[turned], first[1], second[0])
        behind = self._towards is not NOTHING and not turned
        if not (cued or behind) or self._goes_on(text, second):
            return False
        if behind and self._acts_on(text, one, other):
            return self._begins.search(text[: one[0]]) is not None
        if not cued:
            return False
        pattern = self._undergoes if turned else self._acts
        told = pattern.fullmatch(small(text), self._end(text, first), second[0])
        return told is not None and self._begins.search(text[: first[0]]) is not None

    def precedes(self, text: str, one: Span, other: Span) -> bool:
        """Tell whether only a verb and its modifiers stand between two names."""
        if not one[1] < other[0]:
            return False
        told = (
            self._plainly.fullmatch(text, one[1], other[0]) and text[other[1] :][:1] not in _JOINS
        )
        return bool(told) and self._begins.search(text[: one[0]]) is not None

    def _goes_on(self, text: str, name: Span) -> bool:
        """Tell whether a name continues; a noun, as in *goalkeeper Castel*, does not."""
        if text[name[0]].islower():
            return False
        return _GOES_ON.match(text, self._end(text, name)) is not None

    def _end(self, text: str, name: Span) -> int:
        """Return the end of a name, including a word for companies: *Halden Gas*."""
        part = self._part.match(text, name[1])
        return part.end() if part else name[1]

    def _may_act_on(self, text: str) -> bool:
        return self._marked.search(text) is not None

    def _acts_on(self, text: str, one: Span, other: Span) -> bool:
        """Tell whether the verb follows both names, the second of which is marked by a word."""
        marked = self._towards.fullmatch(text, one[1], other[0])
        return marked is not None and self._done_to.match(text, other[1]) is not None

    def may_turn(self, text: str, one: Span, other: Span) -> bool:
        """Tell whether the first is what something is done to, or is explained by the second."""
        return self._turning.search(text[one[1] : other[0]]) is not None


def _is_between(places: Sequence[int], start: int, end: int) -> bool:
    """Tell whether one of some places, in their order, is from the start on and before the end."""
    at = bisect_left(places, start)
    return at < len(places) and places[at] < end


class MarkedRoles(Roles):
    """Roles in a language that marks nouns by endings: 페루가 에콰도르를 꺾었다.

    Args:
        package: the package of the language.
    """

    known = True

    def __init__(self, package: str) -> None:
        super().__init__(package)
        table = self._table
        self._does, self._undergoes = table.pattern("does"), table.pattern("undergoes")
        self._wins = table.pattern("wins")
        self._topic, self._subject = table.pattern("topic"), table.pattern("subject")
        self._tells, self._blamed = table.pattern("tells"), table.pattern("blamed")
        self._may_show = table.pattern("may_show")

    def may_show(self, text: str) -> bool:
        """Tell whether anything in a text is marked as an agent."""
        return self._may_show.search(text) is not None

    def acts(self, text: str, one: Span, other: Span) -> bool:
        """Tell whether one name is marked as the agent, and the other as the object."""
        does = self._does.match(text, one[1])
        undergoes = self._undergoes.match(text, other[1])
        if does and undergoes:
            return _in_one_clause(text, (one[0], does.end()), (other[0], undergoes.end()))
        if self._says(text, one, other):
            return True
        loses = self._does.match(text, other[1])
        wins = self._wins.match(text, one[1]) if loses else None
        return bool(loses and wins and loses.end() <= one[0] and _near(text, loses.end(), one[0]))

    def _says(self, text: str, one: Span, other: Span) -> bool:
        """Tell whether one name only reports what the other did: 그는 왕이 갔다고 비난했다.

        Or whose fault it is: 그는 책임이 왕에게 있다고 했다.
        """
        topic = self._topic.match(text, one[1])
        if not (topic and topic.end() <= other[0]):
            return False
        if self._blamed.match(text, other[1]):
            return True
        subject = self._subject.match(text, other[1])
        if not subject:
            return False
        return self._tells.search(text, subject.end()) is not None


def _in_one_clause(text: str, does: Span, undergoes: Span) -> bool:
    if does[1] <= undergoes[0]:
        return _near(text, does[1], undergoes[0])
    return text[undergoes[1] : does[0]].isspace()


def _near(text: str, start: int, end: int) -> bool:
    return _CLAUSE.fullmatch(text, start, end) is not None
