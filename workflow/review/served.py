"""Hold what all answers of a review share: articles, pages, guard, presence."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass

from workflow.model import TeamMember
from workflow.review.backend import Backend
from workflow.review.guard import Guard
from workflow.review.presence import Presence
from workflow.review.views import Views


@dataclass(slots=True)
class Served:
    """A running review, with everything that answering a request needs.

    Attributes:
        backend: the articles, for decisions in the name of whoever runs the server.
        pages: what is shown.
        guard: who may come in, and call.
        presence: who is at which sentence.
        welcomed: called with an editor who comes in.
        failed: called with an error that no answer expects.
    """

    backend: Backend
    pages: Views
    guard: Guard
    presence: Presence
    welcomed: Callable[[TeamMember], None]
    failed: Callable[[Exception], None]


def print_error(error: Exception) -> None:
    """Print what went wrong with a request, for whoever runs the server."""
    traceback.print_exception(error, file=sys.stderr)
