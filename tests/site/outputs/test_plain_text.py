"""Plain text: sentences above their translations."""

from __future__ import annotations

from workflow.site.outputs.text_formats import PlainText
from workflow.site.publication import Publication

ALL = ("en", "ko", "zh-Hans")
_STALE = "손경식 경총 회장은 1992년 이후 양국 교역이 38배로 늘었다고 말했다."


def test_sentences_stand_above_their_translations(luncheon: Publication) -> None:
    text = PlainText()(luncheon, ALL).decode("utf-8-sig")
    assert (
        "\n  6  “We expect it to go on growing,” he said.\n"
        "     그는 “앞으로도 계속 늘어날 것”이라고 내다봤다.\n"
        "     他说：“我们预计贸易额还将继续增长。”  ○ 机器翻译\n"
    ) in text


def test_what_nobody_reviewed_says_so(luncheon: Publication) -> None:
    text = PlainText()(luncheon, ALL).decode("utf-8-sig")
    assert f"{_STALE}  ◇ 원문 변경" in text
    assert "한국어: ● 검수 완료 20, ○ 초벌 번역 3, ◇ 원문 변경 1" in text
    assert "     – 尚未翻译\n" in text


def test_programs_see_that_it_is_utf_8(korean: Publication) -> None:
    assert PlainText()(korean, ("en", "ko")).startswith(b"\xef\xbb\xbf")
