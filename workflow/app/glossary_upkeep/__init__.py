"""Maintain the termbase (``glossary``): show its effect, find gaps, import and export.

::

    suggesting       glossary suggest: names that it lacks; wikidata_lookup, name_proposals: what
                     Wikidata and a language model call them
    impact           glossary impact: approved sentences that changed rows affect
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from workflow import glossary, site
from workflow.app.state import seed_files
from workflow.app.state.document_translation import DocumentTranslation
from workflow.app.state.project_state import Work
from workflow.app.state.seed_state import each_seed
from workflow.errors import ConfigError, GlossaryError, WorkflowError
from workflow.glossary import formats
from workflow.glossary.lint import lint
from workflow.model import Finding, Project, Term, say
from workflow.store.files import write_atomic


@dataclass(frozen=True, slots=True)
class ShownMention:
    """A mention of a term and its rendering there.

    Attributes:
        path, line: where it stands in the seed.
        target: BCP 47 tag of the translation.
        term: id of the row; of several ``a+b``, of one of several ``a|b``.
        source: as it stands in the text.
        rendering: what it gets; empty where nothing is required.
        rule: why: first or later mention, derived from title and surname, ambiguous …
        translation: what the catalog has for the whole sentence today.
        po: the sentence's entry, ``path:line``; without a line while the file has none.
        pages: folders of the site that show the sentence, at ``#anchor`` in each.
        anchor: ``s-KEY``.
    """

    path: str
    line: int
    target: str
    term: str
    source: str
    rendering: str
    rule: str
    translation: str
    po: str
    pages: tuple[str, ...]
    anchor: str


def mentions(work: Work, errors: list[WorkflowError]) -> Iterator[ShownMention]:
    """Yield every mention in seeds, in reading order, for each target."""
    with work.begin() as state:
        for seed in each_seed(state, work.paths):
            for translation in seed.open_wanted():
                with seed.contained():
                    yield from _mentions(state.project, translation)
        errors += state.errors


def _mentions(project: Project, translation: DocumentTranslation) -> Iterator[ShownMention]:
    pages = site.folders(project.settings, translation.document, translation.target)
    for segment, uses in zip(translation.document.segments, translation.uses, strict=True):
        entry = translation.catalog.entries[segment.text]
        for use in uses:
            yield ShownMention(
                path=segment.path,
                line=segment.line,
                target=translation.target,
                term=use.term,
                source=use.source,
                rendering=use.rendering,
                rule=use.rule,
                translation=entry.text,
                po=f"{entry.path}:{entry.line}" if entry.line else entry.path,
                pages=pages,
                anchor=f"s-{segment.key}",
            )


def find_mentions(
    work: Work, wanted: str, errors: list[WorkflowError]
) -> tuple[tuple[str, ...], tuple[ShownMention, ...]]:
    """Find the rows named by their id or any of their forms, and their mentions.

    Returns:
        Ids; empty where no row is called like this.
    """
    known = glossary.load(work.project)
    errors += known.errors
    ids = tuple(term.id for term in known.terms if _is_called(term, wanted))
    found = mentions(work, errors) if ids else ()
    return ids, tuple(each for each in found if not _rows(each).isdisjoint(ids))


def gaps(work: Work, rows: Sequence[str]) -> dict[str, list[str]]:
    """Map the ids of rows to the target languages in which they have no form."""
    known = {term.id: term.forms for term in glossary.load(work.project).terms}
    found = {row: [tag for tag in work.targets if tag not in known[row]] for row in rows}
    return {row: tags for row, tags in found.items() if tags}


def _rows(mention: ShownMention) -> frozenset[str]:
    """Return the ids of the rows that a mention consists of, or may mean."""
    return frozenset(re.split(r"[+|]", mention.term))


def _is_called(term: Term, wanted: str) -> bool:
    name = wanted.strip().casefold()
    spellings = {term.id}
    for forms in term.forms.values():
        spellings |= {forms.first, forms.later, *forms.aliases}
    return bool(name) and name in {spelling.casefold() for spelling in spellings}


def review_terms(project: Project, errors: list[WorkflowError]) -> tuple[Finding, ...]:
    """Find doubtful entries of the termbase, such as rows that contradict each other."""
    found = mentions(Work(project, seed_files.select(project, ())), errors)
    used = {row for mention in found for row in _rows(mention)}
    return lint(glossary.load(project), used, project.settings.targets)


def export_terms(project: Project, path: Path, form: str, source: str, target: str) -> bytes:
    """Write the termbase for another tool, in a format of :data:`formats.FORMATS`.

    Raises:
        GlossaryError: no ``form`` is named, and the file's name tells none.
    """
    return formats.write(
        glossary.load(project).terms, form or formats.format_of(path), source, target
    )


@dataclass(frozen=True, slots=True)
class ImportedTerms:
    """The outcome of an import.

    Attributes:
        file: the new file; None where nothing was to add.
        terms: how many rows it has.
        left_out: ids of the rows that are there already.
        errors: what could not be used.
    """

    file: Path | None
    terms: int
    left_out: tuple[str, ...]
    errors: tuple[WorkflowError, ...]


def import_terms(
    project: Project, path: Path, form: str, source: str, target: str
) -> ImportedTerms:
    """Add another tool's termbase as a CSV file of its own in the glossary folder.

    A row with the id of one that is there already is left out: of two with one id neither counts.

    Raises:
        ConfigError: there is a file of that name already; nothing is overwritten.
        GlossaryError: the file is not of that format, its name tells none, or it has no rows.
    """
    place = project.glossary / f"{path.stem.lstrip('.~') or 'import'}.csv"
    if place.exists():
        raise ConfigError(
            place, say("is there already"), say("Rename the file to import, or remove it.")
        )
    found = formats.read_file(path, form or formats.format_of(path), source, target)
    if not found.terms and not found.errors:
        raise GlossaryError(path, say("holds no terms"))
    there = {term.id for term in glossary.load(project).terms}
    new = [each for each in found.terms if each.id not in there]
    taken = tuple(each.id for each in found.terms if each.id in there)
    if new:
        write_atomic(place, formats.write(new, "csv"))
    return ImportedTerms(place if new else None, len(new), taken, tuple(found.errors))
