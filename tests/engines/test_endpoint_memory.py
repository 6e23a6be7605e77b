"""What an endpoint refuses is found out once, not in every run."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.support.llm_server import Answer, LlmServer, completion, error
from workflow.engines.llm import LlmEngine
from workflow.model import Draft, LlmSettings, Project, Request, Settings

TEXTS = tuple(f"Record No. {number} of the talks was published." for number in range(1, 13))
MEMORY = Path(".workflow/endpoints.json")


def translate(server: LlmServer, *texts: str, **settings: Any) -> list[Draft]:
    """The drafts of a run of its own."""
    llm = replace(LlmSettings(url=server.url, model="m", timeout=5), **settings)
    requests = [Request(each) for each in texts or TEXTS]
    engine = LlmEngine(Project(Path(), Settings(llm=llm)))
    return [draft for _, draft in sorted(engine.translate(requests, "en", "ko"))]


class Refusing:
    """A server that refuses some forms of a request, and counts how often.

    Args:
        server: answers the others.
        words: what it says of each field that it refuses; ``system`` of a system turn, ``whole`` of
            an answer that is not streamed.
    """

    def __init__(self, server: LlmServer, **words: str) -> None:
        self.words, self.refused, self._server = words, 0, server
        server.always(self)

    def __call__(self, body: dict[str, Any]) -> Answer:
        """Refuse, or translate."""
        system = any(turn["role"] == "system" for turn in body["messages"])
        forms = {*body, *(["system"] if system else []), *([] if body.get("stream") else ["whole"])}
        for name, words in self.words.items():
            if name in forms:
                self.refused += 1
                return error(400, message=words)(body)
        turns = body["messages"]
        text = turns[-1]["content"].rpartition("\n\n")[2]  # behind what was the system's turn
        return completion(self._server.translate({"messages": [turns[0], {"content": text}]}))(body)

    def of_a_run(self, **settings: Any) -> int:
        """Translate, and return how many requests were refused meanwhile."""
        before = self.refused
        assert all(draft.text for draft in translate(self._server, **settings))
        return self.refused - before


NAMED = {"seed": "unknown field seed", "max_tokens": "max_tokens is not supported",
         "response_format": "no response_format of this type"}  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [
        NAMED,
        {"seed": "the request is not valid"},  # which field it means is found out
        {"whole": "only streaming is supported"},
        {"system": "System role not supported"},
    ],
    ids=["named", "unnamed", "streaming", "system"],
)
def test_what_is_refused_is_refused_in_one_run_alone(
    server: LlmServer, words: dict[str, str]
) -> None:
    """The next one knows, at any concurrency."""
    refusing = Refusing(server, **words)
    assert refusing.of_a_run() > 0
    assert refusing.of_a_run(concurrency=16) == 0


def test_another_model_address_or_field_is_asked_anew(server: LlmServer) -> None:
    """What one refuses, another may take; thoughts that are off change what a model takes."""
    refusing = Refusing(server, seed="unknown field seed")
    refusing.of_a_run()
    for settings in (
        {"model": "other"},
        {"max_tokens": 4000},
        {"extra": {"think": False}},
        {"url": f"{server.url}/"},
    ):
        assert refusing.of_a_run(**settings) > 0
        assert refusing.of_a_run(**settings) == 0


def test_a_renewed_server_is_not_held_to_its_past(
    server: LlmServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a few days it is asked for everything again."""
    refusing = Refusing(server, response_format="no response_format of this type")
    refusing.of_a_run()
    refusing.words = {}
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 4 * 24 * 3600)
    translate(server)
    assert "response_format" in server.received[-1].body


def test_a_server_that_refuses_otherwise_is_learned_anew(server: LlmServer) -> None:
    """At once: it wanted streams, and now wants none; nothing is lost by that."""
    refusing = Refusing(server, whole="only streaming is supported")
    refusing.of_a_run()
    refusing.words = {"stream": "stream is not supported", "seed": "unknown field seed"}
    assert refusing.of_a_run(concurrency=16) > 0
    assert "stream" not in server.received[-1].body
    assert "response_format" in server.received[-1].body
    assert refusing.of_a_run() == 0


@pytest.mark.parametrize("code", [404, 500, 501])
def test_what_is_remembered_loses_no_run(server: LlmServer, code: int) -> None:
    """A server that was renewed may refuse what was learned without saying why."""
    refusing = Refusing(server, whole="only streaming is supported")
    refusing.of_a_run()
    refusing.words = {}

    def behave(body: dict[str, Any]) -> Answer:
        return error(code)(body) if "stream" in body else refusing(body)

    server.well_behaved()
    server.always(behave)
    assert all(draft.text for draft in translate(server))
    assert "stream" not in server.received[-1].body


def test_what_is_refused_at_times_is_not_remembered(server: LlmServer) -> None:
    """As for one text, or by one of the machines behind an address."""
    words = {"response_format": "no grammar for this response_format"}
    refusing = Refusing(server, **words)

    def behave(body: dict[str, Any]) -> Answer:
        refusing.words = words if "No. 11 " in json.dumps(body["messages"]) else {}
        return refusing(body)

    server.well_behaved()
    server.always(behave)
    assert refusing.of_a_run(concurrency=1, batch=4) == 1
    server.received.clear()
    refusing.of_a_run()
    assert "response_format" in server.received[0].body


def test_a_guess_is_not_remembered(server: LlmServer) -> None:
    """A refusal that names nothing may be about the text: then no field was to blame."""

    def particular(body: dict[str, Any]) -> Answer:
        if "No. 3 " in json.dumps(body["messages"]):
            return error(400, message="the request is not valid")(body)
        return completion(server.translate(body))(body)

    server.always(particular)
    drafts = translate(server)
    assert [not draft.text for draft in drafts] == [place == 2 for place in range(len(TEXTS))]
    server.received.clear()
    translate(server, *TEXTS[3:])
    assert {"seed", "temperature", "response_format"} <= {*server.received[0].body}


def test_a_slip_is_not_remembered(server: LlmServer) -> None:
    """One refusal that names nothing, of an endpoint that takes all fields."""
    server.next(error(400))
    assert all(draft.text for draft in translate(server, concurrency=1))
    server.received.clear()
    assert all(draft.text for draft in translate(server))
    assert {"seed", "temperature", "response_format"} <= {*server.received[0].body}


def test_a_system_turn_that_is_refused_without_a_word_leaves_the_fields(server: LlmServer) -> None:
    """They were left out first, in vain."""
    refusing = Refusing(server, system="the request is not valid")
    assert refusing.of_a_run() > 0
    server.received.clear()
    assert refusing.of_a_run() == 0
    assert {"seed", "temperature", "response_format"} <= {*server.received[0].body}


def test_the_room_that_thoughts_need_is_remembered(server: LlmServer) -> None:
    """An answer that was cut off was paid for: that happens in the first run alone."""

    def thinking(body: dict[str, Any]) -> Answer:
        if body["max_tokens"] < 6000:
            return completion("<think>Let me see", finish="length")(body)
        return completion(f"<think>Hm.</think>{server.translate(body)}")(body)

    server.always(thinking)
    for _ in range(2):
        before = len(server.received)
        assert all(draft.text for draft in translate(server, model="deepseek-r1"))
        cut = [each for each in server.received[before:] if each.body["max_tokens"] < 6000]
    assert cut == []


@pytest.mark.parametrize("damage", ["", "[]", '{"a": {"since": "x"}}', "\x00"])
def test_a_damaged_file_is_as_none(server: LlmServer, damage: str) -> None:
    """It is learned anew, and written."""
    refusing = Refusing(server, seed="unknown field seed")
    refusing.of_a_run()
    MEMORY.write_text(damage, "utf-8")
    assert refusing.of_a_run() > 0
    assert refusing.of_a_run() == 0


def test_neither_address_nor_key_is_in_the_file(server: LlmServer) -> None:
    """An address may hold a key, as some services want it."""
    refusing = Refusing(server, seed="unknown field seed")
    refusing.of_a_run(url=f"{server.url}?key=sk-canary")
    assert "sk-canary" not in MEMORY.read_text("utf-8")
    assert "127.0.0.1" not in MEMORY.read_text("utf-8")
