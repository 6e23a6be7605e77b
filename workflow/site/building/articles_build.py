"""Build articles into a fresh folder, one after the other, as they are added."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from workflow.errors import PublishError, WorkflowError, contained
from workflow.model import Finding, say
from workflow.site import links
from workflow.site.article import Article
from workflow.site.building import deployment
from workflow.site.building.article_writer import ArticleWriter, BuildSpec, Rendered
from workflow.site.building.link_check import Seen
from workflow.site.building.made_articles import MadeArticle
from workflow.site.lists.redirects import VoidAlias
from workflow.site.summarizing import summarize
from workflow.site.summary import Summary
from workflow.store.compact import Spool
from workflow.store.workers import Job, Stage, Workers

#: What an article is made of, where its pages stand as they should, or where they were made.
Publishable = Article | Summary | MadeArticle
#: An article to write, or one to reuse as it was built before.
_Work = tuple[Article, Summary] | MadeArticle


class ArticlesBuild(ABC):
    """The articles of one build; each kind of build says what becomes of them in the end.

    Args:
        spec: what it is to make.
        target: where that is to be in the end.
        workers: who write the articles.

    Attributes:
        summaries: of the articles taken so far, by slug.
        changed: slugs of those that were written, or taken as they were made before.
        taken: slugs of the latter.
        written: how many pages of articles were written.
        errors: what could not be made, by the document's name.
    """

    def __init__(self, spec: BuildSpec, target: Path, workers: Workers) -> None:
        self._spec = spec
        self._target = target
        self._workers = workers
        self._renderer = ArticleWriter(spec)
        job: Job[Any, tuple[Rendered, Seen]] = self._renderer
        self._writing: Stage[_Work, tuple[Rendered, Seen]] = workers.stage(job, _order)
        self._spool = Spool(folder=spec.folder)
        self.summaries: dict[str, Summary] = {}
        self.changed: set[str] = set()
        self.taken: set[str] = set()
        self.written = 0
        self.errors: dict[str, list[WorkflowError]] = {}

    def add(self, article: Publishable) -> None:
        """Take an article in, and have its pages written.

        Args:
            article: a document with its translations; of a document whose pages stand in the site
                as they should, only the summary; of one whose files were made before
                (:mod:`workflow.site.building.part_building`), where they are.

        Raises:
            PublishError: another one has the same address, or nothing can be written.
        """
        with deployment.failures(self._target):
            if work := self._work(article):
                self._note_each(self._writing.put(work))

    def finish(self) -> Report:
        """Put the site into place, once all articles have been added.

        Raises:
            PublishError: no article could be made, or nothing can be written.
        """
        with deployment.failures(self._target):
            self._note_each(self._writing.rest())
            return self._finish()

    def close(self) -> None:
        """Stop writing, if the site is not to be finished."""
        self._writing.close()

    @abstractmethod
    def _finish(self) -> Report:
        """Write what else there is to write, and put everything into place."""

    def _work(self, article: Publishable) -> _Work | None:
        """Keep an article's summary, and return what has to be written of it, if anything."""
        if isinstance(article, Summary):
            self._keep(article)
            return None
        if isinstance(article, MadeArticle):
            self._keep(article.summary)
            self.taken.add(article.summary.slug)
            self.changed.add(article.summary.slug)
            return article
        summary = self._summary(article)
        if not summary:
            return None
        self._keep(summary)
        self.changed.add(summary.slug)
        return article, summary

    def _note_each(self, written: Iterable[tuple[_Work, tuple[Rendered, Seen] | None]]) -> None:
        """Add to the report what became of articles."""
        for work, done in written:
            if isinstance(work, MadeArticle):
                self._renderer.links.take_over(work.seen)
            elif done:
                self._note(work[1], *done)

    def _summary(self, article: Article) -> Summary | None:
        document, order = article.document, self._spec.project.settings.targets
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


def _order(work: _Work) -> Any:
    """Return what an :class:`ArticleWriter` gets of an article."""
    return work.files if isinstance(work, MadeArticle) else work


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of publishing.

    Attributes:
        pages: how many pages the site has.
        written: how many of them were written now.
        folder: where it is.
        front: the page to open first.
        build: names this state of the site; see :func:`workflow.site.build_of`. Empty if something
            was found, so that the next build is a whole one and finds it, too.
        summaries: of every article, by its document's name.
        findings: links of the written pages that lead nowhere.
        errors: what could not be made, by the document's name; an article without summary has no
            pages.
        void: former addresses that lead nobody to their articles.
        unnamed: for each language, the sections and tags that have no name in it.
    """

    pages: int
    written: int
    folder: Path
    front: Path
    build: str
    summaries: Mapping[str, Summary]
    findings: Sequence[Finding] = ()
    errors: Mapping[str, Sequence[WorkflowError]] = field(default_factory=dict)
    void: Sequence[VoidAlias] = ()
    unnamed: Mapping[str, Sequence[str]] = field(default_factory=dict)
