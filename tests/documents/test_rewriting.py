"""Seeds that are written again in another language, whatever their kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import pytest

from workflow.documents import readers, rewriting
from workflow.errors import SourceError
from workflow.markup import Builder, literal
from workflow.model import Block, BlockKind, MarkupKind, Metadata


class Slips:
    """Reads a file of lines; `*` around a line are strong text. Writes what it is told."""

    extensions = (".slips",)
    binary: Literal[True] = True
    media_types: Mapping[str, str] = {".slips": "text/x-slips"}

    def __call__(self, data: bytes, path: str) -> tuple[tuple[Block, ...], Metadata]:
        """Make each line a block."""
        lines = enumerate(data.decode().split("\n"), 1)
        rights = "Free for all." if data.startswith(b"Ours") else ""
        return tuple(self._block(number, line) for number, line in lines), Metadata(rights=rights)

    def _block(self, number: int, line: str) -> Block:
        kind = BlockKind.HEADLINE if number == 1 else BlockKind.PARAGRAPH
        text, markup = literal(line)
        if line.startswith("*"):
            builder = Builder()
            builder.open(MarkupKind.STRONG)
            builder.text(line.strip("*"))
            text, markup = builder.build()
        return Block(kind, text, number, markup=markup)

    def rewrite(
        self, data: bytes, path: str, texts: Sequence[str | None], language: str, note: str
    ) -> tuple[bytes, Sequence[int]]:
        """Exchange lines that are no questions; add what is said of the translation."""
        lines = data.decode().split("\n")
        done = [
            line if text is None or "?" in line else text
            for line, text in zip(lines, texts, strict=True)
        ]
        lost = [n for n, (a, b) in enumerate(zip(lines, texts, strict=True)) if b and "?" in a]
        return "\n".join([*done, f"{language}: {note}"]).encode(), lost


@pytest.fixture(autouse=True)
def slips(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader, registered."""
    monkeypatch.setattr(readers, "_readers", lambda: {".slips": Slips()})


def rewritten(source: str, texts: Mapping[int, str]) -> tuple[str, tuple[int, ...]]:
    blocks, _ = readers.parse(source.encode(), "seeds/a.slips")
    done = rewriting.rewrite(
        source.encode(), "seeds/a.slips", blocks, texts, language="eo", note="1 draft"
    )
    return done.data.decode(), done.unplaced


def test_a_reader_of_packages_gets_bytes() -> None:
    """What is no text is not decoded first."""
    blocks, _ = readers.parse(b"Ships Meet\n\nThey met.", "seeds/a.slips")
    assert [block.text for block in blocks] == ["Ships Meet", "", "They met."]


def test_translated_blocks_are_exchanged_and_others_stay() -> None:
    """Each translation is told to the writer for the block that it is of."""
    text, unplaced = rewritten("Ships Meet\n\nThey met.\nTwice.", {0: "Ŝipoj", 3: "Dufoje."})
    assert text == "Ŝipoj\n\nThey met.\nDufoje.\neo: 1 draft"
    assert not unplaced


def test_blocks_that_were_parted_are_put_together_again() -> None:
    """A deck lost the marks around it, a paragraph the dateline before it: both come back."""
    source = "Ships Meet\n*A quiet day*\nSEOUL, Dec. 7 (Yonhap) -- They met."
    blocks, _ = readers.parse(source.encode(), "seeds/a.slips")
    assert [block.kind for block in blocks][1:3] == [BlockKind.DECK, BlockKind.BYLINE]
    assert len(blocks) == 4
    text, unplaced = rewritten(source, {1: "Trankvila tago", 3: "Ili renkontiĝis."})
    assert text.split("\n")[1:3] == [
        "<g1>Trankvila tago</g1>",
        source.split("\n")[2].replace("They met.", "Ili renkontiĝis."),
    ]
    assert not unplaced


def test_what_has_no_place_is_told_by_its_line() -> None:
    """A translation is never lost in silence."""
    assert rewritten("Ships\nWho?\nThey met.", {1: "Kiu?", 2: "Jes."}) == (
        "Ships\nWho?\nJes.\neo: 1 draft",
        (2,),
    )


def test_rights_that_the_metadata_alone_tell_stay() -> None:
    """They are a notice on the pages, and nobody misses them in the file."""
    text, unplaced = rewritten("Ours\nThey met.", {1: "Ili.", 2: "Libera por ĉiuj."})
    assert (text, unplaced) == ("Ours\nIli.\neo: 1 draft", ())


def test_a_seed_that_has_changed_takes_no_translation_of_what_it_was() -> None:
    """Only a text that still stands there is exchanged."""
    blocks, _ = readers.parse(b"Ships\nThey met.", "seeds/a.slips")
    done = rewriting.rewrite(
        b"Ships\nNobody came.", "seeds/a.slips", blocks, {1: "Ili."}, language="eo"
    )
    assert done.data.startswith(b"Ships\nNobody came.\n")
    assert done.unplaced == (2,)


def test_a_file_that_nothing_writes_is_refused() -> None:
    """Readers that only read are the usual ones."""
    assert readers.rewriter("seeds/a.txt") is None
    with pytest.raises(SourceError):
        rewriting.rewrite(b"x", "seeds/a.txt", (), {}, language="eo")
