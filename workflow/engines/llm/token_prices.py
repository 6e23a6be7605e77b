"""Count tokens, and price them.

Tokens are counted nearly as a family of models does (``tokenizers.toml``). Their price is that of
the settings, else the one that a kept library knows.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import Any

from workflow.engines import address
from workflow.engines.usage import Price
from workflow.languages.scripts import LETTERS
from workflow.model import LlmSettings

_WORD = re.compile(rb"[A-Za-z]+")
_SIGNS = re.compile(rb"[!-/:-@\[-`{-~]+")
_ALL = bytes(range(0x100))
_LETTERS = bytes(each for each in range(0x80) if chr(each).isalpha())
_NO_LETTERS, _NO_DIGITS = (_ALL.translate(None, kept) for kept in (_LETTERS, b"0123456789"))
_ASCII = bytes(range(0x80))
#: The scripts that are counted by letters, of three bytes each.
_SCRIPTS = ("Hangul", "Han", "Kana")
_OTHER = "other"


@dataclass(frozen=True, slots=True)
class TokenCounter:
    """How many tokens the parts of a text are, for a family of models.

    Attributes:
        word, letter: a word in ASCII letters, and more for each of them.
        digit, signs: a digit; a run of other signs in ASCII.
        hangul, han, kana: a letter of these scripts.
        byte: a byte of all else, in UTF-8.
    """

    word: float
    letter: float
    digit: float
    signs: float
    hangul: float
    han: float
    kana: float
    byte: float

    def count(self, text: str) -> float:
        """Estimate the number of tokens of a text.

        >>> round(token_counter("gpt-4o").count("The talks ended on Monday."))
        6
        """
        data = text.encode(errors="replace")
        found = (
            self.word * len(_WORD.findall(data))
            + self.letter * len(data.translate(None, _NO_LETTERS))
            + self.digit * len(data.translate(None, _NO_DIGITS))
            + self.signs * len(_SIGNS.findall(data))
        )
        if text.isascii():
            return found
        special = [len(LETTERS[script].findall(text)) for script in _SCRIPTS]
        rest = len(data.translate(None, _ASCII)) - 3 * sum(special)
        worth = zip(special, (self.hangul, self.han, self.kana), strict=True)
        return found + sum(number * each for number, each in worth) + self.byte * max(0, rest)


@cache
def token_counter(model: str) -> TokenCounter:
    """Return the counter for a model's name, or a generic one."""
    known = {each.name for each in fields(TokenCounter)}
    table = _table()[_family(model)]
    return TokenCounter(**{name: value for name, value in table.items() if name in known})


def text_tokens(text: str) -> float:
    """Estimate the tokens of a text for an unknown model."""
    return token_counter("").count(text)


def is_known(model: str) -> bool:
    """Tell whether the tokenizer behind a model's name is known."""
    return _family(model) != _OTHER


def _family(model: str) -> str:
    named = (
        family
        for family, each in _table().items()
        if each["models"] and re.search(each["models"], model, re.IGNORECASE)
    )
    return next(named, _OTHER)


@cache
def _table() -> Mapping[str, Mapping[str, Any]]:
    text = files(__package__).joinpath("tokenizers.toml").read_text("utf-8")
    return tomllib.loads(text)


#: The library is asked for the price of so many tokens: some models cost more by the token where a
#: question is very long.
_TOKENS = 1_000


def price_of(llm: LlmSettings) -> Price | None:
    """Return the price of the model in the settings, or None.

    What the settings do not say, the library genai-prices may know (extra ``prices``), in dollars;
    it is asked about the services alone whose addresses it knows, for elsewhere a model of the same
    name may cost something else.
    """
    if llm.price:
        return Price.of(llm.price)
    if not (llm.url and llm.model) or address.is_loopback(llm.url):
        return None
    return _known(llm.url, llm.model)


@cache
def _known(url: str, model: str) -> Price | None:
    """Look up a price in the library; None without the library or the model."""
    try:
        from genai_prices import Usage, calc_price
    except ImportError:
        return None
    usage = Usage(input_tokens=_TOKENS, output_tokens=_TOKENS)
    try:
        found = calc_price(usage, model_ref=model, provider_api_url=url)
    except LookupError:
        return None
    return Price(
        *(1_000_000 / _TOKENS * float(each) for each in (found.input_price, found.output_price))
    )
