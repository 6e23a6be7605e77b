"""Fetch articles from the web into ``seeds/``: pages, and the items of feeds.

An article comes once. One that has changed at its source is told, and taken only where that is
asked for and nobody has edited the seed.

::

    known_articles    which articles are seeds already, and which items a feed has listed
    article_keeping   seeds of articles, with the pictures that they show
    outcome           what is asked for, and what is told at the end
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from workflow import __version__
from workflow.app.fetching.article_keeping import ArticleKeeper, now
from workflow.app.fetching.known_articles import FeedMemory, item_key
from workflow.app.fetching.outcome import FetchOptions, FetchOutcome
from workflow.errors import ConfigError, FetchError, NoArticle, contained, install_hint
from workflow.model import Project, say
from workflow.protocols import Progress, silent
from workflow.store.files import is_inside
from workflow.store.locks import lock_file
from workflow.web import articles, feed_reading, fetched_origin, fetched_text, urls
from workflow.web.fetched_text import FetchedText, TextKind
from workflow.web.page_facts import facts, leads_to

if TYPE_CHECKING:
    from workflow.web.articles import FetchedArticle
    from workflow.web.feed_reading import FeedItem, WebFeed
    from workflow.web.polite_client import PoliteClient
    from workflow.web.transport import Transport

_LIBRARIES = ("feedparser", "httpcore", "protego")
_ACCEPT = {"Accept": "text/html, application/xhtml+xml, text/markdown, text/plain;q=0.9, */*;q=0.5"}


def fetch(
    project: Project,
    addresses: Sequence[str],
    options: FetchOptions | None = None,
    progress: Progress = silent,
) -> FetchOutcome:
    """Fetch articles; a failure does not stop the others.

    Args:
        project: where they go.
        addresses: of pages and feeds; those of the settings' feeds when empty.
        options: what else is asked for.
        progress: told how far the work is.

    Raises:
        ConfigError: a library is missing, nothing is named, or the folder cannot be one of seeds.
    """
    options = options or FetchOptions()
    require_libraries()
    wanted = addresses or project.settings.fetch.feeds
    if not wanted:
        raise ConfigError(
            "fetch",
            say("names no address"),
            say("Name one, or list feeds in the settings: {example}.",
                example='fetch.feeds = ["https://example.org/feed.xml"]'),
        )  # fmt: skip
    folder = _folder(project, options)
    options = options if addresses else replace(options, feed=True)
    with lock_file(project.cache / "fetch.lock"), _client(project, options) as client:
        keeper = ArticleKeeper(project, client, options, folder)
        fetching = _Fetching(project, client, keeper, progress, feed=options.feed)
        try:
            for place, address in enumerate(wanted):
                progress(place, len(wanted), say("Addresses"))
                with contained(urls.shown(address), keeper.outcome.errors.append):
                    fetching.take(address)
            progress(len(wanted), len(wanted), say("Addresses"))
        finally:
            with suppress(OSError):
                fetching.memory.save()
    return keeper.outcome


def require_libraries() -> None:
    """Raise an error unless the libraries of the extra ``fetch`` are installed."""
    missing = [name for name in _LIBRARIES if find_spec(name) is None]
    if missing:
        raise ConfigError(
            "fetch",
            say("needs {names}, which are not installed", names=missing),
            install_hint("fetch"),
        )


def _folder(project: Project, options: FetchOptions) -> Path:
    named = options.folder or project.settings.fetch.folder
    folder = project.seeds / named
    hidden = any(part.startswith(".") for part in Path(named).parts)
    if hidden or Path(named).is_absolute() or not is_inside(folder, project.seeds):
        raise ConfigError(named, say("is no folder in seeds/"), say("Name one, such as news/2026."))
    return folder


@contextmanager
def _client(project: Project, options: FetchOptions) -> Iterator[PoliteClient]:
    from workflow.web.polite_client import Pace, PoliteClient

    with transport_for(project, private=options.private) as transport:
        yield PoliteClient(transport, Pace(project.settings.fetch.delay))


def transport_for(project: Project, *, private: bool) -> Transport:
    """Return a transport set up by the settings; ``private`` allows hosts of this network."""
    from workflow.web.polite_client import ROBOT
    from workflow.web.transport import Transport

    said = project.settings.fetch
    contact = f" (+{said.contact})" if said.contact else ""
    agent = f"{ROBOT}/{__version__}{contact}".encode("ascii", "replace").decode()
    limit = round(said.size * 1_000_000)
    return Transport(agent, timeout=said.timeout, limit=limit, private=private)


class _Fetching:
    """One run of the command."""

    def __init__(
        self, project: Project, client: PoliteClient, keeper: ArticleKeeper, progress: Progress,
        *, feed: bool,
    ) -> None:  # fmt: skip
        self.memory = FeedMemory(project)
        self._most = project.settings.fetch.most
        self._client = client
        self._keeper = keeper
        self._progress = progress
        self._feed = feed

    def take(self, argument: str) -> None:
        """Fetch what an argument of the command line names: a page or a feed.

        Raises:
            FetchError: there is neither an article nor a feed.
        """
        url = urls.address(argument)
        answer = self._client.get(url, {**_ACCEPT, **self.memory.validators(url)})
        if answer.status == 304:
            return
        came = self._followed(fetched_text.read(answer))
        if came.kind is TextKind.FEED:
            self._take_feed(url, came, answer.headers)
            return
        linked = self._linked_feed(came)
        if linked:
            answer = self._client.get(linked, self.memory.validators(linked))
            if answer.status != 304:
                self._take_feed(linked, fetched_text.read(answer), answer.headers)
        else:
            self._keeper.keep(articles.from_page(came, now()))

    def _followed(self, came: FetchedText) -> FetchedText:
        """Return the page that a page without text redirects browsers to, if it does.

        Raises:
            FetchError: that one cannot be had.
        """
        target = leads_to(came.text, came.url) if came.kind is TextKind.PAGE else ""
        return fetched_text.read(self._client.get(target, _ACCEPT)) if target else came

    def _linked_feed(self, came: FetchedText) -> str:
        """Return the feed that a page links to, if it is a front page or a feed is asked for."""
        front = urlsplit(came.url).path == "/" and not urlsplit(came.url).query
        if came.kind is not TextKind.PAGE or not (front or self._feed):
            return ""
        feeds = facts(came.text, came.url).feeds
        if not feeds and self._feed:
            hint = say("Open it in a browser and look for the feed's address.")
            raise FetchError(urls.shown(came.url), say("is no feed and links none"), hint)
        return next(iter(feeds), "")

    def _take_feed(self, url: str, came: FetchedText, headers: Mapping[str, str]) -> None:
        """Fetch the items of a feed that are new or may have changed, in the feed's order."""
        feed = feed_reading.read(came)
        name, outcome = feed.title or urls.shown(url), self._keeper.outcome
        here, new = self._sorted(url, feed)
        new, left = new[: self._most], new[self._most :]
        again = [item for item in here if self._may_have_changed(item, feed)]
        outcome.left += len(left)
        outcome.unchanged += len(here) - len(again)
        refused: list[FeedItem] = []
        items, done = [*new, *again], list(here)
        try:
            for place, item in enumerate(items):
                self._progress(place, len(items), name)
                with contained(urls.shown(item.url or url), outcome.errors.append):
                    try:
                        article = self._article(item, feed)
                    except NoArticle:
                        refused.append(item)
                        raise
                    self._keeper.keep(article, self._keeper.known.of(item, feed))
                    done.append(item)
            self._progress(len(items), len(items), name)
        finally:  # an error that is not foreseen, or Ctrl-C, leaves out the rest
            whole = not left and len(done) + len(refused) == len(here) + len(items)
            keys, none = ([item_key(item.id, url) for item in each] for each in (done, refused))
            self.memory.record(url, headers if whole else None, keys, none)

    def _sorted(self, url: str, feed: WebFeed) -> tuple[list[FeedItem], list[FeedItem]]:
        """Divide the items of a feed into those with a seed and new ones.

        What was taken out of ``seeds/``, or was no article, is neither.
        """
        here, new = [], []
        for item in feed.items:
            if self._keeper.known.of(item, feed):
                here.append(item)
            elif self.memory.has_seen(url, item_key(item.id, url)):
                self._keeper.outcome.removed += 1
            elif self.memory.has_refused(url, item_key(item.id, url)) and not self._keeper.renews:
                self._keeper.outcome.refused += 1
            else:
                new.append(item)
        return here, new

    def _may_have_changed(self, item: FeedItem, feed: WebFeed) -> bool:
        """Tell whether a feed gives a later date than that of the last fetch."""
        path = self._keeper.known.of(item, feed)
        text = path.read_text("utf-8", "replace") if path else ""
        stored = fetched_origin.parted(text)
        fetched = str(stored.keys.get("fetched", "")) if stored else ""
        if not fetched:
            return False
        try:
            return datetime.fromisoformat(item.updated) > datetime.fromisoformat(fetched)
        except (ValueError, TypeError):  # no date, or one without a zone
            return self._keeper.renews

    def _article(self, item: FeedItem, feed: WebFeed) -> FetchedArticle:
        """Fetch one item of a feed: its page, or if that fails the text in the feed.

        Raises:
            FetchError: there is neither.
        """
        moment = now()
        fault: FetchError = NoArticle(
            urls.shown(feed.url),
            say("lists {title} without an address or a text", title=item.title or item.id),
            say("Tell whoever makes the feed."),
        )
        if item.url:
            try:
                came = self._followed(fetched_text.read(self._client.get(item.url, _ACCEPT)))
                if came.kind is not TextKind.FEED:
                    return articles.from_page(came, moment, item, feed)
            except FetchError as error:
                fault = error
        article = articles.from_feed(item, feed, moment)
        if article is None:
            raise fault
        return article
