"""A real cluster gives the PO files that this machine does, whatever dies on the way."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support import argos
from tests.support.ray_cluster import PATIENCE, RayCluster, children, kill, missing, name_of
from workflow.engines.spread.errands import CHUNK
from workflow.store.files import write_atomic

pytestmark = [pytest.mark.slow, pytest.mark.skipif(bool(missing()), reason=missing() or "-")]

SEEDS, SENTENCES = 12, 50
_DATES = re.compile(rb'"(?:POT-Creation|PO-Revision)-Date: [^"]*"')
#: An engine that takes its time, writes down what it does, and begins no chunk before as many
#: processes have come as are awaited.
_ENGINE = """
import os, time
from pathlib import Path
from workflow.engines.pseudo import PseudoEngine

class Recorded(PseudoEngine):
    name = "recorded"

    def signature(self, source, target):
        return "recorded/1"

    def translate(self, requests, source, target):
        come, awaited = (Path(os.environ["RECORDED"] + each) for each in (".come", ".awaited"))
        (come / str(os.getpid())).touch()
        while len(list(come.iterdir())) < int(awaited.read_text()):
            time.sleep(0.05)
        for index, draft in super().translate(requests, source, target):
            time.sleep(0.02)
            line = f"{os.getpid()} {target} {requests[index].text}\\n".encode()
            log = os.open(os.environ["RECORDED"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
            os.write(log, line)
            os.close(log)
            yield index, draft
"""


class Bench:
    """A project, an engine that records, and where it does."""

    def __init__(self, root: Path) -> None:
        self.root, self.log = root / "project", root / "log"
        plugin = root / "plugin"
        info = plugin / "recorded-1.dist-info"
        info.mkdir(parents=True)
        (plugin / "recorded_engine.py").write_text(_ENGINE)
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: recorded\nVersion: 1\n")
        point = "[workflow.engines]\nrecorded = recorded_engine:Recorded\n"
        (info / "entry_points.txt").write_text(point)
        (root / "log.come").mkdir()
        self.awaits(1)
        temporary = root / ("temporary" * 10)  # too long for the paths of sockets
        self.environment = {
            "PYTHONPATH": str(plugin),
            "RECORDED": str(self.log),
            "TMPDIR": str(temporary),
        }
        for folder in (temporary, self.root / "seeds", self.root / "glossary"):
            folder.mkdir(parents=True)
        (self.root / "workflow.toml").write_text('targets = ["ko"]\nengine = "recorded"\n')
        for seed in range(SEEDS):
            lines = [f"Record No. {seed * SENTENCES + at} was kept." for at in range(SENTENCES)]
            (self.root / "seeds" / f"talks{seed}.txt").write_text("\n\n".join(lines))

    def awaits(self, processes: int) -> None:
        """Nothing more is begun before so many have come: a busy machine starts them slowly."""
        write_atomic(self.log.with_suffix(".awaited"), str(processes).encode())

    def done(self) -> list[tuple[int, str]]:
        """What was translated so far, and by which process."""
        lines = self.log.read_text().splitlines() if self.log.exists() else []
        return [(int(pid), text) for pid, _, text in (line.split(" ", 2) for line in lines)]

    def files(self) -> dict[str, bytes]:
        """The PO files but for their dates."""
        found = (self.root / "locales").rglob("*.po")
        return {path.name: _DATES.sub(b"", path.read_bytes()) for path in found}


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """The project, with all its PO files to be made."""
    return Bench(tmp_path)


@pytest.fixture
def cluster(bench: Bench) -> Iterator[RayCluster]:
    """A head with one processor."""
    with RayCluster(bench.environment) as made:
        made.add()
        yield made


def until(condition: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    """Wait for what happens while a command runs."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < deadline
        time.sleep(0.05)


def ended(process: subprocess.Popen[str], code: int = 0) -> str:
    """Wait for a command to end; return what it told."""
    _, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == code, err
    return err


def repeated(bench: Bench) -> int:
    """How many sentences were translated more often than once."""
    counts = Counter(text for _, text in bench.done())
    assert len(counts) == SEEDS * SENTENCES
    return sum(counts.values()) - len(counts)


def compare_with_this_machine(cluster: RayCluster, bench: Bench) -> None:
    """The PO files say what they would say without a cluster."""
    before = bench.files()
    assert len(before) == SEEDS
    for folder in ("locales", ".workflow"):
        subprocess.run(["rm", "-rf", bench.root / folder], check=True)
    bench.log.unlink(missing_ok=True)
    ended(cluster.workflow(bench.root, "-q", "translate", "--on", "local:1"))
    assert bench.files() == before


def test_po_files_are_the_same_though_a_worker_is_killed(cluster: RayCluster, bench: Bench) -> None:
    cluster.add()
    bench.awaits(2)
    command = cluster.workflow(bench.root, "-q", "translate", "--on", cluster.on)
    until(lambda: len({pid for pid, _ in bench.done()}) == 2 and len(bench.done()) > 90, command)
    victim = bench.done()[-1][0]
    bench.awaits(3)
    kill(victim)
    told = ended(command)
    assert "a worker was lost" in told
    assert "done here" not in told
    assert 0 < repeated(bench) <= CHUNK
    assert len({pid for pid, _ in bench.done()}) == 3  # another one came
    compare_with_this_machine(cluster, bench)


def test_a_lost_node_without_a_spare_processor_is_done_without(
    cluster: RayCluster, bench: Bench
) -> None:
    (raylet,) = cluster.add()
    bench.awaits(2)
    command = cluster.workflow(bench.root, "-q", "translate", "--on", cluster.on)
    until(lambda: len({pid for pid, _ in bench.done()}) == 2 and len(bench.done()) > 90, command)
    kill(raylet)
    told = ended(command)
    assert "a worker was lost" in told
    assert "done here" not in told
    assert repeated(bench) <= CHUNK
    compare_with_this_machine(cluster, bench)


def test_a_killed_coordinator_repeats_a_chunk_a_worker_at_most(
    cluster: RayCluster, bench: Bench
) -> None:
    cluster.add()
    words = ("-q", "translate", "--on", cluster.on)
    command = cluster.workflow(bench.root, *words)
    until(lambda: len(bench.done()) > 4 * CHUNK, command)
    kill(command.pid)
    command.communicate()
    ended(cluster.workflow(bench.root, *words))
    assert 0 < repeated(bench) <= 2 * CHUNK
    assert not list((bench.root / ".workflow" / "answers").glob("*"))
    compare_with_this_machine(cluster, bench)


def test_where_the_head_is_lost_the_rest_is_done_here(bench: Bench) -> None:
    with RayCluster(bench.environment) as cluster:
        (raylet,) = cluster.add()
        command = cluster.workflow(bench.root, "-q", "translate", "--on", cluster.on)
        until(lambda: len(bench.done()) > 90, command)
        kill(raylet)
        assert "the rest is done here" in ended(command)
        assert repeated(bench) <= 2 * CHUNK


def with_a_cluster_of_its_own(namespace: RayCluster, bench: Bench) -> subprocess.Popen[str]:
    """Start a command that is at work; a busy machine may be too slow for Ray, which gives up."""
    for _ in range(4):
        command = namespace.workflow(bench.root, "-q", "translate", "--on", "ray")
        while command.poll() is None:
            if len(bench.done()) > 90:
                return command
            time.sleep(0.05)
        _, told = command.communicate()
        assert "timed out during startup" in told
    pytest.fail("Ray did not start, as often as it was asked")


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_the_cluster_that_a_command_starts_ends_with_it(bench: Bench, how: signal.Signals) -> None:
    with RayCluster(bench.environment) as namespace:
        command = with_a_cluster_of_its_own(namespace, bench)
        started = children(command.pid)
        assert {"raylet", "gcs_server"} <= set(map(name_of, started))
        command.send_signal(how)
        ended(command, -9 if how == signal.SIGKILL else 130)
        deadline = time.monotonic() + 30
        while alive := [name for name in map(name_of, started) if name]:
            assert time.monotonic() < deadline, alive
            time.sleep(0.1)


def test_what_a_cluster_of_its_own_listens_on_is_loopback(bench: Bench) -> None:
    """Not in a namespace: there this machine has an address that others reach, as a rule."""
    command = subprocess.Popen(
        [sys.executable, "-m", "workflow", "-q", "-C", bench.root, "translate", "--on", "ray"],
        env={**RayCluster(bench.environment).environment},
    )
    try:
        until(lambda: len(bench.done()) > 10, command)
        owners = {command.pid, *children(command.pid)}
        sockets = {
            link.readlink().name.split("[")[-1].rstrip("]")
            for pid in owners
            for link in Path(f"/proc/{pid}/fd").iterdir()
            if link.is_symlink()
        }
        for table in ("tcp", "tcp6"):
            for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]:
                fields = line.split()
                if fields[3] == "0A" and fields[9] in sockets:  # listening
                    assert fields[1].split(":")[0].endswith("0100007F"), line
    finally:
        command.terminate()
        command.wait()


def test_a_node_without_the_model_takes_no_part(bench: Bench, tmp_path: Path) -> None:
    """Models are compared on the node; what a real one says there is what it says here."""
    here = {"ARGOS_PACKAGES_DIR": str(argos.unpack(tmp_path / "packages", "en_ko"))}
    (bench.root / "workflow.toml").write_text('targets = ["ko"]\nengine = "argos"\n')
    texts = [request.text for request, _ in argos.corpus("en", "ko", 10 * SEEDS)]
    for seed in range(SEEDS):
        path = bench.root / "seeds" / f"talks{seed}.txt"
        path.write_text("\n\n".join(texts[10 * seed : 10 * seed + 10]))
    with RayCluster({**bench.environment, **here}) as cluster:
        cluster.add(processors=0)
        cluster.add({"ARGOS_PACKAGES_DIR": str(tmp_path / "nothing")})
        words = ("-q", "translate", "--on", cluster.on)
        told = ended(cluster.workflow(bench.root, *words), 3)
        assert "no node of the cluster can do this: it has no model from en to ko" in told
        cluster.add()
        ended(cluster.workflow(bench.root, *words))
        compare_with_this_machine(cluster, bench)


def test_refusals_are_one_sentence(cluster: RayCluster, bench: Bench) -> None:
    told = ended(cluster.workflow(bench.root, "-q", "run", "--on", "ray://127.0.0.1:6398"), 2)
    assert len(told.splitlines()) == 2
    assert "cannot be reached" in told
