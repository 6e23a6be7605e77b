"""What a PO file holds for the translation memory: everything a person ever translated in it.

Approved sentences, drafts, proposals (for the source they were made for), obsolete messages and
the other translations that comments keep.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from workflow.catalog import syntax
from workflow.catalog.approvals import entry_of, signer
from workflow.catalog.header import Header
from workflow.catalog.message import Message
from workflow.catalog.paths import path_of, where
from workflow.errors import ConfigError
from workflow.languages import language
from workflow.model import ALTERNATIVE, Pair, Project, State, is_pseudo

#: A block of a PO file that translates nothing: no text, or one that is carried over.
_NOTHING = re.compile(rb'^msgstr ""(?!\n")|^# workflow: origin=source(?:[ \n]|$)', re.MULTILINE)


def locate(project: Project, path: Path) -> tuple[str, str] | None:
    """The document's name and the target language of a PO file; None for a file elsewhere."""
    try:
        folder, *parts = path.relative_to(project.locales).with_suffix("").parts
        known = language(folder)
    except (ValueError, ConfigError):
        return None
    return ("/".join(parts), known.tag) if parts and known.gettext == folder else None


def pairs(project: Project, path: Path) -> tuple[Pair, ...]:
    """All sentences of a PO file with their translations; none for a file that is not ours.

    Raises:
        CatalogError: the file is damaged, leads out of the project …
    """
    place = locate(project, path)
    if place is None or not _translates(path_of(project, *place)):
        return ()
    shown = where(project, path)
    _, read = syntax.read(path, shown)
    if not (spoken := read.header.source):  # before its first merge nobody knows
        return ()
    file = _File(read.header, spoken, place[1], shown)
    beside = _neighbours(read.messages)
    return tuple(pair for message in read.messages for pair in file.pairs(message, beside))


def _translates(path: Path) -> bool:
    """Whether a file holds any translation; quick, so in doubt it does."""
    try:
        data = path.read_bytes()
    except OSError:
        return True
    header, *blocks = data.split(b"\n\n")
    if b'msgid ""\nmsgstr ""\n"' not in header or ALTERNATIVE.encode() in data:
        return True
    return not all(_NOTHING.search(block) for block in blocks if not block.isspace())


def _neighbours(messages: Sequence[Message]) -> Mapping[str, tuple[str, str]]:
    """For each sentence, the one before and the one after, as far as they are known.

    What has left the document as a whole stands among the obsolete messages in its order: so an
    article finds its approvals again that was moved to a new file while another took its name.
    """
    plain = [message for message in messages if message.context is None]
    gone = [message.msgid for message in plain if message.obsolete]
    current = [message.msgid for message in plain if not message.obsolete]
    return {**_between(gone), **_between(["", *current, ""])}


def _between(sources: Sequence[str]) -> dict[str, tuple[str, str]]:
    threes = zip(sources, sources[1:], sources[2:], strict=False)
    return {source: (before, after) for before, source, after in threes}


@dataclass(frozen=True, slots=True)
class _File:
    header: Header
    language: str
    target: str
    path: str

    def pairs(self, message: Message, beside: Mapping[str, tuple[str, str]]) -> Iterator[Pair]:
        marks = is_pseudo(message.stamp.origin) and not message.edited
        if message.msgstr and not message.carried and not marks:
            known = message.untouched and bool(message.stamp.approved)
            here = message.context is None and message.made_for == message.msgid
            places = beside.get(message.msgid, ("", "")) if here else ("", "")
            yield self._pair(
                message, message.made_for, message.msgstr, message.reviewed or known, places
            )
        for comment in message.comments:
            if comment.startswith(ALTERNATIVE):
                text = comment.removeprefix(ALTERNATIVE)
                yield replace(
                    self._pair(message, message.msgid, text), machine=False, origin="person"
                )

    def _pair(
        self,
        message: Message,
        source: str,
        text: str,
        approved: bool = False,
        places: tuple[str, str] = ("", ""),
    ) -> Pair:
        entry = entry_of(message, self.path)
        return Pair(
            source=" ".join(source.split()),
            text=text,
            language=message.language or self.language,
            target=self.target,
            state=State.REVIEWED if approved else State.DRAFT,
            machine=message.machine,
            origin=entry.origin,
            reviewer=entry.reviewer or signer(message) if approved else "",
            date=entry.date,
            before=places[0],
            after=places[1],
            path=self.path,
            line=message.line,
        )
