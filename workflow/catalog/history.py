"""Tell the history of a sentence: what stood there, who wrote or approved it, and when.

It is put together from the journal, which knows who decided what and when, to the second; from the
versions of the PO file that git has, which also hold machines' drafts and what other tools have
changed; and from the file itself. An author of a commit is told as that, never as who approved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from workflow.catalog import parser
from workflow.catalog.approvals import is_overwritten, signer
from workflow.catalog.journal import Decision, Did
from workflow.catalog.message import PoMessage
from workflow.catalog.po_file import escaped
from workflow.model import State
from workflow.store import git

#: The most commits to look into; for a large file, the most bytes or at least this many commits.
_COMMITS, _BYTES, _FEWEST = 100, 1 << 25, 5
#: How many letters of a sentence no tool parts by a line's end.
_BEGINNING = 20
#: Lines of ``git log --raw``: the commit's, and that of the file with its version in it.
_COMMIT = re.compile(r"commit ([0-9a-f]+)\t([^\t]*)\t(.*)")
_RAW = re.compile(r":\d+ \d+ [0-9a-f]+ ([0-9a-f]+) ")
_FIELD = re.compile(r'^(msgctxt|msgid) ((?:"(?:[^"\\]|\\.)*"\s*)+)', re.MULTILINE)
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
_HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


class Happened(StrEnum):
    """What an event of a history is."""

    DRAFTED = "drafted"
    APPROVED = "approved"
    KEPT = "kept"
    CHANGED = "changed"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a sentence.

    Attributes:
        what: see :class:`Happened`.
        text: the translation after it.
        at: when, ISO 8601, in UTC where it has a time; empty where nobody knows.
        by: who did it, ``Name <address>``; of a draft, the engine; empty where nobody knows.
        commit: of git, by which it is known; ``author`` is that commit's.
        author: the name of who made the commit.
        before: the text before it.
        source: the sentence that it happened to, where that is another one, which this was made of.
    """

    what: Happened
    text: str
    at: str = ""
    by: str = ""
    commit: str = ""
    author: str = ""
    before: str = ""
    source: str = ""

    def is_as(self, other: Event) -> bool:
        """Tell whether it describes the same change as another event."""
        approved = (self.what is Happened.APPROVED) is (other.what is Happened.APPROVED)
        return approved and self.text == other.text and (not self.by or self.by == other.by)


@dataclass(frozen=True, slots=True)
class _Version:
    """A version of a PO file that git has."""

    commit: str
    at: str
    author: str
    text: str


def history(
    root: Path, path: Path, message: PoMessage, decisions: Sequence[Decision]
) -> Sequence[Event]:
    """Tell what happened to a sentence, the oldest first.

    Args:
        root: the project's folder.
        path: the PO file.
        message: of the sentence, as it stands.
        decisions: the journal's, about this sentence, in its order.
    """
    events = [event for decision in decisions for event in _decided(decision)]
    known = sorted((*events, *_in_git(root, path, message)), key=lambda each: _moment(each.at))
    told: list[Event] = []
    for event in (*known, *_standing(message)):
        at = _moment(event.at)  # to the second: what is told at the same one may stand before
        beside = (each for each in told if event.commit and _moment(each.at) == at)
        if not any(event.is_as(each) for each in (*told[-1:], *beside)):
            before = next((each.text for each in reversed(told) if each.text), "")
            told.append(replace(event, before=before))
    return told


def _moment(at: str) -> str:
    """Return a time in UTC, so that times can be sorted."""
    try:
        when = datetime.fromisoformat(at)
    except ValueError:
        return ""
    return f"{when.astimezone(UTC) if when.tzinfo else when:%Y-%m-%dT%H:%M:%SZ}"


def _decided(decision: Decision) -> Iterator[Event]:
    """Return what a line of the journal tells: a decision, and before it the text it replaced."""
    what = _DECIDED.get(decision.did)
    if what is None:
        return
    if decision.before and what is not Happened.UNDONE:  # what that took back has been told
        drafted = Happened.DRAFTED if decision.origin else Happened.CHANGED
        yield Event(drafted, decision.before, decision.at, decision.origin)
    yield Event(what, decision.text, decision.at, decision.by)


_DECIDED = {
    Did.APPROVED: Happened.APPROVED, Did.KEPT: Happened.KEPT, Did.UNDONE: Happened.UNDONE,
}  # fmt: skip


def _standing(message: PoMessage) -> Iterator[Event]:
    """Yield the event that a message's own stamp tells of its text."""
    stamp = message.stamp
    if not message.msgstr or message.carried:
        return
    if message.approved and not is_overwritten(message):
        yield Event(Happened.APPROVED, message.msgstr, stamp.date, signer(message))
    elif message.machine:
        yield Event(Happened.DRAFTED, message.msgstr, stamp.date, stamp.origin)
    elif message.state is State.DRAFT and stamp.by and not stamp.text:
        yield Event(Happened.KEPT, message.msgstr, stamp.date, stamp.by)
    else:
        yield Event(Happened.CHANGED, message.msgstr)


def _in_git(root: Path, path: Path, message: PoMessage) -> Iterator[Event]:
    """Return what the versions that git has tell, the oldest first, each only once."""
    last = ""
    for version in _versions(root, path):
        entry = _entry(version.text, message.context, message.msgid)
        if entry in ("", last):
            continue
        last = entry
        held = _parsed(entry)
        for event in _standing(held) if held else ():
            author = version.author
            yield replace(event, at=version.at, commit=version.commit, author=author)


def _versions(root: Path, path: Path) -> Sequence[_Version]:
    """Return the versions of a file, the oldest first; none if git has none."""
    try:
        head = git.ask(root, "rev-parse", "HEAD").decode().strip()
        most = max(_FEWEST, min(_COMMITS, _BYTES // max(path.stat().st_size, 1)))
    except (git.NoAnswer, OSError):
        return ()
    return _versions_of(root, path.relative_to(root).as_posix(), head, most)


@lru_cache(maxsize=2)
def _versions_of(root: Path, path: str, head: str, most: int) -> Sequence[_Version]:
    """Return the last versions of a file, following renames."""
    try:
        log = git.ask(
            root, "--literal-pathspecs", "log", head, f"-{most}", "--follow", "--raw",
            "--no-abbrev", "--format=commit %H%x09%aI%x09%aN", "--", path,
        ).decode(errors="replace")  # fmt: skip
        named = [raw[1] for line in log.splitlines() if (raw := _RAW.match(line))]
        texts = _blobs(git.ask(root, "cat-file", "--batch", given="\n".join(named).encode()))
    except git.NoAnswer:
        return ()
    found: list[_Version] = []
    commit = at = author = ""
    for line in log.splitlines():
        if said := _COMMIT.fullmatch(line):
            commit, at, author = said.groups()
        elif (raw := _RAW.match(line)) and raw[1] in texts:
            found.append(_Version(commit, _moment(at), author, texts[raw[1]]))
    return found[::-1]


def _blobs(batch: bytes) -> Mapping[str, str]:
    """Read what ``git cat-file --batch`` prints: texts by the names of their blobs."""
    found, at = {}, 0
    while (end := batch.find(b"\n", at)) >= 0:
        name, _, size = batch[at:end].decode().partition(" blob ")
        at = end + 1
        if size:  # git may not have all of the history, nor a file that was removed
            text = batch[at : at + int(size)].decode(errors="replace")
            found[name] = text.replace("\r\n", "\n")
            at += int(size) + 1
    return found


def _entry(text: str, context: str | None, source: str) -> str:
    """Find the lines of a sentence in a PO file, without generated ones; empty if none."""
    wanted = {"msgid": escaped(source)} | ({} if context is None else {"msgctxt": escaped(context)})
    begin = wanted["msgid"].partition("\\n")[0][:_BEGINNING]
    for block in text.split("\n\n") if begin in text else ():
        if begin not in block or block.startswith("#~"):
            continue
        if {name: "".join(_QUOTED.findall(said)) for name, said in _FIELD.findall(block)} == wanted:
            lines = (line for line in block.split("\n") if not line.startswith(("#:", "#.")))
            return "\n".join(lines)
    return ""


def _parsed(entry: str) -> PoMessage | None:
    """Read one entry; None where it is damaged."""
    file = parser.read_version(f"{_HEADER}{entry}\n".encode("utf-8", "replace"))
    return file.messages[0] if file and file.messages else None
