"""Hand a locale out for review (``exchange export``), one file per seed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from workflow import exchange
from workflow.app import exchange_import
from workflow.app.checking import translation_findings
from workflow.app.state.document_translation import DocumentTranslation, open_translation
from workflow.app.state.kept_opinions import judgements
from workflow.app.state.project_state import ProjectState, Work
from workflow.app.state.seed_state import each_seed
from workflow.catalog.attribution import attributed
from workflow.errors import ExchangeError, WorkflowError, contained
from workflow.exchange import OutgoingSentence, ReviewPackage
from workflow.languages import language
from workflow.model import Project, say
from workflow.protocols import Progress, silent
from workflow.qa import baseline
from workflow.store.files import write_atomic


@dataclass(frozen=True, slots=True)
class Handout:
    """What to hand out, and in which format.

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
    """The written files, the number of their sentences, and what could not be read."""

    files: list[Path] = field(default_factory=list)
    sentences: int = 0
    errors: list[WorkflowError] = field(default_factory=list)


def export_locale(work: Work, handout: Handout, progress: Progress = silent) -> Exported:
    """Write one file per seed, ``FOLDER/NAME.LOCALE.EXT``; the catalogs stay as they are.

    Args:
        work: which seeds.
        handout: what to write, and where.
        progress: told of every seed.
    """
    with replace(work, targets=[handout.target]).begin(progress) as state:
        exported = Exported(errors=state.errors)
        for seed in each_seed(state, work.paths, say("Exporting")):
            for translation in seed.open_wanted():
                with seed.contained(seed.po(translation.target)):
                    _export(state, translation, handout, exported)
        return exported


def _export(
    state: ProjectState, translation: DocumentTranslation, handout: Handout, exported: Exported
) -> None:
    """Write the file of one seed.

    Raises:
        ConfigError: nobody would take it back: its language is none of the project's.
        ExchangeError: a file that is there holds work that is nowhere else.
    """
    exchange_import.must_be_locale(state.project, translation.target, translation.catalog.path)
    package = _package(state.project, translation, _found(state, translation))
    locale, extension = language(handout.target).gettext, exchange.FORMATS[handout.form]
    path = handout.folder / f"{translation.document.name}.{locale}.{extension}"
    if _holds_work(state, path, translation):
        hint = say("Import it first, or name another folder.")
        raise ExchangeError(path, say("holds work that is not in the catalog"), hint)
    write_atomic(path, exchange.write(package, handout.form))
    exported.files.append(path)
    exported.sentences += len(package.sentences)


def _holds_work(state: ProjectState, path: Path, translation: DocumentTranslation) -> bool:
    """Tell whether an existing file holds work that the catalog does not have yet."""
    if not path.exists():
        return False
    document, target = translation.whole, translation.target
    faults: list[WorkflowError] = []
    with contained(path, faults.append):
        copy = open_translation(state.project, state.glossary, document, target)
        return exchange_import.would_change(copy, path)
    return True  # what cannot be read may hold anything


def _found(state: ProjectState, translation: DocumentTranslation) -> Mapping[str, Sequence[str]]:
    """Return the findings as text, by sentence; failing checks are reported once."""
    found: dict[str, list[str]] = {}
    said = judgements(state.project).of(translation.whole.name, translation.target)
    told = translation_findings.findings(
        translation, translation_findings.Checks.load(), state.errors.append, said
    )
    for each in baseline.read(state.project).unknown(told.shown):
        words = str(each.message)  # that of ``machine``: the problem that the entry itself tells of
        line = words if each.check == "machine" else f"{each.check}: {words}"
        found.setdefault(each.source, []).append(line)
    return found


def _package(
    project: Project, translation: DocumentTranslation, found_by_checks: Mapping[str, Sequence[str]]
) -> ReviewPackage:
    document = translation.document
    entries = attributed(translation.catalog)
    found: dict[str, OutgoingSentence] = {}
    for segment, uses in zip(document.segments, translation.uses, strict=True):
        if segment.text in found:
            continue
        entry = entries[segment.text]
        place = f"block {segment.block + 1}, sentence {segment.position + 1}: {segment.kind}"
        problems = dict.fromkeys(
            (*found_by_checks.get(segment.text, ()), *map(str, entry.problems))
        )
        found[segment.text] = OutgoingSentence(
            key=segment.key,
            entry=entry,
            kind=segment.kind,
            notes=(place, *problems, *map("memory: ".__add__, entry.similar)),
            terms=tuple(
                dict.fromkeys((use.source, use.rendering) for use in uses if use.rendering)
            ),
            markup=document.blocks[segment.block].markup,
        )
    return ReviewPackage(
        project=project.settings.name,
        seed=document.name,
        path=document.path,
        source=translation.source,
        target=translation.target,
        date=datetime.now().astimezone().isoformat(timespec="seconds"),
        sentences=tuple(found.values()),
    )
