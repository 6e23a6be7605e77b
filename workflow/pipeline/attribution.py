"""Who approved a sentence, and when, where neither its entry nor its file says so: git knows.

Asked only for what is shown to people or handed out: it costs a run of git for each PO file that
holds unsigned approvals.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import takewhile
from pathlib import Path

from workflow import git
from workflow.model import Entry, Project, State

#: What git calls lines that are not committed yet.
_NOT_YET = "not.committed.yet"


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    author: str
    seconds: int


def attributed(project: Project, entries: Mapping[str, Entry]) -> Mapping[str, Entry]:
    """The entries of one catalog, unsigned approvals with the author of their newest line.

    Without git, outside a repository, and for what is not committed, entries stay as they are.

    Args:
        project: whose.
        entries: by sentence, as the catalog on disk holds them.
    """
    unsigned = {source: entry for source, entry in entries.items() if _is_unsigned(entry)}
    if not unsigned:
        return entries
    path = next(iter(unsigned.values())).path
    lines = list(_parsed(_blame(project.root, path)))
    return {
        source: _signed(entry, lines) if source in unsigned else entry
        for source, entry in entries.items()
    }


def _is_unsigned(entry: Entry) -> bool:
    approved = entry.state is State.REVIEWED and entry.origin != "source"
    return approved and not entry.reviewer and not entry.changed_since and entry.line > 0


def _signed(entry: Entry, lines: Sequence[_Line]) -> Entry:
    block = takewhile(lambda line: line.text.strip(), lines[entry.line - 1 :])
    newest = max(block, key=lambda line: line.seconds, default=None)
    if newest is None or not newest.author:
        return entry
    day = datetime.fromtimestamp(newest.seconds, UTC).date().isoformat()
    return replace(entry, reviewer=newest.author, date=day)


def _blame(root: Path, path: str) -> str:
    """``git blame --line-porcelain`` of a file as it is; empty where git cannot tell."""
    try:
        told = git.ask(root, "blame", "--no-textconv", "--line-porcelain", "--", path)
        return told.decode("utf-8", "replace")
    except git.NoAnswer:
        return ""


def _parsed(blame: str) -> Iterator[_Line]:
    """The lines of a file with their authors (git-blame manual, "The porcelain format")."""
    fields: dict[str, str] = {}
    for line in blame.split("\n"):
        if line.startswith("\t"):
            mail = fields.get("author-mail", "")
            author = "" if _NOT_YET in mail else f"{fields.get('author', '')} {mail}".strip()
            yield _Line(line[1:], author, int(fields.get("author-time", "0")))
        else:
            name, _, value = line.partition(" ")
            fields[name] = value
