"""Reading: whether what writers and programs do to a file changes the units that are translated.

    python -m tests.bench.bench_readers [--texts FOLDER]

Wrapped text: an article is read as it is and wrapped in many ways; told is the share of units, each
with its kind, that both have. ``FOLDER`` holds more articles, one a ``.txt``, with blank lines
between paragraphs of one line each. Lines apart: verse, lists, addresses … among wrapped
paragraphs and among unwrapped ones; told is how many of their lines were joined. Speed: ten times
the text. A kind of file is added as one more function of ``KINDS``.
"""

from __future__ import annotations

import argparse
import csv
import shutil
import subprocess
import textwrap
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from random import Random

from workflow.documents import segmenter
from workflow.documents.readers import parse
from workflow.languages.scripts import BREAKABLE, TWO_COLUMNS

DATA = Path(__file__).parent / "readers"
#: Signs that begin no line of Chinese or Japanese.
NO_START = frozenset("。，、；：？！）」』】》”’…—,.!?)%]ー")
URL = "https://example.org/news/2024/" + "a" * 100
TABLE = "Year      Korea     China\n1992        2.7       3.7\n2020      108.9     132.6"
#: A language, and paragraphs of which the first is the headline.
Article = tuple[str, Sequence[str]]
#: Paragraphs → the text unwrapped, and wrapped.
Variant = Callable[[Sequence[str]], tuple[str, str]]


def own() -> list[Article]:
    """The project's own articles, one a language."""
    found: dict[str, list[str]] = defaultdict(list)
    with (DATA / "articles.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            found[row["language"]].append(row["text"])
    return list(found.items())


def given(folder: Path) -> list[Article]:
    """The articles of a folder."""
    texts = (path.read_text("utf-8") for path in sorted(folder.rglob("*.txt")))
    return [("und", [each for each in text.split("\n\n") if each.strip()]) for text in texts]


def columns(text: str) -> int:
    """Columns of a terminal."""
    return len(text) + len(TWO_COLUMNS.findall(text))


def pieces(paragraph: str) -> Iterator[tuple[str, str]]:
    """What a line may not be broken in, with the space before it."""
    for word in paragraph.split(" "):
        space, piece = " ", ""
        for char in word:
            if piece and char not in NO_START and BREAKABLE.match(char + piece[-1]):
                yield space, piece
                space, piece = "", ""
            piece += char
            if BREAKABLE.match(char) and char not in "（「『《":
                yield space, piece
                space, piece = "", ""
        if piece:
            yield space, piece


def filled(paragraph: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """Lines as full as they can be."""
    lines, line = [], first
    for space, piece in pieces(paragraph):
        if line.strip() and columns(line + space + piece) > width:
            lines.append(line)
            line = rest + piece
        else:
            line += (space if line.strip() else "") + piece
    return [*lines, line]


def balanced(paragraph: str) -> list[str]:
    """As many lines as at 72 columns, but of one width."""
    lines = len(filled(paragraph, 72))
    return next(each for width in range(8, 73) if len(each := filled(paragraph, width)) <= lines)


def by_hand(paragraph: str) -> list[str]:
    """Lines of any length."""
    chance = Random(paragraph)  # noqa: S311
    lines, line = [], ""
    for space, piece in pieces(paragraph):
        if line and columns(line + space + piece) > chance.randint(58, 76):
            lines.append(line)
            line = ""
        line += (space if line else "") + piece
    return [*lines, line]


def cut(paragraph: str) -> list[str]:
    """Lines of one size, whatever they end in."""
    return [paragraph[at : at + 60] for at in range(0, len(paragraph), 60)]


def quoted(text: str) -> str:
    """As mail quotes it."""
    return textwrap.indent(text, "> ", lambda _: True)


def program(*command: str) -> Variant:
    """A program that wraps its input; nothing where it is missing."""

    def wrapped(paragraphs: Sequence[str]) -> tuple[str, str]:
        text = "\n\n".join(paragraphs)
        if not shutil.which(command[0]) or TWO_COLUMNS.search(text):
            return "", ""
        done = subprocess.run(
            command, input=text + "\n", capture_output=True, text=True, check=True
        )
        return text, done.stdout

    return wrapped


def paragraphwise(wrap: Callable[[str], Sequence[str]], *, address: bool = False) -> Variant:
    """A way to wrap one paragraph; with a long address among the lines, if it is asked for."""

    def wrapped(paragraphs: Sequence[str]) -> tuple[str, str]:
        every = list(paragraphs)
        if address:
            every[2:3] = [f"{every[2]} {URL} {every[1]}", URL]
        return "\n\n".join(every), "\n\n".join("\n".join(wrap(each)) for each in every)

    return wrapped


def indented(paragraphs: Sequence[str]) -> tuple[str, str]:
    """First lines indented, no blank lines."""
    space = "\u3000\u3000" if BREAKABLE.search(paragraphs[-1]) else "  "
    head, *rest = paragraphs
    lines = ("\n".join(filled(each, 72, space)) for each in rest)
    return (
        "\n".join([head, "", *(space + each for each in rest)]),
        "\n".join(["\n".join(filled(head, 72)), "", *lines]),
    )


def with_table(paragraphs: Sequence[str]) -> tuple[str, str]:
    """A table among wrapped paragraphs."""
    every = [*paragraphs[:2], TABLE, *paragraphs[2:]]
    lines = (each if each is TABLE else "\n".join(filled(each, 72)) for each in every)
    return "\n\n".join(every), "\n\n".join(lines)


def mail(paragraphs: Sequence[str]) -> tuple[str, str]:
    """A mail that is quoted, below its answer."""
    plain = [quoted(each) for each in paragraphs[1:]]
    lines = [quoted("\n".join(filled(each, 70))) for each in paragraphs[1:]]
    return tuple("\n>\n".join(["Hi Kim,\n", *each]) for each in (plain, lines))  # type: ignore[return-value]


VARIANTS: Mapping[str, Variant] = {
    "60 columns": paragraphwise(lambda each: filled(each, 60)),
    "72 columns": paragraphwise(lambda each: filled(each, 72)),
    "and an address": paragraphwise(lambda each: filled(each, 72), address=True),
    "and a table": with_table,
    "fmt": program("fmt", "-w", "72"),
    "fold -s": program("fold", "-s", "-w", "72"),
    "pandoc": program("pandoc", "-f", "commonmark", "-t", "plain", "--columns=72"),
    "textwrap": paragraphwise(lambda each: textwrap.wrap(each, 72, break_long_words=False)),
    "balanced": paragraphwise(balanced),
    "by hand": paragraphwise(by_hand),
    "any width": paragraphwise(lambda each: filled(each, 50 + len(each) % 40)),
    "flowed": paragraphwise(lambda each: [f"{line} " for line in filled(each, 70)]),
    "quoted": mail,
    "indented": indented,
    "cut off": paragraphwise(cut),
}


def units(text: str, language: str) -> list[tuple[str, str]]:
    """What is translated, with the kind of its block."""
    blocks, _ = parse(text.encode(), "seeds/a.txt")
    return [
        (block.kind, sentence.strip())
        for block in blocks
        for sentence in segmenter.split(block.text, language)
    ]


def share(plain: Sequence[tuple[str, str]], found: Sequence[tuple[str, str]]) -> float:
    """How much of two lists of units is equal, in order."""
    matcher = SequenceMatcher(None, plain, found, autojunk=False)
    equal = sum(block.size for block in matcher.get_matching_blocks())
    return equal / max(len(plain), len(found))


def apart() -> Iterator[tuple[str, list[str]]]:
    """Lines that belong to nobody else, by what they are."""
    for each in (DATA / "apart.txt").read_text("utf-8").split("# ")[1:]:
        name, _, lines = each.partition("\n")
        yield name, lines.rstrip("\n").split("\n")


def text_kinds(articles: Sequence[Article]) -> None:
    """Plain text: wrapped, apart, fast."""
    print("wrapped text: units equal to those of the unwrapped")
    languages = [language for language, _ in articles]
    print(f"{'':16}" + "".join(f"{each:>7}" for each in languages))
    for name, variant in VARIANTS.items():
        row = ""
        for language, paragraphs in articles:
            plain, wrapped = variant(paragraphs)
            equal = share(units(plain, language), units(wrapped, language)) if plain else None
            row += f"{'n/a':>7}" if equal is None else f"{equal:7.1%}"
        print(f"{name:16}{row}")
    print("\nlines that are to stay apart: joined, of all")
    joined = total = 0
    for name, lines in apart():
        counts = [joins(lines, paragraphs, wrap=wrap) for wrap in (True, False)
                  for _, paragraphs in articles]  # fmt: skip
        joined, total = joined + sum(counts), total + len(counts) * (len(lines) - 1)
        if any(counts):
            print(f"  {name}: {sum(counts)} of {len(counts) * (len(lines) - 1)}")
    print(f"  all: {joined} of {total}")
    text = "\n\n".join("\n".join(filled(each, 72)) for _, every in articles for each in every)
    small, large = (cost(text * times) for times in (3, 30))
    speed = 30 * len(text) / large / 1e6
    print(f"\nten times the text: {large / small:.1f} times the time, {speed:.1f} MB/s")


def joins(lines: Sequence[str], paragraphs: Sequence[str], *, wrap: bool) -> int:
    """How many lines of such were joined among paragraphs."""
    every = ["\n".join(filled(each, 72)) if wrap else each for each in paragraphs]
    above = "\n\n".join(every[:3])
    text = "\n\n".join([above, "\n".join(lines), *every[3:]])
    first = above.count("\n") + 3
    found = {block.line for block in parse(text.encode(), "seeds/a.txt")[0]}
    return sum(line not in found for line in range(first + 1, first + len(lines)))


def cost(text: str) -> float:
    """Seconds of the processor."""
    began = time.process_time()
    parse(text.encode(), "seeds/a.txt")
    return time.process_time() - began


#: What is measured for each kind of file.
KINDS: Sequence[Callable[[Sequence[Article]], None]] = (text_kinds,)


def main() -> None:
    """Print a table for each kind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path, help="a folder of articles")
    texts = parser.parse_args().texts
    articles = given(texts) if texts else own()
    for kind in KINDS:
        kind(articles)


if __name__ == "__main__":
    main()
