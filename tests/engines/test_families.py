"""The ``llm`` engine against stand-ins that behave as each family of models does."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.support.llm_server import Answer, LlmServer, completion, error, translation
from workflow.engines.llm import LlmEngine
from workflow.engines.llm.message_forms import without_thoughts
from workflow.engines.llm.profiles import chosen, names, profile
from workflow.errors import ConfigError
from workflow.model import Draft, LlmSettings, Project, Request, Settings, TermType, TermUse

TEXTS = tuple(f"Record number {number} of the talks was published." for number in range(1, 22))


def engine(server: LlmServer, model: str, **settings: Any) -> LlmEngine:
    """The engine for a model at the endpoint."""
    llm = replace(LlmSettings(url=server.url, model=model, timeout=5, retries=0), **settings)
    return LlmEngine(Project(Path(), Settings(llm=llm)))


def translate(llm: LlmEngine, *texts: str, target: str = "ko", terms: Any = ()) -> list[Draft]:
    """The drafts in the order of the texts."""
    asked = [Request(text, terms=terms) for text in texts]
    return [draft for _, draft in sorted(llm.translate(asked, "en", target))]


def use(text: str, source: str, target: str) -> TermUse:
    """A mention of ``source`` in ``text`` that must become ``target``."""
    start = text.index(source)
    return TermUse("t", TermType.ORG, source, start, start + len(source), target)


def content(body: dict[str, Any]) -> str:
    """The only turn of a request, which must be the user's."""
    [turn] = body["messages"]
    assert turn["role"] == "user"
    if isinstance(turn["content"], str):
        return str(turn["content"])
    [part] = turn["content"]
    return str(part["text"])


@pytest.mark.parametrize(
    ("model", "family"),
    [
        ("gpt-4o-mini", "general"),
        ("Qwen/Qwen3-30B-A3B-Instruct-2507", "general"),
        ("gemma3:12b", "general"),
        ("claude-sonnet-4-5", "general"),
        ("o3-mini", "thinking"),
        ("gpt-5.1", "thinking"),
        ("openai/gpt-oss-20b", "thinking"),
        ("google/gemini-2.5-pro", "thinking"),
        ("gemini-2.0-flash", "general"),
        ("LGAI-EXAONE/EXAONE-Deep-7.8B", "thinking"),
        ("LGAI-EXAONE/EXAONE-3.5-7.8B-Instruct", "general"),
        ("tencent/Hunyuan-A13B-Instruct", "thinking"),
        ("deepseek-r1:32b", "thinking"),
        ("deepseek-reasoner", "thinking"),
        ("Qwen/Qwen3-8B", "thinking"),
        ("qwen3:14b", "thinking"),
        ("global.openai.gpt-6-sol", "thinking"),
        ("gpt-5-chat-latest", "general"),
        ("deepseek-v4-flash", "thinking"),
        ("deepseek-ai/DeepSeek-V3.2", "general"),
        ("z-ai/glm-5.3", "thinking"),
        ("kimi-k2.6", "thinking"),
        ("moonshotai/kimi-k3", "thinking"),
        ("kimi-k2-0905-preview", "general"),
        ("grok-4-1-fast-non-reasoning", "general"),
        ("HyperCLOVAX-SEED-Think-14B", "thinking"),
        ("HCX-007", "thinking"),
        ("HCX-005", "general"),
        ("skt/A.X-4.0", "general"),
        ("LGAI-EXAONE/K-EXAONE-236B-A23B", "thinking"),
        ("translategemma:12b", "translategemma"),
        ("google/translategemma-4b-it", "translategemma-fields"),
        ("translategemma-12b-it-Q4_K_M.gguf", "translategemma-fields"),
        ("tencent/Hunyuan-MT-7B", "hunyuan-mt"),
        ("Hy-MT2-1.8B-Q4_K_M.gguf", "hunyuan-mt"),
        ("tencent/HY-MT1.5-7B", "hunyuan-mt"),
        ("qwen-mt-plus", "qwen-mt"),
        ("Unbabel/Tower-Plus-9B", "mt"),
        ("my-own-model", "general"),
    ],
)
def test_a_name_tells_the_family(model: str, family: str) -> None:
    """As the families' makers and the usual servers spell it."""
    assert chosen("", model) is profile(family)


def test_the_setting_goes_before_the_name() -> None:
    """One that is not known is an error that lists those that are."""
    assert chosen("hunyuan-mt", "gpt-4o") is profile("hunyuan-mt")
    with pytest.raises(ConfigError) as caught:
        chosen("nonsense", "gpt-4o")
    assert all(name in caught.value.hint for name in names())


@pytest.mark.parametrize("family", [*names(), "small"])
def test_every_family_names_its_source(family: str) -> None:
    """Where its form is from stands in its file."""
    from workflow.engines.llm.profiles import _table

    assert _table(family)["source"]


def thinks(tokens: int, answer: str = "") -> Any:
    """A model that needs so many tokens for its thoughts, and then does what it is asked."""

    def behave(body: dict[str, Any]) -> Answer:
        room = body.get("max_completion_tokens") or body["max_tokens"]
        if room < tokens:
            return completion("<think>Let me see. The user wants", "length")(body)
        return completion(answer + LlmServer().translate(body))(body)

    return behave


@pytest.mark.parametrize("model", ["deepseek-r1:8b", "a-model-that-nobody-knows"])
@pytest.mark.parametrize("opening", ["<think>Simple.</think>\n", "So it is.\n</think>\n\n", ""])
def test_a_thinking_model_leaves_nothing_empty(server: LlmServer, model: str, opening: str) -> None:
    """It gets the room that its thoughts turn out to need, also where its name tells nothing."""
    server.always(thinks(5_000, opening))
    llm = engine(server, model, concurrency=2)
    drafts = translate(llm, *TEXTS)
    assert all(draft.text and not draft.problems for draft in drafts)
    assert "think" not in "".join(draft.text for draft in drafts)
    assert len(server.received) <= 1.2 * len(TEXTS)


@pytest.mark.parametrize(
    ("reply", "text"),
    [
        ("<think>Hm.</think>회담", "회담"),
        ("<think></think><think>Hm.\n</think>\n회담", "회담"),
        ("Hm.</think>회담", "회담"),
        ("<thought>Hm.</thought>\n회담", "회담"),
        ("<reasoning>Hm.</reasoning>회담", "회담"),
        ("<seed:think>Hm.</seed:think>회담", "회담"),
        ("[THINK]Hm.[/THINK]회담", "회담"),
        ("◁think▷Hm.◁/think▷회담", "회담"),
        ("<|START_THINKING|>Hm.<|END_THINKING|><|START_RESPONSE|>회담<|END_RESPONSE|>", "회담"),
        ("<unused94>thought\nHm.<unused95>회담", "회담"),
        ("<|channel|>analysis<|message|>Hm.<|end|><|start|>assistant<|channel|>final<|message|>회담",
         "회담"),
        ("<think>Hm.</think>\n<answer>\n회담\n</answer>", "회담"),
        ("[BEGIN FINAL RESPONSE]\n회담\n[END FINAL RESPONSE]", "회담"),
        ("<think>Hm. It was cut", ""),
        ("회담", "회담"),
        ("<g1>회담</g1>", "<g1>회담</g1>"),
    ],
)  # fmt: skip
def test_thoughts_of_every_style_are_taken_off(reply: str, text: str) -> None:
    """But not from the translation of a text that speaks of such marks."""
    assert without_thoughts(reply).strip() == text
    assert without_thoughts(reply, "The <think> tag") == reply


def test_thoughts_that_nothing_marks_get_more_room(server: LlmServer) -> None:
    """Where the template begins them, and they were cut off, no mark stands in the reply."""

    def behave(body: dict[str, Any]) -> Answer:
        if body["max_tokens"] < 5_000:
            return completion("Let me see. The user wants a translation of", "length")(body)
        return completion("So.</think>" + server.translate(body))(body)

    server.always(behave)
    drafts = translate(engine(server, "Qwen3-4B-Thinking-2507"), *TEXTS)
    assert all(draft.text and not draft.problems for draft in drafts)
    assert len(server.received) <= 1.2 * len(TEXTS)


def test_the_limit_that_is_set_is_kept(server: LlmServer) -> None:
    """Then a sentence may stay empty, and says why."""
    server.always(thinks(5_000))
    drafts = translate(engine(server, "qwq", max_tokens=900), TEXTS[0])
    assert [each.body["max_tokens"] for each in server.received] == [900]
    assert drafts[0].text == ""
    assert "thoughts took all the room" in str(drafts[0].problems[0])


@pytest.mark.parametrize(
    ("extra", "room"),
    [
        ({"thinking": {"type": "enabled", "budget_tokens": 6000}}, 6000),
        ({"thinking": {"type": "adaptive"}}, 4096),
        ({"reasoning_effort": "high"}, 4096),
        ({"chat_template_kwargs": {"enable_thinking": True}}, 4096),
        ({"thinking": {"type": "disabled"}}, 0),
        ({"reasoning": {"exclude": True}, "chat_template_kwargs": {"other": 9000}}, 0),
    ],
)  # fmt: skip
def test_thoughts_that_settings_ask_for_have_room(
    server: LlmServer, extra: dict[str, Any], room: int
) -> None:
    """Anthropic refuses a limit that is smaller than the budget for them."""
    translate(engine(server, "claude-sonnet-4-6", extra=extra), TEXTS[0])
    assert server.received[0].body["max_tokens"] - room in range(1, 500)


def test_thoughts_beside_the_reply_are_passed_over(server: LlmServer) -> None:
    """``reasoning_content``, as vLLM and DeepSeek have it, is no part of the text."""

    def behave(body: dict[str, Any]) -> Answer:
        answer = completion(server.translate(body))(body)
        assert answer
        status, headers, data = answer
        told = json.loads(data)
        told["choices"][0]["message"]["reasoning_content"] = "Hmm."
        return status, headers, json.dumps(told).encode()

    server.always(behave)
    drafts = translate(engine(server, "Qwen/Qwen3-8B"), *TEXTS[:3])
    assert all(draft.text and "Hmm" not in draft.text for draft in drafts)


def test_translategemma_at_ollama(server: LlmServer) -> None:
    """One user message in its form, two empty lines before the text."""

    def behave(body: dict[str, Any]) -> Answer:
        found = re.fullmatch(
            r"You are a professional English \(en\) to Korean \(ko\) translator\..*"
            r"Please translate the following English text into Korean:\n\n\n([^\n]+)",
            content(body),
            re.DOTALL,
        )
        assert found
        return completion(translation(found[1], "ko"))(body)

    server.always(behave)
    drafts = translate(engine(server, "translategemma:4b"), *TEXTS)
    assert all(draft.text and not draft.problems for draft in drafts)
    assert len(server.received) <= 1.2 * len(TEXTS)


def test_translategemma_with_its_own_template(server: LlmServer) -> None:
    """The text alone, its languages as fields of the part and of the request."""

    def behave(body: dict[str, Any]) -> Answer:
        [part] = body["messages"][0]["content"]
        languages = {"source_lang_code": "en", "target_lang_code": "zh-Hans"}
        assert part == {"type": "text", **languages, "text": part["text"]}
        assert body["chat_template_kwargs"] == languages
        return completion(translation(content(body), "zh"))(body)

    server.always(behave)
    drafts = translate(engine(server, "google/translategemma-4b-it"), *TEXTS, target="zh-Hans")
    assert all(draft.text and not draft.problems for draft in drafts)
    assert len(server.received) <= 1.2 * len(TEXTS)


def test_hunyuan_is_told_terms_in_its_form(server: LlmServer) -> None:
    """No system turn, its own sampling, the names as they stand, and the list before the order."""
    text = "Members of KEF met on Monday."

    def behave(body: dict[str, Any]) -> Answer:
        said = content(body)
        assert said.startswith("Reference the following translations:\nKEF translates to 경총\n")
        assert said.endswith(f":\n\n{text}")
        assert (body["temperature"], body["top_p"], body["top_k"]) == (0.7, 0.6, 20)
        assert "seed" not in body
        return completion("경총 회원들이 월요일 만났다.")(body)

    server.always(behave)
    llm = engine(server, "tencent/Hunyuan-MT-7B")
    [draft] = translate(llm, text, terms=(use(text, "KEF", "경총"),))
    assert (draft.text, draft.problems) == ("경총 회원들이 월요일 만났다.", ())


def test_hunyuan_is_spoken_to_in_chinese_about_chinese(server: LlmServer) -> None:
    """Its makers give the Chinese form for pairs with Chinese, with the Chinese names."""
    server.always(completion("该协会成员周一会面。"))
    text = "Members of KEF met on Monday."
    terms = (use(text, "KEF", "该协会"),)
    translate(engine(server, "Hy-MT2-7B"), text, target="zh-Hans", terms=terms)
    said = content(server.received[0].body)
    assert said.startswith("参考下面的翻译：\nKEF 翻译成 该协会\n")
    assert "将以下文本翻译为中文" in said


def test_qwen_mt_is_told_terms_as_an_option(server: LlmServer) -> None:
    """The text is the only message, without a system turn; the rest is a field of the request."""
    text = "Members of KEF met on Monday."
    server.always(completion("경총 회원들이 월요일 만났다."))
    llm = engine(server, "qwen-mt-plus")
    example = ("Ports <g1>grew</g1>.", "항만이 <g1>컸다</g1>.")
    request = Request(text, terms=(use(text, "KEF", "경총"),), examples=(example,))
    [(_, draft)] = llm.translate([request], "en", "ko")
    assert (draft.text, draft.problems) == ("경총 회원들이 월요일 만났다.", ())
    body = server.received[0].body
    assert body["messages"] == [{"role": "user", "content": text}]
    options = body["translation_options"]
    assert "Korean newspapers" in options.pop("domains")
    assert options == {
        "source_lang": "en",
        "target_lang": "ko",
        "terms": [{"source": "KEF", "target": "경총"}],
        "tm_list": [{"source": "Ports grew.", "target": "항만이 컸다."}],
    }


def test_qwen_mt_has_two_kinds_of_chinese(server: LlmServer) -> None:
    """Each with a code of its own, which is not that of BCP 47."""
    server.always(completion("港口很忙。"))
    for target in ("zh-Hans", "zh-Hant"):
        translate(engine(server, "qwen/qwen-mt-turbo"), "The port was busy.", target=target)
    said = [each.body["translation_options"]["target_lang"] for each in server.received]
    assert (said[0], said[-1]) == ("zh", "zh_tw")


def test_other_translation_models_are_asked_plainly(server: LlmServer) -> None:
    """Languages and text, one sentence a request."""
    server.always(
        lambda body: completion(translation(content(body).split("\n")[1][9:], "ko"))(body)
    )
    drafts = translate(engine(server, "Unbabel/Tower-Plus-2B"), *TEXTS)
    assert all(draft.text for draft in drafts)
    assert content(server.received[0].body).endswith("\nKorean: ")
    assert len(server.received) <= 1.2 * len(TEXTS)


def test_a_model_that_knows_no_json_is_not_asked_for_it_again(server: LlmServer) -> None:
    """One answer that is none shows it; then each sentence is asked for alone."""

    def behave(body: dict[str, Any]) -> Answer:
        text = body["messages"][-1]["content"]
        said = "번역할 수 있습니다" if text.startswith("{") else translation(text, "ko")
        return completion(said)(body)

    server.always(behave)
    drafts = translate(engine(server, "an-own-tune", concurrency=4), *TEXTS)
    assert all(draft.text for draft in drafts)
    assert len(server.received) <= 1.2 * len(TEXTS)


def test_replies_are_wanted_by_schema_where_the_endpoint_can(server: LlmServer) -> None:
    """One text for each id; where it is refused, it is not tried again."""
    translate(engine(server, "gpt-4o"), *TEXTS[:3])
    schema = server.received[0].body["response_format"]["json_schema"]["schema"]
    assert schema["required"] == ["1", "2", "3"]
    server.next(error(400, "invalid_request_error", "Unknown field: response_format"))
    llm = engine(server, "gpt-4o", batch=3, concurrency=1)
    assert all(draft.text for draft in translate(llm, *TEXTS))
    asked = [each for each in server.received[1:] if "response_format" in each.body]
    assert len(asked) == 1
