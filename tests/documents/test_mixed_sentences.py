"""Sentences in another language than their paragraph: told apart, names and idioms left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from workflow.documents import detector, segmenter
from workflow.markup import plain
from workflow.model import Block, BlockKind, Document, Metadata

#: Paragraphs written before the rules were, each line a sentence behind its language.
CASES = (Path(__file__).parents[1] / "bench" / "detector" / "paragraphs.txt").read_text("utf-8")
#: An article around each, in the language of its title.
AROUND = {
    "en": ("Harbour city opens third bridge", "The mayor opened the bridge. It took six years."),
    "ko": ("항구 도시 세 번째 다리 개통", "시장이 일요일 다리를 개통했다. 공사는 6년 걸렸다."),
    "zh-Hans": ("港口城市第三座大桥通车", "市长周日为大桥剪彩。工程历时六年。"),
    "ja": ("港町に三つ目の橋が開通", "市長は日曜日に橋を開通させた。工事には六年かかった。"),
}
SOURCES = detector.Sources(("en", "ko", "zh-Hans"))


def sentences(text: str, around: str) -> list[tuple[str, str]]:
    """The sentences of a paragraph in an article, with their languages."""
    texts = (*AROUND[around], text)
    kinds = (BlockKind.HEADLINE, BlockKind.PARAGRAPH, BlockKind.PARAGRAPH)
    blocks = tuple(
        Block(kind, each, line)
        for line, (kind, each) in enumerate(zip(kinds, texts, strict=True), 1)
    )
    document = Document(path="a.txt", name="a", blocks=blocks, metadata=Metadata())
    found = detector.of_segments(segmenter.segment(detector.assign(document, SOURCES)))
    return [(each.language, plain(each.text)) for each in found.segments if each.block == 2]


@pytest.mark.parametrize("case", CASES.strip().split("\n\n"))
def test_each_sentence_has_its_own_language(case: str) -> None:
    """Also a short one, a quotation, Chinese in Japanese, and names from another language."""
    rows = [line.split("\t") for line in case.splitlines() if not line.startswith("#")]
    around = case.split("\n", maxsplit=1)[0].removeprefix("# ")
    gaps = ["" if tag in {"zh-Hans", "ja"} else " " for tag, _ in rows]
    text = "".join(sentence + gap for (_, sentence), gap in zip(rows, gaps, strict=True)).strip()
    assert sentences(text, around) == [(tag, sentence) for tag, sentence in rows]


@pytest.mark.parametrize(
    ("around", "text"),
    [
        ("ko", "그가 좋아한 말은 이렇다. 有備無患. 책상 위에도 걸려 있었다."),
        ("ko", "세 회사가 참여했다. Samsung Electronics. LG Display. Hyundai."),
        ("zh-Hans", "书店的名字很特别。の森。老板是北京人。"),
        ("zh-Hans", "这一期推荐的第一款软件可以让屏幕一直保持亮着。Keep Screen On. 它是免费的。"),
        ("ja", "四字熟語を一つ挙げよう。温故知新。意味は辞書にある。"),
        ("en", "The sign says 출입 금지. It has been there since 1987."),
    ],
)
def test_what_may_be_a_name_or_an_idiom_stays_with_its_paragraph(around: str, text: str) -> None:
    """It may be right in either language, and in this one it stands."""
    assert {tag for tag, _ in sentences(text, around)} == {around}
