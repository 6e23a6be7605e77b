"""Everything but the engine: ``workflow run`` on many seeds, new, unchanged, and after one edit.

    python -m tests.bench.bench_run [--documents N] [--sentences N]

Seeds are translated into two languages by the ``pseudo`` engine, which costs almost nothing. The
baseline is what a PO file costs anyway: polib reading and writing the same files. Each line has
seconds, those for a thousand seeds, how many times the baseline that is, and the peak memory of the
largest process.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import polib

SETTINGS = 'name = "Bench"\ntargets = ["ko", "zh-Hans"]\nengine = "pseudo"\n'
GLOSSARY = """\
id,type,en,en_aliases,ko,zh,match,status
kef,org,Korea Employers Federation,KEF,한국경영자총협회(경총),韩国经营者总协会,case,approved
xing,person,Xing Haiming,,싱하이밍,邢海明,case,approved
sohn,person,Sohn Kyung-shik,,손경식,孙京植,case,approved
"""
SUBJECTS = ("The ambassador", "Xing Haiming", "The Korea Employers Federation (KEF)", "A spokesman",
            "Sohn Kyung-shik", "The ministry", "The central bank", "The delegation")  # fmt: skip
VERBS = ("praised", "visited", "met", "invited", "thanked", "announced plans for")
OBJECTS = ("12 companies from both countries", "the port of Incheon", "a group of 30 investors",
           "the new factory in Xi'an", "members of the press", "the directors")  # fmt: skip
TIMES = ("on Tuesday", "last week", "in December 2021", "after long talks", "before the summer")


def sentence(chance: random.Random) -> str:
    """A sentence of the kind that news are made of."""
    parts = (chance.choice(each) for each in (SUBJECTS, VERBS, OBJECTS, TIMES))
    return f"{' '.join(parts)}, {chance.randint(2, 999)} people said."


def write(folder: Path, documents: int, sentences: int) -> None:
    """A project with so many seeds of so many sentences, a headline among them."""
    chance = random.Random(1)  # noqa: S311
    for name in ("seeds", "glossary"):
        (folder / name).mkdir()
    (folder / "workflow.toml").write_text(SETTINGS)
    (folder / "glossary" / "terms.csv").write_text(GLOSSARY)
    for number in range(documents):
        body = [sentence(chance) for _ in range(sentences - 1)]
        paragraphs = [" ".join(body[at : at + 4]) for at in range(0, len(body), 4)]
        text = "\n\n".join([f"News of trade and industry, number {number}", *paragraphs])
        (folder / "seeds" / f"article-{number:05}.txt").write_text(text + "\n")


def command(folder: Path, *words: str) -> tuple[float, float]:
    """Runs the command line; seconds and megabytes."""
    program = [sys.executable, "-m", "workflow", "-C", str(folder), *words, "--quiet"]
    start = time.perf_counter()
    quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    child = os.posix_spawn(sys.executable, program, os.environ, file_actions=quiet)
    _, status, usage = os.wait4(child, 0)
    if os.waitstatus_to_exitcode(status) > 1:
        raise SystemExit(f"{' '.join(words)} failed")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def touch(paths: Sequence[Path]) -> float:
    """The baseline: reads and writes PO files with polib; seconds."""
    start = time.perf_counter()
    for path in paths:
        str(polib.pofile(str(path)))
    return time.perf_counter() - start


def edit(path: Path) -> None:
    """An editor approves the first draft of a file."""
    path.write_text(path.read_text().replace("#, fuzzy\n", "", 1))


def main() -> None:
    """Prints a line for each command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--sentences", type=int, default=20)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "project"
        folder.mkdir()
        write(folder, options.documents, options.sentences)
        steps: dict[str, Callable[[], tuple[float, float]]] = {
            "translate, new": lambda: command(folder, "translate"),
            "check": lambda: command(folder, "check"),
            "publish, new": lambda: command(folder, "publish"),
            "run, unchanged": lambda: command(folder, "run"),
            "publish, one edit": lambda: command(folder, "publish"),
        }
        figures = {}
        for title, step in steps.items():
            if title.endswith("one edit"):
                edit(folder / "locales" / "ko" / f"article-{options.documents // 2:05}.po")
            figures[title] = step()
        baseline = touch(sorted((folder / "locales").rglob("*.po")))
    print(f"{options.documents} seeds of {options.sentences} sentences, into two languages")
    print(f"{'':24}{'seconds':>10}{'for 1,000':>12}{'polib':>9}{'MB':>8}")
    for title, (seconds, memory) in [("polib", (baseline, 0.0)), *figures.items()]:
        print(
            f"{title:24}{seconds:10.1f}{seconds / options.documents * 1000:12.1f}"
            f"{seconds / baseline:8.1f}x{memory:8.0f}"
        )


if __name__ == "__main__":
    main()
