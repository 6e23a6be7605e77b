"""Placeholders: round trips, what a reader sees, and what is wrong with a translation."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.markup import (
    PLACEHOLDER,
    Builder,
    Close,
    Open,
    Standalone,
    Text,
    around,
    balanced,
    literal,
    plain,
    problems,
    tokens,
)
from workflow.model import Markup, MarkupKind

#: Text rich in what could be taken for a placeholder.
RAW = st.lists(
    st.sampled_from(["<g1>", "</g1>", "<x2/>", "<g", "1", ">", "/>", "<", "\u0338", "é", "字", " "])
    | st.characters(exclude_categories=["Cs"]),
    max_size=12,
).map("".join)


@given(RAW)
def test_any_text_comes_back_from_literal_placeholders(text: str) -> None:
    """Source text that looks like a placeholder is kept exactly, with no escaping."""
    shown, markup = literal(text)
    assert plain(shown, markup) == unicodedata.normalize("NFC", text)
    assert {item.kind for item in markup} <= {MarkupKind.LITERAL}
    assert [match["standalone"] for match in PLACEHOLDER.finditer(shown)] == [m.tag for m in markup]


@given(st.lists(RAW, max_size=6))
def test_runs_of_text_are_joined_before_they_are_searched(runs: list[str]) -> None:
    """A look-alike spread over several runs is found as well."""
    builder = Builder()
    for run in runs:
        builder.text(run)
    assert builder.build() == literal("".join(runs))


@given(st.lists(st.tuples(st.sampled_from(["open", "close", "alone", "text"]), RAW), max_size=20))
def test_what_a_builder_makes_is_balanced_and_complete(steps: list[tuple[str, str]]) -> None:
    """Whatever is added, pairs match, every placeholder is explained, and no text is lost."""
    builder, depth, expected = Builder(), 0, ""
    for step, text in steps:
        if step == "open":
            builder.open(MarkupKind.STRONG)
            depth += 1
        elif step == "close" and depth:
            builder.close()
            depth -= 1
        elif step == "alone":
            builder.standalone(MarkupKind.CODE, text)
            expected += text
        else:
            builder.text(text)
            expected += text
    shown, markup = builder.build()
    assert balanced(shown)
    assert problems(shown, shown) == ()
    assert unicodedata.is_normalized("NFC", shown)
    tags = {match["open"] or match["standalone"] for match in PLACEHOLDER.finditer(shown)} - {None}
    assert tags == {item.tag for item in markup}
    assert unicodedata.normalize("NFD", plain(shown, markup)) == unicodedata.normalize(
        "NFD", expected
    )


@given(st.data(), st.lists(st.sampled_from(["open", "close", "alone", "text"]), max_size=15))
def test_a_part_is_replaced_without_harm_to_the_markup(
    data: st.DataObject, steps: list[str]
) -> None:
    """Wherever the part begins and ends, each placeholder is there once and pairs are nested."""
    builder, depth = Builder(), 0
    for step in steps:
        if step == "open":
            builder.open(MarkupKind.STRONG)
            depth += 1
        elif step == "close" and depth:
            builder.close()
            depth -= 1
        elif step == "alone":
            builder.standalone(MarkupKind.BREAK)
        else:
            builder.text("ab ")
    text, _ = builder.build()
    cuts = [place for place in range(len(text) + 1) if "<" not in text[:place].rpartition(">")[2]]
    start, end = sorted((data.draw(st.sampled_from(cuts)), data.draw(st.sampled_from(cuts))))
    result = text[:start] + around(text[start:end], "R") + text[end:]
    assert problems(text, result) == ()
    assert plain(result) == f"{plain(text[:start])}R{plain(text[end:])}"


@given(RAW)
def test_tokens_put_together_are_the_text(text: str) -> None:
    """Reading a text as tokens loses nothing."""
    spelled = {
        Text: lambda token: token.text,
        Open: lambda token: f"<{token.tag}>",
        Close: lambda token: f"</{token.tag}>",
        Standalone: lambda token: f"<{token.tag}/>",
    }
    assert "".join(spelled[type(token)](token) for token in tokens(text)) == text


def test_plain_shows_standalone_text_and_drops_pairs() -> None:
    """A reader sees the text of code and images, and no tags."""
    markup = (Markup("g1", MarkupKind.STRONG), Markup("x2", MarkupKind.CODE, "run"))
    assert plain("<g1>Type</g1> <x2/>.", markup) == "Type run."
    assert plain("<g1>Type</g1> <x2/>.") == "Type ."


def test_empty_pairs_leave_no_trace() -> None:
    """Emphasis around nothing is no markup; numbering goes on without a gap."""
    builder = Builder()
    builder.open(MarkupKind.STRONG)
    builder.open(MarkupKind.EMPHASIS)
    builder.close()
    builder.close()
    builder.standalone(MarkupKind.BREAK, " ")
    assert builder.build() == ("<x1/>", (Markup("x1", MarkupKind.BREAK, " "),))


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("<x3/> 나 <g2>다</g2> <g1>가</g1>", ()),
        ("<g1>가 <g2>나</g2></g1> <x3/>", ()),
        ("<g1>가</g1> <g2>나</g2>", ("markup: <x3/> is missing",)),
        ("<g1>가</g1> <g2>나 <x3/>", ("markup: </g2> is missing",)),
        ("<g1>가</g1><g2>나</g2><x3/><x3/>", ("markup: <x3/> stands 2 times",)),
        ("<g1>가</g1><g2>나</g2><x3/><x4/>", ("markup: <x4/> is not in the source",)),
        (
            "<g1>가<g2>나</g1></g2><x3/>",
            ("markup: placeholders overlap or close before they open",),
        ),
        (
            "</g1>가<g1><g2>나</g2><x3/>",
            ("markup: placeholders overlap or close before they open",),
        ),
    ],
)
def test_problems_name_each_fault(target: str, expected: tuple[str, ...]) -> None:
    """Missing, foreign, doubled and badly nested placeholders are each named."""
    found = problems("<g1>a</g1> <g2>b</g2> <x3/>", target)
    assert tuple(map(str, found)) == expected
