"""Publish seeds and their catalogs as the site (``publish``).

::

    site_publisher      makes articles of seeds, and builds the site; remembers what it built from
    withholding         which articles are public, and which of their translations
    address_claims      which seed has an address that several claim
    published_links     where links to other seeds lead; published_pictures: what seeds show
    revisions           when each text last changed
    site_parts          publish --shard and --join: a site that is made in parts
    upload              publish --to; upload_targets: a folder, a server, a bucket
    previewing          serve
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from workflow.app.project_state import ProjectState
from workflow.app.publishing.site_publisher import SitePublisher
from workflow.app.publishing.withholding import Unread, WithheldArticle, WithheldTranslation
from workflow.app.seed_state import SeedState
from workflow.errors import WorkflowError, contained
from workflow.model import Finding, Project, Severity
from workflow.protocols import Progress, silent


@dataclass(slots=True)
class Published:
    """Where the site is, how many pages it has, and what could not be published.

    Attributes:
        folder, front: the site, and the page to open first; both are the folder of a part.
        pages: how many it has.
        written: how many of them were written now; the others were as they should be.
        made: how many articles were made now.
        errors: what could not be published.
        findings: links that lead nowhere and, as warnings, pictures that cannot be shown, links of
            seeds to what is not published, and what front matters say that is not understood.
        withheld: the articles that are not public.
        sentences: the translations that are not shown.
        unread: keys of front matter that nothing is made of.
        next: when the next article appears or goes though nothing has changed.
        unnamed: for each language, the sections and tags that have no name in it.
        wanted: the slugs of all articles that are to be public, also where something is wrong
            with them.
    """

    folder: Path
    front: Path
    pages: int = 0
    written: int = 0
    made: int = 0
    errors: list[WorkflowError] = field(default_factory=list)
    findings: Sequence[Finding] = ()
    withheld: Sequence[WithheldArticle] = ()
    sentences: Sequence[WithheldTranslation] = ()
    unread: Sequence[Unread] = ()
    next: datetime | None = None
    unnamed: Mapping[str, Sequence[str]] = field(default_factory=dict)
    wanted: Collection[str] = ()

    @property
    def broken(self) -> Sequence[Finding]:
        """List the links that lead nowhere."""
        return tuple(each for each in self.findings if each.severity is Severity.ERROR)

    @property
    def left(self) -> Sequence[Finding]:
        """List the links of seeds that lead to nothing that is published, or to no part of it."""
        found = (each for each in self.findings if each.check == "links")
        return tuple(each for each in found if each.severity is Severity.WARNING)

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
    project = with_pdf(project) if pdf else project
    with ProjectState(project, progress=progress) as state:
        state.settle_addresses()
        seeds = (SeedState(state, path) for path in state.paths)
        return publish_seeds(state, seeds, clean, editor)


def with_pdf(project: Project) -> Project:
    """Let every page be printed to PDF as well."""
    outputs = (*project.settings.outputs, "pdf")
    return replace(project, settings=replace(project.settings, outputs=outputs))


def publish_seeds(
    state: ProjectState, seeds: Iterable[SeedState], clean: bool = False, editor: bool = False
) -> Published:
    """Build the site from seeds as they come from other stages; see :func:`publish`.

    All of them are taken, even if the site cannot be written.
    """
    return published_by(state, seeds, lambda: SitePublisher(state, clean=clean, editor=editor))


def published_by(
    state: ProjectState, seeds: Iterable[SeedState], choose: Callable[[], SitePublisher]
) -> Published:
    """Build what a publisher makes of some seeds; every seed is consumed, even on an error."""
    seeds = iter(seeds)
    place = state.project.site
    published = Published(place, place / "index.html")
    with contained(place, state.errors.append):
        publisher = choose()
        report = publisher.publish(seeds)
        published.folder, published.front = report.folder, report.front
        published.made = publisher.made
        published.pages, published.written = report.pages, report.written
        selection = publisher.selection
        published.unnamed = report.unnamed
        published.wanted = publisher.wanted()
        published.findings = (
            *report.findings,
            *publisher.pictures.findings,
            *publisher.links.findings,
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
    """Consume all seeds without building anything."""
    deque(seeds, maxlen=0)
    place = state.project.site
    return Published(place, place / "index.html", errors=state.errors)
