"""Determine who does something to whom where endings of nouns tell: Korean."""

from __future__ import annotations

import re

from workflow.languages.meaning.roles import DirectedRoles, Span

_CLAUSE = re.compile(r"[^,.;“”\"]{0,40}")


class MarkedRoles(DirectedRoles):
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
