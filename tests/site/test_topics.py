"""Sections, tags and authors, related articles, and free pages."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from tests.site import demo
from workflow.model import BlockKind, Metadata, Project, Settings, Term, TermForms, TermType
from workflow.site import Article, Report, publish
from workflow.site.lines import Line
from workflow.site.lists.list_pages import latest_first
from workflow.site.lists.related_articles import Relations
from workflow.site.lists.topics import TopicKind, Topics
from workflow.site.summary import Summary
from workflow.site.theming.labels import Vocabulary

URL = "https://example.org/"
TERMS = (
    Term(
        "t1",
        TermType.TERM,
        {"en": TermForms("Trade"), "ko": TermForms("무역"), "zh-Hans": TermForms("贸易")},
    ),
)
WORDS = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def article(name: str, language: str, title: str, **about: object) -> Article:
    """A reviewed article of a headline and a sentence, in English and Korean."""
    (target,) = {"en", "ko"} - {language}
    metadata = Metadata(date=name[:10], **about)  # type: ignore[arg-type]
    paper = demo.Paper(name, language, (target,), metadata)
    paper.add(BlockKind.HEADLINE, (title, f"{title} ({target})"))
    return paper.add(BlockKind.PARAGRAPH, (f"{title}.", f"{title} ({target}).")).article()


@pytest.fixture(scope="module")
def site(built: Report) -> Path:
    """Where they are published."""
    return built.folder


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Report:
    """Four articles and a free page, with words of the project's own."""
    root = tmp_path_factory.mktemp("topics")
    (root / "theme" / "locales").mkdir(parents=True)
    own = {"ko": {"Arts & Culture": "문화"}, "en": {"문화": "Arts & Culture", "김": "Kim"}}
    for tag, words in own.items():
        lines = [f'msgid "{name}"\nmsgstr "{text}"\n' for name, text in words.items()]
        (root / "theme" / "locales" / f"{tag}.po").write_text(WORDS + "\n".join(lines))
    settings = Settings(name="Paper", site_url=URL, targets=("ko",))
    articles = [
        article("2022-01-01-a", "en", "A", section="Arts & Culture", tags=("trade", "C++")),
        article(
            "2022-01-02-b", "ko", "B", section="문화", tags=("무역", "C"), authors=("김", "Ann")
        ),
        article("2022-01-03-c", "en", "C", tags=("Museums",), authors=("Ann",)),
        article("2022-01-04-d", "en", "D"),
        article("about", "en", "About us", free=True),
    ]
    return publish(Project(root, settings), articles, TERMS)


def page(site: Path, folder: str) -> html.HtmlElement:
    return html.fromstring((site / folder / "index.html").read_bytes())


def test_a_topic_has_a_page_a_language_with_its_articles_newest_first(site: Path) -> None:
    """Names in several languages are one topic where the glossary or the project says so."""
    for tag, name in (("en", "Arts & Culture"), ("ko", "문화")):
        tree = page(site, f"sections/{tag}/arts-culture")
        assert tree.xpath("//h1")[0].text_content() == name
        assert [each.text_content()[0] for each in tree.xpath("//ol/li//h2")] == ["B", "A"]
        links = [each.get("href") for each in tree.xpath("//ol/li//h2/a")]
        assert links[0] == f"../../../{tag}/2022-01-02-b/index.html"
    assert {each.name for each in (site / "sections" / "ko").iterdir()} == {"arts-culture"}
    assert page(site, "tags/ko/trade").xpath("//h1")[0].text_content() == "무역"
    assert page(site, "tags/en/trade").xpath("//h1/span/@lang") == ["en"]
    assert page(site, "tags/ko/museums").xpath("//h1/span/@lang") == ["en"]  # as it was written
    (other,) = (site / "tags" / "en").glob("c-*")  # C++ is not C
    assert page(site, "tags/en/c").xpath("//h1")[0].text_content() == "C"
    assert page(site, f"tags/en/{other.name}").xpath("//h1")[0].text_content() == "C++"
    assert [each.text_content()[0] for each in page(site, "authors/ko/ann").xpath("//li//h2")] == [
        "C",
        "B",
    ]


def test_a_section_has_a_page_for_those_who_read_in_two_languages(site: Path) -> None:
    """Pages in both lead there, and it leads to such pages; tags and authors have none."""
    folder = "sections/en-ko/arts-culture"
    ways = page(site, "pair/en-ko/2022-01-01-a").xpath("//p[contains(@class, 'kicker')]/a/@href")
    assert ways == [f"../../../{folder}/index.html"]
    tree = page(site, folder)
    assert [each.get("href") for each in tree.xpath("//article//a")][:1] == [
        "../../../pair/en-ko/2022-01-02-b/index.html"
    ]
    assert tree.xpath("//p[contains(@class, 'kicker')]/a/@href")[0] == (
        "../../../pair/en-ko/index.html"
    )
    assert page(site, "pair/en-ko").xpath("//nav[contains(@class, 'sections')]//a/@href") == [
        f"../../{folder}/index.html"
    ]
    feed = etree.parse(str(site / folder / "feed.xml"))
    titles = feed.xpath("//a:title/text()", namespaces={"a": "http://www.w3.org/2005/Atom"})
    assert titles[:2] == ["Paper — Arts & Culture (English | 한국어)", "B (en) | B"]
    assert {each.parent.name for each in site.glob("tags/*/trade")} == {"en", "ko"}
    assert folder not in (site / "sitemap.xml").read_text("utf-8")


def test_names_that_a_language_lacks_are_known(built: Report) -> None:
    """Not of authors, nor of what is written in capitals and so everywhere."""
    assert built.unnamed == {"ko": ["Museums"]}


def test_a_topic_has_a_feed_and_is_in_the_site_map(site: Path) -> None:
    feed = etree.parse(str(site / "sections/ko/arts-culture/feed.xml"))
    space = {"a": "http://www.w3.org/2005/Atom"}
    assert feed.xpath("string(/a:feed/a:title)", namespaces=space) == "Paper — 문화"
    assert len(feed.xpath("//a:entry", namespaces=space)) == 2
    places = (site / "sitemap.xml").read_text("utf-8")
    (head,) = page(site, "sections/ko/arts-culture").xpath("//head")
    siblings = [(each.get("hreflang"), each.get("href")) for each in head.xpath("link[@hreflang]")]
    assert [tag for tag, _ in siblings] == ["en", "ko", "x-default"]
    assert all(f"<loc>{address}</loc>" in places for _, address in siblings)
    assert all(f'hreflang="{tag}" href="{address}"' in places for tag, address in siblings)


def test_a_feed_names_topics_as_its_pages_do(site: Path) -> None:
    """Authors in every language; sections and tags that have a name in the feed's."""
    for tag, words, authors in (
        ("en", ["Arts & Culture", "Trade"], ["Kim", "Ann"]),
        ("ko", ["문화", "무역", "C"], ["김", "Ann"]),
    ):
        feed = etree.parse(str(site / tag / "feed.xml"))
        (entry,) = feed.xpath(
            f"//*[local-name()='entry'][*[.='{'B (en)' if tag == 'en' else 'B'}']]"
        )
        assert entry.xpath("*[local-name()='category']/@term") == words
        assert entry.xpath("*[local-name()='author']/*/text()") == authors
        byline = page(site, f"{tag}/2022-01-02-b").xpath("//p[@class='byline']//a")
        assert [each.text_content() for each in byline] == authors


def test_an_article_names_its_topics_and_programs_hear_of_them(site: Path) -> None:
    tree = page(site, "ko/2022-01-01-a")
    assert [each.text for each in tree.xpath("//p[contains(@class, 'kicker')]/a")] == ["문화"]
    assert [each.text for each in tree.xpath("//ul[contains(@class, 'tags')]//a")] == [
        "무역",
        "C++",
    ]
    data = json.loads(tree.xpath("//script[@type='application/ld+json']/text()")[0])
    assert (data["articleSection"], data["keywords"]) == ("문화", ["무역"])
    tree = page(site, "pair/en-ko/2022-01-03-c")
    data = json.loads(tree.xpath("//script[@type='application/ld+json']/text()")[0])
    assert data["author"][0]["url"] == f"{URL}authors/en/ann/"
    assert page(site, "").xpath("//nav[contains(@class, 'sections')]//a/text()") == [
        "Arts & Culture"
    ]
    assert page(site, "ko").xpath("//nav[contains(@class, 'sections')]//a/text()") == ["문화"]


def test_related_articles_are_those_that_share_tags_or_more(site: Path) -> None:
    for folder, words in (("en", ["B (en)"]), ("ko", ["B"]), ("pair/en-ko", ["B (en)", "B"])):
        (related,) = page(site, f"{folder}/2022-01-01-a").xpath("//aside[@class='related']")
        assert [each.text_content() for each in related.xpath(".//a/span")] == words
        (link,) = related.xpath(".//a/@href")
        assert link.endswith(f"/{folder}/2022-01-02-b/index.html")


def test_what_an_article_does_not_have_is_not_there(site: Path) -> None:
    tree = page(site, "en/2022-01-04-d")
    for name in ("tags", "related", "byline", "sections"):
        assert not tree.xpath(f"//*[contains(@class, '{name}')]")


def test_a_free_page_is_once_a_language_and_in_no_list(site: Path) -> None:
    """It stands at the foot of every page, and may be found."""
    assert not list(site.glob("pair/*/about"))
    assert {each.name for each in (site / "en" / "about").iterdir()} == {"index.html"}
    versions = "//nav[contains(@class, 'versions')]//a/@href"
    ways = [page(site, f"en/{name}").xpath(versions) for name in ("about", "2022-01-04-d")]
    assert [len(each) for each in ways] == [2, 3]
    for path in site.rglob("index.html"):
        (foot,) = html.fromstring(path.read_bytes()).xpath("//ul[@class='free']")
        (link,) = foot.xpath(".//a")
        assert link.text in {"About us", "About us (ko)"}
        assert (path.parent / link.get("href")).resolve().is_file()
    for folder in ("", "en", "ko", "pair/en-ko"):
        titles = [each.text_content() for each in page(site, folder).xpath("//main//h2")]
        assert titles
        assert not [each for each in titles if each.startswith("About")]
    assert "About us" not in (site / "en" / "feed.xml").read_text("utf-8")
    places = (site / "sitemap.xml").read_text("utf-8")
    assert f'hreflang="ko" href="{URL}ko/about/"' in places
    data = page(site, "ko/about").xpath("//script[@type='application/ld+json']/text()")[0]
    assert json.loads(data)["@type"] == "WebPage"


@pytest.mark.parametrize("kind", list(TopicKind))
def test_a_name_of_two_rows_is_left_as_it_is(kind: TopicKind) -> None:
    rows = {each: replace(TERMS[0], id=each) for each in ("t1", "t2")}
    topics = Topics(rows, Vocabulary(), ("ko",))
    assert topics.name(kind, "Trade", "en", "ko").text == "Trade"


def summary(slug: str, tags: Sequence[str], day: int) -> Summary:
    titles = {"en": Line(slug, "en")}
    terms = dict.fromkeys(tags, 1)
    date = f"2022-01-{day:02}"
    return Summary(slug, slug, date, "en", ("en",), titles, {}, {}, {}, terms, tags=tuple(tags[:1]))


PAPER = st.lists(
    st.tuples(st.integers(0, 30), st.lists(st.sampled_from("abc"), max_size=2), st.integers(1, 9)),
    max_size=40,
    unique_by=lambda each: each[0],
)


@given(PAPER, PAPER)
def test_whose_neighbours_change_is_known(before: list[object], after: list[object]) -> None:
    """Between two states of a paper: of all others related articles are what they were."""
    topics = Topics({}, Vocabulary(), ())
    states = [
        {f"s{number}": summary(f"s{number}", tags, day) for number, tags, day in paper}  # type: ignore[misc]
        for paper in (before, after)
    ]
    old, new = (Relations(latest_first(state.values()), topics) for state in states)
    both = states[0] | states[1]
    changed = {slug for slug in both if states[0].get(slug) != states[1].get(slug)}
    touched = new.touched(changed, old)
    for slug in both.keys() - touched:
        assert [each.slug for each in old.of(slug)] == [each.slug for each in new.of(slug)]
