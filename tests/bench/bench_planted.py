"""How many mistakes the checks find that were planted without sight of them, by kind.

Beside them: translate-toolkit's ``pofilter`` with its settings for the language, and Weblate's
checks where a Python with Weblate is given (see ``tests/bench/checks/weblate_flags.py``).

    python -m tests.bench.bench_planted [EVAL] [--set held_out|tuning] [--weblate PYTHON]

EVAL is a folder as :mod:`tests.bench.bench_checks` takes it; without it, only the sentences written
by hand are used. Mistakes are planted into the second half of each set, whose right translations
have been read since, when false alarms were mended, and only where the right one is not flagged. At
most :data:`CAP` of a kind are looked at, drawn by
their digests, so that much the same ones are drawn when other translations are flagged. A mistake
counts as found when a tool says something that it does not say about the right translation.
Translations are reviewed ones, with no glossary and no sentences around them. See
``tests/bench/planted/README.md``.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import importlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from tests.bench.bench_checks import Tool, held_out, ours, pofilter, weblate
from workflow.model import BlockKind, Entry, Segment, Sentence, State

FOLDER = Path(__file__).parent / "planted"
#: Mistakes of a kind that are looked at.
CAP = 150
TARGETS = {"ko": "ko", "zh": "zh-Hans"}
Tools = Mapping[str, Tool]
#: A mistake: the source, its right translation, the broken one.
Planted = tuple[str, str, str]


def as_sentences(pairs: Sequence[tuple[str, str]]) -> list[Sentence]:
    """Reviewed translations, each of a paragraph of its own."""
    return [
        Sentence(
            Segment(str(number), source, "", "", 0, 0, 0, BlockKind.PARAGRAPH, "en"),
            Entry(source, text, State.REVIEWED),
        )
        for number, (source, text) in enumerate(pairs)
    ]


def plants(folder: Path, name: str, language: str) -> dict[str, list[Planted]]:
    """Mistakes by kind in translations that the checks do not flag."""
    plant = importlib.import_module(f"tests.bench.planted.{name}").plant
    found: dict[str, list[Planted]] = defaultdict(list)
    for _, target, sentences in held_out(folder):
        if target != TARGETS[language]:
            continue
        for sentence, said in zip(sentences, ours(sentences, target), strict=True):
            source, right = sentence.entry.source, sentence.entry.text
            if not said and source.strip() and right.strip():
                for kind, broken in plant(source, right, language, 2):
                    found[kind].append((source, right, broken))
    return {kind: sorted(cases, key=_lot)[:CAP] for kind, cases in sorted(found.items())}


def _lot(case: Planted) -> bytes:
    """Give a mistake its place in the draw, whatever the others are."""
    return hashlib.blake2b("\0".join(case).encode()).digest()


def show_plants(folder: Path, name: str, language: str, tools: Tools) -> None:
    """The share found of each kind."""
    totals = dict.fromkeys(tools, 0)
    count = 0
    for kind, cases in plants(folder, name, language).items():
        count += len(cases)
        shares = []
        for tool, say in tools.items():
            before = say(as_sentences([(a, b) for a, b, _ in cases]), TARGETS[language])
            after = say(as_sentences([(a, c) for a, _, c in cases]), TARGETS[language])
            hits = sum(bool(new - old) for old, new in zip(before, after, strict=True))
            totals[tool] += hits
            shares.append(f"{tool} {hits / len(cases):4.0%}")
        print(f"  {language} {kind:24} {len(cases):3}  {'  '.join(shares)}")
    if count:
        shares = [f"{tool} {hits / count:4.0%}" for tool, hits in totals.items()]
        print(f"  {language} {'all':24} {count:3}  {'  '.join(shares)}")


def show_written(name: str, language: str, tools: Tools) -> None:
    """The sentences written by hand: mistakes found, right ones flagged."""
    with (FOLDER / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        rows = [*csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]
    rows = [row for row in rows if row["language"] == language]
    for tool, say in tools.items():
        said = say(as_sentences([(r["source"], r["target"]) for r in rows]), TARGETS[language])
        clean = [bool(s) for s, row in zip(said, rows, strict=True) if row["kind"] == "clean"]
        wrong = [bool(s) for s, row in zip(said, rows, strict=True) if row["kind"] != "clean"]
        print(
            f"{language} by hand, {tool}: {sum(wrong)} of {len(wrong)} mistakes found,"
            f" {sum(clean)} of {len(clean)} right sentences flagged"
        )


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("eval", nargs="?", type=Path)
    parser.add_argument("--set", dest="name", default="held_out", choices=("held_out", "tuning"))
    parser.add_argument("--weblate", metavar="PYTHON", help="a Python with Weblate installed")
    args = parser.parse_args()
    tools: dict[str, Tool] = {"ours": ours, "pofilter": pofilter}
    if args.weblate:
        tools["weblate"] = partial(weblate, args.weblate)
    for language in TARGETS:
        show_written(args.name, language, tools)
        if args.eval:
            show_plants(args.eval, args.name, language, tools)


if __name__ == "__main__":
    main()
