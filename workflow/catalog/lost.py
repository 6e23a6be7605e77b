"""What a journal knows that its PO file does not: decisions that a stale save has taken away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from workflow.catalog.approvals import NOBODY, Hand
from workflow.catalog.decisions import Decision, Did, decided, holding, key_of, standing, timestamp
from workflow.catalog.message import Message
from workflow.catalog.steps import Approved, Held
from workflow.model import State


@dataclass(frozen=True, slots=True)
class Lost:
    """A decision that is no longer in the file.

    Attributes:
        source, context: the sentence.
        line: of its entry in the PO file, 0 while it isn't in one.
        approved: whether the text was approved, or left for more work.
        by: who decided, where known.
        date: when, ISO 8601.
        text: the translation.
        terms: hash of the glossary renderings it was approved with.
        standing: of the sentence now.
        decision: the standing that the decision had left it in.
    """

    source: str
    context: str | None
    line: int
    approved: bool
    by: str
    date: str
    text: str
    terms: str
    standing: str
    decision: str


@dataclass(frozen=True, slots=True)
class BroughtBack:
    """Decisions put back where they were missed; see :meth:`Catalog.bring_back`."""

    lost: tuple[Lost, ...]

    def apply(self, messages: Sequence[Message]) -> list[Message]:
        """The messages with them; one that has changed since they were missed stays as it is."""
        wanted = {(each.context, each.source): each for each in self.lost}
        return [
            _brought_back(message, each)
            if not message.obsolete and (each := wanted.get(message.key))
            else message
            for message in messages
        ]


def _brought_back(message: Message, lost: Lost) -> Message:
    if standing(message) != lost.standing:
        return message
    kept = lost.source, lost.text, lost.by, lost.date, message.msgstr
    step = Approved(*kept, lost.terms) if lost.approved else Held(*kept)
    return step.apply(message) or message


@dataclass(frozen=True, slots=True)
class _Head:
    """The last decision about a sentence, on one line of its history.

    ``earlier`` holds the standings that the sentence had before it.
    """

    decision: Decision
    earlier: frozenset[str]


@dataclass(slots=True)
class History:
    """The decisions about one sentence.

    There is one head, or several where branches of a repository have decided differently.
    """

    heads: list[_Head] = field(default_factory=list)

    def add(self, decision: Decision) -> None:
        """Takes in the next decision."""
        parents = [head for head in self.heads if head.decision.now in (decision.was, decision.now)]
        beside = [head for head in self.heads if head.decision.was == decision.was]
        if not parents and not beside:  # what stood there in between was never written down
            parents = self.heads
        earlier = {decision.was}
        for parent in parents:
            earlier |= {*parent.earlier, parent.decision.now}
        self.heads = [head for head in self.heads if head not in parents]
        self.heads.append(_Head(decision, frozenset(earlier - {decision.now, ""})))

    def misses(self, message: Message) -> Decision | None:
        """The decision that a message should have and has not; None where nothing is missing.

        Nothing is, where a person has decided something else meanwhile: then the text is neither
        that of the decision nor one from before it, or its state names the text decided upon.
        """
        now = standing(message)
        if any(head.decision.now == now for head in self.heads) or message.carried:
            return None
        last, earlier = self.heads[-1].decision, self.heads[-1].earlier
        if not last.holds:
            return None
        known = last.did is Did.APPROVED and f"{message.stamp.text}+" == last.now
        if now and known:
            return None
        stale = message.state is State.STALE or bool(message.stamp.offered)
        return last if not now or message.machine or stale or now in earlier else None

    def hand(self, message: Message) -> Hand:
        """Who approved the text of a message, where that was the last word on its sentence."""
        now = standing(message)
        last = [head.decision for head in self.heads if head.decision.now == now]
        named = [each for each in last if each.did is Did.APPROVED and each.by]
        if not named:
            return NOBODY
        found = max(named, key=lambda each: each.at)
        return Hand(found.by, found.date or found.at[:10], message.mark)


def histories(decisions: Iterable[Decision]) -> Mapping[str, History]:
    """The decisions of a journal by sentence."""
    found: dict[str, History] = {}
    for decision in decisions:
        found.setdefault(decision.key, History()).add(decision)
    return found


def lost(messages: Sequence[Message], known: Mapping[str, History]) -> Iterator[Lost]:
    """Decisions about sentences in use that the messages no longer hold."""
    for message in messages if known else ():
        if message.obsolete or not (history := known.get(key_of(message))):
            continue
        if missing := history.misses(message):
            yield Lost(
                source=message.msgid,
                context=message.context,
                line=message.line,
                approved=missing.did is Did.APPROVED,
                by=missing.by,
                date=missing.date or missing.at[:10],
                text=missing.text,
                terms=missing.terms,
                standing=standing(message),
                decision=missing.now,
            )


def dismissed(lost: Lost) -> Decision:
    """The decision to do without what was lost."""
    name = Message(lost.source, context=lost.context)
    return Decision(timestamp(), Did.DISMISSED, key_of(name), lost.standing, lost.decision)


def unknown(messages: Sequence[Message], known: Mapping[str, History]) -> Iterator[Decision]:
    """What people have decided in other tools, or before there was a journal, to be added to it.

    Of drafts, only those that say who has left them for more work.
    """
    for message in messages:
        did = None if message.obsolete else holding(message)
        if not did or (did is Did.KEPT and not message.stamp.by):
            continue
        history = known.get(key_of(message))
        if history is None:
            yield decided(message, did, "")
        elif not history.misses(message) and _is_new(message, history):
            yield decided(message, did, history.heads[-1].decision.now)


def _is_new(message: Message, history: History) -> bool:
    now = standing(message)
    return all(head.decision.now != now or not head.decision.holds for head in history.heads)
