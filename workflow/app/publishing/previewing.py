"""Preview the site (``serve``): build it again whenever its sources change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from workflow.app.publishing import publish
from workflow.config import find_project
from workflow.errors import WorkflowError
from workflow.model import Finding, Project


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

    built = _Preview(project)
    serve(project, built.again, host, port, opened=opened, on_event=on_event, due=built.due)


class _Preview:
    """Builds a site again and again, with the settings as they are each time."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._next: datetime | None = None

    def due(self) -> bool:
        """Tell whether an article's publication time or expiry has passed since the last build."""
        return self._next is not None and self._next <= datetime.now(UTC)

    def again(self) -> Sequence[WorkflowError | Finding]:
        """Build the site; return what is wrong with it.

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
