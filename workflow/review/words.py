"""How entries are told to an editor: origin and state in words, text with its parts marked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

from workflow.markup import PLACEHOLDER
from workflow.model import Entry, Severity, State, TermUse
from workflow.review.sheet import Row

#: States of a row: shape and word; the shapes are those of the published pages.
STATES = {
    "approved": ("●", "Approved"),
    "edited": ("◐", "Edited"),
    "needs-work": ("◆", "Needs work"),
    "machine": ("○", "Machine"),
    "stale": ("◇", "Source changed"),
    "empty": ("–", "Not translated"),
}
#: What is compared: a word, one Chinese character, or one mark.
_PIECE = re.compile(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+|\s+|[^\w\s]")
#: How the difference to a similar sentence is marked.
_MARKED = re.compile(r"\[-(.+?)-\]|\{\+(.+?)\+\}")
#: Controls have no place in HTML (WHATWG HTML, 13.2.3.5), lone surrogates none in UTF-8.
_CONTROL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def clean(text: str) -> str:
    """Text in which every character that cannot be shown is the replacement character."""
    return _CONTROL.sub("\ufffd", text)


def person(name: str) -> str:
    """``Name <address>`` without the address.

    >>> person("Kim Min-su <kim@example.org>")
    'Kim Min-su'
    """
    return name.partition("<")[0].strip() or name


def origin(entry: Entry) -> str:
    """Where a translation comes from and who has seen it.

    >>> origin(Entry("a", "b", State.DRAFT, "argos/en_ko-1.1", date="2026-11-24"))
    'Machine (argos/en_ko-1.1, 2026-11-24)'
    """
    day = entry.date[:10]
    when = f", {day}" if day else ""
    told = {
        State.EMPTY: "Not translated",
        State.STALE: "Made for an earlier text" if entry.previous else "The glossary has changed",
        State.REVIEWED: _approval(entry) + when,
        State.DRAFT: _draft(entry, when),
    }
    return "Carried over as it is" if entry.origin == "source" else told[entry.state]


def _approval(entry: Entry) -> str:
    how = "Approved unchanged" if entry.unchanged else "Approved"
    return f"{how} by {person(entry.reviewer)}" if entry.reviewer else how


def _draft(entry: Entry, when: str) -> str:
    if entry.held:
        return f"Left for more work by {person(entry.held)}{when}"
    if entry.origin == "person":
        return "Edited, not approved"
    if entry.origin == "memory":
        return f"From the translation memory{when}"
    return f"Machine ({entry.origin or 'unknown engine'}{when})"


def status(row: Row) -> str:
    """A row's state and its findings, for eye and ear: ``Machine, 1 error, 2 warnings``."""
    counts = Counter(finding.severity for finding in row.findings)
    found = [f"{counts[each]} {each.value}{'s' * (counts[each] > 1)}"
             for each in Severity if counts[each]]  # fmt: skip
    return ", ".join([STATES[row.state][1], *found])


def marked(text: str, terms: Sequence[TermUse] = ()) -> list[tuple[str, str]]:
    """A text in pieces: ``(kind, piece)`` with kind ``text``, ``tag`` or ``term``.

    >>> marked("see <g1>KEF</g1>")
    [('text', 'see '), ('tag', '<g1>'), ('text', 'KEF'), ('tag', '</g1>')]
    """
    spans = [(found.start(), found.end(), "tag") for found in PLACEHOLDER.finditer(text)]
    spans += [(use.start, use.end, "term") for use in terms]
    pieces: list[tuple[str, str]] = []
    at = 0
    for start, end, kind in sorted(spans):
        if start < at or end > len(text):
            continue
        pieces += [("text", text[at:start]), (kind, text[start:end])]
        at = end
    pieces.append(("text", text[at:]))
    return [(kind, clean(piece)) for kind, piece in pieces if piece]


def similar(line: str) -> list[tuple[str, str]]:
    """A line of the memory in pieces; the marks of the difference are those of GNU wdiff.

    >>> similar("86 % He [-met-]{+saw+} them.")
    [('same', '86 % He '), ('gone', 'met'), ('new', 'saw'), ('same', ' them.')]
    """
    line = clean(line)
    pieces: list[tuple[str, str]] = []
    at = 0
    for found in _MARKED.finditer(line):
        pieces.append(("same", line[at : found.start()]))
        pieces.append(("gone", found[1]) if found[1] else ("new", found[2]))
        at = found.end()
    return [piece for piece in (*pieces, ("same", line[at:])) if piece[1]]


def difference(old: str, new: str) -> list[tuple[str, str]]:
    """What was taken out of and put into a text: ``(same | gone | new, piece)`` in order.

    >>> difference("30 years", "31 years")
    [('gone', '30'), ('new', '31'), ('same', ' years')]
    """
    before, after = _PIECE.findall(clean(old)), _PIECE.findall(clean(new))
    pieces: list[tuple[str, str]] = []
    for _, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if before[a:b] == after[c:d]:
            pieces.append(("same", "".join(before[a:b])))
        else:
            pieces += [("gone", "".join(before[a:b])), ("new", "".join(after[c:d]))]
    return [piece for piece in pieces if piece[1]]
