"""Ask a model for ``check --judge``, after printing what it will cost."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import click

from workflow.cli import console
from workflow.cli.progress_bar import progress_bar

if TYPE_CHECKING:
    from workflow.app.checking.judging import Judged, JudgingPlan
    from workflow.app.state.project_state import Work
    from workflow.cli.options import Options
    from workflow.model import Project


@dataclass(frozen=True, kw_only=True)
class JudgeOptions:
    """The options of ``check`` for a model that judges translations.

    Attributes:
        judge: whether one is to be asked.
        judge_engine: whose it is; empty for the one in the settings.
        estimate: only say what it would cost.
        max_cost: what it may cost; None for any amount.
    """

    judge: bool
    judge_engine: str
    estimate: bool
    max_cost: float | None

    def __post_init__(self) -> None:
        """Refuse options that make no sense without a model."""
        if (self.estimate or self.max_cost is not None) and not (self.judge or self.judge_engine):
            raise click.UsageError("--estimate and --max-cost belong to --judge.")

    def plan(self, options: Options, work: Work) -> JudgingPlan | None:
        """Plan what to ask, and print its cost; None without ``--judge``."""
        if not self.judge and not self.judge_engine:
            return None
        from workflow.app import running
        from workflow.app.checking import judging

        project = running.with_max_cost(work.project, self.max_cost)
        with progress_bar(options) as progress:
            found = judging.plan(replace(work, project=project), self.judge_engine, progress)
        if not options.json:
            _print_cost(options, project, found)
        return found


def print_plan(options: Options, planned: JudgingPlan) -> int:
    """End the command, printing only the plan."""
    if options.json:
        used = planned.estimate
        console.print_json({
            "model": planned.model, "sentences": planned.sentences, "known": planned.known,
            "requests": used.requests, "prompt_tokens": used.prompt_tokens,
            "completion_tokens": used.completion_tokens, "cost": used.cost,
            "rough": planned.rough, "errors": planned.errors,
        })  # fmt: skip
    return console.finish(planned.errors)


def ask_model(options: Options, project: Project, planned: JudgingPlan) -> Judged:
    """Ask the model, and print the outcome."""
    from workflow.app.checking import judging

    with progress_bar(options) as progress:
        done = judging.judge(project, planned, progress)
    used = done.usage
    if planned.sentences:
        cost = f", cost {used.cost:.4f}" if used.cost else ""
        console.inform(
            options,
            f"{planned.model}: {console.counted(done.sentences, 'sentence')} judged, "
            f"{console.counted(used.requests, 'request')}, "
            f"{used.prompt_tokens:,} + {used.completion_tokens:,} tokens{cost}",
        )
    if done.unread:
        left = console.counted(done.unread, "sentence")
        console.inform(options, f"{left} got no answer that can be read: --judge asks again.")
    return done


def _print_cost(options: Options, project: Project, planned: JudgingPlan) -> None:
    from workflow.engines.llm.token_prices import price_of

    used = planned.estimate
    paid = planned.sentences and planned.model.startswith("llm/")
    unknown = paid and price_of(project.settings.llm) is None
    before = f", {planned.known} read before" if planned.known else ""
    console.inform(
        options,
        f"{planned.model} is to judge {console.counted(planned.sentences, 'sentence')}{before}: "
        f"{console.counted(used.requests, 'request')}, "
        f"about {used.prompt_tokens + used.completion_tokens:,} tokens"
        + ("." if unknown else f", cost about {used.cost:.4f}."),
    )
    if planned.rough and planned.sentences:
        console.inform(options, f"A rough estimate: {planned.model} has judged nothing here yet.")
    if unknown:
        console.inform(options, "No cost is known: set llm.price to what a million tokens cost.")
