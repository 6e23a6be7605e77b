"""Numbers compare by value, however a language writes them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.languages import pack, tables
from workflow.qa import quantities


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1,234.5", {"1234.5"}),
        ("1.2 billion", {"1200000000"}),
        ("$3bn and £125m", {"3000000000", "125000000"}),
        ("12억 5000만", {"1250000000"}),
        ("3만 2000명", {"32000"}),
        ("1조2000억원", {"1200000000000"}),
        ("1.2万亿", {"1200000000000"}),
        ("４５％", {"45"}),
        ("2021년 12월 7일", {"2021", "12", "7"}),
        ("1조2천345억원", {"1234500000000"}),
        ("1천234만5천678명", {"12345678"}),
        ("3천5백만 원", {"35000000"}),
        ("12억~5000만", {"1200000000", "50000000"}),
        ("100多万, 30여만", {"1000000", "300000"}),
        ("$1.2B and €250K", {"1200000000", "250000"}),
        ("a $3-million deal", {"3000000"}),
        ("2½ years", {"2.5"}),
        ("1.2万米, 500兆瓦", {"12000", "500"}),
        ("2021.12.7. or 7.12.2021.", {"2021", "12", "7"}),
        ("no numbers", set()),
    ],
)
def test_digits_are_read_with_their_scale(text: str, values: set[str]) -> None:
    """Units of three languages, sums of units, full-width digits."""
    assert quantities.digits(text) == {Decimal(value) for value in values}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("三十八", 38),
        ("二〇二一年", 2021),
        ("十二", 12),
        ("两千三百万", 23_000_000),
        ("twenty-one", 21),
        ("two hundred and five", 205),
        ("three million", 3_000_000),
        ("a dozen", 12),
        ("in December", 12),
        ("on Sept. 3", 9),
        ("五六千", 5000),
        ("一百多万", 1_000_000),
        ("two-thirds", 3),
        ("it doubled", 2),
    ],
)
def test_words_count_as_mentions(text: str, value: int) -> None:
    """Chinese numerals, English number words and months."""
    assert Decimal(value) in quantities.mentioned(text)


SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}


@given(st.integers(1, 9_999), st.sampled_from(sorted(SCALES)))
def test_scales_agree_across_languages(number: int, scale: str) -> None:
    """However a language groups its digits, the value is the same."""
    value = number * SCALES[scale]
    source = f"{number:,} {scale}"
    for units in (("만", "억", "조"), ("万", "亿", "兆")):
        text = _grouped(value, units)
        assert quantities.missing(source, text) == set()
        assert not {item for item in quantities.digits(text) if item == value} ^ {Decimal(value)}


def _grouped(value: int, units: tuple[str, str, str]) -> str:
    groups = []
    for power, unit in ((12, units[2]), (8, units[1]), (4, units[0]), (0, "")):
        amount, value = divmod(value, 10**power)
        if amount:
            groups.append(f"{amount}{unit}")
    return " ".join(groups)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("COVID-19 spread.", "新冠蔓延。"),
        ("No. 1 in the world", "世界第一"),
        ("2.2 million km2", "220만 제곱킬로미터"),
        ("160 km/h", "160千米每小时"),
        ("Article 247 of the constitution", "헌법 제247조"),
        ("two dozen prizes", "24번의 상"),
        ("the twentieth century", "20세기"),
        ("the 1930s", "20世纪30年代"),
        ("20世纪30年代", "the 1930s"),
        ("on Monday", "28일"),
        ("half a million people", "50만 명"),
        ("two and a half million", "250만"),
        ("a quarter of a century", "25年"),
        ("5m people and 10k cars", "500만 명, 차 1만 대"),
        ("at noon", "낮 12시"),
        ("at 6:30", "6시 반"),
        ("at half past six", "6시 30분"),
        ("Louis XVI", "루이 16세"),
        ("the Korean War", "6·25전쟁"),
        ("in the '90s", "1990년대"),
        ("in the ’90s", "20世纪90年代"),
        ("the class of '98", "1998届"),
        ("the 2020-21 season", "2020/2021赛季"),
        ("9.58 seconds", "9초58"),
        ("in the 63rd minute", "후반 18분"),
        ("in the 71st minute", "下半场第26分钟"),
        ("it tripled", "增长了2倍"),
        ("it grew 3.5 percent", "增长百分之三点五"),
        ("40 percent of them", "四成"),
        ("20 percent off", "打八折"),
        ("80 percent off", "低至两折"),
        ("2,000 or 3,000 people", "两三千人"),
        ("20 percent of them", "兩成"),
        ("one in five", "20%"),
        ("prices halved", "50% 하락"),
        ("a quarter point", "25个基点，即0.25%"),
        ("25 people for 4 days", "스물다섯 명이 나흘 동안"),
        ("나이 서른을 맞은 관계", "ties that turn 30"),
        ("between 7 and 7.5 billion euros", "70亿至75亿欧元"),
        ("three and a half tonnes", "3.5톤"),
        ("a dozen and a half paintings", "18幅画作"),
        ("하루 쉰 뒤 열이 났다", "After a day of rest he had a fever"),
        ("삼십만 명", "300,000 people"),
        ("a century ago", "100년 전"),
        ("Section 301 tariffs", "301조 관세"),
        ("He hit .305", "타율 3할5리"),
        ("100 megabytes", "100兆"),
        ("翻了两番", "4배"),
        ("the 1988 Olympics", "88서울올림픽"),
        ("the class of 2010", "10학번"),
        ("a 50-50 chance", "반반의 확률"),
        ("his 70th birthday", "그의 칠순"),
        ("Covid vaccines", "코로나19 백신"),
    ],
)
def test_other_ways_to_say_a_number_are_right(source: str, text: str) -> None:
    """Codes, ordinals, articles of a law, areas, decades, and a date for a day of the week."""
    assert quantities.missing(source, text) == set()
    assert quantities.invented(source, text) == set()


@pytest.mark.parametrize(
    ("source", "text", "lost", "new"),
    [
        ("in 2030, as it said last year", "去年说的2033年", {"2030"}, {"2033"}),
        ("on Monday, for 15 days", "28일, 18일 동안", {"15"}, {"18"}),
        ("COVID-19", "COVID-16", {"19"}, {"16"}),
        ("one and three", "4위와 3위", set(), {"4"}),
        ("a third", "40%", set(), {"40"}),
        ("in his 30s", "20대", {"30"}, {"20"}),
        ("half a million", "60만", set(), {"600000"}),
        ("25 people", "스물여섯 명", {"25"}, set()),
        ("at 6:30", "7시 반", {"6"}, {"7"}),
        ("9.58 seconds", "9초48", {"9.58"}, {"9", "48"}),
        ("40 percent of them", "三成", {"40"}, set()),
        ("80 percent off", "打三折", {"80"}, set()),
        ("Louis XVI", "루이 17세", set(), {"17"}),
        ("301 won", "301조원", set(), {"301000000000000"}),
    ],
)
def test_what_is_told_otherwise_is_told_alike(
    source: str, text: str, lost: set[str], new: set[str]
) -> None:
    """Another year, another span, another name, another sum, another share."""
    assert quantities.missing(source, text) == {Decimal(value) for value in lost}
    assert quantities.invented(source, text) == {Decimal(value) for value in new}


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("90 minutes", "1시간 30분"),
        ("an hour and a half", "90분"),
        ("half an hour", "30分钟"),
        ("45 minutes", "三刻钟"),
        ("18 months", "1년 6개월"),
        ("18 months", "一年半"),
        ("three and a half years", "3년 6개월"),
        ("a 14-day quarantine", "2주간의 격리"),
        ("a fortnight", "14天"),
        ("288 hours", "十二天"),
        ("0 minutes", "0초"),
        ("48 hours", "이틀"),
        ("24시간", "a day"),
    ],
)
def test_a_span_of_time_may_be_told_in_another_unit(source: str, text: str) -> None:
    """As long as it is the same span."""
    assert quantities.missing(source, text) == quantities.invented(source, text) == set()


@pytest.mark.parametrize(
    ("source", "text", "lost", "new"),
    [
        ("90 minutes", "1시간 40분", {"90"}, {"40"}),
        ("18 months", "1년 7개월", {"18"}, {"7"}),
        ("a 14-day quarantine", "3주간의 격리", {"14"}, {"3"}),
    ],
)
def test_another_span_of_time_is_found(
    source: str, text: str, lost: set[str], new: set[str]
) -> None:
    """In whatever unit it is told."""
    assert quantities.missing(source, text) == {Decimal(value) for value in lost}
    assert quantities.invented(source, text) == {Decimal(value) for value in new}


def test_points_do_not_always_part_decimals() -> None:
    """Year and month, minutes and seconds, the names of events, areas, entities."""
    assert quantities.digits("2005.10") == {Decimal(2005), Decimal(10)}
    assert quantities.digits("4:41.30") == {Decimal(4), Decimal(41), Decimal(30)}
    assert quantities.digits("9.11 테러") == quantities.digits("9/11")
    assert quantities.digits("2 km2 &#8212; 2 km²") == {Decimal(2)}
    assert quantities.digits("120㎡, 120 m² (M2 rose)") == {Decimal(120), Decimal(2)}
    assert quantities.digits("6.15 남북공동선언") == {Decimal(6), Decimal(15)}
    assert quantities.digits("2017，2018，500人") == {Decimal(2017), Decimal(2018), Decimal(500)}
    assert quantities.digits("2005.1 and .5") == {Decimal("2005.1"), Decimal("0.5")}


def test_a_small_number_does_not_become_another() -> None:
    """Five minutes are not eight; but languages count differently, so words may go."""
    assert quantities.swapped("five minutes", "8분") == {Decimal(8)}
    assert quantities.swapped("five minutes", "5분") == set()
    assert quantities.swapped("five people met for an hour", "다섯 명이 1시간 만났다") == set()
    assert quantities.swapped("a pair of shoes", "신발 2켤레") == set()


def test_letters_that_only_look_like_those_of_a_scale() -> None:
    """A dotless i and a long s are other letters, though their capitals are I and S."""
    assert quantities.digits("5 mıllıon, 40 thouſand") == {Decimal(5), Decimal(40)}
    assert quantities.missing("33%", "a third") == set()
    assert quantities.missing("33%", "a thırd") == {Decimal(33)}


@pytest.mark.parametrize("tag", ["en", "ko", "zh-Hans"])
def test_what_is_told_of_a_number_has_one(tag: str) -> None:
    """Each example of the table names the number, whichever of its alternatives is met."""
    for row in tables.read(f"workflow.languages.{tag[:2]}", "number_roles.tsv"):
        for example in (row["right"] or "").replace("#", "50").replace("_", " ").split(" / "):
            assert all(number for _, number in pack(tag).number_roles.attached(example))
