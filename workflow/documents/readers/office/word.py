"""Word documents (.docx; ECMA-376 and ISO/IEC 29500, strict and transitional)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from workflow.documents.readers.office.word_document import WordDocument
from workflow.model import Block, Metadata

#: The media type of a document without macros.
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class WordReader:
    """Reads ``.docx``, tracked changes accepted and comments left out; writes it again."""

    extensions = (".docx",)
    binary: Literal[True] = True
    media_types: Mapping[str, str] = {".docx": MEDIA_TYPE}

    def __call__(self, data: bytes, path: str) -> tuple[tuple[Block, ...], Metadata]:
        """Read the text of the document, its tables, text boxes and notes.

        Raises:
            SourceError: it is no such document, locked, damaged or too large.
        """
        document = WordDocument(data, path)
        return tuple(each.block for each in document.contents), document.metadata

    def rewrite(
        self, data: bytes, path: str, texts: Sequence[str | None], language: str, note: str
    ) -> tuple[bytes, Sequence[int]]:
        """Write the document with translated text; styles, pictures and page layout stay.

        Raises:
            SourceError: as for reading.
        """
        document = WordDocument(data, path)
        try:
            return document.rewritten(texts, language, note)
        except ValueError as error:  # names that lxml reads, but does not write
            raise document.damaged(str(error)) from error
