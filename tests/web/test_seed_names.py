"""Names of fetched seeds: readable in any script, possible on every file system, never twice."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.web import urls

URL = "https://example.org/news/port-of-busan.html"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Xing Haiming’s visit: “Trade grows!”", "2021-12-07-xing-haimings-visit-trade-grows"),
        ("邢海明大使会见韩国经总会长", "2021-12-07-邢海明大使会见韩国经总会长"),
        ("हिन्दी में समाचार", "2021-12-07-हिन्दी-में-समाचार"),
        ("أخبار اليوم", "2021-12-07-أخبار-اليوم"),
        ("../../etc/passwd\0", "2021-12-07-etc-passwd"),
        ("🎉", "2021-12-07-port-of-busan"),
    ],
)
def test_a_name_is_date_and_title(title: str, name: str) -> None:
    """In the title's own script; without one, by the address."""
    assert urls.seed_name("2021-12-07", title, URL) == name


@pytest.mark.parametrize("title", ["CON", "nul", "README", "Lpt1", "COM¹"])
def test_names_that_systems_keep_for_themselves_are_avoided(title: str) -> None:
    """Windows' devices; and files named README are no seeds."""
    assert urls.seed_name("", title, URL) == f"{title.lower()}-1"


@given(st.text(max_size=400), st.sampled_from(["", "2021-12-07"]))
def test_any_title_makes_a_possible_name(title: str, date: str) -> None:
    """Nothing that a file system refuses, and no letter that is cut off its marks."""
    name = urls.seed_name(date, title, URL)
    assert 0 < len(name.encode()) <= urls.LONGEST_SEED_NAME
    assert name == unicodedata.normalize("NFC", name)
    assert all(char == "-" or unicodedata.category(char)[0] in "LMN" for char in name)
    assert not name.startswith("-")
    assert not name.endswith("-")


def test_a_long_title_is_cut_between_words() -> None:
    """Its beginning stays readable."""
    name = urls.seed_name("", "trade " * 60, URL)
    assert name.endswith("-trade")
    assert urls.seed_name("", "가" * 300, URL) == "가" * 40


def test_names_differ_in_more_than_case() -> None:
    """Some file systems know neither case nor one form of a letter from another."""
    taken = {urls.compared_seed_name(each) for each in ("Visit", "visit-2", "cafe\u0301")}
    assert urls.free_seed_name("visit", taken) == "visit-3"
    assert urls.free_seed_name("café", taken) == "café-2"
