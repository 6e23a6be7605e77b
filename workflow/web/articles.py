"""Make articles of fetched pages and feed items, if they have enough text."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from workflow.documents import readers
from workflow.documents.unread_text import (
    ASKS_FIRST,
    LEAST_PROSE,
    PROSE,
    SAYS_MORE,
    is_thin,
    weight,
)
from workflow.errors import ConfigError, FetchError, NoArticle, SourceError
from workflow.languages import language
from workflow.markup import plain
from workflow.model import Block, BlockKind, Message, Metadata, say
from workflow.web import urls
from workflow.web.feed_reading import FeedItem, WebFeed
from workflow.web.fetched_origin import FetchedOrigin, seed, stated_date, until
from workflow.web.fetched_text import FetchedText, TextKind
from workflow.web.page_facts import PageFacts, facts

#: Bytes of prose of an article that is all there although its page says that not everybody may
#: read it, and of a summary in a feed that is the article.
_WHOLE = 3_000


@dataclass(frozen=True, slots=True)
class FetchedArticle:
    """An article that can become a seed.

    Attributes:
        origin: what is known of it.
        text: what is stored below the front matter.
        ending: of its file's name.
        title: what it is called.
        blocks: as its reader has them.
        from_feed: the text is the feed's, for there is no page.
        remarks: what a person should know about it.
    """

    origin: FetchedOrigin
    text: str
    ending: str
    title: str
    blocks: Sequence[Block]
    from_feed: bool = False
    remarks: tuple[Message, ...] = ()

    @property
    def name(self) -> str:
        """Return the file name for the article, without its extension."""
        return urls.seed_name(self.origin.date, self.title, self.origin.source_url)

    def content(self) -> bytes:
        """Return the text of the seed file."""
        return seed(self.origin, self.text).encode("utf-8", "replace")


def from_page(
    page: FetchedText, now: datetime, item: FeedItem | None = None, feed: WebFeed | None = None
) -> FetchedArticle:
    """Make an article of a page, a text or a Markdown file.

    Args:
        page: what came.
        now: when it came.
        item: what a feed says of it, if it is from one.
        feed: that feed.

    Raises:
        FetchError: there is no article in it, or hardly any text.
    """
    said = facts(page.text, page.url) if page.kind is TextKind.PAGE else PageFacts(base=page.url)
    origin = _origin(page, said, now, item, feed)
    blocks, metadata = _read(seed(origin, page.text), page)
    if page.kind is TextKind.PAGE:
        _refuse_thin(page.url, blocks, said)
    return FetchedArticle(
        _completed(origin, metadata, page, item),
        page.text,
        page.kind.value,
        _called(_title(blocks), (item.title if item else "", *said.titles, metadata.title)),
        blocks,
        remarks=tuple(_remarks(page, said, metadata)),
    )


def from_feed(item: FeedItem, feed: WebFeed, now: datetime) -> FetchedArticle | None:
    """Make an article of the text in a feed; None if that is only a summary."""
    if not item.content:
        return None
    url = item.url or feed.url
    tag = f' lang="{html.escape(item.language)}"' if _is_language(item.language) else ""
    title = html.escape(item.title, quote=False)
    text = (
        f'<!DOCTYPE html>\n<html{tag}>\n<head><meta charset="utf-8"><title>{title}</title></head>\n'
        f"<body>\n<article>\n<h1>{title}</h1>\n{item.content}\n</article>\n</body>\n</html>\n"
    )
    page = FetchedText(url, TextKind.PAGE, text)
    origin = _origin(page, PageFacts(base=url), now, item, feed)
    try:
        blocks, metadata = _read(seed(origin, text), page)
    except FetchError:
        return None
    # RSS 2.0: an item without an address may be complete in itself.
    if weight(blocks, PROSE) < (LEAST_PROSE if item.is_whole or not item.url else _WHOLE):
        return None
    origin = _completed(origin, metadata, page, item)
    if not item.url:  # it has no address of its own
        origin = replace(origin, source_url="")
    title = item.title or _title(blocks)
    return FetchedArticle(origin, text, TextKind.PAGE.value, title, blocks, from_feed=True)


def _origin(
    page: FetchedText, said: PageFacts, now: datetime, item: FeedItem | None, feed: WebFeed | None
) -> FetchedOrigin:
    own = urls.bare(urls.canonical(said.canonical, page.url))
    return FetchedOrigin(
        source_url=own,
        fetched_from=urls.shown(page.url),
        fetched=now.isoformat(timespec="seconds").replace("+00:00", "Z"),
        base=urls.shown(said.base or page.url),
        date=until(said.date or (item.date if item else ""), now),
        author=said.author,
        rights=said.rights,
        feed=urls.shown(feed.url) if feed else "",
        feed_id=item.id if item else "",
    )


def _completed(
    origin: FetchedOrigin, metadata: Metadata, page: FetchedText, item: FeedItem | None
) -> FetchedOrigin:
    """Add the reader's metadata to an origin, then what the server or feed says."""
    stated = (page.language, item.language if item else "")
    said = metadata.page_language or metadata.language
    return replace(
        origin,
        title=item.title if item and not metadata.title and page.kind is TextKind.PAGE else "",
        date=origin.date or stated_date(metadata.date),
        author=origin.author or metadata.author or (item.author if item else ""),
        rights=metadata.rights or origin.rights or (item.rights if item else ""),
        stated_lang="" if said else next(filter(_is_language, stated), ""),
    )


def _is_language(tag: str) -> bool:
    try:
        return bool(tag and language(tag).tag)
    except ConfigError:
        return False


def _read(text: str, page: FetchedText) -> tuple[Sequence[Block], Metadata]:
    data = text.encode("utf-8", "replace")
    try:
        if len(data) > readers.LARGEST:
            raise SourceError("", say("is larger than {n} MB", n=readers.LARGEST // 1_000_000))
        return readers.parse(data, f"page{page.kind.value}")
    except SourceError as error:
        hint = say("Save the page from a browser into seeds/, or its text as .txt.")
        raise NoArticle(urls.shown(page.url), error.what, hint) from error


def _refuse_thin(url: str, blocks: Sequence[Block], said: PageFacts) -> None:
    if said.paywalled and weight(blocks, PROSE) < _WHOLE:
        what = say("says that it is behind a paywall, and only its beginning came")
        raise NoArticle(urls.shown(url), what, say("Save the page from a browser into seeds/."))
    if not is_thin(blocks):
        return
    what = say("holds hardly any text: it may need scripts, a subscription, or be no article")
    if said.feeds:
        feed = urls.shown(said.feeds[0])
        hint = say("It links a feed: workflow fetch {feed}.", feed=feed)
        raise NoArticle(urls.shown(url), what, hint)
    raise NoArticle(urls.shown(url), what, say("Save the page from a browser into seeds/."))


def _title(blocks: Sequence[Block]) -> str:
    found = (each for each in blocks if each.kind is BlockKind.HEADLINE)
    return next((plain(each.text, each.markup) for each in found), "")


def _called(heading: str, stated: Sequence[str]) -> str:
    """Return the title of an article: its first heading, unless the page states another one.

    A first heading that nothing else knows is often the site's.

    >>> _called("Trade Grows", ["Trade Grows | The Daily"]), _called("My Blog", ["Trade Grows"])
    ('Trade Grows', 'Trade Grows')
    """
    one = urls.seed_words(heading)
    others = [name for each in stated if (name := urls.seed_words(each))]
    if one and (not others or any(one in name for name in others)):
        return heading
    return next(filter(urls.seed_words, stated), heading)


def _remarks(page: FetchedText, said: PageFacts, metadata: Metadata) -> list[Message]:
    found = []
    if page.damaged:
        found.append(say("{n} letters came damaged: look for U+FFFD", n=page.damaged))
    if said.paywalled:
        found.append(say("it says that it is behind a paywall: see whether all of it has come"))
    elif metadata.gated:
        found.append(ASKS_FIRST)
    if metadata.lacking:
        found.append(SAYS_MORE)
    if said.goes_on:
        found.append(say("only its first page has come; it goes on: {url}",
                         url=urls.shown(said.goes_on)))  # fmt: skip
    return found
