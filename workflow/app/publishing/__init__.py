"""Publish seeds and their catalogs as the site (``publish``), and preview it (``serve``).

::

    site_publisher      makes articles of the seeds that are added, and builds the site; remembers
                        what it built from
    withholding         which articles are public; withheld_translations: which of their drafts
    address_claims      which seed has an address that several claim
    published_links     where links to other seeds lead; published_pictures: what seeds show
    revisions           when each text last changed
    site_parts          publish --shard and --join: a site that is made in parts
    upload              publish --to; upload_targets: a folder, a server, a bucket
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from workflow.app.publishing.withheld_translations import WithheldTranslation
from workflow.app.publishing.withholding import Unread, WithheldArticle
from workflow.app.state.project_state import ProjectState
from workflow.app.state.seed_state import SeedState
from workflow.config import find_project
from workflow.errors import WorkflowError, contained
from workflow.model import Finding, Project, Severity
from workflow.protocols import Progress, silent

if TYPE_CHECKING:
    from workflow import site
    from workflow.app.publishing.site_publisher import SitePublisher


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
        stayed: seeds whose pages are those of before, because a PO file is damaged.
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
    stayed: Sequence[str] = ()
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
        """List the links of seeds to anything that is not published."""
        found = (each for each in self.findings if each.check == "links")
        return tuple(each for each in found if each.severity is Severity.WARNING)

    @property
    def articles(self) -> Sequence[Finding]:
        """List the doubts about whole articles and their front matter."""
        return tuple(each for each in self.findings if each.check in ("article", "front-matter"))

    @property
    def missing(self) -> Sequence[Finding]:
        """List the pictures that cannot be shown."""
        return tuple(each for each in self.findings if each.check == "picture")


class SiteUnderWay:
    """The site while seeds are added to it; use it in a ``with`` statement.

    If it cannot be built, the old one stays and the reason is among the state's errors; those who
    add seeds go on.

    Args:
        state: the command's.
        publisher: builds the site, or a part of it; None if no site is wanted.

    Attributes:
        published: what was published; complete after :meth:`finish`.
    """

    def __init__(self, state: ProjectState, publisher: SitePublisher | None) -> None:
        self._state = state
        self._publisher = publisher
        self._under_way = ExitStack()
        self._place = place = state.project.site
        self.published = Published(place, place / "index.html", errors=state.errors)

    def __enter__(self) -> Self:
        if self._publisher:
            with contained(self._place, self._give_up):
                self._under_way.enter_context(self._publisher)
        return self

    def __exit__(self, *raised: Any) -> None:
        self._under_way.__exit__(*raised)

    def add(self, seed: SeedState) -> None:
        """Add a seed's article, if it is public."""
        if self._publisher:
            with contained(self._place, self._give_up):
                self._publisher.add(seed)

    def finish(self) -> Published:
        """Put the site into place, once all seeds have been added."""
        if self._publisher:
            with contained(self._place, self._give_up):
                self._fill_in(self._publisher, self._publisher.finish())
        return self.published

    def _fill_in(self, publisher: SitePublisher, report: site.Report) -> None:
        """Say in the outcome what the publisher has done."""
        published, selection = self.published, publisher.selection
        published.folder, published.front = report.folder, report.front
        published.made = publisher.made
        published.pages, published.written = report.pages, report.written
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
        published.stayed = publisher.stayed
        published.sentences = [each for its in publisher.sentences.values() for each in its]

    def _give_up(self, error: WorkflowError) -> None:
        self._publisher = None
        self._state.errors.append(error)
        self._under_way.close()


def publish(
    project: Project, progress: Progress = silent, *, clean: bool = False, editor: bool = False
) -> Published:
    """Build the site from the seeds and their catalogs as they are on disk.

    Args:
        project: whose site, or preview.
        progress: told of every article.
        clean: build every page anew, whatever is there.
        editor: let each status mark lead to its PO entry.

    If the site cannot be written, the old one stays and the reason is among the errors.
    """
    from workflow.app.publishing.site_publisher import SitePublisher  # slow to import

    with ProjectState(project, progress=progress) as state:
        state.settle_addresses()
        return built(state, SitePublisher(state, clean=clean, editor=editor), state.paths)


def built(state: ProjectState, publisher: SitePublisher, paths: Iterable[Path]) -> Published:
    """Build a site, or a part of one, of the seeds at some paths."""
    with SiteUnderWay(state, publisher) as its_site:
        for path in paths:
            its_site.add(SeedState(state, path))
        return its_site.finish()


def with_pdf(project: Project) -> Project:
    """Return a project whose pages are printed to PDF as well, whatever its settings name."""
    outputs = (*project.settings.outputs, "pdf")
    return replace(project, settings=replace(project.settings, outputs=outputs))


def preview(
    project: Project,
    host: str,
    port: int,
    opened: Callable[[str], None],
    on_event: Callable[[str], None],
) -> None:
    """Serve the site on this machine, and build it again whenever its sources change.

    Returns when interrupted. ``opened`` is told the address, ``on_event`` of each rebuild and its
    errors.

    Raises:
        PublishError: the port is taken, or the site cannot be built.
    """
    from workflow.site.preview import serve

    builds = _Preview(project)
    serve(project, builds.again, (host, port), opened, on_event, due=builds.due)


class _Preview:
    """Builds a site again and again, with the settings as they are each time."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._next: datetime | None = None

    def due(self) -> bool:
        """Tell whether an article's publication time or expiry has passed since the last build."""
        return self._next is not None and self._next <= datetime.now(UTC)

    def again(self) -> Sequence[WorkflowError | Finding]:
        """Build the site; return the errors.

        Raises:
            WorkflowError: it cannot be built; the old one stays.
        """
        self._next = None
        project = find_project(self._project.root)
        published = publish(replace(project, preview=self._project.preview))
        self._next = published.next
        if not published.pages:  # why not is told last
            raise published.errors[-1]
        return [*published.errors, *published.findings]
