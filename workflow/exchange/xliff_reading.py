"""XLIFF 1.x and 2.x in, as any tool may have left it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from workflow.errors import ExchangeError
from workflow.exchange.review_package import ReturnedSentence
from workflow.exchange.xliff_inline import XLIFF1, XLIFF2, Dialect, Unreadable, text_of
from workflow.exchange.xliff_writing import AUTHOR
from workflow.model import say
from workflow.xml import elements

if TYPE_CHECKING:
    from lxml.etree import _Element

#: Target states in which a person has confirmed a translation: XLIFF 1.2, section 2.3.1 (state),
#: and 2.0, section 4.3.1.21. CAT tools write ``translated`` when a sentence is confirmed.
_CONFIRMED = frozenset({"translated", "signed-off", "final", "reviewed"})
_UNITS = frozenset({"xliff", "file", "trans-unit", "unit"})


@dataclass(frozen=True, slots=True)
class _FileContext:
    seed: str = ""
    locale: str = ""


def read(path: Path, where: str) -> Iterator[ReturnedSentence]:
    """Yield the sentences of a file.

    Raises:
        ExchangeError: it is not well-formed, or has a document type declaration.
    """
    context, languages = _FileContext(), ""
    with path.open("rb") as file:
        for event, element in elements(file, where, _UNITS, ExchangeError):
            local = _local(element)
            if event == "start" and local == "xliff":
                languages = element.get("trgLang", "")
            elif event == "start" and local == "file":
                context = _file(element, languages)
            elif event == "end" and local in ("trans-unit", "unit"):
                if local == "unit":
                    context = _named(element, context)
                yield _row(element, f"{where}, {element.get('id')}", context)


def _file(element: _Element, language: str) -> _FileContext:
    seed = element.get("category") or ""
    if not seed:
        seed = _stem(element.get("original") or "")
    return _FileContext(seed, element.get("target-language") or language)


def _stem(original: str) -> str:
    """Return a document's name from its path: ``seeds/a/b.txt`` is ``a/b``."""
    path, dot, _ = original.rpartition(".")
    return (path if dot else original).removeprefix("seeds/")


def _named(unit: _Element, context: _FileContext) -> _FileContext:
    """Take the seed from the note in which XLIFF 2 names it; keep the path's without one."""
    for note in unit.iterfind("../{*}notes/{*}note"):
        if note.get("category") == f"{AUTHOR}-seed" and note.text:
            return replace(context, seed=note.text)
    return context


def _row(element: _Element, where: str, context: _FileContext) -> ReturnedSentence:
    second = _local(element) == "unit"
    dialect, find = (XLIFF2, _segments) if second else (XLIFF1, _pair)
    sources, targets = find(element)
    source = text = problem = ""
    try:
        source = _joined(sources, dialect)
    except Unreadable as error:
        problem = say("the source {fault}", fault=error.what)
    try:
        text = _joined(targets, dialect)
    except Unreadable as error:
        text = "".join(str(run) for each in targets for run in each.itertext(with_tail=False))
        problem = problem or say("the translation {fault}", fault=error.what)
    return ReturnedSentence(
        where=where,
        seed=context.seed,
        locale=context.locale,
        id=element.get("id") or "",
        source=source,
        text=text,
        approved=bool(text) and not problem and _is_approved(element),
        comments=tuple(_comments(element)),
        problem=problem,
    )


def _joined(parts: list[_Element], dialect: Dialect) -> str:
    return "".join(text_of(part, dialect) for part in parts)


def _pair(unit: _Element) -> tuple[list[_Element], list[_Element]]:
    return unit.findall("{*}source"), unit.findall("{*}target")


def _segments(unit: _Element) -> tuple[list[_Element], list[_Element]]:
    """Find the parts of a unit: a tool may have split it in spite of ``canResegment="no"``."""
    parts = [part for part in unit if _local(part) in ("segment", "ignorable")]
    sources = [source for part in parts for source in part.findall("{*}source")]
    return sources, [target for part in parts for target in part.findall("{*}target")]


def _is_approved(unit: _Element) -> bool:
    """Tell whether somebody has confirmed the translation; ``approved="no"`` stands."""
    if approved := unit.get("approved"):
        return approved == "yes"
    states = [target.get("state", "") for target in unit.findall("{*}target")]
    if not unit.findall("{*}source"):
        states = [part.get("state", "initial") for part in unit if _local(part) == "segment"]
    return bool(states) and all(state in _CONFIRMED for state in states)


def _comments(unit: _Element) -> list[str]:
    notes = [*unit.findall("{*}note"), *unit.findall("{*}notes/{*}note")]
    authors = ("from", "category")
    own = [n for n in notes if all((n.get(name) or "") != AUTHOR for name in authors)]
    return [note.text.strip() for note in own if note.text and note.text.strip()]


def _local(element: _Element) -> str:
    return str(element.tag).rpartition("}")[2]  # of a comment, the name of a function
