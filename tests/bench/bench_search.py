"""Building the search index beside Pagefind, on pages with the same sentences.

    python -m tests.bench.bench_search [--articles N] [--pages N] [--browser]

Pagefind gets one page an article, with all three languages and, so that it too finds parts of
Korean and Chinese words, their bigrams in an indexed attribute. Then ours when one article has
changed. The last lines are what readers wait for in Chromium, on a site of so many pages that was
opened from the disk (``--browser``: only these): from the last key, without the 200 ms in which the
script waits for another, until the articles are shown.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.support.browsers import browser_program
from workflow.languages.orthography.folding import keys
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
)
from workflow.site import Article, publish
from workflow.site.lines import Line
from workflow.site.lists import search
from workflow.site.summary import Summary

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


def article(slug: str, number: int, versions: dict[str, list[str]]) -> Article:
    """An article as the site gets it: a headline, and paragraphs of four sentences."""
    lines = versions["en"]
    places = [(0, 0), *((1 + at // 4, at % 4) for at in range(len(lines) - 1))]
    kinds = [BlockKind.HEADLINE, *[BlockKind.PARAGRAPH] * places[-1][0]]
    segments = tuple(
        Segment(f"k{at}", line, " ", f"seeds/{slug}.txt", 1, block, place, kinds[block], "en")
        for at, (line, (block, place)) in enumerate(zip(lines, places, strict=True))
    )
    blocks = tuple(
        Block(kind, " ".join(each.text for each in segments if each.block == at), at + 1)
        for at, kind in enumerate(kinds)
    )
    entries = {
        tag: {
            line: Entry(line, text, State.REVIEWED)
            for line, text in zip(lines, versions[tag], strict=True)
        }
        for tag in LANGUAGES[1:]
    }
    metadata = Metadata(date=f"{2010 + number % 15}-05-04")
    return Article(Document(f"seeds/{slug}.txt", slug, blocks, metadata, "en", segments), entries)


def queries(articles: dict[str, dict[str, list[str]]], number: int) -> Iterator[str]:
    """What readers ask: a word, two, a phrase, the inside of one, a slip; in every language."""
    draw = random.Random(2)  # noqa: S311 - made up, the same every time
    every = list(articles.values())
    for at in range(number):
        tag = LANGUAGES[at % 3]
        line = draw.choice(draw.choice(every)[tag])
        words = line.split() if ALPHABETS[tag][3] else [line[p : p + 2] for p in range(0, 30, 2)]
        one, other = draw.sample(words[:10], 2)
        kind = at // 3 % 5
        slip = one[:2] + one[3:] if len(one) > 4 else one
        yield (one, f"{one} {other}", f"“{line[:24].strip()}”", one[-2:], slip)[kind]


_ASK = """(query) => new Promise((done) => {
  const box = document.querySelector("#q"), told = document.querySelector("#found");
  told.textContent = "";
  const watch = new MutationObserver(() => {
    if (!told.textContent) return;
    watch.disconnect();
    requestAnimationFrame(() => done(performance.now() - start - 200));
  });
  watch.observe(told, { childList: true, characterData: true, subtree: true });
  box.value = query;
  const start = performance.now();
  box.dispatchEvent(new Event("input"));
})"""


def waits(page: Page, site: Path, asked: Sequence[str], *, cold: bool) -> list[float]:
    """Milliseconds for each query; ``cold``: each on a page just opened."""
    address = (site / "search" / "index.html").as_uri()
    found = []
    page.goto(address)
    for query in asked:
        if cold:
            page.goto("about:blank")
            page.goto(address)
        found.append(page.evaluate(_ASK, query))
    return sorted(found)


def measure_waits(pages: int) -> None:
    """Builds a site of some pages, asks it in a browser, and prints what readers wait for."""
    made = texts(-(-pages // 7))
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        given = (article(slug, at, each) for at, (slug, each) in enumerate(made.items()))
        site = publish(Project(Path(name), Settings()), given).folder
        count = sum(1 for _ in site.rglob("index.html"))
        postings = (site / "search").glob("[0-9]*/*.js")
        kilobytes = sum(path.stat().st_size for path in postings) / 1000
        print(f"browser:  {count} pages of {len(made)} articles; postings {kilobytes:.0f} kB")
        program = browser_program()
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page()
        asked = list(queries(made, 150))
        for label, cold in (("just opened", True), ("open", False)):
            found = waits(page, site, asked, cold=cold)
            half, most = found[len(found) // 2], found[len(found) * 95 // 100]
            print(
                f"          {label}: {len(found)} queries, p50 {half:.0f} ms, p95 {most:.0f} ms,"
                f" longest {found[-1]:.0f} ms"
            )
        browser.close()


def main() -> None:
    """Measures both, and what readers wait for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--browser", action="store_true")
    options = parser.parse_args()
    if not options.browser:
        measure_building(options.articles)
    measure_waits(options.pages)


def measure_building(number: int) -> None:
    """Measures how long both build."""
    articles = texts(number)
    with tempfile.TemporaryDirectory() as name:
        site, update, pages = (Path(name) / each for each in ("site", "update", "pages"))
        summaries = {slug: write_ours(site, slug, each) for slug, each in articles.items()}
        start = time.perf_counter()
        assert search.IndexUpdate(site, None, summaries).shape
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
        assert search.IndexUpdate(update, site, summaries, [slug]).shape
        again = time.perf_counter() - start
        print(f"ours:     one changed article in {again:.2f} s, {whole / again:.0f} times as fast")


if __name__ == "__main__":
    main()
