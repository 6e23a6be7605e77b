"""``glossary``: what the termbase says, and where it applies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from workflow import glossary
from workflow.errors import WorkflowError
from workflow.model import Project, Term
from workflow.pipeline import documents, versions


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention of a term and the rendering it gets there.

    ``rule`` says why: first or later mention, derived from title and surname, ambiguous …
    ``translation`` is what the catalog has for the whole sentence today.
    """

    path: str
    line: int
    target: str
    term: str
    source: str
    rendering: str
    rule: str
    translation: str


def mentions(
    project: Project, paths: Sequence[Path], targets: Sequence[str], errors: list[WorkflowError]
) -> Iterator[Mention]:
    """Every mention in the seeds at ``paths``, in reading order, for each target."""
    terms = glossary.load(project)
    for document in documents.load_all(project, paths, errors):
        for version in versions.open_versions(project, terms, document, targets, errors):
            entries = version.catalog.entries
            for segment, uses in zip(document.segments, version.uses, strict=True):
                for use in uses:
                    yield Mention(
                        segment.path, segment.line, version.target, use.term, use.source,
                        use.target, use.rule, entries[segment.text].text,
                    )  # fmt: skip


def find(
    project: Project,
    paths: Sequence[Path],
    targets: Sequence[str],
    wanted: str,
    errors: list[WorkflowError],
) -> Iterator[Mention]:
    """The mentions of one concept, named by its id or by any of its forms in any language."""
    ids = {term.id for term in glossary.load(project).terms if _is_called(term, wanted)}
    for mention in mentions(project, paths, targets, errors):
        if ids.intersection(mention.term.split("+")):
            yield mention


def _is_called(term: Term, wanted: str) -> bool:
    name = wanted.casefold()
    spellings = {term.id}
    for forms in term.forms.values():
        spellings |= {forms.first, forms.later, *forms.aliases}
    return name in {spelling.casefold() for spelling in spellings}
