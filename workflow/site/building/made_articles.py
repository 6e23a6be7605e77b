"""Reuse the files of articles that were made before, as a part of a site."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from workflow.errors import PublishError
from workflow.model import say
from workflow.site import links
from workflow.site.building.link_check import Seen
from workflow.site.lists import search
from workflow.site.summary import Summary


@dataclass(frozen=True, slots=True)
class MadeFiles:
    """Where the files of an article are.

    Attributes:
        place: a folder, in which they have the places that they have in a site.
        folders: those of the article.
        count: how many files there are.
    """

    place: Path
    folders: tuple[str, ...]
    count: int

    @classmethod
    def of(cls, summary: Summary, place: Path, count: int) -> MadeFiles:
        """Make the record of an article's files below ``place``."""
        return cls(place, tuple(article_folders(summary)), count)

    @classmethod
    def standing(cls, summary: Summary, site: Path) -> MadeFiles | None:
        """Find the files of an article in a site; None where one of its pages is not there."""
        pages = (site / links.page(tags, summary) / "index.html" for tags in summary.pages)
        if not all(page.is_file() for page in pages):
            return None
        count = sum(len(_files(f"{site}/{folder}")) for folder in article_folders(summary))
        return cls.of(summary, site, count)

    def take(self, site: Path) -> None:
        """Link the files into a site, at the same paths; the originals stay.

        Raises:
            PublishError: some are missing.
            OSError: they cannot be read, or nothing can be written.
        """
        taken = 0
        for folder in self.folders:
            os.makedirs(f"{site}/{folder}", exist_ok=True)  # noqa: PTH103 - pathlib takes longer
            for name in _files(f"{self.place}/{folder}"):
                _take(f"{self.place}/{folder}{name}", f"{site}/{folder}{name}")
                taken += 1
        if taken != self.count:
            raise PublishError(
                self.place,
                say("is not whole: files of {name} are missing", name=self.folders[-1]),
                say("Make this part again."),
            )


@dataclass(frozen=True, slots=True)
class MadeArticle:
    """An article whose files were made before.

    Attributes:
        summary: of it.
        files: where they are.
        seen: the links in its pages.
    """

    summary: Summary
    files: MadeFiles
    seen: Seen


def article_folders(summary: Summary) -> Iterator[str]:
    """Yield the folders of an article's pages, of their downloads, and of its text for search."""
    yield search.folder(summary.slug)
    yield from (links.page(tags, summary) for tags in summary.pages)


def _files(folder: str) -> list[str]:
    """List the files in a folder, without subfolders, which belong to other articles."""
    try:
        with os.scandir(folder) as found:
            return [each.name for each in found if each.is_file()]
    except FileNotFoundError:
        return []


def _take(path: str, to: str) -> None:
    """Give a file a second name; where that cannot be, as on another disk, a copy."""
    try:
        os.link(path, to)
    except FileExistsError:  # whoever began to take the article was killed
        os.unlink(to)  # noqa: PTH108 - as above
        _take(path, to)
    except OSError:
        shutil.copyfile(path, to)
