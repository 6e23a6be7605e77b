"""Lay out a review sheet as a table: one row per sentence, the same columns in CSV and XLSX."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from workflow.errors import ExchangeError
from workflow.exchange.review_package import OutgoingSentence, ReturnedSentence, ReviewPackage
from workflow.model import Message, State, say

#: In the order of the sheet. ``translation``, ``status``, ``reviewer`` and ``comment`` are the
#: editor's; the others say what the row is.
COLUMNS = (
    "id", "source", "translation", "status", "reviewer", "comment", "notes", "seed", "locale",
)  # fmt: skip
#: Columns without which a row cannot be matched to its sentence.
NEEDED = ("id", "source", "translation", "status", "seed", "locale")
STATES = tuple(state.value for state in State if state is not State.WITHHELD)
#: Spreadsheet errors: what a program shows for a value that it could not compute or fit in
#: (ECMA-376 part 1, 18.17.3; LibreOffice Help, "Error Codes in LibreOffice Calc"), in any language
#: of the program: #VALUE!, #¡VALOR!, #N/A, #N/D, #NV.
_FAILED = re.compile(r"#[¡¿]?[\w/]+[!?]|#\w/\w|#NV|#{3,}|Err:\d{3}")
#: What people write instead of ``reviewed``.
_APPROVED = frozenset({State.REVIEWED.value, "approved"})


def cells(package: ReviewPackage) -> Iterator[tuple[str, ...]]:
    """Yield the rows of a package, without the header."""
    for sentence in package.sentences:
        yield _cells(sentence, package)


def _cells(sentence: OutgoingSentence, package: ReviewPackage) -> tuple[str, ...]:
    entry = sentence.entry
    notes = "\n".join((*sentence.remarks, *entry.comments))
    return (
        sentence.id, entry.source, entry.text, entry.state.value, entry.reviewer, "", notes,
        package.seed, package.target,
    )  # fmt: skip


def columns(head: Sequence[str], where: str) -> Mapping[str, int]:
    """Find the position of each column; editors may have moved them or added their own.

    Raises:
        ExchangeError: one that is needed is missing, or stands there twice.
    """
    names = [name.strip().casefold() for name in head]
    missing = [name for name in NEEDED if name not in names]
    if len(missing) == len(NEEDED):
        hint = say("Its first line must name these columns: {columns}.", columns=COLUMNS)
        raise ExchangeError(where, say("is no review sheet"), hint)
    if missing:
        raise ExchangeError(
            where,
            say("has no column {column}", column=missing),
            say("Keep the first line as it was exported: {columns}.", columns=COLUMNS),
        )
    doubled = [name for name in COLUMNS if names.count(name) > 1]
    if doubled:
        what = say("has the column {column} twice", column=doubled[0])
        raise ExchangeError(where, what, say("Remove one of them."))
    return {name: names.index(name) for name in COLUMNS if name in names}


def is_head(found: Sequence[str], places: Mapping[str, int]) -> bool:
    """Tell whether a row repeats the header, as in sheets that were pasted together."""
    return all(
        places[name] < len(found) and found[places[name]].strip().casefold() == name
        for name in NEEDED
    )


def row(found: Sequence[str], places: Mapping[str, int], where: str) -> ReturnedSentence:
    """Read a row of the sheet; an unknown status is no approval."""

    def cell(name: str) -> str:
        at = places.get(name, len(found))
        return found[at] if at < len(found) else ""

    status = cell("status").strip().casefold()
    known = not status or status in _APPROVED or status in STATES
    comment, text = cell("comment").strip(), cell("translation").strip()
    failed = _FAILED.fullmatch(text) and "#" not in cell("source") and text not in cell("source")
    return ReturnedSentence(
        where=where,
        seed=cell("seed").strip(),
        locale=cell("locale").strip(),
        id=cell("id").strip(),
        source=cell("source"),
        text=cell("translation"),
        approved=status in _APPROVED and bool(text),
        reviewer=" ".join(cell("reviewer").split()),
        comments=(comment,) if comment else (),
        problem=cell_fault("translation", say("holds the error {value}", value=text))
        if failed
        else "",
        doubt=""
        if known
        else say("the status {status} is none of {known}", status=repr(status), known=STATES),
    )


def cell_fault(column: str, fault: str) -> Message:
    """Describe why a cell makes its row unusable."""
    return say("the cell in the column {column} {fault}", column=column, fault=fault)
