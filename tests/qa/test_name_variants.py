"""A person whose name is written in two ways."""

from __future__ import annotations

import pytest

from workflow.qa.both_sides import Sides
from workflow.qa.names.name_variants import across, name_variants

WON = "Nikola Petrovic scored, and Petrovic added a second."


@pytest.mark.parametrize(
    ("source", "target", "draft", "found"),
    [
        (WON, "ko", "니콜라 페트로비치가 골을 넣었고 페트로빅은 추가골을 넣었다.", "페트로빅"),
        (WON, "ko", "니콜라 페트로비치가 골을 넣었고 페트로비치는 추가골을 넣었다.", ""),
        (WON, "ko", "니콜라 페트로비치가 골을 넣었고 추가골도 넣었다.", ""),
        (WON, "zh-Hans", "尼古拉·彼得罗维奇破门，佩特洛维克再下一城。", "佩特洛维克"),
        (WON, "zh-Hans", "尼古拉·彼得罗维奇破门，彼得罗维奇再下一城。", ""),
        ("Park Ji-won left. Park's aide came.", "ko", "박지원이 가고 박지운 측이 왔다.", "박지운"),
        ("Son Heung-min ran. Son won.", "zh-Hans", "孙兴慜跑了。孙兴民赢了。", "孙兴民"),
        ("Kim Jong Un met Kim Yo Jong. Kim left.", "ko", "김정은이 김여정을 만나고 떠났다.", ""),
        ("Anna Petrova met Jan Petrov; Petrova won.", "ko", "안나 페트로바가 얀 페트로프에 승", ""),
        ("Cristiano Ronaldo met Ronaldo Nazario.", "ko", "크리스티아누 호날두가 호나우두를.", ""),
        ("Rishi Sunak came. Sunak ate a snack.", "ko", "리시 수낵이 왔다. 스낵을 먹었다.", ""),
        ("Ivan Petrov won, and Petrov's wife left.", "ja", "イワン・ペトロフが勝った。", ""),
    ],
)  # fmt: skip
def test_a_name_in_two_ways_is_found_in_a_sentence(
    source: str, target: str, draft: str, found: str
) -> None:
    """Particles, kin with other names, and a mention left out are no second way."""
    ways = [way for _, way in name_variants(Sides(source, "en", draft, target))]
    assert ways == ([found] if found else [])


def test_a_name_in_two_ways_is_found_in_a_document() -> None:
    """The family name alone is held to what stands beside the given name elsewhere."""
    pairs = [
        ("Rowan Atkinson returns.", "로완 아킨슨이 돌아온다."),
        ("Atkinson's gift is on display.", "앳킨슨의 재능이 보인다."),
        ("Atkinson is funny.", "아킨슨은 재미있다."),
        ("It is his best film.", "앳킨슨의 가장 좋은 영화다."),
    ]
    document = [Sides(source, "en", draft, "ko") for source, draft in pairs]
    assert [*across(document)] == [(1, "아킨슨", "앳킨슨")]


def test_a_common_word_is_no_second_way() -> None:
    """Where a pronoun stands for the name, or the family name alone: 모두, 金正是."""
    for target, pairs in {
        "ko": [
            ("Narendra Modi came.", "나렌드라 모디가 왔다."),
            ("Modi's party won all the seats.", "그의 당이 의석을 모두 차지했다."),
        ],
        "zh-Hans": [("Kim Jong Un came.", "金正恩来了。"), ("So Kim did.", "金正是这样做的。")],
    }.items():
        assert [*across([Sides(source, "en", draft, target) for source, draft in pairs])] == []


def test_a_family_name_of_two_persons_is_nobodys() -> None:
    """Who is meant cannot be told."""
    pairs = [
        ("Rowan Atkinson met Diane Atkinson.", "로완 아킨슨이 다이앤 아킨슨을 만났다."),
        ("Atkinson left.", "앳킨슨은 떠났다."),
    ]
    assert [*across([Sides(source, "en", draft, "ko") for source, draft in pairs])] == []
