"""Change one message: a plain function each, from the message to the changed one.

Each returns ``None`` where it may not be done, so that the catalog keeps the message as it is. None
of them lets a machine's text take the place of a person's. They depend on nothing but their
arguments, so :class:`~workflow.catalog.Catalog` can do them once more on a newer file.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from workflow.catalog.approvals import Approver, with_approver
from workflow.catalog.message import PROBLEM, SIMILAR, PoMessage
from workflow.catalog.stamp import Stamp, digest, mark_of, one_line
from workflow.languages.characters import NOT_PO
from workflow.model import Draft, Pair, is_pseudo


def fill(
    message: PoMessage, draft: Draft, terms_hash: str, date: str, *, redo: bool
) -> PoMessage | None:
    """Put in a machine's draft, fuzzy and with its problems as ``qa:`` comments.

    Of an empty one only these are put in, where a draft is due: they say why. Returns ``None``
    where something stands that keeps the draft out.
    """
    text = writable(draft.text, message.msgid)
    if not text and draft.problems and (not message.msgstr or message.outdated):
        why = _remarks(PROBLEM, [*map(str, draft.problems)])
        return message.changed(extracted=(*message.without(PROBLEM), *why))
    if not text or _is_taken(message, redo=redo, pseudo=is_pseudo(draft.engine)):
        return None
    stamp = Stamp(draft.engine, digest(text), terms_hash, date, source=digest(message.msgid))
    filled = message.changed(
        msgstr=text,
        fuzzy=True,
        previous="",
        stamp=stamp,
        extracted=(*message.without(PROBLEM), *_remarks(PROBLEM, [*map(str, draft.problems)])),
    )
    if text != message.msgstr:
        return filled
    same = filled.changed(stamp=replace(stamp, date=message.stamp.date)) == message
    return message if same else filled


def recall(message: PoMessage, pair: Pair, terms_hash: str, *, redo: bool) -> PoMessage | None:
    """Insert the approved translation of the same sentence elsewhere, as reviewed.

    Returns ``None`` where something stands that keeps it out.
    """
    text = writable(pair.text, message.msgid)
    if not text or _is_taken(message, redo=redo):
        return None
    mark = mark_of(message.msgid, text)
    return message.changed(
        msgstr=text,
        fuzzy=False,
        previous="",
        stamp=Stamp("memory", terms_hash=terms_hash, date=pair.date, by=pair.reviewer, text=mark),
        extracted=message.without(PROBLEM, SIMILAR),
    )


def show_similar(message: PoMessage, lines: Sequence[str]) -> PoMessage | None:
    """Put what the memory holds for similar sentences into ``memory:`` comments.

    Returns ``None`` where nobody needs them, because the sentence has an approved or a proposed
    translation, and where they are there already.
    """
    shown = message.without(PROBLEM, SIMILAR)
    if message.settled or (not lines and shown == message.extracted):
        return None
    similar = _remarks(SIMILAR, [NOT_PO.sub("\ufffd", line) for line in lines])
    problems = map(PROBLEM.__add__, message.problems)
    changed = message.changed(extracted=(*shown, *similar, *problems))
    return None if changed is message else changed


def approve(
    message: PoMessage, text: str, by: Approver, *, seen: str, terms_hash: str = ""
) -> PoMessage | None:
    """Set a person's translation, reviewed.

    If another person has changed the text since the reviewer saw it (``seen``), both texts are kept
    for somebody to decide. Returns ``None`` for an empty text.
    """
    text = fitted(text, message.msgid)
    if not text:
        return None
    if _is_late(message, text, seen):
        return message.disputed(text)
    stamp = replace(
        message.stamp,
        origin=after_a_person(message),
        terms_hash=terms_hash or message.stamp.questioned or message.stamp.terms_hash,
        by=by.name,
        text=mark_of(message.msgid, text),
        reviewer="",
        date=by.date or message.stamp.date,
        approved="",
        offered="",
        outdated="",
        questioned="",
    )
    return message.changed(
        msgstr=text,
        fuzzy=False,
        previous="",
        stamp=stamp,
        extracted=message.without(PROBLEM, SIMILAR),
    )


def hold(message: PoMessage, text: str, by: Approver, *, seen: str) -> PoMessage | None:
    """Set a person's translation that needs more work, fuzzy.

    Another person's text is kept as in :func:`approve`. Returns ``None`` for an empty text.
    """
    text = fitted(text, message.msgid)
    if not text:
        return None
    if _is_late(message, text, seen):
        return message.disputed(text)
    origin = after_a_person(message)
    stamp = replace(
        message.stamp, origin=origin, by=by.name, text="", reviewer="", date=by.date, outdated=""
    )
    return message.changed(msgstr=text, fuzzy=True, stamp=stamp).tidied()


def restore(message: PoMessage, before: PoMessage, after: PoMessage) -> PoMessage | None:
    """Undo a change; return ``None`` if the message is no longer what the change had made of it.

    Args:
        message: as it is now.
        before: as it was before the change.
        after: as the change left it.
    """
    if _written(message) != _written(after):
        return None
    restored = message.changed(
        msgstr=before.msgstr,
        fuzzy=before.fuzzy,
        previous=before.previous,
        stamp=before.stamp,
        comments=before.comments,
        extracted=before.extracted,
    )
    return before if restored == before else restored


def correct(message: PoMessage, seen: str, text: str) -> PoMessage | None:
    """Replace the text ``seen`` by the same text put right by a rule.

    What was a machine's own text, approved or not, still is: a rule has changed it, no person.
    Returns ``None`` if the message holds another text by now.
    """
    text = fitted(text, message.msgid)
    if not text or message.msgstr != seen:
        return None
    return message.respelled(text)


def reconsider(
    message: PoMessage, terms_hash: str, reasons: Sequence[str], *, before: str, seen: str
) -> PoMessage | None:
    """Compare an approved translation with the renderings that the glossary asks for today.

    It is marked stale where there are reasons, confirmed where there are none, and approved again
    once nothing speaks against it any more. Returns ``None`` where nobody has approved it, and
    where it is no longer the text ``seen``.
    """
    approved = message.reviewed or (message.questioned and not message.previous)
    if message.carried or not approved or message.msgstr != seen:
        return None
    before = before or message.terms_hash
    if message.reviewed and before == terms_hash:
        return message
    if reasons and not (message.questioned and message.stamp.terms_hash == terms_hash):
        return _questioned(message, terms_hash, reasons, before)
    if message.questioned and digest(message.msgstr) != message.stamp.approved:
        return message
    stamp = replace(message.stamp, terms_hash=terms_hash, approved="", questioned="")
    return message.changed(fuzzy=False, stamp=stamp, extracted=message.without(PROBLEM, SIMILAR))


def _questioned(
    message: PoMessage, terms_hash: str, reasons: Sequence[str], before: str
) -> PoMessage:
    stamp = replace(message.stamp, questioned=terms_hash)
    if message.reviewed:
        stamp = replace(stamp, terms_hash=before, approved=digest(message.msgstr))
    extracted = (*message.without(PROBLEM), *_remarks(PROBLEM, reasons))
    return message.changed(fuzzy=True, stamp=stamp, extracted=extracted)


def record_approval(message: PoMessage, terms_hash: str, approver: Approver) -> PoMessage | None:
    """Write down, when an approval from another tool is first seen, whose it is and for what terms.

    Returns ``None`` where nothing is approved, or nothing is new.
    """
    if not message.approved:
        return None
    recorded = with_approver(message, approver)
    if not recorded.terms_hash:
        recorded = recorded.changed(stamp=replace(recorded.stamp, terms_hash=terms_hash))
    return None if recorded is message else recorded


def _is_taken(message: PoMessage, *, redo: bool, pseudo: bool = False) -> bool:
    """Tell whether a machine's text may not replace the text of a message.

    Args:
        message: where it is to stand.
        redo: an untouched draft does not keep it out; one for the previous source never does.
        pseudo: the text is a pseudo-translation, which never takes a translation's place; that of
            a pseudo-translation any other text may take.
    """
    if message.human or message.carried:
        return True
    if message.outdated:
        return False
    if pseudo and not message.pseudo:
        return message.machine
    return message.machine and not redo and (pseudo or not message.pseudo)


def _is_late(message: PoMessage, text: str, seen: str) -> bool:
    """Tell whether another person has changed the text that was ``seen``, to another than ours."""
    return message.human and message.msgstr not in (seen, text)


def after_a_person(message: PoMessage) -> str:
    """Return the origin of a text that a person has set: the engine of its draft if it has one."""
    return "person" if message.stamp.origin in ("", "source") else message.stamp.origin


def _remarks(kind: str, lines: Sequence[str]) -> list[str]:
    return [kind + one_line(line) for line in lines]


def _written(message: PoMessage) -> tuple[object, ...]:
    """Return what people and machines have written; the rest follows from the document."""
    return message.msgstr, message.fuzzy, message.previous, message.stamp, message.comments


def fitted(text: str, source: str) -> str:
    """Let a translation begin and end with line breaks exactly where its source does.

    ``msgfmt`` refuses a message in which the two differ. Line ends within it become LF.
    """
    stripped = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not stripped:
        return ""
    before = "\n" if source.startswith("\n") else ""
    return before + stripped + ("\n" if source.endswith("\n") else "")


def writable(text: str, source: str) -> str:
    """Return a machine's or another tool's text, :func:`fitted`, with U+FFFD where unwritable."""
    return fitted(NOT_PO.sub("\ufffd", text), source)
