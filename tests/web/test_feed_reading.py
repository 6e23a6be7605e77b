"""Feeds of every kind, also broken or hostile ones; and what an answer's text is."""

from __future__ import annotations

import contextlib
import json
import time

import pytest

from workflow.errors import FetchError
from workflow.web import feed_reading, fetched_text
from workflow.web.feed_reading import WebFeed
from workflow.web.fetched_text import FetchedText, TextKind
from workflow.web.transport import Answer

URL = "https://example.org/news/feed.xml"
RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>News &amp; more</title>
<language>ko</language><copyright>© KEF</copyright>
<item><title>경총 &lt;b&gt;오찬&lt;/b&gt;</title><link>a/1</link><guid isPermaLink="false">7</guid>
<pubDate>Tue, 07 Dec 2021 00:30:00 +0900</pubDate><dc:creator>김기자</dc:creator>
<description>요약</description><content:encoded><![CDATA[<p>본문</p>]]></content:encoded></item>
<item><title>No link</title></item><item><link>https://example.org/2</link></item></channel></rss>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://example.org/"><title>R</title></channel>
<item rdf:about="https://example.org/1"><title>One</title><link>https://example.org/1</link>
<dc:date>2021-12-07T10:00:00+09:00</dc:date></item></rdf:RDF>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN"><title>A</title>
<rights>CC BY 4.0</rights><entry><id>tag:example.org,2021:5</id>
<title type="html">一 &amp;amp; 二</title>
<link rel="self" href="/self"/><link rel="alternate" href="/1"/><author><name>李</name></author>
<author><name>王</name></author><published>2021-12-07T10:00:00Z</published>
<updated>2021-12-09T10:00:00Z</updated><content type="xhtml"><div
 xmlns="http://www.w3.org/1999/xhtml"><p>正文</p></div></content></entry></feed>"""
JSON = json.dumps({
    "version": "https://jsonfeed.org/version/1.1", "title": "J", "language": "en",
    "authors": [{"name": "Kim"}],
    "items": [
        {"id": 5, "url": "/5", "title": "Five", "content_text": "One.\n\nTwo < three.",
         "date_published": "2021-12-07T10:00:00+09:00"},
        "nonsense", {},
    ],
})  # fmt: skip


def read(text: str, url: str = URL) -> WebFeed:
    """Read a feed."""
    return feed_reading.read(FetchedText(url, TextKind.FEED, text))


def test_rss_is_read() -> None:
    """Title without markup, the full text, the day in the zone that it is stated in."""
    item, link_only = read(RSS).items[0], read(RSS).items[-1]
    assert (item.url, item.title, item.author) == (
        "https://example.org/news/a/1",
        "경총 오찬",
        "김기자",
    )
    assert (item.date, item.content, item.is_whole) == (
        "2021-12-07T00:30:00+09:00",
        "<p>본문</p>",
        True,
    )
    assert (item.rights, item.language, read(RSS).title) == ("© KEF", "ko", "News & more")
    assert (link_only.id, link_only.url) == ("https://example.org/2", "https://example.org/2")
    # One with a title alone is an item, too, so that it can be told.
    assert [each.id for each in read(RSS).items] == ["7", "No link", "https://example.org/2"]


def test_rss_1_is_read() -> None:
    """With the terms of Dublin Core."""
    (item,) = read(RDF).items
    assert (item.url, item.date) == ("https://example.org/1", "2021-12-07T10:00:00+09:00")


def test_atom_is_read() -> None:
    """The alternate link, all authors, language and rights of the feed."""
    (item,) = read(ATOM).items
    assert (item.id, item.url) == ("tag:example.org,2021:5", "https://example.org/1")
    assert (item.title, item.author, item.rights) == ("一 & 二", "李, 王", "CC BY 4.0")
    assert (item.language, item.updated) == ("zh-CN", "2021-12-09T10:00:00+00:00")
    assert "<p>正文</p>" in item.content


def test_json_feed_is_read() -> None:
    """Names that are numbers; plain text becomes paragraphs."""
    (item,) = read(JSON).items
    assert (item.id, item.url, item.author, item.language) == (
        "5",
        "https://example.org/5",
        "Kim",
        "en",
    )
    assert item.content == "<p>One.</p>\n<p>Two &lt; three.</p>"


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text.replace("News &amp;", "News &nbsp;&"),
        lambda text: text[: text.rindex("</channel>")],
        lambda text: "\n\n  junk" + text,
        lambda text: text.replace("<title>No link</title>", "<title>No <b>link</title>"),
        lambda text: text.replace("요약", "요\x0b약"),
    ],
)
def test_broken_feeds_are_read(damage: object) -> None:
    """As browsers and feed readers do."""
    assert read(damage(RSS)).items[0].title == "경총 오찬"  # type: ignore[operator]


@pytest.mark.parametrize(
    "text", ["<html><body>Hello</body></html>", "", "{}", '{"items": 3}', "[" * 9_000]
)
def test_what_is_no_feed_is_told(text: str) -> None:
    """Also JSON of something else."""
    with pytest.raises(FetchError):
        read(text)


def test_entities_are_not_expanded_nor_files_read() -> None:
    """Neither billions of laughs nor a file of this machine."""
    bomb = "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(12))
    for declared in (bomb, '<!ENTITY m SYSTEM "file:///etc/passwd">'):
        text = f'<!DOCTYPE r [<!ENTITY a "ha">{declared}]>' + RSS.partition("?>")[2].replace(
            "요약", "&m;"
        )
        began = time.process_time()
        feed = read(text.replace("News", "&m;"))
        assert time.process_time() - began < 1
        assert "root:" not in str(feed)
        assert len(str(feed)) < 10_000


def test_time_grows_with_length() -> None:
    """Of a long feed, and of tags that are never closed."""
    for part in (
        "<item><title>a</title><link>/{}</link></item>",
        "<item>",
        "<![CDATA[",
        "<a x='",
        "&",
    ):
        spent = []
        for count in (150, 1_500):
            text = "<rss><channel>" + "".join(part.replace("{}", str(i)) for i in range(count))
            began = time.process_time()
            with contextlib.suppress(FetchError):
                read(text)
            spent.append(time.process_time() - began)
        assert spent[1] < 20 * spent[0] + 0.2


def came(body: bytes, kind: str, path: str = "/a") -> FetchedText:
    """What an answer brings."""
    return fetched_text.read(
        Answer(f"https://example.org{path}", 200, {"content-type": kind}, body)
    )


KOREAN = (
    "<html><body><p>경총은 회장이 대사를 만나 한국과 중국의 경제 협력을 이야기했다고 밝혔다.</p>"
)
CHINESE = (
    "<html><body><p>大使在会见中说，中国和韩国的经济合作有了新的发展，我们要在这个时候对话。</p>"
)


@pytest.mark.parametrize(
    ("body", "kind", "text"),
    [
        (KOREAN.encode("cp949"), "text/html; charset=EUC-KR", KOREAN),
        (KOREAN.encode("cp949"), "text/html; charset=gb2312", KOREAN),
        (KOREAN.encode("cp949"), "text/html; charset=utf-8", KOREAN),
        (KOREAN.encode("cp949"), "text/html", KOREAN),
        (CHINESE.encode("gb18030"), "text/html; charset=gb2312", CHINESE),
        (CHINESE.encode("gb18030"), "text/html; charset=EUC-KR", CHINESE),
        (KOREAN.encode(), "text/html; charset=EUC-KR", KOREAN),
        (KOREAN.encode("utf-8-sig"), "text/html; charset=gb2312", KOREAN),
        (KOREAN.encode("utf-16"), "text/html", KOREAN),
        ("<p>d\xe9j\xe0 vu".encode("latin-1"), "text/html; charset=iso-8859-1", "<p>déjà vu"),
        ("<p>“quoted”".encode("cp1252"), "text/html; charset=iso-8859-1", "<p>“quoted”"),
        ("<p>日本の話".encode("cp932"), "text/html; charset=Shift_JIS", "<p>日本の話"),
    ],
)  # fmt: skip
def test_any_encoding_is_read_whatever_is_said_of_it(body: bytes, kind: str, text: str) -> None:
    """What the letters prove goes before what the server says, that before what the page says."""
    assert came(body, kind).text == text


def test_a_few_damaged_bytes_are_told_not_refused() -> None:
    """Pages are cut within a letter; a page that is all damage is none."""
    body = KOREAN.encode() + "가".encode()[:2] + b"</p>"
    assert (came(body, "text/html; charset=utf-8").damaged) == 1
    with pytest.raises(FetchError):
        came(bytes(range(128, 256)) * 9, "text/html; charset=utf-8")
    with pytest.raises(FetchError):
        came(b"\xfd\xfe\xfb" * 900, "text/html; charset=punycode")


@pytest.mark.parametrize(
    ("body", "kind", "path", "arrival"),
    [
        ("<p>Hello", "text/html", "/a", TextKind.PAGE),
        ("<?xml version='1.0'?><html xmlns='x'><p>a", "application/xhtml+xml", "/a", TextKind.PAGE),
        ("Hello.", "text/plain; charset=utf-8", "/a.txt", TextKind.TEXT),
        ("# Hello", "text/plain", "/README.md", TextKind.MARKDOWN),
        ("# Hello", "text/markdown", "/a", TextKind.MARKDOWN),
        ("<!DOCTYPE html><p>Hello", "text/plain", "/a", TextKind.PAGE),
        (RSS, "text/html", "/feed", TextKind.FEED),
        (RSS, "text/plain", "/feed", TextKind.FEED),
        (ATOM, "application/atom+xml", "/feed", TextKind.FEED),
        (RDF, "text/xml", "/feed", TextKind.FEED),
        (JSON, "application/feed+json", "/feed", TextKind.FEED),
        (JSON, "application/json", "/feed", TextKind.FEED),
        (RSS, "", "/feed", TextKind.FEED),
    ],
)
def test_a_kind_is_told_by_type_and_by_look(
    body: str, kind: str, path: str, arrival: TextKind
) -> None:
    """Servers name feeds in many ways."""
    assert came(body.encode(), kind, path).kind is arrival


@pytest.mark.parametrize(
    ("kind", "hint"),
    [
        ("application/pdf", "web page"), ("image/jpeg", "page that shows it"),
        ("application/octet-stream", ".txt"), ("application/json", ".txt"), ("text/css", ".txt"),
        ("application/xml", ".txt"),
    ],
)  # fmt: skip
def test_other_types_are_refused_with_a_hint(kind: str, hint: str) -> None:
    """By what they are."""
    with pytest.raises(FetchError) as caught:
        came(b'{"a": 1}', kind)
    assert kind in caught.value.what
    assert hint in caught.value.hint
