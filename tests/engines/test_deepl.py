"""The ``deepl`` engine, through DeepL's own library, against a loopback stand-in of its API."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.deepl_server import DeeplServer
from workflow import engines
from workflow.engines import deepl, service_streams, services
from workflow.engines.deepl import DeeplEngine
from workflow.engines.drafting import Job, finish
from workflow.errors import EngineError
from workflow.model import (
    BlockKind,
    DeeplSettings,
    Draft,
    Project,
    Request,
    Segment,
    Settings,
    TermType,
    TermUse,
)

KEF = "The KEF held a forum."


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[DeeplServer]:
    """The API, and a key for it."""
    monkeypatch.setenv("DEEPL_API_KEY", "secret-key:fx")
    with DeeplServer() as running:
        yield running


@pytest.fixture
def engine(server: DeeplServer, tmp_path: Path) -> DeeplEngine:
    """The engine at the API."""
    return DeeplEngine(Project(tmp_path, Settings(deepl=DeeplSettings(url=server.url))))


def translate(engine: DeeplEngine, *requests: Request, target: str = "ko") -> list[Draft]:
    """The drafts in the order of the requests."""
    return [draft for _, draft in sorted(engine.translate(requests, "en", target))]


def kef(rendering: str = "경총") -> Request:
    """A sentence with a name."""
    start = KEF.index("KEF")
    return Request(KEF, terms=(TermUse("k", TermType.ORG, "KEF", start, start + 3, rendering),))


def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets retries follow at once."""
    monkeypatch.setattr("deepl.http_client._BackoffTimer.BACKOFF_INITIAL", 0.0)
    monkeypatch.setattr(services, "_PAUSES", (0.0, 0.0))


def test_names_come_from_a_glossary_of_ours(engine: DeeplEngine, server: DeeplServer) -> None:
    """It is made of the sentences' terms, used again while they are the same, then replaced."""
    server.glossaries["x"] = {
        "glossary_id": "x", "name": "somebody else's", "ready": True, "source_lang": "en",
        "target_lang": "ko", "creation_time": "2026-01-01T00:00:00.000Z", "entry_count": 1,
    }  # fmt: skip
    for _ in range(2):
        [draft] = translate(engine, kef())
        assert "경총" in draft.text
        assert draft.problems == ()
    assert [each["name"].split(" ")[0] for each in server.glossaries.values()] == [
        "somebody", "translation-workflow",
    ]  # fmt: skip
    before = set(server.glossaries)
    translate(engine, kef("한국경영자총협회"))
    assert set(server.glossaries) - before
    assert len(server.glossaries) == 2
    assert "x" in server.glossaries


def test_projects_without_a_name_keep_their_glossaries(server: DeeplServer, tmp_path: Path) -> None:
    """Clones share one that is alike; each deletes only what it has made itself."""
    settings = Settings(deepl=DeeplSettings(url=server.url))
    one, clone, other = (
        DeeplEngine(Project(tmp_path / name, settings)) for name in ("one", "clone", "other")
    )
    translate(one, kef())
    translate(clone, kef())
    assert len(server.glossaries) == 1
    translate(other, kef("한국경총"))
    translate(clone, kef("경영자총협회"))
    found = [each["entries"]["KEF"] for each in server.glossaries.values()]
    assert found == ["경총", "한국경총", "경영자총협회"]
    translate(one, kef("경영자총협회"))
    assert [*found[1:]] == [each["entries"]["KEF"] for each in server.glossaries.values()]


def test_an_account_with_room_for_one_glossary_has_the_last_one(
    engine: DeeplEngine, server: DeeplServer
) -> None:
    """The project's earlier one goes before the next one is made."""
    server.most = 1
    for rendering in ("경총", "한국경총"):
        [draft] = translate(engine, kef(rendering))
        assert rendering in draft.text
        [kept] = server.glossaries.values()
        assert kept["entries"] == {"KEF": rendering}


def test_what_the_glossary_does_not_bring_is_written_in(
    engine: DeeplEngine, server: DeeplServer
) -> None:
    """In an element that is left alone; only the sentences that need it are asked for again."""
    server.heeds = False
    drafts = translate(engine, kef(), Request("Ten ships left the harbour."))
    assert "경총" in drafts[0].text
    assert drafts[0].problems == ()
    assert [len(each["text"]) for each in server.received] == [2, 1]
    assert server.received[1]["text"] == ["The <k>경총</k> held a forum."]
    assert server.received[1]["ignore_tags"] == ["k"]


def test_a_text_that_is_refused_is_lost_alone(engine: DeeplEngine, server: DeeplServer) -> None:
    """It is found by halves; where everything is refused, that is the error."""
    server.refuses = "port 5 "
    texts = [Request(f"The port {number} is open.", document="d") for number in range(9)]
    drafts = translate(engine, *texts)
    assert [place for place, draft in enumerate(drafts) if not draft.text] == [5]
    assert "fails on this text alone" in str(drafts[5].problems[0])
    server.refuses = "o"
    with pytest.raises(EngineError, match="refuses the request"):
        translate(engine, *texts)


@pytest.mark.parametrize("trouble", [{"most": 0}, {"gone": True}])
def test_without_its_glossary_renderings_are_written_in(
    engine: DeeplEngine, server: DeeplServer, trouble: dict[str, Any]
) -> None:
    """There may be too many of them, or somebody has deleted it meanwhile."""
    for name, value in trouble.items():
        setattr(server, name, value)
    drafts = translate(engine, kef(), kef())
    assert all("경총" in draft.text and not draft.problems for draft in drafts)
    assert sum("glossary_id" in body for body in server.received) <= 1


@pytest.mark.parametrize("said", ["", "<g1></g1>", KEF.replace("KEF", "<g1>KEF</g1>")])
def test_an_empty_answer_or_an_echo_is_no_draft(
    engine: DeeplEngine, server: DeeplServer, said: str
) -> None:
    """Placeholders alone are none either."""
    whole = server.answer

    def answer(method: str, path: str, body: dict[str, Any]) -> tuple[int, Any]:
        status, value = whole(method, path, body)
        if path == "/v2/translate":
            value["translations"][0]["text"] = said
        return status, value

    server.answer = answer  # type: ignore[method-assign]
    text = KEF.replace("KEF", "<g1>KEF</g1>")
    [draft] = translate(engine, Request(text))
    assert draft.text == ""
    assert [each.code for each in draft.problems] == [
        "untranslated" if "forum" in said else "empty"
    ]
    segment = Segment("a", text, "", "a.md", 1, 0, 0, BlockKind.PARAGRAPH, "en")
    assert finish(draft, Job(segment), "ko") == draft


def test_an_answer_about_fewer_texts_is_told(engine: DeeplEngine, server: DeeplServer) -> None:
    """Nobody knows which of them it is about."""
    whole = server.answer

    def fewer(method: str, path: str, body: dict[str, Any]) -> tuple[int, Any]:
        status, value = whole(method, path, body)
        return status, {"translations": []} if path == "/v2/translate" else value

    server.answer = fewer  # type: ignore[method-assign]
    with pytest.raises(EngineError, match="something else"):
        translate(engine, Request("It rained."))


def test_pairs_are_translated_side_by_side(engine: DeeplEngine, server: DeeplServer) -> None:
    """Each of two requests waits for the other one: one after the other they would never end."""
    both, answer = threading.Barrier(2), server.answer

    def together(method: str, path: str, body: dict[str, Any]) -> tuple[int, Any]:
        if path == "/v2/translate":
            both.wait(timeout=20)
        return answer(method, path, body)

    server.answer = together  # type: ignore[method-assign]
    order = [(kef(), "en", target) for target in ("ko", "zh-Hans")]
    arrived = sorted((index, bool(last)) for index, _, last in engine.stream(iter([order])))
    assert arrived == [(0, True), (1, True)]
    assert {each["target_lang"][:2] for each in server.received} == {"KO", "ZH"}


def test_the_next_sentences_do_not_wait_for_the_last_ones(
    engine: DeeplEngine, server: DeeplServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One slow request holds nothing up; no glossary is deleted while requests may use it."""
    monkeypatch.setattr(service_streams, "_WINDOW", 2)
    later, answer = threading.Event(), server.answer
    used: list[bool] = []

    def slow(method: str, path: str, body: dict[str, Any]) -> tuple[int, Any]:
        if path == "/v2/translate":
            if "A first port." in body["text"]:
                assert later.wait(timeout=20)
            elif "A port." in body["text"]:
                later.set()
            used.append(body.get("glossary_id") in (None, *server.glossaries))
        return answer(method, path, body)

    server.answer = slow  # type: ignore[method-assign]
    orders = [
        [(replace(kef(form), document=form), "en", "ko"), (Request("A first port."), "en", "ko")]
        for form in ("경총", "한국경총", "경영자총협회")
    ]
    orders[1][1] = orders[2][1] = (Request("A port."), "en", "ko")
    found = {index: found for index, found, _ in engine.stream(iter(orders))}
    assert all(isinstance(each, Draft) and each.text for each in found.values())
    assert len(found) == 6
    assert all(used)


def test_an_error_ends_its_own_pair_alone(engine: DeeplEngine, server: DeeplServer) -> None:
    """What has come of the other stays valid, and what needs no service arrives."""
    answer = server.answer

    def no_korean(method: str, path: str, body: dict[str, Any]) -> tuple[int, Any]:
        fails = path == "/v2/translate" and body["target_lang"] == "KO"
        return (456, {"message": "no"}) if fails else answer(method, path, body)

    server.answer = no_korean  # type: ignore[method-assign]
    order = [(Request("A port.", document="d"), "en", target) for target in ("ko", "zh-Hans")]
    found = {
        index: found
        for index, found, _ in engine.stream(iter([[*order, (Request("7"), "en", "ko")]]))
    }
    assert isinstance(found[0], EngineError)
    assert isinstance(found[1], Draft)
    assert isinstance(found[2], Draft)


def test_markup_travels_as_elements(engine: DeeplEngine, server: DeeplServer) -> None:
    """And other angle brackets and ampersands as text."""
    text = "See <g1>page 7</g1> & the <note> in <x2/>."
    [draft] = translate(engine, Request(text))
    assert server.received[0]["text"] == ["See <g1>page 7</g1> &amp; the &lt;note&gt; in <x2/>."]
    assert all(mark in draft.text for mark in ("<g1>", "</g1>", "<x2/>", "&", "<"))
    assert "&lt;" not in draft.text


def test_headline_and_sentences_before_are_context(
    engine: DeeplEngine, server: DeeplServer
) -> None:
    """Which DeepL reads, and does not bill."""
    request = Request("It grew.", document="a", headline="Trade", before=("Ports are full.",))
    translate(engine, request, target="zh-Hans")
    [asked] = server.received
    assert asked["context"] == "Trade Ports are full."
    assert (asked["source_lang"], asked["target_lang"]) == ("EN", "ZH-HANS")


def test_articles_are_divided_into_requests_of_fifty(
    engine: DeeplEngine, server: DeeplServer
) -> None:
    """The API takes no more."""
    requests = [Request(f"Ship number {number} left.", document="a") for number in range(120)]
    drafts = translate(engine, *requests)
    assert all(f"{number}" in draft.text for number, draft in enumerate(drafts))
    assert sorted(len(each["text"]) for each in server.received) == [20, 50, 50]


@pytest.mark.parametrize(
    ("status", "says", "what"),
    [
        (403, "no", "refuses the key"),
        (429, "no", "is too busy"),
        (456, "no", "has no quota left"),
        (503, "no", "is too busy"),
        (400, "no", "refuses the request"),
        (400, "Value for 'target_lang' not supported.", "does not translate from en into ko"),
    ],
)
def test_refusals_are_told_plainly(
    engine: DeeplEngine, server: DeeplServer, monkeypatch: pytest.MonkeyPatch,
    status: int, says: str, what: str,
) -> None:  # fmt: skip
    """Without what the server says, which may hold the text, and without the key."""
    at_once(monkeypatch)
    server.status, server.says = status, says
    with pytest.raises(EngineError) as caught:
        translate(engine, kef())
    assert what in caught.value.what
    assert caught.value.hint
    assert "secret" not in str(caught.value)


def test_what_was_answered_is_kept_when_a_correction_fails(
    engine: DeeplEngine, server: DeeplServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is paid for: each sentence has the best that there was, with what is wrong in it."""
    server.heeds, before = False, server.answer

    def spent(method: str, path: str, body: dict[str, Any]) -> tuple[int, Any]:
        return (456, {"message": "no"}) if server.received else before(method, path, body)

    monkeypatch.setattr(server, "answer", spent)
    drafts = translate(engine, Request("It rained."), kef())
    assert all(draft.text for draft in drafts)
    assert [problem.code for problem in drafts[1].problems] == ["term-missing"]
    with pytest.raises(EngineError, match="no quota left"):
        translate(engine, Request("It rained."))


def test_glossaries_that_are_told_oddly_cost_no_sentence(
    engine: DeeplEngine, server: DeeplServer
) -> None:
    """Renderings are written into the sentences instead."""
    server.glossaries["x"] = {"glossary_id": "x", "creation_time": "yesterday"}
    [draft] = translate(engine, kef())
    assert "경총" in draft.text


@pytest.mark.parametrize("fails_at", ["forum", ""])
def test_a_failure_is_the_texts_or_the_services(
    engine: DeeplEngine, server: DeeplServer, monkeypatch: pytest.MonkeyPatch, fails_at: str
) -> None:
    """500 for one text costs that text; 500 for all, also midway, is no fault of any sentence."""
    at_once(monkeypatch)
    requests = [Request("Ships left.", document="a"), Request(KEF, document="a")]
    translate(engine, requests[0])
    before = server.answer

    def failing(method: str, path: str, body: dict[str, Any]) -> tuple[int, Any]:
        fails = path == "/v2/translate" and any(fails_at in text for text in body["text"])
        return (500, {"message": "no"}) if fails else before(method, path, body)

    monkeypatch.setattr(server, "answer", failing)
    if fails_at:
        fine, lost = translate(engine, *requests)
        assert fine.text
        assert (lost.text, [problem.code for problem in lost.problems]) == ("", ["no-answer"])
    else:
        with pytest.raises(EngineError, match="is too busy"):
            translate(engine, *requests)


def test_a_text_that_always_fails_does_not_cost_minutes(
    engine: DeeplEngine, server: DeeplServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of fifty in a request it is found with few retries; what has no time is waited for."""
    waits: list[float] = []
    monkeypatch.setattr("time.sleep", waits.append)
    monkeypatch.setattr(services, "sleep", waits.append)
    before = server.answer
    statuses = iter([503, 503, 503])

    def failing(method: str, path: str, body: dict[str, Any]) -> tuple[int, Any]:
        fails = path == "/v2/translate" and any("port 5 " in text for text in body["text"])
        status = next(statuses, 500 if fails else 0)
        return (status, {"message": "no"}) if status else before(method, path, body)

    monkeypatch.setattr(server, "answer", failing)
    texts = [Request(f"The port {number} is open.", document="d") for number in range(50)]
    drafts = translate(engine, *texts)
    assert [place for place, draft in enumerate(drafts) if not draft.text] == [5]
    assert sum(waits) < 35


@pytest.mark.parametrize(
    "said", [{"text": None}, {"text": "경총"}, {"text": 1, "billed_characters": 1}]
)
def test_an_odd_answer_is_told(
    engine: DeeplEngine, server: DeeplServer, monkeypatch: pytest.MonkeyPatch, said: dict[str, Any]
) -> None:
    """A gateway may leave out what DeepL's library counts on."""
    answer = {"translations": [{"detected_source_language": "EN", **said}]}
    monkeypatch.setattr(server, "answer", lambda *_: (200, answer))
    with pytest.raises(EngineError, match="answers with something else"):
        translate(engine, Request("Ships left."))


def test_it_serves_with_a_key_only(engine: DeeplEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    """And languages that DeepL knows; ``auto`` takes it before what is installed."""
    assert engine.serves("en", "ko")
    assert engine.serves("zh-Hans", "en")
    assert not engine.serves("en", "tlh")
    assert not engine.serves("ko", "ko")
    assert engines.order(Project(Path()))[:2] == ("llm", "deepl")
    monkeypatch.delenv("DEEPL_API_KEY")
    assert not engine.serves("en", "ko")


@given(st.lists(st.sampled_from([*"ab<>&;'\" 경", "<g1>", "</g1>", "<x2/>", "&lt;"])))
def test_what_is_written_is_read_again(pieces: list[str]) -> None:
    """Whatever stands in a sentence."""
    text = "".join(pieces)
    assert deepl.from_xml(deepl.as_xml(Request(text), forced=False)) == text


TAGGED = "The <g1>talks</g1> ended<x2/> on Monday."


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("<g1>회담</g1>은<x2>월요일에</x2> 끝났다.", "<g1>회담</g1>은<x2/>월요일에 끝났다."),
        ("<g1>회담</g1>은<x2> 월요일에 끝났다.", "<g1>회담</g1>은<x2/> 월요일에 끝났다."),
        ("<g1>회담</g1>은<X2 /> 월요일에 끝났다. <x", "<g1>회담</g1>은<x2/> 월요일에 끝났다."),
        ('<g1 id="1">회담</g1>은<x2/> 끝났다.</x', "<g1>회담</g1>은<x2/> 끝났다."),
        ("a <x2 b", "a b"),
        ("&lt;x 회담", "<x 회담"),
        ("<geht> <밝혔다>", "<geht> <밝혔다>"),
    ],
)
def test_tags_that_deepl_leaves_in_pieces_are_no_text(said: str, text: str) -> None:
    """Words put into an empty element, halves of tags; what was text stays text."""
    assert deepl.from_xml(said, TAGGED) == text


def test_a_source_with_such_signs_keeps_them() -> None:
    """Nobody can tell a piece of a tag from them."""
    assert deepl.from_xml("f <x 3", "f <x 3") == "f <x 3"
