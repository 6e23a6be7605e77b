"""A model is asked what unlisted names are called (``glossary suggest --model``)."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.command import Result, workflow
from tests.support.llm_server import Answer, LlmServer, completion, status

SETTINGS = """\
targets = ["ko", "zh-Hans"]
[llm]
url = "{url}"
model = "toy"
retries = 0
"""
SEED = "Chairman Wang Xiaoming met Ann Foobar in Quuxville on Monday.\n"
NAMES = {
    "Wang Xiaoming": {"en": "", "ko": "왕샤오밍", "zh-Hans": "王小明"},
    "Ann Foobar": {"en": "", "ko": "앤 푸바", "zh-Hans": "安·福巴"},
    "Quuxville": {"en": "Quuxville", "ko": "쿽스빌(Quuxville)", "zh-Hans": "不知道（?）"},
}


def naming(body: dict[str, Any]) -> Answer:
    """Says what each name is called."""
    asked = json.loads(body["messages"][-1]["content"])["names"]
    said = {each["id"]: NAMES.get(each["name"], {}) for each in asked}
    return completion(json.dumps(said, ensure_ascii=False))(body)


@pytest.fixture
def server() -> Iterator[LlmServer]:
    """An endpoint that knows names."""
    with LlmServer() as running:
        running.always(naming)
        yield running


@pytest.fixture
def desk(tmp_path: Path, server: LlmServer) -> Path:
    """A project of one sentence."""
    (tmp_path / "workflow.toml").write_text(SETTINGS.format(url=server.url))
    for name in ("seeds", "glossary"):
        (tmp_path / name).mkdir()
    (tmp_path / "seeds" / "a.txt").write_text(SEED)
    return tmp_path


def rows(done: Result) -> dict[str, dict[str, str]]:
    """The rows, by their English names."""
    return {row["en"]: row for row in csv.DictReader(io.StringIO(done.out))}


def test_a_model_proposes_what_no_rule_gives(desk: Path, server: LlmServer) -> None:
    """The note says who proposes it; what follows from a rule stays, with the same form."""
    plain = rows(workflow("glossary", "suggest", project=desk))
    assert server.received == []
    done = workflow("glossary", "suggest", "--model", project=desk)
    found = rows(done)
    assert (found["Ann Foobar"]["ko"], found["Ann Foobar"]["zh"]) == ("앤 푸바", "安·福巴")
    assert "llm/toy: 앤 푸바, 安·福巴" in found["Ann Foobar"]["note"]
    assert found["Wang Xiaoming"]["ko"] == plain["Wang Xiaoming"]["ko"]
    assert {row["status"] for row in found.values()} == {"review"}
    assert f"llm/toy is asked for {len(found)} names: about" in done.err


def test_what_cannot_be_a_name_is_left_out(desk: Path) -> None:
    """A form with brackets, or in letters of another language."""
    found = rows(workflow("glossary", "suggest", "--model", project=desk))
    assert (found["Quuxville"]["ko"], found["Quuxville"]["zh"]) == ("", "")


def test_a_name_is_asked_about_once(desk: Path, server: LlmServer) -> None:
    """With its sentence, as JSON of a schema; what was said is kept."""
    first = workflow("glossary", "suggest", "--model", project=desk)
    again = workflow("glossary", "suggest", "--model", project=desk)
    assert (len(server.received), again.out) == (1, first.out)
    body = server.received[0].body
    asked = json.loads(body["messages"][-1]["content"])["names"]
    assert all(each["sentence"] == SEED.strip() for each in asked)
    schema = body["response_format"]["json_schema"]["schema"]
    assert set(schema["properties"]["1"]["required"]) == {"en", "ko", "zh-Hans"}


@pytest.mark.parametrize("said", ["No.", "[]", '{"1": "x"}', '{"1": {"ko": 5}}', '{"9": {}}'])
def test_a_broken_reply_adds_nothing(desk: Path, server: LlmServer, said: str) -> None:
    """The rows are those that the rules give."""
    server.well_behaved()
    server.always(completion(said))
    done = workflow("glossary", "suggest", "--model", project=desk)
    assert (done.code, rows(done)) == (0, rows(workflow("glossary", "suggest", project=desk)))


def test_a_model_that_fails_costs_only_its_proposals(desk: Path, server: LlmServer) -> None:
    """The rows of the rules are printed; the exit code says that an engine failed."""
    server.well_behaved()
    server.always(status(500))
    done = workflow("glossary", "suggest", "--model", project=desk)
    assert (done.code, bool(rows(done))) == (3, True)
