"""Make articles of seeds, and build the site of those that are public and have changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import AbstractContextManager, ExitStack, closing
from functools import cached_property, partial
from typing import Any, Self

from workflow import site
from workflow.app import checking
from workflow.app.publishing.address_claims import AddressHolders, void_aliases
from workflow.app.publishing.published_links import Links
from workflow.app.publishing.published_pictures import Pictures
from workflow.app.publishing.revisions import Revisions
from workflow.app.publishing.withheld_translations import (
    Shown,
    WithheldTranslation,
    shown_entries,
)
from workflow.app.publishing.withholding import ArticleSelection, refuse_lost_seeds
from workflow.app.state import article_addresses
from workflow.app.state.document_translation import DocumentTranslation, targets_of
from workflow.app.state.project_state import SUMMARY, ProjectState
from workflow.app.state.seed_stages import SeedStage, opening
from workflow.app.state.seed_state import SeedState
from workflow.model import Document, Finding, say
from workflow.site.article import Article
from workflow.site.building.articles_build import ArticlesBuild
from workflow.site.building.link_check import Seen
from workflow.site.building.made_articles import MadeArticle, MadeFiles
from workflow.site.lists.redirects import VoidAlias
from workflow.site.summary import Summary

#: The kinds of result for an article's summary, its withheld translations, the site's state, and
#: what decides for all articles which texts are shown.
_KINDS = SUMMARY, "withheld sentences", "site", "site scope"
#: The name of results about the whole project.
_WHOLE = ""


class SitePublisher:
    """A build or an update of a site, to which seeds are added.

    Attributes:
        total: how many seeds there are.
        made: how many articles were made of them now.
        pictures: those that the seeds show.
        links: those that the seeds have to each other.
        selection: decides which articles are public.
        sentences: for each article, by name, the translations that are not shown.
        stayed: paths of the seeds whose pages are those of before, as a PO file is damaged.
        digests: for each that is made now, of what its pages follow from; None if that failed.
    """

    def __init__(self, state: ProjectState, *, clean: bool = False, editor: bool = False) -> None:
        self._state = state
        self.pictures = Pictures(state)
        self.revisions = Revisions(state.results, preview=state.project.preview)
        self.selection = ArticleSelection.of(state.project)
        self._holders = AddressHolders(state)
        self.links = Links(state, self.selection, self._holders.is_first)
        self.sentences: dict[str, tuple[WithheldTranslation, ...]] = {}
        self.made = 0
        self.stayed: list[str] = []
        self.total = len(state.paths)
        self._clean = clean
        self._editor = editor
        self.digests: dict[str, str | None] = {}
        self._kept: set[str] = set()
        self._withheld: set[str] = set()
        kinds = (f"{kind}{'/preview' * state.project.preview}" for kind in _KINDS)
        self._summary_kind, self._sentences_kind, self._site_kind, self._scope_kind = kinds
        self._updates = False
        self._added = 0
        self._checking: SeedStage[checking.FoundByTarget] | None = None
        self._under_way = ExitStack()

    @cached_property
    def basis(self) -> str:
        """A digest of what all pages depend on."""
        state, theme = self._state, self._state.project.theme
        hasher = hashlib.blake2b(
            state.basis + bytes([self._editor, state.project.preview]), digest_size=16
        )
        for path in (path for path in sorted(theme.rglob("*")) if path.is_file()):
            name = path.relative_to(theme)
            hasher.update(f"{name}\0{path.stat().st_size}\0".encode(errors="replace"))
            hasher.update(path.read_bytes())
        return hasher.hexdigest()

    @cached_property
    def _scope(self) -> str:
        """What decides which texts are shown, in which languages, and to whom."""
        settings = self._state.project.settings
        shown = settings.publish, self._state.every_target, settings.site_url, self._editor
        return hashlib.blake2b(repr(shown).encode(), digest_size=16).hexdigest()

    @cached_property
    def _stands(self) -> bool:
        """Whether the existing site is the one built last, with the same choice of texts."""
        results = self._state.results
        built = results.last(self._site_kind, _WHOLE, str)
        scope = results.holds(self._scope_kind, _WHOLE, self._scope)
        return scope and built == site.build_of(self._state.project)

    def __enter__(self) -> Self:
        """Begin; the build is removed again unless it reaches :meth:`finish`.

        Raises:
            PublishError: the seeds are gone, or nothing can be written.
        """
        with ExitStack() as begun:
            self._prepare(begun)
            self._build = begun.enter_context(self._new_build())
            self._opening = opening(self._state, self._is_shown_anew, only_read=True)
            begun.enter_context(closing(self._opening))
            if self._state.project.settings.publish == "checked":
                targets = dict.fromkeys(self._state.paths, self._state.every_target)
                self._checking = checking.checks_of(self._state, targets)
                begun.enter_context(closing(self._checking))
            self._under_way = begun.pop_all()
        return self

    def __exit__(self, *raised: Any) -> None:
        self._under_way.__exit__(*raised)

    def add(self, seed: SeedState) -> None:
        """Publish a seed if it is public, building its pages unless they are up to date.

        Raises:
            PublishError: nothing can be written, or two seeds would have the same address.
        """
        for each in self._opening.put(seed):
            self._check(each)

    def finish(self) -> site.Report:
        """Put the site into place after the last seed; remember what it was built from.

        Raises:
            PublishError: it cannot be written; the site stays as it is.
        """
        for each in self._opening.rest():
            self._check(each)
        for each in self._checking.rest() if self._checking else ():
            self._publish(each)
        self._state.progress(self.total, self.total, say("Publishing"))
        report = self._build.finish()
        self._remember(report)
        return report

    def _prepare(self, begun: ExitStack) -> None:
        """Find out what was built last, and whether it can be updated.

        Args:
            begun: closes what is opened here.

        Raises:
            PublishError: no site can be built of what is there.
        """
        state = self._state
        built = state.results.recall(self._site_kind, _WHOLE, self.basis, str)
        self._updates = not self._clean and bool(built) and built == site.build_of(state.project)
        refuse_lost_seeds(state.project, self.total)

    def _new_build(self) -> AbstractContextManager[ArticlesBuild]:
        return site.new_build(
            self._state.project,
            self._state.glossary.terms,
            clean=self._clean,
            editor=self._editor,
            former=self._former if self._updates else None,
            workers=self._state.workers,
        )

    def _remember(self, report: site.Report) -> None:
        """Remember what the site was built from, and report what could not be built."""
        state = self._state
        state.results.retain({*report.summaries, *self._withheld, _WHOLE})
        state.results.forget(self._summary_kind, self._withheld)
        for errors in report.errors.values():
            state.errors += errors
        for name, digest in self.digests.items():
            if name in report.summaries:  # without digest: what stands there, to be built anew
                known = "" if name in report.errors else digest or ""
                state.results.keep(self._summary_kind, name, known, report.summaries[name])
                state.results.keep(self._sentences_kind, name, known, self.sentences[name])
                self.links.save(name)
        self.pictures.save()
        state.results.keep(self._site_kind, _WHOLE, self.basis, report.build)
        state.results.keep(self._scope_kind, _WHOLE, self._scope, "")

    def wanted(self) -> frozenset[str]:
        """Return the slugs of all articles except those known to be withheld."""
        names = self._state.names.keys() - self._withheld
        return frozenset(map(self._state.slug, names))

    def void(self, aliases: Iterable[VoidAlias]) -> Iterable[Finding]:
        """Report aliases in front matter that cannot redirect to their article."""
        named = {self._state.name(path): path for path in self._state.paths}
        return void_aliases(self._state.project, named, self._former_addresses, aliases)

    def _check(self, seed: SeedState) -> None:
        """Publish an open seed once it is checked, if checks are required."""
        for each in self._checking.put(seed) if self._checking else (seed,):
            self._publish(each)

    def _publish(self, seed: SeedState) -> None:
        """Build the pages of a seed."""
        self._state.progress(self._added, self.total, say("Publishing"))
        self._added += 1
        found: Sequence[Article | Summary | MadeArticle] = ()
        with seed.contained():
            found = self._article(seed)
        for each in found:
            self._build.add(each)

    def _is_shown_anew(self, seed: SeedState) -> bool:
        """Tell whether a seed's pages will be built, as far as known without reading it."""
        return not self.may_stand(seed) and not self.selection.is_known_to_withhold(seed)

    def may_stand(self, seed: SeedState) -> bool:
        """Tell whether a seed's pages are up to date, as far as known without its text."""
        return (
            self._updates
            and seed.knows(self._summary_kind)
            and self.links.unchanged(seed.where, self.links.known(seed.name))
        )

    def _article(self, seed: SeedState) -> Sequence[Article | Summary | MadeArticle]:
        """Build a seed's article; None if it is not public or cannot be read."""
        withheld = self.selection.withholds(seed)
        if withheld and not self._state.project.preview:
            self._withheld.add(seed.name)
            return []
        hidden = withheld.reason if withheld else ""
        if not self._holders.grants(seed):
            return []
        if known := self.standing(seed, hidden):
            self.pictures.keep(seed.name)
            return [known]
        document, translations = seed.read(), seed.open()
        if not document:  # it may be public no more
            return []
        lost = {*targets_of(document, self._state.every_target)} - {t.target for t in translations}
        if lost and (good := self.last_good(seed, hidden, lost)) is not None:
            return good
        shown = {each.target: self._shown(seed, each) for each in translations}
        entries = {target: its for target, (its, _) in shown.items()}
        uses = {each.target: each.uses_in_whole() for each in translations}
        self.sentences[seed.name] = tuple(each for _, its in shown.values() for each in its)
        self.digests[seed.name] = seed.digest()
        shown_pictures, led = self.pictures.of(document), self.links.of(document, entries)
        revised = self.revised(document)
        former = tuple(self._former_addresses.get(seed.name, ()))
        self.made += 1
        return [
            Article(
                document, entries, uses, shown_pictures, hidden, seed.path, revised, former, led
            )
        ]

    def revised(self, document: Document) -> str:
        """Return the date of a text's last change, and remember what the text is."""
        return self.revisions.of(document)

    def _shown(self, seed: SeedState, translation: DocumentTranslation) -> Shown:
        policy = self._state.project.settings.publish
        return shown_entries(
            translation, policy, partial(checking.found_in, seed, translation.target)
        )

    @cached_property
    def _former_addresses(self) -> Mapping[str, Sequence[str]]:
        return article_addresses.former(self._state.project)

    def standing(self, seed: SeedState, hidden: str) -> Summary | MadeArticle | None:
        """Return the summary of a seed whose pages are up to date.

        Args:
            seed: one that is public.
            hidden: why it is only in a preview; empty if it is in the site.
        """
        digest = seed.digest() if self._updates else None
        if not digest or not self.pictures.unchanged(seed.name):
            return None
        results = self._state.results
        withheld = results.recall(
            self._sentences_kind, seed.name, digest, tuple[WithheldTranslation, ...]
        )
        if withheld is None:
            return None
        self.sentences[seed.name] = withheld
        known = results.recall(self._summary_kind, seed.name, digest, Summary)
        leads = self.links.known(seed.name)
        if not known or known.hidden != hidden or not self.links.unchanged(seed.where, leads):
            return None
        return self._taken_over(seed, known)

    def last_good(
        self, seed: SeedState, hidden: str, lost: AbstractSet[str]
    ) -> Sequence[Summary | MadeArticle] | None:
        """Find the article of a seed as it was built before one of its PO files was damaged.

        Readers keep the pages that are there until that is mended; the fault is told elsewhere.
        Where all others are made anew, its files are taken as they are.

        Args:
            seed: one that is public.
            hidden: as for :meth:`standing`.
            lost: the languages of which the PO files are damaged.
        """
        results = self._state.results
        known = results.last(self._summary_kind, seed.name, Summary)
        if not known or (known.hidden, known.slug) != (hidden, self._state.slug(seed.name)):
            return None
        if lost.isdisjoint(known.languages) or not self._stands:
            return None
        files = None if self._updates else MadeFiles.standing(known, self._state.project.site)
        if not self._updates and not files:
            return None
        withheld = results.last(self._sentences_kind, seed.name, tuple[WithheldTranslation, ...])
        self.sentences[seed.name] = withheld or ()
        self.pictures.keep(seed.name)
        self.stayed.append(seed.where)
        summary = self._taken_over(seed, known)
        return [MadeArticle(summary, files, Seen.of((), ())) if files else summary]

    def _taken_over(self, seed: SeedState, known: Summary) -> Summary:
        self.links.keep(seed.name, seed.where, self.links.known(seed.name))
        self._kept.add(seed.name)
        return known

    def _former(self) -> Iterator[Summary]:
        """Yield the former summaries of published seeds that have changed or are gone."""
        results = self._state.results
        for name in results.names(self._summary_kind):
            if name not in self._kept and (old := results.last(self._summary_kind, name, Summary)):
                yield old
