"""What repair does to human translations, change by change.

``python -m tests.bench.bench_repair SOURCE REFERENCE GLOSSARY.csv --to ko`` takes two files, one
sentence a line, and a glossary of names that stand in them. A human translation is right as it
is, so whatever repair changes in it has to be read: the command lists every change, and with
``--findings`` also what would be said of the terms. Without arguments it runs on the names of
NTREX-128, if the folder of the test set is named in ``NTREX``; ``make bench`` skips it otherwise.
"""

from __future__ import annotations

import argparse
import os
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from workflow import glossary
from workflow.app import evaluation
from workflow.model import TermUse
from workflow.scoring import Corpus, find_uses


@dataclass(frozen=True, slots=True)
class Pair:
    """A source sentence, its human translation and the terms of the source."""

    line: int
    source: str
    reference: str
    uses: tuple[TermUse, ...]


def read(source: Path, reference: Path, names: Path, target: str) -> list[Pair]:
    """The sentence pairs of two files in which the glossary finds something."""
    terms = evaluation.scoring_glossary(Path(), [names])
    sides = [path.read_text(encoding="utf-8").splitlines() for path in (source, reference)]
    sentences = tuple(sides[0])
    documents = tuple(str(number) for number in range(len(sentences)))
    uses = find_uses(Corpus("en", target, sentences, (), documents), terms)
    rows = zip(*sides, uses, strict=True)
    return [Pair(n, one, other, found) for n, (one, other, found) in enumerate(rows, 1) if found]


def changes(pairs: Sequence[Pair], target: str) -> list[tuple[Pair, str]]:
    """The translations that repair changes, and what they become."""
    mended = [
        (pair, glossary.repair(pair.reference, pair.uses, target, pair.source)) for pair in pairs
    ]
    return [(pair, text) for pair, text in mended if text != pair.reference]


def _only_glossed(before: str, after: str) -> bool:
    """Tells whether brackets are all that was added."""
    return len(after) > len(before) and before == re.sub(
        r"[(（][^()（）]*[)）]", lambda aside: aside[0] if aside[0] in before else "", after
    )


def report(pairs: Sequence[Pair], target: str, *, findings: bool) -> None:
    """Prints every change, every finding if asked, and the shares."""
    changed = changes(pairs, target)
    for pair, text in changed:
        print(f"{pair.line}: {pair.source}\n  - {pair.reference}\n  + {text}")
    kinds: Counter[str] = Counter()
    flagged = 0
    for pair in pairs:
        found = glossary.problems(pair.source, pair.reference, pair.uses, target)
        kinds.update(problem.code for problem in found)
        flagged += bool(found)
        if findings and found:
            told = "; ".join(map(str, found))
            print(f"{pair.line}: {pair.source}\n    {pair.reference}\n  ! {told}")
    share = len(changed) / len(pairs) if pairs else 0.0
    gloss = sum(_only_glossed(pair.reference, text) for pair, text in changed)
    print(f"{target}: {len(pairs)} sentences with names, {len(changed)} changed ({share:.2%}),")
    print(f"  {gloss} of them only by the bracket that the glossary asks for at a first mention")
    print(f"  {flagged} with findings: {dict(kinds.most_common())}")


def main() -> None:
    """Reads the arguments and prints the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, help="SOURCE REFERENCE GLOSSARY.csv")
    parser.add_argument("--to", default="ko", help="language of the reference")
    parser.add_argument("--findings", action="store_true", help="list what is said of the terms")
    given = parser.parse_args()
    if given.files:
        source, reference, names = given.files
        report(read(source, reference, names, given.to), given.to, findings=given.findings)
        return
    folder = os.environ.get("NTREX")
    if not folder:
        print("skipped: NTREX names no folder of the test set")
        return
    own = Path(__file__).with_name("ntrex-names.csv")
    for tag, name in (("ko", "kor"), ("zh-Hans", "zho-CN")):
        files = (Path(folder, f"newstest2019-{part}.txt") for part in ("src.eng", f"ref.{name}"))
        report(read(*files, own, tag), tag, findings=given.findings)


if __name__ == "__main__":
    main()
