"""Markdown and plain text: blocks are blocks, and text is only text."""

from __future__ import annotations

import html as entities
import re

import yaml
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from markdown_it import MarkdownIt

from tests.site import demo
from tests.site.outputs.conftest import published
from workflow.model import BlockKind, Markup, MarkupKind
from workflow.site.outputs.text_formats import Markdown, PlainText
from workflow.site.publication import Publication

ALL = ("en", "ko", "zh-Hans")
_STALE = "손경식 경총 회장은 1992년 이후 양국 교역이 38배로 늘었다고 말했다."


def one(text: str, *, kind: BlockKind = BlockKind.PARAGRAPH, **block: object) -> Publication:
    """An article of one sentence that is its own translation."""
    paper = demo.Paper("one", "en", ("ko",))
    paper.add(kind, (text, text), **block)
    return published(paper.article())


def rendered(data: bytes) -> html.HtmlElement:
    """Markdown as GitHub renders it, front matter left out."""
    text = data.decode().split("---\n", 2)[2]
    return html.fromstring(MarkdownIt("gfm-like", {"linkify": False}).render(text))


def test_blocks_are_what_they_were(luncheon: Publication) -> None:
    tree = rendered(Markdown()(luncheon, ("en", "ko")))
    assert len(tree.xpath("//h1")) == 1
    assert "기업들의 요청" in tree.xpath("string(//h2)")
    assert len(tree.xpath("//ol/li")) == 3
    assert tree.xpath("string(//ol/li[3]/ul/li)").endswith("특히 배터리 ○ 기계번역")
    assert len(tree.xpath("//blockquote//p")) == 2
    assert [len(row) for row in tree.xpath("//table//tr")] == [2, 2, 2]
    assert tree.xpath("string(//pre)").startswith("workflow run seeds/")
    assert tree.xpath("//a[@href='https://example.org/rcep']/text()") == [
        "The pact known as RCEP", "RCEP 협정",
    ]  # fmt: skip
    assert tree.xpath("//strong/text()") == ["1 February 2022", "2022년 2월 1일"]


def test_front_matter_says_what_it_is(luncheon: Publication) -> None:
    data = Markdown()(luncheon, ("en", "ko")).decode()
    front = yaml.safe_load(data.split("---\n")[1])
    assert front["languages"] == ["en", "ko"]
    assert front["review"] == ["한국어: ● 검수 완료 20, ○ 초벌 번역 3, ◇ 원문 변경 1"]
    assert front["url"] == "https://example.org/pair/en-ko/2021-12-07-luncheon/"


def test_emphasis_holds_beside_any_mark() -> None:
    """CommonMark takes ``**「한국」**은`` for no emphasis: then it is written as HTML."""
    known = (Markup("g1", MarkupKind.STRONG), Markup("g2", MarkupKind.STRONG))
    tree = rendered(Markdown()(one("a<g1>「한국」</g1>은 <g2>b</g2>c", markup=known), ("en", "ko")))
    assert tree.xpath("//p//strong/text()") == ["「한국」", "b"] * 2


@given(
    st.text(st.sampled_from(list("a1.)-+=#>*_`[]()<>&|~!$\\:\"'/{}^%@; \n\t한中")), max_size=40),
    st.sampled_from([BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.QUOTE, BlockKind.CELL]),
)
def test_any_text_is_only_text(text: str, kind: BlockKind) -> None:
    """Whatever a sentence holds, rendering shows it as it was and makes nothing of it."""
    text = f"x{text}y"
    block = {"row": 1, "group": 1} if kind is BlockKind.CELL else {"level": 2}
    tree = rendered(Markdown()(one(text, kind=kind, **block), ("en", "ko")))
    shown = "".join(tree.itertext())
    wanted = "".join(text.split())
    assert "".join(shown.split()).count(wanted) >= 2, entities.escape(shown)
    assert not tree.xpath("//em|//strong|//s|//img|//code|//a[@href]|//hr|//pre")


@given(st.text(st.sampled_from(list("a1.)-+=#>*_`[]<>&|~!\\: ")), min_size=1, max_size=12))
def test_nothing_at_the_beginning_of_a_line_means_anything(text: str) -> None:
    tree = rendered(Markdown()(one(text), ("en", "ko")))
    assert not tree.xpath("//h2|//hr|//li|//blockquote|//pre|//code|//em|//strong")


def test_links_cannot_leave_their_place() -> None:
    known = (Markup("g1", MarkupKind.LINK, url="https://example.org/a>)b <c|d\u3000e"),)
    tree = rendered(Markdown()(one("<g1>x](y</g1>", markup=known), ("en", "ko")))
    links = set(tree.xpath("//a[@href]/@href"))
    assert links == {"https://example.org/a%3E)b%20%3Cc%7Cd%E3%80%80e"}
    assert re.findall(r"x\]\(y", "".join(tree.itertext()))


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
