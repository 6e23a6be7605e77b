"""Roles as docutils marks them, ``:numref:`port```, in Markdown: d2lbook, and notes for Sphinx.

One whose text is a name is kept as a tag; of one with words these are read, as of MyST's.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from workflow.documents.readers.dialects.emoji_codes import is_emoji

if TYPE_CHECKING:
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

_ROLE = re.compile(r"(?<![\w:]):([a-z][\w+.-]*(?::[\w.-]+)?):$")
_LONGEST = 50
#: Those among them that are called like an emoji.
_NO_EMOJI = frozenset({":label:", ":key:"})
_WORDS = re.compile(r"[^<>]*\s[^<>]*|[^<>]+<[^<>]+>")


def read_roles(state: StateCore) -> None:
    """Make a tag of each role before code, and leave out those behind a picture."""
    for token in state.tokens:
        if token.type == "inline" and token.children and ":`" in token.content:
            for before, code in pairwise(token.children):
                if before.type == "text" and code.type == "code_inline":
                    _read(before, code)
            if token.children[0].type == "image" and _are_roles(token.children[1:]):
                del token.children[1:]


def _read(before: Token, code: Token) -> None:
    role = _ROLE.search(before.content[-_LONGEST:])
    if not role or (role[0] not in _NO_EMOJI and is_emoji(role[0])):
        return
    before.content = before.content[: -len(role[0])]
    if _WORDS.fullmatch(code.content):
        code.meta["role"] = role[1].rpartition(":")[2]
    else:
        code.type, code.content = "template", f"{role[0]}{code.markup}{code.content}{code.markup}"


def _are_roles(tokens: list[Token]) -> bool:
    """Return whether nothing but roles stands there: the width of a picture, and its name."""
    said = [each for each in tokens if each.content.strip()]
    return bool(said) and all(
        each.type == "template" and each.content.startswith(":") for each in said
    )
