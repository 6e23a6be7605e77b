"""Joins the chunks of a streamed completion (server-sent events, WHATWG HTML, 9.2)."""

from __future__ import annotations

import json
import re
from typing import Any

#: What ends a line of a stream: other characters that end lines elsewhere may stand in its texts.
_LINE = re.compile(r"\r\n?|\n")


def joined(content: bytes) -> Any:
    """Return a stream as the completion that it is in parts, or its error; None if it is none."""
    texts: dict[str, list[str]] = {"content": [], "reasoning_content": [], "reasoning": []}
    tokens: list[object] = []
    finish, usage, seen = None, None, False
    for line in _LINE.split(content.decode(errors="replace")):
        data = line.removeprefix("data:").strip()
        if not line.startswith("data:") or data == "[DONE]":
            continue
        try:
            chunk = json.loads(data)
            if "error" in chunk:
                return chunk
            usage = chunk.get("usage") or usage
            for choice in chunk.get("choices", [])[:1]:
                seen = True
                delta = choice.get("delta") or choice.get("message") or {}
                for name, pieces in texts.items():
                    pieces.append(delta.get(name) or "")
                tokens += ((choice.get("logprobs") or {}).get("content")) or []
                finish = choice.get("finish_reason") or finish
        except (ValueError, RecursionError, AttributeError, TypeError):
            return None
    if not seen:
        return None
    message = {name: "".join(map(str, pieces)) for name, pieces in texts.items() if any(pieces)}
    choice = {"message": message, "finish_reason": finish, "logprobs": {"content": tokens}}
    return {"choices": [choice], "usage": usage}
