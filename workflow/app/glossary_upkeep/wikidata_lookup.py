"""Ask Wikidata for renderings of unlisted names (``glossary suggest --wikidata``).

``.workflow/wikidata.json`` has the answers by language and name; if it is deleted, they are asked
for again. The name's type and the sentences it stands in tell which entity is meant.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

import msgspec

from workflow.app.fetching import require_libraries, transport_for
from workflow.errors import FetchError, WorkflowError
from workflow.glossary.suggest import Suggestion
from workflow.languages import registered
from workflow.model import Project, TermType
from workflow.store.files import write_atomic
from workflow.store.json_records import read_record
from workflow.web import wikidata
from workflow.web.transport import Answer
from workflow.web.wikidata import Entity

_WORD = re.compile(r"[^\W\d_]{4,}")


def with_entity(name: Suggestion, found: Sequence[Entity]) -> Suggestion:
    """Add the renderings of a name's entity, if the entity is clear.

    Of several that fit the type, the one counts whose description alone shares most words with the
    sentences; else the addresses are named and nothing is proposed.
    """
    fitting = [one for one in found if _fits(one, name.type)]
    if not fitting:
        return name
    words = _words(" ".join(name.examples))
    likeness = [len(words & _words(one.description)) for one in fitting]
    best = [one for one, like in zip(fitting, likeness, strict=True) if like == max(likeness)]
    chosen = fitting[0] if len(fitting) == 1 else best[0] if len(best) == 1 else None
    if chosen is None:
        addresses = " ".join(one.address for one in fitting)
        return name.called({}, f"one of {addresses}")
    labels = {tag: label for tag, label in chosen.labels.items() if tag != name.language}
    others = [alias for tag in labels for alias in chosen.aliases.get(tag, ())]
    also = f" (also {', '.join(others)})" if others else ""
    about = f"{chosen.address}{also}" if labels else chosen.address
    if not set(name.proposals) - set(labels):
        name = replace(name, basis=_without_rule(name, labels))
    return name.called(labels, about)


def _without_rule(name: Suggestion, labels: dict[str, str]) -> str:
    """Return the note on a rule's form, which is mentioned if the label differs from it."""
    other = [form for tag, form in name.proposals.items() if labels.get(tag) != form]
    return f"{name.basis}: {', '.join(other)}" if other else ""


def _words(text: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(text)}


def _fits(one: Entity, kind: TermType) -> bool:
    if kind is TermType.PERSON:
        return one.human
    if kind is TermType.PLACE:
        return one.place and not one.human
    if kind in (TermType.ORG, TermType.ABBR):
        return one.body and not one.human
    return not one.human


#: How many names are asked for before the answers are saved.
_TOGETHER = 20
_Known = dict[str, tuple[wikidata.Entity, ...]]


def look_up(
    project: Project,
    names: Sequence[Suggestion],
    errors: list[WorkflowError],
    *,
    api: str = wikidata.API,
    private: bool = False,
) -> tuple[Suggestion, ...]:
    """Add Wikidata's names in other languages to each name.

    Args:
        project: whose settings say how it is asked.
        names: of which; titles are not looked up.
        errors: where a server that does not answer is told; what was found until then counts.
        api: the address of the API.
        private: whether that may be on this machine.
    """
    require_libraries()
    place = project.cache / "wikidata.json"
    known = read_record(place, _Known) or {}
    wanted = [one for one in names if one.type is not TermType.TITLE and _key(one) not in known]
    try:
        with _getting(project, private=private) as get:
            for start in range(0, len(wanted), _TOGETHER):
                known |= _found(get, wanted[start : start + _TOGETHER], api)
                write_atomic(place, msgspec.json.encode(known))
    except FetchError as error:
        errors.append(error)
    return tuple(with_entity(one, known.get(_key(one), ())) for one in names)


def _found(get: wikidata.Get, names: Sequence[Suggestion], api: str) -> _Known:
    tags = [known.tag for known in registered()]
    numbers = {_key(one): wikidata.search(get, one.name, one.language, api) for one in names}
    ids = list(dict.fromkeys(number for each in numbers.values() for number in each))
    by_id = {one.id: one for one in wikidata.entities(get, ids, tags, api)}
    return {
        key: tuple(by_id[number] for number in each if number in by_id)
        for key, each in numbers.items()
    }


def _key(name: Suggestion) -> str:
    return f"{name.language}:{name.name}"


@contextmanager
def _getting(project: Project, *, private: bool) -> Iterator[wikidata.Get]:
    """Return a function that makes one request at a time, pausing for ``fetch.delay``."""
    delay = project.settings.fetch.delay
    with transport_for(project, private=private) as transport:
        last = 0.0

        def get(url: str) -> Answer:
            nonlocal last
            time.sleep(max(0.0, last + delay - time.monotonic()))
            last = time.monotonic()
            return transport.get(url)

        yield get
