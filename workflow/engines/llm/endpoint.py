"""Send questions to an OpenAI-compatible endpoint over HTTP, with retries and clear errors.

The protocol is that of OpenAI's chat completions (``POST {url}/chat/completions``), as spoken by
Ollama, llama.cpp, vLLM and hosted services. The key goes to the configured origin only: redirects
are never followed. Neither key nor text is logged, and what a server says about an error is not
repeated, for it may hold either.

A refusal that no rule explains may be about this one text or about everything. The same question
is then asked with a harmless text: if that is answered, the text was to blame, and is lost alone.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Collection, Mapping
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import replace
from http import HTTPStatus
from typing import Any

from workflow.engines import address
from workflow.engines.llm.capabilities import LIMITS, MOST_THOUGHTS, Capabilities, parts_of
from workflow.engines.llm.connections import Connections, InvalidAddress, NoConnection, TooMuch
from workflow.engines.llm.estimates import reckon_said
from workflow.engines.llm.failures import Failures, Passing, Slow
from workflow.engines.llm.message_forms import UNTOLD, thoughts_in
from workflow.engines.llm.pacing import pause
from workflow.engines.llm.questions import (
    TEXT,
    Ask,
    Fault,
    Reply,
    harmless,
    json_object,
    reply_form,
)
from workflow.engines.llm.refusals import Kind, RefusedAnswer, refusal
from workflow.engines.llm.responses import completion, end_of, error_in, parsed
from workflow.engines.llm.token_prices import text_tokens
from workflow.engines.usage import Budget, Usage, tokens_told
from workflow.errors import EngineError
from workflow.model import LlmSettings, say

#: Statuses of temporary failures; 498 is Groq's when its machines are taken, 424 TGI's when it
#: fails.
_PASSING = frozenset({408, 409, 424, 425, 429, 498}) | frozenset(range(500, 600))
#: Statuses about the rate of requests, not about this one; 529 is Anthropic's.
_BUSY = frozenset({429, 498, 503, 529})
#: Statuses under which an endpoint may refuse one text, or everything from the first request on.
_UNSUITED = frozenset({400, 403, 404, 413, 422, 424, 451}) | frozenset(range(500, 600))
#: Reasons that concern neither a text nor a field.
_FINAL = frozenset({
    Kind.SPENT, Kind.SUSPENDED, Kind.KEY, Kind.INTERFACE, Kind.PLACE, Kind.NETWORK,
    Kind.UNVERIFIED,
})  # fmt: skip
#: And those that do not concern the form of the request either: its fields, its turns, a stream.
_NEVER_FORM = _FINAL | {Kind.FILTERED, Kind.TOO_LONG}
_KEY = re.compile(r"[!-~]+")
#: Of these Google and xAI count thoughts in the last alone, and bill them as part of the answer.
_COUNTED = ("prompt", "completion", "total")
#: A reply that fills less than this part of its room, though it was cut off, left the rest to
#: hidden thoughts.
_VANISHED = 8


def _is_success(status: int) -> bool:
    """Tell whether a status means success: some gateways say 201 where others say 200."""
    return HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES


class Endpoint:
    """One model at one endpoint; an async context manager that holds the connections.

    Args:
        settings: where it is, which model, how patient to be.
        usage: counts what is used.
        key: sent as a bearer token unless empty.
        extra: more fields for the body of every request.
        capabilities: what is known of the endpoint, and grows.
        budget: what may be spent; None for any amount.

    Raises:
        EngineError: the URL or the key cannot be used.
        EngineMissing: a library is not installed.
    """

    def __init__(  # noqa: PLR0913 - what may vary has a name and a default
        self,
        settings: LlmSettings,
        usage: Usage,
        key: str = "",
        extra: Mapping[str, object] | None = None,
        capabilities: Capabilities | None = None,
        *,
        budget: Budget | None = None,
    ) -> None:
        if key and not _KEY.fullmatch(key):
            what = say("holds characters that no key has")
            raise EngineError(f"${settings.key_env}", what, say("Set it to the key alone."))
        self.usage = usage
        self._settings = settings
        self._url = address.completions(settings.url, key=bool(key))
        self._extra = dict(extra or {})
        self._capabilities = capabilities or Capabilities()
        self._budget = budget
        self._failures = Failures(settings, has_key=bool(key))
        self._connections = Connections(settings, key)
        self._over = False
        self._asking: set[asyncio.Task[None] | None] = set()

    async def __aenter__(self) -> Endpoint:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._connections.close()
        self._capabilities.remember()

    def stop(self) -> None:
        """Stop asking; pending requests may still be answered, since they are paid for."""
        self._over = True

    def is_asking(self, task: asyncio.Task[None]) -> bool:
        """Tell whether a task's question has been sent and not yet answered."""
        return task in self._asking

    async def chat(self, ask: Ask, article: str = "") -> Reply:
        """Return the model's reply; one without text says why, see :class:`Fault`.

        A busy endpoint is asked again for as long as it answers anything, one that loads the model
        for as long as it may take to answer; what fails otherwise, as often as the settings say.
        Several sentences that are not answered in time are too long a question. An endpoint that
        answers nothing several times in a row is given up, see :attr:`RequestPace.hangs`.

        Args:
            ask: the question.
            article: what it is about, for the account.

        Raises:
            EngineError: the endpoint cannot be reached, refuses, or does not speak the protocol.
        """
        pace, vain = self._capabilities.pace, 0
        patience = asyncio.get_running_loop().time() + self._settings.timeout
        while True:
            answers = pace.answers
            try:
                async with pace.turn() as sent:
                    before = pace.answers
                    try:
                        return await self._once(ask, article)
                    except Passing as failure:
                        goes_on = failure.busy and pace.answers > answers
                        goes_on |= failure.loading and sent < patience
                        vain = 1 if goes_on else vain + 1
                        slow = isinstance(failure, Slow)
                        wait = 0.0 if slow else pause(vain, failure.wait)
                        if failure.busy or (slow and pace.is_behind(before)):
                            pace.refused(sent, wait, slow=slow, quiet=pace.answers == before)
                        raise
            except Passing as failure:
                if slow and pace.hangs:
                    raise self._failures.silent(pace.silent) from None
                if slow and ask.ids and self._settings.retries:
                    self.usage.retries += 1
                    pace.left += 1
                    return Reply("", complete=False, fault=Fault.TOO_LONG)
                if vain > self._settings.retries or self._over:
                    return await self._blamed(ask, article, failure)
                self.usage.retries += 1
                if not failure.busy:
                    await asyncio.sleep(wait)

    async def _blamed(self, ask: Ask, article: str, failure: Passing) -> Reply:
        """Find out whether a permanent failure concerns this text alone.

        Raises:
            EngineError: it is the endpoint's.
        """
        lost = failure.busy or not failure.answered or self._over
        if lost or not await self._takes_others(ask, article):
            raise failure.error from None
        return Reply("", complete=False, fault=Fault.REFUSED)

    async def _takes_others(self, ask: Ask, article: str) -> bool:
        """Tell whether the endpoint answers the same question about a harmless text."""
        sent = self._capabilities.fit(self._body(ask, self._capabilities.thoughts))
        sent["messages"] = harmless(sent["messages"])
        try:
            status, _, body = await self._post(sent)
            if not _is_success(status) or self._error_in(body):
                return False
            self._reply(body, ask, article, parts_of(sent))
        except Passing:
            return False
        return True

    async def _once(self, ask: Ask, article: str) -> Reply:
        """Ask, and ask again if the endpoint shows how it wants to be asked."""
        answers, asked, answered = self._capabilities.pace.answers, 0, 0
        refused = set[str]()
        while True:
            thoughts, recalled = self._capabilities.thoughts, self._capabilities.is_recalled
            request = self._capabilities.fit(self._body(ask, thoughts))
            sent = parts_of(request)
            status, headers, body = await self._post(request)
            if _is_success(status) and not (inner := self._error_in(body)):
                reply = self._reply(body, ask, article, sent, refused)
                asked, answered = asked + reply.asked, answered + reply.answered
                if not (self._is_short_of_room(reply, body, thoughts, ask)
                        and self._capabilities.think_longer(thoughts)):  # fmt: skip
                    return replace(reply, asked=asked, answered=answered)
                continue
            if _is_success(status):
                status = inner
            said = refusal(status, headers, body, sent)
            if said.kind is not Kind.TOO_LONG:  # which another text need not be
                refused.update(sent)
            if recalled and said.kind not in _NEVER_FORM and status not in _BUSY:
                self._capabilities.forget()
                continue
            if (fault := self._adapt(said, sent)) is None:
                continue
            others = self._capabilities.pace.answers > answers
            if fault is Fault.REFUSED and not (others or await self._takes_others(ask, article)):
                raise self._failures.refused(said)
            if fault:
                return Reply("", complete=False, fault=fault)

    def _error_in(self, body: Any) -> int:
        """Return the status of an error that comes as a success; 0 for none."""
        said = completion(body) if (end := end_of(body)) == UNTOLD else None
        broken = self._capabilities.is_broken_off(end, said.text if said else "")
        return error_in(body) or (HTTPStatus.BAD_GATEWAY if broken else 0)

    def _is_short_of_room(self, reply: Reply, body: Any, thoughts: int, ask: Ask) -> bool:
        """Tell whether a reply was cut off because of the model's thoughts."""
        if reply.complete:
            return False
        found = thoughts_in(body)
        if reply.fault is Fault.THOUGHTS or found.unmarked(thinking=bool(thoughts)):
            return True
        unseen = not ask.ids and text_tokens(found.all) < (ask.limit + thoughts) / _VANISHED
        return unseen or found.tokens > max(thoughts, ask.limit) / 2

    def _adapt(self, said: RefusedAnswer, sent: Collection[str]) -> Fault | None:
        """Change later requests after a refusal, or return the fault of a refused text.

        Returns:
            None where it is to be asked again, in another way.

        Raises:
            EngineError: it cannot be asked otherwise.
            Passing: the same question may be answered later.
        """
        if said.kind is Kind.FILTERED:
            return Fault.FILTERED
        if said.kind is Kind.TOO_LONG:
            less = said.of_answer and self._capabilities.do_without_limit(sent)
            return None if less else Fault.TOO_LONG
        final = said.kind in _FINAL
        capabilities, unsuited = self._capabilities, said.may_be_about_fields and not final
        if said.kind is Kind.STREAMED and "stream" not in sent:
            capabilities.streams = True
            return None
        own = said.parameters.intersection(self._settings.extra)
        if unsuited and capabilities.do_without(sent, said.parameters, explained=bool(own)):
            return None
        error = self._failures.refused(said)
        if said.status in _PASSING and said.may_pass:
            loading = said.kind is Kind.LOADING
            raise Passing(error, said.wait, busy=said.status in _BUSY, loading=loading)
        if said.may_be_of_one_machine and capabilities.pace.answers:
            raise Passing(error)
        if own or final or said.status not in _UNSUITED:
            raise error
        return Fault.REFUSED

    async def _post(self, body: Mapping[str, Any]) -> tuple[int, Mapping[str, str], Any]:
        """Send a question; return status, headers and body of the answer."""
        async with self._paid_for(body):
            if self._over:
                raise asyncio.CancelledError
            self.usage.requests += 1
            task = asyncio.current_task()
            self._asking.add(task)
            try:
                async with asyncio.timeout(self._settings.timeout):
                    status, headers, content = await self._connections.ask(self._url, body)
            except TimeoutError:
                known = self._capabilities.pace.answers > 0
                raise Slow(self._failures.slow(), answered=known) from None
            except InvalidAddress:
                raise self._failures.misnamed() from None
            except NoConnection as error:
                what = self._failures.unreachable(error.reason)
                raise Passing(what, answered=False) from None
            except TooMuch:
                raise Passing(self._failures.nonsense()) from None
            finally:
                self._asking.discard(task)
        return status, headers, parsed(content, headers.get("content-type", ""))

    def _paid_for(self, body: Mapping[str, Any]) -> AbstractAsyncContextManager[None]:
        """Reserve what a question may cost while it is under way; see :class:`Budget`."""
        if self._budget is None:
            return nullcontext()
        most = next((body[name] for name in LIMITS if name in body), MOST_THOUGHTS)
        return self._budget.reserved(reckon_said(body["messages"], "").prompt, most)

    def _body(self, ask: Ask, thoughts: int) -> dict[str, object]:
        begun = [{"role": "assistant", "content": ask.prefill}] if ask.prefill else []
        told = {"logprobs": True, "top_logprobs": ask.alternatives} if ask.alternatives else {}
        body: dict[str, object] = {
            "model": ask.model or self._settings.model,
            "messages": [*ask.turns, *begun],
            "max_tokens": self._settings.max_tokens or ask.limit + thoughts,
        }
        schema = ask.schema or (json_object(dict.fromkeys(ask.ids, TEXT)) if ask.ids else None)
        form = {"response_format": reply_form(schema)} if schema else {}
        return body | form | told | dict(ask.fields) | self._extra | dict(self._settings.extra)

    def _reply(
        self, body: Any, ask: Ask, article: str, sent: Collection[str],
        refused: Collection[str] = (),
    ) -> Reply:  # fmt: skip
        """Return the reply in an answer, and record its tokens, estimated if not told."""
        reply = completion(body)
        if reply is None:
            raise Passing(self._failures.nonsense())
        self._capabilities.answered(sent, refused)
        used = body.get("usage")
        if isinstance(used, dict):
            asked, answered, all_ = (tokens_told(used.get(f"{name}_tokens")) for name in _COUNTED)
            answered = max(answered, all_ - asked) if asked else answered
        else:
            tokens = reckon_said(ask.turns, thoughts_in(body).all)
            asked, answered = tokens.prompt, tokens.completion
        self.usage.add(article, asked, answered)
        if self._budget:
            self._budget.note(answered)
        return replace(reply, asked=asked, answered=answered)
