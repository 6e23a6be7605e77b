"""What is left of 200 translations when their paragraphs are cut into 400 sentences.

Beside the merge of this project: gettext's ``msgmerge`` and translate-toolkit's ``pot2po``, each on
the same PO file and template, and then the cost of a merge by size.

    python -m tests.bench.bench_merge
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from time import process_time

from tests.support.catalogs import approve_all, document, draft_all
from workflow.catalog import Catalog
from workflow.model import Project

PARAGRAPHS = 200
ACTORS = "ambassador chairman minister federation chamber delegation company embassy".split()
ACTS = "welcomed postponed signed criticised proposed reviewed defended expanded".split()
THINGS = "agreement luncheon forum investment factory exhibition pipeline dialogue".split()
PLACES = "Seoul Beijing Incheon Qingdao Busan Shanghai Jeju Tianjin".split()


@dataclass(frozen=True, slots=True)
class Remains:
    """What a merge left of the approved translations.

    Attributes:
        right: sentences that are offered their own translation.
        wrong: sentences that are offered another one's.
        obsolete: translations put aside, with the source they were approved for.
        lost: translations that are neither offered to a sentence of theirs nor put aside.
        seconds: of processor time, of the program and its children.
    """

    right: int
    wrong: int
    obsolete: int
    lost: int
    seconds: float


def sentence(rng: random.Random) -> str:
    """A sentence of news prose, short or long."""
    tail = rng.choice(
        ("", f" after {rng.randint(2, 9)} hours of talks about the {rng.choice(THINGS)}")
    )
    return (
        f"The {rng.choice(ACTORS)} {rng.choice(ACTS)} the {rng.choice(THINGS)} in "
        f"{rng.choice(PLACES)} with {rng.randint(2, 900)} guests{tail}."
    )


def remains(folder: Path, owners: dict[str, str], seconds: float) -> Remains:
    """Counts what the PO file holds; ``owners`` says to which translation a sentence belongs."""
    catalog = Catalog.load(Project(folder), "talks", "ko")
    offers = [(owners[each.source], each.text) for each in catalog.entries.values() if each.text]
    right = [own for own, text in offers if text in own]
    aside = {each.text for each in catalog.obsolete}
    return Remains(
        right=len(right),
        wrong=len(offers) - len(right),
        obsolete=len(aside & set(owners.values())),
        lost=len(set(owners.values()) - aside - set(right)),
        seconds=seconds,
    )


def processor_time() -> float:
    """Seconds of processor time that this process and its children have used."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def with_ours(path: Path, sentences: list[str]) -> None:
    """This project's merge."""
    catalog = Catalog.load(Project(path.parents[2]), "talks", "ko")
    catalog.merge(document(*sentences))
    catalog.save()


def template(path: Path, sentences: list[str]) -> Path:
    """A POT file of the sentences."""
    pot = path.with_suffix(".pot")
    header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    pot.write_text("\n".join([header, *(f'msgid "{each}"\nmsgstr ""\n' for each in sentences)]))
    return pot


def with_msgmerge(path: Path, sentences: list[str]) -> None:
    """What gettext recommends after a change of the source."""
    command = ["msgmerge", "--quiet", "--previous", "--update", "--backup=none"]
    subprocess.run([*command, path, template(path, sentences)], check=True)


def with_pot2po(path: Path, sentences: list[str]) -> None:
    """What translate-toolkit recommends."""
    out = path.with_suffix(".new.po")
    program = Path(sys.executable).parent / "pot2po"
    command = [program, "--progress=none", "-t", path, template(path, sentences), out]
    subprocess.run(command, check=True)
    out.replace(path)


def reference_case(merge: Callable[[Path, list[str]], None]) -> Remains:
    """200 approved paragraphs of two sentences each, cut into 400 sentences."""
    rng = random.Random(2021)  # noqa: S311
    halves = [(sentence(rng), sentence(rng)) for _ in range(PARAGRAPHS)]
    texts = [f"{number}번째 문단 앞. {number}번째 문단 뒤." for number in range(PARAGRAPHS)]
    owners = {half: text for pair, text in zip(halves, texts, strict=True) for half in pair}
    with tempfile.TemporaryDirectory() as folder:
        pairs = {" ".join(pair): text for pair, text in zip(halves, texts, strict=True)}
        path = approve_all(Project(Path(folder)), pairs).path
        start = processor_time()
        merge(path, list(owners))
        return remains(Path(folder), owners, processor_time() - start)


def costs(size: int) -> list[float]:
    """Milliseconds of processor time to load, merge, fill and save that many sentences."""
    rng = random.Random(size)  # noqa: S311
    sentences = list(dict.fromkeys(sentence(rng) for _ in range(size)))
    changed = [each.replace(" with ", " without ") for each in sentences]
    with tempfile.TemporaryDirectory() as folder:
        times = []
        for texts in (sentences, sentences, changed):
            times.append(process_time())
            catalog = Catalog.load(Project(Path(folder)), "talks", "ko")
            times.append(process_time())
            catalog.merge(document(*texts))
            times.append(process_time())
            draft_all(catalog)
            times.append(process_time())
            catalog.save()
            times.append(process_time())
        return [1000 * (after - before) for before, after in pairwise(times)]


def main() -> None:
    """Prints both tables."""
    print(f"{'':12}{'right':>8}{'wrong':>8}{'obsolete':>10}{'lost':>14}{'seconds':>9}")
    merges = {"ours": with_ours, "msgmerge": with_msgmerge, "pot2po": with_pot2po}
    for name, merge in merges.items():
        left = reference_case(merge)
        print(
            f"{name:12}{left.right:8}{left.wrong:8}{left.obsolete:10}"
            f"{left.lost:7} of {PARAGRAPHS}{left.seconds:9.2f}"
        )
    print("\nmilliseconds of processor time: load, merge, fill, save")
    for size in (20, 200, 2_000, 20_000):
        figures = costs(size)
        rows = {"new": figures[0:4], "unchanged": figures[5:9], "all edited": figures[10:14]}
        for name, row in rows.items():
            print(f"{size:8} {name:12}" + "".join(f"{figure:10.1f}" for figure in row))


if __name__ == "__main__":
    main()
