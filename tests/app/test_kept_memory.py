"""What a command keeps of each article until it ends is small, and comes out as it went in."""

from __future__ import annotations

import random
import string
import tracemalloc
from collections.abc import Callable, Iterable, Iterator
from functools import partial

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from workflow.app.checking import KeptFindings
from workflow.app.filling.draft_keeping import KeptDraft
from workflow.app.filling.left_drafts import AbandonedDrafts
from workflow.app.state.seed_report import LocaleReport, SeedReport
from workflow.model import Finding, Severity, State, say
from workflow.site.lines import Line
from workflow.site.summary import Summary
from workflow.store.compact import KeptValues, Spool
from workflow.store.json_records import decoded, encoded

#: Articles that are kept; the first hundred fill what is shared.
_MANY = 1_000
_TARGETS = "ko", "zh-Hans"
_LETTERS = string.ascii_lowercase + "  "
_KOREAN = "가나다라마바사아자차카타파하  "


def words(number: int, letters: str, length: int) -> str:
    """A text like no other."""
    return "".join(random.Random(number).choices(letters, k=length))  # noqa: S311


def summary(number: int) -> Summary:
    """What lists keep of an article of three languages, read from what an earlier command knew."""
    name = f"2026/article-{number:05}"
    said = {"en": _LETTERS, "ko": _KOREAN, "zh-Hans": _KOREAN}
    lead = {"en": 240, "ko": 100, "zh-Hans": 80}
    made = Summary(
        name,
        name,
        f"2026-01-{number % 28 + 1:02}",
        "en",
        tuple(said),
        {tag: Line(words(number, letters, 40), tag) for tag, letters in said.items()},
        {},
        {tag: Line(words(-number, letters, lead[tag]), tag) for tag, letters in said.items()},
        {tag: {State.DRAFT: 20} for tag in _TARGETS},
        {"kef": 1 + number % 3},
        modified=dict.fromkeys(said, "2026-11-20"),
        tags=(f"Tag {number % 7}", f"Tag {number % 5}"),
    )
    found = decoded(encoded(made), Summary)
    assert found == made
    return found


def report(number: int) -> SeedReport:
    """How far an article's translations are."""
    locales = {
        tag: LocaleReport(number % 3, 20, 0, 0, 0, 0, f"locales/{tag}/article-{number:05}.po", {})
        for tag in _TARGETS
    }
    path = f"seeds/article-{number:05}.txt"
    return SeedReport(path, path[6:-4], "en", True, "", 20 + number % 3, locales)


def findings(number: int) -> Iterator[Finding]:
    """One for each language of an article."""
    for tag in _TARGETS:
        path, line = f"locales/{tag}/article-{number:05}.po", number % 90 + 1
        message = say("“{text}” is not in the translation", text=words(number, _LETTERS, 8))
        yield Finding(
            "name", Severity.WARNING, path, line, message, source=words(number, _LETTERS, 90)
        )


def traced(work: Callable[[], object]) -> int:
    """Bytes that are held once some work is done, and were not before."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()


def taken(keep: Callable[[int], object]) -> float:
    """Bytes that each article takes beyond the first hundred."""

    def keep_all(numbers: range) -> None:
        for number in numbers:
            keep(number)

    keep_all(range(100))
    return traced(partial(keep_all, range(100, 100 + _MANY))) / _MANY


def test_what_is_kept_of_an_article_is_small() -> None:
    """A command over 100,000 articles keeps all of this to its end, in one process."""
    summaries: dict[str, Summary] = {}
    reports, found = KeptValues[SeedReport](SeedReport), KeptFindings()

    def add(number: int) -> None:
        nonlocal found
        found += findings(number)

    spool = Spool()

    def take(number: int) -> None:
        summaries[f"2026/article-{number:05}"] = summary(number).spooled(spool)

    assert taken(lambda number: reports.append(report(number))) < 200
    assert taken(add) < 1_000
    assert taken(take) < 1_100
    assert summaries["2026/article-00900"] == summary(900)


def test_drafts_that_a_lost_run_left_stay_on_the_disk() -> None:
    """A store has all that it was answered: of 100,000 articles, four million."""

    class Left:
        lines = Spool()

        def leave(self, lines: Iterable[bytes]) -> None:
            left.extend(lines)

        def close(self) -> None:
            pass

    def add(number: int) -> None:
        source, name = words(number, _LETTERS, 90), f"article-{number // 20:05}"
        text = words(number, _KOREAN, 40)
        draft = KeptDraft(name, "ko", source, text, "m/1", (), "", "2026-11-20", redo=False)
        Left.lines.append(msgspec.json.encode(draft))

    left: list[bytes] = []
    found: list[AbandonedDrafts] = []
    spooled = taken(add)
    noted = traced(lambda: found.append(AbandonedDrafts(Left()))) / len(Left.lines)
    assert spooled + noted < 80
    (abandoned,) = found
    sources = [each.source for each in abandoned.of("article-00030", "ko")]
    assert sources == [words(at, _LETTERS, 90) for at in range(600, 620)]
    abandoned.forget("article-00030", "ko")
    assert "article-00030" not in abandoned
    abandoned.settle()
    assert len(left) == 100 + _MANY - len(sources)


_TEXT = st.text(st.characters(codec="utf-8"), max_size=20)


@given(st.lists(st.tuples(_TEXT, st.integers(0, 99)), max_size=20))
def test_values_come_out_as_they_went_in(values: list[tuple[str, int]]) -> None:
    kept = KeptValues[tuple[str, int]](tuple[str, int])
    for each in values:
        kept.append(each)
    assert kept == values
    assert kept[1:] == values[1:]
    assert len(kept) == len(values)
    kept.sort(lambda each: each[1])
    assert list(kept) == sorted(values, key=lambda each: each[1])
