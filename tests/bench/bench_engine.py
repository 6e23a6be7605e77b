"""The ``argos`` engine's speed beside a bare ``translate_batch`` on the same model and sentences.

    python -m tests.bench.bench_engine [--packages DIR] [--pair en-ko] [--sentences FILE]

The baseline gets its sentences already split into pieces and sorted by length, at the setting that
was fastest here (one thread a worker, one worker a core, batches by pieces, beam 4), and its
results stay pieces. Budgets: at least 0.90 of its rate without terms, 0.70 with two terms a
sentence. Without arguments it measures the test models on their own language.
"""

from __future__ import annotations

import argparse
import os
import re
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.support import argos as support
from workflow.engines.argos import ArgosEngine
from workflow.engines.argos.translation import BEAM, LENGTH_PENALTY, cores
from workflow.languages import normalize
from workflow.model import Project, Request, TermType, TermUse

#: Runs of capitalised words inside a sentence are taken for names.
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2}")
_MADE_UP = {"ko": ("한누리", "도담솔", "새별", "가온길"), "zh-Hans": ("瀚澜", "穆岚", "嘉茗")}


def main() -> None:
    """Prints sentences a second and ratios; the best of the rounds each."""
    arguments = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        packages = arguments.packages or support.unpack(Path(folder) / "packages", "en_ko", "en_zh")
        os.environ["ARGOS_PACKAGES_DIR"] = str(packages)
        source, target = map(normalize, arguments.pair.split("-"))
        requests = _requests(arguments.sentences, source, target)
        free = [Request(request.text) for request in requests]
        engine = ArgosEngine(Project(Path(folder)))
        list(engine.translate(requests[:4], source, target))  # loads the model, finds carriers
        # The rounds alternate, so that a busy machine is equally busy for all.
        bare = _bare(engine, free, source, target)
        times = [
            (
                _seconds(bare),
                _seconds(lambda: list(engine.translate(free, source, target))),
                _seconds(lambda: list(engine.translate(requests, source, target))),
            )
            for _ in range(arguments.rounds)
        ]
    wall, processor = (
        [min(taken[kind] for taken in column) for column in zip(*times, strict=True)]
        for kind in (0, 1)
    )
    terms = sum(len(request.terms) for request in requests) / len(requests)
    print(f"{len(requests)} sentences, {terms:.1f} terms a sentence, {cores()} cores")
    names = ("bare translate_batch", "argos", "argos, terms")
    for name, seconds, busy in zip(names, wall, processor, strict=True):
        print(
            f"{name:22}{len(requests) / seconds:8.1f} sentences/s {wall[0] / seconds:6.2f}"
            f"   in processor time {processor[0] / busy:6.2f}"
        )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--packages", type=Path, help="a folder of installed Argos packages")
    parser.add_argument("--pair", default="en-ko")
    parser.add_argument("--sentences", type=Path, help="one sentence a line")
    parser.add_argument("--rounds", type=int, default=3)
    return parser.parse_args()


def _requests(file: Path | None, source: str, target: str) -> list[Request]:
    """Sentences with up to two names each, none of which the model can render as required."""
    if file is None:
        return [request for request, _ in support.corpus(source, target, 2000)]
    lines = [line.strip() for line in file.read_text("utf-8").splitlines() if line.strip()]
    made = _MADE_UP.get(target, ("Xqz",))
    requests = []
    for number, line in enumerate(lines):
        names = list(_NAME.finditer(line))[:2]
        uses = [
            TermUse(name[0], TermType.PERSON, name[0], *name.span(), made[(number + i) % len(made)])
            for i, name in enumerate(names)
        ]
        requests.append(Request(line, terms=tuple(uses)))
    return requests


def _bare(
    engine: ArgosEngine, requests: Sequence[Request], source: str, target: str
) -> Callable[[], object]:
    (model,) = engine.route(source, target)
    pieces = sorted((model.encode(request.text) for request in requests), key=len, reverse=True)
    return lambda: model.translator.translate_batch(
        pieces,
        beam_size=BEAM,
        length_penalty=LENGTH_PENALTY,
        max_batch_size=1024,
        batch_type="tokens",
    )


def _seconds(work: Callable[[], object]) -> tuple[float, float]:
    """How long some work takes, and how much processor time: the same on a busy machine."""
    start, busy = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - start, time.process_time() - busy


if __name__ == "__main__":
    main()
