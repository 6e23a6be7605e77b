"""``workflow run`` on many new seeds with all processors: times, and the memory of each process.

    python -m tests.bench.bench_scale [--documents N ...] [--sentences N] [--on PLACE]

For each number of seeds a line of the table in docs/scale.md: a run over new seeds, one in which
nothing has changed, one after an editor has approved a sentence, and polib reading and writing the
same PO files. Seeds and engine are those of :mod:`tests.bench.bench_run`.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.bench_run import as_installed, edit, touch, write

_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Watched:
    """What a command and the processes that it started took, as Linux tells it."""

    seconds: float = 0.0
    busy: dict[int, float] = field(default_factory=dict)
    memory: dict[int, float] = field(default_factory=dict)
    main: int = 0

    def look(self) -> None:
        """Note what each of the processes has taken so far."""
        for pid in processes(self.main):
            try:
                times = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()[11:13]
                held = Path(f"/proc/{pid}/status").read_text().partition("VmHWM:")[2].split()[:1]
            except OSError:
                continue
            self.busy[pid] = sum(map(int, times)) / _TICKS
            self.memory[pid] = max([self.memory.get(pid, 0.0), *(int(kB) / 1024 for kB in held)])

    @property
    def worker(self) -> float:
        """Megabytes of the largest process but the first."""
        return max((each for pid, each in self.memory.items() if pid != self.main), default=0.0)


def processes(root: int) -> Iterator[int]:
    """Yield a process and all that it has started."""
    yield root
    try:
        started = Path(f"/proc/{root}/task/{root}/children").read_text().split()
    except OSError:
        return
    for each in started:
        yield from processes(int(each))


def command(folder: Path, *words: str) -> Watched:
    """Runs the command line, looking at its processes now and then."""
    start = time.perf_counter()
    program = [sys.executable, "-m", "workflow", "-C", str(folder), *words, "--quiet"]
    with subprocess.Popen(program, stdout=subprocess.DEVNULL, env=as_installed()) as child:
        found = Watched(main=child.pid)
        while child.poll() is None:
            found.look()
            time.sleep(0.1)
    found.seconds = time.perf_counter() - start
    return found


def row(documents: int, sentences: int, on: str) -> str:
    """One line of the table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "project"
        folder.mkdir()
        write(folder, documents, sentences)
        new = command(folder, "run", "--on", on)
        unchanged = command(folder, "run", "--on", on)
        edit(folder / "locales" / "ko" / f"article-{documents // 2:05}.po")
        edited = command(folder, "run", "--on", on)
        polib = touch(sorted((folder / "locales").rglob("*.po")))
        size = sum(each.stat().st_size for each in (folder / "site").rglob("*") if each.is_file())
    busy = [sum(each.busy.values()) for each in (new, unchanged, edited)]
    cells = [
        f"{documents:,}",
        f"{new.seconds:.0f} s",
        *(f"{each:.1f} s ({each / polib.busy:.1f}×)" for each in busy),
        f"{polib.busy:.1f} s",
        f"{new.memory[new.main]:.0f} MB",
        f"{new.worker:.0f} MB",
        f"{size / 1e6:.0f} MB",
    ]
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--documents", type=int, nargs="*", default=[100, 1_000])
    parser.add_argument("--sentences", type=int, default=20)
    parser.add_argument("--on", default="local")
    options = parser.parse_args()
    print("| articles | new | CPU | nothing changed, CPU | one edit, CPU | polib, CPU"
          " | first process | largest worker | site |")  # fmt: skip
    print("|---" * 9 + "|")
    for documents in options.documents:
        print(row(documents, options.sentences, options.on), flush=True)


if __name__ == "__main__":
    main()
