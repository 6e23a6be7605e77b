"""By which family name a person is called after the first mention, and how it may be spelled."""

from __future__ import annotations

import pytest

from tests.glossary.kef import document, glossary, targets
from workflow.glossary import problems, term_forms
from workflow.languages.en import spelling
from workflow.model import Term, TermForms, TermType

HEAD = "id,type,en,en_aliases,ko,zh"
PERSONS = """\
pres,title,President,,대통령,总统
sisi,person,Abdel Fattah el-Sisi,,압델 파타흐 엘시시,阿卜杜勒-法塔赫·塞西
amlo,person,Andrés Manuel López Obrador,,안드레스 마누엘 로페스 오브라도르,洛佩斯·奥夫拉多尔
kennedy,person,Robert F. Kennedy Jr.,,로버트 F. 케네디 주니어,小罗伯特·肯尼迪
erdogan,person,Recep Tayyip Erdoğan,,레제프 타이이프 에르도안,雷杰普·塔伊普·埃尔多安
zelensky,person,Volodymyr Zelenskyy,Volodymyr Zelensky,볼로디미르 젤렌스키,弗拉基米尔·泽连斯基
ng,person,Ng Eng Hen,,응엥헨,黄永宏
charles,person,Charles III,,찰스 3세,查尔斯三世
macron,person,Emmanuel Macron,,에마뉘엘 마크롱,埃马纽埃尔·马克龙
yoon,person,Yoon Suk Yeol,,윤석열,尹锡悦
pena,person,Ana Peña,,아나 페냐,安娜·佩尼亚
pens,person,Ana Pena,,아나 페나,安娜·佩纳
"""


def rendered(*sentences: str) -> list[tuple[str, str]]:
    """The mentions in a document's last sentence, and their Korean renderings."""
    uses = glossary(PERSONS, header=HEAD).uses(document(*sentences), "ko")
    return [(use.source, use.rendering) for use in uses[-1]]


@pytest.mark.parametrize(
    ("full", "later", "mention", "rendering"),
    [
        ("Abdel Fattah el-Sisi", "President Sisi left.", "President Sisi", "엘시시 대통령"),
        ("Abdel Fattah el-Sisi", "Then al-Sisi left.", "al-Sisi", "압델 파타흐 엘시시"),
        ("Abdel Fattah el-Sisi", "Al-Sisi left.", "Al-Sisi", "압델 파타흐 엘시시"),
        (
            "Andres Manuel Lopez Obrador",
            "President López Obrador left.",
            "President López Obrador",
            "오브라도르 대통령",
        ),
        ("Robert F. Kennedy Jr.", "Kennedy left.", "Kennedy", "로버트 F. 케네디 주니어"),
        (
            "Robert F. Kennedy Jr.",
            "President Kennedy Jr. left.",
            "President Kennedy Jr.",
            "케네디 대통령",
        ),
        ("Recep Tayyip Erdogan", "President Erdoğan left.", "President Erdoğan", "에르도안 대통령"),
        ("Volodymyr Zelenskyy", "Zelensky left.", "Zelensky", "볼로디미르 젤렌스키"),
        ("Ng Eng Hen", "President Ng left.", "President Ng", "응 대통령"),
        ("Charles III", "Charles left.", "Charles", "찰스 3세"),
        ("Emmanuel Macron", "It was a Macron-era law.", "Macron", "에마뉘엘 마크롱"),
        ("Emmanuel Macron", "They met anti-Macron crowds.", "Macron", "에마뉘엘 마크롱"),
        ("Yoon Suk-yeol", "Ex-President Yoon left.", "Ex-President Yoon", "윤 전 대통령"),
    ],
)
def test_a_family_name_is_found_as_news_spell_it(
    full: str, later: str, mention: str, rendering: str
) -> None:
    """Without article or accents, with both family names, by an alias, at the front."""
    assert rendered(f"{full} came.", later) == [(mention, rendering)]


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("President Emmanuel J.-M. Macron left.", []),
        ("President Emmanuel J. M. Macron left.", ["President Emmanuel J. M. Macron"]),
        ("Emmanuel J Macron left.", ["Emmanuel J Macron"]),
        ("Robert Kennedy Jr. left.", []),
        ("Robert X. Kennedy Jr. left.", []),
        ("Emmanuel Macron-Roux left.", []),
    ],
)
def test_an_initial_may_be_added_but_not_left_out_or_be_another(
    text: str, mentions: list[str]
) -> None:
    """Whoever has another initial, or a double name, is another person."""
    assert [mention for mention, _ in rendered(text)] == mentions


@pytest.mark.parametrize(
    ("language", "full", "later", "mention"),
    [
        ("ko", "에마뉘엘 마크롱 대통령이 왔다.", "마크롱은 떠났다.", "마크롱"),
        ("ko", "에마뉘엘 마크롱 대통령이 왔다.", "마크롱 의장은 떠났다.", "마크롱"),
        ("zh-Hans", "埃马纽埃尔·马克龙总统来了。", "马克龙表示将离开。", "马克龙"),
        ("zh-Hans", "埃马纽埃尔·马克龙总统来了。", "马克龙外长离开了。", "马克龙"),
    ],
)
def test_a_foreigner_goes_by_the_family_name_in_korean_and_chinese(
    language: str, full: str, later: str, mention: str
) -> None:
    """An office that the glossary does not list may follow, so none is added."""
    known = glossary(PERSONS, header=HEAD)
    uses = known.uses(document(full, later, language=language), "en")
    assert [(use.source, use.rendering) for use in uses[1]] == [(mention, "Emmanuel Macron")]


@pytest.mark.parametrize(
    ("language", "full", "other"),
    [
        ("ko", "에마뉘엘 마크롱이 왔다.", "브리지트 마크롱은 떠났다."),
        ("ko", "에마뉘엘 마크롱이 왔다.", "그는 마크롱 타워에 갔다."),
        ("ko", "찰스 3세가 왔다.", "찰스 2세는 떠났다."),
        ("zh-Hans", "埃马纽埃尔·马克龙来了。", "布丽吉特·马克龙离开了。"),
        ("zh-Hans", "埃马纽埃尔·马克龙来了。", "马克龙大厦很高。"),
        ("zh-Hans", "查尔斯三世来了。", "查尔斯·米歇尔离开了。"),
    ],
)
def test_a_foreigner_with_another_given_name_is_another_one(
    language: str, full: str, other: str
) -> None:
    """Nor is a tower or a company that bears the name a person."""
    uses = glossary(PERSONS, header=HEAD).uses(document(full, other, language=language), "en")
    assert uses[0]
    assert not uses[1]


def test_a_family_name_that_is_a_word_may_stand_alone_for_one_that_does() -> None:
    """트럼프는 is *Trump* as well, though trumps are cards."""
    known, source = (
        glossary("t,person,Donald Trump,도널드 트럼프,唐纳德·特朗普,case"),
        "트럼프는 떠났다.",
    )
    uses = known.uses(document("도널드 트럼프가 왔다.", source, language="ko"), "en")[1]
    assert [use.source for use in uses] == ["트럼프"]
    assert problems(source, "Trump left.", uses, "en") == ()


def test_a_family_name_that_is_a_place_is_nobody_in_korean() -> None:
    """Washington is a city, also where George Washington is named."""
    known = glossary("gw,person,George Washington,조지 워싱턴,乔治·华盛顿,case")
    text = document("조지 워싱턴이 왔다.", "워싱턴에서 회의가 열렸다.", language="ko")
    assert known.uses(text, "en")[1] == ()


@pytest.mark.parametrize(
    "text",
    [
        "Charles II left.",
        "King Charles I left.",
        "Charles de Gaulle left.",
        "Robert F. Macron left.",
        "Charles von Trotha left.",
    ],
)
def test_a_name_that_goes_on_is_another_persons(text: str) -> None:
    """A king has a number, and whoever has a given name before the initial has another one."""
    assert rendered("Charles III met Emmanuel Macron.", text) == []


def test_initials_are_the_same_with_and_without_spaces_and_points() -> None:
    """Presidents are told apart by theirs."""
    known = glossary(
        "h,person,George H. W. Bush,조지 H. W. 부시,老乔治·布什,case",
        "w,person,George W. Bush,조지 W. 부시,乔治·W·布什,case",
    )
    texts = {"George H.W. Bush": "조지 H. W. 부시", "George HW Bush": "조지 H. W. 부시",
             "George W Bush": "조지 W. 부시"}  # fmt: skip
    for text, rendering in texts.items():
        assert targets(known.uses(document(f"{text} left."), "ko")[0]) == {text: rendering}


def test_the_first_of_two_family_names_is_the_usual_one() -> None:
    """President Sheinbaum Pardo is no 파르도 대통령; whoever has two given names, goes by both."""
    families = [*spelling.families("Claudia Sheinbaum Pardo", "Pardo", ())]
    assert families == []
    assert [*spelling.families("Andrés Manuel López Obrador", "Obrador", ())] == ["López Obrador"]


def test_a_title_goes_with_the_full_name_where_the_family_name_cannot_be_told() -> None:
    """How many syllables of 테오치힌 are Teo, no rule tells."""
    known = glossary(
        "t,title,Minister,장관,部长,case", "p,person,Teo Chee Hean,테오치힌,张志贤,case"
    )
    uses = known.uses(document("Teo Chee Hean came.", "Minister Teo left."), "ko")
    assert targets(uses[1]) == {"Minister Teo": "테오치힌 장관"}


def test_a_family_name_without_its_full_name_is_nobody() -> None:
    """Whoever has the name of a person whom the document does not name is not that person."""
    assert rendered("Kennedy and Sisi left with López Obrador.") == []


def test_the_row_with_the_same_accents_comes_first() -> None:
    """Rows that differ in accents alone are told apart where the text has accents."""
    assert rendered("Ana Peña came.") == [("Ana Peña", "아나 페냐")]
    assert rendered("Ana Pena came.") == [("Ana Pena", "아나 페나")]


@pytest.mark.parametrize(
    ("english", "korean", "chinese", "families"),
    [
        ("Goh Chok Tong", "고촉통", "吴作栋", ("Goh", "고", "吴")),
        ("Teo Chee Hean", "테오치힌", "张志贤", ("Teo", "", "张")),
        ("Lawrence Wong", "로런스 웡", "黄循财", ("Wong", "웡", "黄")),
        ("Yuen Pau Woo", "위안바우우", "胡元豹", ("Woo", "", "胡")),
        ("Nguyen Xuan Phuc", "응우옌쑤언푹", "阮春福", ("Phuc", "응우옌쑤언푹", "阮春福")),
        ("Leo XIV", "레오 14세", "利奥十四世", ("Leo", "레오", "利奥")),
        ("Viktor Orbán", "오르반 빅토르", "欧尔班·维克托", ("Orbán", "오르반", "欧尔班")),
        ("Viktor Orbán", "오르반 빅토르", "维克托·欧尔班", ("Orbán", "오르반", "欧尔班")),
        ("Péter Magyar", "머저르 페테르", "马扎尔·彼得", ("Magyar", "머저르", "马扎尔")),
        ("Rachel Reeves", "레이철 리브스", "蕾切尔·里夫斯", ("Reeves", "리브스", "里夫斯")),
        ("Jude Law", "주드 로", "裘德·洛", ("Law", "로", "洛")),
        ("Kim Min-ji", "김민지", "金旻智", ("Kim", "김", "金")),
        ("Ferdinand Marcos Jr.", "페르디난드 마르코스 주니어", "小费迪南德·马科斯",
         ("Marcos", "마르코스", "马科斯")),
    ],
)  # fmt: skip
def test_the_family_name_is_told_from_all_forms_of_a_row(
    english: str, korean: str, chinese: str, families: tuple[str, str, str]
) -> None:
    """Chinese abroad spell theirs as they speak; the characters tell at which end it stands."""
    written = {"en": english, "ko": korean, "zh-Hans": chinese}
    person = Term("x", TermType.PERSON, {tag: TermForms(name) for tag, name in written.items()})
    assert tuple(term_forms.surname(person, tag) for tag in written) == families


CITIES = (
    "gw,person,George Washington,조지 워싱턴,乔治·华盛顿,case",
    "wh,person,Whitney Houston,휘트니 휴스턴,惠特尼·休斯顿,case",
    "xh,person,Xing Haiming,싱하이밍,邢海明,case",
    "kr,place,South Korea,한국,韩国,case",
    "am,title,Ambassador,대사,大使,case",
)


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("Washington-led talks failed.", []),
        ("They marched to Washington.", []),
        ("She was buried in Houston.", []),
        ("Washington, D.C. is hot.", []),
        ("Washington's teeth were bad.", ["Washington"]),
        ("Houston sang.", ["Houston"]),
        ("Ambassador to South Korea Xing left.", ["Ambassador to South Korea Xing"]),
    ],
)
def test_a_family_name_is_no_city(text: str, mentions: list[str]) -> None:
    """Nor is a country before it a given name."""
    before = "George Washington, Whitney Houston, Xing Haiming came."
    uses = glossary(*CITIES).uses(document(before, text), "ko")[1]
    assert [use.source for use in uses if use.rule != "ambiguous"] == mentions


@pytest.mark.parametrize(
    ("full", "later", "mentions"),
    [
        ("에마뉘엘 마크롱이 왔다.", "마크롱 정부는 침묵했다.", ["마크롱"]),
        ("에마뉘엘 마크롱이 왔다.", "마크롱 재단은 침묵했다.", []),
        ("에마뉘엘 마크롱이 왔다.", "그는 외교에 마크롱은 없다고 했다.", ["마크롱"]),
        ("구광모 회장이 왔다.", "구 회장은 떠났다.", ["구 회장"]),
        ("구광모 회장이 왔다.", "구 회장 공관에 갔다.", []),
        ("구광모 국방부 장관이 왔다.", "구 장관은 떠났다.", []),
        ("안규백 국방부 장관이 왔다.", "안 장관은 떠났다.", ["안"]),
        ("안규백 국방부 장관이 왔다.", "안 시장은 떠났다.", []),
        ("전두환 회장이 왔다.", "전 회장은 떠났다.", []),
    ],
)
def test_what_stands_beside_a_family_name_in_korean(
    full: str, later: str, mentions: list[str]
) -> None:
    """A government is its head's, a foundation is not; 전 회장 may be a former one.

    Before an office that is not listed, whoever has it beside the full name is meant.
    """
    rows = (
        "m,person,Emmanuel Macron,에마뉘엘 마크롱,埃马纽埃尔·马克龙,case",
        "k,person,Koo Kwang-mo,구광모,具光谟,case", "c,person,Chun Doo-hwan,전두환,全斗焕,case",
        "a,person,Ahn Gyu-back,안규백,安圭伯,case",
        "t,title,Chairman,회장,会长,case",
    )  # fmt: skip
    uses = glossary(*rows).uses(document(full, later, language="ko"), "en")[1]
    assert [use.source for use in uses if use.rendering and use.type is TermType.PERSON] == mentions
