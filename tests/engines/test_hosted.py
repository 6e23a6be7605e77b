"""What hosted services do besides answering: refuse parameters, filter, stream, limit, mislead."""

from __future__ import annotations

import asyncio
import json
import re
import threading
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest

from tests.support.llm_server import Answer, Behaviour, LlmServer, completion, error, raw, status
from workflow.engines.llm import LlmEngine, pacing
from workflow.engines.llm.capabilities import Capabilities
from workflow.engines.llm.refusals import Kind, refusal
from workflow.engines.llm.reply_talk import is_refusal
from workflow.engines.llm.responses import end_of, error_in, parsed
from workflow.engines.llm.shifts import misplaced
from workflow.engines.usage import Budget, Price, Usage
from workflow.errors import EngineError
from workflow.model import Draft, LlmSettings, Project, Request, Settings
from workflow.qa import engine_problems

TEXTS = tuple(f"Record number {number} of the talks was published." for number in range(1, 79))


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Retries follow at once."""
    monkeypatch.setattr(pacing, "_FIRST_PAUSE", 0.001)


def engine(server: LlmServer, **settings: Any) -> LlmEngine:
    """The engine for the endpoint."""
    llm = replace(LlmSettings(url=server.url, model="m", timeout=5), **settings)
    return LlmEngine(Project(Path(), Settings(llm=llm)))


def translate(llm: LlmEngine, *texts: str) -> list[Draft]:
    """The drafts in the order of the texts."""
    return [
        draft for _, draft in sorted(llm.translate([Request(each) for each in texts], "en", "ko"))
    ]


def fastapi(name: str) -> dict[str, Any]:
    """How FastAPI, and so vLLM and many proxies, refuse a field."""
    return {"detail": [{"type": "extra_forbidden", "loc": ["body", name], "msg": "Not permitted"}]}


@pytest.mark.parametrize("concurrency", [1, 4, 32])
@pytest.mark.parametrize(
    ("name", "status", "body"),
    [
        ("max_tokens", 400, {"error": {"message": "Unsupported parameter: 'max_tokens'",
                                       "param": "max_tokens", "code": "unsupported_parameter"}}),
        ("seed", 400, {"error": {"message": "unknown field `seed`"}}),
        ("seed", 422, fastapi("seed")),
        ("temperature", 422, {"message": "temperature: only the default is supported"}),
        ("response_format", 400, {"error": "json_schema of response_format is not supported"}),
        ("response_format", 400, None),
        ("seed", 501, {"error": {"message": "This server does not support seed"}}),
        ("response_format", 500, {"error": {"code": 500, "message": "failed to parse grammar"}}),
        ("response_format", 404, {"error": {"message": "No endpoints found that can handle the "
                                                       "requested parameters."}}),
    ],
)  # fmt: skip
def test_a_refused_parameter_costs_nothing(
    server: LlmServer, concurrency: int, name: str, status: int, body: object
) -> None:
    """However it is said, and however many requests are under way."""

    def behave(asked: dict[str, Any]) -> Answer:
        if name in asked:
            data = b"" if body is None else json.dumps(body).encode()
            return status, {"Content-Type": "application/json"}, data
        return completion(server.translate(asked))(asked)

    server.always(behave)
    drafts = translate(engine(server, concurrency=concurrency), *TEXTS)
    assert all(draft.text and not draft.problems for draft in drafts)
    assert len(server.received) <= 10 + min(concurrency, 10)


@pytest.mark.parametrize(
    ("status", "fault"),
    [
        (400, {"code": "content_filter", "message": "The response was filtered"}),
        (400, {"code": "data_inspection_failed", "message": "inappropriate content"}),
        (403, {"message": "Your request was blocked by our content management policy"}),
    ],
)
def test_a_filter_costs_one_sentence(server: LlmServer, status: int, fault: Any) -> None:
    """It stays empty and says why; all others are translated."""

    def behave(asked: dict[str, Any]) -> Answer:
        if "number 33 " in asked["messages"][-1]["content"]:
            return (
                status,
                {"Content-Type": "application/json"},
                json.dumps({"error": fault}).encode(),
            )
        return completion(server.translate(asked))(asked)

    server.always(behave)
    drafts = translate(engine(server), *TEXTS)
    assert [number for number, draft in enumerate(drafts, 1) if not draft.text] == [33]
    assert "refuses the text" in str(drafts[32].problems[0])
    assert len(server.received) <= 10 + 8 + 2


def test_a_filter_in_the_reply_costs_one_sentence(server: LlmServer) -> None:
    """Told by ``finish_reason``, or by a ``refusal`` beside an empty text."""

    def behave(asked: dict[str, Any]) -> Answer:
        hit = "number 33 " in asked["messages"][-1]["content"]
        finish = "content_filter" if hit else "stop"
        return completion(None if hit else server.translate(asked), finish)(asked)

    server.always(behave)
    drafts = translate(engine(server), *TEXTS)
    assert [number for number, draft in enumerate(drafts, 1) if not draft.text] == [33]


@pytest.mark.parametrize(
    ("status", "message", "told"),
    [
        (400, "Invalid model: m", "has no model m"),
        (404, "No endpoints found matching your data policy (Free model publication).",
         "under your data policy"),
        (400, 'Failed to load model "m". Error: insufficient system resources.', "cannot load"),
        (500, "model requires more system memory (5 GiB) than is available (3 GiB)", "cannot load"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_the_model_is_told(
    server: LlmServer, status: int, message: str, told: str
) -> None:
    """As Mistral, OpenRouter, LM Studio and Ollama say it, without repeating them."""
    server.always(error(status, message=message))
    with pytest.raises(EngineError, match=told):
        translate(engine(server), TEXTS[0])


def test_what_is_busy_under_a_status_of_its_own_is_asked_again(server: LlmServer) -> None:
    """Groq's 498."""
    server.next(*[error(498, "capacity_exceeded")] * 2)
    assert all(draft.text for draft in translate(engine(server), *TEXTS[:8]))


@pytest.mark.parametrize("finish", ["content_filter: PROHIBITED_CONTENT", "sensitive", "refusal"])
def test_other_words_for_a_filter(server: LlmServer, finish: str) -> None:
    """As Google, Zhipu and Anthropic end a reply that they have stopped."""
    server.always(completion(None, finish))
    (draft,) = translate(engine(server), TEXTS[0])
    assert "refuses the text" in str(draft.problems[0])
    assert len(server.received) == 1


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (400, {"error": {"message": "Invalid request", "code": "invalid_request_error"}}),
        (500, {}),
        (404, {}),
        (200, {"choices": [], "usage": {"prompt_tokens": 3}}),
        (200, {"error": {"code": 502, "message": "upstream"}}),
    ],
)
def test_what_nobody_explains_costs_one_sentence(
    server: LlmServer, status: int, body: object
) -> None:
    """The endpoint answers the same question about other texts, so this one is to blame."""

    def behave(asked: dict[str, Any]) -> Answer:
        if "number 33 " in asked["messages"][-1]["content"]:
            return status, {"Content-Type": "application/json"}, json.dumps(body).encode()
        return completion(server.translate(asked))(asked)

    server.always(behave)
    drafts = translate(engine(server, retries=1), *TEXTS[24:40])
    assert [number for number, draft in enumerate(drafts, 25) if not draft.text] == [33]
    assert "fails on this text alone" in str(drafts[8].problems[0])


def test_a_filtered_headline_costs_no_other_sentence(server: LlmServer) -> None:
    """What is shown with a sentence is left out where it may be what is refused."""

    def behave(asked: dict[str, Any]) -> Answer:
        if "Riot" in json.dumps(asked):
            return error(400, "content_filter")(asked)
        return completion(server.translate(asked))(asked)

    server.always(behave)
    requests = [Request(text, headline="Riot at the port") for text in TEXTS[:3]]
    drafts = dict(engine(server).translate(requests, "en", "ko"))
    assert all(drafts[place].text and not drafts[place].problems for place in range(3))


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (400, {"code": "unknown_parameter", "param": "provider"}),
        (404, {"message": "No endpoints found that can handle the requested parameters."}),
        (501, {"message": "This server does not support provider"}),
    ],
)
def test_a_refused_field_of_the_settings_is_named(
    server: LlmServer, status: int, said: object
) -> None:
    """It may be there for a reason, such as privacy, so it is not left out silently."""
    body = json.dumps({"error": said}).encode()
    server.always(lambda _: (status, {"Content-Type": "application/json"}, body))
    with pytest.raises(EngineError, match="refuses the field provider") as caught:
        translate(engine(server, extra={"provider": {"zdr": True}}, retries=1), TEXTS[0])
    assert caught.value.hint == "Correct llm.extra."


def test_a_field_that_no_answer_had_is_dropped_late(server: LlmServer) -> None:
    """A single sentence was answered; the first question for JSON is refused without a word."""

    def behave(asked: dict[str, Any]) -> Answer:
        if "response_format" in asked:
            return error(400)(asked)
        return completion(server.translate(asked))(asked)

    server.always(behave)
    requests = [Request(TEXTS[0], document="a"), *(Request(text, document="b") for text in TEXTS)]
    drafts = dict(engine(server, concurrency=1).translate(requests, "en", "ko"))
    assert all(draft.text for draft in drafts.values())


@pytest.mark.parametrize(
    "said",
    [
        "I'm sorry, but I can't help with that.",
        "I cannot assist you with this request.",
        "I'm sorry, I am unable to translate this text.",
        "As an AI language model, I must not take sides.",
        "죄송합니다만, 해당 텍스트는 번역할 수 없습니다.",
        "해당 내용은 정책상 번역해 드릴 수 없습니다.",
        "抱歉，我无法翻译这段内容。",
        "Please provide the text you would like me to translate.",
        "번역할 문장을 제공해 주세요.",
        "请提供您需要翻译的文本。",
    ],
)
def test_a_refusal_is_no_draft(server: LlmServer, said: str) -> None:
    """The sentence stays empty, with the reason."""
    server.always(completion(said))
    [draft] = translate(engine(server), "Ten people died in the attack.")
    assert draft.text == ""
    assert "refuses the text" in str(draft.problems[0])


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("I can't provide that figure.", "그 수치는 제공할 수 없다."),
        ("“I'm sorry, but I cannot help him,” she said.", "“미안하지만 그를 도울 수 없다”고 했다."),
        ("죄송하지만 오늘은 쉽니다.", "Sorry, we are closed today."),
        ("그는 죄송하다며 도와줄 사람이 없다고 했다.", "He apologised and said nobody would help."),
        ("이 시는 번역할 수 없다고 그는 말했다.", "This poem cannot be translated, he said."),
        ("抱歉，我今天不能来。", "Sorry, I cannot come today."),
        ("I cannot help thinking so.", "그렇게 생각하지 않을 수 없다."),
        ("미안하지만 도와줄 수 없다고 그는 말했다.", "Sorry, I cannot help you, he said."),
    ],
)  # fmt: skip
def test_a_translation_that_is_sorry_is_one(text: str, source: str) -> None:
    """People say such things, too."""
    assert not is_refusal(text, source)


def test_an_echo_is_no_draft(server: LlmServer) -> None:
    """A model that gives the sentence back has not translated it."""
    server.always(completion(TEXTS[0]))
    [draft] = translate(engine(server), TEXTS[0])
    assert draft.text == ""
    assert "untranslated" in [problem.code for problem in draft.problems]


def sse(asked: dict[str, Any], text: str) -> Answer:
    """A streamed completion."""
    assert asked["stream"] is True
    pieces = [text[start : start + 7] for start in range(0, len(text), 7)]
    chunks = [{"choices": [{"delta": {"content": each}, "finish_reason": None}]} for each in pieces]
    chunks.append({"choices": [{"delta": {}, "finish_reason": "stop"}]})
    chunks.append({"choices": [], "usage": {"prompt_tokens": 10, "completion_tokens": 5}})
    lines = [f"data: {json.dumps(each, ensure_ascii=False)}\n\n" for each in chunks]
    data = "".join((": ping\n\n", *lines, "data: [DONE]\n\n")).encode()
    return 200, {"Content-Type": "text/event-stream; charset=utf-8"}, data


def test_a_server_that_only_streams(server: LlmServer) -> None:
    """Its chunks are joined, and its usage counted."""

    def behave(asked: dict[str, Any]) -> Answer:
        if not asked.get("stream"):
            return error(400, "invalid_request_error", "Only stream=true is supported")(asked)
        return sse(asked, server.translate(asked))

    server.always(behave)
    llm = engine(server, concurrency=1)
    drafts = translate(llm, *TEXTS[:16])
    assert all(draft.text and not draft.problems for draft in drafts)
    assert llm.usage.completion_tokens == 10
    assert len(server.received) == 3


def test_tokens_of_a_stream_are_asked_for(server: LlmServer) -> None:
    """And what no server counts is reckoned, so that a limit of cost is one."""
    said = "회담 기록 1번이 나왔다."
    chunk = {"choices": [{"delta": {"content": said}, "finish_reason": "stop"}]}
    counted = {"choices": [], "usage": {"prompt_tokens": 70, "completion_tokens": 9}}

    def behave(asked: dict[str, Any]) -> Answer:
        if not asked.get("stream"):
            return error(400, message="only streaming is supported")(asked)
        told = [chunk, counted] if asked.get("stream_options") else [chunk]
        data = "".join(f"data: {json.dumps(each)}\n\n" for each in told).encode()
        return 200, {"Content-Type": "text/event-stream"}, data

    server.always(behave)
    llm = engine(server)
    translate(llm, TEXTS[0])
    assert (llm.usage.prompt_tokens, llm.usage.completion_tokens) == (70, 9)
    server.well_behaved()
    body = {"choices": [{"message": {"content": said}}]}
    server.always(lambda _: (200, {}, json.dumps(body).encode()))
    bare = engine(server)
    translate(bare, TEXTS[0])
    assert bare.usage.prompt_tokens > 50
    assert bare.usage.completion_tokens > 5


def test_a_stream_is_told_by_how_it_begins(server: LlmServer) -> None:
    """Behind a mark of byte order, as another kind; only its own ends of lines end its lines."""
    said = "회담\u2028기록\x85 1번이 나왔다."
    chunk = {"choices": [{"delta": {"content": said}, "finish_reason": "stop"}]}
    data = f"\n \ufeff: wait\r\n\r\ndata: {json.dumps(chunk, ensure_ascii=False)}\r\n\r\n"
    server.next(raw(data.encode()))
    (draft,) = translate(engine(server), TEXTS[0])
    assert draft.text == "회담 기록 1번이 나왔다."


@pytest.mark.parametrize("finish", ["error", "abort", "insufficient_system_resource", None])
def test_a_reply_that_was_broken_off_is_none(server: LlmServer, finish: str | None) -> None:
    """As vLLM and DeepSeek end one, and a gateway that closes a stream without its end."""
    chunk = {"choices": [{"delta": {"content": "회담"}, "finish_reason": None}]}
    half: Behaviour = raw(f"data: {json.dumps(chunk)}\n\n".encode(), "text/event-stream")
    server.next(completion("회담", finish) if finish else half)
    [draft] = translate(engine(server), TEXTS[0])
    assert draft.text != "회담"
    assert draft.problems == ()
    assert len(server.received) == 2


def test_an_empty_reply_is_asked_for_once_more(server: LlmServer) -> None:
    """A batch as a batch, and without a turn of the model that has no text: services refuse it."""
    server.next(completion(""), completion(""))
    assert all(draft.text and not draft.problems for draft in translate(engine(server), *TEXTS[:8]))
    server.received.clear()
    server.next(completion(""))
    assert translate(engine(server), TEXTS[0])[0].text
    assert [turn["role"] for turn in server.received[1].body["messages"]].count("assistant") == (
        [turn["role"] for turn in server.received[0].body["messages"]].count("assistant")
    )


@pytest.mark.parametrize(("status", "kind"), [(403, "text/html; charset=utf-8"), (407, "")])
def test_what_stands_between_is_told_as_that(server: LlmServer, status: int, kind: str) -> None:
    """No key would mend what a firewall or a proxy says."""
    server.always(lambda _: (status, {"Content-Type": kind}, b"<html>Just a moment"))
    with pytest.raises(EngineError, match="something in between"):
        translate(engine(server, retries=0), TEXTS[0])


def test_a_reply_among_thoughts_alone_is_said_to_be_one(server: LlmServer) -> None:
    """As a server with the wrong parser sends it: what is a thought in it nobody knows."""
    said = {"choices": [{"message": {"content": "", "reasoning_content": "회담이 끝났다."}}]}
    server.always(raw(json.dumps(said).encode()))
    (draft,) = translate(engine(server), "The talks ended.")
    assert draft.text == ""
    assert "reasoning parser" in str(draft.problems[0])


def test_what_a_schema_asked_for_may_stand_among_the_thoughts_alone(server: LlmServer) -> None:
    """As LM Studio puts it there, for models that think: JSON and nothing else is no thought."""

    def behave(asked: dict[str, Any]) -> Answer:
        message = {"content": "", "reasoning_content": server.translate(asked)}
        return raw(json.dumps({"choices": [{"message": message}]}).encode())(asked)

    server.always(behave)
    drafts = translate(engine(server), *TEXTS[:8])
    assert all(draft.text and not draft.problems for draft in drafts)
    assert len(server.received) == 1


def test_an_error_under_200_is_judged_by_its_words(server: LlmServer) -> None:
    """A question that is too long is divided, and not asked again as it is."""

    def behave(asked: dict[str, Any]) -> Answer:
        if len(json.dumps(asked["messages"])) > 3000:
            told = {"error": "The number of tokens to keep is greater than the context length"}
            return raw(json.dumps(told).encode())(asked)
        return completion(server.translate(asked))(asked)

    server.always(behave)
    llm = engine(server)
    assert all(draft.text for draft in translate(llm, *TEXTS[:8]))
    assert llm.usage.retries == 0


def test_an_error_under_200_is_no_answer_about_another_text(server: LlmServer) -> None:
    """The endpoint is to blame, and not each text in turn."""
    server.always(completion("회담", "error"))
    with pytest.raises(EngineError, match="failed"):
        translate(engine(server, concurrency=1, retries=1), *TEXTS[:16])
    assert len(server.received) == 3


def test_parameters_that_no_provider_takes_are_left_out(server: LlmServer) -> None:
    """OpenRouter's words hold the name of a field that it does not mean."""

    def behave(asked: dict[str, Any]) -> Answer:
        if "seed" in asked:
            said = "No endpoints found that can handle the requested parameters. Learn more about"
            return error(404, message=f"{said} provider routing: …")(asked)
        return completion(server.translate(asked))(asked)

    server.always(behave)
    llm = engine(server, extra={"provider": {"require_parameters": True}})
    assert all(draft.text for draft in translate(llm, *TEXTS[:8]))


def test_streams_whose_ends_are_never_told_are_whole_if_their_json_is(server: LlmServer) -> None:
    """Some servers just close the connection; one that tells ends is not believed without one."""

    def behave(asked: dict[str, Any], part: float = 1, *, end: bool = False) -> Answer:
        said = server.translate(asked)
        delta = {"content": said[: round(part * len(said))]}
        chunk = {"choices": [{"delta": delta, "finish_reason": "stop" if end else None}]}
        return raw(f"data: {json.dumps(chunk)}\n\n".encode(), "text/event-stream")(asked)

    server.always(behave)
    llm = engine(server, batch=2)
    drafts = [*translate(llm, *TEXTS[:4]), *translate(llm, TEXTS[4])]
    assert all(draft.text and not draft.problems for draft in drafts)
    assert llm.usage.retries == 0
    server.well_behaved()
    server.always(lambda asked: behave(asked, 0.5))
    with pytest.raises(EngineError, match="failed"):
        translate(engine(server, retries=1), *TEXTS[:3])
    server.well_behaved()
    server.next(lambda asked: behave(asked, end=True), lambda asked: behave(asked, 0.5))
    server.always(lambda asked: behave(asked, end=True))
    llm = engine(server, batch=2, concurrency=1)
    assert all(draft.text and not draft.problems for draft in translate(llm, *TEXTS[:4]))
    assert llm.usage.retries == 1


def test_a_last_event_alone_tells_an_end() -> None:
    """An endpoint that has sent one is not believed without, whatever else it leaves out."""
    known = Capabilities()
    said = 'data: {"choices": [{"delta": {"content": "회담"}}]}\n\n'.encode()
    ended, unended = (
        end_of(parsed(content, "text/event-stream"))
        for content in (said + b"data: [DONE]\n\n", said)
    )
    assert not known.is_broken_off(ended, "회담")
    assert not known.is_broken_off(unended, '{"1": "회담"}')
    assert known.is_broken_off(unended, "회담")


#: Thoughts that hold a draft of the reply.
_THOUGHTS = 'They want Korean. {"1": "초안"} Or not?'


@pytest.mark.parametrize(
    "wrap",
    [
        lambda said: {"content": [{"type": "thinking", "thinking": [{"text": _THOUGHTS}]},
                                  {"type": "text", "text": said}]},
        lambda said: {"content": [{"type": "output_text", "text": said[:5]}, said[5:]]},
        lambda said: {"content": {"type": "text", "text": said}},
        lambda said: {"content": json.loads(said) if said.startswith("{") else said},
        lambda said: {"content": None, "tool_calls": [{"function": {"arguments": called(said)}}]},
        lambda said: {"content": "", "function_call": {"arguments": json.loads(called(said))}},
        lambda said: {"content": f'<tool_call>\n{{"arguments": {called(said)}}}\n</tool_call>'},
        lambda said: {"content": None, "reasoning_content": f"{_THOUGHTS}\n</think>\n{said}"},
        lambda said: {"content": f"analysis{_THOUGHTS}assistantfinal{said}"},
        lambda said: {"content": f"<|channel|>analysis<|message|>{_THOUGHTS}<|end|><|start|>"
                                 f"assistant<|channel|>final <|constrain|>json<|message|>{said}"},
        lambda said: {"content": f"<|channel>thought\n{_THOUGHTS}<channel|>{said}"},
        lambda said: {"content": f"<longcat_think>\n{_THOUGHTS}\n</longcat_think>\n{said}"},
        lambda said: {"content": '<details type="reasoning" done="true">\n<summary>Hm</summary>'
                                 f"\n{_THOUGHTS}</details>\n{said}"},
    ],
)  # fmt: skip
@pytest.mark.parametrize("streamed", [False, True])
def test_a_message_may_have_other_forms(server: LlmServer, wrap: Any, *, streamed: bool) -> None:
    """Parts, calls of tools that nobody has offered, thoughts in other places: as some have it."""

    def behave(asked: dict[str, Any]) -> Answer:
        message = wrap(server.translate(asked))
        if not streamed:
            return raw(json.dumps({"choices": [{"message": message}]}).encode())(asked)
        lines = json.dumps({"choices": [{"delta": message}]}, indent=1).split("\n")
        data = "".join(f"data: {line}\n" for line in lines) + "\ndata: [DONE]\n\n"
        return raw(data.encode(), "text/event-stream")(asked)

    server.always(behave)
    drafts = translate(engine(server), *TEXTS[:4])
    drafts += translate(engine(server, batch=1), TEXTS[4])
    server.well_behaved()
    assert drafts == [*translate(engine(server), *TEXTS[:5])]


def called(said: str) -> str:
    """A translation as a call of a tool gives it."""
    return said if said.startswith("{") else json.dumps({"translation": said})


def test_room_that_unseen_thoughts_take_is_added(server: LlmServer) -> None:
    """As models behind a gateway take it, whose replies are cut off early under another name."""

    def behave(asked: dict[str, Any]) -> Answer:
        said = server.translate(asked)
        short = asked["max_tokens"] < 3000
        return completion(said[:4] if short else said, "MAX_TOKENS" if short else "STOP")(asked)

    server.always(behave)
    drafts = translate(engine(server), *TEXTS[:8])
    assert all(draft.text and not draft.problems for draft in drafts)


def test_an_error_in_a_stream_is_one(server: LlmServer) -> None:
    """As some gateways send it after status 200."""
    data = b'data: {"error": {"message": "overloaded"}}\n\n'
    server.always(lambda _: (200, {"Content-Type": "text/event-stream"}, data))
    with pytest.raises(EngineError, match="failed"):
        translate(engine(server, retries=0), TEXTS[0])


def in_a_moment(seconds: float) -> str:
    """A moment as RFC 3339 has it."""
    return (datetime.now(UTC) + timedelta(seconds=seconds)).isoformat().replace("+00:00", "Z")


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({"retry-after": "7"}, 7),
        ({"retry-after-ms": "1500", "retry-after": "2"}, 1.5),
        ({"x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "1m30s",
          "x-ratelimit-remaining-tokens": "90", "x-ratelimit-reset-tokens": "6m0s"}, 90),
        ({"x-ratelimit-remaining-tokens": "0", "x-ratelimit-reset-tokens": "120ms"}, 0.12),
        ({"anthropic-ratelimit-tokens-remaining": "0",
          "anthropic-ratelimit-tokens-reset": in_a_moment(50_000)}, 50_000),
        ({"ratelimit-remaining": "0", "ratelimit-reset": "12"}, 12),
        ({"x-ratelimit-reset": str(int(time.time()) + 50_000)}, 50_000),
        ({"retry-after": "soon"}, 0),
        ({}, 0),
    ],
)  # fmt: skip
def test_the_wait_is_read_from_any_header(headers: dict[str, str], wait: float) -> None:
    """Numbers, dates, durations, and of several limits the one that is used up."""
    found = refusal(429, headers, {"error": {"message": "slow down"}}, {"model"}).wait
    assert found == pytest.approx(wait, abs=5_000 if wait == 50_000 else 0.001)


def test_the_wait_is_read_from_googles_body() -> None:
    """``RetryInfo`` among the details of the error."""
    detail = {"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "34s"}
    body = {"error": {"code": 429, "status": "RESOURCE_EXHAUSTED", "details": [detail]}}
    assert refusal(429, {}, body, {"model"}).wait == 34


#: As vLLM tells what FastAPI does not take, with the request in it.
_REPEATED = (
    "{'type': 'extra_forbidden', 'loc': ('body', 'top_k'), 'msg': 'Extra inputs are not permitted',"
    " 'input': {'messages': [{'content': 'The bank said that it had insufficient funds.'}]}}"
)


@pytest.mark.parametrize(
    ("status", "message", "kind"),
    [
        (400, "This model's maximum context length is 8192 tokens.", Kind.TOO_LONG),
        (400, "prompt is too long: 210000 tokens > 200000 maximum", Kind.TOO_LONG),
        (400, "the request exceeds the available context size", Kind.TOO_LONG),
        (413, "", Kind.TOO_LONG),
        (422, "Input validation error: `inputs` must have less than 1024 tokens.", Kind.TOO_LONG),
        (
            422,
            "`inputs` tokens + `max_new_tokens` must be <= 9. max_tokens is too large",
            Kind.TOO_LONG,
        ),
        (429, "You exceeded your current quota, check your plan and billing", Kind.SPENT),
        (402, "Payment required", Kind.SPENT),
        (400, "Your credit balance is too low to access the API.", Kind.SPENT),
        (400, "API key not valid. Please pass a valid API key.", Kind.KEY),
        (400, "max_tokens is too large: 9. It has 9 input tokens, context length 9", Kind.TOO_LONG),
        (400, "max_tokens is too large: this model supports at most 9 tokens", Kind.OTHER),
        (400, f"1 validation error:\n  {_REPEATED}", Kind.OTHER),
        (400, "Access denied, make sure your account is in good standing", Kind.SPENT),
        (429, "Exceeded your quota: GenerateRequestsPerDayPerProject. Retry in 41.2s", Kind.SPENT),
        (429, "Rate limit reached for requests", Kind.OTHER),
        (503, "Loading model", Kind.LOADING),
        (503, "Service unavailable", Kind.OTHER),
        (
            429,
            "Rate limit reached on tokens per min. Add a payment method to increase it.",
            Kind.OTHER,
        ),
        (
            429,
            "Requests have exceeded call rate limit. See https://aka.ms/oai/quotaincrease",
            Kind.OTHER,
        ),
        (429, "Request too large for m on tokens per min (TPM)", Kind.TOO_LONG),
        (500, "internal error", Kind.OTHER),
        (401, "content_filter", Kind.OTHER),
        (429, "余额不足或无可用资源包,请充值。", Kind.SPENT),
        (403, "your account has an overdue balance", Kind.SPENT),
        (403, "insufficient permissions for this key", Kind.OTHER),
        (400, "Budget has been exceeded! Current cost: 10.02, Max budget: 10.0", Kind.SPENT),
        (429, "Budget exceeded for this API key (monthly budget)", Kind.SPENT),
        (400, "Billing hard limit has been reached.", Kind.SPENT),
        (429, "RateLimitError: You exceeded your current quota", Kind.SPENT),
        (400, "Thinking budget exceeded: 4096 tokens were used", Kind.OTHER),
        (400, "thinking_budget_exceeded", Kind.OTHER),
        (400, "reasoning_budget exceeded before there was an answer", Kind.OTHER),
        (429, "Rate limit exceeded: free-models-per-day", Kind.SPENT),
        (429, "You are limited to 1000 API calls / month", Kind.SPENT),
        (429, "You are limited to 20 API calls / minute", Kind.OTHER),
        (429, "Allocated quota exceeded. code: Throttling.AllocationQuota", Kind.OTHER),
        (429, "You exceeded your current quota: model-studio/error-code#token-limit", Kind.OTHER),
        (400, "Model Not Exist", Kind.MODEL),
        (400, "foo is not a valid model ID", Kind.MODEL),
        (400, "top_k is not a valid model parameter", Kind.OTHER),
        (429, "Rate limit reached on requests per day (RPD)", Kind.SPENT),
        (429, "you've reached your weekly usage limit, please upgrade to continue", Kind.SPENT),
        (429, "Monthly spend limit reached", Kind.SPENT),
        (429, "You have exceeded your daily limit. Please retry in 20s", Kind.OTHER),
        (429, "Too many requests. Your monthly limit: 93 % are left", Kind.OTHER),
        (429, "Too many tokens per day, please wait before trying again.", Kind.SPENT),
        (401, "API key suspended due to insufficient credit. Register payment", Kind.SPENT),
        (403, "this model requires a subscription, upgrade for access", Kind.SPENT),
        (403, "Sorry, your account balance is insufficient", Kind.SPENT),
        (
            412,
            "Account m is suspended, possibly due to reaching the monthly spending limit",
            Kind.SPENT,
        ),
        (412, "Precondition failed", Kind.OTHER),
        (403, "Your account has been suspended. Contact us.", Kind.SUSPENDED),
        (401, "Account deactivated", Kind.OTHER),
        (401, "account_deactivated", Kind.SUSPENDED),
        (400, "This organization has been disabled.", Kind.SUSPENDED),
        (400, "For this organization, the parameter top_p is disabled", Kind.OTHER),
        (403, "Key based authentication for this account is disabled", Kind.OTHER),
        (403, "The account associated with this API key has been deactivated.", Kind.SUSPENDED),
        (403, "Your organization was disabled: see our usage policies", Kind.SUSPENDED),
        (403, "Consumer 'api_key:m' has been suspended. CONSUMER_SUSPENDED", Kind.SUSPENDED),
        (403, "Account is suspended: your balance is insufficient", Kind.SPENT),
        (400, "Content policy: your account may be suspended if you go on", Kind.FILTERED),
        (429, "you have used up your daily free allocation of 10,000 neurons", Kind.SPENT),
        (429, "SetLimitExceeded: the model service has been paused", Kind.SPENT),
        (410, "The model 'm' has reached its end of life", Kind.MODEL),
        (403, "Access denied due to Virtual Network/Firewall rules.", Kind.NETWORK),
        (401, "ip_not_authorized: Your IP is not authorized", Kind.NETWORK),
        (401, "Your IP address 192.0.2.1 is not authorized", Kind.NETWORK),
        (401, "incorrect_hostname: use eu.api.openai.com", Kind.NETWORK),
        (
            401,
            "Incorrect API key provided. You can find your API key on your billing page",
            Kind.OTHER,
        ),
        (403, "Project `p` does not have access to model `m`", Kind.MODEL),
        (400, "The model `m` has been decommissioned", Kind.MODEL),
        (400, "seed is not supported by this model", Kind.OTHER),
        (403, "Country, region, or territory not supported", Kind.PLACE),
        (403, "Your organization must be verified to use the model `o3`.", Kind.UNVERIFIED),
        (404, "Your organization must be verified to use the model `gpt-5`.", Kind.UNVERIFIED),
        (400, "Your organization must be verified to stream this model.", Kind.UNVERIFIED),
        (400, "User location is not supported for the API use.", Kind.PLACE),
        (400, "ContentPolicyViolationError: the prompt was filtered", Kind.FILTERED),
        (400, "Content violates usage guidelines.", Kind.FILTERED),
        (400, "model_not_supported", Kind.MODEL),
        (
            404,
            "This model is only supported in v1/responses and not in v1/chat/completions.",
            Kind.INTERFACE,
        ),
    ],
)
def test_kinds_of_refusals(status: int, message: str, kind: Kind) -> None:
    """By what servers say, in whichever field."""
    sent = {"model", "max_tokens"}
    assert refusal(status, {}, {"error": {"message": message}}, sent).kind is kind
    assert refusal(status, {}, {"detail": message}, sent).kind is kind


def test_a_completion_without_choices_costs_one_sentence(server: LlmServer) -> None:
    """As Google sends for a text that its filters stop."""

    def behave(asked: dict[str, Any]) -> Answer:
        if "number 33 " in asked["messages"][-1]["content"]:
            told = {"object": "chat.completion", "choices": [], "usage": {"prompt_tokens": 90}}
            return raw(json.dumps(told).encode())(asked)
        return completion(server.translate(asked))(asked)

    server.always(behave)
    drafts = translate(engine(server), *TEXTS)
    assert [number for number, draft in enumerate(drafts, 1) if not draft.text] == [33]
    assert "refuses the text" in str(drafts[32].problems[0])


def test_a_limit_that_is_more_than_the_model_has_is_left_out(server: LlmServer) -> None:
    """As one may set it for all models; servers call it by either name, whichever was sent."""

    def behave(asked: dict[str, Any]) -> Answer:
        told = asked.get("max_completion_tokens") or asked.get("max_tokens") or 0
        if told > 64_000:
            message = f"max_tokens: {told} > 64000, the most that this model has"
            return error(400, "invalid_request_error", message)(asked)
        return completion(server.translate(asked))(asked)

    server.always(behave)
    assert all(draft.text for draft in translate(engine(server, max_tokens=100_000), *TEXTS))


def test_a_parameter_may_be_named_as_others_write_it() -> None:
    """HyperCLOVA X and Google join words by capitals."""
    said = {"status": {"code": "40002", "message": "Invalid parameter: maxTokens"}}
    assert refusal(400, {}, said, {"max_tokens", "seed"}).parameters == {"max_tokens"}


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"choices": None, "base_resp": {"status_code": 1008, "status_msg": "no money"}}, 400),
        ({"choices": None, "base_resp": {"status_code": 1002, "status_msg": "rate limit"}}, 429),
        ({"code": 10013, "message": "输入内容审核不通过"}, 400),
        ({"choices": [{"message": {}}], "base_resp": {"status_code": 1027}}, 0),
        ({"base_resp": {"status_code": 0}}, 0),
        ({"code": "ok"}, 0),
        ({"choices": [], "code": 200}, 0),
    ],
)
def test_an_error_may_be_told_by_a_code_alone(body: dict[str, object], status: int) -> None:
    """Some gateways answer 200 whatever happens."""
    assert error_in(body) == status


def test_what_comes_back_tomorrow_is_not_waited_for(server: LlmServer) -> None:
    """A service may say so by the moment, also in milliseconds; what was answered is kept."""
    reset = {"X-RateLimit-Reset": str(int((time.time() + 40_000) * 1000))}
    server.next(lambda asked: completion(server.translate(asked))(asked), status(429, reset))
    began = time.monotonic()
    with pytest.raises(EngineError, match="no quota"):
        translate(engine(server, concurrency=1), *TEXTS)
    assert time.monotonic() - began < 10
    assert len(server.received) == 2


def test_a_model_that_is_being_loaded_is_waited_for(server: LlmServer) -> None:
    """For longer than other failures."""
    loading = error(503, "unavailable_error", "Loading model")
    wait = {"Retry-After": "0.1"}

    def busy(body: dict[str, Any]) -> Answer:
        answer = loading(body)
        assert answer is not None
        return answer[0], {**answer[1], **wait}, answer[2]

    server.next(*[busy] * 8)
    drafts = translate(engine(server, concurrency=1, retries=1), TEXTS[0])
    assert drafts[0].text


def test_an_address_that_is_none_is_told_under_200(server: LlmServer) -> None:
    """As LM Studio does where the address lacks its /v1."""
    server.always(raw(b'{"error": "Unexpected endpoint or method. (POST /chat/completions)"}'))
    with pytest.raises(EngineError, match="nothing at this address"):
        translate(engine(server), TEXTS[0])


def test_a_filtered_reply_may_have_no_message(server: LlmServer) -> None:
    """As Google's has; it is asked for once and said to be refused."""
    choice = {"index": 0, "finish_reason": "content_filter: PROHIBITED_CONTENT"}
    server.always(raw(json.dumps({"choices": [choice]}).encode()))
    (draft,) = translate(engine(server), TEXTS[0])
    assert not draft.text
    assert "refuses the text" in str(draft.problems[0])


def test_half_a_surrogate_pair_stops_nothing(server: LlmServer) -> None:
    """Neither as JSON in the reply nor in the answer around it."""
    server.next(completion(r'{"1": "회담 기록 81번\ud83d", "2": "회담 기록 92번"}'))
    drafts = translate(engine(server), "Record 81 of the talks.", "Record 92 of the talks.")
    assert [draft.text for draft in drafts] == ["회담 기록 81번", "회담 기록 92번"]


@pytest.mark.parametrize("kind", ["application/json", "application/json; charset=undefined"])
def test_bytes_that_are_no_text_cost_their_own_place(server: LlmServer, kind: str) -> None:
    """A model's half a character is no reason to lose the reply; it is a finding."""
    body = json.dumps({"choices": [{"message": {"content": "번호 1?"}}]}, ensure_ascii=False)
    server.always(raw(body.encode().replace(b"?", b"\xec\xa7"), kind))
    (draft,) = translate(engine(server), TEXTS[0])
    assert draft.text.startswith("번호 1")
    assert draft.problems


@pytest.mark.parametrize(
    ("named", "written"),
    [("euc-kr", "euc-kr"), ("GB18030", "gb18030"), ("iso-8859-1", "utf-8"), ("none", "utf-8")],
)
def test_an_answer_is_decoded_as_it_says(server: LlmServer, named: str, written: str) -> None:
    """Unless it is UTF-8, which it mostly is whatever it says."""
    body = json.dumps({"choices": [{"message": {"content": "번호 1번"}}]}, ensure_ascii=False)
    server.always(raw(body.encode(written), f"application/json; charset={named}"))
    (draft,) = translate(engine(server), TEXTS[0])
    assert draft.text == "번호 1번"


@pytest.mark.parametrize(
    "spelt",
    ["< g1 >항구< / g1 >", "＜g1＞항구＜/g1＞", "&lt;g1&gt;항구&lt;/g1&gt;", "<G1>항구</G1>",
     "{g1}항구{/g1}", "[g1]항구[/g1]"],
)  # fmt: skip
def test_oddly_spelt_placeholders_are_placeholders(server: LlmServer, spelt: str) -> None:
    """Those of the source; nothing is flagged, for nothing is lost."""
    server.always(completion(f"<x2>의 {spelt}가 열렸다."))
    (draft,) = translate(engine(server), "The <g1>port</g1> of <x2/> was opened.")
    assert draft.text == "<x2/>의 <g1>항구</g1>가 열렸다."
    assert not draft.problems


def test_what_only_looks_like_a_placeholder_stays(server: LlmServer) -> None:
    """Where the source has none of that name, or has such text itself."""
    server.always(completion("[x1]과 {g3}가 열렸다."))
    (draft,) = translate(engine(server), "The keys [x1] and {g3} of <x1/> were opened.")
    assert "[x1]과 {g3}" in draft.text


@pytest.mark.parametrize(
    "said",
    [
        "3. 개는 입마개를 해야 한다.",
        "* 개는 입마개를 해야 한다.",
        "개는 입마개를 해야 한다. / 개들은 입마개를 착용해야 한다.",
    ],
)
def test_what_stands_beside_a_translation_is_asked_to_go(server: LlmServer, said: str) -> None:
    """A number, the mark of a note, a second translation."""
    server.next(completion(said))
    server.translations = {"Dogs must wear a muzzle.": "개는 입마개를 해야 한다."}
    (draft,) = translate(engine(server), "Dogs must wear a muzzle.")
    assert draft.text == "개는 입마개를 해야 한다."
    assert len(server.received) == 2


@pytest.mark.parametrize(
    "said",
    ["{}\n\n※ 고유명사는 그대로 두었습니다.", "개는 입마개를 쓴다.\n또는\n{}"],
)
def test_a_reply_of_several_paragraphs_is_asked_for_again(server: LlmServer, said: str) -> None:
    """Which of them is the translation, nobody knows, in whatever language the others are."""
    right = "개는 입마개를 해야 한다."
    server.next(completion(said.format(right)))
    server.translations = {"Dogs must wear a muzzle.": right}
    (draft,) = translate(engine(server), "Dogs must wear a muzzle.")
    assert draft.text == right
    server.always(completion(said.format(right)))
    (draft,) = translate(engine(server), "Dogs must wear a muzzle.")
    assert engine_problems.PARAGRAPHS() in draft.problems


def test_the_lines_of_a_poem_are_no_paragraphs(server: LlmServer) -> None:
    """A model may write a line break beside the placeholder of each."""
    server.next(completion("장미는 붉고,<x1/>\n제비꽃은 푸르고,<x2/>\n\n설탕은 달다."))
    poem = "Roses are red,<x1/> violets are blue,<x2/> sugar is sweet."
    (draft,) = translate(engine(server), poem)
    assert draft.text == "장미는 붉고,<x1/> 제비꽃은 푸르고,<x2/> 설탕은 달다."
    assert not draft.problems
    assert len(server.received) == 1


def test_the_name_of_the_language_is_no_part_of_a_translation(server: LlmServer) -> None:
    """Where the source names none and has no colon."""
    server.always(completion("한국어: 개는 입마개를 해야 한다."))
    (draft,) = translate(engine(server), "Dogs must wear a muzzle.")
    assert draft.text == "개는 입마개를 해야 한다."


def test_an_error_in_place_of_a_reply_passes(server: LlmServer) -> None:
    """As OpenRouter tells of a provider's failure, with the status 200: JSON is not to blame."""
    said = {"message": {"content": ""}, "finish_reason": "error", "error": {"code": 502}}
    server.next(raw(json.dumps({"choices": [said]}).encode()))
    llm = engine(server, retries=2)
    assert all(draft.text for draft in translate(llm, *TEXTS[:16]))
    assert llm.usage.requests == 3


def test_a_quota_that_comes_back_is_waited_for(server: LlmServer) -> None:
    """Google calls a limit a minute a quota, and says when to come back."""
    detail = {"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "0.01s"}
    fault = {"code": 429, "message": "You exceeded your current quota", "details": [detail]}
    data = json.dumps([{"error": fault}]).encode()
    server.next(lambda _: (429, {"Content-Type": "application/json"}, data))
    assert all(draft.text for draft in translate(engine(server), *TEXTS))


@pytest.mark.parametrize("ahead", [-3600, 0, 3600])
def test_a_moment_to_come_back_at_is_told_by_the_clock_of_the_server(ahead: int) -> None:
    """Which may be wrong by hours: then it is neither now nor tomorrow."""
    now = datetime.now(UTC) + timedelta(seconds=ahead)
    then = now + timedelta(seconds=30)
    date = format_datetime(now, usegmt=True)
    for name, value in (
        ("retry-after", format_datetime(then, usegmt=True)),
        ("anthropic-ratelimit-tokens-reset", then.isoformat()),
        ("x-ratelimit-reset", f"{then.timestamp():.0f}"),
    ):
        assert 28 < pacing.wait_told({"date": date, name: value}, None, "") < 32
    assert pacing.wait_told({"date": "soon", "retry-after": "30"}, None, "") == 30


@pytest.mark.parametrize("headers", [{}, {"Retry-After-Ms": "5"}])
def test_a_busy_endpoint_is_asked_for_as_long_as_it_answers(
    server: LlmServer, headers: dict[str, str]
) -> None:
    """Though it refuses three requests of four, and each may be refused once in a row."""
    asked_so_far = 0

    def behave(asked: dict[str, Any]) -> Answer:
        nonlocal asked_so_far
        asked_so_far += 1
        if asked_so_far % 4:
            return 429, headers, b""
        return completion(server.translate(asked))(asked)

    server.always(behave)
    llm = engine(server, concurrency=16, batch=1, retries=3)
    assert all(draft.text for draft in translate(llm, *TEXTS[:24]))


def test_a_budget_is_waited_for_and_nothing_paid_is_thrown_away(
    server: LlmServer, tmp_path: Path
) -> None:
    """Questions take less than is reserved for them: the next begin when that is known."""
    price = {"input": 1.0, "output": 1.0}
    settings = LlmSettings(server.url, "m", price=price, max_cost=0.0015, concurrency=8)
    llm = LlmEngine(Project(tmp_path, Settings(llm=settings)))
    (estimate,) = [llm.estimate([*map(Request, TEXTS[:8])], "en", "ko").cost]
    assert 0.0005 < estimate < 0.0015 < 10 * estimate
    assert all(draft.text for draft in translate(llm, *TEXTS))
    assert llm.usage.cost < 0.0015


@pytest.mark.parametrize("concurrency", [1, 32])
def test_a_model_that_thinks_more_than_expected_spends_no_more_than_allowed(
    server: LlmServer, tmp_path: Path, concurrency: int
) -> None:
    """The most that each question can cost is reserved, until the answers tell how much that is."""

    def behave(asked: dict[str, Any]) -> Answer:
        code, headers, body = completion(server.translate(asked))(asked)
        told = json.loads(body)
        told["usage"] = {"prompt_tokens": 300, "completion_tokens": 4000}
        return code, headers, json.dumps(told).encode()

    server.always(behave)
    price = {"input": 1.0, "output": 1.0}
    settings = LlmSettings(server.url, "qwen3-8b", price=price, concurrency=concurrency, batch=1,
                           max_cost=0.1)  # fmt: skip
    llm = LlmEngine(Project(tmp_path, Settings(llm=settings)))
    with pytest.raises(EngineError, match="could exceed"):
        translate(llm, *TEXTS)
    assert 0.09 < llm.usage.cost <= 0.1


def test_a_budget_is_used_by_a_model_with_far_more_room_than_it_takes() -> None:
    """All the room of one question would cost more than the budget."""
    usage = Usage(price=Price(1.0, 10.0))
    budget = Budget(0.1, usage)

    async def ask() -> None:
        async with budget.reserved(500, 33_000):
            await asyncio.sleep(0)
            usage.add("", 500, 400)
            budget.note(400)

    async def ask_all() -> None:
        await asyncio.gather(*(ask() for _ in range(40)), return_exceptions=True)

    asyncio.run(ask_all())
    assert 0.09 < usage.cost <= 0.1


def test_a_budget_near_its_end_stops_no_conversation_that_goes_on(
    server: LlmServer, tmp_path: Path
) -> None:
    """None that waits for the budget keeps another from asking again, which would never end."""
    asked_before = set[str]()

    def behave(asked: dict[str, Any]) -> Answer:
        text = server.translate(asked)
        about = re.findall(r"number (\d+)", str(asked["messages"]))[-1]
        right = about in asked_before
        asked_before.add(about)
        time.sleep(0.03 - time.time() % 0.03)  # replies come together
        return completion(text if right else re.sub(r"\d+", "", text))(asked)

    server.always(behave)
    price = {"input": 1.0, "output": 1.0}
    settings = LlmSettings(server.url, "m", price=price, max_cost=0.0007, concurrency=3, batch=1)
    llm = LlmEngine(Project(tmp_path, Settings(llm=settings)))
    told: list[str] = []

    def ask() -> None:
        with pytest.raises(EngineError, match="could exceed"):
            told.extend(draft.text for draft in translate(llm, *TEXTS))
        told.append("ended")

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(30)
    assert told[-1:] == ["ended"]
    assert llm.usage.cost < 0.0007


@pytest.mark.parametrize("status", [401, 403, 404, 410, 412])
def test_one_machine_of_several_that_refuses_ends_nothing(server: LlmServer, status: int) -> None:
    """Another behind the same address answers the next request."""
    count = 0

    def behave(asked: dict[str, Any]) -> Answer:
        nonlocal count
        count += 1
        if count % 3 == 0:
            return error(status, "refused")(asked)
        return completion(server.translate(asked))(asked)

    server.always(behave)
    drafts = translate(engine(server, concurrency=1), *TEXTS)
    assert all(draft.text and not draft.problems for draft in drafts)


def test_a_key_that_is_revoked_meanwhile_is_told(server: LlmServer) -> None:
    """It is tried as often as other failures, and no more."""
    count = 0

    def behave(asked: dict[str, Any]) -> Answer:
        nonlocal count
        count += 1
        answer = error(401, "refused") if count > 2 else completion(server.translate(asked))
        return answer(asked)

    server.always(behave)
    with pytest.raises(EngineError, match="asks for a key"):
        translate(engine(server, concurrency=1), *TEXTS)
    assert count == 2 + 1 + 3 + 1


def test_a_quota_that_ends_in_the_middle_keeps_what_was_paid_for(server: LlmServer) -> None:
    """The error says what to do; the drafts before it are there."""
    count = 0

    def behave(asked: dict[str, Any]) -> Answer:
        nonlocal count
        count += 1
        if count > 4:
            return error(429, "insufficient_quota")(asked)
        return completion(server.translate(asked))(asked)

    server.always(behave)
    drafts = engine(server, concurrency=1).translate([*map(Request, TEXTS[:40])], "en", "ko")
    found = [next(drafts) for _ in range(32)]
    with pytest.raises(EngineError, match="no quota or credit left"):
        next(drafts)
    assert len(found) == 32


def test_what_is_under_way_when_a_quota_ends_is_waited_for(server: LlmServer) -> None:
    """It is paid for; nothing more is asked, and the error comes last."""
    count, refused = 0, threading.Event()

    def behave(asked: dict[str, Any]) -> Answer:
        nonlocal count
        count += 1
        if count == 4:
            threading.Timer(0.2, refused.set).start()
            return error(429, "insufficient_quota")(asked)
        refused.wait(10)
        return completion(server.translate(asked))(asked)

    server.always(behave)
    requests = [Request(text, document=f"{n // 16}") for n, text in enumerate(TEXTS)]
    found: list[int] = []
    drafts = engine(server, concurrency=4).translate(requests, "en", "ko")
    with pytest.raises(EngineError, match="no quota or credit left"):
        found.extend(index for index, _ in drafts)
    assert len(server.received) == 4
    assert len(found) == 3 * 8


def test_common_words_tell_that_texts_have_changed_places() -> None:
    """Where neither names nor figures do, and the sentences are equally long."""
    pairs = [
        ("The harbour was closed because of the storm.", "폭풍 때문에 항구가 폐쇄됐다."),
        ("The teachers asked the government for money.", "교사들은 정부에 돈을 요구했다."),
        ("Farmers say that the winter was too dry.", "농민들은 겨울이 너무 건조했다고 말한다."),
        ("The court will hear the case next month.", "법원은 다음 달 사건을 심리한다."),
    ]
    requests, texts = [Request(source) for source, _ in pairs], [text for _, text in pairs]
    assert misplaced(requests, texts, "en", "ko") == frozenset()
    texts[1], texts[2] = texts[2], texts[1]
    assert misplaced(requests, texts, "en", "ko") >= {1, 2}
    assert misplaced(requests, texts, "en", "ja") == frozenset()


def test_texts_under_wrong_ids_are_asked_for_again(server: LlmServer) -> None:
    """Shifted by one from anywhere on: then each sentence is asked for alone."""
    texts = [f"In {1960 + 7 * place} the port had {place + 3} cranes." for place in range(8)]

    def behave(asked: dict[str, Any]) -> Answer:
        said = server.translate(asked)
        if said.startswith("{"):
            told = list(json.loads(said).values())
            moved = [*told[:2], *told[3:], told[-1]]
            said = json.dumps({str(n): text for n, text in enumerate(moved, 1)})
        return completion(said)(asked)

    server.always(behave)
    drafts = translate(engine(server), *texts)
    assert all(f"{1960 + 7 * place}" in draft.text for place, draft in enumerate(drafts))
    assert all(not draft.problems for draft in drafts)


@pytest.mark.parametrize("order", [(1, 0, 2, 3), (3, 2, 1, 0), (2, 0, 3, 1), (0, 1, 2, 2)])
def test_texts_in_another_order_are_noticed(order: tuple[int, ...]) -> None:
    """Exchanged, the wrong way round, shuffled, or twice."""
    years = (1961, 1975, 1988, 2002)
    requests = [Request(f"In {year} the port had cranes of a new kind.") for year in years]
    texts = [f"{year}년 항구에는 새로운 종류의 기중기가 있었다." for year in years]
    moved = {place for place, own in enumerate(order) if own != place}
    assert moved <= misplaced(requests, [texts[own] for own in order])


def test_the_text_of_a_sentence_that_was_not_asked_for_is_told() -> None:
    """Of two sentences the first has the second's, and the second something else."""
    sources = ["He wants an audit of the contract before Christmas.",
               "The audit office said it had not received his letter yet."]  # fmt: skip
    right = ["그는 크리스마스 전에 계약을 감사하기를 원한다.",
             "감사실은 아직 그의 편지를 받지 못했다고 밝혔다."]  # fmt: skip
    requests = [*map(Request, sources)]
    assert not misplaced(requests, right, "en", "ko")
    assert misplaced(requests, [right[1], "자전거는 언제나 갑판에 실을 수 있다."], "en", "ko") == {
        0,
        1,
    }


def test_names_tell_by_their_sound_in_any_alphabet() -> None:
    """Where a language has no table of common words; right ones are believed."""
    sources = ["Robert Kaplan met Martina Navratil.", "Trump flew on.",
               "Parliament voted on Dortmund.", "Thomas Bauer kept silent."]  # fmt: skip
    texts = ["Роберт Каплан встретил Мартину Навратил.", "Трамп улетел.",
             "Парламент голосовал о Дортмунде.", "Томас Бауэр молчал."]  # fmt: skip
    requests = [*map(Request, sources)]
    assert not misplaced(requests, texts, "en", "ru")
    assert misplaced(requests, [texts[2], texts[1], texts[0], texts[3]], "en", "ru") >= {0, 2}
    assert misplaced(requests, [*texts[1:], "Всё."], "en", "ru") == {0, 1, 2, 3}


def test_texts_that_have_nothing_to_tell_by_are_believed() -> None:
    """Sentences of one kind and length, without figures and names."""
    sources = ["He laughed.", "She left.", "They waited.", "We slept."]
    assert not misplaced(
        [Request(each) for each in sources], ["웃었다.", "떠났다.", "기다렸다.", "잤다."]
    )
    assert not misplaced([Request("One.")], ["하나."])


def test_headers_and_fields_of_the_settings_are_sent(
    server: LlmServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A header's value may come from the environment; fields go before our own."""
    monkeypatch.setenv("TEAM", "desk 7")
    llm = engine(
        server,
        headers={"X-Team": "$TEAM", "X-Title": "news"},
        extra={"temperature": 0.3, "reasoning_effort": "low"},
    )
    translate(llm, TEXTS[0])
    [request] = server.received
    assert (request.headers["X-Team"], request.headers["X-Title"]) == ("desk 7", "news")
    assert (request.body["temperature"], request.body["reasoning_effort"]) == (0.3, "low")
    monkeypatch.delenv("TEAM")
    with pytest.raises(EngineError, match="is not set"):
        translate(llm, TEXTS[0])


@pytest.mark.parametrize("value", ["desk\nX-Other: 1", "팀", "desk\x01"])
def test_a_header_that_none_can_be_is_refused(
    server: LlmServer, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    """Before anything is sent, by its name: the value may be a secret."""
    monkeypatch.setenv("TEAM", value)
    with pytest.raises(EngineError, match="no header can have") as raised:
        translate(engine(server, headers={"X-Team": "$TEAM"}), TEXTS[0])
    assert value not in str(raised.value)
    assert not server.received


@pytest.mark.parametrize(
    ("status", "words", "requests"),
    [
        (400, "System role not supported", 4),
        (422, "System role not supported", 4),
        (400, "Unsupported value: 'messages[0].role' does not support 'system'", 4),
        (400, 'messages: Unexpected role "system". There is a top-level `system` parameter', 4),
        (400, "Value 'system' at 'messages.1.member.role' failed to satisfy constraint", 4),
        (400, "Invalid request", 5),  # without its fields it is refused as well
    ],
)
def test_a_system_turn_that_is_refused_goes_before_the_text(
    server: LlmServer, status: int, words: str, requests: int
) -> None:
    """As the chat templates of Gemma, OpenAI's o1 and others want it; learned once."""

    def behave(asked: dict[str, Any]) -> Answer:
        first = asked["messages"][0]
        if first["role"] == "system":
            return error(status, message=words)(asked)
        order, _, text = first["content"].rpartition("\n\n")
        turns = [{"content": order}, *asked["messages"][1:], {"content": text}]
        return completion(server.translate(asked | {"messages": turns}))(asked)

    server.always(behave)
    drafts = translate(engine(server, concurrency=1), *TEXTS[:24])
    assert all(draft.text and not draft.problems for draft in drafts)
    assert len(server.received) == requests


def test_as_many_are_asked_for_at_once_as_fit(server: LlmServer) -> None:
    """Where eight are too many from the start, it is learned how many are not."""

    def behave(asked: dict[str, Any]) -> Answer:
        if asked["messages"][-1]["content"].count('"id"') > 2:
            return error(400, "context_length_exceeded")(asked)
        return completion(server.translate(asked))(asked)

    server.always(behave)
    drafts = translate(engine(server, concurrency=1), *TEXTS[:64])
    assert all(draft.text and not draft.problems for draft in drafts)
    assert len(server.received) == 2 + 64 // 2


def test_a_total_alone_tells_nothing_of_the_answer(server: LlmServer) -> None:
    """The question is part of it."""

    def behave(body: dict[str, Any]) -> Answer:
        answer = completion(server.translate(body))(body)
        assert answer is not None
        told = json.loads(answer[2])
        told["usage"] = {"completion_tokens": 50, "total_tokens": 650}
        return answer[0], answer[1], json.dumps(told).encode()

    server.always(behave)
    llm = engine(server)
    translate(llm, TEXTS[0])
    assert llm.usage.completion_tokens == 50


@pytest.mark.parametrize(
    "words",
    ["While executing CallExpression at line 4: System role not supported",
     "Conversation roles must alternate user/assistant/user/assistant/..."],
)  # fmt: skip
def test_a_chat_template_without_a_system_turn_may_say_so_with_500(
    server: LlmServer, words: str
) -> None:
    """As llama.cpp does: the order goes before the sentence then, and nothing is lost."""

    def behave(body: dict[str, Any]) -> Answer:
        first, *rest = body["messages"]
        if first["role"] == "system":
            return error(500, "server_error", words)(body)
        order, _, text = first["content"].rpartition("\n\n")
        turns = [{"role": "system", "content": order}, {**first, "content": text}, *rest]
        return completion(server.translate({**body, "messages": turns}))(body)

    server.always(behave)
    drafts = translate(engine(server), *TEXTS[:16])
    assert all(draft.text for draft in drafts)
    assert len(server.received) <= 4


@pytest.mark.parametrize("worded", [
    ("'max_tokens' or 'max_completion_tokens' is too large: {limit}. This model's maximum context"
    " length is 4096 tokens and your request has 300 input tokens ({limit} > 4096 - 300)."),
    ("This model's maximum context length is 4096 tokens. However, you requested {all} tokens (300"
    " in the messages, {limit} in the completion). Please reduce the length of the messages."),
    ("Input validation error: `inputs` tokens + `max_new_tokens` must be <= 4096. Given: 300"
     " `inputs` tokens and {limit} `max_new_tokens`"),
    ("Requested token count exceeds the model's maximum context length of 4096 tokens: 300 tokens"
     " from the input messages and {limit} tokens for the completion."),
])  # fmt: skip
def test_room_for_thoughts_beyond_the_context_is_left_to_the_server(
    server: LlmServer, worded: str
) -> None:
    """As vLLM, TGI and SGLang say it of a thinking model: no sentence is too long for it."""

    def behave(body: dict[str, Any]) -> Answer:
        limit = body.get("max_tokens") or body.get("max_completion_tokens") or 0
        if limit > 3796:
            told = worded.format(limit=limit, all=300 + limit)
            return error(400, "BadRequestError", told, "max_tokens")(body)
        return completion(server.translate(body))(body)

    server.always(behave)
    drafts = translate(engine(server, model="Qwen/Qwen3-8B"), *TEXTS[:16])
    assert all(draft.text for draft in drafts)
    assert len(server.received) <= 6


def test_a_question_that_is_too_long_without_thoughts_is_still_divided(server: LlmServer) -> None:
    """The limit of a translation is no more than it needs."""

    def behave(body: dict[str, Any]) -> Answer:
        if len(json.dumps(body["messages"])) > 3000:
            told = (
                "maximum context length is 512 tokens (400 in the messages, 500 in the completion)"
            )
            return error(400, "BadRequestError", told)(body)
        return completion(server.translate(body))(body)

    server.always(behave)
    drafts = translate(engine(server), *TEXTS[:16])
    assert all(draft.text for draft in drafts)
    assert all("max_tokens" in each.body for each in server.received)


def test_thoughts_that_only_the_total_counts_are_counted(server: LlmServer) -> None:
    """Google's endpoint and xAI's leave them out of the answer's tokens, and bill them."""

    def behave(body: dict[str, Any]) -> Answer:
        answer = completion(server.translate(body))(body)
        assert answer is not None
        told = json.loads(answer[2])
        told["usage"] = {"prompt_tokens": 100, "completion_tokens": 50, "total_tokens": 650}
        return answer[0], answer[1], json.dumps(told).encode()

    server.always(behave)
    llm = engine(server)
    translate(llm, TEXTS[0])
    assert (llm.usage.prompt_tokens, llm.usage.completion_tokens) == (100, 550)
