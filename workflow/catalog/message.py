"""Hold one message of a PO file.

The words are gettext's own (GNU gettext manual, "The Format of PO Files"): *translator comments*
(``# ``), *extracted comments* (``#.``), *references* (``#:``), *flags* (``#,``), *previous* source
(``#|``) and *obsolete* messages (``#~``).
"""

from __future__ import annotations

import re
from typing import TypedDict, Unpack

from msgspec import Struct
from msgspec.structs import replace

from workflow.catalog.stamp import MARK, Stamp, digest, mark_of, one_line, only_pairs
from workflow.model import ALTERNATIVE, State, is_pseudo

#: Extracted comments that begin like this say what a machine draft got wrong.
PROBLEM = "qa: "
#: The extracted comment that names the language of a sentence, if it is not the usual one.
LANGUAGE = "language: "
#: Extracted comments that begin like this show translations of similar sentences.
SIMILAR = "memory: "
#: A line of flags that is not ours.
_OTHER_FLAGS = re.compile(r"^#,(?! fuzzy$)", re.MULTILINE)


class _Changes(TypedDict, total=False):
    """The attributes of a :class:`PoMessage` that can be changed."""

    msgid: str
    msgstr: str
    fuzzy: bool
    obsolete: bool
    previous: str
    stamp: Stamp
    comments: tuple[str, ...]
    extracted: tuple[str, ...]
    references: tuple[str, ...]


class PoMessage(Struct, frozen=True, eq=False):
    """A message as the PO file holds it. Equality ignores where and how it is written.

    Attributes:
        msgid: the source sentence.
        msgstr: its translation; of a plural message, the first form. Spaces alone are none.
        context: msgctxt, None for nearly every message.
        fuzzy: a person should look.
        obsolete: its sentence is gone from the source.
        previous: the source that the translation was made for, if it was another one.
        stamp: the state that the workflow keeps.
        comments: a person's translator comments.
        extracted: derived comments, rebuilt at each merge.
        references: ``path:line`` of each place of the sentence.
        line: 1-based line of its first line in the file, 0 when it isn't in one.
        raw: the lines of the file that hold it, empty once something in it has changed.
    """

    msgid: str
    msgstr: str = ""
    context: str | None = None
    fuzzy: bool = False
    obsolete: bool = False
    previous: str = ""
    stamp: Stamp = Stamp()
    comments: tuple[str, ...] = ()
    extracted: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    line: int = 0
    raw: str = ""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PoMessage) and self._held == other._held

    def __hash__(self) -> int:
        return hash(self._held)

    @property
    def _held(self) -> tuple[object, ...]:
        """The content of the message, whatever its place and spelling."""
        return (
            *(self.msgid, self.msgstr, self.context, self.fuzzy, self.obsolete, self.previous),
            *(self.stamp, self.comments, self.extracted, self.references),
        )

    @property
    def key(self) -> tuple[str | None, str]:
        """What identifies a message in its file."""
        return self.context, self.msgid

    @property
    def reviewed(self) -> bool:
        """Whether it has a text and is not fuzzy: a person approved it, or it is carried over."""
        return bool(self.msgstr) and not self.fuzzy

    @property
    def edited(self) -> bool:
        """A machine wrote it and a person has changed it since."""
        made = (self.stamp.draft, self.stamp.outdated)
        return bool(self.stamp.draft) and digest(self.msgstr) not in made

    @property
    def carried(self) -> bool:
        """The text is the source itself, put there because it needs no translation."""
        return self.stamp.origin == "source" and self.msgstr == self.msgid

    @property
    def machine(self) -> bool:
        """Nothing in the text is a person's: an unreviewed, untouched draft or a carried text.

        A fuzzy text with a previous source has been approved before, unless its stamp says that it
        is an outdated draft. So has one with a reviewer, or one that another tool, such as
        msgmerge, has given to another sentence.
        """
        stamp = self.stamp
        proposed = stamp.approved or stamp.offered or stamp.questioned
        inherited = proposed or stamp.by or stamp.reviewer
        moved = self.previous or (stamp.source and stamp.source != digest(self.msgid))
        ours = not moved or stamp.outdated == digest(self.msgstr)
        pure = self.fuzzy and stamp.draft and not self.edited and not inherited and ours
        return bool(self.msgstr) and bool(pure or self.carried)

    @property
    def outdated(self) -> bool:
        """The text is an untouched draft for an earlier source; the next one replaces it."""
        return bool(self.stamp.outdated) and self.machine and not self.carried

    @property
    def pseudo(self) -> bool:
        """The text only marks up the source: any translation takes its place."""
        return self.machine and not self.carried and is_pseudo(self.stamp.origin)

    @property
    def human(self) -> bool:
        """The text holds a person's work, which only a person may remove."""
        return bool(self.msgstr) and not self.machine

    @property
    def untouched(self) -> bool:
        """The text is exactly the proposal that a merge put there for the editor."""
        stamp = self.stamp
        proposed = digest(self.msgstr) in (stamp.approved, stamp.offered, stamp.outdated)
        return self.fuzzy and bool(self.previous) and proposed

    @property
    def mark(self) -> str:
        """Identifies this text for this source among all others."""
        return mark_of(self.msgid, self.msgstr)

    @property
    def approved(self) -> bool:
        """Whether a person has approved it; false for text that is merely carried over."""
        return self.reviewed and not self.carried

    @property
    def questioned(self) -> bool:
        """It was approved, and the glossary now asks for renderings that it does not have."""
        return self.fuzzy and bool(self.stamp.questioned)

    @property
    def terms_hash(self) -> str:
        """Hash of the renderings that the text was made or approved with; empty when unknown.

        Who clears ``fuzzy`` on a questioned text approves it with the renderings of today.
        """
        return (self.stamp.questioned if self.reviewed else "") or self.stamp.terms_hash

    @property
    def made_for(self) -> str:
        """The source that the text translates: an earlier one while nobody has adapted it.

        Empty where a tool has dropped the earlier one.
        """
        if self.outdated:
            return self.previous
        proposed = self.stamp.approved or self.stamp.offered or self.stamp.outdated
        adapted = proposed and not self.untouched
        return self.previous if self.state is State.STALE and not adapted else self.msgid

    @property
    def state(self) -> State:
        """Where the sentence stands."""
        if not self.msgstr:
            return State.EMPTY
        if not self.fuzzy:
            return State.REVIEWED
        changed = bool(self.previous) and self.previous != self.msgid
        if changed or self.questioned or self.outdated:
            return State.STALE
        return State.DRAFT

    @property
    def untidy(self) -> bool:
        """Whether a tool has written it so that it is to be written anew.

        Our state is on several lines, which a merge of git's tears apart, or there are other flags
        than ``fuzzy``, which tools drop.
        """
        return self.wrapped or bool(_OTHER_FLAGS.search(self.raw))

    @property
    def wrapped(self) -> bool:
        """Whether a tool has put our state on several lines."""
        return not self.stamp.is_written_in(self.raw)

    def rewritten(self) -> PoMessage:
        """Return this message, to be written anew if it is :attr:`untidy`."""
        return replace(self, raw="") if self.untidy else self

    def changed(self, **changes: Unpack[_Changes]) -> PoMessage:
        """Return this message with other values, or the same object if nothing differs."""
        if all(getattr(self, name) == value for name, value in changes.items()):
            return self
        return replace(self, raw="", **changes)

    def with_alternative(self, text: str) -> PoMessage:
        """Keep another translation in a comment, unless the message has that text."""
        comment = ALTERNATIVE + one_line(text)
        if not text or text == self.msgstr or comment in self.comments:
            return self
        return self.changed(comments=(*self.comments, comment))

    def disputed(self, text: str) -> PoMessage:
        """Put another person's text beside the message's own, for somebody to decide.

        An approved text stays a person's, though it may be a machine's own words.
        """
        if not self.reviewed:
            return self.with_alternative(text)
        stamp = replace(
            self.stamp, approved=digest(self.msgstr), terms_hash=self.terms_hash, questioned=""
        )
        both = self.changed(fuzzy=True, previous="", stamp=stamp).with_alternative(text)
        return both.tidied()

    def tidied(self) -> PoMessage:
        """Drop remarks that no longer hold, as the next merge would."""
        return self.changed(extracted=(*self.without(PROBLEM, SIMILAR), *self.remarks))

    @property
    def remarks(self) -> tuple[str, ...]:
        """The extracted comments that say what else is known about the translation."""
        return (*map(SIMILAR.__add__, self.similar), *map(PROBLEM.__add__, self.problems))

    def respelled(self, text: str) -> PoMessage:
        """Replace its text by another spelling of it; origin, approval and state stay."""
        before, after = digest(self.msgstr), digest(text)
        stamp = self.stamp
        known = {
            name: after
            for name in ("draft", "approved", "offered", "outdated")
            if getattr(stamp, name) == before
        }
        if stamp.text == mark_of(self.made_for, self.msgstr):
            known["text"] = mark_of(self.made_for, text)
        return self.changed(msgstr=text, stamp=replace(stamp, **known))

    def resourced(self, source: str) -> PoMessage:
        """Replace its source by another spelling of it; origin and approval stay."""
        stamp = self.stamp
        if stamp.source == digest(self.msgid):
            stamp = replace(stamp, source=digest(source))
        if stamp.text == self.mark:
            stamp = replace(stamp, text=mark_of(source, self.msgstr))
        return self.changed(msgid=source, stamp=stamp)

    def with_comment(self, text: str) -> PoMessage:
        """Add a person's comment, unless it is there; it cannot pose as our own."""
        comment = one_line(text)
        if comment.startswith(MARK) or only_pairs(comment):
            comment = f"note: {comment}"
        if not comment or comment in self.comments:
            return self
        return self.changed(comments=(*self.comments, comment))

    @property
    def problems(self) -> tuple[str, ...]:
        """The problems that nobody has looked at yet."""
        unseen = self.machine or self.questioned or not self.msgstr
        return self.said(PROBLEM) if unseen else ()

    @property
    def similar(self) -> tuple[str, ...]:
        """Translations of sentences like this one, while it has no proposal and no approval."""
        return () if self.settled else self.said(SIMILAR)

    @property
    def settled(self) -> bool:
        """Whether a person's text is there: approved, or proposed for the changed sentence."""
        return self.reviewed or (bool(self.previous) and not self.outdated)

    @property
    def language(self) -> str:
        """The language of its source (BCP 47), where it is not that of the others; else empty."""
        return next(iter(self.said(LANGUAGE)), "")

    def said(self, kind: str) -> tuple[str, ...]:
        """Return what follows in its extracted comments that begin like this."""
        return tuple(line.removeprefix(kind) for line in self.extracted if line.startswith(kind))

    def without(self, *kinds: str) -> tuple[str, ...]:
        """Return its extracted comments except those with one of these beginnings."""
        return tuple(line for line in self.extracted if not line.startswith(kinds))
