"""Joins the chunks of a streamed completion (server-sent events, WHATWG HTML, 9.2)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from workflow.engines.llm.message_forms import said_in, thoughts_beside

#: What ends a line of a stream: other characters that end lines elsewhere may stand in its texts.
_LINE = re.compile(r"\r\n?|\n")

#: How an event begins whose data stand in several lines: as JSON for people does.
_BEGINNINGS = frozenset("{[")


def joined(content: bytes) -> Any:
    """Return a stream as the completion that it is in parts, or its error; None if it is none."""
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
    message = {name: "".join(map(str, pieces)) for name, pieces in texts.items() if any(pieces)}
    choice = {"message": message, "finish_reason": finish, "logprobs": {"content": tokens}}
    return {"choices": [choice], "usage": usage}


def _events(stream: str) -> Iterator[str]:
    """Yield the data of each event; that of one may stand in several lines."""
    lines: list[str] = []
    for line in (*_LINE.split(stream), ""):
        data = line.removeprefix("data:").strip()
        if line.startswith("data:") and data != "[DONE]":
            lines.append(data)
        if lines and not (line and lines[0] in _BEGINNINGS):
            yield "\n".join(lines)
            lines = []
