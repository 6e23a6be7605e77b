"""Merge a PO file with its current document.

Nothing that a person wrote is lost.

Sentences are matched by content, never by position:

- the same sentence, wherever it stands now: kept as it is;
- edited: *stale*: fuzzy, with the source it was made for and the old translation as the proposal;
- split or joined: each side gets its share as a proposal, and what was approved stays obsolete;
- gone: obsolete; back again: as it was before.

A draft that no person has touched is a proposal only until the next one comes: its changed sentence
is translated anew.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Sequence
from functools import cached_property

from msgspec.structs import replace

from workflow.catalog.approvals import migrated
from workflow.catalog.inheritance import (
    REMEMBERED,
    Ancestry,
    ancestry,
    fold,
    is_whole,
    obsolete,
    propose,
    retire,
    taken_back,
)
from workflow.catalog.message import PoMessage
from workflow.catalog.stamp import Stamp
from workflow.catalog.template import Notes, refreshed, template
from workflow.markup import renamed, spelling
from workflow.model import Document


def merge(
    messages: Sequence[PoMessage], document: Document, target: str, notes: Notes
) -> tuple[PoMessage, ...]:
    """Return the messages of ``document`` with all that ``messages`` held for it.

    Args:
        messages: of the PO file as it is.
        document: segmented.
        target: BCP 47 tag of the translation.
        notes: for a source sentence, further lines an editor should see.
    """
    messages = [migrated(message) for message in messages]
    work = _Merge(messages, template(document, target, notes), target)
    for step in (work.keep, work.revive, work.restore, work.respell):
        missing = [each.msgid for each in work.wanted if each.msgid not in work.placed]
        for source in missing:
            step(source)
    work.inherit()
    work.retire()
    return work.result()


def undrafted(messages: Sequence[PoMessage]) -> list[PoMessage]:
    """Drop machines' drafts, which were made from what turned out to be another language."""
    return [
        each.changed(msgstr="", fuzzy=False, previous="", stamp=Stamp()) if each.machine else each
        for each in messages
        if each.comments or not (each.machine and each.obsolete)
    ]


class _Merge:
    """A merge in progress.

    Attributes:
        wanted: the document's sentences.
        placed: by source, the message that a sentence has found.
        spare: by source, current messages whose sentence is no longer in the document.
        obsolete: by key, messages out of use.
    """

    def __init__(
        self, messages: Sequence[PoMessage], wanted: Sequence[PoMessage], target: str
    ) -> None:
        self.wanted = wanted
        self.target = target
        self.placed: dict[str, PoMessage] = {}
        self._kept: list[str] = []
        self.obsolete: dict[tuple[str | None, str], PoMessage] = {}
        self.sources = {each.msgid for each in wanted}
        self.current = {m.msgid: m for m in messages if not m.obsolete and m.context is None}
        self.spare = {source: m for source, m in self.current.items() if source not in self.sources}
        self._variants: dict[str, list[PoMessage]] = {}
        for message in messages:
            if message.obsolete:
                self._shelve(message)
            elif message.context is not None:
                if message.msgid in self.sources:
                    self._variants.setdefault(message.msgid, []).append(message)
                else:
                    self._shelve(obsolete(message))

    def keep(self, source: str) -> None:
        """Keep the message of the same sentence, wherever it stood."""
        if message := self.current.get(source):
            twin = self.obsolete.pop((None, source), message)
            self.placed[source] = fold(message, twin)
            self._kept.append(source)

    def revive(self, source: str) -> None:
        """Revive the obsolete message of a sentence that is back."""
        message = self.obsolete.get((None, source))
        if message and message.msgstr:
            del self.obsolete[None, source]
            self.placed[source] = message.changed(obsolete=False)

    def restore(self, source: str) -> None:
        """Take a proposal back for what it was: the change of its sentence has been taken back."""
        if message := self._made_for.get(source):
            self.spare.pop(message.msgid, None)
            self.placed[source] = taken_back(message)

    @cached_property
    def _made_for(self) -> dict[str, PoMessage]:
        whole = (message for message in self.current.values() if is_whole(message))
        return {message.previous: message for message in whole}

    def respell(self, source: str) -> None:
        """Keep the message of a sentence with other white space, Unicode form or placeholders."""
        form, tags = spelling(source)
        old = self._spellings.pop(form, None)
        if not old or old not in self.spare:
            return
        message = self.spare.pop(old)
        names = dict(zip(spelling(old)[1], tags, strict=True))
        message = message.respelled(renamed(message.msgstr, names))
        self.placed[source] = message.resourced(source)
        self._kept.append(source)

    @cached_property
    def _spellings(self) -> dict[str, str]:
        return {spelling(source)[0]: source for source in self.spare}

    def inherit(self) -> None:
        """Offer changed sentences what was written for those they were made from."""
        beside = self._drafts_beside()
        missing = [
            each.msgid
            for each in self.wanted
            if each.msgid not in self.placed or each.msgid in beside
        ]
        spare = list(self.spare.values())
        found = ancestry(missing, list(self.spare), self._places(missing)) if spare else {}
        for number, origin in found.items():
            self._propose(missing[number], origin, [spare[old] for old in origin.olds])
        rest = [each for each in missing if each not in self.placed]
        shelf = [m for m in self.obsolete.values() if m.human and m.context is None]
        if rest and shelf:
            for number, origin in ancestry(
                rest, [m.msgid for m in shelf], edited=REMEMBERED
            ).items():
                self._propose(rest[number], origin, [shelf[old] for old in origin.olds])

    def _drafts_beside(self) -> set[str]:
        """Find drafts that share their place in the document with a person's text.

        This happens if git has merged, line by line, a branch with the approved sentence and one
        with the changed sentence; our own merge gives every sentence a place of its own.
        """
        written = {m.extracted[:1] for m in self.spare.values() if m.human and m.extracted}
        return {
            source
            for source in self._kept
            if not (m := self.placed[source]).human and m.extracted[:1] in written
        }

    def _places(self, missing: Sequence[str]) -> list[int]:
        """Find the first spare sentence after the old place of each missing one's predecessor."""
        order = {source: at for at, source in enumerate(self.current)}
        ranks = [order[source] for source in self.spare]
        wanted = set(missing)
        places, last = [], -1
        for each in self.wanted:
            if each.msgid in wanted:
                places.append(bisect(ranks, last))
            else:
                last = order.get(each.msgid, last)
        return places

    def _propose(self, source: str, origin: Ancestry, olds: Sequence[PoMessage]) -> None:
        """Put the old translations of a changed sentence before the editor."""
        human = [old for old in olds if old.human]
        beside = [drafted] if (drafted := self.placed.get(source)) else []
        if beside and not human:
            return
        comments = tuple(dict.fromkeys(line for m in (*olds, *beside) for line in m.comments))
        told = human or [old for old in olds if old.machine and not old.carried]
        offer = propose(source, origin, told, self.target) if told else PoMessage(msgid=source)
        self.placed[source] = replace(offer, comments=comments)
        kept = human if origin.parts > 1 or len(human) > 1 else []
        for old in olds:
            if old not in kept and not old.obsolete:
                self.spare.pop(old.msgid, None)

    def retire(self) -> None:
        """Mark as obsolete the messages that no sentence has taken over."""
        copies = {s: m for s, m in self.spare.items() if m.untouched and m.stamp.offered}
        for source, message in self.spare.items():
            if source not in copies and (last := retire(message)):
                self._shelve(last)
        for message in copies.values():
            if message.comments or not self._kept_elsewhere(message):
                self._shelve(obsolete(message))

    def _kept_elsewhere(self, copy: PoMessage) -> bool:
        """Tell whether the approved texts that a proposal repeats are still in the file."""
        if any(copy.msgstr in m.msgstr for m in self._known(copy.previous)):
            return True
        # Sentences that were joined are one line each: to look them up is quick.
        joined = [m for line in copy.previous.split("\n") for m in self._known(line)]
        return _make_up(copy, joined) or _make_up(
            copy, [*self.obsolete.values(), *self.placed.values()]
        )

    def _known(self, source: str) -> Iterator[PoMessage]:
        """Find the messages of a sentence that have been placed or are out of use."""
        return filter(None, (self.obsolete.get((None, source)), self.placed.get(source)))

    def _shelve(self, message: PoMessage) -> None:
        """Keep an obsolete message, folded into one with the same source where there is one."""
        if message.context is None and (placed := self.placed.get(message.msgid)):
            self.placed[message.msgid] = fold(placed, message)
        elif shelved := self.obsolete.get(message.key):
            self.obsolete[message.key] = fold(shelved, message)
        else:
            self.obsolete[message.key] = message

    def result(self) -> tuple[PoMessage, ...]:
        """Return all messages in the order of the document, the obsolete ones last."""
        current = []
        for each in self.wanted:
            message = self.placed.get(each.msgid) or PoMessage(msgid=each.msgid)
            if comments := self.obsolete.pop((None, each.msgid), None):
                message = fold(message, comments)
            current.append(refreshed(message, each))
            for variant in self._variants.get(each.msgid, ()):
                twin = self.obsolete.pop(variant.key, variant)
                current.append(refreshed(fold(variant, twin), each))
        return (*current, *self.obsolete.values())


def _make_up(copy: PoMessage, messages: Sequence[PoMessage]) -> bool:
    """Tell whether the messages that a proposal repeats make up nearly all of it."""
    parts = {
        m.msgid
        for m in messages
        if m.human and m.msgid in copy.previous and m.msgstr in copy.msgstr
    }
    return sum(map(len, parts)) >= 0.9 * len(copy.previous)
