"""Pages built a second, cold, beside MkDocs, Pelican and Sphinx on as many pages of the same text.

    python -m tests.bench.bench_site [--articles N] [--sentences N]

Every article has three languages, so seven pages: three editions, three pairs, a trio. The others
get the same sentences on the same number of pages, as Markdown or reStructuredText, and build them
with their own default theme and search. Ours also writes feeds, site map, search index and
downloads, and checks every link. The last lines are ours with four and sixteen times as many
articles: the peak memory of its largest process should hardly grow.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from workflow.model import (
    Block,
    BlockKind,
    Document,
    Entry,
    Metadata,
    Project,
    Segment,
    Settings,
    State,
    Term,
    TermForms,
    TermType,
    TermUse,
)
from workflow.site import Article, publish

ENGLISH = "The federation and the embassy said on day {n} that trade had grown {n}-fold since 1992."
KOREAN = "연맹과 대사관은 {n}일 1992년 이후 교역이 {n}배로 늘었다고 밝혔다."
CHINESE = "联合会与大使馆{n}日表示，自1992年以来贸易额已增至{n}倍。"
TERM = Term(
    "t1",
    TermType.ORG,
    {"en": TermForms("The federation"), "ko": TermForms("연맹"), "zh-Hans": TermForms("联合会")},
)
#: The languages on each of an article's pages.
PAGES = ((0,), (1,), (2,), (0, 1), (0, 2), (1, 2), (0, 1, 2))
#: Writes what a generator needs into a folder and gives the command that builds the site.
Prepare = Callable[[Path, int, int], list[str]]


def article(number: int, sentences: int) -> Article:
    """A headline and paragraphs of four sentences, three in four of them reviewed."""
    kinds = [BlockKind.HEADLINE, *[BlockKind.PARAGRAPH] * (sentences // 4)]
    blocks, segments = [], []
    for index, kind in enumerate(kinds):
        texts = [
            ENGLISH.format(n=100 * index + place + 1)
            for place in range(1 if kind is BlockKind.HEADLINE else 4)
        ]
        blocks.append(Block(kind, " ".join(texts), index + 1))
        segments += [
            Segment(
                f"{index}-{place}", text, " ", f"seeds/{number}.txt", 1, index, place, kind, "en"
            )
            for place, text in enumerate(texts)
        ]
    entries = {
        target: {
            segment.text: Entry(
                segment.text,
                text.format(n=100 * segment.block + segment.position + 1),
                State.DRAFT if place % 4 == 3 else State.REVIEWED,
                origin="argos/x-1.0",
            )
            for place, segment in enumerate(segments)
        }
        for target, text in (("ko", KOREAN), ("zh-Hans", CHINESE))
    }
    uses = {
        target: [[TermUse("t1", TermType.ORG, "The federation", 0, 14, form)] for _ in segments]
        for target, form in (("ko", "연맹"), ("zh-Hans", "联合会"))
    }
    metadata = Metadata(date=f"20{number % 80 + 10}-05-04")
    document = Document(
        f"seeds/{number}.txt", str(number), tuple(blocks), metadata, "en", tuple(segments)
    )
    return Article(document, entries, uses)


def articles(number: int, sentences: int) -> Iterator[Article]:
    """Articles one after the other, none kept."""
    for each in range(number):
        yield article(each, sentences)


def build(folder: Path, number: int, sentences: int) -> None:
    """Builds our site."""
    settings = Settings(site_url="https://example.org/")
    publish(Project(folder, settings), articles(number, sentences), [TERM])


def write_pages(folder: Path, suffix: str, number: int, sentences: int) -> None:
    """The same text for another generator: one file a page."""
    folder.mkdir(parents=True)
    texts = (ENGLISH, KOREAN, CHINESE)
    for each in range(number):
        for page, chosen in enumerate(PAGES):
            title = f"{each} {page}"
            line = "=" * len(title)
            head = {
                ".md": f"# {title}\n\n",
                ".rst": f"{title}\n{line}\n\n",
                ".pelican": f"Title: {title}\nDate: 2021-12-07\n\n",
            }[suffix]
            rows = [
                "\n\n".join(texts[language].format(n=100 * row + 1) for language in chosen)
                for row in range(sentences)
            ]
            name = f"{each}-{page}{'.md' if suffix == '.pelican' else suffix}"
            (folder / name).write_text(head + "\n\n".join(rows) + "\n")


def ours(folder: Path, number: int, sentences: int) -> list[str]:
    """The command that builds our site."""
    return [sys.executable, __file__, "--build", str(folder), "--articles", str(number),
            "--sentences", str(sentences)]  # fmt: skip


def mkdocs(folder: Path, number: int, sentences: int) -> list[str]:
    """The command that builds a site with MkDocs."""
    write_pages(folder / "docs", ".md", number, sentences)
    (folder / "docs" / "index.md").write_text("# Front\n")
    (folder / "mkdocs.yml").write_text("site_name: Bench\nsite_url: https://example.org/\n")
    return [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(folder / "mkdocs.yml")]


def pelican(folder: Path, number: int, sentences: int) -> list[str]:
    """The command that builds a site with Pelican."""
    write_pages(folder / "content", ".pelican", number, sentences)
    config = folder / "pelicanconf.py"
    config.write_text("SITENAME = 'Bench'\nSITEURL = 'https://example.org'\nTIMEZONE = 'UTC'\n")
    return [sys.executable, "-m", "pelican", "-q", "-s", str(config), "-o", str(folder / "out"),
            str(folder / "content")]  # fmt: skip


def sphinx(folder: Path, number: int, sentences: int) -> list[str]:
    """The command that builds a site with Sphinx."""
    write_pages(folder / "docs", ".rst", number, sentences)
    (folder / "docs" / "conf.py").write_text("project = 'Bench'\n")
    tree = "Front\n=====\n\n.. toctree::\n   :glob:\n\n   *\n"
    (folder / "docs" / "index.rst").write_text(tree)
    return [sys.executable, "-m", "sphinx", "-q", "-b", "html", str(folder / "docs"),
            str(folder / "out")]  # fmt: skip


def measure(name: str, prepare: Prepare, number: int, sentences: int) -> tuple[float, float]:
    """Builds a site in a process of its own and prints one line.

    Gives pages a second, of time passed and of processor time.
    """
    with tempfile.TemporaryDirectory() as folder:
        command = prepare(Path(folder) / "site", number, sentences)
        (Path(folder) / "site").mkdir(exist_ok=True)
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"{name} failed")
    pages = len(PAGES) * number
    busy = used.ru_utime + used.ru_stime
    print(
        f"{name:>8}: {pages:6} pages in {seconds:6.1f} s, {pages / seconds:6.0f} pages/s"
        f" ({pages / busy:.0f} a CPU second), peak memory {used.ru_maxrss / 1024:.0f} MB",
        flush=True,
    )
    return pages / seconds, pages / busy


def main() -> None:
    """Measures everybody, then us on more articles."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100)
    parser.add_argument("--sentences", type=int, default=20)
    parser.add_argument("--build", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.build:
        build(options.build, options.articles, options.sentences)
        return
    size = options.articles, options.sentences
    speed = measure("ours", ours, *size)
    for name, prepare in (("MkDocs", mkdocs), ("Pelican", pelican), ("Sphinx", sphinx)):
        theirs = measure(name, prepare, *size)
        print(
            f"{'':8}  ours: {speed[0] / theirs[0]:.2f} times its speed,"
            f" {speed[1] / theirs[1]:.2f} times by processor time"
        )
    for times in (4, 16):
        measure("ours", ours, times * options.articles, options.sentences)


if __name__ == "__main__":
    main()
