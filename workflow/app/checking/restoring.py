"""Restore decisions of people that a PO file has lost (``restore``), or dismiss them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from workflow.app.state.document_translation import DocumentTranslation
from workflow.app.state.lost_decisions import lost_finding
from workflow.app.state.project_state import Work
from workflow.app.state.seed_state import each_seed
from workflow.catalog import LostDecision
from workflow.errors import CatalogError, WorkflowError
from workflow.model import Finding, say
from workflow.protocols import Progress


@dataclass(slots=True)
class Restored:
    """The lost decisions, in the order of the PO files, and the errors on the way.

    Attributes:
        found: the decisions.
        instead: the texts that people had put in their place, by PO file and line. After a
            restore, the journal has these in the sentences' history.
        errors: what failed.
    """

    found: list[Finding] = field(default_factory=list)
    instead: dict[str, str] = field(default_factory=dict)
    errors: list[WorkflowError] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class RestoreScope:
    """Which lost decisions to look for, and whether to restore or dismiss them.

    Attributes:
        lines: for some PO files (relative to the project), the only entries to look at.
        dry_run: write nothing.
        dismiss: accept the loss instead of restoring.
    """

    lines: Mapping[str, Sequence[int]] = field(default_factory=dict)
    dry_run: bool = False
    dismiss: bool = False


def restore(work: Work, wanted: RestoreScope, progress: Progress) -> Restored:
    """Find decisions that the PO files of seeds have lost, and restore them.

    Each decision comes back as it was, with its reviewer and its date.
    """
    with work.begin(progress) as state:
        result = Restored(errors=state.errors)
        for seed in each_seed(state, work.paths, say("Looking for what is missing")):
            asked = work.targets_for(seed.path, state)
            if any(seed.lost(target) for target in asked):
                for translation in seed.open_in(asked):
                    try:
                        _restore(translation, wanted, result)
                    except CatalogError as error:
                        result.errors.append(error)
            seed.release()
        return result


def _restore(translation: DocumentTranslation, wanted: RestoreScope, result: Restored) -> None:
    catalog = translation.catalog
    found = [each for each in catalog.lost() if _is_meant(each, catalog.where, wanted)]
    if wanted.dismiss and not wanted.dry_run:
        catalog.dismiss(found)
    elif found and not wanted.dry_run:
        catalog.put_back(found)
        catalog.save(sign=False)
    for each in found:
        finding = lost_finding(each, catalog.where)
        result.found.append(finding)
        if each.instead:
            result.instead[f"{finding.path}:{finding.line}"] = each.instead


def _is_meant(lost: LostDecision, where: str, wanted: RestoreScope) -> bool:
    return where not in wanted.lines or max(lost.line, 1) in wanted.lines[where]
