"""HTML: which part of a saved page is its article, and that nothing of a plain page gets lost."""

from __future__ import annotations

import json

import pytest

from workflow.documents.readers import parse
from workflow.model import BlockKind

_SENTENCES = {
    "en": (
        "The harbour of Busan will get a new quay, the ministry said on Monday, for larger ships."
    ),
    "ko": "해양수산부는 월요일에 부산항에 더 큰 배를 위한 새 부두를 짓겠다고 밝혔다.",
    "zh": "海洋水产部星期一表示，将在釜山港为更大的船只修建新的码头。",
}
_ENGLISH = _SENTENCES["en"]
_LINKS = "".join(
    f"<li><a href='/{n}'>Another story number {n} of the day</a></li>" for n in range(12)
)
_MENU = f"<div class='gnb'><ul>{_LINKS}</ul></div>"
_RELATED = f"<div class='related-news'><h3>More on this</h3><ul>{_LINKS}</ul></div>"
_SHARE = "<div class='share-buttons'><a href='#'>Post it</a> <a href='#'>Mail it</a></div>"
_SIGN_UP = "<div class='newsletter-box'><p>Our best reporting each morning by mail.</p></div>"
_COMMENTS = "<div id='comments'><p>I have never liked this harbour, said a reader.</p></div>"


def _texts(page: str) -> list[str]:
    return [block.text for block in parse(page.encode(), "seeds/a.html")[0]]


def _saved(body: str, head: str = "<h1>New quay</h1>") -> str:
    """Return a page as a portal makes it of nothing but ``div``."""
    return (
        f"<html><head><title>New quay - Portal</title></head><body>{_MENU}<div id='wrap'>"
        f"<div class='top'>{head}<p class='sub'>Larger ships from next year on</p>"
        f"</div><div class='cont'>{body}{_SHARE}{_SIGN_UP}</div>{_RELATED}{_COMMENTS}</div>"
        f"<div class='bottom'>{_MENU}</div></body></html>"
    )


@pytest.mark.parametrize("language", _SENTENCES)
def test_the_article_is_found_without_a_mark(language: str) -> None:
    """Menus, related links, shares, letters and comments are left out, in each language."""
    paragraphs = [f"{number}. {_SENTENCES[language]}" for number in range(1, 9)]
    page = _saved("".join(f"<p>{each}</p>" for each in paragraphs))
    deck = "Larger ships from next year on"
    assert _texts(page) == ["New quay", deck, *paragraphs]


def test_a_headline_in_another_heading_is_known_by_the_title() -> None:
    """Some templates have the site's name in ``h1``, or no ``h1`` at all."""
    body = f"<p>{_SENTENCES['en']}</p>" * 8
    page = _saved(body, "<h2>New quay for Busan</h2>")
    texts = _texts(page.replace("New quay -", "New quay for Busan -"))
    assert "Larger ships from next year on" in texts


def test_what_the_library_leaves_out_is_kept_unless_it_looks_like_no_text() -> None:
    """Short paragraphs, lists and headings of an article stay, however little they weigh."""
    body = (
        f"<p>{_SENTENCES['en']}</p>" * 6
        + "<h2>Dates</h2><ul><li>2026: begin</li><li>2031: end</li></ul><p>So be it.</p>"
        + "<h2><a href='/law'>The law</a></h2><p>Short.</p><figure><img src=a.jpg>"
        "<figcaption class='photo'>The quay</figcaption></figure>"
    )
    texts = _texts(_saved(body))
    for kept in ("Dates", "2026: begin", "2031: end", "So be it.", "Short.", "The quay"):
        assert kept in texts
    assert "<g1>The law</g1>" in texts


@pytest.mark.parametrize(
    "page",
    [
        "<h1>A</h1><p>One.</p><ul><li>Two</li></ul><div class='share'>Three</div><p>Four.</p>",
        "<div class='header'>One</div><p>Two.</p>" + f"<p>{_SENTENCES['en']}</p>" * 5,
        "<article><p>One.</p></article><article><p>Two.</p></article>"
        + f"<p>{_SENTENCES['en']}</p>" * 9,
    ],
)
def test_a_plain_page_loses_nothing(page: str) -> None:
    """A page by hand, in which hardly anything stands around the text, is read whole."""
    words = "".join("".join(_texts(f"<body>{page}</body>")).split())
    for word in ("One", "Two", "Three", "Four"):
        assert (word in words) is (word in page)


def test_a_page_in_a_form_is_read_without_its_forms() -> None:
    """Systems that wrap the whole page in a form are still in use; a search field is another."""
    body = "".join(f"<p>{number}. {_SENTENCES['en']}</p>" for number in range(8))
    page = f"<body><form id=aspnet><main><h1>A</h1><form><p>Search</p></form>{body}</main></form>"
    assert len(_texts(page)) == 9


def test_where_the_library_finds_half_the_prose_all_is_kept() -> None:
    """Columns of equal weight are all the article's, and a warning says so."""
    column = "".join(f"<p>{number}. {_SENTENCES['en']}</p>" for number in range(6))
    parts = (f"<section><div><div><div>{column}</div></div></div></section>" for _ in range(4))
    page = f"<body>{_MENU}{''.join(parts)}{_MENU}"
    texts = _texts(page)
    assert sum(text.endswith("ships.") for text in texts) == 24
    assert parse(page.encode(), "seeds/a.html")[1].doubtful == 1
    assert not parse(_saved(column).encode(), "seeds/a.html")[1].doubtful


def test_a_marked_article_that_holds_most_prose_is_read_whatever_the_library_finds() -> None:
    """Here its columns weigh less, each for itself, than offers beside it."""
    sentence = _SENTENCES["en"]
    part = f"<section><div><div><p>One. {sentence}</p><p>Two. {sentence}</p></div></div></section>"
    offers = f"<p>Offer: {sentence}</p>" * 9
    page = f"{_MENU}<article><h1>New quay</h1>{part * 6}</article><div>{offers}</div>{_MENU}"
    blocks, metadata = parse(page.encode(), "seeds/a.html")
    assert [each.text[:3] for each in blocks] == ["New", *["One", "Two"] * 6]
    assert not metadata.doubtful


def test_a_marked_article_without_the_headline_is_not_the_only_one() -> None:
    """It may hold comments, or one of several posts, with more prose than the text."""
    sentence = _SENTENCES["en"]
    part = (
        f"<section><div><div><p>Post. {sentence}</p><p>Post. {sentence}</p></div></div></section>"
    )
    text = f"<div>{f'<p>Text. {sentence}</p>' * 9}</div>"
    page = f"{_MENU}<h4>New quay</h4>{text}<article>{part * 6}</article>{_MENU}"
    blocks, metadata = parse(page.encode(), "seeds/a.html")
    assert sum(each.text.startswith("Text") for each in blocks) == 9
    assert metadata.doubtful


_PROSE = "".join(f"<p>{number}. {_SENTENCES['en']}</p>" for number in range(1, 7))


@pytest.mark.parametrize(
    "body",
    [
        f"<div><p>Loading</p></div><div hidden id='S:0'><h2>Quays</h2>{_PROSE}</div>",
        f"<header><nav><a href=/>Home</a><div><h2>Quays</h2>{_PROSE}</div>",
        f"<header><a href=/>Home</a><div><h2>Quays</h2>{_PROSE}</div>",
        f"<button>Menu<div><h2>Quays</h2>{_PROSE}</div>",
        f"<div style='display:none'><h2>Quays</h2>{_PROSE}</div>",
    ],
)
def test_what_hides_the_article_is_opened(body: str) -> None:
    """Streamed by React, below a menu that was never closed, or shown by a script."""
    texts = _texts(f"<html><head><title>T</title></head><body>{body}</body></html>")
    assert "Quays" in texts
    assert sum(_SENTENCES["en"] in text for text in texts) == 6


@pytest.mark.parametrize(
    ("above", "below", "times"),
    [
        ("", "<h2>New Quay for Busan!</h2>", 1),
        ("<ul><li>New quay for Busan</li></ul>", "", 1),
        ("", "<p>By A. Kim</p><h2>New quay for Busan</h2>", 1),
        ("", "<p>New quay for Busan,</p><p>New ships for all!</p>", 2),
        ("", "<ul><li>New quay for Busan</li><li>Why</li></ul>", 2),
        ("", "<p>What is it?</p><h2>New quay for Busan</h2>", 2),
        ("", f"<p>{_ENGLISH * 3}</p><h2>New quay for Busan</h2>", 2),
        ("", "<h2>New quay for Busan: why</h2>", 2),
        ("", "<table><tr><th>New quay for Busan<th>Year<tr><td>yes<td>2031</table>", 2),
    ],
)
def test_the_head_says_the_headline_once(above: str, below: str, times: int) -> None:
    """Whatever the capitals and marks; a section below prose, a cell or a verse is no title."""
    texts = _texts(f"<article>{above}<h1>New quay for Busan</h1>{below}{_PROSE}</article>")
    assert sum(text.lower().startswith("new quay for busan") for text in texts) == times


def test_hidden_text_beside_an_article_stays_hidden() -> None:
    """A dialog is no article, though it is prose."""
    texts = _texts(f"<body><h1>T</h1>{_PROSE}<div hidden><p>{_SENTENCES['en']}</p></div></body>")
    assert sum(_SENTENCES["en"] in text for text in texts) == 6


@pytest.mark.parametrize(
    ("part", "kept"),
    [
        ("<h2 class='header-anchor-post'>Costs</h2>", "Costs"),
        (f"<div class='elementor-widget'><p>Yes: {_SENTENCES['en']}</p></div>", "Yes:"),
        (f"<aside class='box'><p>By the way, {_SENTENCES['en']}</p></aside>", "By the way"),
        ("<h3><button>How long does it take?</button></h3>", "How long does it take?"),
        ("<p>Press <button>Save</button> now.</p>", "Press Save now."),
        ("<p>A <span><button>big</button></span> <button>rope</button> is due.</p>", "A big rope"),
        (
            "<p>A <b>jib</b> <button>Hear</button> <button>Like</button> is a sail.</p>",
            "A <g1>jib</g1> is",
        ),
    ],
)
def test_parts_of_an_article_are_kept_whatever_they_are_called(part: str, kept: str) -> None:
    """Builders call everything a widget, headings a header, and questions buttons."""
    assert any(text.startswith(kept) for text in _texts(_saved(_PROSE + part + _PROSE)))


@pytest.mark.parametrize(
    "head", ["Related Articles", "▶ 관련기사", "相关报道：", "MORE STORIES LIKE THIS ONE"]
)
def test_links_below_such_a_line_are_left_out(head: str) -> None:
    """And the line itself; without links below it, it is a line of the text."""
    link = "<p><a href=/1>Another story of the day</a></p>"
    texts = _texts(f"<h1>T</h1>{_PROSE}<p>{head}</p>{link}<p>End.</p><p>{head}</p><p>So.</p>")
    assert "<g1>Another story of the day</g1>" not in texts
    assert texts[-3:] == ["End.", head, "So."]


def test_a_caption_stands_once_and_with_its_picture() -> None:
    """Not also as alternative text, nor amid the text."""
    blocks, _ = parse(
        b"<h1>T</h1><img src=a.jpg alt='The new quay of Busan harbour'><p>"
        b"The new quay of Busan harbour (AP)</p><p><span><img src=b.jpg></span>"
        b"<em class=img_desc>A ship</em>They met.</p>"
        b"<figure><img src=c.jpg alt=''><figcaption>Two</figcaption></figure>",
        "seeds/a.html",
    )
    assert [(block.kind, block.text, block.url) for block in blocks[1:]] == [
        ("caption", "The new quay of Busan harbour (AP)", "a.jpg"),
        ("caption", "A ship", "b.jpg"),
        ("paragraph", "They met.", ""),
        ("caption", "Two", "c.jpg"),
    ]


def test_a_sentence_that_begins_like_the_text_of_a_picture_is_no_caption() -> None:
    """However short it is."""
    page = (
        b"<h1>T</h1><img src=a.jpg alt='The new quay of Busan harbour'>"
        b"<p>The new quay of Busan harbour was closed on Monday.</p>"
    )
    kinds = [block.kind for block in parse(page, "seeds/a.html")[0]]
    assert kinds == [BlockKind.HEADLINE, BlockKind.CAPTION, BlockKind.PARAGRAPH]


def test_lines_around_a_paragraph_are_parted_from_it() -> None:
    """What portals glue on by a line break: who wrote it and when, whose it is."""
    blocks, _ = parse(
        "<h1>T</h1><p>입력 2023.11.01 10:00<br>홍길동 기자<br>배가 왔다.<br>또 왔다.<br>"
        "저작권자 ⓒ 연합뉴스</p>".encode(),
        "seeds/a.html",
    )
    assert [(block.kind, block.text) for block in blocks[1:]] == [
        ("byline", "입력 2023.11.01 10:00"),
        ("byline", "홍길동 기자"),
        ("paragraph", "배가 왔다.<x3/> 또 왔다."),
        ("notice", "저작권자 ⓒ 연합뉴스"),
    ]


def test_the_name_of_the_site_is_no_part_of_the_title() -> None:
    """Where the page says that it is the site's name, or a line of the text is the title alone."""
    head = (
        "<head><title>New quay | Portal</title><meta property=og:site_name content=Portal></head>"
    )
    assert _texts(f"{head}<p>They met.</p>")[0] == "New quay"
    page = "<head><title>A quay--Portal</title></head><p>A quay</p><p>They met.</p>"
    assert _texts(page.replace("A quay", "A new quay")) == ["A new quay", "They met."]


def test_the_name_of_a_section_is_no_headline() -> None:
    """A title may begin with it; a line that is all of the title but its site's name is one."""
    body = f"<p>Economy and trade</p><p>New quay for Busan</p><p>{_SENTENCES['en']}</p>"
    for title, headline in (
        ("Economy and trade: the new quay of Busan", "Economy and trade: the new quay of Busan"),
        ("New quay for Busan : Portal", "New quay for Busan"),
    ):
        page = f"<title>{title}</title><article>{body}</article>"
        blocks = parse(page.encode(), "seeds/a.html")[0]
        assert [each.text for each in blocks if each.kind is BlockKind.HEADLINE] == [headline]


def test_what_readers_say_is_left_out_however_much_they_say() -> None:
    """Comments may be ten times the article; a page that is nothing else keeps them."""
    comments = f"<div id='comments'>{f'<p>{_ENGLISH} I doubt it.</p>' * 60}</div>"
    page = _saved(f"<p>{_ENGLISH}</p>" * 8).replace(_COMMENTS, comments)
    assert not any("I doubt it" in text for text in _texts(page))
    assert len(_texts(f"<html><body><h1>Voices</h1>{comments}</body></html>")) == 61


def test_teasers_of_others_are_no_prose() -> None:
    """More is told of other articles than the article has; each teaser's heading is a link."""
    teaser = "<li><h3><a href='/{n}'>Story {n} of the day</a></h3><div>{text}</div></li>"
    items = "".join(teaser.format(n=n, text=f"{n}: {_ENGLISH}") for n in range(11))
    page = _saved(f"<p>{_ENGLISH}</p>" * 8).replace(_RELATED, f"<div><ul>{items}</ul></div>")
    assert len(_texts(page)) == 10


def test_decks_captions_and_bylines_are_known_by_place_name_and_form() -> None:
    """A sentence as heading below the headline; what a class calls a caption; days and times."""
    deck = "Larger ships will come to Busan from next year on, the ministry has said."
    said = "Ships wait outside the harbour of Busan, which is too small for most of them."
    page = (
        f"<article><h1>New quay</h1><h2>{deck}</h2><p>Updated 5:27 am KST, December 7, 2021</p>"
        f"<img src=a.jpg alt='{said} (Photo: AP)'><div class='caption-short'>Ships</div>"
        f"<div class='caption-full'>{said}</div>"
        f"{f'<p>{_ENGLISH}</p>' * 4}<h2>What remains to be said of it all.</h2></article>"
    )
    blocks = parse(page.encode(), "seeds/a.html")[0]
    assert [block.kind for block in blocks[:4]] == [
        BlockKind.HEADLINE, BlockKind.DECK, BlockKind.BYLINE, BlockKind.CAPTION,
    ]  # fmt: skip
    assert [block.text for block in blocks if block.text == said] == []
    assert blocks[-1].kind is BlockKind.HEADING


def test_prose_is_kept_that_stands_beside_the_article_in_a_container_of_its_own() -> None:
    """What the library keeps belongs to it, wherever it stands."""
    thanks = f"<h3>Thanks</h3><p>Thanks to all who helped: {_ENGLISH}</p>"
    body = f"<div>{''.join(f'<p>{n}. {_ENGLISH}</p>' for n in range(40))}</div>{thanks}"
    assert [text[:13] for text in _texts(_saved(body))[-2:]] == ["Thanks", "Thanks to all"]


def test_headers_of_items_are_no_header_of_the_page() -> None:
    """A page has one header; what an article has many of are headings of its own."""
    item = "<div><div class='entry-header'><span>Ship {n}</span></div><p>{n}. {text}</p></div>"
    page = _saved("".join(item.format(n=n, text=_ENGLISH) for n in range(4)))
    assert [f"Ship {n}" for n in range(4)] == [each for each in _texts(page) if "Ship" in each]


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("<p>Related: <a href='/1'>The old quay</a></p>", False),
        ("<p><b>READ MORE: <a href='/1'>The old quay</a></b></p>", False),
        ("<p>[관련기사] <a href='/1'>The old quay</a></p>", False),
        ("<p>Lire aussi : <a href='/1'>The old quay</a></p>", False),
        ("<p>Читайте также: <a href='/1'>The old quay</a></p>", False),
        ("<p>Lea también <a href='/1'>The old quay</a>, del mismo autor.</p>", True),
        ("<p>Related: <a href='/1'>The old quay</a>, which nobody uses.</p>", True),
        ("<p>Read more: <a href='/1'>The old quay</a></p>", True),
        ("<p>Related: <a href='/1'>The old quay</a><br>By Ann Lee</p>", False),
        ("<p>By Ann Lee <span class='comments-link'>The old quay</span></p>", False),
        ("<div class='vjs-bar'><p>The old quay</p></div>", False),
        ("<div class='player'><p>The old quay</p></div>", True),
    ],
)
def test_links_behind_such_words_and_controls_of_players_are_left_out(
    line: str, kept: bool
) -> None:
    """Amid the text, where nothing else is said."""
    text = f"<p>{_ENGLISH}</p>" * 4
    assert kept == any("The old quay" in each for each in _texts(_saved(text + line + text)))


def test_an_accordion_is_read_open() -> None:
    """The ARIA pattern: buttons with a heading, or in one, and the panels that they name."""
    item = (
        "<button aria-expanded='false' aria-controls='p{n}'><h3>When will it open?</h3></button>"
        "<div id='p{n}' hidden><p>{n}. {text}</p></div>"
    )
    page = _saved(f"<p>{_ENGLISH}</p>" * 8 + "".join(item.format(n=n, text=_ENGLISH) for n in "12"))
    assert _texts(page)[-4::2] == ["When will it open?"] * 2
    assert [text[0] for text in _texts(page)[-3::2]] == ["1", "2"]


def test_an_accordion_of_bare_buttons_is_read_open() -> None:
    """Questions that are buttons, each right above its answer; a menu below a button is none."""
    item = "<button>Who pays for it?</button><div style='display:none'><p>{n}. {text}</p></div>"
    menu = "<button>Share this article</button><div hidden><a href='/f'>On this network</a></div>"
    items = "".join(item.format(n=n, text=_ENGLISH) for n in "12")
    texts = _texts(_saved(f"<p>{_ENGLISH}</p>" * 8 + items + menu * 2))
    assert texts[-4::2] == ["Who pays for it?"] * 2
    assert [text[0] for text in texts[-3::2]] == ["1", "2"]


@pytest.mark.parametrize("label", ["Share this article", "Subscribe to our newsletter"])
@pytest.mark.parametrize("attributes", ["", "class='accordion'"])
def test_a_button_beside_prose_is_no_heading(label: str, attributes: str) -> None:
    """Unless it shows that it opens the prose; what works the page is none even then."""
    item = f"<button {attributes}>{label}</button><div><p>{_ENGLISH}</p></div>"
    texts = _texts(_saved(f"<p>{_ENGLISH}</p>" * 8 + item * 2))
    assert (label in texts) == (bool(attributes) and label.startswith("Subscribe"))


def test_an_accordion_whose_buttons_name_no_panel_is_read_open() -> None:
    """Headings that are a button each, right above what they hide."""
    item = "<h3><button aria-expanded=false><p>Who?</p></button></h3><div hidden><p>{n}. {text}</p>"
    menu = (
        "<h3><button aria-expanded=false>Menu</button></h3><div hidden><a href='/f'>Top</a></div>"
    )
    items = "".join(f"{item}</div>".format(n=n, text=_ENGLISH) for n in "12")
    texts = _texts(_saved(f"<p>{_ENGLISH}</p>" * 8 + items + menu * 2))
    assert texts[-4::2] == ["Who?"] * 2
    assert [text[0] for text in texts[-3::2]] == ["1", "2"]


def test_an_article_in_several_elements_of_one_class_is_read_whole() -> None:
    """What stands between the paragraphs of the smaller ones belongs to it, too."""
    row = "<tr><td><a href='https://example.org'>Quay {n}</a></td><td>{n} ships</td></tr>"
    table = "<table><tr><th>Quay<th>Ships</tr>" + "".join(row.format(n=n) for n in range(9))
    part = "<div class='rich-text'>{}</div>"
    told = f"<p>{_ENGLISH.replace(',', '') * 40}</p>" * 3
    rest = part.format(f"<p>{_ENGLISH}</p>" * 4 + f"<div>{table}</table></div>")
    texts = _texts(_saved(part.format(told) + _SHARE + rest))
    assert {f"{n} ships" for n in range(9)} <= set(texts)
    assert "Post it" not in texts


def test_a_page_of_google_docs_is_the_document_without_its_comments() -> None:
    """Its title is the headline, and its links lead where they were meant to."""
    page = (
        '<html><body class="c1 doc-content"><p class="c2 title">New quay</p>'
        f'<p class="c2">{_ENGLISH}<sup><a href="#cmnt1" id="cmnt_ref1">[a]</a></sup></p>'
        '<p>See <a href="https://www.google.com/url?q=https://port.example/a%3Fb%3D1&amp;sa=D">'
        'the list</a>.</p><div><p><a href="#cmnt_ref1" id="cmnt1">[a]</a><span>Is it true?</span>'
        "</p></div></body></html>"
    )
    blocks, _ = parse(page.encode(), "seeds/a.html")
    assert [block.text for block in blocks] == ["New quay", _ENGLISH, "See <g1>the list</g1>."]
    assert blocks[0].kind is BlockKind.HEADLINE
    assert blocks[2].markup[0].url == "https://port.example/a?b=1"


def _item(mark: str, text: str, font: str, level: int = 1, word: str = "mso-list:Ignore") -> str:
    """Return an item of a list as Word saves it."""
    gap = "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span>"
    return (
        f"<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level{level} lfo1'>"
        f"<span style='font-family:{font}'><span style='{word}'>{mark}{gap}</span></span>{text}</p>"
    )


@pytest.mark.parametrize("word", ["mso-list:Ignore", "color:black"])
def test_a_page_of_word_has_its_lists_and_not_its_comments(word: str) -> None:
    """Marks of symbol fonts and numbers make lists; others stand in the text, which names them."""
    page = (
        "<html><body lang=EN-US><div class=WordSection1><p class=MsoTitle>New quay</p>"
        "<p class=MsoNormal>They met<span class=MsoCommentReference><a class=msocomanchor"
        ' href="#_msocom_1">[A1]</a></span>.</p>'
        + _item("·", "Close the hall.", "Symbol", word=word)
        + _item("o", "Keep the board.", '"Courier New"', 2, word)
        + _item("2.", "Open the pier.", "Arial", word=word)
        + _item("가.", "끝낸다.", "바탕", word=word)
        + "</div><div style='mso-element:comment-list'><div id=_com_1 class=msocomtxt>"
        "<p class=MsoCommentText>Is it true?</p></div></div></body></html>"
    )
    blocks, _ = parse(page.encode(), "seeds/a.html")
    items = [each for each in blocks if each.kind is BlockKind.LIST_ITEM]
    assert [each.text for each in blocks[:2]] == ["New quay", "They met."]
    assert [(each.text, each.level, each.ordered) for each in items] == [
        ("Close the hall.", 1, 0), ("Keep the board.", 2, 0), ("Open the pier.", 1, 2)
    ]  # fmt: skip
    assert blocks[-1].text.split() == ["가.", "끝낸다."]


def test_what_stands_above_the_marked_article_of_a_plain_page_is_read() -> None:
    """A deck between headline and article, as VnExpress has it."""
    page = _saved(
        f"<div><h1>New quay</h1><p class=description>{_ENGLISH}</p>"
        f"<article>{'<p>And so they met.</p>' * 60}</article></div>"
    )
    assert _texts(page)[:2] == ["New quay", _ENGLISH]


def test_a_heading_whose_anchor_names_its_words_is_one() -> None:
    """WordPress puts ``h-`` before them; other programs cut them off."""
    parts = "".join(
        f'<h2 id="{name}">{said}</h2><p>{_ENGLISH}</p><p>{_ENGLISH}</p>'
        for name, said in [
            ("h-what-is-social-shopping", "What is Social Shopping?"),
            ("newsletters-that-people", "Newsletters that people like"),
        ]
    )
    texts = _texts(_saved(f"<article>{parts}</article>"))
    assert {"What is Social Shopping?", "Newsletters that people like"} <= set(texts)


def test_what_a_page_of_react_sends_late_is_read_in_its_place() -> None:
    """Parts come at the end, hidden, for templates of the same number."""
    page = _saved(
        f'<main><h1>New quay</h1><p>{_ENGLISH}</p><template id="B:0"></template>'
        f"<p>And so they left. {_ENGLISH}</p></main><footer>Port Times</footer>"
        f'<div hidden id="S:0"><p>They met. {_ENGLISH}</p><template id="P:1"></template></div>'
        f'<div hidden id="S:1"><p>They spoke. {_ENGLISH}</p></div>'
    )
    said = [each.split(".")[0] for each in _texts(page)[2:]]
    assert said == ["They met", "They spoke", "And so they left"]


def test_a_caption_that_is_hidden_from_screen_readers_alone_is_read() -> None:
    """As pandoc hides one that says the alternative text again; it is shown once."""
    page = (
        f"<article><p>{_ENGLISH}</p><figure><img src=a.png alt='The quay at dusk'>"
        f"<figcaption aria-hidden=true>The quay at dusk</figcaption></figure><p>{_ENGLISH}</p>"
    )
    blocks, _ = parse(page.encode(), "a.html")
    captions = [each for each in blocks if each.kind is BlockKind.CAPTION]
    assert [(each.text, each.is_alternative) for each in captions] == [("The quay at dusk", False)]


def test_a_paragraph_that_is_hidden_from_screen_readers_alone_is_read() -> None:
    """As those that are paid for on pages of Future; a sign is not."""
    page = _saved(
        f"<article>{f'<p>{_ENGLISH}</p>' * 9}<p class=paywall aria-hidden=true>They met. {_ENGLISH}"
        f"</p><p aria-hidden=true>* * *</p><p>{_ENGLISH}</p></article>"
    )
    texts = _texts(page)
    assert f"They met. {_ENGLISH}" in texts
    assert "* * *" not in texts


def test_what_is_called_paywall_is_text_where_paragraphs_are() -> None:
    """As on pages of Condé Nast, all of whose parts are; a box that asks to pay is none."""
    part = (
        f"<h2 class=paywall>The best quay</h2><p class=paywall>{_ENGLISH}</p><div class=paywall>"
        "Depth</div><ul class=paywall><li>15 metres</li></ul>"
    )
    offer = "<div class=paywall><h3>Read on for a pound</h3><p>Cancel at any time.</p></div>"
    body = f"<article><p>{_ENGLISH}</p><div>{part * 3}</div>{offer}</article>"
    texts = _texts(_saved(body))
    assert {"The best quay", _ENGLISH, "Depth", "15 metres"} <= set(texts)
    assert "Read on for a pound" not in texts


def test_a_deck_is_read_whatever_stands_around_it() -> None:
    """Between two headlines of the same words, or beside buttons that share the page."""
    twice = _saved(
        f"<header><h1>The new quay</h1><p>What the town says.</p></header><div><article>"
        f"<h1>The new quay</h1>{f'<p>{_ENGLISH}</p>' * 9}</article></div>"
        f"<div class=related><p>{_ENGLISH}</p></div>"
    )
    assert "What the town says." in _texts(twice)
    beside = _saved(
        "<article><h1>The new quay</h1><div class=byline-social><p class=strapline>What the town"
        f" says</p><div class=social><a>Share</a></div></div>{f'<p>{_ENGLISH}</p>' * 9}</article>"
    )
    assert _texts(beside)[:3] == ["The new quay", "What the town says", _ENGLISH]
    apart = _saved(
        "<div><header><h1>The new quay</h1><div class=byline-social><p class=strapline>What the"
        f" town says</p></div></header></div><section>{f'<p>{_ENGLISH}</p>' * 9}</section>"
    )
    assert _texts(apart)[:3] == ["The new quay", "What the town says", _ENGLISH]


def test_a_break_in_code_ends_its_line() -> None:
    """As programs of blogs save it."""
    page = _saved(f"<p>{_ENGLISH}</p>" * 4 + "<pre><span>a = 1<br>b = 2</span></pre>")
    assert "a = 1\nb = 2" in _texts(page)


def test_the_name_of_a_blog_behind_two_colons_is_no_part_of_a_title() -> None:
    """As Tistory has it."""
    page = (
        "<html><head><title>The old quay :: My blog</title></head><body><article>"
        f"<h2>The old quay</h2><p>{_ENGLISH}</p></article></body></html>"
    )
    assert _texts(page)[0] == "The old quay"
    assert len([each for each in _texts(page) if "old quay" in each]) == 1


_NOTES = "<li><a href='/r'>Report on the harbours of the south</a></li>"


@pytest.mark.parametrize(
    "page",
    [
        f"<article>{{text}}<section class=footnotes><ol>{_NOTES}</ol></section></article>",
        f"<article>{{text}}<footer role=doc-endnotes><ol>{_NOTES}</ol></footer></article>",
        f"<article>{{text}}</article><div class='a__b__footnotes'><ol>{_NOTES}</ol></div>",
        f"<article>{{text}}</article><ol class='footnotes-footer'>{_NOTES}</ol>{_MENU}",
    ],
)
def test_notes_stay_though_they_are_links_or_stand_below(page: str) -> None:
    """What is called footnotes is of the article that has marks for them."""
    marked = _ENGLISH.replace("quay,", "quay<sup>1</sup>,")
    text = f"<h1>New quay</h1><p>{marked}</p>" + f"<p>{_ENGLISH}</p>" * 8
    texts = _texts(f"<body>{_MENU}{page.format(text=text)}</body>")
    assert any("Report on the harbours" in each for each in texts)
    assert not any("Another story" in each for each in texts)


def test_a_property_of_the_page_hides_nothing() -> None:
    """Publishing programs set what a style sheet asks for: ``--footer-display: none``."""
    body = f"<div style='--footer-display: none; --a-visibility:hidden'><p>{_ENGLISH}</p></div>"
    assert _texts(f"<body><h1>New quay</h1>{body}</body>") == ["New quay", _ENGLISH]


def test_a_text_of_short_dense_paragraphs_is_opened() -> None:
    """Magazines in a messenger show their text when a script has loaded."""
    text = "".join(f"<p>{n}{_SENTENCES['zh']}</p>" for n in range(3))
    page = f"<h1>T</h1><div id=js_content style='visibility: hidden; opacity: 0'>{text}</div>"
    assert len(_texts(f"<body>{page}<p>微信扫一扫</p></body>")) >= 4


def test_a_table_with_headed_columns_stays_though_its_cells_are_links() -> None:
    """A list of what there is, each with its page, is data; links in columns alone are not."""
    row = "<tr><td><a href='/{n}'>Quay of the east {n}</a></td><td>{n}</td></tr>"
    rows = "".join(row.format(n=n) for n in range(12))
    table = f"<div><table><tr><th>Quay</th><th>Year</th></tr>{rows}</table></div>"
    texts = _texts(_saved(f"<p>{_ENGLISH}</p>" * 4 + table + f"<p>{_ENGLISH}</p>" * 4))
    assert "<g1>Quay of the east 7</g1>" in texts


def test_a_name_that_says_what_is_not_there_says_nothing() -> None:
    """A part without a sidebar, or with one beside it, is none."""
    for name in (
        *("main sidebar-enabled--false", "with-sidebar", "has-related no-comments"),
        "box-container-sidebar",
    ):
        end = f"<div class='{name}'><p>So there you have it. {_ENGLISH}</p></div>"
        page = f"<body>{_MENU}<section><h1>T</h1>{f'<p>{_ENGLISH}</p>' * 8}</section>{end}</body>"
        assert any("So there you have it" in each for each in _texts(page)), name
    beside = f"<div class=layout-sidebar><h3>Most read</h3><p>{_ENGLISH} Ropes, too.</p></div>"
    page = f"<body><div>{f'<p>{_ENGLISH}</p>' * 8}</div>{beside}</body>"
    assert not any("Ropes, too" in each for each in _texts(page))


def test_tabs_with_prose_are_read_one_after_the_other() -> None:
    """What is hidden behind a tab with words is text; a list of links there stays hidden."""
    tab = "<button role=tab aria-controls=t{n}>{name}</button>"
    tabs = "".join(tab.format(n=n, name=each) for n, each in enumerate(("One", "Two", "More")))
    panels = (
        f"<div role=tabpanel id=t0><p>{_ENGLISH}</p></div>"
        f"<div role=tabpanel id=t1 hidden><p>Second. {_ENGLISH}</p></div>"
        f"<div role=tabpanel id=t2 hidden><ul>{_LINKS}</ul></div>"
    )
    texts = _texts(f"<body><h1>T</h1>{f'<p>{_ENGLISH}</p>' * 3}<div>{tabs}{panels}</div></body>")
    assert f"Second. {_ENGLISH}" in texts
    assert not any("Another story" in each for each in texts)


def test_a_declarative_shadow_root_is_shown_with_what_its_slot_holds() -> None:
    """Programs that save a page write the content of its components in such templates."""
    inside = f"<article><p>{_ENGLISH}</p><slot></slot></article>"
    root = f"<template shadowrootmode=open>{inside}</template>"
    texts = _texts(f"<body><h1>T</h1><news-text>{root}<p>Light. {_ENGLISH}</p></news-text></body>")
    assert texts == ["T", _ENGLISH, f"Light. {_ENGLISH}"]


def test_tabs_that_name_no_panel_are_read_and_those_of_a_carousel_are_not() -> None:
    """Docusaurus gives its panels no names; the dots of a carousel are tabs without words."""
    panels = "".join(
        f"<div role=tabpanel id=s{n} {'hidden' if n else ''}><p>{n}. {_ENGLISH}</p></div>"
        for n in range(2)
    )
    words = "<ul role=tablist><li role=tab>npm</li><li role=tab>yarn</li></ul>"
    dots = "".join(f"<button role=tab aria-controls=s{n}>{n}</button>" for n in range(2))
    for tabs, read in ((words, True), (dots, False), (words + dots, False)):
        body = f"<h1>T</h1>{f'<p>{_ENGLISH}</p>' * 3}<div>{tabs}<div>{panels}</div></div>"
        assert (f"1. {_ENGLISH}" in _texts(f"<body>{body}</body>")) is read


def test_letters_of_a_heading_that_move_are_read() -> None:
    """What is read out as a whole is shown letter by letter."""
    letters = "".join(f"<span aria-hidden=true>{each}</span>" for each in "Quays")
    texts = _texts(f"<body><h1>T</h1><h2 aria-label=Quays>{letters}</h2><p>{_ENGLISH}</p></body>")
    assert texts == ["T", "Quays", _ENGLISH]


def test_an_article_that_only_a_script_draws_is_read_and_told() -> None:
    """Other pages keep what stands in them, whatever their scripts bring along."""
    told = "".join(
        f"<p>Ships {n} wait in the <b>harbour</b>, as nobody knew.</p>" for n in range(9)
    )
    data = json.dumps({"other": "<p>Short</p><p>text</p>", "contentHtml": f"<div>{told}</div>"})
    script = f"<script>x.push({data.replace('<', chr(92) + 'u003c')})</script>"
    head = '<title>Ships wait</title><meta name="description" content="' + "Ships wait. " * 9 + '">'
    page = f"<html><head>{head}{script}</head><body><div id=root></div></body></html>"
    blocks, said = parse(page.encode(), "seeds/a.html")
    assert [each.text for each in blocks[:2]] == [
        "Ships wait", "Ships 0 wait in the <g1>harbour</g1>, as nobody knew."
    ]  # fmt: skip
    assert len(blocks) == 10
    assert said.lacking
    whole = page.replace("<div id=root>", "<main>" + told.replace("Ships", "Boats") + "</main>")
    blocks, said = parse(whole.encode(), "seeds/a.html")
    assert not any("Ships 0" in each.text for each in blocks)
    assert not said.lacking
