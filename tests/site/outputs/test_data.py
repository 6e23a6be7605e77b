"""JSON keeps to its schema and tells nothing of the project; TMX is read by other tools."""

from __future__ import annotations

import json
from importlib import resources

import jsonschema
from lxml import etree
from translate.storage.tmx import tmxfile

from tests.site import demo
from tests.site.outputs.conftest import published
from workflow.model import BlockKind
from workflow.site.outputs.data import Json, Tmx
from workflow.site.publication import Publication

ALL = ("en", "ko", "zh-Hans")
_STALE = "손경식 경총 회장은 1992년 이후 양국 교역이 38배로 늘었다고 말했다."


def test_it_keeps_to_its_schema(
    luncheon: Publication, korean: Publication, chinese: Publication
) -> None:
    path = resources.files("workflow.site.outputs") / "article-1.schema.json"
    schema = json.loads(path.read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    for each in (luncheon, korean, chinese):
        data = json.loads(Json()(each, each.summary.languages))
        jsonschema.validate(data, schema)
        known = {**schema["properties"], **schema["$defs"]["block"]["properties"]}
        assert set(data) <= set(known)


def test_every_sentence_has_its_translations_and_their_state(luncheon: Publication) -> None:
    data = json.loads(Json()(luncheon, ALL))
    assert data["translations"]["ko"] == {
        "complete": False, "reviewed": 20, "draft": 3, "stale": 1, "empty": 0, "withheld": 0,
    }  # fmt: skip
    sentences = [each for block in data["blocks"] for each in block["sentences"]]
    stale = next(each for each in sentences if "38-fold" in each["text"])
    assert stale["translations"]["ko"]["state"] == "stale"
    assert "35-fold" in stale["translations"]["ko"]["previous_source"]
    tagged = next(each for each in sentences if "tagged" in each)
    assert tagged["tagged"].startswith("<g1>The pact known as RCEP</g1>")
    assert tagged["text"].endswith("under file number RCEP-2022.")


def test_nothing_of_the_project_is_told(luncheon: Publication) -> None:
    """Paths of PO files and what checks said are for editors, not for readers."""
    text = Json()(luncheon, ALL).decode()
    assert "locales/" not in text
    assert "/nowhere" not in text


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
