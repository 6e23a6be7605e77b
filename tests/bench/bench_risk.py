"""Whether ``status --risk`` puts bad drafts first: its AUC, and how many of the first 20 are bad.

    python -m tests.bench.bench_risk EVAL

EVAL is a folder with ``ntrex-dev/`` (NTREX-128).
The drafts are those of ``tests/bench/risk/grades.tsv``, made by the engines ``local`` and
``argos``; ``tests/bench/risk/README.md`` says how, and how each was graded. The order is that of
the command, in a project for each engine without a glossary; what several projects say is put
together. AUC is the chance that a bad draft comes before a good one; ties count a half.
"""

from __future__ import annotations

import argparse
import csv
import sys
import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from workflow.app import running
from workflow.app.checking.reading_order import reading_order
from workflow.app.state import seed_files
from workflow.app.state.project_state import Work
from workflow.catalog import Catalog
from workflow.model import Draft, Project, Settings
from workflow.protocols import silent
from workflow.qa import remembered

GRADES = Path(__file__).parent / "risk" / "grades.tsv"
FIRST = 20


@dataclass(frozen=True)
class Graded:
    """A draft with what two readings say of it."""

    split: str
    document: str
    source: str
    target: str
    engine: str
    text: str
    said: str
    bad: tuple[bool, bool]


def sources(folder: Path) -> dict[tuple[str, str], str]:
    """The English sentences, by their set and number."""
    news = (folder / "ntrex-dev" / "newstest2019-src.eng.txt").read_text("utf-8").split("\n")
    return {("ntrex", str(number)): text for number, text in enumerate(news, 1)}


def graded(folder: Path) -> list[Graded]:
    """The drafts of both halves."""
    known = sources(folder)
    with GRADES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        Graded(row["split"], row["document"], known[row["set"], row["number"]], row["target"],
               row["engine"], row["text"], row["said"],
               (row["first"] == "bad", row["second"] == "bad"))
        for row in rows
    ]  # fmt: skip


def scores(drafts: Sequence[Graded], root: Path) -> Mapping[tuple[str, str], int]:
    """The score of each draft, by language and source, in a project that has these drafts."""
    targets = tuple(dict.fromkeys(draft.target for draft in drafts))
    settings = Settings(targets=targets, sources=("en",), engine="pseudo", on="local:1")
    project = Project(root, settings)
    lines: dict[str, dict[str, None]] = defaultdict(dict)
    for draft in drafts:
        lines[draft.document][draft.source] = None
    for folder in (project.seeds, project.glossary):
        folder.mkdir(parents=True)
    for name, texts in lines.items():
        (project.seeds / f"{name}.txt").write_text("\n\n".join(texts) + "\n", "utf-8")
    paths = seed_files.select(project, ())
    running.sync(Work(project, paths, targets))
    for draft in drafts:
        catalog = Catalog.load(project, draft.document, draft.target)
        problems = tuple(map(remembered, filter(None, [draft.said])))
        catalog.fill(draft.source, Draft(draft.text, draft.engine, problems), "", "2026-11-27")
        catalog.save()
    order = reading_order(Work(project, paths, targets), silent)
    return {(risk.target, risk.source): risk.score for risk in order.risks}


def auc(bad: Sequence[int], good: Sequence[int]) -> float:
    """The chance that a bad draft comes before a good one."""
    pairs = [(one > other) + 0.5 * (one == other) for one in bad for other in good]
    return sum(pairs) / len(pairs) if pairs else float("nan")


def show(name: str, rows: Sequence[tuple[int, bool]]) -> None:
    """A line for some drafts, each with its score and whether it is bad."""
    bad, good = ([score for score, is_bad in rows if is_bad is wanted] for wanted in (True, False))
    # Of equals the good ones count as the first: no order between them is owed to chance.
    first = sorted(rows, key=lambda row: (-row[0], row[1]))[:FIRST]
    print(f"  {name:24} {len(rows):4} drafts, {len(good):3} good  AUC {auc(bad, good):.2f}  "
          f"bad among the first {len(first)}: {sum(is_bad for _, is_bad in first)}")  # fmt: skip


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    drafts = graded(parser.parse_args().folder)
    for split in ("dev", "held"):
        own = [draft for draft in drafts if draft.split == split]
        found: dict[Graded, int] = {}
        for engine in dict.fromkeys(draft.engine.partition("/")[0] for draft in own):
            its = [draft for draft in own if draft.engine.startswith(f"{engine}/")]
            with tempfile.TemporaryDirectory() as root:
                known = scores(its, Path(root).resolve())
            found |= {draft: known.get((draft.target, draft.source), 0) for draft in its}
        agreed = sum(draft.bad[0] == draft.bad[1] for draft in own)
        print(f"{split}: {agreed} of {len(own)} graded alike")
        either = [(found[draft], any(draft.bad)) for draft in own]
        show("bad for either reading", either)
        show("bad for the first", [(found[draft], draft.bad[0]) for draft in own])
        show("bad for the second", [(found[draft], draft.bad[1]) for draft in own])
        for engine, target in dict.fromkeys((draft.engine, draft.target) for draft in own):
            kind = [(found[d], any(d.bad)) for d in own if (d.engine, d.target) == (engine, target)]
            show(f"{engine.partition('/')[0]}, {target}", kind)


if __name__ == "__main__":
    sys.exit(main())
