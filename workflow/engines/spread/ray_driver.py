"""Speak to Ray, in a process of its own: join the cluster, hire workers, pass messages on.

It looks at the nodes first: whether they are what this machine is, and what they have. It does one
thing after the other, as news come: from the coordinator's pipe, or of Ray. A worker is an actor
that is never restarted: one that is lost is replaced by another one, which counts when it is there.
So nothing waits for a node without a free processor, and the pool shrinks.
"""

from __future__ import annotations

import logging
import os
import pickle
import secrets
import socket
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from importlib import import_module
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any

from workflow.engines.spread import place
from workflow.engines.spread.desk import ChunkWorker, description
from workflow.engines.spread.errands import News, NewsKind
from workflow.engines.spread.place import Plan
from workflow.errors import ConfigError, WorkflowError
from workflow.model import say
from workflow.store.interrupts import ignore

if TYPE_CHECKING:
    from multiprocessing.connection import Connection


#: Bytes for what travels through Ray's store: chunks and answers are small (about 100 kB).
_STORE = 200_000_000
#: Seconds in which the head must take a connection.
_REACH = 10.0
#: How often a cluster is started: Ray gives up after 30 seconds, which a busy machine may take.
_TRIES = 2
#: So many workers may be replaced for each that there was.
_SPARE = 2


def run(pipe: Connection, plan: Plan, most: int) -> None:
    """Drive Ray until the other end of the pipe is closed."""
    os.setsid()  # what the terminal sends goes to the coordinator alone
    ignore()
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    try:
        ray = connect(plan)
        nodes = usable(ray, plan)
    except WorkflowError as error:
        pipe.send(News(NewsKind.REFUSED, answer=pickle.dumps(error)))
        return
    _Driver(ray, pipe, plan).work(min(most, nodes))
    with suppress(Exception):
        ray.shutdown()


def connect(plan: Plan) -> Any:
    """Join the cluster, or start it; return the library.

    Raises:
        ConfigError: it cannot be reached, or is of other versions.
    """
    if plan.address:
        _reach(plan)
    os.environ |= {"RAY_USAGE_STATS_ENABLED": "0", "RAY_DISABLE_IMPORT_WARNING": "1"}
    options: dict[str, Any] = {"log_to_driver": False, "logging_level": logging.ERROR}
    if plan.address:
        options["address"] = plan.address
    else:
        # Ray takes the machine's outer address even where it is told 127.0.0.1, and then listens
        # on all interfaces; by this variable it stays on the loopback one, as it does on macOS.
        os.environ |= {
            "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0",
            "RAY_AUTH_MODE": "token",
            "RAY_AUTH_TOKEN": secrets.token_hex(32),
        }
        options |= {
            "address": "local", "num_cpus": plan.processors, "include_dashboard": False,
            "object_store_memory": _STORE, "_temp_dir": plan.folder,
        }  # fmt: skip
    try:
        return _joined(options, 1 if plan.address else _TRIES)
    except (Exception, SystemExit) as error:
        reason = " ".join(str(error).split())[:300]
        raise ConfigError(
            f"--on {plan.on}",
            say("cannot be used ({reason})", reason=reason),
            say("On this machine and every node, see what `{command}` says.", command="ray status"),
        ) from None


def _joined(options: Mapping[str, Any], tries: int) -> Any:
    """Initialize Ray; return the library."""
    ray = import_module("ray")
    for left in reversed(range(tries)):
        try:
            ray.init(**options)
        except Exception:
            if not left:
                raise
        else:
            break
    return ray


def _reach(plan: Plan) -> None:
    """Stop at once if nothing listens at the address: Ray would try for minutes."""
    host, _, port = plan.address.rpartition(":")
    try:
        socket.create_connection((host.strip("[]"), int(port)), _REACH).close()
    except (OSError, OverflowError) as error:
        raise ConfigError(
            f"--on {plan.on}",
            say("cannot be reached ({reason})", reason=str(error)),
            say("It is what `{command}` says that it listens on.", command="ray start --head"),
        ) from None


class _Driver:
    """The workers that were hired, by number."""

    def __init__(self, ray: Any, pipe: Connection, plan: Plan) -> None:
        self._ray, self._pipe, self._plan = ray, pipe, plan
        self._kind = ray.remote(ChunkWorker)
        self._project = ray.put(plan.project)
        #: What is to be done next; None to end.
        self._next: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._actors: dict[int, Any] = {}
        self._places: dict[int, tuple[str, int]] = {}
        self._hired = self._spare = 0

    def work(self, workers: int) -> None:
        """Hire workers, and do what is to be done until the coordinator is gone."""
        self._spare = _SPARE * workers
        Thread(target=self._listen, daemon=True).start()
        self._tell(News(NewsKind.EXPECT, workers))
        for _ in range(workers):
            self._hire()
        while do := self._next.get():
            do()
        for actor in self._actors.values():
            self._ray.kill(actor)

    def _listen(self) -> None:
        """Take orders from the coordinator, until it ends."""
        with suppress(EOFError, OSError):
            while True:
                self._next.put(partial(self._order, *self._pipe.recv()))
        self._next.put(None)

    def _tell(self, news: News) -> None:
        with suppress(OSError):  # nobody is there any more; the listener knows
            self._pipe.send(news)

    def _hire(self) -> None:
        """Ask for a worker; it comes when there is a place for it."""
        self._hired += 1
        number = self._hired
        actor = self._kind.options(
            max_restarts=0, max_task_retries=0, scheduling_strategy="SPREAD", **self._plan.needs
        ).remote()
        self._actors[number] = actor
        self._when_done(actor.ready.remote(self._project), partial(self._ready, number))

    def _when_done(self, result: Any, then: Callable[[Any], None]) -> None:
        result.future().add_done_callback(lambda done: self._next.put(partial(then, done)))

    def _ready(self, number: int, done: Any) -> None:
        """Register a worker that has started; replace one that could not."""
        if number not in self._actors:
            return
        if error := done.exception():
            self._lose(number, error)
            return
        machine, name = done.result()
        taken = {place for other, place in self._places.values() if other == machine}
        place = next(each for each in range(len(taken) + 1) if each not in taken)
        self._places[number] = machine, place
        if not self._plan.gpus:
            self._actors[number].pin.remote(place)
        self._tell(News(NewsKind.READY, number, text=name))

    def _order(self, number: int, chunk: int, order: bytes) -> None:
        """Send a worker a chunk; or end it, if there is none."""
        if not (actor := self._actors.get(number)):
            return
        if not chunk:
            self._lose(number, None)
            return
        self._when_done(actor.translate.remote(order), partial(self._answered, number, chunk))

    def _answered(self, number: int, chunk: int, done: Any) -> None:
        if number not in self._actors:
            return
        if error := done.exception():
            self._lose(number, error)
        else:
            self._tell(News(NewsKind.DONE, number, chunk, answer=done.result()))

    def _lose(self, number: int, error: BaseException | None) -> None:
        """Go on without a worker, and ask for another one."""
        actor = self._actors.pop(number)
        self._places.pop(number, None)
        with suppress(Exception):
            self._ray.kill(actor)
        reason = type(error).__name__ if error else ""
        self._tell(News(NewsKind.LOST, number, text=reason))
        if self._spare:
            self._spare -= 1
            self._hire()


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
