"""Seeds in several languages: each sentence is translated into every target it is not in."""

from __future__ import annotations

import json
import re
from pathlib import Path

import polib
import pytest

from tests.support.command import workflow

ENGLISH = "The chamber met the press in Seoul and spoke about trade with its neighbours."
KOREAN = "총수들은 내년 봄에 베이징을 다시 찾기로 했다."
CHINESE = "联合会请大使吃午饭，并向他问起稀土的供应。"
SPANISH = "El presidente de la federación dijo que las empresas no pueden esperar más tiempo."

#: An article in Korean, with a paragraph in English.
OTHERS = KOREAN.replace("봄", "가을")
ARTICLE = (KOREAN, ENGLISH, OTHERS)
TERMS = "id,type,en,ko,zh,status\nseoul,place,Seoul,서울,首尔,approved\n"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A project that translates into English, Korean and Chinese."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "glossary").mkdir()
    (tmp_path / "glossary" / "terms.csv").write_text(TERMS)
    settings = [
        'targets = ["en", "ko", "zh-Hans"]',
        'engine = "pseudo"',
        'outputs = ["json", "tmx"]',
    ]
    (tmp_path / "workflow.toml").write_text("\n".join(settings))
    return tmp_path


def seed(desk: Path, *paragraphs: str, name: str = "a.txt") -> None:
    (desk / "seeds" / name).write_text("\n\n".join(paragraphs) + "\n")


def translated(desk: Path, folder: str) -> dict[str, str]:
    """The sentences of a PO file that had to be translated, with what became of them."""
    path = desk / "locales" / folder / "a.po"
    entries = polib.pofile(str(path)) if path.exists() else []
    return {each.msgid: each.msgstr for each in entries if "origin=source" not in each.tcomment}


def shown(desk: Path, edition: str) -> str:
    """The text of a page."""
    page = (desk / "site" / edition / "a" / "index.html").read_text()
    return re.sub(r"<[^>]*>", "", page)


def test_a_quotation_is_translated_where_it_is_not_understood(desk: Path) -> None:
    """Of a Korean quotation in an English article, Korean readers get the original."""
    seed(desk, ENGLISH, KOREAN, ENGLISH.replace("Seoul", "Busan"))
    report = workflow("run", "--json", project=desk)
    assert report.code == 0, report.err
    assert KOREAN not in translated(desk, "ko")
    assert KOREAN in translated(desk, "zh_CN")
    assert list(translated(desk, "en")) == [KOREAN]
    assert KOREAN in shown(desk, "ko")
    assert translated(desk, "en")[KOREAN] in shown(desk, "en")
    assert f"⟦{KOREAN}" in shown(desk, "zh-hans")
    assert ENGLISH in shown(desk, "en")


def test_a_paragraph_is_translated_into_the_language_of_its_article(desk: Path) -> None:
    """With its terms, and counted: the article itself is not translated into its own language."""
    seed(desk, *ARTICLE)
    report = workflow("run", "--json", project=desk)
    (found,) = report.json["seeds"]
    assert (found["language"], found["segments"]) == ("ko", 3)
    counts = {tag: (each["draft"], each["reviewed"]) for tag, each in found["locales"].items()}
    assert counts == {"en": (2, 1), "ko": (1, 0), "zh-Hans": (3, 0)}
    (text,) = translated(desk, "ko").values()
    assert "서울" in text
    assert text in shown(desk, "ko")
    assert ENGLISH in shown(desk, "en")
    assert polib.pofile(str(desk / "locales/ko/a.po")).metadata["X-Source-Language"] == "en"


def test_three_languages_in_a_chinese_seed(desk: Path) -> None:
    """Each part gets a Chinese version, from the language that it is in."""
    seed(desk, CHINESE, SPANISH, KOREAN, ENGLISH, CHINESE.replace("午", "晚"))
    done = workflow("run", project=desk)
    assert {"es → zh-Hans", "ko → zh-Hans", "en → zh-Hans"} <= set(
        re.findall(r"\w+ → [\w-]+", done.err)
    )
    assert list(translated(desk, "zh_CN")) == [SPANISH, KOREAN, ENGLISH]
    assert set(translated(desk, "en")) == {CHINESE, CHINESE.replace("午", "晚"), SPANISH, KOREAN}
    text = (desk / "locales/zh_CN/a.po").read_text()
    assert "#. language: ko" in text


@pytest.mark.parametrize(
    "sentence",
    ["El presidente visitó Pekín ayer.", "He left early.", "We will not wait.", "Прайс упал."],
)
def test_a_short_sentence_among_chinese_ones_is_translated(desk: Path, sentence: str) -> None:
    """It was taken for Chinese because it is short; names and titles still are."""
    names = ("Samsung Electronics", "Bank of Korea", "iPhone 16 Pro", "Le Monde", "KEF (경총)")
    seed(desk, CHINESE, *names, sentence, CHINESE.replace("午", "晚"))
    assert workflow("sync", project=desk).code == 0
    assert list(translated(desk, "zh_CN")) == [sentence]


def test_a_sentence_within_a_paragraph_has_its_own_language(desk: Path) -> None:
    """It is translated from that, and left where it is understood; a name is no sentence."""
    seed(
        desk,
        f"{ENGLISH} {KOREAN} The reporters asked about steel.",
        f"{OTHERS} We will not wait any longer. Samsung Electronics. {CHINESE}",
    )
    assert workflow("sync", project=desk).code == 0
    english = set(translated(desk, "en"))
    assert {KOREAN, CHINESE, "Samsung Electronics."} <= english
    assert "We will not wait any longer." not in english
    assert KOREAN not in translated(desk, "ko")
    assert CHINESE not in translated(desk, "zh_CN")


def test_pages_name_the_language_of_each_sentence(desk: Path) -> None:
    """Every sentence on a page has the lang attribute of the text that is shown."""
    seed(desk, *ARTICLE)
    assert workflow("run", project=desk).code == 0
    page = (desk / "site/pair/en-ko/a/index.html").read_text()
    cells = re.findall(r'<p class="c(\d)[^"]*" lang="([\w-]+)"[^>]*>(?:<[^>]*>)*([^<]+)', page)
    found = [(lang, text.strip("⟦⟧ ")[:8]) for _, lang, text in cells]
    assert ("en", ENGLISH[:8]) in found
    assert ("ko", KOREAN[:8]) in found
    data = json.loads((desk / "site/ko/a/a.json").read_text())
    assert {"en", "zh-Hans"} == set(data["blocks"][0]["sentences"][0]["translations"])
    assert {"ko", "zh-Hans"} == set(data["blocks"][1]["sentences"][0]["translations"])


def test_its_own_language_is_checked_and_handed_out_like_any_other(desk: Path) -> None:
    """What a person approves in it stays, through another run and when the paragraph moves."""
    seed(desk, *ARTICLE)
    assert workflow("run", project=desk).code == 0
    done = workflow("exchange", "export", "--to", "ko", "--format", "csv", "--output", desk / "out",
                    project=desk)  # fmt: skip
    assert done.code == 0, done.err
    path = desk / "locales/ko/a.po"
    file = polib.pofile(str(path))
    (entry,) = file
    entry.msgstr, entry.flags = "회의소는 서울에서 이웃 나라와의 무역에 대해 말했다.", []
    file.save()
    seed(desk, ENGLISH, KOREAN, OTHERS)
    done = workflow("run", "--json", project=desk)
    assert done.json["seeds"][0]["locales"]["ko"]["reviewed"] == 1
    assert entry.msgstr in shown(desk, "ko")
    assert workflow("check", "--json", project=desk).code in (0, 1)


def test_what_was_approved_in_one_language_is_remembered_as_that(desk: Path) -> None:
    """A quotation's translation serves another article that is in the quotation's language."""
    (desk / "workflow.toml").write_text(
        'targets = ["zh-Hans"]\nengine = "pseudo"\nsources = ["en", "ko"]'
    )
    seed(desk, ENGLISH, KOREAN)
    assert workflow("translate", project=desk).code == 0
    path = desk / "locales/zh_CN/a.po"
    file = polib.pofile(str(path))
    entry = file.find(KOREAN)
    entry.msgstr, entry.flags = "企业领袖们决定明年春天再访北京。", []
    file.save()
    seed(desk, f"{KOREAN} 양국은 협력을 이어간다.", name="b.txt")
    assert workflow("translate", project=desk).code == 0
    assert polib.pofile(str(desk / "locales/zh_CN/b.po")).find(KOREAN).msgstr == entry.msgstr


def test_a_seed_in_one_language_has_no_translation_into_it(desk: Path) -> None:
    """Names, numbers and addresses in other scripts do not make one."""
    seed(
        desk,
        KOREAN,
        "Samsung Electronics",
        "38",
        "https://example.org/a",
        "왕이(王毅)",
        "BTS RM, UN서 연설",
    )
    assert workflow("run", project=desk).code == 0
    assert not (desk / "locales/ko/a.po").exists()
