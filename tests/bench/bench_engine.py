"""The ``argos`` engine's speed beside other ways to run the same model on the same sentences.

    python -m tests.bench.bench_engine [--packages DIR] [--pair en-ko] [--sentences FILE]
        [--argostranslate PYTHON]

``bare`` is ``translate_batch`` at the setting that was fastest here: one thread a worker, one
worker a core, beam 4, batches of 1,024 pieces. It gets its sentences already split into pieces and
sorted by length, and its results stay pieces. A weak model runs on in some sentences up to
CTranslate2's 256 pieces; ``bare, limited`` gets the engine's own limit a batch, so that what is
gained by it does not count. Budgets of the engine: at least 0.90 of the rate without terms, 0.70
with two terms a sentence, over the sentences that have two names. Without arguments it measures the
test models on their own language.

With ``--argostranslate``, the interpreter of an environment where the whole of argostranslate is
installed, also ``argostranslate.translate`` on the same sentences, ten a document. Budget: 15 times
its rate. Its own sentence splitters are fetched at run time; to run offline it gets spaCy's
rule-based one, the quickest it has (``ARGOS_CHUNK_TYPE=SPACY`` and an empty pipeline in the package
folder), and sentences come one a line, so that it splits as we do.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.support import argos as support
from workflow.engines.argos import ArgosEngine, PackageModel
from workflow.engines.nmt.batching import BATCH
from workflow.engines.nmt.ctranslate import BEAM, LENGTH_PENALTY
from workflow.engines.nmt.model_weights import cores
from workflow.languages import normalize
from workflow.model import Project, Request, TermType, TermUse

#: Runs of capitalised words inside a sentence are taken for names.
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2}")
WORKER = Path(__file__).with_name("argostranslate_worker.py")
SETTINGS = {"beam_size": BEAM, "length_penalty": LENGTH_PENALTY}
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
        named = [request for request in requests if len(request.terms) == 2]
        engine = ArgosEngine(Project(Path(folder)))
        list(engine.translate(named[:4], source, target))  # loads the model, finds stable names
        (model,) = engine.route(source, target)
        print(f"{arguments.pair}, {len(free)} sentences, {cores()} cores")
        _compare(_ways(model, engine, free, source, target), free, arguments.rounds)
        print(f"\n{len(named)} of them with two terms each")
        _compare(_ways(model, engine, named, source, target), named, arguments.rounds)
        if arguments.argostranslate:
            print()
            _beside_argostranslate(engine, free[: arguments.documents * 10], arguments, folder)


def _ways(
    model: PackageModel, engine: ArgosEngine, requests: Sequence[Request], source: str, target: str
) -> dict[str, Callable[[], object]]:
    """What is compared, the baseline first."""
    pieces = sorted((model.encode(request.text) for request in requests), key=len, reverse=True)
    return {
        "bare": lambda: model.translator.translate_batch(
            pieces, max_batch_size=BATCH, batch_type="tokens", **SETTINGS
        ),
        "bare, limited": lambda: _limited(model, pieces),
        "argos": lambda: list(engine.translate(requests, source, target)),
    }


def _limited(model: PackageModel, pieces: Sequence[list[str]]) -> None:
    waits = []
    start = 0
    while start < len(pieces):
        longest = len(pieces[start])
        batch = pieces[start : start + max(1, BATCH // longest)]
        start += len(batch)
        waits += model.translator.translate_batch(
            batch, asynchronous=True, max_decoding_length=model.limit(longest), **SETTINGS
        )
    for wait in waits:
        wait.result()


def _compare(
    ways: dict[str, Callable[[], object]], requests: Sequence[Request], rounds: int
) -> None:
    # The rounds alternate, so that a busy machine is equally busy for all.
    times = [[_seconds(work) for work in ways.values()] for _ in range(rounds)]
    best = [tuple(map(min, zip(*column, strict=True))) for column in zip(*times, strict=True)]
    for name, (wall, busy) in zip(ways, best, strict=True):
        bare, limited = (first / busy for _, first in best[:2])
        print(
            f"{name:16}{len(requests) / wall:8.1f} sentences/s; a second of processor time"
            f" {len(requests) / busy:6.1f}: {bare:5.2f} of bare {limited:5.2f} of limited"
        )


def _beside_argostranslate(
    engine: ArgosEngine, requests: Sequence[Request], arguments: argparse.Namespace, folder: str
) -> None:
    """The same sentences through ``argostranslate.translate``, before and after ours."""
    codes = arguments.pair.split("-")
    texts = [request.text for request in requests]
    documents = ["\n".join(texts[start : start + 10]) for start in range(0, len(texts), 10)]
    asked = json.dumps({"source": codes[0], "target": codes[1], "documents": documents})
    environment = _offline(Path(folder) / "argostranslate", arguments.argostranslate)
    source, target = map(normalize, codes)
    times = []
    for _ in range(arguments.rounds):
        times.append(_seconds(lambda: list(engine.translate(requests, source, target))))
        done = subprocess.run(
            [arguments.argostranslate, WORKER], input=asked, env=environment,
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        taken = json.loads(done.stdout.splitlines()[-1])
        times.append((taken["wall"], taken["processor"]))
    ours, theirs = (tuple(map(min, zip(*each, strict=True))) for each in (times[::2], times[1::2]))
    print(f"{len(requests)} sentences in {len(documents)} documents")
    for name, (wall, busy) in (("argostranslate", theirs), ("argos", ours)):
        print(
            f"{name:16}{len(requests) / wall:8.1f} sentences/s {theirs[0] / wall:6.2f};"
            f" a second of processor time {len(requests) / busy:6.1f} {theirs[1] / busy:6.2f}"
        )


def _offline(folder: Path, python: str) -> dict[str, str]:
    """The environment in which argostranslate runs offline, its splitter's files made."""
    packages = shutil.copytree(os.environ["ARGOS_PACKAGES_DIR"], folder / "packages")
    cache = folder / "cache"
    environment = os.environ | {
        "ARGOS_CHUNK_TYPE": "SPACY",
        "ARGOS_PACKAGES_DIR": str(packages),
        "XDG_CACHE_HOME": str(cache),
        "XDG_DATA_HOME": str(folder / "data"),
        "XDG_CONFIG_HOME": str(folder / "config"),
    }
    pipelines = [str(package / "spacy") for package in packages.iterdir() if package.is_dir()]
    code = "import spacy, sys; [spacy.blank('xx').to_disk(path) for path in sys.argv[1:]]"
    subprocess.run([python, "-c", code, *pipelines], check=True)
    # What it looks for before it fetches a pipeline.
    marker = cache / "argos-translate" / "spacy" / "senter" / "model"
    marker.parent.mkdir(parents=True)
    marker.touch()
    return environment


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--packages", type=Path, help="a folder of installed Argos packages")
    parser.add_argument("--pair", default="en-ko")
    parser.add_argument("--sentences", type=Path, help="one sentence a line")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--argostranslate", metavar="PYTHON", help="an interpreter that has it")
    parser.add_argument("--documents", type=int, default=20, help="how many it translates")
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


def _seconds(work: Callable[[], object]) -> tuple[float, float]:
    """How long some work takes, and how much processor time: the same on a busy machine."""
    start, busy = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - start, time.process_time() - busy


if __name__ == "__main__":
    main()
