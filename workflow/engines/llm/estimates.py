"""Estimate how many tokens conversations will use, before they start.

The questions are built as they would be sent, with stand-ins for translations in question and
answer: letters of the target's script, in the usual number. Their tokens are counted as in the
model's family (:mod:`workflow.engines.llm.token_prices`). Second questions and thoughts add to
them; how much is learned from earlier use (:mod:`workflow.engines.llm.token_history`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from math import ceil

from workflow.engines.constrained.edits import inline
from workflow.engines.llm import critique
from workflow.engines.llm.prompts import Prompts, Turn
from workflow.engines.llm.questions import Ask
from workflow.engines.llm.token_history import Ratio
from workflow.engines.llm.token_prices import TokenCounter, text_tokens, token_counter
from workflow.engines.usage import Tokens
from workflow.languages import pack
from workflow.languages.scripts import SCRIPTS, weight
from workflow.markup import plain
from workflow.model import Request

#: Tokens of a turn besides its words (OpenAI's cookbook counts three; others have as many marks).
_TURN = 4
#: How much of its room an answer takes that is no translation, before a model is known.
_ANSWERED = 0.25
#: Of how many sentences a draft is asked for again: of human translations of news the gates doubt
#: 1.2 (Korean) to 1.5 % (Chinese), and models make mistakes besides. And the tokens that tell what
#: is wrong with one.
_CORRECTED, _FAULT = 0.05, 12
#: Of how many a critic finds something, and the tokens that it says of each on average.
_REWRITTEN, _CRITIQUE = 0.2, 12
#: What stands in for translations: a letter of each script, and how many letters of the source are
#: replaced by one. These make the number of tokens right; the ratios of ``SCRIPTS``, medians by
#: which lengths are judged, make it 7 to 16 % (Korean) and 3 to 13 % (Chinese) too high: measured
#: with six tokenizers on NTREX-128, FLORES-200, Korean news, and what language models made of WMT's
#: texts.
_LETTER = {"Hangul": "가", "Han": "的", "Kana": "の", "Cyrillic": "о", "Arabic": "ا"}
_WORTH = {"Hangul": 2.25, "Han": 2.65}
#: How many times the tokens of such a stand-in a translation from English has in other languages:
#: counted with three tokenizers (o200k, Gemma 3, Qwen3) in 400 sentences of NTREX-128; and in
#: others in Latin letters, which tokenizers cut into shorter pieces than English.
_TIMES = {
    "ar": 1.1, "de": 1.4, "el": 2.2, "es": 1.3, "fr": 1.4, "he": 1.65, "hi": 1.6, "id": 1.35,
    "pl": 1.95, "ru": 0.9, "th": 1.8, "tr": 1.45, "vi": 1.45,
}  # fmt: skip
_TIMES_LATIN = 1.4


@dataclass(frozen=True, slots=True)
class Planned:
    """The expected use of a conversation.

    Attributes:
        first: the tokens of the questions that every conversation has, and of their answers.
        again: the usual number of questions about single sentences, asked for a second time.
        one: the tokens of such a question.
        questions: how many of the first kind there are.
    """

    first: Tokens
    again: float
    one: Tokens
    questions: int = 1

    def total(self, ratio: Ratio) -> Tokens:
        """Return all tokens, corrected by what is known of the model."""
        again = self.again * ratio.again
        answered = ratio.completion * (self.first.completion + again * self.one.completion)
        return Tokens(
            round(ratio.prompt * (self.first.prompt + again * self.one.prompt)),
            round(answered + ratio.aside * (self.questions + again)),
        )


@dataclass(frozen=True, slots=True)
class Estimator:
    """Estimates conversations with one model.

    Attributes:
        prompts: what is asked.
        tokens: of the model's family.
        criticised: whether drafts are criticised.
    """

    prompts: Prompts
    tokens: TokenCounter = field(default_factory=lambda: token_counter(""))
    criticised: bool = False

    def planned(self, requests: Sequence[Request]) -> Planned:
        """Estimate a conversation about some requests, as many as are asked for at once."""
        prompts, count = self.prompts, self.tokens.count
        said = [self.stand_in(request) for request in requests]
        if len(requests) > 1:
            turns = prompts.batch(requests)
            reply = json.dumps(dict(enumerate(said, 1)), ensure_ascii=False)
        else:
            turns, reply = prompts.single(requests[0]), said[0]
        first = Tokens(round(self._asked(turns)), round(count(reply)) + 1)
        again = _CORRECTED * len(requests)
        if self.criticised:
            again += _REWRITTEN * len(requests)
            shown: list[critique.Reviewed] = [
                (request.text, text, {}) for request, text in zip(requests, said, strict=True)
            ]
            asked = critique.question(shown, prompts.source, prompts.target).turns
            first.prompt += round(self._asked(asked))
            first.completion += _CRITIQUE * len(requests)
        place = _likely(requests)
        corrected = prompts.correction(requests[place], said[place], ())
        one = Tokens(round(self._asked(corrected)) + _FAULT, round(count(said[place])) + 1)
        return Planned(first, again, one, 1 + self.criticised)

    def stand_in(self, request: Request) -> str:
        """Return a text about as long as the translation of a sentence will be."""
        text, known = inline(request), pack(self.prompts.target)
        script = next(iter(known.writing.scripts), "")
        usual = _TIMES_LATIN if script == "Latin" and known.subtag != "en" else 1.0
        times = _TIMES.get(known.subtag, usual)
        letter = _LETTER.get(script, "")
        if letter:
            letters = round(weight(plain(text)) / _WORTH.get(script, SCRIPTS[script][1]))
            rest = "".join(each for each in text if not each.isalpha() and not each.isspace())
            text = letter * letters + rest
        return (text * ceil(times))[: round(times * len(text))]

    def _asked(self, turns: Sequence[Turn]) -> float:
        return _asked(turns, self.tokens)


def reckon_ask(ask: Ask) -> Tokens:
    """Estimate the tokens of a question other than a translation, and of its answer.

    Answers say little where there is little to say: a part of the room that they have.
    """
    return Tokens(round(_asked(ask.turns)), round(ask.limit * _ANSWERED))


def reckon_said(turns: Sequence[Turn], answer: str) -> Tokens:
    """Estimate the tokens of a question and its answer, if a server does not count them."""
    return Tokens(round(_asked(turns)), round(_TURN + text_tokens(answer)))


def _likely(requests: Sequence[Request]) -> int:
    """Return the place of the sentence with the middle letter, since longer ones have more faults.

    >>> _likely([Request("One."), Request("The talks on trade ended."), Request("Two.")])
    1
    """
    order = sorted(range(len(requests)), key=lambda place: len(requests[place].text))
    sums = accumulate(len(requests[place].text) for place in order)
    half = sum(len(request.text) for request in requests) / 2
    return next(place for place, reached in zip(order, sums, strict=True) if reached >= half)


def _asked(turns: Sequence[Turn], tokens: TokenCounter | None = None) -> float:
    count = (tokens or token_counter("")).count
    return sum(_TURN + sum(map(count, _texts(turn["content"]))) for turn in turns)


def _texts(content: object) -> Iterable[str]:
    if isinstance(content, str):
        return (content,)
    parts = content if isinstance(content, list) else ()
    return (str(part.get("text", "")) for part in parts)
