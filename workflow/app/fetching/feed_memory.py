"""Remembers, for each feed, its HTTP validators and the items already seen.

Without it nothing is brought twice; requests are larger, and what people have thrown away since
comes again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping

import msgspec

from workflow.model import Project
from workflow.store.files import write_atomic

#: Items of a feed that are remembered.
_MOST = 10_000


class _FeedRecord(msgspec.Struct):
    """The validators of a feed and the items that it has listed."""

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

    def settle(
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
