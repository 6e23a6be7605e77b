"""Find decisions that a PO file has lost and its journal still knows, and put them back.

They get lost when somebody saves a file that was opened before they were made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from msgspec import structs

from workflow.catalog.approvals import UNKNOWN_APPROVER, Approver
from workflow.catalog.changes import approve, hold
from workflow.catalog.journal import (
    Decision,
    Did,
    decided,
    decision_in,
    key_of,
    standing,
    timestamp,
)
from workflow.catalog.message import PoMessage
from workflow.model import State

#: Fewer question marks in place of letters may be meant.
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class LostDecision:
    """A decision that is no longer in the file.

    Attributes:
        source, context: the sentence.
        line: of its entry in the PO file, 0 while it isn't in one.
        approved: whether the text was approved, or left for more work.
        by: who decided, where known.
        date: when, ISO 8601.
        text: the translation.
        terms_hash: hash of the glossary renderings it was approved with.
        standing: of the sentence now.
        decision: the standing that the decision had left it in.
        instead: the text that a person has put in its place.
    """

    source: str
    context: str | None
    line: int
    approved: bool
    by: str
    date: str
    text: str
    terms_hash: str
    standing: str
    decision: str
    instead: str = ""


def put_back(messages: Sequence[PoMessage], lost: Sequence[LostDecision]) -> list[PoMessage]:
    """Restore lost decisions, except in messages that have changed since the loss was found."""
    wanted = {(each.context, each.source): each for each in lost}
    return [
        _put_back(message, each)
        if not message.obsolete and (each := wanted.get(message.key))
        else message
        for message in messages
    ]


def _put_back(message: PoMessage, lost: LostDecision) -> PoMessage:
    by, seen = Approver(lost.by, lost.date), message.msgstr
    if standing(message) != lost.standing:
        return message
    if lost.approved:
        done = approve(message, lost.text, by, seen=seen, terms_hash=lost.terms_hash)
    else:
        done = hold(message, lost.text, by, seen=seen)
    return done or message


@dataclass(frozen=True, slots=True)
class _LatestDecision:
    """The last decision about a sentence, on one line of its history.

    ``earlier`` holds the standings that the sentence had before it; ``left`` is the decision that
    it took along when it left the document, and that is missed if it comes back without it.
    """

    decision: Decision
    earlier: frozenset[str]
    left: Decision | None = None


@dataclass(slots=True)
class History:
    """The decisions about one sentence.

    There is one head, or several where branches of a repository have decided differently.
    """

    heads: list[_LatestDecision] = field(default_factory=list)

    def add(self, decision: Decision) -> None:
        """Take in the next decision."""
        parents = [head for head in self.heads if head.decision.now in (decision.was, decision.now)]
        beside = [head for head in self.heads if head.decision.was == decision.was]
        if not parents and not beside:  # what stood there in between was never written down
            parents = self.heads
        earlier = {decision.was}
        for parent in parents:
            earlier |= {*parent.earlier, parent.decision.now}
        held = (head.left or head.decision for head in parents if head.decision.now == decision.now)
        left = next(held, None) if decision.did is Did.GONE else None
        self.heads = [head for head in self.heads if head not in parents]
        self.heads.append(_LatestDecision(decision, frozenset(earlier - {decision.now, ""}), left))

    def misses(self, message: PoMessage) -> Decision | None:
        """Return the decision that a message should hold and does not; ``None`` if none is missing.

        Nothing is missing where a person has decided something else meanwhile: then the text is
        neither that of the decision nor one from before it, or its state names the text decided on.
        Whose state names no approved text has not seen the approval, and has overwritten it; and
        nobody has decided on question marks that a program put where it knew no letters.
        """
        now = standing(message)
        if any(head.decision.now == now for head in self.heads) or message.carried:
            return None
        head = self.heads[-1]
        last, earlier = head.left or head.decision, head.earlier
        if not last.holds:
            return None
        known = last.did is Did.APPROVED and f"{message.stamp.text}+" == last.now
        if _unlettered(last.text, message.msgstr):
            return last
        if now and known:
            return None
        stamp = message.stamp
        stale = message.state is State.STALE or bool(stamp.offered)
        unaware = last.did is Did.APPROVED and stamp.origin and not (stamp.text or stamp.approved)
        return last if not now or message.machine or stale or unaware or now in earlier else None

    def approver(self, message: PoMessage) -> Approver:
        """Return who approved the text of a message, if that was the last word on its sentence."""
        now = standing(message)
        last = [head.decision for head in self.heads if head.decision.now == now]
        named = [each for each in last if each.did is Did.APPROVED and each.by]
        if not named:
            return UNKNOWN_APPROVER
        found = max(named, key=lambda each: each.at)
        return Approver(found.by, found.date or found.at[:10], message.mark)


def _unlettered(text: str, now: str) -> bool:
    """Tell whether a text was saved in an encoding without its letters: each is a question mark.

    >>> _unlettered("회담이 열렸다.", "??? ???."), _unlettered("회담이 열렸다.", "회담이 열렸?")
    (True, False)
    """
    if len(text) != len(now) or now.count("?") < _FEWEST:
        return False
    changed = [(old, new) for old, new in zip(text, now, strict=True) if old != new]
    lost = [new == "?" and old.isalpha() and not old.isascii() for old, new in changed]
    return len(lost) >= _FEWEST and all(lost)


def histories(decisions: Iterable[Decision]) -> Mapping[str, History]:
    """Sort the decisions of a journal by sentence."""
    found: dict[str, History] = {}
    for decision in decisions:
        found.setdefault(decision.key, History()).add(decision)
    return found


def find_lost(
    messages: Sequence[PoMessage], known: Mapping[str, History]
) -> Iterator[LostDecision]:
    """Find decisions about sentences in use that the messages no longer hold."""
    for message in messages if known else ():
        if message.obsolete or not (history := known.get(key_of(message))):
            continue
        if missing := history.misses(message):
            yield LostDecision(
                source=message.msgid,
                context=message.context,
                line=message.line,
                approved=missing.did is Did.APPROVED,
                by=missing.by,
                date=missing.date or missing.at[:10],
                text=missing.text,
                terms_hash=missing.terms_hash,
                standing=standing(message),
                decision=missing.now,
                instead=_written(message, missing.text),
            )


def _written(message: PoMessage, lost: str) -> str:
    """Return a person's text that a message has instead of a lost one; no machine's draft."""
    own = not (message.machine or message.carried) and message.msgstr != lost
    return message.msgstr if own else ""


def following(
    news: Sequence[Decision], before: Sequence[PoMessage], known: Mapping[str, History]
) -> list[Decision]:
    """Say of each new decision which lost one it comes after, if any.

    The journal had that one already, so the new one is no decision of another branch: a file saved
    from before it does not hold the last word.

    Args:
        news: decisions that were just made.
        before: the messages before them.
        known: the decisions that the journal held by then.
    """
    olds = {key_of(message): message for message in before if not message.obsolete}
    pairs = ((each, known.get(each.key), olds.get(each.key)) for each in news)
    return [
        structs.replace(each, was=missing.now)
        for each, history, old in pairs
        if history and old and (missing := history.misses(old)) and missing.now != each.now
    ]


def confirmed(messages: Iterable[PoMessage], known: Mapping[str, History]) -> Iterator[Decision]:
    """Make the lines of decisions that have changed nothing: a lost one is missed no longer."""
    for message in messages:
        did, history = decision_in(message), known.get(key_of(message))
        if did and history and (missing := history.misses(message)):
            yield decided(message, did, missing.now)


def dismissal(lost: LostDecision) -> Decision:
    """Make the journal line that lets a lost decision go."""
    name = PoMessage(lost.source, context=lost.context)
    return Decision(timestamp(), Did.DISMISSED, key_of(name), lost.standing, lost.decision)


def unrecorded(messages: Sequence[PoMessage], known: Mapping[str, History]) -> Iterator[Decision]:
    """Find decisions that the journal lacks: made in other tools, or before there was one.

    Of drafts, only those that say who has left them for more work.
    """
    for message in messages:
        did = None if message.obsolete else decision_in(message)
        if not did or (did is Did.KEPT and not message.stamp.by):
            continue
        history = known.get(key_of(message))
        if history is None:
            yield decided(message, did, "")
        elif not history.misses(message) and _is_new(message, history):
            yield decided(message, did, history.heads[-1].decision.now)


def _is_new(message: PoMessage, history: History) -> bool:
    now = standing(message)
    return all(head.decision.now != now or not head.decision.holds for head in history.heads)
