"""Which entity of Wikidata an unlisted name means, by its type and the sentences it stands in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from workflow.glossary.suggest import Suggestion
from workflow.model import TermType
from workflow.web.wikidata import Entity

_WORD = re.compile(r"[^\W\d_]{4,}")


def with_entity(name: Suggestion, found: Sequence[Entity]) -> Suggestion:
    """Add the renderings of the entity that a name means, where that is clear.

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
        return replace(name, basis=_joined(name.basis, f"one of {addresses}"))
    labels = {tag: label for tag, label in chosen.labels.items() if tag != name.language}
    others = [alias for tag in labels for alias in chosen.aliases.get(tag, ())]
    also = f" (also {', '.join(others)})" if others else ""
    about = f"{chosen.address}{also}" if labels else chosen.address
    told = name.basis if set(name.proposals) - set(labels) else _without_rule(name, labels)
    return replace(name, proposals={**name.proposals, **labels}, basis=_joined(told, about))


def _without_rule(name: Suggestion, labels: dict[str, str]) -> str:
    """Return the note on what a rule gave: kept, with its form, where the label is another."""
    other = [form for tag, form in name.proposals.items() if labels.get(tag) != form]
    return f"{name.basis}: {', '.join(other)}" if other else ""


def _joined(*notes: str) -> str:
    return "; ".join(filter(None, notes))


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
