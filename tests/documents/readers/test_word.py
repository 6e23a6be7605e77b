# ruff: noqa: E501 - XML is easier to read in whole elements
"""Word documents in, and out again in another language."""

from __future__ import annotations

import io
import re
import time
import zipfile
from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.packages import SPACES, docx, packed, paragraph, parts_of, run
from workflow.documents import readers, rewriting
from workflow.errors import SourceError
from workflow.markup import plain
from workflow.model import UNTRANSLATED, Block, BlockKind, MarkupKind

WHERE = "seeds/visit.docx"


def blocks(data: bytes) -> tuple[Block, ...]:
    return readers.parse(data, WHERE)[0]


def texts(data: bytes) -> list[str]:
    return [plain(block.text, block.markup) for block in blocks(data)]


def rewritten(data: bytes, wanted: dict[int, str], note: str = "") -> bytes:
    return rewriting.rewrite(data, WHERE, blocks(data), wanted, language="ko", note=note).data


def listed(text: str, level: int) -> str:
    numbering = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="5"/></w:numPr>'
    return paragraph(text, properties=numbering)


def table(*rows: Sequence[str]) -> str:
    cells = [
        "".join(f"<w:tc>{each if each[:1] == '<' else paragraph(each)}</w:tc>" for each in row)
        for row in rows
    ]
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def test_styles_numberings_and_tables_make_the_kinds_of_blocks() -> None:
    """By the names of built-in styles, and of those that a style is based on."""
    read = blocks(
        docx(
            paragraph("Ships Meet", style="T"), paragraph("Ann Lee", style="A"),
            paragraph("At sea", style="H1"),
            paragraph("They met.", style="Own"),
            listed("Third", 0), listed("Inside", 1), listed("Fourth", 0),
            paragraph("So they said.", style="Q"),
            paragraph("let x = 1;", style="S"), paragraph("let y = 2;", style="S"),
            table(("Port", "Ships"), (paragraph("Busan") + paragraph("(old)"), "7")),
        )
    )  # fmt: skip
    assert [(b.kind.value, b.text, b.level, b.ordered, b.row) for b in read] == [
        ("headline", "Ships Meet", 0, 0, 0),
        ("byline", "Ann Lee", 0, 0, 0),
        ("heading", "At sea", 1, 0, 0),
        ("heading", "They met.", 2, 0, 0),
        ("list item", "Third", 1, 3, 0),
        ("list item", "Inside", 2, 0, 0),
        ("list item", "Fourth", 1, 4, 0),
        ("quote", "So they said.", 1, 0, 0),
        ("code", "let x = 1;\nlet y = 2;", 0, 0, 0),
        ("table cell", "Port", 0, 0, 1),
        ("table cell", "Ships", 0, 0, 1),
        ("table cell", "Busan<x1/> (old)", 0, 0, 2),
        ("table cell", "7", 0, 0, 2),
    ]
    lines = [block.line for block in read]
    assert lines == sorted(lines)


def test_a_sentence_in_many_runs_is_one_text() -> None:
    """What differs in nothing that markup can say is one; spaces stand outside of formats."""
    bold, link = "<w:b/>", f'<w:hyperlink r:id="l">{run("the re")}{run("port")}</w:hyperlink>'
    (block,) = blocks(
        docx(
            paragraph(
                "Sh", run("ips ", "<w:color/>"), run("met ", bold), run("at", "<w:rStyle w:val='B'/>"),
                run(" sea"), ", says ", link, run("2", '<w:vertAlign w:val="superscript"/>'),
                run("hidden", "<w:vanish/>"), "<w:r><w:t>co</w:t><w:softHyphen/><w:t>op.</w:t></w:r>",
            )
        )
    )  # fmt: skip
    assert block.text == ("Ships <g1>met at</g1> sea, says <g2>the report</g2><g3>2</g3>coop.")
    assert [(each.kind, each.url) for each in block.markup] == [
        (MarkupKind.STRONG, ""),
        (MarkupKind.LINK, "https://example.org/a"),
        (MarkupKind.SUPERSCRIPT, ""),
    ]


def test_tracked_changes_are_accepted_and_comments_left_out() -> None:
    """In the blocks, and in the document that is published."""
    data = docx(
        paragraph(
            "They ", f"<w:ins>{run('met')}</w:ins>", "<w:del><w:r><w:delText>quarrelled</w:delText>"
            "</w:r></w:del>", '<w:commentRangeStart w:id="0"/>', " there.",
            '<w:r><w:commentReference w:id="0"/></w:r>',
        ),
        paragraph("One ", properties="<w:rPr><w:del/></w:rPr>"), paragraph("paragraph."),
    )  # fmt: skip
    assert texts(data) == ["They met there.", "One paragraph."]
    parts = parts_of(rewritten(data, {0: "만났다."}))
    assert not any("comment" in name for name in parts)
    assert not any(b"quarrelled" in part or b"commentRef" in part for part in parts.values())
    assert b"comments.xml" not in parts["[Content_Types].xml"]
    assert b"comments.xml" not in parts["word/_rels/document.xml.rels"]


def test_a_dropped_initial_is_part_of_its_word() -> None:
    """Word keeps it in a paragraph of its own; any other frame is a paragraph."""
    dropped = '<w:framePr w:dropCap="drop" w:lines="3" w:wrap="around"/>'
    data = docx(
        paragraph("T", properties=dropped),
        paragraph("he council voted."),
        paragraph("A", properties='<w:framePr w:w="2000"/>'),
        paragraph("box beside it."),
    )
    assert texts(data) == ["The council voted.", "A", "box beside it."]
    assert texts(rewritten(data, {0: "의회가 표결했다."}))[0] == "의회가 표결했다."


def test_a_field_that_has_no_code_and_never_ends_hides_nothing() -> None:
    """Some programs leave the beginning of one, and Word shows all that follows."""
    field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code = "<w:r><w:instrText> TITLE </w:instrText></w:r>"
    begun = (field.format("begin"), field.format("begin"), code, field.format("separate"))
    data = docx(paragraph(*begun, "Ports", field.format("end")), paragraph("Ships wait."))
    assert texts(data) == ["Ports", "Ships wait."]


def test_notes_fields_boxes_and_contents() -> None:
    """Notes follow the text; a table of contents is made anew, so nobody translates it."""
    note = f'<w:footnote w:id="7">{paragraph("<w:r><w:footnoteRef/></w:r>", " From the log.")}</w:footnote>'
    field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code = '<w:r><w:instrText>HYPERLINK "https://example.org/b"</w:instrText></w:r>'
    box = f"<w:txbxContent>{paragraph('In a box.')}</w:txbxContent>"
    data = docx(
        paragraph("Contents 1", style="TOC1"),
        paragraph("See ", field.format("begin"), code, field.format("separate"), "this",
                  field.format("end"), '.<w:r><w:footnoteReference w:id="7"/></w:r>'[1:],
                  "<w:r><mc:AlternateContent><mc:Choice><wps:txbx>" + box + "</wps:txbx></mc:Choice>"
                  f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"),
        notes=note,
    )  # fmt: skip
    read = blocks(data)
    assert [(b.text, b.footnote) for b in read] == [
        ("See <g1>this</g1><x2/>", ""),
        ("In a box.", ""),
        ("From the log.", "1"),
    ]
    assert read[0].markup[0].url == "https://example.org/b"
    again = rewritten(data, {0: "<x2/><g1>이것</g1>을 보라.", 1: "상자 안.", 2: "일지에서."})
    assert [b.text for b in blocks(again)] == [
        "<x1/><g2>이것</g2>을 보라.",
        "상자 안.",
        "일지에서.",
    ]
    document = parts_of(again)["word/document.xml"].decode()
    assert document.count("상자 안.") == 2
    assert "In a box." not in document


def test_a_formula_is_kept_as_it_is() -> None:
    """As MathML for the pages."""
    fraction = "<m:oMath><m:f><m:num><m:r><m:t>a+1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>"
    data = docx(paragraph("Half of it, ", fraction, ", is lost."), paragraph(fraction))
    (line, alone) = blocks(data)
    assert line.text == "Half of it, <x1/>, is lost."
    assert "<mfrac><mrow><mi>a</mi><mo>+</mo><mn>1</mn></mrow>" in line.markup[0].text
    assert (alone.kind, alone.url) == (BlockKind.FORMULA, "mathml")
    assert b"oMath" in parts_of(rewritten(data, {0: "반을 잃었다."}))["word/document.xml"]


def test_pictures_have_their_captions() -> None:
    """The caption that follows, or what the author wrote for those who cannot see it."""
    shown = '<w:r><w:drawing><wp:inline><wp:docPr descr="{}"/><a:blip r:embed="p"/></wp:inline></w:drawing></w:r>'
    data = docx(
        paragraph("They met."), paragraph(shown.format("x")), paragraph("The port", style="C"),
        paragraph(shown.format("A ship")), picture=b"\x89PNG",
    )  # fmt: skip
    read = blocks(data)
    assert [(b.kind.value, b.text, b.url) for b in read[1:]] == [
        ("caption", "The port", "visit.docx/word/media/image1.png"),
        ("caption", "A ship", "visit.docx/word/media/image1.png"),
    ]
    again = parts_of(rewritten(data, {1: "항구", 2: "배"}))
    assert 'descr="배"' in again["word/document.xml"].decode()
    assert again["word/media/image1.png"] == b"\x89PNG"


def test_the_document_says_its_new_language() -> None:
    """In its runs, its defaults and its properties; who saved it last is nobody's business."""
    data = docx(
        paragraph("Ships Meet", style="T"), paragraph("They met.", "<w:bookmarkStart w:id='1'/>")
    )
    parts = {name: part.decode() for name, part in parts_of(
        rewritten(data, {0: "배가 만나다", 1: "만났다."}, "1 draft")).items()}  # fmt: skip
    assert 'w:eastAsia="ko-KR"' in parts["word/document.xml"]
    assert "bookmarkStart" in parts["word/document.xml"]
    assert 'w:eastAsia="ko-KR"' in parts["word/styles.xml"]
    assert "배가 만나다" in parts["docProps/core.xml"]
    assert "1 draft" in parts["docProps/core.xml"]
    assert "somebody" not in parts["docProps/core.xml"]


def test_the_document_says_whose_it_is() -> None:
    """Title, author and date are those of its properties."""
    _, metadata = readers.parse(docx(paragraph("They met.")), WHERE)
    assert (metadata.title, metadata.author, metadata.created) == (
        "Ships Meet",
        "Lee Na-ri",
        "2021-12-07",
    )


def test_the_date_of_a_template_is_none() -> None:
    """python-docx gives every document the day of its own template, in 2013."""
    core = parts_of(docx())["docProps/core.xml"].decode()
    core = core.replace("2021-12-07T09:00:00Z", "2013-12-23T23:15:00Z")
    data = docx(paragraph("They met."), **{"docProps/core.xml": core})
    assert readers.parse(data, WHERE)[1].created == ""


@pytest.mark.parametrize(
    "text", ["<g2>만</g2> <g1>났다", "</g1>만났다.<x9/>", "<g1><g1>만", "만났다."]
)
def test_whatever_became_of_placeholders_nothing_is_lost(text: str) -> None:
    """Neither the words nor the note."""
    note = f'<w:footnote w:id="7">{paragraph("From the log.")}</w:footnote>'
    mark = '<w:r><w:footnoteReference w:id="7"/></w:r>'
    data = docx(paragraph(run("They ", "<w:b/>"), run("met", "<w:i/>"), ".", mark), notes=note)
    first, last = blocks(rewritten(data, {0: text}))
    assert re.sub("<[^>]*>", "", text) in re.sub("<[^>]*>", "", plain(first.text))
    assert any(each.kind is MarkupKind.FOOTNOTE for each in first.markup)
    assert last.footnote == "1"


_WORDS = st.text("ab 가. ", min_size=1, max_size=6)
_RUNS = st.lists(
    st.tuples(_WORDS, st.sampled_from(["", "<w:b/>", "<w:i/>", "<w:b/><w:i/>"])), max_size=6
)


@given(st.lists(_RUNS, min_size=1, max_size=4))
def test_the_same_texts_give_the_same_blocks(paragraphs: list[list[tuple[str, str]]]) -> None:
    """Reading, writing and reading again changes nothing."""
    body = [paragraph(*(run(text, form) for text, form in runs)) for runs in paragraphs]
    data = docx(paragraph("Begin"), *body)
    read = blocks(data)
    wanted = {n: b.text for n, b in enumerate(read) if b.kind not in UNTRANSLATED}
    again = blocks(rewritten(data, wanted))
    assert [(b.text, b.markup, b.kind) for b in again] == [(b.text, b.markup, b.kind) for b in read]


def test_files_that_mean_harm_or_are_damaged_are_refused() -> None:
    """Quickly, with a hint."""
    good = docx(paragraph("They met."))
    entity = '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    deep = "<w:document xmlns:w='w'>" + "<w:p>" * 5_000 + "</w:p>" * 5_000 + "</w:document>"
    bomb = packed({**parts_of(good), "word/document.xml": b"<a>" + b" " * 60_000_000})
    huge = bytearray(good)
    at = huge.rindex(b"PK\x01\x02")
    huge[at + 24 : at + 28] = (2_000_000_000).to_bytes(4, "little")
    for bad in (
        b"", b"PK", good[:-40], good[: len(good) // 2], bytes(huge), bomb, b"\xd0\xcf\x11\xe0....",
        packed({"a": "b"}), packed({**parts_of(good), "word/document.xml": entity}),
        packed({**parts_of(good), "word/document.xml": deep}),
        packed({k: v for k, v in parts_of(good).items() if k != "word/document.xml"}),
        packed({**parts_of(good), "_rels/.rels": '<r><a Type="/officeDocument" Target="../../etc/passwd"/></r>'}),
    ):  # fmt: skip
        with pytest.raises(SourceError) as error:
            readers.parse(bad, WHERE)
        assert error.value.hint


def test_an_archive_with_too_many_parts_is_refused() -> None:
    """A directory of a hundred thousand names is no document."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as opened:
        for number in range(20_002):
            opened.writestr(f"{number}", b"")
    with pytest.raises(SourceError):
        readers.parse(file.getvalue(), WHERE)


@pytest.mark.parametrize(("name", "said"), [
    ("a.doc", ".docx"), ("a.hwp", ".docx"), ("a.hwpx", ".odt"), ("a.pages", "EPUB"),
    ("a.rtf", ".docx"), ("a.pdf", "pdftotext"), ("a.mobi", ".epub"),
    ("a.eml", ".html"), ("a.webarchive", "HTML only"), ("a.webloc", "workflow fetch"),
])  # fmt: skip
def test_other_kinds_are_refused_with_what_to_make_of_them(name: str, said: str) -> None:
    """The hint names the format to save it in."""
    with pytest.raises(SourceError) as error:
        readers.parse(b"x", f"seeds/{name}")
    assert said in error.value.hint


def test_nothing_else_gets_out_with_a_translation() -> None:
    """Names and folders of writers, hidden text, notes without a mark, other hosts' templates."""
    gone = '<w:del w:id="1" w:author="Zauthor"><w:r><w:delText>Zgone</w:delText></w:r></w:del>'
    mark = '<w:del><w:r><w:footnoteReference w:id="3"/></w:r></w:del>'
    rels = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="{}" Type="x/{}" Target="{}"{}/></Relationships>'
    data = docx(
        paragraph("They met.", '<w:r><w:footnoteReference w:id="2"/></w:r>', mark),
        paragraph(run("Zhidden words.", "<w:vanish/>")),
        paragraph(run("9", "<w:webHidden/>")),
        notes='<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        f'<w:footnote w:id="2">{paragraph("A note.", gone)}</w:footnote>'
        f'<w:footnote w:id="3">{paragraph("Znote of what is gone.")}</w:footnote>',
        picture=b"",
        **{
            "word/_rels/document.xml.rels": rels.format("h", "header", "header2.xml", "").replace(
                "</Rel", '<Relationship Id="f" Type="x/footnotes" Target="footnotes.xml"/>'
                '<Relationship Id="s" Type="x/settings" Target="settings.xml"/></Rel'),
            "word/header2.xml": f"<w:hdr {SPACES}>{paragraph('Harbour news', gone)}</w:hdr>",
            "word/settings.xml": f'<w:settings {SPACES}><w:zoom/><w:attachedTemplate r:id="t"/>'
            '<w:docVars><w:docVar w:val="Zvar"/></w:docVars></w:settings>',
            "word/_rels/settings.xml.rels": rels.format(
                "t", "attachedTemplate", "http://evil.example/Zremote.dotm",
                ' TargetMode="External"'),
            "word/glossary/document.xml": "<a>Zglossary</a>",
            "word/vbaProject.bin": "Zmacro",
            "customXml/item1.xml": "<a>Zdata</a>",
            "docProps/app.xml": "<a><Manager>Zmanager</Manager></a>",
            "docProps/custom.xml": "<a>Zcustom</a>",
        },
    )  # fmt: skip
    again = parts_of(rewritten(data, {0: "만났다.<x1/>"}))
    assert [name for name, part in again.items() if re.search(b"Z[a-z]", part)] == []
    assert b"Harbour news" in again["word/header2.xml"]
    assert b"zoom" in again["word/settings.xml"]
    assert b">9<" in again["word/document.xml"]
    assert again["word/footnotes.xml"].count(b"<w:footnote ") == 2


def field(instruction: str, result: str) -> str:
    """A field of the long form."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    told = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    return mark.format("begin") + told + mark.format("separate") + run(result) + mark.format("end")


def test_what_would_run_or_load_is_not_in_a_translation() -> None:
    """Fields that only count, and links to the web, stay as they are."""
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="l" Type="x/hyperlink" Target="javascript:Zalert()" TargetMode="External"/>'
        '<Relationship Id="m" Type="x/hyperlink" Target="https://example.org/" TargetMode="External"/>'
        "</Relationships>"
    )
    data = docx(
        paragraph("They met."),
        paragraph(field(' DDEAUTO Zcmd "/c x" ', "one")),
        paragraph(field(' INCLUDETEXT "file:///Zsecret" ', "two"), field(" PAGE ", "7")),
        paragraph(field(' HYPERLINK "javascript:Zalert()" ', "three")),
        paragraph(field(' HYPERLINK "https://example.org/a" ', "four")),
        paragraph('<w:fldSimple w:instr=" LINK Zsheet ">' + run("five") + "</w:fldSimple>"),
        **{"word/_rels/document.xml.rels": rels},
    )
    again = parts_of(rewritten(data, {0: "만났다."}))
    assert [name for name, part in again.items() if re.search(b"Z[a-z]", part)] == []
    text = again["word/document.xml"].decode()
    assert [word in text for word in ("one", "two", "three", "four", "five")] == [True] * 5
    assert " PAGE " in text
    assert "https://example.org/a" in text
    assert b"https://example.org/" in again["word/_rels/document.xml.rels"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        "<w:ins/>",
        "<w:commentRangeStart/>",
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr></w:p><w:bookmarkStart/>",
    ],
)
def test_many_changes_take_no_longer_than_their_number(unit: str) -> None:
    """A hundred thousand letters, and ten times as many."""
    noise = Random(1).randbytes(8_000).hex()  # noqa: S311  # what packs to nothing is refused
    spent = []
    for size in (100_000, 100_000, 1_000_000):
        repeated = unit * (size // len(unit))
        body = repeated if unit.startswith("<w:p>") else paragraph("They met.", repeated)
        start = time.process_time()
        blocks(docx(paragraph("They met."), body, f"<!--{noise}-->"))
        spent.append(time.process_time() - start)
    assert spent[2] <= 20 * max(spent[1], 0.05)


def test_text_that_is_not_read_is_told() -> None:
    """Headers and footers of pages, once each; not those of figures alone."""
    rels = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    rels += "".join(
        f'<Relationship Id="r{n}" Type="x/{kind}" Target="{name}.xml"/>'
        for n, (kind, name) in enumerate(
            [("header", "h1"), ("header", "h2"), ("footer", "f"), ("diagramData", "d")]
        )
    )
    header = f"<w:hdr {SPACES}>{paragraph('Harbour', ' news')}{paragraph('Daily')}</w:hdr>"
    data = docx(
        paragraph("They met."),
        picture=b"",
        **{
            "word/_rels/document.xml.rels": rels + "</Relationships>",
            "word/h1.xml": header,
            "word/h2.xml": header,
            "word/f.xml": f"<w:ftr {SPACES}>{paragraph('7')}</w:ftr>",
            "word/d.xml": '<m xmlns:a="a"><a:p><a:r><a:t>A plan</a:t></a:r></a:p></m>',
        },
    )
    told = readers.parse(data, WHERE)[1].passed_over
    assert [each.text for each in told] == ["Harbour news Daily", "A plan"]


def test_comments_and_what_is_crossed_out_are_told() -> None:
    """Neither is read: nothing is left untranslated in silence."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    rels = f'<Relationships><Relationship Id="c" Type="{kind}" Target="c.xml"/></Relationships>'
    run = '<w:del w:id="1"><w:r><w:delText>{}</w:delText></w:r></w:del>'
    said = "".join(f"<w:comment w:id='{n}'>{paragraph(each)}</w:comment>"
                   for n, each in enumerate(("Is that so?", "Yes.")))  # fmt: skip
    body = f"<w:p>{run.format('They ')}<w:r><w:t>We met.</w:t></w:r>{run.format('left.')}</w:p>"
    data = docx(
        body,
        picture=b"",
        **{
            "word/_rels/document.xml.rels": rels,
            "word/c.xml": f"<w:comments {SPACES}>{said}</w:comments>",
        },
    )
    blocks, metadata = readers.parse(data, WHERE)
    assert [each.text for each in blocks] == ["We met."]
    assert [each.text for each in metadata.passed_over] == ["Is that so?", "Yes.", "They left."]


def test_pictures_that_no_page_shows_are_told() -> None:
    """By their file, with what is said of them."""
    shown = '<w:r><w:drawing><wp:inline><wp:docPr descr="Exports"/><a:blip r:embed="e"/></wp:inline></w:drawing></w:r>'
    related = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="e" Type="x/image" Target="media/chart.emf"/></Relationships>'
    parts = {"word/_rels/document.xml.rels": related, "word/media/chart.emf": "x"}
    told = readers.parse(docx(paragraph("They met."), paragraph(shown), **parts), WHERE)[1]
    assert [(each.text, each.line) for each in told.passed_over] == [("chart.emf (Exports)", 2)]
