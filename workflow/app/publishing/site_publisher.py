"""Make articles of seeds, and build the site of those that are public and have changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial

from workflow import site
from workflow.app import article_addresses, checking
from workflow.app.document_translation import DocumentTranslation, targets_of
from workflow.app.project_state import SUMMARY, ProjectState
from workflow.app.publishing import withholding
from workflow.app.publishing.address_claims import AddressHolders, void_aliases
from workflow.app.publishing.published_links import Links
from workflow.app.publishing.published_pictures import Pictures
from workflow.app.publishing.revisions import Revisions
from workflow.app.publishing.withholding import ArticleSelection, WithheldTranslation
from workflow.app.seed_opening import opened
from workflow.app.seed_state import SeedState
from workflow.errors import PublishError
from workflow.model import Document, Finding, Project, say
from workflow.site import links
from workflow.site.article import Article
from workflow.site.building.made_articles import MadeArticle
from workflow.site.lists.redirects import VoidAlias
from workflow.site.summary import Summary

#: The kinds of result under which an article's summary, its translations that are not shown, and
#: the site's state are remembered.
_KINDS = SUMMARY, "withheld sentences", "site"
#: Stands for the whole project where results have the name of a seed.
_WHOLE = ""


def _refuse_lost_seeds(project: Project, total: int) -> None:
    """Refuse to publish when no seed is left, though translations are: the site stays.

    That is what a disk that is not mounted, or half a checkout, looks like; without this all
    articles would go from the site and from where ``publish --to`` brings it.
    """
    if not total and any(project.locales.glob("*/**/*.po")):
        raise PublishError(
            project.seeds,
            say("holds no article, though locales/ has translations of some"),
            say("Bring the seeds back. If all articles are to go, remove their PO files as well."),
        )


class SitePublisher:
    """One build of a site, or an update of the one that was built last.

    Attributes:
        basis: a digest of what all pages follow from.
        total: how many seeds there are.
        made: how many articles were made of them now.
        pictures: those that the seeds show.
        links: those that the seeds have to each other.
        selection: decides which articles are public.
        sentences: for each article, by name, the translations that are not shown.
        digests: for each that is made now, of what its pages follow from; None if that failed.
    """

    def __init__(self, state: ProjectState, *, clean: bool, editor: bool) -> None:
        self._state = state
        self.pictures = Pictures(state)
        self.revisions = Revisions(state.results, preview=state.project.preview)
        self.selection = ArticleSelection.of(state.project)
        self._holders = AddressHolders(state)
        self.links = Links(state, self.selection, self._holders.is_first)
        self.sentences: dict[str, tuple[WithheldTranslation, ...]] = {}
        self.made = 0
        self.total = len(state.paths)
        self._clean = clean
        self._editor = editor
        self.digests: dict[str, str | None] = {}
        self._kept: set[str] = set()
        self._withheld: set[str] = set()
        theme = (path for path in sorted(state.project.theme.rglob("*")) if path.is_file())
        preview = state.project.preview
        kinds = (f"{kind}{'/preview' * preview}" for kind in _KINDS)
        self._summary_kind, self._sentences_kind, self._site_kind = kinds
        hasher = hashlib.blake2b(state.basis + bytes([editor, preview]), digest_size=16)
        for path in theme:
            name = path.relative_to(state.project.theme)
            hasher.update(f"{name}\0{path.stat().st_size}\0".encode(errors="replace"))
            hasher.update(path.read_bytes())
        self.basis = hasher.hexdigest()
        built = state.results.recall(self._site_kind, _WHOLE, self.basis, str)
        self._updates = not clean and bool(built) and built == site.build_of(state.project)

    def publish(self, seeds: Iterable[SeedState]) -> site.Report:
        """Build the site and remember what it was built from.

        Raises:
            PublishError: the seeds are gone, or it cannot be written; the site stays as it is.
        """
        state = self._state
        _refuse_lost_seeds(state.project, self.total)
        report = site.publish(
            state.project,
            self.articles(seeds),
            state.glossary.terms,
            clean=self._clean,
            editor=self._editor,
            former=self._former if self._updates else None,
            workers=state.workers,
        )
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
        return report

    def wanted(self) -> frozenset[str]:
        """Return the slugs of all articles but those that are known to be not public."""
        slugs = self._state.slugs
        names = self._state.names.keys() - self._withheld
        return frozenset(slugs.get(name) or links.slug(name) for name in names)

    def void(self, aliases: Iterable[VoidAlias]) -> Iterable[Finding]:
        """Report aliases in front matter at which no redirect to the article can stand."""
        named = {self._state.name(path): path for path in self._state.paths}
        return void_aliases(self._state.project, named, self._former_addresses, aliases)

    def articles(self, seeds: Iterable[SeedState]) -> Iterator[Article | Summary | MadeArticle]:
        """Yield what is to be published of each seed, if it is public."""
        progress, total = self._state.progress, self.total
        for number, seed in enumerate(self._ready(seeds)):
            progress(number, total, "Publishing")
            with seed.contained():
                yield from self._article(seed)
        progress(total, total, "Publishing")

    def _ready(self, seeds: Iterable[SeedState]) -> Iterator[SeedState]:
        """Yield the seeds, open and checked if that will be asked for."""
        found = opened(self._state, seeds, self._is_shown_anew, only_read=True)
        if self._state.project.settings.publish != "checked":
            return found
        targets = dict.fromkeys(self._state.paths, self._state.every_target)
        return checking.checked(self._state, found, targets)

    def _is_shown_anew(self, seed: SeedState) -> bool:
        """Tell whether a seed's pages will be made, as far as is known without reading it."""
        return not self.may_stand(seed) and not self.selection.is_known_to_withhold(seed)

    def may_stand(self, seed: SeedState) -> bool:
        """Tell whether a seed's pages are up to date, as far as that is known without its text."""
        return (
            self._updates
            and seed.knows(self._summary_kind)
            and self.links.unchanged(seed.where, self.links.known(seed.name))
        )

    def _article(self, seed: SeedState) -> Sequence[Article | Summary | MadeArticle]:
        """Prepare a seed's article; none of a seed that is not public or cannot be read."""
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
        whole = len(translations) == len(targets_of(document, self._state.every_target))
        if not whole and (good := self._last_good(seed, hidden)):
            return [good]
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

    def _shown(self, seed: SeedState, translation: DocumentTranslation) -> withholding.Shown:
        policy = self._state.project.settings.publish
        return withholding.shown_entries(
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

    def _last_good(self, seed: SeedState, hidden: str) -> Summary | None:
        """Find the article of a seed as it was made before one of its PO files was damaged.

        Readers keep the pages that are there until that is mended; the fault is told elsewhere.

        Args:
            seed: one that is public.
            hidden: as for :meth:`standing`.
        """
        results = self._state.results
        known = results.last(self._summary_kind, seed.name, Summary) if self._updates else None
        slug = self._state.slugs.get(seed.name) or links.slug(seed.name)
        if not known or (known.hidden, known.slug) != (hidden, slug):
            return None
        withheld = results.last(self._sentences_kind, seed.name, tuple[WithheldTranslation, ...])
        self.sentences[seed.name] = withheld or ()
        self.pictures.keep(seed.name)
        return self._taken_over(seed, known)

    def _taken_over(self, seed: SeedState, known: Summary) -> Summary:
        self.links.keep(seed.name, seed.where, self.links.known(seed.name))
        self._kept.add(seed.name)
        return known

    def _former(self) -> Iterator[Summary]:
        """Yield the former summaries of published seeds that have changed since, or are gone."""
        results = self._state.results
        for name in results.names(self._summary_kind):
            if name not in self._kept and (old := results.last(self._summary_kind, name, Summary)):
                yield old
