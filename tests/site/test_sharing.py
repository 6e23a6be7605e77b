"""What search engines, feed readers and social networks are told, held to their own rules."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from lxml import etree, html
from PIL import Image

from tests.site import demo
from tests.support.command import workflow
from workflow.languages import any_language
from workflow.model import Project, Settings, SiteSettings
from workflow.site import publish
from workflow.site.cards import CARD, Cards
from workflow.site.lines import Line

URL = "https://example.org/"
SLUG = "2021-12-07-luncheon"
COLORS = ("#fbfaf6", "#1d1b18", "#9c2f1f")
ATOM = Path(__file__).parent / "atom.rng"
#: What schema.org lets the values of a property be, for the properties that pages use
#: (https://schema.org/NewsArticle, /WebSite, /Organization, /MediaObject, read 2026-11).
NODES = {"NewsArticle", "WebSite", "Organization", "Person", "ImageObject", "MediaObject"}
EXPECTED: Mapping[str, tuple[str, ...]] = {
    "name": ("text",), "headline": ("text",), "keywords": ("text",), "articleSection": ("text",),
    "correction": ("text",), "encodingFormat": ("text",), "contentSize": ("text",),
    "inLanguage": ("tag",), "datePublished": ("day",), "dateModified": ("day",),
    "url": ("url",), "contentUrl": ("url",), "image": ("url",), "isBasedOn": ("url",),
    "digitalSourceType": ("url",), "author": ("Person", "Organization"),
    "publisher": ("Organization",), "logo": ("ImageObject",), "encoding": ("MediaObject",),
    "translationOfWork": ("NewsArticle",), "workTranslation": ("id",), "hasPart": ("id",),
}  # fmt: skip


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo newspaper with cards, and pairs that may be found."""
    site = SiteSettings(cards=True, index_pairs=True, publisher="Han River Media")
    settings = Settings(name="The Han River Review", site_url=URL, site=site)
    project = Project(tmp_path_factory.mktemp("shared"), settings)
    return publish(project, demo.articles(), demo.TERMS).folder


def trees(site: Path) -> Mapping[str, html.HtmlElement]:
    """Every page but the one for no page, by its folder."""
    return {
        path.parent.relative_to(site).as_posix().replace(".", "", 1): html.fromstring(
            path.read_bytes()
        )
        for path in site.rglob("index.html")
    }


def faults(node: Mapping[str, Any], where: str = "") -> list[str]:
    """Say what of a JSON-LD node is not as schema.org has it."""
    found = []
    if node.get("@type") not in NODES and set(node) != {"@id"}:
        found.append(f"{where}: no type")
    for name, value in node.items():
        if name.startswith("@"):
            continue
        for each in value if isinstance(value, list) else [value]:
            kinds = EXPECTED.get(name, ())
            if not any(is_a(kind, each) for kind in kinds):
                found.append(f"{where}/{name}: {each}")
            if isinstance(each, dict):
                found += faults(each, f"{where}/{name}")
    return found


def is_a(kind: str, value: Any) -> bool:
    """Tell whether a value is of a kind."""
    if isinstance(value, dict):
        return value.get("@type") == kind or (kind == "id" and set(value) == {"@id"})
    patterns = {"text": r".+", "url": r"https://\S+", "day": r"\d{4}-\d\d-\d\d", "tag": r"[\w-]+"}
    return isinstance(value, str) and bool(re.fullmatch(patterns.get(kind, "(?!)"), value))


def test_json_ld_is_as_schema_org_has_it(shared: Path) -> None:
    """Every property is one of the type's own, and its values are of the kinds that it may have."""
    seen = set()
    for folder, tree in trees(shared).items():
        for text in tree.xpath("//script[@type='application/ld+json']/text()"):
            data = json.loads(text)
            assert faults(data) == [], folder
            seen.add(data["@type"])
            if data["@type"] == "NewsArticle":
                assert {"headline", "publisher", "datePublished", "image"} <= set(data)
                assert data["publisher"]["name"] == "Han River Media"
                assert len(data["headline"]) <= 110
    assert seen == {"NewsArticle", "WebSite"}


def test_pages_in_several_languages_can_be_shared(shared: Path) -> None:
    """A pair has what https://ogp.me asks for: type, title, address, picture; and its languages."""
    for folder, locales in ((f"pair/en-ko/{SLUG}", ["en_US", "ko_KR"]),
                            (f"trio/{SLUG}", ["en_US", "ko_KR", "zh_CN"])):  # fmt: skip
        tree = html.fromstring((shared / folder / "index.html").read_bytes())
        told = [(each.get("property"), each.get("content")) for each in tree.xpath("//meta")]
        first = dict(reversed([(name, value) for name, value in told if name]))
        assert first["og:url"] == f"{URL}{folder}/"
        assert first["og:title"].count(" | ") == len(locales) - 1
        assert "Ambassador Xing says" in first["og:description"]
        assert [value for name, value in told if (name or "").startswith("og:locale")] == locales
        assert "summary_large_image" in tree.xpath("//meta[@name='twitter:card']/@content")
        picture = shared / unquote(urlsplit(first["og:image"]).path).strip("/")
        with Image.open(picture) as card:
            assert card.size == CARD == (1200, 630)
        assert [first["og:image:width"], first["og:image:height"]] == ["1200", "630"]


def test_a_card_is_the_same_each_time_and_none_is_wrong() -> None:
    """The same headlines give the same bytes; letters that no font has give no card."""
    cards = Cards("Review", COLORS, Path("none"))
    titles = [Line("Ports Open Early " * 9, "en"), Line("الموانئ تفتح أبوابها", "ar")]
    data = cards.drawn(titles)
    assert data == Cards("Review", COLORS, Path("none")).drawn(titles)
    assert len(data) < 60_000
    with Image.open(io.BytesIO(data)) as card:
        colours = len(card.convert("RGB").getcolors(99) or ())
        assert 3 < colours <= 16
    assert cards.drawn([Line("𐎠𐎡𐎢 unwritten", "peo")]) == b""
    assert cards.drawn([Line("\n", "en")]) == b""


def test_a_language_is_told_with_its_country() -> None:
    tags = "en ko zh-Hans zh-Hant ja ar pt".split()
    wanted = "en_US ko_KR zh_CN zh_TW ja_JP ar_EG pt_BR".split()
    assert [any_language(tag).locale for tag in tags] == wanted


@pytest.mark.parametrize("of", ["site", "shared"])
def test_the_site_map_has_what_may_be_found_and_nothing_else(
    request: pytest.FixtureRequest, of: str
) -> None:
    site = request.getfixturevalue(of)
    root = etree.fromstring((site / "sitemap.xml").read_bytes())
    listed = [each.text for each in root.iter("{*}loc")]
    found = {
        tree.xpath("string(//link[@rel='canonical']/@href)")
        for tree in trees(site).values()
        if not tree.xpath("//meta[@name='robots']")
    }
    assert set(listed) == found
    assert len(listed) == len(found)
    assert (f"{URL}pair/en-ko/" in found) is (of == "shared")


def test_feeds_are_as_atom_has_them(shared: Path) -> None:
    """RFC 4287, its grammar and what only its words say: names and dates once, in order."""
    grammar = etree.RelaxNG(etree.parse(str(ATOM)))
    feeds = sorted(shared.rglob("feed.xml"))
    assert len(feeds) == 12  # of editions, pairs and two authors
    for path in feeds:
        feed = etree.fromstring(path.read_bytes())
        grammar.assertValid(feed)
        names = [each.text for each in feed.iter("{*}id")]
        assert len(set(names)) == len(names)
        days = [each.text or "" for each in feed.iter("{*}updated")]
        assert days[0] == max(days)


SEED = """---
title: Trade Grows
date: 2026-01-05
author: The News Desk
correction: An earlier version named the wrong port.
---

Trade between the ports grew.

Ships wait.
"""


def test_a_correction_is_told_in_every_language(project: Project) -> None:
    """It stands above the text, is translated with it, and readers of the feed hear of it."""
    (project.root / "workflow.toml").write_text(f'site_url = "{URL}"\ntargets = ["ko"]\n')
    (project.seeds / "trade.md").write_text(SEED)
    assert workflow("-C", project.root, "run", "--engine", "pseudo").code == 0
    for folder in ("en", "ko", "pair/en-ko"):
        tree = html.fromstring((project.site / folder / "trade" / "index.html").read_bytes())
        (box,) = tree.xpath("//div[@class='body']/*[contains(@class, 'box-important')]")
        assert not box.xpath("preceding-sibling::*")
        words = " ".join(box.xpath(".//p[contains(@class, 'box-label')]//text()|.//div//text()"))
        assert ("정정" in words or "정정" in box.text_content()) is (folder != "en")
        data = json.loads(tree.xpath("//script[@type='application/ld+json']/text()")[0])
        assert "wrong port" in data["correction"][0] or folder == "ko"
        (author,) = data["author"]
        assert (author["@type"], author["name"]) == ("Organization", "The News Desk")
        assert author["url"].startswith(f"{URL}authors/")
    told = (project.site / "en" / "feed.xml").read_text()
    assert "<summary>Correction: An earlier version named the wrong port.\nTrade between" in told
    description = html.fromstring((project.site / "en/trade/index.html").read_bytes())
    assert "wrong" not in description.xpath("string(//meta[@name='description']/@content)")


def test_dates_of_change_follow_the_text(project: Project) -> None:
    """A changed translation moves the date of its edition alone, a changed original its own."""
    articles = list(demo.articles())
    settings = Settings(name="Review", site_url=URL)

    def days() -> dict[str, str]:
        publish(replace(project, settings=settings), articles)
        root = etree.fromstring((project.site / "sitemap.xml").read_bytes())
        found = [each for each in root.iter("{*}url") if "2021/" in each.findtext("{*}loc", "")]
        return {
            each.findtext("{*}loc", "")[len(URL) :].partition("/")[0]: each.findtext(
                "{*}lastmod", ""
            )
            for each in found
        }

    assert days() == {"ko": "2021-12-15", "en": "2026-11-20"}
    source, entry = next(iter(articles[1].entries["en"].items()))
    later = replace(entry, date="2026-12-01")
    entries = {**articles[1].entries, "en": {**articles[1].entries["en"], source: later}}
    articles[1] = replace(articles[1], entries=entries)
    assert days() == {"ko": "2021-12-15", "en": "2026-12-01"}
    articles[1] = replace(articles[1], revised="2026-12-03")
    assert days() == {"ko": "2026-12-03", "en": "2026-12-03"}


def test_publishing_notices_that_an_original_has_changed(project: Project) -> None:
    """The first text is as old as its article; spaces are no change; other words are."""
    (project.root / "workflow.toml").write_text(f'site_url = "{URL}"\ntargets = ["ko"]\n')
    seed = project.seeds / "trade.md"

    def modified(text: str) -> str:
        seed.write_text(text)
        assert workflow("-C", project.root, "run", "--engine", "pseudo").code == 0
        page = (project.site / "en" / "trade" / "index.html").read_bytes()
        return str(
            html.fromstring(page).xpath(
                "string(//meta[@property='article:modified_time']/@content)"
            )
        )

    assert modified(SEED) == ""
    assert modified(SEED.replace("between the", "between\nthe")) == ""
    first = modified(SEED.replace("grew", "fell"))
    assert re.fullmatch(r"20\d\d-\d\d-\d\d", first)
    assert modified(SEED.replace("grew", "fell") + "\n") == first
