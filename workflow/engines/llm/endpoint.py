"""An OpenAI-compatible endpoint over HTTP: one question, one reply, and what can go wrong.

The protocol is that of OpenAI's chat completions (``POST {url}/chat/completions``), as spoken by
Ollama, llama.cpp, vLLM and hosted services. The key goes to the configured origin only: redirects
are never followed. Neither key nor text is logged, and what a server says about an error is not
repeated, for it may hold either.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from workflow.engines import address
from workflow.engines.llm import logprobs
from workflow.engines.llm.chat import Ask, Reply
from workflow.errors import EngineError, EngineMissing
from workflow.model import LlmSettings, Message, say

if TYPE_CHECKING:
    import httpx
    from tenacity import RetryCallState

#: The longest a server can make us wait before one retry, in seconds.
_MAX_WAIT = 60.0
#: Seconds at most before the first retry; each further one may wait twice as long.
_FIRST_PAUSE = 1.0
_MAX_BYTES = 8_000_000
#: Parameters that some models refuse, and what they take instead (OpenAI's reasoning models).
_INSTEAD = {"max_tokens": "max_completion_tokens", "temperature": "", "seed": ""}
_PASSING = frozenset({408, 409, 425, 429}) | frozenset(range(500, 600))
_KEY = re.compile(r"[!-~]+")


@dataclass(slots=True)
class Usage:
    """What an engine has used so far; tokens as the endpoint counts them."""

    requests: int = 0
    retries: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0


class _Passing(Exception):
    """A failure that may pass. ``wait`` is what the server asked for, in seconds."""

    def __init__(self, error: EngineError, wait: float = 0.0) -> None:
        super().__init__(error.what)
        self.error = error
        self.wait = wait


class Endpoint:
    """One model at one endpoint; an async context manager that holds the connections.

    Args:
        settings: where it is, which model, how patient to be.
        usage: counts what is used.
        key: sent as a bearer token unless empty.
        extra: more fields for the body of every request.

    Raises:
        EngineError: the URL or the key cannot be used.
        EngineMissing: httpx or tenacity is not installed.
    """

    def __init__(
        self,
        settings: LlmSettings,
        usage: Usage,
        key: str = "",
        extra: Mapping[str, object] | None = None,
    ) -> None:
        if key and not _KEY.fullmatch(key):
            what = say("holds characters that no key has")
            raise EngineError(f"${settings.key_env}", what, say("Set it to the key alone."))
        self.usage = usage
        self._settings = settings
        self._url = address.completions(settings.url, key=bool(key))
        self._where = address.shown(settings.url)
        self._has_key = bool(key)
        self._extra = dict(extra or {})
        self._names: dict[str, str] = {}
        self._client = _connect(settings, key)

    async def __aenter__(self) -> Endpoint:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._client.aclose()

    async def chat(self, ask: Ask) -> Reply:
        """Return the model's reply; empty and incomplete if the question is too long for it.

        Raises:
            EngineError: the endpoint cannot be reached, refuses, or does not speak the protocol.
        """
        from tenacity import AsyncRetrying, retry_if_exception_type, stop_after_attempt

        attempts = AsyncRetrying(
            retry=retry_if_exception_type(_Passing),
            stop=stop_after_attempt(self._settings.retries + 1),
            wait=_pause,
            before_sleep=self._count_retry,
            reraise=True,
        )
        try:
            return await attempts(self._once, ask)
        except _Passing as failure:
            raise failure.error from None

    def _count_retry(self, _: RetryCallState) -> None:
        self.usage.retries += 1

    async def _once(self, ask: Ask) -> Reply:
        status, headers, content = await self._post(ask)
        body = _json(content)
        if status == HTTPStatus.OK:
            return self._reply(body)
        if status == HTTPStatus.BAD_REQUEST and self._adapt(body):
            return await self._once(ask)
        if "context" in _code(body) or status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
            return Reply("", complete=False)
        error = self._refusal(status, body)
        if status in _PASSING and "quota" not in _code(body):
            raise _Passing(error, _retry_after(headers.get("retry-after", "")))
        raise error

    async def _post(self, ask: Ask) -> tuple[int, httpx.Headers, bytes]:
        import httpx

        self.usage.requests += 1
        content = bytearray()
        try:
            async with (
                asyncio.timeout(self._settings.timeout),
                self._client.stream("POST", self._url, json=self._body(ask)) as response,
            ):
                async for chunk in response.aiter_bytes():
                    content += chunk
                    if len(content) > _MAX_BYTES:
                        raise self._nonsense()
                return response.status_code, response.headers, bytes(content)
        except (TimeoutError, httpx.TimeoutException):
            raise _Passing(
                self._error(
                    say("gave no answer in {n} s", n=f"{self._settings.timeout:g}"),
                    say("Wait, or raise {setting}.", setting="llm.timeout"),
                )
            ) from None
        except (httpx.InvalidURL, UnicodeError):
            hint = say("Correct {setting}.", setting="llm.url")
            raise self._error(say("has a name that no host can have"), hint) from None
        except httpx.HTTPError as error:
            what = say("cannot be reached ({reason})", reason=type(error).__name__)
            hint = say("Start it, or correct {setting}.", setting="llm.url")
            raise _Passing(self._error(what, hint)) from None

    def _body(self, ask: Ask) -> dict[str, object]:
        begun = [{"role": "assistant", "content": ask.prefill}] if ask.prefill else []
        told = {"logprobs": True, "top_logprobs": ask.alternatives} if ask.alternatives else {}
        body: dict[str, object] = {
            "model": self._settings.model,
            "messages": [*ask.turns, *begun],
            "max_tokens": ask.limit,
            "temperature": 0,
            "seed": 1,
        }
        renamed = {self._names.get(name, name): value for name, value in body.items()}
        renamed.pop("", None)
        return renamed | told | self._extra

    def _adapt(self, body: Any) -> bool:
        """Do without a parameter that the server names as refused; false where we cannot."""
        error = body.get("error") if isinstance(body, dict) else None
        name = error.get("param") if isinstance(error, dict) else None
        if not isinstance(name, str) or name not in _INSTEAD or name in self._names:
            return False
        self._names[name] = _INSTEAD[name]
        return True

    def _reply(self, body: Any) -> Reply:
        try:
            choice = body["choices"][0]
            text = choice["message"]["content"] or ""
            complete = choice.get("finish_reason") != "length"
        except (KeyError, IndexError, TypeError, AttributeError):
            raise _Passing(self._nonsense()) from None
        if not isinstance(text, str):
            raise _Passing(self._nonsense())
        used = body.get("usage")
        if isinstance(used, dict):
            self.usage.prompt_tokens += _count(used.get("prompt_tokens"))
            self.usage.completion_tokens += _count(used.get("completion_tokens"))
        return Reply(text, complete, logprobs.read(choice.get("logprobs")))

    def _refusal(self, status: int, body: Any) -> EngineError:
        """Return the error that a status stands for."""
        said = f"{status} {_code(body)}".strip()
        if status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
            return self._locked(said)
        if status == HTTPStatus.NOT_FOUND:
            return self._error(
                say(
                    "has no model {name}, or nothing at this address ({reason})",
                    name=self._settings.model,
                    reason=said,
                ),
                say("Correct llm.model; llm.url usually ends in /v1."),
            )
        if 300 <= status < 400:
            return self._error(
                say("points to another address ({reason}), which is not followed", reason=said),
                say("Set llm.url to the final address."),
            )
        if status == HTTPStatus.TOO_MANY_REQUESTS:
            return self._error(
                say("is too busy or the quota is used up ({reason})", reason=said),
                say("Wait, or lower llm.concurrency."),
            )
        if status >= 500:
            return self._error(
                say("failed ({reason})", reason=said),
                say("See the server's own log; try again later."),
            )
        return self._error(
            say("refuses the request ({reason})", reason=said), say("Check llm.url and llm.model.")
        )

    def _locked(self, said: str) -> EngineError:
        name = f"${self._settings.key_env}"
        what = say("asks for a key ({reason})", reason=said)
        if self._has_key:
            what = say("refuses the key in {name} ({reason})", name=name, reason=said)
        return self._error(what, say("Set {name} to a valid key.", name=name))

    def _nonsense(self) -> EngineError:
        return self._error(
            say("answers with something other than a chat completion"),
            say("Is llm.url an OpenAI-compatible API? It usually ends in /v1."),
        )

    def _error(self, what: Message, hint: Message) -> EngineError:
        return EngineError(self._where, what, hint)


def _connect(settings: LlmSettings, key: str) -> httpx.AsyncClient:
    try:
        import httpx
        import tenacity  # noqa: F401 (checked here, so that it is not missed midway)
    except ImportError as error:
        raise EngineMissing(
            "engine llm",
            say("needs the library {name}", name=error.name),
            say("Run: {command}", command="pip install 'translation-workflow[llm]'"),
        ) from None
    return httpx.AsyncClient(
        headers={"Authorization": f"Bearer {key}"} if key else {},
        timeout=settings.timeout,
        follow_redirects=False,
        trust_env=not address.is_loopback(settings.url),
    )


def _pause(state: RetryCallState) -> float:
    """Return what the server asked for, else up to twice as long each time, at random."""
    from tenacity import wait_random_exponential

    failure = state.outcome.exception() if state.outcome else None
    if isinstance(failure, _Passing) and failure.wait:
        return min(_MAX_WAIT, failure.wait)
    return wait_random_exponential(multiplier=_FIRST_PAUSE, max=_MAX_WAIT)(state)


def _retry_after(value: str) -> float:
    """Return the seconds of a ``Retry-After`` header: a number or a date (RFC 9110, 10.2.3)."""
    if re.fullmatch(r"\d{1,9}(?:\.\d+)?", value):
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return max(0.0, (moment - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError, IndexError, OverflowError):
        return 0.0


def _json(content: bytes) -> Any:
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None


def _code(body: Any) -> str:
    """Return the server's short name for an error; free text is not repeated."""
    error = body.get("error") if isinstance(body, dict) else None
    fields = error if isinstance(error, dict) else {}
    for value in (fields.get("code"), fields.get("type")):
        if isinstance(value, str) and re.fullmatch(r"[a-z_]{1,40}", value):
            return value
    return ""


def _count(value: object) -> int:
    return value if isinstance(value, int) and 0 <= value < 10**9 else 0
