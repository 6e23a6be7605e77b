"""Build the site, or its changed parts, in a folder beside it, and then replace it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path
from uuid import uuid4

from workflow.model import Finding, Project, Term
from workflow.site.building import deployment
from workflow.site.building.article_writer import BuildSpec
from workflow.site.building.articles_build import ArticlesBuild, Publishable, Report
from workflow.site.building.deployment import build_of
from workflow.site.building.made_articles import MadeArticle, article_folders
from workflow.site.lists import redirects, search
from workflow.site.lists.indexes import IndexPages
from workflow.site.lists.list_pages import latest_first
from workflow.site.lists.related_articles import PageEndings
from workflow.site.outputs.book import EarlierSite
from workflow.site.summary import Summary
from workflow.store.workers import Workers

#: What a site has at its top beside pages of articles, and lists of them.
_TOP = (
    "", "404.html", "assets/", "authors/", "glossary/", "pair/", "robots.txt", "search/",
    "sections/", "sitemap.xml", "status/", "tags/", "trio/", redirects.TABLE, deployment.MARKER,
)  # fmt: skip


def publish(
    project: Project,
    articles: Iterable[Publishable],
    terms: Iterable[Term] = (),
    *,
    clean: bool = False,
    editor: bool = False,
) -> Report:
    """Build ``site/`` of articles that are at hand; see :func:`new_build`."""
    with new_build(project, terms, clean=clean, editor=editor) as build:
        for article in articles:
            build.add(article)
        return build.finish()


@contextmanager
def new_build(  # noqa: PLR0913 - what may vary has a name and a default
    project: Project,
    terms: Iterable[Term] = (),
    *,
    clean: bool = False,
    editor: bool = False,
    former: Callable[[], Iterable[Summary]] | None = None,
    workers: Workers | None = None,
) -> Iterator[SiteBuild]:
    """Begin to build ``site/``, or its changed parts.

    Articles are added one at a time and only a summary of each is kept. The old site stays as it
    is until the new one is whole; if anything fails it is untouched.

    Args:
        project: the project; its settings give the site's name and address.
        terms: the glossary.
        clean: also replace a site folder that holds files this workflow did not build.
        editor: let status marks open the catalog entry in an editor; not for the public.
        former: makes this an update of the site that is there: gives, when all articles have been
            taken, the summaries that documents had which have changed or gone since.
        workers: who writes the articles; without any, this process alone.

    Raises:
        PublishError: the folder cannot be written or holds something else.
    """
    with deployment.folder_beside(project.site, clean=clean) as fresh:
        spec = BuildSpec(project, fresh, tuple(terms), editor)
        with closing(SiteBuild(spec, project.site, workers or Workers(1), former)) as build:
            yield build


@dataclass(frozen=True, slots=True)
class CurrentSite:
    """The site that is being updated.

    Attributes:
        folder: where it is.
        indexes: the pages about all articles, as they are there.
    """

    folder: Path
    indexes: IndexPages


class SiteBuild(ArticlesBuild):
    """One build of a site, which takes the place of the present one, or renews it.

    Args:
        spec, target, workers: as for :class:`ArticlesBuild`.
        former: as for :func:`new_build`.

    Attributes:
        lists: how many pages were written that are about all articles.
        findings: links that lead nowhere.
    """

    def __init__(
        self,
        spec: BuildSpec,
        target: Path,
        workers: Workers,
        former: Callable[[], Iterable[Summary]] | None = None,
    ) -> None:
        super().__init__(spec, target, workers)
        self._former = former
        self._shape = search.IndexShape(0, ())
        self._known: set[str] = set()
        self._stayed = False
        self.lists = 0
        self.findings: Sequence[Finding] = ()

    def _finish(self) -> Report:
        """Write the pages about all articles, and put everything into place."""
        project, fresh = self._spec.project, self._spec.folder
        if self.errors and not self.summaries:  # the fault is not that of one article
            raise next(iter(self.errors.values()))[0]
        gone = list(self._former()) if self._former else []
        if self._former and not self.written and not gone:
            return self.report(build_of(project))
        standing = CurrentSite(self._target, self.former_indexes(gone)) if self._former else None
        self.write_indexes(standing)
        report = self.report("" if self.findings else uuid4().hex)
        deployment.mark(fresh, report.build)
        if standing:
            outdated = self.outdated(standing, gone)
            deployment.update(self._target, fresh, outdated, self.renewed())
        else:
            if self._stayed:
                deployment.keep_assets(self._target, fresh)
            deployment.swap(self._target, fresh)
        return report

    def add(self, article: Publishable) -> None:
        """Take an article in; one that was made before may be of the site that is replaced."""
        if isinstance(article, MadeArticle) and article.files.place == self._target:
            self._stayed = True
        super().add(article)

    @cached_property
    def _indexes(self) -> IndexPages:
        return IndexPages(self._renderer.pages, latest_first(self.summaries.values()))

    def former_indexes(self, gone: Iterable[Summary]) -> IndexPages:
        """Return the index pages as they were until some articles changed or went.

        Args:
            gone: what was published of those.
        """
        kept = (each for each in self.summaries.values() if each.slug not in self.changed)
        former = IndexPages(self._renderer.pages, latest_first([*kept, *gone]))
        self.changed.update(each.slug for each in gone)
        return former

    def write_indexes(self, standing: CurrentSite | None) -> None:
        """Write the pages and files about all articles: lists, search, glossary, feeds, assets.

        Args:
            standing: the site that is updated; nothing for a new one.
        """
        from workflow.site.lists import feeds

        renderer, theme, indexes = self._renderer, self._renderer.theme, self._indexes
        place = standing.folder if standing else None
        theme.write(renderer.folder)
        former = (
            EarlierSite(standing.folder, standing.indexes.latest, self.changed)
            if standing
            else None
        )
        with closing(
            search.IndexUpdate(renderer.folder, place, self.summaries, self.changed, self._workers)
        ) as index:
            books = renderer.books(indexes.latest, former)
            self._known = indexes.unchanged(standing.indexes) if standing else set()
            renderer.pages.free = indexes.free
            self._write_ends(standing)
            self.lists = renderer.write(indexes.render(index, books, self._known))
            self._shape = index.shape
        public = [each for each in (*indexes.latest, *indexes.free) if not each.hidden]
        plan = feeds.SitePlan(
            indexes.indexed,
            aligned=self._spec.project.settings.site.index_pairs,
            words=theme.labels,
            siblings=indexes.siblings,
            topics=[its for at, its in indexes.topics.by_folder.items() if at not in self._known],
            named=renderer.pages.topics.of,
        )
        for name, data in feeds.files(theme.site.name, theme.site.url, public, plan):
            renderer.put(name, data)
        for name, data in indexes.redirects.files(theme.site.url):
            renderer.put(name, data)
        theme.write_own(renderer.folder, self._own_places())
        self.findings = renderer.links.findings(place)

    def _own_places(self) -> set[str]:
        """Return the folders and files that are the site's own at its top, and its redirects."""
        articles = (path for each in self.summaries.values() for path in article_folders(each))
        pages = chain(articles, self._indexes.list_pages, _TOP)
        moved = self._indexes.redirects.paths
        return {path.partition("/")[0] or "index.html" for path in pages} | {
            f"{path}index.html" if path.endswith("/") else path for path in moved
        }

    def _write_ends(self, standing: CurrentSite | None) -> None:
        """Put related articles and free pages into the pages of articles."""
        renderer, indexes = self._renderer, self._indexes
        endings = PageEndings(renderer.pages, indexes.latest, indexes.free)
        former = None
        if standing:
            known = standing.indexes
            former = PageEndings(renderer.pages, known.latest, known.free), standing.folder
        put = renderer.replace if self.taken else renderer.put
        for path, data in endings.files(renderer.folder, self.changed, former, self.taken):
            put(path, data)

    def outdated(self, standing: CurrentSite, gone: Iterable[Summary]) -> Iterator[str]:
        """Yield the folders of pages and of search that the present site no longer needs."""
        moved, kept = standing.indexes.redirects.paths.keys(), self._indexes.redirects.paths
        pages = self._indexes.list_pages
        for old in gone:
            new = self.summaries.get(old.slug)
            folders = set(article_folders(old)) - set(article_folders(new) if new else ())
            yield from folders - kept.keys()
        yield from standing.indexes.list_pages.keys() - pages.keys() - kept.keys()
        taken = {folder for each in self.summaries.values() for folder in article_folders(each)}
        yield from moved - kept.keys() - taken - pages.keys() if moved else ()
        yield from () if kept else [redirects.TABLE]
        yield from search.obsolete_folders(standing.folder, self._shape)

    def renewed(self) -> Iterator[str]:
        """Yield the folders that were written again as a whole."""
        written = (self.summaries[slug] for slug in self.changed if slug in self.summaries)
        yield from (folder for each in written for folder in article_folders(each))
        yield from search.renewed_folders(self._renderer.folder, self._shape)
        homes = {list_page.home for list_page in self._indexes.list_pages.values()}
        yield from homes - self._known
        yield from (path for path in self._indexes.redirects.paths if path.endswith("/"))

    def report(self, build: str) -> Report:
        """Report the outcome of the build."""
        standing = sum(len(each.pages) for each in self.summaries.values())
        return Report(
            pages=standing + self._indexes.count,
            written=self.written + self.lists,
            folder=self._target,
            front=self._target / "index.html",
            build=build,
            summaries={each.name: each for each in self.summaries.values()},
            findings=self.findings,
            errors=self.errors,
            void=tuple(self._indexes.redirects.void),
            unnamed=self._indexes.topics.unnamed(),
        )
