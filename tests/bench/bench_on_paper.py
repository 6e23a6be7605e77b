"""What 100,000, a million and ten million articles would take: reckoned from measured costs.

    python -m tests.bench.bench_on_paper [--articles N ...] [--hours N]

Nothing is run. What was measured, and what is assumed, stands below with where it comes from;
docs/scale.md has the table.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

#: An article: sentences, and languages that it goes into.
SENTENCES, TARGETS = 20, 2
# Measured on one busy core of an AMD EPYC, see docs/scale.md.
#: Seconds of processor time that an article takes in `translate` with an engine that costs nothing,
#: and in `run` beyond that: checking, pages and downloads, which all processors of a machine share.
TRANSLATE, REST = 0.022, 0.051
#: Kilobytes of an article's PO files, the same packed by git, its seed, and ``.workflow/``.
PO, PACKED, SEED, STATE = 18.0, 8.9, 1.6, 36.5
#: Files and kilobytes of the site an article, with all downloads and with ``outputs = []``.
SITE = {"all": (26.0, 243.9), "pages": (10.0, 139.6)}
#: Pages among them, which stand in the sitemap.
PAGES = 7.3
#: Drafts a second: of a small model (Argos) on a core; that one coordinator takes in from `llm`.
SMALL, FROM_LLM = 15.0, 940.0
#: Gigabytes of the first process of a run; at most more for a million articles (docs/scale.md).
MEMORY, MORE = 0.26, 9.8
# Assumed, not measured.
#: Drafts a second of a 7B model on one card of 80 GB: 60 tokens each, at 2,500 tokens a second.
LARGE = 2_500 / 60
#: Dollars: a core and a card for an hour; a gigabyte for a month; a million files put.
CORE, CARD, MONTH, PUT = 0.04, 2.50, 0.023, 5.00
#: How much of the time a coordinator is busy.
LOAD = 0.8
#: Gigabytes, packed, and files that a git repository still bears with all commands in seconds.
GIT_SIZE, GIT_FILES = 5.0, 1_000_000
#: Addresses that a sitemap may hold (sitemaps.org).
SITEMAP = 50_000


@dataclass(frozen=True)
class Paper:
    """Some articles, to be done within some hours."""

    articles: int
    hours: float

    @property
    def drafts(self) -> int:
        """Sentences in all languages."""
        return self.articles * SENTENCES * TARGETS

    @property
    def seconds(self) -> float:
        """Of a coordinator's time."""
        return self.hours * 3600 * LOAD

    @property
    def coordinators(self) -> int:
        """Processes that merge and write."""
        return ceil(self.articles * TRANSLATE / self.seconds)

    @property
    def cores(self) -> int:
        """Processors that check and publish."""
        return ceil(self.articles * REST / self.seconds)

    @property
    def shards(self) -> int:
        """Repositories of git."""
        size = self.articles * (PACKED + SEED / 2) / 1e6
        files = self.articles * (TARGETS + 1)
        return max(ceil(size / GIT_SIZE), ceil(files / GIT_FILES), self.coordinators)

    def per(self, drafts: float) -> float:
        """Hours of something that makes so many drafts a second."""
        return self.drafts / drafts / 3600


def amount(value: float, unit: str = "") -> str:
    """Word a number: 3,600,000 is 3.6 M."""
    for factor, letter in ((1e9, "G"), (1e6, "M"), (1e3, "k")):
        if value >= 10 * factor or (value >= factor and letter != "k"):
            return f"{value / factor:,.{0 if value >= 10 * factor else 1}f} {letter}{unit}"
    return f"{value:,.0f} {unit}".strip()


def site(of: str) -> Callable[[Paper], str]:
    """Word the size of a site."""
    files, size = SITE[of]
    return lambda p: f"{amount(p.articles * files)} files, {amount(p.articles * size * 1e3, 'B')}"


def small(paper: Paper) -> str:
    """Word what a small model costs."""
    hours = paper.per(SMALL)
    return f"{hours:,.0f} core hours, ${hours * CORE:,.0f}; {ceil(hours / paper.hours)} cores"


def large(paper: Paper) -> str:
    """Word what a 7B model costs."""
    hours = paper.per(LARGE)
    return f"{hours:,.0f} card hours, ${hours * CARD:,.0f}; {ceil(hours / paper.hours)} cards"


ROWS: dict[str, Callable[[Paper], str]] = {
    "drafts, at two languages": lambda p: amount(p.drafts),
    "coordinators, which merge and write": lambda p: str(p.coordinators),
    "coordinators with `llm`": lambda p: str(ceil(p.drafts / FROM_LLM / p.seconds)),
    "cores that check and publish": lambda p: str(p.cores),
    "memory of a command over all of them": lambda p: f"{MEMORY + MORE * p.articles / 1e6:,.1f} GB",
    "PO files": lambda p: f"{amount(p.articles * TARGETS)}, {amount(p.articles * PO * 1e3, 'B')}",
    "packed by git": lambda p: amount(p.articles * PACKED * 1e3, "B"),
    "`.workflow/`": lambda p: amount(p.articles * STATE * 1e3, "B"),
    "shards, a repository each": lambda p: str(p.shards),
    "site, all downloads": site("all"),
    "site, `outputs = []`": site("pages"),
    "sitemaps": lambda p: f"{ceil(p.articles * PAGES / SITEMAP):,}",
    "object store, pages alone": lambda p: (
        f"${p.articles * SITE['pages'][0] / 1e6 * PUT:,.0f} to put,"
        f" ${p.articles * SITE['pages'][1] / 1e6 * MONTH:,.2f} a month"
    ),
    "small model on cores (Argos)": small,
    "7B model on cards (vLLM)": large,
}


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--articles", type=int, nargs="*", default=[10**5, 10**6, 10**7])
    parser.add_argument("--hours", type=float, default=24.0)
    options = parser.parse_args()
    papers = [Paper(number, options.hours) for number in options.articles]
    print(f"| within {options.hours:g} hours | {' | '.join(f'{p.articles:,}' for p in papers)} |")
    print("|---" * (len(papers) + 1) + "|")
    for name, shown in ROWS.items():
        print(f"| {name} | {' | '.join(map(shown, papers))} |")


if __name__ == "__main__":
    main()
