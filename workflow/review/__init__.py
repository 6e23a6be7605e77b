"""The browser review: an editor reads an article beside its translation and approves it.

One person's own machine is meant, not the public: the server listens where it is told to, and lets
in only who has the address that the command prints. What is behind it (seeds, catalogs, checks) is
a :class:`Backend`; this package knows HTTP, templates and words.
"""

from workflow.review.article_view import (
    ArticleRow,
    ArticleView,
    Backend,
    Conflict,
    Gone,
    Listing,
    Saved,
    TermProposal,
    Typed,
    etag,
)
from workflow.review.server import ReviewServer, serve

__all__ = [
    "ArticleRow",
    "ArticleView",
    "Backend",
    "Conflict",
    "Gone",
    "Listing",
    "ReviewServer",
    "Saved",
    "TermProposal",
    "Typed",
    "etag",
    "serve",
]
