"""Everything but the engine: ``workflow`` on many seeds, new, unchanged, and after one edit.

    python -m tests.bench.bench_run [--documents N] [--sentences N] [--repeat N] [--features]
        [--parts N] [--engine news|pseudo]

Seeds are translated into two languages by an engine that costs almost nothing, and published with
all pages and downloads: first step by step, then all at once. ``news`` of :mod:`tests.bench.news`
writes real Korean and Chinese; drafts of ``pseudo`` need fewer checks. The baseline is what a PO
file costs anyway: polib reading and writing the same files. Each line has seconds (the median of
all repetitions, the least and the most), seconds of processor time and the same for a thousand
seeds, how many times the baseline that is, and the peak memory of the largest process. With
``--features`` seeds have sections, tags, authors and so related articles, and one in ten a picture.
With ``--parts`` the site is made once more in parts: the one that took longest, and joining them.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

import polib

from tests.bench.news import headline, install, sentence
from tests.support.pictures import picture

SETTINGS = 'name = "Bench"\ntargets = ["ko", "zh-Hans"]\nengine = "{engine}"\n'
GLOSSARY = """\
id,type,en,en_aliases,ko,zh,match,status
kef,org,Korea Employers Federation,KEF,한국경영자총협회(경총),韩国经营者总协会,case,approved
xing,person,Xing Haiming,,싱하이밍,邢海明,case,approved
sohn,person,Sohn Kyung-shik,,손경식,孙京植,case,approved
"""


def front_matter(number: int) -> str:
    """What a seed says of itself: about a hundred others share each of its topics."""
    chance = random.Random(number)  # noqa: S311
    lines = [
        f"date: 2021-{number % 12 + 1:02}-{number % 28 + 1:02}",
        f"section: {chance.choice(('Economy', 'Politics', 'Culture', 'Sport'))}",
        f"tags: [{', '.join(f'Tag {chance.randrange(24)}' for _ in range(3))}]",
        f"author: Writer {chance.randrange(12)}",
        *(["image: port.jpg"] if number % 10 == 0 else []),
    ]
    return "\n".join(["---", *lines, "---", "", ""])


def write(
    folder: Path,
    documents: int,
    sentences: int,
    *,
    features: bool = False,
    engine: str = "pseudo",
) -> None:
    """A project with so many seeds of so many sentences, a headline among them."""
    chance = random.Random(1)  # noqa: S311
    for name in ("seeds", "glossary"):
        (folder / name).mkdir()
    (folder / "workflow.toml").write_text(SETTINGS.format(engine=engine))
    (folder / "glossary" / "terms.csv").write_text(GLOSSARY)
    for number in range(documents):
        body = [sentence(chance) for _ in range(sentences - 1)]
        paragraphs = [" ".join(body[at : at + 4]) for at in range(0, len(body), 4)]
        text = "\n\n".join([headline(number), *paragraphs])
        head = front_matter(number) if features else ""
        (folder / "seeds" / f"article-{number:05}.txt").write_text(f"{head}{text}\n")
    if features:
        (folder / "seeds" / "port.jpg").write_bytes(picture())


#: With it, nearly a second of every start goes into compiling what an installation has ready.
_UNKEPT = "PYTHONDONTWRITEBYTECODE"


#: The folder beside the project where the engine is registered.
PLUGIN = "plugin"


class Figures(NamedTuple):
    """What a command took: seconds, seconds of processor time, megabytes."""

    passed: float
    busy: float
    memory: float


def as_installed() -> dict[str, str]:
    """Returns an environment in which Python keeps what it compiles, as it does unless told."""
    kept = Path(tempfile.gettempdir(), "workflow-bench-pycache")
    known = {name: value for name, value in os.environ.items() if name != _UNKEPT}
    return {**known, "PYTHONPYCACHEPREFIX": str(kept)}


def with_engine(folder: Path) -> dict[str, str]:
    """Returns an environment in which the engine is found that stands beside the project."""
    path = os.pathsep.join((str(folder.parent / PLUGIN), str(Path(__file__).parents[2])))
    return {**as_installed(), "PYTHONPATH": path}


def command(folder: Path, *words: str) -> Figures:
    """Runs the command line."""
    alone = ("--on", "local:1")  # in one process, whose time is all that there is
    program = [sys.executable, "-m", "workflow", "-C", str(folder), *words, *alone, "--quiet"]
    start = time.perf_counter()
    quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    child = os.posix_spawn(sys.executable, program, with_engine(folder), file_actions=quiet)
    _, status, usage = os.wait4(child, 0)
    if os.waitstatus_to_exitcode(status) > 1:
        raise SystemExit(f"{' '.join(words)} failed")
    passed = time.perf_counter() - start
    return Figures(passed, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def touch(paths: Sequence[Path]) -> Figures:
    """The baseline: reads and writes PO files with polib."""
    start, busy = time.perf_counter(), time.process_time()
    for path in paths:
        str(polib.pofile(str(path)))
    return Figures(time.perf_counter() - start, time.process_time() - busy, 0)


def edit(path: Path) -> None:
    """An editor approves the first draft of a file."""
    path.write_text(path.read_text().replace("#, fuzzy\n", "", 1))


def in_parts(folder: Path, parts: int) -> Iterator[tuple[str, Figures]]:
    """Makes a site again, in parts."""
    for name in ("site", ".workflow"):
        shutil.rmtree(folder / name)
    numbers = range(1, parts + 1)
    made = [command(folder, "publish", "--shard", f"{number}/{parts}") for number in numbers]
    yield f"publish, 1 of {parts}", max(made, key=lambda each: each.busy)
    yield "publish, join", command(folder, "publish", "--join", str(parts))


def measure(
    documents: int, sentences: int, engine: str, *, features: bool = False, parts: int = 0
) -> Iterator[tuple[str, Figures]]:
    """One repetition: each step's title and figures."""
    for steps in (("translate", "check", "publish"), ("run",)):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name) / "project"
            folder.mkdir()
            install(folder.parent / PLUGIN)
            write(folder, documents, sentences, features=features, engine=engine)
            for step in steps:
                yield f"{step}, new", command(folder, step)
                if step == "publish" and parts:
                    yield from in_parts(folder, parts)
            if step == "run":
                yield "run, unchanged", command(folder, "run")
                edit(folder / "locales" / "ko" / f"article-{documents // 2:05}.po")
                yield "publish, one edit", command(folder, "publish")
                yield "polib", touch(sorted((folder / "locales").rglob("*.po")))


def main() -> None:
    """Prints a line for each command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--sentences", type=int, default=20)
    parser.add_argument("--repeat", type=int, default=1)
    parser.add_argument("--features", action="store_true")
    parser.add_argument("--parts", type=int, default=0)
    parser.add_argument("--engine", choices=("news", "pseudo"), default="news")
    options = parser.parse_args()
    found: dict[str, list[Figures]] = {}
    with tempfile.TemporaryDirectory() as name:  # compiles all modules that a run needs
        first = Path(name) / "project"
        first.mkdir()
        install(first.parent / PLUGIN)
        write(first, 1, 2, engine=options.engine)
        command(first, "run")
    for _ in range(options.repeat):
        for title, figures in measure(
            options.documents,
            options.sentences,
            options.engine,
            features=options.features,
            parts=options.parts,
        ):
            found.setdefault(title, []).append(figures)
    size = f"{options.documents} seeds of {options.sentences} sentences"
    print(f"{size}, into two languages by {options.engine}")
    print(f"{'':20}{'seconds':>10}{'least–most':>16}{'CPU s':>9}{'for 1,000':>11}{'polib':>9}"
          f"{'MB':>7}")  # fmt: skip
    baseline = median(each.busy for each in found["polib"])
    for title, its in found.items():
        passed, busy = sorted(each.passed for each in its), median(each.busy for each in its)
        span = f"{passed[0]:.1f}–{passed[-1]:.1f}"
        print(
            f"{title:20}{median(passed):10.1f}{span:>16}{busy:9.1f}"
            f"{busy / options.documents * 1000:11.1f}{busy / baseline:8.1f}x"
            f"{max(each.memory for each in its):7.0f}"
        )


if __name__ == "__main__":
    main()
