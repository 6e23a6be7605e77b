"""Sentence alignment against line-aligned human translations, beside galechurch.

Lines that translate each other are joined to running text on both sides and split into sentences
again, so that the aligner sees neither lines nor paragraphs. The gold beads lie between the line
borders that are sentence borders on both sides. A bead counts if it is exactly a gold bead; where a
line holds several sentences, several beads count as one if together they are exactly that gold
bead and each has as many sides as it. F1 is that of strict bead precision and recall (Véronis and
Langlais 2000; Gale and Church 1993). A line of which only a part was translated is no bead that can
be found: *lines* is F1 if a sentence left out inside a line is forgiven.

*reviewed* are the pairs that ``workflow align`` would bring in as such, in per cent of the source's
sentences, *wrong* those of them that no gold bead holds, *drafts* those a person should look at.

Each second document was used to find the costs in ``workflow.align``; figures are from the
others (``--tuning`` shows the first half). *gaps* leaves every twelfth line out on one side, *cut*
four lines in a row. *exchanged* has every tenth line of the translation from another document: none
of these should come in as reviewed. *long* is all documents of a collection in one.

    python -m tests.bench.bench_align [EVALUATION_FOLDER] [--tuning]

The folder holds ``ntrex-dev`` (NTREX-128), ``flores-dev`` (FLORES-200 by way of SIB-200) and
``korean-news-dev`` (Korean parallel corpora), as published; without one, the articles of this
repository and their translations are aligned.
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from pathlib import Path
from time import process_time

from workflow import align
from workflow.align import Bead
from workflow.app.aligning import RELATED, doubtful
from workflow.app.state import seed_files
from workflow.config import find_project
from workflow.documents import segmenter
from workflow.model import Block, BlockKind, Document, Segment

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
    strangers: frozenset[int] = frozenset()
    """Target sentences that are of another document."""


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
    lines: Lines,
    source: str,
    target: str,
    left_out: Callable[[int], str] = lambda _: "",
    strange: Collection[int] = (),
) -> Pair:
    """A pair of texts from aligned lines.

    ``left_out`` says on which side a line is missing; lines in ``strange`` do not belong together.
    """
    tidy = [
        tuple(unicodedata.normalize("NFC", " ".join(line.split())) for line in two) for two in lines
    ]
    kept = [
        ("" if left_out(number) == "source" else one, "" if left_out(number) == "target" else other)
        for number, (one, other) in enumerate(tidy)
    ]
    here, first = sentences([one for one, _ in kept if one], source)
    there, second = sentences([other for _, other in kept if other], target)
    gold = _gold(kept, iter(first), iter(second), (len(here), len(there)))
    return Pair(here, there, tuple(gold), _strangers(second, len(there), strange))


def _strangers(starts: Sequence[int | None], end: int, strange: Collection[int]) -> frozenset[int]:
    """The sentences that stand in strange lines; ``starts`` are the first ones of all lines."""
    found: set[int] = set()
    for number in strange:
        start = next((at for at in reversed(starts[: number + 1]) if at is not None), 0)
        stop = next((at for at in starts[number + 1 :] if at is not None), end)
        found |= set(range(start, stop))
    return frozenset(found)


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
    return list(align.align_segments(pair.source, pair.target))


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


def spans(beads: Sequence[Bead], gold: Sequence[Span], *, forgiving: bool = False) -> list[Span]:
    """The beads, those that make up one gold bead joined.

    ``forgiving`` joins those as well of which some but not all are empty on one side.
    """
    wholes = {(span[0], span[2]): span for span in gold}
    plain = [(b.source.start, b.source.stop, b.target.start, b.target.stop) for b in beads]
    found: list[Span] = []
    at = 0
    while at < len(plain):
        whole = wholes.get((plain[at][0], plain[at][2]), plain[at])
        end = at
        while end < len(plain) and _within(plain[end], whole):
            end += 1
        parts = [_sides(part) == _sides(whole) for part in plain[at:end]]
        ends = end > at and (plain[end - 1][1], plain[end - 1][3]) == (whole[1], whole[3])
        if ends and (any(parts) if forgiving else all(parts)):
            found.append(whole)
            at = end
        else:
            found.append(plain[at])
            at += 1
    return found


def _within(span: Span, whole: Span) -> bool:
    return span[1] <= whole[1] and span[3] <= whole[3]


def _sides(span: Span) -> tuple[bool, bool]:
    return span[0] < span[1], span[2] < span[3]


def f1(pairs: Sequence[Pair], found: Sequence[Sequence[Bead]], *, forgiving: bool = False) -> float:
    """Strict F1 over all gold beads of the pairs."""
    right = proposed = wanted = 0
    for each, beads in zip(pairs, found, strict=True):
        joined = spans(beads, each.gold, forgiving=forgiving)
        right += len(set(joined) & set(each.gold))
        proposed += len(joined)
        wanted += len(each.gold)
    return 2 * right / (proposed + wanted)


@dataclass
class Brought:
    """How many pairs would come in as reviewed, how many of these wrongly, how many as drafts."""

    reviewed: int = 0
    wrong: int = 0
    drafts: int = 0


def brought_in(pairs: Sequence[Pair], found: Sequence[Sequence[Bead]]) -> Brought:
    """What ``workflow align`` would make of the beads."""
    count = Brought()
    for each, beads in zip(pairs, found, strict=True):
        related = align.evidence(beads) >= RELATED
        for bead in beads:
            if bead.source and bead.target:
                source = [each.source[at].text for at in bead.source]
                text = " ".join(each.target[at].text for at in bead.target)
                language = each.target[bead.target.start].language
                doubted = any(doubtful(source, text, language, bead, related=related))
                count.drafts += doubted
                count.reviewed += not doubted
                count.wrong += not doubted and not _right(bead, each)
    return count


def _right(bead: Bead, pair: Pair) -> bool:
    known = any(
        gold[0] <= bead.source.start
        and bead.source.stop <= gold[1]
        and gold[2] <= bead.target.start
        and bead.target.stop <= gold[3]
        for gold in pair.gold
    )
    return known and not pair.strangers.intersection(bead.target)


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
    for path in seed_files.select(project, ()):
        document = seed_files.load(project, path)
        for target, folder in {"en": "en", "ko": "ko", "zh-Hans": "zh_CN"}.items():
            po = project.locales / folder / f"{document.name}.po"
            if po.exists():
                texts = {entry.msgid: entry.msgstr for entry in polib.pofile(str(po))}
                lines = [(each.text, texts[each.text]) for each in document.segments]
                name = f"own {document.language}-{target}"
                found.setdefault(name, []).append(pair(lines, document.language, target))
    return found


def gap(line: int) -> str:
    """Every twelfth line is missing, on one side after the other."""
    return {11: "source", 23: "target"}.get(line % 24, "")


def cut(line: int) -> str:
    """Four lines in a row are missing in the translation, and later in the source."""
    return {1: "target", 4: "source"}.get(line // 4 % 6, "")


def exchanged(articles: Sequence[Lines], source: str, target: str) -> Iterator[Pair]:
    """Pairs in which every tenth line is translated by one of the next article."""
    for number, lines in enumerate(articles):
        others = articles[(number + 1) % len(articles)]
        mixed = [
            (here, others[at % len(others)][1] if at % 10 == 7 else there)
            for at, (here, there) in enumerate(lines)
        ]
        yield pair(mixed, source, target, strange=range(7, len(lines), 10))


def joined(pairs: Sequence[Pair]) -> Pair:
    """All pairs as one long one, without a paragraph between them."""
    source: list[Segment] = []
    target: list[Segment] = []
    gold: list[Span] = []
    for each in pairs:
        i, j = len(source), len(target)
        gold += [(a + i, b + i, c + j, d + j) for a, b, c, d in each.gold]
        source += each.source
        target += each.target
    return Pair(tuple(source), tuple(target), tuple(gold))


def collections(folder: Path, half: int) -> Iterator[tuple[str, list[Pair]]]:
    """The pairs of every second article, by collection."""
    for source, target in (("en", "ko"), ("en", "zh-Hans"), ("ko", "zh-Hans"), ("zh-Hans", "ko")):
        name = f"NTREX {source}-{target}"
        news = list(ntrex(folder, source, target))[half::2]
        yield name, [pair(lines, source, target) for lines in news]
        yield f"{name}, gaps", [pair(lines, source, target, gap) for lines in news]
        yield f"{name}, cut", [pair(lines, source, target, cut) for lines in news]
        yield f"{name}, exchanged", list(exchanged(news, source, target))
        yield f"{name}, long", [joined([pair(lines, source, target) for lines in news])]
    for source, target in (("en", "ko"), ("en", "zh-Hans")):
        texts = list(flores(folder, source, target))[half::2]
        yield f"FLORES {source}-{target}", [pair(lines, source, target) for lines in texts]
    news = list(korean_news(folder))[half::2]
    yield "Korean news en-ko", [pair(lines, "en", "ko") for lines in news]
    yield "Korean news en-ko, exchanged", list(exchanged(news, "en", "ko"))
    yield "Korean news en-ko, long", [joined([pair(lines, "en", "ko") for lines in news])]


def main() -> None:
    """Prints one line a collection."""
    words = [word for word in sys.argv[1:] if not word.startswith("-")]
    half = 0 if "--tuning" in sys.argv else 1
    sets = collections(Path(words[0]), half) if words else own().items()
    head = ("beads", "F1", "lines", "galechurch", "reviewed", "wrong", "drafts", "ms/sentence")
    print(f"{'':30}" + "".join(f"{title:>12}" for title in head))
    for name, pairs in sets:
        start = process_time()
        found = [ours(each) for each in pairs]
        size = sum(len(each.source) for each in pairs)
        cost = 1000 * (process_time() - start) / size
        brought = brought_in(pairs, found)
        kept = f1(pairs, [galechurch(each) for each in pairs])
        print(
            f"{name:30}{sum(len(each.gold) for each in pairs):12}{f1(pairs, found):12.4f}"
            f"{f1(pairs, found, forgiving=True):12.4f}{kept:12.4f}{brought.reviewed / size:12.1%}"
            f"{brought.wrong:12}{brought.drafts:12}{cost:12.1f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
