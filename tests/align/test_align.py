"""Which sentences of a text and of its translation are put together."""

from __future__ import annotations

from collections.abc import Sequence
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from tests.support.texts import paragraphs, segments
from workflow.align import WINDOW, Bead, align_segments, evidence
from workflow.app.aligning import RELATED
from workflow.model import Segment

ENGLISH = (
    "Seoul and Beijing signed the agreement on Tuesday.",
    "Trade between the two countries grew 38-fold in 30 years, the ministry said.",
    "But 12 companies asked for clearer rules before they invest.",
    'Kim Min-su, who runs a factory in Incheon, asked: "Who pays?"',
    "The next meeting is in April.",
)
KOREAN = (
    "서울과 베이징은 화요일 협정에 서명했다.",
    "양국 교역은 30년 동안 38배로 늘었다고 산업부가 밝혔다.",
    "그러나 12개 기업은 투자에 앞서 더 분명한 규칙을 요청했다.",
    '인천에서 공장을 운영하는 김민수 씨는 "비용은 누가 내나?"라고 물었다.',
    "다음 회의는 4월에 열린다.",
)
ONE_TO_ONE = ["1-1"] * 5
ANY_YEARS = range(1951, 1968)


def shapes(source: Sequence[Segment], target: Sequence[Segment]) -> list[str]:
    return [bead.shape for bead in align_segments(source, target)]


def test_sentence_by_sentence() -> None:
    """The usual case, and it is sure of it."""
    beads = align_segments(segments("en", *ENGLISH), segments("ko", *KOREAN))
    assert [bead.shape for bead in beads] == ONE_TO_ONE
    assert all(bead.confidence > 0.9 for bead in beads)


def test_a_sentence_translated_as_two() -> None:
    """1-2."""
    halves = ("양국 교역은 30년 동안 38배로 늘었다.", "산업부가 이렇게 밝혔다.")
    target = (KOREAN[0], *halves, *KOREAN[2:])
    assert shapes(segments("en", *ENGLISH), segments("ko", *target)) == [
        "1-1", "1-2", "1-1", "1-1", "1-1",
    ]  # fmt: skip


def test_two_sentences_translated_as_one() -> None:
    """2-1."""
    joined = f"{KOREAN[0].removesuffix('했다.')}했으며, {KOREAN[1]}"
    target = (joined, *KOREAN[2:])
    assert shapes(segments("en", *ENGLISH), segments("ko", *target)) == [
        "2-1", "1-1", "1-1", "1-1",
    ]  # fmt: skip


def test_a_sentence_left_out_and_one_added() -> None:
    """1-0 and 0-1: their neighbours are not drawn into it."""
    assert shapes(segments("en", *ENGLISH), segments("ko", *KOREAN[:1], *KOREAN[2:])) == [
        "1-1", "1-0", "1-1", "1-1", "1-1",
    ]  # fmt: skip
    assert shapes(segments("en", *ENGLISH[:1], *ENGLISH[2:]), segments("ko", *KOREAN)) == [
        "1-1", "0-1", "1-1", "1-1", "1-1",
    ]  # fmt: skip


def test_a_passage_left_out_is_one_gap() -> None:
    """Several sentences in a row are missing; what follows is found again."""
    source = [f"In {year} the town of {year - 1900} houses paid 3 dollars." for year in ANY_YEARS]
    target = [f"{year}년 집이 {year - 1900}채인 마을은 3달러를 냈다." for year in ANY_YEARS]
    del target[4:10]
    beads = align_segments(segments("en", *source), segments("ko", *target))
    assert [bead.source.start for bead in beads if not bead.target] == [4, 5, 6, 7, 8, 9]
    assert all(bead.shape == "1-1" for bead in beads if bead.target)


def test_paragraphs_hold_sentences_together() -> None:
    """Where lengths and anchors say nothing, the structure of the text does."""
    source = paragraphs("en", ["Aaa aaa aaa.", "Aaa aaa aaa."], ["Bbb bbb bbb."], ["Ccc ccc."])
    target = paragraphs("de", ["Aaa aaa aaa aaa aaa aaa."], ["Bbb bbb bbb."], ["Ccc ccc."])
    assert shapes(source, target) == ["2-1", "1-1", "1-1"]


def test_repeated_sentences_are_told_apart_by_their_neighbours() -> None:
    """Nothing in them but their place differs."""
    source = segments("en", "Yes.", ENGLISH[1], "Yes.", ENGLISH[2], "Yes.")
    target = segments("ko", "네.", KOREAN[1], "네.", KOREAN[2], "네.")
    assert shapes(source, target) == ONE_TO_ONE


def test_an_empty_side_leaves_everything_out() -> None:
    """No text, no pair."""
    assert shapes(segments("en", *ENGLISH), ()) == ["1-0"] * 5
    assert align_segments((), ()) == ()


def test_two_different_articles_have_little_in_common() -> None:
    """The evidence tells a translation from another text of the same length."""
    other = (
        "이 영화는 감독의 세 번째 작품이다.",
        "촬영에는 다섯 달이 걸렸고 배우들은 모두 신인이었다.",
        "평론가들은 음악이 아름답다고 칭찬했다.",
        "관객은 눈물을 흘리며 극장을 나섰다!",
        "가을에 개봉한다.",
    )
    source = segments("en", *ENGLISH)
    right = evidence(align_segments(source, segments("ko", *KOREAN)))
    wrong = evidence(align_segments(source, segments("ko", *other)))
    assert right > RELATED > wrong


def test_other_languages_are_aligned_by_what_needs_no_table() -> None:
    """Numbers, names and lengths carry over."""
    german = (
        "Seoul und Peking unterzeichneten das Abkommen am Dienstag.",
        "Der Handel der beiden Länder wuchs in 30 Jahren auf das 38-Fache, so das Ministerium.",
        "12 Firmen baten jedoch um klarere Regeln, bevor sie investieren.",
        "Kim Min-su, der in Incheon eine Fabrik leitet, fragte: „Wer zahlt?“",
        "Das nächste Treffen ist im April.",
    )
    assert shapes(segments("en", *ENGLISH), segments("de", *german)) == ONE_TO_ONE


_texts = st.lists(
    st.text(st.sampled_from('ab 12.?“”"한국中文Kim '), min_size=1, max_size=30), max_size=12
)


@given(_texts, _texts)
def test_every_sentence_is_in_exactly_one_bead(source: list[str], target: list[str]) -> None:
    """Whatever the texts: nothing is lost, nothing twice, the order is kept."""
    beads = align_segments(segments("en", *source), segments("ko", *target))
    assert [at for bead in beads for at in bead.source] == list(range(len(source)))
    assert [at for bead in beads for at in bead.target] == list(range(len(target)))
    assert all(bead.source or bead.target for bead in beads)
    assert all(0 <= bead.confidence <= 1 for bead in beads)


@given(_texts, _texts, st.integers(1, 4))
def test_a_window_loses_nothing(source: list[str], target: list[str], window: int) -> None:
    """Nor does it in texts that are aligned piece by piece, and the result is always the same."""
    with patch("workflow.align.WINDOW", window):
        beads, again = (
            align_segments(segments("en", *source), segments("ko", *target)) for _ in range(2)
        )
    assert [at for bead in beads for at in bead.source] == list(range(len(source)))
    assert [at for bead in beads for at in bead.target] == list(range(len(target)))
    assert beads == again


@given(st.sets(st.integers(0, 4), min_size=1), st.sampled_from(["en-ko", "ko-en"]))
def test_what_is_left_is_still_found(kept: set[int], pair: str) -> None:
    """Whatever sentences are missing on one side, the others meet their translations."""
    texts = {"en": ENGLISH, "ko": KOREAN}
    source, target = pair.split("-")
    some = [texts[target][at] for at in sorted(kept)]
    beads = align_segments(segments(source, *texts[source]), segments(target, *some))
    met = {bead.source.start for bead in beads if bead.shape == "1-1"}
    assert met <= kept


@given(st.lists(st.sampled_from(range(5)), min_size=1, max_size=20))
def test_a_text_is_aligned_with_itself(order: list[int]) -> None:
    """A copy is found sentence by sentence, repeats included."""
    text = segments("en", *(ENGLISH[at] for at in order))
    assert [(bead.source, bead.target) for bead in align_segments(text, text)] == [
        (range(at, at + 1), range(at, at + 1)) for at in range(len(order))
    ]


def test_a_long_text_is_aligned_piece_by_piece() -> None:
    """Nothing is lost at the seams, nor behind a gap."""
    size = WINDOW * 3 // 2
    source = [f"Parcel {number} weighs {number % 90 + 10} kilograms." for number in range(size)]
    target = [f"소포 {number}의 무게는 {number % 90 + 10}킬로그램이다." for number in range(size)]
    del target[WINDOW // 2]
    beads = align_segments(segments("en", *source), segments("ko", *target))
    gaps = [bead.source.start for bead in beads if bead.shape == "1-0"]
    assert gaps == [WINDOW // 2]
    assert all(bead.shape == "1-1" for bead in beads if bead.target)
    assert beads[-1].target.stop == len(target)


def test_a_bead_says_its_shape() -> None:
    """As it is written in reports."""
    assert Bead(range(2, 3), range(4, 6)).shape == "1-2"
