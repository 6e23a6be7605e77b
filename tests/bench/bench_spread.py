"""What the way to a worker of Ray and back costs a sentence, by the size of a chunk.

    python -m tests.bench.bench_spread [--sentences N]

The engine is ``pseudo``, so that nearly all is dispatch. Counted is the processor time of the
coordinator's process and of its driver of Ray, above what the engine takes here; the workers' own
is that of the engine. The cluster is one on this machine. Needs the extra ``ray``.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

from workflow.engines.pseudo import PseudoEngine
from workflow.engines.spread import Spread, errands
from workflow.engines.spread.dispatch import Dispatcher
from workflow.engines.spread.place import Plan
from workflow.engines.spread.ray_port import RayPort
from workflow.model import Project, Request
from workflow.store.processors import usable

_TICKS = os.sysconf("SC_CLK_TCK")
SIZES = (1, 16, 64, 256)


def busy(pid: int) -> float:
    """Seconds of processor time that a process has taken."""
    times = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()[11:13]
    return sum(map(int, times)) / _TICKS


def main() -> None:
    """Prints a line for each size."""
    if find_spec("ray") is None:
        print("ray is not installed: pip install 'translation-workflow[ray]'")
        return
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sentences", type=int, default=20_000)
    number = parser.parse_args().sentences
    requests = [Request(f"Record No. {each} was kept {'again ' * (each % 9)}.")
                for each in range(number)]  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        project = Project(Path(folder))
        engine = PseudoEngine(project)
        port = RayPort(Plan("ray", "", usable(), 0, project))
        dispatcher = Dispatcher(port, print)
        dispatcher.expect(number)
        spread = Spread(engine, dispatcher)
        start = time.perf_counter()
        list(spread.translate(requests[:64], "en", "ko"))
        print(f"start, with {len(dispatcher)} workers: {time.perf_counter() - start:.1f} s")
        print("| chunk | sentences a second | coordinator, µs a sentence | driver of Ray |")
        print("|---" * 4 + "|")
        for size in SIZES:
            errands.CHUNK = errands.SMALLEST = size
            some = requests if size > 1 else requests[: number // 20]
            before, start = (time.process_time(), busy(port.driver)), time.perf_counter()
            assert len(dict(spread.translate(some, "en", "ko"))) == len(some)
            took = time.perf_counter() - start
            ours, theirs = time.process_time() - before[0], busy(port.driver) - before[1]
            print(f"| {size} | {len(some) / took:,.0f} | {ours / len(some) * 1e6:.0f}"
                  f" | {theirs / len(some) * 1e6:.0f} |", flush=True)  # fmt: skip
        dispatcher.close()


if __name__ == "__main__":
    main()
