"""``publish`` and ``serve``: catalogs and seeds into the site."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from workflow import glossary, readers, site
from workflow.errors import PublishError, WorkflowError
from workflow.glossary import Glossary
from workflow.model import Project
from workflow.pipeline import documents, versions
from workflow.protocols import Progress, silent
from workflow.site import Article


@dataclass(slots=True)
class Published:
    """Where the site is, how many pages it has, and what could not be published."""

    folder: Path
    front: Path
    pages: int = 0
    errors: list[WorkflowError] = field(default_factory=list)


def publish(
    project: Project, progress: Progress = silent, *, clean: bool = False, editor: bool = False
) -> Published:
    """Builds the whole site from the seeds and their catalogs as they are on disk.

    Args:
        project: whose site.
        progress: told of every article.
        clean: build every page anew, whatever is there.
        editor: let each status mark lead to its PO entry.

    If the site cannot be written, the old one stays and the reason is among the errors.
    """
    errors: list[WorkflowError] = []
    terms = glossary.load(project)
    articles = _articles(project, terms, errors, progress)
    try:
        report = site.publish(project, articles, terms.terms, clean=clean, editor=editor)
    except PublishError as error:
        return Published(project.site, project.site / "index.html", 0, [*errors, error])
    return Published(report.folder, report.front, report.pages, errors)


def _articles(
    project: Project, terms: Glossary, errors: list[WorkflowError], progress: Progress
) -> Iterator[Article]:
    targets = project.settings.targets
    paths = readers.seeds(project)
    for document in documents.load_all(project, paths, errors, progress, "Publishing"):
        opened = list(versions.open_versions(project, terms, document, targets, errors))
        yield Article(
            document,
            {version.target: version.catalog.entries for version in opened},
            {version.target: version.uses for version in opened},
        )


def preview(project: Project, host: str, port: int, on_event: Callable[[str], None]) -> None:
    """Serves the site on this machine and builds it again whenever its sources change.

    Returns when interrupted. ``on_event`` is told the address, and of each rebuild and its errors.

    Raises:
        PublishError: the port is taken, or the site cannot be built.
    """
    site.serve(project, lambda: publish(project), host, port, on_event=on_event)
