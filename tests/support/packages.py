# ruff: noqa: E501 - XML is easier to read in whole elements
"""Documents that are archives, made here: Word's, OpenDocument's, electronic books."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    f'xmlns:w="{_W}" xmlns:r="{_R}"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_STYLES = f"""<w:styles {SPACES}>
<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-US" w:eastAsia="en-US"/></w:rPr>
</w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="A"><w:name w:val="Author"/></w:style>
<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Own"/><w:basedOn w:val="H2"/></w:style>
<w:style w:type="paragraph" w:styleId="Q"><w:name w:val="Quote"/></w:style>
<w:style w:type="paragraph" w:styleId="C"><w:name w:val="caption"/></w:style>
<w:style w:type="paragraph" w:styleId="S"><w:name w:val="Source Code"/></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="character" w:styleId="B"><w:name w:val="Bold"/><w:rPr><w:b/></w:rPr></w:style>
</w:styles>"""
_NUMBERING = f"""<w:numbering {SPACES}>
<w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
<w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num></w:numbering>"""
_CORE = """<cp:coreProperties
xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">
<dc:title>Ships Meet</dc:title><dc:creator>Lee Na-ri</dc:creator>
<cp:lastModifiedBy>somebody</cp:lastModifiedBy>
<dcterms:created>2021-12-07T09:00:00Z</dcterms:created></cp:coreProperties>"""
#: Relations of the main part that documents made here have: name, kind, target.
_RELATIONS = (
    ("s", "styles", "styles.xml"),
    ("n", "numbering", "numbering.xml"),
    ("f", "footnotes", "footnotes.xml"),
    ("k", "comments", "comments.xml"),
    ("p", "image", "media/image1.png"),
)


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """An archive of these parts, the first one stored as it is."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as opened:
        for number, (name, data) in enumerate(parts.items()):
            stored = zipfile.ZIP_STORED if number == 0 else zipfile.ZIP_DEFLATED
            opened.writestr(zipfile.ZipInfo(name), data, stored)
    return file.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    """What is in an archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def paragraph(*runs: str, style: str = "", properties: str = "") -> str:
    """A Word paragraph; what is no element is the text of a run."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    inner = "".join(each if each.startswith("<") else run(each) for each in runs)
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{inner}</w:p>"


def run(text: str, properties: str = "") -> str:
    """A run of a Word paragraph."""
    said = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{said}<w:t xml:space="preserve">{text}</w:t></w:r>'


def docx(*body: str, notes: str = "", picture: bytes = b"", **more: str | bytes) -> bytes:
    """A Word document with these paragraphs and tables; ``more`` are further parts."""
    links = '<Relationship Id="l" Type="x/hyperlink" Target="https://example.org/a" TargetMode="External"/>'
    related = "".join(
        f'<Relationship Id="{name}" Type="x/{kind}" Target="{target}"/>'
        for name, kind, target in _RELATIONS
    )
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/comments.xml" ContentType="x"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="d" Type="x/officeDocument" Target="/word/document.xml"/><Relationship Id="c" Type="x/core-properties" Target="docProps/core.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}{related}</Relationships>',
        "word/document.xml": f"<w:document {SPACES}><w:body>{''.join(body)}<w:sectPr/></w:body></w:document>",
        "word/styles.xml": _STYLES,
        "word/numbering.xml": _NUMBERING,
        "word/footnotes.xml": f"<w:footnotes {SPACES}>{notes}</w:footnotes>",
        "word/comments.xml": f"<w:comments {SPACES}/>",
        "docProps/core.xml": _CORE,
    }
    if picture:
        parts["word/media/image1.png"] = picture
    return packed({**parts, **more})


_XHTML = '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" xml:lang="en"><head><title>{}</title></head><body>{}</body></html>'


def page(body: str, title: str = "") -> str:
    """A page of a book."""
    return _XHTML.format(title, body)


def epub(*pages: str, style: str = "", metadata: str = "", **more: str | bytes) -> bytes:
    """An electronic book of these pages, named ``OPS/p0.xhtml`` …; ``more`` are further parts."""
    items = "".join(
        f'<item id="p{n}" href="p{n}.xhtml" media-type="application/xhtml+xml"/>'
        for n in range(len(pages))
    )
    spine = "".join(f'<itemref idref="p{n}"/>' for n in reversed(range(len(pages))))
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="i">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Ships Meet</dc:title>'
        f"<dc:language>en</dc:language><dc:creator>Lee Na-ri</dc:creator>{metadata}</metadata>"
        f'<manifest>{items}<item id="n" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>'
        '<item id="s" href="s.css" media-type="text/css"/></manifest>'
        f'<spine><itemref idref="n"/>{spine}</spine></package>'
    )
    container = '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OPS/b.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
    parts: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": container,
        "OPS/b.opf": package,
        "OPS/nav.xhtml": page(
            '<nav epub:type="toc"><ol><li><a href="p0.xhtml">At sea</a></li></ol></nav>'
        ),
        "OPS/s.css": style,
        **{f"OPS/p{n}.xhtml": text for n, text in enumerate(pages)},
    }
    return packed({**parts, **more})


def word() -> tuple[bytes, ...]:
    """Word documents with something of everything."""
    marked = f"<w:ins>{run('met')}</w:ins><w:del><w:r><w:delText>sank</w:delText></w:r></w:del>"
    field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code = '<w:r><w:instrText>HYPERLINK "https://example.org"</w:instrText></w:r>'
    box = f"<w:txbxContent>{paragraph('In a box.')}</w:txbxContent>"
    note = '<w:footnote w:id="7"><w:p><w:r><w:t>From the log.</w:t></w:r></w:p></w:footnote>'
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="5"/></w:numPr>'
    cells = f"<w:tr><w:tc>{paragraph('A')}</w:tc><w:tc>{paragraph('1')}</w:tc></w:tr>"
    body = (
        paragraph("Ships Meet", style="T"),
        paragraph(
            "They ", marked, run(" at sea", "<w:b/>"), '<w:r><w:footnoteReference w:id="7"/></w:r>'
        ),
        paragraph(
            field.format("begin"), code, field.format("separate"), "this", field.format("end")
        ),
        paragraph("Third", properties=numbered),
        f"<w:tbl>{cells}</w:tbl>",
        paragraph(
            f"<w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice></mc:AlternateContent></w:r>"
        ),
    )
    return docx(*body, notes=note), docx(paragraph("They met."))


def books() -> tuple[bytes, ...]:
    """Books with something of everything."""
    first = (
        "<h1>At sea</h1><ul><li>One<ul><li>Inside</li></ul></li></ul><table><tr><td>A</td></tr></table>"
        '<p id="a">They <b>met</b> at <a href="#a">sea</a>.<br/>Twice. <ruby>漢<rt>kan</rt></ruby></p>'
        "<figure><img src='a.png' alt='x'/><figcaption>Port</figcaption></figure>"
    )
    return epub(page(first), page("<p>They met.</p>"), style=".a { font-style: italic }"), epub(
        page("<p>A.</p>")
    )


_OPEN = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "style", "fo", "table", "draw", "meta")
)


def odt(body: str, **more: str | bytes) -> bytes:
    """An OpenDocument text with this body; ``more`` are further parts."""
    styles = (
        '<style:style style:name="T1"><style:text-properties fo:font-weight="bold"/></style:style>'
        '<style:style style:name="P1" style:parent-style-name="Quotations"/><style:style style:name="Quotations"/>'
        '<style:style style:name="Title"/><style:style style:name="Author"/>'
    )
    text = f"<office:document-content {_OPEN}><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    return packed(
        {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": text, **more}
    )


def open_texts() -> tuple[bytes, ...]:
    """OpenDocument texts."""
    body = (
        '<text:p text:style-name="Title">Ships</text:p><text:list><text:list-item><text:p>One</text:p>'
        '</text:list-item></text:list><text:p>They <text:span text:style-name="T1">met</text:span>.</text:p>'
        "<table:table><table:table-row><table:table-cell><text:p>A</text:p></table:table-cell>"
        "<table:table-cell><text:p>1</text:p></table:table-cell></table:table-row></table:table>"
    )
    return odt(body), odt("<text:h>A</text:h>")
