"""Tell the outcome of publishing (``publish``)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from workflow.app.withholding import Unread, WithheldArticle, WithheldTranslation
from workflow.errors import WorkflowError
from workflow.model import Finding, Severity


@dataclass(slots=True)
class Published:
    """Where the site is, how many pages it has, and what could not be published.

    Attributes:
        folder, front: the site, and the page to open first; both are the folder of a part.
        pages: how many it has.
        written: how many of them were written now; the others were as they should be.
        made: how many articles were made now.
        errors: what could not be published.
        findings: links that lead nowhere and, as warnings, pictures that cannot be shown, links of
            seeds to what is not published, and what front matters say that is not understood.
        withheld: the articles that are not public.
        sentences: the translations that are not shown.
        unread: keys of front matter that nothing is made of.
        next: when the next article appears or goes though nothing has changed.
        unnamed: for each language, the sections and tags that have no name in it.
        wanted: the slugs of all articles that are to be public, also where something is wrong
            with them.
    """

    folder: Path
    front: Path
    pages: int = 0
    written: int = 0
    made: int = 0
    errors: list[WorkflowError] = field(default_factory=list)
    findings: Sequence[Finding] = ()
    withheld: Sequence[WithheldArticle] = ()
    sentences: Sequence[WithheldTranslation] = ()
    unread: Sequence[Unread] = ()
    next: datetime | None = None
    unnamed: Mapping[str, Sequence[str]] = field(default_factory=dict)
    wanted: Collection[str] = ()

    @property
    def broken(self) -> Sequence[Finding]:
        """List the links that lead nowhere."""
        return tuple(each for each in self.findings if each.severity is Severity.ERROR)

    @property
    def left(self) -> Sequence[Finding]:
        """List the links of seeds that lead to nothing that is published, or to no part of it."""
        found = (each for each in self.findings if each.check == "links")
        return tuple(each for each in found if each.severity is Severity.WARNING)

    @property
    def missing(self) -> Sequence[Finding]:
        """List the pictures that cannot be shown."""
        return tuple(each for each in self.findings if each.check == "picture")
