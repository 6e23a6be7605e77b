"""Say how many there are of what commands report."""

from __future__ import annotations

from workflow.model import Message, say

#: What is counted: for one, and for more.
_COUNTED = {
    "approval": (say("1 approval"), say("{count} approvals")),
    "approved sentence": (say("1 approved sentence"), say("{count} approved sentences")),
    "article": (say("1 article"), say("{count} articles")),
    "decision": (say("1 decision"), say("{count} decisions")),
    "draft": (say("1 draft"), say("{count} drafts")),
    "file": (say("1 file"), say("{count} files")),
    "finding": (say("1 finding"), say("{count} findings")),
    "more place": (say("1 more place"), say("{count} more places")),
    "name": (say("1 name"), say("{count} names")),
    "new article": (say("1 new article"), say("{count} new articles")),
    "page": (say("1 page"), say("{count} pages")),
    "PO file": (say("1 PO file"), say("{count} PO files")),
    "request": (say("1 request"), say("{count} requests")),
    "retry": (say("1 retry"), say("{count} retries")),
    "row": (say("1 row"), say("{count} rows")),
    "seed": (say("1 seed"), say("{count} seeds")),
    "sentence": (say("1 sentence"), say("{count} sentences")),
    "term": (say("1 term"), say("{count} terms")),
    "translation": (say("1 translation"), say("{count} translations")),
    "unit": (say("1 unit"), say("{count} units")),
}


def counted(count: int, noun: str) -> Message:
    """Return a count with its noun, one of those above.

    >>> print(counted(1, "finding"), counted(1200, "retry"), sep=", ")
    1 finding, 1,200 retries
    """
    one, many = _COUNTED[noun]
    return one if count == 1 else say(many, count=f"{count:,}")
