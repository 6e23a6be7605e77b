"""HTML: the main content, its markup, what the head says, and hostile pages."""

from __future__ import annotations

import threading
from base64 import encodebytes
from collections.abc import Callable
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from quopri import encodestring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.documents.readers import parse
from workflow.errors import SourceError
from workflow.markup import balanced, plain
from workflow.model import Block, BlockKind, Markup, MarkupKind, Metadata


def _read(text: str) -> tuple[Block, ...]:
    return parse(text.encode(), "seeds/a.html")[0]


def _texts(text: str) -> list[str]:
    return [block.text for block in _read(text)]


def test_only_the_main_content_is_read() -> None:
    """Navigation, header, footer, sidebar, forms, scripts and hidden parts are left out."""
    around = (
        "<nav>Nav</nav><aside>Side</aside><form><p>Sign up</p></form><script>s()</script>"
        "<style>p{}</style><div hidden>Hidden</div><div style='display: none'>Gone</div>"
        "<p aria-hidden='true'>Deaf</p><button>Go</button><template><p>T</p></template>"
    )

    def page(inside: str) -> str:
        return f"<header>Head</header>{around}{inside}<footer>Foot</footer>"

    assert _texts(page("<p>One.</p>")) == ["One."]
    assert _texts(page(f"<main><p>One.</p>{around}</main>")) == ["One."]
    assert _texts(page(f"<div role=main><p>One.</p>{around}</div>")) == ["One."]
    two = "<article><p>Teaser.</p></article><article><p>The longer article.</p></article>"
    assert _texts(page(two)) == ["The longer article."]


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("<b>Cook time</b><span>50 minutes</span>", "<g1>Cook time</g1> 50 minutes"),
        ("<a>Ghold</a><span>Human Worth</span>", "Ghold Human Worth"),
        ("<span>Mc</span><span>Donald</span>", "McDonald"),
        ("<span>The Mac</span><span>Book Pro</span>", "The MacBook Pro"),
        ("<span>The cloud</span><span>s</span>", "The clouds"),
        ("<i>x</i><sub>2</sub>", "<g1>x</g1><g2>2</g2>"),
        ("The end.<br><b>So said</b><i>Al</i>", "The end.<x1/> <g2>So said</g2> <g3>Al</g3>"),
    ],
)
def test_labels_that_a_style_parts_are_parted(line: str, text: str) -> None:
    """What begins with a capital or a digit right after a small letter; one has several words."""
    assert _texts(f"<p>{line}</p>") == [text]


@pytest.mark.parametrize(
    "mark", ['itemprop="articleBody"', 'id="article-body"', 'class="box entry-content"']
)
def test_an_articles_text_is_known_by_its_mark(mark: str) -> None:
    """Pages made of nothing but ``div`` say by schema.org, or in their templates, where it is."""
    page = (
        "<title>T</title><div class=top>Home | Business</div>"
        f"<div {mark}>One.<br><br>Two.</div><div class=bottom>Street 1, Seoul</div>"
    )
    assert _texts(page) == ["T", "One.", "Two."]
    assert _texts(f"<main><h1>H</h1><p>Deck</p><div {mark}>One.</div></main>") == [
        "H", "Deck", "One.",
    ]  # fmt: skip


def test_a_table_around_a_picture_is_no_table() -> None:
    """Older pages place a picture and its caption by one."""
    blocks = _read("<table><tr><td><img src=a.jpg alt=A></td></tr><tr><td>Quay</td></tr></table>")
    assert [block.kind for block in blocks] == [BlockKind.CAPTION, BlockKind.PARAGRAPH]


def test_a_page_inside_a_form_is_read() -> None:
    """Some systems wrap the whole page in one."""
    assert _texts("<body><form><p>One.</p></form></body>") == ["One."]


def test_metadata_comes_from_the_head() -> None:
    """Open Graph, Dublin Core, plain names, canonical link and language."""
    _, metadata = parse(
        b'<html lang="ko-KR"><head><title>T - Site</title><meta property="og:title" content="T">'
        b'<meta property="article:published_time" content="2021-12-07T10:00:00+09:00">'
        b'<meta name="author" content="A. Seo"><link rel="canonical" href="https://e.com/1">'
        b'<meta name="dcterms.rights" content="R"></head><body><p>Text.</p></body></html>',
        "a.html",
    )
    assert replace(metadata, conditions=()) == Metadata(
        "T", "2021-12-07", "A. Seo", "https://e.com/1", "R", page_language="ko"
    )


@pytest.mark.parametrize(
    ("head", "section", "tags"),
    [
        (
            (
                '<meta property="article:section" content="World">'
                '<meta property="article:tag" content="Ports">'
                '<meta property="article:tag" content="Seas">'
                '<meta name="keywords" content="news, today">'
            ),
            "World",
            ("Ports", "Seas"),
        ),
        ('<meta property="article:tag" content="Ports, Seas">', "", ("Ports", "Seas")),
        ('<meta name="keywords" content="항구、 바다,https://x.y/z">', "", ("항구", "바다")),
        (
            (
                '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle",'
                '"articleSection": ["World", "Asia"], "keywords": ["Ports", {"name": "Seas"}]},'
                '{"@type": "Organization", "keywords": "us"}]}</script>'
            ),
            "World",
            ("Asia", "Ports", "Seas"),
        ),
    ],
)
def test_section_and_tags_come_from_the_head(
    head: str, section: str, tags: tuple[str, ...]
) -> None:
    """Of Open Graph, JSON-LD and keywords the first that there is counts; front matter before."""
    page = f"<html><head>{head}</head><body><p>Text.</p></body></html>"
    _, metadata = parse(page.encode(), "a.html")
    assert (metadata.section, metadata.tags) == (section, tags)
    _, metadata = parse(f"---\ntags: [Own]\n---\n{page}".encode(), "a.html")
    assert (metadata.section, metadata.tags) == (section, ("Own",))


def test_nonsense_in_the_head_is_ignored() -> None:
    """A wrong language, date or address is as good as none."""
    _, metadata = parse(
        b'<html lang="!!"><meta name="date" content="2021-13-45"><meta name="author" '
        b'content="https://e.com/me"><link rel=canonical href="javascript:x()"><p>Text.</p>',
        "a.html",
    )
    assert metadata == Metadata()


@pytest.mark.parametrize(
    ("page", "headline"),
    [
        ("<title>No</title><article><h1>Yes</h1><p>Text.</p></article>", "Yes"),
        ("<header><h1>Yes</h1></header><article><p>Text.</p></article>", "Yes"),
        ("<title>Yes</title><article><p>Text.</p></article>", "Yes"),
        ("<title>No</title><meta property=og:title content=Yes><p>Text.</p>", "Yes"),
    ],
)
def test_the_headline_is_the_heading_or_the_title(page: str, headline: str) -> None:
    """The article's own first-level heading wins, then the page's, then its title."""
    assert [(b.kind, b.text) for b in _read(page) if b.kind is BlockKind.HEADLINE] == [
        (BlockKind.HEADLINE, headline)
    ]


def test_inline_markup_becomes_placeholders() -> None:
    """Pairs, links, code, breaks and images; unknown elements leave their text."""
    (block,) = _read(
        "<p>An <em>old</em> <b>and <i>wrong</i></b> <a href='https://e.com' title=T>site</a> "
        "<code>x &lt; 1</code> <span class=q>q</span> H<sub>2</sub>O<br>new "
        "<img src=m.png alt=map> <a href='javascript:x()'>js</a> &amp; &#8212; &lt;g1&gt;</p>"
    )
    assert block.text == (
        "An <g1>old</g1> <g2>and <g3>wrong</g3></g2> <g4>site</g4> <x5/> q H<g6>2</g6>O<x7/> new "
        "<x8/> js & — <x9/>"
    )
    assert block.markup[3] == Markup("g4", MarkupKind.LINK, url="https://e.com", title="T")
    assert block.markup[4] == Markup("x5", MarkupKind.CODE, "x < 1")
    assert block.markup[7] == Markup("x8", MarkupKind.IMAGE, "map", "m.png")
    assert block.markup[8] == Markup("x9", MarkupKind.LITERAL, "<g1>")


def test_code_that_is_a_link_stays_one() -> None:
    """As references of programs have it, the link within the code."""
    (block,) = _read("<p>Call <code><a href='https://e.com/f'>f</a></code> or <code>g</code>.</p>")
    assert block.text == "Call <g1><x2/></g1> or <x3/>."
    assert block.markup[0] == Markup("g1", MarkupKind.LINK, url="https://e.com/f")


def test_scene_breaks_and_verse_in_lines_are_kept() -> None:
    """What parts two paragraphs is noted, and the lines of a poem are no code."""
    poem = "The fog comes\non little cat feet.\n\nIt sits looking"
    blocks = _read(f"<p>One.</p><hr><p>Two.</p><pre class=verse>{poem}</pre><pre>{poem}</pre>"
                   f"<pre class=lyrics-player-config>{poem}</pre>")  # fmt: skip
    assert [block.after_break for block in blocks] == [False, True] + 5 * [False]
    assert [block.text for block in blocks[2:5]] == [each for each in poem.split("\n") if each]
    assert [block.kind for block in blocks[5:]] == [BlockKind.CODE] * 2


def test_lists_tables_quotes_figures_and_code() -> None:
    """Levels, numbers, rows and groups say how the blocks belong together."""
    blocks = _read(
        "<ol start=3><li>one<p>more</p></li><li>two<ul><li>deep</li></ul></li></ol>"
        "<blockquote><p>said</p><blockquote>twice</blockquote></blockquote>"
        "<table><caption>Cap</caption><tr><th>a<th>b<tr><td>c<td></table>"
        "<figure><img src=i.png alt=Seen><figcaption>Shown</figcaption></figure>"
        "<figure><img src=j.png alt=Alt></figure><p><img src=k.png alt=Lone></p>"
        "<pre><code>x = 1\n  y</code></pre><dl><dt>Term</dt><dd>Meaning</dd></dl>"
    )
    assert [(b.kind, b.text, b.level, b.ordered, b.row, b.group) for b in blocks[:11]] == [
        (BlockKind.LIST_ITEM, "one", 1, 3, 0, 1),
        (BlockKind.PARAGRAPH, "more", 1, 0, 0, 1),
        (BlockKind.LIST_ITEM, "two", 1, 4, 0, 1),
        (BlockKind.LIST_ITEM, "deep", 2, 0, 0, 1),
        (BlockKind.QUOTE, "said", 1, 0, 0, 2),
        (BlockKind.QUOTE, "twice", 2, 0, 0, 2),
        (BlockKind.CAPTION, "Cap", 0, 0, 0, 3),
        (BlockKind.CELL, "a", 0, 0, 1, 3),
        (BlockKind.CELL, "b", 0, 0, 1, 3),
        (BlockKind.CELL, "c", 0, 0, 2, 3),
        (BlockKind.CELL, "", 0, 0, 2, 3),
    ]
    assert [(b.kind, b.text, b.url, b.is_alternative) for b in blocks[11:]] == [
        (BlockKind.CAPTION, "Shown", "i.png", False),
        (BlockKind.CAPTION, "Seen", "", True),
        (BlockKind.CAPTION, "Alt", "j.png", True),
        (BlockKind.CAPTION, "Lone", "k.png", True),
        (BlockKind.CODE, "x = 1\n  y", "", False),
        (BlockKind.TERM, "Term", "", False),
        (BlockKind.DEFINITION, "Meaning", "", False),
    ]


@pytest.mark.parametrize("alt", ["", "DSC 0123", "port-of-busan.jpg", "port_old", "the new  quay"])
def test_an_alternative_text_that_says_nothing_more_is_left_out(alt: str) -> None:
    """It is the name of a file, or stands in the caption."""
    blocks = _read(
        f"<figure><img src=a.jpg alt='{alt}'><figcaption>The new quay, 2021</figcaption></figure>"
    )
    assert [(b.text, b.url) for b in blocks] == [("The new quay, 2021", "a.jpg")]


def test_a_layout_table_is_no_table() -> None:
    """Older pages put whole articles into cells."""
    blocks = _read("<table><tr><td><h1>Head</h1><p>One.</p><p>Two.</p></td></tr></table>")
    assert [(b.kind, b.text) for b in blocks] == [
        (BlockKind.HEADLINE, "Head"),
        (BlockKind.PARAGRAPH, "One."),
        (BlockKind.PARAGRAPH, "Two."),
    ]


def test_decks_and_bylines_are_known_by_their_class() -> None:
    """Templates name them; text alone often does not tell."""
    blocks = _read(
        '<article><h1>Head</h1><p class="article-deck">Why it matters.</p>'
        '<p class="byline">Min-a Seo in Busan</p><p>Text.</p></article>'
    )
    assert [block.kind for block in blocks[1:3]] == [BlockKind.DECK, BlockKind.BYLINE]


def test_bold_around_blocks_goes_on_in_each() -> None:
    """Markup that encloses blocks is closed and opened again; text order is kept."""
    shown = _texts("<a href=x><div>One</div>two<div>three</div></a> four")
    assert shown == ["<g1>One</g1>", "<g1>two</g1>", "<g1>three</g1>", "four"]


@pytest.mark.parametrize(
    ("page", "texts"),
    [
        ("<p>One.<br>Two.</p>", ["One.<x1/> Two."]),
        ("<div>One.<br><br>Two.<br/>\n<br/>\nThree.</div>", ["One.", "Two.", "Three."]),
        ("<div><b>One.<br><br>Two.</b></div>", ["<g1>One.</g1>", "<g1>Two.</g1>"]),
        ("<p><br>One.<br></p><p>Two.<br><br></p>", ["One.", "Two."]),
        ("<div>One.<br><br><span> </span><br>Two.</div>", ["One.", "Two."]),
        ("<table><tr><th>One<br><br>two</th></tr></table>", ["One<x1/> <x2/> two"]),
        ("<h1>One<br><br>two</h1>", ["One<x1/> <x2/> two"]),
    ],
)
def test_two_line_breaks_are_a_paragraphs_end(page: str, texts: list[str]) -> None:
    """Many Korean and older pages have no other; a break before or after all text is nothing."""
    assert _texts(page) == texts


def test_lines_are_those_of_the_source() -> None:
    """Attributes over several lines, scripts and wrapped text do not shift the count."""
    page = (
        "<html>\n<head><title>T</title>\n<script>\nvar x;\n</script></head>\n<body>\n"
        "<p\n  class='a'\n>First\nsecond <b>third\nfourth</b>\nfifth</p>\n\n<ul>\n<li>sixth</li>\n"
        "<li><a\nhref='https://e.com'>seventh</a>\neighth</li></ul></body></html>"
    )
    lines = page.split("\n")
    for block in _read(page)[1:]:
        for word in ("First", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"):
            if word in block.text:
                assert word in lines[block.line_at(block.text.index(word)) - 1]


def test_entities_are_never_expanded_and_nothing_is_fetched(tmp_path: Path) -> None:
    """Neither a local file nor an address in a document type is ever opened."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(404)
            self.end_headers()

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    secret = tmp_path / "secret"
    secret.write_text("canary")
    try:
        shown = _texts(
            f'<!DOCTYPE html [<!ENTITY f SYSTEM "file://{secret}"><!ENTITY n SYSTEM "{address}/e">'
            f'<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
            f'<html><link rel=stylesheet href="{address}/s"><body><p>Text &f; &n; &b;'
            f'<img src="{address}/i" alt=x></p></body></html>'
        )
    finally:
        server.shutdown()
        server.server_close()
    assert asked == []
    assert "canary" not in " ".join(shown)
    assert "aaaaaaaaaa" not in " ".join(shown[-1:])


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 20_000 + "deep", "<b>" * 20_000 + "deep", "<table><tr><td>" * 5_000 + "deep",
        "<p>x" * 20_000, "<" * 100_000, "&" * 100_000, "<a href=" + "x" * 500_000 + ">y</a>",
        "<!--" * 50_000, "<ul><li>" * 5_000 + "deep", "<p " + "a=1 " * 50_000 + ">y",
    ],
    ids=range(10),
)  # fmt: skip
def test_hostile_pages_are_read_or_refused(page: str) -> None:
    """However deep or broken, there is an answer, never a crash, and nothing is lost."""
    try:
        blocks = _read("<p>Text.</p>" + page)
    except SourceError as error:
        assert error.hint  # noqa: PT017
    else:
        assert blocks
        assert page.endswith("deep") == any("deep" in block.text for block in blocks)


def test_what_old_templates_nest_deeply_is_read() -> None:
    """Editors that put each word into one more element make hundreds of levels."""
    assert _texts("<div>" * 500 + "One." + "</div>" * 500 + "<p>Two.</p>") == ["One.", "Two."]


def test_a_number_no_list_reaches_is_none() -> None:
    """Items are counted from one instead."""
    many = "9" * 5_000
    blocks = _read(f"<ol start={many}><li>one</li><li value={many}>two</li></ol>")
    assert [block.ordered for block in blocks] == [1, 2]


TAGS = (
    "<p> </p> <b> </b> <i> </i> <a href=x> </a> <div> </div> <ul> <li> </li> </ul> <table> <tr> "
    "<td> </td> </table> <h1> </h1> <br> <img src=a alt=b> <pre> </pre> <blockquote> "
    "</blockquote> <figure> <figcaption> </figure> <code> </code> <ol> </ol> <th> &lt;g1&gt; "
    "&nbsp; <!--c--> <main> </main> <article> </article> <script> </script> text 글 中"
)
SOUP = st.lists(
    st.sampled_from(TAGS.split(" ")) | st.sampled_from([" ", "\n", "words here. "]),
    max_size=40,
).map("".join)


@given(SOUP)
def test_any_soup_of_tags_is_read(soup: str) -> None:
    """Blocks are balanced, folded and lie inside the file; nothing but a SourceError is raised."""
    try:
        blocks = _read(f"{soup}<p>end</p>")
    except SourceError:
        return
    for block in blocks:
        assert balanced(block.text)
        assert 1 <= block.line <= soup.count("\n") + 1
        if block.kind is not BlockKind.CODE:
            shown = plain(block.text)
            assert "\n" not in shown
            assert shown == shown.strip("\n")


@given(st.lists(st.text("abc글中 ", min_size=1, max_size=9), min_size=1, max_size=8))
def test_no_paragraph_is_dropped(words: list[str]) -> None:
    """What a browser shows of simple elements is all there, in order."""
    forms = ("<p>{}</p>", "<div>{}", "<ul><li>{}</li></ul>", "<h2>{}</h2>", "{}<br>", "<b>{}</b>")
    page = "".join(forms[i % len(forms)].format(word) for i, word in enumerate(words))
    found = "".join(plain(text) for text in _texts(f"<p>start</p>{page}"))
    assert "".join(found.split()) == "start" + "".join("".join(words).split())


def test_quotations_keep_their_marks() -> None:
    """What a browser sets around ``q`` is text; a quotation in a quotation has single marks."""
    assert _texts("<p>He said <q>it is <q>so</q></q>.</p><p><q>Open") == [
        "He said “it is ‘so’”.",
        "“Open”",
    ]


@pytest.mark.parametrize("name", ["", " - Coast Post", " | Coast", "_Coast Post"])
def test_a_heading_is_the_headline_that_the_title_has_with_the_name_of_the_site(name: str) -> None:
    """So that it does not stand there twice."""
    page = f"<title>Fares rise{name}</title><h2>Fares rise</h2><p>The ferry costs more. Why?</p>"
    blocks, _ = parse(page.encode(), "seeds/a.html")
    assert [block.text for block in blocks] == ["Fares rise", "The ferry costs more. Why?"]
    assert blocks[0].kind is BlockKind.HEADLINE


def test_elements_that_html_does_not_have_part_no_sentence() -> None:
    """Those that Word leaves in a page, and old ones."""
    page = (
        "<p>In <st1:place w:st='on'>Gdynia</st1:place> <o:p></o:p>all <blink>new</blink> boats.</p>"
    )
    assert _texts(page) == ["In Gdynia all new boats."]


def test_pictures_and_players_of_scripts_are_shown() -> None:
    """As those of HTML: of AMP, and players that are loaded once they are clicked."""
    players = (
        "<lite-youtube videoid=a1 playlabel='The pier'><a>Play</a></lite-youtube>"
        "<amp-iframe src='https://map.example/x'><amp-img src=m.png></amp-img></amp-iframe>"
        "<amp-img src=p.jpg alt='A boat'><noscript><img src=p.jpg></noscript></amp-img>"
    )
    blocks = _read(f"<article><h1>Port</h1><p>Ships wait.</p>{players}</article>")
    assert [(block.kind, block.text, block.url) for block in blocks[2:]] == [
        (BlockKind.EMBED, "The pier", "https://www.youtube.com/watch?v=a1"),
        (BlockKind.EMBED, "", "https://map.example/x"),
        (BlockKind.CAPTION, "A boat", "p.jpg"),
    ]


_ARCHIVE = """From: <Saved by Blink>
Snapshot-Content-Location: https://port.example/quay
MIME-Version: 1.0
Content-Type: multipart/related;
\ttype="text/html";
\tboundary="----b"

------b
Content-Type: text/html{charset}
Content-Transfer-Encoding: {encoding}
Content-Location: https://port.example/quay

{page}
------b
Content-Type: image/png
Content-Transfer-Encoding: base64

iVBORw0KGgo=
------b--
"""


@pytest.mark.parametrize("name", ["a.mhtml", "a.mht", "a.html"])
@pytest.mark.parametrize(
    ("label", "codec", "encoding", "encoded"),
    [("", "utf-8", "quoted-printable", encodestring), ("euc-kr", "cp949", "base64", encodebytes)],
)
def test_the_page_of_a_web_archive_is_read(
    name: str, label: str, codec: str, encoding: str, encoded: Callable[[bytes], bytes]
) -> None:
    """As Chrome and Word save it, under whatever ending."""
    said = ("부두가 들어선다. " * 9).strip()
    page = f"<html><head><title>새 부두</title></head><body><p>{said}</p></body></html>"
    charset = f'; charset="{label}"' if label else ""
    text = _ARCHIVE.format(
        charset=charset, encoding=encoding, page=encoded(page.encode(codec)).decode()
    )
    blocks, metadata = parse(text.replace("\n", "\r\n").encode(), f"seeds/{name}")
    assert metadata.title == "새 부두"
    assert [block.text for block in blocks][1:] == [said]


_PART = "--b\nContent-Type: multipart/related; boundary=b\n\n"


@pytest.mark.parametrize("parts", ["--b--\n", _PART * 99])
def test_a_web_archive_without_a_page_is_refused(parts: str) -> None:
    """Also one whose parts lie in each other without end."""
    head = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n"
    with pytest.raises(SourceError, match="holds no HTML"):
        parse((head + parts).encode(), "seeds/a.mhtml")


_LONG = "Ships wait at the quay for coal. " * 40
_BODY = f'{{"@type": "Article", "articleBody": "{_LONG}"}}'


@pytest.mark.parametrize(("head", "body", "lacking"), [
    ('<meta name="copyright" content="The Daily"><title>Port</title>', "<div id=root></div>", True),
    ('<meta name="description" content="Ships wait for days.">', "<article>Wait</article>", True),
    ("", "<article><p>Wait.</p></article><footer>" + "<p>Ship</p>" * 9 + "</footer>", True),
    (f'<script type="application/ld+json">{_BODY}</script>',
     "<article><h1>Port</h1><p>" + "The quay is full. " * 20 + "</p></article>", True),
    (f'<script type="application/ld+json">{_BODY}</script>',
     f"<article><h1>Port</h1><p>{_LONG}</p></article>", False),
    ('<meta name="description" content="Ships.">', "<p>Ships wait at the quay.</p>", False),
    ("", f"<article><h1>Port</h1><p>{_LONG}</p></article><footer>{_LONG * 4}</footer>", False),
])  # fmt: skip
def test_a_page_that_says_more_than_was_read_is_known(head: str, body: str, lacking: bool) -> None:
    """By what it shows, by how it describes itself and by what it gives programs."""
    page = f"<html><head>{head}</head><body>{body}</body></html>"
    assert bool(parse(page.encode(), "seeds/a.html")[1].lacking) is lacking
