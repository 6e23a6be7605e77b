"""TMX: what it holds, and that other tools read it."""

from __future__ import annotations

from lxml import etree
from translate.storage.tmx import tmxfile

from tests.site import demo
from tests.site.outputs.conftest import published
from workflow.model import BlockKind
from workflow.site.outputs.data import Tmx
from workflow.site.publication import Publication

ALL = ("en", "ko", "zh-Hans")
_STALE = "손경식 경총 회장은 1992년 이후 양국 교역이 38배로 늘었다고 말했다."


def test_translations_say_their_state_and_origin(luncheon: Publication) -> None:
    root = etree.fromstring(Tmx()(luncheon, ALL))
    states = [prop.text for prop in root.xpath("//tuv/prop[@type='x-state']")]
    assert states.count("reviewed") == 20 + 15
    assert states.count("draft") == 3 + 6
    assert len(states) == 44
    assert root.xpath("string(//tuv[@xml:lang='ko']/prop[@type='x-origin'])").startswith("argos/")


def test_a_translation_of_another_sentence_is_none(luncheon: Publication) -> None:
    """What the source said before has no place in a memory of what it says now."""
    assert _STALE not in Tmx()(luncheon, ALL).decode()


def test_other_tools_read_the_pairs(korean: Publication) -> None:
    store = tmxfile.parsestring(Tmx()(korean, korean.summary.languages))
    assert store.units[0].source == "“요소수, 두 달 치 확보”…정부, 수입처 다변화 나서"
    assert store.units[0].target.startswith("Two Months of Urea Solution")


def test_there_is_none_before_the_first_translation() -> None:
    paper = demo.Paper("new", "en", ("ko",))
    paper.add(BlockKind.PARAGRAPH, ("Hello.", ""), states="e")
    assert Tmx()(published(paper.article()), ("en", "ko")) == b""
