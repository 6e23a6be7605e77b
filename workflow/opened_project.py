"""Give Python programs a project: what :func:`workflow.open_project` returns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from os import PathLike
from pathlib import Path
from typing import TypeAlias

from workflow import glossary
from workflow.app import checking, publishing, running, status
from workflow.app.checking import Checked
from workflow.app.publishing import Published
from workflow.app.running import Outcome, RunResult
from workflow.app.state import seed_files
from workflow.app.state.project_state import Work
from workflow.app.status import Status
from workflow.config import find_project, with_engine
from workflow.glossary import Glossary
from workflow.languages import language
from workflow.model import Project, Settings
from workflow.protocols import Progress, silent


def open_project(folder: str | PathLike[str] = ".") -> OpenProject:
    """Open the project in a folder, or in its nearest parent that is one.

    Raises:
        ConfigError: there is none, or its settings cannot be used.
    """
    return OpenProject(find_project(Path(folder)))


#: One language tag, or several.
Languages: TypeAlias = str | Sequence[str]


class OpenProject:
    """A project folder, and what the commands of ``workflow`` do in it.

    Bad input never stops the rest: errors are collected in ``errors`` of what is given back.

    Attributes:
        folder: the project's.
        settings: as its settings file has them.
        project: the same for the modules of this package.
    """

    def __init__(self, project: Project) -> None:
        self.project = project
        self.folder = project.root
        self.settings: Settings = project.settings

    def run(
        self,
        *seeds: str,
        to: Languages = (),
        engine: str = "",
        source_language: str = "",
        redo_drafts: bool = False,
        progress: Progress = silent,
    ) -> RunResult:
        """Translate new sentences, check everything, publish the site: ``workflow run``.

        Args:
            seeds: the articles to translate, as on the command line; all without any.
            to: the target language or languages to work on; the project's without any.
            engine: another than the settings name.
            source_language: the language that these seeds are in; detected when empty.
            redo_drafts: also translate again what no person has touched.
            progress: called as work goes on: done, total, what is being done.

        Raises:
            SourceError: an argument names no seed.
            ConfigError: there is no such engine or language.
        """
        source = source_language and language(source_language).tag
        work = self._work(seeds, to, engine)
        work = replace(work, source=source, redo_drafts=redo_drafts, again=bool(seeds))
        return running.run(work, progress)

    def sync(self, *seeds: str, to: Languages = (), progress: Progress = silent) -> Outcome:
        """Merge seeds into their PO files without translating: ``workflow sync``."""
        return running.sync(self._work(seeds, to), progress)

    def translate(
        self,
        *seeds: str,
        to: Languages = (),
        engine: str = "",
        redo_drafts: bool = False,
        progress: Progress = silent,
    ) -> Outcome:
        """Fill empty entries, leaving approved ones alone: ``workflow translate``."""
        work = replace(self._work(seeds, to, engine), redo_drafts=redo_drafts, again=bool(seeds))
        return running.translate(work, progress)

    def check(self, *paths: str, to: Languages = (), progress: Progress = silent) -> Checked:
        """Find mistakes in the translations: ``workflow check``."""
        locales = seed_files.locales_of(self.project, paths)
        return checking.check(replace(self._work(paths, to), locales=locales), progress)

    def status(self, *seeds: str, to: Languages = (), progress: Progress = silent) -> Status:
        """Count how many sentences are reviewed, draft, stale or empty: ``workflow status``."""
        return status.status(self._work(seeds, to), progress)

    def publish(self, *, clean: bool = False, progress: Progress = silent) -> Published:
        """Build the site from the existing translations: ``workflow publish``."""
        return publishing.publish(self.project, progress, clean=clean)

    def glossary(self) -> Glossary:
        """Load its termbase."""
        return glossary.load(self.project)

    def _work(self, seeds: Sequence[str], to: Languages, engine: str = "") -> Work:
        project = with_engine(self.project, engine or None)
        tags = (to,) if isinstance(to, str) else to
        targets = tuple(dict.fromkeys(language(tag).tag for tag in tags if tag))
        inside = [self._within(each) for each in seeds]
        return Work(project, seed_files.select(project, inside), targets)

    def _within(self, seed: str) -> str:
        """Find a relative path in the project, wherever the program was started."""
        place = self.folder / seed
        return str(place) if place.exists() else seed
