"""What each format costs, beside the pages of the same articles in the same run.

    python -m tests.bench.bench_outputs [--articles N] [--sentences N]

Processor time of one article: its seven pages, then its files in each format. PDF, which starts
Chromium for every file, is measured on one page, in seconds.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path

from tests.bench.bench_site import TERM, article
from workflow.model import Project, Settings
from workflow.site import outputs
from workflow.site.article_pages import PageRenderer
from workflow.site.body.highlights import Termbase
from workflow.site.publication import Publication
from workflow.site.summarizing import summarize
from workflow.site.theming.theme import Theme


def milliseconds(work: Callable[[], object]) -> float:
    """Processor time, the best of three."""
    times = []
    for _ in range(3):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return 1000 * min(times)


def main() -> None:
    """Measures pages, then every format."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=30)
    parser.add_argument("--sentences", type=int, default=20)
    options = parser.parse_args()
    project = Project(Path("/nowhere"), Settings(site_url="https://example.org/"))
    pages = PageRenderer(project, Theme(project), Termbase([TERM]), editor=False)
    articles = [article(number, options.sentences) for number in range(options.articles)]

    def prepare() -> list[Publication]:
        order = ("ko", "zh-Hans")
        return [pages.publication(a, summarize(a, a.document.name, order)) for a in articles]

    def cost(work: Callable[[Publication], object]) -> float:
        made = [prepare() for _ in range(3)]
        return milliseconds(lambda: [work(each) for each in made.pop()]) / len(articles)

    baseline = milliseconds(prepare) / len(articles) + cost(lambda each: list(pages.article(each)))
    print(f"7 pages of {options.sentences} sentences: {baseline:.1f} ms an article")
    for name in Settings().outputs:
        chosen = outputs.load([name])
        files = list(outputs.files(prepare()[0], chosen, print))
        spent = cost(lambda each, chosen=chosen: list(outputs.files(each, chosen, print)))
        size = sum(len(each.data) for each in files) / 1000
        print(
            f"{name}: {len(files)} files, {size:.0f} kB, {spent:.1f} ms an article,"
            f" {spent / baseline:.2f} of its pages"
        )
    (pdf,) = outputs.load(["pdf"])
    start = time.perf_counter()
    data = pdf(prepare()[0], ("en", "ko", "zh-Hans"))
    print(f"pdf: {len(data) / 1000:.0f} kB, {time.perf_counter() - start:.1f} s a page")


if __name__ == "__main__":
    main()
