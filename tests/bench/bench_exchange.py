"""What handing a locale out and taking it back costs, and a PO file of 100,000 messages.

Each format beside the library people would use for it, over the same sentences: translate-toolkit
for XLIFF, the csv module, openpyxl with bare cells, json. The PO file beside polib alone, which
neither looks for damage nor syncs what it writes. Processor time; memory is the peak of a process
that does nothing else.

    python -m tests.bench.bench_exchange
"""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import process_time

from workflow import exchange
from workflow.exchange import OutgoingSentence, ReviewPackage
from workflow.model import Entry, State

SENTENCES, MESSAGES = 3_000, 100_000


def package() -> ReviewPackage:
    """News sentences with markup, places and a term each."""
    units = tuple(
        OutgoingSentence(
            f"k{n}",
            Entry(
                f"Sentence {n} of the <g1>great</g1> report on trade between the two countries.",
                f"두 나라의 교역에 관한 <g1>방대한</g1> 보고서의 문장 {n}이다.",
                State.DRAFT,
                "argos/en_ko-1.1",
                references=(f"seeds/report.txt:{n}",),
            ),
            notes=("block 1, sentence 1: paragraph",),
            terms=(("trade", "교역"),),
        )
        for n in range(SENTENCES)
    )
    return ReviewPackage(
        "Desk", "report", "seeds/report.txt", "en", "ko", "2026-11-24T10:00:00Z", units
    )


def timed(work: Callable[[], object]) -> float:
    """Seconds of processor time, the best of three."""
    found = []
    for _ in range(3):
        start = process_time()
        work()
        found.append(process_time() - start)
    return min(found)


def toolkit(data: bytes) -> Callable[[], object]:
    """translate-toolkit reads every source and target."""
    from translate.storage.xliff import xlifffile

    def work() -> object:
        store = xlifffile.parsestring(data)
        return [(str(unit.source), str(unit.target)) for unit in store.units if not unit.isheader()]

    return work


def table(given: ReviewPackage) -> list[tuple[str, ...]]:
    from workflow.exchange.sheet_table import cells

    return list(cells(given))


def bare_csv(rows: list[tuple[str, ...]]) -> Callable[[], object]:
    """The csv module writes and reads the same cells."""

    def work() -> object:
        out = io.StringIO()
        csv.writer(out).writerows(rows)
        return list(csv.reader(io.StringIO(out.getvalue())))

    return work


def bare_xlsx(rows: list[tuple[str, ...]]) -> Callable[[], object]:
    """Openpyxl writes and reads the same cells, without styles and checks."""
    import openpyxl

    def work() -> object:
        book = openpyxl.Workbook(write_only=True)
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
        out = io.BytesIO()
        book.save(out)
        read = openpyxl.load_workbook(out, read_only=True)
        return list(read.worksheets[0].iter_rows(values_only=True))

    return work


def bare_json(rows: list[tuple[str, ...]]) -> Callable[[], object]:
    """The json module writes and reads the same cells."""
    return lambda: json.loads(json.dumps(rows))


def formats(folder: Path) -> None:
    """Writing and reading each format, sentences a second, beside its baseline."""
    given = package()
    rows = table(given)
    xliff = exchange.write(given, "xliff")
    baselines = {
        "xliff": ("translate-toolkit, reading only", toolkit(xliff)),
        "xliff2": ("translate-toolkit (1.2), reading only", toolkit(xliff)),
        "csv": ("csv module", bare_csv(rows)),
        "xlsx": ("openpyxl, bare cells", bare_xlsx(rows)),
        "html": ("json module", bare_json(rows)),
    }
    print(f"{SENTENCES:,} sentences, each with a place, a term and markup")
    print(f"{'format':8} {'out/s':>9} {'back/s':>9}  back or both : baseline")
    for form in exchange.FORMATS:
        path = folder / form

        def out(form: str = form, path: Path = path) -> None:
            path.write_bytes(exchange.write(given, form))

        def back(path: Path = path) -> None:
            assert all(row.unchanged for row in exchange.read(path))

        written, read = timed(out), timed(back)
        name, baseline = baselines[form]
        ours = read if "xliff" in form else written + read
        print(
            f"{form:8} {SENTENCES / written:9,.0f} {SENTENCES / read:9,.0f}  "
            f"{ours / timed(baseline):5.1f} × {name}"
        )


_PROLOGUE = """
import resource, sys
from pathlib import Path
from time import process_time
root = Path(sys.argv[1])
def told(step, start):
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{step:34} {process_time() - start:6.1f} s {memory:6.0f} MB", flush=True)
"""
_POLIB = (
    _PROLOGUE
    + """
import polib
start = process_time()
po = polib.pofile(str(root / "locales/ko/talks.po"), wrapwidth=0)
told("polib: load", start)
start = process_time()
po.save(str(root / "polib.po"))
told("polib: save, unsynced, unchecked", start)
"""
)
_OURS = (
    _PROLOGUE
    + """
from tests.support.catalogs import document
from workflow.catalog import Catalog
from workflow.model import Project
texts = (root / "texts").read_text().split("\\n")
start = process_time()
catalog = Catalog.load(Project(root), "talks", "ko")
told("workflow: load", start)
given = document(*texts)
start = process_time()
catalog.merge(given)
told("workflow: merge", start)
catalog.approve(texts[7], "문장.", "Kim", "2026-11-24")
start = process_time()
assert catalog.save()
told("workflow: save, read back, synced", start)
"""
)


def large(root: Path) -> None:
    """A PO file of 100,000 messages, ours beside polib's."""
    texts = [f"Sentence {n} of the great report on trade." for n in range(MESSAGES)]
    (root / "texts").write_text("\n".join(texts))
    path = root / "locales" / "ko" / "talks.po"
    path.parent.mkdir(parents=True)
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    body = "\n".join(f'msgid "{text}"\nmsgstr "번역 {n}"\n' for n, text in enumerate(texts))
    path.write_text(head + body)
    print(f"\nA PO file of {MESSAGES:,} messages")
    for script in (_POLIB, _OURS):
        subprocess.run([sys.executable, "-c", script, str(root)], check=True)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        formats(Path(place))
        large(Path(place))
