"""Renders the pages of articles. Templates are compiled once and used for the whole site."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from markupsafe import Markup as Html

from workflow.aligned import Article, Content, Download, Publication, Summary
from workflow.model import Project
from workflow.site import links
from workflow.site.content import content
from workflow.site.editing import Editor
from workflow.site.environment import environment, lang
from workflow.site.head import Page, edition_page
from workflow.site.provenance import origin
from workflow.site.sentences import Sentences
from workflow.site.terms import Lighting, Termbase
from workflow.site.theme import Theme


class Pages:
    """Renders pages, each as its folder and its HTML.

    Args:
        project: for its settings, and where catalogs are, for links to an editor.
        theme: templates, words and assets.
        termbase: the glossary.
        editor: whether status marks open the catalog entry in an editor.
    """

    def __init__(self, project: Project, theme: Theme, termbase: Termbase, *, editor: bool) -> None:
        self.project = project
        self.theme = theme
        self.site = theme.site
        self.termbase = termbase
        self.labels = theme.labels
        self.templates = environment(theme)
        self.templates.globals.update(site=theme.site)
        self.edit = Editor(project, editing=editor)

    def publication(self, article: Article, summary: Summary) -> Publication:
        """An article with its sentences rendered: what its pages and all its files show."""
        lighting = Lighting(article, self.termbase)
        return Publication(
            article,
            summary,
            content(article, lighting),
            lighting.listed(),
            self.site.name,
            self.site.url,
            self.labels,
            self.render,
        )

    def article(
        self, publication: Publication, downloads: Sequence[Download] = ()
    ) -> Iterator[tuple[str, str]]:
        """An article's editions, pairs and trio, each with links to the files beside it."""
        article, summary = publication.article, publication.summary
        body = publication.content
        signed = any(part.kind.value == "byline" for part in body.front)
        shared = {
            "summary": summary,
            "content": body,
            "headed": any(part.kind.value == "headline" for part in body.front),
            "titled": bool(article.document.metadata.title or not article.document.segments),
            "author": "" if signed else article.document.metadata.author,
            "listed": publication.terms,
            "pictured": bool(article.pictures),
            "sentences": sum(1 for unit in units(body) if unit.number),
            "origin": origin(article, summary.date, [each.term for each in publication.terms]),
        }
        for tag in summary.languages:
            page = edition_page(publication, tag, downloads)
            yield self._edition(article, page, shared)
        for tags in summary.pages:
            if len(tags) > 1:
                files = [each for each in downloads if each.belongs(tags)]
                yield self._aligned(tags, files, shared)

    def _edition(self, article: Article, page: Page, shared: Mapping[str, Any]) -> tuple[str, str]:
        summary: Summary = shared["summary"]
        tag = page.language
        drafts = article.entries.get(tag, {}).values()
        return self.fill(
            "edition.html",
            page,
            **shared,
            text=self._sentences([tag], summary, tag),
            title=summary.titles[tag],
            own_first=[tag, *(other for other in summary.languages if other != tag)],
            complete=summary.complete(tag),
            pseudo=any(entry.origin.split("/")[0] == "pseudo" for entry in drafts),
        )

    def _aligned(
        self, tags: Sequence[str], files: Sequence[Download], shared: Mapping[str, Any]
    ) -> tuple[str, str]:
        summary: Summary = shared["summary"]
        folder = links.page(tags, summary)
        language = summary.source if summary.source in tags else tags[0]
        page = Page(
            folder=folder,
            language=language,
            title=" | ".join(dict.fromkeys(summary.titles[tag].text for tag in tags)),
            url=links.absolute(self.site.url, folder),
            feed=links.pair(tags) + "feed.xml" if len(tags) == 2 else "",
            files=files,
            pictured=bool(shared["pictured"]),
        )
        text = self._sentences(tags, summary, language)
        return self.fill("aligned.html", page, **shared, text=text, languages=tags)

    def _sentences(self, tags: Sequence[str], summary: Summary, language: str) -> Sentences:
        return Sentences(tags, summary.source, self.labels(language), self.edit)

    def fill(self, name: str, page: Page, **values: Any) -> tuple[str, str]:
        """A page from one of the theme's templates: its folder and its HTML."""
        labels = self.labels(page.language)
        own = labels.language == page.language
        ui = Html() if own else lang(labels.language)
        html = self.render(name, page=page, t=labels, ui=ui, **values)
        return page.folder, links.resolve(html, page.folder, self.site.url)

    def render(self, name: str, **values: Any) -> str:
        """One of the theme's templates, filled in."""
        with self.theme.blamed(name):
            return self.templates.get_template(name).render(**values)


def units(body: Content) -> Iterator[Any]:
    """Every sentence of an article."""
    sections = [part for section in body.body for part in section.parts]
    for part in (*body.front, *sections):
        yield from part.units
