"""Finding names in text and joining them to mentions."""

from __future__ import annotations

import string
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.glossary.kef import document, glossary, kef, one, targets
from workflow.markup import plain
from workflow.model import BlockKind, TermUse


def test_a_title_in_lower_case_is_one_with_capitals_too() -> None:
    """A row *chief executive* is meant before a name: *Chief Executive Kim Min-su*."""
    rows = "s,person,Kim Min-su,김민수,金敏洙,case", "c,title,chief executive,대표,总裁,case"
    text = document("Chief Executive Kim Min-su left.")
    assert targets(glossary(*rows).uses(text, "ko")[0]) == {
        "Chief Executive Kim Min-su": "김민수 대표"
    }
    assert not glossary(*rows).uses(document("The Chief Executive left."), "ko")[0]


def test_without_accents_a_place_is_no_word() -> None:
    """Malmo is Malmö; *are* is no place."""
    rows = "a,place,Åre,오레,奥勒,case", "m,place,Malmö,말뫼,马尔默,case"
    text = document("Are you from Malmo?")
    assert targets(glossary(*rows).uses(text, "ko")[0]) == {"Malmo": "말뫼"}


def found(text: str, language: str = "en", target: str = "ko") -> list[str]:
    """The mentions in a document of one sentence."""
    return [use.source for use in one(text, target, language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("KEF met.", ["KEF"]),
        ("KEF's view", ["KEF"]),
        ("KEF’s view", ["KEF"]),
        ("(KEF)", ["KEF"]),
        ("KEF-led talks, non-KEF firms", ["KEF", "KEF"]),
        ("KEFIR, kef, Kef, UKEF, KEF2, KEF_x, KÉF, KEFé", []),
        ("www.KEF.or.kr https://a.b/KEF/x a@KEF.org", []),
        (
            "supply chains, Supply Chains and SUPPLY CHAIN",
            ["supply chains", "Supply Chains", "SUPPLY CHAIN"],
        ),
        ("oversupply chain", []),
        ("the supply-chain crisis", ["supply-chain"]),
        ("urea solution and urea", ["urea solution", "urea"]),
        ("the Korea Employers Federation (KEF)", ["Korea Employers Federation (KEF)"]),
        ("the Korea Employers Federation", ["Korea Employers Federation"]),
        ("Korea  Employers\u00a0Federation", ["Korea  Employers\u00a0Federation"]),
        ("Sohn Kyung\u2011shik", ["Sohn Kyung\u2011shik"]),
        ("Kyung-shik Sohn", ["Kyung-shik Sohn"]),
        ("KOREA EMPLOYERS FEDERATION", ["KOREA EMPLOYERS FEDERATION"]),
        ("SOHN KYUNG-SHIK URGES", ["SOHN KYUNG-SHIK"]),
        ("CHAIRMAN SOHN KYUNG-SHIK IN SEOUL", ["CHAIRMAN SOHN KYUNG-SHIK", "SEOUL"]),
        ("THE CHAIRMAN URGES CALM", []),
        ("Deputy Chairman Sohn Kyung-shik", ["Sohn Kyung-shik"]),
        ("Co-Chairman Sohn Kyung-shik, Acting President", ["Sohn Kyung-shik"]),
        ("Vice Chairman Sohn Kyung-shik", ["Vice Chairman Sohn Kyung-shik"]),
        ("former Chairman Sohn Kyung-shik", ["former Chairman Sohn Kyung-shik"]),
        ("sohn kyung-shik", []),
        ("<g1>KEF</g1> and <x2/>", ["KEF"]),
        ("<g1>Sohn</g1> Kyung-shik", ["Sohn Kyung-shik"]),
        (
            "<g1>K</g1>EF, the <g2>Korea <g3>Employers</g3></g2> Federation",
            ["KEF", "Korea Employers Federation"],
        ),
        ("Chairman <g1>Sohn</g1> Kyung-shik", ["Sohn Kyung-shik"]),
        ("KEF<g1>2</g1> and UK<g2>EF</g2>", ["KEF"]),
        ("Sohn <x1/> Kyung-shik", []),
        ("Koreans in North Koreatown", []),
        ("North Korea, NORTH KOREA and South Korea", ["South Korea"]),
        ("the South China Sea and China", ["China"]),
        ("an ambassador and a chairman", []),
        ("The Ambassador left.", []),
    ],
)
def test_english_names(text: str, expected: list[str]) -> None:
    """Names are found with any typography, as whole words, in the case their row allows."""
    assert found(text) == expected


def test_a_headline_all_in_capitals() -> None:
    """Names, titles and bodies are joined there, too; a surname counts unless it is a word."""
    shown = kef().uses(
        document(
            (BlockKind.HEADLINE, "KEF CHAIRMAN SOHN MEETS AMBASSADOR XING: XING SPOKE"),
            "Xing Haiming met Sohn Kyung-shik.",
            (BlockKind.HEADING, "XING SPOKE"),
        ),
        "ko",
    )
    assert targets(shown[0]) == {
        "KEF CHAIRMAN SOHN": "손 경총 회장",
        "AMBASSADOR XING": "싱 대사",
        "XING": "싱 대사",
    }
    assert targets(shown[2]) == {"XING": "싱 대사"}


@pytest.mark.parametrize("hyphen", "-\u2010\u2011\u2013")
def test_surnames_joined_by_a_hyphen_are_left_alone(hyphen: str) -> None:
    """``Sohn-Xing`` could be one person's name, whichever hyphen it has."""
    shown = kef().uses(
        document("Xing Haiming met Sohn Kyung-shik.", f"The Sohn{hyphen}Xing talks went on."), "ko"
    )
    assert shown[1] == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("경총은 밝혔다", ["경총"]),
        ("경총이라고 한다", ["경총"]),
        ("한국에서는 한국의 한국이었다", ["한국", "한국", "한국"]),
        ("한국은행과 중국집, 주한국", []),
        ("한국경영자총협회(경총)는", ["한국경영자총협회(경총)"]),
        ("한국경영자총협회는", ["한국경영자총협회"]),
        ("KEF는", []),
        ("손경식 회장은", ["손경식 회장"]),
        ("손경식 경총 회장이", ["손경식 경총 회장"]),
        ("경총 손경식 회장이", ["경총 손경식 회장"]),
        ("경총 회장 손경식은", ["경총 회장 손경식"]),
        ("싱하이밍(邢海明) 주한 중국대사가", ["싱하이밍(邢海明) 주한 중국대사"]),
        ("싱하이밍 대사와 싱 대사는", ["싱하이밍 대사", "싱 대사"]),
        ("부싱 대사", []),
    ],
)
def test_korean_names(text: str, expected: list[str]) -> None:
    """Particles may follow a Korean name; other syllables make it another word."""
    assert found(text, "ko", "en") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("中国驻韩国大使邢海明表示", ["中国驻韩国大使邢海明"]),
        ("邢海明大使说邢大使", ["邢海明大使", "邢大使"]),
        ("韩国经总会长孙京植与孙会长", ["韩国经总会长孙京植", "孙会长"]),
        ("副会长孙京植", ["副会长孙京植"]),
        ("名誉会长孙京植", ["孙京植"]),
        ("在韩国经营者总协会（韩国经总）上", ["韩国经营者总协会（韩国经总）"]),
        ("在韩国经营者总协会(韩国经总)上", ["韩国经营者总协会(韩国经总)"]),
        ("三星电子社长李仁龙", ["三星电子社长李仁龙"]),
        ("供应链和尿素溶液", ["供应链", "尿素溶液"]),
        ("中国和其他发展中国家", ["中国"]),
        ("近日本报记者在日本", ["日本"]),
    ],
)
def test_chinese_names(text: str, expected: list[str]) -> None:
    """Chinese names are found inside running text, with the titles before or after them."""
    assert found(text, "zh-Hans", "ko") == expected


def test_latin_names_in_other_scripts() -> None:
    """A name in Latin letters is found between Chinese characters and before Korean particles."""
    table = glossary("a,org,HMM,HMM,HMM,case")
    for text, language in (("与HMM会面，HMMX除外", "zh-Hans"), ("HMM은 HMM타워와", "ko")):
        uses = table.uses(document(text, language=language), "en")[0]
        assert [use.source for use in uses] == ["HMM"]


@pytest.mark.parametrize(
    ("text", "ko", "zh"),
    [
        ("Ambassador Xing Haiming spoke.", "싱하이밍(邢海明) 대사", "邢海明大使"),
        ("KEF Chairman Sohn Kyung-shik spoke.", "손경식 경총 회장", "韩国经总会长孙京植"),
        ("KEF’s Chairman Sohn Kyung-shik spoke.", "손경식 경총 회장", "韩国经总会长孙京植"),
        ("Chairman Sohn Kyung-shik of KEF spoke.", "손경식 경총 회장", "韩国经总会长孙京植"),
        ("Chairman of KEF Sohn Kyung-shik spoke.", "손경식 경총 회장", "韩国经总会长孙京植"),
        ("Xing Haiming, the Chinese Ambassador to Korea, spoke.",
         "싱하이밍(邢海明) 주한 중국대사", "中国驻韩国大使邢海明"),
        ("Chinese Ambassador to Korea Xing Haiming spoke.",
         "싱하이밍(邢海明) 주한 중국대사", "中国驻韩国大使邢海明"),
        ("Lee In-yong, President of Samsung Electronics; others", "이인용 삼성전자 사장",
         "三星电子社长李仁龙"),
        ("Kim Chang-beom, Vice Chairman of Hanwha Solutions", "김창범 한화솔루션 부회장",
         "韩华思路信副会长金昌范"),
        ("Japan’s Ambassador to Korea Kim Min-su", "김민수 주한 일본대사", "日本驻韩国大使金敏洙"),
    ],
)  # fmt: skip
def test_names_and_titles_are_rendered_as_one(text: str, ko: str, zh: str) -> None:
    """A person with title and body is one mention, in the order of each language."""
    (korean,), (chinese,) = one(text, "ko"), one(text, "zh-Hans")
    assert (korean.rendering, chinese.rendering) == (ko, zh)
    assert korean.parts
    assert all(text[part.start : part.end] == part.source for part in korean.parts)


def test_surnames_count_after_the_full_name() -> None:
    """A title with a surname counts in its person's document, a bare surname only afterwards."""
    uses = kef().uses(
        document(
            "Xing spoke.", "Ambassador Xing Haiming came.", "Xing said so.", "Ambassador Xing left."
        ),
        "ko",
    )
    assert [targets(found) for found in uses] == [
        {},
        {"Ambassador Xing Haiming": "싱하이밍(邢海明) 대사"},
        {"Xing": "싱 대사"},
        {"Ambassador Xing": "싱 대사"},
    ]
    assert kef().uses(document("Ambassador Xing came."), "ko") == ((),)


def test_surname_of_another_person_is_not_taken() -> None:
    """A surname inside someone else's full name is not a mention."""
    uses = kef().uses(
        document(
            "Lee In-yong came.",
            "Lee Jae-yong, Bruce Lee, Lee-based and President Lee Jae-myung did not.",
            "But Lee did.",
        ),
        "ko",
    )
    assert targets(uses[1]) == {}
    (lee,) = uses[2]
    assert (lee.source, lee.rendering, lee.rule) == ("Lee", "", "ambiguous")
    assert lee.candidates == ("이인용", "Lee Jae-yong", "Bruce Lee", "Lee Jae-myung")


def test_title_case_headline_keeps_surnames() -> None:
    """In a headline with capitals throughout the next word is no given name."""
    uses = kef().uses(
        document(
            (BlockKind.HEADLINE, "Chairman Sohn Urges Stable Supply Chains"),
            "Sohn Kyung-shik came.",
        ),
        "ko",
    )
    assert targets(uses[0]) == {"Chairman Sohn": "손 회장", "Supply Chains": "공급망"}


def test_two_persons_of_one_surname_are_flagged() -> None:
    """A surname two persons of the document share requires nothing; the title beside it does."""
    text = "Kim Chang-beom met Kim Min-su.", "Kim spoke, then Chairman Kim did."
    uses = kef().uses(document(*text), "ko")[1]
    assert [(use.source, use.rendering, use.rule) for use in uses] == [
        ("Kim", "", "ambiguous"),
        ("Chairman", "회장", "first"),
        ("Kim", "", "ambiguous"),
    ]


def test_names_shared_by_rows_are_flagged() -> None:
    """Two rows of one name with different renderings require nothing; equal ones do no harm."""
    rows = ("a,title,President,사장,社长,case", "b,title,President,대통령,总统,case",
            "c,person,Kim Min-su,김민수,金敏洙,case")  # fmt: skip
    title, person = glossary(*rows).uses(document("President Kim Min-su spoke."), "ko")[0]
    assert (title.rendering, title.rule, person.rendering) == ("", "ambiguous", "김민수")
    same = glossary("a,term,chip,칩,芯片,", "b,term,chip,칩,芯片,")
    assert [use.rendering for use in same.uses(document("A chip."), "ko")[0]] == ["칩"]


def test_scope_tells_titles_of_companies_from_titles_of_states() -> None:
    """An extra column ``scope`` says which rendering of a title goes with which kind of body."""
    table = glossary(
        "a,title,President,사장,社长,org", "b,title,President,대통령,总统,place",
        "c,person,Kim Min-su,김민수,金敏洙,", "d,person,Moon Jae-in,문재인,文在寅,",
        "e,org,Hanwha,한화,韩华,", "f,place,Korea,한국,韩国,",
        header="id,type,en,ko,zh,scope",
    )  # fmt: skip
    text = "Hanwha President Kim Min-su met Moon Jae-in, President of Korea."
    uses = table.uses(document(text), "ko")[0]
    assert [use.rendering for use in uses] == ["김민수 한화 사장", "문재인 한국 대통령"]


def test_row_overrides_rule() -> None:
    """A row for a whole composite is preferred to the rule."""
    table = glossary(
        "a,person,Xing Haiming,싱하이밍,邢海明,case", "b,title,Ambassador,대사,大使,case",
        "c,person,Ambassador Xing Haiming,싱하이밍 전 대사,前大使邢海明,case",
    )  # fmt: skip
    (use,) = table.uses(document("Ambassador Xing Haiming spoke."), "ko")[0]
    assert (use.term, use.rendering) == ("c", "싱하이밍 전 대사")


def test_surname_column_overrides_rule() -> None:
    """``en_surname`` and its like say what no rule can know."""
    table = glossary(
        "a,person,Abe Shinzo,아베 신조,安倍晋三,Abe,아베,安倍", "t,title,Chairman,회장,会长,,,",
        header="id,type,en,ko,zh,en_surname,ko_surname,zh_surname",
    )  # fmt: skip
    uses = table.uses(document("Abe Shinzo came.", "Chairman Abe spoke."), "zh-Hans")
    assert targets(uses[1]) == {"Chairman Abe": "安倍会长"}


def test_western_names() -> None:
    """A Western person's last name is the surname in every language."""
    text = "Donald Trump came.", "Chairman Trump spoke."
    assert targets(kef().uses(document(*text), "ko")[1]) == {"Chairman Trump": "트럼프 회장"}
    assert targets(kef().uses(document(*text), "zh-Hans")[1]) == {"Chairman Trump": "特朗普会长"}


@pytest.mark.parametrize(
    ("en", "ko", "zh", "named", "expected"),
    [
        # Chinese family names of several syllables in Hangul
        ("Zhou Lan", "저우란(周岚)", "周岚", "Zhou", ("저우 회장", "周会长")),
        ("Tsai Ing-wen", "차이잉원", "蔡英文", "Tsai", ("차이 회장", "蔡会长")),
        ("Cai Yun-ho", "채윤호", "蔡允浩", "Cai", ("채 회장", "蔡会长")),
        ("Namgung Min", "남궁민", "南宫珉", "Namgung", ("남궁 회장", "南宫会长")),
        # Japanese: first in Korean and Chinese, last in English
        ("Shigeru Ishiba", "이시바 시게루", "石破茂", "Ishiba", ("이시바 회장", "石破会长")),
        ("Yoshimasa Hayashi", "하야시 요시마사", "林芳正", "Hayashi", ("하야시 회장", "林会长")),
        ("Sara Mori", "사라 모리", "萨拉·莫里", "Mori", ("모리 회장", "莫里会长")),
        # Others whom Chinese and Korean call by one word
        ("Joe Biden", "조 바이든", "拜登", "Biden", ("바이든 회장", "拜登会长")),
        ("Dan Sullivan", "댄 설리번", "沙利文", "Sullivan", ("설리번 회장", "沙利文会长")),
        ("Jean-Claude Juncker", "융커", "容克", "Juncker", ("융커 회장", "容克会长")),
        ("Nguyen Van Minh", "응우옌반민", "阮文明", "Minh", ("응우옌반민 회장", "阮文明会长")),
        # of Chinese descent
        ("Lisa Su", "리사 수", "苏姿丰", "Su", ("수 회장", "苏会长")),
        ("Anna Kim", "애나 김", "金安娜", "Kim", ("김 회장", "金会长")),
    ],
)
def test_a_family_name_is_told_by_all_forms_of_the_row(
    en: str, ko: str, zh: str, named: str, expected: tuple[str, str]
) -> None:
    """What of a name is the family name, the other languages tell; else all of it stands."""
    table = glossary(f"a,person,{en},{ko},{zh},case", "t,title,Chairman,회장,会长,case")
    text = document(f"Chairman {en} came.", f"Chairman {named} spoke.")
    given = [table.uses(text, target)[1] for target in ("ko", "zh-Hans")]
    assert [targets(uses) for uses in given] == [{f"Chairman {named}": one} for one in expected]


def test_a_surname_that_a_row_has_is_one_in_other_languages() -> None:
    """Who is called by the last name alone in Korean gets that in English, too."""
    table = glossary(
        "a,person,Maria Costa,마리아 코스타,코스타,玛丽亚·科斯塔,case",
        "t,title,Judge,판사,,法官,case",
        header="id,type,en,ko,ko_later,zh,match",
    )
    text = document("마리아 코스타 판사가 왔다.", "코스타 판사는 떠났다.", language="ko")
    assert targets(table.uses(text, "en")[1]) == {"코스타 판사": "Judge Costa"}
    assert targets(table.uses(text, "zh-Hans")[1]) == {"코스타 판사": "科斯塔法官"}


def test_a_chinese_person_who_is_called_like_a_common_word() -> None:
    """高原 is a plateau, unless a title or what only persons do tells that it is somebody."""
    table = glossary("a,person,Gao Yuan,가오위안,高原,case", "t,title,Mayor,시장,市长,case")
    text = document("市长高原来了。", "青藏高原的气温下降。", "高原表示欢迎。", language="zh-Hans")
    assert [targets(uses) for uses in table.uses(text, "ko")] == [
        {"市长高原": "가오위안 시장"}, {}, {"高原": "가오위안"},
    ]  # fmt: skip


def test_a_president_is_a_companys_only_where_the_document_says_so() -> None:
    """``사장`` is not required of a president whose company nobody names."""
    text = (
        "President Donald Trump met Lee In-yong, President of Samsung Electronics.",
        "President Trump thanked President Lee.",
    )
    assert [targets(found) for found in kef().uses(document(*text), "ko")] == [
        {
            "Donald Trump": "도널드 트럼프",
            "Lee In-yong, President of Samsung Electronics": "이인용 삼성전자 사장",
        },
        {"Trump": "트럼프", "President Lee": "이 사장"},
    ]


def test_other_languages_get_single_names() -> None:
    """A language without rules for composites still gets its names."""
    table = glossary("a,person,Xing Haiming,Xing Haiming,邢海明,", "o,abbr,KEF,CEE,韩国经总,",
                     "t,title,Chairman,,会长,", header="id,type,en,fr,zh,match")  # fmt: skip
    text = "KEF Chairman Xing Haiming spoke."
    uses = table.uses(document(text), "fr")[0]
    assert targets(uses) == {"KEF": "CEE", "Xing Haiming": "Xing Haiming"}


def test_nothing_for_what_is_not_translated() -> None:
    """Notices, code and text already in the target language have no uses."""
    uses = kef().uses(document((BlockKind.NOTICE, "© KEF"), (BlockKind.CODE, "KEF")), "ko")
    assert uses == ((), ())
    assert kef().uses(document("경총은", language="ko"), "ko") == ((),)


def test_names_of_one_letter_and_patterns_are_harmless() -> None:
    """One letter matches nothing; a name is never a regular expression."""
    table = glossary("a,term,A,가,甲,nocase", "b,term,.*,나,乙,nocase", "c,term,(ab)+,다,丙,nocase")
    found = table.uses(document("A plan (ab)+ or .* works"), "ko")[0]
    assert [use.source for use in found] == ["(ab)+", ".*"]
    assert table.uses(document("Any text of A to Z."), "ko") == ((),)


def test_cyclic_aliases_end() -> None:
    """Rows that are each other's alias keep their own names."""
    table = glossary(
        "a,term,one,two,하나,", "b,term,two,one,둘,", header="id,type,en,en_aliases,ko,match"
    )
    assert targets(table.uses(document("one and two"), "ko")[0]) == {"one": "하나", "two": "둘"}


def test_hostile_text_is_searched() -> None:
    """Text made to be read in many ways does not keep the search from ending."""
    for text in ("경총" + "이나" * 40 + "핳", "@" + "a" * 200_000, "KEF " * 20_000, "<g1" * 50_000):
        kef().find(text, "ko")
        kef().find(text, "en")


words = st.text(string.ascii_letters + "가경총邢 -'’\u00a0</g1>()", max_size=12)


@given(
    words,
    st.sampled_from(["KEF", "Xing Haiming", "supply chain", "Four Seasons Hotel in Seoul"]),
    words,
)
def test_places_are_exact(before: str, name: str, after: str) -> None:
    """Whatever stands around a mention, its place is exact and uses never overlap."""
    text = f"{before} {name} {after}"
    uses = one(text, "ko")
    end = 0
    for use in uses:
        assert end <= use.start < use.end <= len(text)
        assert plain(text[use.start : use.end]) == use.source
        end = use.end


@given(st.text(string.ascii_letters + string.digits, min_size=1, max_size=5), st.booleans())
def test_never_inside_a_longer_word(letters: str, before: bool) -> None:
    """Letters or digits attached to a name make it another word."""
    word = f"{letters}KEF" if before else f"KEF{letters}"
    if word != "KEFs":
        assert found(f"The {word} met.") == []


@given(st.text(max_size=60))
def test_any_text_can_be_searched(text: str) -> None:
    """No text makes the search fail, and places stay inside it."""
    for language in ("en", "ko", "zh-Hans"):
        uses: tuple[TermUse, ...] = one(text, "ja", language)
        assert all(plain(text[use.start : use.end]) == use.source for use in uses)


@pytest.mark.parametrize(
    ("text", "mention", "rendering"),
    [
        ("손경식회장은 말했다.", "손경식회장", "Chairman Sohn Kyung-shik"),
        ("싱하이밍대사가 왔다.", "싱하이밍대사", "Ambassador Xing Haiming"),
        ("경총회장 손경식이 왔다.", "경총회장 손경식", "KEF Chairman Sohn Kyung-shik"),
    ],
)
def test_a_korean_title_may_be_attached(text: str, mention: str, rendering: str) -> None:
    """Korean is also written without a space between name and title."""
    (use,) = kef().uses(document(text, language="ko"), "en")[0]
    assert (use.source, use.rendering) == (mention, rendering)


def test_a_korean_title_may_be_attached_to_a_surname() -> None:
    """Only to one whose full name stands in the document, and not inside a longer word."""
    text = document(
        "손경식 회장이 왔다.", "손회장과 손부회장은 갔다.", "조손회장은 없다.", language="ko"
    )
    later = kef().uses(text, "en")[1:]
    assert targets(later[0]) == {"손회장": "Chairman Sohn", "손부회장": "Vice Chairman Sohn"}
    assert later[1] == ()


@pytest.mark.parametrize("word", ["Prof.", "Professor", "Mr", "Mrs.", "Governor", "Spokesman"])
def test_a_form_of_address_need_not_be_listed(word: str) -> None:
    """The surname after it is the person named before; after a given name it is another's."""
    text = document("Xing Haiming came.", f"{word} Xing spoke.", "Bruce Xing left.")
    _, addressed, other = kef().uses(text, "ko")
    mention = f"{word} Xing" if word in ("Mr", "Mrs.") else "Xing"
    assert targets(addressed) == {mention: "싱하이밍"}
    assert other == ()


@pytest.mark.parametrize(
    "unit", ["Park ", "Chairman Park, ", "Mr. Park ", "Park and ", "Park Min-su. "]
)
def test_many_mentions_are_told_apart_in_time(unit: str) -> None:
    """A sentence of names takes time in proportion to them, not to their square."""
    known = glossary("p,person,Park Yong-maan,박용만,朴容晚,", "t,title,Chairman,회장,会长,")

    def seconds(count: int) -> float:
        """The least of three: in one, the garbage collector may look through all other tests."""
        spent = []
        for _ in range(3):
            text = document("Park Yong-maan came.", unit * count)
            started = time.process_time()
            known.uses(text, "ko")
            spent.append(time.process_time() - started)
        return min(spent)

    seconds(10)
    assert seconds(2_000) < 30 * max(seconds(200), 0.001)


def test_a_surname_that_modifies_a_title_is_nobodys() -> None:
    """``전 회장`` is a former chairman; where the document has a chairman 전, it is flagged."""
    known = glossary("p,person,Chun Doo-hwan,전두환,全斗焕,", "t,title,President,대통령,总统,")
    text = ("전두환이 왔다.", "전 대통령은 갔다.", "전두환 대통령이 왔다.")
    assert known.uses(document(*text[:2], language="ko"), "en")[1] == ()
    name, title = known.uses(document(*text, language="ko"), "en")[1]
    assert (name.rule, name.rendering, title.rendering) == ("ambiguous", "", "President")


def test_a_surname_that_is_a_company_is_flagged() -> None:
    """Only a form of address tells Ms. Ford from the company."""
    known = glossary(
        "p,person,Christine Ford,크리스틴 포드,克里斯汀·福特,", "o,org,Ford,포드,福特,"
    )
    _, bare, addressed = known.uses(
        document("Christine Ford testified.", "Ford said so.", "Ms. Ford said so."), "zh-Hans"
    )
    assert [(use.source, use.rule) for use in bare] == [("Ford", "ambiguous")]
    assert [(use.source, use.term) for use in addressed] == [("Ms. Ford", "p")]


@pytest.mark.parametrize(
    ("row", "text", "expected"),
    [
        ("stress test", "Two stress-tests failed.", ["stress-tests"]),
        ("gamma-ray burst", "A gamma ray burst and gamma-ray bursts.",
         ["gamma ray burst", "gamma-ray bursts"]),
        ("light-year", "Ten light years away.", ["light years"]),
        ("e-bike", "An e bike.", []),
    ],
)  # fmt: skip
def test_a_term_with_and_without_its_hyphen(row: str, text: str, expected: list[str]) -> None:
    """A hyphen between two words may be a space, and the other way round, in the plural too."""
    uses = glossary(f"x,term,{row},용어,术语,nocase").uses(document(text), "ko")[0]
    assert [use.source for use in uses] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Clara Day met New Year's Day crowds.", ["Clara Day"]),
        ("Clara Day spoke on St Patrick’s Day.", ["Clara Day"]),
        ("Clara Day left. It was Day's idea.", ["Clara Day", "Day"]),
        ("Ann Park left St James's Park. Korea's Park stayed.", ["Ann Park", "Park"]),
    ],
)
def test_days_and_parks_are_no_persons(text: str, expected: list[str]) -> None:
    """A surname that is a word is nobody's in the name of a day or of a place."""
    table = glossary(
        "a,person,Clara Day,클라라 데이,克拉拉·戴,case", "b,person,Ann Park,앤 파크,安·帕克,case"
    )
    assert [use.source for use in table.uses(document(text), "ko")[0]] == expected
