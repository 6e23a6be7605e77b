"""The nodes of a Ray cluster: whether they are what this machine is, and what they have."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workflow.engines.spread import place
from workflow.engines.spread.desk import description
from workflow.engines.spread.ray_plan import Plan
from workflow.errors import ConfigError
from workflow.model import say

#: Seconds in which a node must tell of itself.
_PATIENCE = 60.0
_NAMES = {"num_cpus": "CPU", "num_gpus": "GPU"}


def usable(ray: Any, plan: Plan) -> int:
    """Count the workers that there is room for.

    Raises:
        ConfigError: others may reach the cluster, and it has no token; or a node has another
            version of Python or of this package; or there is no room for any worker.
    """
    nodes = [node for node in ray.nodes() if node["Alive"]]
    fitting = {node["NodeID"]: node for node in nodes if _room(node["Resources"], plan)}
    if not fitting:
        needs = [f"{_NAMES[name]} {number}" for name, number in plan.needs.items() if number]
        raise ConfigError(f"--on {plan.on}", say("has no node with {names}", names=needs))
    _compare(_told(ray, fitting), plan, fitting, nodes)
    return sum(_room(node["Resources"], plan) for node in fitting.values())


def _room(resources: Mapping[str, float], plan: Plan) -> int:
    """Count the workers that a node has room for."""
    return min(
        int(resources.get(_NAMES[name], 0) // number)
        for name, number in plan.needs.items()
        if number
    )


def _told(ray: Any, nodes: Mapping[str, Any]) -> dict[str, Any]:
    """Ask each node what it is; the text of an error where it cannot say."""
    strategy = ray.util.scheduling_strategies.NodeAffinitySchedulingStrategy

    # A function within a function travels as a whole: the node may not have this package.
    def tell() -> object:
        try:
            from workflow.engines.spread.desk import description
        except ImportError:
            return None
        return description()

    asked = {
        name: ray.remote(tell).options(
            num_cpus=0, max_retries=0, scheduling_strategy=strategy(name, soft=False)
        ).remote()
        for name in nodes
    }  # fmt: skip
    ray.wait(list(asked.values()), num_returns=len(asked), timeout=_PATIENCE)
    told: dict[str, Any] = {}
    for name, answer in asked.items():
        try:
            told[name] = ray.get(answer, timeout=0)
        except Exception as error:
            told[name] = type(error).__name__
    return told


def _compare(
    told: Mapping[str, Any], plan: Plan, fitting: Mapping[str, Any], nodes: list[Any]
) -> None:
    """Refuse a cluster that is open to others, or would not work as this machine does."""
    where = f"--on {plan.on}"
    python, package, _ = ours = description()
    open_nodes = any(not place.is_loopback(node["NodeManagerAddress"]) for node in nodes)
    for name, theirs in told.items():
        node = fitting[name]["NodeManagerHostname"]
        if isinstance(theirs, str):
            raise ConfigError(where, say("node {name} does not answer ({reason})",
                                         name=node, reason=theirs))  # fmt: skip
        if theirs is None or tuple(theirs)[:2] != ours[:2]:
            has = say("none of this version") if theirs is None else f"{theirs[1]}, {theirs[0]}"
            raise ConfigError(
                where,
                say("node {name} has another translation-workflow or Python ({reason}) than this"
                    " machine ({other})", name=node, reason=has, other=f"{package}, {python}"),
                say("Install the same versions on every node, and start Ray with that Python."),
            )  # fmt: skip
        if open_nodes and not (place.has_token() and str(theirs[2]).lower() == "token"):
            raise place.open_to_others(plan.on)
