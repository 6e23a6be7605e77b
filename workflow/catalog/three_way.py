"""Merge two versions of a PO file that grew from one, sentence by sentence.

Git merges lines: two people who approve neighbouring sentences, or only save the same file, are a
conflict for it, and its marks make the file unreadable to every PO tool. Here the header, the
comments and each sentence are merged for themselves, and the result is always a whole PO file.
Only two different decisions about one sentence are a conflict; both texts then stay in the entry.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeAlias, TypeVar

from workflow.catalog.inheritance import Ancestry, ancestry, obsolete, propose
from workflow.catalog.journal import decision_in, standing
from workflow.catalog.message import PROBLEM, SIMILAR, PoMessage
from workflow.catalog.po_file import Header, PoFile

_Key: TypeAlias = tuple[str | None, str]
_T = TypeVar("_T")
_Line = TypeVar("_Line", bound=Hashable)

#: Fields of a header that hold a time: the newer one counts. The first has somebody's name with it.
_REVISED, _CREATED, _TRANSLATOR = "PO-Revision-Date", "POT-Creation-Date", "Last-Translator"


@dataclass(frozen=True, slots=True)
class MergedFile:
    """What two versions of a file make together.

    Attributes:
        file: the whole of it.
        conflicts: sentences (msgid) that both sides decided differently: fuzzy, with both texts.
    """

    file: PoFile
    conflicts: tuple[str, ...] = ()


def merge_versions(base: PoFile, ours: PoFile, theirs: PoFile) -> MergedFile:
    """Merge two versions of a PO file.

    What one side alone changed is taken. Where both changed an entry, a person's decision comes
    before what a machine wrote, and the same decision of both is one. An entry that one side has
    deleted and the other has changed is kept; where its sentence has been changed, what a person
    wrote for it is the proposal for the new one.

    Args:
        base: the version both grew from; empty where each side made the file.
        ours: the version of the branch that is merged into.
        theirs: that of the branch that is merged.
    """
    olds, news = _by_key(base.messages), _by_key(theirs.messages)
    first = _by_key(ours.messages)
    kept: list[PoMessage] = []
    conflicts: list[str] = []
    for mine in ours.messages:
        merged: PoMessage | None = mine
        disputed = False
        if first[mine.key] is mine:
            merged, disputed = _kept(olds.get(mine.key), mine, news.get(mine.key))
        kept.extend(filter(None, [merged]))
        conflicts.extend([mine.msgid] if disputed else ())
    messages = _with_added(kept, olds, ours.messages, theirs.messages)
    orphans = [each for each in messages if _decided_in_vain(each, olds, first, news)]
    messages = _handed_on(messages, olds, orphans, ours.header.values.get("Language", ""))
    header = _merged_header(base.header, ours.header, theirs.header)
    tail = _changed_one(base.tail, ours.tail, theirs.tail)
    file = replace(ours, header=header, messages=messages, tail=tail, bom=False)
    return MergedFile(file, tuple(conflicts))


def _by_key(messages: Sequence[PoMessage]) -> dict[_Key, PoMessage]:
    """Return the messages by key; one in use comes before an obsolete one of the same sentence."""
    found = {each.key: each for each in messages if each.obsolete}
    return found | {each.key: each for each in messages if not each.obsolete}


def _kept(
    base: PoMessage | None, ours: PoMessage, theirs: PoMessage | None
) -> tuple[PoMessage | None, bool]:
    """Return what becomes of an entry of ours, and whether the sides disagree about it."""
    if theirs is not None:
        return _merged(base, ours, theirs)
    return (None if ours == base else ours), False


def _merged(base: PoMessage | None, ours: PoMessage, theirs: PoMessage) -> tuple[PoMessage, bool]:
    if theirs in (base, ours):
        return ours, False
    if ours == base:
        return theirs, False
    old = base or PoMessage(ours.msgid, context=ours.context)
    mine, other = _decides(old, ours), _decides(old, theirs)
    chosen = _chosen(old, ours, theirs)
    merged = ours.changed(
        msgstr=chosen.msgstr,
        fuzzy=chosen.fuzzy,
        previous=chosen.previous,
        stamp=chosen.stamp,
        obsolete=_changed_one(old.obsolete, ours.obsolete, theirs.obsolete),
        comments=_joined(old.comments, ours.comments, theirs.comments),
        extracted=_changed_one(old.extracted, ours.extracted, theirs.extracted),
        references=_changed_one(old.references, ours.references, theirs.references),
    )
    disputed = bool(mine and other and ours.msgstr != theirs.msgstr)
    if disputed:
        merged = merged.disputed(theirs.msgstr)
    return obsolete(merged) if merged.obsolete else merged, disputed


def _decides(base: PoMessage, message: PoMessage) -> bool:
    """Tell whether a person has decided about an entry since it was as in ``base``."""
    return bool(decision_in(message)) and standing(message) != standing(base)


def _chosen(base: PoMessage, ours: PoMessage, theirs: PoMessage) -> PoMessage:
    """Return the side whose text and state count where both have changed the entry."""
    sides = (ours, theirs)
    if len(deciding := [each for each in sides if _decides(base, each)]) == 1:
        return deciding[0]
    if deciding and ours.msgstr != theirs.msgstr:
        return ours
    if deciding and ours.fuzzy != theirs.fuzzy:
        return ours if ours.fuzzy else theirs  # one of them wants more work done
    if len(human := [each for each in sides if each.human]) == 1:
        return human[0]
    if len(drafted := [each for each in sides if each.msgstr and not each.outdated]) == 1:
        return drafted[0]
    return max(sides, key=lambda each: (each.stamp.date, str(each.stamp)))


def _with_added(
    kept: Sequence[PoMessage],
    base: Mapping[_Key, PoMessage],
    ours: Sequence[PoMessage],
    theirs: Sequence[PoMessage],
) -> tuple[PoMessage, ...]:
    """Insert the entries that only the other side has, each after its predecessor there."""
    messages = list(kept)
    known = {each.key for each in ours}
    before: _Key | None = None
    for each in theirs:
        if each.key not in known and each != base.get(each.key):
            _put_in(messages, each, before, is_new=each.key not in base)
        before = each.key
    return tuple(messages)


def _put_in(
    messages: list[PoMessage], added: PoMessage, before: _Key | None, *, is_new: bool
) -> None:
    """Put in one entry that ours lacks: new there, or gone here while it was changed there."""
    keys = [each.key for each in messages]
    if is_new:
        messages.insert(keys.index(before) + 1 if before in keys else 0, added)
        return
    if added.human:
        messages.append(obsolete(added))


def _decided_in_vain(
    message: PoMessage,
    base: Mapping[_Key, PoMessage],
    ours: Mapping[_Key, PoMessage],
    theirs: Mapping[_Key, PoMessage],
) -> bool:
    """Tell whether a person wrote on one side for a sentence that the other side has no longer."""
    key = message.key
    return message.human and key in base and (key in ours) != (key in theirs)


def _handed_on(
    messages: Sequence[PoMessage],
    base: Mapping[_Key, PoMessage],
    orphans: Sequence[PoMessage],
    target: str,
) -> tuple[PoMessage, ...]:
    """Offer the texts for sentences changed on the other side to the new sentences.

    A person's text for the new sentence stays, with the other one in a comment.
    """
    new = [m for m in messages if m.key not in base and m.context is None and not m.obsolete]
    heirs = {m.previous: m for m in new if m.human}
    offers: dict[_Key, PoMessage] = {}
    taken: set[_Key] = set()
    for each in orphans:
        if heir := heirs.get(each.msgid):
            offers[heir.key] = offers.get(heir.key, heir).with_alternative(each.msgstr)
            taken.add(each.key)
    open_ones = [m for m in new if not m.human]
    left = [m for m in orphans if m.key not in taken]
    found = ancestry([m.msgid for m in open_ones], [m.msgid for m in left]) if left else {}
    for number, origin in found.items():
        heir, olds = open_ones[number], [left[old] for old in origin.olds]
        offers[heir.key] = _offered(heir, origin, olds, target)
        taken.update(old.key for old in olds if origin.parts == len(olds) == 1)
    return tuple(offers.get(each.key, each) for each in messages if each.key not in taken)


def _offered(
    heir: PoMessage, origin: Ancestry, olds: Sequence[PoMessage], target: str
) -> PoMessage:
    """Return the entry of a changed sentence, proposing the text of the earlier one."""
    offer = propose(heir.msgid, origin, olds, target)
    told = dict.fromkeys(line for each in (heir, *olds) for line in each.comments)
    return offer.changed(
        comments=tuple(told),
        extracted=heir.without(PROBLEM, SIMILAR),
        references=heir.references,
    )


def _merged_header(base: Header, ours: Header, theirs: Header) -> Header:
    values = dict(_merged_values(base.values, ours.values, theirs.values))
    comments = _joined(base.comments, ours.comments, theirs.comments)
    for side in (ours, theirs):
        if values == dict(side.values) and comments == side.comments:
            return side
    return replace(ours, values=values, comments=comments, raw="")


def _merged_values(
    base: Mapping[str, str], ours: Mapping[str, str], theirs: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    later = theirs if _time(theirs.get(_REVISED)) > _time(ours.get(_REVISED)) else ours
    for name in dict.fromkeys((*ours, *theirs)):
        value = _changed_one(base.get(name), ours.get(name), theirs.get(name))
        if name in (_REVISED, _TRANSLATOR):
            value = later.get(name, value)
        elif name == _CREATED:
            value = max(ours.get(name), theirs.get(name), key=_time)
        if value is not None:
            yield name, value


def _time(value: str | None) -> float:
    """Return a header's time in seconds since 1970; 0 if it has none."""
    try:
        return datetime.strptime(value or "", "%Y-%m-%d %H:%M%z").timestamp()
    except ValueError:
        return 0.0


def _changed_one(base: _T, ours: _T, theirs: _T) -> _T:
    """Return the value that differs from the first; ours where both do."""
    return theirs if ours == base else ours


def _joined(
    base: Sequence[_Line], ours: Sequence[_Line], theirs: Sequence[_Line]
) -> tuple[_Line, ...]:
    """Return the lines of both sides, without those that one of them has taken out."""
    gone = (set(base) - set(ours)) | (set(base) - set(theirs))
    return tuple(line for line in dict.fromkeys((*ours, *theirs)) if line not in gone)
