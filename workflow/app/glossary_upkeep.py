"""Maintain the termbase (``glossary``): show what it does, find gaps, import and export."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from workflow import glossary, site
from workflow.app import name_memory, seed_files
from workflow.app.document_translation import DocumentTranslation
from workflow.app.project_state import ProjectState
from workflow.app.seed_state import each_seed
from workflow.engines.usage import Usage
from workflow.errors import ConfigError, GlossaryError, WorkflowError
from workflow.glossary import formats, suggest, table
from workflow.glossary.lint import lint
from workflow.glossary.suggest import Suggestion
from workflow.languages import language, pack
from workflow.model import Document, Finding, Project, Term, TermType, say
from workflow.store.files import write_atomic

#: The project's own file of terms, below ``glossary/``.
_OWN = "terms.csv"


@dataclass(frozen=True, slots=True)
class ShownMention:
    """A mention of a term and the rendering it gets there.

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


def mentions(
    project: Project, paths: Sequence[Path], targets: Sequence[str], errors: list[WorkflowError]
) -> Iterator[ShownMention]:
    """Yield every mention in the seeds at ``paths``, in reading order, for each target."""
    with ProjectState(project, targets) as state:
        for seed in each_seed(state, paths):
            for translation in seed.open_wanted():
                with seed.contained():
                    yield from _mentions(project, translation)
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
    project: Project,
    paths: Sequence[Path],
    targets: Sequence[str],
    wanted: str,
    errors: list[WorkflowError],
) -> tuple[tuple[str, ...], tuple[ShownMention, ...]]:
    """Find the rows named by their id or any of their forms, and their mentions.

    Returns:
        Ids; empty where no row is called like this.
    """
    known = glossary.load(project)
    errors += known.errors
    ids = tuple(term.id for term in known.terms if _is_called(term, wanted))
    found = mentions(project, paths, targets, errors) if ids else ()
    return ids, tuple(each for each in found if not _rows(each).isdisjoint(ids))


def gaps(project: Project, rows: Sequence[str], targets: Sequence[str]) -> dict[str, list[str]]:
    """Map the ids of rows to those of the target languages that they have no form in."""
    known = {term.id: term.forms for term in glossary.load(project).terms}
    found = {row: [tag for tag in targets if tag not in known[row]] for row in rows}
    return {row: tags for row, tags in found.items() if tags}


def _rows(mention: ShownMention) -> frozenset[str]:
    """Return the ids of the rows that a mention is made of, or may mean."""
    return frozenset(re.split(r"[+|]", mention.term))


def _is_called(term: Term, wanted: str) -> bool:
    name = wanted.strip().casefold()
    spellings = {term.id}
    for forms in term.forms.values():
        spellings |= {forms.first, forms.later, *forms.aliases}
    return bool(name) and name in {spelling.casefold() for spelling in spellings}


def review_terms(project: Project, errors: list[WorkflowError]) -> tuple[Finding, ...]:
    """Find what is doubtful about the termbase: rows that contradict each other …"""
    paths = seed_files.select(project, ())
    found = mentions(project, paths, project.settings.targets, errors)
    used = {row for mention in found for row in _rows(mention)}
    return lint(glossary.load(project), used)


@dataclass(frozen=True, slots=True)
class ProposedTerms:
    """Names in seeds that the termbase lacks.

    Attributes:
        names: the names, the most frequent first.
        rows: CSV to be pasted.
        warnings: what keeps names from being found.
    """

    names: tuple[Suggestion, ...]
    rows: str
    warnings: tuple[WorkflowError, ...]


def propose_terms(
    project: Project,
    paths: Sequence[Path],
    errors: list[WorkflowError],
    *,
    wikidata: bool = False,
    model: Callable[[str, int, Usage], object] | None = None,
) -> ProposedTerms:
    """Find names in the seeds that the termbase lacks, and make rows for them to paste.

    Args:
        project: whose termbase.
        paths: the seeds.
        errors: where is told what cannot be used or reached.
        wikidata: whether Wikidata is asked for each name.
        model: has a language model asked for each name, too, and is told before what that may use:
            who is asked, about how many names, tokens and cost.
    """
    known = glossary.load(project)
    errors += known.errors
    languages: set[str] = set()
    seeds = _noting(seed_files.load_all(project, paths, errors), languages)
    found = suggest.suggest(known, seeds)
    found = name_memory.with_approved(project, found)
    if wikidata and found:
        from workflow.app import wikidata_lookup

        found = wikidata_lookup.look_up(project, found, errors)
    if model and found:
        from workflow.app import name_proposals

        found = name_proposals.propose(project, found, errors, model)
    rows = suggest.paste(found, _columns(project), {term.id for term in known.terms})
    return ProposedTerms(found, rows, tuple(_overlooked(languages)))


def _noting(documents: Iterable[Document], languages: set[str]) -> Iterator[Document]:
    """Yield the documents, adding their languages to ``languages``."""
    for document in documents:
        languages.add(document.language)
        yield document


def _overlooked(languages: Iterable[str]) -> Iterator[WorkflowError]:
    """Yield a warning for each language whose names are found only with a missing library."""
    for tag in sorted(languages):
        if not pack(tag).names.finds_all():
            what = say("only persons beside titles of the glossary are found")
            command = "pip install 'translation-workflow[names]'"
            yield WorkflowError(f"language {tag}", what, say("Run: {command}.", command=command))


def _columns(project: Project) -> Sequence[str]:
    """Read the columns of the project's own file; none where there is no such file."""
    place = project.glossary / _OWN
    if not place.is_file():
        return ()
    return table.columns(place.read_bytes(), place.relative_to(project.root).as_posix())


def propose_term(
    project: Project, forms: Mapping[str, str], kind: TermType, note: str, *, approved: bool = False
) -> str:
    """Add a row to ``terms.csv``, under review until somebody approves it; return its id.

    Args:
        project: whose termbase.
        forms: the term by language (BCP 47), its source first.
        kind: of the term.
        note: why, and who says so.
        approved: it counts at once.

    Raises:
        GlossaryError: the term is there already, or the file or a cell cannot be used.
    """
    place = project.glossary / _OWN
    where = place.relative_to(project.root).as_posix()
    known = glossary.load(project).terms
    spoken, name = next(iter(forms.items()))
    for each in known:
        own = each.forms.get(spoken)
        if own and name in (own.first, own.later, *own.aliases):
            raise GlossaryError(
                where,
                say("{name} is there already, as {id}", name=name, id=each.id),
                say("Change that row."),
            )
    taken = {each.id for each in known}
    free = next(f"new{number:03}" for number in count(1) if f"new{number:03}" not in taken)
    cells = {"id": free, "type": kind.value, "status": "approved" if approved else "review"}
    cells["note"] = note
    cells |= {language(tag).column: form for tag, form in forms.items()}
    before = place.read_bytes() if place.exists() else b""
    write_atomic(place, table.added(before, where, cells), durable=True)
    return free


def export_terms(project: Project, path: Path, form: str, source: str, target: str) -> bytes:
    """Write the termbase for another tool, in a format of :data:`formats.FORMATS`.

    Raises:
        GlossaryError: no ``form`` is named, and the file's name tells none.
    """
    return formats.write(glossary.load(project).terms, form or formats.told(path), source, target)


@dataclass(frozen=True, slots=True)
class ImportedTerms:
    """What an import has added.

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
    found = formats.read_file(path, form or formats.told(path), source, target)
    if not found.terms and not found.errors:
        raise GlossaryError(path, say("holds no terms"))
    there = {term.id for term in glossary.load(project).terms}
    new = [each for each in found.terms if each.id not in there]
    taken = tuple(each.id for each in found.terms if each.id in there)
    if new:
        write_atomic(place, formats.write(new, "csv"))
    return ImportedTerms(place if new else None, len(new), taken, tuple(found.errors))
