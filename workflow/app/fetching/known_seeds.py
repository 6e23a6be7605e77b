"""Find seeds by the web addresses in their front matter.

Nothing else needs to be kept for an article to be brought once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from workflow.documents import readers
from workflow.model import Project
from workflow.web import urls
from workflow.web.feed_reading import FeedItem, WebFeed

#: How many bytes of a seed are searched for its front matter.
_HEAD = 24_000
_ADDRESS = re.compile(
    r"^(?:source_?url|source|canonical|url|fetched_from)\s*[:=]\s*[\"']?(https?://[^\s\"']+)",
    re.MULTILINE | re.IGNORECASE,
)
#: Front matter of a fetched seed: any other key is the article's own, and may say anything.
_FETCHED = re.compile(r"^fetched_digest\s*[:=]", re.MULTILINE)
_OWN = re.compile(r"^(?:source_url|fetched_from)\s*[:=]\s*[\"']?(https?://[^\s\"']+)", re.MULTILINE)
_ID = re.compile(
    r"^feed_id\s*[:=]\s*(?:\"(?P<double>(?:[^\"\\]|\\.)*)\"|'(?P<single>(?:[^']|'')*)'|(?P<bare>.+?))"
    r"\s*$",
    re.MULTILINE,
)
_FEED = re.compile(r"^feed\s*[:=]\s*[\"']?(https?://[^\s\"']+)", re.MULTILINE)
_FENCE = re.compile(r"\ufeff?(?:---|\+\+\+)[ \t]*\n")


class KnownSeeds:
    """The seeds of a project by the addresses of their articles, and all names in use."""

    def __init__(self, project: Project) -> None:
        """Read the front matter of every seed."""
        self._by_key: dict[str, Path] = {}
        self._names: dict[Path, set[str]] = {}
        for path in readers.seeds(project):
            self._take(path, _head(path))

    def _take(self, path: Path, head: str) -> None:
        self._names.setdefault(path.parent, set()).add(urls.compared_seed_name(path.stem))
        for key in _keys(head):
            self._by_key.setdefault(key, path)

    def at(self, *addresses: str) -> Path | None:
        """Find the seed of an article by any of its addresses; None if there is none."""
        found = (self._by_key.get(urls.key(each)) for each in addresses if each)
        return next(filter(None, found), None)

    def of(self, item: FeedItem, feed: WebFeed) -> Path | None:
        """Find the seed of a feed's item, by its identifier or address."""
        return self._by_key.get(item_key(item.id, feed.url)) or self.at(item.url)

    def free(self, folder: Path, name: str, ending: str) -> Path:
        """Return an unused path in a folder, upper and lower case counting as the same."""
        taken = self._names.setdefault(folder, set())
        return folder / f"{urls.free_seed_name(name, taken)}{ending}"

    def add(self, path: Path, content: bytes) -> None:
        """Add a seed that has been written."""
        self._take(path, content[:_HEAD].decode("utf-8", "ignore"))

    def taken(self, path: Path) -> None:
        """Reserve the path of a file that is no seed."""
        self._names.setdefault(path.parent, set()).add(urls.compared_seed_name(path.stem))


def _head(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(_HEAD).decode("utf-8", "ignore")
    except OSError:
        return ""


def _keys(head: str) -> Iterator[str]:
    """Yield the keys by which an article is found: its addresses, and its identifier in a feed."""
    fence = _FENCE.match(head := head.replace("\r\n", "\n"))
    if not fence:
        return
    end = head.find(f"\n{fence[0].strip()}", fence.end() - 1)
    front = head[fence.end() : end if end >= 0 else len(head)]
    addresses = _OWN if _FETCHED.search(front) else _ADDRESS
    yield from (urls.key(found) for found in addresses.findall(front))
    feed, name = _FEED.search(front), _ID.search(front)
    if feed and name:
        yield item_key(_unquoted(name), feed[1])


def _unquoted(match: re.Match[str]) -> str:
    if match["double"] is not None:
        import yaml

        try:
            return str(yaml.safe_load(f'"{match["double"]}"'))
        except yaml.YAMLError:
            return match["double"]
    return match["single"].replace("''", "'") if match["single"] is not None else match["bare"]


def item_key(name: str, feed: str) -> str:
    """Return a unique key for a feed's item, since most identifiers are unique in their feed only.

    >>> item_key("tag:example.org,2021:5", "https://a.example/") == item_key(
    ...     "tag:example.org,2021:5", "https://b.example/")
    True
    """
    unique = re.match(r"(?:tag|urn|uuid):.{8}", name)
    return f"item {name}" if unique else f"item {name} of {urls.key(feed)}"
