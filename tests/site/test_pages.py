"""The site as files: addresses, structure, status, what search engines are told."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import etree, html

from tests.site import demo
from workflow.errors import PublishError
from workflow.model import (
    Block,
    BlockKind,
    Condition,
    Document,
    Entry,
    Metadata,
    Project,
    Segment,
    Settings,
    State,
)
from workflow.site import Article, publish
from workflow.site.lists import feeds

SLUG = "2021-12-07-luncheon"
KOREAN = "2021/요소수-대책"


def page(site: Path, path: str) -> html.HtmlElement:
    """A page, parsed."""
    return html.fromstring((site / path / "index.html").read_bytes())


def pages(site: Path) -> list[Path]:
    """Every page of the site."""
    return sorted(site.rglob("*.html"))


def test_every_address_of_an_article(site: Path) -> None:
    """Editions, pairs and trio are where they belong, for any source language."""
    for slug in (SLUG, KOREAN):
        for folder in ("en", "ko", "zh-hans", "pair/en-ko", "pair/en-zh-hans", "pair/ko-zh-hans",
                       "trio"):  # fmt: skip
            assert (site / folder / slug / "index.html").is_file()
    for folder in ("", "en", "ko", "zh-hans", "pair/en-ko", "trio", "glossary", "status"):
        assert (site / folder / "index.html").is_file()


def test_every_link_leads_somewhere(site: Path) -> None:
    """Links are relative, end in index.html and point at a page and an anchor that exist.

    The page for no page is shown at any depth: its links begin at the root.
    """
    anchors = {path: set(re.findall(r' id="([^"]+)"', path.read_text())) for path in pages(site)}
    for path in pages(site):
        for element, _, link, _ in html.fromstring(path.read_bytes()).iterlinks():
            parts = urlsplit(link)
            if parts.scheme:
                assert element.get("rel") in {"noopener external", "canonical", "alternate"}
                continue
            base = site if parts.path.startswith("/") else path.parent
            target = (base / unquote(parts.path).lstrip("/")).resolve() if parts.path else path
            assert target.is_file(), f"{path}: {link}"
            if parts.fragment:
                assert unquote(parts.fragment) in anchors[target], f"{path}: {link}"


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    """No image, frame, font or script of another host; a policy forbids it, too."""
    for path in pages(site):
        if path.name == "404.html":
            continue
        tree = html.fromstring(path.read_bytes())
        assert not tree.xpath("//img|//iframe|//object|//video|//*[@style]|//style")
        assert tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content") == [
            (
                "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self';"
                " base-uri 'none'; form-action 'none'"
            )
        ]
        for address in tree.xpath("//script/@src|//link[@rel='stylesheet']/@href"):
            assert not urlsplit(address).scheme


def test_the_page_for_what_is_not_there_loads_nothing(site: Path) -> None:
    """It is shown at any address, so its style and script stand in it, let in by their hashes."""
    tree = html.fromstring((site / "404.html").read_text("utf-8"))
    assert not tree.xpath("//*[@src]|//link[@rel='stylesheet']")
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    for name in ("style", "script"):
        (text,) = tree.xpath(f"//{name}/text()")
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{name}-src 'self' 'sha256-{digest}';" in policy
    assert "unsafe" not in policy


def test_a_sentence_is_one_row_with_a_paragraph_for_each_language(site: Path) -> None:
    """Every sentence is a row named by its key, in every aligned page the same."""
    segments = demo.luncheon().document.segments
    for folder, languages in (("pair/en-ko", 2), ("pair/ko-zh-hans", 2), ("trio", 3)):
        tree = page(site, f"{folder}/{SLUG}")
        rows = {row.get("id"): row for row in tree.xpath("//div[contains(@class, 'u')][@id]")}
        assert list(rows) == [f"s-{segment.key}" for segment in segments]
        for segment in segments:
            cells = rows[f"s-{segment.key}"].xpath("./p[@lang]")
            carried = segment.kind in (BlockKind.NOTICE, BlockKind.CODE)
            assert len(cells) == ((segment.kind is BlockKind.NOTICE) if carried else languages)


def test_editions_share_the_anchors(site: Path) -> None:
    """A sentence has the same anchor in every edition."""
    for folder in ("en", "ko", "zh-hans"):
        tree = page(site, f"{folder}/{SLUG}")
        keys = tree.xpath("//span[starts-with(@id, 's-')]/@id")
        assert keys == [f"s-{segment.key}" for segment in demo.luncheon().document.segments]


@pytest.mark.parametrize("article", demo.articles(), ids=lambda each: each.document.name[-8:])
def test_no_sentence_is_lost(site: Path, article: Article) -> None:
    """Every sentence is once on each page of its article, once a language, each cell tagged."""
    slug = SLUG if article.document.name == SLUG else article.document.name.lower()
    keys = [f"s-{segment.key}" for segment in article.document.segments]
    carried = {BlockKind.NOTICE, BlockKind.CODE}
    folders = {path.parent.relative_to(site).as_posix().removesuffix(f"/{slug}")
               for path in pages(site) if path.parent.as_posix().endswith(f"/{slug}")}  # fmt: skip
    assert len(folders) == 7
    for folder in folders:
        tree = page(site, f"{folder}/{slug}")
        assert sorted(tree.xpath("//@id[starts-with(., 's-')]")) == sorted(keys)
        languages = [tag for tag in ("en", "ko", "zh-hans") if tag in folder or folder == "trio"]
        if "/" not in folder and folder != "trio":
            continue
        for segment in article.document.segments:
            if segment.kind in carried:
                continue
            (row,) = tree.xpath(f"//*[@id='s-{segment.key}']")
            cells = row.xpath("./p")
            assert len(cells) == len(languages)
            for cell, language in zip(cells, languages, strict=True):
                tag = cell.get("lang").lower()
                assert tag == language or "none" in (cell.get("class") or "").split()


def test_an_edition_is_proper_html(site: Path) -> None:
    """Headline, deck, lists, quotation, table, figure, code and notice are what they are."""
    tree = page(site, f"ko/{SLUG}")
    assert tree.get("lang") == "ko"
    assert [h.text_content() for h in tree.xpath("//h1")] == [
        "경총, 중국 대사에게 “안정적 공급망 함께 만들자”"
    ]
    for path, number in (
        ("//p[@class='deck']", 1),
        ("//ol/li", 3),
        ("//ol/li/ul/li", 1),
        ("//blockquote/p", 1),
        ("//table/thead/tr/th[@scope='col']", 2),
        ("//table/tbody/tr/td", 4),
        ("//figure/figcaption", 1),
        ("//pre[@lang='zxx']/code", 1),
        ("//p[@class='notice'][@lang='en']/small", 1),
        ("//article//strong", 1),
    ):
        assert len(tree.xpath(path)) == number, path


def test_status_by_shape_word_and_colour(site: Path) -> None:
    """Machine, changed and missing sentences say so in the page's language."""
    trio = page(site, f"trio/{SLUG}")
    marks = [
        (mark.get("class"), mark.text_content(), mark.get("lang"))
        for mark in trio.xpath("//div[@class='u']/p/span[contains(@class, 'st ')]")
    ]
    assert set(marks) == {
        ("st machine", "○machine", "en"),
        ("st stale", "◇source changed", "en"),
        ("st empty", "–not translated yet", "en"),
    }
    korean = page(site, f"ko/{SLUG}").text_content()
    assert "○기계번역" in korean
    assert "●검수 완료 20" in korean


def test_an_untranslated_sentence_shows_the_source(site: Path) -> None:
    """Where there is no translation stands the original, in its own language."""
    cells = page(site, f"pair/en-zh-hans/{SLUG}").xpath("//p[contains(@class, 'none')]")
    assert [cell.get("lang") for cell in cells] == ["en", "en"]
    assert cells[0].text_content().startswith("A shortage of urea solution")


def test_a_changed_source_shows_what_changed(site: Path) -> None:
    """A stale sentence has the difference between the source then and now."""
    tree = page(site, f"pair/en-ko/{SLUG}")
    assert tree.xpath("//details[contains(@class, 'diff')]//del/text()") == ["35"]
    assert tree.xpath("//details[contains(@class, 'diff')]//ins/text()") == ["38"]


def test_terms_share_a_number_and_lead_to_the_glossary(site: Path) -> None:
    """A term has one number in all languages of a page, whichever of its forms is used."""
    tree = page(site, f"trio/{SLUG}")
    number = tree.xpath("//p[@lang='en']/a[text()='Xing Haiming']/@data-t")[0]
    lit = tree.xpath(f"//p//*[@data-t='{number}']")
    forms = {"Xing Haiming", "Ambassador Xing", "싱하이밍(邢海明)", "邢海明", "邢大使"}
    assert forms <= {element.text for element in lit}
    links = [element for element in lit if element.tag == "a"]
    assert [link.text for link in links] == ["Xing Haiming", "싱하이밍(邢海明)", "邢海明"]
    assert tree.xpath(f"//aside//a[@data-t='{number}']/@href")[0].endswith(
        "glossary/index.html#t-p001"
    )


def test_sources_in_other_languages(site: Path) -> None:
    """A Korean report has English first and Korean as its original; its pages speak Korean."""
    tree = page(site, f"pair/en-ko/{KOREAN}")
    assert tree.get("lang") == "ko"
    assert tree.xpath("(//div[@class='u'])[1]/p/@lang") == ["en", "ko"]
    assert "대역" in tree.xpath("//p[contains(@class, 'kicker')]")[0].text_content()


def test_indexing_follows_review(site: Path) -> None:
    """Only what was reviewed in full is indexed, and only that is in hreflang and site map."""
    robots = "//meta[@name='robots']/@content"
    hreflang = "//link[@rel='alternate'][@hreflang]"
    assert page(site, f"ko/{SLUG}").xpath(robots) == ["noindex,follow"]
    assert page(site, f"ko/{SLUG}").xpath(hreflang) == []
    assert page(site, f"trio/{SLUG}").xpath(robots) == ["noindex,follow"]
    reviewed = [page(site, f"{tag}/{KOREAN}") for tag in ("ko", "en")]
    clusters = [
        {link.get("hreflang"): link.get("href") for link in tree.xpath(hreflang)}
        for tree in reviewed
    ]
    assert clusters[0] == clusters[1]
    assert set(clusters[0]) == {"ko", "en", "x-default"}
    assert clusters[0]["x-default"] == clusters[0]["en"]
    for tree, tag in zip(reviewed, ("ko", "en"), strict=True):
        assert tree.xpath(robots) == []
        assert tree.xpath("//link[@rel='canonical']/@href") == [clusters[0][tag]]
    urls = etree.fromstring((site / "sitemap.xml").read_bytes())
    locations = {url.text for url in urls.iter("{*}loc")}
    assert clusters[0]["ko"] in locations
    assert not any("zh-hans" in unquote(url or "") and "요소수" in unquote(url or "")
                   for url in locations)  # fmt: skip


def test_many_addresses_are_in_several_site_maps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As many as the protocol allows in each; together they have all that one would have."""
    settings = Settings(site_url="https://example.org/news/")

    def built(name: str) -> Path:
        (tmp_path / name).mkdir()
        publish(Project(tmp_path / name, settings), demo.articles(), demo.TERMS)
        return tmp_path / name / "site"

    def addresses(path: Path) -> list[str]:
        return [place.text or "" for place in etree.fromstring(path.read_bytes()).iter("{*}loc")]

    one = addresses(built("one") / "sitemap.xml")
    monkeypatch.setattr(feeds, "_ADDRESSES", 1)
    site = built("several")
    parts = addresses(site / "sitemap.xml")
    assert len(parts) == len(one) > len(demo.articles())
    assert one == [
        address for part in parts for address in addresses(site / part.rsplit("/", 1)[-1])
    ]


def test_every_cluster_is_reciprocal(site: Path) -> None:
    """Whatever a page names as its alternate names it back, with the same set, and is indexed."""
    clusters = {}
    for path in pages(site):
        tree = html.fromstring(path.read_bytes())
        links = tree.xpath("//link[@rel='alternate'][@hreflang]")
        if links:
            canonical = tree.xpath("string(//link[@rel='canonical']/@href)")
            clusters[canonical] = {link.get("hreflang"): link.get("href") for link in links}
            assert not tree.xpath("//meta[@name='robots']")
            assert clusters[canonical][tree.get("lang")] == canonical
    assert clusters
    for cluster in clusters.values():
        assert "x-default" in cluster
        assert all(clusters[address] == cluster for address in cluster.values())


def test_structured_data(site: Path) -> None:
    """A translation names its original; the original names only its reviewed translations."""

    def data(path: str) -> dict[str, object]:
        text = page(site, path).xpath("//script[@type='application/ld+json']/text()")[0]
        loaded: dict[str, object] = json.loads(text)
        return loaded

    source, english = data(f"ko/{KOREAN}"), data(f"en/{KOREAN}")
    assert source["@type"] == english["@type"] == "NewsArticle"
    assert source["datePublished"] == "2021-12-15"
    assert source["workTranslation"] == [{"@id": english["@id"]}]
    original = english["translationOfWork"]
    assert isinstance(original, dict)
    assert original["@id"] == source["@id"]
    assert "digitalSourceType" in data(f"zh-hans/{KOREAN}")


def test_feeds(site: Path) -> None:
    """Every edition and pair has a feed with what RFC 4287 asks for."""
    for folder, number in (("en", 2), ("ko", 1), ("pair/en-ko", 3)):
        feed = etree.fromstring((site / folder / "feed.xml").read_bytes())
        atom = "{http://www.w3.org/2005/Atom}"
        assert {child.tag.removeprefix(atom) for child in feed} >= {
            "title", "id", "updated", "link", "author"
        }  # fmt: skip
        entries = feed.findall(f"{atom}entry")
        assert len(entries) == number
        for entry in entries:
            address = entry.findtext(f"{atom}id") or ""
            path = unquote(urlsplit(address).path).strip("/")
            assert (site / path / "index.html").is_file()


def test_of_one_day_the_latest_comes_first(tmp_path: Path) -> None:
    """A feed names a time whose zone is known; else it begins with the day."""
    times = {"z": "", "b": "T18:30:00", "a": "T19:00:00+09:00"}
    articles = []
    for slug, time in times.items():
        since = (Condition("date", 1, f"2021-12-09{time}"),) if time else ()
        paper = demo.Paper(slug, "en", ("ko",), Metadata(date="2021-12-09", conditions=since))
        paper.add(demo.K.HEADLINE, (f"Port {slug}", f"항구 {slug}"))
        articles.append(paper.article())
    publish(Project(tmp_path), articles)
    feed = etree.fromstring((tmp_path / "site/en/feed.xml").read_bytes())
    atom = "{http://www.w3.org/2005/Atom}"
    assert [each.findtext(f"{atom}title") for each in feed.iter(f"{atom}entry")] == [
        "Port a", "Port b", "Port z"
    ]  # fmt: skip
    assert feed.findtext(f"{atom}updated") == "2021-12-09T19:00:00+09:00"
    midnight = "2021-12-09T00:00:00Z"
    for name in ("published", "updated"):
        found = [each.findtext(f"{atom}{name}") for each in feed.iter(f"{atom}entry")]
        assert found == ["2021-12-09T19:00:00+09:00", midnight, midnight]


def test_an_article_is_not_updated_before_its_day(tmp_path: Path) -> None:
    paper = demo.Paper("port", "en", ("ko",), Metadata(date="2021-12-09", updated="2021-12-01"))
    paper.add(demo.K.HEADLINE, ("A port", "항구"))
    publish(Project(tmp_path), [paper.article()])
    tree = page(tmp_path / "site", "en/port")
    days = tree.xpath("//section[contains(@class, 'origin')]//time/@datetime")
    assert "2021-12-01" not in days


def test_tags_section_and_the_latest_change_reach_programs(tmp_path: Path) -> None:
    """They are in JSON-LD, Open Graph and the feed of the original, whose language they are in."""
    dates = {"date": "2021-12-09", "updated": "2021-12-11", "section": "Ports"}
    metadata = Metadata(**dates, authors=("A. Seo", "B. Han"), tags=("sea", "R&D"))
    paper = demo.Paper("2021-12-09-port", "en", ("ko",), metadata)
    paper.add(demo.K.HEADLINE, ("A port", "항구"))
    project = Project(tmp_path)
    publish(project, [paper.article()])
    told = {}
    for tag in ("en", "ko"):
        tree = page(project.site, f"{tag}/2021-12-09-port")
        (text,) = tree.xpath("//script[@type='application/ld+json']/text()")
        told[tag] = json.loads(text)
        tags = tree.xpath("//meta[@property='article:tag']/@content")
        assert tags == (["sea", "R&D"] if tag == "en" else [])
        days = tree.xpath("//section[contains(@class, 'origin')]//time/@datetime")
        assert days[:2] == ["2021-12-09", "2021-12-11"]
        assert told[tag]["dateModified"] == ("2021-12-11" if tag == "en" else "2026-11-20")
        assert [each["name"] for each in told[tag]["author"]] == ["A. Seo", "B. Han"]
    assert (told["en"]["keywords"], told["en"]["articleSection"]) == (["sea", "R&D"], "Ports")
    assert "keywords" not in told["ko"]
    feed = etree.fromstring((project.site / "en" / "feed.xml").read_bytes())
    atom = "{http://www.w3.org/2005/Atom}"
    assert [each.get("term") for each in feed.iter(f"{atom}category")] == ["Ports", "sea", "R&D"]
    assert [each.text for each in feed.iterfind(f"{atom}entry/{atom}author/{atom}name")] == [
        "A. Seo",
        "B. Han",
    ]
    assert feed.findtext(f"{atom}updated") == "2021-12-11T00:00:00Z"


def test_feeds_and_search_engines_see_how_an_article_begins(tmp_path: Path) -> None:
    """An article without a deck has the beginning of its text, not too much of it."""
    paper = demo.Paper("2021-12-09-port", "en", ("ko",), demo.Metadata(date="2021-12-09"))
    paper.add(demo.K.HEADLINE, ("A port", "항구"))
    sentences = [(f"Ship number {n} is at anchor.", f"{n}번 배가 닻을 내렸다.") for n in range(30)]
    paper.add(demo.K.PARAGRAPH, *sentences)
    folder = publish(Project(tmp_path, Settings()), [paper.article()]).folder
    (lead,) = html.fromstring((folder / "ko/2021-12-09-port/index.html").read_text()).xpath(
        "//meta[@name='description']/@content"
    )
    assert lead.startswith("0번 배가 닻을 내렸다. 1번 배가")
    assert lead.endswith("…")
    assert 60 < len(lead) <= 120
    feed = etree.fromstring((folder / "pair/en-ko/feed.xml").read_bytes())
    (summary,) = feed.iter("{http://www.w3.org/2005/Atom}summary")
    english, korean = (summary.text or "").splitlines()
    assert english.startswith("Ship number 0 is at anchor. Ship number 1")
    assert korean == lead


def test_without_an_address_nothing_public_is_claimed(project: Project) -> None:
    """Until ``site_url`` is set there is no site map and no absolute link; feeds name files."""
    folder = publish(project, demo.articles()).folder
    assert {path.name for path in folder.rglob("*.xml")} == {"feed.xml"}
    assert not (folder / "robots.txt").exists()
    atom = "{http://www.w3.org/2005/Atom}"
    for place, number in (("en", 2), ("ko", 1), ("pair/en-ko", 3)):
        feed = etree.fromstring((folder / place / "feed.xml").read_bytes())
        assert all((each.text or "").startswith("urn:uuid:") for each in feed.iter(f"{atom}id"))
        addresses = [each.get("href") or "" for each in feed.iter(f"{atom}link")]
        assert len(set(addresses)) == number + 2
        assert all((folder / place / unquote(each)).is_file() for each in addresses)
    assert "example.org/ko" not in (folder / "ko" / SLUG / "index.html").read_text()


def test_editor_builds_link_to_the_catalog(project: Project) -> None:
    """In an editor's build every status mark opens its entry; the public build has no such link."""
    publish(project, demo.articles(), editor=True)
    text = (project.site / "trio" / SLUG / "index.html").read_text()
    assert f'href="vscode://file{project.root.as_posix()}/locales/ko/{SLUG}.po:21"' in text
    publish(project, demo.articles())
    assert not any("vscode:" in path.read_text() for path in pages(project.site))


def test_publishing_again_gives_the_same_files(project: Project) -> None:
    """The same input gives the same bytes, and what is gone from the input is gone."""
    publish(project, demo.articles())
    first = {path.relative_to(project.site): path.read_bytes() for path in pages(project.site)}
    (project.site / "stale.html").write_text("x")
    publish(project, demo.articles())
    again = {path.relative_to(project.site): path.read_bytes() for path in pages(project.site)}
    assert first == again


def test_an_empty_project_has_a_front_page(project: Project) -> None:
    """A project without articles still has a site that says so."""
    report = publish(project, [])
    assert report.pages == 5
    assert "No articles yet." in report.front.read_text()


def test_articles_are_taken_one_at_a_time(project: Project) -> None:
    """An article is written before the next is asked for, so memory stays flat."""
    seen: list[bool] = []

    def stream() -> object:
        yield demo.luncheon()
        fresh = next(path for path in project.root.iterdir() if path.name.startswith(".site-"))
        seen.append((fresh / "trio" / SLUG / "index.html").is_file())
        yield demo.korean()

    publish(project, stream())  # type: ignore[arg-type]
    assert seen == [True]


def test_a_failed_build_leaves_the_old_site(project: Project) -> None:
    """When an article cannot be read, the site is as it was and nothing is left lying about."""
    publish(project, demo.articles())
    before = (project.site / "index.html").read_bytes()

    def broken() -> object:
        yield demo.luncheon()
        raise RuntimeError

    with pytest.raises(RuntimeError):
        publish(project, broken())  # type: ignore[arg-type]
    assert (project.site / "index.html").read_bytes() == before
    assert not [path for path in project.root.iterdir() if path.name.startswith(".site-")]


def test_two_documents_with_one_address(project: Project) -> None:
    """The error names both documents."""
    with pytest.raises(PublishError, match=r"luncheon.*same address"):
        publish(project, [demo.luncheon(), demo.luncheon()])


def test_someone_elses_folder_is_not_replaced(project: Project) -> None:
    """A site folder with other files in it stays, unless asked for."""
    project.site.mkdir()
    (project.site / "thesis.txt").write_text("mine")
    with pytest.raises(PublishError, match="did not build"):
        publish(project, demo.articles())
    assert (project.site / "thesis.txt").read_text() == "mine"
    publish(project, demo.articles(), clean=True)
    assert (project.site / "index.html").is_file()


def test_an_unwritable_folder(tmp_path: Path) -> None:
    """The error says where and why."""
    file = tmp_path / "file"
    file.write_text("")
    with pytest.raises(PublishError, match="site"):
        publish(Project(file), [])


def document(blocks: tuple[Block, ...], segments: tuple[Segment, ...], language: str) -> Document:
    """A document named ``n``."""
    return Document("seeds/n.txt", "n", blocks, language=language, segments=segments)


def test_a_document_without_headline_or_segments(project: Project) -> None:
    """A lone notice makes a page whose title is the document's name."""
    block = Block(BlockKind.NOTICE, "All rights reserved.", 1)
    publish(project, [Article(document((block,), (), "en"), {"ko": {}})])
    assert "<h1>n</h1>" in (project.site / "en/n/index.html").read_text()


def test_a_title_made_from_the_first_sentence(project: Project) -> None:
    """Without a headline, each edition is named by the beginning of its own first sentence.

    The name is for lists, tabs and those who do not see: on the page, the text speaks for itself.
    """
    text = "It was a quiet morning on the river, and the boats had not come back from the sea yet."
    paper = demo.Paper("n", "en", ("ko", "zh-Hans")).add(
        BlockKind.PARAGRAPH, (text, "강은 조용했고 배들은 돌아오지 않았다.", ""), states="re"
    )
    publish(project, [paper.article()])
    short = "It was a quiet morning on the river, and the boats had not come back from the…"
    titles = {"en": short, "ko": "강은 조용했고 배들은 돌아오지 않았다.", "zh-hans": short}
    for folder, title in titles.items():
        tree = page(project.site, f"{folder}/n")
        assert tree.xpath("//title/text()")[0].startswith(title)
        assert tree.xpath("//h1[@class='vh']")[0].text_content() == title
        assert page(project.site, folder).xpath("//h2")[0].text_content() == title
    assert "1 sentence" in page(project.site, "trio/n").xpath("//div[@class='c1']//p/text()")
    assert "vh" in page(project.site, "trio/n").xpath("//*[@aria-level='1']/..")[0].get("class")


def test_a_title_of_two_sentences(project: Project) -> None:
    """Each language parts them in its own way."""
    paper = demo.Paper("n", "zh-Hans", ("en", "ko")).add(
        BlockKind.HEADLINE,
        ("不等了。", "We wait no more.", "더 안 기다린다."),
        ("动手。", "We act.", "한다."),
    )
    publish(project, [paper.article()])
    titles = {
        "en": "We wait no more. We act.",
        "ko": "더 안 기다린다. 한다.",
        "zh-hans": "不等了。动手。",
    }
    for folder, title in titles.items():
        assert page(project.site, folder).xpath("//h2")[0].text_content() == title


def test_the_author_stands_at_the_head(project: Project) -> None:
    """Who wrote an article is told above it, from the front matter where no byline does."""
    metadata = Metadata(title="Out", author="Jane Q. Reporter")
    text = ("Trade grew.", "교역이 늘었다.")
    paper = demo.Paper("n", "en", ("ko",), metadata).add(BlockKind.PARAGRAPH, text)
    publish(project, [paper.article()])
    for folder in ("en", "ko", "pair/en-ko"):
        (head,) = page(project.site, f"{folder}/n").xpath("//header[@class='head']")
        (name,) = head.xpath(".//p/a[@rel='author'][.='Jane Q. Reporter']")
        assert name.xpath("ancestor-or-self::*[@lang][1]/@lang") == ["en"]
    signed = paper.add(BlockKind.BYLINE, ("By Jane", "제인 기자"))
    signed.blocks.reverse()
    signed.segments = [replace(each, block=1 - each.block) for each in signed.segments[::-1]]
    publish(project, [signed.article()])
    (head,) = page(project.site, "en/n").xpath("//header[@class='head']")
    assert "By Jane" in head.text_content()
    assert "Jane Q. Reporter" not in head.text_content()


def test_a_table_keeps_its_columns(project: Project) -> None:
    """An empty cell stays a cell; columns of figures are marked; a number is shown once."""
    paper = demo.Paper("n", "en", ("ko",))
    rows = (("Year", "US$ bn", "Note"), ("2020", "", "–x"), ("2021", "1,629.5", "12% more"))
    for number, row in enumerate(rows, 1):
        for text in row:
            sentences = [(text, f"{text} 뜻" if text.isalpha() else text)] if text else []
            paper.add(BlockKind.CELL, *sentences, row=number, group=1)
    publish(project, [paper.article()])
    for folder in ("en", "pair/en-ko"):
        (table,) = page(project.site, f"{folder}/n").xpath("//table")
        cells = [[cell.text_content().strip() for cell in row] for row in table.iter("tr")]
        assert [len(row) for row in cells] == [3, 3, 3]
        assert cells[1][1] == ""
        assert [row[1].get("class") for row in table.iter("tr")] == ["figure"] * 3
        assert not table.xpath(".//tr/*[position() != 2][@class]")
    same = table.xpath(".//p[contains(@class, 'same')]/text()")
    assert same == ["US$ bn", "2020", "–x", "2021", "1,629.5", "12% more"]


def test_a_sentence_already_in_the_target_language(project: Project) -> None:
    """It needs no translation: it stands as it is and is not counted."""
    block = Block(BlockKind.PARAGRAPH, "안녕하세요.", 1, language="ko")
    segment = Segment("k", "안녕하세요.", "", "seeds/n.txt", 1, 0, 0, block.kind, "ko")
    publish(project, [Article(document((block,), (segment,), "en"), {"ko": {}})])
    tree = page(project.site, "pair/en-ko/n")
    assert tree.xpath("//div[@class='u']/p/@lang") == ["ko", "ko"]
    assert not tree.xpath("//div[@class='u']/p/span")


@pytest.mark.parametrize("targets", [("ja",), ("ar", "ja", "de", "ko")])
def test_other_languages(project: Project, targets: tuple[str, ...]) -> None:
    """Any target gets its edition and its pair; right-to-left ones say so."""
    block = Block(BlockKind.PARAGRAPH, "Hello.", 1)
    segment = Segment("k", "Hello.", "", "seeds/n.txt", 1, 0, 0, block.kind, "en")
    entries = {tag: {"Hello.": Entry("Hello.", "…", State.REVIEWED)} for tag in targets}
    article = Article(document((block,), (segment,), "en"), entries)
    publish(Project(project.root, Settings(targets=targets)), [article])
    for tag in targets:
        assert page(project.site, f"{tag}/n").get("lang") == tag
        assert (project.site / f"pair/en-{tag}/n/index.html").is_file()
    if "ar" in targets:
        assert page(project.site, "ar/n").get("dir") == "rtl"
        assert page(project.site, "trio/n").xpath("//div[@class='u']/p/@lang") == [
            "en", "ar", "ja"
        ]  # fmt: skip


def test_articles_in_different_languages_share_the_trilingual_list(project: Project) -> None:
    """Each shows its own three languages there, whatever those of the others are."""
    block = Block(BlockKind.PARAGRAPH, "Hello.", 1)
    articles = [
        Article(
            Document(f"seeds/{tag}.txt", tag, (block,), language=tag), {"ko": {}, "zh-Hans": {}}
        )
        for tag in ("en", "ca")
    ]
    publish(project, articles)
    stories = page(project.site, "trio").xpath("//article")
    shown = [story.xpath(".//p[contains(@class, 'kicker')]/@lang") for story in stories]
    assert sorted(map(sorted, shown)) == [["ca", "ko", "zh-Hans"], ["en", "ko", "zh-Hans"]]
    head = page(project.site, "trio").xpath("//title/text()")
    assert head[0].startswith("In three languages"), "no three languages are those of all articles"


def test_the_original_is_among_the_languages_of_the_front_page(project: Project) -> None:
    """Of more than three languages it shows three, the original's always, and links to the rest."""
    block = Block(BlockKind.PARAGRAPH, "Hallo.", 1)
    targets = ("en", "ko", "zh-Hans", "ja")
    article = Article(
        Document("seeds/n.txt", "n", (block,), language="nl"), {tag: {} for tag in targets}
    )
    publish(Project(project.root, Settings(targets=targets)), [article])
    story = page(project.site, "").xpath("//article")[0]
    shown = story.xpath(".//p[contains(@class, 'kicker')]/@lang")
    assert shown == ["en", "ko", "nl"]
    assert story.xpath(".//a[@hreflang]/@hreflang") == ["zh-Hans", "ja"]
