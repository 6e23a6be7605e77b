"""Changed facts between two sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.memory.facts import changes

_TEXTS = st.lists(
    st.sampled_from(["the ", "talks ", "30", " ", "회담", "开始", "了。", "!", "e\u0301", "\n"])
).map("".join)


@given(_TEXTS)
def test_the_same_sentence_has_no_changes(text: str) -> None:
    """Whatever is in it."""
    for language in ("en", "ko", "zh-Hans", "de"):
        assert changes(text, text, language, names=str.split) == ()


@pytest.mark.parametrize(
    ("language", "old", "new"),
    [
        ("en", "The Government met on Monday.", "On Monday the government met."),
        ("en", "Talks went on.", "The talks went on."),
        ("en", "Exports rose by 1,200 tons.", "Exports grew by 1200 tons."),
        ("ko", "특별 대사가 안전하게 도착했다.", "특별 대사가 안전하게 도착하였다."),
        ("zh-Hans", "特别代表非常高兴地说。", "特别代表非常高兴地表示。"),
    ],
)
def test_other_changes_lower_nothing(language: str, old: str, new: str) -> None:
    """Case, order, spelling of the same number, characters that also occur in negations."""
    assert changes(old, new, language) == ()


def test_markup_is_no_fact() -> None:
    """The numbers of placeholders are not numbers."""
    assert changes("See <g1>this</g1>.", "See <g2>this</g2>.", "en") == ()
