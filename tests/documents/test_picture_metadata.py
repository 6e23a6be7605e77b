"""Pictures in documents that get out: nothing in them but the picture."""

from __future__ import annotations

import io

import pytest
from PIL import Image, PngImagePlugin

from tests.support.packages import docx, paragraph, parts_of
from workflow.documents import readers
from workflow.documents.picture_metadata import without_metadata


def picture(kind: str, orientation: int = 1) -> bytes:
    """A picture with a place, a comment and a time in it."""
    file = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "SECRET camera"
    said = PngImagePlugin.PngInfo()
    said.add_text("Author", "SECRET name")
    made = Image.effect_noise((40, 30), 50)
    made.save(file, kind, exif=exif, pnginfo=said, comment=b"SECRET comment")
    return file.getvalue()


def pixels(data: bytes) -> bytes:
    with Image.open(io.BytesIO(data)) as image:
        return image.tobytes()


@pytest.mark.parametrize(("kind", "way"), [("JPEG", 1), ("JPEG", 6), ("PNG", 1)])
def test_the_picture_stays_and_what_was_written_beside_it_goes(kind: str, way: int) -> None:
    """To the last bit, and the same way up."""
    data = picture(kind, way)
    clean = without_metadata(data)
    assert b"SECRET" in data
    assert b"SECRET" not in clean
    assert pixels(clean) == pixels(data)
    with Image.open(io.BytesIO(clean)) as image:
        assert image.getexif().get(0x0112, 1) == way
    assert without_metadata(clean) == clean


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_damaged_files_stay_as_they_are(kind: str) -> None:
    """Or lose no more than they had lost before."""
    data = picture(kind)
    for end in range(3, len(data), 97):
        assert len(without_metadata(data[:end])) <= end
    assert without_metadata(b"no picture") == b"no picture"


def test_a_translated_word_document_has_neither_embedded_files_nor_places() -> None:
    """The picture of what was embedded stays."""
    thing = (
        '<w:r><w:object><v:shape xmlns:v="v"/><o:OLEObject xmlns:o="o" r:id="p"/></w:object></w:r>'
    )
    data = docx(
        paragraph("They met."), paragraph(thing), picture=picture("PNG"),
        **{"word/embeddings/a.bin": "SECRET file"},
    )  # fmt: skip
    writer = readers.rewriter("a.docx")
    assert writer is not None
    parts = parts_of(writer.rewrite(data, "seeds/a.docx", ["만났다."], "ko", "")[0])
    assert not [name for name, part in parts.items() if b"SECRET" in part]
    assert b"OLEObject" not in parts["word/document.xml"]
    assert b"<v:shape" in parts["word/document.xml"]
