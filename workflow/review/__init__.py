"""The browser review: an editor reads an article beside its translation and approves it.

One person's own machine is meant, not the public: the server listens where it is told to, and lets
in only who has the address that the command prints. What is behind it (seeds, catalogs, checks) is
an :class:`Office`; this package knows HTTP, templates and words.
"""

from workflow.review.server import ReviewServer, serve
from workflow.review.sheet import Conflict, Gone, Listing, Office, Proposal, Row, Saved, Sheet, etag

__all__ = [
    "Conflict",
    "Gone",
    "Listing",
    "Office",
    "Proposal",
    "ReviewServer",
    "Row",
    "Saved",
    "Sheet",
    "etag",
    "serve",
]
