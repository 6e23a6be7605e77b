"""Korean particles after known words."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.texts import agreed
from workflow.languages import pack
from workflow.languages.orthography.particles import Agreement, Particles
from workflow.languages.tables import Row, read

particles = pack("ko").particles

NAMES = {
    "싱하이밍(邢海明)": "", "손경식": "", "경총": "", "한국경영자총협회(경총)": "", "시진핑": "",
    "서울": "", "리커창": "", "도널드 트럼프": "", "바이든": "", "KEF": "", "LG": "", "왕이": "",
    "네이멍구": "", "롯데호텔": "", "허난": "", "싱 대사": "", "손 회장": "", "보잉": "", "3M": "",
    "SK하이닉스": "", "OPEC": "오펙",
    "Apple": "애플", "邢海明": "싱하이밍", "2021": "", "100": "", "IBM": "", "한화솔루션": "",
    "비율 38%": "",
}  # fmt: skip
PARTICLES = ("은", "이", "을", "과", "으로", "이라고", "이라는", "이었다", "이나",
             "으로부터", "으로서의", "과의",
             "이라며", "이든", "이야말로", "으로도", "이었던")  # fmt: skip


@pytest.mark.parametrize(
    ("word", "particle", "expected"),
    [
        ("싱하이밍(邢海明)", "는", "싱하이밍(邢海明)은"),
        ("한국경영자총협회(경총)", "은", "한국경영자총협회(경총)는"),
        ("서울", "으로", "서울로"),
        ("허난", "로", "허난으로"),
        ("KEF", "을", "KEF를"),
        ("SK", "으로", "SK로"),
        ("IBM", "가", "IBM이"),
        ("LG", "이", "LG가"),
        ("URL", "으로", "URL로"),
        ("10", "가", "10이"),
        ("2019", "은", "2019는"),
        ("1,000", "는", "1,000은"),
        ("10000", "가", "10000이"),
        ("3.0", "는", "3.0은"),
        ("38%", "은", "38%는"),
        ("10km", "은", "10km는"),
        ("5G", "은", "5G는"),
        ("대사", "이라고", "대사라고"),
        ("회장", "라는", "회장이라는"),
        ("대사", "이며", "대사며"),
        ("회장", "며", "회장이며"),
        ("대사", "이다", "대사다"),
        ("회장", "였다", "회장이었다"),
        ("서울", "으로부터의", "서울로부터의"),
        ("‘경총’", "는", "‘경총’은"),
        ("美", "은", "美는"),
        ("中", "는", "中은"),
        ("경총", "에서", "경총에서"),
    ],
)
def test_particle_follows_pronunciation(word: str, particle: str, expected: str) -> None:
    """The form of a particle follows how the word before it is read aloud."""
    assert particles.attach(word, particle) == expected


def test_reading_decides_foreign_words() -> None:
    """A given reading decides where the script does not tell, and only there."""
    assert particles.attach("OPEC", "는", "오펙") == "OPEC은"
    assert particles.attach("邢海明", "는", "싱하이밍") == "邢海明은"
    assert particles.attach("협회", "은", "오펙") == "협회는"


def test_unknown_pronunciation_changes_nothing() -> None:
    """After a word nobody knows how to read, the particle stays as it is and is called unknown."""
    assert agreed("Apple는", "Apple") == "Apple는"
    found = particles.following("Apple는", 0, 5)
    assert found.agreement is Agreement.UNKNOWN


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("경총이재명 후보", "경총"),
        ("중국가격이 올랐다", "중국"),
        ("현대로봇은", "현대"),
        ("한국은행이", "한국"),
        ("서울고 출신", "서울"),
        ("삼양라면을", "삼양"),
        ("경총 이 회사는", "경총"),
        ("경총과학관", "경총"),
        ("중국이란격", "중국"),
        ("수상자 명단", "수상"),
        ("경총에서", "경총"),
        ("경총의", "경총"),
        ("대사이며 학자", "대사"),
        ("대사이다.", "대사"),
        ("한국경영자총협회(경총)는", "경총"),
    ],
)
def test_what_only_looks_like_a_particle_stays(text: str, word: str) -> None:
    """Words that begin like a particle, and forms right either way, are left alone."""
    assert agreed(text, word) == text


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("<g1>경총</g1>는 말했다", "경총", "<g1>경총</g1>은 말했다"),
        ("‘경총’를", "경총", "‘경총’을"),
        ("경총(KEF)를 찾았다", "경총", "경총(KEF)을 찾았다"),
        ("경총라고 했다", "경총", "경총이라고 했다"),
        ("경총로서의", "경총", "경총으로서의"),
        ("대사이었다", "대사", "대사였다"),
        ("경총다.", "경총", "경총이다."),
        ("경총는커녕", "경총", "경총은커녕"),
        ("서울으로는", "서울", "서울로는"),
        ("경총와는", "경총", "경총과는"),
        ("대사이라도", "대사", "대사라도"),
    ],
)
def test_wrong_particle_is_mended(text: str, word: str, expected: str) -> None:
    """A wrong particle is mended across markup, quotation marks and brackets."""
    assert agreed(text, word) == expected


def test_random_names_survive_a_round_trip() -> None:
    """Putting other names in and back leaves the particle as it was, in at least 99.5 %."""
    chance = random.Random(7)  # noqa: S311
    trials = good = 0
    for _ in range(4000):
        word, other = chance.choice(list(NAMES)), chance.choice(list(NAMES))
        particle = chance.choice(PARTICLES)
        text = f"어제 {particles.attach(word, particle, NAMES[word])} 회의"
        there = particles.replace(text, (3, 3 + len(word)), other, NAMES[other])
        back = particles.replace(there, (3, 3 + len(other)), word, NAMES[word])
        expected = particles.attach(other, particle, NAMES[other])
        trials += 1
        good += back == text and there == f"어제 {expected} 회의"
    assert good / trials >= 0.995


syllables = st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3)


@given(st.text(syllables, min_size=2, max_size=5), st.sampled_from(PARTICLES))
def test_attached_particle_agrees(word: str, particle: str) -> None:
    """What was attached by the rules needs no repair, and repair changes it no more."""
    text = particles.attach(word, particle)
    assert particles.agree(text, [(0, len(word), "")]) == text


@given(st.text(st.sampled_from("경총싱대사은는이가을를라고며로 .,()<g1>/"), max_size=30))
def test_agreement_is_idempotent(text: str) -> None:
    """Mending twice is mending once, whatever the text."""
    known = ("경총", "싱 대사", "대사")
    once = agreed(text, *known)
    assert agreed(once, *known) == once


@given(st.text(max_size=40))
def test_text_without_the_word_stays(text: str) -> None:
    """Text in which no known word stands comes back as it is."""
    if "경총" not in text:
        assert agreed(text, "경총") == text


def _examples(column: str) -> list[object]:
    """The examples of the table with the places where their nouns end."""
    return [
        pytest.param(row, example, id=f"{row['form']}: {example}")
        for row in read("workflow.languages.ko", "particles.tsv")
        for example in row[column].split(" / ")
    ]


@pytest.mark.parametrize(("row", "example"), _examples("right"))
def test_a_row_is_found_in_its_right_example(row: Row, example: str) -> None:
    """What the table calls right is a particle that agrees, or may stand on a noun."""
    noun, _, rest = example.partition("|")
    if row["vowel"]:
        found = particles.following(noun + rest, 0, len(noun))
        assert found.agreement is Agreement.RIGHT
        assert found.found in (row["form"], row["vowel"])
    assert particles.end_noun(noun + rest, len(noun))


@pytest.mark.parametrize(("row", "example"), _examples("wrong"))
def test_a_row_is_not_found_in_its_wrong_example(row: Row, example: str) -> None:
    """What the table calls wrong is another word, in which nothing is a particle."""
    noun, _, rest = example.partition("|")
    assert particles.following(noun + rest, 0, len(noun)).agreement is Agreement.NONE
    assert row["vowel"] or not particles.end_noun(noun + rest, len(noun))


def test_a_language_without_particles_has_none() -> None:
    """The neutral particles change nothing and find nothing."""
    none = Particles()
    assert none.attach("KEF", "은") == "KEF은"
    assert none.replace("KEF은", (0, 3), "경총") == "경총은"
    assert none.following("경총은", 0, 2).agreement is Agreement.NONE


def _rows(column: str) -> list[tuple[str, str]]:
    rows = read("workflow.languages.ko", "disagreements.tsv")
    return [(word, row["right"]) for row in rows for word in row[column].split(" / ")]


@pytest.mark.parametrize(("word", "right"), _rows("wrong"))
def test_a_wrong_form_is_told_at_the_end_of_any_word(word: str, right: str) -> None:
    """Each row of the table finds its examples."""
    assert [one.right for one in particles.impossible(word)] == [right]


@pytest.mark.parametrize(("word", "right"), _rows("fine"))
def test_words_that_only_look_so_are_left_in_peace(word: str, right: str) -> None:
    """None does what its counter-examples warn of."""
    assert not list(particles.impossible(word))


@pytest.mark.parametrize(
    ("one", "other", "bare"),
    [
        ("마켓을", "시장을", ("마켓", "시장")),
        ("경영연이", "경총이", ("경영연", "경총")),
        ("사과나무는", "감귤은", ("사과나무", "감귤")),
        ("김해의 마켓을", "김해의 시장을", ("김해의 마켓", "김해의 시장")),
        ("시장을", "시장이", ("시장을", "시장이")),
        ("열었다", "닫았다", ("열었다", "닫았다")),
        ("나이", "차이", ("나이", "차이")),
        ("회의", "모임", ("회의", "모임")),
    ],
)
def test_two_nouns_lose_the_particle_that_both_have(
    one: str, other: str, bare: tuple[str, str]
) -> None:
    """What one is put for the other of; a verb, another particle or one letter stays."""
    assert pack("ko").particles.bare(one, other) == bare
    assert pack("en").particles.bare("markets", "bazaars") == ("markets", "bazaars")
