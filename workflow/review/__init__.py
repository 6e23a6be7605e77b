"""The browser review: an editor reads an article beside its translation and approves it.

One person's own machine is meant, not the public: the server listens where it is told to, and lets
in only who has the address that the command prints. What is behind it (seeds, catalogs, checks) is
a :class:`Backend`; this package knows HTTP, templates and words.
"""

from workflow.review.server import ReviewServer, serve
from workflow.review.sheet import (
    Backend,
    Conflict,
    Gone,
    Listing,
    Saved,
    Sheet,
    SheetRow,
    TermProposal,
    Typed,
    etag,
)

__all__ = [
    "Backend",
    "Conflict",
    "Gone",
    "Listing",
    "ReviewServer",
    "Saved",
    "Sheet",
    "SheetRow",
    "TermProposal",
    "Typed",
    "etag",
    "serve",
]
