"""Find the text and the thoughts in the messages of a completion, in each server's form.

Its ``content`` is a text in OpenAI's API reference; others send parts of several types, and what a
model wrote as the call of a tool stands in ``tool_calls``, though no tool was offered.

A model's thoughts come beside the reply (``reasoning_content``, ``reasoning``) or in front of it,
between marks that differ from one family to the next. Where a model's template writes the first
mark, only the second stands in the reply; where the reply was cut off, perhaps none.

What is streamed comes as server-sent events (WHATWG HTML, 9.2), whose chunks are joined first.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from workflow.engines.llm.token_prices import text_tokens

#: Fields and parts that hold thoughts: DeepSeek, vLLM; OpenRouter; HyperCLOVA; Mistral, Anthropic.
_ASIDE = ("reasoning_content", "reasoning", "thinking_content")
_THOUGHT_PARTS = frozenset({"thinking", "reasoning", "redacted_thinking"})
#: Parts that hold text: OpenAI's two interfaces, and servers that name no type.
_TEXT_PARTS = frozenset({"text", "output_text", None})
#: A call of a tool that stands in the text: Hermes, Qwen.
_CALL = re.compile(r"\s*<tool_call>\s*(\{.*\})\s*(?:</tool_call>)?\s*", re.DOTALL)


def said_in(message: Mapping[str, Any]) -> str | None:
    """Return the text of a message without its thoughts; None if its form is not known.

    >>> said_in({"content": [{"type": "thinking"}, {"type": "text", "text": "회담"}]})
    '회담'
    >>> said_in({"content": None, "tool_calls": [{"function": {"arguments": '{"1": "회담"}'}}]})
    '{"1": "회담"}'
    """
    text = _text(message.get("content"))
    if text is None or text.strip():
        return text and _called(text)
    return "".join(_arguments(message)) or text


def thoughts_beside(message: Mapping[str, Any]) -> str:
    """Return the thoughts that a message has in fields or parts of their own."""
    for name in _ASIDE:
        if isinstance(thought := message.get(name), str):
            return thought
    content = message.get("content")
    parts = content if isinstance(content, list) else []
    return "".join(
        str(_text(part.get("thinking")) or part.get("text") or "")
        for part in parts
        if isinstance(part, dict) and part.get("type") in _THOUGHT_PARTS
    )


def _text(content: Any) -> str | None:
    """Return the text of a content, which may have parts; None if it is something else."""
    if content is None:
        return ""
    if isinstance(content, str):
        return content
    if isinstance(content, list):
        texts = [each for each in map(_text, content) if each is not None]
        return "".join(texts) if texts or not content else None
    if not isinstance(content, dict):
        return None
    kind, text = content.get("type"), content.get("text")
    if kind in _TEXT_PARTS and isinstance(text, str):
        return text
    return "" if kind else json.dumps(content, ensure_ascii=False)


def _arguments(message: Mapping[str, Any]) -> Iterator[str]:
    """Yield the arguments of a message's tool calls as JSON; in a stream, pieces of it."""
    calls = message.get("tool_calls")
    functions = [call.get("function") for call in calls or () if isinstance(call, dict)]
    for function in (*functions, message.get("function_call")):
        given = function.get("arguments") if isinstance(function, dict) else None
        if given:
            yield given if isinstance(given, str) else json.dumps(given, ensure_ascii=False)


def _called(text: str) -> str:
    """Return the arguments of a tool call that is written as text; any other text as it is."""
    call = _CALL.fullmatch(text)
    try:
        given = json.loads(call[1])["arguments"] if call else None
    except (ValueError, KeyError, TypeError, RecursionError):
        return text
    return json.dumps(given, ensure_ascii=False) if isinstance(given, dict) else text


#: Marks around thoughts, as patterns: DeepSeek, Qwen, GLM and most; EXAONE, Gemini; Reka, Granite;
#: Seed, LongCat; Seed-X; Magistral; Kimi; Command A; OpenThinker; Gemma's thinking variants, Gemma
#: 4; Open WebUI, which folds thoughts away (its second mark alone tells nothing).
_MARKS = (
    (r"<(?:\w{1,20}[:_])?think(?:ing)?>", r"</(?:\w{1,20}[:_])?think(?:ing)?>"),
    (r"<thoughts?>", r"</thoughts?>"),
    (r"\[COT\]", r"\[/COT\]"),
    (r"<reason(?:ing)?>", r"</reason(?:ing)?>"),
    (r"\[THINK\]", r"\[/THINK\]"),
    (r"◁think▷", r"◁/think▷"),
    (r"<\|START_THINKING\|>", r"<\|END_THINKING\|>"),
    (r"<\|begin_of_thought\|>", r"<\|end_of_thought\|>"),
    (r"<unused94>", r"<unused95>"),
    (r"<\|channel>thought\b", r"<channel\|>"),
    # What is left of gpt-oss's marks where a server takes special tokens away.
    (r"(?!)", r"assistantfinal(?=\S)"),
    (r"<details type=\"reasoning\"[^<>]{0,99}>", r"</details>"),
    # The channels that gpt-oss names in its messages.
    (r"(?:<\|start\|>\w*)?<\|channel\|>\s*(?:analysis|commentary)",
     r"<\|channel\|>\s*final\s*(?:<\|constrain\|>\s*\w*\s*)?<\|message\|>"),
)  # fmt: skip
_OPEN = "|".join(opening for opening, _ in _MARKS)
_THOUGHT = re.compile(
    r"\s*(?:"
    + "|".join(rf"(?:{opening}).*?(?:{closing}|\Z)" for opening, closing in _MARKS)
    + "|"
    + "|".join(rf"(?:(?!{_OPEN}).)*?{closing}" for _, closing in _MARKS[:-2])
    + rf"|{_MARKS[-1][1]})",
    re.DOTALL | re.IGNORECASE,
)
#: Marks around the answer that comes after: Hunyuan, GLM-V; Granite, ERNIE; Command A; Apriel.
_ANSWER = re.compile(
    r"\s*(?:<answer>(?P<a>.*?)(?:</answer>|\Z)|<response>(?P<b>.*?)(?:</response>|\Z)"
    r"|<\|START_RESPONSE\|>(?P<c>.*?)(?:<\|END_RESPONSE\|>|\Z)"
    r"|<\|begin_of_solution\|>(?P<d>.*?)(?:<\|end_of_solution\|>|\Z)"
    r"|\[BEGIN FINAL RESPONSE\](?P<e>.*?)(?:\[END FINAL RESPONSE\]|\Z))\s*(?:<\|[\w|]+\|>)?\s*",
    re.DOTALL | re.IGNORECASE,
)
#: Any mark at all, which is much cheaper to look for than unopened thoughts.
_ANY = re.compile(
    "|".join(mark for pair in _MARKS for mark in pair)
    + r"|</?(?:answer|response)>|<\|[\w|]+\|>|\[BEGIN FINAL",
    re.IGNORECASE,
)
#: What each of them begins with, but for ``assistantfinal``; most replies have none of these.
_FIRST = "<[◁"
#: What a source has that speaks of such marks.
_SPEAKS_OF_THEM = re.compile(
    r"</?(?:\w{1,20}[:_])?think|</?thought|</?reason|</?answer|</?response|</?details"
    r"|\[/?THINK\]|◁/?think|<\|[\w|]+\|>|<unused9|<\|?channel|assistantfinal|FINAL RESPONSE\]",
    re.IGNORECASE,
)


def without_thoughts(reply: str, source: str = "") -> str:
    """Return a reply without its thoughts, even if they were cut off, and without its marks.

    A source that speaks of such marks has them in its translation: then nothing is taken away.

    >>> without_thoughts("<think>Hm.</think><think>So.</think><answer>회담</answer>")
    '회담'
    """
    may_have = any(letter in reply for letter in _FIRST) or "final" in reply.lower()
    if not (may_have and _ANY.search(reply)) or _SPEAKS_OF_THEM.search(source):
        return reply
    rest = reply
    while (thought := _THOUGHT.match(rest)) and thought.end():
        rest = rest[thought.end() :]
    answer = _ANSWER.fullmatch(rest)
    return next(filter(None, answer.groups()), "") if answer else rest


@dataclass(frozen=True, slots=True)
class Thoughts:
    """How much of an answer are thoughts.

    Attributes:
        aside: those beside the reply.
        said: the reply, with any thoughts in it.
        counted: their tokens as the server counts them; 0 where it does not tell.
    """

    aside: str
    said: str
    counted: int

    @property
    def all(self) -> str:
        """Everything that the model has written."""
        return self.aside + self.said

    @property
    def tokens(self) -> float:
        """The tokens of the thoughts, counted or else estimated."""
        inside = len(self.said) - len(without_thoughts(self.said))
        return self.counted or text_tokens(self.aside + self.said[:inside])

    def unmarked(self, *, thinking: bool) -> bool:
        """Tell whether the reply of a thinking model may be unfinished thoughts."""
        return thinking and not self.aside and without_thoughts(self.said) == self.said


def is_answer(aside: str) -> bool:
    """Tell whether a field for thoughts holds their end and an answer behind it, or JSON alone.

    LM Studio and others put what a schema asks for there.
    """
    return is_object(aside) or 0 < len(without_thoughts(aside).strip()) < len(aside.strip())


def is_object(said: str) -> bool:
    r"""Tell whether a reply, without thoughts and a fence around it, is a JSON object.

    >>> is_object('```json\n{"1": "회담"}\n```'), is_object('{"1": "회')
    (True, False)
    """
    bare = without_thoughts(said).strip().removeprefix("```json").removesuffix("```")
    try:
        return isinstance(json.loads(bare), dict)
    except (ValueError, RecursionError):
        return False


def thoughts_in(body: Any) -> Thoughts:
    """Find the thoughts in a completion."""
    message = body["choices"][0].get("message") or {}
    usage = body.get("usage")
    details = usage.get("completion_tokens_details") if isinstance(usage, dict) else None
    counted = details.get("reasoning_tokens") if isinstance(details, dict) else None
    return Thoughts(
        thoughts_beside(message),
        said_in(message) or "",
        counted if isinstance(counted, int) else 0,
    )


#: What ends a line of a stream: other characters that end lines elsewhere may stand in its texts.
_LINE = re.compile(r"\r\n?|\n")

#: The last event.
_END = b"[DONE]"
#: How one ends that has neither this nor a reason: broken off, or from a server that never says.
UNTOLD = "untold"
#: How an event begins whose data stand in several lines: as JSON for people does.
_BEGINNINGS = frozenset("{[")


def joined(content: bytes) -> Any:
    """Join the chunks of a stream into a completion, or its error; None if it is no stream."""
    texts: dict[str, list[str]] = {"content": [], "reasoning_content": []}
    tokens: list[object] = []
    finish, usage, seen = None, None, False
    for data in _events(content.decode(errors="replace")):
        try:
            chunk = json.loads(data)
            if "error" in chunk:
                return chunk
            usage = chunk.get("usage") or usage
            for choice in chunk.get("choices", [])[:1]:
                seen = True
                delta = choice.get("delta") or choice.get("message") or {}
                texts["content"].append(said_in(delta) or "")
                texts["reasoning_content"].append(thoughts_beside(delta))
                tokens += ((choice.get("logprobs") or {}).get("content")) or []
                finish = choice.get("finish_reason") or finish
        except (ValueError, RecursionError, AttributeError, TypeError):
            return None
    if not seen:
        return None
    if finish is None:
        finish = "stop" if _END in content else UNTOLD
    message = {name: "".join(map(str, pieces)) for name, pieces in texts.items() if any(pieces)}
    choice = {"message": message, "finish_reason": finish, "logprobs": {"content": tokens}}
    return {"choices": [choice], "usage": usage}


def _events(stream: str) -> Iterator[str]:
    """Yield the data of each event; that of one may stand in several lines."""
    lines: list[str] = []
    for line in (*_LINE.split(stream), ""):
        data = line.removeprefix("data:").strip()
        if line.startswith("data:") and data != _END.decode():
            lines.append(data)
        if lines and not (line and lines[0] in _BEGINNINGS):
            yield "\n".join(lines)
            lines = []
