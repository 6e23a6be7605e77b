"""Names that are not in the glossary, and what is proposed for them."""

from __future__ import annotations

import re
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypinyin.constants import PINYIN_DICT

from tests.glossary.kef import document, kef
from workflow.glossary import name_forms, table
from workflow.glossary.suggest import paste, suggest
from workflow.languages import pack
from workflow.languages.en.new_names import capitals
from workflow.languages.ko import japanese_names, romanized_names
from workflow.languages.names import gazetteer
from workflow.languages.names.new_names import Named
from workflow.languages.orthography.boundaries import is_hangul
from workflow.languages.zh import pinyin
from workflow.languages.zh.names import ChineseNames
from workflow.model import BlockKind, TermType

TABLE = """
Xing Haiming=싱하이밍;Xi Jinping=시진핑;Li Keqiang=리커창;Wang Yi=왕이;Cui Tiankai=추이톈카이
Yang Jiechi=양제츠;Liu He=류허;Zhao Leji=자오러지;Wang Huning=왕후닝;Qin Gang=친강;Jinan=지난
Guo Shengkun=궈성쿤;Zeng Peiyan=쩡페이옌;Hu Jintao=후진타오;Jiang Zemin=장쩌민;Lei Jun=레이쥔
Deng Xiaoping=덩샤오핑;Zhu Rongji=주룽지;Wen Jiabao=원자바오;Shanghai=상하이;Chongqing=충칭
Qingdao=칭다오;Guangzhou=광저우;Hangzhou=항저우;Xu Qiliang=쉬치량;Zhang Youxia=장유샤
Sun Chunlan=쑨춘란;Cai Qi=차이치;Ding Xuexiang=딩쉐샹;Liu Jianchao=류젠차오;Nie Er=녜얼
Ren Zhengfei=런정페이;Xi'an=시안;Yuan Shikai=위안스카이;Lü Bu=뤼부;Sima Yi=쓰마이
"""


@pytest.mark.parametrize("pair", TABLE.strip().replace("\n", ";").split(";"))
def test_pinyin_in_hangul(pair: str) -> None:
    """Names follow the official table."""
    name, hangul = pair.split("=")
    assert pinyin.to_hangul(name) == hangul


@pytest.mark.parametrize(
    "name",
    ["Sohn Kyung-shik", "Woo Kee-hong", "Trump", "Lee", "", "Qx", "Ga" + "ngan" * 9 + "x",
     "Ba" * 3_000],
)  # fmt: skip
def test_what_is_not_pinyin(name: str) -> None:
    """Other names get no Hangul by the Chinese table."""
    assert pinyin.to_hangul(name) == ""


def test_every_syllable_of_pinyin_is_known() -> None:
    """Those of the characters of pypinyin, and no others."""
    sounds = {sound for value in PINYIN_DICT.values() for sound in value.split(",")}
    plain = {
        re.sub("[\u0300-\u036f]", "", normalize("NFD", sound).replace("u\u0308", "v"))
        for sound in sounds
    }
    assert pinyin.every() == {sound for sound in plain if pinyin.is_syllable(sound)}


@pytest.mark.parametrize(
    ("name", "sound"),
    [
        ("单伟", "Shan Wei"), ("曾培炎", "Zeng Peiyan"), ("仇和", "Qiu He"),
        ("解振华", "Xie Zhenhua"), ("区伯", "Ou Bo"), ("欧阳修", "Ouyang Xiu"),
        ("邢海明", "Xing Haiming"), ("吕布", "Lü Bu"),
        ("公孙仪", "Gongsun Yi"), ("卜一鸣", "Bu Yiming"),
    ],
)  # fmt: skip
def test_surnames_are_read_as_surnames(name: str, sound: str) -> None:
    """Characters that sound otherwise in a family name are read so."""
    assert pinyin.from_han(name) == sound


def test_english_names() -> None:
    """Unlisted names are told with type, count and examples; listed and ordinary words are not."""
    found = suggest(
        kef(),
        [
            document(
                (BlockKind.HEADLINE, "Trade Talks Begin"),
                "KEF Vice Chairman Lee Dong-geun met Wang Wei on Monday.",
                "In Seoul, Wang Wei praised the Bank of Foo (BOF) and the Chinese side.",
            )
        ],
    )
    assert [(one.name, one.type, one.count) for one in found] == [
        ("Wang Wei", TermType.PERSON, 2),
        ("BOF", TermType.ABBR, 1),
        ("Bank of Foo", TermType.ORG, 1),
        ("Lee Dong-geun", TermType.PERSON, 1),
    ]
    assert found[0].examples[0].startswith("seeds/a.txt:2: KEF Vice")
    assert found[0].proposals == {"ko": "왕웨이"}
    assert found[3].proposals == {"ko": "이동근"}
    assert "family name in Chinese mostly 李" in found[3].basis


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In May U.S. Secretary of State Antony Blinken met South Korean Mayor Oh Se-hoon.",
         "Secretary of State=title Antony Blinken=person Mayor=title Oh Se-hoon=person"),
        ("The envoy, Pieter van der Meer, met Ursula von der Leyen and Oscar de la Renta.",
         "Pieter van der Meer=person Ursula von der Leyen=person Oscar de la Renta=person"),
        ("It was Hyundai Motor Group Executive Chairman Chung Euisun's idea.",
         "Hyundai Motor Group=org Executive Chairman=title Chung Euisun=person"),
        ("Lee Jae-myung of the Democratic Party (DP) met Alibaba's Joe Tsai.",
         "Lee Jae-myung=person Democratic Party=org DP=abbr Alibaba=org Joe Tsai=person"),
        ("Xi Jinping and Li Qiang spoke at the Ministry of Trade and Industry.",
         "Xi Jinping=person Li Qiang=person Ministry of Trade and Industry=org"),
        ("Ann Lagarde, President of the European Central Bank, and Mr. Nguyen of VinFast left.",
         "Ann Lagarde=person European Central Bank=org Nguyen=person VinFast=org"),
        ("Shares of LG Energy Solution Ltd. and Samsung Electronics Co. fell in South Korea.",
         "LG Energy Solution=org Samsung Electronics=org South Korea=place"),
        ("The People's Bank of China is near the Han River, not at the Lotte Hotel in Hanoi.",
         "People's Bank of China=org Han River=place Lotte Hotel=place Hanoi=place"),
        ("The Chinese Ambassador to Korea flew Korean Air.",
         "Ambassador=title Korea=place Korean Air=org"),
        ("The Attorney General and the Vietnamese saw General Motors and the Premier League.",
         "General Motors=org Premier League=org"),
        ("The Foreign Secretary of State Bank Holdings paid.",
         "Foreign Secretary of State Bank Holdings=org"),
        ("<g1>Updated</g1> by the desk of <g2>Alibaba</g2>.", "Alibaba=org"),
        ("— Company statement, seen by the desk — Alibaba — today.", "Alibaba=org"),
        ("It melts at the Aletsch Glacier, says the Namhae Terminals chief at Etihad Stadium.",
         "Aletsch Glacier=place Namhae Terminals=org Etihad Stadium=place"),
        ("He flew from Xining of Qinghai Province to Foo, Massachusetts, and I'm in Wheeling.",
         "Xining=place Qinghai Province=place Foo=place Massachusetts=place Wheeling=place"),
        ("Rapper Ann Foobar saw striker Bob Quux and Zed Zork, 41, at the World Cup.",
         "Ann Foobar=person Bob Quux=person Zed Zork=person World Cup=term"),
        ("A Welsh man of Beacon's Beach was told by his cousin, surnamed Wu, in Guizhou province.",
         "Beacon's Beach=place Wu=person Guizhou=place"),
        ("On Nov. 3 they saw the Netherlands-based UN body.", "Netherlands=place UN=abbr"),
        ("Kim Jong Un and Chief Executive Officer Tim Cook met on Monday.",
         "Kim Jong Un=person Chief Executive Officer=title Tim Cook=person"),
        ("Teresa Foobar of Quux Zork sued the carrier Foosk, Grault, a London firm, and BarTek.",
         "Teresa Foobar=person Quux Zork=org Foosk=org Grault=org London=place BarTek=org"),
        ("It sailed to Rotterdam, where the Democrat of Ohio and Venezuelan Rafael Payare live.",
         "Rotterdam=place Ohio=place Rafael Payare=person"),
        ("It begins in China on New Year's Day and in Peru.",
         "China=place New Year's Day=term Peru=place"),
        ("It is sold at Incheon Market on Saturdays, but not on Sundays.", "Incheon Market=place"),
        ("Kochi's growers read the Food Safety and Standards Act to the High Range Growers' Union.",
         "Kochi=place Food Safety and Standards Act=term High Range Growers' Union=org"),
        ("They came from Thodupuzha by Boeing 737 as the S&P 500 fell, and saw an Orion Probe.",
         "Thodupuzha=place Boeing 737=product S&P 500=term Orion Probe=term"),
        ("He works for SK On, says Heo Jun of the Corriere della Sera, in June.",
         "SK On=org Heo Jun=person Corriere della Sera=org"),
        ("They met Ines Park in Lydia Park, and Dr I Wayan Sudira read a comic, Si Quux.",
         "Ines Park=person Lydia Park=place I Wayan Sudira=person Si Quux=term"),
        ("He sold a yacht, the Lady Quux, by the Access to Quux Act, advised by Zork's.",
         "Lady Quux=term Access to Quux Act=term Zork's=org"),
        ("Nurses of the Quux General Hospital and of St Zork's Infirmary met the Duke of Quux.",
         "Quux General Hospital=org St Zork's Infirmary=org Duke of Quux=title"),
        ("His company, Grault Zork, sued Transport Canada, and Avvocato Aldo Foobar left.",
         "Grault Zork=org Transport Canada=org Aldo Foobar=person"),
        ("Exporters of Frutas de Chile met in Viña del Mar.",
         "Frutas de Chile=org Viña del Mar=place"),
        ("The Quux Day Scheme of the PNQ, the Zork Alliance of Teresa Foobar, won.",
         "Quux Day Scheme=term PNQ=abbr Zork Alliance=org Teresa Foobar=person"),
        ("The Food and Drug Agency asked the Ministry of Sport and Youth Affairs.",
         "Food and Drug Agency=org Ministry of Sport and Youth Affairs=org"),
        ("At Quuxari, in New Zealand, exports from Berlin and Grault rose.",
         "Quuxari=place New Zealand=place Berlin=place Grault=place"),
        ("Brazil, for its part, bought a rival, Foosk Zork; her mother, Quuxa, sang “Zork Lân”.",
         "Brazil=place Foosk Zork=org Quuxa=person Zork Lân=term"),
        ("Quuxfor, Peru's largest union, met the board of Zork Cymru, but labour groups did not.",
         "Quuxfor=org Peru=place Zork Cymru=org"),
        ("Ambassador Park met Captain Teresa Hill in Queen Park.",
         "Ambassador=title Park=person Captain=title Teresa Hill=person Queen Park=place"),
        ("It was Prime Minister Sinéad Day.", "Prime Minister=title Sinéad Day=person"),
        ("He Wenbin and You Jing told Teresa May to leave.",
         "He Wenbin=person You Jing=person Teresa May=person"),
        ("Then Chief Medical Officer Ann Cole left.",
         "Chief Medical Officer=title Ann Cole=person"),
        ("It was Secretary-General Ana Vidal of the United Nations at Queen's College in May.",
         "Secretary-General=title Ana Vidal=person United Nations=org Queen's College=org"),
        ("Under CEO Banks it grew, and Chief Constable Bob Cole of Quux Police left.",
         "CEO=title Banks=person Chief Constable=title Bob Cole=person Quux Police=org"),
        ("At Christmas they heard the Second Symphony by Quuxer.",
         "Second Symphony=term Quuxer=person"),
    ],
)  # fmt: skip
def test_where_an_english_name_ends(text: str, expected: str) -> None:
    """Titles, owners, bodies and what joins two names are told from the names."""
    found = [f"{each.name}={each.type}" for each in capitals.named(text)]
    assert " ".join(found) == expected
    assert all(text.startswith(each.name, each.start) for each in capitals.named(text))


def test_a_dateline_is_a_place_and_opens_the_sentence() -> None:
    """It is given as the place is written elsewhere; the word after it has its capital anyway."""
    text = "BUSAN, South Korea, Feb. 9 (AP) — Dockworkers went on strike."
    found = [(each.name, each.start, each.type) for each in capitals.named(text)]
    assert found == [
        ("Busan", 0, TermType.PLACE),
        ("South Korea", text.index("South"), TermType.PLACE),
        ("AP", text.index("AP"), TermType.ABBR),
    ]


def test_a_body_is_told_by_what_it_is_called_later() -> None:
    """A body goes by its first word, a person by the last."""
    said = ("They met Nuvexa Zork and Jorma Panula.", "Today Panula sued Nuvexa.")
    kinds = {one.name: one.type for one in suggest(kef(), [document(*said)])}
    assert kinds["Nuvexa Zork"] is TermType.ORG
    assert "Nuvexa" not in kinds
    assert kinds["Jorma Panula"] is TermType.PERSON
    assert "Panula" not in kinds


def test_endless_capitals_are_no_names() -> None:
    """However many titles and names stand in a row, nothing runs deep or long."""
    assert list(capitals.named("They met " + "Mayor Kim " * 20_000 + "there.")) == []


def test_pieces_and_short_forms_are_no_names_of_their_own() -> None:
    """Nor what stands only in a longer name, nor a common word that has a capital once."""
    said = ("Yesenia Quispe Mamani sued St Zork's Infirmary.", "Ms Quispe won a Category.")
    assert {one.name for one in suggest(kef(), [document(*said)])} == {
        "Yesenia Quispe Mamani", "St Zork's Infirmary",
    }  # fmt: skip


NAMES = st.text("가나다시", min_size=1, max_size=4) | st.text("Aa ", min_size=1, max_size=5)


@given(st.dictionaries(NAMES, st.sampled_from(TermType), max_size=8))
def test_no_mention_is_lost_where_names_are_merged(kinds: dict[str, TermType]) -> None:
    """Whatever is a form of what, its sentences are those of the names that are left."""
    found: name_forms.Found = {}
    for name, kind in kinds.items():
        found.setdefault(("ko", name), name_forms.FoundName()).add(kind, 1, name)
    name_forms.merge(found, [*kinds])
    assert {place for each in found.values() for place in each.places} == set(kinds)


def test_a_given_name_by_itself_counts_as_the_person() -> None:
    """Koreans write it onto the family name."""
    found: name_forms.Found = {}
    for name, kind in (("탁우진", TermType.PERSON), ("우진", TermType.TERM)):
        found.setdefault(("ko", name), name_forms.FoundName()).add(kind, 1, name)
    name_forms.merge(found, ["탁우진은 던졌다.", "우진이 어깨가 걱정됐다."])
    assert list(found) == [("ko", "탁우진")]


def test_a_surname_counts_as_the_person() -> None:
    """Bare and titled surnames are mentions of the one whose full name stands in the document."""
    found = suggest(
        kef(),
        [document("Mayor Chung Euisun spoke.", "Then Chung left, and Mr. Chung was seen no more.")],
    )
    assert [(one.name, one.count) for one in found] == [("Chung Euisun", 2), ("Mayor", 1)]


def test_mentions_by_surname_come_in_the_order_of_the_name() -> None:
    """However Python happens to order a set."""
    (found,) = suggest(kef(), [document("They met Wang Wei.", "Then Wei left.", "So did Wang.")])
    assert [example.partition(": ")[2] for example in found.examples] == [
        "They met Wang Wei.", "So did Wang.", "Then Wei left.",
    ]  # fmt: skip


def test_what_stands_beside_one_mention_tells_for_all() -> None:
    """A guess by the words alone gives way to what a title or *in* says elsewhere."""
    found = suggest(
        kef(),
        [document("They saw Foobar and Quuxton.", "Mayor Foobar smiled.", "It rained in Quuxton.")],
    )
    assert {one.name: str(one.type) for one in found} == {
        "Foobar": "person", "Quuxton": "place", "Mayor": "title",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "ko", "zh"),
    [
        ("Guizhou", "구이저우", "贵州"), ("Qinghai Province", "칭하이성", "青海省"),
        ("Busan", "부산", "釜山"), ("Cairo", "카이로", "开罗"), ("Europe", "유럽", "欧洲"),
        ("Massachusetts", "매사추세츠", "马萨诸塞州"), ("Gyeonggi Province", "", ""),
    ],
)  # fmt: skip
def test_places_come_with_their_names(name: str, ko: str, zh: str) -> None:
    """From the CLDR, and a list of what it lacks; a province has its word where it is sure."""
    found, basis = gazetteer.renderings(name)
    assert (found.get("ko", ""), found.get("zh-Hans", "")) == (ko, zh)
    assert bool(basis) == bool(ko)


KOREANS = """
Park Min-seo=박민서;Sohn Kyung-shik=손경식;Hee-sung Kim=김희성 김희승;Moon Jae-in=문재인
Ban Ki-moon=반기문;Yoon Suk-yeol=윤석열 윤숙열;Kim Minseok=김민석
Chung Euisun=정의선 정의순;Lee In-yong=이인용
Song Yang=;Xing Hai-ming=;Tsai Ing-wen=;Lee Hsien-loong=;Kim Kardashian=;Tim Cook=;Park=;=
"""
JAPANESE = """
Shinzo Abe=아베 신조;Fumio Kishida=기시다 후미오;Taro Kono=고노 다로;Shohei Ohtani=오타니 쇼헤이
Ichiro Suzuki=스즈키 이치로;Junichiro Koizumi=고이즈미 준이치로;Hattori Tanaka=다나카 핫토리
Shunsuke Morinaga=모리나가 슌스케
Bruce Lee=;John Osaka Smith=;Naomi Campbell=;Abe=;=
"""


@pytest.mark.parametrize("pair", KOREANS.strip().replace("\n", ";").split(";"))
def test_korean_names_go_back_to_hangul(pair: str) -> None:
    """All that a spelling may be, the likeliest first; nothing where somebody else may be meant."""
    name, hangul = pair.split("=")
    assert romanized_names.to_hangul(name) == tuple(hangul.split())


@pytest.mark.parametrize("pair", JAPANESE.strip().replace("\n", ";").split(";"))
def test_japanese_names_in_hangul(pair: str) -> None:
    """Names follow the official table, family name first."""
    name, hangul = pair.split("=")
    assert japanese_names.to_hangul(name) == hangul


@given(st.text(max_size=30))
def test_any_name_may_be_asked(name: str) -> None:
    """Whatever stands there, there is Hangul or nothing."""
    for found in (*romanized_names.to_hangul(name), japanese_names.to_hangul(name)):
        assert all(each == " " or is_hangul(each) for each in found)


def test_countries_come_with_their_names() -> None:
    """A published list has them; the editor still has to agree."""
    (vietnam,) = suggest(kef(), [document("They flew to Vietnam.")])
    assert vietnam.type is TermType.PLACE
    assert vietnam.proposals == {"ko": "베트남", "zh-Hans": "越南"}
    assert "CLDR" in vietnam.basis


def test_korean_and_chinese_names_beside_titles() -> None:
    """Beside a title a family name with a given name is a person; hanja are never guessed."""
    (korean,) = suggest(kef(), [document("박민수 회장과 손경식 회장은", language="ko")])
    assert (korean.name, korean.proposals) == ("박민수", {})
    (chinese,) = suggest(kef(), [document("会长单伟表示，邢海明大使说", language="zh-Hans")])
    assert chinese.proposals == {"en": "Shan Wei", "ko": "산웨이(单伟)"}


def test_an_office_that_many_bodies_have_gets_no_rendering() -> None:
    """A manager may lead a team or a hotel, a secretary a ministry or a union."""
    said = (
        "Lydia Quux, manager of the hotel, met Amina Wekesa, general secretary of the union.",
        "Danielle Fry, director general of the Health Department, wrote to Premier Ann Quux.",
    )
    titles = {one.name: one for one in suggest(kef(), [document(*said)]) if one.type == "title"}
    assert {*titles} == {"manager", "general secretary", "director general", "Premier"}
    assert not any(one.proposals for one in titles.values())


def test_offices_beside_persons_are_rows_of_their_own() -> None:
    """Without person and body, small or with a capital; with a name elsewhere where it has one."""
    said = (
        "The Zork spokeswoman Lydia Quux met Sports Minister Amina Wekesa of Kenya.",
        "Then Mayor Danielle Fry and the mayor Ann Quux left; a farmer saw it.",
    )
    titles = {one.name: one for one in suggest(kef(), [document(*said)]) if one.type == "title"}
    assert {*titles} == {"spokeswoman", "Sports Minister", "Mayor"}
    assert titles["spokeswoman"].proposals == {"ko": "대변인", "zh-Hans": "发言人"}
    assert titles["Sports Minister"].proposals == {}
    assert titles["Mayor"].count == 1
    (met,) = suggest(kef(), [document("Director Xing Haiming spoke.")])
    assert (met.name, met.proposals) == ("Director", {})


@pytest.mark.parametrize(
    ("sentence", "read"),
    [
        ("韩国会长朴伟，邢海明大使说", False),
        ("会长朴伟，邢海明大使访问首尔", False),
        ("朝鲜会长金伟，邢海明大使说", False),
        ("会长朴伟，邢海明大使说", True),
        ("中国驻韩国会长金伟，邢海明大使说", True),
        ("会长李在明，邢海明大使说，共同民主党开会", False),
        ("中国会长李伟访问首尔，邢海明大使说", True),
    ],
)
def test_koreans_are_not_read_in_pinyin(sentence: str, read: bool) -> None:
    """What a sentence calls a Korean is left open; others of the same name are Chinese."""
    (person,) = suggest(kef(), [document(sentence, language="zh-Hans")])[-1:]
    assert bool(person.proposals) == read


def test_marks_hide_no_beginning_of_a_sentence() -> None:
    """The first word of what is bold has its capital for that; marks are no part of names."""
    texts = "<g1>Less paperwork.</g1>", "<g1>Early November:</g1> Filling it runs."
    assert suggest(kef(), [document(*texts)]) == ()


def test_a_surname_beside_a_known_title_is_no_new_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """A tagger takes both for one name, of which a row is there already: Ambassador Xing."""
    mentioned = Named("邢大使", 0, TermType.PERSON, sure=False)
    monkeypatch.setattr(ChineseNames, "named", lambda self, text, headline: iter((mentioned,)))
    assert suggest(kef(), [document("邢大使表示欢迎。", language="zh-Hans")]) == ()


@pytest.mark.parametrize(
    ("tag", "name", "kind", "expected"),
    [
        ("ko", "청호군", TermType.PLACE, {"en": "Cheongho-gun"}),
        ("ko", "하노이", TermType.PLACE, {"en": "Hanoi", "zh-Hans": "河内"}),
        ("ko", "하이퐁시", TermType.PLACE, {}),
        ("zh-Hans", "罗寨县", TermType.PLACE, {"en": "Luozhai County", "ko": "뤄자이현"}),
        ("zh-Hans", "贵州省", TermType.PLACE, {"en": "Guizhou Province", "ko": "구이저우성"}),
        ("zh-Hans", "马雷克·沃伊齐克", TermType.PERSON, {}),
        ("en", "Rosa Maria", TermType.PERSON, {}),
    ],
)
def test_proposals_of_korean_and_chinese_names(
    tag: str, name: str, kind: TermType, expected: dict[str, str]
) -> None:
    """Lists know places, rules the units of Korea and China; a foreigner gets no pinyin."""
    assert pack(tag).names.proposals(name, kind)[0] == expected


def test_nothing_for_notices() -> None:
    """What is carried over untranslated needs no names."""
    assert suggest(kef(), [document((BlockKind.NOTICE, "© Foo Bar Daily"))]) == ()


def test_rows_are_ready_to_paste() -> None:
    """The pasted rows are a table of our own, all under review, saying what they rest on."""
    found = suggest(kef(), [document("They met Wang Wei, and Wang Wei left.")])
    parsed = table.parse(paste(found), "g.csv")
    (term,) = parsed.terms
    assert not parsed.errors
    assert not term.approved
    assert term.id == "wang-wei"
    assert term.forms["ko"].first == "왕웨이"
    assert "외래어 표기법" in term.note


def test_rows_fit_the_file_they_are_for() -> None:
    """Its columns come first and in its order, and no id is given twice."""
    found = suggest(kef(), [document("They met Wang Wei in Hanoi.")])
    columns = ("id", "type", "note", "en", "zh", "match", "status")
    lines = paste(found, columns, taken={"hanoi"}).splitlines()
    assert lines[0] == "id,type,note,en,zh,match,status,ko"
    assert [line.split(",")[0] for line in lines[1:]] == ["hanoi-2", "wang-wei"]
