"""What is taken out of PO files without changing them.

For the translation memory, everything a person ever translated: approved sentences, drafts,
proposals (for the source they were made for), obsolete messages and the other translations that
comments keep. For an import, the entries of a file that OmegaT or an agency made of one of ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from workflow.catalog import parser
from workflow.catalog.approvals import entry_of, signer
from workflow.catalog.message import PoMessage
from workflow.catalog.paths import locate, path_of, where
from workflow.model import ALTERNATIVE, Entry, Pair, Project, State, is_pseudo

#: A block of a PO file that translates nothing: no text, or one that is carried over.
_NOTHING = re.compile(rb'^msgstr ""(?!\n")|^# workflow: origin=source(?:[ \n]|$)', re.MULTILINE)


def entries_of(path: Path) -> tuple[str, tuple[Entry, ...]]:
    """Read a PO file from elsewhere: the language code in its header, and its entries.

    Nothing of it is trusted. A text that only repeats its source is taken for no translation:
    OmegaT can be told to fill what is untranslated so.

    Raises:
        CatalogError: the file is damaged.
        FileNotFoundError: there is none.
    """
    _, file = parser.read(path, str(path))
    found = [entry_of(message, str(path)) for message in file.messages if not message.obsolete]
    return file.header.values.get("Language", ""), tuple(map(_translated, found))


def _translated(entry: Entry) -> Entry:
    if entry.text == entry.source and entry.origin != "source":
        return replace(entry, text="", state=State.EMPTY)
    return entry


def pairs(project: Project, path: Path) -> tuple[Pair, ...]:
    """Return all sentences of a PO file with their translations; none for a file not of ours.

    Raises:
        CatalogError: the file is damaged, leads out of the project …
    """
    place = locate(project, path)
    if place is None or not _translates(path_of(project, *place)):
        return ()
    shown = where(project, path)
    _, file = parser.read(path, shown)
    if not (spoken := file.header.source):  # before its first merge nobody knows
        return ()
    beside = _neighbours(file.messages)
    known = _Languages(spoken, place[1], shown)
    return tuple(pair for message in file.messages for pair in known.pairs(message, beside))


def _translates(path: Path) -> bool:
    """Tell whether a file holds any translation, without parsing it: yes where in doubt."""
    try:
        data = path.read_bytes()
    except OSError:
        return True
    header, *blocks = data.split(b"\n\n")
    if b'msgid ""\nmsgstr ""\n"' not in header or ALTERNATIVE.encode() in data:
        return True
    return not all(_NOTHING.search(block) for block in blocks if not block.isspace())


def _neighbours(messages: Sequence[PoMessage]) -> Mapping[str, tuple[str, str]]:
    """Find, for each sentence, the one before and the one after, as far as they are known.

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
class _Languages:
    """The languages of a PO file, and its path: what all its pairs have in common."""

    source: str
    target: str
    path: str

    def pairs(self, message: PoMessage, beside: Mapping[str, tuple[str, str]]) -> Iterator[Pair]:
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
        message: PoMessage,
        source: str,
        text: str,
        approved: bool = False,
        places: tuple[str, str] = ("", ""),
    ) -> Pair:
        entry = entry_of(message, self.path)
        return Pair(
            source=" ".join(source.split()),
            text=text,
            language=message.language or self.source,
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
