"""Search: what finds what, in the files and in a real browser that opened them from the disk."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, expect

from tests.site import arabic, demo
from tests.site.test_browser import opened
from workflow.languages.orthography import folding
from workflow.languages.orthography.folding import fold, keys
from workflow.model import Project, Settings
from workflow.site import publish
from workflow.site.lists import search
from workflow.site.lists.search import part
from workflow.site.summary import Summary
from workflow.store.workers import Workers

SCRIPT = Path(search.__file__).parents[1] / "assets" / "search.js"
TEXTS = st.text(
    st.sampled_from("한국은행央行銀國آی٣والｶﾞかなกำ는 .,-_'’“”Ａａéẞßİıςσ1２①Жж🙂한\u0301\u2060क्ष"),
    max_size=12,
)


def bank(name: str, *sentences: tuple[str, str, str], date: str = "2022-01-14") -> search.Article:
    """An English article with Korean and Chinese versions."""
    paper = demo.Paper(name, "en", ("ko", "zh-Hans"), demo.Metadata(date=date))
    paper.add(demo.K.HEADLINE, (f"Rates {name}", f"금리 {name}", f"利率 {name}"))
    paper.add(demo.K.PARAGRAPH, *sentences)
    return paper.article(())


RATES = bank(
    "2022-01-14-rates",
    ("The Bank of Korea raised rates.", "한국은행이 기준금리를 올렸다.", "韩国央行上调基准利率。"),
    ("“Prices come first,” it said.", "“물가가 먼저다”라고 밝혔다.", "“物价优先。”央行表示。"),
)


@pytest.fixture(scope="module")
def banks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with the demo's articles and the one on rates."""
    root = tmp_path_factory.mktemp("banks")
    articles = [*demo.articles(), RATES]
    return publish(Project(root, Settings(name="Banks")), articles, demo.TERMS).folder


def ask(page: Page, query: str) -> list[str]:
    """The sentences found."""
    page.locator("#q").fill("")
    expect(page.locator("#found")).to_be_empty()
    page.locator("#q").fill(query)
    expect(page.locator("#found")).not_to_be_empty()
    return page.locator("#results li li p:last-child").all_inner_texts()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("은행", "한국은행이 기준금리를 올렸다."),
        ("央行", "韩国央行上调基准利率。"),
        ("행", "한국은행이 기준금리를 올렸다."),
        ("한국은행", "한국은행이 기준금리를 올렸다."),
        ("금리", "한국은행이 기준금리를 올렸다."),
        ("基准利率", "韩国央行上调基准利率。"),
        ("bank of", "The Bank of Korea raised rates."),
        ("KOREA rais", "The Bank of Korea raised rates."),
        ("“raised rates”", "The Bank of Korea raised rates."),
        ("ｂａｎｋ 央行 은행", "The Bank of Korea raised rates."),
        ("韓國 央行", "韩国央行上调基准利率。"),
        ("基準利率", "韩国央行上调基准利率。"),
        ("물가가 먼저다”라고", "“물가가 먼저다”라고 밝혔다."),
        ("기준금리를올렸다", "한국은행이 기준금리를 올렸다."),
        ("금리한국", "한국은행이 기준금리를 올렸다."),
        ("bank-of", "The Bank of Korea raised rates."),
        ("rate bank", "The Bank of Korea raised rates."),
        ("banks", "The Bank of Korea raised rates."),
        ("raiesd rates", "The Bank of Korea raised rates."),
        ("요소", "정부는 15일 요소수 재고가 두 달 치를 넘었다고 밝혔다."),
    ],
)
def test_finds_parts_of_words_in_every_language(
    browser: Browser, banks: Path, query: str, found: str
) -> None:
    """A part of a Korean or Chinese word, the beginning of another, in any width and case."""
    with opened(browser, banks / "search/index.html") as page:
        assert found in ask(page, query)
        assert page.locator("#results mark").count() > 0


@pytest.mark.parametrize(
    "query", ["은국", "ank", "rate-hike", "“rates raised”", "은행 없음", "央 行列", "—"]
)
def test_finds_nothing_else(browser: Browser, banks: Path, query: str) -> None:
    """Not the inside of an English word, not terms of which one is nowhere."""
    with opened(browser, banks / "search/index.html") as page:
        page.locator("#q").fill(query)
        page.wait_for_timeout(400)
        assert page.locator("#results li").count() == 0
        assert page.locator("#found").inner_text() in {"", "Nothing found."}


def test_a_result_leads_to_its_sentence(browser: Browser, banks: Path) -> None:
    """Each sentence names its language and links to itself in the edition and beside the others."""
    with opened(browser, banks / "search/index.html") as page:
        ask(page, "央行")
        line = page.locator("#results li li").first
        assert line.locator(".kicker").inner_text() == "简体中文"
        assert line.locator("p").nth(1).get_attribute("lang") == "zh-Hans"
        key = RATES.document.segments[1].key
        aligned = page.locator("#results .meta a").first.get_attribute("href") or ""
        assert aligned.endswith(f"trio/2022-01-14-rates/index.html#s-{key}")
        line.locator("a").click()
        page.wait_for_url(f"**/zh-hans/2022-01-14-rates/index.html#s-{key}")
        assert "韩国央行" in page.locator(":target").inner_text()


def test_machine_sentences_say_so(browser: Browser, banks: Path) -> None:
    """A sentence that nobody reviewed has its mark among the results, too."""
    with opened(browser, banks / "search/index.html") as page:
        ask(page, "요소수 부족 사태는")
        assert page.locator("#results .st.machine").first.inner_text().endswith("machine")


def test_the_latest_come_first(browser: Browser, project: Project) -> None:
    """Ten at a time, the rest on demand; then the keyboard goes on from there."""
    articles = [
        bank(f"n{day:02}", ("Same.", "같은 은행.", "同一家央行。"), date=f"2022-02-{day:02}")
        for day in range(1, 14)
    ]
    publish(project, articles)
    with opened(browser, project.site / "search/index.html") as page:
        ask(page, "은행")
        assert page.locator("#results h2").first.inner_text() == "금리 n13"
        assert page.locator("#results h2").count() == 10
        assert page.locator("#found").inner_text() == "Articles: 10 of 13, the best first"
        page.locator("#more").click()
        expect(page.locator("#more")).to_be_hidden()
        assert page.locator("#found").inner_text() == "Articles: 13"
        assert page.evaluate("document.activeElement.textContent") == "금리 n03"


def test_singular_and_plural_are_one_word(browser: Browser, project: Project) -> None:
    """*company* finds what *companies* does; *news* is no plural of what begins with *new*."""
    words = ("One company left.", "Two companies left.", "A newton is no news.", "A new idea.")
    articles = [
        bank(f"n{number}", (words[number], f"말 {number}.", f"词{number}。"), date="2022-02-01")
        for number in range(4)
    ]
    publish(project, articles)
    with opened(browser, project.site / "search/index.html") as page:
        for query, number in (("company", 2), ("companies", 2), ("“company”", 1), ("news", 2)):
            ask(page, query)
            expect(page.locator("#results > li")).to_have_count(number)


def test_other_endings_are_found_where_a_word_is_nowhere(
    browser: Browser, project: Project
) -> None:
    """*exporting* finds *exports*, *planned* finds *plan*; *evening* alone is found where it is."""
    words = ("Exports rose.", "The plan failed.", "An even number.", "That evening.")
    articles = [
        bank(f"n{number}", (words[number], f"말 {number}.", f"词{number}。"), date="2022-02-01")
        for number in range(4)
    ]
    publish(project, articles)
    with opened(browser, project.site / "search/index.html") as page:
        for query, found in (
            ("exporting", "Exports"), ("exported", "Exports"), ("planning", "plan"),
            ("“exporting”", ""), ("evening", "evening"), ("king", ""),
        ):  # fmt: skip
            ask(page, query)
            marks = page.locator("#results mark").all_inner_texts()
            assert {*marks} == {found} - {""}


def test_the_best_come_first_and_can_be_narrowed(browser: Browser, project: Project) -> None:
    """A title counts for more than the text; by year and language fewer are shown."""
    articles = [
        bank("later", ("Same.", "같은 금리.", "同一家央行。"), date="2023-02-01"),
        bank("early", ("Rates.", "그 은행.", "央行说。"), date="2021-02-01"),
    ]
    publish(project, articles)
    with opened(browser, project.site / "search/index.html") as page:
        ask(page, "금리")
        expect(page.locator("#results > li")).to_have_count(2)
        assert page.locator("#year option").all_inner_texts()[1:] == ["2023 (1)", "2021 (1)"]
        page.locator("#year").select_option("2021")
        expect(page.locator("#results > li")).to_have_count(1)
        page.locator("#year").select_option("")
        ask(page, "央行")
        page.locator("#language").select_option("ko")
        expect(page.locator("#results > li")).to_have_count(0)
        page.locator("#language").select_option("zh-Hans")
        expect(page.locator("#results > li")).to_have_count(2)


def test_slash_leads_to_the_search(browser: Browser, banks: Path) -> None:
    """From any page, with the box ready to type in; an address can hold the query."""
    with opened(browser, banks / "ko/2022-01-14-rates/index.html") as page:
        page.keyboard.press("/")
        page.wait_for_url("**/search/index.html")
        expect(page.locator("#q")).to_be_focused()
        page.keyboard.type("은행")
        expect(page.locator("#results > li")).to_have_count(1)
        assert page.url.endswith("#q=%EC%9D%80%ED%96%89")
        page.reload()
        expect(page.locator("#results > li")).to_have_count(1)
        assert page.locator("#q").input_value() == "은행"


def test_without_script_there_is_an_index(browser: Browser, banks: Path) -> None:
    """The box is away, and articles and names are listed in every language."""
    with opened(browser, banks / "search/index.html", script=False) as page:
        assert not page.locator("#q").is_visible()
        assert page.locator("#browse").get_by_text("邢海明", exact=True).is_visible()
        assert page.locator("#browse a", has_text="邢海明").count() == 1  # one stop of the tab key
        page.get_by_text("금리 2022-01-14-rates").click()
        page.wait_for_url("**/ko/2022-01-14-rates/index.html")


def test_an_index_that_is_gone(browser: Browser, project: Project) -> None:
    """The page says what is wrong instead of finding nothing."""
    publish(project, [RATES])
    for path in (project.site / "search").glob("0/*.js"):
        path.unlink()
    context = browser.new_context()
    page = context.new_page()
    page.goto((project.site / "search/index.html").as_uri() + "#q=은행")
    expect(page.locator("#found")).to_contain_text("The index cannot be read.")
    context.close()


@given(TEXTS)
def test_every_part_of_a_run_has_its_keys(text: str) -> None:
    """Any two neighbours of unspaced script, and any word, are keys of the text."""
    found = keys(text)
    assert found == keys(fold(text))
    for run in re.findall("[가-힣一-鿿]{2,}", fold(text)):
        assert {run[at : at + 2] for at in range(len(run) - 1)} <= found


def test_script_and_index_agree(browser: Browser, banks: Path) -> None:
    """The script folds, cuts and divides as the index does."""
    source = SCRIPT.read_text()
    start, end = source.index("  const UNSPACED"), source.index("  const terms")
    samples = ["한국은행 BOK", "Ｃafé İı ßẞ ①２", "กำ 한", "คำถาม x", "a1央行b"]
    samples += ["銀ｶﾞ", "Ж한Жж", "क्षа", "韓國 韩国 韓国", "والميناء", "آلة", "بالكِتَابِ ٢٠٢٦", "שָׁלוֹם"]
    han = folding.variants()
    with opened(browser, banks / "search/index.html") as page:
        answers = page.evaluate(
            f"""([samples, han]) => {{ const parts = 8; {source[start:end]}
              for (const [one, ...others] of han.split("\\n").map((line) => [...line]))
                for (const other of others) same.set(other, one);
              return samples.map((text) => [fold(text), keys(fold(text)).map((k) => [k, part(k)])]);
            }}""",
            [samples, han],
        )
    for text, (folded, cut) in zip(samples, answers, strict=True):
        assert folded == fold(text)
        assert {key for key, _ in cut} <= {
            prefix for key in keys(text) for prefix in (key, key[:1])
        }
        assert all(number == part(key, 8) for key, number in cut)


def files(folder: Path) -> dict[str, bytes]:
    """Path and content of every file of the index."""
    found = (folder / "search").rglob("*.js*")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def summaries(articles: Iterable[search.Article], folder: Path) -> dict[str, Summary]:
    """The articles' summaries, their texts written."""
    from workflow.site import links
    from workflow.site.summarizing import summarize

    found = {}
    for article in articles:
        slug = links.slug(article.document.name)
        found[slug] = summarize(article, slug, ("ko", "zh-Hans"))
        path, data = search.text(article, found[slug])
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return found


def test_only_the_buckets_of_changed_articles_are_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An update gives the same files as a fresh index, and reads no other bucket's articles."""
    monkeypatch.setattr(search, "_BUCKET", 4)
    papers = [bank(f"n{n}", (f"Text {n}.", f"글 {n}.", f"文{n}。")) for n in range(30)]
    old, new, whole = (tmp_path / name for name in ("old", "new", "whole"))
    shape = search.IndexUpdate(old, None, summaries(papers, old)).shape
    assert len(shape.versions) == 8
    changed = bank("n7", ("Other.", "은행.", "央行。"))
    known = summaries(papers, tmp_path / "unused")
    known |= summaries([changed], new)
    again = search.IndexUpdate(new, old, known, ["n7"]).shape
    number = search.bucket("n7", 8)
    differing = {n for n in range(8) if shape.versions[n] != again.versions[n]}
    assert differing == {number}
    assert {path.split("/")[1] for path in files(new)} == {"text", str(number), "index.json"}
    papers[7] = changed
    assert search.IndexUpdate(whole, None, summaries(papers, whole)).shape == again
    assert files(old) | files(new) == files(whole)


def test_several_processes_write_the_same_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its buckets follow from files alone, so any process may write them."""
    monkeypatch.setattr(search, "_BUCKET", 4)
    papers = [bank(f"n{n}", (f"Text {n}.", f"글 {n}.", f"文{n}。")) for n in range(30)]
    one, many = tmp_path / "one", tmp_path / "many"
    shape = search.IndexUpdate(one, None, summaries(papers, one)).shape
    with Workers(3, alone=0) as workers:
        assert (
            search.IndexUpdate(many, None, summaries(papers, many), workers=workers).shape == shape
        )
    assert files(one) == files(many)


def test_an_index_of_another_size_is_made_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the site has outgrown its division, every bucket is new; fewer leave some over."""
    monkeypatch.setattr(search, "_BUCKET", 4)
    papers = [bank(f"n{n}", (f"Text {n}.", f"글 {n}.", f"文{n}。")) for n in range(9)]
    old, new = tmp_path / "old", tmp_path / "new"
    assert len(search.IndexUpdate(old, None, summaries(papers, old)).shape.versions) == 4
    few = {slug: each for slug, each in summaries(papers, old).items() if slug in {"n1", "n2"}}
    shape = search.IndexUpdate(new, old, few, [f"n{n}" for n in (0, *range(3, 9))]).shape
    assert len(shape.versions) == 1
    assert [*search.obsolete_folders(old, shape)] == ["search/1/", "search/2/", "search/3/"]


def test_texts_are_safe_to_load_as_scripts(project: Project) -> None:
    """A text is one call with one JSON value, whatever is in the sentences."""
    hostile = '</script><script>alert(1)</script>\u2028"); alert(1); ("\ud800\0'
    block = replace(RATES.document.blocks[1], text=hostile)
    segments = (*RATES.document.segments[:1], replace(RATES.document.segments[1], text=hostile))
    document = replace(RATES.document, blocks=(RATES.document.blocks[0], block), segments=segments)
    publish(project, [replace(RATES, document=document, uses={})])
    for data in files(project.site).values():
        if data.startswith(b"searchData("):
            json.loads(data.decode().removeprefix("searchData(").removesuffix(");\n"))
            assert b"\0" not in data


def test_arabic_is_found_in_any_of_its_forms(browser: Browser, project: Project) -> None:
    """With and without article, vowels and hamza, and in the figures of the East."""
    publish(replace(project, settings=Settings(targets=("ar",))), [arabic.article(("ar",))])
    with opened(browser, project.site / "search/index.html") as page:
        for query, shown in (
            ("ميناء", "الميناء"),
            ("والمِينَاء", "الميناء"),
            ("اسيا", "آسيا"),
            ("٢٠٢١", "2021"),
        ):
            assert any(shown in line for line in ask(page, query)), query
            assert any(shown in mark for mark in page.locator("#results mark").all_inner_texts())


def test_choices_tell_how_many_they_leave(browser: Browser, project: Project) -> None:
    """By language and year, each within the other; what they leave is all that is shown."""
    articles = [
        bank("a", ("Same.", "그 금리.", "央行。"), date="2023-02-01"),
        bank("b", ("Rates.", "그 은행.", "央行说。"), date="2021-02-01"),
        bank("c", ("Rates.", "그 은행 央行.", "说。"), date="2021-02-02"),
    ]
    publish(project, articles)
    with opened(browser, project.site / "search/index.html") as page:
        ask(page, "央行")
        languages = page.locator("#language option")
        assert languages.all_inner_texts()[1:] == ["English", "한국어 (1)", "简体中文 (2)"]
        page.locator("#year").select_option("2021")
        expect(languages.nth(3)).to_have_text("简体中文 (1)")
        page.locator("#language").select_option("zh-Hans")
        expect(page.locator("#found")).to_have_text("Articles: 1")
        page.locator("#q").fill("")
        expect(languages.nth(3)).to_have_text("简体中文")


def test_the_script_of_the_search_is_small(banks: Path) -> None:
    """It costs at most 14 kB; what Han characters are one is asked for where a query has some."""
    (script,), (han,) = ((banks / "assets").glob(f"{name}.*.js") for name in ("search", "han"))
    assert len(script.read_bytes()) < 14_000
    assert len(han.read_bytes()) < 26_000
