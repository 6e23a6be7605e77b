# ruff: noqa: E501 - XML is easier to read in whole elements
"""OpenDocument texts in, and out again in another language."""

from __future__ import annotations

import pytest

from tests.support.packages import odt, packed, parts_of
from workflow.documents import readers
from workflow.errors import SourceError


def test_a_document_becomes_blocks() -> None:
    """Titles, headings, lists in lists, quotations, tables, notes, pictures."""
    body = (
        "<text:tracked-changes><text:p>gone</text:p></text:tracked-changes>"
        '<text:p text:style-name="Title">Ships<text:s/>Meet</text:p><text:p text:style-name="Author">Ann Lee</text:p>'
        '<text:h text:outline-level="2">At sea</text:h>'
        '<text:p>They <text:span text:style-name="T1">met</text:span><text:note><text:note-citation>1</text:note-citation>'
        "<text:note-body><text:p>From the log.</text:p></text:note-body></text:note>.<office:annotation><text:p>Hm.</text:p></office:annotation></text:p>"
        "<text:list><text:list-item><text:p>One</text:p><text:list><text:list-item><text:p>Inside</text:p></text:list-item></text:list></text:list-item></text:list>"
        '<text:p text:style-name="P1">So they said.</text:p>'
        "<table:table><table:table-row><table:table-cell><text:p>A</text:p></table:table-cell><table:table-cell><text:p>1</text:p></table:table-cell></table:table-row></table:table>"
        '<text:p><draw:frame><draw:image xmlns:x="x" x:href="Pictures/a.png"/></draw:frame></text:p>'
    )
    read, _ = readers.parse(odt(body, **{"Pictures/a.png": b"x"}), "seeds/a.odt")
    assert [(b.kind.value, b.text, b.level, b.row, b.footnote) for b in read] == [
        ("headline", "Ships Meet", 0, 0, ""),
        ("byline", "Ann Lee", 0, 0, ""),
        ("heading", "At sea", 2, 0, ""),
        ("paragraph", "They <g1>met</g1><x2/>.", 0, 0, ""),
        ("list item", "One", 1, 0, ""),
        ("list item", "Inside", 2, 0, ""),
        ("quote", "So they said.", 1, 0, ""),
        ("table cell", "A", 0, 1, ""),
        ("table cell", "1", 0, 1, ""),
        ("caption", "", 0, 0, ""),
        ("paragraph", "From the log.", 0, 0, "1"),
    ]
    assert read[9].url == "a.odt/Pictures/a.png"


def test_a_text_pasted_as_code_is_a_text() -> None:
    """LibreOffice gives text from a file the style of code; code keeps it."""
    prose = (
        "The ministry said that trade between the two countries had grown since last year. "
        "Officials expect more talks about exports of steel before the end of the month."
    )
    body = "".join(
        f'<text:p text:style-name="Preformatted_20_Text">{text}</text:p>'
        for text in (prose, "for (i = 0; i < n; i++) print(i);".replace("<", "&lt;"))
    )
    read, _ = readers.parse(odt(body), "seeds/a.odt")
    assert [block.kind.value for block in read] == ["paragraph", "code"]


@pytest.mark.parametrize(
    "data",
    [
        b"x",
        packed({"a": "b"}),
        odt("<text:p>A.</text:p>", **{"META-INF/manifest.xml": "<m><encryption-data/></m>"}),
    ],
)
def test_other_files_are_refused(data: bytes) -> None:
    """Damaged, locked, or something else."""
    with pytest.raises(SourceError) as error:
        readers.parse(data, "seeds/a.odt")
    assert error.value.hint


def rewritten(body: str, texts: list[str | None], **more: str | bytes) -> dict[str, bytes]:
    """The parts of a document with other texts, after it was read again: they are its blocks."""
    data = odt(body, **more)
    writer = readers.rewriter("a.odt")
    assert writer is not None
    made, lost = writer.rewrite(data, "seeds/a.odt", texts, "ko", "1 of 1")
    assert not lost
    again, _ = readers.raw_blocks(made, "seeds/a.odt")
    assert [each.text for each in again] == [text for text in texts if text is not None]
    return parts_of(made)


def test_a_translation_keeps_styles_links_notes_and_pictures() -> None:
    """Also a format that stood alone in another paragraph, and tabs before the text."""
    parts = rewritten(
        '<text:p text:style-name="P1"><text:tab/>They <text:span text:style-name="T1">met</text:span> at <text:a xmlns:x="x" x:href="https://a.b">sea</text:a>'
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>From the log.</text:p></text:note-body></text:note>.</text:p>"
        "<text:p>A<text:line-break/>B<draw:frame><draw:image/></draw:frame></text:p>",
        ["<g1>만났다</g1> <g2>바다</g2>에서<x3/>.", "가<x1/> 나", "일지에서."],
    )
    text = parts["content.xml"].decode()
    assert (
        '<text:p text:style-name="P1"><text:tab/><text:span text:style-name="T1">만났다</text:span>'
        in text
    )
    assert 'href="https://a.b">바다</text:a>' in text
    assert "<text:line-break/>나<draw:frame>" in text
    assert parts["mimetype"] == b"application/vnd.oasis.opendocument.text"


def test_what_nobody_was_to_read_does_not_get_out() -> None:
    """Comments, deletions, hidden text, scripts, embedded files, who wrote it and where."""
    hidden = (
        '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>'
    )
    body = (
        "<text:tracked-changes><text:p>secret 1</text:p></text:tracked-changes>"
        '<text:p>They <office:annotation><text:p>secret 2</text:p></office:annotation>met<text:span text:style-name="H">secret 3</text:span>.</text:p>'
        '<text:p>See <text:a xmlns:x="x" x:href="vnd.sun.star.script:secret">this</text:a>.</text:p>'
        '<text:section text:display="none"><text:p>secret 4</text:p></text:section>'
    )
    meta = '<office:document-meta xmlns:office="o" xmlns:meta="m" xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta><dc:title>Ships</dc:title><meta:printed-by>secret 5</meta:printed-by><meta:user-defined>secret 6</meta:user-defined></office:meta></office:document-meta>'
    settings = '<s><config-item name="PrinterName">secret 7</config-item></s>'
    manifest = '<m><file-entry full-path="Basic/a.xml"/><file-entry full-path="Object 1" media-type="application/vnd.sun.star.oleobject"/></m>'
    parts = rewritten(
        body,
        ["만났다.", "<g1>이것</g1>을 보라."],
        **{
            "styles.xml": f"<s xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0' xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'>{hidden}</s>",
            "meta.xml": meta, "settings.xml": settings, "META-INF/manifest.xml": manifest,
            "Basic/a.xml": "secret 8", "Object 1": "secret 9", "Thumbnails/t.png": "secret",
        },
    )  # fmt: skip
    assert not [name for name, data in parts.items() if b"secret" in data]
    assert set(parts) == {"mimetype", "content.xml", "styles.xml", "meta.xml", "settings.xml",
                          "META-INF/manifest.xml"}  # fmt: skip
    assert b"1 of 1" in parts["meta.xml"]
    assert b"Basic" not in parts["META-INF/manifest.xml"]


def test_headers_and_footers_of_pages_are_told() -> None:
    """They are not read; what has no letters is nothing to be told of."""
    styles = (
        '<d xmlns:style="s" xmlns:text="t"><style:master-page><style:header><text:p>Harbour <text:span>news</text:span></text:p></style:header>'
        "<style:footer><text:p>7</text:p></style:footer></style:master-page></d>"
    )
    told = readers.parse(odt("<text:p>A.</text:p>", **{"styles.xml": styles}), "seeds/a.odt")[1]
    assert [each.text for each in told.passed_over] == ["Harbour news"]


def test_comments_and_deletions_are_told() -> None:
    """Neither is read: nothing is left untranslated in silence."""
    gone = "<text:tracked-changes><text:changed-region><text:deletion><text:p>They left.</text:p>"
    gone += "</text:deletion></text:changed-region></text:tracked-changes>"
    note = "<office:annotation><text:p>Is that so?</text:p></office:annotation>"
    blocks, metadata = readers.parse(odt(f"{gone}<text:p>We met.{note}</text:p>"), "seeds/a.odt")
    assert [each.text for each in blocks] == ["We met."]
    assert [each.text for each in metadata.passed_over] == ["They left.", "Is that so?"]


def test_styles_need_no_definition_and_formulas_may_end_in_a_slash() -> None:
    """Pandoc writes neither; a picture that no page shows is told."""
    frame = '<draw:frame>{}<draw:image xmlns:x="x" x:href="Pictures/{}"/></draw:frame>'
    both = frame.format('<draw:image xmlns:x="x" x:href="Pictures/b.svg"/>', "b.png")
    body = (
        '<text:p text:style-name="Subtitle">Twice</text:p><text:p>So <draw:frame>'
        '<draw:object xmlns:x="x" x:href="Formula-1/"/></draw:frame>.</text:p>'
        f"<text:p>{frame.format('', 'a.tiff')}{both}</text:p>"
    )
    parts = {"Formula-1/content.xml": "<math><mi>a</mi></math>", "Pictures/b.png": "x"}
    read, metadata = readers.parse(odt(body, **parts), "seeds/a.odt")
    assert [(each.kind.value, each.text) for each in read[:2]] == [
        ("deck", "Twice"), ("paragraph", "So <x1/>."),
    ]  # fmt: skip
    assert [each.text for each in metadata.passed_over] == ["a.tiff"]
