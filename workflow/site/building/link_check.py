"""Check, while a site is being built, that every link in it leads somewhere."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from workflow.model import Finding, Message, Severity, say

#: An attribute's values. A pattern that begins with plain characters is looked for ten times as
#: fast as one that begins with any white space.
_ID, _HREF, _SRC = (
    re.compile(rf'{name}="(?<=\s{name}=")([^"]*)"') for name in ("id", "href", "src")
)
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
#: Unsettled links of many articles that are collected before files are looked for on the disk; and
#: links whose targets are cached.
_MANY = 1_000


class _Target(NamedTuple):
    """A file below the site's root, and an id in it or nothing."""

    path: str
    anchor: str


#: The path of a link's target, the anchor there, the page with the link, and the link as written.
OpenLink = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Seen:
    """The links found on some pages whose targets are still to be checked, and faults.

    Attributes:
        open: links yet to be settled, each with a page and the link as it stands there.
        findings: faults.
    """

    open: Mapping[_Target, tuple[str, str]]
    findings: Sequence[Finding]

    @classmethod
    def of(cls, rows: Iterable[OpenLink], findings: Sequence[Finding]) -> Seen:
        """Make the record again from its :attr:`rows` and findings."""
        found = {_Target(path, anchor): (page, link) for path, anchor, page, link in rows}
        return cls(found, findings)

    @property
    def rows(self) -> tuple[OpenLink, ...]:
        """List the open links in a form that can be kept."""
        return tuple((*target, *source) for target, source in self.open.items())


class LinkCheck:
    """Follows the links of a site's pages, which are shown to it one by one, each only once.

    What it remembers does not grow with the site: links to pages that stand already are settled
    and forgotten.

    Args:
        folder: the site that is being built.
        site_url: the site's address; links that begin with its path are links into the site.
    """

    def __init__(self, folder: Path, site_url: str = "") -> None:
        self._folders = [folder]
        self._root = unquote(urlsplit(site_url).path).rstrip("/") + "/"
        self._open: dict[_Target, tuple[str, str]] = {}
        self._findings: list[Finding] = []
        self._known: dict[str, _Target | None] = {}
        self._many = _MANY

    def see(self, page: str, html: str) -> None:
        """Check a page, given by its path below the root, ``ko/a/index.html``, and its text."""
        ids = _ID.findall(html)
        known = set(ids)
        if len(known) < len(ids):
            twice = next(id_ for at, id_ in enumerate(ids) if id_ in ids[:at])
            self._find(
                page, html, f'id="{twice}"', say("has the id {id} twice", id=repr(unescape(twice)))
            )
        up = "../" * page.count("/")
        for link in dict.fromkeys((*_HREF.findall(html), *_SRC.findall(html))):
            if link[:1] == "#" and link[1:] in known:  # as most are
                continue
            target = self._target(page, up, link)
            if target is None:
                continue
            if target.path != page:
                self._open.setdefault(target, (page, link))
            elif target.anchor and target.anchor not in known:
                self._find_dead(page, html, link, f"#{target.anchor}")

    def settle(self, written: Set[str] | None = None) -> None:
        """Drop the links whose target files exist; to be called now and then.

        Args:
            written: files that are known to be there; without, files are looked for on the disk.
        """
        there = self._stands if written is None else written.__contains__
        self._open = {
            target: source
            for target, source in self._open.items()
            if target.anchor or not there(target.path)
        }

    def hand_over(self) -> Seen:
        """Return and clear the links collected so far, for another check to :meth:`take_over`."""
        seen = Seen(self._open, self._findings)
        self._open, self._findings = {}, []
        return seen

    def take_over(self, seen: Seen) -> None:
        """Add the links that another check has collected."""
        for target, source in seen.open.items():
            self._open.setdefault(target, source)
        self._findings += seen.findings
        if len(self._open) > self._many:
            self.settle()
            self._many = 2 * len(self._open) + _MANY

    def findings(self, standing: Path | None = None) -> tuple[Finding, ...]:
        """List the faults, once all pages have been seen and written.

        Args:
            standing: the site that is being updated, where all other pages are.
        """
        if standing:
            self._folders.append(standing)
        anchors: dict[str, frozenset[str]] = {}
        for target, (page, link) in self._open.items():
            file = self._standing(target.path)
            if file and target.anchor and target.path not in anchors:
                anchors[target.path] = _anchors(file)
            if file is None or (target.anchor and target.anchor not in anchors[target.path]):
                where = f"{target.path}#{target.anchor}" if target.anchor else target.path
                path = self._standing(page)
                self._find_dead(page, path.read_text("utf-8") if path else "", link, where)
        return tuple(self._findings)

    def _target(self, page: str, up: str, link: str) -> _Target | None:
        """Return where a link of a page leads, ``up`` being the root; None if not in the site."""
        if not up or not link.startswith(up):
            return self._resolve(page, unescape(link))
        below = link[len(up) :]  # the same from every page
        if below not in self._known:
            if len(self._known) >= _MANY:
                self._known.clear()
            self._known[below] = self._resolve(page, unescape(link))
        return self._known[below]

    def _resolve(self, page: str, address: str) -> _Target | None:
        """Return where an address on a page leads; None if that is not in the site."""
        if _ELSEWHERE.match(address):
            return None
        path, _, anchor = address.partition("#")
        path = unquote(path.partition("?")[0])
        if path.startswith("/"):
            if not path.startswith(self._root):
                return None
            path = path.removeprefix(self._root)
        elif path:
            path = posixpath.join(posixpath.dirname(page), path)
        else:
            path = page
        if path.endswith("/") or not path:
            path += "index.html"
        return _Target(posixpath.normpath(path), unquote(anchor))

    def _stands(self, path: str) -> bool:
        return self._standing(path) is not None

    def _standing(self, path: str) -> Path | None:
        if path.startswith("../"):
            return None
        return next((at for each in self._folders if (at := each / path).is_file()), None)

    def _find_dead(self, page: str, html: str, link: str, place: str) -> None:
        message = say("links to {place}, which is not there", place=place)
        self._find(page, html, f'"{link}"', message)

    def _find(self, page: str, html: str, where: str, message: Message) -> None:
        line = html.count("\n", 0, max(html.find(where), 0)) + 1
        self._findings.append(Finding("links", Severity.ERROR, page, line, message))


def _anchors(file: Path) -> frozenset[str]:
    """Return the ids in a file."""
    text = file.read_text("utf-8") if file.suffix == ".html" else ""
    return frozenset(unescape(found[1]) for found in _ID.finditer(text))
