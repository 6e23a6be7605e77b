"""Where people have joined or split sentences, the document has theirs, as long as it says so."""

from __future__ import annotations

import pytest

from workflow.documents import segmenter
from workflow.model import Block, BlockKind, Document, Seam

TEXT = "They met at sea. Nobody was hurt, he said. Ships went <g1>home. At</g1> last, <x2/> so."
JOINED = Seam("They met at sea.", "Nobody was hurt, he said.", joined=True)
SPLIT = Seam("Nobody was hurt,", "he said.", joined=False)


def read(text: str = TEXT, *seams: Seam, kind: BlockKind = BlockKind.PARAGRAPH) -> Document:
    return segmenter.segment(
        Document("seeds/a.txt", "a", (Block(kind, text, 1),), language="en"), seams
    )


def texts(document: Document) -> list[str]:
    return [each.text for each in document.segments]


def test_seams_move_the_ends_of_sentences() -> None:
    """Each works on what the ones before it have made; keys and spaces follow."""
    assert texts(read(TEXT, JOINED))[0] == "They met at sea. Nobody was hurt, he said."
    assert texts(read(TEXT, SPLIT))[1:3] == ["Nobody was hurt,", "he said."]
    then = Seam("They met at sea. Nobody", "was hurt, he said.", joined=False)
    document = read(TEXT, JOINED, then)
    assert texts(document)[:2] == ["They met at sea. Nobody", "was hurt, he said."]
    assert "".join(each.text + each.space for each in document.segments) == TEXT
    assert len({each.key for each in document.segments}) == len(document.segments)


def test_a_changed_sentence_lets_its_seam_lapse() -> None:
    """The others stay; white space and the numbers of placeholders are no change."""
    document = read(TEXT.replace("Nobody", "No one"), JOINED)
    assert (document.seams, document.lapsed) == ((), (JOINED,))
    document = read(TEXT.replace("Ships", "Boats").replace("at sea.", "at  sea."), JOINED)
    assert document.lapsed == ()
    bold = Seam("Ships went <g1>home. At</g1>", "last, <x2/> so.", joined=False)
    assert read(TEXT.replace("g1>", "g4>"), bold).lapsed == ()


def test_what_is_undone_leaves_nothing() -> None:
    """Joined and split again at the same place is as if nobody had touched it."""
    document = read(TEXT, JOINED)
    back = Seam(JOINED.left, JOINED.right, joined=False)
    assert segmenter.settled(document, back) == ()
    assert segmenter.settled(document, Seam("x", "y", joined=True)) == (JOINED,)


@pytest.mark.parametrize(
    ("offset", "parts"),
    [
        (TEXT.index("At</g1>"), None),
        (TEXT.index("<x2/>") + 2, None),
        (TEXT.index("Ships"), None),
        (TEXT.index("last"), ("Ships went <g1>home. At</g1>", "last, <x2/> so.")),
    ],
)
def test_no_pair_is_torn(offset: int, parts: tuple[str, str] | None) -> None:
    document = read()
    segment = document.segments[2]
    assert segmenter.parted_at(document, segment, offset - TEXT.index("Ships")) == parts


def test_a_headline_is_one_sentence() -> None:
    document = read("Ships meet. Nobody hurt", kind=BlockKind.HEADLINE)
    assert segmenter.beside(document, document.segments[0]) is None
    assert segmenter.parted_at(document, document.segments[0], 12) is None
    assert texts(read("One. Two.", Seam("One.", "Two.", joined=True), kind=BlockKind.HEADLINE)) == [
        "One. Two."
    ]


def test_what_a_sentence_was_made_of() -> None:
    """Its history is theirs, too."""
    document = read(TEXT, JOINED)
    assert segmenter.made_of(document, document.segments[0]) == (JOINED.left, JOINED.right)
    assert segmenter.made_of(document, document.segments[1]) == ()
    document = read(TEXT, SPLIT)
    assert segmenter.made_of(document, document.segments[1]) == ("Nobody was hurt, he said.",)
