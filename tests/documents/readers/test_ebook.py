# ruff: noqa: E501 - XML is easier to read in whole elements
"""Electronic books in, and out again in another language."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.packages import epub, packed, page, parts_of
from workflow.documents import readers, rewriting
from workflow.errors import SourceError
from workflow.model import UNTRANSLATED, Block, MarkupKind

WHERE = "seeds/book.epub"


def blocks(data: bytes) -> tuple[Block, ...]:
    return readers.parse(data, WHERE)[0]


def rewritten(data: bytes, wanted: dict[int, str], note: str = "") -> bytes:
    done = rewriting.rewrite(data, WHERE, blocks(data), wanted, language="ko", note=note)
    assert not done.unplaced
    return done.data


def texts(data: bytes) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text) for block in blocks(data)]


def test_pages_come_in_the_order_of_the_spine_without_contents() -> None:
    """Under the title of the book; the list of contents is no text."""
    data = epub(page("<p>They met.</p>"), page("<h1>At&nbsp;sea</h1><p>Ships.</p>"))
    assert texts(data) == [
        ("headline", "Ships Meet"),
        ("heading", "At sea"),
        ("paragraph", "Ships."),
        ("paragraph", "They met."),
    ]


def test_elements_make_the_kinds_of_blocks() -> None:
    """Lists in lists, quotations, definitions, tables, code, figures."""
    body = (
        "<ol start='3'><li>One<ul><li>Inside</li></ul></li><li><p>Two</p><p>more</p></li></ol>"
        "<blockquote><p>So they said.</p></blockquote><dl><dt>Port</dt><dd>Where ships are</dd></dl>"
        "<table><tr><th>A</th><td>1</td></tr></table><pre>x = 1\ny</pre>"
        "<figure><img src='a.png' alt='Ship'/><figcaption>The port</figcaption></figure>"
        "<p><img src='a.png' alt='A ship'/></p><div>Loose <p>Own</p> text</div>"
    )
    data = epub(page(body), **{"OPS/a.png": b"\x89PNG"})
    assert [(b.kind.value, b.text, b.level, b.ordered, b.row) for b in blocks(data)[1:]] == [
        ("list item", "One", 1, 3, 0),
        ("list item", "Inside", 2, 0, 0),
        ("list item", "Two", 1, 4, 0),
        ("paragraph", "more", 1, 0, 0),
        ("quote", "So they said.", 1, 0, 0),
        ("defined term", "Port", 0, 0, 0),
        ("definition", "Where ships are", 0, 0, 0),
        ("table cell", "A", 0, 0, 1),
        ("table cell", "1", 0, 0, 1),
        ("code", "x = 1\ny", 0, 0, 0),
        ("caption", "Ship", 0, 0, 0),
        ("caption", "The port", 0, 0, 0),
        ("caption", "A ship", 0, 0, 0),
        ("paragraph", "Loose", 0, 0, 0),
        ("paragraph", "Own", 0, 0, 0),
        ("paragraph", "text", 0, 0, 0),
    ]
    assert {b.url for b in blocks(data) if b.kind.value == "caption"} == {
        "",
        "book.epub/OPS/a.png",
    }


def test_a_scene_break_is_known_by_what_follows_it_on_its_page() -> None:
    first = page("<p>A.</p><hr/><p>B.</p><div><hr class='s'/><p>C.</p></div><p>D.</p><hr/>")
    found = blocks(epub(first, page("<p>E.</p>")))
    assert [each.text for each in found if each.after_break] == ["B.", "C."]


def test_a_translation_has_the_markup_of_the_source() -> None:
    """Emphasis that a style sheet makes, links, anchors, page numbers, notes."""
    body = (
        '<p class="k"><span class="x"><span id="here"/>They <span class="it">met</span> at '
        '<a href="p0.xhtml#here">sea</a><span epub:type="pagebreak" title="7"/>'
        '<a epub:type="noteref" href="#n1">1</a>.<br/>\nTwice: <code>ls</code></span></p>'
        '<aside epub:type="footnote" id="n1"><p>From the log.</p></aside>'
    )
    data = epub(page(body), style=".k { color: red } span.it, .y { font-style: italic; }")
    read = blocks(data)[1:]
    assert [(b.text, b.footnote) for b in read] == [
        ("They <g1>met</g1> at <g2>sea</g2><x3/>.<x4/> Twice: <x5/>", ""),
        ("From the log.", "1"),
    ]
    kinds = [each.kind for each in read[0].markup]
    assert kinds[:3] == [MarkupKind.EMPHASIS, MarkupKind.LINK, MarkupKind.FOOTNOTE]
    wanted = {1: "<g2>바다</g2>에서 <g1>만났다</g1><x3/>.<x4/> 두 번: <x5/>", 2: "일지에서."}
    again = rewritten(data, wanted)
    text = parts_of(again)["OPS/p0.xhtml"].decode()
    assert '<p class="k">' in text
    assert '<a href="p0.xhtml#here"><span class="x">바다</span></a>' in text
    assert '<span class="it"><span class="x">만났다</span></span>' in text
    assert '<span id="here"/>' in text
    assert 'title="7"' in text
    assert [b.footnote for b in blocks(again)[1:]] == ["", "1"]


def test_what_is_said_of_a_picture_follows_its_caption() -> None:
    """Where both are the same, which is one block."""
    data = epub(
        page(
            "<figure><img src='a.png' alt='Ship' title='Ship'/><figcaption>Ship</figcaption></figure>"
        )
    )
    assert texts(data)[1:] == [("caption", "Ship")]
    text = parts_of(rewritten(data, {1: "배"}))["OPS/p0.xhtml"].decode()
    assert 'alt="배" title="배"' in text
    assert "Ship" not in text


def test_the_book_says_its_new_language_and_title() -> None:
    """In package, pages and contents; what is not translated says what it is in."""
    data = epub(
        page("<h1>At sea</h1><p>They met.</p>", "At sea"), metadata="<dc:language>fr</dc:language>"
    )
    parts = {name: part.decode() for name, part in parts_of(
        rewritten(data, {0: "배가 만나다", 1: "바다에서"}, "1 draft")).items()}  # fmt: skip
    assert "<dc:title>배가 만나다</dc:title>" in parts["OPS/b.opf"]
    assert parts["OPS/b.opf"].count("<dc:language>") == 1
    assert "<dc:language>ko</dc:language>" in parts["OPS/b.opf"]
    assert "1 draft" in parts["OPS/b.opf"]
    assert '<a href="p0.xhtml">바다에서</a>' in parts["OPS/nav.xhtml"]
    assert "<title>바다에서</title>" in parts["OPS/p0.xhtml"]
    assert (
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" xml:lang="ko"'
        in parts["OPS/p0.xhtml"]
    )
    assert '<p xml:lang="en" lang="en">They met.</p>' in parts["OPS/p0.xhtml"]
    assert next(iter(parts)) == "mimetype"


def test_the_book_says_whose_it_is() -> None:
    """Author and language are those of the package."""
    _, metadata = readers.parse(epub(page("<p>They met.</p>")), WHERE)
    assert (metadata.title, metadata.author, metadata.page_language) == (
        "Ships Meet", "Lee Na-ri", "en",
    )  # fmt: skip


def test_locked_and_damaged_books_are_refused() -> None:
    """One whose fonts alone are obfuscated is not locked."""
    lock = '<encryption xmlns:e="x"><e:EncryptedData><e:EncryptionMethod Algorithm="{}"/></e:EncryptedData></encryption>'
    good = parts_of(epub(page("<p>They met.</p>")))
    fonts = lock.format("http://www.idpf.org/2008/embedding")
    assert blocks(packed({**good, "META-INF/encryption.xml": fonts}))
    entity = '<!DOCTYPE html [<!ENTITY b "c">]><html><body><p>&b;</p></body></html>'
    for bad in (
        {**good, "META-INF/encryption.xml": lock.format("aes256")},
        {name: part for name, part in good.items() if name != "OPS/p0.xhtml"},
        {name: part for name, part in good.items() if name != "META-INF/container.xml"},
        {name: part for name, part in good.items() if name != "OPS/b.opf"},
        {**good, "OPS/p0.xhtml": entity},
    ):
        with pytest.raises(SourceError) as error:
            readers.parse(packed(bad), WHERE)
        assert error.value.hint


_TEXT = st.text("ab 가.\n", min_size=1, max_size=5)
_INLINE = st.recursive(
    _TEXT,
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>",
        st.sampled_from(["b", "i", "span", "sup", "ruby", "p", "li", "ul", "a"]),
        st.lists(inner, max_size=3),
    ),
    max_leaves=6,
)


@given(st.lists(_INLINE, max_size=4))
def test_the_same_texts_give_the_same_blocks(parts: list[str]) -> None:
    """Reading, writing and reading again changes nothing, whatever is in what."""
    data = epub(page(f"<div>{''.join(parts)}</div>"))
    read = blocks(data)
    wanted = {n: b.text for n, b in enumerate(read) if b.text and b.kind not in UNTRANSLATED}
    again = blocks(rewritten(data, wanted))
    assert [(b.text, b.kind, b.level) for b in again] == [(b.text, b.kind, b.level) for b in read]
    other = dict.fromkeys(wanted, "번역")
    assert [b.text for b in blocks(rewritten(data, other)) if b.text] == ["번역"] * len(wanted)


def test_a_translation_runs_nothing() -> None:
    """Also on pages outside the reading order; what is read stays, what a buyer is called goes."""
    page_of = page(
        '<p onclick="Z()">They <!-- Z -->met<script>Z</script>.</p><p>See '
        '<a href=" java&#10;script:Z()">this</a>.</p>'
        '<svg xmlns="http://www.w3.org/2000/svg"><a><set attributeName="href" to="javascript:Z"/>'
        '</a></svg><img src="data:image/png;base64,aaaa" alt=""/>'
    )
    data = epub(page_of, **{"OPS/nav.xhtml": page_of, "iTunesMetadata.plist": "Z"})
    again = parts_of(rewritten(data, {1: "만났다."}))
    assert [name for name, part in again.items() if b"Z" in part] == []
    assert "만났다." in again["OPS/p0.xhtml"].decode()
    assert b"data:image/png" in again["OPS/p0.xhtml"]


def test_an_encoding_of_no_page_is_none() -> None:
    """Some that Python knows take a time with the square of the text."""
    text = f'<?xml version="1.0" encoding="punycode"?>{page("<p>They met.</p>")}'
    found = blocks(epub(text))
    assert found[-1].text == "They met."


def test_a_style_sheet_without_rules_takes_no_time() -> None:
    """Nothing is looked for from each of its letters on."""
    data = epub(page("<p>They met.</p>"), style="a" * 1_500_000)
    start = time.process_time()
    assert blocks(data)[-1].text == "They met."
    assert time.process_time() - start < 2


def test_the_number_of_a_note_is_kept_where_its_text_needs_it() -> None:
    """Pandoc writes notes of EPUB 2 so; a sign that leads back is none."""
    body = '<div id="n1"><p><a href="#r1" class="footnote-back">{}</a>{}The log.</p></div>'
    shown = [blocks(epub(page(body.format(*each))))[-1].text for each in [("1", ". "), ("↩", " ")]]
    assert shown == ["<g1>1</g1>. The log.", "The log."]
    data = epub(page(body.format("1", ". ")))
    written = parts_of(rewritten(data, {len(blocks(data)) - 1: "<g1>1</g1>. 일지."}))
    assert '<a class="footnote-back" href="#r1">1</a>. 일지.' in written["OPS/p0.xhtml"].decode()


def test_words_in_drawings_are_told() -> None:
    """They are not read, as on a page that is one drawing."""
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg"><text>Once <tspan>upon</tspan></text>'
        "<text>a time</text></svg>"
    )
    data = epub(page(f"<p>They met.</p>{drawing}"))
    told = readers.parse(data, WHERE)[1].passed_over
    assert [each.text for each in told] == ["Once upon a time"]
