"""Build the articles of one part of a site, for another build to reuse."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Protocol
from uuid import uuid4

from workflow.model import Project, Term
from workflow.site.building import deployment
from workflow.site.building.article_writer import BuildSpec, Rendered
from workflow.site.building.articles_build import ArticlesBuild, Report
from workflow.site.building.link_check import Seen
from workflow.site.summary import Summary
from workflow.store.workers import Workers


class PartNotes(Protocol):
    """Records what a part holds; the record is saved in the part's folder."""

    def begin(self, folder: Path) -> None:
        """Begin the record of a part that is built in a folder."""

    def note(self, summary: Summary, files: int, seen: Seen) -> None:
        """Record an article that was written, the number of its files, and its links."""

    def save(self, report: Report) -> None:
        """Write the record, once every article was made.

        Raises:
            OSError, PublishError: it cannot be written.
        """


@contextmanager
def new_part(  # noqa: PLR0913 - what may vary has a name
    project: Project,
    place: Path,
    terms: Iterable[Term],
    notes: PartNotes,
    *,
    editor: bool,
    workers: Workers,
) -> Iterator[ArticlesBuild]:
    """Begin to build the files of some articles, without the pages about all articles.

    They are built in a temporary folder that replaces the place in one step, together with the
    notes, so that a part is complete or absent.

    Args:
        project: the project.
        place: a folder; what was built there before is replaced.
        terms: the glossary.
        notes: records what was built.
        editor: as for :func:`workflow.site.new_build`.
        workers: write the articles.

    Raises:
        PublishError: the folder cannot be written or holds something else.
    """
    place.parent.mkdir(parents=True, exist_ok=True)
    with deployment.folder_beside(place, clean=False) as fresh:
        notes.begin(fresh)
        spec = BuildSpec(project, fresh, tuple(terms), editor)
        with closing(_PartBuild(spec, place, workers, notes)) as build:
            yield build


class _PartBuild(ArticlesBuild):
    """The build of a part: its articles, with the notes about them."""

    def __init__(self, spec: BuildSpec, place: Path, workers: Workers, notes: PartNotes) -> None:
        super().__init__(spec, place, workers)
        self._notes = notes

    def _note(self, summary: Summary, rendered: Rendered, seen: Seen) -> None:
        super()._note(summary, rendered, seen)
        if rendered.pages:
            self._notes.note(summary, rendered.files, seen)

    def _finish(self) -> Report:
        place, fresh = self._target, self._spec.folder
        report = Report(
            pages=self.written,
            written=self.written,
            folder=place,
            front=place,
            build=uuid4().hex,
            summaries={each.name: each for each in self.summaries.values()},
            errors=self.errors,
        )
        self._notes.save(report)
        deployment.mark(fresh, report.build)
        deployment.swap(place, fresh)
        return report
