"""``exchange export``: a locale out for review, one file a seed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from workflow import exchange
from workflow.errors import ExchangeError, WorkflowError
from workflow.exchange import Package, Unit
from workflow.files import write_atomic
from workflow.languages import language
from workflow.model import Project
from workflow.pipeline import exchange_import, versions
from workflow.pipeline.attribution import attributed
from workflow.pipeline.versions import Version
from workflow.pipeline.workspace import Workspace
from workflow.protocols import Progress, silent


@dataclass(frozen=True, slots=True)
class Handout:
    """What goes out.

    Attributes:
        target: BCP 47 tag of the locale.
        form: one of :data:`workflow.exchange.FORMATS`.
        folder: where to; a file of the same name is replaced once all that an editor wrote into
            it has been imported.
    """

    target: str
    form: str
    folder: Path


@dataclass(slots=True)
class Exported:
    """The files written, how many sentences they hold, and what could not be read."""

    files: list[Path] = field(default_factory=list)
    sentences: int = 0
    errors: list[WorkflowError] = field(default_factory=list)


def export_locale(
    project: Project, paths: Sequence[Path], handout: Handout, progress: Progress = silent
) -> Exported:
    """Writes one file a seed, ``FOLDER/NAME.LOCALE.EXT``; the catalogs stay as they are.

    Args:
        project: whose.
        paths: the seeds.
        handout: what to write, and where.
        progress: told of every seed.
    """
    target, form, folder = handout.target, handout.form, handout.folder
    with Workspace(project, [target], progress) as workspace:
        exported = Exported(errors=workspace.errors)
        for version in (
            each for seed in workspace.seeds(paths, "Exporting") for each in seed.asked
        ):
            package = _package(project, version)
            name = f"{version.document.name}.{language(target).gettext}.{exchange.FORMATS[form]}"
            if _holds_work(workspace, folder / name, version):
                exported.errors.append(_refusal(folder / name))
                continue
            write_atomic(folder / name, exchange.write(package, form))
            exported.files.append(folder / name)
            exported.sentences += len(package.units)
        return exported


def _holds_work(workspace: Workspace, path: Path, version: Version) -> bool:
    """Whether a file that is there already has something in it that the catalog has not."""
    if not path.exists():
        return False
    document, target = version.document, version.target
    try:
        copy = versions.open_version(
            workspace.project, workspace.terms, document, target, version.uses
        )
        return exchange_import.would_change(copy, path)
    except WorkflowError:
        return True


def _refusal(path: Path) -> ExchangeError:
    return ExchangeError(
        path, "holds work that is not in the catalog", "Import it first, or name another folder."
    )


def _package(project: Project, version: Version) -> Package:
    document = version.document
    entries = attributed(project, version.catalog.entries)
    units: dict[str, Unit] = {}
    for segment, uses in zip(document.segments, version.uses, strict=True):
        if segment.text in units:
            continue
        entry = entries[segment.text]
        place = f"block {segment.block + 1}, sentence {segment.position + 1}: {segment.kind}"
        units[segment.text] = Unit(
            key=segment.key,
            entry=entry,
            kind=segment.kind,
            notes=(place, *entry.problems, *map("memory: ".__add__, entry.similar)),
            terms=tuple(dict.fromkeys((use.source, use.target) for use in uses if use.target)),
            markup=document.blocks[segment.block].markup,
        )
    return Package(
        project=project.settings.name,
        seed=document.name,
        path=document.path,
        source=document.language,
        target=version.target,
        date=datetime.now().astimezone().isoformat(timespec="seconds"),
        units=tuple(units.values()),
    )
