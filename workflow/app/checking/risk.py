"""Assess which sentences an editor should read first, and why.

Each reason has points; a sentence's risk is their sum, so that a headline with a wrong number comes
before one that is merely new. The points follow how badly a mistake hurts and how likely one is:

========================  ======  ==================================================================
reason                    points  when
========================  ======  ==================================================================
a check's error           8 or 5  8 for what readers and lawyers notice first: names, numbers,
                                  dates, negation, another script, untranslated text; 5 for others
a check's warning         4 or 2  4 where nobody has approved the text, for machines err in earnest;
                                  2 in a text that a person has read
a model's mark          8, 5, 1   critical, major, minor (``check --judge``)
the source has changed         6  the translation is for an earlier text (*stale*)
… in a number                  3  and a value that it had, or has now, is not in the other
the glossary has changed       6  the translation is for earlier renderings (*stale*)
nothing there                  5  no translation yet
a doubt of ``align``           4  an existing translation that may belong to another sentence
draft                          3  nobody has approved it
approved as it was             1  approved without a change to the machine's text
changed since its approval     2  another tool has changed what somebody had approved
ambiguous name                 3  the glossary cannot say how a name is to be rendered
names, numbers                 1  for each kind, in a sentence that nobody has approved: machines
                                  err there most often
long sentences            1 or 2  100 or 200 letters of English, or their worth in another script
headline, deck, caption        1  not approved yet: what everybody reads comes before its equals
unlike its source         4 or 2  among the drafts of its language, the tenth or the quarter that an
                                  encoder finds least like their sources (``qa.encoder``)
other drafts            up to 6   of what the same engine has drafted into the same language, the
                                  part in which the checks find something: where they find much,
                                  what they cannot see is wrong as well (:func:`by_other_drafts`)
========================  ======  ==================================================================

An approved sentence in which no check finds anything has no risk and is left out.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from workflow import qa
from workflow.languages.scripts import weight
from workflow.markup import plain
from workflow.model import (
    NO_ENGINE,
    BlockKind,
    Entry,
    Finding,
    Message,
    Segment,
    Severity,
    State,
    TermUse,
    say,
)
from workflow.qa import quantities

#: Comments with these beginnings say why ``align`` was not sure of a translation.
DOUBT = "align: "
#: Kinds of block that every reader sees.
_PROMINENT = {
    BlockKind.HEADLINE: (1, say("headline")),
    BlockKind.DECK: (1, say("deck")),
    BlockKind.CAPTION: (1, say("caption")),
}
#: The length of a long sentence in letters (about 17 English words), and the points for one twice
#: as long.
_LONG, _MOST_LONG = 100, 2
#: The points of a warning in an unapproved text.
_IN_DRAFT = 4
#: The most points for findings in other drafts of the same engine; and a prior of drafts without
#: findings, so that a few drafts prove little.
_OTHERS, _PRIOR = 6, 4
#: The shares of drafts least similar to their sources, with the points of each; and the least
#: number of drafts.
_UNLIKE = (0.1, 4), (0.25, 2)
_ENOUGH = 20


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason to read a sentence, and its weight."""

    points: int
    text: Message


@dataclass(frozen=True, slots=True)
class Risk:
    """A sentence that should be read.

    Attributes:
        score: the sum of its reasons' points.
        reasons: the gravest first.
        path, line: its entry in the PO file.
        seed, seed_line: its place in the seed.
        target: BCP 47 tag of the translation.
        state: where it stands.
        source, text: the sentence and its translation.
        origin: what made the draft, see :class:`Entry`.
        found: whether a check or a model finds something in it.
        likeness: to its source, as an encoder measures it, see
            :mod:`workflow.app.checking.reading_order`.
    """

    score: int
    reasons: tuple[Message, ...]
    path: str
    line: int
    seed: str
    seed_line: int
    target: str
    state: State
    source: str
    text: str
    origin: str = ""
    found: bool = False
    likeness: float | None = None


def assess(
    segment: Segment,
    entry: Entry,
    target: str,
    uses: Sequence[TermUse],
    findings: Iterable[Finding],
) -> Risk | None:
    """Assess the risk of one sentence; None if there is no reason to read it.

    Args:
        segment: the sentence.
        entry: what the catalog holds for it.
        target: BCP 47 tag of the translation.
        uses: the glossary's terms in it.
        findings: what the checks found in this entry.
    """
    findings = [*findings]
    reasons = [*(_of_finding(each, entry) for each in findings), *_of_state(segment, entry)]
    if entry.state is not State.REVIEWED:
        reasons += _of_content(entry, uses)
    if not reasons:
        return None
    reasons.sort(key=lambda reason: -reason.points)
    return Risk(
        score=sum(reason.points for reason in reasons),
        reasons=tuple(dict.fromkeys(reason.text for reason in reasons)),
        path=entry.path,
        line=entry.line,
        seed=segment.path,
        seed_line=segment.line,
        target=target,
        state=entry.state,
        source=entry.source,
        text=entry.text,
        origin=entry.origin,
        found=bool(findings),
    )


def by_other_drafts(risks: Sequence[Risk]) -> Iterator[Risk]:
    """Yield risks, raised for drafts of engines whose other drafts have many findings.

    Where the checks find something in most of what an engine has drafted into a language, it is not
    up to that language, and the drafts in which they find nothing are seldom right either.
    """
    made = Counter[tuple[str, str]]()
    found = Counter[tuple[str, str]]()
    for each in risks:
        if kind := _kind(each):
            made[kind] += 1
            found[kind] += each.found
    for each in risks:
        kind = _kind(each)
        share = found[kind] / (made[kind] + _PRIOR) if kind else 0.0
        if points := round(_OTHERS * share):
            why = say("much is found in other drafts from {engine}", engine=each.origin)
            yield replace(each, score=each.score + points, reasons=(*each.reasons, why))
        else:
            yield each


def by_likeness(risks: Sequence[Risk]) -> Iterator[Risk]:
    """Yield risks, raised for the drafts least similar to their sources.

    What one encoder finds like, another finds unlike, so that no value says anything by itself:
    drafts are compared with the others of their language, where there are enough.
    """
    measured: dict[str, list[float]] = {}
    for each in risks:
        if each.likeness is not None:
            measured.setdefault(each.target, []).append(each.likeness)
    for values in measured.values():
        values.sort()
    for each in risks:
        points = _points_of_rank(each.likeness, measured.get(each.target, ()))
        why = say("sounds less like its source than other drafts")
        reasons = (*each.reasons, why) if points else each.reasons
        yield replace(each, score=each.score + points, reasons=reasons)


def _points_of_rank(likeness: float | None, known: Sequence[float]) -> int:
    """Return the points of a draft by its rank, the least similar to its source first."""
    if likeness is None or len(known) < _ENOUGH:
        return 0
    place = (bisect_left(known, likeness) + bisect_right(known, likeness)) / 2 / len(known)
    return next((points for share, points in _UNLIKE if place < share), 0)


def _kind(risk: Risk) -> tuple[str, str] | None:
    """Return what groups drafts: their engine and language."""
    is_draft = risk.state is State.DRAFT and risk.origin not in NO_ENGINE
    return (risk.origin, risk.target) if is_draft else None


def in_reading_order(risks: Iterable[Risk]) -> list[Risk]:
    """Sort the riskiest first; equal ones in the order of their files."""
    return sorted(risks, key=lambda risk: (-risk.score, risk.seed, risk.target, risk.seed_line))


def _of_finding(finding: Finding, entry: Entry) -> Reason:
    points = qa.points(finding)
    if finding.severity is Severity.WARNING and finding.check != qa.JUDGE:
        points = points if entry.state is State.REVIEWED else _IN_DRAFT
    return Reason(points, _labelled(finding.check, finding.message))


def _labelled(code: str, message: Message) -> Message:
    return say("{code}: {what}", code=Message(code), what=message)


def _of_state(segment: Segment, entry: Entry) -> Iterator[Reason]:
    if entry.state is State.EMPTY:
        yield Reason(5, say("not translated"))
    elif entry.state is State.STALE and not entry.previous:
        yield Reason(6, say("the glossary has changed"))
    elif entry.state is State.STALE:
        yield Reason(6, say("the source has changed"))
        if _values(entry.previous) != _values(entry.source):
            yield Reason(3, say("a number in the source has changed"))
    elif entry.state is State.DRAFT:
        machine = entry.origin not in ("", "person")
        drafted = say("draft from {engine}", engine=entry.origin)
        yield Reason(3, drafted if machine else say("not approved"))
        for comment in entry.comments:
            if comment.startswith(DOUBT):
                doubt = qa.remembered(comment)
                yield Reason(4, _labelled(doubt.code, doubt.message))
    yield from _of_approval(entry)
    if entry.state is not State.REVIEWED and segment.kind in _PROMINENT:
        yield Reason(*_PROMINENT[segment.kind])


def _of_approval(entry: Entry) -> Iterator[Reason]:
    if entry.changed_since:
        yield Reason(2, say("changed since approval"))
    elif entry.unchanged:
        yield Reason(1, say("approved without a change to the draft"))


def _of_content(entry: Entry, uses: Sequence[TermUse]) -> Iterator[Reason]:
    """Yield the features of an unapproved sentence that are most often mistranslated."""
    unclear = [use.source for use in uses if not use.rendering]
    if unclear:
        yield Reason(3, say("which rendering? {text}", text=list(dict.fromkeys(unclear))))
    if len(unclear) < len(uses):
        yield Reason(1, say("names"))
    if _values(entry.source):
        yield Reason(1, say("numbers"))
    if long := min(_MOST_LONG, int(weight(plain(entry.source)) / _LONG)):
        yield Reason(long, say("long sentence"))


def _values(text: str) -> set[object]:
    return set(quantities.digits(plain(text)))
