"""First and later mentions, house style, signatures."""

from __future__ import annotations

import re
from dataclasses import replace

from tests.glossary.kef import CSV, document, glossary, kef, one, targets
from workflow import glossary as package
from workflow.glossary import Glossary, signature, table
from workflow.model import BlockKind, Project, Settings


def test_first_and_later_mentions() -> None:
    """The first mention in running text gets the first form, every later one the later form."""
    uses = kef().uses(
        document(
            (BlockKind.HEADLINE, "Korea Employers Federation Meets Xing Haiming"),
            "The Korea Employers Federation met Xing Haiming.",
            "The Korea Employers Federation thanked Xing Haiming.",
        ),
        "ko",
    )
    assert [list(targets(found).values()) for found in uses] == [
        ["경총", "싱하이밍"],
        ["한국경영자총협회(경총)", "싱하이밍(邢海明)"],
        ["경총", "싱하이밍"],
    ]
    assert [use.rule for found in uses for use in found] == (
        ["headline"] * 2 + ["first"] * 2 + ["later"] * 2
    )


def test_a_part_of_a_composite_counts_as_mention() -> None:
    """A body named with a title for the first time gets its first form there, not again later."""
    uses = kef().uses(
        document(
            "Sohn Kyung-shik, Chairman of the Korea Employers Federation, spoke.",
            "The Korea Employers Federation agreed.",
        ),
        "ko",
    )
    assert uses[0][0].rendering == "손경식 한국경영자총협회(경총) 회장"
    assert "손경식 경총 회장" in uses[0][0].accepted
    assert uses[1][0].rendering == "경총"


def test_documents_do_not_know_each_other() -> None:
    """First and later are decided for each document anew."""
    glossary_of_kef = kef()
    text = document("Xing Haiming came.")
    assert glossary_of_kef.uses(text, "ko") == glossary_of_kef.uses(text, "ko")
    assert glossary_of_kef.uses(text, "ko")[0][0].rule == "first"


def test_names_found_for_one_language_serve_the_next() -> None:
    """Every language gets what it would get alone, one that the document quotes as well."""
    asked = kef()
    english = document("Xing Haiming met Sohn Kyung-shik.", "Xing thanked Chairman Sohn.")
    quote = replace(
        english.segments[1], text="싱하이밍 대사가 손경식 회장을 만났다.", language="ko"
    )
    mixed = replace(english, segments=(english.segments[0], quote))
    for text, target in (
        *((english, tag) for tag in ("ko", "zh-Hans", "ko")),
        *((mixed, tag) for tag in ("ko", "zh-Hans", "ko")),
        (english, "zh-Hans"),
    ):
        assert asked.uses(text, target) == kef().uses(text, target)
    assert not asked.uses(mixed, "ko")[1]
    assert asked.uses(mixed, "zh-Hans")[1]


def test_abbreviation_in_brackets_is_one_mention() -> None:
    """A full name with its abbreviation gets both, in the brackets of the target language."""
    table_of_two = glossary("a,org,Foo Federation,푸협회,富协会,case", "b,abbr,FOF,푸협,富协,case")
    text = document("The Foo Federation (FOF) met.")
    assert table_of_two.uses(text, "ko")[0][0].rendering == "푸협회(푸협)"
    assert table_of_two.uses(text, "zh-Hans")[0][0].rendering == "富协会（富协）"
    assert table_of_two.uses(text, "ko")[0][0].term == "a+b"


def test_abbreviation_in_an_office() -> None:
    """It belongs to the body's name; outside, it would stand twice: 푸협회(푸협) 회장(푸협)."""
    for body in ("푸협회,富协会,case", "푸협회(푸협),富协会（富协）,case"):
        table = glossary(
            f"a,org,Foo Federation,{body}",
            "b,abbr,FOF,푸협,富协,case",
            "c,title,Chairman,회장,会长,case",
            "d,person,Sohn Kyung-shik,손경식,孙京植,case",
        )
        for text in (
            "Sohn Kyung-shik, Chairman of the Foo Federation (FOF), spoke.",
            "Chairman of the Foo Federation (FOF) Sohn Kyung-shik spoke.",
        ):
            ((korean,),) = table.uses(document(text), "ko")
            ((chinese,),) = table.uses(document(text), "zh-Hans")
            assert korean.rendering == "손경식 푸협회(푸협) 회장"
            assert chinese.rendering == "富协会（富协）会长孙京植"


def test_style_of_bare_surnames() -> None:
    """A bare surname gets title or name by language, and the project may choose otherwise."""
    text = document("Ambassador Xing Haiming came.", "Xing spoke.")
    terms = kef().terms

    def rendered(target: str, **styles: str) -> str:
        styled = {"zh-Hans" if tag == "zh" else tag: style for tag, style in styles.items()}
        return Glossary(terms, styles=styled).uses(text, target)[1][0].rendering

    assert (rendered("ko"), rendered("zh-Hans")) == ("싱 대사", "邢海明")
    assert (rendered("ko", ko="name"), rendered("zh-Hans", zh="title")) == ("싱하이밍", "邢大使")


def test_accepted_variants_are_licensed() -> None:
    """Other right forms are accepted: full name for a surname, the other order of a composite."""
    uses = kef().uses(document("KEF Chairman Sohn Kyung-shik came.", "Chairman Sohn left."), "ko")
    assert "경총 손경식 회장" in uses[0][0].accepted
    assert "손경식 회장" in uses[1][0].accepted


def test_review_status_reaches_the_use() -> None:
    """A use says whether all its rows are approved."""
    assert not one("Lee In-yong, President of Samsung Electronics", "ko")[0].approved
    assert one("Kim Chang-beom, Vice Chairman of Hanwha Solutions", "ko")[0].approved


def test_signature_follows_renderings() -> None:
    """The signature changes with what is required or forbidden here and with nothing else."""
    text = document("KEF met in Seoul.")
    before = signature(kef().uses(text, "ko")[0])

    def after(old: str, new: str) -> str:
        changed = Glossary(table.parse(CSV.replace(old, new), "g.csv").terms)
        return signature(changed.uses(text, "ko")[0])

    assert signature(()) == "none"
    assert re.fullmatch(r"[0-9a-f]{8}(?:\.[0-9a-f]{8})*", before)
    assert after("o2,abbr,KEF,,경총", "o2,abbr,KEF,,경영자총협회") != before
    assert after("o2,abbr,KEF,,경총,,,", "o2,abbr,KEF,,경총,,,케프") != before
    assert after("韩国经总", "经总") == before
    assert after("형해명", "형해밍") == before


def test_load_reads_every_csv_of_a_project(tmp_path) -> None:
    """All CSV files of the glossary folder count; without any the glossary is empty."""
    project = Project(tmp_path, Settings(styles={"zh-Hans": "title"}))
    assert package.load(project).terms == ()
    assert package.load(project).uses(document("KEF"), "ko") == ((),)
    (tmp_path / "glossary").mkdir()
    (tmp_path / "glossary" / "a.csv").write_text(CSV, encoding="utf-8-sig")
    (tmp_path / "glossary" / "b.csv").write_text("id,en,ko\nz,robot,로봇\n", encoding="utf-8")
    loaded = package.load(project)
    assert len(loaded) == len(kef().terms) + 1
    assert loaded.terms[-1].path == "glossary/b.csv"
    uses = loaded.uses(document("Ambassador Xing Haiming came.", "Xing spoke."), "zh-Hans")
    assert uses[1][0].rendering == "邢大使"


def test_later_mentions_of_a_body_with_an_abbreviation() -> None:
    """English goes on with the abbreviation, Korean with the name; either is right in both."""
    found = glossary(
        "w,org,World Health Organization (WHO),세계보건기구(WHO),世界卫生组织（WHO）,case"
    )
    korean = document("세계보건기구(WHO)가 밝혔다.", "WHO는 경고했다.", language="ko")
    english = document("The World Health Organization (WHO) met.", "The WHO warned.")
    into_english = found.uses(korean, "en")
    into_korean = found.uses(english, "ko")
    assert [use.rendering for (use,) in into_english] == ["World Health Organization (WHO)", "WHO"]
    assert "World Health Organization" in into_english[1][0].accepted
    assert [use.rendering for (use,) in into_korean] == ["세계보건기구(WHO)", "세계보건기구"]
    assert "WHO" in into_korean[1][0].accepted


def test_a_forbidden_abbreviation_is_no_later_mention() -> None:
    """What a row forbids, no rule makes right."""
    found = glossary(
        "k,org,Korea Federation (KF),한국연맹(KF),KF,case",
        header="id,type,en,ko,ko_forbidden,match",
    )
    ((first,), (later,)) = found.uses(document("The KF met.", "The KF left."), "ko")
    assert (first.rendering, later.rendering) == ("한국연맹(KF)", "한국연맹")
    assert "KF" not in later.accepted


def test_adjective_of_a_country_before_an_office() -> None:
    """It is one mention with the office and its person, as *China's Ambassador to Korea* is."""
    table = glossary(
        "a,person,Xing Haiming,싱하이밍(邢海明),邢海明,case",
        "b,title,Ambassador,대사,大使,case",
        "c,place,China,중국,中国,case",
        "d,place,Korea,한국,韩国,case",
        "e,place,Seoul,서울,首尔,case",
        "f,title,Director,감독,导演,case",
        "g,title,President,대통령,总统,case",
    )
    for text in (
        "Chinese Ambassador to Korea Xing Haiming spoke.",
        "The Chinese ambassador to Seoul Xing Haiming spoke.",
        "Xing Haiming, the Chinese Ambassador to Korea, spoke.",
        "Xing Haiming, Chinese ambassador to Korea, spoke.",
    ):
        ((korean,),) = table.uses(document(text), "ko")
        ((chinese,),) = table.uses(document(text), "zh-Hans")
        assert korean.rendering == "싱하이밍(邢海明) 주한 중국대사"
        assert "싱하이밍 주한 대사" in korean.accepted  # Koreans may leave the country out
        assert chinese.rendering == "中国驻韩国大使邢海明"

    def rendered(text: str, target: str = "ko") -> list[tuple[str, str]]:
        return [(use.source, use.rendering) for use in table.uses(document(text), target)[0]]

    former = "Former Chinese Ambassador to Korea Xing Haiming"
    assert rendered(former) == [(former, "싱하이밍(邢海明) 전 주한 중국대사")]
    unlisted = "German Ambassador Xing Haiming"  # as the CLDR calls it
    assert rendered(unlisted, "zh-Hans") == [(unlisted, "德国大使邢海明")]
    assert table.uses(document(unlisted), "ko")[0][0].term == "a+b"
    for alone in (
        "Chinese exports to Japan",
        "A Chinese friend",
        "The Chinese President Hu Wen",
        "Many Chinese came",
    ):
        assert not rendered(alone)
    name = "Ambassador Xing Haiming", "싱하이밍(邢海明) 대사"
    for other in ("Korean American", "Latin American", "North Korean", "Sino-Korean"):
        assert rendered(f"{other} {name[0]}") == [name]
    assert rendered("The Chinese ambassador spoke.") == [("ambassador", "대사")]
    for whose in ("Deputy Chinese ambassador", "The Chinese ambassador's home"):
        assert not rendered(whose)
    assert not rendered("The acting Chinese ambassador spoke.")
    director = "Director Xing Haiming"  # who is Chinese, and of no state
    assert rendered(f"Chinese {director}") == [(director, "싱하이밍(邢海明) 감독")]


def test_adjective_of_a_country_that_a_language_has_no_name_for() -> None:
    table = glossary(
        "a,person,Xing Haiming,싱하이밍,邢海明,case",
        "b,title,Ambassador,대사,大使,case",
        "c,place,China,,中国,case",
    )
    ((use,),) = table.uses(document("Chinese Ambassador Xing Haiming spoke."), "ko")
    assert (use.source, use.rendering) == ("Ambassador Xing Haiming", "싱하이밍 대사")
