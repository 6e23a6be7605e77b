"""Describe entries to an editor: origin and state in words, text with its parts marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from workflow import wdiff
from workflow.catalog import Event, Happened
from workflow.interface_words import Words, counted, label
from workflow.languages.characters import shown
from workflow.languages.orthography.typography import quotations_the_other_way
from workflow.markup import PLACEHOLDER
from workflow.model import UNKNOWN, Entry, Severity, State, TermUse
from workflow.review.article_view import ArticleRow
from workflow.wdiff import Change

#: States of a row: shape and label; the shapes are those of the published pages.
STATES = {
    "approved": ("●", label("Approved")),
    "edited": ("◐", label("Edited")),
    "needs-work": ("◆", label("Needs work")),
    "machine": ("○", label("Machine")),
    "stale": ("◇", label("Source changed")),
    "empty": ("–", label("Not translated")),
}
#: How many comments wait for an answer.
ASKED = counted("1 open comment", "{n} open comments")
#: What can have happened to a sentence.
EVENTS = {
    Happened.DRAFTED: label("Draft"),
    Happened.APPROVED: label("Approved"),
    Happened.KEPT: label("Left for more work"),
    Happened.CHANGED: label("Changed in another program"),
    Happened.UNDONE: label("Taken back"),
}
#: In which order the queue can be; see :data:`workflow.review.query.ORDERS`.
ORDERS = {
    "": label("what is left first"),
    "errors": label("most errors first"),
    "left": label("most to approve first"),
    "title": label("by title"),
    "path": label("by file"),
}
#: How many sentences were found, and in how many words are replaced.
SENTENCES = counted("1 sentence", "{n} sentences")
UNCOUNTED = counted("1 article is still being counted", "{n} articles are still being counted")
REPLACE = counted("Replace in 1 sentence", "Replace in {n} sentences")
ARTICLES = counted("1 article", "{n} articles")
APPROVED = counted("1 sentence is approved", "{n} sentences are approved")
#: A hyphen at which no line breaks.
_HYPHEN = "\u2060-\u2060"
#: How many findings of a kind there are: one, and more.
_FOUND = {
    Severity.ERROR: counted("1 error", "{n} errors"),
    Severity.WARNING: counted("1 warning", "{n} warnings"),
}


def person(name: str) -> str:
    """Return ``Name <address>`` without the address.

    >>> person("Kim Min-su <kim@example.org>")
    'Kim Min-su'
    """
    return name.partition("<")[0].strip() or name


def people(entry: Entry) -> str:
    """Name those whose approval or draft an entry is."""
    return ", ".join(filter(None, map(person, (entry.reviewer, entry.held, entry.changed_since))))


def origin(entry: Entry, t: Words) -> str:
    r"""Tell where a translation comes from and who has seen it.

    >>> origin(Entry("a", "b", State.DRAFT, "argos/en_ko-1.1", date="2026-11"), Words("en", {}))
    'Machine (argos/en_ko-1.1, 2026\u2060-\u206011)'
    """
    stale = (
        label("Made for an earlier text") if entry.previous else label("The glossary has changed")
    )
    told = {
        State.EMPTY: t("Not translated"),
        State.STALE: t(stale),
        State.REVIEWED: _dated(_approval(entry, t), entry, t),
        State.DRAFT: _draft(entry, t),
    }
    return t("Carried over as it is") if entry.origin == "source" else told[entry.state]


def _dated(text: str, entry: Entry, t: Words) -> str:
    day = entry.date[:10].replace("-", _HYPHEN)
    return t("{text}, {date}", text=text, date=day) if day else text


def _approval(entry: Entry, t: Words) -> str:
    name = person(entry.reviewer)
    if entry.changed_since:
        return _changed(entry, t)
    if not entry.reviewer:
        return t("Approved unchanged") if entry.unchanged else t("Approved")
    how = label("Approved unchanged by {name}") if entry.unchanged else label("Approved by {name}")
    return t(how, name=name)


def _changed(entry: Entry, t: Words) -> str:
    if entry.changed_since == UNKNOWN:
        return t("Changed since approval")
    return t("Changed since approval by {name}", name=person(entry.changed_since))


def _draft(entry: Entry, t: Words) -> str:
    if entry.changed_since:
        return _changed(entry, t)
    if entry.held:
        return _dated(t("Left for more work by {name}", name=person(entry.held)), entry, t)
    if entry.origin == "person":
        return t("Edited, not approved")
    if entry.origin == "memory":
        return _dated(t("From the translation memory"), entry, t)
    engine = entry.origin or t("unknown engine")
    return t("Machine ({engine})", engine=_dated(engine, entry, t))


def moment(at: str) -> str:
    r"""Write a time for readers; no line breaks in it.

    >>> moment("2026-11-27T03:50:12Z").replace("\u2060-\u2060", "-").replace("\u00a0", " ")
    '2026-11-27 03:50 UTC'
    """
    day, _, time = at.partition("T")
    day = day.replace("-", _HYPHEN)
    return f"{day}\u00a0{time[:5]}\u00a0UTC" if time else day


def found(severity: Severity, number: int, t: Words) -> str:
    """Word how many findings of a kind there are: ``2 errors``."""
    return t(*_FOUND[severity], n=number)


def status(row: ArticleRow, t: Words) -> str:
    """Tell a row's state and its findings, for eye and ear: ``Machine, 1 error, 2 warnings``."""
    counts = Counter(finding.severity for finding in row.findings)
    numbers = [found(each, counts[each], t) for each in Severity if counts[each]]
    numbers += [t(*ASKED, n=row.asked)] if row.asked else []
    return t(", ").join([t(STATES[row.state][1]), *numbers])


def marked(text: str, uses: Sequence[TermUse] = ()) -> list[tuple[str, str]]:
    """Divide a text into pieces: ``(kind, piece)``.

    Kinds are ``text``, ``tag``, ``term`` and ``aside``, a quotation that runs the other way. A term
    that has markup inside is several pieces.

    >>> marked("see <g1>KEF</g1>")
    [('text', 'see '), ('tag', '<g1>'), ('text', 'KEF'), ('tag', '</g1>')]
    """
    pieces: list[tuple[str, str]] = []
    at = 0
    tags = ((each.span(), "tag") for each in PLACEHOLDER.finditer(text))
    asides = ((each.span(), "aside") for each in quotations_the_other_way(text))
    for (start, end), kind in (*sorted([*tags, *asides]), ((len(text), len(text)), "")):
        pieces += [*_lit(text, (at, start), uses), (kind, text[start:end])]
        at = end
    return [(kind, shown(piece)) for kind, piece in pieces if piece]


def _lit(text: str, span: tuple[int, int], uses: Sequence[TermUse]) -> Iterator[tuple[str, str]]:
    """Divide a text without other pieces at its terms; a term may reach beyond it."""
    at, end = span
    for use in sorted(uses, key=lambda use: use.start):
        start, stop = max(use.start, at), min(use.end, end)
        if start < stop:
            yield from (("text", text[at:start]), ("term", text[start:stop]))
            at = stop
    yield "text", text[at:end]


def similar(line: str) -> Sequence[Change]:
    """Divide a line of the memory into what is in the sentence too, gone from it, or new."""
    return wdiff.parsed(shown(line))


def rendering(line: str) -> str:
    """Return the translation in a line of the memory.

    >>> rendering("86 % He [-met-]{+saw+} them. → 그들을 보았다.")
    '그들을 보았다.'
    """
    return shown(line.rpartition(" → ")[2])


def who(event: Event, t: Words) -> str:
    """Tell who made an event of a history, as far as that is known."""
    name = person(event.by) if event.by else ""
    if event.author and name:
        return t("{name}, in a commit by {author}", name=name, author=event.author)
    return t("in a commit by {author}", author=event.author) if event.author else name


def difference(old: str, new: str) -> Sequence[Change]:
    """Return what was taken out of and put into a text."""
    return wdiff.difference(shown(old), shown(new))
