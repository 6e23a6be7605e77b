"""Packages made to fill the memory are refused; large real ones are read."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest

from tests.support.packages import docx, epub, odt, page, paragraph
from workflow.documents import readers
from workflow.errors import SourceError

#: What an empty paragraph is, and how a file holds many of them.
KINDS: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "docx": ("<w:p/>", lambda body: docx(paragraph("Hello there."), body)),
    "odt": ("<text:p/>", lambda body: odt(f"<text:p>Hello there.</text:p>{body}")),
    "epub": ("<p/>", lambda body: epub(page(f"<p>Hello there.</p>{body}"))),
}


@pytest.mark.parametrize("kind", KINDS)
def test_next_to_nothing_a_million_times_is_refused(kind: str) -> None:
    """Before it is parsed: the message says which part, and what to do."""
    empty, made = KINDS[kind]
    with pytest.raises(SourceError) as found:
        readers.parse(made(empty * (21_000_000 // len(empty))), f"seeds/a.{kind}")
    assert "unpacks to over 200 times its size" in str(found.value.what)
    assert "copy its text" in found.value.hint
    # Marks that differ from each other do not shrink so much, and cost as much.
    noise = "".join(f"{empty * 40}<!--{os.urandom(6).hex()}-->" for _ in range(25_000))
    with pytest.raises(SourceError, match="more than 1000000 marks"):
        readers.parse(made(noise), f"seeds/a.{kind}")


def test_a_part_of_many_megabytes_is_refused() -> None:
    """Also where it is full of text."""
    letters = os.urandom(10_100_000).hex()
    with pytest.raises(SourceError, match=r"document\.xml in it is larger than 20 MB"):
        readers.parse(docx(paragraph(letters)), "seeds/a.docx")


def test_what_repeats_itself_in_a_document_is_read() -> None:
    """A form of the same line, in a real document, shrinks to a ninetieth."""
    line = paragraph("The chamber met the press in Seoul.")
    blocks, _ = readers.parse(docx(line * 4_000), "seeds/a.docx")
    assert len(blocks) == 4_000
