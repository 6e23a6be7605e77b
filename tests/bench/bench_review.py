"""What one approval in the browser review costs, beside reading the article's PO file once.

Reading it once is the least there is: what has been written is read back before it takes the
file's place.

Also what it costs on the clock, and to look at the whole article again, as an open page does after
each change; and how much dearer an approval is than in an article of 30 sentences.

    python -m tests.bench.bench_review
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, process_time

from workflow.app import running
from workflow.app.reviewing import deciding
from workflow.app.state import seed_files
from workflow.app.state.project_state import Work
from workflow.catalog import Catalog
from workflow.catalog.writer import CatalogFile
from workflow.config import find_project
from workflow.model import Draft, Project
from workflow.protocols import silent
from workflow.review import SegmentAddress

NAME = "forum"
WORDS = "trade forum company agreement growth minister visit summit export market chip week".split()


def article(root: Path, sentences: int) -> Project:
    """A project with one article, drafted in Korean."""
    rng = random.Random(1)  # noqa: S311
    for folder in ("seeds", "glossary", "locales"):
        (root / folder).mkdir()
    (root / "workflow.toml").write_text('targets = ["ko"]\n')
    (root / "glossary" / "terms.csv").write_text(
        "id,type,en,ko,match,status\nkef,abbr,KEF,경총,case,approved\n"
    )
    told = [
        f"KEF said {' '.join(rng.choices(WORDS, k=14))} grew {number}-fold."
        for number in range(2, sentences + 2)
    ]
    blocks = [" ".join(told[at : at + 5]) for at in range(0, sentences, 5)]
    (root / "seeds" / f"{NAME}.txt").write_text("\n\n".join(("A forum", *blocks)) + "\n")
    project = find_project(root)
    running.sync(Work(project, seed_files.select(project, ())), silent)
    catalog = Catalog.load(project, NAME, "ko")
    for number, source in enumerate(catalog.entries, 1):
        text = f"경총은 교역 포럼 보고서에서 시장과 산업이 {number}배로 늘었다고 밝혔다."
        catalog.fill(source, Draft(text, "argos/en_ko-1.1"), "", "2026-11-24")
    catalog.save()
    return project


def cost(work: Callable[[], object]) -> float:
    """The processor time of something, in milliseconds."""
    start = process_time()
    work()
    return (process_time() - start) * 1000


@dataclass(frozen=True)
class Figures:
    """Medians in milliseconds of the processor's time; and of the clock's, what 95 % keep to."""

    approval: float
    reading: float
    looking: float
    clock: float


def measured(project: Project, number: int = 30) -> Figures:
    """An approval, a look at the article after it, and reading its file, done by turns."""
    backend = deciding.ProjectReview(
        project, seed_files.select(project, ()), "Kim <k@example.org>", lambda: date(2026, 11, 25)
    )
    saves, reads, looks, clock = [], [], [], []
    for row in backend.article(NAME, "ko").rows[:number]:
        save = lambda row=row: backend.save(  # noqa: E731 - one row's approval
            SegmentAddress(NAME, "ko", row.segment.key), row.etag, row.entry.text, approve=True
        )
        start = perf_counter()
        saves.append(cost(save))
        clock.append((perf_counter() - start) * 1000)
        looks.append(cost(lambda: backend.article(NAME, "ko")))
        reads.append(cost(CatalogFile(project, NAME, "ko").read))
    return Figures(median(saves), median(reads), median(looks), quantiles(clock, n=20)[-1])


def main() -> None:
    """Prints both for articles of several sizes."""
    print("sentences   approval     × 30   p95 clock    looking    reading")
    least = 0.0
    for size in (30, 501, 2000):
        with tempfile.TemporaryDirectory() as folder:
            found = measured(article(Path(folder), size))
        least = least or found.approval
        print(
            f"{size:>9} {found.approval:>7.1f} ms {found.approval / least:>8.2f} "
            f"{found.clock:>8.1f} ms {found.looking:>7.1f} ms {found.reading:>7.1f} ms"
        )


if __name__ == "__main__":
    main()
