"""Articles from the web become seeds: once each, with their origin, and edits are never lost."""

from __future__ import annotations

import io
import json
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from PIL import Image

from tests.support.command import Result, listen_to_signals, workflow
from tests.support.web_server import Route, WebServer, conditional, in_turn, moved, page

PROSE = (
    "<p>The ministry said on Monday that trade between both countries grew again last year.</p>"
    "<p>Officials expect more talks about exports of steel, a spokesperson said in a statement.</p>"
    "<p>The two sides will meet again in Seoul in the spring of next year, says the plan.</p>"
)
PAID = (
    '<script type="application/ld+json">'
    '{"@type": "NewsArticle", "isAccessibleForFree": "False"}</script>'
)


@pytest.fixture
def server() -> Iterator[WebServer]:
    """A web server."""
    with WebServer() as started:
        yield started


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A project that waits for nobody."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "workflow.toml").write_text('targets = ["ko"]\n[fetch]\ndelay = 0\ntimeout = 5\n')
    return tmp_path


def html(title: str, body: str = PROSE, head: str = "", lang: str = ' lang="en"') -> str:
    """A page with an article, and what pages have around it."""
    return (
        f"<!DOCTYPE html><html{lang}><head><title>{title} | Site</title>{head}</head><body>"
        f"<nav><a href='/'>Home</a></nav><article><h1>{title}</h1>{body}</article></body></html>"
    )


def rss(server: WebServer, *items: tuple[str, str], more: str = "") -> Route:
    """A feed of titles and paths."""
    listed = "".join(
        f"<item><title>{title}</title><link>{server.url}{path}</link>"
        f"<guid isPermaLink='false'>{path}</guid>{more}</item>"
        for title, path in items
    )
    text = f"<rss version='2.0'><channel><title>News</title>{listed}</channel></rss>"
    return page(text, "application/rss+xml", ETag='"1"')


def fetch(place: Path, *arguments: str, code: int = 0) -> Any:
    """Run the command on loopback; return what it says as JSON."""
    done = run(place, *arguments, "--json")
    assert done.code == code, done.out + done.err
    return done.json


def run(place: Path, *arguments: str) -> Result:
    """Run the command on loopback."""
    return workflow("fetch", *arguments, "--allow-private", project=place)


def seeds(place: Path) -> list[str]:
    """The files in seeds/."""
    found = (each for each in (place / "seeds").rglob("*") if each.is_file())
    return sorted(each.relative_to(place / "seeds").as_posix() for each in found)


def front(path: Path) -> dict[str, Any]:
    """The front matter of a seed."""
    found: dict[str, Any] = yaml.safe_load(path.read_text("utf-8").split("---\n")[1])
    return found


def test_a_page_becomes_a_seed_with_its_origin(server: WebServer, place: Path) -> None:
    """As it came, below what is known of it; and it is read as an article from there."""
    head = (
        '<link rel="canonical" href="/a?id=1"><meta name="author" content="Kim Min">'
        '<meta property="article:published_time" content="2021-12-07T00:30:00+09:00">'
    )
    licence = '<p><a rel="license" href="/by">CC BY 4.0</a> <a href="../x">More</a></p>'
    text = html("Trade Grows: “Up”", PROSE + licence, head)
    server.routes = {
        "/s": moved("/a?id=1&utm_source=x&token=s3cret"),
        "/a?id=1&utm_source=x&token=s3cret": page(text),
    }
    found = fetch(place, f"{server.url}/s")
    (name,) = seeds(place)
    assert name == "2021-12-07-trade-grows-up.html"
    assert found["fetched"][0]["path"] == f"seeds/{name}"
    stored = (place / "seeds" / name).read_text("utf-8")
    assert stored.endswith(text)
    assert "s3cret" not in stored
    said = front(place / "seeds" / name)
    assert said["source_url"] == f"{server.url}/a?id=1"
    assert said["fetched_from"] == f"{server.url}/a?id=1&utm_source=x"
    assert said["date"] == "2021-12-07T00:30:00+09:00"
    assert (said["author"], said["rights"]) == ("Kim Min", f"CC BY 4.0 ({server.url}/by)")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", said["fetched"])
    done = workflow("run", "--engine", "pseudo", "--json", project=place)
    assert done.code == 0, done.err
    assert "unread" not in done.err
    (english,) = (place / "site" / "en").rglob("2021-*/index.html")
    assert f'href="{server.url}/x"' in english.read_text("utf-8")


@pytest.mark.parametrize(
    ("kind", "path", "text", "ending"),
    [
        ("text/markdown", "/a", "# Title\n\nText of *it*.\n", "title.md"),
        ("text/plain", "/a.md", "---\ntitle: Own title\nlang: en\n---\n\nText.\n", "own-title.md"),
        ("text/plain", "/a.md", '+++\ntitle = "Own"\n+++\n\nText.\n', "own.md"),
        (
            "text/plain",
            "/a.txt",
            "Title of it\n\nText, by \u2028somebody.\r\nMore.\r\n",
            "title-of-it.txt",
        ),
    ],
)
def test_texts_become_seeds_too(
    server: WebServer, place: Path, kind: str, path: str, text: str, ending: str
) -> None:
    """Markdown, whose own front matter stays, and plain text; each is known again."""
    server.routes = {path: page(text, f"{kind}; charset=utf-8")}
    fetch(place, server.url + path)
    assert seeds(place) == [ending]
    detected = workflow("detect", "--json", project=place)
    assert not detected.json["errors"]
    assert "source_url" not in str(detected.json["documents"][0]["blocks"])
    assert fetch(place, server.url + path)["unchanged"] == 1
    assert len(seeds(place)) == 1


@pytest.mark.parametrize(
    ("charset", "title", "sentence", "language"),
    [
        ("EUC-KR", "경총 오찬", "경총 회장은 대사를 만나 경제 협력을 이야기했다고 밝혔다.", "ko"),
        ("gb2312", "大使会见", "大使在会见中说，中国和韩国的经济合作有了发展。", "zh-Hans"),
    ],
)  # fmt: skip
def test_pages_in_old_encodings_are_stored_in_utf_8(
    server: WebServer, place: Path, charset: str, title: str, sentence: str, language: str
) -> None:
    """Whatever they say of themselves in their heads, they are read again as they were."""
    text = html(title, f"<p>{sentence * 4}</p>", f'<meta charset="{charset}">', lang="")
    server.routes = {
        "/a": page(text.encode("cp949" if charset == "EUC-KR" else "gb18030"), "text/html")
    }
    fetch(place, f"{server.url}/a")
    (detected,) = workflow("detect", "--json", project=place).json["documents"]
    assert detected["language"] == language
    assert detected["blocks"][0]["text"] == title
    assert sentence[:20] in detected["blocks"][1]["text"]
    assert fetch(place, f"{server.url}/a")["unchanged"] == 1


def test_a_second_page_is_told(server: WebServer, place: Path) -> None:
    """By the page's own word; the next article is none."""
    paged = '<link rel="next" href="/long?page=2">'
    server.routes = {
        "/long": page(html("Long story", head=paged)),
        "/short": page(html("Short story", PROSE + '<a rel="next" href="/other">Next</a>')),
    }
    said = run(place, f"{server.url}/long", f"{server.url}/short")
    lines = (said.out + said.err).split("\n")
    told = [line for line in lines if "only its first page has come" in line]
    assert len(told) == 1
    assert f"{server.url}/long?page=2" in told[0]


def test_a_page_that_gives_programs_a_longer_text_is_told(server: WebServer, place: Path) -> None:
    """It may be the article, and what is read only stand beside it."""
    text = " ".join(f"Ships of line {n} wait at the quay for coal." for n in range(60))
    data = json.dumps({"@type": "NewsArticle", "articleBody": text})
    head = f'<script type="application/ld+json">{data}</script>'
    server.routes = {"/a": page(html("Long story", head=head))}
    said = run(place, f"{server.url}/a")
    assert "the page says more than was read" in said.out + said.err


def test_an_article_comes_once(server: WebServer, place: Path) -> None:
    """Whatever its address or its seed is called, also without any memory of ours."""
    head = '<link rel="canonical" href="/a">'
    server.routes = {
        path: page(html("One", head=head)) for path in ("/a", "/a?utm_source=x", "/m/a")
    }
    for path in server.routes:
        fetch(place, server.url + path)
    assert seeds(place) == ["one.html"]
    (place / "seeds" / "old").mkdir()
    (place / "seeds" / "one.html").rename(place / "seeds" / "old" / "renamed.html")
    shutil.rmtree(place / ".workflow")
    assert fetch(place, f"{server.url}/m/a", f"{server.url}/a")["unchanged"] == 2
    assert seeds(place) == ["old/renamed.html"]


def test_a_seed_by_hand_counts_by_its_source(server: WebServer, place: Path) -> None:
    """What a person has saved with its address is not brought again."""
    (place / "seeds" / "mine.md").write_text(f"---\nsource: {server.url}/a\n---\n\nMine.\n")
    server.routes = {"/a": page(html("One"))}
    assert fetch(place, f"{server.url}/a", "--update")["unchanged"] == 1
    assert seeds(place) == ["mine.md"]


def test_no_article_passes_for_another(server: WebServer, place: Path) -> None:
    """Whatever a text's own front matter, or a page's head, says of where it is from."""
    keys = f"sourceUrl: {server.url}/b\nfetched-from: {server.url}/b\ncanonical: {server.url}/b\n"
    head = '<link rel="canonical" href="https://example.org/b">'
    server.routes = {
        "/a.md": page(f"---\ntitle: A\n{keys}pictures:\n- x\n---\n\nText.\n", "text/plain"),
        "/a": page(html("A page", head=head)),
        "/b": page(html("B")),
    }
    found = fetch(place, *(server.url + path for path in server.routes))
    assert len(found["fetched"]) == 3
    said = front(place / "seeds" / "a.md")
    assert (said["title"], said["source_url"]) == ("A", f"{server.url}/a.md")
    assert not {"sourceUrl", "fetched-from", "pictures"} & set(said)


def test_two_articles_of_one_title_are_two_seeds(server: WebServer, place: Path) -> None:
    """Neither overwrites the other, nor a file that was there, of whatever type."""
    (place / "seeds" / "NEWS.txt").write_text("Mine.\n")
    server.routes = {path: page(html("News", f"<p>{path}</p>{PROSE}")) for path in ("/a", "/b")}
    fetch(place, f"{server.url}/a", f"{server.url}/b")
    assert seeds(place) == ["NEWS.txt", "news-2.html", "news-3.html"]
    assert (place / "seeds" / "NEWS.txt").read_text() == "Mine.\n"


def test_a_feed_brings_what_is_new(server: WebServer, place: Path) -> None:
    """Once each, asking for changes only; without our memory the same, but for the requests."""
    server.routes = {"/feed": rss(server, ("One", "/1"), ("Two", "/2"))}
    server.routes |= {f"/{n}": page(html(f"Title {n}")) for n in (1, 2, 3)}
    assert len(fetch(place, f"{server.url}/feed")["fetched"]) == 2
    first = front(place / "seeds" / "title-1.html")
    assert (first["feed"], first["feed_id"]) == (f"{server.url}/feed", "/1")
    server.routes["/feed"] = conditional(server.routes["/feed"], '"1"')
    server.asked.clear()
    assert fetch(place, f"{server.url}/feed")["fetched"] == []
    assert server.headers["If-None-Match"] == '"1"'
    shutil.rmtree(place / ".workflow")
    assert fetch(place, f"{server.url}/feed")["unchanged"] == 2
    assert server.asked == ["/feed", "/feed"]
    server.routes["/feed"] = rss(server, ("Three", "/3"), ("One", "/1"))
    assert [each["title"] for each in fetch(place, f"{server.url}/feed")["fetched"]] == ["Title 3"]


def test_what_failed_is_asked_for_again(server: WebServer, place: Path) -> None:
    """One article does not stop the others; the feed is not taken for read."""
    feed = conditional(rss(server, ("One", "/1"), ("Two", "/2")), '"1"')
    server.routes = {
        "/feed": feed,
        "/1": in_turn(page("", status=500), page(html("One"))),
        "/2": page(html("Two")),
    }
    found = fetch(place, f"{server.url}/feed", code=2)
    assert (len(found["fetched"]), len(found["errors"])) == (1, 1)
    assert found["errors"][0]["where"] == f"{server.url}/1"
    assert len(fetch(place, f"{server.url}/feed")["fetched"]) == 1
    assert seeds(place) == ["one.html", "two.html"]


def test_what_is_no_article_is_told_once(server: WebServer, place: Path) -> None:
    """A dead link is not asked for day by day; the feed is asked for changes only."""
    feed = conditional(rss(server, ("One", "/1"), ("Gone", "/gone"), ("Two", "/2")), '"1"')
    server.routes = {"/feed": feed, "/1": page(html("One")), "/2": page(html("", "<p>Soon.</p>"))}
    assert len(fetch(place, f"{server.url}/feed", code=2)["errors"]) == 2
    assert fetch(place, f"{server.url}/feed")["fetched"] == []
    server.routes["/feed"] = rss(server, ("One", "/1"), ("Gone", "/gone"), ("Two", "/2"))
    assert fetch(place, f"{server.url}/feed")["refused"] == 2
    assert server.asked.count("/gone") == server.asked.count("/2") == 1
    server.routes["/2"] = page(html("Two"))
    assert len(fetch(place, f"{server.url}/feed", "--update", code=2)["fetched"]) == 1


def test_what_a_person_threw_away_stays_away(server: WebServer, place: Path) -> None:
    """Until it is named."""
    server.routes = {"/feed": rss(server, ("One", "/1")), "/1": page(html("One"))}
    fetch(place, f"{server.url}/feed")
    (place / "seeds" / "one.html").unlink()
    found = fetch(place, f"{server.url}/feed")
    assert (found["fetched"], found["removed"]) == ([], 1)
    assert len(fetch(place, f"{server.url}/1")["fetched"]) == 1


def test_a_long_feed_comes_in_parts(server: WebServer, place: Path) -> None:
    """As many at a time as the settings say; the rest is told."""
    with (place / "workflow.toml").open("a") as file:
        file.write(f'most = 2\nfolder = "news"\nfeeds = ["{server.url}/feed"]\n')
    paths = [f"/{number}" for number in range(5)]
    server.routes = {"/feed": rss(server, *((path, path) for path in paths))}
    server.routes |= {path: page(html(f"No {path[1:]}")) for path in paths}
    assert fetch(place)["left"] == 3
    assert fetch(place)["left"] == 1
    assert fetch(place)["left"] == 0
    assert seeds(place) == [f"news/no-{number}.html" for number in range(5)]


def test_a_front_page_stands_for_its_feed(server: WebServer, place: Path) -> None:
    """Any other page only where that is asked for; the feed of comments is not meant."""
    links = (
        '<link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed">'
        '<link rel="alternate" type="application/atom+xml" href="feed">'
    )
    server.routes = {
        "/": page(html("Home", head=links)),
        "/about": page(html("About us", head=links)),
        "/feed": rss(server, ("One", "/1")),
        "/1": page(html("One")),
    }
    fetch(place, f"{server.url}/about")
    fetch(place, f"{server.url}/")
    assert seeds(place) == ["about-us.html", "one.html"]
    fetch(place, f"{server.url}/about", "--feed")
    assert seeds(place) == ["about-us.html", "one.html"]
    assert "links none" in run(place, f"{server.url}/1", "--feed").err


def test_the_feeds_text_stands_in_for_a_page(server: WebServer, place: Path) -> None:
    """Where the page cannot be had; a summary does not."""
    full = (
        "<pubDate>Tue, 07 Dec 2021 00:30:00 +0900</pubDate><author>lee@example.org (Lee)</author>"
        "<content:encoded xmlns:content='http://purl.org/rss/1.0/modules/content/'>"
        f"<![CDATA[{PROSE}<a href='/x'>x</a>]]></content:encoded>"
    )
    server.routes = {"/feed": rss(server, ("경총 & 오찬", "/1"), more=full.replace("&amp;", "&"))}
    found = fetch(place, f"{server.url}/feed", code=0)
    (name,) = seeds(place)
    assert (name, found["fetched"][0]["from_feed"]) == ("2021-12-07-경총-오찬.html", True)
    said = front(place / "seeds" / name)
    assert (said["author"], said["source_url"]) == ("Lee", f"{server.url}/1")
    server.routes["/feed2"] = rss(server, ("Two", "/2"), more="<description>Short.</description>")
    assert "is not there" in str(fetch(place, f"{server.url}/feed2", code=2)["errors"])


def test_items_without_an_address_are_all_read_or_told(server: WebServer, place: Path) -> None:
    """RSS asks for neither a link nor a name: each item is a seed once, or an error."""
    items = "".join(
        f"<item><title>{title}</title>{name}<description><![CDATA[{text}]]></description></item>"
        for title, name, text in (
            ("One", "", PROSE),
            ("Two", "<guid isPermaLink='false'>2</guid>", PROSE.replace("trade", "tourism")),
            ("Three", "<guid isPermaLink='false'>3</guid>", PROSE.replace("trade", "travel")),
            ("Four", "", "Short."),
        )
    )
    text = f"<rss version='2.0'><channel><title>News</title>{items}</channel></rss>"
    server.routes = {"/feed": page(text, "application/rss+xml")}
    found = fetch(place, f"{server.url}/feed", code=2)
    assert seeds(place) == ["one.html", "three.html", "two.html"]
    assert "Four" in str(found["errors"])
    again = fetch(place, f"{server.url}/feed")
    assert (again["fetched"], again["unchanged"]) == ([], 3)


def test_a_page_that_only_leads_elsewhere_is_followed(server: WebServer, place: Path) -> None:
    """As browsers do, but once; robots.txt counts for where it leads, too."""
    to = '<html><head><meta http-equiv="Refresh" content="0; url={}"></head><body>{}</body></html>'
    server.routes = {
        "/old": page(to.format("'/new'", "<p>We moved.</p>")),
        "/new": page(html("Trade grows")),
        "/twice": page(to.format("/old", "")),
        "/self": page(to.format("/self", "")),
        "/closed": page(to.format("/private/a", "")),
        "/private/a": page(html("Private")),
        "/live": page(html("Live", head='<meta http-equiv="refresh" content="60; url=/next">')),
        "/robots.txt": page("User-agent: *\nDisallow: /private/", "text/plain"),
    }
    fetch(place, f"{server.url}/old")
    assert seeds(place) == ["trade-grows.html"]
    assert front(place / "seeds" / "trade-grows.html")["source_url"] == f"{server.url}/new"
    fetch(place, f"{server.url}/live")
    assert seeds(place) == ["live.html", "trade-grows.html"]
    for path, word in (("/twice", "hardly"), ("/self", "no text"), ("/closed", "robots.txt")):
        assert word in str(fetch(place, f"{server.url}{path}", code=2)["errors"])
    assert "/private/a" not in server.asked


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (html("Soon", "<p>Loading…</p>"), "hardly any text"),
        (html("", ""), "text"),
        (
            html(
                "Paid",
                PROSE + PAID,
            ),
            "paywall",
        ),
        ("", "is empty"),
        ("<p>" + "<div>" * 5_000 + "x", "deep"),
    ],
)
def test_empty_pages_are_told_not_stored(
    server: WebServer, place: Path, text: str, word: str
) -> None:
    """Neither a page that needs scripts nor the beginning of one that is paid for."""
    server.routes = {"/a": page(text)}
    assert word in str(fetch(place, f"{server.url}/a", code=2)["errors"])
    assert seeds(place) == []


def test_what_has_changed_is_told_and_taken_when_asked(server: WebServer, place: Path) -> None:
    """What a person wrote into the front matter stays; what only surrounds the article is none."""
    server.routes = {"/a": in_turn(
        page(html("One", head='<meta name="author" content="Kim">')),
        page(html("One", head='<meta name="author" content="Lee"><meta name="nonce" content="2">')),
        page(html("One", "<p>New.</p>" + PROSE, head='<meta name="author" content="Lee">')),
    )}  # fmt: skip
    fetch(place, f"{server.url}/a")
    path = place / "seeds" / "one.html"
    assert fetch(place, f"{server.url}/a")["unchanged"] == 1
    path.write_text(path.read_text("utf-8").replace("---\n", "---\ndraft: true\n", 1), "utf-8")
    before = path.read_text("utf-8")
    assert len(fetch(place, f"{server.url}/a")["changed"]) == 1
    assert path.read_text("utf-8") == before
    assert len(fetch(place, f"{server.url}/a", "--update")["updated"]) == 1
    said = front(path)
    assert (said["draft"], said["author"]) == (True, "Lee")
    assert "<p>New.</p>" in path.read_text("utf-8")
    assert fetch(place, f"{server.url}/a", "--update")["unchanged"] == 1


def test_an_edited_seed_is_not_overwritten(server: WebServer, place: Path) -> None:
    """Not even with --update; it is told, if its source has changed."""
    server.routes = {
        "/a": in_turn(
            page(html("One")), page(html("One")), page(html("One", f"<p>New.</p>{PROSE}"))
        )
    }
    fetch(place, f"{server.url}/a")
    path = place / "seeds" / "one.html"
    path.write_text(path.read_text("utf-8").replace("Monday", "Tuesday"), "utf-8")
    assert fetch(place, f"{server.url}/a", "--update")["unchanged"] == 1
    found = fetch(place, f"{server.url}/a", "--update", code=2)
    assert "edited here" in found["errors"][0]["what"]
    assert "Tuesday" in path.read_text("utf-8")


def test_an_edited_seed_is_told_from_a_feed_too(server: WebServer, place: Path) -> None:
    """Also where the feed holds the text itself."""
    more = (
        "<atom:updated xmlns:atom='http://www.w3.org/2005/Atom'>2999-01-01T00:00:00Z</atom:updated>"
    )
    more += f"<description><![CDATA[{PROSE}]]></description>"
    server.routes = {
        "/feed": rss(server, ("One", "/1"), more=more),
        "/1": in_turn(page(html("One")), page(html("One", f"<p>New.</p>{PROSE}"))),
    }
    fetch(place, f"{server.url}/feed")
    path = place / "seeds" / seeds(place)[0]
    path.write_text(path.read_text("utf-8").replace("Monday", "Tuesday"), "utf-8")
    found = fetch(place, f"{server.url}/feed", "--update", code=2)
    assert "edited here" in found["errors"][0]["what"]


def test_a_feed_tells_of_changes(server: WebServer, place: Path) -> None:
    """An article that the feed says is newer than the seed is looked at again."""
    server.routes = {
        "/feed": in_turn(
            rss(server, ("One", "/1")),
            rss(server, ("One", "/1"), more="<atom:updated xmlns:atom='http://www.w3.org/2005/Atom'>2999-01-01T00:00:00Z</atom:updated>"),
        ),
        "/1": in_turn(page(html("One")), page(html("One", f"<p>New.</p>{PROSE}"))),
    }  # fmt: skip
    fetch(place, f"{server.url}/feed")
    assert len(fetch(place, f"{server.url}/feed")["changed"]) == 1


def test_pictures_come_along(server: WebServer, place: Path) -> None:
    """Into a folder beside the seed, where pages find them; what is none is told."""
    file = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(file, "PNG")
    figures = "".join(
        f"<figure><img src='{name}' alt='x'><figcaption>{name}</figcaption></figure>"
        for name in ("a.png", "/fake.png", "http://127.0.0.1:9/gone.png")
    )
    server.routes = {
        "/n/1": page(html("One", PROSE + figures)),
        "/n/a.png": page(file.getvalue(), "image/png"),
        "/fake.png": page("<html>", "image/png"),
    }
    found = fetch(place, f"{server.url}/n/1", "--pictures", code=2)
    assert (found["fetched"][0]["pictures"], len(found["errors"])) == (1, 2)
    assert seeds(place) == ["one.html", "one.pictures/1.png"]
    done = workflow("run", "--engine", "pseudo", "--json", project=place)
    assert done.code == 0, done.err
    assert [path.suffix for path in (place / "site" / "en" / "one").rglob("*.png")] == [".png"]


def test_the_languages_of_server_and_feed_count_where_the_page_is_silent(
    server: WebServer, place: Path
) -> None:
    """As a page's own word does: believed unless the text contradicts."""
    short = html("Port", lang="")
    server.routes = {"/a": page(short, Content_Language="en")}
    fetch(place, f"{server.url}/a")
    assert front(place / "seeds" / "port.html")["stated_lang"] == "en"
    (detected,) = workflow("detect", "--json", project=place).json["documents"]
    assert (detected["language"], detected["authority"]) == ("en", "page")


def test_pictures_stay_when_a_seed_is_renewed(server: WebServer, place: Path) -> None:
    """Those that are here, and new ones beside them; what a stopped command left is used."""
    files = {}
    for colour in ("red", "blue"):
        file = io.BytesIO()
        Image.new("RGB", (8, 8), colour).save(file, "PNG")
        files[colour] = file.getvalue()
    red, blue = (f"<figure><img src='/{name}.png' alt='x'></figure>" for name in files)
    server.routes = {f"/{name}.png": page(data, "image/png") for name, data in files.items()}
    server.routes["/1"] = in_turn(
        page(html("One", PROSE + red)),
        page(html("One", f"<p>New.</p>{PROSE}{red}")),
        page(html("One", f"<p>Newer.</p>{PROSE}{red}{blue}")),
    )
    (place / "seeds" / "one.pictures").mkdir()
    (place / "seeds" / "one.pictures" / "1.png").write_bytes(files["red"])
    fetch(place, f"{server.url}/1", "--pictures")
    path = place / "seeds" / "one.html"
    assert list(front(path)["pictures"]) == ["one.pictures/1.png"]
    fetch(place, f"{server.url}/1", "--update")
    assert list(front(path)["pictures"]) == ["one.pictures/1.png"]
    fetch(place, f"{server.url}/1", "--update", "--pictures")
    assert list(front(path)["pictures"]) == ["one.pictures/1.png", "one.pictures/2.png"]
    assert server.asked.count("/red.png") == 1


@pytest.mark.parametrize("folder", ["..", "/etc", "a/../../b", ".hidden"])
def test_seeds_stay_in_seeds(place: Path, folder: str) -> None:
    """Whatever folder is named."""
    done = run(place, "http://127.0.0.1/", "--into", folder)
    assert done.code == 2
    assert "no folder in seeds/" in done.err


def test_nothing_named_is_told(place: Path) -> None:
    """With both ways to name something."""
    done = run(place)
    assert (done.code, "fetch.feeds" in done.err) == (2, True)


def test_private_addresses_are_refused_unless_asked_for(server: WebServer, place: Path) -> None:
    """With the option that allows them; errors do not stop the others and show no token."""
    done = workflow("fetch", f"{server.url}/a?token=s3cret", "nonsense", project=place)
    assert (done.code, server.asked) == (2, [])
    assert "--allow-private" in done.err
    assert "nonsense" in done.err
    assert "s3cret" not in done.out + done.err


def test_requests_name_the_product_and_a_contact(server: WebServer, place: Path) -> None:
    """As RFC 9309 wants it, so that a site can turn to somebody."""
    with (place / "workflow.toml").open("a") as file:
        file.write('contact = "desk@example.org"\n')
    server.routes = {"/a": page(html("One"))}
    fetch(place, f"{server.url}/a")
    assert re.fullmatch(
        r"translation-workflow/\S+ \(\+desk@example\.org\)", server.headers["User-Agent"]
    )


def test_a_stopped_command_leaves_whole_files(server: WebServer, place: Path) -> None:
    """Ctrl-C, and the next run goes on where this one was."""

    def slow(handler: Any) -> None:
        time.sleep(0.5)
        page(html("Two"))(handler)

    server.routes = {
        "/feed": rss(server, ("One", "/1"), ("Two", "/2")),
        "/1": page(html("One")),
        "/2": slow,
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "workflow", "-C", str(place), "fetch", f"{server.url}/feed",
         "--allow-private"],
        preexec_fn=listen_to_signals, stderr=subprocess.PIPE,
    )  # fmt: skip
    end = time.monotonic() + 20
    while "/2" not in server.asked and time.monotonic() < end:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=20)
    assert process.returncode == 130, said
    assert seeds(place) == ["one.html"]
    assert len(fetch(place, f"{server.url}/feed")["fetched"]) == 1
