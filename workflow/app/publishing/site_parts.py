"""Publish the articles of one part, and put the parts together (``publish --shard``, ``--join``).

A part is a folder with the files of its articles, as they will be in the site, and a file that says
of each what indexes, feeds and search need to know. It follows from files alone and comes into its
place in one step, so parts may be made at once, on several machines, and again at any time. The
build that joins them is one of a whole site, which finds its articles made; an article that is not
what it was when its part was made is made anew.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from contextlib import AbstractContextManager, ExitStack, closing
from dataclasses import dataclass
from pathlib import Path

from workflow import site
from workflow.app.publishing import Published, built
from workflow.app.publishing.published_links import InternalLink
from workflow.app.publishing.revisions import Wording
from workflow.app.publishing.site_publisher import SitePublisher
from workflow.app.publishing.withheld_translations import WithheldTranslation
from workflow.app.publishing.withholding import FRONT, refuse_lost_seeds
from workflow.app.state.project_state import ProjectState
from workflow.app.state.seed_state import SeedState
from workflow.app.state.sharding import Shard
from workflow.errors import PublishError
from workflow.model import Document, Finding, Message, Project, say
from workflow.protocols import Progress, silent
from workflow.site.building.articles_build import ArticlesBuild
from workflow.site.building.link_check import OpenLink, Seen
from workflow.site.building.made_articles import MadeArticle, MadeFiles
from workflow.site.building.part_building import new_part
from workflow.site.summary import Summary
from workflow.store.results import ResultCache

#: The file in a part that lists its contents.
_NOTES = ".articles.db"
#: The kinds of result in it: an article's record and, without a name, what the part depends on.
_ARTICLE, _PART = "article", "part"
#: Records that are read together from each part; some of every part are held.
_WINDOW = 60


@dataclass(frozen=True, slots=True)
class PartArticle:
    """The record of an article in a part.

    Attributes:
        summary: of it.
        withheld: its translations that are not shown.
        wording: for :class:`Revisions`.
        leads: its links to other seeds.
        files: how many it has.
        links: those in its pages that lead out of it.
        faults: what is wrong with the others.
    """

    summary: Summary
    withheld: tuple[WithheldTranslation, ...]
    wording: Wording
    leads: tuple[InternalLink, ...]
    files: int
    links: tuple[OpenLink, ...]
    faults: tuple[Finding, ...]


def place_of(project: Project, shard: Shard) -> Path:
    """Return the folder of a part."""
    return project.cache / "parts" / f"{shard.number}-of-{shard.parts}"


def publish_shard(
    project: Project, shard: Shard, progress: Progress = silent, *, editor: bool = False
) -> Published:
    """Build the pages of one part's articles into a folder of its own; the site stays as it is.

    Args:
        project: whose site.
        shard: the part.
        progress: told of every article.
        editor: as for :func:`workflow.app.publishing.publish`.
    """
    with ProjectState(project, progress=progress) as state:
        state.settle_addresses()
        paths = shard.of(project, state.paths)
        part = PartPublisher(state, place_of(project, shard), len(paths), editor=editor)
        return built(state, part, paths)


def join(
    project: Project,
    parts: int,
    progress: Progress = silent,
    *,
    clean: bool = False,
    editor: bool = False,
) -> Published:
    """Build the site from parts made before, and then remove the parts.

    Args:
        project: whose site.
        parts: how many there are.
        progress: told of every article.
        clean: as for :func:`workflow.app.publishing.publish`.
        editor: likewise.

    If a part is missing, or follows from other settings, that is among the errors, and the site
    stays as it is.
    """
    with ProjectState(project, progress=progress) as state:
        state.settle_addresses()
        joined = JoiningPublisher(state, parts, clean=clean, editor=editor)
        return built(state, joined, state.paths)


class PartPublisher(SitePublisher):
    """Publishes one part, and records its contents.

    Args:
        state: the command's.
        place: the part's folder.
        total: how many seeds are its own.
        editor: as for :class:`SitePublisher`.
    """

    def __init__(self, state: ProjectState, place: Path, total: int, *, editor: bool) -> None:
        super().__init__(state, clean=True, editor=editor)
        self.total = total
        self._place = place
        self._wordings: dict[str, Wording] = {}
        self._notes: ResultCache | None = None

    def _prepare(self, begun: ExitStack) -> None:
        """Prepare nothing: a part is always built from scratch, and may have no seeds."""

    def _new_build(self) -> AbstractContextManager[ArticlesBuild]:
        return new_part(
            self._state.project,
            self._place,
            self._state.glossary.terms,
            self,
            editor=self._editor,
            workers=self._state.workers,
        )

    def _remember(self, report: site.Report) -> None:
        """Report what could not be built; the part's own record holds the rest."""
        for errors in report.errors.values():
            self._state.errors += errors

    def revised(self, document: Document) -> str:
        """Return the date of a text's last change; only the site as a whole records it."""
        wording = self._wordings[document.name] = self.revisions.wording(document)
        return wording[1]

    def last_good(
        self,
        seed: SeedState,
        hidden: str,
        lost: AbstractSet[str],
    ) -> Sequence[Summary | MadeArticle] | None:
        """Leave out an article with a damaged PO file, whose last pages the joined site keeps."""
        return []

    def begin(self, folder: Path) -> None:
        """Open the record of the part in a folder."""
        self._notes = ResultCache(folder / _NOTES)

    def note(self, summary: Summary, files: int, seen: Seen) -> None:
        """Record an article that was written."""
        if not self._notes:
            return
        name = summary.name
        kept = PartArticle(
            summary, self.sentences.pop(name), self._wordings.pop(name), self.links.noted(name),
            files, seen.rows, tuple(seen.findings),
        )  # fmt: skip
        self._notes.keep(_ARTICLE, name, self.digests.pop(name) or "", kept)
        self._state.results.hand(FRONT, name, self._notes)

    def save(self, report: site.Report) -> None:
        """Save the record without failed articles, which are built again when parts are joined.

        Raises:
            PublishError: it cannot be written.
        """
        if not self._notes:
            return
        if report.errors:
            self._notes.forget(_ARTICLE, report.errors)
        self.pictures.save(self._notes)
        self._notes.keep(_PART, "", self.basis, report.pages)
        self._notes.flush()
        if not self._notes.holds(_PART, "", self.basis):
            raise PublishError(
                self._place / _NOTES,
                say("cannot be written"),
                say("Check the folder's permissions and the free space."),
            )
        self._notes.close()


class JoiningPublisher(SitePublisher):
    """Publishes a site whose articles were built in parts.

    Args:
        state: the command's.
        parts: how many there are.
        clean, editor: as for :class:`SitePublisher`.
    """

    def __init__(self, state: ProjectState, parts: int, *, clean: bool, editor: bool) -> None:
        super().__init__(state, clean=clean, editor=editor)
        shards = (Shard(number, parts) for number in range(1, parts + 1))
        self._places = [place_of(state.project, shard) for shard in shards]
        self._notes: list[ResultCache] = []

    def _prepare(self, begun: ExitStack) -> None:
        """Open the records of the parts.

        Raises:
            PublishError: a part is missing, or follows from other settings; or the seeds are gone.
        """
        folder = self._places[0].parent
        if missing := self._named(lambda at: not (self._places[at] / _NOTES).is_file()):
            what = say("parts of the site are missing: {names}", names=missing)
            raise PublishError(folder, what, _advice(missing))
        self._notes = [ResultCache(place / _NOTES, _WINDOW) for place in self._places]
        for notes in self._notes:
            begun.enter_context(closing(notes))
        self.pictures.know(self._notes)
        if others := self._named(lambda at: not self._notes[at].holds(_PART, "", self.basis)):
            what = say(
                "parts of the site were made with other settings, glossary, theme, program or"
                " options: {names}",
                names=others,
            )
            raise PublishError(folder, what, _advice(others))
        refuse_lost_seeds(self._state.project, self.total)

    def _named(self, is_meant: Callable[[int], bool]) -> list[str]:
        """List the parts for which ``is_meant`` is true, as ``--shard`` takes them."""
        parts = len(self._places)
        return [f"{at + 1}/{parts}" for at in range(parts) if is_meant(at)]

    def add(self, seed: SeedState) -> None:
        """Publish a seed, whose front matter is known from the part's record."""
        self._notes[self._at(seed)].hand(FRONT, seed.name, self._state.results)
        super().add(seed)

    def _remember(self, report: site.Report) -> None:
        """Remove the parts once the site is whole and all its links lead somewhere."""
        super()._remember(report)
        if report.build:
            for place in self._places:
                shutil.rmtree(place, ignore_errors=True)

    def _at(self, seed: SeedState) -> int:
        return Shard.number_of(seed.name, len(self._notes)) - 1

    def may_stand(self, seed: SeedState) -> bool:
        """Tell whether a seed's files in a part are up to date, as far as known without text."""
        digest = seed.digest()
        return bool(digest and self._notes[self._at(seed)].holds(_ARTICLE, seed.name, digest))

    def standing(self, seed: SeedState, hidden: str) -> MadeArticle | None:
        """Find the files of a seed in its part, if they are up to date."""
        name, at, digest = seed.name, self._at(seed), seed.digest()
        known = digest and self._notes[at].recall(_ARTICLE, name, digest, PartArticle)
        if not known or hidden or not self.pictures.unchanged(name):
            return None
        if not self.revisions.allows(name, known.wording):
            return None
        if not self.links.unchanged(seed.where, known.leads):
            return None
        self.links.keep(name, seed.where, known.leads)
        self.digests[name], self.sentences[name] = digest, known.withheld
        self.revisions.keep(name, known.wording)
        files = MadeFiles.of(known.summary, self._places[at], known.files)
        return MadeArticle(known.summary, files, Seen.of(known.links, known.faults))


def _advice(parts: Sequence[str]) -> Message:
    """Advise how to build the first of some parts; the others are built likewise."""
    return say("Make each of them: {command}", command=f"workflow publish --shard {parts[0]}")
