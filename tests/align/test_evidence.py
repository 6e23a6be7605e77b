"""What can be recognised in a text and its translation: sounds, words, markup, anchors."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.texts import segments
from workflow.align import fit_markup
from workflow.align.anchors import MARK, NAME, NUMBER, WORD, Anchor, Odds, find
from workflow.languages.meaning.notions import notions
from workflow.languages.orthography.sounds import consonants
from workflow.languages.tables import read
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


@pytest.mark.parametrize("word", ["agree", "agrees", "agreed", "agreeing"])
def test_english_words_are_known_whatever_their_ending(word: str) -> None:
    """The table has dictionary forms."""
    assert notions("agree", "en") <= notions(f"They {word} now.", "en")


@pytest.mark.parametrize("words", ["foreign minister", "foreign ministers"])
def test_english_phrases_are_known_whatever_the_ending_of_their_second_word(words: str) -> None:
    """The table has phrases of two words."""
    alone = notions("foreign", "en") | notions("minister", "en")
    assert (notions(words, "en") - alone) & notions("외무장관", "ko") & notions("外长", "zh-Hans")


def test_a_korean_stem_of_one_syllable_begins_a_word() -> None:
    """It stands inside many others."""
    assert notions("nose", "en") & notions("코 수술", "ko")
    assert not notions("nose", "en") & notions("멕시코 여행", "ko")


def test_the_table_of_words_is_whole() -> None:
    """Each row has words in each language, none twice and none that is too short to tell."""
    for row in read("workflow.languages", "notions.tsv"):
        for words in (cell.split("|") for cell in row.values()):
            assert all(word.strip() for word in words), row
            assert len(set(words)) == len(words), row


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
    """A number in one sentence weighs more than one that is in most of them."""
    source = segments("en", "In 2021 and 38.", "In 2021.", "In 2021.", "No.")
    target = segments("ko", "2021년 38.", "2021년.", "2021년.", "아니다.")
    odds = Odds(find(source, target, ()), len(source), len(target))
    assert odds(0, 1, 0, 1) > odds(1, 1, 1, 1) > 0


def test_what_only_one_of_two_sentences_has_speaks_against_them() -> None:
    """Its counterpart stands elsewhere."""
    source = segments("en", "It weighs 38 kilograms.", "It is red.", "It is blue.")
    target = segments("ko", "무게는 38킬로그램이다.", "빨간색이다.", "파란색이다.")
    odds = Odds(find(source, target, ()), len(source), len(target))
    assert odds(0, 1, 0, 1) > 0 > odds(0, 1, 1, 1)
    assert odds(1, 1, 0, 1) < 0


_anchors = st.builds(
    Anchor,
    st.frozensets(st.integers(0, 4), min_size=1),
    st.frozensets(st.integers(0, 5), min_size=1),
    st.sampled_from([NUMBER, MARK, NAME, WORD]),
)


@given(st.lists(_anchors, max_size=8), st.integers(0, 4), st.integers(0, 5), st.data())
def test_evidence_does_not_depend_on_which_text_is_the_source(
    anchors: list[Anchor], i: int, j: int, data: st.DataObject
) -> None:
    """What speaks for two runs of sentences is the same from either side."""
    a, b = data.draw(st.integers(1, 5 - i)), data.draw(st.integers(1, 6 - j))
    one = Odds(anchors, 5, 6)
    other = Odds([anchor.turned() for anchor in anchors], 6, 5)
    assert one(i, a, j, b) == pytest.approx(other(j, b, i, a))
    assert one.bare(i, a, j, b) == other.bare(j, b, i, a)


BOLD = [Markup("g1", MarkupKind.STRONG), Markup("x2", MarkupKind.CODE, "make")]


def test_markup_gets_the_names_of_the_source() -> None:
    """A translation's placeholders are numbered by its own paragraph."""
    found = fit_markup(
        "<g1>Run</g1> <x2/>",
        "<x7/> <g8>실행</g8>",
        BOLD,
        [Markup("x7", MarkupKind.CODE, "make"), Markup("g8", MarkupKind.STRONG)],
    )
    assert found == "<x2/> <g1>실행</g1>"


def test_markup_that_the_source_does_not_have_is_left_out() -> None:
    """The words stay, also those of code."""
    assert fit_markup("Run make", "<g1>실행</g1> <x2/>", (), BOLD) == "실행 make"
