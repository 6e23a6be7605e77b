"""Sentence alignment against line-aligned human translations, beside galechurch.

Lines that translate each other are joined to running text on both sides and split into sentences
again, so that the aligner sees neither lines nor paragraphs. The gold beads lie between the line
borders that are sentence borders on both sides. A bead counts if it is exactly a gold bead; where a
line holds several sentences, several beads count as one if together they are exactly that gold
bead and none of them is empty on one side. F1 is that of strict bead precision and recall (Véronis
and Langlais 2000; Gale and Church 1993).

Each second document was used to find the costs in ``workflow.alignment``; figures are from the
others (``--tuning`` shows the first half). *gaps* leaves every twelfth line out on one side.

    python -m tests.bench.bench_align [EVALUATION_FOLDER] [--tuning]

The folder holds ``ntrex-dev`` (NTREX-128), ``flores-dev`` (FLORES-200 by way of SIB-200) and
``korean-news-dev`` (Korean parallel corpora), as published; without one, the articles of this
repository and their translations are aligned.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from pathlib import Path
from time import process_time

from workflow import alignment, segmenter
from workflow.alignment import Bead
from workflow.config import find_project
from workflow.model import Block, BlockKind, Document, Segment
from workflow.pipeline import documents
from workflow.pipeline.aligning import RELATED, SURE

Span = tuple[int, int, int, int]
Lines = Sequence[tuple[str, str]]
#: Lines an article has where the collection does not say where one ends.
ARTICLE = 20
NTREX = {
    "en": "newstest2019-src.eng.txt",
    "ko": "newstest2019-ref.kor.txt",
    "zh-Hans": "newstest2019-ref.zho-CN.txt",
}
FLORES = {"en": "eng_Latn", "ko": "kor_Hang", "zh-Hans": "zho_Hans"}


@dataclass(frozen=True)
class Pair:
    """A text, its translation, and which sentences truly belong together."""

    source: tuple[Segment, ...]
    target: tuple[Segment, ...]
    gold: tuple[Span, ...]


def sentences(lines: Sequence[str], language: str) -> tuple[tuple[Segment, ...], list[int | None]]:
    """The sentences of joined lines, and for each line the sentence that begins with it."""
    glue = "" if language.startswith("zh") else " "
    text = glue.join(lines)
    block = Block(BlockKind.PARAGRAPH, text, 1, language=language)
    found = segmenter.segment(Document("text", "text", (block,), language=language)).segments
    starts, at = {}, 0
    for number, segment in enumerate(found):
        at = text.index(segment.text, at)
        starts[at] = number
        at += len(segment.text)
    offsets = [
        sum(len(line) + len(glue) for line in lines[:number]) for number in range(len(lines))
    ]
    return found, [starts.get(offset) for offset in offsets]


def pair(
    lines: Lines, source: str, target: str, left_out: Callable[[int], str] = lambda _: ""
) -> Pair:
    """A pair of texts from aligned lines; ``left_out`` says on which side a line is missing."""
    tidy = [
        tuple(unicodedata.normalize("NFC", " ".join(line.split())) for line in two) for two in lines
    ]
    kept = [
        ("" if left_out(number) == "source" else one, "" if left_out(number) == "target" else other)
        for number, (one, other) in enumerate(tidy)
    ]
    here, first = sentences([one for one, _ in kept if one], source)
    there, second = sentences([other for _, other in kept if other], target)
    return Pair(here, there, tuple(_gold(kept, iter(first), iter(second), (len(here), len(there)))))


def _gold(
    lines: Lines, first: Iterator[int | None], second: Iterator[int | None], end: tuple[int, int]
) -> Iterator[Span]:
    """The beads between borders that can be seen on both sides."""
    starts = [(next(first) if one else -1, next(second) if other else -1) for one, other in lines]
    cuts: list[tuple[int, int]] = []
    after: tuple[int | None, int | None] = end
    for one, other in reversed([*starts]):
        # A line that is missing on one side begins there where the next one does.
        here = after[0] if one == -1 else one
        there = after[1] if other == -1 else other
        after = here, there
        if here is not None and there is not None:
            cuts.append((here, there))
    ordered = [*reversed(cuts), end]
    for (a, c), (b, d) in pairwise(ordered):
        if (a, c) != (b, d):
            yield a, b, c, d


def ours(pair: Pair) -> list[Bead]:
    """This project's aligner."""
    return list(alignment.align(pair.source, pair.target))


def galechurch(pair: Pair) -> list[Bead]:
    """Gale and Church's algorithm as kept on PyPI, at its defaults."""
    import galechurch as kept

    found = kept.align([one.text for one in pair.source], [one.text for one in pair.target])
    beads, i, j = [], 0, 0
    for line in found.to_pharaoh_lines():
        here, there = (len(part.strip("[] ").split(",")) if part.strip("[] ") else 0
                       for part in line.split(":"))  # fmt: skip
        beads.append(Bead(range(i, i + here), range(j, j + there)))
        i, j = i + here, j + there
    return beads


def spans(beads: Sequence[Bead], gold: Sequence[Span]) -> list[Span]:
    """The beads, those that make up one gold bead joined."""
    wholes = {(span[0], span[2]): span for span in gold}
    plain = [(b.source.start, b.source.stop, b.target.start, b.target.stop) for b in beads]
    found: list[Span] = []
    at = 0
    while at < len(plain):
        whole = wholes.get((plain[at][0], plain[at][2]), plain[at])
        end = at
        while end < len(plain) and _inside(plain[end], whole):
            end += 1
        if end > at and (plain[end - 1][1], plain[end - 1][3]) == (whole[1], whole[3]):
            found.append(whole)
            at = end
        else:
            found.append(plain[at])
            at += 1
    return found


def _inside(span: Span, whole: Span) -> bool:
    two_sided = span[0] < span[1] and span[2] < span[3]
    return span == whole or (two_sided and span[1] <= whole[1] and span[3] <= whole[3])


def f1(pairs: Sequence[Pair], found: Sequence[Sequence[Bead]]) -> float:
    """Strict F1 over all gold beads of the pairs."""
    right = proposed = wanted = 0
    for each, beads in zip(pairs, found, strict=True):
        joined = spans(beads, each.gold)
        right += len(set(joined) & set(each.gold))
        proposed += len(joined)
        wanted += len(each.gold)
    return 2 * right / (proposed + wanted)


def sure(pairs: Sequence[Pair], found: Sequence[Sequence[Bead]]) -> tuple[float, float]:
    """The share of beads that would come in as reviewed, and the share of those that are wrong."""
    total, taken, wrong = 0, 0, 0
    for each, beads in zip(pairs, found, strict=True):
        total += len(beads)
        if alignment.evidence(beads) < RELATED:
            continue
        for bead in beads:
            if bead.confidence >= SURE and len(bead.source) == 1 and bead.target:
                taken += 1
                wrong += not any(
                    gold[0] <= bead.source.start < gold[1]
                    and gold[2] <= bead.target.start
                    and bead.target.stop <= gold[3]
                    for gold in each.gold
                )
    return taken / total, wrong / max(taken, 1)


def ntrex(folder: Path, source: str, target: str) -> Iterator[Lines]:
    """The documents of NTREX."""
    one, other, ids = (
        (folder / "ntrex-dev" / name).read_text(encoding="utf-8").split("\n")
        for name in (NTREX[source], NTREX[target], "DOCUMENT_IDS.tsv")
    )
    rows = [row for row in zip(ids, one, other, strict=False) if row[0]]
    for _, lines in groupby(rows, key=lambda row: row[0]):
        yield [(here, there) for _, here, there in lines]


def flores(folder: Path, source: str, target: str) -> Iterator[Lines]:
    """FLORES sentences in their order, some twenty at a time."""

    def read(language: str) -> dict[int, str]:
        rows = {}
        for part in ("dev", "train"):
            path = folder / "flores-dev" / f"{FLORES[language]}.{part}.tsv"
            for line in path.read_text(encoding="utf-8").split("\n")[1:]:
                if line:
                    number, _, text = line.split("\t", 2)
                    rows[int(number)] = text
        return rows

    one, other = read(source), read(target)
    yield from articles([(one[number], other[number]) for number in sorted(one)])


def korean_news(folder: Path) -> Iterator[Lines]:
    """Korean news with English originals, many of them rather retold than translated."""
    one, other = (
        (folder / "korean-news-dev" / f"korean-english-park.dev.{tag}")
        .read_text(encoding="utf-8")
        .split("\n")
        for tag in ("en", "ko")
    )
    yield from articles([two for two in zip(one, other, strict=True) if all(two)])


def articles(lines: Lines) -> Iterator[Lines]:
    """Lines, some twenty at a time."""
    for start in range(0, len(lines), ARTICLE):
        yield lines[start : start + ARTICLE]


def own() -> dict[str, list[Pair]]:
    """The articles of this repository with their translations."""
    import polib

    project = find_project(Path(__file__).parent)
    found: dict[str, list[Pair]] = {}
    for path in documents.select(project, ()):
        document = documents.load(project, path)
        for target, folder in {"en": "en", "ko": "ko", "zh-Hans": "zh_CN"}.items():
            po = project.locales / folder / f"{document.name}.po"
            if po.exists():
                texts = {entry.msgid: entry.msgstr for entry in polib.pofile(str(po))}
                lines = [(each.text, texts[each.text]) for each in document.segments]
                name = f"own {document.language}-{target}"
                found.setdefault(name, []).append(pair(lines, document.language, target))
    return found


def collections(folder: Path) -> dict[str, list[Pair]]:
    """All pairs by collection."""
    found: dict[str, list[Pair]] = {}
    for source, target in (("en", "ko"), ("en", "zh-Hans"), ("ko", "zh-Hans")):
        lines = list(ntrex(folder, source, target))
        found[f"NTREX {source}-{target}"] = [pair(each, source, target) for each in lines]
        found[f"NTREX {source}-{target}, gaps"] = [
            pair(each, source, target, lambda n: {11: "source", 23: "target"}.get(n % 24, ""))
            for each in lines
        ]
    for source, target in (("en", "ko"), ("en", "zh-Hans")):
        found[f"FLORES {source}-{target}"] = [
            pair(lines, source, target) for lines in flores(folder, source, target)
        ]
    found["Korean news en-ko"] = [pair(lines, "en", "ko") for lines in korean_news(folder)]
    return found


def main() -> None:
    """Prints one line a collection."""
    words = [word for word in sys.argv[1:] if not word.startswith("-")]
    half = 0 if "--tuning" in sys.argv else 1
    sets = collections(Path(words[0])) if words else own()
    head = ("beads", "F1", "galechurch", "sure", "of these wrong", "ms/sentence")
    print(f"{'':24}" + "".join(f"{title:>16}" for title in head))
    for name, pairs in sets.items():
        chosen = pairs[half::2] if words else pairs
        start = process_time()
        found = [ours(each) for each in chosen]
        cost = 1000 * (process_time() - start) / sum(len(each.source) for each in chosen)
        share, wrong = sure(chosen, found)
        kept = f1(chosen, [galechurch(each) for each in chosen])
        print(
            f"{name:24}{sum(len(each.gold) for each in chosen):16}{f1(chosen, found):16.4f}"
            f"{kept:16.4f}{share:16.1%}{wrong:16.2%}{cost:16.1f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
