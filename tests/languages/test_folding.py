"""What search takes for the same letter, and what not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.languages.orthography import folding
from workflow.languages.orthography.folding import fold, keys
from workflow.languages.scripts import script


def test_every_character_stands_in_one_line() -> None:
    """Folding once is folding for good."""
    lines = folding.variants().split("\n")
    characters = "".join(lines)
    assert len(set(characters)) == len(characters)
    assert {script(each) for each in characters} == {"Han"}
    assert all(len(line) > 1 and fold(line) == line[0] * len(line) for line in lines)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("韓國", "韩国"), ("経済", "經濟"), ("読売", "讀賣"), ("台灣", "臺湾"), ("駅", "驛"),
        ("ｶﾞｽ", "ガス"), ("ＡＢＣ１", "abc1"), ("Ａé", "ae"),
        ("إسلام", "اسلام"), ("آسيا", "اسيا"), ("مُحَمَّد", "محمد"), ("مدرسة", "مدرسه"), ("علی", "على"),
        ("كتـــاب", "كتاب"), ("٢٠٢٦", "2026"), ("۲۰۲۶", "2026"), ("שָׁלוֹם", "שלום"),
    ],
)  # fmt: skip
def test_letters_that_are_one(one: str, other: str) -> None:
    """Standards of Chinese, Japanese forms, widths, accents, vowels and figures."""
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("国", "囯囗"), ("大", "太"), ("末", "未"), ("か", "が"), ("سلام", "سلم")]
)
def test_letters_that_are_two(one: str, other: str) -> None:
    """Likeness alone makes no variant."""
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("الميناء", "ميناء"), ("والميناء", "ميناء"), ("بالميناء", "ميناء"), ("للميناء", "ميناء"),
        ("الله", "الله"), ("ألم", "الم"), ("وال", "وال"),
    ],
)  # fmt: skip
def test_an_article_is_no_part_of_an_arabic_word(word: str, key: str) -> None:
    """Nor is what is written before it; where nothing would be left, the word stays."""
    assert keys(word) == {key}


@given(st.text("韓國国経驛رآإٱىةک٣ؤـًAéİßｶﾞ각กำ", max_size=12))
def test_folding_is_done_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
