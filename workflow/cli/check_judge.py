"""Ask a model for ``check --judge``, after printing what it will cost."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import click

from workflow.cli import console
from workflow.cli.cost_table import NO_COST
from workflow.cli.counts import counted
from workflow.cli.outcome_lines import with_cost
from workflow.cli.progress_bar import progress_bar
from workflow.model import say

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
        said = say(
            "{model}: {sentences} judged, {requests}, {prompt} + {completion} tokens",
            model=planned.model,
            sentences=counted(done.sentences, "sentence"),
            requests=counted(used.requests, "request"),
            prompt=f"{used.prompt_tokens:,}",
            completion=f"{used.completion_tokens:,}",
        )
        console.inform(options, with_cost(said, used))
    if done.unread:
        left = counted(done.unread, "sentence")
        said = say(
            "{sentences} got no answer that can be read: --judge asks again.", sentences=left
        )
        console.inform(options, said)
    return done


def _print_cost(options: Options, project: Project, planned: JudgingPlan) -> None:
    from workflow.engines.llm.token_prices import price_of

    used = planned.estimate
    paid = planned.sentences and planned.model.startswith("llm/")
    unknown = paid and price_of(project.settings.llm) is None
    sentences = counted(planned.sentences, "sentence")
    before = say("{sentences}, {n} read before", sentences=sentences, n=planned.known)
    tokens = f"{used.prompt_tokens + used.completion_tokens:,}"
    told = [counted(used.requests, "request"), say("about {n} tokens", n=tokens)]
    if not unknown:
        told.append(say("cost about {cost}", cost=f"{used.cost:.4f}"))
    said = say("{model} is to judge {sentences}: {counts}.", model=planned.model,
               sentences=before if planned.known else sentences, counts=told)  # fmt: skip
    console.inform(options, said)
    if planned.rough and planned.sentences:
        said = say("A rough estimate: {model} has judged nothing here yet.", model=planned.model)
        console.inform(options, said)
    if unknown:
        console.inform(options, NO_COST)
