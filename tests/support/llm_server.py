"""A loopback stand-in for an LLM endpoint that speaks the protocol of OpenAI's chat completions.

It answers every sentence with a made-up translation in the right script that keeps names, numbers
and placeholders, unless told to behave otherwise for the next requests::

    with LlmServer() as server:
        server.next(status(429, {"Retry-After": "0"}), nothing)
"""

from __future__ import annotations

import json
import re
import threading
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any, ClassVar, Self

from tests.support.loopback import Loopback, body_of, reply

#: What a request is answered with: status, headers, body; ``None`` closes the connection.
Answer = tuple[int, Mapping[str, str], bytes] | None
#: Given the request's JSON, says what to answer.
Behaviour = Callable[[dict[str, Any]], Answer]


@dataclass(frozen=True)
class Received:
    """A request as it came in."""

    path: str
    headers: Mapping[str, str]
    body: dict[str, Any]


@dataclass
class LlmServer(Loopback):
    """The endpoint.

    Attributes:
        translations: what to answer for certain sentences (as sent, with inline names).
        received: every request so far.
        key: when set, requests without it are refused.
    """

    methods: ClassVar[tuple[str, ...]] = ("POST",)
    translations: Mapping[str, str] = field(default_factory=dict)
    key: str = ""
    received: list[Received] = field(default_factory=list)
    _behaviours: deque[Behaviour] = field(default_factory=deque)

    def next(self, *behaviours: Behaviour) -> None:
        """Answers the coming requests so, one each, before being well-behaved again."""
        self._behaviours.extend(behaviours)

    def always(self, behaviour: Behaviour) -> None:
        """Answers every request so from now on."""
        self._behaviours.extend([behaviour] * 1000)

    def well_behaved(self) -> None:
        """Answers as it should from now on."""
        self._behaviours.clear()

    @property
    def url(self) -> str:
        """The API's root."""
        return f"{super().url}/v1"

    def __enter__(self) -> Self:
        self.stopped = threading.Event()
        return super().__enter__()

    def __exit__(self, *error: object) -> None:
        self.stopped.set()
        super().__exit__(*error)

    def respond(self, handler: BaseHTTPRequestHandler) -> None:
        """Answer a question, or close the connection."""
        body = json.loads(body_of(handler) or b"{}")
        if answer := self.answer(Received(handler.path, dict(handler.headers), body)):
            reply(handler, *answer)
        else:
            handler.close_connection = True

    def answer(self, received: Received) -> Answer:
        """What to say to one request."""
        self.received.append(received)
        if self._behaviours:
            return self._behaviours.popleft()(received.body)
        if self.key and received.headers.get("Authorization") != f"Bearer {self.key}":
            return error(401, "invalid_api_key")(received.body)
        if not received.path.endswith("/chat/completions"):
            return 404, {"Content-Type": "text/plain"}, b"404 page not found"
        return completion(self.translate(received.body))(received.body)

    def translate(self, body: dict[str, Any]) -> str:
        """The reply of a model that does what it is asked."""
        order, text = body["messages"][0]["content"], body["messages"][-1]["content"]
        target = "zh" if "Chinese" in str(order).partition(" into ")[2][:30] else "ko"
        if "maps every id" in order:
            sentences = json.loads(text)["sentences"]
            replies = {item["id"]: self._one(item["text"], target) for item in sentences}
            return json.dumps(replies, ensure_ascii=False)
        if text.startswith("That translation has these faults"):
            text = body["messages"][-3]["content"]
        return self._one(text, target)

    def _one(self, text: str, target: str) -> str:
        return self.translations.get(text) or translation(text, target)


#: Words that a translation must keep: scales, units, months, days, denials.
KEPT = {
    "ko": {
        "million": "백만", "billion": "십억", "trillion": "조", "won": "원", "dollars": "달러",
        "April": "4월", "Monday": "월요일",
        "percent": "퍼센트", **dict.fromkeys(("not", "never", "nothing", "cannot"), "않는"),
    },
    "zh": {
        "million": "百万", "billion": "十亿", "trillion": "万亿", "won": "韩元", "dollars": "美元",
        "April": "4月", "Monday": "周一",
        "percent": "%", **dict.fromkeys(("not", "never", "nothing", "cannot"), "不"),
    },
}  # fmt: skip


def translation(text: str, target: str) -> str:
    """A made-up translation: every word becomes one of about the right length."""
    letters, share = (
        ("가나다라마바사아자차카타파하", 2) if target == "ko" else ("甲乙丙丁戊己庚辛壬癸", 3)
    )

    def word(match: re.Match[str]) -> str:
        made = "".join(letters[ord(letter) % len(letters)] for letter in match[0][::share])
        return KEPT[target].get(match[0], made)

    kept = re.compile(r"(</?[gx]\d+/?>|https?://\S+)")
    parts = kept.split(text)
    return "".join(
        part if kept.fullmatch(part) else re.sub("[A-Za-z]+", word, part) for part in parts
    )


def completion(content: object, finish: str = "stop") -> Behaviour:
    """A well-formed completion with this content."""
    return lambda body: _json(
        200,
        {
            "id": "chatcmpl-1",
            "object": "chat.completion",
            "created": 1700000000,
            "model": body.get("model", ""),
            "choices": [
                {
                    "index": 0,
                    "message": {"role": "assistant", "content": content},
                    "finish_reason": finish,
                }
            ],
            "usage": {"prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 15},
        },
    )


def error(status: int, code: str = "", message: str = "", param: str = "") -> Behaviour:
    """An error in OpenAI's form."""
    fault = {"message": message, "type": code, "code": code, "param": param or None}
    return lambda _: _json(status, {"error": fault})


def status(code: int, headers: Mapping[str, str] | None = None) -> Behaviour:
    """A bare HTTP status."""
    return lambda _: (code, dict(headers or {}), b"")


def raw(body: bytes, kind: str = "application/json") -> Behaviour:
    """Status 200 with any bytes."""
    return lambda _: (200, {"Content-Type": kind}, body)


def nothing(_: dict[str, Any]) -> Answer:
    """Closes the connection without a word."""
    return None


def slow(server: LlmServer, seconds: float) -> Behaviour:
    """Waits before a proper answer, or until the server stops."""

    def behave(body: dict[str, Any]) -> Answer:
        server.stopped.wait(seconds)
        return completion(server.translate(body))(body)

    return behave


def _json(code: int, value: object) -> Answer:
    return code, {"Content-Type": "application/json"}, json.dumps(value).encode()
