"""What a pattern needs: no text in which it finds something is without its cues."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.languages.cues import AnyOf, Cued, cues, small

PATTERNS = [
    re.compile(each, flags)
    for each, flags in (
        (r"(?i:kill|wound)(?:ed|s)? (?:at least )?\d+", 0),
        (r"\b(?:one|two)\b(?: or more)?|\d+(?<!0) dead", re.IGNORECASE),
        (r"(?P<a>사망|숨[진졌])자? ?\d|死[了者]?", 0),
        (r"(?:x|yz)+(?:abc){0,2}[^b]", re.IGNORECASE),
        (r"from (?!here)(?:.{0,4}?) to\b", re.IGNORECASE),
    )
]


@settings(max_examples=40)
@given(st.data())
def test_a_pattern_is_tried_wherever_it_finds_something(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(PATTERNS) - 1))
    text = data.draw(st.text(max_size=4)) + data.draw(st.from_regex(PATTERNS[at]))
    assert at in Cued(PATTERNS).within(text)
    found, places = PATTERNS[at].search(text), Cued([PATTERNS[at]]).places(text)
    assert found
    assert not places or any(found.start() <= each < found.end() for each in places[0])


@settings(max_examples=40)
@given(st.data())
def test_several_patterns_find_what_one_of_all_of_them_would(data: st.DataObject) -> None:
    parts = (st.sampled_from(PATTERNS).flatmap(st.from_regex), st.text(max_size=4))
    text = "".join(data.draw(st.lists(st.one_of(*parts), max_size=4)))
    joined = re.compile("|".join(f"(?:{each.pattern})" for each in PATTERNS[:1] + PATTERNS[2:3]))
    found, told = joined.search(text), AnyOf([PATTERNS[0], PATTERNS[2]]).search(text)
    assert (found and found.span()) == (told and told.span())


@pytest.mark.parametrize(
    ("pattern", "needed"),
    [
        ("(?:were )?killed", {"killed"}),
        ("a|[bc]d", set()),
        ("(?:dead|)x?", set()),
        ("中|里", {"中", "里"}),
        ("[^中里]", set()),
        ("x|['\"]", set()),
        ("['\"“]", {"'", '"', "“"}),
    ],
)
def test_only_what_every_find_has_is_needed(pattern: str, needed: set[str]) -> None:
    assert cues(re.compile(pattern)) == needed


@pytest.mark.parametrize("text", ["K\u0130LLED", "k\u0131lled", "\u212aILLED"])
def test_letters_that_are_one_where_case_is_ignored(text: str) -> None:
    pattern = re.compile("killed", re.IGNORECASE)
    assert pattern.search(text)
    assert Cued([pattern]).within(text) == [0]
    assert re.search("killed", small(text))


def test_a_text_without_cues_is_tried_with_what_has_none() -> None:
    assert Cued([re.compile("kill"), re.compile(r"\d"), re.compile("die")]).within("They die.") == [
        1,
        2,
    ]
