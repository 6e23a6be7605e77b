"""Articles that quote at length in another language: what the article itself is in decides."""

from __future__ import annotations

import html
from pathlib import Path

import pytest

from tests.documents.conftest import detected, seed, settings
from tests.support.command import workflow

#: Language or ``?`` where nobody can be sure, file type, blocks: ``#`` headline, ``>`` quotation.
ARTICLES = Path(__file__).parents[1] / "bench" / "detector" / "mixed.tsv"

QUOTED = {
    "en": "“We look forward to deeper cooperation in semiconductors and batteries, and we will keep"
    " meeting often, here and in your capital, in the years to come.”",
    "ko": "“양국은 반도체와 배터리 산업에서 더욱 긴밀히 협력하기를 기대하며 앞으로도 자주 만나기로 "
    "했습니다. 매우 좋은 회담이었고 다음 달에 다시 만날 것입니다. 감사합니다.”",
    "zh-Hans": "“两国将在半导体和电池等产业加强合作，今后将经常会晤。这是一次非常好的会谈，"
    "下个月我们将再次见面。”",
}
ARTICLE = {
    "en": ("Harbour city opens third bridge", "The mayor opened the bridge on Sunday.",
           "Work on it had taken six years."),
    "ko": ("항구 도시 세 번째 다리 개통", "시장이 일요일 다리를 개통했다.", "공사는 6년 걸렸다."),
    "zh-Hans": ("港口城市第三座大桥通车", "市长周日为大桥剪彩。", "工程历时六年。"),
}  # fmt: skip


def told(desk: Path) -> dict[str, tuple[str, bool]]:
    """The language of each seed, and whether it is sure."""
    found = detected(desk).items()
    return {Path(name).stem: (each["language"], each["sure"]) for name, each in found}


def written(form: str, article: str) -> str:
    """An article of the table as a file of a type."""
    blocks = article.split(" ¶ ")
    if form != "html":
        return "\n\n".join(each if form == "md" else each.lstrip("#> ") for each in blocks) + "\n"
    tags = {"#": "h1", ">": "blockquote"}
    return "".join(
        f"<{tag}>{html.escape(each.lstrip('#> '))}</{tag}>"
        for each in blocks
        for tag in (tags.get(each[0], "p"),)
    )


@pytest.mark.parametrize("sources", ["", 'sources = ["en"]', 'sources = ["en", "ko", "zh-Hans"]'])
def test_what_an_article_is_in_decides(desk: Path, sources: str) -> None:
    """Nearly all of some fifty mixed articles are told right, none is wrong without a doubt.

    Sources that are stated do not make bare names, or German, outvote the article.
    """
    settings(desk, *filter(None, [sources]))
    rows = [line.split("\t") for line in ARTICLES.read_text("utf-8").splitlines()[1:]]
    for number, (_, form, article) in enumerate(rows):
        (desk / "seeds" / f"a{number:03}.{form}").write_text(written(form, article))
    found = list(detected(desk).values())
    assert len(found) == len(rows)
    wrong = [
        (article, each["language"], each["sure"])
        for (language, _, article), each in zip(rows, found, strict=True)
        if (each["sure"] if language == "?" else each["language"] != language)
    ]
    assert len(wrong) <= len(rows) // 20, wrong
    assert not [each for each in wrong if each[2]]


@pytest.mark.parametrize("article", list(ARTICLE))
@pytest.mark.parametrize("quotation", list(QUOTED))
@pytest.mark.parametrize("sources", ["", 'sources = ["en"]', 'sources = ["en", "ko", "zh-Hans"]'])
def test_one_long_quotation_does_not_decide(
    desk: Path, article: str, quotation: str, sources: str
) -> None:
    """Whatever the settings say; in a text file it is a paragraph, in others marked as quoted."""
    settings(desk, *filter(None, [sources]))
    head, *paragraphs = ARTICLE[article]
    quoted = QUOTED[quotation]
    seed(desk, "a.txt", head, *paragraphs, quoted)
    seed(desk, "b.md", f"# {head}", f"> {quoted}", *paragraphs)
    body = "".join(f"<p>{each}</p>" for each in paragraphs)
    page = f"<h1>{head}</h1>{body}<blockquote>{quoted}</blockquote>"
    seed(desk, "c.html", f"<html><body>{page}</body></html>")
    seed(desk, "d.html", f'<html lang="{article}"><body>{page}</body></html>')
    assert told(desk) == dict.fromkeys("abcd", (article, True))


def test_halves_in_two_languages_are_not_sure(desk: Path) -> None:
    """Nor is a headline in one language over a text in another; what is stated settles it."""
    korean, english = ARTICLE["ko"], ARTICLE["en"]
    seed(desk, "a.txt", korean[1], english[1])
    seed(desk, "b.txt", english[1], korean[1])
    seed(desk, "c.txt", korean[0], *english[1:])
    seed(desk, "d.txt", english[0], QUOTED["ko"])
    assert not any(sure for _, sure in told(desk).values())
    page = f"<body><p>{korean[1]}</p><p>{english[1]}</p></body>"
    for tag in ("en", "ko"):
        seed(desk, "p.html", f'<html lang="{tag}">{page}</html>')
        assert told(desk)["p"] == (tag, True)
    done = workflow("sync", project=desk)
    assert "that is not sure" in done.err


def test_a_paragraph_that_quotes_is_in_the_language_of_the_one_who_quotes(desk: Path) -> None:
    """Also where the paragraph is all there is; the quotation is translated as what it is."""
    seed(desk, "a.txt", '김 회장이 도착했다. "They agreed on it today," she added.')
    (found,) = detected(desk).values()
    assert (found["language"], found["blocks"][0]["language"]) == ("ko", "ko")
    assert workflow("sync", project=desk).code == 0
    held = (desk / "locales/zh_CN/a.po").read_text()
    assert "도착했다" in held
    assert "language: en" in held


def test_an_article_with_a_quotation_stays_in_its_edition(desk: Path) -> None:
    """It was published as Korean: the English edition did not have it."""
    seed(desk, "a.txt", *ARTICLE["en"], QUOTED["ko"])
    assert workflow("run", project=desk).code == 0
    assert (desk / "site/en/a/index.html").is_file()
    assert QUOTED["ko"][:20] in (desk / "locales/zh_CN/a.po").read_text()


@pytest.mark.parametrize(
    "text",
    [
        "安倍首相が訪韓",
        "孫会長、大使と会談",
        "訪韓の大使館",
        "トヨタ社長訪中",
        "新連載スタート",
        "尹大統領「対話を」",
        "日銀、利上げ見送り",
    ],
)
def test_kana_are_proof_of_japanese(desk: Path, text: str) -> None:
    """One hiragana or two katakana, however many Han characters there are."""
    seed(desk, "a.txt", text)
    assert told(desk)["a"] == ("ja", True)


@pytest.mark.parametrize(
    "text",
    ["森の家咖啡馆今天开业", "我喜歡看「君の名は」這部電影", "卡哇伊の小店开业", "赵先生和ソ会谈"],
)
def test_kana_in_a_name_do_not_make_chinese_japanese(desk: Path, text: str) -> None:
    """A title in brackets, or a shop's name beside characters that Japan does not have."""
    seed(desk, "a.txt", text)
    assert told(desk)["a"][0].startswith("zh")


def test_what_is_named_is_contradicted_on_evidence_only(desk: Path) -> None:
    """A text of names says nothing: it is in the language that the front matter says."""
    for number, text in enumerate(["KEF, LG", "Samsung Electronics, Bank of Korea", "KEF (경총)"]):
        seed(desk, f"a{number}.md", f"---\nlang: ko\n---\n\n{text}")
    seed(desk, "b.md", f"---\nlang: ko\n---\n\n{ARTICLE['en'][1]}")
    seed(desk, "c.md", f"---\nlang: ja\n---\n\n{'東京株式市場'}")
    found = {name: each["reads_as"] for name, each in detected(desk).items()}
    assert found == {"a0.md": "", "a1.md": "", "a2.md": "", "b.md": "en", "c.md": ""}
    settings(desk, 'sources = ["en"]')
    assert detected(desk, "a0")["a0.md"]["reads_as"] == ""
