"""Serve the browser review: editors read an article beside its translation and approve it.

The server is made for a newsroom, not the public: it admits only editors who are invited or named
by a proxy. Seeds, catalogs and checks are behind a :class:`Backend`; this package knows HTTP,
templates and labels.

::

    server       connections and requests; refusing: what is no valid HTTP
    answering    what is answered to requests; calls: to scripts; served: what all answers share
    guard        who may ask for anything; admissions: invitations, and who has come in by them
    presence     who is at which sentence
    backend      what is asked of the articles; article_view: what is shown of them
    query        search in the queue, and in all sentences
    views        pages and rows; descriptions, localization: in the reader's language
"""

from workflow.review.admissions import Sessions
from workflow.review.article_view import (
    ArticleRow,
    ArticleView,
    Listing,
    Typed,
    etag,
)
from workflow.review.backend import (
    Backend,
    Conflict,
    Forbidden,
    Gone,
    PagePart,
    Parting,
    Saved,
    SegmentAddress,
    TermProposal,
)
from workflow.review.guard import Access
from workflow.review.server import ReviewServer, serve

__all__ = [
    "Access",
    "ArticleRow",
    "ArticleView",
    "Backend",
    "Conflict",
    "Forbidden",
    "Gone",
    "Listing",
    "PagePart",
    "Parting",
    "ReviewServer",
    "Saved",
    "SegmentAddress",
    "Sessions",
    "TermProposal",
    "Typed",
    "etag",
    "serve",
]
