"""Whoever asks several processes gets what one would have given, also where processes die."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.command import listen_to_signals
from workflow.store import workers
from workflow.store.workers import Workers

#: Beyond what a busy machine takes.
PATIENCE = 60.0


def double(number: int) -> tuple[int, int, bytes]:
    """Work that tells where it was done, with a result that no pipe holds at once."""
    time.sleep(0.002)
    return 2 * number, os.getpid(), bytes(200_000)


def die(caller: int) -> int:
    """Kills the worker that it is done in."""
    if os.getpid() != caller:
        os.kill(os.getpid(), signal.SIGKILL)
    return caller


def dawdle(number: int) -> int:
    """Work that takes its time."""
    time.sleep(0.05)
    return number


def fail_on_seven(number: int) -> int:
    """Work that fails once."""
    if number == 7:
        raise ValueError(number)
    return number


def same(item: int) -> int:
    """All of an item is worked on."""
    return item


@pytest.fixture
def three() -> Iterator[Workers]:
    """Three processors, used from the first item on."""
    with Workers(3, alone=0) as found:
        yield found


def started(three: Workers) -> list[workers._Worker]:
    """The processes, once all are ready."""
    for _ in three.each(fail_on_seven, range(1), same):
        pass
    deadline = time.monotonic() + PATIENCE
    while not all(each.ready for each in three._workers):
        three._collect(1)
        assert time.monotonic() < deadline
    return list(three._workers)


class Counting:
    """Work that remembers how often it was asked."""

    def __init__(self) -> None:
        self.times = 0

    def __reduce__(self) -> tuple[type[Counting], tuple[()]]:
        return Counting, ()

    def __call__(self, _: int) -> tuple[int, int]:
        """Return the process, and how often this object was asked there."""
        self.times += 1
        return os.getpid(), self.times


def test_workers_go_on_with_a_job_that_they_have_loaded(three: Workers) -> None:
    processes = {each.process.pid for each in started(three)}
    rounds = [[its for _, its in three.each(Counting(), range(200), same) if its] for _ in "12"]
    before, after = (
        {pid: [times for its, times in found if its == pid] for pid in processes}
        for found in rounds
    )
    assert all(max(before[pid]) < min(after[pid]) for pid in processes)


def test_results_come_in_the_order_of_the_items_from_all_processes(three: Workers) -> None:
    processes = {each.process.pid for each in started(three)}
    found = list(three.each(double, range(200), same))
    assert [(item, result[0]) for item, result in found if result] == [
        (number, 2 * number) for number in range(200)
    ]
    assert processes < {result[1] for _, result in found if result} <= {*processes, os.getpid()}


@pytest.mark.parametrize(("expected", "alone"), [(3, True), (1_000, False)])
def test_processes_are_started_early_where_much_is_expected(expected: int, alone: bool) -> None:
    with Workers(2, alone=1e9) as two:
        two.expect(expected)
        for _ in two.each(dawdle, range(20), same):
            pass
        assert bool(two._workers) is not alone


def test_items_are_taken_as_they_are_needed(three: Workers) -> None:
    started(three)
    taken: list[int] = []
    results = three.each(double, (taken.append(n) or n for n in range(2_000)), same)  # type: ignore[func-returns-value]
    for number, _ in zip(range(500), results, strict=False):
        assert len(taken) - number < 200
    results.close()


def test_of_some_items_nothing_is_worked_on(three: Workers) -> None:
    started(three)
    odd = three.each(double, range(6), lambda number: number if number % 2 else None)
    assert [result and result[0] for _, result in odd] == [None, 2, None, 6, None, 10]


def test_an_error_comes_when_it_is_its_turn(three: Workers) -> None:
    started(three)
    results = three.each(fail_on_seven, range(20), same)
    assert [next(results) for _ in range(7)] == [(number, number) for number in range(7)]
    with pytest.raises(ValueError, match="7"):
        next(results)


def test_a_job_is_known_also_if_its_first_item_was_taken_back(three: Workers) -> None:
    started(three)[1].process.kill()
    while len(three._workers) > 1:
        three._collect(1)
    tasks = [workers._Task(number, 0, 1) for number in (1, 2, 3)]
    job = pickle.dumps(dawdle)
    for number, task in zip((98, 99, 99), tasks, strict=True):
        assert three._hand_out(task, number, job)
        if task is tasks[1]:
            assert three._take_back(tasks[:2]) is task
    while not tasks[2].done:
        three._collect(1)
    assert (tasks[2].result, tasks[2].error) == (1, None)


def test_what_no_worker_has_begun_is_taken_back_some_at_a_time(three: Workers) -> None:
    started(three)[1].process.kill()
    while len(three._workers) > 1:
        three._collect(1)
    tasks = [workers._Task(number, 0, 1) for number in range(1, 8)]
    assert all(three._hand_out(task, 99, pickle.dumps(dawdle)) for task in tasks)
    assert three._take_back(tasks) is tasks[-1]
    assert not any(task.worker for task in tasks[-2:])
    assert three._take_back(tasks[:-1]) is tasks[-2]
    assert tasks[1].worker or tasks[1].done


def test_what_is_hardly_worth_sending_goes_only_to_workers_that_run_short(three: Workers) -> None:
    processes = {each.process.pid for each in started(three)}
    with closing(three.stage(double, same, ahead=2)) as stage:
        found = [done for number in range(100) for done in stage.put(number)]
        assert all(len(each.tasks) <= 2 for each in three._workers)
        found += stage.rest()
    assert [item for item, _ in found] == list(range(100))
    assert processes < {result[1] for _, result in found if result}


def test_what_cannot_be_sent_is_worked_on_here(three: Workers) -> None:
    started(three)
    results = three.each(double, [1, 2], Unsendable)
    assert [result and result[1] for _, result in results] == [os.getpid()] * 2


def refuse(number: int) -> int:
    """Work that fails with an error that does not arrive in another process."""
    raise Incomplete(number, "of many")


class Incomplete(Exception):
    """An error that pickle takes apart and cannot put together."""

    def __init__(self, number: int, of: str) -> None:
        super().__init__(f"{number} {of}")


def test_an_error_that_cannot_be_sent_comes_when_it_is_its_turn(three: Workers) -> None:
    started(three)
    results = three.each(refuse, range(3), lambda number: number or None)
    assert next(results) == (0, None)
    with pytest.raises(Incomplete, match="1 of many"):
        next(results)


def test_where_no_process_can_be_started_all_is_done_here(tmp_path: Path) -> None:
    """As where the path of the temporary folder is too long for a socket's."""
    folder = tmp_path / ("long" * 30)
    folder.mkdir()
    script = (
        "from tests.store.test_workers import Workers, same, fail_on_seven\n"
        "with Workers(3, alone=0) as three:\n"
        "    print(*(result for _, result in three.each(fail_on_seven, range(5), same)))\n"
    )
    environment = {
        **os.environ,
        "TMPDIR": str(folder),
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, env=environment, check=False
    )
    assert (done.stdout, done.stderr) == ("0 1 2 3 4\n", "")


class Unsendable(int):
    """A number that no other process can have."""

    def __reduce__(self) -> str:
        raise TypeError


@pytest.mark.parametrize("moment", [0, 5, 20, 60])
def test_a_worker_that_is_killed_loses_nothing(three: Workers, moment: int) -> None:
    victim = started(three)[0]
    found = []
    for item, result in three.each(double, range(120), same):
        found.append((item, result and result[0]))
        if item == moment:
            victim.process.kill()
    assert found == [(number, 2 * number) for number in range(120)]


def test_a_worker_that_is_killed_before_it_is_spoken_to_loses_nothing(
    three: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the look at what has come and the next word to it."""
    first, second = started(three)
    tasks = [workers._Task(number, 0, 1) for number in (1, 2, 3, 4, 5)]
    job = pickle.dumps(dawdle)
    assert all(three._hand_out(task, 99, job) for task in tasks[:4])
    for worker in (first, second):
        worker.process.kill()
        worker.process.join()
    monkeypatch.setattr(three, "_collect", lambda: False)
    last = tasks[3].worker
    assert three._take_back(tasks[:4]) is tasks[3]
    assert last not in three._workers
    assert not three._hand_out(tasks[4], 99, job)
    assert not three._workers
    assert not any(task.worker or task.done for task in tasks)


def test_work_that_kills_every_worker_is_done_here(three: Workers) -> None:
    started(three)
    here = os.getpid()
    found = three.each(die, range(30), lambda _: here)
    assert list(found) == [(number, here) for number in range(30)]


def test_no_worker_outlives_its_caller(tmp_path: Path) -> None:
    """Also not one that is killed, and so can tell nobody."""
    script = tmp_path / "caller.py"
    script.write_text(
        "import time\n"
        "from tests.store.test_workers import Workers, same, started\n"
        "if __name__ == '__main__':\n"
        "    with Workers(3, alone=0) as three:\n"
        "        print(*(each.process.pid for each in started(three)), flush=True)\n"
        "        list(three.each(time.sleep, [600] * 9, same))\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen(
        [sys.executable, script], stdout=subprocess.PIPE, text=True, env=environment
    ) as caller:
        assert caller.stdout
        pids = list(map(int, caller.stdout.readline().split()))
        caller.kill()
    assert len(pids) == 2
    deadline = time.monotonic() + PATIENCE
    while any(map(alive, pids)):
        assert time.monotonic() < deadline
        time.sleep(0.02)


def alive(pid: int) -> bool:
    """Tell whether a process runs; one that waits to be buried does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2][0] not in "ZX"
    except OSError:
        return False


def test_whoever_stops_early_ends_what_is_being_worked_on(three: Workers) -> None:
    processes = [each.process for each in started(three)]
    results = three.each(dawdle, range(60), same)
    next(results)
    results.close()
    assert not three._workers
    assert not any(alive(each.pid or 0) for each in processes)


def test_ctrl_c_while_workers_modules_are_loaded_is_told_once(tmp_path: Path) -> None:
    """A terminal sends it to all processes, and the one that loads has nothing to say."""
    (tmp_path / "slow_module.py").write_text(
        "import time; print('loads', flush=True); time.sleep(2)"
    )
    code = (
        "import time; from workflow.store.worker_process import WorkerOrigin\n"
        "try: WorkerOrigin(['slow_module']).prepare(); time.sleep(60)\n"
        "except KeyboardInterrupt: print('stopped', flush=True)"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=listen_to_signals,
    )
    assert process.stdout
    assert process.stdout.readline() == "loads\n"
    os.killpg(process.pid, signal.SIGINT)
    assert process.communicate(timeout=PATIENCE) == ("stopped\n", "")
