"""Run pure functions in other processes, so that every processor of this machine is used.

A :class:`Workers` does the same to many items, here and in its workers, and gives the results in
the order of the items: whoever takes them cannot tell how many processors there were. Workers keep
no state that counts and write nothing that cannot be written again, so an item whose worker is
killed is worked on once more.

The processes and pipes are those of :mod:`multiprocessing`. Its pool, that of
:mod:`concurrent.futures` and loky send all results through one pipe, where a worker that is killed
in the midst of a large one may hold up those of the others; and they are full of threads and locks,
which Ctrl-C may leave half done. Here each worker has a pipe of its own, and this process no
thread.
"""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from workflow.store.interrupts import deferred_interrupts
from workflow.store.worker_process import WorkerAnswer, WorkerOrigin

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

_T = TypeVar("_T")
_W = TypeVar("_W")
_R = TypeVar("_R")
#: The function that is applied. It is sent to the workers, so it is defined in a module, or is an
#: object that loads there what it needs.
Job = Callable[[_W], _R]

#: Seconds of work after which workers are started: about the cost of starting one; and those
#: before that in which the process they come from loads what the work needs.
_ALONE, _AHEAD = 1.0, 0.5
#: Items that take longer than that for sure, some 10 ms each.
_MANY = 60
#: Items per worker: enough that it is never idle while others are read or translated here, few
#: enough (some 100 kB each) that memory stays flat.
EACH = 64
#: The number of a job, what workers get of it, and how many items they may have before.
_Sent = tuple[int, bytes, int]


@dataclass(slots=True, eq=False)
class _Task:
    """An item in progress: its worker, and its result."""

    number: int
    item: Any
    order: Any
    worker: _Worker | None = None
    done: bool = False
    result: Any = None
    error: Exception | None = None

    def settle(self, answer: WorkerAnswer, value: Any) -> None:
        """Record a worker's answer about the task."""
        self.worker = None
        self.done = answer in {WorkerAnswer.DONE, WorkerAnswer.RAISED}
        if answer is WorkerAnswer.RAISED:
            self.error = value
        elif self.done:
            self.result, self.order = value, None


@dataclass(slots=True, eq=False)
class _Worker:
    """A process, its orders, and the jobs that it knows."""

    process: BaseProcess
    pipe: Connection
    ready: bool = False
    tasks: dict[int, _Task] = field(default_factory=dict)
    jobs: set[int] = field(default_factory=set)


class Workers:
    """The processors of this machine that a command may use; use it in a ``with`` statement.

    Args:
        processors: how many; with one, all is done in this process.
        modules: that the work needs, as for :class:`WorkerOrigin`.
        alone: seconds of work after which the other processes are started, if not the usual.
    """

    def __init__(
        self, processors: int, modules: Sequence[str] = (), alone: float | None = None
    ) -> None:
        self._processors = processors
        self._origin = WorkerOrigin(modules)
        self._alone = _ALONE if alone is None else alone
        self._workers: list[_Worker] = []
        self._started = False
        self._jobs: dict[bytes, int] = {}
        self._tasks = 0

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def end(self) -> None:
        """Stop the workers at once; awaited tasks are done in this process."""
        with deferred_interrupts():
            for worker in list(self._workers):
                self._lose(worker)

    def expect(self, items: int) -> None:
        """Start the other processes as soon as they have loaded what the work needs, if it is much.

        Args:
            items: how many there are for sure.
        """
        if self._processors > 1 and items >= _MANY:
            self._alone = min(self._alone, _AHEAD)
            self._origin.prepare()

    def each(
        self, job: Job[_W, _R], items: Iterable[_T], order: Callable[[_T], _W | None]
    ) -> Generator[tuple[_T, _R | None]]:
        """Yield each item with the job's result, in the order of the items.

        Items are taken as they are needed, some ahead. Close the iterator if it is not exhausted:
        what is still worked on is ended then.

        Args:
            job: workers get a copy of it as it is now.
            items: all of them.
            order: gives what of an item is worked on, or None for nothing, which makes None. What
                cannot be sent to another process is worked on here.

        Raises:
            Exception: that the job raises for an item, when it is that item's turn.
        """
        with closing(self.stage(job, order)) as stage:
            for item in items:
                yield from stage.put(item)
            yield from stage.rest()

    def stage(
        self, job: Job[_W, _R], order: Callable[[_T], _W | None], ahead: int = EACH
    ) -> Stage[_T, _R]:
        """Apply a job to items as they arrive; :meth:`each` needs them all at once.

        Args:
            job: workers get a copy of it as it is now, or go on with an equal one that they have
                and with what that has loaded: to search for a thousand terms takes 0.1 s to begin.
            order: as for :meth:`each`.
            ahead: a worker that has so many items gets none of these: few for what is sent about
                as fast as it is done, so that workers get it only when they run short.
        """
        pickled = pickle.dumps(job) if self._processors > 1 else b""
        number = self._jobs.setdefault(pickled, len(self._jobs) + 1)
        return Stage(self, job, order, (number, pickled, ahead))

    def begin(self, job: Job[Any, Any], item: Any, order: Any, sent: _Sent) -> _Task:
        """Begin an item for a :class:`Stage`: in another process, or entirely in this one."""
        self._tasks += 1
        task = _Task(self._tasks, item, order)
        if order is None:
            task.done = True
        elif not self._hand_out(task, *sent):
            self._work(job, task)
        return task

    @property
    def most(self) -> int:
        """How many items may be in progress behind the first."""
        return EACH * self._processors

    def _work(self, job: Job[Any, Any], task: _Task) -> None:
        """Do a task in this process."""
        started = monotonic()
        try:
            task.settle(WorkerAnswer.DONE, job(task.order))
        except Exception as error:  # raised when it is its turn
            task.settle(WorkerAnswer.RAISED, error)
        self._alone -= monotonic() - started
        if self._processors > 1 and self._alone < _AHEAD:
            self._origin.prepare()

    def first(self, job: Job[Any, Any], waiting: deque[_Task]) -> tuple[Any, Any]:
        """Wait for the first task; meanwhile do the last ones, which no worker has begun, here."""
        first = waiting[0]
        while not first.done:
            if first.worker is None:
                self._work(job, first)
            elif not self._collect() and not first.done and first.worker:
                if taken := self._take_back(waiting):
                    self._work(job, taken)
                elif not first.done and first.worker:
                    self._collect(None)
        waiting.popleft()
        if first.error:
            raise first.error
        return first.item, first.result

    def _hand_out(self, task: _Task, job: int, pickled: bytes, ahead: int = EACH) -> bool:
        """Give a task to the least busy worker; return whether one could take it."""
        if self._processors == 1 or self._alone > 0:
            return False
        if not self._started:
            self._start()
        self._collect()
        free = [each for each in self._workers if each.ready and len(each.tasks) < ahead]
        if not free:
            return False
        worker = min(free, key=lambda each: len(each.tasks))
        try:
            item = pickle.dumps(task.order)
        except Exception:  # whatever an item says when it is to be pickled
            return False
        worker.tasks[task.number], task.worker = task, worker
        told = b"" if job in worker.jobs else pickled
        worker.jobs.add(job)
        try:
            worker.pipe.send((task.number, job, told, item))
        except OSError:  # it was killed
            self._lose(worker)
        return task.worker is not None

    def _start(self) -> None:
        """Start as many workers as the system allows; without any, everything is done here."""
        self._started = True
        with suppress(OSError, EOFError):  # no memory; a temporary folder with too long a path …
            for _ in range(self._processors - 1):
                with deferred_interrupts():
                    self._workers.append(_Worker(*self._origin.start()))
        self._processors = 1 + len(self._workers)

    def _collect(self, patience: float | None = 0.0) -> bool:
        """Record the workers' answers within ``patience`` seconds; return whether one came."""
        from multiprocessing.connection import wait

        spoke = wait([each.pipe for each in self._workers], patience) if self._workers else []
        for worker in [each for each in self._workers if each.pipe in spoke]:
            self._hear(worker)
        return bool(spoke)

    def _hear(self, worker: _Worker) -> WorkerAnswer | None:
        """Receive one answer; None from a worker that was killed."""
        try:
            number, answer, pickled = worker.pipe.recv()
        except (EOFError, OSError):
            self._lose(worker)
            return None
        worker.ready = True
        said: WorkerAnswer = answer
        if said is WorkerAnswer.RETURNED:
            for each in pickle.loads(pickled):  # noqa: S301 - our own
                worker.tasks.pop(each).worker = None
        elif task := worker.tasks.pop(number, None):
            try:
                task.settle(said, pickle.loads(pickled))  # noqa: S301 - our own
            except Exception:  # whatever a value says when it is to be put together again
                task.settle(WorkerAnswer.CANNOT, None)
        return said

    def _take_back(self, waiting: Iterable[_Task]) -> _Task | None:
        """Return the last task that is here; if none is, take some back from the last's worker."""
        undone = [task for task in waiting if not task.done]
        worker = undone[-1].worker
        if worker and len(worker.tasks) > 1 and all(task.worker for task in undone):
            try:
                worker.pipe.send(None)
            except OSError:
                self._lose(worker)
            while worker in self._workers:
                if self._hear(worker) in {WorkerAnswer.RETURNED, None}:
                    break
        return next((task for task in reversed(undone) if not (task.worker or task.done)), None)

    def _lose(self, worker: _Worker) -> None:
        """Kill and drop a worker, leaving its tasks to this process."""
        self._workers.remove(worker)
        worker.process.kill()
        worker.pipe.close()
        worker.process.join()
        for task in worker.tasks.values():
            task.worker = None
        self._started = bool(self._workers)


class Stage(Generic[_T, _R]):
    """A job applied to items as they are put in; they come out in the same order.

    Close it if not all have come out: what is still worked on is ended then.

    Args:
        workers: who do it.
        job, order: as for :meth:`Workers.each`.
        sent: the number of the job, what workers get of it, and when they get an item.
    """

    def __init__(
        self,
        workers: Workers,
        job: Job[Any, _R],
        order: Callable[[_T], Any],
        sent: _Sent,
    ) -> None:
        self._workers = workers
        self._job = job
        self._order = order
        self._sent = sent
        self._waiting: deque[_Task] = deque()

    def put(self, item: _T) -> Iterator[tuple[_T, _R | None]]:
        """Add an item, and yield those that are ready, as :meth:`Workers.each` does."""
        waiting = self._waiting
        waiting.append(self._workers.begin(self._job, item, self._order(item), self._sent))
        while waiting and (waiting[0].done or len(waiting) > self._workers.most):
            yield self._workers.first(self._job, waiting)

    def rest(self) -> Iterator[tuple[_T, _R | None]]:
        """Yield all remaining items."""
        while self._waiting:
            yield self._workers.first(self._job, self._waiting)

    def close(self) -> None:
        """Stop the work that is still in progress."""
        if any(task.worker for task in self._waiting):
            self._workers.end()
        self._waiting.clear()
