"""The review as a web server."""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from pathlib import Path

from workflow import review
from workflow.app.review.backend import Backend
from workflow.errors import WorkflowError
from workflow.model import Project


def review_articles(  # noqa: PLR0913 - what may vary has a name
    project: Project,
    paths: Sequence[Path],
    reviewer: str,
    *,
    host: str,
    port: int,
    opened: Callable[[str], None],
    report: Callable[[str], None],
) -> None:
    """Serves the review until interrupted.

    Args:
        project: whose articles.
        paths: the seeds to review.
        reviewer: who approves, ``Name <address>``.
        host: the address to listen on.
        port: where; 0 for any free one.
        opened: called with the address to open.
        report: called with one line for what happens.

    Raises:
        ConfigError: the host is no single address.
        WorkflowError: the address cannot be listened on.
    """
    backend = Backend(project, paths, reviewer)
    try:
        server = review.ReviewServer(backend, project.settings.site.colors, host, port)
    except OSError as error:
        named = isinstance(error, socket.gaierror)
        raise WorkflowError(
            f"{host}:{port}",
            (error.strerror or "cannot listen").lower(),
            "Choose another --host." if named else "Choose another --port; 0 takes any free one.",
        ) from error
    review.serve(server, opened, report)
