"""Draft, critique, revision: one look more, the better text, and what the critic still says."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.llm_server import Answer, LlmServer, completion
from workflow.engines.llm import LlmEngine
from workflow.engines.llm.critique import parse
from workflow.model import Draft, LlmSettings, Project, Request, Settings

SOURCES = ("Trade grew last year.", "The talks begin on Monday.", "He did not sign the deal.")
WRONG, RIGHT = "그는 협정에 서명을 하지 않았다 한다.", "그는 협정에 서명하지 않았다."
DRAFTS = {
    SOURCES[0]: "무역은 지난해 늘었다.",
    SOURCES[1]: "회담은 월요일에 시작한다.",
    SOURCES[2]: WRONG,
}


def span(words: str, **more: str) -> dict[str, str]:
    """An error as a critic marks it."""
    return {"span": words, "category": "fluency", "severity": "major", "note": "hearsay"} | more


class Critic:
    """An endpoint whose translator makes one mistake, and whose critic says what it is told to."""

    def __init__(self, said: object, better: str = RIGHT) -> None:
        self.said, self.better = said, better
        self.asked: list[dict[str, Any]] = []

    def __call__(self, body: dict[str, Any]) -> Answer:
        """Translates, criticises or writes again."""
        self.asked.append(body)
        order, text = body["messages"][0]["content"], body["messages"][-1]["content"]
        if "senior reviewer" in order:
            return completion(json.dumps(self.said, ensure_ascii=False))(body)
        if text.startswith("That translation has these faults"):
            return completion(self.better)(body)
        told = {each["id"]: DRAFTS[each["text"]] for each in json.loads(text)["sentences"]}
        return completion(json.dumps(told, ensure_ascii=False))(body)


def translate(server: LlmServer, answers: Critic, **settings: Any) -> list[Draft]:
    """The drafts of the three sentences."""
    server.always(answers)
    llm = replace(LlmSettings(url=server.url, model="toy", revise=True), **settings)
    engine = LlmEngine(Project(Path(), Settings(llm=llm)))
    found = list(engine.translate([*map(Request, SOURCES)], "en", "ko"))
    assert sorted(index for index, _ in found) == [0, 1, 2]
    return [draft for _, draft in sorted(found)]


def test_a_draft_with_an_error_is_written_again_once(server: LlmServer) -> None:
    """All drafts are criticised in one request; the others stay as they are."""
    critic = Critic({"1": [], "2": [], "3": [span("하지 않았다 한다")]})
    drafts = translate(server, critic)
    assert [draft.text for draft in drafts] == [*list(DRAFTS.values())[:2], RIGHT]
    assert all(draft.problems == () for draft in drafts)
    assert len(critic.asked) == 3


def test_what_stays_is_a_finding(server: LlmServer) -> None:
    """Where the new text is no better, the draft stays, with what the critic says of it."""
    critic = Critic({"3": [span("하지 않았다 한다")]}, better="He did not sign.")
    drafts = translate(server, critic)
    assert drafts[2].text == WRONG
    assert [str(problem) for problem in drafts[2].problems] == [
        "critique: major error, fluency: 하지 않았다 한다 – hearsay"
    ]


def test_the_critic_may_be_another_model(server: LlmServer) -> None:
    """At the same endpoint."""
    critic = Critic({"1": [], "2": [], "3": []})
    translate(server, critic, critic="big")
    assert [body["model"] for body in critic.asked] == ["toy", "big"]


@pytest.mark.parametrize(
    "said",
    [
        {"3": [span("words that are nowhere")]},
        {"3": [span("", note="bad")]},
        {"3": "no list"},
        {"9": [span("하지")]},
        {"3": [span("않았다", severity="terrible")]},
        ["no object"],
        "I like them all.",
    ],
)
def test_a_critic_that_talks_nonsense_changes_nothing(server: LlmServer, said: object) -> None:
    """What it does not show in the text, or not in the form, is passed over."""
    drafts = translate(server, Critic(said))
    assert [draft.text for draft in drafts] == [*DRAFTS.values()]
    assert all(draft.problems == () for draft in drafts)


def test_words_that_are_left_out_are_shown_in_the_source(server: LlmServer) -> None:
    """An omission has no place in the translation."""
    left_out = span("last year", category="omission", note="left out")
    critic = Critic({"1": [left_out]}, better=DRAFTS[SOURCES[0]])
    drafts = translate(server, critic)
    assert [str(problem) for problem in drafts[0].problems] == [
        "critique: major error, omission: last year – left out"
    ]


def test_without_the_setting_nobody_criticises(server: LlmServer) -> None:
    """One request for all."""
    critic = Critic({"3": [span("하지")]})
    translate(server, critic, revise=False)
    assert len(critic.asked) == 1


@given(st.text(max_size=40))
def test_any_critique_is_read(reply: str) -> None:
    """Whatever a model says."""
    assert set(parse(reply, ("1", "2"))) <= {"1", "2"}
