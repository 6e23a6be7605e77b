"""Find out why an endpoint refuses a request.

Servers that speak the same protocol word their refusals in many ways. What is read here is the
kind of a refusal alone: its words may hold the text or the key, and are never repeated.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus
from typing import Any

from workflow.engines.llm.pacing import wait_told

#: What servers call a question that is too long, in codes and in words: OpenAI, vLLM, llama.cpp,
#: Ollama, Anthropic, Google; Together and TGI.
_TOO_LONG = re.compile(
    r"context[_ ](?:length|size|window)|maximum context|too[ _](?:long|many[ _]tokens|large)|"
    r"exceed\w* .{0,40}(?:context|token)|max_model_len|string_above_max_length|"
    r"inputs\W+(?:tokens\W+max_new_tokens|must have less than)|context overflow"
)
#: And one that their filters stop: OpenAI, Azure, DashScope, Google, xAI, Doubao, Zhipu, Spark.
_FILTERED = re.compile(
    r"content[_ ]?(?:management[_ ])?(?:filter|policy)|data_inspection|responsible.?ai|"
    r"prohibited[_ ]content|\bsafety\b|inappropriate content|moderation|contentfilter|"
    r"content exists risk|guardrail|usage (?:guidelines|polic)|invalid_prompt|"
    r"sensitive ?(?:content|information)|敏感内容|内容审核"
)
_SPENT = re.compile(r"quota|billing|insufficient|credit|payment")
#: The same where a status says nothing: Anthropic's 400, LiteLLM's, Zhipu's and Doubao's 429,
#: MiniMax's 200, Fireworks' 412; and a key that Google does not know.
_UNFUNDED = (
    r"insufficient[_ ](?:balance|credits?|funds)|balance is insufficient|overdue[_ ]balance|"
    r"spending[_ ]limit|账户余额|余额不足|欠费"
)
#: Thoughts and tokens have budgets as well.
_BROKE = re.compile(
    rf"{_UNFUNDED}|credit balance|(?:insufficient|current)[_ ]quota|arrearage|in good standing|"
    r"billing[_ ]hard[_ ]limit|setlimitexceeded|"
    r"(?<!thinking[_ ])(?<!reasoning[_ ])(?<!thought[_ ])(?<!token[_ ])(?<!tokens[_ ])"
    r"\bbudget[_ ](?:has been )?exceeded"
)
#: An account that serves nobody any more: OpenAI, Anthropic, Google. A filter only warns of that,
#: and a reason that speaks of its rules is none of one text. What is disabled *for your
#: organization*, or *your organization's*, may be a field.
SUSPENDED = re.compile(
    r"(?<![fnor] (?:this|your) )\b(?:account|organi[sz]ation|subscription|workspace|consumer)"
    r"(?:\sassociated with (?:this|your|the) api.key|\s[^\s,;]+){0,3}?\s(?:is|was|been)\s+"
    r"(?:\w+ly\s+)?(?:suspended|deactivated|disabled|banned|terminated)\b|"
    r"\b(?:account|consumer)_?(?:suspended|deactivated|disabled|banned|terminated)\b"
)
_KEY = re.compile(r"api[_ ]?key[_ ](?:not valid|invalid)|invalid[_ ]api[_ ]key")
#: The same for status 403, which more often means that a key lacks permission.
_UNPAID = re.compile(rf"{_BROKE.pattern}|quota|billing|credit|payment|requires a subscription")
#: What does not come back today: quotas of a day or a month, though Google says to retry in a
#: minute (its ``PerDay``); and so many seconds.
_TODAY = re.compile(r"(?:\bper[_ -]|-per-|/ ?)(?:day|week|month)\b|perday")
#: The same in words that one also finds where only too many came at once: Ollama's cloud,
#: Cloudflare.
_SPENT_TODAY = re.compile(
    r"(?:reached|exceeded|hit|used up) (?:\w+ ){0,2}(?:daily|weekly|monthly) "
    r"(?:\w+ )?(?:limit|quota|allocation)"
    r"|\b(?:daily|weekly|monthly) (?:\w+ )?(?:limit|quota) (?:\w+ )?(?:reached|exceeded)"
)
_TOO_FAR = 600.0
#: What comes back within minutes, though the same words speak of quotas and payment: OpenAI's,
#: Azure's and Google's limits of requests or tokens a minute.
RATE = re.compile(r"rate[_ ]?limit|(?:tokens|requests)[ _]per|per[_ ]?(?:second|min)|\btpm\b")
#: DashScope says so of a minute's tokens, in the words that others have for accounts without money.
_THROTTLED = re.compile(r"\bthrottling\b|error-code#token-limit")
#: What is said of a limit for the answer that goes beyond the context: vLLM, SGLang, TGI.
_OF_ANSWER = re.compile(
    r"(?:in|for) the completion\b|\bmax_(?:completion_)?tokens\b.{0,40}too large|max_new_tokens"
)
#: And that the question has its part in it, though a field with a limit is named.
_OF_QUESTION = re.compile(r"\binputs?\W+tokens\b")
#: Fields that none of OpenRouter's providers knows, and a model that none serves to an account
#: with its rules on what becomes of texts.
_FIELDS = re.compile(r"(?:requested|provided) parameters")
_POLICY = re.compile(r"\bdata policy\b")
#: A model that is not there, and one that is and finds no room: Mistral, LM Studio; Ollama.
_MODEL = re.compile(
    r"(?:invalid|unknown|no such|non-serverless|access to) (?:the )?model\b|"
    r"\bnot a valid model id\b|"
    r"\bmodel not exist\b|"
    r"\bmodels?\b.{0,80}\b(?:not found|(?:does not|doesn't) exist|not loaded|decommissioned|"
    r"(?:been|was) retired)|no models? loaded|\bmodel_not_(?:supported|found|available)\b"
)
#: A model that OpenAI serves, or streams, only to those whose papers it has seen.
_UNVERIFIED = re.compile(r"organization must be verified")
#: A country or region where the service is not offered: OpenAI, Google.
_PLACE = re.compile(r"\b(?:country|location)\b.{0,80}\bnot supported|unsupported_country")
#: A network, or a regional address, from which a service answers nothing: Azure; OpenAI.
_NETWORK = re.compile(
    r"virtual network|firewall rules|private endpoint|public (?:network )?access is disabled|"
    r"\bip[_ ](?:address\b.{0,40} )?(?:is )?not[_ ]authorized|incorrect[_ ](?:regional )?hostname"
)
_ROOM = re.compile(
    r"system (?:memory|resources)|out of memory|(?:failed|unable) to load (?:the )?model"
)
#: A model that will be there soon: llama.cpp, Hugging Face; and how long that usually takes, in
#: seconds, until it is worth asking again.
_LOADING = re.compile(r"\bloading\b")
_SOON = 2.0
#: What servers call the schema of a reply, where they cannot make a grammar of it: llama.cpp.
_GRAMMAR = re.compile(r"\bgrammar\b|\bjson[_ ]schema\b")
#: The limit of a reply, which servers call by either name, whichever was sent.
_LIMIT = re.compile(r"\bmax_?(?:completion_?)?tokens\b")
#: Messages about a model with another interface: OpenAI's larger ones.
_INTERFACE = re.compile(r"\bnot (?:supported )?in (?:the )?v1/chat/completions|only supports? v1/")
_STREAMED = re.compile(r"\bstream(?:ing)?\b")
#: What stands for the system turn among the parts of a request; no server says it.
SYSTEM_TURN = "messages[system]"
#: Messages about it: the chat templates of Gemma, Mistral and others; OpenAI's, Anthropic's,
#: Bedrock's and FastAPI's about roles.
_SYSTEM = re.compile(
    r"\bsystem[_ ](?:role|message|prompt|instruction)s?\b|developer instruction|"
    r"roles must alternate|\brole\W{1,4}system\b|\bmessages\b[\W\d]{1,6}(?:member\W)?role\b"
)
#: What FastAPI repeats of the request, where vLLM tells all its fields as one text.
_QUOTED = re.compile(r"""['"](?:input|ctx)['"]: .*""")
#: Fields that repeat the text: FastAPI's, OpenRouter's, Groq's.
_REPEATED = frozenset({"input", "ctx", "url", "flagged_input", "failed_generation"})
#: Statuses under which servers refuse a text.
_ABOUT_THE_TEXT = frozenset({
    HTTPStatus.BAD_REQUEST, HTTPStatus.FORBIDDEN, HTTPStatus.UNPROCESSABLE_ENTITY,
    HTTPStatus.UNAVAILABLE_FOR_LEGAL_REASONS, HTTPStatus.INTERNAL_SERVER_ERROR,
})  # fmt: skip
#: Those of proxies and networks that want a password first; a firewall forbids with a page.
_BETWEEN = frozenset({
    HTTPStatus.PROXY_AUTHENTICATION_REQUIRED, HTTPStatus.NETWORK_AUTHENTICATION_REQUIRED,
})  # fmt: skip
#: And those that one machine of several behind an address may answer with, while others work: its
#: keys, its models, or itself are out of date.
_OF_ONE_MACHINE = frozenset({
    HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND, HTTPStatus.GONE,
    HTTPStatus.PRECONDITION_FAILED,
})  # fmt: skip
#: And those under which they refuse a field.
_ABOUT_FIELDS = frozenset({HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY})


class Kind(StrEnum):
    """The reason why an endpoint refuses a request."""

    TOO_LONG = "too long"
    FILTERED = "filtered"
    SPENT = "spent"
    SUSPENDED = "suspended"
    STREAMED = "streamed"
    KEY = "key"
    FIELDS = "fields"
    POLICY = "policy"
    MODEL = "model"
    INTERFACE = "interface"
    PLACE = "place"
    NETWORK = "network"
    UNVERIFIED = "unverified"
    ROOM = "room"
    LOADING = "loading"
    BETWEEN = "between"
    OTHER = "other"


#: What OpenRouter says with 404, where nothing that it has will do; with 410 Nvidia of retired
#: models; with 503 who loads a model; and with 401 and 412 Upstage and Fireworks, which suspend
#: keys and accounts where money is owed.
_BY_STATUS: Mapping[int, Mapping[Kind, re.Pattern[str]]] = {
    HTTPStatus.NOT_FOUND: {
        Kind.UNVERIFIED: _UNVERIFIED, Kind.FIELDS: _FIELDS, Kind.POLICY: _POLICY,
        Kind.INTERFACE: _INTERFACE,
    },
    HTTPStatus.SERVICE_UNAVAILABLE: {Kind.LOADING: _LOADING},
    HTTPStatus.UNAUTHORIZED: {
        Kind.SPENT: _BROKE, Kind.SUSPENDED: SUSPENDED, Kind.NETWORK: _NETWORK,
    },
    HTTPStatus.PRECONDITION_FAILED: {Kind.SPENT: _BROKE, Kind.SUSPENDED: SUSPENDED},
    HTTPStatus.GONE: {Kind.MODEL: re.compile("")},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class RefusedAnswer:
    """An answer other than a completion.

    Attributes:
        status: the HTTP status.
        kind: why, as far as it can be told.
        code: the server's short name for it; empty if there is none.
        parameters: those of the request that it speaks of.
        wait: seconds after which it wants to be asked again; 0 if it does not say.
        of_answer: whether it is too long with the limit of its answer, perhaps not without it.
    """

    status: int
    kind: Kind
    code: str
    parameters: frozenset[str]
    wait: float
    of_answer: bool = False

    @property
    def may_pass(self) -> bool:
        """Tell whether it may be worth waiting, for a quota or a busy server."""
        return self.kind is not Kind.SPENT or 0 < self.wait <= _TOO_FAR

    @property
    def may_be_of_one_machine(self) -> bool:
        """Tell whether it may be a fault of the machine that answered, and not of the endpoint."""
        suspect = self.status in _OF_ONE_MACHINE or self.kind is Kind.KEY
        return suspect and self.kind not in {Kind.SPENT, Kind.SUSPENDED}

    @property
    def may_be_about_fields(self) -> bool:
        """Tell whether a field of the request may be refused; llama.cpp says so with 50x."""
        told = self.status in {500, 501} and bool(self.parameters)
        return told or self.kind is Kind.FIELDS or self.status in _ABOUT_FIELDS


def refusal(
    status: int, headers: Mapping[str, str], body: Any, sent: Collection[str]
) -> RefusedAnswer:
    """Parse an answer other than a completion.

    Args:
        status: the HTTP status.
        headers: by name in lower case.
        body: what was sent, as JSON; None where it was none.
        sent: the names of the parts that the request had.
    """
    said = " ".join(strings(body)).lower()
    named = {name for name in sent if re.search(rf"\b{re.escape(name).replace('_', '_?')}\b", said)}
    if "response_format" in sent and _GRAMMAR.search(said):
        named.add("response_format")
    if SYSTEM_TURN in sent and _SYSTEM.search(said):
        named.add(SYSTEM_TURN)
    if _LIMIT.search(said):
        named.update(name for name in sent if _LIMIT.fullmatch(name))
    kind, wait = _kind(status, said, named), wait_told(headers, body, said)
    page = status == HTTPStatus.FORBIDDEN and "html" in headers.get("content-type", "")
    if page or status in _BETWEEN:
        kind = Kind.BETWEEN
    elif status == HTTPStatus.TOO_MANY_REQUESTS and (
        _TODAY.search(said) or (not wait and _SPENT_TODAY.search(said))
    ):
        kind, wait = Kind.SPENT, 0.0
    elif status == HTTPStatus.TOO_MANY_REQUESTS and wait > _TOO_FAR:
        kind = Kind.SPENT
    elif kind is Kind.LOADING:
        wait = wait or _SOON
    if kind is Kind.FIELDS:
        named.clear()  # it speaks of providers, and means parameters
    of_answer = kind is Kind.TOO_LONG and bool(_OF_ANSWER.search(said))
    return RefusedAnswer(status, kind, _code(body), frozenset(named), wait, of_answer)


def _kind(status: int, said: str, named: Collection[str]) -> Kind:
    """Find the reason of a refusal, by its status and the server's words in lower case."""
    if status == HTTPStatus.PAYMENT_REQUIRED:
        return Kind.SPENT
    if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        return Kind.TOO_LONG
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return _kind_of_limit(said)
    if status not in _ABOUT_THE_TEXT:
        known = _BY_STATUS.get(status, {})
        return next((kind for kind, words in known.items() if words.search(said)), Kind.OTHER)
    spent = (_UNPAID if status == HTTPStatus.FORBIDDEN else _BROKE).search(said)
    meant = {
        Kind.UNVERIFIED: _UNVERIFIED.search(said),
        Kind.PLACE: _PLACE.search(said),
        Kind.NETWORK: status == HTTPStatus.FORBIDDEN and _NETWORK.search(said),
        Kind.SUSPENDED: not spent and SUSPENDED.search(said),
        Kind.FILTERED: _FILTERED.search(said),
        Kind.SPENT: spent,
        Kind.KEY: _KEY.search(said),
        Kind.TOO_LONG: _TOO_LONG.search(said)
        and (_OF_QUESTION.search(said) or not any(name.startswith("max_") for name in named)),
        Kind.STREAMED: "stream" not in named and _STREAMED.search(said),
        Kind.ROOM: _ROOM.search(said),
        Kind.INTERFACE: _INTERFACE.search(said),
        Kind.MODEL: status < 500 and _MODEL.search(said),
    }
    return next((kind for kind, found in meant.items() if found), Kind.OTHER)


def _kind_of_limit(said: str) -> Kind:
    """Find out which limit was exceeded, if a server reports one."""
    if "request too large" in said:
        return Kind.TOO_LONG
    if _THROTTLED.search(said):
        return Kind.OTHER
    spent = _BROKE.search(said) or (_SPENT.search(said) and not RATE.search(said))
    return Kind.SPENT if spent else Kind.OTHER


def strings(value: Any, depth: int = 0) -> Iterator[str]:
    """Yield all texts in a server's answer, however deep they are."""
    if isinstance(value, str):
        yield _QUOTED.sub("", value)[:2000]
    elif depth < 9 and isinstance(value, list):
        for each in value[:20]:
            yield from strings(each, depth + 1)
    elif depth < 9 and isinstance(value, dict):
        for name, each in [*value.items()][:20]:
            if name not in _REPEATED:
                yield from strings(each, depth + 1)


def _code(body: Any) -> str:
    """Return the server's error code; free text is never returned."""
    told = body[0] if isinstance(body, list) and body else body  # Google's
    error = told.get("error") if isinstance(told, dict) else None
    fields = error if isinstance(error, dict) else {}
    for value in (fields.get("code"), fields.get("type"), fields.get("status")):
        if isinstance(value, str) and re.fullmatch(r"(?!None\Z)[A-Za-z_]{1,40}", value):
            return value
    return ""
