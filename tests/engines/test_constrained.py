"""What keeps renderings and placeholders, without a model: edits, decoys, placing, damage."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow import markup
from workflow.engines.constrained import placeholders
from workflow.engines.constrained.decoys import Decoy, Disguise
from workflow.engines.constrained.edits import Edit, apply, moved, places, restored
from workflow.engines.constrained.placeholders import Link
from workflow.engines.nmt.decoder import damage
from workflow.engines.nmt.model_weights import with_alignment
from workflow.engines.nmt.route import split_long
from workflow.model import Request, TermType, TermUse

texts = st.text(alphabet="ab c한국은邢·", min_size=1, max_size=30)


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    """A text and edits that do not overlap."""
    text = draw(texts)
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6, unique=True)))
    spans = list(zip(cuts[::2], cuts[1::2], strict=False))
    return text, [Edit(start, end, draw(st.text("XY", max_size=5))) for start, end in spans]


@given(edited())
def test_edits_are_found_where_they_were_made(case: tuple[str, list[Edit]]) -> None:
    """Each new text stands at the place reported for it."""
    text, edits = case
    result = apply(text, edits)
    for edit, (start, end) in zip(edits, places(edits), strict=True):
        assert result[start:end] == edit.new


@given(edited())
def test_untouched_characters_move_there_and_back(case: tuple[str, list[Edit]]) -> None:
    """A character outside all edits is the same one in the new text, and comes home."""
    text, edits = case
    result = apply(text, edits)
    for position, character in enumerate(text):
        if not any(edit.start <= position < edit.end for edit in edits):
            there = moved(position, edits)
            if any(edit.end == position or edit.start == position for edit in edits):
                continue  # at an edit's edge, either side is right
            assert result[there] == character
            assert restored(there, edits) == position


@st.composite
def marked(draw: st.DrawFn) -> str:
    """A text with nested pairs and standalone placeholders."""
    builder = markup.Builder()
    depth = 0
    for _ in range(draw(st.integers(1, 12))):
        kind = draw(st.sampled_from("toocx"))
        if kind == "t":
            builder.text(draw(texts))
        elif kind == "o" and depth < 3:
            builder.open(markup.MarkupKind.STRONG)
            depth += 1
        elif kind == "c" and depth:
            builder.close()
            depth -= 1
        elif kind == "x":
            builder.standalone(markup.MarkupKind.BREAK)
    return builder.build()[0]


@given(marked())
def test_placeholders_taken_out_and_put_back_are_unharmed(text: str) -> None:
    """Put back at their own places they are valid, around the same text."""
    plain, found, _ = placeholders.separate(text)
    back = placeholders.render(plain, found)
    assert markup.problems(text, back) == ()
    assert markup.plain(back) == markup.plain(text)


@given(
    marked(),
    texts,
    st.lists(
        st.tuples(st.integers(0, 30), st.integers(0, 8), st.integers(0, 30), st.integers(0, 8)),
        max_size=8,
    ),
)
def test_placeholders_are_valid_whatever_the_links_say(
    text: str, target: str, numbers: list[tuple[int, int, int, int]]
) -> None:
    """No alignment, however wrong, can lose, double or cross placeholders, or touch the text."""
    plain, found, _ = placeholders.separate(text)
    links = [
        Link((a, a + b), (min(c, len(target)), min(c + d, len(target)))) for a, b, c, d in numbers
    ]
    placed, _ = placeholders.place(found, plain, target, "ko", links)
    result = placeholders.render(target, placed)
    assert markup.problems(text, result) == ()
    assert markup.plain(result) == target


def test_a_place_without_evidence_is_called_a_guess() -> None:
    """The reviewer is told which placeholder to look at."""
    plain, found, _ = placeholders.separate("one <g1>two</g1> three")
    _, guessed = placeholders.place(found, plain, "하나 둘 셋", "ko", [])
    assert [str(problem) for problem in guessed] == ["markup: the place of <g1> is a guess"]


SOHN = TermUse("a", TermType.PERSON, "Sohn Kyung-shik", 0, 15, "손경식")


@pytest.mark.parametrize(
    ("text", "span", "fault"),
    [
        ("손경식은 서울에서 만났다.", (0, 3), ""),
        ("손경식장은 서울에서 만났다.", (0, 3), "glued to the word after"),
        ("전손경식은 서울에서 만났다.", (1, 4), "glued to the word before"),
        ("손경식은 ⟦1⟧를 서울에서 만났다.", (0, 3), "left over"),
        ("손경식은 만났다 만났다.", (0, 3), "doubled"),
    ],
)
def test_damage_is_seen(text: str, span: tuple[int, int], fault: str) -> None:
    """Each kind of damage is named; a sound sentence has none."""
    found = damage("Sohn Kyung-shik met in Seoul.", text, [span], "ko")
    assert (not found) if not fault else any(fault in each.message for each in found), found


def test_joined_chinese_names_are_seen() -> None:
    """A dot beside a name means that the name goes on."""
    found = damage("Xing met them in Seoul.", "唐纳德·邢海明在首尔见了他们。", [(4, 7)], "zh-Hans")
    assert any("joined" in problem.message for problem in found)


def test_what_is_left_of_a_decoy_is_seen() -> None:
    """A part of another person's name is enough."""
    request = Request("Sohn Kyung-shik met them.", terms=(SOHN,))
    decoy = Decoy("Donald Trump", "도널드 트럼프")
    hidden = Disguise(request, (Edit(0, 15, decoy.source),), ((0, decoy),))
    assert hidden.uncover("도널드 트럼프는 그들을 만났다.", "ko").left == ()
    found = hidden.uncover("도널드 트럼프는 트럼프의 친구를 만났다.", "ko")
    assert (found.text, found.left) == ("손경식은 트럼프의 친구를 만났다.", ("도널드 트럼프",))


@pytest.mark.parametrize(
    ("target", "text", "result"),
    [
        ("zh-Hans", "会长 ⟦0⟧ 出席。", "会长邢海明出席。"),
        ("ko", "⟦0⟧ 를 만났다.", "싱하이밍을 만났다."),
        ("ko", "⟦0⟧ 이 회사.", "싱하이밍 이 회사."),
        ("en", "He met ⟦0⟧ there.", "He met Xing there."),
    ],
)
def test_spaces_around_a_name_are_those_of_its_language(
    target: str, text: str, result: str
) -> None:
    """None in Chinese, none before a Korean particle."""
    names = {"zh-Hans": "邢海明", "ko": "싱하이밍", "en": "Xing"}
    use = TermUse("x", TermType.PERSON, "Xing", 0, 4, names[target])
    request, decoy = Request("Xing", terms=(use,)), Decoy("⟦0⟧", "⟦0⟧")
    hidden = Disguise(request, (Edit(0, 4, "⟦0⟧"),), ((0, decoy),))
    assert hidden.uncover(text, target).text == result


def test_two_chinese_names_with_a_space_between_do_not_share_it() -> None:
    """Each decoy is replaced once, whole; being adjacent is a fault."""
    uses = (
        TermUse("x", TermType.PERSON, "Xing", 0, 4, "邢海明"),
        TermUse("w", TermType.PERSON, "Wang", 5, 9, "王启林"),
    )
    decoys = Decoy("⟦0⟧", "⟦0⟧"), Decoy("⟦1⟧", "⟦1⟧")
    edits = (Edit(0, 4, "⟦0⟧"), Edit(5, 9, "⟦1⟧"))
    hidden = Disguise(Request("Xing Wang", terms=uses), edits, tuple(enumerate(decoys)))
    found = hidden.uncover("⟦0⟧ ⟦1⟧", "zh-Hans")
    assert found.text == "邢海明王启林"
    spans = [span for span in found.spans if span]
    told = damage("Xing Wang", found.text, spans, "zh-Hans")
    assert any("right after another" in problem.message for problem in told)


@given(st.text(alphabet="ab ,;.한", max_size=3000), st.sampled_from([200, 600]))
def test_long_sentences_are_cut_without_loss(text: str, longest: int) -> None:
    """The parts are the text, and none is longer than the limit."""
    parts = split_long(text, [], longest)
    assert "".join(text[start:end] for start, end in parts) == text
    assert all(end - start <= longest for start, end in parts)


def test_no_cut_goes_through_a_term() -> None:
    """Even where the only good place for it is inside."""
    text = "a" * 400 + ", the Bank, the Fund, " + "b" * 400
    start = text.index("the Bank")
    use = TermUse("x", TermType.ORG, "the Bank, the Fund", start, start + 18, "기금")
    for _, end in split_long(text, [use], 600):
        assert not use.start < end < use.end


def test_a_cut_that_has_to_be_made_is_made_beside_a_term() -> None:
    """Also where nothing else parts the text: before the term, or behind it if it is first."""
    text = "汉" * 1_000
    late = TermUse("x", TermType.ORG, text[:20], 190, 210, "기금")
    assert split_long(text[:300], [late], 200) == [(0, 190), (190, 300)]
    first = TermUse("x", TermType.ORG, text[:250], 0, 250, "기금")
    assert split_long(text[:300], [first], 200) == [(0, 250), (250, 300)]


def test_a_model_without_a_second_layer_is_left_as_it_is() -> None:
    """Only what is understood is changed."""
    assert with_alignment(b"decoder/layer_0/ and more", 1) == b"decoder/layer_0/ and more"
    assert re.match(b"x", with_alignment(b"x", 1))
