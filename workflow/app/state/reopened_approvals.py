"""Reopen approved sentences that lack a rendering which the glossary has changed since.

An approval names the renderings it was given under, and the file the rendering that each name had
when it was merged last. Only where both say that a row has changed is a sentence made stale, and
only if its text contradicts the new rendering. Names that are new, gone or under review, other
forbidden forms and another version of the rules by which names are found reopen nothing: what these
may mean, ``glossary impact`` shows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from workflow import glossary
from workflow.app.state.document_translation import (
    ARROW,
    TERM,
    UNDER_REVIEW,
    DocumentTranslation,
    merge_seed,
)
from workflow.model import Entry, Project, State, TermUse
from workflow.qa import engine_problems


@dataclass(frozen=True, slots=True)
class Reopened:
    """An approved sentence that is stale now, or stale one that is approved again.

    Attributes:
        po: its entry, ``path:line``.
        target: BCP 47 tag of the translation.
        source: the sentence.
        reasons: what its text contradicts; empty where it is approved again.
    """

    po: str
    target: str
    source: str
    reasons: tuple[str, ...]


def reopen(project: Project, translation: DocumentTranslation) -> Iterator[Reopened]:
    """Compare approvals with the glossary of today, in memory; the catalog is merged, not saved.

    A text that has the renderings of today is approved with these, too, from now on: when the row
    is changed back, its approval still stands. Afterwards the notes on terms are those of today.
    """
    noted_before = translation.with_other_terms()
    catalog = translation.catalog
    wanted = [each for each in catalog.entries.values() if _is_concerned(translation, each)]
    before = catalog.noted(TERM) if wanted else {}
    for entry in wanted:
        uses = translation.uses_of(entry.source)
        fresh = glossary.changed(uses, entry.terms_hash)
        reasons = reasons_against(entry, uses, fresh, translation.target)
        if entry.state is State.REVIEWED and reasons:
            known = _renderings(before.get(entry.source, ()))
            other = [use for use in fresh if _is_changed(use, known)]
            reasons = reasons_against(entry, uses, other, translation.target)
            if not reasons:
                continue
        elif reasons:
            continue
        now = glossary.signature(uses)
        catalog.reconsider(entry.source, now if reasons else _both(entry.terms_hash, now), reasons)
        if catalog.entry(entry.source).state is not entry.state:
            po = f"{entry.path}:{entry.line}"
            yield Reopened(po, translation.target, entry.source, reasons)
    if noted_before:
        merge_seed(project, translation, compared=True)


def reasons_against(
    entry: Entry, uses: Sequence[TermUse], fresh: Sequence[TermUse], target: str
) -> tuple[str, ...]:
    """List what the changed terms, and they alone, find wrong with the approved text."""
    if not fresh:
        return ()
    rest = [use for use in uses if use not in fresh]
    old = glossary.problems(entry.source, entry.text, rest, target)
    found = glossary.problems(entry.source, entry.text, uses, target)
    return tuple(
        str(engine_problems.CHANGED(text=problem.message))
        for problem in found
        if problem not in old and problem.code not in glossary.ABOUT_THE_GLOSSARY
    )


def _both(before: str, now: str) -> str:
    """Return one hash of the renderings of before and of today, each once."""
    parts = dict.fromkeys(part for each in (before, now) for part in each.split("."))
    named = (part for part in parts if part not in ("", glossary.NO_TERMS))
    return ".".join(named) or glossary.NO_TERMS


def _is_concerned(translation: DocumentTranslation, entry: Entry) -> bool:
    """Tell whether an approval was given, or taken, for other renderings than today's."""
    if entry.state is State.STALE:
        return not entry.previous and not entry.outdated
    return translation.has_other_terms(entry)


def _renderings(lines: Sequence[str]) -> Mapping[str, Collection[str]]:
    """Return the renderings of each name, as the lines of its entry say them."""
    found: dict[str, set[str]] = {}
    for line in lines:
        source, _, rendering = line.removesuffix(UNDER_REVIEW).partition(ARROW)
        found.setdefault(source, set()).add(rendering)
    return found


def _is_changed(use: TermUse, known: Mapping[str, Collection[str]]) -> bool:
    before = known.get(use.source, ())
    return use.approved and bool(before) and use.rendering not in before
