"""Find names in seeds that the glossary lacks (``glossary suggest``), and add rows for names.

A name gets its renderings from approved translations first; where that is asked for, from Wikidata
and from a language model, too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from workflow import glossary
from workflow.app.state import seed_files
from workflow.engines.usage import Usage
from workflow.errors import GlossaryError, WorkflowError, contained, install_hint
from workflow.glossary import suggest, table
from workflow.glossary.suggest import Suggestion
from workflow.languages import language, pack, registered
from workflow.memory import Memory
from workflow.memory.refreshing import open_memory
from workflow.model import Document, Pair, Project, State, TermType, say
from workflow.store.digests import FileDigests
from workflow.store.files import write_atomic

#: The project's own file of terms, below ``glossary/``.
_OWN = "terms.csv"


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

    def documents() -> Iterator[Document]:
        for path in paths:
            with contained(project.where(path), errors.append):
                document = seed_files.load(project, path)
                languages.add(document.language)
                yield document

    found = _with_approved(project, suggest.suggest(known, documents()))
    if wikidata and found:
        from workflow.app.glossary_upkeep import wikidata_lookup

        found = wikidata_lookup.look_up(project, found, errors)
    if model and found:
        from workflow.app.glossary_upkeep import name_proposals

        found = name_proposals.propose(project, found, errors, model)
    rows = suggest.paste(found, _columns(project), {term.id for term in known.terms})
    return ProposedTerms(found, rows, tuple(_overlooked(languages)))


def _overlooked(languages: Iterable[str]) -> Iterator[WorkflowError]:
    """Yield a warning for each language whose names are found only with a missing library."""
    for tag in sorted(languages):
        if not pack(tag).names.finds_all():
            what = say("only persons beside titles of the glossary are found")
            yield WorkflowError(f"language {tag}", what, install_hint("names"))


def _columns(project: Project) -> Sequence[str]:
    """Read the columns of the project's own file, or none if there is no file."""
    place = project.glossary / _OWN
    if not place.is_file():
        return ()
    return table.columns(place.read_bytes(), project.where(place))


def _with_approved(project: Project, names: Sequence[Suggestion]) -> tuple[Suggestion, ...]:
    """Add approved renderings, from the memory and from sentences that mention a name.

    A name that was a whole sentence, as headings and cells of tables are, has its translation. Of
    another that an approved sentence mentions, the note says whether the rendering stands there,
    and where to look. Files that cannot be read are passed over.
    """
    if project.settings.memory == "off" or not names:
        return tuple(names)
    with open_memory(project, FileDigests(), []) as memory:
        memory.refresh()
        mentions = dict(_mentions(names, memory.pairs()))
        return tuple(
            _as_approved(memory, one, mentions.get((one.language, one.name))) for one in names
        )


def _mentions(
    names: Sequence[Suggestion], pairs: Iterable[Pair]
) -> Iterator[tuple[tuple[str, str], Pair]]:
    """Yield the approved sentences that mention a name, by its language and the name."""
    longest = sorted({one.name for one in names}, key=len, reverse=True)
    any_of = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")
    for pair in pairs:
        for found in any_of.finditer(pair.source):
            yield (pair.language, found[0]), pair


def _as_approved(memory: Memory, name: Suggestion, mention: Pair | None) -> Suggestion:
    """Return a name with its approved renderings or, without any, a sentence to look at.

    Args:
        memory: the project's.
        name: that the glossary lacks.
        mention: an approved sentence in which it stands, if there is one.
    """
    for tag in (known.tag for known in registered() if known.tag != name.language):
        for match in memory.exact(name.name, name.language, tag)[:1]:
            if match.pair.state is State.REVIEWED:
                name = name.called({tag: match.pair.text}, f"approved in {_place(match.pair)}")
                mention = None
    if mention is None:
        return name
    proposal = name.proposals.get(mention.target, "")
    how = "so in approved" if proposal and proposal in mention.text else "see approved"
    return name.called({}, f"{how} {_place(mention)}")


def _place(pair: Pair) -> str:
    return f"{pair.path}:{pair.line}"


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
    where = project.where(place)
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
