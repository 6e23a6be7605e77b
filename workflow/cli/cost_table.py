"""Print the table of ``--estimate``: what a translation would cost."""

from __future__ import annotations

from math import ceil, floor, log10
from typing import TYPE_CHECKING

from workflow.cli import console
from workflow.cli.counts import counted
from workflow.cli.outcome_lines import print_renames
from workflow.cli.progress_bar import progress_bar
from workflow.model import Message, say

if TYPE_CHECKING:
    from workflow.app.filling.estimating import Estimate
    from workflow.app.state.project_state import Work
    from workflow.cli.options import Options
    from workflow.model import LlmSettings

#: What is said where no price of a model is known.
NO_COST = say("No cost is known: set llm.price to what a million tokens cost.")
_BETWEEN = say("{what} ({least} to {most})")


def show_estimate(options: Options, work: Work) -> int:
    """Show what a translation would cost; the exit code is that of its errors."""
    from workflow.app.filling import estimating

    with progress_bar(options) as progress:
        found = estimating.estimate(work, progress)
    if options.json:
        console.print_json({
            "articles": found.articles,
            "cost": found.cost,
            "least": found.least,
            "most": found.most,
            "rough": sorted(found.rough),
            "renames": found.renames,
            "errors": found.errors,
        })  # fmt: skip
    else:
        _print(options, found, work.project.settings.llm)
    return console.finish(found.errors)


def _print(options: Options, found: Estimate, llm: LlmSettings) -> None:
    from workflow.engines.llm.profiles import thinks
    from workflow.engines.llm.token_prices import price_of

    priced = price_of(llm) is not None
    rows = [
        (each.path, each.target, each.engine, each.sentences, each.requests,
         f"{each.prompt_tokens:,} + {each.completion_tokens:,}",
         f"{each.cost:.4f}" if each.cost or priced else "")
        for each in found.articles
    ]  # fmt: skip
    if rows:
        head = (say("seed"), say("into"), say("engine"), say("sentences"), say("requests"),
                say("tokens"), say("cost"))  # fmt: skip
        console.print_table(head, rows)
    print_renames(options, found.renames)
    if found.errors and not rows:
        return
    tokens = sum(each.prompt_tokens + each.completion_tokens for each in found.articles)
    console.inform(options, _total(found, tokens, priced=priced))
    limit = llm.max_cost
    if limit and found.most.cost > limit:
        stops = found.least.cost > limit
        said = (
            say("With --max-cost {limit} the run stops before its end.")
            if stops
            else say("With --max-cost {limit} the run may stop before its end.")
        )
        console.inform(options, say(said, limit=f"{limit:g}"))
    if found.rough:
        _print_how_rough(options, found, thinking=thinks(llm))
    if tokens and not priced:
        console.inform(options, NO_COST)


def _total(found: Estimate, tokens: int, *, priced: bool) -> Message:
    """Format the total of all articles: the likeliest figures, and between what they may be."""
    sentences = counted(sum(each.sentences for each in found.articles), "sentence")
    least, most = (each.prompt + each.completion for each in (found.least, found.most))
    told = [sentences, say("about {n} tokens", n=f"{tokens:,}")]
    if tokens:
        told[-1] = say(_BETWEEN, what=told[-1], least=f"{least:,}", most=f"{most:,}")
    if found.cost or priced or not tokens:
        told.append(say("cost about {cost}", cost=f"{found.cost:.4f}"))
    if found.cost:
        limits = {"least": f"{found.least.cost:.4f}", "most": f"{found.most.cost:.4f}"}
        told[-1] = say(_BETWEEN, what=told[-1], **limits)
    return say("{counts}.", counts=told)


def _print_how_rough(options: Options, found: Estimate, *, thinking: bool) -> None:
    """Explain that a model is new and its estimate rough, and how to make it better."""
    said = say("A rough estimate: {names} was never used here.", names=sorted(found.rough))
    console.inform(options, said)
    if thinking:
        said = say("The model thinks before it answers, nobody knows how long.")
        console.inform(options, said)
    if len(found.articles) > 1:
        more = (
            say("Translate one first: the next estimate knows more.")
            if thinking
            else say("Translate one first: then it is known what an article takes.")
        )
        console.inform(options, more)
    elif thinking and found.cost:
        said = say(
            "Try it with --max-cost {cost}: drafts are kept, and the next estimate knows more.",
            cost=_some_of(found),
        )
        console.inform(options, said)


def _some_of(found: Estimate) -> str:
    """Suggest a cost limit that half of a translation fits into, and at least one request."""
    questions = sum(each.requests for each in found.articles)
    limit = found.cost * min(1.0, max(0.5, 1.5 / max(1, questions)))
    step = 10.0 ** floor(log10(limit))
    return f"{ceil(limit / step) * step:g}"
