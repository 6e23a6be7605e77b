"""JSON: it keeps to its schema, and tells nothing of the project."""

from __future__ import annotations

import json
from importlib import resources

import jsonschema

from workflow.site.outputs.data import Json
from workflow.site.publication import Publication

ALL = ("en", "ko", "zh-Hans")


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
