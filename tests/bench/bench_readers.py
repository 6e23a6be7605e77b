"""Reading: whether what writers and programs do to a file changes the units that are translated.

    python -m tests.bench.bench_readers [--texts FOLDER] [--spec FILE …] [--pages FILE …]
        [--words FOLDER …] [--marks FOLDER …]

Wrapped text: an article is read as it is and wrapped in many ways; told is the share of units, each
with its kind, that both have. ``FOLDER`` holds more articles, one a ``.txt`` in a folder that is
named by its language, with blank lines between paragraphs of one line each. Lines apart: verse,
lists, addresses … among wrapped paragraphs and among unwrapped ones; told is how many of their
lines were joined. Speed: ten times the text. A kind of file is added as one more function of
``KINDS``. Examples of Markdown and pages with a known article, if they are given, are measured
alone, as are folders of office documents and of Markdown: see :mod:`tests.bench.reader_corpora`.
"""

from __future__ import annotations

import argparse
import csv
import os
import shutil
import subprocess
import textwrap
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from random import Random
from statistics import fmean
from tempfile import TemporaryDirectory

from tests.bench import reader_corpora
from workflow.documents import segmenter
from workflow.documents.readers import parse
from workflow.languages.scripts import BREAKABLE, TWO_COLUMNS

DATA = Path(__file__).parent / "readers"
#: Signs that begin no line of Chinese or Japanese.
NO_START = frozenset("。，、；：？！）」』】》”’…—,.!?)%]ー")
URL = "https://example.org/news/2024/" + "a" * 100
TABLE = "Year      Korea     China\n1992        2.7       3.7\n2020      108.9     132.6"
HEAD = """From: Min-a Seo <seo@example.org>
To: harbor-list@example.org
Date: Tue, 07 Dec 2021 09:30:00 +0900
Subject: {subject}
Message-ID: <20211207.seo@example.org>
Content-Type: text/plain; charset=UTF-8; format=flowed
"""
SIGNATURE = "Min-a Seo, editor for the harbor\nHarbor Daily"
#: What programs are started with.
UTF8 = {**os.environ, "LC_ALL": "C.UTF-8"}
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


def given(folder: Path, most: int) -> list[Article]:
    """The articles of a folder, at most some of each language, which its own folder names."""
    found: dict[str, list[Article]] = defaultdict(list)
    for path in sorted(folder.rglob("*.txt"), key=lambda each: each.name[::-1]):
        language = path.parent.name if path.parent != folder else "und"
        paragraphs = [each for each in path.read_text("utf-8").split("\n\n") if each.strip()]
        found[language].append((language, paragraphs))
    return [article for every in found.values() for article in every[:most]]


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


def cut_at_columns(paragraph: str) -> list[str]:
    """Lines as wide as a screen, whatever they end in."""
    lines, line = [], ""
    for char in paragraph:
        if columns(line + char) > 72:
            lines.append(line)
            line = ""
        line += char
    return [*lines, line]


def soft(paragraph: str, quote: str = "") -> list[str]:
    """As RFC 3676 has it: a space before each soft break, and before what looks like a mark."""
    lines = filled(paragraph, 70)
    spaced = [f" {line}" if line.startswith((" ", ">", "From ")) else line for line in lines]
    return [f"{quote}{line}{' ' * (place < len(lines))}" for place, line in enumerate(spaced, 1)]


def quoted(text: str) -> str:
    """As mail quotes it."""
    return textwrap.indent(text, "> ", lambda _: True)


def program(*command: str, only: str = "") -> Variant:
    """A program that wraps its input; nothing where it is missing, or for other scripts.

    Args:
        command: the program and its arguments.
        only: ``"spaced"`` for a program that knows no script without spaces.
    """

    def wrapped(paragraphs: Sequence[str]) -> tuple[str, str]:
        text = "\n\n".join(paragraphs)
        if not shutil.which(command[0]) or (only and BREAKABLE.search(text)):
            return "", ""
        done = subprocess.run(
            command, input=f"{text}\n".encode(), capture_output=True, check=True, env=UTF8
        )
        return text, done.stdout.decode()

    return wrapped


def vim(paragraphs: Sequence[str]) -> tuple[str, str]:
    """What ``gq`` makes of a text, breaking Chinese between any two letters (``fo+=m``)."""
    text = "\n\n".join(paragraphs)
    if not shutil.which("vim"):
        return "", ""
    letters = "fo+=mM" if BREAKABLE.search(text) else "fo-=m"
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.txt"
        path.write_text(text + "\n", "utf-8")
        options = f"set enc=utf-8 tw=72 nojs nomodeline nosmartindent fo-=2 {letters}"
        command = (
            "vim",
            "-es",
            "-u",
            "NONE",
            "-c",
            options,
            "-c",
            "normal gggqG",
            "-c",
            "wq",
            path,
        )
        subprocess.run(command, check=False, capture_output=True, env=UTF8)
        return text, path.read_text("utf-8")


def paragraphwise(wrap: Callable[[str], Sequence[str]], *, address: bool = False) -> Variant:
    """A way to wrap one paragraph; with a long address among the lines, if it is asked for."""

    def wrapped(paragraphs: Sequence[str]) -> tuple[str, str]:
        every = list(paragraphs)
        if address:
            every[2:3] = [f"{every[2]} {URL} {every[1]}", URL]
        return "\n\n".join(every), "\n\n".join("\n".join(wrap(each)) for each in every)

    return wrapped


def indented(width: int) -> Variant:
    """First lines indented, no blank lines."""

    def wrapped(paragraphs: Sequence[str]) -> tuple[str, str]:
        space = "\u3000\u3000" if BREAKABLE.search(paragraphs[-1]) else "  "
        head, *rest = paragraphs
        lines = ("\n".join(filled(each, width, space)) for each in rest)
        return (
            "\n".join([head, "", *(space + each for each in rest)]),
            "\n".join(["\n".join(filled(head, width)), "", *lines]),
        )

    return wrapped


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


def flowed(paragraphs: Sequence[str]) -> tuple[str, str]:
    """A mail in soft lines: its head, a quotation of one depth and of two, and a signature."""
    head = HEAD.format(subject=paragraphs[0])
    above, below = paragraphs[1:4], paragraphs[4:]

    def written(wrap: Callable[[str, str], Sequence[str]]) -> str:
        marked = [("\n".join(wrap(each, mark)), mark.strip())
                  for each, mark in zip(above, ("> ", "> ", ">> "), strict=False)]  # fmt: skip
        quotes = "".join(f"{lines}\n{mark}\n" for lines, mark in marked)
        answer = "\n\n".join("\n".join(wrap(each, "")) for each in below)
        return f"{head}\n{quotes}\n{answer}\n\n-- \n{SIGNATURE}\n"

    return written(lambda each, mark: [mark + each]), written(soft)


def paged(wrap: Callable[[str], Sequence[str]], number: str) -> Variant:
    """Pages of 20 lines; a paragraph may go on over the end of one."""

    def wrapped(paragraphs: Sequence[str]) -> tuple[str, str]:
        lines = [line for each in paragraphs for line in (*wrap(each), "")]
        pages = [lines[at : at + 20] for at in range(0, len(lines), 20)]
        text = "".join(
            "\n".join(page).strip("\n") + number.format(place) + "\f" * (place < len(pages))
            for place, page in enumerate(pages, 1)
        )
        return "\n\n".join(paragraphs), text

    return wrapped


def narrow(width: int) -> Mapping[str, Variant]:
    """A width of which Chinese, Japanese and Korean are written, or every language."""
    return {f"{width} columns": paragraphwise(lambda each: filled(each, width))}


VARIANTS: Mapping[str, Variant] = {
    **{
        name: variant
        for width in (28, 36, 40, 60, 72, 76)
        for name, variant in narrow(width).items()
    },
    "and an address": paragraphwise(lambda each: filled(each, 72), address=True),
    "and a table": with_table,
    "fmt": program("fmt", "-w", "72", only="spaced"),
    "fold -s": program("fold", "-s", "-w", "72", only="spaced"),
    "par": program("par", "72", only="spaced"),
    "pandoc": program("pandoc", "-f", "commonmark", "-t", "plain", "--columns=72"),
    "vim": vim,
    "textwrap": paragraphwise(lambda each: textwrap.wrap(each, 72, break_long_words=False)),
    "textwrap 36": paragraphwise(lambda each: textwrap.wrap(each, 36)),
    "balanced": paragraphwise(balanced),
    "by hand": paragraphwise(by_hand),
    "any width": paragraphwise(lambda each: filled(each, 50 + len(each) % 40)),
    "soft": paragraphwise(soft),
    "flowed mail": flowed,
    "quoted": mail,
    "indented": indented(72),
    "indented 36": indented(36),
    "cut off": paragraphwise(cut),
    "cut at columns": paragraphwise(cut_at_columns),
    "form feeds": paged(lambda each: filled(each, 72), "\n"),
    "page numbers": paged(lambda each: filled(each, 72), "\n\n{}\n\n"),
}


def units(text: str, language: str) -> list[tuple[str, str]]:
    """What is translated, with the kind of its block."""
    blocks, _ = parse(text.encode(), "seeds/a.txt")
    return [
        (block.kind, sentence.strip())
        for block in blocks
        for sentence in segmenter.split(block.text, language)
        if not sentence.strip().isdigit()  # of a page
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
    languages = list(dict.fromkeys(language for language, _ in articles))
    print(f"{'':16}" + "".join(f"{each:>7}" for each in languages))
    for name, variant in VARIANTS.items():
        known: dict[str, list[float]] = defaultdict(list)
        for language, paragraphs in articles:
            plain, wrapped = variant(paragraphs)
            if plain:
                known[language].append(share(units(plain, language), units(wrapped, language)))
        means = (fmean(known[each]) if known[each] else None for each in languages)
        row = "".join(f"{'n/a':>7}" if each is None else f"{each:7.1%}" for each in means)
        print(f"{name:16}{row}", flush=True)
    print("\nlines that are to stay apart: joined, of all")
    joined = total = 0
    for name, lines in apart():
        counts = [joins(lines, paragraphs, wrap=wrap) for wrap in (True, False)
                  for _, paragraphs in articles[:: len(articles) // 7 or 1]]  # fmt: skip
        joined, total = joined + sum(counts), total + len(counts) * (len(lines) - 1)
        if any(counts):
            print(f"  {name}: {sum(counts)} of {len(counts) * (len(lines) - 1)}")
    print(f"  all: {joined} of {total}")
    some = articles[:: len(articles) // 7 or 1]
    text = "\n\n".join("\n".join(filled(each, 72)) for _, every in some for each in every)
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
    parser.add_argument("--most", type=int, default=40, help="articles of each language")
    parser.add_argument("--spec", type=Path, nargs="+", default=(), help="spec.txt, with examples")
    parser.add_argument("--pages", type=Path, nargs="+", default=(), help="JSON lines: path, gold")
    parser.add_argument("--words", type=Path, nargs="+", default=(), help="folders: .docx, .odt …")
    parser.add_argument(
        "--marks", type=Path, nargs="+", default=(), help="folders: .md, .mdx, .qmd"
    )
    said = parser.parse_args()
    for path in said.spec:
        reader_corpora.spec(path)
    for path in said.pages:
        reader_corpora.pages(path)
    for path in said.words:
        reader_corpora.words(path)
    for path in said.marks:
        reader_corpora.marks(path)
    if said.spec or said.pages or said.words or said.marks:
        return
    articles = given(said.texts, said.most) if said.texts else own()
    for kind in KINDS:
        kind(articles)


if __name__ == "__main__":
    main()
