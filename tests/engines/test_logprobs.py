"""Names put where the model was likeliest to write them."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.llm_server import LlmServer, completion
from workflow.engines.llm.chat import Talker, converse
from workflow.engines.llm.endpoint import Endpoint
from workflow.engines.llm.logprobs import Token, joined, likeliest, read
from workflow.engines.llm.profiles import ModelProfile
from workflow.engines.llm.prompts import Prompts
from workflow.engines.llm.questions import Ask, Reply
from workflow.engines.usage import Usage
from workflow.model import Draft, LlmSettings, Request, TermType, TermUse

SENTENCE = "The bells fell silent as churches in Harlem struggle."
HARLEM = TermUse("harlem", TermType.PLACE, "Harlem", 37, 43, "할렘")


def token(text: str, **others: float) -> Token:
    """A token with its alternatives; ``_`` stands for a space at their beginning."""
    told = tuple((name.replace("_", " ").encode(), value) for name, value in others.items())
    return Token(text.encode(), told)


def heard_wrong() -> tuple[Token, ...]:
    """종이 멈추고, 알렘의 교회는 어렵다., in which 할 was second where 알 was written."""
    return (
        token("종이", 종이=-0.1, 할=-9.0),
        token(" 멈추고,", _멈추고=-0.2),
        token(" 알", _알=-0.7, _할=-0.9),
        token("렘", 렘=-0.1),
        token("의 교회는 어렵다.", 의=-0.1),
    )


def test_a_missing_name_is_put_where_it_was_likeliest() -> None:
    """The reply is kept up to there; the name follows with the space that its piece had."""
    prefill = likeliest(heard_wrong(), ["할렘"], "ko")
    assert prefill is not None
    assert joined(prefill) == "종이 멈추고, 할렘"


def test_of_several_names_the_earliest_comes_first() -> None:
    """What follows is written anew, so a later one would be lost again."""
    steps = (token("가", 가=-0.1, 서울=-5.0), *heard_wrong())
    prefill = likeliest(steps, ["할렘", "서울시"], "ko")
    assert prefill is not None
    assert joined(prefill) == "서울시"


def test_what_was_put_in_is_not_cut_away() -> None:
    """Only places from ``since`` on count."""
    assert likeliest(heard_wrong(), ["할렘"], "ko", since=3) is None


def test_a_name_that_was_never_considered_has_no_place() -> None:
    """Then the model is asked in another way."""
    assert likeliest(heard_wrong(), ["부산"], "ko") is None
    assert likeliest((), ["할렘"], "ko") is None


def test_a_korean_name_begins_a_word_and_a_chinese_one_begins_anywhere() -> None:
    """Chinese is written without spaces."""
    steps = (token("教会在", 教会在=-0.1), token("阿", 阿=-0.1, 哈=-0.3))
    chinese = likeliest(steps, ["哈勒姆"], "zh-Hans")
    assert chinese is not None
    assert joined(chinese) == "教会在哈勒姆"
    assert likeliest((token("흑"), token("알", 할=-0.3)), ["할렘"], "ko") is None


def test_a_name_already_written_there_is_passed_over() -> None:
    """Of two mentions, the one that is right stays as it is."""
    steps = (token("할", 할=-0.1), token("렘과"), token(" 알", _할=-2.0), token("렘."))
    prefill = likeliest(steps, ["할렘"], "ko")
    assert prefill is not None
    assert joined(prefill) == "할렘과 할렘"


@given(st.text(max_size=12), st.text(min_size=1, max_size=4), st.data())
def test_a_prefill_is_the_reply_up_to_a_whole_character_and_the_name(
    reply: str, name: str, data: st.DataObject
) -> None:
    """However a tokenizer cuts the bytes of the reply."""
    raw = reply.encode()
    cuts = sorted(data.draw(st.sets(st.integers(1, max(1, len(raw) - 1)))))
    bounds = [0, *(cut for cut in cuts if cut < len(raw)), len(raw)]
    pieces = [raw[a:b] for a, b in pairwise(bounds)]
    steps = [Token(piece, ((name.encode()[:3], -1.0),)) for piece in pieces]
    assert joined(steps) == reply
    prefill = likeliest(steps, [name], "zh-Hans")
    if prefill is not None:
        assert joined(prefill).removesuffix(name) in accumulate(reply, initial="")


def test_the_reply_is_written_anew_from_the_name_on() -> None:
    """The model goes on from the prefill; the result is judged as a whole."""
    prompts = Prompts("en", "ko", ModelProfile(batch=1, corrections=0, prefills=3))
    talk = converse([Request(SENTENCE, terms=(HARLEM,))], Talker(prompts, "toy"))
    first = next(talk)
    assert (first.alternatives, first.prefill) == (20, "")
    second = talk.send(Reply(joined(heard_wrong()), tokens=heard_wrong()))
    assert second.turns == first.turns
    assert second.prefill == "종이 멈추고, 할렘"
    with pytest.raises(StopIteration) as end:
        talk.send(Reply("종이 멈추고, 할렘", tokens=(token("의 교회는"), token(" 힘겹다."))))
    assert end.value.value == [Draft("종이 멈추고, 할렘의 교회는 힘겹다.", "toy")]


def test_a_name_that_begins_the_source_begins_the_reply() -> None:
    """Where the model has dropped it altogether."""
    prompts = Prompts("en", "ko", ModelProfile(batch=1, corrections=0, prefills=3))
    request = Request("Harlem: churches struggle", terms=(replace(HARLEM, start=0, end=6),))
    talk = converse([request], Talker(prompts, "toy"))
    next(talk)
    second = talk.send(Reply("교회가 어렵다", tokens=(token("교회가"), token(" 어렵다"))))
    assert second.prefill == "할렘"
    with pytest.raises(StopIteration) as end:
        talk.send(Reply("할렘: 교회가 어렵다", tokens=(token(":"), token(" 교회가 어렵다"))))
    assert end.value.value == [Draft("할렘: 교회가 어렵다", "toy")]


def test_a_server_that_tells_no_alternatives_is_not_asked_again() -> None:
    """The draft is flagged instead."""
    prompts = Prompts("en", "ko", ModelProfile(batch=1, corrections=0, prefills=3))
    talk = converse([Request(SENTENCE, terms=(HARLEM,))], Talker(prompts, "toy"))
    next(talk)
    with pytest.raises(StopIteration) as end:
        talk.send(Reply("종이 멈추고, 알렘의 교회는 어렵다."))
    [draft] = end.value.value
    assert [each.code for each in draft.problems] == ["term-missing"]


async def _asked(server: LlmServer, ask: Ask) -> Reply:
    async with Endpoint(LlmSettings(url=server.url, model="toy", timeout=5), Usage()) as endpoint:
        return await endpoint.chat(ask)


def test_alternatives_and_prefill_are_asked_for_as_the_protocol_has_them() -> None:
    """``logprobs``, ``top_logprobs``, and a last turn of the assistant's."""
    message = {"role": "user", "content": "Hello."}
    with LlmServer() as server:
        server.always(completion("안녕하세요."))
        asyncio.run(_asked(server, Ask([message], 50, 20, "안녕")))
        asyncio.run(_asked(server, Ask([message], 50)))
    first, second = (received.body for received in server.received)
    assert (first["logprobs"], first["top_logprobs"]) == (True, 20)
    assert first["messages"] == [message, {"role": "assistant", "content": "안녕"}]
    assert "logprobs" not in second
    assert second["messages"] == [message]


def test_tokens_are_read_from_a_completion_and_never_half() -> None:
    """Whatever is not as the protocol says counts as not told."""
    told = {"content": [{"bytes": [32, 65], "top_logprobs": [{"bytes": [66], "logprob": -1}]}]}
    assert read(json.loads(json.dumps(told))) == (Token(b" A", ((b"B", -1),)),)
    for broken in (None, [], {"content": None}, {"content": [{"token": "A"}]},
                   {"content": [{"bytes": None, "top_logprobs": []}]},
                   {"content": [{"bytes": 10**12, "top_logprobs": []}]},
                   {"content": [{"bytes": [32], "top_logprobs": [
                       {"bytes": [66], "logprob": "high"}]}]}):  # fmt: skip
        assert read(broken) == ()
