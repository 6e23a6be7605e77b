"""Finds what a message of a completion says, in whatever form a server puts it.

Its ``content`` is a text in OpenAI's API reference; others send parts of several types, and what a
model wrote as the call of a tool stands in ``tool_calls``, though no tool was offered.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

#: Fields and parts that hold thoughts: DeepSeek, vLLM; OpenRouter; Mistral, Anthropic.
_ASIDE = ("reasoning_content", "reasoning")
_THOUGHT_PARTS = frozenset({"thinking", "reasoning", "redacted_thinking"})
#: Parts that hold text: OpenAI's two interfaces, and servers that name no type.
_TEXT_PARTS = frozenset({"text", "output_text", None})
#: A call of a tool that stands in the text: Hermes, Qwen.
_CALL = re.compile(r"\s*<tool_call>\s*(\{.*\})\s*(?:</tool_call>)?\s*", re.DOTALL)


def said_in(message: Mapping[str, Any]) -> str | None:
    """Return what a message says besides its thoughts; None if its content is nothing known.

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
    """Return the thoughts that stand beside what a message says."""
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
    """Yield what a message gives to tools as JSON; a stream gives it piece by piece."""
    calls = message.get("tool_calls")
    functions = [call.get("function") for call in calls or () if isinstance(call, dict)]
    for function in (*functions, message.get("function_call")):
        given = function.get("arguments") if isinstance(function, dict) else None
        if given:
            yield given if isinstance(given, str) else json.dumps(given, ensure_ascii=False)


def _called(text: str) -> str:
    """Return what a text gives to a tool, if it is nothing but a call."""
    call = _CALL.fullmatch(text)
    try:
        given = json.loads(call[1])["arguments"] if call else None
    except (ValueError, KeyError, TypeError, RecursionError):
        return text
    return json.dumps(given, ensure_ascii=False) if isinstance(given, dict) else text
