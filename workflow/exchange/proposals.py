"""What the rows of a file propose for a document, and what of them cannot be proposed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from workflow import markup
from workflow.exchange.units import Row
from workflow.model import Entry


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a row proposes.

    Attributes:
        row: as it came back.
        source: the sentence it is for, in the document's spelling where it is in it.
        text: the translation; empty when nothing but comments is new.
        approved: whether a person approved it.
        reviewer: who, if the file says so.
        seen: the catalog's text, if nobody has touched it since the file went out; else None.
        fault: why the text may only be kept beside the translation, empty if it may be one.
        doubt: what a person should know though the text can be used.
    """

    row: Row
    source: str
    text: str
    approved: bool = False
    reviewer: str = ""
    seen: str | None = None
    fault: str = ""
    doubt: str = ""


def propose(
    rows: Iterable[Row], keys: Mapping[str, str], entries: Mapping[str, Entry]
) -> list[Proposal]:
    """A proposal for each row that an editor has done something with, each sentence once.

    A row that came back as it went out proposes nothing.

    Args:
        rows: of one document and locale.
        keys: the document's sentences by the key of their segment.
        entries: the catalog's, by sentence.
    """
    spellings = {_loose(source): source for source in entries}
    found: dict[str, Proposal] = {}
    doubles: list[Proposal] = []
    for row in rows:
        proposal = _proposal(row, keys, spellings, entries)
        if not (proposal.text or proposal.fault or proposal.doubt or row.comments):
            continue
        first = found.setdefault(proposal.source, proposal)
        if first is proposal:
            continue
        if not first.text:
            found[proposal.source], proposal = proposal, first
        if proposal.text not in ("", first.text) or proposal.row.comments:
            fault = f"repeats the sentence of {first.row.where}"
            doubles.append(_faulty(proposal.row, proposal.source, proposal.fault or fault))
    return [*found.values(), *doubles]


def _proposal(
    row: Row,
    keys: Mapping[str, str],
    spellings: Mapping[str, str],
    entries: Mapping[str, Entry],
) -> Proposal:
    stated = spellings.get(_loose(row.source), row.source)
    source = keys.get(row.key, stated)
    entry = entries.get(source, Entry(source))
    if source == stated and row.unchanged:
        return Proposal(row, source, "", doubt=row.doubt)
    if fault := _fault(row, source, stated, entry):
        return _faulty(row, stated or source, fault)
    if row.doubt and row.text == entry.text:  # what nobody understands takes no approval back
        return Proposal(row, source, "", doubt=row.doubt)
    return Proposal(
        row,
        source,
        row.text if row.text.strip() else "",
        row.approved,
        row.reviewer if row.reviewer != entry.reviewer else "",
        entry.text if row.left_as(entry) else None,
        doubt=row.doubt,
    )


def _fault(row: Row, source: str, stated: str, entry: Entry) -> str:
    """Why the text may only be kept beside the translation."""
    if not source:
        return "names no sentence"
    if row.source.strip() and source != stated:
        return "has the id of another sentence: were columns sorted apart?"
    if row.problem:
        return row.problem
    if not row.text.strip():
        return "is empty; the translation stays" if row.key and entry.text else ""
    return "; ".join(map(str, markup.problems(source, row.text)))


def _faulty(row: Row, source: str, fault: str) -> Proposal:
    return Proposal(row, source, row.text, fault=fault)


def _loose(source: str) -> str:
    """A sentence's form apart from white space and the composition of its characters."""
    return unicodedata.normalize("NFC", " ".join(source.split()))
