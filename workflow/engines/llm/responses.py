"""Parse the HTTP answers of an endpoint: completions, also streamed, and errors."""

from __future__ import annotations

import codecs
import json
import re
from http import HTTPStatus
from typing import Any

from workflow.engines.llm import logprobs
from workflow.engines.llm.message_forms import (
    is_answer,
    joined,
    said_in,
    thoughts_beside,
    without_thoughts,
)
from workflow.engines.llm.questions import Fault, Reply
from workflow.engines.llm.refusals import RATE, strings

#: How a reply ends that they stop: OpenAI, Azure; Google, Zhipu, Anthropic.
_FILTERED_END = re.compile(
    r"content_?filter|safety|prohibited|sensitive|refusal|recitation|blocklist|spii|guardrail",
    re.IGNORECASE,
)
#: And how one that has no more room: OpenAI; Anthropic, Google; Mistral; OpenAI's newer interface.
_CUT = frozenset({"length", "max_tokens", "model_length", "max_output_tokens", "incomplete"})
#: And how one that was broken off: OpenRouter and vLLM; vLLM; DeepSeek.
_BROKEN_OFF = frozenset({"error", "abort", "insufficient_system_resource"})
#: What an error is taken for that names no status: its words tell whether it may pass.
_UNNAMED = HTTPStatus.INTERNAL_SERVER_ERROR
#: The encoding in a content type, as older gateways name theirs.
_CHARSET = re.compile(r"charset=[\"']?([\w.:-]+)", re.IGNORECASE)
_OF_BYTES = re.compile(r"iso8859|cp125|latin|mac|koi8")
#: An invalid address that is reported with status 200: LM Studio.
_NOWHERE = re.compile(r"unexpected endpoint")


def parsed(content: bytes, kind: str) -> Any:
    """Return an answer as JSON, a streamed one joined to a whole; None if it is not JSON.

    Args:
        content: all of the answer.
        kind: its content type.
    """
    content = content.lstrip(b" \t\r\n\xef\xbb\xbf")  # sent to keep the connection, and a BOM
    if kind.startswith("text/event-stream") or content.startswith((b"data:", b":", b"event:")):
        return joined(content)
    try:
        return json.loads(content)
    except UnicodeDecodeError:
        content = _decoded(content, kind).encode()
    except (ValueError, RecursionError):
        return None
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None


def _decoded(content: bytes, kind: str) -> str:
    """Decode what is not UTF-8: as its content type says, if that is right.

    Else it is half a character of a model; checks find what stands in its place. An encoding of one
    byte a letter fits anything, and tells nothing.
    """
    charset = _CHARSET.search(kind)
    try:
        name = codecs.lookup(charset[1]).name if charset else ""
        return content.decode("utf-8" if not name or _OF_BYTES.match(name) else name)
    except (UnicodeError, LookupError):
        return content.decode("utf-8", "replace")


def error_in(body: Any) -> int:
    """Return the status of an error that comes as an answer, as gateways send it; 0 for none."""
    choices = body.get("choices") if isinstance(body, dict) else None
    told = choices[0] if isinstance(choices, list) and choices else body
    error = told.get("error") if isinstance(told, dict) else None
    if not error and choices:
        broken = isinstance(told, dict) and str(told.get("finish_reason")) in _BROKEN_OFF
        return HTTPStatus.BAD_GATEWAY if broken else 0
    if not error:
        return _coded(body)
    if isinstance(error, str) and _NOWHERE.search(error.lower()):
        return HTTPStatus.NOT_FOUND
    code = error.get("code") if isinstance(error, dict) else None
    return code if isinstance(code, int) and 400 <= code < 600 else _UNNAMED


def end_of(body: Any) -> object:
    """Return why a completion ends, as the server says; None where it does not, or is none."""
    try:
        return body["choices"][0].get("finish_reason")
    except (KeyError, IndexError, TypeError, AttributeError):
        return None


def _coded(body: Any) -> int:
    """Return the status of an error that comes as a code and words alone: MiniMax, Spark."""
    told = body.get("base_resp", body) if isinstance(body, dict) else None
    code = (told.get("status_code") or told.get("code")) if isinstance(told, dict) else None
    if not isinstance(code, int) or code in {0, HTTPStatus.OK}:
        return 0
    said = " ".join(strings(told)).lower()
    return HTTPStatus.TOO_MANY_REQUESTS if RATE.search(said) else HTTPStatus.BAD_REQUEST


def completion(body: Any) -> Reply | None:
    """Return the reply in a completion; None if there is none.

    One without choices, which tells what it took, is Google's to a text that its filters stop.
    """
    form = (body.get("object"), body.get("choices")) if isinstance(body, dict) else ()
    if form == ("chat.completion", []) and isinstance(body.get("usage"), dict):
        return Reply("", fault=Fault.FILTERED)
    try:
        choice, finish = body["choices"][0], end_of(body)
        stopped = bool(_FILTERED_END.search(str(finish or "")))
        message = choice.get("message") or {} if stopped else choice["message"]
        text = said_in(message)
    except (KeyError, IndexError, TypeError, AttributeError):
        return None
    if text is None:
        return None
    complete = str(finish).lower() not in _CUT
    aside = thoughts_beside(message)
    if not text.strip() and is_answer(aside):
        text = aside
    fault = Fault.NONE
    if stopped or message.get("refusal"):
        text, fault = "", Fault.FILTERED
    elif not without_thoughts(text).strip() and (not complete or aside.strip()):
        fault = Fault.ASIDE if complete else Fault.THOUGHTS
    elif not text.strip():
        fault = Fault.EMPTY
    return Reply(text, complete, logprobs.read(choice.get("logprobs")), fault=fault)
