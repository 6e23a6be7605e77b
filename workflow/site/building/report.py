"""Report the outcome of building a site, or a part of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from workflow.errors import WorkflowError
from workflow.model import Finding
from workflow.site.lists.redirects import VoidAlias
from workflow.site.summary import Summary


@dataclass(frozen=True, slots=True)
class Report:
    """What was published.

    Attributes:
        pages: how many pages the site has.
        written: how many of them were written now.
        folder: where it is.
        front: the page to open first.
        build: names this state of the site; see :func:`workflow.site.build_of`. Empty if something
            was found, so that the next build is a whole one and finds it, too.
        summaries: of every article, by its document's name.
        findings: links of the written pages that lead nowhere.
        errors: what could not be made, by the document's name; an article without summary has no
            pages.
        void: former addresses that lead nobody to their articles.
        unnamed: for each language, the sections and tags that have no name in it.
    """

    pages: int
    written: int
    folder: Path
    front: Path
    build: str
    summaries: Mapping[str, Summary]
    findings: Sequence[Finding] = ()
    errors: Mapping[str, Sequence[WorkflowError]] = field(default_factory=dict)
    void: Sequence[VoidAlias] = ()
    unnamed: Mapping[str, Sequence[str]] = field(default_factory=dict)
