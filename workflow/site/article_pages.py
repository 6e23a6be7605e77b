"""Render the pages of articles. Templates are compiled once and used for the whole site.

Sentences are most of a page, so they are put together here, as rows of languages or as running
text, and not one by one in a template.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from markupsafe import Markup as Html
from markupsafe import escape

from workflow.languages import space_between
from workflow.model import BlockKind, Entry, Project, Settings
from workflow.site import links
from workflow.site.aligned_blocks import NOTHING, AlignedBlock, AlignedSentence, Cell
from workflow.site.article import Article, Summary
from workflow.site.block_signs import around
from workflow.site.cards import Cards
from workflow.site.content import content
from workflow.site.environment import environment, lang
from workflow.site.head import Page, aligned_page, edition_page
from workflow.site.highlights import Highlighter, Termbase
from workflow.site.labels import PageWords, label
from workflow.site.outline import outline
from workflow.site.page_ends import FREE, end
from workflow.site.provenance import provenance_of
from workflow.site.publication import Download, Publication
from workflow.site.readings import readings
from workflow.site.theme import Theme
from workflow.site.topics import Topics
from workflow.site.typesetting import in_phrases, keep_end, long

_LINK = label("Link to sentence {n}")
_CHANGE = label("What changed in the source")
#: What is set as display type.
_DISPLAY = frozenset({BlockKind.HEADLINE, BlockKind.DECK})


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
        self.templates = environment(theme)
        self.templates.globals.update(
            site=theme.site, foot=lambda language: end(FREE, self.foot(language, self.free))
        )
        self.edit = Editor(project, editing=editor)
        self._cards = self._cards_of(project.settings)

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
        self, publication: Publication, downloads: Sequence[Download] = ()
    ) -> Iterator[tuple[str, str]]:
        """Render an article's editions, pairs and trio, each with links to the files beside it."""
        article, summary = publication.article, publication.summary
        body = publication.content
        signed = any(part.kind.value == "byline" for part in body.front)
        shared = {
            "summary": summary,
            "content": body,
            "headed": any(part.kind.value == "headline" for part in body.front),
            "titled": bool(article.document.metadata.title or not article.document.segments),
            "signed": signed,
            "listed": publication.terms,
            "pictured": bool(article.pictures),
            "sentences": sum(1 for part in body.parts() for unit in part.units if unit.number),
            "readings": publication.readings[0],
            "outline": tuple(outline(body)),
            "origin": provenance_of(publication),
        }
        for tag in summary.languages:
            page = edition_page(publication, tag, downloads)
            yield self._edition(article, page, shared | {"topics": publication.topics[tag]})
        for tags in summary.pages:
            if len(tags) > 1:
                index = self.project.settings.site.index_pairs
                page = aligned_page(publication, tags, downloads, indexed=index)
                text = self._sentences(tags, summary, page.language)
                topics = publication.topics
                yield self.fill(
                    "aligned.html", page, **shared, text=text, languages=tags, topics=topics
                )

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

    def _cards_of(self, settings: Settings) -> Cards | None:
        """Return what makes pictures of pages without one, if they can be shared."""
        if not (settings.site.cards and settings.site_url):
            return None
        colors = settings.site.colors
        shown = colors["paper"][0], colors["ink"][0], colors["accent"][0]
        return Cards(self.site.name, shown, self.theme.folder / "assets")

    def _sentences(self, tags: Sequence[str], summary: Summary, language: str) -> PageSentences:
        return PageSentences(tags, summary.source, self.labels(language), self.edit)

    def fill(self, name: str, page: Page, **values: Any) -> tuple[str, str]:
        """Fill in one of the theme's templates, and return the page's folder and HTML."""
        labels = self.labels(page.language)
        ui = _ui(labels, page.language)
        html = self.render(name, page=page, t=labels, ui=ui, **values)
        return page.folder, links.resolve(html, page.folder, self.site.url)

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
        """Render the links to free pages for a page in a language; nothing if there are none."""
        known = self._feet.get(language)
        if not known or known[0] is not free:
            html = self.render("free.html", language=language, free=free) if free else ""
            known = self._feet[language] = free, Html(html)  # noqa: S704 - by a template
        return known[1]

    def render(self, name: str, **values: Any) -> str:
        """Fill in one of the theme's templates."""
        with self.theme.blamed(name):
            return self.templates.get_template(name).render(**values)


def _ui(labels: PageWords, language: str) -> Html:
    """Return the ``lang`` attribute of the words around the text, where they need one."""
    return Html() if labels.language == language else lang(labels.language)


class PageSentences:
    """Gives the templates of a page the sentences of blocks.

    Args:
        languages: of the page, one for running text.
        source: the language the article was written in.
        words: the words around the text.
        edit: the address that opens an entry in an editor; empty in a public build.
    """

    def __init__(
        self,
        languages: Sequence[str],
        source: str,
        words: PageWords,
        edit: Callable[[Entry | None], str],
    ) -> None:
        self._languages = languages
        self._source = source
        self._words = words
        self._edit = edit

    def rows(self, part: AlignedBlock, ui: Html, role: Html | str = "") -> Html:
        """Return every sentence as a row: its number and a paragraph for each language.

        Where one language is shown, rows become running text: so there is no space in them but the
        one that parts two sentences in that language.

        Args:
            part: not one that is carried over as it is.
            ui: the ``lang`` attribute of the words around the text, where they need one.
            role: a further attribute of the paragraphs.
        """
        return _html(piece for unit in part.units for piece in self._row(part, unit, ui, role))

    def long(self, part: AlignedBlock) -> bool:
        """Tell whether a block is a headline that is long in one of the languages."""
        texts = (unit.cells[tag].text for unit in part.units for tag in self._languages)
        return part.kind is BlockKind.HEADLINE and any(map(long, texts))

    def _row(
        self, part: AlignedBlock, unit: AlignedSentence, ui: Html, role: Html | str
    ) -> Iterator[str]:
        key = escape(unit.key)
        name = escape(self._words(_LINK, n=unit.number))
        lead, tail = around(part, unit, self._words, lang)
        yield (
            f'<div class="u" id="s-{key}">'
            f'<a class="no ui" href="#s-{key}" aria-label="{name}"{ui}>{unit.number or "¶"}</a>'
        )
        # In a stylesheet, browsers disagree about the number of an item that says its own.
        place = f' data-n="{part.ordered}"' if part.ordered and unit is part.units[0] else ""
        for column, tag in enumerate(self._languages, 1):
            cell = unit.cells[tag]
            none = " none" if cell.missing else ""
            if part.kind is BlockKind.CELL and self._repeats(unit, column):
                none = " same"
            opened = f'<p class="c{column}{none}"{lang(cell.language)}{role}{place}>'
            gap = "" if unit is part.units[-1] else self._gap(unit, tag)
            yield f"{opened}{lead}{_unbroken(part.kind, cell)}{self._mark(cell)}{tail}{gap}</p>"
            if cell.change:
                yield (
                    f'<details class="diff c{column} ui"{ui}>'
                    f"<summary>{escape(self._words(_CHANGE))}</summary>"
                    f"<div{lang(cell.changed)}>{cell.change}</div></details>"
                )
        yield "</div>"

    def _repeats(self, unit: AlignedSentence, column: int) -> bool:
        """Tell whether a column says once more, letter for letter, what the first one does."""
        first, cell = (unit.cells[self._languages[place]] for place in (0, column - 1))
        return column > 1 and cell.text == first.text and not self._mark(cell)

    def prose(self, part: AlignedBlock) -> Html:
        """Return running text; a status mark stands where a run of sentences with it ends."""
        return _html(self._prose(part))

    def _prose(self, part: AlignedBlock) -> Iterator[str]:
        (language,) = self._languages
        for unit, following in zip(part.units, (*part.units[1:], None), strict=True):
            cell = unit.cells[language]
            none = " none" if cell.missing else ""
            other = lang(cell.language) if cell.language != language else ""
            shown = _unbroken(part.kind, cell)
            lead, tail = around(part, unit, self._words, lang)
            yield lead
            yield f'<span class="s{none}" id="s-{escape(unit.key)}"{other}>{shown}</span>'
            if (
                following is None
                or following.cells[language].mark != cell.mark
                or self._edit(cell.entry)
            ):
                yield self._mark(cell)
            yield tail
            if following:
                yield self._gap(unit, language)

    def _gap(self, unit: AlignedSentence, language: str) -> str:
        """Return what parts a sentence from the next one of its block."""
        cell = unit.cells[language]
        original = language == self._source and (not cell.mark or cell.language != language)
        return escape(unit.space) if original else space_between(language)

    def _mark(self, cell: Cell) -> str:
        """Return a status mark: shape, word and colour. In an editor's build it opens the entry."""
        href = self._edit(cell.entry)
        if not cell.mark or (cell.mark == "reviewed" and not href):
            return NOTHING
        return _sign(self._words, cell.mark, href)


@lru_cache(maxsize=256)
def _sign(words: PageWords, mark: str, href: str) -> str:
    """Write a status mark, which leads to ``href`` if that is not empty."""
    shape, word = words.mark(mark)
    element, link = ("a", f' href="{escape(href)}"') if href else ("span", "")
    return (
        f'\u00a0<{element} class="st {mark}"{lang(words.language)}{link}>'
        f'<span class="sh" aria-hidden="true">{shape}</span>{escape(word)}</{element}>'
    )


def _unbroken(kind: BlockKind, cell: Cell) -> Html:
    """Add to a sentence what keeps its lines from breaking badly."""
    return (in_phrases if kind in _DISPLAY else keep_end)(cell.html, cell.language)


def _html(pieces: Iterator[str]) -> Html:
    """Join what is safe already: sentences, and elements written here."""
    return Html("".join(pieces))  # noqa: S704


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
