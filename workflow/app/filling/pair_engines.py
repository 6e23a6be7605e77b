"""Choose the engine that translates each pair of languages, and where it runs (``--on``).

An engine runs in this process, or is spread over a cluster. One that was asked for sentences and
translated none of them is told at the end.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Set
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from workflow import engines
from workflow.engines.usage import BudgetSpent, Usage
from workflow.errors import EngineError, WorkflowError
from workflow.model import Draft, Message, Project, say
from workflow.protocols import Engine, Streaming
from workflow.qa.engine_problems import is_engine_problem
from workflow.store.locks import locks_of_one_machine
from workflow.store.processors import is_local, usable

if TYPE_CHECKING:
    from workflow.engines.spread.dispatch import Dispatcher

#: Fewer failures than this prove nothing: a filter may refuse one or two.
_LEAST = 3
#: No filter refuses a larger part of what people publish; an account that is suspended does.
_MANY = 0.25


@runtime_checkable
class Metered(Protocol):
    """An engine that counts what it asks of a language model."""

    usage: Usage


class PairEngines:
    """The engines of one command. Pairs of one engine share it: its model loads once.

    Args:
        project: its settings say which engines there are.

    Attributes:
        places: where engines work.
        signatures: for each target, the engines that translated into it, joined with commas.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self._engines: dict[str, Engine] = {}
        #: The engine that translates everything as one stream, if there is one.
        self._only: Engine | None = None
        self.places = EnginePlaces(project)
        self.signatures: dict[str, str] = {}

    @property
    def usage(self) -> dict[str, Usage]:
        """Count what was asked of each engine that speaks to a language model."""
        return {
            name: engine.usage
            for name, engine in self._engines.items()
            if isinstance(engine, Metered)
        }

    def only_stream(self, pairs: Iterable[tuple[str, str]]) -> Streaming | None:
        """Return the engine that translates all these pairs, if it takes them as one stream.

        From then on it is the engine of every pair.
        """
        found: dict[str, Engine] = {}
        for pair in pairs:
            with suppress(WorkflowError):
                engine = engines.choose(self._project, *pair)
                found.setdefault(engine.name, self.places.placed(engine))
                continue
            return None  # which is told when it is this pair's turn
        only: object = next(iter(found.values()), None)
        if len(found) > 1 or not isinstance(only, Streaming):
            return None
        (self._only,) = found.values()
        return only

    def of(self, source: str, target: str) -> Engine:
        """Return the engine for a pair.

        Raises:
            EngineMissing: there is none.
        """
        if self._only:
            return self._engines.setdefault(self._only.name, self._only)
        chosen = engines.choose(self._project, source, target)
        if chosen.name not in self._engines:
            self._engines[chosen.name] = self.places.placed(chosen)
        return self._engines[chosen.name]

    def signing(self, source: str, target: str) -> Engine:
        """Return the engine for a pair, recording that it translates into the target."""
        engine = self.of(source, target)
        names = dict.fromkeys(filter(None, self.signatures.get(target, "").split(", ")))
        self.signatures[target] = ", ".join({**names, engine.signature(source, target): None})
        return engine

    def tell_the_rest(self, errors: Iterable[WorkflowError], done: int, n: int) -> None:
        """Tell, where the money limit has stopped a command, what the rest may cost.

        Args:
            errors: of the command.
            done: the sentences that were asked for.
            n: all of them.
        """
        spent = sum(usage.cost for usage in self.usage.values())
        for error in errors:
            if isinstance(error, BudgetSpent) and 0 < done < n:
                more = float(f"{spent / done * (n - done):.2g}")
                error.hint = say(
                    "{done} of {n} sentences are drafted and kept. Raise it by about {more} for the"
                    " others, and run again.", done=done, n=n, more=f"{more:g}",
                )  # fmt: skip

    def close(self) -> None:
        """Close the engines and stop everything that was started for them."""
        self.places.close()


class EnginePlaces:
    """Where one command's engines run. A cluster is started when the first sentence needs it.

    Args:
        project: its setting ``on`` says where.

    Attributes:
        warnings: what a person should know of the cluster.

    Raises:
        EngineMissing: what a cluster needs is not installed.
        ConfigError: the cluster may not be used, see :mod:`workflow.engines.spread.place`; or the
            project's folder may be written by several machines, and has no locks for that.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self.warnings: list[WorkflowError] = []
        self._dispatchers: dict[int, Dispatcher] = {}
        self._sentences = 0
        on = project.settings.on
        if not is_local(on):
            from workflow.engines.spread import place

            place.require(on)
            if place.address(on):
                locks_of_one_machine(project.root)

    def expect(self, sentences: int) -> None:
        """Announce the number of sentences, so that no more workers are started than needed."""
        self._sentences = sentences

    def placed(self, engine: Engine) -> Engine:
        """Return the engine itself or, on a cluster, one that hands its work to the cluster."""
        on = self._project.settings.on
        if is_local(on):
            return engine
        from workflow.engines.spread import Spread, computes

        if computes(engine):
            return Spread(engine, self._dispatcher(engine))
        what = say("asks a service, and does so from here")
        hint = say("A service that runs on the cluster is used as any other: see docs/scale.md.")
        if engine.name not in {each.where.removeprefix("engine ") for each in self.warnings}:
            self.warnings.append(WorkflowError(f"engine {engine.name}", what, hint))
        return engine

    def close(self) -> None:
        """End the cluster and the workers that were started."""
        for each in self._dispatchers.values():
            each.close()

    def _dispatcher(self, engine: Engine) -> Dispatcher:
        """Return the workers for an engine, with graphics cards if it uses them."""
        from workflow.engines.spread import place
        from workflow.engines.spread.dispatch import Dispatcher
        from workflow.engines.spread.place import Plan
        from workflow.engines.spread.ray_port import RayPort

        settings = self._project.settings
        gpus = int(engine.name == "ctranslate2" and settings.ctranslate2.device == "cuda")
        if gpus not in self._dispatchers:
            plan = Plan(settings.on, place.address(settings.on), usable(), gpus, self._project)
            dispatcher = Dispatcher(RayPort(plan), self.warnings.append)
            dispatcher.expect(self._sentences)
            self._dispatchers[gpus] = dispatcher
        return self._dispatchers[gpus]


class UntranslatedPairs:
    """Finds language pairs whose engine was given sentences and translated none of them."""

    def __init__(self) -> None:
        self._asked: Counter[tuple[str, str]] = Counter()
        self._empty: Counter[tuple[str, str]] = Counter()
        self._first: dict[tuple[str, str], Draft] = {}
        self._translated: set[tuple[str, str]] = set()

    def count(self, pair: tuple[str, str], draft: Draft, *, again: bool) -> None:
        """Count a draft; ``again`` if the same sentence had one before."""
        self._asked[pair] += not again
        self._empty[pair] += not (again or draft.text)
        if draft.text:
            self._translated.add(pair)
        if pair not in self._translated:
            self._first.setdefault(pair, draft)

    def errors(self, failed: Collection[tuple[str, str]]) -> Iterator[EngineError]:
        """Yield an error for each pair of which nothing was translated, with the first reason.

        Args:
            failed: pairs whose engine has told an error of its own.
        """
        for pair in self._hopeless() - {*failed}:
            first = self._first[pair]
            what = say("left all {n} sentences without a translation", n=self._asked[pair])
            yield EngineError(f"{pair[0]} → {pair[1]}, {first.engine}", what, _hint(first))

    def suspect(self) -> Set[tuple[str, str]]:
        """Return the pairs of which so much was left empty that it is no fault of the sentences."""
        return {
            pair
            for pair, empty in self._empty.items()
            if empty >= _LEAST and empty > _MANY * self._asked[pair]
        }

    def _hopeless(self) -> Set[tuple[str, str]]:
        """Return the pairs of which nothing was translated, though several sentences were asked."""
        often = {pair: None for pair, asked in self._asked.items() if asked >= _LEAST}
        return often.keys() - self._translated


def _hint(draft: Draft) -> Message:
    """Return why a sentence stayed empty or, if the engine does not say, how to find out."""
    for problem in filter(is_engine_problem, draft.problems):
        return problem.message
    return say("Run: {command}", command="workflow engines doctor")
