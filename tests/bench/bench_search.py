"""Building the search index beside Pagefind, on pages with the same sentences.

    python -m tests.bench.bench_search [--articles N]

Pagefind gets one page an article, with all three languages and, so that it too finds parts of
Korean and Chinese words, their bigrams in an indexed attribute. The last line is ours when one
article has changed.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import time
from html import escape
from pathlib import Path

from workflow.site import search
from workflow.site.article import Line, Summary
from workflow.site.search import keys

LANGUAGES = ("en", "ko", "zh-Hans")
#: First and last character of what words are made of, and how long they are.
ALPHABETS = {"en": ("a", "z", 6, " "), "ko": ("가", "힣", 3, " "), "zh-Hans": ("一", "龥", 2, "")}


def vocabulary(language: str, draw: random.Random) -> list[str]:
    """Made-up words."""
    first, last, length, _ = ALPHABETS[language]
    letters = [chr(draw.randrange(ord(first), ord(last) + 1)) for _ in range(900)]
    return ["".join(draw.choices(letters, k=length)) for _ in range(9000)]


def texts(articles: int, sentences: int = 20) -> dict[str, dict[str, list[str]]]:
    """For each slug and language, sentences of fifteen words, some words far more often."""
    draw = random.Random(1)  # noqa: S311 - made-up text, the same every time
    words = {tag: vocabulary(tag, draw) for tag in LANGUAGES}
    weights = [1 / rank for rank in range(1, 9001)]
    return {
        f"article-{number}": {
            tag: [
                ALPHABETS[tag][3].join(draw.choices(words[tag], weights, k=15))
                for _ in range(sentences)
            ]
            for tag in LANGUAGES
        }
        for number in range(articles)
    }


def write_ours(folder: Path, slug: str, versions: dict[str, list[str]]) -> Summary:
    """An article's text as the site has it."""
    editions = [
        {"language": tag, "title": lines[0], "text": lines, "marks": {}}
        for tag, lines in versions.items()
    ]
    place = folder / search.folder(slug) / "index.js"
    place.parent.mkdir(parents=True)
    place.write_bytes(search.script({"date": "", "keys": [], "editions": editions}))
    titles = {tag: Line(lines[0], tag) for tag, lines in versions.items()}
    return Summary(slug, slug, "", "en", LANGUAGES, titles, {}, {}, {}, {})


def write_page(folder: Path, slug: str, versions: dict[str, list[str]]) -> None:
    """An article's page for Pagefind."""
    hints = " ".join(sorted(keys(" ".join(versions["ko"] + versions["zh-Hans"]))))
    body = "".join(
        f"<p lang={tag}>{escape(line)}</p>" for tag, lines in versions.items() for line in lines
    )
    (folder / f"{slug}.html").write_text(
        f"<!doctype html><html lang=en><title>{slug}</title><main data-pagefind-body"
        f' data-ix="{hints}" data-pagefind-index-attrs="data-ix">{body}</main></html>'
    )


def size(folder: Path) -> str:
    """Files and megabytes below a folder."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return f"{len(sizes)} files, {sum(sizes) / 1e6:.1f} MB"


def main() -> None:
    """Measures both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=500)
    articles = texts(parser.parse_args().articles)
    with tempfile.TemporaryDirectory() as name:
        site, update, pages = (Path(name) / each for each in ("site", "update", "pages"))
        summaries = {slug: write_ours(site, slug, each) for slug, each in articles.items()}
        start = time.perf_counter()
        search.update(site, None, summaries)
        whole = time.perf_counter() - start
        print(f"ours:     {len(articles)} articles in {whole:.2f} s; {size(site)}")
        pages.mkdir()
        for slug, each in articles.items():
            write_page(pages, slug, each)
        start = time.perf_counter()
        command = [sys.executable, "-m", "pagefind", "--site", str(pages), "--quiet"]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        theirs = time.perf_counter() - start
        print(f"Pagefind: {len(articles)} articles in {theirs:.2f} s; {size(pages / 'pagefind')}")
        print(f"          ours: {theirs / whole:.2f} times its speed")
        slug = next(iter(summaries))
        shutil.copytree(site / search.folder(slug), update / search.folder(slug))
        start = time.perf_counter()
        search.update(update, site, summaries, [slug])
        again = time.perf_counter() - start
        print(f"ours:     one changed article in {again:.2f} s, {whole / again:.0f} times as fast")


if __name__ == "__main__":
    main()
