"""Estimates how many tokens a conversation will use, before it is held.

Services count tokens each in its own way. Here they are reckoned by length, and by what the same
model has used before: :class:`TokenRatios` remembers, in the project's cache, how its count and the
corrections that it needs compare with the reckoning.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from workflow.engines.llm.prompts import Prompts, Turn
from workflow.engines.llm.questions import Ask
from workflow.engines.usage import Tokens
from workflow.languages import pack
from workflow.languages.scripts import SCRIPTS, weight
from workflow.markup import plain
from workflow.model import Request
from workflow.store.files import write_atomic

#: Bytes of UTF-8 that make a token: of English, and of other scripts.
_ASCII, _OTHER = 4.0, 3.2
_ASCII_BYTES = bytes(range(0x80))
#: Tokens of a turn besides its words, and of a sentence of a reply in JSON.
_TURN, _ENTRY = 4, 6
#: How much of its room an answer takes that is no translation, before a model is known.
_ANSWERED = 0.25
#: Reckoned tokens below which nothing is learned, and how many of earlier runs count.
_LEAST, _REMEMBERED = 200, 100_000.0


@dataclass(frozen=True, slots=True)
class Ratio:
    """Tokens used for each estimated one, of questions and of answers."""

    prompt: float = 1.0
    completion: float = 1.0

    def of(self, reckoned: Tokens) -> Tokens:
        """Return an estimate corrected by this ratio."""
        return Tokens(
            round(self.prompt * reckoned.prompt), round(self.completion * reckoned.completion)
        )


class TokenRatios:
    """The ratios of each model, stored in a file that may be deleted.

    A single run tells little: one needs more corrections than the next, and thoughts are of any
    length. So the tokens of all runs are summed, and older ones count for less.

    Args:
        path: the file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def of(self, model: str) -> Ratio | None:
        """Return the ratio of a model; None if the project has never used it."""
        known = self._read().get(model)
        return Ratio(*(used / max(1.0, ours) for ours, used in known)) if known else None

    def learn(self, model: str, reckoned: Tokens, used: Tokens) -> None:
        """Record the tokens used for an estimate; too few are ignored."""
        if min(reckoned.prompt, used.prompt) < _LEAST or not used.completion:
            return
        known = self._read()
        sums = known.get(model, ((0.0, 0.0), (0.0, 0.0)))
        new = (reckoned.prompt, used.prompt), (reckoned.completion, used.completion)
        share = min(1.0, _REMEMBERED / max(1.0, sums[0][0]))
        known[model] = tuple(
            (share * one + first, share * other + second)
            for (one, other), (first, second) in zip(sums, new, strict=True)
        )
        with suppress(OSError):  # then the next estimate is a rougher one
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_atomic(self._path, json.dumps(known, indent=1, sort_keys=True).encode())

    def _read(self) -> dict[str, tuple[tuple[float, float], ...]]:
        """Read for each model the tokens reckoned and used, of questions and of answers."""
        try:
            found = json.loads(self._path.read_text("utf-8"))
            return {
                model: tuple((float(ours), float(used)) for ours, used in (prompt, completion))
                for model, (prompt, completion) in found.items()
            }
        except (OSError, ValueError, TypeError, AttributeError):
            return {}


def reckon(requests: Sequence[Request], prompts: Prompts) -> Tokens:
    """Estimate the tokens of a conversation about some requests, without corrections.

    Args:
        requests: as many as are asked for at once.
        prompts: what is asked.
    """
    turns = prompts.batch(requests) if len(requests) > 1 else prompts.single(requests[0])
    answers = sum(_translated(request.text, prompts.target) for request in requests)
    overhead = _ENTRY * len(requests) if len(requests) > 1 else 1
    return Tokens(round(sum(map(_turn, turns))), round(answers + overhead))


def reckon_ask(ask: Ask) -> Tokens:
    """Estimate the tokens of a question that is no translation, and of its answer.

    Answers say little where there is little to say: a part of the room that they have.
    """
    return Tokens(round(sum(map(_turn, ask.turns))), round(ask.limit * _ANSWERED))


def reckon_said(turns: Sequence[Turn], answer: str) -> Tokens:
    """Estimate the tokens of a question and its answer, where a server does not count them."""
    return Tokens(round(sum(map(_turn, turns))), round(_TURN + text_tokens(answer)))


def _turn(turn: Turn) -> float:
    content = turn["content"]
    texts: Iterable[str] = (
        (content,) if isinstance(content, str) else (str(part.get("text", "")) for part in content)
    )
    return _TURN + sum(map(text_tokens, texts))


def text_tokens(text: str) -> float:
    """Estimate the tokens of a text from its size in bytes."""
    data = text.encode(errors="replace")
    other = len(data.translate(None, _ASCII_BYTES))
    return (len(data) - other) / _ASCII + other / _OTHER


def _translated(source: str, target: str) -> float:
    """Estimate the tokens of a translation from its source."""
    script = next(iter(pack(target).writing.scripts), "")
    worth = SCRIPTS[script][1] if script in SCRIPTS else 1.0
    letters = weight(plain(source)) / worth
    rest = sum(not char.isalpha() and not char.isspace() for char in source)
    return letters * (3 / _OTHER if worth > 1.5 else 1.2 / _ASCII) + rest / 2
