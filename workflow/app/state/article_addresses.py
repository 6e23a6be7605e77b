"""Record the addresses of articles, present and former.

``a b.txt`` and ``a-b.txt`` would both be at ``/a-b/``. The one that had the address keeps it; the
other's ends in letters made of its name. Both are written down beside the journals of the PO files,
so that neither changes when the other seed goes, or on another machine.

The addresses of renamed seeds are written down as well, so that links to them go on leading
somewhere. Lines are only added, and git joins those of two branches.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct

from workflow.catalog import let_git_join
from workflow.model import Project
from workflow.site import links
from workflow.store.files import write_atomic
from workflow.store.json_records import records

#: The files, in the folder of the journals.
_GIVEN, _MOVED = "addresses.jsonl", "moved.jsonl"
_T = TypeVar("_T", bound=Struct)


class GivenAddress(Struct, frozen=True):
    """One recorded address: a document's name and its part of the URL."""

    name: str
    slug: str


class MovedArticle(Struct, frozen=True):
    """An address that an article had, and the name of its document since."""

    former: str
    name: str


def given(project: Project) -> dict[str, str]:
    """Return the recorded slugs by document name."""
    return {each.name: each.slug for each in _lines(_place(project, _GIVEN), GivenAddress)}


def slug(recorded: Mapping[str, str], name: str) -> str:
    """Return the slug of a document: the recorded one, else that of its name."""
    return recorded.get(name) or links.slug(name)


def settle(
    project: Project, names: Collection[str], known: Callable[[], Collection[str]]
) -> dict[str, str]:
    """Assign every document an address of its own, recording those that differ from its name.

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
        sharing[slug(written, name)].append(name)
    news: dict[str, str] = {}
    shared = {address: its for address, its in sharing.items() if len(its) > 1}
    before = known() if shared else ()
    for address, sharers in shared.items():
        first, *others = sorted(sharers, key=partial(_rank, address, written, before))
        news |= {first: address, **{name: _own(name, address, sharing) for name in others}}
    if news := {name: each for name, each in news.items() if written.get(name) != each}:
        _add(_place(project, _GIVEN), [GivenAddress(*each) for each in news.items()])
    return written | news


def _rank(
    address: str, written: Mapping[str, str], known: Collection[str], name: str
) -> tuple[bool, bool, bool, str]:
    """Sort claims to an address: recorded first, then earlier seeds, then by name."""
    return written.get(name) != address, name not in known, name != address, name


def _own(name: str, address: str, taken: Collection[str]) -> str:
    """Return an address that no other document has."""
    lengths = (8, 16, 32, 64)
    found = (links.own_slug(name, address, length) for length in lengths)
    return next(each for each in found if each not in taken)


def remember_former(project: Project, renames: Iterable[tuple[str, str]]) -> None:
    """Record the former addresses of renamed documents.

    Args:
        project: whose.
        renames: the former and the new name of each.

    Raises:
        OSError: it cannot be written.
    """
    addresses = given(project)
    place = _place(project, _MOVED)
    known = _lines(place, MovedArticle)
    news = [MovedArticle(slug(addresses, old), new) for old, new in renames]
    if news := [each for each in news if known[-1:] != [each]]:
        _add(place, news)


def former(project: Project) -> Mapping[str, Sequence[str]]:
    """Return the former addresses of documents, by their present names.

    What was renamed twice has both; an address that a later document left belongs to that one.
    """
    addresses = given(project)
    now: dict[str, str] = {}
    for each in _lines(_place(project, _MOVED), MovedArticle):
        for address, name in now.items():
            if slug(addresses, name) == each.former:
                now[address] = each.name
        now[each.former] = each.name
    found: dict[str, list[str]] = defaultdict(list)
    for address, name in now.items():
        if slug(addresses, name) != address:
            found[name].append(address)
    return found


def present_name(project: Project, name: str, seeds: Collection[str]) -> str:
    """Return the current name of a document that a handed-out file knows by an earlier name.

    Args:
        project: whose.
        name: what it was called.
        seeds: the names of all documents.

    Returns:
        ``name`` itself, unless only one document of these had its address before.
    """
    if name in seeds:
        return name
    moved = [new for new, old in former(project).items() if links.slug(name) in old]
    return moved[0] if len(moved) == 1 and moved[0] in seeds else name


def _place(project: Project, file: str) -> Path:
    return project.locales / ".journal" / file


def _lines(path: Path, type_: type[_T]) -> list[_T]:
    """Read the records of a file; broken lines and merge markers are skipped."""
    try:
        return list(records(path.read_bytes().splitlines(), type_))
    except OSError:
        return []


def _add(path: Path, news: Sequence[Struct]) -> None:
    """Add records to a file."""
    lines = (msgspec.json.encode(each) + b"\n" for each in (*_lines(path, type(news[0])), *news))
    write_atomic(path, b"".join(lines), durable=True)
    let_git_join(path)
