"""Decide where engines run: in this process, or spread over a cluster (``--on ray``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workflow.errors import WorkflowError
from workflow.model import Project, say
from workflow.protocols import Engine
from workflow.store.locks import locks_of_one_machine
from workflow.store.processors import is_local, usable

if TYPE_CHECKING:
    from workflow.engines.spread.dispatch import Dispatcher


class EnginePlaces:
    """The place of one command's engines. A cluster is started when a sentence is to go there.

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
        """Say how many sentences there are, so that no more is started than they need."""
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
        """Return the workers for an engine: those with graphics cards, if it is to use one."""
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
