"""Name the language of a seed's PO files, save many together, and read their pairs for others.

The files of a seed remember in which language a person said that it is. Those of many seeds are
saved together.

The translation memory gets everything a person ever translated: approved sentences, drafts,
proposals (for the source they were made for), obsolete messages and the other translations that
comments keep. An import gets the entries of a file that OmegaT or an agency made of one of ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from workflow.catalog import parser
from workflow.catalog.approvals import entry_of, signer
from workflow.catalog.catalog import Catalog
from workflow.catalog.message import PoMessage
from workflow.catalog.paths import locate, path_of, place_of
from workflow.catalog.po_file import NAMED
from workflow.errors import WorkflowError, contained
from workflow.languages import language
from workflow.model import ALTERNATIVE, Entry, Pair, Project, State, is_pseudo
from workflow.store.interrupts import deferred_interrupts

#: A header is shorter.
_BEGINNING = 4_096
_FIELD = re.compile(rf'"{NAMED}:\s*([\w-]+)\s*(?:\\n)?"'.encode())
#: How many files are written at once: beyond this, syncing gets no faster (measured on ext4).
_WRITERS = 8


def named_source(project: Project, name: str, targets: Iterable[str]) -> str:
    """Return the source language given on the command line for a seed; empty without one.

    Args:
        project: whose seed.
        name: the seed's.
        targets: the languages whose PO files are asked first; if none says so, all others are.
    """
    asked = tuple(targets)
    found = {tag: said for tag in asked if (said := _named_in(project, name, tag))}
    if not found:
        others = (tag for tag in _languages(project, name) if tag not in asked)
        found = {tag: said for tag in others if (said := _named_in(project, name, tag))}
    # A file in a language that the seed is in is translated no more: it is the older one.
    newer = (said for tag, said in found.items() if tag not in found.values())
    return next(newer, next(iter(found.values()), ""))


def name_everywhere(
    project: Project, name: str, source: str
) -> tuple[bool, tuple[WorkflowError, ...]]:
    """Record a seed's language in all its PO files, also of languages no longer translated into.

    Args:
        project: whose seed.
        name: the seed's.
        source: BCP 47 tag; empty to let go what was said before.

    Returns:
        Whether a file had to be written, and what could not be.
    """
    other = [tag for tag in _languages(project, name) if _named_in(project, name, tag) != source]
    errors: list[WorkflowError] = []
    for tag in other:
        with contained(project.where(place_of(project, name, tag)), errors.append):
            catalog = Catalog.load(project, name, tag)
            catalog.name_source(source)
            catalog.save(sign=False)
    return bool(other), tuple(errors)


def _languages(project: Project, name: str) -> list[str]:
    """List the languages that a seed has PO files in, whether they are targets or not."""
    files = (folder / f"{name}.po" for folder in sorted(project.locales.glob("*")))
    found = (locate(project, file) for file in files if file.is_file())
    return [place[1] for place in found if place]


def _named_in(project: Project, name: str, target: str) -> str:
    """Return the source language that one PO file names; empty without one."""
    with suppress(OSError, WorkflowError):
        if found := _FIELD.search(_beginning(path_of(project, name, target))):
            return language(found[1].decode()).tag
    return ""


def _beginning(path: Path) -> bytes:
    """Read the beginning of a file, skipping pipes and devices, which might block for ever."""
    if not path.is_file():
        return b""
    with path.open("rb") as file:
        return file.read(_BEGINNING)


def save_all(catalogs: Iterable[Catalog]) -> tuple[WorkflowError, ...]:
    """Save many catalogs at once: several times faster than one by one, as disks sync together.

    Returns:
        What could not be saved; the others are.
    """
    with deferred_interrupts(), ThreadPoolExecutor(_WRITERS) as writers:
        return tuple(error for error in writers.map(_save, catalogs) if error)


def _save(catalog: Catalog) -> WorkflowError | None:
    errors: list[WorkflowError] = []
    with contained(catalog.where, errors.append):
        catalog.save()
    return errors[0] if errors else None


#: A block of a PO file without a translation: empty, or carried over.
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
    """Return all sentences of a PO file with their translations; none for a foreign file.

    Raises:
        CatalogError: the file is damaged, leads out of the project …
    """
    place = locate(project, path)
    if place is None or not _translates(path_of(project, *place)):
        return ()
    shown = project.where(path)
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
    """Find the sentences before and after each one, as far as known.

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
    """The languages and path that all pairs of a PO file share."""

    source: str
    target: str
    path: str

    def pairs(self, message: PoMessage, beside: Mapping[str, tuple[str, str]]) -> Iterator[Pair]:
        marks = is_pseudo(message.stamp.origin) and not message.edited
        if message.msgstr and message.made_for and not message.carried and not marks:
            known = message.untouched and bool(message.stamp.approved)
            here = message.context is None and message.made_for == message.msgid
            places = beside.get(message.msgid, ("", "")) if here else ("", "")
            yield self._pair(
                message,
                message.made_for,
                message.msgstr,
                approved=message.reviewed or known,
                places=places,
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
        *,
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
