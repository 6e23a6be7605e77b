"""Define questions to a language model and its replies, as conversation and transport see them."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from workflow.engines.llm.logprobs import Token
from workflow.engines.llm.prompts import Turn
from workflow.model import say


class Fault(StrEnum):
    """Why a reply holds no translation."""

    NONE = ""
    TOO_LONG = "too long"
    FILTERED = "filtered"
    THOUGHTS = "thoughts"
    REFUSED = "refused"
    ASIDE = "aside"
    EMPTY = "empty"


#: The remarks on a sentence that stays empty because of a fault.
REASONS = {
    Fault.TOO_LONG: say("the question is too long for the model"),
    Fault.FILTERED: say("the endpoint's filter, or the model, refuses the text"),
    Fault.THOUGHTS: say(
        "the model's thoughts took all the room there was: give the server a larger context, or"
        " turn them off in llm.extra"
    ),
    Fault.REFUSED: say("the endpoint fails on this text alone, and does not say why"),
    Fault.EMPTY: say("the model's reply is empty"),
    Fault.ASIDE: say("the whole reply came as thoughts: see the server's reasoning parser"),
}
#: Those that are no fault of the sentence, or that are mended at the server: it may be answered
#: another day. A failure that lasts as long as all tries, such as a timeout, is ``REFUSED`` too.
#: Endless thoughts are paid for, and not among them.
PASSING = tuple(
    REASONS[fault] for fault in (Fault.TOO_LONG, Fault.REFUSED, Fault.EMPTY, Fault.ASIDE)
)


#: The JSON schema of a text.
TEXT: Mapping[str, object] = {"type": "string"}


def json_object(fields: Mapping[str, object]) -> Mapping[str, object]:
    """Return the JSON schema of an object that has all of these fields, and no other."""
    return {
        "type": "object",
        "properties": dict(fields),
        "required": [*fields],
        "additionalProperties": False,
    }


def reply_form(schema: Mapping[str, object]) -> Mapping[str, object]:
    """Return the ``response_format`` that makes an endpoint reply in JSON of a schema.

    ``response_format`` is OpenAI's (API reference, chat completions); llama.cpp, Ollama and vLLM
    make a grammar of it.
    """
    return {
        "type": "json_schema",
        "json_schema": {"name": "translations", "strict": True, "schema": schema},
    }


#: A text that no filter can object to.
HARMLESS = "Good morning."


def harmless(turns: Sequence[Turn]) -> list[Turn]:
    """Return a conversation of the same form with harmless texts."""
    last = next(turn for turn in reversed(turns) if turn["role"] == "user")
    content: object = HARMLESS
    if not isinstance(last["content"], str):
        content = [{**part, "text": HARMLESS} for part in last["content"][:1]]
    return [{**last, "content": content}]


@dataclass(frozen=True, slots=True)
class Ask:
    """One question to the model.

    Attributes:
        turns: the conversation so far.
        limit: how many tokens the reply may have.
        alternatives: how many alternatives to tell at each token of the reply.
        prefill: how the reply begins; the model goes on from there.
        ids: the keys of the JSON object that the reply is to be; none for one that is plain text.
        model: who is asked; empty for the translator.
        schema: the JSON schema of the reply, where it is to be of another form than ``ids`` say.
        fields: more fields of the request, which tell what the turns do not.
    """

    turns: Sequence[Turn]
    limit: int
    alternatives: int = 0
    prefill: str = ""
    ids: tuple[str, ...] = ()
    model: str = ""
    schema: Mapping[str, object] = field(default_factory=dict)
    fields: Mapping[str, object] = field(default_factory=dict)

    @property
    def is_first(self) -> bool:
        """Whether it is about several sentences, for the first time."""
        return bool(self.ids or self.schema)


@dataclass(frozen=True, slots=True)
class Reply:
    """The model's answer to one question.

    Attributes:
        text: the reply.
        complete: whether it came to an end by itself.
        tokens: what it is made of, where that was asked for and is told.
        prefilled: how many of the tokens were written for the model.
        fault: why there is no translation in it, where the endpoint tells.
        asked, answered: the tokens of the question and of the reply, its thoughts included.
    """

    text: str
    complete: bool = True
    tokens: tuple[Token, ...] = ()
    prefilled: int = 0
    fault: Fault = Fault.NONE
    asked: int = 0
    answered: int = 0


_T = TypeVar("_T")
#: A generator that yields questions, receives replies, and returns a result.
Talk = Generator[Ask, Reply, _T]
