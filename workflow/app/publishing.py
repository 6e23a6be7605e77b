"""Publish seeds and their catalogs as the site (``publish``)."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path
from unicodedata import normalize

from workflow import site
from workflow.app import checking, former_addresses, withholding
from workflow.app.document_translation import DocumentTranslation
from workflow.app.project_state import SUMMARY, ProjectState
from workflow.app.published_pictures import Pictures
from workflow.app.revisions import Revisions
from workflow.app.seed_opening import opened
from workflow.app.seed_state import SeedState
from workflow.app.withholding import ArticleSelection, Unread, WithheldArticle, WithheldTranslation
from workflow.errors import PublishError, WorkflowError, contained
from workflow.model import Finding, Project, Severity, say
from workflow.protocols import Progress, silent
from workflow.site import links
from workflow.site.article import Article
from workflow.site.redirects import VoidAlias
from workflow.site.summary import Summary

#: The kinds of result under which an article's summary, its translations that are not shown, and
#: the site's state are remembered.
_KINDS = SUMMARY, "withheld sentences", "site"
#: Stands for the whole project where results have the name of a seed.
_WHOLE = ""


@dataclass(slots=True)
class Published:
    """Where the site is, how many pages it has, and what could not be published.

    Attributes:
        folder, front: the site, and the page to open first.
        pages: how many it has.
        written: how many of them were written now; the others were as they should be.
        errors: what could not be published.
        findings: links that lead nowhere and, as warnings, pictures that cannot be shown and what
            front matters say that is not understood.
        withheld: the articles that are not public.
        sentences: the translations that are not shown.
        unread: keys of front matter that nothing is made of.
        next: when the next article appears or goes though nothing has changed.
        unnamed: for each language, the sections and tags that have no name in it.
    """

    folder: Path
    front: Path
    pages: int = 0
    written: int = 0
    errors: list[WorkflowError] = field(default_factory=list)
    findings: Sequence[Finding] = ()
    withheld: Sequence[WithheldArticle] = ()
    sentences: Sequence[WithheldTranslation] = ()
    unread: Sequence[Unread] = ()
    next: datetime | None = None
    unnamed: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def broken(self) -> Sequence[Finding]:
        """List the links that lead nowhere."""
        return tuple(each for each in self.findings if each.severity is Severity.ERROR)

    @property
    def missing(self) -> Sequence[Finding]:
        """List the pictures that cannot be shown."""
        return tuple(each for each in self.findings if each.check == "picture")


def publish(
    project: Project,
    progress: Progress = silent,
    *,
    clean: bool = False,
    editor: bool = False,
    pdf: bool = False,
) -> Published:
    """Build the site from the seeds and their catalogs as they are on disk.

    Args:
        project: whose site, or preview.
        progress: told of every article.
        clean: build every page anew, whatever is there.
        editor: let each status mark lead to its PO entry.
        pdf: also print every page to PDF, whatever formats the settings name.

    If the site cannot be written, the old one stays and the reason is among the errors.
    """
    if pdf:
        settings = replace(project.settings, outputs=(*project.settings.outputs, "pdf"))
        project = replace(project, settings=settings)
    with ProjectState(project, progress=progress) as state:
        state.settle_addresses()
        seeds = (SeedState(state, path) for path in state.paths)
        return publish_seeds(state, seeds, clean, editor)


def publish_seeds(
    state: ProjectState, seeds: Iterable[SeedState], clean: bool = False, editor: bool = False
) -> Published:
    """Build the site from seeds as they come from other stages; see :func:`publish`.

    All of them are taken, even if the site cannot be written.
    """
    seeds = iter(seeds)
    place = state.project.site
    published = Published(place, place / "index.html")
    with contained(place, state.errors.append):
        publisher = _Publisher(state, clean=clean, editor=editor)
        report = publisher.publish(seeds)
        published.pages, published.written = report.pages, report.written
        selection = publisher.selection
        published.unnamed = report.unnamed
        published.findings = (
            *report.findings,
            *publisher.pictures.findings,
            *selection.findings,
            *publisher.void(report.void),
        )
        published.withheld, published.unread, published.next = (
            selection.withheld,
            selection.unread,
            selection.next,
        )
        published.sentences = [each for its in publisher.sentences.values() for each in its]
    deque(seeds, maxlen=0)
    published.errors = state.errors
    return published


def unpublished(state: ProjectState, seeds: Iterable[SeedState]) -> Published:
    """Take all seeds, and build nothing of them."""
    deque(seeds, maxlen=0)
    place = state.project.site
    return Published(place, place / "index.html", errors=state.errors)


class _Publisher:
    """One build of a site, or an update of the one that was built last.

    Attributes:
        pictures: those that the seeds show.
        selection: decides which articles are public.
        sentences: for each article, by name, the translations that are not shown.
    """

    def __init__(self, state: ProjectState, *, clean: bool, editor: bool) -> None:
        self._state = state
        self.pictures = Pictures(state)
        self._revisions = Revisions(state.results, preview=state.project.preview)
        self.selection = ArticleSelection.of(state.project)
        self.sentences: dict[str, tuple[WithheldTranslation, ...]] = {}
        self._clean = clean
        self._editor = editor
        self._digests: dict[str, str | None] = {}
        self._kept: set[str] = set()
        self._withheld: set[str] = set()
        theme = (path for path in sorted(state.project.theme.rglob("*")) if path.is_file())
        preview = state.project.preview
        kinds = (f"{kind}{'/preview' * preview}" for kind in _KINDS)
        self._summary_kind, self._sentences_kind, self._site_kind = kinds
        hasher = hashlib.blake2b(state.basis + bytes([editor, preview]), digest_size=16)
        for path in theme:
            hasher.update(f"{path}\0{path.stat().st_size}\0".encode(errors="replace"))
            hasher.update(path.read_bytes())
        self._basis = hasher.hexdigest()
        built = state.results.recall(self._site_kind, _WHOLE, self._basis, str)
        self._updates = not clean and bool(built) and built == site.build_of(state.project)

    def publish(self, seeds: Iterable[SeedState]) -> site.Report:
        """Build the site and remember what it was built from."""
        state = self._state
        report = site.publish(
            state.project,
            self._articles(seeds),
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
        for name, digest in self._digests.items():
            if name in report.summaries:  # without digest: what stands there, to be built anew
                known = "" if name in report.errors else digest or ""
                state.results.keep(self._summary_kind, name, known, report.summaries[name])
                state.results.keep(self._sentences_kind, name, known, self.sentences[name])
        self.pictures.save()
        state.results.keep(self._site_kind, _WHOLE, self._basis, report.build)
        return report

    def void(self, aliases: Iterable[VoidAlias]) -> Iterable[Finding]:
        """Tell of aliases in front matters that lead nobody to their articles."""
        named = {self._state.name(path): path for path in self._state.paths}
        return former_addresses.void(self._state.project, named, self._former_addresses, aliases)

    def _articles(self, seeds: Iterable[SeedState]) -> Iterator[Article | Summary]:
        progress, total = self._state.progress, len(self._state.paths)
        for number, seed in enumerate(self._ready(seeds)):
            progress(number, total, "Publishing")
            with seed.contained():
                yield from self._article(seed)
        progress(total, total, "Publishing")

    def _ready(self, seeds: Iterable[SeedState]) -> Iterator[SeedState]:
        """Yield the seeds, open and checked if that will be asked for."""
        found = opened(self._state, seeds, self._is_shown_anew)
        if self._state.project.settings.publish != "checked":
            return found
        targets = dict.fromkeys(self._state.paths, self._state.every_target)
        return checking.checked(self._state, found, targets)

    def _is_shown_anew(self, seed: SeedState) -> bool:
        """Tell whether pages will be made of a seed, as far as that is known without reading it."""
        stands = self._updates and seed.knows(self._summary_kind)
        return not stands and not self.selection.is_known_to_withhold(seed)

    def _article(self, seed: SeedState) -> Sequence[Article | Summary]:
        """Make a seed ready to be published; nothing of one that is not public or unreadable."""
        withheld = self.selection.withholds(seed)
        if withheld and not self._state.project.preview:
            self._withheld.add(seed.name)
            return []
        hidden = withheld.reason if withheld else ""
        if not self._has_own_address(seed):
            return []
        if (known := self._standing(seed)) and known.hidden == hidden:
            self._kept.add(seed.name)
            self.pictures.keep(seed.name)
            return [known]
        if not (document := seed.read()):
            return []
        shown = {each.target: self._shown(seed, each) for each in seed.open()}
        entries = {target: its for target, (its, _) in shown.items()}
        uses = {each.target: each.uses_in_whole() for each in seed.open()}
        self.sentences[seed.name] = tuple(each for _, its in shown.values() for each in its)
        self._digests[seed.name] = seed.digest()
        shown_pictures = self.pictures.of(document)
        revised = self._revisions.of(document)
        former = tuple(self._former_addresses.get(seed.name, ()))
        return [
            Article(document, entries, uses, shown_pictures, hidden, seed.path, revised, former)
        ]

    def _shown(self, seed: SeedState, translation: DocumentTranslation) -> withholding.Shown:
        policy = self._state.project.settings.publish
        return withholding.shown_entries(
            translation, policy, partial(checking.found_in, seed, translation.target)
        )

    @cached_property
    def _former_addresses(self) -> Mapping[str, Sequence[str]]:
        return former_addresses.former(self._state.project)

    @cached_property
    def _holders(self) -> dict[str, Path]:
        """Map each address that several seeds have to the first of them, whatever its text."""
        first: dict[str, Path] = {}
        shared: dict[str, Path] = {}
        for path in self._state.paths:
            slug = self._slug(self._state.name(path))
            if first.setdefault(slug, path) is not path:
                shared[slug] = first[slug]
        return shared

    def _slug(self, name: str) -> str:
        return self._state.slugs.get(name) or links.slug(name)

    def _has_own_address(self, seed: SeedState) -> bool:
        """Tell whether no seed before it has its address; if one has, an error is told.

        Two seeds of one name share everything: they are refused where they are read.
        """
        state, slug = self._state, self._slug(seed.name)
        holder = self._holders.get(slug, seed.path)
        if normalize("NFC", state.name(holder)) == normalize("NFC", seed.name):
            return True
        where, other = (path.relative_to(state.project.root) for path in (seed.path, holder))
        state.errors.append(
            PublishError(
                where.as_posix(),
                say("would have the address of {other}: {slug}", other=other.as_posix(), slug=slug),
                say("Rename one of the two; until then this one has no pages."),
            )
        )
        return False

    def _standing(self, seed: SeedState) -> Summary | None:
        """Find the summary of a seed whose pages in the site are up to date."""
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
        return results.recall(self._summary_kind, seed.name, digest, Summary)

    def _former(self) -> Iterator[Summary]:
        """Yield what was published of seeds that have changed since, or are gone."""
        results = self._state.results
        for name in results.names(self._summary_kind):
            if name not in self._kept and (old := results.last(self._summary_kind, name, Summary)):
                yield old
