"""Find the approved sentences and pages that changed glossary rows affect."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from workflow import catalog, glossary, site
from workflow.app.state.document_translation import DocumentTranslation, uses_in
from workflow.app.state.project_state import Work
from workflow.app.state.reopened_approvals import reasons_against
from workflow.app.state.seed_state import each_seed
from workflow.errors import WorkflowError
from workflow.model import Entry, Project, Segment, State, TermUse
from workflow.protocols import Progress, silent


class Effect(StrEnum):
    """What a changed glossary row means for an approved sentence."""

    REVISE = "revise"
    HOLDS = "holds"
    RESTORED = "restored"


@dataclass(frozen=True, slots=True)
class Affected:
    """An approved sentence whose terms have changed since.

    Attributes:
        path, line: where it stands in the seed.
        target: BCP 47 tag of the translation.
        po: its entry, ``path:line``.
        source, translation: the sentence and its approved text.
        effect: ``revise``: the text contradicts the glossary; ``holds``: it is right as it is;
            ``restored``: it was marked, and the change that it was marked for is taken back.
        reasons: what in the text is to be revised, ``term-changed: KEF → 경총``.
        terms: ids of the rows that changed, of those still in the glossary.
        pages: folders of the site that show it, at ``#anchor`` in each.
        anchor: ``s-KEY``.
    """

    path: str
    line: int
    target: str
    po: str
    source: str
    translation: str
    effect: Effect
    reasons: tuple[str, ...]
    terms: tuple[str, ...]
    pages: tuple[str, ...]
    anchor: str


@dataclass(slots=True)
class Impact:
    """What a changed glossary affects, whether it has been marked, and what went wrong.

    ``unknown`` counts the approved sentences with terms of which nobody wrote down under which
    renderings they were approved: in a PO editor, and not synced since. Those are held against
    the glossary of Git's last commit if ``committed``, else against none.
    """

    affected: list[Affected] = field(default_factory=list)
    applied: bool = False
    unknown: int = 0
    committed: bool = False
    errors: list[WorkflowError] = field(default_factory=list)

    @property
    def pages(self) -> tuple[str, ...]:
        """List the pages with a sentence to revise, each once."""
        stale = (each for each in self.affected if each.effect is Effect.REVISE)
        return tuple(sorted({page for each in stale for page in each.pages}))


def impact(
    work: Work, progress: Progress = silent, *, since: str = "", apply: bool = False
) -> Impact:
    """Check every approved sentence against the glossary as it is now.

    An approval remembers the renderings it was given under. One that does not (it was typed in
    another program and not synced since) is held against the glossary of Git's last commit.

    Args:
        work: the seeds and languages to look at.
        progress: told of every seed.
        since: a Git revision; what has changed since counts, whatever the approvals remember.
        apply: mark what has to be revised as stale, and save.

    Raises:
        ConfigError: Git does not know the revision.
    """
    old = glossary.load_at(work.project, since)
    with work.begin(progress) as state:
        found = Impact(applied=apply, committed=bool(old), errors=state.errors)
        for seed in each_seed(state, work.paths):
            for translation in seed.open_wanted():
                with seed.contained(seed.po(translation.target)):
                    before = uses_in(old, translation.whole, translation.target) if old else None
                    if not since:
                        found.unknown += _count_unknown(translation)
                    own = list(_affected(state.project, translation, before, always=bool(since)))
                    found.affected += own
                    if apply and own:
                        found.errors += catalog.save_all([translation.catalog])
        return found


def _count_unknown(translation: DocumentTranslation) -> int:
    """Count the approved sentences for which no renderings were recorded at approval."""
    texts = {
        segment.text
        for segment, uses in zip(translation.document.segments, translation.uses, strict=True)
        if uses
    }
    entries = [translation.catalog.entries[text] for text in texts]
    return sum(each.state is State.REVIEWED and not each.terms_hash for each in entries)


def _affected(
    project: Project,
    translation: DocumentTranslation,
    before: Sequence[Sequence[TermUse]] | None,
    *,
    always: bool,
) -> Iterator[Affected]:
    seen: set[str] = set()
    for number, segment in enumerate(translation.document.segments):
        entry = translation.catalog.entries[segment.text]
        if segment.text in seen or entry.state not in (State.REVIEWED, State.STALE):
            continue
        seen.add(segment.text)
        uses = translation.uses[number]
        known = entry.terms_hash
        if before is not None and (always or not known):
            known = glossary.signature(before[number])
        if found := _reconsider(project, translation, segment, uses, known):
            yield found


def _reconsider(
    project: Project,
    translation: DocumentTranslation,
    segment: Segment,
    uses: tuple[TermUse, ...],
    known: str,
) -> Affected | None:
    """Reconsider a sentence's approval in the catalog; return the change, or None."""
    entry, target = translation.catalog.entries[segment.text], translation.target
    terms_hash = glossary.signature(uses)
    if not known and entry.state is State.REVIEWED:
        return None
    fresh = glossary.changed(uses, known)
    reasons = reasons_against(entry, uses, fresh, target)
    if not translation.catalog.reconsider(segment.text, terms_hash, reasons, known):
        return None
    after = translation.catalog.entries[segment.text]
    if after == entry and after.state is State.REVIEWED:
        return None
    ids = dict.fromkeys(part for use in fresh for part in use.term.split("+"))
    return Affected(
        path=segment.path,
        line=segment.line,
        target=target,
        po=f"{entry.path}:{entry.line}",
        source=segment.text,
        translation=entry.text,
        effect=_effect(entry, after),
        reasons=tuple(map(str, after.problems)) if after.state is State.STALE else (),
        terms=tuple(ids),
        pages=site.folders(project.settings, translation.document, target),
        anchor=f"s-{segment.key}",
    )


def _effect(before: Entry, after: Entry) -> Effect:
    if after.state is State.STALE:
        return Effect.REVISE
    return Effect.RESTORED if before.state is State.STALE else Effect.HOLDS
