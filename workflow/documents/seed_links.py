"""Find the seed that an address in another seed means.

Authors write where the file lies (``../b/other.md``), where the page will be (``other.html``,
``../other/``), or a name alone (``[[Other]]``, Sphinx's ``:doc:``); the one that is there is meant.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import unquote

from workflow.documents.heading_anchors import is_within
from workflow.documents.readers import extensions
from workflow.model import Document, MarkupKind

#: Endings of pages that programs make of files.
_PAGES = (".html", ".htm")
#: What a folder's own page is called.
_OWN_PAGES = ("index", "_index")
#: Tags of templates in which an address may stand: Hugo's ``ref`` and Jekyll's ``link``.
_REFERENCE = re.compile(
    r"\{\{[<%]\s*(?:rel)?ref\s+\"?(?P<hugo>[^\"\s<>%{}]+)\"?\s*[>%]\}\}(?P<part>#\S*)?"
    r"|\{%-?\s*link\s+(?P<jekyll>[^\s{}%]+)\s*-?%\}(?P<place>#\S*)?"
)


def links_of(document: Document) -> Iterator[tuple[str, int]]:
    """Yield the address of each link within the project, once, with its first line."""
    known: set[str] = set()
    for block in document.blocks:
        for item in block.markup:
            leads = item.kind in {MarkupKind.LINK, MarkupKind.CODE} and item.url
            if leads and item.url not in known and _is_within(item.url):
                known.add(item.url)
                yield item.url, block.line_at(max(block.text.find(f"<{item.tag}"), 0))


def _is_within(address: str) -> bool:
    return bool(_REFERENCE.fullmatch(address)) or is_within(address)


def split(address: str) -> tuple[str, str]:
    """Split an address into path and fragment, both without percent-encoding.

    >>> split('{{< ref "/b/other.md" >}}#x'), split("a%20b.md?v=1#%EA%B0%80")
    (('/b/other.md', 'x'), ('a b.md', '가'))
    """
    if found := _REFERENCE.fullmatch(address):
        path = found["hugo"] or f"/{found['jekyll']}"
        address = path + (found["part"] or found["place"] or "")
    path, _, fragment = address.partition("#")
    return unquote(path.partition("?")[0]), unquote(fragment)


class SeedFinder:
    """Finds the seeds that links mean.

    Args:
        folder: the name of the folder that all are in.
        seeds: their paths, which begin with that folder.
    """

    def __init__(self, folder: str, seeds: Iterable[str]) -> None:
        self._folder = folder
        self._seeds = frozenset(seeds)
        self._named: dict[str, list[str]] = {}
        self._last: dict[str, list[str]] = {}
        for path in sorted(self._seeds):
            name = posixpath.splitext(path)[0]
            self._named.setdefault(name, []).append(path)
            self._last.setdefault(posixpath.basename(name).casefold(), []).append(path)

    def find(self, seed: str, address: str) -> str:
        """Return the path of the seed that an address names; empty for none.

        Args:
            seed: the path of the seed that has the link.
            address: as it stands there. One without a path means that seed itself.
        """
        path, _ = split(address)
        if not path:
            return seed
        if path.startswith("/"):
            bases: Sequence[str] = (self._folder,)
        elif path.endswith("/"):  # the page is a folder: its links may begin there
            bases = posixpath.dirname(seed), posixpath.splitext(seed)[0]
        else:
            bases = (posixpath.dirname(seed),)
        for base in bases:
            place = posixpath.normpath(f"{base}/{path.lstrip('/')}")
            if found := self._at(place):
                return found
        return self._called(path, address)

    def _called(self, path: str, address: str) -> str:
        """Return the only seed with a name, wherever it lies, as in wikis and Hugo's ``ref``."""
        name = without_ending(path)
        if "/" in path or (name != path and not _REFERENCE.fullmatch(address)):
            return ""
        found = self._last.get(name.casefold(), ())
        return found[0] if len(found) == 1 else ""

    def _at(self, place: str) -> str:
        if place in self._seeds:
            return place
        names = (place, without_ending(place))
        for name in (*names, *(f"{place}/{own}" for own in _OWN_PAGES)):
            found = self._named.get(name, ())
            if len(found) == 1:
                return found[0]
        return ""


def without_ending(path: str) -> str:
    """Return a path without the ending of a seed or a page.

    >>> without_ending("a/b.md"), without_ending("b.html"), without_ending("b.pdf")
    ('a/b', 'b', 'b.pdf')
    """
    stem, ending = posixpath.splitext(path.rstrip("/"))
    return stem if ending.lower() in {*_PAGES, *extensions()} else path.rstrip("/")
