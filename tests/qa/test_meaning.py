"""What a translation says instead of its source: the contrary, another country, another number."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow import qa
from workflow.languages import pack
from workflow.languages.meaning.contrasts import Contrasts
from workflow.languages.meaning.listed_words import ListedWord
from workflow.model import Entry, State, TermType, TermUse
from workflow.qa.meaning.contrast import contrast
from workflow.qa.numbers.bound import bound

SENTENCES = sorted(Path(__file__).parent.glob("meanings*.tsv"))


def _said(source: str, text: str, target: str) -> list[str]:
    entry = Entry(source, text, State.REVIEWED)
    return [each.message for each in qa.check_entry(entry, target, (), qa.all_checks())]


def _rows() -> list[object]:
    rows: list[dict[str, str]] = []
    for place in SENTENCES:
        with place.open(encoding="utf-8") as file:
            rows += csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
    return [
        pytest.param(
            row["source"], row[code], row[f"{code}_wrong"], tag, id=f"{tag}:{row['source'][:30]}"
        )
        for row in rows
        for code, tag in (("ko", "ko"), ("zh", "zh-Hans"))
        if code in row
    ]


@pytest.mark.parametrize(("source", "right", "wrong", "target"), _rows())
def test_another_meaning_is_found(source: str, right: str, wrong: str, target: str) -> None:
    """The right translation has no finding, the one with another meaning has one."""
    assert _said(source, right, target) == []
    assert _said(source, wrong, target) != []


@pytest.mark.parametrize(
    ("source", "text", "target"),
    [
        ("Beijing rejected the offer.", "중국은 제안을 거부했다.", "ko"),
        ("The U.S. and China met.", "中美举行了会谈。", "zh-Hans"),
        ("Prices did not fall.", "물가는 올랐다.", "ko"),
        ("It was no small matter.", "큰일이었다.", "ko"),
        ("She did not go on a ship until 1968.", "그가 처음 배를 탄 것은 1968년이었다.", "ko"),
        ("Exports rose 8 pct to $14.2 bln.", "수출이 8% 늘어 142억 달러를 기록했다.", "ko"),
        ("一、总体要求", "1. 총체적 요구", "ko"),
        ("A goal was ruled out for offside.", "한 골이 오프사이드로 무효 처리됐다.", "ko"),
        ("“Yes,” Deputy Minister Ahn told reporters.", "副部长安对记者说：“是。”", "zh-Hans"),
        ("He spoke about Washington.", "그는 미국에 대해 말했다.", "ko"),
        ("The 4,500-year-old tomb is open.", "4500년 된 무덤이 개방됐다.", "ko"),
        ("A 90-minute match ended.", "1시간 30분짜리 경기가 끝났다.", "ko"),
        ("They stayed for 30 days.", "他们住了一个月。", "zh-Hans"),
        ("It paid A$40 million (US$26 million).", "4000만 호주달러(2600만 달러)를 냈다.", "ko"),
        ("They want all prisoners released.", "그들은 수감자를 모두 풀어 달라고 한다.", "ko"),
        ("She fell asleep and woke in Rome.", "그는 잠들었다가 로마에서 깼다.", "ko"),
        ("The EU's executive arm fined them.", "欧盟委员会对其处以罚款。", "zh-Hans"),
        ("He told parliament that taxes would rise.", "他在议会说，税收将上升。", "zh-Hans"),
        ("A bat flew into the control room.", "一只蝙蝠飞进了控制室。", "zh-Hans"),
        ("She was too tired to finish a sentence.", "她累得连一个句子都说不完。", "zh-Hans"),
        ("Bus drivers walked off the job.", "公交司机罢工。", "zh-Hans"),
        ("The drug's clinical trial began in May.", "该药的临床试验于5月开始。", "zh-Hans"),
        ("Few doubt that rates will rise again.", "毫无疑问，利率还会上升。", "zh-Hans"),
        ("The court refused to lift the ban.", "法院维持禁令。", "zh-Hans"),
        ("The court refused to lift the ban.", "법원은 금지 조치를 유지했다.", "ko"),
        ("Support rose 3 points to 41 percent.", "支持率上升3个百分点至41%。", "zh-Hans"),
        ("The Dow fell 300 points.", "道指下跌300点。", "zh-Hans"),
        ("Man United lost to Bayer Leverkusen.", "曼联输给勒沃库森。", "zh-Hans"),
        ("A Labour MP accused Downing Street.", "노동당 의원이 총리실을 비난했다.", "ko"),
        ("Hong Kong's leader, John Lee, left.", "존 리 홍콩 행정장관이 떠났다.", "ko"),
        ("First Minister John Swinney left.", "존 스위니 자치정부 수반이 떠났다.", "ko"),
        ("Editor Katharine Viner wrote it.", "캐서린 바이너 편집국장이 썼다.", "ko"),
        ("Economist Ren Zeping expects growth.", "任泽平博士预计会增长。", "zh-Hans"),
        ("World Bank President Ajay Banga left.", "世界银行行长阿贾伊·班加离开了。", "zh-Hans"),
        ("Actor Tony Leung won in Cannes.", "양조위가 칸에서 상을 받았다.", "ko"),
        ("General Vo Nguyen Giap won.", "보응우옌잡 장군이 이겼다.", "ko"),
        ("Prime Minister Kevin Rudd left.", "陆克文总理离开了。", "zh-Hans"),
        ("Historian John Fairbank taught there.", "历史学家费正清曾在那里任教。", "zh-Hans"),
    ],
)
def test_what_is_told_in_another_way_is_no_finding(source: str, text: str, target: str) -> None:
    entry = Entry(source, text, State.REVIEWED)
    assert not [*contrast(entry, target, ()), *bound(entry, target, ())]


def test_a_name_that_stands_as_the_glossary_has_it_is_no_finding() -> None:
    """However little it sounds like the source: 판달런 for Van Dalen."""
    source, text = (
        "Van Dalen attacked on the last climb.",
        "판달런은 마지막 오르막에서 치고 나갔다.",
    )
    entry = Entry(source, text, State.REVIEWED)
    use = TermUse("d", TermType.PERSON, "Van Dalen", 0, 9, "판달런")
    assert [*contrast(entry, "ko", ())]
    assert not [*contrast(entry, "ko", (use,))]


def test_listed_names_that_have_changed_places_are_told() -> None:
    """Though the first form of one, with its bracket, holds the name."""
    source = "Mo Yunfei, the coach, and Gu Hailong, who owns the club, argued in public."
    text = "감독 구하이룽(顾海龙)과 구단주 모윈페이(莫云飞)가 공개적으로 언쟁을 벌였다."
    uses = tuple(
        TermUse(name, TermType.PERSON, name, 0, 9, f"{form}({han})", accepted=(form,))
        for name, form, han in (
            ("Mo Yunfei", "모윈페이", "莫云飞"),
            ("Gu Hailong", "구하이룽", "顾海龙"),
        )
    )
    assert [*contrast(Entry(source, text, State.REVIEWED), "ko", uses)]


@given(st.text(alphabet="한국중일미올해지난내년상승감소는이 ·abcAN,.0123456789", max_size=40))
def test_a_text_says_nothing_else_than_itself(text: str) -> None:
    """A copy exchanges nothing, and every word that is found stands in the text."""
    entry = Entry(text, text, State.REVIEWED)
    assert not [*contrast(entry, "ko", ())]
    assert all(word.text in text for word in pack("ko").contrasts.surely(text))


def test_words_that_only_seem_to_stand_hide_no_other() -> None:
    listed = (ListedWord(text, ("order", "last"), sure=True) for text in ("last", "at last"))
    known = Contrasts(listed, spaced=True)
    assert [word.text for word in known.surely("That last act came at last.")] == [
        "last",
        "at last",
    ]
