"""Puts lost placeholders back into a translation at the likeliest places.

The last resort, when an engine dropped or broke inline markup: the text stays valid, no link and
no image is lost, and whoever calls this flags the result for a person to look at.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from workflow import markup

_BREAK = re.compile(r"\s+|(?<=[，。、；：,;:!?！？）)])|(?=[（(])")


@dataclass(slots=True)
class _Node:
    """A placeholder, what it encloses in the plain source, and where it goes in the target."""

    tag: str
    start: int
    end: int = -1
    children: list[_Node] = field(default_factory=list)
    place: tuple[int, int] = (0, 0)

    @property
    def standalone(self) -> bool:
        return self.tag.startswith("x")


def restore(source: str, text: str) -> str:
    """``text`` with exactly the placeholders of ``source``, pairs properly nested.

    Unchanged if they are right already. Otherwise all are set anew: a pair goes around its own
    words if they stand in the translation as they are (a name, a number, a link), else around as
    large a part of the sentence as in the source; a standalone one goes to the same relative place.
    """
    if not markup.problems(source, text) or not markup.balanced(source):
        return text
    before = markup.plain(source)
    after = " ".join(markup.PLACEHOLDER.sub("", text).split())
    root = _tree(source)
    root.place = (0, len(after))
    _place(root, before, after)
    return _render(root, after)


def _tree(source: str) -> _Node:
    root = _Node("", 0)
    stack, place = [root], 0
    for token in markup.tokens(source):
        if isinstance(token, markup.Text):
            place += len(token.text)
        elif isinstance(token, markup.Close):
            stack.pop().end = place
        else:
            node = _Node(token.tag, place, place)
            stack[-1].children.append(node)
            if isinstance(token, markup.Open):
                stack.append(node)
    root.end = place
    return root


def _place(parent: _Node, before: str, after: str) -> None:
    """Gives each child a place inside its parent's, clear of its siblings'."""
    low, high = parent.place
    scale = (high - low) / max(1, parent.end - parent.start)
    taken: list[tuple[int, int]] = []
    for child in parent.children:
        first, last = _guess(child, parent, scale, before, after)
        for begin, end in sorted(taken):
            if first < end and begin < last:
                first = end
        first = min(max(first, low), high)
        child.place = (first, min(max(first, last), high))
        taken.append(child.place)
        _place(child, before, after)


def _guess(child: _Node, parent: _Node, scale: float, before: str, after: str) -> tuple[int, int]:
    """Where the child's own words stand, else the breaks nearest to its relative place."""
    low, high = parent.place
    words = before[child.start : child.end]
    if words.strip() and (found := after.find(words, low, high)) >= 0:
        return found, found + len(words)
    first = _nearest_break(after, low + round((child.start - parent.start) * scale))
    if child.standalone:
        return first, first
    last = _nearest_break(after, low + round((child.end - parent.start) * scale))
    return (first, last) if first < last else (first, first + round(len(words) * scale))


def _nearest_break(text: str, place: int) -> int:
    breaks = [0, len(text), *(match.end() for match in _BREAK.finditer(text))]
    return min(breaks, key=lambda at: abs(at - place))


def _render(node: _Node, text: str) -> str:
    done, at = [], node.place[0]
    for child in sorted(node.children, key=lambda child: child.place):
        done += [text[at : child.place[0]], _show(child, text)]
        at = child.place[1]
    return "".join((*done, text[at : node.place[1]]))


def _show(node: _Node, text: str) -> str:
    if node.standalone:
        return f"<{node.tag}/>"
    return f"<{node.tag}>{_render(node, text)}</{node.tag}>"
