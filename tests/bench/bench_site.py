"""Pages written a second, and what memory they cost, for a site of made-up articles.

    python tests/bench/bench_site.py [--articles N] [--sentences N]

Every article has three languages, so seven pages. The second line is the same with four times as
many articles: pages a second and memory should hardly differ.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from workflow.model import (
    Block,
    BlockKind,
    Document,
    Entry,
    Metadata,
    Project,
    Segment,
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


def measure(number: int, sentences: int) -> None:
    """Publishes and prints one line."""
    with tempfile.TemporaryDirectory() as folder:
        start, busy = time.perf_counter(), time.process_time()
        report = publish(Project(Path(folder)), articles(number, sentences), [TERM])
        seconds, cpu = time.perf_counter() - start, time.process_time() - busy
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{number} articles of {sentences} sentences: {report.pages} pages in {seconds:.2f} s,"
        f" {report.pages / seconds:.0f} pages/s ({report.pages / cpu:.0f} a CPU second),"
        f" peak memory {peak:.0f} MB"
    )


def main() -> None:
    """Measures two sizes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100)
    parser.add_argument("--sentences", type=int, default=20)
    options = parser.parse_args()
    measure(options.articles, options.sentences)
    measure(4 * options.articles, options.sentences)


if __name__ == "__main__":
    main()
