"""A memory of a million sentences: ``python -m tests.bench.bench_memory [SIZE]``.

It is searched beside other ways to search the same sentences.

Half of the sentences are English-like (words apart), half Chinese-like (no spaces); words follow
Zipf's law, as in news. Sought are sentences of the memory with 5 to 30 % of their words changed,
at least 75 % like one that is there. "found" says how many of the best matches of a scan through
everything a method finds as well.

Times are of the processor. The baseline is rapidfuzz's scan of a list (C++, one core). Slow methods
search a part of the memory, and their time is scaled to all of it; they are linear.
"""

from __future__ import annotations

import difflib
import random
import sqlite3
import statistics
import string
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from rapidfuzz import fuzz, process
from translate.search.match import matcher
from translate.storage.base import TranslationStore, TranslationUnit

from workflow.languages.scripts import words
from workflow.memory import LEAST, Memory
from workflow.model import Pair, State

SOUGHT = 60
#: How many sentences the methods are given that would need minutes for all.
PART, LITTLE = 100_000, 2_000


@dataclass(frozen=True)
class Tongue:
    """A made-up language: its words, common ones first, and what stands between them."""

    name: str
    vocabulary: list[str]
    weights: list[float]
    space: str
    length: int

    def sentence(self, rng: random.Random) -> str:
        """A sentence of about ``length`` words."""
        count = max(3, min(60, int(rng.lognormvariate(0, 0.5) * self.length)))
        return self.space.join(rng.choices(self.vocabulary, cum_weights=self.weights, k=count))

    def altered(self, rng: random.Random, sentence: str) -> str:
        """The sentence with some of its words replaced, taken out or put in."""
        parts = sentence.split(self.space) if self.space else list(sentence)
        for _ in range(max(1, int(len(parts) * rng.choice([0.05, 0.1, 0.2, 0.3])))):
            place = rng.randrange(len(parts))
            new = rng.choices(self.vocabulary, cum_weights=self.weights)
            parts[place : place + rng.choice([0, 1, 1])] = rng.choice([new, new, []])
            parts = parts or new
        return self.space.join(parts)


def tongues() -> tuple[Tongue, Tongue]:
    """One with words of Latin letters, one with words of one to three Chinese characters."""
    rng = random.Random(1)  # noqa: S311
    characters = [chr(0x4E00 + number) for number in range(3500)]
    usual = zipf(len(characters), 0.9)
    latin = made(rng, 60_000, lambda size: "".join(rng.choices(string.ascii_lowercase, k=2 * size)))
    han = made(
        rng, 40_000, lambda size: "".join(rng.choices(characters, cum_weights=usual, k=size))
    )
    return (
        Tongue("en", latin, zipf(len(latin), 1.05), " ", 20),
        Tongue("zh-Hans", han, zipf(len(han), 1.05), "", 18),
    )


def made(rng: random.Random, count: int, word: Callable[[int], str]) -> list[str]:
    """Different words, short ones first."""
    found: dict[str, None] = {}
    while len(found) < count:
        found[word(1 if len(found) < 60 else rng.choice([1, 2, 2, 3]))] = None
    return list(found)


def zipf(count: int, power: float) -> list[float]:
    """Weights of words by rank (Zipf-Mandelbrot law), added up."""
    return list(accumulate((rank + 2.7) ** -power for rank in range(1, count + 1)))


@dataclass(frozen=True)
class Figures:
    """Milliseconds that searches took, their best scores, and how many of these can't be beaten."""

    times: list[float]
    scores: list[float]
    found: int

    def line(self, name: str, base: float, scale: float = 1.0) -> str:
        """A row of the table; ``base`` is the baseline's median."""
        times = sorted(scale * each for each in self.times)
        middle, high = statistics.median(times), times[int(len(times) * 0.95) - 1]
        return (
            f"{name:36}{middle:12.2f}{high:12.2f}{base / middle:12.2f}x"
            f"{self.found:7} of {len(times)}"
        )


def measured(
    search: Callable[[str], float | None], sought: Sequence[str], best: Sequence[float] = ()
) -> Figures:
    """Runs a search for each sentence; it gives the best score."""
    times, scores = [], []
    for text in sought:
        started = time.process_time()
        scores.append(search(text) or 0.0)
        times.append(1000 * (time.process_time() - started))
    found = sum(a >= b - 1e-6 for a, b in zip(scores, best or scores, strict=False))
    return Figures(times, scores, found)


def scan(sentences: Sequence[str]) -> Callable[[str], float | None]:
    """Every sentence of a list compared by rapidfuzz."""

    def search(text: str) -> float | None:
        found = process.extractOne(text, sentences, scorer=fuzz.ratio, score_cutoff=LEAST)
        return found[1] if found else None

    return search


def trigrams(folder: Path, sentences: Sequence[str]) -> Callable[[str], float | None]:
    """SQLite's FTS5 trigram index, its best 200 by BM25 compared by rapidfuzz."""
    database = sqlite3.connect(folder / "trigrams.db")
    database.execute("CREATE VIRTUAL TABLE t USING fts5(text, tokenize='trigram')")
    database.executemany("INSERT INTO t VALUES (?)", ((each,) for each in sentences))

    def search(text: str) -> float | None:
        spread = range(0, len(text) - 2, max(1, len(text) // 20))
        query = " OR ".join('"' + text[at : at + 3].replace('"', '""') + '"' for at in spread)
        ask = "SELECT text FROM t WHERE t MATCH ? ORDER BY rank LIMIT 200"
        return scan([each for (each,) in database.execute(ask, (query,))])(text)

    return search


def word_index(folder: Path, sentences: Sequence[str]) -> Callable[[str], float | None]:
    """SQLite's FTS5 over whole words (pairs of characters), its best 200 by BM25."""
    database = sqlite3.connect(folder / "words.db")
    database.execute("CREATE VIRTUAL TABLE t USING fts5(words)")
    rows = ((" ".join(words(each)),) for each in sentences)
    database.executemany("INSERT INTO t VALUES (?)", rows)

    def search(text: str) -> float | None:
        query = " OR ".join(f'"{word}"' for word in set(words(text)))
        ask = "SELECT rowid FROM t WHERE t MATCH ? ORDER BY rank LIMIT 200"
        return scan([sentences[row - 1] for (row,) in database.execute(ask, (query,))])(text)

    return search


def toolkit(sentences: Sequence[str]) -> Callable[[str], float | None]:
    """translate-toolkit's matcher, which its memory server was built on."""
    store = TranslationStore()
    for sentence in sentences:
        unit = TranslationUnit(sentence)
        unit.target = sentence
        store.addunit(unit)
    search = matcher(store, min_similarity=int(LEAST), max_length=10_000)

    def best(text: str) -> float | None:
        found = search.matches(text)
        return max((fuzz.ratio(text, each.source) for each in found), default=None)

    return best


def standard(sentences: Sequence[str]) -> Callable[[str], float | None]:
    """Python's own difflib."""

    def search(text: str) -> float | None:
        found = difflib.get_close_matches(text, sentences, 1, LEAST / 100)
        return fuzz.ratio(text, found[0]) if found else None

    return search


def ours(memory: Memory, language: str) -> Callable[[str], float | None]:
    """The memory."""

    def search(text: str) -> float | None:
        found = memory.fuzzy(text, language=language)
        return max((match.similarity for match in found), default=None)

    return search


def pairs(languages: Iterable[tuple[Tongue, Sequence[str]]]) -> Iterator[Pair]:
    """Each sentence with a translation."""
    for tongue, sentences in languages:
        for sentence in sentences:
            yield Pair(sentence, sentence[::-1], tongue.name, "ko", State.REVIEWED)


def main() -> None:
    """Prints the tables."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    rng = random.Random(2)  # noqa: S311
    known = [(tongue, [tongue.sentence(rng) for _ in range(size // 2)]) for tongue in tongues()]
    with tempfile.TemporaryDirectory() as name, Memory(Path(name), lambda _: None) as memory:
        started = time.process_time()
        memory.learn([("all.po", b"1", pairs(known))])
        took, weighs = time.process_time() - started, (Path(name) / "memory.db").stat().st_size
        print(f"{size:,} sentences taken in in {took:.0f} s, {weighs / 1e6:.0f} MB")
        exact(memory, known, rng)
        for tongue, sentences in known:
            fuzzy(memory, tongue, sentences, rng, Path(name))


def exact(
    memory: Memory, known: Sequence[tuple[Tongue, Sequence[str]]], rng: random.Random
) -> None:
    """Exact matches beside a dictionary in memory, which is as fast as Python can be."""
    sought = [(tongue.name, rng.choice(sentences)) for tongue, sentences in known * 2_000]
    table = {sentence: sentence for _, sentences in known for sentence in sentences}
    times: dict[str, list[float]] = {"exact match": [], "dict of everything": []}
    for language, text in sought:
        started = time.process_time()
        assert memory.exact(text, language, "ko", "before", "after")
        times["exact match"].append(1000 * (time.process_time() - started))
        started = time.process_time()
        assert table[text]
        times["dict of everything"].append(1000 * (time.process_time() - started))
    print(f"\n{'milliseconds':36}{'median':>12}{'95 %':>12}")
    for name, each in times.items():
        print(
            f"{name:36}{statistics.median(each):12.4f}{sorted(each)[int(len(each) * 0.95)]:12.4f}"
        )


def fuzzy(
    memory: Memory, tongue: Tongue, sentences: Sequence[str], rng: random.Random, folder: Path
) -> None:
    """Fuzzy matches in one language, beside every other way."""
    sought: list[str] = []
    while len(sought) < SOUGHT:
        base = rng.choice(sentences[:LITTLE])
        text = tongue.altered(rng, base)
        if LEAST <= fuzz.ratio(base, text) < 100:
            sought.append(text)
    baseline = measured(scan(sentences), sought)
    best, base = baseline.scores, statistics.median(baseline.times)
    head = f"{tongue.name}, {len(sentences):,} sentences"
    print(f"\n{head:36}{'median ms':>12}{'95 % ms':>12}{'speed':>13}{'found':>13}")
    print(baseline.line("rapidfuzz through all", base))
    print(measured(ours(memory, tongue.name), sought, best).line("this memory", base))
    part = len(sentences) / len(sentences[:PART])
    (folder / tongue.name).mkdir()
    for title, search, scale, count in (
        ("FTS5 words, BM25 (scaled)", word_index(folder / tongue.name, sentences[:PART]), part, 20),
        ("FTS5 trigrams (scaled)", trigrams(folder / tongue.name, sentences[:PART]), part, 20),
        ("translate-toolkit (scaled)", toolkit(sentences[:LITTLE]), len(sentences) / LITTLE, 10),
        ("difflib (scaled)", standard(sentences[:LITTLE]), len(sentences) / LITTLE, 5),
    ):
        print(measured(search, sought[:count], best[:count]).line(title, base, scale))


if __name__ == "__main__":
    main()
