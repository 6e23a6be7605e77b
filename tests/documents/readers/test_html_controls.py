"""HTML: what of a saved page is no text of its article, and what only looks so."""

from __future__ import annotations

import re

import pytest

from workflow.documents.readers import parse
from workflow.markup import plain
from workflow.model import BlockKind

_ENGLISH = (
    "The harbour of Busan will get a new quay, the ministry said on Monday, for larger ships."
)


@pytest.mark.parametrize(
    "said",
    [
        "<div><p>用微信扫码二维码</p><p>分享至好友和朋友圈</p></div><div>T <i>+</i> <i>-</i></div>",
        "<div><a href=#>View full size image</a></div><div>$$ARTICLEAD$$</div>",
        "<div>字号：<a href=#>大</a> <a href=#>中</a> <a href=#>小</a></div>",
        "<div class=r><span>来源：新华网</span> <span>分享到：<img src=w.png></span></div>",
        "<p>가<sup>+</sup> 가<sup>-</sup></p>",
        "<ul><li><a href=#>공유</a><li><a href=#>스크랩</a><li><a href=#>인쇄</a></ul>",
        "<span>Image 2 of 5</span>",
        "<p>来源：<b>新华网</b> <span>【字号：<a>小</a> <a>中</a> <a>大</a> 】</span></p>",
        "<div><a href=#>Share</a> | <a href=#>Tweet</a></div>",
        "<div>[<a href=#>打印</a>]</div>",
    ],
)
def test_what_only_works_a_page_is_no_text(said: str) -> None:
    """Sizes of letters, ways to share and to print, in any language."""
    page = f"<article><h1>New quay</h1>{said}{f'<p>{_ENGLISH}</p>' * 4}</article>"
    texts = [plain(each.text).strip() for each in parse(page.encode(), "seeds/a.html")[0]]
    assert texts[1:] in ([_ENGLISH] * 4, ["来源：新华网", *[_ENGLISH] * 4])


def test_requests_to_agree_are_no_text_where_there_is_an_article() -> None:
    """However often they stand; a page that says hardly anything else keeps them, and is told."""
    asked = "<h3>Externer Inhalt nicht verfügbar</h3><p>Deine Privatsphäre-Einstellungen verhindern"
    asked += " das Laden und Anzeigen aller externen Inhalte.</p>"
    page = f"<article><h1>New quay</h1>{asked * 5}{f'<p>{_ENGLISH}</p>' * 4}{asked}</article>"
    blocks, metadata = parse(page.encode(), "seeds/a.html")
    assert ([block.text for block in blocks[1:]], metadata.gated) == ([_ENGLISH] * 4, 0)
    page = f"<article><h1>New quay</h1>{asked}</article>"
    blocks, metadata = parse(page.encode(), "seeds/a.html")
    assert len(blocks) == 3
    assert metadata.gated


@pytest.mark.parametrize(
    "said",
    [
        "<p>You can withdraw your consent at any time, says Article 7 of the law.",
        "<p>You can change your settings at any time under Settings.",
        "<p>We and our partners use satellites to count the ships that wait.",
        "<p>JavaScript is required for most of the courses, the university said.",
        "<p>To view this content, visitors had to accept cookies, the court found.",
        "<p>Ad blocker users: 912 million in 2030.",
        "<p>Wenn Sie Cookies backen, nehmen Sie Butter.",
        "<p>En cliquant sur « Tout accepter », on autorise des cookies, constate la CNIL.",
        "<p>자바스크립트를 활성화하면 됩니다.",
        "<p>请启用JavaScript，他说。",
        "<blockquote>To view this content, please accept cookies.</blockquote>",
        "<table><tr><th>Externer Inhalt anzeigen<th>Ja</table>",
    ],
)
def test_what_an_article_says_of_consent_is_text(said: str) -> None:
    """Only what can be nothing but such a request is left out, and neither quotation nor cell."""
    page = f"<article><h1>New quay</h1>{f'<p>{_ENGLISH}</p>' * 4}{said}</article>"
    blocks, _ = parse(page.encode(), "seeds/a.html")
    texts = [plain(block.text, block.markup) for block in blocks[5:]]
    assert "".join(texts) == re.sub("<.*?>", "", said)


@pytest.mark.parametrize(
    "said",
    [
        "<p>Press <b>Copy link</b> to go on.</p>",
        "<p>Press <span>Share this article</span>.</p>",
        "<h2>Share this article</h2>",
        "<p>공유</p>",
        "<ul><li>Facebook</li><li>Twitter</li></ul>",
        "<table><tr><th>大<th>小<tr><td>[打印]<td>[图]</table>",
    ],
)
def test_names_of_tools_in_a_text_stay(said: str) -> None:
    """In a sentence, as a heading, alone, in a table, or where nothing says what is done."""
    page = f"<article><h1>New quay</h1>{said}{f'<p>{_ENGLISH}</p>' * 4}</article>"
    shown = re.sub(r"\W+", "", re.sub("<.*?>", "", said))
    blocks = parse(page.encode(), "seeds/a.html")[0]
    assert re.sub(r"\W+", "", "".join(plain(b.text, b.markup) for b in blocks[1:-4])) == shown


def test_a_caption_is_its_pictures_wherever_it_stands_in_the_figure() -> None:
    """Also above a credit; of further pictures none is lost."""
    blocks, _ = parse(
        b"<h1>T</h1><figure><img src=a.jpg alt='The quay'><img src=b.jpg alt='Cranes'>"
        b"<figcaption>The quay, seen from the port</figcaption><div>(Image credit: AP)</div>"
        b"</figure>"
        b"<h2>Headline<span class=mw-editsection>[edit]</span></h2>",
        "seeds/a.html",
    )
    assert [(each.text, each.url, each.is_alternative) for each in blocks[1:]] == [
        ("The quay, seen from the port", "a.jpg", False),
        ("Cranes", "b.jpg", True),
        ("(Image credit: AP)", "", False),
        ("Headline", "", False),
    ]


def test_lines_with_links_to_other_articles_go_from_a_paragraph_that_says_so() -> None:
    """Such words, and links below each other in the same paragraph."""
    link = "<br><b><a href=b.html>Plague comes to the harbour</a> [NEWS]</b>"
    page = f"<h1>T</h1><p>Ships wait.</p><p><b>DON'T MISS</b>{link * 2}</p>"
    prose = f"<p><b>DON'T MISS</b><br>the ship, said he, {link}</p>"
    for text, blocks in ((page, 2), (page + prose, 3)):
        assert len(parse(text.encode(), "seeds/a.html")[0]) == blocks


def test_the_name_of_a_site_is_no_headline() -> None:
    """Where its logo is the only ``h1`` of the page, and a heading of the article is its title."""
    text = f"<div class=body><h3>New quay for Busan</h3>{f'<p>{_ENGLISH}</p>' * 6}</div>"
    page = f"<title>New quay for Busan : The Daily</title><header><h1>The Daily</h1></header>{text}"
    blocks = parse(page.encode(), "seeds/a.html")[0]
    heads = [each.text for each in blocks if each.kind is BlockKind.HEADLINE]
    assert heads == ["New quay for Busan"]


_COPY = f"<p>The harbour will get a new quay.</p><p>{_ENGLISH}</p>"


@pytest.mark.parametrize(
    ("one", "other", "times"),
    [
        ("<div class='d-none d-md-block'>{}</div>", "<div class='d-md-none'>{}</div>", 1),
        ("<div class='ssr-variant hidden-1a2b'>{}</div>", "<div class=ssr-variant>{}</div>", 1),
        ("<div class=desktop-only><div>{}</div></div>", "<section>{}</section>", 1),
        ("<div class=mobile>{}</div>", "<article><h1>T</h1>{}</article>", 1),
        ("<section><h2>In Korea</h2>{}</section>", "<section><h2>In China</h2>{}</section>", 2),
        ("<div class=clause>{}</div>", "<div class=clause>{}</div>", 2),
    ],
)
def test_a_copy_for_another_screen_is_read_once(one: str, other: str, times: int) -> None:
    """What only says the same again, as clauses of a contract do, stays."""
    page = f"<body>{one.format(_COPY)}<p>Between.</p>{other.format(_COPY)}</body>"
    texts = [block.text for block in parse(page.encode(), "seeds/a.html")[0]]
    assert texts.count(_ENGLISH) == times
    assert texts.count("Between.") <= 1
