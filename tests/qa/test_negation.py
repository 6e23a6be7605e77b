"""A denial that the translation adds is found; one that the source calls for is left in peace."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from workflow.languages import pack
from workflow.languages.detection.evident_language import evident_language
from workflow.model import Entry, State
from workflow.qa.meaning.implied_negation import implied_denials
from workflow.qa.meaning.negation import negation

SENTENCES = Path(__file__).parent.parent / "bench" / "detector" / "sentences.tsv"
#: What says nothing but that something is denied.
DENIALS = {
    "en": ("It is not so.", "It never was.", "It can't be."),
    "ko": (
        "하지 않았다.",
        "되지 못했다.",
        "있지 않습니다.",
        "그런 것이 아니다.",
        "없었다.",
        "안 된다.",
    ),
    "zh": (
        "没有。",
        "不是。",
        "不会。",
        "未能。",
        "尚未。",
        "无法。",
        "并不。",
        "从未。",
        "不能。",
    ),
}


def _found(source: str, text: str, target: str) -> list[str]:
    return [each.message for each in negation(Entry(source, text, State.REVIEWED), target, ())]


@pytest.mark.parametrize(
    ("source", "text", "target"),
    [
        ("The talks failed to end the strike.", "회담은 파업을 끝내지 못했다.", "ko"),
        ("Few expected the talks to last.", "회담이 이어지리라 본 이는 거의 없었다.", "ko"),
        ("The reason is unclear.", "이유는 분명하지 않다.", "ko"),
        ("Shortages look inevitable.", "물자 부족은 피할 수 없을 전망이다.", "ko"),
        ("The film is a must-see.", "이보다 좋은 영화는 없을 것이다.", "ko"),
        ("The street was treeless.", "그 거리에는 나무가 없었다.", "ko"),
        ("Guards kept the crowd from entering.", "경비 때문에 군중은 들어가지 못했다.", "ko"),
        ("It was too dark to read the letter.", "어두워서 편지를 읽을 수 없었다.", "ko"),
        ("The minister declined to say.", "장관은 말하지 않았다.", "ko"),
        ("She had to laugh.", "그녀는 웃지 않을 수 없었다.", "ko"),
        ("Everyone knows his name.", "그의 이름을 모르는 사람은 없다.", "ko"),
        ("Everyone in town misses somebody.", "누군가를 그리워하지 않는 이는 없다.", "ko"),
        ("The winner was none other than his son.", "우승자는 다름 아닌 그의 아들이었다.", "ko"),
        ("Everyone in town knows his name.", "镇上没有人不知道他的名字。", "zh-Hans"),
        ("The firm must have known of it.", "该公司不可能不知道此事。", "zh-Hans"),
        ("It took countless hours.", "헤아릴 수 없는 시간이 들었다.", "ko"),
        ("The town lacks a bank.", "该镇没有银行。", "zh-Hans"),
        ("Few doubt that it will rain.", "大多数人相信会下雨。", "zh-Hans"),
        ("It did not take long.", "很快就好了。", "zh-Hans"),
        ("Doctors advise against it.", "医生建议不要这样做。", "zh-Hans"),
        ("Refuse collectors will walk out.", "环卫工人将罢工。", "zh-Hans"),
        ("Nobody on board was hurt.", "机上人员全部平安。", "zh-Hans"),
        ("They have not lost hope.", "他们仍抱希望。", "zh-Hans"),
        ("He asked for tea instead of coffee.", "他要的不是咖啡，是茶。", "zh-Hans"),
        ("They chose the train over the car.", "他们选择了火车而不是汽车。", "zh-Hans"),
        ("They left soon after.", "没过多久他们就走了。", "zh-Hans"),
        ("He was absent from the talks.", "他没有参加会谈。", "zh-Hans"),
        ("Would that help?", "그것이 도움이 되지 않을까?", "ko"),
        ("Who knows what it costs?", "얼마가 드는지 아무도 모르지 않는가?", "ko"),
        ("그 계획은 불법이다.", "The plan does not comply with the law.", "en"),
        ("그는 참석을 거부했다.", "He would not attend.", "en"),
        ("该镇缺水。", "The town does not have water.", "en"),
        ("Hij bleef de hele dag thuis.", "그는 온종일 나가지 않았다.", "ko"),
    ],
)
def test_a_denial_that_the_source_calls_for_is_no_fault(
    source: str, text: str, target: str
) -> None:
    """Failing, few, un-, too … to, instead; idioms; questions; languages that nobody reads here."""
    assert _found(source, text, target) == []


@pytest.mark.parametrize(
    ("source", "text", "target"),
    [
        ("He refused to leave.", "그는 떠나기를 거부하지 않았다.", "ko"),
        ("The talks failed and the strike went on.", "회담은 실패했고 파업은 안 됐다.", "ko"),
        ("Only two of them came to the meeting.", "그들 중 두 명만 회의에 참석하지 않았다.", "ko"),
        ("It is an unusual plan and they like it.", "이례적인 계획을 좋아하지 않는다.", "ko"),
        ("The secretary met the deputies today.", "비서는 오늘 의원들을 만나지 않았다.", "ko"),
        ("Few came, she told the court in Seoul.", "온 이가 적다고 법원에서 말하지 않았다.", "ko"),
        ("What did they find there? They said it was gold.",
         "그들은 거기서 무엇을 찾았나? 그것은 금이 아니다.", "ko"),
        ("It opened to visitors by order of a king.", "왕명으로 공개되지 않았다.", "ko"),
        ("The harbour lacks cranes and they will build some.", "港口缺少起重机，他们不会建造。",
         "zh-Hans"),
        ("Where is the harbour?", "港口不是在哪里？", "zh-Hans"),
        ("비용은 두 배로 늘었다.", "The cost has not doubled.", "en"),
        ("정부는 미국과 만나기로 했다.", "The government will not meet the United States.", "en"),
        ("政府拒绝后他离开了。", "After the government refused, he did not leave.", "en"),
    ],
)  # fmt: skip
def test_an_added_denial_is_found(source: str, text: str, target: str) -> None:
    """Also where a word may call for one, but is told without it; and beside a question."""
    assert [one for one in _found(source, text, target) if one.startswith("the translation denies")]


@pytest.mark.parametrize("tongue", ["en", "ko", "zh"])
def test_a_denial_is_not_told_without_one(tongue: str) -> None:
    """How something is told without a denial has no denial in it."""
    for implied in implied_denials(tongue):
        for language, told in implied.told.items():
            for denial in DENIALS[language]:
                assert pack(language).denials.beyond_doubt.search(denial), denial
                found = re.search(told, denial, re.IGNORECASE)
                assert not found or _asks_for_without(told), told


def _asks_for_without(pattern: str) -> bool:
    """Whether a pattern says what must not be there (``must``, of a denial *without* something)."""
    return pattern.startswith("^(?!")


def test_only_english_is_taken_for_english() -> None:
    """In forty languages nothing else is, since its negative words are not known."""
    with SENTENCES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert len({row["language"] for row in rows}) > 40
    taken = [row["sentence"] for row in rows if evident_language(row["sentence"]) == "en"]
    assert {row["language"] for row in rows if row["sentence"] in taken} == {"en"}
