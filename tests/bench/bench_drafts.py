"""How many drafts a coordinator takes a second of its processor when the model is for nothing.

    python -m tests.bench.bench_drafts [--documents N] [--sentences N] [--on PLACE]

``workflow translate`` asks an endpoint of another process, which answers at once, for drafts of new
seeds in two languages, in 64 conversations at a time. What the command's own process takes from
beginning to end is counted, workers are not; and once more without what the same command takes when
there is nothing to do. Seeds are those of :mod:`tests.bench.bench_run`.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.bench_run import SETTINGS, as_installed, write
from tests.support.llm_server import KEPT, LlmServer

ENGINE = """\
[llm]
url = "{url}"
model = "free"
concurrency = 64
"""
_SERVE = "--serve"
#: The dates in the seeds.
_DATES = {
    "ko": {"Tuesday": "화요일", "December": "12월"},
    "zh": {"Tuesday": "周二", "December": "12月"},
}


def serve() -> None:
    """Answers until the other end of standard input is closed."""
    for target, dates in _DATES.items():
        KEPT[target].update(dates)
    with LlmServer() as server:
        print(server.url, flush=True)
        sys.stdin.read()


def command(folder: Path, on: str) -> float:
    """Runs ``translate``; returns the seconds of processor time of its own process."""
    words = ("-C", str(folder), "translate", "--on", on, "--quiet")
    program = [sys.executable, "-m", "tests.bench.bench_drafts", *words]
    done = subprocess.run(
        program, check=True, stdout=subprocess.PIPE, text=True, env=as_installed()
    )
    return float(done.stdout.split()[-1])


def measured() -> None:
    """Runs the command line in this process, and says what that took."""
    from workflow.cli import main as run

    try:
        run()
    except SystemExit as end:
        times = os.times()
        print(times.user + times.system)
        raise SystemExit(0 if not end.code else end.code) from None


def measure(documents: int, sentences: int, on: str) -> tuple[int, float, float]:
    """Returns the number of drafts, the seconds they took, and those of a run without work."""
    program = [sys.executable, "-m", "tests.bench.bench_drafts", _SERVE]
    with (
        tempfile.TemporaryDirectory() as name,
        subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as server,
    ):
        assert server.stdin
        assert server.stdout
        folder = Path(name) / "project"
        folder.mkdir()
        write(folder, documents, sentences)
        url = server.stdout.readline().decode().strip()
        settings = SETTINGS.format(engine="llm") + ENGINE.format(url=url)
        (folder / "workflow.toml").write_text(settings)
        new, unchanged = command(folder, on), command(folder, on)
        files = (folder / "locales").rglob("*.po")
        made = sum(each.read_text().count("# workflow: origin=llm") for each in files)
        server.stdin.close()
    return made, new, unchanged


def main() -> None:
    """Prints a line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--documents", type=int, default=100)
    parser.add_argument("--sentences", type=int, default=20)
    parser.add_argument("--on", default="local:2")
    options = parser.parse_args()
    measure(1, 2, options.on)  # compiles all modules
    made, new, unchanged = measure(options.documents, options.sentences, options.on)
    print(f"{made} drafts in {new:.1f} s of one core: {made / new:.0f} a second; without start and"
          f" end ({unchanged:.1f} s) {made / (new - unchanged):.0f}")  # fmt: skip


if __name__ == "__main__":
    if _SERVE in sys.argv:
        serve()
    elif "translate" in sys.argv:
        measured()
    else:
        main()
