"""Render the pages of articles. Templates are compiled once and used for the whole site."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from markupsafe import Markup as Html

from workflow.model import Entry, Project, Settings
from workflow.site import links
from workflow.site.article import Article
from workflow.site.body.content import content
from workflow.site.body.destinations import on_page
from workflow.site.body.highlights import Highlighter, Termbase
from workflow.site.body.page_sentences import PageSentences
from workflow.site.body.readings import readings
from workflow.site.body.typesetting import safe_html
from workflow.site.cards import Cards
from workflow.site.head import Page, aligned_page, edition_page
from workflow.site.lists.page_slots import FREE, end
from workflow.site.lists.topics import Topics
from workflow.site.provenance import provenance_of
from workflow.site.publication import Download, Publication
from workflow.site.summary import Summary
from workflow.site.theming.labels import PageWords, lang
from workflow.site.theming.theme import Theme

if TYPE_CHECKING:
    from jinja2 import Environment


class PageRenderer:
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
        self.topics = Topics(termbase.terms, theme.labels, project.settings.targets)
        #: Free pages for the foot of pages, as soon as all are known.
        self.free: Sequence[Summary] = ()
        self._feet: dict[str, tuple[Sequence[Summary], Html]] = {}
        self.edit = Editor(project, editing=editor)
        self._cards = self._cards_of(project.settings)

    @cached_property
    def templates(self) -> Environment:
        """The templates for pages of any kind."""
        from workflow.site.theming.environment import environment  # slow to import

        templates = environment(self.theme)
        templates.globals.update(
            site=self.site, foot=lambda language: end(FREE, self.foot(language, self.free))
        )
        return templates

    def publication(self, article: Article, summary: Summary) -> Publication:
        """Render an article's sentences for its pages and all its files."""
        lighting = Highlighter(article, self.termbase)
        shown = article.pictures or summary.hidden or summary.free
        cards = self._cards.of(summary) if self._cards and not shown else {}
        body = content(article, lighting)
        known = readings(body, summary) if self.project.settings.site.readings else ("", b"")
        return Publication(
            article,
            summary,
            body,
            lighting.listed(),
            self.site.name,
            self.site.url,
            self.labels,
            self.render,
            self.site.publisher,
            cards,
            known,
            {tag: self.topics.of(summary, tag) for tag in summary.languages},
        )

    def article(
        self, publication: Publication, downloads: Sequence[Download] = (), *, only: str = ""
    ) -> Iterator[tuple[str, str]]:
        """Render editions, pairs and trio, or ``only`` the one in a folder, with links to files."""
        known = publication.article.destinations
        for tags, page, html in self._article(publication, downloads, only):
            yield page.folder, self._resolved(on_page(html, known, tags), page)

    def _article(
        self, publication: Publication, downloads: Sequence[Download], only: str
    ) -> Iterator[tuple[Sequence[str], Page, str]]:
        """Yield the languages, the page and the HTML of each, its links yet to be made relative."""
        article, summary = publication.article, publication.summary
        body = publication.content
        signed = any(part.kind.value == "byline" for part in body.front)
        shared = {
            "summary": summary,
            "content": body,
            "headed": any(part.kind.value == "headline" for part in body.front),
            "titled": bool(article.document.metadata.title or not article.document.segments),
            "signed": signed,
            "author": "" if signed else article.document.metadata.author,
            "listed": publication.terms,
            "pictured": bool(article.pictures),
            "sentences": sum(1 for part in body.parts() for unit in part.units if unit.number),
            "outline": tuple(body.outline()),
            "origin": provenance_of(publication),
        }
        wanted = [tags for tags in summary.pages if only in ("", links.page(tags, summary))]
        for (tag,) in (tags for tags in wanted if len(tags) == 1):
            page = edition_page(publication, tag, downloads)
            own = {"topics": publication.topics[tag], "readings": publication.readings_in([tag])}
            yield [tag], page, self._edition(article, page, shared | own)
        for tags in wanted:
            if len(tags) > 1:
                index = self.project.settings.site.index_pairs
                page = aligned_page(publication, tags, downloads, indexed=index)
                text = self._sentences(tags, summary, page.language)
                topics = {tag: each.among(tags) for tag, each in publication.topics.items()}
                own = {"topics": topics, "readings": publication.readings_in(tags)}
                own |= {"text": text, "languages": tags}
                yield tags, page, self._filled("aligned.html", page, **shared, **own)

    def _edition(self, article: Article, page: Page, shared: Mapping[str, Any]) -> str:
        summary: Summary = shared["summary"]
        tag = page.language
        drafts = article.entries.get(tag, {}).values()
        return self._filled(
            "edition.html",
            page,
            **shared,
            text=self._sentences([tag], summary, tag),
            title=summary.titles[tag],
            own_first=[tag, *(other for other in summary.languages if other != tag)],
            complete=summary.complete(tag),
            pseudo=any(entry.origin.split("/")[0] == "pseudo" for entry in drafts),
        )

    def _cards_of(self, settings: Settings) -> Cards | None:
        """Return the renderer of sharing pictures for pages without one, if pages can be shared."""
        if not (settings.site.cards and settings.site_url):
            return None
        colors = settings.site.colors
        shown = colors["paper"][0], colors["ink"][0], colors["accent"][0]
        return Cards(self.site.name, shown, self.theme.folder / "assets")

    def _sentences(self, tags: Sequence[str], summary: Summary, language: str) -> PageSentences:
        return PageSentences(tags, summary.source, self.labels(language), self.edit)

    def fill(self, name: str, page: Page, **values: Any) -> tuple[str, str]:
        """Fill in one of the theme's templates, and return the page's folder and HTML."""
        return page.folder, self._resolved(self._filled(name, page, **values), page)

    def _filled(self, name: str, page: Page, **values: Any) -> str:
        labels = self.labels(page.language)
        return self.render(name, page=page, t=labels, ui=_ui(labels, page.language), **values)

    def _resolved(self, html: str, page: Page) -> str:
        return links.resolve(html, page.folder, self.site.url)

    def related(self, languages: Sequence[str], language: str, summaries: Sequence[Summary]) -> str:
        """Render the links to related articles for a page in some languages."""
        labels = self.labels(language)
        return self.render(
            "related.html",
            languages=languages,
            summaries=summaries,
            t=labels,
            ui=_ui(labels, language),
        )

    def foot(self, language: str, free: Sequence[Summary]) -> Html:
        """Render the links to free pages for a page in a language; empty if there are none."""
        known = self._feet.get(language)
        if not known or known[0] is not free:
            html = self.render("free.html", language=language, free=free) if free else ""
            known = self._feet[language] = free, safe_html(html)
        return known[1]

    def render(self, name: str, **values: Any) -> str:
        """Fill in one of the theme's templates."""
        with self.theme.blamed(name):
            return self.templates.get_template(name).render(**values)


def _ui(labels: PageWords, language: str) -> Html:
    """Return the ``lang`` attribute of the words around the text, where they need one."""
    return Html() if labels.language == language else lang(labels.language)


class Editor:
    """Makes addresses that open a catalog entry in an editor, after the settings' template.

    Args:
        project: where catalogs are, and the template (:class:`SiteSettings`).
        editing: whether this is an editor's build; a public one has no such address.
    """

    def __init__(self, project: Project, *, editing: bool) -> None:
        self._root = project.root.absolute()
        self._template = project.settings.site.editor
        self._editing = editing

    def __call__(self, entry: Entry | None) -> str:
        """Return the address for an entry; empty in a public build, and where there is no entry."""
        if not self._editing or entry is None or not entry.path:
            return ""
        path = PurePosixPath(entry.path)
        values = {
            "path": (self._root / path).as_posix(),
            "file": path.as_posix(),
            "locale": path.parts[1],
            "name": PurePosixPath(*path.parts[2:]).with_suffix("").as_posix(),
        }
        quoted = {name: quote(value, errors="replace") for name, value in values.items()}
        source = quote(entry.source, safe="", errors="replace")
        return self._template.format(**quoted, line=entry.line, source=source)
