"""Keep marks that stand between words: ``#tags``, ``((references))``, ``[gallery ids="1,2"]``.

They are found in the text that is left when all else has been read, so that neither code nor the
address of a link holds one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

#: A block that Logseq refers to; when a task is due; an example of Pandoc's lists; WordPress's
#: shortcodes.
_CERTAIN = re.compile(
    r"\(\([0-9a-f]{8}-[0-9a-f-]{27}\)\)"
    r"|(?:SCHEDULED|DEADLINE|CLOSED): <\d{4}-\d\d-\d\d[^<>\n]{0,40}>"
    r"|\(@[\w-]*\)"
    r"|\[[a-z][\w-]*(?:[ \t]+[\w-]+=(?:[\"“”″][^\"“”″\]\n]*[\"“”″]|'[^'\]\n]*'))+[ \t]*/?\]"
    r"(?![(\[:])"
    r"|\[/(?:caption|gallery|audio|video|embed|playlist|quote|button|column|row|toggle|tab)s?\]"
    r"|\[/[a-z]+_[a-z][\w-]*\]|\[embed\](?=https?://)"
)
_TAG = re.compile(
    r"(?<![^\s,;，、(（])#(?=[\w/-]*[^\W\d_])[^\W_](?:[\w/-]|\.(?=[a-z]))*[^\W_](?![\w#])"
)
#: One that is no word of a sentence, whoever writes it.
_PLAIN_TAG = re.compile(r"#[a-z][a-z0-9/.-]*")
#: Signs that a text is of a program for notes, whose tags begin with ``#``.
_NOTES = re.compile(
    r"(?<!\!)\[\[[^\W\d_][^\[\]\n]*\]\]|^[ \t]*(?:- )?[a-z][\w-]*:: "
    r"|\[[a-z-]+:: |^> \[![a-z]|(?<!\S)#[a-z][\w-]*/[a-z][\w-]*(?!\S)|^\[//begin\]: # ",
    re.MULTILINE,
)
_STATE = re.compile(
    r"(?:TODO|DOING|DONE|LATER|NOW|WAITING|WAIT|CANCELL?ED)(?:[ \t]+\[#[ABC]\])?(?=[ \t])"
)
#: States that themes of Obsidian add.
_OTHER_TASK = re.compile(r"\[[A-Za-z\d]\](?=[ \t])")
_OUTLINE = re.compile(
    r"^[ \t]+(?:id:: [0-9a-f]{8}-|collapsed:: true$)|^[ \t]*(?:-[ \t]*)?(?:title|alias|tags)::",
    re.M,
)


def is_of_notes(text: str) -> bool:
    """Return whether a text is certainly one of a program for notes (Obsidian, Logseq, Foam)."""
    return bool(_NOTES.search(text))


def is_outline(text: str) -> bool:
    """Return whether a text is an outline of Logseq's."""
    return bool(_OUTLINE.search(text))


def keep(state: StateCore) -> None:
    """Make tags of the marks in each text."""
    notes = bool(state.env["notes"])
    states = _STATE if state.env["outline"] else _OTHER_TASK if notes else None
    task = item = False
    for token in state.tokens:
        if token.type == "list_item_open":
            task, item = bool(token.meta and "checked" in token.meta), True
        if token.type != "inline" or not token.children:
            continue
        if item:
            task |= token.children[0].type == "template"
            task |= bool(states and _begin(token.children, states))
        token.children[:] = _parts(token.children, among_notes=notes or task)
        item = False


def _parts(children: list[Token], *, among_notes: bool) -> Iterator[Token]:
    """Yield the tokens; where marks are found in a text, it is several."""
    linked = 0
    for index, token in enumerate(children):
        linked += token.nesting if token.type in {"link_open", "link_close"} else 0
        if token.type != "text" or linked:
            yield token
            continue
        last = index + 1 == len(children) or children[index + 1].type in {"softbreak", "hardbreak"}
        yield from _cut(token, sorted(_found(token.content, among_notes=among_notes, last=last)))


def _found(text: str, *, among_notes: bool, last: bool) -> Iterator[tuple[int, int]]:
    """Yield the spans of marks in a text; of ``#tags`` those that are no word of a sentence."""
    yield from (each.span() for each in _CERTAIN.finditer(text))
    ends = len(text) if last else -1
    for each in reversed(list(_TAG.finditer(text))):
        behind = ends >= 0 and not text[each.end() : ends].strip(" \t,;.")
        ends = each.start() if behind else -1
        if among_notes or behind or _PLAIN_TAG.fullmatch(each[0]):
            yield each.span()


def _cut(token: Token, spans: list[tuple[int, int]]) -> Iterator[Token]:
    end = 0
    for start, after in spans:
        if start < end:
            continue
        if start > end:
            yield token.copy(content=token.content[end:start])
        yield token.copy(type="template", content=token.content[start:after])
        end = after
    if end < len(token.content) or not spans:
        yield token.copy(content=token.content[end:]) if end else token


def _begin(children: list[Token], pattern: re.Pattern[str]) -> bool:
    """Make a tag of the state of a task at the beginning of an item; return whether one is."""
    match = pattern.match(children[0].content) if children[0].type == "text" else None
    if match:
        children[:1] = _cut(children[0], [match.span()])
    return bool(match)
