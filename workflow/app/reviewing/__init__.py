"""Run the review in the browser (``review``).

The pages and the HTTP server are in :mod:`workflow.review`, which asks a ``Backend`` for articles
and hands it decisions. Here is that backend::

    deciding         ProjectReview, the backend: writes decisions into PO files
    reading          its base class: reads the queue, an article and its findings
    article_files    seeds and PO files, read again only when they change
    article_queue    the list of articles
    rows             the sentences of an article, with their findings
    live_pages       an article as it would be published
    sentence_search  search in all articles, and replacement of words
    redrafting       a new draft of one sentence
    undoing          decisions that can be undone; typed_texts: unsaved texts
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from workflow import review
from workflow.app.reviewing.deciding import ProjectReview
from workflow.errors import WorkflowError
from workflow.model import Project, TeamMember, say


def review_server(
    project: Project,
    paths: Sequence[Path],
    reviewer: str,
    access: review.Access,
    invited: Sequence[TeamMember] = (),
) -> review.ReviewServer:
    """Create the server of a review.

    Args:
        project: whose articles.
        paths: the seeds to review.
        reviewer: who runs it, ``Name <address>``, and may do everything.
        access: where it is served.
        invited: who else takes part, in place of the same ones of the settings.

    Raises:
        ConfigError: others could read along at the address, or nobody could come in.
        WorkflowError: the address cannot be listened on.
    """
    backend = ProjectReview(project, paths, reviewer)
    owner = backend.editor
    people = {each.key: each for each in (*project.settings.review.people, *invited)}
    people.pop(owner.key, None)
    sessions = review.Sessions((owner, *people.values()), project.cache / "review-sessions.json")
    try:
        return review.ReviewServer(backend, project.settings.site.colors, access, sessions)
    except OSError as error:
        named = isinstance(error, socket.gaierror)
        raise WorkflowError(
            f"{access.host}:{access.port}",
            (error.strerror or "cannot listen").lower(),
            say("Choose another --host.")
            if named
            else say("Choose another --port; 0 takes any free one."),
        ) from error


def serve_review(
    server: review.ReviewServer,
    opened: Callable[[review.ReviewServer], None],
    report: Callable[[str], None],
) -> None:
    """Serve a review until interrupted.

    Args:
        server: of the review.
        opened: called with it once it listens.
        report: called with one line for what happens.
    """

    def begun(server: review.ReviewServer) -> None:
        threading.Thread(target=_look, args=(server.backend,), daemon=True).start()
        opened(server)

    review.serve(server, begun, report)


def _look(backend: review.Backend) -> None:
    """Load the queue while the browser opens: the first time takes long.

    What is wrong is told when the queue is shown.
    """
    with suppress(WorkflowError, OSError):
        backend.queue()
