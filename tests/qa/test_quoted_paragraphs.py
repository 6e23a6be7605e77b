"""Quotations over several sentences: marks are placed where that is certain, and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.qa import with_quotations

_MARKS = re.compile('["“”]')
_SAID = {
    "ko": ("우리는 오래 기다렸다.", "기차를 놓친다.", "5월에 떠난다.", "새 엔진이 필요하다."),
    "zh-Hans": ("我们等了很久。", "人们常误火车。", "我们五月启航。", "需要新引擎。"),
}
_ENGLISH = ("We have waited.", "People miss trains.", "We will sail in May.", "It needs work.")


def mended(pairs: Sequence[tuple[str, str]], target: str) -> list[str]:
    """The translations with their marks."""
    texts = [text for _, text in pairs]
    for each in with_quotations(pairs, target):
        for place, text in each.items():
            texts[place] = text
    return texts


def quoted(texts: Sequence[str], opening: str = "“", closing: str = "”") -> list[str]:
    """One quotation over all texts."""
    whole = list(texts)
    whole[0], whole[-1] = opening + whole[0], whole[-1] + closing
    return whole


@given(
    st.sampled_from([*_SAID]),
    st.lists(st.sampled_from(range(4)), min_size=2, max_size=5),
    st.sampled_from([("“", "”"), ('"', '"')]),
    st.data(),
)
def test_marks_at_the_edges_are_placed_as_in_the_source(
    target: str, which: list[int], straight: tuple[str, str], data: st.DataObject
) -> None:
    """Whatever of them was lost or doubled; right ones stay to the letter, letters always do."""
    sources = quoted([_ENGLISH[each] for each in which], *straight)
    said = [_SAID[target][each] for each in which]
    right = quoted(said)
    assert not list(with_quotations([*zip(sources, right, strict=True)], target))
    wrong = [
        data.draw(st.sampled_from(["", "“", '"']))
        + text
        + data.draw(st.sampled_from(["", "”", '"']))
        for text in said
    ]
    pairs = [*zip(sources, wrong, strict=True)]
    texts = mended(pairs, target)
    assert [_MARKS.sub('"', each) for each in texts] == [_MARKS.sub('"', each) for each in right]
    assert texts in (wrong, right)
    assert not list(with_quotations([*zip(sources, texts, strict=True)], target))


@given(
    st.sampled_from(["", "“", '"']),
    st.sampled_from(["", "”", '"']),
    st.sampled_from([
        "비가 온다”고 그가 말했다.", "“비가 온다”고 그가 말했다.", "그는 “비가 온다”고 말했다.",
        "그는 비가 온다고 말했다.", "그는 비가 온다”고 말했다.", "그는 “비가 온다고 말했다.",
        "그는 「비가 온다」고 말했다.", "",
    ]),
)  # fmt: skip
def test_after_a_repair_marks_come_in_pairs(before: str, behind: str, last: str) -> None:
    """Where the last sentence says who speaks, in whatever order; else all stays as it was."""
    pairs = [
        ("“We have waited.", f"{before}우리는 기다렸다.{behind}"),
        ("It rains,” he said.", last),
    ]
    texts = mended(pairs, "ko")
    if texts != [text for _, text in pairs]:
        assert re.fullmatch("[^“”]*(?:“[^“”]*”[^“”]*)*", "".join(texts))
        assert '"' not in "".join(texts)
        assert _MARKS.sub("", "".join(texts)) == _MARKS.sub("", "".join(t for _, t in pairs))
    assert texts[1].replace("“", "", 1).endswith(last.replace("“", "", 1)) or last == ""


@pytest.mark.parametrize(
    ("pairs", "target"),
    [
        # The speaker has moved to the front, and each sentence is quoted by itself.
        ([("“We wait.", "“我们在等。”"), ("It rains,” he said.", "他说：“下雨了。”")], "zh-Hans"),
        # A quotation within: its marks may be anybody's.
        ([("“We wait.", "“그는 “기다린다”고 했다."), ("We do.”", "그렇다.”")], "ko"),
        # One paragraph ends while its quotation goes on in the next.
        ([("“We wait.", '"기다린다."'), ("We do.", '"그렇다."')], "ko"),
        # One ends and another begins in the same sentence.
        ([("“We wait.", "“간다.”"), ("Yes,” he said, “it", "“응.”"), ("is.”", "온다.”")], "ko"),
        # Straight marks that may be inches, or apostrophes.
        ([('A 27" screen and a', '27" 화면과'), ('15" one.', '15" 화면.')], "ko"),
        ([("“It is wide.", "“넓다."), ('Mine has 27".', '내 것은 27".'), ("So.”", "응.”")], "ko"),
        # Marks of the target that the source has not, and a speech that begins with a dash.
        ([("“We wait.", "«\xa0On attend."), ("It rains.”", "Il pleut.\xa0»")], "fr"),
        ([("“We wait.", "„Wir warten."), ("It rains.”", "Es regnet.“")], "de"),
        ([("“We wait.", "— Мы ждём."), ("It rains,” he said.", "Дождь, — сказал он.")], "ru"),
        # The stop stands behind the marks.
        ([("“We wait.", "“우리는 기다린다."), ("It rains.”", "비가 온다”.")], "ko"),
        # Who speaks comes first, and the draft has only the end of what is said.
        ([("He said: “We go.", "그는 간다고 했다."), ("I do,” he said.", "간다”고 했다.")], "ko"),
    ],
)  # fmt: skip
def test_what_is_not_certain_stays(pairs: list[tuple[str, str]], target: str) -> None:
    """A finding may tell of it; nothing is guessed."""
    assert mended(pairs, target) == [text for _, text in pairs]


@pytest.mark.parametrize(
    ("pairs", "texts"),
    [
        ([("He said: “We wait.", "그는 말했다. “기다린다.”"), ("We do.”", "“그렇다.”")],
         ["그는 말했다. “기다린다.", "그렇다.”"]),
        ([("He said: “We wait.", "그는 “기다린다”고 말했다."), ("We do.”", "그렇다.”")],
         ["그는 “기다린다”고 말했다.", "“그렇다.”"]),
        ([("“We wait.", '"간다.'), ("So.", "그래서."), ("We do,” he said.", '"간다,"라고 했다.')],
         ["“간다.", "그래서.", "간다,”라고 했다."]),
        ([("“We wait.", "“기다린다."), ("We do,” he said.", "그는 “그렇다”고 했다.")],
         ["“기다린다.”", "그는 “그렇다”고 했다."]),
    ],
)  # fmt: skip
def test_who_speaks_decides_what_is_closed(pairs: list[tuple[str, str]], texts: list[str]) -> None:
    """One quotation where its marks allow it, else one a sentence."""
    assert mended(pairs, "ko") == texts
