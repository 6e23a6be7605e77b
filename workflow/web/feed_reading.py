"""Read feeds: RSS 0.9 to 2.0 and Atom (through feedparser), JSON Feed 1.0 and 1.1.

feedparser fetches nothing here, expands no entity that a document declares, and takes time in
proportion to a feed's length.
"""

from __future__ import annotations

import datetime
import html
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from workflow.documents.readers.decoding import clean
from workflow.documents.readers.instants import instant
from workflow.errors import FetchError
from workflow.model import say
from workflow.web import urls
from workflow.web.fetched_origin import stated_date
from workflow.web.fetched_text import FetchedText
from workflow.xml import crowded

#: The longest accepted identifier, in letters.
_LONGEST_ID = 500
#: Those of the first words that stand for a title.
_LONGEST_NAME = 80
#: Unexpected errors of feedparser's two parsers.
_FAULTS = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError)
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")


@dataclass(frozen=True, slots=True)
class FeedItem:
    """An item of a feed; everything but ``id`` may be empty.

    Attributes:
        id: what the feed calls it; else its address.
        url: where it is.
        title, author: as stated.
        date: ISO 8601, a day or a moment.
        updated: ISO 8601, the moment of the last change, or of publication.
        rights: its own, else the feed's.
        language: its own, else the feed's.
        content: HTML, the article or the beginning of it.
        is_whole: the feed gives it as the article, not as a summary.
    """

    id: str
    url: str = ""
    title: str = ""
    author: str = ""
    date: str = ""
    updated: str = ""
    rights: str = ""
    language: str = ""
    content: str = ""
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class WebFeed:
    """A feed with its address, title and items, in its own order."""

    url: str
    title: str
    items: tuple[FeedItem, ...]


def read(feed: FetchedText) -> WebFeed:
    """Parse a feed.

    Raises:
        FetchError: it is none.
    """
    if feed.text.lstrip().startswith("{"):
        return _json_feed(feed)
    found = _parsed(feed)
    if not found.get("version") and not found.entries:
        raise _no_feed(feed)
    about = dict(found.feed)  # its own type of dictionary means other keys by some
    items = (_item(dict(entry), about, feed.url) for entry in found.entries)
    return WebFeed(feed.url, _plain(about.get("title")), _distinct(items))


def _parsed(feed: FetchedText) -> Any:
    import feedparser

    text = _DECLARATION.sub("", feed.text).lstrip()
    if crowded(text):  # its time would grow with the square of their number
        raise _no_feed(feed)
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": feed.url}
    try:
        return feedparser.parse(
            io.BytesIO(text.encode("utf-8", "replace")), response_headers=headers,
            sanitize_html=False, resolve_relative_uris=True,
        )  # fmt: skip
    except _FAULTS:
        raise _no_feed(feed) from None


def _no_feed(feed: FetchedText) -> FetchError:
    hint = say("Open it in a browser: is it the feed's address?")
    return FetchError(urls.shown(feed.url), say("is a feed that cannot be read"), hint)


def _distinct(items: Iterator[FeedItem]) -> tuple[FeedItem, ...]:
    """Return items without repetitions, and without empty ones.

    One that lacks both id and address is called by its title, or else by its first words.
    """
    named = (item if item.id else replace(item, id=_called(item)) for item in items)
    return tuple({item.id: item for item in named if item.id}.values())


def _called(item: FeedItem) -> str:
    said = item.title or _plain(item.content)[:_LONGEST_NAME]
    return " ".join((item.date, said)).strip()[:_LONGEST_ID] if said else ""


def _item(entry: Mapping[str, Any], about: Mapping[str, Any], base: str) -> FeedItem:
    link = urls.joined(base, str(entry.get("feedburner_origlink") or entry.get("link") or ""))
    published = _first(entry, "published", "created", "issued", "date", "updated")
    detail = entry.get("title_detail") or {}
    content, language = _content(entry)
    return FeedItem(
        id=_id(entry.get("id")) or urls.shown(link),
        url=link,
        title=_plain(entry.get("title")),
        author=_author(entry),
        date=stated_date(published),
        updated=_moment(_first(entry, "updated", "published", "date")),
        rights=_rights(entry) or _rights(about),
        language=language or str(detail.get("language") or about.get("language") or ""),
        content=content,
        is_whole=bool(entry.get("content")),
    )


def _id(value: object) -> str:
    """Return the identifier of an item, without secret tokens in it."""
    text = _plain(value)[:_LONGEST_ID]
    return urls.shown(text) if "://" in text else text


def _first(entry: Mapping[str, Any], *names: str) -> str:
    return next((str(entry[name]) for name in names if entry.get(name)), "")


def _content(entry: Mapping[str, Any]) -> tuple[str, str]:
    """Return the longest text of an entry as HTML, and its language."""
    texts = [*entry.get("content", ()), entry.get("summary_detail") or {}]
    kept = max(texts, key=lambda each: len(each.get("value") or ""))
    value = str(kept.get("value") or "")
    if kept.get("type") == "text/plain" and not re.search(r"</?(?:p|br|div|a)\b", value):
        value = _as_html(value)
    return value, str(kept.get("language") or "")


def _as_html(text: str) -> str:
    parts = re.split(r"\n\s*\n", text.strip())
    return "\n".join(f"<p>{html.escape(part, quote=False)}</p>" for part in parts if part)


def _author(entry: Mapping[str, Any]) -> str:
    names = [_plain(each.get("name")) for each in entry.get("authors") or ()]
    return ", ".join(dict.fromkeys(filter(None, names))) or _plain(entry.get("author"))


def _rights(said: Mapping[str, Any]) -> str:
    links = said.get("links") or ()
    stated = next((each.get("href") for each in links if each.get("rel") == "license"), "")
    return _plain(said.get("rights") or said.get("license") or stated)


def _plain(value: object) -> str:
    """Return a text without markup, as one line."""
    text = re.sub(r"<[^<>]{0,500}>", " ", str(value or "")[:5_000])
    return " ".join(clean(html.unescape(text)).split())


def _moment(text: str) -> str:
    found = instant(stated_date(text))
    if not found:
        return ""
    moment = datetime.datetime.fromisoformat(found.first)
    return (moment.astimezone(datetime.UTC) if moment.tzinfo else moment).isoformat()


def _json_feed(feed: FetchedText) -> WebFeed:
    try:
        data = json.loads(feed.text)
        items = data["items"]
        if not isinstance(items, list):
            raise TypeError
    except (ValueError, RecursionError, KeyError, TypeError):
        raise _no_feed(feed) from None
    found = (_json_item(each, data, feed.url) for each in items if isinstance(each, dict))
    return WebFeed(feed.url, _plain(data.get("title")), _distinct(found))


def _json_item(item: Mapping[str, Any], about: Mapping[str, Any], base: str) -> FeedItem:
    link = urls.joined(base, str(item.get("url") or item.get("external_url") or ""))
    date = str(item.get("date_published") or item.get("date_modified") or "")
    text = item.get("content_text") or item.get("summary")
    return FeedItem(
        id=_id(item.get("id")) or urls.shown(link),
        url=link,
        title=_plain(item.get("title")),
        author=_names(item) or _names(about),
        date=stated_date(date),
        updated=_moment(str(item.get("date_modified") or date)),
        language=str(item.get("language") or about.get("language") or ""),
        content=str(item.get("content_html") or "") or _as_html(str(text or "")),
        is_whole=bool(item.get("content_html") or item.get("content_text")),
    )


def _names(said: Mapping[str, Any]) -> str:
    authors = said.get("authors")
    listed: Sequence[object] = authors if isinstance(authors, list) else [said.get("author")]
    names = [_plain(each.get("name")) for each in listed if isinstance(each, dict)]
    return ", ".join(filter(None, names))
