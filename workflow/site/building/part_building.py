"""Build the articles of one part of a site, for another build to take them as they are."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol
from uuid import uuid4

from workflow.model import Project, Term
from workflow.protocols import silent
from workflow.site.article import Article
from workflow.site.building import deployment
from workflow.site.building.article_writer import BuildSpec
from workflow.site.building.build import SiteBuild
from workflow.site.building.link_check import Seen
from workflow.site.building.report import Report
from workflow.site.summary import Summary
from workflow.store.workers import Workers


class PartNotes(Protocol):
    """Records what a part holds; the record is saved in the part's folder."""

    def begin(self, folder: Path) -> None:
        """Take the folder in which the part is being built."""

    def add(self, summary: Summary, files: int, seen: Seen) -> None:
        """Record an article that was written, the number of its files, and its links."""

    def finish(self, report: Report) -> None:
        """Write the record, once every article was made.

        Raises:
            OSError, PublishError: it cannot be written.
        """


def publish_part(  # noqa: PLR0913 - what may vary has a name
    project: Project,
    place: Path,
    articles: Iterable[Article],
    terms: Iterable[Term],
    notes: PartNotes,
    *,
    editor: bool,
    workers: Workers,
) -> Report:
    """Build the files of some articles, and nothing that is about all of them.

    They are built beside the place, and come there in one step, with the notes: a part is whole or
    not there.

    Args:
        project: the project.
        place: a folder; what was built there before is replaced.
        articles: documents with their translations.
        terms: the glossary.
        notes: is told what was made.
        editor: as for :func:`workflow.site.publish`.
        workers: who writes the articles.

    Raises:
        PublishError: two documents would have the same address, or the folder cannot be written
            or holds something else.
    """
    place.parent.mkdir(parents=True, exist_ok=True)
    with deployment.folder_beside(place, clean=False) as fresh:
        notes.begin(fresh)
        build = SiteBuild(BuildSpec(project, fresh, tuple(terms), editor), notes.add)
        build.write_articles(articles, silent, workers)
        report = Report(
            pages=build.written,
            written=build.written,
            folder=place,
            front=place,
            build=uuid4().hex,
            summaries={each.name: each for each in build.summaries.values()},
            errors=build.errors,
        )
        notes.finish(report)
        deployment.mark(fresh, report.build)
        deployment.swap(place, fresh)
    return report
