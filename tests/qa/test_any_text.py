"""No text makes a check fail, hang, or offer a fix that it would not accept itself."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow import languages, qa
from workflow.languages import tables
from workflow.model import Entry, State

CHECKS = qa.all_checks()
TARGETS = ("ko", "zh-Hans", "en", "fr", "ja")
PIECES = (
    '양국 교역이 늘었다|을(를)|  | ,|，|。|.|..|“|”|"|(|）|<g1>|</g1>|<x2/>|2,021|１２|3.5억|周一'
    "|12月31日|两国贸易|https://example.org/a|를|\u200b|\ufffd|&amp;|the trade of two countries"
    "|않았다|不|?|'"
).split("|")
texts = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=12).map("".join))


def _examples() -> Iterator[str]:
    """Yield what the rows of the languages' tables find, a number for ``#``."""
    for path in sorted(Path(languages.__path__[0]).glob("??/*.tsv")):
        for row in tables.read(f"workflow.languages.{path.parent.name}", path.name):
            for example in (row.get("right") or "").split(" / "):
                yield example.replace("_", " ").replace("#", "50")


examples = st.lists(st.sampled_from([*_examples()]), max_size=5).map(" ".join)


@given(texts | examples, texts | examples, st.sampled_from(TARGETS))
def test_any_pair_can_be_checked(source: str, text: str, target: str) -> None:
    """Findings come, and each names its entry's sentence."""
    entry = Entry(source, text, State.REVIEWED)
    for finding in qa.check_entry(entry, target, (), CHECKS):
        assert finding.source == source
        assert finding.message


@given(texts, texts, st.sampled_from(TARGETS))
def test_fixes_come_to_an_end(source: str, text: str, target: str) -> None:
    """Fix after fix, none comes back to a text that was there before."""
    seen = {text}
    for _ in range(20):
        entry = Entry(source, text, State.DRAFT)
        found = qa.check_entry(entry, target, (), CHECKS)
        fix = next((finding.fix for finding in found if finding.fix), None)
        if fix is None:
            return
        assert fix not in seen
        seen.add(fix)
        text = fix
    pytest.fail(f"no end: {seen}")


@pytest.mark.parametrize(
    "piece", [*PIECES, " ", "a", "1", "가", "一", "<", "&", "@", "noqa: a, ", "\n"]
)
def test_no_text_is_too_long(piece: str) -> None:
    """Anything is looked at in linear time: a quadratic check would take minutes."""
    many = piece * (40_000 // len(piece))
    for target, (source, text) in product(
        ("ko", "zh-Hans"), ((many, "짧다."), ("1. Not so.", many))
    ):
        list(qa.check_entry(Entry(source, f"x{text}x", State.REVIEWED), target, (), CHECKS))


def test_no_word_is_too_long() -> None:
    """Ten times as long, as data without a space can be: what is quadratic would take an hour."""
    many = "a" * 400_000
    for source, text in ((many, "짧다."), ("Not so.", many)):
        list(qa.check_entry(Entry(source, text, State.REVIEWED), "ko", (), CHECKS))
