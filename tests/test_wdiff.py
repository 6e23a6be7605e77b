"""Differences between two versions of a sentence."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workflow.wdiff import Change, difference, marked, parsed

_TEXTS = st.lists(
    st.sampled_from(["the ", "talks ", "30", " ", "회담", "开始", "了。", "!", "e\u0301", "\n"])
).map("".join)


@given(_TEXTS, _TEXTS)
def test_a_difference_spells_out_both_sentences(old: str, new: str) -> None:
    """What is the same or gone makes the old one; the same or new, the new one."""
    steps = difference(old, new)
    assert "".join(step.text for step in steps if step.kind != "new") == old
    assert "".join(step.text for step in steps if step.kind != "gone") == new
    assert all(step.text for step in steps)


def test_differences_are_whole_words_and_single_characters() -> None:
    """Letters of a word are never torn apart; Chinese has no words to see."""
    assert difference("He sold it.", "He told it.") == (
        Change("same", "He "),
        Change("gone", "sold"),
        Change("new", "told"),
        Change("same", " it."),
    )
    assert [step.text for step in difference("会谈开始了", "会谈结束了")] == [
        "会谈", "开始", "结束", "了",
    ]  # fmt: skip


@given(_TEXTS, _TEXTS)
def test_marks_are_read_back(old: str, new: str) -> None:
    """What they mark, and what stands between them."""
    changes = difference(old, new)
    assert marked(parsed(marked(changes))) == marked(changes)
    assert [each for each in parsed(marked(changes)) if each.kind != "same"] == [
        each for each in changes if each.kind != "same"
    ]
