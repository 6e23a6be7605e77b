"""Bring articles from the web into ``seeds/`` (``fetch``): pages, and what feeds list.

An article comes once. One that has changed at its source is told, and taken only where that is
asked for and nobody has edited the seed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from workflow import __version__
from workflow.app import article_pictures
from workflow.app.fetch_memory import FetchMemory
from workflow.app.fetched_seeds import KnownSeeds, item_key
from workflow.documents import readers
from workflow.errors import ConfigError, FetchError, WorkflowError, contained
from workflow.markup import plain
from workflow.model import Block, Message, Project, say
from workflow.protocols import Progress, silent
from workflow.store.files import is_inside, write_atomic, write_new
from workflow.store.locks import lock_file
from workflow.web import articles, feed_reading, fetched_origin, page_text, urls
from workflow.web.page_facts import facts
from workflow.web.page_text import Arrival, Came

if TYPE_CHECKING:
    from workflow.web.articles import FetchedArticle
    from workflow.web.feed_reading import FeedItem, WebFeed
    from workflow.web.polite_client import PoliteClient

_LIBRARIES = ("feedparser", "httpcore", "protego")
_ACCEPT = {"Accept": "text/html, application/xhtml+xml, text/markdown, text/plain;q=0.9, */*;q=0.5"}


@dataclass(frozen=True, slots=True)
class FetchOptions:
    """What a command line asks for.

    Attributes:
        folder: below ``seeds/``, instead of the one in the settings.
        feed: an address is a feed's, or that of a page which links one.
        update: take what has changed at its source.
        pictures: bring pictures along.
        private: also ask hosts of this machine and of the local network.
    """

    folder: str = ""
    feed: bool = False
    update: bool = False
    pictures: bool = False
    private: bool = False


@dataclass(frozen=True, slots=True)
class FetchedSeed:
    """A seed that was brought or looked at.

    Attributes:
        path: relative to the project.
        url: the article's address.
        title: what it is called.
        date: ISO 8601; empty if it states none.
        from_feed: its text is the feed's, for the page could not be had.
        pictures: how many were brought along.
        remarks: what a person should know.
    """

    path: str
    url: str
    title: str
    date: str
    from_feed: bool = False
    pictures: int = 0
    remarks: tuple[Message, ...] = ()


@dataclass(slots=True)
class FetchOutcome:
    """What became of the addresses.

    Attributes:
        fetched: new seeds.
        updated: seeds that were renewed.
        changed: seeds whose articles have changed at their source.
        unchanged: how many articles were here already.
        removed: how many articles of feeds had been here and were taken out of ``seeds/``.
        left: how many new articles of feeds were left for the next time.
        errors: what could not be had.
    """

    fetched: list[FetchedSeed] = field(default_factory=list)
    updated: list[FetchedSeed] = field(default_factory=list)
    changed: list[FetchedSeed] = field(default_factory=list)
    unchanged: int = 0
    removed: int = 0
    left: int = 0
    errors: list[WorkflowError] = field(default_factory=list)


def fetch(
    project: Project,
    addresses: Sequence[str],
    options: FetchOptions | None = None,
    progress: Progress = silent,
) -> FetchOutcome:
    """Bring articles; what cannot be had does not stop the others.

    Args:
        project: where they go.
        addresses: of pages and feeds; those of the settings' feeds when empty.
        options: what else is asked for.
        progress: told how far the work is.

    Raises:
        ConfigError: a library is missing, nothing is named, or the folder cannot be one of seeds.
    """
    options = options or FetchOptions()
    _require()
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
        fetching = _Fetching(project, client, options, folder, progress)
        try:
            for place, address in enumerate(wanted):
                progress(place, len(wanted), "Addresses")
                with contained(urls.shown(address), fetching.outcome.errors.append):
                    fetching.take(address)
            progress(len(wanted), len(wanted), "Addresses")
        finally:
            with suppress(OSError):
                fetching.memory.save()
    return fetching.outcome


def _require() -> None:
    missing = [name for name in _LIBRARIES if find_spec(name) is None]
    if missing:
        raise ConfigError(
            "fetch",
            say("needs {names}, which are not installed", names=missing),
            say("Run: {command}.", command="pip install 'translation-workflow[fetch]'"),
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
    from workflow.web.robots import ROBOT
    from workflow.web.transport import Transport

    said = project.settings.fetch
    contact = f" (+{said.contact})" if said.contact else ""
    agent = f"{ROBOT}/{__version__}{contact}".encode("ascii", "replace").decode()
    limit = round(said.size * 1_000_000)
    transport = Transport(agent, timeout=said.timeout, limit=limit, private=options.private)
    with transport:
        yield PoliteClient(transport, Pace(said.delay))


class _Fetching:
    """One run of the command."""

    def __init__(
        self,
        project: Project,
        client: PoliteClient,
        options: FetchOptions,
        folder: Path,
        progress: Progress,
    ) -> None:
        self.outcome = FetchOutcome()
        self.memory = FetchMemory(project)
        self._project = project
        self._client = client
        self._options = options
        self._folder = folder
        self._progress = progress
        self._known = KnownSeeds(project)

    def take(self, argument: str) -> None:
        """Bring what an address of the command line stands for.

        Raises:
            FetchError: there is neither an article nor a feed.
        """
        url = urls.address(argument)
        answer = self._client.get(url, {**_ACCEPT, **self.memory.validators(url)})
        if answer.status == 304:
            return
        came = page_text.came(answer)
        if came.kind is Arrival.FEED:
            self._take_feed(url, came, answer.headers)
            return
        linked = self._linked_feed(came)
        if linked:
            answer = self._client.get(linked, self.memory.validators(linked))
            if answer.status != 304:
                self._take_feed(linked, page_text.came(answer), answer.headers)
        else:
            self._keep(articles.from_page(came, _now()))

    def _linked_feed(self, came: Came) -> str:
        """Return the feed that a page stands for: it is asked for, or the page is a front page."""
        front = urlsplit(came.url).path == "/" and not urlsplit(came.url).query
        if came.kind is not Arrival.PAGE or not (front or self._options.feed):
            return ""
        feeds = facts(came.text, came.url).feeds
        if not feeds and self._options.feed:
            hint = say("Open it in a browser and look for the feed's address.")
            raise FetchError(urls.shown(came.url), say("is no feed and links none"), hint)
        return next(iter(feeds), "")

    def _take_feed(self, url: str, came: Came, headers: Mapping[str, str]) -> None:
        """Bring what a feed lists and is not here yet, the first in its order first."""
        feed = feed_reading.read(came)
        here, new = self._sorted(url, feed)
        most = self._project.settings.fetch.most
        self.outcome.left += len(new[most:])
        again = [item for item in here if self._may_have_changed(item, feed)]
        self.outcome.unchanged += len(here) - len(again)
        done, failed = list(here), len(new[most:])
        for place, item in enumerate((*new[:most], *again)):
            self._progress(place, len(new[:most]) + len(again), feed.title or urls.shown(url))
            before = len(self.outcome.errors)
            with contained(urls.shown(item.url or url), self.outcome.errors.append):
                self._take_item(item, feed)
                done.append(item)
            failed += len(self.outcome.errors) - before
            keys = [item_key(each.id, url) for each in done]
            self.memory.settle(url, None, keys)
        total = len(new[:most]) + len(again)
        self._progress(total, total, feed.title or urls.shown(url))
        self.memory.settle(
            url, None if failed else headers, [item_key(each.id, url) for each in done]
        )

    def _sorted(self, url: str, feed: WebFeed) -> tuple[list[FeedItem], list[FeedItem]]:
        """Part what a feed lists into what is here and what is new; what was removed is neither."""
        here, new = [], []
        for item in feed.items:
            if self._known.of(item, feed):
                here.append(item)
            elif self.memory.has_seen(url, item_key(item.id, url)):
                self.outcome.removed += 1
            else:
                new.append(item)
        return here, new

    def _may_have_changed(self, item: FeedItem, feed: WebFeed) -> bool:
        """Tell whether a feed says that an article is newer than its seed."""
        path = self._known.of(item, feed)
        stored = fetched_origin.parted(_text(path)) if path else None
        fetched = str(stored.keys.get("fetched", "")) if stored else ""
        if not fetched:
            return False
        try:
            return datetime.fromisoformat(item.updated) > datetime.fromisoformat(fetched)
        except (ValueError, TypeError):  # no date, or one without a zone
            return self._options.update

    def _take_item(self, item: FeedItem, feed: WebFeed) -> None:
        """Bring one article of a feed: its page, else the text that the feed holds.

        Raises:
            FetchError: there is neither.
        """
        now = _now()
        fault: WorkflowError = FetchError(
            urls.shown(feed.url),
            say("lists {title} without an address or a text", title=item.title or item.id),
            say("Tell whoever makes the feed."),
        )
        if item.url:
            try:
                came = page_text.came(self._client.get(item.url, _ACCEPT))
                self._keep(articles.from_page(came, now, item, feed), self._known.of(item, feed))
            except FetchError as error:
                fault = error
            else:
                return
        article = articles.from_feed(item, feed, now)
        if article is None:
            raise fault
        self._keep(article, self._known.of(item, feed))

    def _keep(self, article: FetchedArticle, path: Path | None = None) -> None:
        """Make a seed of an article, unless there is one."""
        origin = article.origin
        path = path or self._known.at(origin.source_url, origin.fetched_from)
        if path:
            self._compare(path, article)
            return
        while True:
            path = self._known.free(self._folder, article.name, article.ending)
            brought = self._with_pictures(article, path)
            content = brought.content()
            try:
                write_new(path, content)
                break
            except FileExistsError:
                self._known.taken(path)
        self._known.add(path, content)
        self.outcome.fetched.append(self._told(path, brought))

    def _with_pictures(self, article: FetchedArticle, path: Path) -> FetchedArticle:
        if not self._options.pictures:
            return article
        found = article_pictures.bring(self._client, article.blocks, path, self.outcome.errors)
        return replace(article, origin=replace(article.origin, pictures=found))

    def _compare(self, path: Path, article: FetchedArticle) -> None:
        """Tell whether an article that is here has changed, and renew its seed where that is asked.

        Raises:
            FetchError: it should be renewed, and a person has edited it.
        """
        where = path.relative_to(self._project.root).as_posix()
        text = _text(path)
        stored = fetched_origin.parted(text)
        if stored is None or "fetched_digest" not in stored.keys or article.from_feed:
            self.outcome.unchanged += 1
            return
        if _words(text.encode(), path.name) == _words(
            article.content(), article.name + article.ending
        ):
            self.outcome.unchanged += 1
        elif not self._options.update:
            self.outcome.changed.append(self._told(path, article))
        elif not stored.is_untouched:
            raise FetchError(
                where,
                say("was edited here, and has changed at its source"),
                say("Move it out of seeds/, fetch it again, and put your changes in."),
            )
        else:
            kept = Came(str(stored.keys.get("fetched_from")), Arrival(path.suffix), stored.body)
            derived = articles.from_page(kept, _now()).origin
            renewed = fetched_origin.renewed(stored, derived, article.origin, article.text)
            write_atomic(path, renewed.encode("utf-8", "replace"), durable=True)
            self.outcome.updated.append(self._told(path, article))

    def _told(self, path: Path, article: FetchedArticle) -> FetchedSeed:
        origin = article.origin
        return FetchedSeed(
            path.relative_to(self._project.root).as_posix(),
            origin.source_url,
            article.title,
            origin.date,
            article.from_feed,
            len(origin.pictures),
            article.remarks,
        )


def _now() -> datetime:
    return datetime.now(UTC)


def _text(path: Path) -> str:
    return path.read_text("utf-8", "replace")


def _words(data: bytes, name: str) -> list[tuple[str, str]]:
    """Return what a person reads in a seed."""
    blocks: Sequence[Block]
    blocks, _ = readers.parse(data, name)
    return [(block.kind, plain(block.text, block.markup)) for block in blocks]
