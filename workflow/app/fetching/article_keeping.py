"""Write seeds of fetched articles, with their pictures: new ones, and changed ones if asked."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from workflow.app.fetching.known_articles import KnownSeeds
from workflow.app.fetching.outcome import FetchedSeed, FetchOptions, FetchOutcome
from workflow.documents import pictures, readers
from workflow.errors import FetchError, WorkflowError
from workflow.markup import plain
from workflow.model import Block, BlockKind, Project, say
from workflow.store.files import write_atomic, write_new
from workflow.web import articles, fetched_origin, urls
from workflow.web.fetched_text import FetchedText, TextKind

if TYPE_CHECKING:
    from workflow.web.articles import FetchedArticle
    from workflow.web.fetched_origin import StoredText
    from workflow.web.polite_client import PoliteClient

#: The most pictures of one article: more are a gallery, and their addresses would exceed the limit
#: of the front matter.
_MOST_PICTURES, _LONGEST = 16, 400
_PICTURE_TYPES = {"Accept": "image/webp,image/png,image/jpeg,image/gif"}


class ArticleKeeper:
    """Knows the existing seeds, and writes fetched articles as seeds.

    Args:
        project: whose seeds.
        client: asks for pictures.
        options: what the command line asks for.
        folder: where new seeds go.
    """

    def __init__(
        self, project: Project, client: PoliteClient, options: FetchOptions, folder: Path
    ) -> None:
        self.outcome = FetchOutcome()
        self.known = KnownSeeds(project)
        self._project = project
        self._client = client
        self._options = options
        self._folder = folder

    @property
    def renews(self) -> bool:
        """Whether changed articles replace their seeds."""
        return self._options.update

    def keep(self, article: FetchedArticle, path: Path | None = None) -> None:
        """Write an article as a new seed, or compare it with its existing one.

        Args:
            article: the article.
            path: its seed, if that is known from its feed.

        Raises:
            FetchError: its seed should be renewed, and a person has edited it.
        """
        origin = article.origin
        if not path and origin.source_url:  # else the feed's address is that of all its items
            path = self.known.at(origin.source_url, origin.fetched_from)
        if path:
            self._compare(path, article)
            return
        while True:
            path = self.known.free(self._folder, article.name, article.ending)
            brought = self._with_pictures(article, path, {})
            content = brought.content()
            try:
                write_new(path, content)
                break
            except FileExistsError:
                self.known.reserve(path)
        self.known.add(path, content)
        self.outcome.fetched.append(self._outcome_of(path, brought))

    def _with_pictures(
        self, article: FetchedArticle, path: Path, known: Mapping[str, str]
    ) -> FetchedArticle:
        """Return an article with its pictures downloaded, earlier ones included."""
        found = dict(known)
        if self._options.pictures:
            found |= _bring_pictures(self._client, article.blocks, path, known, self.outcome.errors)
        return replace(article, origin=replace(article.origin, pictures=found))

    def _compare(self, path: Path, article: FetchedArticle) -> None:
        """Report whether an article has changed, and renew its seed if ``--update`` asks for it."""
        text = path.read_text("utf-8", "replace")
        stored = fetched_origin.parted(text)
        if stored is None or "fetched_digest" not in stored.keys or article.from_feed:
            self.outcome.unchanged += 1
            return
        same = _words(text.encode(), path.name) == _words(article.content(), f"a{article.ending}")
        if same or fetched_origin.is_as_before(stored, article.text):
            self.outcome.unchanged += 1
        elif self._options.update:
            self._renew(path, stored, article)
        else:
            self.outcome.changed.append(self._outcome_of(path, article))

    def _renew(self, path: Path, stored: StoredText, article: FetchedArticle) -> None:
        if not stored.is_untouched:
            raise FetchError(
                self._project.where(path),
                say("was edited here, and has changed at its source"),
                say("Move it out of seeds/, fetch it again, and put your changes in."),
            )
        pictures = stored.keys.get("pictures")
        known = pictures if isinstance(pictures, dict) else {}
        article = self._with_pictures(article, path, known)
        former = FetchedText(
            str(stored.keys.get("fetched_from")), TextKind(path.suffix), stored.body
        )
        derived = articles.from_page(former, now()).origin
        renewed = fetched_origin.renewed(stored, derived, article.origin, article.text)
        write_atomic(path, renewed.encode("utf-8", "replace"), durable=True)
        self.outcome.updated.append(self._outcome_of(path, article))

    def _outcome_of(self, path: Path, article: FetchedArticle) -> FetchedSeed:
        origin = article.origin
        return FetchedSeed(
            self._project.where(path),
            origin.source_url,
            article.title,
            origin.date,
            article.from_feed,
            len(origin.pictures),
            article.remarks,
        )


def now() -> datetime:
    """Return the current time, in UTC."""
    return datetime.now(UTC)


def _words(data: bytes, name: str) -> list[tuple[str, str]]:
    """Return the kind and the plain text of each block of a seed, for comparison."""
    blocks: Sequence[Block]
    blocks, _ = readers.parse(data, name)
    return [(block.kind, plain(block.text, block.markup)) for block in blocks]


def _bring_pictures(
    client: PoliteClient,
    blocks: Sequence[Block],
    seed: Path,
    known: Mapping[str, str],
    errors: list[WorkflowError],
) -> dict[str, str]:
    """Download the pictures that an article shows.

    Args:
        client: asks for them.
        blocks: of the article.
        seed: its file, which need not be there yet.
        known: those that are here, as they are returned.
        errors: takes what cannot be had; the article comes without it.

    Returns:
        The pictures' files, relative to the seed, each with its address.
    """
    found: dict[str, str] = {}
    for address in _picture_addresses(blocks):
        if len(known) + len(found) >= _MOST_PICTURES or address in known.values():
            continue
        try:
            answer = client.get(address, _PICTURE_TYPES)
            ending = pictures.ending(urls.shown(address), answer.body)
        except WorkflowError as error:
            errors.append(FetchError(urls.shown(address), error.what, error.hint))
            continue
        name = _written_picture(
            seed, f"{seed.stem}.pictures", ending, answer.body, {*known, *found}
        )
        found[name] = address
    return found


def _written_picture(
    seed: Path, folder: str, ending: str, data: bytes, taken: Collection[str]
) -> str:
    """Write a picture under a free name, or reuse an identical file."""
    for number in count(1):
        name = f"{folder}/{number}{ending}"
        path = seed.parent / name
        if name in taken:
            continue
        try:
            write_new(path, data)
        except FileExistsError:
            if path.is_file() and path.read_bytes() == data:
                return name
        else:
            return name
    raise AssertionError


def _picture_addresses(blocks: Sequence[Block]) -> Iterator[str]:
    shown = (block.url for block in blocks if block.kind is BlockKind.CAPTION and block.url)
    remote = (urls.joined(url, url) for url in shown if url.startswith(("http:", "https:")))
    yield from (each for each in dict.fromkeys(remote) if each and len(each) <= _LONGEST)
