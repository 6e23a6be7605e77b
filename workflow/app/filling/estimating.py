"""Estimate what a translation would cost, without asking an engine (``--estimate``)."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from workflow import engines
from workflow.app import renaming
from workflow.app.filling.left_drafts import LeftDrafts
from workflow.app.filling.pending_work import PendingWork
from workflow.app.state.project_state import Renames, Work
from workflow.app.state.seed_state import each_seed
from workflow.engines.usage import Doubt, Price, Tokens, Usage
from workflow.errors import WorkflowError, contained
from workflow.model import Project, Request
from workflow.protocols import Progress, silent
from workflow.store.journals import AbandonedJournals


@runtime_checkable
class Estimating(Protocol):
    """An engine that can estimate what it will use."""

    has_been_used: bool

    def doubt(self, sentences: int) -> Doubt:
        """Return the relative error of an estimate for this many sentences."""

    def estimate(self, requests: Sequence[Request], source: str, target: str) -> Usage:
        """Estimate what translating sentences would use."""


@dataclass(frozen=True, slots=True)
class ArticleEstimate:
    """The estimate for one article in one language.

    Attributes:
        path: the seed.
        target: BCP 47 tag.
        engine: who would translate it.
        sentences: to be translated; the memory has filled the others.
        requests, prompt_tokens, completion_tokens, cost: as reckoned; 0 where nothing is paid.
    """

    path: str
    target: str
    engine: str
    sentences: int
    requests: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost: float = 0.0


@dataclass(slots=True)
class Estimate:
    """The estimates of all articles.

    Attributes:
        articles: those with something to translate.
        rough: engines that were never used here: how they count and think is reckoned.
        least, most: between what the total may be, with the tokens in it.
        renames: seeds that have another name than their PO files, which are read all the same.
        errors: what could not be read, and pairs without an engine.
    """

    articles: list[ArticleEstimate] = field(default_factory=list)
    rough: set[str] = field(default_factory=set)
    least: Tokens = field(default_factory=Tokens)
    most: Tokens = field(default_factory=Tokens)
    renames: Renames = field(default_factory=Renames)
    errors: list[WorkflowError] = field(default_factory=list)
    _sums: dict[str, _Sum] = field(default_factory=dict)

    @property
    def cost(self) -> float:
        """The total."""
        return sum(each.cost for each in self.articles)

    def add(self, article: ArticleEstimate, engine: Estimating, used: Usage) -> None:
        """Add what an engine would use for an article."""
        known = self._sums.setdefault(article.engine, _Sum(engine, used.price))
        known.sentences += article.sentences
        known.tokens.prompt += used.prompt_tokens
        known.tokens.completion += used.completion_tokens
        if not engine.has_been_used:
            self.rough.add(article.engine)

    def conclude(self) -> None:
        """Compute the range of the total; more sentences make it narrower."""
        for each in self._sums.values():
            doubt = each.engine.doubt(each.sentences)
            bounds = zip((self.least, self.most), doubt.prompt, doubt.completion, strict=True)
            for bound, prompt, completion in bounds:
                asked, answered = prompt * each.tokens.prompt, completion * each.tokens.completion
                bound.prompt += round(asked)
                bound.completion += round(answered)
                bound.cost += each.price.cost(asked, answered)


@dataclass(slots=True)
class _Sum:
    """What one engine would use for all articles."""

    engine: Estimating
    price: Price
    sentences: int = 0
    tokens: Tokens = field(default_factory=Tokens)


def estimate(work: Work, progress: Progress = silent) -> Estimate:
    """Estimate what :func:`workflow.app.running.translate` would use; nothing is written.

    The arguments are those of that function.
    """
    result, project = Estimate(), work.project
    with (
        work.begin(progress) as state,
        closing(PendingWork(state, redo=work.redo_drafts, again=work.again)) as pending,
    ):
        result.errors, result.renames = state.errors, state.renames
        renaming.foresee(state, work.paths)
        left = LeftDrafts(state, AbandonedJournals(project.cache / "answers"), None)
        left.close(settled_elsewhere=False)  # for the next command to take
        for seed in each_seed(state, work.paths):
            pairs: dict[tuple[str, str], list[Request]] = {}
            with seed.contained():
                left.foresee(seed)
            for translation, job in pending.jobs(seed):
                pair = job.segment.language, translation.target
                pairs.setdefault(pair, []).append(job.request)
            for pair, requests in pairs.items():
                with contained(f"{pair[0]} → {pair[1]}", result.errors.append):
                    result.articles.append(_article(project, seed.where, pair, requests, result))
            seed.release()
    result.conclude()
    return result


def _article(
    project: Project,
    where: str,
    pair: tuple[str, str],
    requests: Sequence[Request],
    result: Estimate,
) -> ArticleEstimate:
    """Estimate one article; raises what choosing an engine raises."""
    engine = engines.choose(project, *pair)
    name = engine.signature(*pair)
    if not isinstance(engine, Estimating):
        return ArticleEstimate(where, pair[1], name, len(requests))
    used = engine.estimate(requests, *pair)
    article = ArticleEstimate(
        where, pair[1], name, len(requests),
        used.requests, used.prompt_tokens, used.completion_tokens, used.cost,
    )  # fmt: skip
    result.add(article, engine, used)
    return article
