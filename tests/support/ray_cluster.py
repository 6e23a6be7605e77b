"""Real nodes of Ray on this machine, in a network namespace where nothing but loopback is."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Self

from tests.support.command import listen_to_signals

#: Beyond what a busy machine takes to start a node.
PATIENCE = 180.0
PORT = 6399
_TRIES = 4
#: Brings the loopback interface up (SIOCSIFFLAGS, IFF_UP), and keeps the namespace.
_HOLD = (
    "import fcntl, socket, struct, time\n"
    "with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as lo:\n"
    "    fcntl.ioctl(lo, 0x8914, struct.pack('16sh', b'lo', 1))\n"
    "print('up', flush=True)\n"
    "time.sleep(100000)\n"
)
_BIN = Path(sys.executable).parent


def missing() -> str:
    """Say why there can be no cluster here; empty where there can."""
    if find_spec("ray") is None:
        return "ray is not installed: make test-all installs it"
    if not all(map(shutil.which, ("unshare", "nsenter"))):
        return "there is no unshare, or no nsenter"
    made = subprocess.run(["unshare", "--net", "true"], capture_output=True, check=False)
    return "" if made.returncode == 0 else f"unshare --net: {made.stderr.decode().strip()}"


class RayCluster:
    """Some nodes with a processor each; use it in a ``with`` statement.

    Attributes:
        on: what ``--on`` takes.
    """

    on = f"ray://127.0.0.1:{PORT}"

    def __init__(self, more: Mapping[str, str] | None = None) -> None:
        self.environment = {
            **os.environ,
            "PATH": f"{_BIN}{os.pathsep}{os.environ['PATH']}",
            "RAY_USAGE_STATS_ENABLED": "0",
            "RAY_AUTH_MODE": "disabled",
            "RAY_worker_niceness": "0",  # workers of 15, as is usual, starve on a busy machine
            **(more or {}),
        }
        self._folder = tempfile.mkdtemp(prefix="rt-", dir="/tmp")  # sockets have short paths
        self._holder: subprocess.Popen[str]
        self._nodes: list[subprocess.Popen[str]] = []

    def __enter__(self) -> Self:
        self._holder = subprocess.Popen(
            ["unshare", "--net", sys.executable, "-c", _HOLD], stdout=subprocess.PIPE, text=True
        )
        assert self._holder.stdout is not None
        assert self._holder.stdout.readline() == "up\n"
        return self

    def __exit__(self, *_: object) -> None:
        for node in reversed(self._nodes):
            for pid in [*children(node.pid), node.pid]:
                kill(pid)
        for process in (*self._nodes, self._holder):
            process.kill()
            process.communicate()
        shutil.rmtree(self._folder, ignore_errors=True)

    def start(
        self, *words: object, more: Mapping[str, str] | None = None, out: IO[str] | int
    ) -> subprocess.Popen[str]:
        """Start a program in the namespace; where its output goes is said."""
        return subprocess.Popen(
            ["nsenter", f"--net=/proc/{self._holder.pid}/ns/net", *map(str, words)],
            env={**self.environment, **(more or {})},
            stdout=out,
            stderr=out,
            text=True,
            preexec_fn=listen_to_signals,
        )

    def workflow(self, project: Path, *words: object) -> subprocess.Popen[str]:
        """Start a command of ours in the namespace."""
        command = (sys.executable, "-m", "workflow", "-C", project, *words)
        return self.start(*command, out=subprocess.PIPE)

    def add(self, more: Mapping[str, str] | None = None, processors: int = 1) -> Sequence[int]:
        """Start a node, the head first; return the processes of its raylet."""
        where = [f"--address=127.0.0.1:{PORT}"]
        if not self._nodes:
            where = ["--head", f"--port={PORT}", "--include-dashboard=false",
                     f"--temp-dir={self._folder}"]  # fmt: skip
        log = Path(self._folder) / f"node-{len(self._nodes)}"
        for _ in range(_TRIES):  # Ray gives up soon where a busy machine takes long
            node = self._started(log, where, more, processors)
            if node.poll() is None:
                self._nodes.append(node)
                return [pid for pid in children(node.pid) if name_of(pid) == "raylet"]
        raise TimeoutError(log.read_text())

    def _started(
        self, log: Path, where: list[str], more: Mapping[str, str] | None, processors: int
    ) -> subprocess.Popen[str]:
        """Start a node; wait until it says that it runs, or has ended."""
        with log.open("w") as told:
            node = self.start(
                "ray", "start", "--block", *where, "--node-ip-address=127.0.0.1",
                f"--num-cpus={processors}", "--object-store-memory=100000000",
                more={"PYTHONUNBUFFERED": "1", **(more or {})}, out=told,
            )  # fmt: skip
        while "runtime started" not in log.read_text() and node.poll() is None:
            time.sleep(0.2)
        return node


def name_of(pid: int) -> str:
    """The name of a process; empty when it has ended."""
    try:
        return Path(f"/proc/{pid}/comm").read_text().strip()
    except OSError:
        return ""


def children(pid: int) -> list[int]:
    """The processes that a process has started, and those that these have."""
    try:
        found = list(map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split()))
    except OSError:
        return []
    return [*found, *(each for child in found for each in children(child))]


def kill(pid: int) -> None:
    """End a process at once."""
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
