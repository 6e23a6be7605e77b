"""Make drafts of requests, through one translation model or two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from workflow.engines.constrained.decoys import with_alike
from workflow.engines.nmt import stable_names
from workflow.engines.nmt.batching import Decoding, run
from workflow.engines.nmt.ctranslate import Decode, TranslationModel
from workflow.engines.nmt.route import Leg, Route
from workflow.model import Draft, Request


def drafts(
    requests: Sequence[Request], models: Sequence[TranslationModel], signature: str, cache: Path
) -> Iterator[tuple[int, Draft]]:
    """Yield ``(index into requests, draft)`` in no particular order.

    Args:
        requests: sentences in the language that the first model reads.
        models: what to go through, one after the other.
        signature: what the drafts say they are from.
        cache: the folder where it is remembered which names a model renders reliably.

    Raises:
        EngineError: a model is damaged, or fails.
    """
    named = any(request.terms for request in requests)
    legs = [_leg(model, cache, named=named) for model in models]
    if named and len(legs) == 1:
        legs = [replace(legs[0], known=_known(models[0], requests))]
    route = Route(tuple(legs), signature, models[-1].target)
    # Longest first: batches of one length, and nothing long left over at the end.
    order = sorted(range(len(requests)), key=lambda index: -len(requests[index].text))
    yield from run((index, route.draft(requests[index])) for index in order)


def _leg(model: TranslationModel, cache: Path, *, named: bool) -> Leg:
    if not named:
        return Leg(model)
    found = stable_names.reliable_decoys(model, cache)
    return Leg(model, with_alike(found), stable_names.familiar(model.source, found))


def _known(model: TranslationModel, requests: Sequence[Request]) -> frozenset[tuple[str, str]]:
    """Return the mentions that the model, asked for them alone, renders as required."""

    def asked(mention: str) -> Decoding[str]:
        answer = yield Decode(model, mention, beam=1)
        return answer[0].text.rstrip(".。") if answer else ""

    pairs = dict.fromkeys((use.source, use.rendering) for r in requests for use in r.terms)
    mentions = list(dict.fromkeys(mention for mention, _ in pairs))
    answers = dict(run((index, asked(mention)) for index, mention in enumerate(mentions)))
    said = {mention: answers[index] for index, mention in enumerate(mentions)}
    return frozenset(pair for pair in pairs if said[pair[0]] == pair[1])
