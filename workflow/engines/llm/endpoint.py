"""Sends questions to an OpenAI-compatible endpoint over HTTP; retries, waits and reports errors.

The protocol is that of OpenAI's chat completions (``POST {url}/chat/completions``), as spoken by
Ollama, llama.cpp, vLLM and hosted services. The key goes to the configured origin only: redirects
are never followed. Neither key nor text is logged, and what a server says about an error is not
repeated, for it may hold either.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from workflow.engines import address
from workflow.engines.llm.capabilities import Capabilities
from workflow.engines.llm.connections import Clients
from workflow.engines.llm.questions import TEXT, Ask, Fault, Reply, json_object
from workflow.engines.llm.responses import Kind, RefusedAnswer, completion, parsed, refusal
from workflow.engines.usage import Usage
from workflow.errors import EngineError
from workflow.model import LlmSettings, Message, say

if TYPE_CHECKING:
    from tenacity import RetryCallState

#: The longest a server can make us wait before one retry, in seconds.
_MAX_WAIT = 60.0
#: Seconds at most before the first retry; each further one may wait twice as long.
_FIRST_PAUSE = 1.0
_MAX_BYTES = 8_000_000
_PASSING = frozenset({408, 409, 425, 429}) | frozenset(range(500, 600))
_KEY = re.compile(r"[!-~]+")
_COUNTED = ("prompt", "completion")


class _Passing(Exception):
    """A failure that may pass; ``wait`` is how many seconds the server asked for."""

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
        capabilities: what is known of the endpoint, and grows.

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
        capabilities: Capabilities | None = None,
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
        self._capabilities = capabilities or Capabilities()
        self._clients = Clients(settings, key)

    async def __aenter__(self) -> Endpoint:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._clients.close()

    async def chat(self, ask: Ask, article: str = "") -> Reply:
        """Return the model's reply; one without text says why, see :class:`Fault`.

        Args:
            ask: the question.
            article: what it is about, for the account.

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
            return await attempts(self._once, ask, article)
        except _Passing as failure:
            raise failure.error from None

    def _count_retry(self, _: RetryCallState) -> None:
        self.usage.retries += 1

    async def _once(self, ask: Ask, article: str) -> Reply:
        """Ask, and again where the endpoint shows how it wants to be asked."""
        while True:
            thoughts = self._capabilities.thoughts
            sent = self._capabilities.fit(self._body(ask, thoughts))
            status, headers, body = await self._post(sent)
            if status == HTTPStatus.OK:
                reply = self._reply(body, article)
                more = reply.fault is Fault.THOUGHTS and self._capabilities.think_longer(thoughts)
                if not more:
                    return reply
            elif fault := self._adapt(refusal(status, headers, body, sent), sent):
                return Reply("", complete=False, fault=fault)

    def _adapt(self, said: RefusedAnswer, sent: Mapping[str, Any]) -> Fault:
        """Change how the endpoint is asked after a refusal; return a fault of this text alone.

        Raises:
            EngineError: it cannot be asked otherwise.
            _Passing: the same question may be answered later.
        """
        if said.kind is Kind.FILTERED:
            return Fault.FILTERED
        if said.kind is Kind.TOO_LONG:
            return Fault.TOO_LONG
        unsuited = said.status in {HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY}
        if said.kind is Kind.STREAMED and not sent.get("stream"):
            self._capabilities.streams = True
            return Fault.NONE
        if unsuited and said.kind is Kind.SYSTEM and "system" in _roles(sent):
            self._capabilities.merges = True
            return Fault.NONE
        if unsuited and self._capabilities.do_without(sent, said.parameters):
            return Fault.NONE
        error = self._error_for(said)
        if said.status in _PASSING and said.kind is not Kind.SPENT:
            raise _Passing(error, said.wait)
        raise error

    async def _post(self, body: Mapping[str, object]) -> tuple[int, Mapping[str, str], Any]:
        import httpx

        self.usage.requests += 1
        content = bytearray()
        try:
            async with (
                asyncio.timeout(self._settings.timeout),
                self._clients.one() as client,
                client.stream("POST", self._url, json=body) as response,
            ):
                async for chunk in response.aiter_bytes():
                    content += chunk
                    if len(content) > _MAX_BYTES:
                        raise self._nonsense()
                headers = {name.lower(): value for name, value in response.headers.items()}
                kind = headers.get("content-type", "")
                return response.status_code, headers, parsed(bytes(content), kind)
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

    def _body(self, ask: Ask, thoughts: int) -> dict[str, object]:
        begun = [{"role": "assistant", "content": ask.prefill}] if ask.prefill else []
        told = {"logprobs": True, "top_logprobs": ask.alternatives} if ask.alternatives else {}
        body: dict[str, object] = {
            "model": ask.model or self._settings.model,
            "messages": [*ask.turns, *begun],
            "max_tokens": self._settings.max_tokens or ask.limit + thoughts,
        }
        schema = ask.schema or (json_object(dict.fromkeys(ask.ids, TEXT)) if ask.ids else None)
        form = {"response_format": _form(schema)} if schema else {}
        return body | form | told | self._extra | dict(self._settings.extra)

    def _reply(self, body: Any, article: str) -> Reply:
        reply = completion(body)
        if reply is None:
            raise _Passing(self._nonsense())
        self._capabilities.answered()
        used = body.get("usage")
        if isinstance(used, dict):
            asked, answered = (_count(used.get(f"{name}_tokens")) for name in _COUNTED)
            self.usage.add(article, asked, answered)
        return reply

    def _error_for(self, refused: RefusedAnswer) -> EngineError:
        """Return the error to raise for a refusal."""
        status = refused.status
        said = f"{status} {refused.code}".strip()
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
        what, hint = _told(status, refused.kind)
        return self._error(Message(what, {"reason": said}), hint)

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


def _pause(state: RetryCallState) -> float:
    """Return the seconds to wait before a retry: as the server asks, else random, growing."""
    from tenacity import wait_random_exponential

    failure = state.outcome.exception() if state.outcome else None
    if isinstance(failure, _Passing) and failure.wait:
        return min(_MAX_WAIT, failure.wait)
    return wait_random_exponential(multiplier=_FIRST_PAUSE, max=_MAX_WAIT)(state)


def _told(status: int, kind: Kind) -> tuple[Message, Message]:
    """Return message and hint for a refused request; the message has a place for ``reason``."""
    if kind is Kind.SPENT:
        return (
            say("has no quota or credit left ({reason})"),
            say("Renew it with the service, then run again: what was drafted is kept."),
        )
    if 300 <= status < 400:
        return (
            say("points to another address ({reason}), which is not followed"),
            say("Set llm.url to the final address."),
        )
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return say("is too busy ({reason})"), say("Wait, or lower llm.concurrency.")
    if status >= 500:
        return say("failed ({reason})"), say("See the server's own log; try again later.")
    return say("refuses the request ({reason})"), say("Check llm.url and llm.model.")


def _roles(sent: Mapping[str, Any]) -> set[str]:
    return {turn["role"] for turn in sent["messages"]}


def _form(schema: Mapping[str, object]) -> Mapping[str, object]:
    """Return what has a reply be JSON of a schema.

    ``response_format`` is OpenAI's (API reference, chat completions); llama.cpp, Ollama and vLLM
    make a grammar of it.
    """
    return {
        "type": "json_schema",
        "json_schema": {"name": "translations", "strict": True, "schema": schema},
    }


def _count(value: object) -> int:
    return value if isinstance(value, int) and 0 <= value < 10**9 else 0
