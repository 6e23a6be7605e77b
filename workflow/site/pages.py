"""Renders every kind of page. Templates are compiled once and used for the whole site."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from markupsafe import Markup as Html

from workflow.aligned import Article, Content, Download, Publication, Summary
from workflow.model import Project, State, Term, TermType
from workflow.site import links
from workflow.site.article import in_order
from workflow.site.content import content
from workflow.site.editing import Editor
from workflow.site.environment import autonym, environment, lang
from workflow.site.head import Page, edition_page
from workflow.site.labels import MARKS, machine_date
from workflow.site.origin import origin
from workflow.site.search import Shape
from workflow.site.terms import Lighting, Termbase, version
from workflow.site.theme import Theme

#: Articles on the front page.
_LATEST = 40
#: Articles on the search page, for readers whose browser cannot search.
_LISTED = 200


class Pages:
    """Renders pages: each method gives ``(folder, html)`` pairs.

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
        self.templates.globals.update(site=theme.site, edit=Editor(project, editing=editor))

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
        shared = {
            "summary": summary,
            "content": body,
            "headed": any(part.kind.value == "headline" for part in body.front),
            "listed": publication.terms,
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

    def index(
        self, summaries: Sequence[Summary], books: Sequence[Download] = ()
    ) -> Iterator[tuple[str, str]]:
        """Front page, lists of every edition and pair, glossary, status and the page for no page.

        ``summaries`` come latest first; ``books`` are offered on the lists of their languages.
        """
        languages = in_order({tag for each in summaries for tag in each.languages}, self._order)
        main = languages[0] if languages else "en"
        yield self._front(summaries, languages, main)
        for tag in languages:
            yield self._list((tag,), [each for each in summaries if tag in each.languages], books)
        for tags in _pairs(summaries, languages):
            yield self._list(tags, [each for each in summaries if tags in each.pairs], books)
        if trios := [each for each in summaries if each.trio]:
            yield self._trios(trios, books, main)
        yield self._glossary(summaries, languages, main)
        yield self._status(summaries, languages, main)
        yield self._missing(languages, main)

    def search(self, summaries: Sequence[Summary], shape: Shape) -> tuple[str, str]:
        """The page that searches and, where it cannot, lists the latest articles and all names.

        ``summaries`` come latest first.
        """
        languages = in_order({tag for each in summaries for tag in each.languages}, self._order)
        main = languages[0] if languages else "en"
        names = [
            (
                self.termbase.url(term.id),
                [(tag, term.forms[tag].first) for tag in languages
                 if tag in term.forms and term.forms[tag].first],
            )
            for term in self.termbase.terms.values()
        ]  # fmt: skip
        return self._render(
            "search.html",
            Page("search/", main, self.labels(main)("Search")),
            shape=shape,
            marks=[name for name in MARKS if name not in {"reviewed", "empty"}],
            languages=languages,
            summaries=summaries[:_LISTED],
            names=[(url, forms) for url, forms in names if forms],
        )

    def _missing(self, languages: Sequence[str], main: str) -> tuple[str, str]:
        page = Page("404.html", main, self.labels(main)("Page not found"))
        return self._render("missing.html", page, languages=languages)

    @property
    def _order(self) -> tuple[str, ...]:
        return self.project.settings.targets

    def _edition(self, article: Article, page: Page, shared: Mapping[str, Any]) -> tuple[str, str]:
        summary: Summary = shared["summary"]
        tag = page.language
        drafts = article.entries.get(tag, {}).values()
        return self._render(
            "edition.html",
            page,
            **shared,
            title=summary.titles[tag],
            own_first=[tag, *(other for other in summary.languages if other != tag)],
            complete=summary.complete(tag),
            pseudo=any(entry.origin.split("/")[0] == "pseudo" for entry in drafts),
            gap=links.gap(tag),
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
            feed=links.pair(tags) + "feed.xml" if self.site.url and len(tags) == 2 else "",
            files=files,
        )
        return self._render("aligned.html", page, **shared, languages=tags)

    def _front(
        self, summaries: Sequence[Summary], languages: Sequence[str], main: str
    ) -> tuple[str, str]:
        url = links.absolute(self.site.url, "")
        page = Page("", main, self.site.name, indexed=True, url=url)
        dates = [each.date for each in summaries if machine_date(each.date)]
        return self._render(
            "front.html",
            page,
            summaries=summaries[:_LATEST],
            languages=languages,
            pairs=_pairs(summaries, languages),
            trios=any(each.trio for each in summaries),
            latest=max(dates, default=""),
        )

    def _list(
        self, tags: Sequence[str], summaries: Sequence[Summary], books: Sequence[Download]
    ) -> tuple[str, str]:
        alone = len(tags) == 1
        place = links.collection(tags)
        page = Page(
            folder=place,
            language=tags[0],
            title=" | ".join(map(self.labels.edition if alone else autonym, tags)),
            indexed=alone,
            url=links.absolute(self.site.url, place),
            feed=f"{place}feed.xml" if self.site.url else "",
            files=[each for each in books if each.belongs(tags)],
        )
        return self._render(
            "list.html",
            page,
            tags=tags,
            summaries=summaries,
            folder=lambda summary: f"{place}{summary.slug}/",
        )

    def _trios(
        self, summaries: Sequence[Summary], books: Sequence[Download], main: str
    ) -> tuple[str, str]:
        """The list of articles in three languages, which need not be the same three for all."""
        kinds = {each.trio for each in summaries}
        tags = summaries[0].trio
        place = links.trio()
        page = Page(
            folder=place,
            language=tags[0] if len(kinds) == 1 else main,
            title=" | ".join(map(autonym, tags))
            if len(kinds) == 1
            else self.labels(main)("In three languages"),
            url=links.absolute(self.site.url, place),
            files=[each for each in books if each.languages in kinds],
        )
        return self._render(
            "list.html",
            page,
            tags=tags,
            summaries=summaries,
            folder=lambda summary: links.trio(summary.slug),
        )

    def _glossary(
        self, summaries: Sequence[Summary], languages: Sequence[str], main: str
    ) -> tuple[str, str]:
        terms = self.termbase.terms.values()
        spoken = in_order({tag for term in terms for tag in term.forms}, self._order)
        used: dict[str, list[Summary]] = {}
        for summary in summaries:
            for id_ in summary.terms:
                used.setdefault(id_, []).append(summary)
        kinds: dict[TermType, list[Term]] = {kind: [] for kind in TermType}
        for term in terms:
            kinds[term.type].append(term)
        page = Page(
            "glossary/",
            main,
            self.labels(main)("Glossary"),
            indexed=True,
            url=links.absolute(self.site.url, "glossary/"),
        )
        return self._render(
            "glossary.html",
            page,
            kinds=[(kind, rows) for kind, rows in kinds.items() if rows],
            languages=spoken or languages,
            used=used,
            total=len(terms),
            unsettled=sum(not term.approved for term in terms),
            version=version(terms),
            anchors=self.termbase.anchors,
        )

    def _status(
        self, summaries: Sequence[Summary], languages: Sequence[str], main: str
    ) -> tuple[str, str]:
        targets = [tag for tag in languages if any(tag in each.tallies for each in summaries)]
        totals: dict[str, Counter[State]] = {tag: Counter() for tag in targets}
        for summary in summaries:
            for tag, tally in summary.tallies.items():
                totals[tag].update(tally)
        page = Page("status/", main, self.labels(main)("Status"))
        return self._render(
            "status.html",
            page,
            summaries=summaries,
            targets=targets,
            totals=totals,
            pair_of=lambda summary, tag: links.pair(
                next(tags for tags in summary.pairs if {summary.source, tag} == set(tags)),
                summary.slug,
            ),
        )

    def _render(self, name: str, page: Page, **values: Any) -> tuple[str, str]:
        labels = self.labels(page.language)
        own = labels.language == page.language
        ui = Html() if own else lang(labels.language)
        html = self.render(name, page=page, t=labels, ui=ui, **values)
        return page.folder, links.resolve(html, page.folder, self.site.url)

    def render(self, name: str, **values: Any) -> str:
        """One of the theme's templates, filled in."""
        with self.theme.blamed(name):
            return self.templates.get_template(name).render(**values)


def _pairs(summaries: Sequence[Summary], languages: Sequence[str]) -> list[tuple[str, ...]]:
    """All pairs of languages that articles are published in, in the order of the languages."""
    pairs = {tags for each in summaries for tags in each.pairs}
    return sorted(pairs, key=lambda tags: [languages.index(tag) for tag in tags])


def units(body: Content) -> Iterator[Any]:
    """Every sentence of an article."""
    sections = [part for section in body.body for part in section.parts]
    for part in (*body.front, *sections):
        yield from part.units


def latest_first(summaries: Iterable[Summary]) -> list[Summary]:
    """By date, then by slug; undated ones last."""
    return sorted(summaries, key=lambda each: (machine_date(each.date), each.slug), reverse=True)
