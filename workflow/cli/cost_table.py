"""Print the table of ``--estimate``: what a translation would cost."""

from __future__ import annotations

from math import ceil, floor, log10
from typing import TYPE_CHECKING

from workflow.cli import console
from workflow.cli.outcome_lines import print_renames
from workflow.cli.progress_bar import progress_bar

if TYPE_CHECKING:
    from workflow.app.filling.estimating import Estimate
    from workflow.app.state.project_state import Work
    from workflow.cli.options import Options
    from workflow.model import LlmSettings


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
        head = ("seed", "into", "engine", "sentences", "requests", "tokens", "cost")
        console.print_table(head, rows)
    print_renames(options, found.renames)
    if found.errors and not rows:
        return
    tokens = sum(each.prompt_tokens + each.completion_tokens for each in found.articles)
    console.inform(options, _total(found, tokens, priced=priced))
    limit = llm.max_cost
    if limit and found.most.cost > limit:
        does = "stops" if found.least.cost > limit else "may stop"
        console.inform(options, f"With --max-cost {limit:g} the run {does} before its end.")
    if found.rough:
        _print_how_rough(options, found, thinking=thinks(llm))
    if tokens and not priced:
        console.inform(options, "No cost is known: set llm.price to what a million tokens cost.")


def _total(found: Estimate, tokens: int, *, priced: bool) -> str:
    """Format the total of all articles: the likeliest figures, and between what they may be."""
    sentences = console.counted(sum(each.sentences for each in found.articles), "sentence")
    least, most = (each.prompt + each.completion for each in (found.least, found.most))
    amount = f"about {tokens:,} tokens" + (f" ({least:,} to {most:,})" if tokens else "")
    cost = f", cost about {found.cost:.4f}" if found.cost or priced or not tokens else ""
    if found.cost:
        cost += f" ({found.least.cost:.4f} to {found.most.cost:.4f})"
    return f"{sentences}, {amount}{cost}."


def _print_how_rough(options: Options, found: Estimate, *, thinking: bool) -> None:
    """Explain that a model is new and its estimate rough, and how to make it better."""
    names = ", ".join(sorted(found.rough))
    console.inform(options, f"A rough estimate: {names} was never used here.")
    if thinking:
        console.inform(options, "The model thinks before it answers, nobody knows how long.")
    if len(found.articles) > 1:
        more = (
            "the next estimate knows more" if thinking else "then it is known what an article takes"
        )
        console.inform(options, f"Translate one first: {more}.")
    elif thinking and found.cost:
        console.inform(
            options,
            f"Try it with --max-cost {_some_of(found)}: drafts are kept, and the next"
            " estimate knows more.",
        )


def _some_of(found: Estimate) -> str:
    """Suggest a cost limit that half of a translation fits into, and at least one request."""
    questions = sum(each.requests for each in found.articles)
    limit = found.cost * min(1.0, max(0.5, 1.5 / max(1, questions)))
    step = 10.0 ** floor(log10(limit))
    return f"{ceil(limit / step) * step:g}"
