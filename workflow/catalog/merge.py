"""Brings the messages of a PO file to what the document says now, losing nothing of a person's.

Sentences are matched by content, never by position:

- the same sentence, wherever it stands now: kept as it is;
- edited: *stale*: fuzzy, with the source it was made for and the old translation as the proposal;
- split or joined: each side gets its share as a proposal, and what was approved stays obsolete;
- gone: obsolete; back again: as it was before.

A draft that no person has touched is no proposal: its changed sentence is translated anew.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from workflow.catalog.matching import REMEMBERED, Origin, origins
from workflow.catalog.message import PROBLEM, Message, Stamp, digest, one_line
from workflow.model import UNTRANSLATED, Document, Markup, MarkupKind, Segment

Notes = Mapping[str, Sequence[str]]
_PLACEHOLDER = re.compile(r"</?(g\d+)>|<(x\d+)/>")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+|(?<=[。！？])[”’」』）]*\s*")
#: Languages written without spaces between sentences.
_NO_SPACE = ("zh", "ja", "yue")


@dataclass(frozen=True, slots=True)
class MergeReport:
    """What a merge did, by source sentence.

    Attributes:
        kept: unchanged or moved.
        revived: back again, with the translation they had.
        stale: changed, with the earlier translation as a proposal.
        requeued: changed, and only a machine's draft was lost.
        added: new, to be translated.
        gone: no longer in the document; kept as obsolete messages where there was anything to keep.
    """

    kept: tuple[str, ...] = ()
    revived: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()
    requeued: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """What a document says about one sentence: where it stands, what an editor should know."""

    source: str
    references: tuple[str, ...]
    extracted: tuple[str, ...]
    carried: bool


def sentences(document: Document, target: str, notes: Notes) -> list[Sentence]:
    """The different sentences of a document in reading order, repeats joined."""
    places: dict[str, list[Segment]] = {}
    for segment in document.segments:
        places.setdefault(segment.text, []).append(segment)
    return [
        Sentence(
            source=source,
            references=tuple(dict.fromkeys(f"{each.path}:{each.line}" for each in segments)),
            extracted=(
                *(_place(segment) for segment in segments),
                *_explain(source, document.blocks[segments[0].block].markup),
                *filter(None, map(one_line, notes.get(source, ()))),
            ),
            carried=all(each.kind in UNTRANSLATED or each.language == target for each in segments),
        )
        for source, segments in places.items()
    ]


def _place(segment: Segment) -> str:
    return f"block {segment.block + 1}, sentence {segment.position + 1}: {segment.kind}"


def _explain(source: str, markup: Iterable[Markup]) -> Iterable[str]:
    """What each placeholder in ``source`` stands for."""
    present = {tag for pair in _PLACEHOLDER.findall(source) for tag in pair if tag}
    for each in markup:
        if each.tag not in present:
            continue
        shown = f"<{each.tag}/>" if each.tag.startswith("x") else f"<{each.tag}>…</{each.tag}>"
        text = f"`{each.text}`" if each.kind is MarkupKind.CODE else each.text
        meaning = " ".join(
            part
            for part in ("" if each.kind is MarkupKind.CODE else each.kind, text, each.url)
            if part
        )
        yield one_line(f"{shown} = {meaning}")


def merge(
    messages: Sequence[Message], document: Document, target: str, notes: Notes
) -> tuple[tuple[Message, ...], MergeReport]:
    """The messages of ``document``, with all that ``messages`` held for it.

    Args:
        messages: of the PO file as it is.
        document: segmented.
        target: BCP 47 tag of the translation.
        notes: for a source sentence, further lines an editor should see.
    """
    work = _Merge(messages, sentences(document, target, notes), target)
    for step in (work.keep, work.revive, work.restore, work.respell):
        missing = [each.source for each in work.wanted if each.source not in work.placed]
        for source in missing:
            step(source)
    work.inherit()
    work.retire()
    return work.result(), work.report()


class _Merge:
    """A merge in progress.

    Attributes:
        wanted: the document's sentences.
        placed: by source, the message that a sentence has found.
        spare: by source, current messages whose sentence is no longer in the document.
        obsolete: by key, messages out of use.
    """

    def __init__(
        self, messages: Sequence[Message], wanted: Sequence[Sentence], target: str
    ) -> None:
        self.wanted = wanted
        self.target = target
        self.placed: dict[str, Message] = {}
        self.obsolete: dict[tuple[str | None, str], Message] = {}
        self.sources = {each.source for each in wanted}
        self.current = {m.msgid: m for m in messages if not m.obsolete and m.context is None}
        self.spare = {source: m for source, m in self.current.items() if source not in self.sources}
        self._variants: dict[str, list[Message]] = {}
        for message in messages:
            if message.obsolete:
                self._shelve(message)
            elif message.context is not None:
                if message.msgid in self.sources:
                    self._variants.setdefault(message.msgid, []).append(message)
                else:
                    self._shelve(_out_of_use(message))
        self._used: set[str] = set()
        self._report: dict[str, list[str]] = {}

    def _note(self, what: str, source: str) -> None:
        self._report.setdefault(what, []).append(source)

    def keep(self, source: str) -> None:
        """The same sentence, wherever it stood."""
        if message := self.current.get(source):
            twin = self.obsolete.pop((None, source), message)
            self.placed[source] = _fold(message, twin)
            self._note("kept", source)

    def revive(self, source: str) -> None:
        """A sentence that was gone and is back."""
        message = self.obsolete.get((None, source))
        if message and message.msgstr:
            del self.obsolete[None, source]
            self.placed[source] = message.changed(obsolete=False)
            self._note("revived", source)

    def restore(self, source: str) -> None:
        """A change taken back: the proposal was approved for exactly this source."""
        if message := self._approved_for.get(source):
            self.spare.pop(message.msgid, None)
            stamp = replace(message.stamp, approved="")
            self.placed[source] = message.changed(
                msgid=source, fuzzy=False, previous="", stamp=stamp
            )
            self._note("revived", source)

    @cached_property
    def _approved_for(self) -> dict[str, Message]:
        return {
            message.previous: message
            for message in self.current.values()
            if message.stamp.approved and message.untouched
        }

    def respell(self, source: str) -> None:
        """The same sentence with other white space, Unicode form or placeholder numbers."""
        form, tags = _normal(source)
        old = self._spellings.pop(form, None)
        if not old or old not in self.spare:
            return
        message = self.spare.pop(old)
        renamed = dict(zip(_normal(old)[1], tags, strict=True))
        text = _PLACEHOLDER.sub(lambda found: _renamed(found, renamed), message.msgstr)
        stamp = message.stamp
        if stamp.draft and not message.edited:
            stamp = replace(stamp, draft=digest(text))
        self.placed[source] = message.changed(msgid=source, msgstr=text, stamp=stamp)
        self._note("kept", source)

    @cached_property
    def _spellings(self) -> dict[str, str]:
        return {_normal(source)[0]: source for source in self.spare}

    def inherit(self) -> None:
        """Changed sentences: what a person wrote becomes a proposal."""
        missing = [each.source for each in self.wanted if each.source not in self.placed]
        spare = list(self.spare.values())
        found = origins(missing, list(self.spare), self._places(missing)) if spare else {}
        for number, origin in found.items():
            self._propose(missing[number], origin, [spare[old] for old in origin.olds])
        rest = [each for each in missing if each not in self.placed]
        shelf = [m for m in self.obsolete.values() if m.human and m.context is None]
        if rest and shelf:
            for number, origin in origins(
                rest, [m.msgid for m in shelf], edited=REMEMBERED
            ).items():
                self._propose(rest[number], origin, [shelf[old] for old in origin.olds])
        for source in rest:
            if source not in self.placed:
                self._note("added", source)

    def _places(self, missing: Sequence[str]) -> list[int]:
        """For each missing sentence, the first spare one after its predecessor's old place."""
        order = {source: at for at, source in enumerate(self.current)}
        ranks = [order[source] for source in self.spare]
        wanted = set(missing)
        places, last = [], -1
        for each in self.wanted:
            if each.source in wanted:
                places.append(bisect(ranks, last))
            else:
                last = order.get(each.source, last)
        return places

    def _propose(self, source: str, origin: Origin, olds: Sequence[Message]) -> None:
        """Puts the old translations of a changed sentence before the editor."""
        human = [old for old in olds if old.human]
        comments = tuple(dict.fromkeys(line for old in olds for line in old.comments))
        if not human:
            self.placed[source] = Message(msgid=source, comments=comments)
            self._note("requeued" if any(old.msgstr for old in olds) else "added", source)
        else:
            proposal = _proposal(source, origin, human, self.target)
            self.placed[source] = replace(proposal, comments=comments)
            self._note("stale", source)
        self._used.update(old.msgid for old in olds)
        kept = human if origin.parts > 1 or len(human) > 1 else []
        for old in olds:
            if old not in kept:
                self.spare.pop(old.msgid, None)

    def retire(self) -> None:
        """What no sentence has taken over becomes obsolete."""
        for message in self.spare.values():
            if message.msgid not in self._used:
                self._note("gone", message.msgid)
        copies = [m for m in self.spare.values() if m.untouched and m.stamp.offered]
        for message in self.spare.values():
            if message not in copies and (last := _last_words(message)):
                self._shelve(last)
        for message in copies:
            if not self._kept_elsewhere(message):
                self._shelve(_out_of_use(message))

    def _kept_elsewhere(self, copy: Message) -> bool:
        """Whether the approved texts that a proposal repeats are still in the file."""
        known = [*self.obsolete.values(), *self.placed.values()]
        if any(copy.msgstr in m.msgstr for m in known if m.msgid == copy.previous):
            return True
        parts = {m.msgid for m in known if m.msgid in copy.previous and m.msgstr in copy.msgstr}
        return sum(map(len, parts)) >= 0.9 * len(copy.previous)

    def _shelve(self, message: Message) -> None:
        """Keeps an obsolete message; one with the same source may be there already."""
        if message.context is None and (placed := self.placed.get(message.msgid)):
            self.placed[message.msgid] = _fold(placed, message)
        elif shelved := self.obsolete.get(message.key):
            self.obsolete[message.key] = _fold(shelved, message)
        else:
            self.obsolete[message.key] = message

    def result(self) -> tuple[Message, ...]:
        """All messages, in the order of the document, the obsolete ones last."""
        current = []
        for each in self.wanted:
            message = self.placed.get(each.source) or Message(msgid=each.source)
            current.append(_refreshed(message, each))
            for variant in self._variants.get(each.source, ()):
                twin = self.obsolete.pop(variant.key, variant)
                current.append(_refreshed(_fold(variant, twin), each))
        return (*current, *self.obsolete.values())

    def report(self) -> MergeReport:
        """What has been done."""
        return MergeReport(**{name: tuple(sources) for name, sources in self._report.items()})


def _refreshed(message: Message, sentence: Sentence) -> Message:
    """A message with what the document says about its sentence now."""
    if sentence.carried and not message.human:
        message = message.changed(
            msgstr=sentence.source, fuzzy=False, previous="", stamp=Stamp(origin="source")
        )
    elif message.carried and not sentence.carried:
        message = message.changed(msgstr="", stamp=Stamp())
    problems = [line for line in message.extracted if line.startswith(PROBLEM)]
    return message.changed(
        references=sentence.references,
        extracted=(*sentence.extracted, *(problems if message.machine else ())),
    )


def _proposal(source: str, origin: Origin, human: Sequence[Message], target: str) -> Message:
    """A fuzzy message whose text is what was approved for the sentences it was made from."""
    first = human[0]
    if len(human) > 1:
        glue = "" if target.startswith(_NO_SPACE) else " "
        text = glue.join(old.msgstr for old in human)
        previous = "\n".join(old.made_for for old in human)
    else:
        text, previous = _piece(first.msgstr, origin), first.made_for
    copied = origin.parts > 1 or len(human) > 1 or first.obsolete
    approved = not copied and (first.reviewed or (first.untouched and first.stamp.approved))
    repeated = copied or (first.untouched and first.stamp.offered)
    return Message(
        msgid=source,
        msgstr=text,
        fuzzy=True,
        previous=previous,
        stamp=replace(
            first.stamp,
            approved=digest(text) if approved else "",
            offered=digest(text) if repeated else "",
        ),
    )


def _piece(text: str, origin: Origin) -> str:
    """The sentence of ``text`` that belongs to a piece of a split source, if that is plain."""
    pieces = [piece for piece in _sentences(text) if piece]
    return pieces[origin.part] if origin.part is not None and len(pieces) == origin.parts else text


def _sentences(text: str) -> list[str]:
    ends = [found.end() for found in _SENTENCE_END.finditer(text)]
    return [
        text[start:end].strip() for start, end in zip([0, *ends], [*ends, len(text)], strict=True)
    ]


def _last_words(message: Message) -> Message | None:
    """What stays of a message whose sentence is gone; None if there is nothing to keep."""
    if message.carried or not (message.msgstr or message.comments):
        return None
    if message.untouched and message.stamp.approved:
        stamp = replace(message.stamp, approved="")
        approved = message.changed(msgid=message.previous, fuzzy=False, stamp=stamp)
        return _out_of_use(approved)
    return _out_of_use(message)


def _out_of_use(message: Message) -> Message:
    return message.changed(obsolete=True, previous="", references=(), extracted=())


def _fold(main: Message, other: Message) -> Message:
    """One message of two with the same source: a person's text first, the other in a comment."""
    if (other.human, other.reviewed) > (main.human, main.reviewed):
        main, other = other.changed(obsolete=main.obsolete), main
    return main.with_alternative(other.msgstr) if other.human else main


def _normal(source: str) -> tuple[str, list[str]]:
    """A sentence's form apart from spelling details, and its placeholders in order."""
    tags: dict[str, str] = {}

    def numbered(found: re.Match[str]) -> str:
        tag = found[1] or found[2]
        tags.setdefault(tag, f"{tag[0]}#{len(tags)}")
        return found[0].replace(tag, tags[tag])

    text = unicodedata.normalize("NFC", " ".join(source.split()))
    return _PLACEHOLDER.sub(numbered, text), list(tags)


def _renamed(found: re.Match[str], names: Mapping[str, str]) -> str:
    tag = found[1] or found[2]
    return found[0].replace(tag, names.get(tag, tag))
