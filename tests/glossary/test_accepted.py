"""What a right translation may say instead of the required rendering."""

from __future__ import annotations

import pytest

from tests.glossary.kef import document, glossary
from workflow.glossary import problems, repair

HEAD = "id,type,en,en_aliases,ko,ko_aliases,zh,zh_aliases"
ROWS = """\
shehbaz,person,Shehbaz Sharif,,셰바즈 샤리프,,夏巴兹·谢里夫,
nawaz,person,Nawaz Sharif,,나와즈 샤리프,,纳瓦兹·谢里夫,
kim,person,Kim Min-su,,김민수,,金敏洙,
lee,person,Kim Ji-won,,김지원,,金智媛,
musk,person,Elon Musk,,일론 머스크,,埃隆·马斯克,
gw,person,George Washington,,조지 워싱턴,,乔治·华盛顿,
mj,person,Michael Jordan,,마이클 조던,,迈克尔·乔丹,
jordan,place,Jordan,,요르단,,约旦,
msf,org,Doctors Without Borders,MSF,국경없는의사회,,无国界医生组织,
mofa,org,Ministry of Foreign Affairs,,외교부,,外交部,
ouyang,person,Ouyang Nana,,어우양나나,,欧阳娜娜,
maoning,person,Mao Ning,,마오닝,,毛宁,
wangyi,person,Wang Yi,,왕이,,王毅,
chinh,person,Pham Minh Chinh,,팜민찐,,范明政,
anwar,person,Anwar Ibrahim,,안와르 이브라힘,,安瓦尔·易卜拉欣,
koizumi,person,Shinjiro Koizumi,,고이즈미 신지로,,小泉进次郎,
reeves,person,Rachel Reeves,,레이철 리브스,,蕾切尔·里夫斯,
sudan,place,Sudan,,수단,,苏丹,
kimyn,person,Kim Yong-nam,,김영남,,金永南,
dai,person,Dai Bing,,다이빙,,戴兵,
boric,person,Gabriel Boric,,가브리엘 보리치,,加夫列尔·博里奇,
sisi,person,Abdel Fattah el-Sisi,,압델 파타 엘시시,,阿卜杜勒-法塔赫·塞西,
cook,person,Tim Cook,,팀 쿡,,蒂姆·库克,
assad,person,Bashar al-Assad,,바샤르 알아사드,,巴沙尔·阿萨德,
ueda,person,Kazuo Ueda,,우에다 가즈오,,植田和男,
guterres,person,António Guterres,,안토니우 구테흐스,,安东尼奥·古特雷斯,
charles,person,Charles III,,찰스 3세,,查尔斯三世,
park,person,Park Geun-hye,,박근혜,,朴槿惠,
dc,place,Washington,,워싱턴,,华盛顿,
un,org,United Nations (UN),UN,국제연합(유엔),유엔,联合国,
lagarde,person,Christine Lagarde,,크리스틴 라가르드,,克里斯蒂娜·拉加德,
takaichi,person,Sanae Takaichi,,다카이치 사나에,,高市早苗,
liqiang,person,Li Qiang,,리창,,李强,
huang,person,Jensen Huang,,젠슨 황,,黄仁勋,
su,person,Lisa Su,,리사 수,,苏姿丰,
alcaraz,person,Carlos Alcaraz,,카를로스 알카라스,,卡洛斯·阿尔卡拉斯,
fed,org,Federal Reserve,Fed,연방준비제도(연준),연준,美联储,
cdu,org,Christian Democratic Union,CDU,기독민주당(CDU),CDU,基督教民主联盟（基民盟）,基民盟
imf,org,International Monetary Fund (IMF),,국제통화기금(IMF),,国际货币基金组织,
imfa,abbr,IMF,,IMF,,国际货币基金组织,
ecb,org,European Central Bank,,유럽중앙은행,,欧洲央行,
pm,title,Prime Minister,,총리,,总理,
fm,title,Foreign Minister,,외교부 장관,,外交部长,
ceo,title,Chief Executive Officer,CEO,최고경영자(CEO),최고경영자|CEO,首席执行官,
pres,title,President,,대통령,,总统,
king,title,King,,국왕,,国王,
sg,title,Secretary-General,,사무총장,,秘书长,
dg,title,Director-General,,사무총장,,总干事,
chancellor,title,Chancellor,,총리,,总理,
sp,title,Spokesperson,,대변인,,发言人,
""".splitlines()


def told(before: str, source: str, target: str, draft: str, language: str = "en") -> list[str]:
    """The codes of the problems of a draft of a document's second sentence."""
    uses = glossary(*ROWS, header=HEAD).uses(document(before, source, language=language), target)
    assert uses[1]
    assert repair(draft, uses[1], target, source) == draft
    return [problem.code for problem in problems(source, draft, uses[1], target)]


@pytest.mark.parametrize(
    ("before", "source", "target", "right", "wrong"),
    [
        ("Shehbaz Sharif met Nawaz Sharif.", "Sharif left.", "ko", "샤리프는 떠났다.",
         "나와즈 샤리프는 떠났다."),
        ("Shehbaz Sharif met Nawaz Sharif.", "Sharif left.", "zh-Hans", "谢里夫离开了。",
         "纳瓦兹·谢里夫离开了。"),
        ("Elon Musk met Kimbal Musk.", "Musk left.", "ko", "머스크는 떠났다.",
         "일론 머스크는 떠났다."),
        ("Michael Jordan left.", "Jordan said no.", "ko", "조던은 거절했다.",
         "요단은 거절했다."),
        ("Michael Jordan left.", "Jordan said no.", "zh-Hans", "约旦拒绝了。",
         "迈克尔·乔丹拒绝了。"),
        ("George Washington left.", "Washington said no.", "ko", "워싱턴은 거절했다.",
         "조지 워싱턴은 거절했다."),
    ],
)  # fmt: skip
def test_what_fits_whoever_is_meant_is_right(
    before: str, source: str, target: str, right: str, wrong: str
) -> None:
    """Who is meant has to be looked at only where the translation decides it."""
    assert told(before, source, target, right) == []
    assert told(before, source, target, wrong)[0].endswith("-ambiguous")


@pytest.mark.parametrize(
    ("before", "source", "draft"),
    [
        ("Jensen Huang came.", "Huang left.", "황 대통령이 떠났다."),
        ("Lisa Su came.", "Su left.", "떠날 수 있었다."),
        ("Carlos Alcaraz came.", "Alcaraz left.", "카라스는 떠났다."),
    ],
)
def test_what_is_too_short_to_tell_a_foreigner_is_no_name(
    before: str, source: str, draft: str
) -> None:
    """Koreans are called 황, 수 is a word, and nobody is called 알카라스 with an article."""
    assert told(before, source, "ko", draft) == ["term-missing"]


def test_a_korean_surname_by_itself_fits_nobody() -> None:
    """A Korean goes by the full name or a title, which are one person's."""
    for draft in ("김민수는 떠났다.", "김 씨는 떠났다."):
        found = told("Kim Min-su met Kim Ji-won.", "Kim left.", "ko", draft)
        assert found == ["surname-ambiguous"]


def test_an_office_of_two_rows_may_be_either() -> None:
    """The glossary cannot tell which, and a translation that has one of them has no problem."""
    text = "안토니우 구테흐스 사무총장이 왔다."
    for office in ("Secretary-General", "Director-General"):
        assert told("그가 왔다.", text, "en", f"{office} António Guterres came.", "ko") == []
    assert told("그가 왔다.", text, "en", "António Guterres came.", "ko") == ["term-ambiguous"]


@pytest.mark.parametrize(
    ("before", "source", "target", "right", "wrong"),
    [
        ("Tim Cook came.", "Cook left.", "ko", "쿡은 떠났다.", "국은 떠났다."),
        ("Bashar al-Assad came.", "Assad left.", "ko", "아사드는 떠났다.", "사드는 떠났다."),
        ("Bashar al-Assad came.", "President Assad left.", "ko", "아사드 대통령은 떠났다.",
         "사드 대통령은 떠났다."),
        ("Kazuo Ueda came.", "Ueda left.", "zh-Hans", "植田离开了。", "上田离开了。"),
        ("Charles III came.", "King Charles left.", "zh-Hans", "国王查尔斯离开了。",
         "国王离开了。"),
        ("Pham Minh Chinh came.", "Prime Minister Chinh left.", "ko", "찐 총리는 떠났다.",
         "민 총리는 떠났다."),
        ("Nobody came.", "Chancellor Rachel Reeves left.", "ko",
         "레이철 리브스 재무장관은 떠났다.", "레이철 리브스 외무장관은 떠났다."),
        ("Ouyang Nana came.", "Ouyang left.", "ko", "어우양은 떠났다.", "어우는 떠났다."),
        ("Gabriel Boric came.", "Chile's Boric left.", "zh-Hans", "智利总统博里奇离开了。",
         "智利总统博里克离开了。"),
        ("UN Secretary-General António Guterres came.", "UN Secretary-General Guterres left.",
         "zh-Hans", "联合国秘书长古特雷斯离开了。", "联合国秘书长潘基文离开了。"),
    ],
)  # fmt: skip
def test_who_was_named_before_goes_by_the_family_name(
    before: str, source: str, target: str, right: str, wrong: str
) -> None:
    """Of one syllable, without an article, and after an office."""
    assert told(before, source, target, right) == []
    assert told(before, source, target, wrong) == ["term-missing"]


@pytest.mark.parametrize(
    ("before", "source", "target", "right", "wrong"),
    [
        ("毛宁来了。", "毛宁女士离开了。", "ko", "마오 대변인은 떠났다.", "마 대변인은 떠났다."),
        ("王毅外长来了。", "王外长离开了。", "ko", "왕 부장은 떠났다.", "왕 차장은 떠났다."),
        ("王毅外长来了。", "王毅外长离开了。", "ko", "왕이 부장은 떠났다.", "왕이 차장은 떠났다."),
        ("来了。", "小泉进次郎防卫大臣离开了。", "ko", "고이즈미 신지로 방위상이 떠났다.",
         "고이즈미 신지로 국방부장이 떠났다."),
        ("来了。", "欧阳娜娜说，欧阳离开了。", "en", "Ouyang Nana said that Ouyang had left.",
         "Mr. Ouyang said that Nana had left."),
        ("发言人来了。", "外交部开会。", "en", "The Foreign Ministry met.",
         "The Finance Ministry met."),
    ],
)  # fmt: skip
def test_names_of_other_languages_go_by_their_short_forms(
    before: str, source: str, target: str, right: str, wrong: str
) -> None:
    """The source tells the family name 마오; a minister of China is a 부장."""
    assert told(before, source, target, right, "zh-Hans") == []
    assert told(before, source, target, wrong, "zh-Hans") == ["term-missing"]


def test_an_arabic_article_is_spelt_in_several_ways() -> None:
    """In the full name as in the family name."""
    source = "Abdel Fattah al-Sisi left."
    assert told("Nobody came.", source, "ko", "압델 파타 엘시시는 떠났다.") == []


def test_a_sentence_may_begin_with_a_form_in_small_letters() -> None:
    """*former President Park* has a capital there."""
    source = "박 전 대통령은 떠났다."
    before = "박근혜 전 대통령이 왔다."
    assert told(before, source, "en", "Former President Park left.", "ko") == []
    assert told(before, source, "en", "Former President Kim left.", "ko") == ["term-missing"]


@pytest.mark.parametrize(
    ("source", "target", "draft"),
    [
        ("The Fed and the CDU met.", "ko", "연준과 CDU가 만났다."),
        ("The Fed and the CDU met.", "ko", "연방준비제도(연준)와 기독민주당(CDU)이 만났다."),
        ("The CDU met.", "zh-Hans", "基民盟开会。"),
        ("CEO Jensen Huang left.", "ko", "젠슨 황 CEO가 떠났다."),
        ("The International Monetary Fund cites the IMF's own data.", "zh-Hans",
         "国际货币基金组织引用了自己的数据。"),
        ("Doctors Without Borders, known as MSF, left.", "ko",
         "MSF로 알려진 국경없는의사회는 떠났다."),
    ],
)  # fmt: skip
def test_a_short_name_may_be_short_at_its_first_mention(
    source: str, target: str, draft: str
) -> None:
    """Nothing is put in, and a body that the sentence has twice may be named once."""
    assert told("Nobody came.", source, target, draft) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("환경을 지킬 수단이 없다.", 0),
        ("교통 수단이 없다.", 0),
        ("효과적인 수단이 없다.", 0),
        ("그의 수단은 요트였다.", 0),
        ("전날 수단을 떠났다.", 1),
        ("대통령은 수단을 찾았다.", 1),
        ("다이빙 대회가 열렸다.", 0),
        ("다이빙 주한 중국대사가 왔다.", 1),
        ("왕이 중국 외교부장이 왔다.", 1),
        ("왕이 중국 요리를 먹었다.", 0),
    ],
)
def test_a_word_that_is_a_country_as_well_is_known_by_what_leads_it(text: str, found: int) -> None:
    """A means is one to an end, or of traffic; an ambassador has a country."""
    uses = glossary(*ROWS, header=HEAD).uses(document(text, language="ko"), "en")[0]
    assert len(uses) == found


def test_a_full_name_has_its_full_form_at_its_first_mention() -> None:
    """Only where the source itself is short may the translation be."""
    uses = glossary(*ROWS, header=HEAD).uses(document("The Federal Reserve met."), "ko")[0]
    (problem,) = problems("The Federal Reserve met.", "연준이 만났다.", uses, "ko")
    assert problem.code == "term-first"


@pytest.mark.parametrize(
    ("before", "source", "target", "right", "wrong"),
    [
        ("이시바", "다카이치 사나에 총리가 떠났다.", "zh-Hans", "首相高市早苗离开了。",
         "副首相高市早苗离开了。"),
        ("李强总理来了。", "李总理离开了。", "en", "Premier Li left.", "Vice Premier Li left."),
        ("Nobody came.", "Foreign Minister Li Qiang left.", "ko", "리창 외교부장이 떠났다.",
         "리창 국방부장이 떠났다."),
        ("Nobody came.", "Foreign Minister Li Qiang left.", "ko", "리창 외교부 장관이 떠났다.",
         "리창 외무상이 떠났다."),
        ("Nobody came.", "Li Qiang left.", "ko", "리창 총리가 떠났다.", "리창 외무상이 떠났다."),
        ("Nobody came.", "Prime Minister Li Qiang left.", "zh-Hans", "总理李强离开了。",
         "首相李强离开了。"),
        ("Nobody came.", "Japanese Foreign Minister Sanae Takaichi left.", "ko",
         "다카이치 사나에 일본 외무상이 떠났다.", "다카이치 사나에 일본 외교부장이 떠났다."),
        ("Nobody came.", "Foreign Minister Kim Yong-nam left.", "ko", "김영남 외교부장이 떠났다.",
         "김영남 국방부장이 떠났다."),
        ("Nobody came.", "Prime Minister Kim Yong-nam left.", "zh-Hans", "金永南首相离开了。",
         "金永南外相离开了。"),
        ("Nobody came.", "South Korean Foreign Minister Park Geun-hye left.", "ko",
         "박근혜 한국 외교부 장관이 떠났다.", "박근혜 한국 외교부장이 떠났다."),
        ("왔다.", "안와르 이브라힘 총리가 떠났다.", "zh-Hans", "安瓦尔·易卜拉欣首相离开了。",
         "安瓦尔·易卜拉欣部长离开了。"),
        ("CEO Jensen Huang came.", "CEO Huang left.", "zh-Hans", "黄仁勋离开了。",
         "黄仁勋总统离开了。"),
    ],
)  # fmt: skip
def test_an_office_goes_by_what_its_country_calls_it(
    before: str, source: str, target: str, right: str, wrong: str
) -> None:
    """Who was named before may go by the name alone; another office, or state's, is told."""
    language = "ko" if "가" in source else "zh-Hans" if "离" in source else "en"
    assert told(before, source, target, right, language) == []
    assert told(before, source, target, wrong, language) == ["term-missing"]


def test_a_ministry_of_foreign_affairs_is_not_any_foreign_ministry() -> None:
    """Most states have one, each under its own name."""
    uses = glossary(*ROWS, header=HEAD).uses(document("The Foreign Ministry met."), "zh-Hans")[0]
    assert uses == ()


def test_a_chancellor_of_a_university_is_no_premier() -> None:
    """Only who is a state's may be called as other states call theirs."""
    known = glossary("c,title,Chancellor,총장,校长,case", "e,person,Emily Carter,에밀리 카터,,case")
    source = "Chancellor Emily Carter left."
    uses = known.uses(document(source), "ko")[0]
    assert problems(source, "에밀리 카터 총장이 떠났다.", uses, "ko") == ()
    assert problems(source, "에밀리 카터 총리가 떠났다.", uses, "ko")


def test_a_name_before_another_states_office_is_not_its_holders() -> None:
    """Headlines leave out the particle between them."""
    known = glossary(
        "w,person,Wang Yi,왕이,王毅,case", "f,title,Foreign Minister,외교부 장관,外交部长,case",
        "j,place,Japan,일본,日本,case", "c,place,China,중국,中国,case",
    )  # fmt: skip
    source = "Wang Yi of China meets Japan's foreign minister"
    uses = known.uses(document(source), "ko")[0]
    assert problems(source, "중국 왕이 일본 외무상 만나", uses, "ko") == ()
    assert problems(source, "왕이 중국 외무상 일본 외무상 만나", uses, "ko")


def test_a_given_name_after_a_family_name_of_two_characters_is_another_persons() -> None:
    """欧阳为民 is not 欧阳娜娜, though 为 often stands behind a name."""
    text = document("欧阳娜娜来了。", "欧阳为民离开了。", language="zh-Hans")
    assert glossary(*ROWS, header=HEAD).uses(text, "en")[1] == ()


@pytest.mark.parametrize(
    ("target", "draft"),
    [
        ("ko", "크리스틴 라가르드 유럽중앙은행 총재가 떠났다."),
        ("zh-Hans", "欧洲央行行长克里斯蒂娜·拉加德离开了。"),
    ],
)
def test_a_bank_has_no_head_of_state(target: str, draft: str) -> None:
    """*President* of a row that says 대통령 is a state's; person and bank are held to theirs."""
    source = "European Central Bank President Christine Lagarde left."
    uses = glossary(*ROWS, header=HEAD).uses(document(source), target)[0]
    assert [use.term for use in uses] == ["ecb", "lagarde"]
    assert problems(source, draft, uses, target) == ()


def test_a_pope_has_two_names() -> None:
    """*Paul* is nobody who is called John Paul."""
    known = glossary("jp,person,John Paul II,요한 바오로 2세,约翰·保罗二世,case")
    uses = known.uses(document("John Paul II came.", "Paul left.", "John Paul left."), "ko")
    assert [[use.source for use in each] for each in uses[1:]] == [[], ["John Paul"]]


def test_a_country_may_be_its_adjective_in_english() -> None:
    """*The Chinese market* is 중국 시장; another country's is told."""
    known = glossary("cn,place,China,중국,中国,case", "kr,place,South Korea,한국,韩国,case")
    source = "중국 시장은 크다."
    uses = known.uses(document(source, language="ko"), "en")[0]
    assert problems(source, "The Chinese market is large.", uses, "en") == ()
    assert problems(source, "The Japanese market is large.", uses, "en")


FAMILY = (
    "a,person,Chung Euisun,정의선,郑义宣,case", "b,person,Chung Mong-koo,정몽구,郑梦九,case",
    "o,person,Naomi Osaka,오사카 나오미,大坂直美,case", "c,place,Osaka,오사카,大阪,case",
    "r,person,Cristiano Ronaldo,크리스티아누 호날두,克里斯蒂亚诺·罗纳尔多,case",
    "e,title,Chairman,회장,会长,case", "f,title,Executive Chair,회장,执行会长,case",
)  # fmt: skip


@pytest.mark.parametrize(
    ("before", "source", "target", "draft"),
    [
        ("Chung Euisun came.", "Chung's father, Chung Mong-koo, left.", "ko",
         "정의선의 부친 정몽구는 떠났다."),
        ("Chung Euisun came.", "Chung's lawyer Chung Min-ho left.", "ko",
         "정의선의 변호인 정민호는 떠났다."),
        ("Nobody came.", "Naomi Osaka was born in Osaka.", "zh-Hans", "大坂直美出生于大阪。"),
    ],
)  # fmt: skip
def test_a_surname_is_whose_full_name_stands_before_it(
    before: str, source: str, target: str, draft: str
) -> None:
    """Whoever is named after it cannot be meant, nor can somebody be where others are born."""
    uses = glossary(*FAMILY).uses(document(before, source), target)[1]
    assert problems(source, draft, uses, target) == ()


def test_an_office_of_two_rows_may_be_left_out_behind_a_surname() -> None:
    """As any office may, of who was named before."""
    source = "정 회장은 떠났다."
    uses = glossary(*FAMILY).uses(document("정의선 회장이 왔다.", source, language="ko"), "en")[1]
    assert problems(source, "Chung left.", uses, "en") == ()


def test_a_ships_name_may_be_in_quotes() -> None:
    """Before the word for a ship: “乔治·华盛顿”号, '조지 워싱턴'호."""
    known = glossary("s,product,USS George Washington,조지 워싱턴호,乔治·华盛顿号,case")
    source = "The USS George Washington left."
    drafts = {"zh-Hans": "“乔治·华盛顿”号离开了。", "ko": "‘조지 워싱턴’호는 떠났다."}
    for target, draft in drafts.items():
        uses = known.uses(document(source), target)[0]
        assert problems(source, draft, uses, target) == ()


def test_quotes_around_more_than_a_name_are_kept() -> None:
    """Many Koreans are called as ships are: …호."""
    rows = ("k,person,Song Kang-ho,송강호,성강호,case", "p,product,eBay Ho,eBay호,,case")
    uses = glossary(*rows, header="id,type,en,ko,ko_forbidden,match").uses(
        document("“Song Kang-ho came,” they said.", "The eBay Ho left."), "ko"
    )
    source = "“Song Kang-ho came,” they said."
    assert repair("“성강호가 왔다”고 했다.", uses[0], "ko", source) == "“송강호가 왔다”고 했다."
    assert problems("The eBay Ho left.", "‘eBay’호는 떠났다.", uses[1], "ko") == ()


def test_a_region_is_no_company() -> None:
    """*The Amazon region* is called after a river."""
    known = glossary("a,org,Amazon,아마존,亚马逊,case")
    text = document("They saw the Amazon region.", "They sued the Amazon subsidiary.")
    assert [len(uses) for uses in known.uses(text, "zh-Hans")] == [0, 1]


def test_no_bracket_is_put_before_a_possessive() -> None:
    """*European Union (EU)'s decision* is worse than what stood there; nor in a longer name."""
    known = glossary("e,org,European Union (EU),유럽연합,欧盟,case")
    source = "유럽연합의 결정이었다."
    uses = known.uses(document(source, language="ko"), "en")[0]
    for draft in ("It was the European Union's decision.", "The European Union Council did."):
        assert repair(draft, uses, "en", source) == draft
    assert repair("The European Union did.", uses, "en", source) == "The European Union (EU) did."


@pytest.mark.parametrize(
    ("draft", "right"),
    [
        ("왕이 부장이 조현 장관을 만났다.", True),
        ("왕이 부부장이 조현 장관을 만났다.", False),
        ("왕이 부장이 조현 차관을 만났다.", False),
        ("왕이 중국 외무상이 조현 장관을 만났다.", False),
    ],
)
def test_a_minister_in_short_is_the_same_at_the_first_mention(draft: str, *, right: bool) -> None:
    """Korean news says 부장 of China's ministers alone, and 장관 of its own."""
    known = glossary(
        "w,person,Wang Yi,왕이,王毅,case", "c,person,Cho Hyun,조현,赵显,case",
        "f,title,Foreign Minister,외교부 장관,外交部长,case",
    )  # fmt: skip
    source = "王毅外长会见赵显外长。"
    uses = known.uses(document(source, language="zh-Hans"), "ko")[0]
    assert (problems(source, draft, uses, "ko") == ()) is right


def test_a_country_before_an_office_tells_whose_it_is() -> None:
    """Britain has no 외교부장, wherever the glossary does not list the office."""
    known = glossary("y,person,Yvette Cooper,이베트 쿠퍼,,case")
    source = "British Foreign Secretary Yvette Cooper left."
    uses = known.uses(document(source), "ko")[0]
    assert problems(source, "이베트 쿠퍼 영국 외무장관이 떠났다.", uses, "ko") == ()
    assert problems(source, "이베트 쿠퍼 영국 외교부장이 떠났다.", uses, "ko")


def test_a_japanese_minister_may_be_called_as_in_japan() -> None:
    """외무대신 is a word of Korean news too, and no office of China's."""
    known = glossary(
        "w,person,Wang Yi,왕이,王毅,case", "i,person,Takeshi Iwaya,이와야 다케시,岩屋毅,case",
        "f,title,Foreign Minister,외교부 장관,外交部长,case",
    )  # fmt: skip
    for person, draft, right in (
        ("Takeshi Iwaya", "이와야 다케시 일본 외무대신이 왔다.", True),
        ("Wang Yi", "왕이 중국 외무대신이 왔다.", False),
    ):
        source = f"Foreign Minister {person} came."
        uses = known.uses(document(source), "ko")[0]
        assert (problems(source, draft, uses, "ko") == ()) is right


def test_two_offices_of_one_body_stand_side_by_side() -> None:
    """The second one is the body's as well."""
    known = glossary(
        "f,title,Foreign Minister,외교부 장관,外交部长,case", "c,place,China,중국,中国,case",
        "z,person,Zhou Enlai,저우언라이,周恩来,case",
    )  # fmt: skip
    source = "Zhou Enlai, who was prime minister and foreign minister of China, came."
    for target, draft in (
        ("ko", "중국 총리 겸 외교부장을 지낸 저우언라이가 왔다."),
        ("zh-Hans", "曾任中国总理兼外交部长的周恩来来了。"),
    ):
        uses = known.uses(document(source), target)[0]
        assert problems(source, draft, uses, target) == ()


@pytest.mark.parametrize(
    ("source", "target", "draft", "right"),
    [
        ("Foreign Minister Jean-Noël Barrot left.", "zh-Hans", "法国外长巴罗离开了。", True),
        ("Foreign Minister Jean-Noël Barrot left.", "zh-Hans", "法国总统巴罗离开了。", False),
        ("Foreign Minister Jean-Noël Barrot left.", "zh-Hans", "巴罗离开了。", False),
        ("Foreign Minister Jean-Noël Barrot left.", "zh-Hans", "法国外交部长巴罗离开了。", True),
        ("Foreign Minister Jean-Noël Barrot left.", "ko", "바로 외교부 장관이 떠났다.", True),
        ("Foreign Minister Jean-Noël Barrot left.", "ko", "바로 총리가 떠났다.", False),
        ("Jean-Noël Barrot left.", "ko", "바로 장관이 떠났다.", True),
        ("Jean-Noël Barrot left.", "ko", "바르니에 장관이 떠났다.", False),
        ("Jean-Noël Barrot left.", "zh-Hans", "外长约翰·巴罗离开了。", False),
        ("Xi Jinping left.", "ko", "시 주석이 떠났다.", False),
    ],
)
def test_a_foreigner_goes_by_the_family_name_beside_the_office_at_once(
    source: str, target: str, draft: str, *, right: bool
) -> None:
    """So newspapers name foreign ministers; who has a name of one syllable is named in full."""
    known = glossary(
        "b,person,Jean-Noël Barrot,장노엘 바로,让-诺埃尔·巴罗,case",
        "x,person,Xi Jinping,시진핑,习近平,case",
        "f,title,Foreign Minister,외교부 장관,外交部长,case",
    )  # fmt: skip
    uses = known.uses(document(source), target)[0]
    assert (problems(source, draft, uses, target) == ()) is right


@pytest.mark.parametrize("named", ["Jordan Pickford", "Jordan Henderson"])
def test_a_country_that_somebody_is_called_after_is_the_person_as_well(named: str) -> None:
    """Whether the glossary has the person or not; where somebody flies to is the country."""
    known = glossary(
        "h,person,Jordan Henderson,조던 헨더슨,乔丹·亨德森,case", "j,place,Jordan,요르단,约旦,case"
    )
    for source, draft in (
        ("Jordan was brave.", "조던은 용감했다."),
        ("He flew to Jordan.", "그는 요르단으로 갔다."),
    ):
        uses = known.uses(document(f"{named} came.", source), "ko")[1]
        assert problems(source, draft, uses, "ko") == ()
        valley = known.uses(document("The Jordan Valley is dry.", source), "ko")[1]
        assert (problems(source, draft, valley, "ko") == ()) is ("요르단" in draft)


def test_an_article_before_a_title_is_no_surname() -> None:
    """한 시장 is a market where 한지원 is a chairwoman, and the mayor where that is not told."""
    known = glossary(
        "h,person,Han Ji-won,한지원,韩智媛,case", "c,title,Chairwoman,회장,会长,case",
        "m,title,Mayor,시장,市长,case",
    )  # fmt: skip
    for before, found in (("한지원 회장이 왔다.", 0), ("한지원이 왔다.", 1)):
        uses = known.uses(document(before, "서울의 한 시장에서 샀다.", language="ko"), "en")[1]
        assert len(uses) == found


def test_a_body_may_be_spelled_out_for_its_abbreviation() -> None:
    """Where both have a row: KEF in the bracket of the one is the name of the other."""
    rows = ("kef,org,Korea Employers Federation (KEF),,한국경영자총협회(경총),,韩国经营者总协会,",
            "k,abbr,KEF,,경총,,韩国经总,")  # fmt: skip
    uses = glossary(*rows, header=HEAD).uses(document("KEF said no."), "ko")[0]
    assert not problems("KEF said no.", "한국경영자총협회는 거부했다.", uses, "ko")
    assert problems("KEF said no.", "한국노동조합총연맹은 거부했다.", uses, "ko")
