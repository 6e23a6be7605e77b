"""Render the pages about all articles: front page, lists, glossary, status, search."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, partial
from itertools import chain

from workflow.model import State, Term, TermType
from workflow.site import links
from workflow.site.article_pages import PageRenderer
from workflow.site.body.highlights import version
from workflow.site.head import Page, site_page
from workflow.site.lists.list_pages import ListPage, list_pages
from workflow.site.lists.redirects import Redirects
from workflow.site.lists.search import IndexShape, IndexUpdate
from workflow.site.lists.topic_lists import TopicLists
from workflow.site.lists.topics import NamedTopic, TopicKind
from workflow.site.publication import Download
from workflow.site.structured_data import website
from workflow.site.summary import Summary, in_order
from workflow.site.theming.labels import MARKS, autonym, machine_date

#: Articles on the front page.
_LATEST = 40
#: Articles on the search page, for readers whose browser cannot search.
_LISTED = 200
#: How many pages exist once: front page, glossary, search, and the error page.
_SINGLE = 4
_FOLDERS = ("", "glossary/", "search/")


class IndexPages:
    """The pages about some articles.

    Args:
        pages: what renders pages.
        every: of all articles and free pages, latest first.

    Attributes:
        latest: the articles.
        free: the free pages, by name.
        topics: their sections, tags and authors.
        list_pages: every page of every list, by its folder.
    """

    def __init__(self, pages: PageRenderer, every: Sequence[Summary]) -> None:
        self._pages = pages
        self.latest = latest = [each for each in every if not each.free]
        self.free = sorted((each for each in every if each.free), key=lambda each: each.name)
        order = pages.project.settings.targets
        groups: defaultdict[tuple[str, ...], list[Summary]] = defaultdict(list)
        for summary in latest:
            for tags in summary.pages:
                groups[tags if len(tags) < 3 else ()].append(summary)
        self._languages = in_order({tags[0] for tags in groups if len(tags) == 1}, order)
        first = self._languages[0] if self._languages else "en"
        self._main = pages.project.settings.site.language or first
        self._pairs = sorted(
            (tags for tags in groups if len(tags) == 2),
            key=lambda tags: [self._languages.index(tag) for tag in tags],
        )
        self._trios = {each.trio for each in groups.get((), ())}
        lists = [(links.collection(tags), its) for tags, its in groups.items()]
        lists.append(("status/", list(every)))
        self._collections = [*((tag,) for tag in self._languages), *self._pairs]
        self.topics = TopicLists(
            pages.topics,
            latest,
            [*self._collections, *sorted(self._trios)[:1]],
            aligned=pages.project.settings.site.index_pairs,
        )
        self.list_pages = {
            list_page.folder: list_page for place in lists for list_page in list_pages(*place)
        }
        for folder, its in self.topics.by_folder.items():
            for page in list_pages(folder, its.summaries, links.collection(its.languages)):
                self.list_pages[page.folder] = page

    @cached_property
    def redirects(self) -> Redirects:
        """The addresses that articles and free pages had before."""
        every = (*self.latest, *self.free)
        own = (links.page(tags, each) for each in every for tags in each.pages)
        return Redirects(every, chain(self.list_pages, _FOLDERS, own))

    @property
    def count(self) -> int:
        """How many pages there are."""
        return _SINGLE + len(self.list_pages)

    def unchanged(self, former: IndexPages) -> set[str]:
        """Return the folders of list pages that look as they did with the ``former`` articles."""
        if self._frame != former._frame:
            return set()
        return {
            folder
            for folder, list_page in self.list_pages.items()
            if former.list_pages.get(folder) == list_page
            and (list_page.number or self._same_topic(list_page.home, former))
        }

    def _same_topic(self, home: str, former: IndexPages) -> bool:
        return home in self.topics.by_folder and self.topics.same(home, former.topics)

    @property
    def _frame(self) -> tuple[object, ...]:
        free = [(each.slug, each.languages, each.titles) for each in self.free]
        return self._languages, self._pairs, self._trios, free

    def render(
        self, index: IndexUpdate, books: Sequence[Download] = (), known: Container[str] = ()
    ) -> Iterator[tuple[str, str]]:
        """Render the pages; the search index may still be written meanwhile.

        Args:
            index: of the search, whose shape is known by then.
            books: files to be offered on the lists of their languages.
            known: folders of pages of lists that need not be rendered.

        Yields:
            The folder and the HTML of each.
        """
        yield self._front()
        lists: dict[str, Callable[[ListPage], tuple[str, str]]] = {
            links.collection(tags): partial(self._list, tags, books) for tags in self._collections
        }
        if self._trios:
            lists[links.trio()] = partial(self._trio_list, books)
        lists["status/"] = self._status
        lists |= dict.fromkeys(self.topics.by_folder, self._topic)
        for folder, list_page in self.list_pages.items():
            if folder not in known:
                yield lists[list_page.home](list_page)
        yield self._glossary()
        yield self._search(index.shape)
        yield self._missing()

    def _indexed(self, tags: tuple[str, ...]) -> bool:
        """Tell whether search engines may keep the list of articles in these languages."""
        return len(tags) == 1 or self._pages.project.settings.site.index_pairs

    @property
    def indexed(self) -> Mapping[str, str]:
        """The folders of the pages that search engines may keep, and when each last changed."""
        changed = max((each.changed for each in self.latest), default="")
        found = {"": changed, "glossary/": ""}
        homes = {links.collection(tags) for tags in self._collections if self._indexed(tags)}
        homes |= {home for home, its in self.topics.by_folder.items() if its.indexed}
        for folder, page in self.list_pages.items():
            if page.home in homes:
                found[folder] = max((each.changed for each in page.summaries), default="")
        return found

    @property
    def siblings(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        """For the folder of each topic's page, ``hreflang`` and address of all its pages."""
        url = self._pages.site.url
        return {folder: self.topics.alternates(folder, url) for folder in self.topics.by_folder}

    def _words(self, text: str) -> str:
        return self._pages.labels(self._main)(text)

    def _front(self) -> tuple[str, str]:
        site = self._pages.site
        url = links.absolute(site.url, "")
        page = site_page(Page("", self._main, site.name, indexed=True, url=url), site.name)
        page = replace(page, data=website(site.publisher, self._main))
        dates = [each.date for each in self.latest if machine_date(each.date)]
        return self._pages.fill(
            "front.html",
            page,
            summaries=self.latest[:_LATEST],
            languages=self._languages,
            pairs=self._pairs,
            trios=bool(self._trios),
            latest=max(dates, default=""),
            sections=self.topics.sections([self._main]),
        )

    def _list(
        self, tags: tuple[str, ...], books: Sequence[Download], list_page: ListPage
    ) -> tuple[str, str]:
        alone = len(tags) == 1
        title = " | ".join(map(self._pages.labels.edition if alone else autonym, tags))
        page = replace(
            self._page(list_page, tags[0], title, (each for each in books if each.belongs(tags))),
            indexed=self._indexed(tags),
            feed=f"{list_page.home}feed.xml",
        )
        return self._filled(site_page(page, self._pages.site.name), list_page, tags)

    def _topic(self, list_page: ListPage) -> tuple[str, str]:
        """Render the list of the articles of a section, a tag or an author."""
        its = self.topics.by_folder[list_page.home]
        url = self._pages.site.url
        page = replace(
            self._page(list_page, its.language, its.named.text),
            indexed=its.indexed,
            feed=f"{list_page.home}feed.xml" if len(its.languages) < 3 else "",
            alternates=() if list_page.number else self.topics.alternates(list_page.home, url),
        )
        page = site_page(page, self._pages.site.name)
        return self._filled(page, list_page, its.languages, its.named)

    def _trio_list(self, books: Sequence[Download], list_page: ListPage) -> tuple[str, str]:
        """Render the list of articles in three languages, perhaps not the same three for all."""
        tags = min(self._trios)
        language, title = tags[0], " | ".join(map(autonym, tags))
        if len(self._trios) > 1:
            language, title = self._main, self._words("In three languages")
        files = (each for each in books if each.languages in self._trios)
        return self._filled(self._page(list_page, language, title, files), list_page, tags)

    def _filled(
        self,
        page: Page,
        list_page: ListPage,
        tags: tuple[str, ...],
        topic: NamedTopic | None = None,
    ) -> tuple[str, str]:
        """Render a page of a list; the own page of one that is of no topic offers its sections."""
        sections = () if list_page.number or topic else self.topics.sections(tags)
        return self._pages.fill(
            "list.html", page, list_page=list_page, tags=tags, sections=sections, topic=topic
        )

    def _status(self, list_page: ListPage) -> tuple[str, str]:
        return self._pages.fill(
            "status.html",
            self._page(list_page, self._main, self._words("Status")),
            list_page=list_page,
            targets=[tag for tag in self._languages if tag in self._totals],
            totals=self._totals,
            pair_of=_beside,
        )

    def _page(
        self, list_page: ListPage, language: str, title: str, files: Iterable[Download] = ()
    ) -> Page:
        """Describe a page of a list; only the list's own page offers files."""
        return Page(
            folder=list_page.folder,
            language=language,
            title=f"{title} ({list_page.number})" if list_page.number else title,
            url=links.absolute(self._pages.site.url, list_page.folder),
            files=[] if list_page.number else list(files),
        )

    @cached_property
    def _totals(self) -> Mapping[str, Counter[State]]:
        """For each target, how many sentences of all articles are in each state."""
        totals: defaultdict[str, Counter[State]] = defaultdict(Counter)
        for summary in (*self.latest, *self.free):
            for tag, tally in summary.tallies.items():
                totals[tag].update(tally)
        return dict(totals)

    def _glossary(self) -> tuple[str, str]:
        termbase = self._pages.termbase
        terms = termbase.terms.values()
        order = self._pages.project.settings.targets
        spoken = in_order({tag for term in terms for tag in term.forms}, order)
        used: dict[str, list[Summary]] = {}
        for summary in self.latest:
            for id_ in summary.terms:
                used.setdefault(id_, []).append(summary)
        kinds: dict[TermType, list[Term]] = {kind: [] for kind in TermType}
        for term in terms:
            kinds[term.type].append(term)
        url = links.absolute(self._pages.site.url, "glossary/")
        page = Page("glossary/", self._main, self._words("Glossary"), indexed=True, url=url)
        page = site_page(page, self._pages.site.name)
        return self._pages.fill(
            "glossary.html",
            page,
            kinds=[(kind, rows) for kind, rows in kinds.items() if rows],
            languages=spoken or self._languages,
            used=used,
            total=len(terms),
            unsettled=sum(not term.approved for term in terms),
            version=version(terms),
            anchors=termbase.anchors,
        )

    def _missing(self) -> tuple[str, str]:
        """Render the page for an address that leads nowhere."""
        folders = ("pair", "trio", "glossary", "status", "search", *TopicKind)
        editions = (links.edition(tag).rstrip("/") for tag in self._languages)
        return self._pages.fill(
            "missing.html",
            Page("404.html", self._main, self._words("Page not found")),
            languages=self._languages,
            folders=[*editions, *folders],
        )

    def _search(self, shape: IndexShape) -> tuple[str, str]:
        """Render the page that searches or, without script, lists the latest articles and all
        names.
        """
        termbase = self._pages.termbase
        names = [
            (
                termbase.url(term.id),
                [(tag, term.forms[tag].first) for tag in self._languages
                 if tag in term.forms and term.forms[tag].first],
            )
            for term in termbase.terms.values()
        ]  # fmt: skip
        return self._pages.fill(
            "search.html",
            Page("search/", self._main, self._words("Search")),
            shape=shape,
            marks=[name for name in MARKS if name not in {"reviewed", "empty", "withheld"}],
            languages=self._languages,
            summaries=self.latest[:_LISTED],
            names=[(url, forms) for url, forms in names if forms],
        )


def _beside(summary: Summary, tag: str) -> str:
    """Return the folder of the page with a translation and its original, or of its edition."""
    pairs = (tags for tags in summary.pairs if {summary.source, tag} == set(tags))
    return links.page(next(pairs, (tag,)), summary)
