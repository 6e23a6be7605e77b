"""Sentences: the gold file, nothing lost, placeholders kept together, time in proportion."""

from __future__ import annotations

import re
from itertools import accumulate
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.documents.segmenter import beside, made_of, parted_at, segment, split
from workflow.markup import balanced
from workflow.model import Block, BlockKind, Document, Markup, MarkupKind, Seam

GOLD = Path(__file__).parents[1] / "gold"
LANGUAGES = {"en": "en", "ko": "ko", "zh": "zh-Hans"}

#: Text made of what sentence rules look at.
PROSE = st.lists(
    st.sampled_from(
        [
            *"“”‘’\"'.?!…。！？；，()（）「」《》 \n",
            "<g1>", "</g1>", "<g2>", "</g2>", "<x3/>", "Mr. ", "U.S. ", "2021. ", "12. ", "The ",
            "word ", "Kim said. ", "했다", "라고 ", "말했다. ", "他问道", "表示，", "的", "I. ",
        ]
    )
    | st.characters(exclude_categories=["Cs"]),
    max_size=40,
).map("".join)  # fmt: skip


def _gold(name: str, kind: str = "segments") -> list[list[str]]:
    lines = (GOLD / f"{kind}.{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line.split("¦") for line in lines if line and not line.startswith("#")]


def _ends(pieces: list[str]) -> set[int]:
    return set(accumulate(len(piece) for piece in pieces[:-1]))


@pytest.mark.parametrize("name", LANGUAGES)
def test_hard_boundaries_are_found(name: str) -> None:
    """At least 99 % F1 on 70 and more hard boundaries a language and on look-alikes."""
    wrong, right, total = [], 0, 0
    for pieces in _gold(name):
        wanted, found = _ends(pieces), _ends(split("".join(pieces), LANGUAGES[name]))
        right += len(wanted & found)
        total += len(wanted) + len(found)
        if wanted != found:
            wrong.append("¦".join(pieces))
    assert sum(len(pieces) - 1 for pieces in _gold(name)) >= 70
    assert 2 * right / total >= 0.99, wrong


@pytest.mark.parametrize("name", LANGUAGES)
def test_boundaries_of_real_prose_are_found(name: str) -> None:
    """At least 99 % of those in paragraphs taken by chance, and no more than 1 % others."""
    missed, invented, total = [], [], 0
    for pieces in _gold(name, "prose"):
        text = "".join(pieces)
        wanted, found = _ends(pieces), _ends(split(text, LANGUAGES[name]))
        total += len(wanted)
        missed += [text[at - 30 : at + 10] for at in wanted - found]
        invented += [text[at - 30 : at + 10] for at in found - wanted]
    assert total >= 40
    assert max(len(missed), len(invented)) <= 0.01 * total, (missed, invented)


@given(PROSE, st.sampled_from(["en", "ko", "zh-Hans", "ja", "und", "xx"]))
def test_pieces_put_together_are_the_text(text: str, language: str) -> None:
    """Whatever the text and language, nothing is lost or changed."""
    pieces = split(text, language)
    assert "".join(pieces) == text
    assert all(pieces)


@given(st.lists(PROSE.map(lambda text: re.sub("<[^<>]*>", "", text)), min_size=2, max_size=6))
def test_a_pair_of_placeholders_is_never_split(runs: list[str]) -> None:
    """In balanced text every piece is balanced."""
    text = "".join(
        f"<g{number}>{run}</g{number}>" if number % 2 else run for number, run in enumerate(runs)
    )
    assert all(balanced(piece) for piece in split(text, "en"))
    assert all(balanced(piece) for piece in split(f"<g99>{text}</g99>", "ko"))


@pytest.mark.parametrize(
    "unit",
    [
        "word ",
        "你好。",
        "“a ",
        '"',
        "(",
        "a. ",
        'a." ',
        "? ",
        "1. ",
        "<g1>",
        "<g1>a</g1>",
        "한?",
        "... ",
        ".   ”",
        "“。“",
        "《！",
        "《a！》",
        "!_ ",
        '."가',
        "다. a",
    ],
)
def test_no_text_is_too_long(unit: str) -> None:
    """A hundred thousand letters of anything are split without loss.

    A search whose time grew with the square of the length would not come back.
    """
    text = unit * (100_000 // len(unit))
    assert "".join(split(text, "en")) == text


def test_text_without_punctuation_is_one_sentence_at_any_length() -> None:
    """A megabyte in one line is no trouble."""
    assert len(split("word " * 200_000, "en")) == 1


def test_segments_carry_text_space_and_place() -> None:
    """Text and space give back the block; the line is that of the sentence's first letter."""
    text = "One is here. Two is there. Three is gone."
    block = Block(BlockKind.PARAGRAPH, text, 7, breaks=(9, 20), language="en")
    made = segment(Document("seeds/a.txt", "a", (block,))).segments
    assert "".join(item.text + item.space for item in made) == text
    assert [item.line for item in made] == [7, 8, 9]
    assert [item.position for item in made] == [0, 1, 2]
    assert {item.path for item in made} == {"seeds/a.txt"}


def test_keys_depend_on_the_text_alone_and_repeats_are_numbered() -> None:
    """A sentence keeps its key when it moves; its second occurrence gets ``-2``."""
    same = Block(BlockKind.PARAGRAPH, "It rained.", 1, language="en")
    other = Block(BlockKind.PARAGRAPH, "It snowed.", 2, language="en")
    first = segment(Document("a", "a", (same, other, same))).segments
    second = segment(Document("b", "b", (other, same))).segments
    keys = [item.key for item in first]
    assert keys[2] == f"{keys[0]}-2"
    assert [item.key for item in second] == [keys[1], keys[0]]
    assert all(re.fullmatch("[a-z2-7]{8}", key) for key in keys[:2])


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("fr", ["Il est parti. ", "« Jamais. ", "Plus jamais ! » dit-elle. ", "Elle rit."]),
        ("fr", ["Il a cité l'« Express », « M. Roy » et «Elle». ", "Fin."]),
        ("es", ["Se fue. ", "«Nunca», dijo. ", "Fin."]),
        ("ru", ["Газета «Правда». ", "«Известия» молчат."]),
        ("de", ["Er sagte: »Nie. ", "Nimmer.« ", "»Die Zeit« lag da."]),
    ],
)
def test_guillemets_are_quotation_marks(language: str, sentences: list[str]) -> None:
    """With a space inside, as in French, or the other way round, as in German."""
    assert split("".join(sentences), language) == sentences


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("de", ["Am Abend des 14. März war es still. ", "Er kam am 6. ", "Sie ging."]),
        ("de", ["Das 19. Jahrhundert begann. ", "Die Fa. Müller zahlte."]),
        ("de", ["Er sagte: „Das ist gut.“ ", "Dann ging er. ", "„Ja“, sagte sie."]),
        ("fr", ["Voir l’art. 12 du 8 févr. 2024. ", "Il aime l’art. ", "Elle aussi."]),
        ("ru", ["Завод им. В. И. Ленина и рис. 3, т. е. всё. ", "Он дал им. ", "Она ушла."]),
        ("ar", ["قال د. هولم إن الأمر جيد. ", "ثم انصرف."]),
        (
            "ja",
            [
                "市長は「よかった。",
                "本当に。」と語った。",
                "「なぜ？」と彼は聞いた。",
                "「さあ。」",
                "とても。",
            ],
        ),
        ("ja", ["モーニング娘。のコンサートだ。", "楽しい。"]),
        ("ko", ["Q1. 어떻게 신청하나요? ", "전화로요."]),
        ("en", ["Signed by the Authority (CA). ", "A client may use it."]),
        ("en", ["Look up your account id(s). ", "You need to renew each."]),
        ("en", ["It runs in native 4K. ", "Google said so to J. K. Rowling."]),
        ("zh-Hans", ["各大公司（支付宝、百度……）纷纷跟进。", "（大家笑了……）", "她来了。"]),
        ("en", ["See Vol. 1, eds. H. I. Braun, Pacific Grove. ", "It is long."]),
    ],
)
def test_what_only_looks_like_an_end_is_told_by_the_words_around(
    language: str, sentences: list[str]
) -> None:
    """Ordinals, abbreviations, and what goes on behind a quotation, each language by its own."""
    assert split("".join(sentences), language) == sentences


@pytest.mark.parametrize("kind", [BlockKind.HEADLINE, BlockKind.BYLINE, BlockKind.NOTICE])
def test_headline_byline_and_notice_are_one_segment(kind: BlockKind) -> None:
    """They are one unit of meaning, whatever stops they contain."""
    block = Block(kind, "© The Paper. All rights reserved. Ask us first.", 1, language="en")
    assert len(segment(Document("a", "a", (block,))).segments) == 1


def test_code_has_no_segments() -> None:
    """Code and empty cells are not translated; they keep their place among the blocks."""
    blocks = (
        Block(BlockKind.CODE, "print(1). Done.", 1),
        Block(BlockKind.CELL, "", 2),
        Block(BlockKind.PARAGRAPH, "Text.", 3),
    )
    assert [item.block for item in segment(Document("a", "a", blocks)).segments] == [2]


def test_the_language_of_a_segment_is_that_of_its_block() -> None:
    """A block in another language keeps it; others take the document's."""
    blocks = (
        Block(BlockKind.QUOTE, "你好。", 1, language="zh-Hans"),
        Block(BlockKind.PARAGRAPH, "Hi.", 2),
    )
    made = segment(Document("a", "a", blocks, language="en")).segments
    assert [item.language for item in made] == ["zh-Hans", "en"]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("<g1>One is here. Two is not.</g1>", ["<g1>One is here.</g1>", "<g1>Two is not.</g1>"]),
        (
            "<g1><g2>One is here. Two is not.</g2></g1>",
            ["<g1><g2>One is here.</g2></g1>", "<g1><g2>Two is not.</g2></g1>"],
        ),
        ("<g1>One is.</g1> <g2>Two is.</g2>", ["<g1>One is.</g1>", "<g2>Two is.</g2>"]),
        ("See <g1>one. Two.</g1> There.", ["See <g1>one. Two.</g1>", "There."]),
        (
            "He left. <g1>It rained. The river rose.</g1> They stayed.",
            ["He left.", "<g1>It rained.</g1>", "<g1>The river rose.</g1>", "They stayed."],
        ),
        (
            "<g1><g2>It rained. The river rose.</g2></g1> They stayed.",
            [
                "<g1><g2>It rained.</g2></g1>",
                "<g1><g2>The river rose.</g2></g1>",
                "They stayed.",
            ],
        ),
        ("<g1>One. Two.</g1> went on. There.", ["<g1>One. Two.</g1> went on.", "There."]),
    ],
)
def test_a_paragraph_bold_or_linked_as_a_whole_has_sentences(
    text: str, sentences: list[str]
) -> None:
    """Each has the pairs around it; so it is around whole sentences within a paragraph.

    A pair that begins or ends within a sentence is never split.
    """
    markup = tuple(Markup(f"g{n}", MarkupKind.STRONG) for n in (1, 2) if f"<g{n}>" in text)
    block = Block(BlockKind.PARAGRAPH, text, 1, markup=markup)
    found = segment(Document("a.md", "a", (block,), language="en")).segments
    assert [each.text for each in found] == sentences
    assert all(balanced(each.text) for each in found)


def test_a_link_within_a_paragraph_is_one() -> None:
    """Two links to one address would be another page."""
    text = "He left. <g1>It rained. The river rose.</g1> They stayed."
    block = Block(
        BlockKind.PARAGRAPH, text, 1, markup=(Markup("g1", MarkupKind.LINK, url="https://a.b"),)
    )
    found = segment(Document("a.md", "a", (block,), language="en")).segments
    assert [each.text for each in found] == [
        "He left.",
        "<g1>It rained. The river rose.</g1>",
        "They stayed.",
    ]


def test_sentences_in_bold_know_their_lines_and_can_be_joined() -> None:
    """A pair that ends and begins again is one once more where people join the sentences."""
    text = "He left. <g1>It rained. The river rose. Boats sank.</g1> They stayed."
    breaks = tuple(text.index(word) for word in ("It", "The", "Boats", "They"))
    block = Block(
        BlockKind.PARAGRAPH, text, 1, breaks=breaks, markup=(Markup("g1", MarkupKind.STRONG),)
    )
    document = Document("a.md", "a", (block,), language="en")
    parted = segment(document)
    assert [each.line for each in parted.segments] == [1, 2, 3, 4, 5]
    pair = beside(parted, parted.segments[1])
    assert pair == ("<g1>It rained.</g1>", "<g1>The river rose.</g1>")
    joined = segment(document, (Seam(*pair, joined=True),))
    one = joined.segments[1]
    assert one.text == "<g1>It rained. The river rose.</g1>"
    assert [each.line for each in joined.segments] == [1, 2, 4, 5]
    assert parted_at(joined, one, one.text.index("The")) == pair
    assert set(made_of(joined, one)) == set(pair)
