"""Read d2lbook's extensions: tabs, and the emphasis for its slides."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from workflow.documents.readers.markdown.dialects.tokens import add_code, line_text
from workflow.languages.scripts import DENSE
from workflow.model import TEMPLATE_CODE

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

_TAB = re.compile(r":(?:begin_tab:`[^`\n]*`|end_tab:)[ \t]*")
#: What d2lbook takes for its slides is a sentence, mostly.
_SENTENCE = re.compile(rf"\S+(?:\s+\S+){{2}}|[{DENSE}]{{6}}")
_BOOK = re.compile(
    r":(?:label|numref|eqref|eqlabel|citet?|begin_tab|width):`|\{\.python \.input"
    r"|^(?:%%tab|#@tab) ",
    re.MULTILINE,
)
_MARKED = {"strong_open": "strong_close", "s_open": "s_close"}


def is_of_a_book(text: str) -> bool:
    """Return whether a text is written for d2lbook."""
    return bool(_BOOK.search(text))


def book_tab(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """Keep the lines between which there is a tab, ``:begin_tab:`name``` and ``:end_tab:``."""
    text = line_text(state, first)
    if not _TAB.fullmatch(text) or state.is_code_block(first):
        return False
    if not silent:
        add_code(state, text, TEMPLATE_CODE, first, first + 1)
        state.line = first + 1
    return True


def slides(state: StateCore) -> None:
    """Leave out the brackets of ``[**words**]`` in each text."""
    for token in state.tokens:
        if token.type == "inline" and token.children and re.search(r"\*\*|~~", token.content):
            _without_brackets(token.children, certain=bool(state.env["book"]))


def _without_brackets(children: list[Token], *, certain: bool) -> None:
    """Remove the brackets of ``[**words**]``, which mark text for slides.

    Where nothing else is d2lbook's, the square ones around a sentence are kept as tags.
    """
    begun, text = -1, ""
    pairs: list[tuple[int, int]] = []
    for index, (before, token) in enumerate(pairwise(children), 1):
        if token.type in _MARKED and before.type == "text" and before.content[-1:] in ("[", "("):
            begun, text = index, ""
        elif begun > 0 and before.type == _MARKED[children[begun].type]:
            pair = children[begun - 1].content[-1:] + token.content[:1]
            sure = certain or (pair == "[]" and _SENTENCE.search(text))
            if sure and token.type == "text" and pair in ("[]", "()"):
                pairs.append((begun - 1, index))
            begun = -1
        elif begun > 0 and token.type == "text":
            text += token.content
    for first, last in reversed(pairs):
        opening, closing = children[first], children[last]
        marks = [opening.content[-1:], closing.content[:1]]
        opening.content, closing.content = opening.content[:-1], closing.content[1:]
        if not certain:
            children.insert(last, opening.copy(type="template", content=marks[1]))
            children.insert(first + 1, opening.copy(type="template", content=marks[0]))
