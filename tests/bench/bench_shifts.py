"""How surely texts under wrong ids of a reply are noticed, and how seldom right ones are doubted.

    python -m tests.bench.bench_shifts SOURCE REFERENCE --to TAG [--from TAG]

Both files have a sentence a line, in the order of their documents. Replies of eight sentences are
made of the references: as they are, all shifted by one, shifted from a random place on by one left
out or one repeated, with two neighbours exchanged, or two that are three places apart, reversed,
in any order, and the first for all. In brackets: of 86 sentences of such replies, those that are
another's and neither doubted nor found by a gate. The weights were chosen on the first half of
NTREX-128 and FLORES-200 (development parts, Korean and Chinese), so each half is told by itself.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from workflow import qa
from workflow.engines.llm.shifts import misplaced
from workflow.model import Request

_SIZE = 8


def replies(
    texts: Sequence[str], following: str, random: Random
) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield a reply as it should be, and spoiled in each way."""
    place = random.randrange(len(texts) - 2)
    yield "right", texts
    yield "all shifted", [*texts[1:], following]
    yield "one left out", [*texts[:place], *texts[place + 1 :], following]
    yield "one repeated", [*texts[: place + 1], *texts[place:-1]]
    for way, other in (("neighbours exchanged", place + 1), ("two exchanged", (place + 3) % _SIZE)):
        exchanged = [*texts]
        exchanged[place], exchanged[other] = exchanged[other], exchanged[place]
        yield way, exchanged
    yield "reversed", texts[::-1]
    yield "shuffled", random.sample(texts, len(texts))
    yield "first for all", [texts[0]] * len(texts)


def measure(sources: Sequence[str], texts: Sequence[str], pair: tuple[str, str]) -> dict[str, str]:
    """Tell the share of replies that are taken for shifted, by the way they are made."""
    random = Random(1)  # noqa: S311
    found: dict[str, list[bool]] = {}
    unseen: Counter[str] = Counter()
    for start in range(0, len(sources) - _SIZE, _SIZE):
        requests = [*map(Request, sources[start : start + _SIZE])]
        own, following = texts[start : start + _SIZE], texts[start + _SIZE]
        for way, reply in replies(own, following, random):
            doubted = misplaced(requests, reply, *pair)
            found.setdefault(way, []).append(bool(doubted))
            unseen[way] += sum(
                said != right
                and place not in doubted
                and not qa.gate(requests[place].text, said, pair[1])
                for place, (said, right) in enumerate(zip(reply, own, strict=True))
            )
    return {
        way: f"{sum(hits) / len(hits):.1%} ({86 * unseen[way] / len(hits) / _SIZE:.1f})"
        for way, hits in found.items()
    }


def main() -> None:
    """Print a line a half."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("source", nargs="?", type=Path)
    parser.add_argument("reference", nargs="?", type=Path)
    parser.add_argument("--from", dest="spoken", default="en")
    parser.add_argument("--to", default="ko")
    options = parser.parse_args()
    if not options.reference:
        print("Skipped: give a file of sentences and one of their translations, see --help.")
        return
    sources, texts = (
        path.read_text("utf-8").splitlines() for path in (options.source, options.reference)
    )
    middle = len(sources) // 2
    pair = options.spoken, options.to
    for name, part in (("first half", slice(middle)), ("second half", slice(middle, None))):
        told = measure(sources[part], texts[part], pair)
        print(f"{name:12}", *(f"{way} {share}" for way, share in told.items()), sep="   ")


if __name__ == "__main__":
    main()
