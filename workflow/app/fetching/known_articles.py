"""Know which articles are here: seeds by their web addresses, items by what feeds have listed.

The front matter of the seeds is enough for an article to be brought once. What is remembered of
feeds saves larger requests, and articles that people have thrown away from coming again.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

import msgspec

from workflow.documents import readers
from workflow.model import Project
from workflow.store.files import write_atomic
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
#: Items of a feed that are remembered.
_MOST = 10_000


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

    def reserve(self, path: Path) -> None:
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


class _FeedRecord(msgspec.Struct):
    """What is known of one feed: its validators, and the items that it has listed."""

    etag: str = ""
    modified: str = ""
    seen: list[str] = msgspec.field(default_factory=list)
    refused: list[str] = msgspec.field(default_factory=list)


class FeedMemory:
    """What is known of all feeds, in ``.workflow/fetch.json``; nothing if that is damaged."""

    def __init__(self, project: Project) -> None:
        self._path = project.cache / "fetch.json"
        try:
            data = self._path.read_bytes()
            self._feeds = msgspec.json.decode(data, type=dict[str, _FeedRecord])
        except (OSError, ValueError, msgspec.MsgspecError, RecursionError):
            self._feeds = {}

    def save(self) -> None:
        """Write the file."""
        write_atomic(self._path, msgspec.json.encode(self._feeds))

    def validators(self, feed: str) -> dict[str, str]:
        """Return the headers that make a server answer only if the feed has changed."""
        known = self._feeds.get(_hidden(feed), _FeedRecord())
        sent = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
        return {name: value for name, value in sent.items() if value}

    def record(
        self,
        feed: str,
        headers: Mapping[str, str] | None,
        seen: Collection[str],
        refused: Collection[str],
    ) -> None:
        """Record the items of a feed that are seeds now, and those without an article.

        Args:
            feed: its address.
            headers: how to ask for changes only; None where something is still to be had.
            seen: items that are here.
            refused: items of which there is no article.
        """
        known = self._feeds.setdefault(_hidden(feed), _FeedRecord())
        known.etag = (headers or {}).get("etag", "")
        known.modified = (headers or {}).get("last-modified", "")
        known.seen = _latest(known.seen, seen)
        known.refused = _latest(known.refused, refused)

    def has_refused(self, feed: str, key: str) -> bool:
        """Tell whether an item of a feed turned out to hold no article."""
        known = self._feeds.get(_hidden(feed))
        return known is not None and _hidden(key) in known.refused

    def has_seen(self, feed: str, key: str) -> bool:
        """Tell whether an item of a feed has ever been made a seed."""
        known = self._feeds.get(_hidden(feed))
        return known is not None and _hidden(key) in known.seen


def _latest(former: list[str], keys: Collection[str]) -> list[str]:
    """Return the most recent entries, the latest last."""
    return list(dict.fromkeys((*former, *map(_hidden, keys))))[-_MOST:]


def _hidden(text: str) -> str:
    """Return a hash of an address, because an address may hold a token."""
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=12).hexdigest()
