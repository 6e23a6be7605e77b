"""Show articles under review as they would be published, with the site's templates.

Nothing is written. Pages are those of ``publish`` without scripts, related articles, free pages at
the foot, files to take along and pictures for sharing. They stand below ``/page/`` at the places
that they have in the site, so that their links to stylesheets and pictures are right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import replace
from functools import partial

from workflow.app.publishing.withheld_translations import shown_entries
from workflow.app.reviewing.article_files import Articles, keep
from workflow.app.reviewing.rows import Rows
from workflow.app.state.document_translation import DocumentTranslation, targets_of
from workflow.documents import pictures
from workflow.errors import CatalogError, SourceError
from workflow.glossary import Glossary
from workflow.model import Document, Entry, Picture, Project
from workflow.review import Gone, PagePart
from workflow.site import links
from workflow.site.article import Article
from workflow.site.article_pages import PageRenderer
from workflow.site.body.highlights import Termbase
from workflow.site.preview import media_type
from workflow.site.summarizing import summarize
from workflow.site.theming.theme import Theme
from workflow.store.digests import edition

#: How many pictures and articles are kept.
_PICTURES, _ARTICLES = 64, 8
_SCRIPT = re.compile(rb"<script\b[^>]*>.*?</script>", re.DOTALL | re.IGNORECASE)
_HTML, _ASSETS = "index.html", "assets/"


class LivePages:
    """Makes the pages of articles under review.

    Args:
        project: whose articles.
        articles: reads them.
        rows: knows what is found in them.
        lock: is held while they are read.
    """

    def __init__(
        self,
        project: Project,
        articles: Articles,
        rows: Rows,
        lock: AbstractContextManager[object],
    ) -> None:
        site = replace(project.settings.site, cards=False)
        self._project = replace(project, settings=replace(project.settings, site=site))
        self._articles, self._rows = articles, rows
        self._lock = lock
        self._renderer: tuple[Glossary, object, PageRenderer] | None = None
        self._made: dict[tuple[str, str], tuple[str, bytes]] = {}
        #: Pictures by path, for the articles shown last; and prepared ones, by file and its
        #: edition.
        self._pictures: dict[str, Picture] = {}
        self._prepared: dict[tuple[str, str], Picture] = {}

    def part(self, path: str, name: str, target: str) -> PagePart:
        """Return a page of an article, or what such a page shows, by its place in the site.

        Raises:
            Gone: there is none.
            PublishError: the theme cannot be used.
        """
        if path.endswith(_HTML):
            return PagePart(self._page(path.removesuffix(_HTML), name, target), "text/html")
        if found := self._pictures.get(path):
            return PagePart(found.data, found.media_type)
        theme = self._render_with(self._articles.glossary).theme
        if path.startswith(_ASSETS) and (data := theme.published(path.removeprefix(_ASSETS))):
            return PagePart(data, media_type(path))
        raise Gone

    def _page(self, folder: str, name: str, target: str) -> bytes:
        rev = "".join(self._revs(name, target))
        known, html = self._made.get((name, folder), ("", b""))
        if known == rev:
            return html
        article, glossary = self._article(name, target)
        renderer = self._render_with(glossary)
        order = self._project.settings.targets
        summary = summarize(article, links.slug_of(article.document), order)
        for picture in article.pictures.values():
            place = links.picture(summary.source, summary.slug, picture.name)
            keep(self._pictures, place, picture, _PICTURES)
        publication = renderer.publication(article, summary)
        page = next(renderer.article(publication, only=folder), None)
        if page is None:
            raise Gone
        html = _SCRIPT.sub(b"", page[1].encode(errors="replace"))
        keep(self._made, (name, folder), (rev, html), _ARTICLES)
        return html

    def _revs(self, name: str, target: str) -> Iterator[str]:
        """Yield digests of what a page depends on: each translation's files, the theme."""
        self._articles.rev(name, target)  # there is such an article
        for tag in self._project.settings.targets:
            yield self._articles.rev(name, tag)
        yield repr(self._theme())

    def _article(self, name: str, target: str) -> tuple[Article, Glossary]:
        """Build an article from its current files."""
        with self._lock, self._articles.opened(name, target) as translation:
            document = translation.whole
        opened = dict(self._translations(document))
        entries = {tag: self._shown(each) for tag, each in opened.items()}
        uses = {tag: each.uses_in_whole() for tag, each in opened.items()}
        shown = dict(self._shown_pictures(document))
        seed = self._articles.seeds[name]
        return Article(document, entries, uses, shown, original=seed), self._articles.glossary

    def _translations(self, document: Document) -> Iterator[tuple[str, DocumentTranslation]]:
        for tag in targets_of(document, self._project.settings.targets):
            with (
                suppress(CatalogError),
                self._lock,
                self._articles.opened(document.name, tag) as it,
            ):
                yield tag, it

    def _shown(self, translation: DocumentTranslation) -> Mapping[str, Entry]:
        policy = self._project.settings.publish
        with self._lock:
            found = partial(self._rows.findings, translation)
            return shown_entries(translation, policy, found)[0]

    def _shown_pictures(self, document: Document) -> Iterator[tuple[str, Picture]]:
        for block in pictures.shown(document.blocks):
            path = pictures.place(document.path, block.url)
            file = pictures.file_of(self._project.root / path)
            key = path, edition(file)
            with suppress(SourceError):
                if key not in self._prepared:
                    keep(self._prepared, key, pictures.load(self._project, path), _PICTURES)
                yield block.url, self._prepared[key]

    def _render_with(self, glossary: Glossary) -> PageRenderer:
        """Return the page renderer, a new one when the glossary or the theme has changed."""
        files = self._theme()
        if self._renderer and self._renderer[0] is glossary and self._renderer[1] == files:
            return self._renderer[2]
        theme, termbase = Theme(self._project), Termbase(tuple(glossary.terms))
        renderer = PageRenderer(self._project, theme, termbase, editor=False)
        self._renderer = glossary, files, renderer
        return renderer

    def _theme(self) -> Sequence[tuple[str, str]]:
        files = sorted(self._project.theme.rglob("*"))
        return tuple((str(path), found) for path in files if (found := edition(path)))
