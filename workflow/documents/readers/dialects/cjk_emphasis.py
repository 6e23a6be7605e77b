"""Emphasis beside letters of Korean and Chinese, which have no space between a word and its ending.

By CommonMark's rule ``**항구(港口)**는`` is no emphasis: a mark that follows punctuation must not
be followed by a letter. That rule is for languages that part words by spaces.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline

from workflow.languages.scripts import TWO_COLUMNS

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline.state_inline import Scanned
    from markdown_it.token import Token
    from markdown_it.utils import EnvType


class _State(StateInline):
    """A state of the inline parser in which asterisks beside such letters mark emphasis."""

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: N802, N803
        """Tell whether a run of asterisks may begin or end emphasis."""
        found = super().scanDelims(start, canSplitWord)
        if self.src[start] == "_":
            return found
        before = self.src[start - 1 : start] or " "
        after = self.src[start + found.length : start + found.length + 1] or " "
        opens = not after.isspace() and bool(TWO_COLUMNS.match(before))
        closes = not before.isspace() and bool(TWO_COLUMNS.match(after))
        return found._replace(can_open=found.can_open or opens, can_close=found.can_close or closes)


class CjkInline(ParserInline):
    """An inline parser that reads emphasis beside Korean and Chinese letters."""

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        """Parse the inline content of a block and add its tokens."""
        state = _State(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens
