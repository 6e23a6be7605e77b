"""Reviews drafts with a critic model and has those with errors translated again.

The critic marks errors as :mod:`workflow.engines.llm.critique` asks. A draft with errors is written
again once, knowing them; the better of the two by the gate is kept. What the critic says of words
that stay is a finding for a person: a critic is often wrong, so nothing is taken out for its word
alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from workflow.engines.constrained.decoys import Disguise
from workflow.engines.llm import critique
from workflow.engines.llm.chat import ChatDecoder
from workflow.engines.llm.prompts import Prompts
from workflow.engines.llm.questions import Ask, Reply, Talk
from workflow.model import Draft, ErrorSpan, Problem, Request
from workflow.qa import engine_problems


def revise(
    sentences: Sequence[tuple[Request, Draft]], prompts: Prompts, critic: str
) -> Talk[list[Draft]]:
    """Have a critic review drafts, and have those with errors rewritten.

    Args:
        sentences: requests with their drafts.
        prompts: what the translator is asked.
        critic: the critic's model; empty for the translator's.

    Returns:
        The drafts, each the better one, with what the critic says of it.
    """
    drafts = [draft for _, draft in sentences]
    places = [place for place, draft in enumerate(drafts) if draft.text]
    if not places:
        return drafts
    shown: list[critique.Reviewed] = [
        (sentences[place][0].text, drafts[place].text, {}) for place in places
    ]
    ids = tuple(str(number) for number in range(1, len(shown) + 1))
    reply = yield critique.question(shown, prompts.source, prompts.target, critic)
    found = critique.parse(reply.text, ids)
    for place, key in zip(places, ids, strict=True):
        request, draft = sentences[place]
        spans = [each for each in found.get(key, ()) if each.is_shown(request.text, draft.text)]
        if spans:
            drafts[place] = yield from _rewritten(request, draft, spans, prompts)
    return drafts


def _rewritten(
    request: Request, draft: Draft, spans: Sequence[ErrorSpan], prompts: Prompts
) -> Talk[Draft]:
    """Have a draft rewritten; return the better of the two."""
    decoder = ChatDecoder(request, prompts)
    faults = [*map(_problem, spans)]
    turns = prompts.correction(request, draft.text, faults)
    before = decoder.judge(Disguise(request), Reply(draft.text))
    reply = yield Ask(turns, critique.ROOM + 2 * len(draft.text))
    after = decoder.judge(Disguise(request), reply)
    if not after.text or after.text == draft.text or after.rank > before.rank:
        return _with(draft, faults)
    new = decoder.draft(after, draft.engine)
    return _with(new, [_problem(span) for span in spans if span.words in new.text])


def _problem(span: ErrorSpan) -> Problem:
    """Return what to report of an error to a person."""
    return engine_problems.CRITIQUE(**span.message.values)


def _with(draft: Draft, said: Sequence[Problem]) -> Draft:
    return Draft(draft.text, draft.engine, tuple(dict.fromkeys((*draft.problems, *said))))
