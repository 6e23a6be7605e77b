"""A model reads translations (``check --judge``): what it says, what it costs, what is kept."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polib
import pytest

from tests.support.command import workflow
from tests.support.llm_server import Answer, Behaviour, LlmServer, completion, nothing, raw, status
from workflow.app.reviewing.deciding import ProjectReview
from workflow.config import find_project

SETTINGS = """\
targets = ["ko"]
engine = "pseudo"
{qa}

[llm]
url = "{url}"
model = "toy"
retries = 0
concurrency = 1
batch = 3
price = {{ input = 1.0, output = 4.0 }}
"""
SOURCES = (
    "Trade grew 38-fold.",
    "The talks begin on Monday.",
    "He did not sign the deal.",
    "The minister thanked the crew.",
)
TEXTS = (
    "교역이 38배로 늘었다.",
    "회담은 월요일에 시작한다.",
    "그는 협정에 서명하지 않았다.",
    "장관은 승객들에게 감사했다.",
)
WRONG = {
    "span": "승객들",
    "source": "crew",
    "category": "accuracy",
    "severity": "major",
    "note": "passengers",
}


def judge(said: dict[str, object]) -> Behaviour:
    """A judge that says of each translation what it is told to, and else finds no error."""

    def behave(body: dict[str, Any]) -> Answer:
        asked = json.loads(body["messages"][-1]["content"])["sentences"]
        found = {each["id"]: said.get(each["translation"], []) for each in asked}
        return completion(json.dumps(found, ensure_ascii=False))(body)

    return behave


def dear(body: dict[str, Any]) -> Answer:
    """A judge whose answer costs much."""
    answer = judge({})(body)
    assert answer
    used = json.dumps({"prompt_tokens": 400, "completion_tokens": 100}).encode()
    return answer[0], answer[1], re.sub(rb'"usage": {[^}]*}', b'"usage": ' + used, answer[2])


@pytest.fixture
def server() -> Iterator[LlmServer]:
    """An endpoint whose model finds one error."""
    with LlmServer() as running:
        running.always(judge({TEXTS[3]: [WRONG]}))
        yield running


@pytest.fixture
def desk(tmp_path: Path, server: LlmServer) -> Path:
    """A project of one translated article; the last sentence is a draft, the others approved."""
    (tmp_path / "workflow.toml").write_text(SETTINGS.format(url=server.url, qa=""))
    (tmp_path / "seeds").mkdir()
    (tmp_path / "glossary").mkdir()
    (tmp_path / "seeds" / "a.txt").write_text("\n\n".join(SOURCES) + "\n")
    assert workflow("sync", project=tmp_path).code == 0
    file = polib.pofile(str(po(tmp_path)))
    for entry, text in zip(file, TEXTS, strict=True):
        entry.msgstr = text
    file[-1].flags.append("fuzzy")
    file.save()
    return tmp_path


def po(desk: Path) -> Path:
    """The PO file."""
    return desk / "locales" / "ko" / "a.po"


def found(desk: Path, *arguments: str) -> list[dict[str, Any]]:
    """What ``check`` says under the name ``judge``."""
    done = workflow("check", "--json", *arguments, project=desk)
    return [each for each in done.json["findings"] if each["check"] == "judge"]


def asked(server: LlmServer) -> list[list[str]]:
    """The translations that each question was about."""
    bodies = [json.loads(each.body["messages"][-1]["content"]) for each in server.received]
    return [[each["translation"] for each in body["sentences"]] for body in bodies]


def test_what_a_model_finds_is_a_warning_that_stays(desk: Path, server: LlmServer) -> None:
    """It is asked once about each text, and what it said shows without asking it again."""
    [told] = found(desk, "--judge")
    assert told["message"] == "major error, accuracy: 승객들 – passengers"
    assert (told["severity"], told["path"]) == ("warning", "locales/ko/a.po")
    assert asked(server) == [[*TEXTS[:3]], [TEXTS[3]]]
    assert found(desk) == [told] == found(desk, "--judge")
    assert len(server.received) == 2


def test_it_is_never_an_error_by_itself(desk: Path) -> None:
    """The exit code is 0 unless warnings are to fail."""
    assert workflow("check", "--judge", project=desk).code == 0
    assert workflow("check", "--fail-on", "warning", project=desk).code == 1


def test_a_reply_is_asked_for_as_json_of_a_schema(desk: Path, server: LlmServer) -> None:
    """As the protocol has it; each sentence has a list of errors with all their fields."""
    found(desk, "--judge")
    form = server.received[0].body["response_format"]
    schema = form["json_schema"]["schema"]
    assert (form["type"], form["json_schema"]["strict"]) == ("json_schema", True)
    assert schema["required"] == ["1", "2", "3"]
    error = schema["properties"]["1"]["items"]
    assert set(error["required"]) == {"span", "source", "category", "severity", "note"}


def test_a_changed_text_is_read_anew(desk: Path, server: LlmServer) -> None:
    """What was said of the old one shows no more, and only the new one is asked about."""
    found(desk, "--judge")
    po(desk).write_text(po(desk).read_text().replace("승객들", "승무원들"))
    assert found(desk) == []
    assert found(desk, "--judge") == []
    assert asked(server)[2:] == [["장관은 승무원들에게 감사했다."]]


def test_another_model_is_asked_anew(desk: Path, server: LlmServer) -> None:
    """What one model said is nothing that another has said."""
    found(desk, "--judge")
    settings = (desk / "workflow.toml").read_text()
    (desk / "workflow.toml").write_text(settings.replace('"toy"', '"toy-2"'))
    assert len(found(desk)) == 1
    assert len(found(desk, "--judge")) == 1
    assert [each.body["model"] for each in server.received] == ["toy", "toy", "toy-2", "toy-2"]


def test_a_comment_silences_it(desk: Path) -> None:
    """As any finding; before there is one, the comment silences nothing."""
    text = po(desk).read_text()
    place = text.rindex("#: seeds/a.txt")
    po(desk).write_text(f"{text[:place]}# noqa: judge\n{text[place:]}")
    assert found(desk, "--judge") == []


def test_the_risk_order_gives_it_its_weight(desk: Path) -> None:
    """A sentence with a major error comes before one that is merely new."""
    before = workflow("status", "--risk", "0", "--json", project=desk).json["risks"]
    found(desk, "--judge")
    after = workflow("status", "--risk", "0", "--json", project=desk).json["risks"]
    assert after[0]["source"] == SOURCES[3]
    assert after[0]["score"] == before[0]["score"] + 5
    assert "judge: major error, accuracy: 승객들 – passengers" in after[0]["reasons"]


def test_the_cost_is_said_before_and_nothing_is_asked(desk: Path, server: LlmServer) -> None:
    """Sentences, requests, tokens and money."""
    done = workflow("check", "--judge", "--estimate", "--json", project=desk)
    assert (done.code, server.received) == (0, [])
    assert (done.json["model"], done.json["sentences"], done.json["requests"]) == ("llm/toy", 4, 2)
    assert done.json["cost"] > 0
    assert done.json["rough"]
    shown = workflow("check", "--judge", "--estimate", project=desk)
    assert "llm/toy is to judge 4 sentences: 2 requests, about" in shown.out


def test_a_run_stops_before_it_costs_too_much(desk: Path, server: LlmServer) -> None:
    """Exit code 3; what was read so far is kept."""
    estimate = workflow("check", "--judge", "--estimate", "--json", project=desk).json["cost"]
    server.next(dear)
    server._behaviours.rotate()
    done = workflow("check", "--judge", "--max-cost", f"{0.7 * estimate:f}", project=desk)
    assert done.code == 3
    assert len(server.received) == 1
    workflow("check", "--judge", project=desk)
    assert asked(server)[1:] == [[TEXTS[3]]]


@pytest.mark.parametrize(
    "said",
    [
        "I like them all.",
        '{"1": [{"span": "교역',
        '{"1": "fine", "2": null, "3": {}}',
        "[]",
        '{"9": []}',
    ],
)
def test_a_broken_reply_is_asked_for_again_one_by_one(
    desk: Path, server: LlmServer, said: str
) -> None:
    """Where that cannot be read either, it is said, and the next call asks again."""
    server.well_behaved()
    server.next(completion(said), judge({}), completion("No."), judge({}), judge({}))
    done = workflow("check", "--judge", "--json", project=desk)
    assert (done.code, done.json["judged"]["unread"], done.json["judged"]["sentences"]) == (0, 1, 3)
    server.always(judge({}))
    workflow("check", "--judge", project=desk)
    assert asked(server)[5:] == [[TEXTS[0]]]


def test_words_that_stand_nowhere_are_passed_over(desk: Path, server: LlmServer) -> None:
    """A model that quotes what is not there is not believed; nor is one without the form."""
    server.well_behaved()
    nonsense = [WRONG | {"span": "nowhere"}, "bad", {"span": ""}, WRONG | {"severity": "awful"}]
    server.always(judge({TEXTS[3]: nonsense}))
    assert found(desk, "--judge") == []


@pytest.mark.parametrize("fault", [nothing, status(500), raw(b"<html>")])
def test_an_endpoint_that_fails_ends_it_with_its_error(
    desk: Path, server: LlmServer, fault: Behaviour
) -> None:
    """The checks' own findings are shown all the same."""
    server.well_behaved()
    server.always(fault)
    done = workflow("check", "--judge", "--json", project=desk)
    assert done.code == 3
    assert len(done.json["errors"]) == 1


def test_a_damaged_memory_is_as_none(desk: Path, server: LlmServer) -> None:
    """It is asked again."""
    found(desk, "--judge")
    [file] = (desk / ".workflow" / "opinions" / "judge" / "ko").iterdir()
    file.write_bytes(b'{"a": 1}')
    assert found(desk) == []
    assert len(found(desk, "--judge")) == 1


def test_approved_renderings_are_told(desk: Path, server: LlmServer) -> None:
    """So that a judge does not take them for errors."""
    rows = "id,type,en,ko,status\nt1,term,Trade,교역,approved\n"
    (desk / "glossary" / "terms.csv").write_text(rows)
    found(desk, "--judge")
    sentences = json.loads(server.received[0].body["messages"][-1]["content"])["sentences"]
    assert sentences[0]["terms"] == {"Trade": "교역"}
    assert "terms" not in sentences[1]


def test_who_is_asked_can_be_named(desk: Path, server: LlmServer) -> None:
    """An engine that answers no questions is refused, as is one that only translates."""
    done = workflow("check", "--judge-engine", "argos", project=desk)
    assert (done.code, "answers no questions" in done.err) == (3, True)
    settings = SETTINGS.format(url=server.url, qa="").replace('"toy"', '"hunyuan-mt-7b"')
    (desk / "workflow.toml").write_text(settings)
    done = workflow("check", "--judge-engine", "llm", project=desk)
    assert (done.code, "only translates" in done.err) == (3, True)
    (desk / "workflow.toml").write_text(f'{settings}critic = "toy"\n')
    assert len(found(desk, "--judge")) == 1
    assert {each.body["model"] for each in server.received} == {"toy"}


def test_a_cost_belongs_to_a_judge(desk: Path) -> None:
    """Without one there is nothing to reckon."""
    assert workflow("check", "--estimate", project=desk).code == 2


def test_the_review_shows_it_beside_the_sentence(desk: Path) -> None:
    """With its words lit, for as long as the text is the same."""
    found(desk, "--judge")
    paths = [desk / "seeds" / "a.txt"]
    review = ProjectReview(find_project(desk), paths, "Kim")
    row = review.article("a", "ko").rows[3]
    assert [each.check for each in row.findings] == ["judge"]
    assert [TEXTS[3][slice(*each.span)] for each in row.findings if each.span] == ["승객들"]
