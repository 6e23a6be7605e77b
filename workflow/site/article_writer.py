"""Write what is about single articles, here and, once there are many, in a helper process too.

That is their pages, their downloads and their text for search.
"""

from __future__ import annotations

import os
import queue
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from workflow.errors import PublishError, WorkflowError, contained
from workflow.model import Project, Term, say
from workflow.site import links, outputs, search
from workflow.site.article import Article, Summary
from workflow.site.article_pages import PageRenderer
from workflow.site.highlights import Termbase
from workflow.site.link_check import LinkCheck
from workflow.site.outputs.book import BookContext, EarlierSite, books
from workflow.site.outputs.epub import Epub
from workflow.site.publication import Download
from workflow.site.theme import Theme
from workflow.store.interrupts import deferred_interrupts, ignore

#: Articles after which help is called: starting a process takes as long as rendering about so many.
_ALONE = 40
#: Articles that may wait for the helper: so many that it is never idle while others are read and
#: checked here, so few (some 100 kB each) that memory stays flat.
_WAITING = 48
#: Seconds after which a helper that says nothing more is looked after.
_PATIENCE = 1.0


@dataclass(frozen=True, slots=True)
class BuildSpec:
    """What a build is to make.

    Attributes:
        project: whose site.
        folder: where to write.
        terms: the glossary.
        editor: whether status marks open the catalog entry in an editor.
    """

    project: Project
    folder: Path
    terms: tuple[Term, ...]
    editor: bool


@dataclass(slots=True)
class Rendered:
    """What became of an article: the number of its pages, and what could not be made.

    None of an article is written that has no pages here.
    """

    pages: int = 0
    errors: list[WorkflowError] = field(default_factory=list)


class ArticleWriter:
    """Renders and writes articles below one folder.

    Attributes:
        links: of all pages written.
    """

    def __init__(self, spec: BuildSpec) -> None:
        self.folder = spec.folder
        self.theme = Theme(spec.project)
        self.links = LinkCheck(self.folder, self.theme.site.url)
        termbase = Termbase(spec.terms)
        self.pages = PageRenderer(spec.project, self.theme, termbase, editor=spec.editor)
        self._made: set[str] = set()
        self._outputs = outputs.load(spec.project.settings.outputs)

    def article(self, article: Article, summary: Summary) -> Rendered:
        """Write all that is about one article, or nothing of it.

        Raises:
            OSError, PublishError: no article can be written, or a template is wrong.
        """
        self._made.clear()
        done = Rendered()
        with contained(article.document.path, done.errors.append, (OSError, PublishError)):
            done.pages = self._article(article, summary, done)
        for folder in () if done.pages else article_folders(summary):
            shutil.rmtree(self.folder / folder, ignore_errors=True)
        return done

    def _article(self, article: Article, summary: Summary, done: Rendered) -> int:
        publication = self.pages.publication(article, summary)
        for picture in article.pictures.values():
            self.put(links.picture(summary.source, summary.slug, picture.name), picture.data)
        downloads = list(outputs.files(publication, self._outputs, done.errors.append))
        count = self.write(self.pages.article(publication, downloads))
        for download in downloads:
            self.put(download.path, download.data)
        self.put(*search.text(article, summary))
        return count

    def books(self, latest: Sequence[Summary], former: EarlierSite | None) -> list[Download]:
        """Write the latest articles as e-books, if the project offers those, and return the books.

        Args:
            latest: summaries of all articles, latest first.
            former: what was published before; nothing for a new site.
        """
        if not any(isinstance(output, Epub) for output in self._outputs):
            return []

        def read(path: str) -> bytes | None:
            places = (root / path for root in (self.folder, former and former.folder) if root)
            return next((each.read_bytes() for each in places if each.is_file()), None)

        site = self.theme.site
        context = BookContext(site.name, site.url, self.theme.labels, self.pages.render, read)
        made = list(books(context, latest, former))
        for book in made:
            self.put(book.path, book.data)
        return made

    def write(self, pages: Iterable[tuple[str, str]]) -> int:
        """Write pages, each into its folder, and return how many they were."""
        count = 0
        for folder, html in pages:
            path = folder if folder.endswith(".html") else f"{folder}index.html"
            self.put(path, html.encode(errors="replace"))
            self.links.see(path, html)
            count += 1
        self.links.settle()
        return count

    def put(self, path: str, data: bytes) -> None:
        """Write a file below the site's root."""
        place = f"{self.folder}/{path}"
        folder = os.path.dirname(place)  # noqa: PTH120 - pathlib takes longer than the writing
        if folder not in self._made:
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103
            self._made.add(folder)
        with open(place, "wb") as file:  # noqa: PTH123
            file.write(data)


if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess


class WriterPool:
    """Renders articles in this process and, once there are many, in a helper process too.

    An article goes to the helper while it keeps up, else it is rendered here; so are, in the end,
    those that still wait. A helper that does not start is done without. Use it in a ``with``
    statement; :meth:`finish` ends the work.
    """

    def __init__(
        self,
        spec: BuildSpec,
        renderer: ArticleWriter,
        done: Callable[[Summary, Rendered], object],
    ) -> None:
        """Start alone; ``done`` is called with what became of each article."""
        self._done = done
        self._spec = spec
        self._renderer = renderer
        self._helper: BaseProcess | None = None
        self._jobs: Any = None
        self._results: Any = None
        self._ready = False
        self._sent = 0
        self._received = 0
        self._seen = 0

    def __enter__(self) -> WriterPool:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._helper is None:
            return
        with deferred_interrupts():
            self._helper.kill()
            self._helper.join()
            for each in (self._jobs, self._results):
                each.cancel_join_thread()
                each.close()

    def render(self, article: Article, summary: Summary) -> None:
        """Render an article, in this process or in the helper.

        Raises:
            OSError, PublishError: a page cannot be written or rendered; perhaps an earlier one.
        """
        self._seen += 1
        if self._seen == _ALONE:
            self._start_helper()
        self._collect(wait=False)
        if not self._ready or self._sent - self._received >= _WAITING:
            self._done(summary, self._renderer.article(article, summary))
        else:
            with deferred_interrupts():
                self._jobs.put((article, summary))
            self._sent += 1

    def finish(self) -> None:
        """Wait until the last article is written.

        Raises:
            OSError, PublishError: as :meth:`render`.
        """
        while self._received < self._sent:
            if waiting := self._take_back():
                article, summary = waiting
                self._done(summary, self._renderer.article(article, summary))
            else:
                self._collect(wait=True)

    def _take_back(self) -> tuple[Article, Summary] | None:
        """Take back an article that the helper has not begun; None if there is none at hand."""
        try:
            waiting: tuple[Article, Summary] = self._jobs.get_nowait()
        except queue.Empty:
            return None
        self._sent -= 1
        return waiting

    def _start_helper(self) -> None:
        import multiprocessing  # slow to import, and seldom needed

        context = multiprocessing.get_context("spawn")
        self._jobs, self._results = context.Queue(), context.Queue()
        parts = (self._spec, self._jobs, self._results)
        helper = context.Process(target=_run_helper, args=parts, daemon=True)
        with deferred_interrupts():
            helper.start()
            self._helper = helper

    def _collect(self, *, wait: bool) -> None:
        """Take in what the helper has done."""
        while self._helper is not None:
            try:
                done = self._results.get(timeout=_PATIENCE if wait else 0)
            except queue.Empty:
                if not wait:
                    return
                if not self._helper.is_alive():
                    raise PublishError(
                        say("rendering"),
                        say("its helper process died"),
                        say("Check the free memory; try again."),
                    ) from None
                continue
            if isinstance(done, Exception):
                raise done
            if self._ready:
                summary, rendered, seen = done
                self._received += 1
                self._done(summary, rendered)
                self._renderer.links.take_over(seen)
            self._ready = True
            if wait:
                return


def _run_helper(spec: BuildSpec, jobs: Any, results: Any) -> None:
    """Run the helper: say that it is ready, then render until it is ended or its caller is gone.

    Ctrl-C is for the process that called it, and so is what a system sends to both to stop them.
    """
    import multiprocessing

    ignore()
    caller = multiprocessing.parent_process()
    renderer = ArticleWriter(spec)
    results.put(None)
    while caller is None or caller.is_alive():
        try:
            article, summary = jobs.get(timeout=_PATIENCE)
        except queue.Empty:
            continue
        try:
            rendered = renderer.article(article, summary)
            results.put((summary, rendered, renderer.links.hand_over()))
        except Exception as error:  # handed over: it is told where the work was asked for
            results.put(error)


def article_folders(summary: Summary) -> Iterator[str]:
    """Yield the folders of an article's pages, of their downloads, and of its text for search."""
    yield search.folder(summary.slug)
    yield from (links.page(tags, summary) for tags in summary.pages)
