"""What can be recognised in a text and its translation: sounds, words, markup, anchors."""

from __future__ import annotations

import pytest

from tests.support.texts import segments
from workflow.alignment.anchors import find
from workflow.alignment.sounds import consonants
from workflow.alignment.tags import fitted
from workflow.alignment.words import notions
from workflow.model import Markup, MarkupKind, TermType, TermUse


@pytest.mark.parametrize(
    "names",
    [
        ("Haiming", "하이밍", "海明"),
        ("Russell", "러셀", "拉塞尔"),
        ("Washington", "워싱턴", "华盛顿"),
        ("Winehouse", "와인하우스", "怀恩豪斯"),
        ("Hannah", "한나", "汉娜"),
        ("Obama", "오바마", "奥巴马"),
        ("Sakura", "さくら"),
        ("Ångström", "옹스트룀"),
    ],
    ids=lambda names: names[0],
)
def test_a_name_sounds_alike_in_every_script(names: tuple[str, ...]) -> None:
    """Spelling, vowels and doubled letters do not matter."""
    assert len({consonants(name) for name in names}) == 1


def test_different_names_sound_different() -> None:
    """Otherwise sounds would say nothing."""
    assert len({consonants(name) for name in ("Obama", "Merkel", "Putin", "Trudeau")}) == 4


def test_common_words_are_known_in_three_languages() -> None:
    """One row of the table, whichever language a sentence is in."""
    english = notions("But the court didn't agree yesterday.", "en")
    korean = notions("그러나 법원은 어제 동의하지 않았다.", "ko")
    chinese = notions("但法院昨天没有同意。", "zh-Hans")
    assert len(english & korean & chinese) >= 5


def test_a_language_without_a_column_has_no_common_words() -> None:
    """Nothing is guessed."""
    assert notions("Aber das Gericht stimmte nicht zu.", "de") == frozenset()


def test_english_words_are_matched_whole() -> None:
    """``mayor`` is not ``may``."""
    assert notions("mayor", "en") != notions("may", "en")


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("About 1.2 billion people.", "약 12억 명이다."),
        ("The ASCI White computer.", "컴퓨터 ASCI White."),
        ("Is that so?", "그렇습니까？"),
        ("Washington sang.", "워싱턴이 노래했다."),
        ("It ended yesterday.", "어제였다."),
    ],
    ids=["number", "latin", "mark", "name", "word"],
)
def test_each_kind_of_anchor_is_found(source: str, target: str) -> None:
    """The sentence that shares it is told from the one that does not."""
    anchors = find(segments("en", "Nothing else", source), segments("ko", target, "가나다"), ())
    assert any((each.source, each.target) == ({1}, {0}) for each in anchors)


def test_a_glossary_term_is_an_anchor_in_each_accepted_form() -> None:
    """A later mention is recognised as well."""
    use = TermUse("x", TermType.PERSON, "Xing", 0, 4, "싱하이밍(邢海明)", accepted=("싱 대사",))
    source = segments("en", "Xing came.", "All left.")
    target = segments("ko", "모두 갔다.", "싱 대사가 왔다.")
    anchors = find(source, target, ((use,), ()))
    assert any((each.source, each.target) == ({0}, {1}) for each in anchors)


def test_what_stands_everywhere_says_little() -> None:
    """A number in one sentence weighs more than one that is in all of them."""
    source = segments("en", "In 2021 and 38.", "In 2021.", "In 2021.")
    target = segments("ko", "2021년 38.", "2021년.", "2021년.")
    weights = {frozenset(each.source): each.weight for each in find(source, target, ())}
    assert weights[frozenset({0})] > weights[frozenset({0, 1, 2})]


BOLD = [Markup("g1", MarkupKind.STRONG), Markup("x2", MarkupKind.CODE, "make")]


def test_markup_gets_the_names_of_the_source() -> None:
    """A translation's placeholders are numbered by its own paragraph."""
    found = fitted(
        "<g1>Run</g1> <x2/>",
        "<x7/> <g8>실행</g8>",
        BOLD,
        [Markup("x7", MarkupKind.CODE, "make"), Markup("g8", MarkupKind.STRONG)],
    )
    assert found == "<x2/> <g1>실행</g1>"


def test_markup_that_the_source_does_not_have_is_left_out() -> None:
    """The words stay, also those of code."""
    assert fitted("Run make", "<g1>실행</g1> <x2/>", (), BOLD) == "실행 make"
