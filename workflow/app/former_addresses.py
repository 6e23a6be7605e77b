"""Remembers the addresses of renamed seeds, so that links to them go on leading somewhere.

They are written down beside the journals of the PO files, a line a rename, and git joins the lines
of two branches.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import msgspec
from msgspec import Struct

from workflow.app import article_addresses
from workflow.catalog import let_git_join
from workflow.model import Finding, Project, Severity, say
from workflow.site import links
from workflow.site.redirects import VoidAlias
from workflow.store.files import write_atomic

#: The file, in the folder of the journals.
_FILE = "moved.jsonl"


class MovedArticle(Struct, frozen=True):
    """An address that an article had, and the name of its document since."""

    former: str
    name: str


def remember(project: Project, renames: Iterable[tuple[str, str]]) -> None:
    """Record the addresses of documents that have another name now.

    Args:
        project: whose.
        renames: the former and the new name of each.

    Raises:
        OSError: it cannot be written.
    """
    given = article_addresses.given(project)
    known = _lines(_place(project))
    news = [MovedArticle(given.get(old) or links.slug(old), new) for old, new in renames]
    if news := [each for each in news if known[-1:] != [each]]:
        lines = (msgspec.json.encode(each) + b"\n" for each in (*known, *news))
        write_atomic(_place(project), b"".join(lines), durable=True)
        let_git_join(_place(project))


def former(project: Project) -> Mapping[str, Sequence[str]]:
    """Return the addresses that documents had, by their present names.

    What was renamed twice has both; an address that a later document left belongs to that one.
    """
    given = article_addresses.given(project)
    now: dict[str, str] = {}
    for each in _lines(_place(project)):
        for slug, name in now.items():
            if (given.get(name) or links.slug(name)) == each.former:
                now[slug] = each.name
        now[each.former] = each.name
    found: dict[str, list[str]] = defaultdict(list)
    for slug, name in now.items():
        if (given.get(name) or links.slug(name)) != slug:
            found[name].append(slug)
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


def void(
    project: Project,
    seeds: Mapping[str, Path],
    known: Mapping[str, Sequence[str]],
    aliases: Iterable[VoidAlias],
) -> Iterator[Finding]:
    """Report aliases in front matter at which no redirect to the article can stand.

    Args:
        project: whose.
        seeds: by name.
        known: what :func:`former` has found: a renamed article may leave its address to a new one.
        aliases: those that lead nobody.
    """
    for each in aliases:
        if each.name not in seeds or each.alias in known.get(each.name, ()):
            continue
        message = say("{alias} can be no address of the site", alias=each.alias)
        if each.page:
            message = say(
                "{alias} leads nobody here: {page} is the address of another page",
                alias=each.alias,
                page=f"/{each.page}",
            )
        where = seeds[each.name].relative_to(project.root).as_posix()
        yield Finding("front-matter", Severity.WARNING, where, 1, message)


def _place(project: Project) -> Path:
    return project.locales / ".journal" / _FILE


def _lines(path: Path) -> list[MovedArticle]:
    """Read the file of former addresses; broken lines and merge markers are skipped."""
    found = []
    with suppress(OSError):
        for line in path.read_bytes().splitlines():
            with suppress(msgspec.DecodeError, UnicodeDecodeError):
                found.append(msgspec.json.decode(line, type=MovedArticle))
    return found
