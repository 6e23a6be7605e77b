"""Gives articles distinct addresses where their names would lead to the same one.

``a b.txt`` and ``a-b.txt`` would both be at ``/a-b/``. The one that had the address keeps it; the
other's ends in letters made of its name. Both are written down beside the journals of the PO files,
so that neither changes when the other seed goes, or on another machine. Lines are only added, and
git joins those of two branches.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path

import msgspec
from msgspec import Struct

from workflow.catalog import let_git_join
from workflow.model import Project
from workflow.site import links
from workflow.store.files import write_atomic

#: The file, in the folder of the journals.
_FILE = "addresses.jsonl"


class GivenAddress(Struct, frozen=True):
    """One recorded address: a document's name and its part of the URL."""

    name: str
    slug: str


def given(project: Project) -> dict[str, str]:
    """Return the recorded addresses, by the documents' names."""
    return {each.name: each.slug for each in _lines(_place(project))}


def settle(
    project: Project, names: Collection[str], known: Callable[[], Collection[str]]
) -> dict[str, str]:
    """Give every document an address of its own, and record those that differ from its name.

    Args:
        project: whose.
        names: of all documents.
        known: gives those of them that were there before: the others give way to them.

    Returns:
        What is written down.

    Raises:
        OSError: it cannot be written.
    """
    written = given(project)
    sharing: dict[str, list[str]] = defaultdict(list)
    for name in sorted(names):
        sharing[written.get(name) or links.slug(name)].append(name)
    news: dict[str, str] = {}
    shared = {slug: sharers for slug, sharers in sharing.items() if len(sharers) > 1}
    before = known() if shared else ()
    for slug, sharers in shared.items():
        first, *others = sorted(sharers, key=partial(_rank, slug, written, before))
        news |= {first: slug, **{name: _own(name, slug, sharing) for name in others}}
    if news := {name: slug for name, slug in news.items() if written.get(name) != slug}:
        _add(_place(project), (GivenAddress(name, slug) for name, slug in news.items()))
    return written | news


def _rank(
    slug: str, written: Mapping[str, str], known: Collection[str], name: str
) -> tuple[bool, bool, bool, str]:
    """Sort claims to an address: recorded first, then earlier seeds, then by name."""
    return written.get(name) != slug, name not in known, name != slug, name


def _own(name: str, slug: str, taken: Collection[str]) -> str:
    """Return an address that no other document has."""
    lengths = (8, 16, 32, 64)
    found = (links.own_slug(name, slug, length) for length in lengths)
    return next(each for each in found if each not in taken)


def _place(project: Project) -> Path:
    return project.locales / ".journal" / _FILE


def _lines(path: Path) -> list[GivenAddress]:
    """Read the recorded addresses; broken lines and merge markers are skipped."""
    found = []
    with suppress(OSError):
        for line in path.read_bytes().splitlines():
            with suppress(msgspec.DecodeError, UnicodeDecodeError):
                found.append(msgspec.json.decode(line, type=GivenAddress))
    return found


def _add(path: Path, news: Iterable[GivenAddress]) -> None:
    lines = (msgspec.json.encode(each) for each in (*_lines(path), *news))
    write_atomic(path, b"".join(line + b"\n" for line in lines), durable=True)
    let_git_join(path)
