"""Estimates how many tokens conversations will use, before they are held.

The questions are built as they would be sent, with stand-ins for the translations that they would
show and get: letters of the target's script, as many as translations usually have. Their tokens are
counted as the model's family does (:mod:`workflow.engines.llm.token_counts`). Some sentences are
asked for a second time, and models think: how much of that there is, a project learns from what was
used (:mod:`workflow.engines.llm.known_use`); before that, it is what is usual.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from workflow.engines.llm import critique
from workflow.engines.llm.known_use import Ratio
from workflow.engines.llm.prompts import Prompts, Turn, inline
from workflow.engines.llm.questions import Ask
from workflow.engines.llm.token_counts import TokenCounter, text_tokens, token_counter
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
#: 1.2 (Korean) to 1.5 % (Chinese), and models make mistakes besides.
_CORRECTED = 0.04
#: Of how many a critic finds something, and the tokens that it says of each on average.
_REWRITTEN, _CRITIQUE = 0.2, 12
#: What stands in for translations: a letter of each script, and how many letters of the source are
#: replaced by one. These make the number of tokens right; the ratios of ``SCRIPTS``, medians by
#: which lengths are judged, make it 7 to 16 % (Korean) and 3 to 13 % (Chinese) too high: measured
#: with six tokenizers on NTREX-128, FLORES-200, Korean news, and what language models made of WMT's
#: texts.
_LETTER = {"Hangul": "가", "Han": "的", "Kana": "の", "Cyrillic": "о", "Arabic": "ا"}
_WORTH = {"Hangul": 2.25, "Han": 2.65}


@dataclass(frozen=True, slots=True)
class Planned:
    """What a conversation will use.

    Attributes:
        first: the tokens of the questions that every conversation has, and of their answers.
        again: the usual number of questions about single sentences, asked for a second time.
        one: the tokens of such a question.
    """

    first: Tokens
    again: float
    one: Tokens

    def total(self, ratio: Ratio) -> Tokens:
        """Return all tokens, corrected by what is known of the model."""
        again = self.again * ratio.again
        return Tokens(
            round(ratio.prompt * (self.first.prompt + again * self.one.prompt)),
            round(ratio.completion * (self.first.completion + again * self.one.completion)),
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
        middle = len(requests) // 2
        corrected = prompts.correction(requests[middle], said[middle], ())
        one = Tokens(round(self._asked(corrected)), round(count(said[middle])) + 1)
        return Planned(first, again, one)

    def stand_in(self, request: Request) -> str:
        """Return a text about as long as the translation of a sentence will be."""
        text = inline(request)
        script = next(iter(pack(self.prompts.target).writing.scripts), "")
        letter = _LETTER.get(script, "")
        if not letter:
            return text
        letters = round(weight(plain(text)) / _WORTH.get(script, SCRIPTS[script][1]))
        rest = "".join(each for each in text if not each.isalpha() and not each.isspace())
        return letter * letters + rest

    def _asked(self, turns: Sequence[Turn]) -> float:
        return _asked(turns, self.tokens)


def reckon_ask(ask: Ask) -> Tokens:
    """Estimate the tokens of a question that is no translation, and of its answer.

    Answers say little where there is little to say: a part of the room that they have.
    """
    return Tokens(round(_asked(ask.turns)), round(ask.limit * _ANSWERED))


def reckon_said(turns: Sequence[Turn], answer: str) -> Tokens:
    """Estimate the tokens of a question and its answer, where a server does not count them."""
    return Tokens(round(_asked(turns)), round(_TURN + text_tokens(answer)))


def _asked(turns: Sequence[Turn], tokens: TokenCounter | None = None) -> float:
    count = (tokens or token_counter("")).count
    return sum(_TURN + sum(map(count, _texts(turn["content"]))) for turn in turns)


def _texts(content: object) -> Iterable[str]:
    if isinstance(content, str):
        return (content,)
    parts = content if isinstance(content, list) else ()
    return (str(part.get("text", "")) for part in parts)
