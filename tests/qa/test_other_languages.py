"""Checks of sentences in languages whose numbers and names no table lists: they abstain."""

from __future__ import annotations

import pytest

from workflow import qa
from workflow.model import Entry, State

RIGHT = [
    ("Murieron tres personas el 24 de noviembre de 2026.", "2026年11月24日有3人死亡。", "zh-Hans"),
    ("El contrato vale 412.000 millones de wones.", "계약 금액은 4120억 원이다.", "ko"),
    ("Les prix ont augmenté de 4,5 % en octobre.", "10월 물가가 4.5% 올랐다.", "ko"),
    ("Le budget atteint 2,75 milliards d'euros.", "The budget is 2.75 billion euros.", "en"),
    ("De regering trekt 1,5 miljard euro uit.", "정부는 15억 유로를 투입한다.", "ko"),
    ("Il ministro arriverà con dodici imprenditori.", "장관은 기업인 12명과 도착한다.", "ko"),
    ("Погибли три человека 24 ноября.", "11월 24일 3명이 숨졌다.", "ko"),
    ("سيستثمر الميناء 1.2 مليار درهم.", "항만은 12억 디르함을 투자한다.", "ko"),
    ("تبلغ سعة السفينة ١٦٬٠٠٠ حاوية.", "这艘船可装载1.6万个集装箱。", "zh-Hans"),
    ("ارتفعت الأسعار بنسبة ٤٫٥٪ في أكتوبر.", "10월 물가가 4.5% 올랐다.", "ko"),
    ("Abrió el 23 de noviembre a las 10.30 horas.", "11월 23일 10시 30분에 문을 열었다.", "ko"),
    ("Der Zug fuhr um 20.27 Uhr ab.", "列车于20时27分发车。", "zh-Hans"),
    ("It begins at 8:27 p.m. local time.", "Empieza a las 20.27 hora local.", "es"),
    (
        "0,3 Prozent weniger als im Vorjahr, teilte das Amt mit.",
        "该局表示，比上年减少0.3%。",
        "zh-Hans",
    ),
    ("対象は1泊10万円以上の宿泊客。", "대상은 1박 10만 엔 이상 숙박객이다.", "ko"),
    ("The talks lasted 8 hours.", "Las conversaciones duraron ocho horas.", "es"),
    ("회담은 11월 24일 인천에서 열린다.", "ستعقد المحادثات في إنتشون في 24 نوفمبر.", "ar"),
    ("政府3月5日宣布了两个项目。", "El Gobierno anunció dos proyectos el 5 de marzo.", "es"),
    ("The fair opened in Osaka.", "見本市が大阪で開幕した。", "ja"),
    ("The fair opened in Geneva.", "افتتح المعرض في جنيف.", "ar"),
    ("Veintidós personas resultaron heridas.", "22명이 다쳤다.", "ko"),
    ("Une centaine d'élèves sont arrivés.", "학생 100명가량이 도착했다.", "ko"),
    ("Rund vier Millionen Euro fehlen.", "约400万欧元不知去向。", "zh-Hans"),
    ("They offered $1,000 to three farmers.", "Sie boten drei Bauern 1.000 Dollar an.", "de"),
    ("Er fährt am 16.3. um 19 Uhr ab.", "He leaves at 7 PM on March 16.", "en"),
    ("住民の3割が反対した。", "주민 30%가 반대했다.", "ko"),
    ("失業率は２・６％だった。", "失业率为2.6%。", "zh-Hans"),
    ("大会は7月15日午前0時に始まった。", "It began at midnight on July 15.", "en"),
    ("工場は平成18年に開業した。", "공장은 2006년에 문을 열었다.", "ko"),
    ("Morgen reist er am Abend ab.", "그는 내일 저녁 떠난다.", "ko"),
    ("今日は雨が降った。", "It rained today.", "en"),
    ("明日は来ますか。", "Are you coming tomorrow?", "en"),
    ("「長く待った。", '"We have waited long.', "en"),
    ('La crise touche l"économie du pays.', "위기는 그 나라 경제에 타격을 줬다.", "ko"),
    ("The party that won has lost.", "Die, die die Wahl gewannen, verloren.", "de"),
    ("Three ships sank.", "船３隻が沈没した。", "ja"),
    ("The deal is worth $12 billion.", "El acuerdo vale 12.000 millones de dólares.", "es"),
    ("El banco prestó 45 mil millones de pesos.", "은행은 450억 페소를 빌려줬다.", "ko"),
    ("بلغت الخسائر 4.6 مليار دولار.", "손실은 46억 달러였다.", "ko"),
]
WRONG = [
    ("3 people died.", "5 personas murieron.", "es"),
    ("El 24 de noviembre murieron 13 personas.", "11월 24일 15명이 숨졌다.", "ko"),
    ("Les prix ont augmenté de 4,5 % en octobre.", "10월 물가가 5.4% 올랐다.", "ko"),
    ("Der Vertrag ist 1,2 Milliarden Euro wert.", "계약 금액은 13억 유로다.", "ko"),
    ("Le groupe a perdu 12,4 milliards d'euros.", "그룹은 12억 유로를 잃었다.", "ko"),
    ("La ville compte 1,2 million d'habitants.", "The city has 12 million inhabitants.", "en"),
    ("Инвестор вложил 2,5 миллиарда рублей.", "投资者投入了250亿卢布。", "zh-Hans"),
    ("Exports fell 25 percent.", "Las exportaciones cayeron mucho.", "es"),
    ("He bought apples.", "그는 사과 3개를 샀다.", "ko"),
    ("The fair opened in Sapporo.", "박람회가 개막했다.", "ko"),
]


def found(source: str, text: str, target: str) -> list[str]:
    entry = Entry(source, text, State.REVIEWED, "person")
    return [each.check for each in qa.check_entry(entry, target, (), qa.all_checks())]


@pytest.mark.parametrize(("source", "text", "target"), RIGHT)
def test_words_for_numbers_months_and_places_are_no_faults(
    source: str, text: str, target: str
) -> None:
    assert found(source, text, target) == []
    assert qa.gate(source, text, target) == ()


@pytest.mark.parametrize(("source", "text", "target"), WRONG)
def test_what_is_certain_is_found_all_the_same(source: str, text: str, target: str) -> None:
    assert found(source, text, target)
