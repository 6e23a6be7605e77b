"""Write the pages and files of single articles, in any process.

That is their pages, their downloads and their text for search.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from workflow.errors import PublishError, WorkflowError, contained
from workflow.model import Project, Term
from workflow.site import links, outputs
from workflow.site.article import Article
from workflow.site.article_pages import PageRenderer
from workflow.site.body.highlights import Termbase
from workflow.site.building.link_check import LinkCheck, Seen
from workflow.site.building.made_articles import MadeFiles, article_folders
from workflow.site.lists import search
from workflow.site.outputs.book import BookContext, EarlierSite, books
from workflow.site.outputs.epub import Epub
from workflow.site.publication import Download
from workflow.site.summary import Summary
from workflow.site.theming.theme import Theme
from workflow.store.files import write_plainly


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
    """The outcome for one article: how many pages and files were written, and errors.

    None of an article is written that has no pages here.
    """

    pages: int = 0
    files: int = 0
    errors: list[WorkflowError] = field(default_factory=list)


#: What an article is written from, or where its files are.
ArticleOrder = tuple[Article, Summary] | MadeFiles


class ArticleWriter:
    """Renders and writes articles below one folder.

    Attributes:
        links: of the pages about all articles, and what :meth:`__call__` found in the others.
    """

    def __init__(self, spec: BuildSpec) -> None:
        self._spec = spec
        self.folder = spec.folder
        self.theme = Theme(spec.project)
        self.links, self._links = (LinkCheck(self.folder, self.theme.site.url) for _ in range(2))
        termbase = Termbase(spec.terms)
        self.pages = PageRenderer(spec.project, self.theme, termbase, editor=spec.editor)
        self._written: set[str] = set()
        self._outputs = outputs.load(spec.project.settings.outputs)

    def __reduce__(self) -> tuple[type[ArticleWriter], tuple[BuildSpec]]:
        """Pickle only the build's specification: other processes load the rest themselves."""
        return ArticleWriter, (self._spec,)

    def __call__(self, order: ArticleOrder) -> tuple[Rendered, Seen]:
        """Write an article, and return what became of it and the links in it.

        Of one that was made before, files are taken as they are, and there is nothing to return.

        Raises:
            OSError, PublishError: as :meth:`article`; or files of a made one are missing.
        """
        if isinstance(order, MadeFiles):
            order.take(self.folder)
            return Rendered(), self._links.hand_over()
        return self.article(*order), self._links.hand_over()

    def article(self, article: Article, summary: Summary) -> Rendered:
        """Write all pages and files of one article, or none on an error.

        Raises:
            OSError, PublishError: no article can be written, or a template is wrong.
        """
        self._written.clear()
        done = Rendered()
        with contained(article.document.path, done.errors.append, (OSError, PublishError)):
            done.pages = self._article(article, summary, done)
            done.files = len(self._written)
        for folder in () if done.pages else article_folders(summary):
            shutil.rmtree(self.folder / folder, ignore_errors=True)
        return done

    def _article(self, article: Article, summary: Summary, done: Rendered) -> int:
        publication = self.pages.publication(article, summary)
        for each in (file for picture in article.pictures.values() for file in picture.files()):
            self.put(links.picture(summary.source, summary.slug, each.name), each.data)
        for card in publication.cards.values():
            self.put(card.path, card.data)
        if publication.readings[0]:
            self.put(*publication.readings)
        formats = () if summary.free else self._outputs
        downloads = list(outputs.files(publication, formats, done.errors.append))
        for download in downloads:
            self.put(download.path, download.data)
        count = self._pages(self.pages.article(publication, downloads), self._links)
        self.put(*search.text(article, summary))
        self._links.settle(self._written)
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
        """Write pages about all articles, each into its folder, and return how many they were."""
        count = self._pages(pages, self.links)
        self.links.settle()
        return count

    def _pages(self, pages: Iterable[tuple[str, str]], seen: LinkCheck) -> int:
        count = 0
        for folder, html in pages:
            path = folder if folder.endswith(".html") else f"{folder}index.html"
            self.put(path, html.encode(errors="replace"))
            seen.see(path, html)
            count += 1
        return count

    def replace(self, path: str, data: bytes) -> None:
        """Write a file below the site's root again, perhaps one of an earlier article."""
        Path(self.folder, path).unlink(missing_ok=True)
        self.put(path, data)

    def put(self, path: str, data: bytes) -> None:
        """Write a file below the site's root."""
        self._written.add(path)
        write_plainly(f"{self.folder}/{path}", data)
