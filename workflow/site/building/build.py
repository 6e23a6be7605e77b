"""Build the site, or only what has changed of it, in a folder beside it, and then replace it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any
from uuid import uuid4

from workflow.errors import PublishError, WorkflowError, contained
from workflow.model import Finding, Project, Term, say
from workflow.protocols import Progress, silent
from workflow.site import links
from workflow.site.article import Article
from workflow.site.building import deployment
from workflow.site.building.article_writer import (
    ArticleWriter,
    BuildSpec,
    Rendered,
)
from workflow.site.building.deployment import build_of
from workflow.site.building.link_check import Seen
from workflow.site.building.made_articles import MadeArticle, article_folders
from workflow.site.building.report import Report
from workflow.site.lists import redirects, search
from workflow.site.lists.endings import Endings
from workflow.site.lists.indexes import IndexPages
from workflow.site.lists.list_pages import latest_first
from workflow.site.outputs.book import EarlierSite
from workflow.site.summarizing import summarize
from workflow.site.summary import Summary
from workflow.store.compact import Spool
from workflow.store.workers import Job, Workers


def publish(  # noqa: PLR0913 - what may vary has a name and a default
    project: Project,
    articles: Iterable[Article | Summary | MadeArticle],
    terms: Iterable[Term] = (),
    *,
    clean: bool = False,
    editor: bool = False,
    former: Callable[[], Iterable[Summary]] | None = None,
    on_progress: Progress = silent,
    workers: Workers | None = None,
) -> Report:
    """Build ``site/``, or only what has changed of it.

    Articles are taken one at a time and only a summary of each is kept. The old site stays as it
    is until the new one is whole; if anything fails it is untouched.

    Args:
        project: the project; its settings give the site's name and address.
        articles: documents with their translations, in any order; of a document whose pages stand
            in the site as they should, only the summary; of one whose files were made before
            (:func:`publish_part`), where they are.
        terms: the glossary.
        clean: also replace a site folder that holds files this workflow did not build.
        editor: let status marks open the catalog entry in an editor; not for the public.
        former: makes this an update of the site that is there: gives, when all articles have been
            taken, the summaries that documents had which have changed or gone since.
        on_progress: called after each article.
        workers: who writes the articles; without any, this process alone.

    Raises:
        PublishError: two documents would have the same address, or the folder cannot be written
            or holds something else.
    """
    target = project.site
    with deployment.folder_beside(target, clean=clean) as fresh:
        build = SiteBuild(BuildSpec(project, fresh, tuple(terms), editor))
        build.write_articles(articles, on_progress, workers or Workers(1))
        if build.errors and not build.summaries:  # the fault is not that of one article
            raise next(iter(build.errors.values()))[0]
        gone = list(former()) if former else []
        if former and not build.written and not gone:
            return build.report(target, build_of(project))
        standing = CurrentSite(target, build.former_indexes(gone)) if former else None
        build.write_indexes(standing)
        report = build.report(target, "" if build.findings else uuid4().hex)
        deployment.mark(fresh, report.build)
        if standing:
            deployment.update(target, fresh, build.outdated(standing, gone), build.renewed())
        else:
            deployment.swap(target, fresh)
    return report


@dataclass(frozen=True, slots=True)
class CurrentSite:
    """The site that is being updated.

    Attributes:
        folder: where it is.
        indexes: the pages about all articles, as they are there.
    """

    folder: Path
    indexes: IndexPages


#: An article that is to be written, or taken as it was made before.
_Work = tuple[Article, Summary] | MadeArticle


class SiteBuild:
    """One build into a fresh folder.

    Args:
        spec: what it is to make.
        note: is told of every article that was written, of how many files, and the links in it.

    Attributes:
        summaries: of the articles taken so far, by slug.
        changed: slugs of those that were written, or taken as they were made before.
        taken: slugs of the latter.
        written: how many pages of articles were written.
        lists: how many other pages were.
        findings: links that lead nowhere.
        errors: what could not be made, by the document's name.
    """

    def __init__(
        self, spec: BuildSpec, note: Callable[[Summary, int, Seen], object] = lambda *_: None
    ) -> None:
        self._spec = spec
        self._tell_written = note
        self._renderer = ArticleWriter(spec)
        self._shape = search.IndexShape(0, ())
        self._known: set[str] = set()
        self._spool = Spool(folder=spec.folder)
        self.summaries: dict[str, Summary] = {}
        self.changed: set[str] = set()
        self.taken: set[str] = set()
        self.written = 0
        self.lists = 0
        self.findings: Sequence[Finding] = ()
        self.errors: dict[str, list[WorkflowError]] = {}

    def write_articles(
        self,
        articles: Iterable[Article | Summary | MadeArticle],
        on_progress: Progress,
        workers: Workers,
    ) -> None:
        """Write the pages of single articles and keep the articles' summaries."""
        works = self._to_write(articles, on_progress)
        job: Job[Any, tuple[Rendered, Seen]] = self._renderer
        with closing(workers.each(job, works, _order)) as written:
            for work, done in written:
                if isinstance(work, MadeArticle):
                    self._renderer.links.take_over(work.seen)
                elif done:
                    self._note(work[1], *done)

    def _to_write(
        self, articles: Iterable[Article | Summary | MadeArticle], on_progress: Progress
    ) -> Iterator[_Work]:
        """Yield the articles that are to be written; of the others only a summary is kept."""
        total = len(articles) if isinstance(articles, Sequence) else 0
        order = self._spec.project.settings.targets
        for done, article in enumerate(articles, 1):
            if isinstance(article, Summary):
                self._keep(article)
            elif isinstance(article, MadeArticle):
                self._keep(article.summary)
                self.changed.add(article.summary.slug)
                self.taken.add(article.summary.slug)
                yield article
            elif summary := self._summary(article, order):
                self._keep(summary)
                self.changed.add(summary.slug)
                yield article, summary
            on_progress(done, max(total, done), "Publishing")

    def _summary(self, article: Article, order: Sequence[str]) -> Summary | None:
        document = article.document
        with contained(document.path, partial(self._tell, document.name)):
            return summarize(article, links.slug_of(document), order)
        return None

    def _tell(self, name: str, error: WorkflowError) -> None:
        self.errors.setdefault(name, []).append(error)

    def _note(self, summary: Summary, rendered: Rendered, seen: Seen) -> None:
        """Add an article's pages and links to the report; one without pages is not in the site."""
        self._renderer.links.take_over(seen)
        for error in rendered.errors:
            self._tell(summary.name, error)
        self.written += rendered.pages
        if not rendered.pages:
            del self.summaries[summary.slug]
        else:
            self._tell_written(summary, rendered.files, seen)

    def _keep(self, summary: Summary) -> None:
        """Keep an article's summary, if no other article has its address."""
        if other := self.summaries.get(summary.slug):
            raise PublishError(
                summary.name,
                say(
                    "has the same address as {name}: {slug}",
                    name=repr(other.name),
                    slug=summary.slug,
                ),
                say("Rename one of the two."),
            )
        self.summaries[summary.slug] = summary.spooled(self._spool)

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
        books = renderer.books(indexes.latest, former)
        self._shape = search.update(renderer.folder, place, self.summaries, self.changed)
        self._known = indexes.unchanged(standing.indexes) if standing else set()
        renderer.pages.free = indexes.free
        self._write_ends(standing)
        self.lists = renderer.write(indexes.render(self._shape, books, self._known))
        public = [each for each in (*indexes.latest, *indexes.free) if not each.hidden]
        plan = feeds.SitePlan(
            indexes.indexed,
            aligned=self._spec.project.settings.site.index_pairs,
            words=theme.labels,
            siblings=indexes.siblings,
            topics=[its for at, its in indexes.topics.by_folder.items() if at not in self._known],
        )
        for name, data in feeds.files(theme.site.name, theme.site.url, public, plan):
            renderer.put(name, data)
        for name, data in indexes.redirects.files(theme.site.url):
            renderer.put(name, data)
        self.findings = renderer.links.findings(place)

    def _write_ends(self, standing: CurrentSite | None) -> None:
        """Put related articles and free pages into the pages of articles."""
        renderer, indexes = self._renderer, self._indexes
        endings = Endings(renderer.pages, indexes.latest, indexes.free)
        former = None
        if standing:
            known = standing.indexes
            former = Endings(renderer.pages, known.latest, known.free), standing.folder
        put = renderer.replace if self.taken else renderer.put
        for path, data in endings.files(renderer.folder, self.changed, former):
            put(path, data)

    def outdated(self, standing: CurrentSite, gone: Iterable[Summary]) -> Iterator[str]:
        """Yield the folders of pages and of search that the present site has and needs no more."""
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
        """Yield the folders of which everything was written again."""
        written = (self.summaries[slug] for slug in self.changed if slug in self.summaries)
        yield from (folder for each in written for folder in article_folders(each))
        yield from search.renewed_folders(self._renderer.folder, self._shape)
        homes = {list_page.home for list_page in self._indexes.list_pages.values()}
        yield from homes - self._known
        yield from (path for path in self._indexes.redirects.paths if path.endswith("/"))

    def report(self, target: Path, build: str) -> Report:
        """Report what has been built."""
        standing = sum(len(each.pages) for each in self.summaries.values())
        return Report(
            pages=standing + self._indexes.count,
            written=self.written + self.lists,
            folder=target,
            front=target / "index.html",
            build=build,
            summaries={each.name: each for each in self.summaries.values()},
            findings=self.findings,
            errors=self.errors,
            void=tuple(self._indexes.redirects.void),
            unnamed=self._indexes.topics.unnamed(),
        )


def _order(work: _Work) -> Any:
    """Return what an :class:`ArticleWriter` gets of an article."""
    return work.files if isinstance(work, MadeArticle) else work
