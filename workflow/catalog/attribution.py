"""Find who approved what in another tool; the first command that sees it writes it down.

An entry names who approved it, or the journal does. Where neither does, it is certain only as long
as nobody else's work has come between: a change that is not committed is that of whom the
file's new header names, else of git's user; a commit's is that of whom the header names that came
with it. After a merge, with an old header, or without any sign, nobody is named. What git blames a
line on says nothing: who saves a file may wrap lines of all its entries.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from workflow.catalog import Approver, Catalog, PoMessage, Snapshot
from workflow.model import Entry, Project
from workflow.store import git

#: While one of these is there, the work of others is in the tree (gitrevisions manual).
_MERGING = ("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "REBASE_HEAD")
#: A name with a bracket or an asterisk in it is that name (git manual, "pathspec").
_LITERALLY = ("--literal-pathspecs",)
#: How many commits are looked into at most.
_COMMITS = 20


def attributed(catalog: Catalog) -> Mapping[str, Entry]:
    """Return a catalog's entries, with the journal's reviewers for unsigned approvals."""
    entries, known = catalog.entries, catalog.approvers()
    return {source: _signed(entry, known.get(source)) for source, entry in entries.items()}


def _signed(entry: Entry, approver: Approver | None) -> Entry:
    if approver is None:
        return entry
    date = approver.date or entry.date
    return replace(entry, reviewer=approver.name, changed_since="", date=date)


def approvers(project: Project, catalog: Catalog) -> Mapping[str, Approver]:
    """Find the reviewers of unsigned approvals, by sentence, if that is certain.

    Args:
        project: whose catalog.
        catalog: as it has been read from the disk.
    """
    found = catalog.approvers()
    if unknown := catalog.unrecorded(found):
        found |= _made(project.root, catalog, unknown)
    return found


def _made(root: Path, catalog: Catalog, messages: tuple[PoMessage, ...]) -> dict[str, Approver]:
    """Find who gave approvals in another tool, as the file's header and git say."""
    now, path = catalog.snapshot, catalog.path.relative_to(root).as_posix()
    messages = tuple(each for each in messages if each.mark in now.approved)
    tracked = _ask(root, *_LITERALLY, "ls-files", "--stage", "--", path)
    if not tracked:
        name = "" if catalog.resaved is False else now.header.translator
        return _by(name, now, messages)
    if any(_ask(root, "rev-parse", "--verify", "--quiet", name) for name in _MERGING):
        return {}
    before = Snapshot.read(_ask(root, "cat-file", "blob", f":./{path}"))
    if before is None:  # unmerged, or damaged
        return {}
    saver = "" if catalog.resaved is False else now.saver(before, foreign=bool(catalog.resaved))
    news = tuple(each for each in messages if each.mark not in before.approved)
    own = bool(news) and not _is_committed(root, path)
    found = _by(saver or git.user(root), now, news) if own else {}
    old = tuple(each for each in messages if each.mark in before.approved)
    return found | (_committed(root, path, old) if old and now.header.translator else {})


def _is_committed(root: Path, path: str) -> bool:
    """Tell whether git has exactly this version of the file, so that nobody here has edited it."""
    version = _ask(root, "hash-object", "--no-filters", "--", path).decode().strip()
    where = ("--branches", "--remotes", "--tags", f"--find-object={version}")
    return bool(_ask(root, *_LITERALLY, "log", "-1", "--format=%H", *where, "--", path))


def _by(name: str, saved: Snapshot, messages: tuple[PoMessage, ...]) -> dict[str, Approver]:
    if not name:
        return {}
    day = saved.header.revised if name == saved.header.translator else ""
    return {each.msgid: Approver(name, day, each.mark) for each in messages}


def _committed(root: Path, path: str, messages: tuple[PoMessage, ...]) -> dict[str, Approver]:
    """Find who gave approvals that are committed, as the headers say that came with them."""
    found: dict[str, Approver] = {}
    for before, after in _commits(root, path):
        if before is None or after is None:  # the file has come into being, or cannot be read
            break
        new = after.approved - before.approved
        made = tuple(each for each in messages if each.mark in new)
        found |= _by(after.saver(before), after, made)
        messages = tuple(each for each in messages if each.mark not in new)
        if not messages:
            break
    return found


def _commits(root: Path, path: str) -> Iterator[tuple[Snapshot | None, Snapshot | None]]:
    """Yield the commits that changed a file, the newest first: the file before and after each."""
    log = _ask(root, *_LITERALLY, "log", f"-{_COMMITS}", "--format=%H %P", "--", path)
    for line in log.decode().splitlines():
        after, *parents = line.split()
        if len(parents) == 1:
            yield _version(root, parents[0], path), _version(root, after, path)


def _version(root: Path, commit: str, path: str) -> Snapshot | None:
    return Snapshot.read(_ask(root, "cat-file", "blob", f"{commit}:./{path}"))


def _ask(root: Path, *arguments: str) -> bytes:
    """Return the output of a git command; empty if it fails."""
    try:
        return git.ask(root, *arguments)
    except git.NoAnswer:
        return b""
