"""Parse values of many settings: text, addresses, numbers, true and false."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from workflow.model import say


def one_line(value: object) -> str:
    """Read one line of text.

    Raises:
        TypeError: it is no text.
        ValueError: it has more than one line, or control characters.
    """
    if not isinstance(value, str):
        raise TypeError(say("must be text"))
    if not value.isprintable():
        raise ValueError(say("must be one line of text, without control characters"))
    return value


def web_address(value: object) -> str:
    """Parse a web address; empty for none.

    Raises:
        ValueError: it is something else.
    """
    text = one_line(value)
    parts = urlsplit(text)
    if text and (parts.scheme not in {"http", "https"} or not parts.hostname or " " in text):
        raise ValueError(say("must be a URL beginning with https:// or http://"))
    return text


def switch(value: object) -> bool:
    """Read true or false."""
    if not isinstance(value, bool):
        raise TypeError(say("must be true or false"))
    return value


def number(low: float, high: float, kind: type[int] | type[float]) -> Callable[[object], float]:
    """Return what reads a number between two bounds, of whole numbers or any."""

    def parse(value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, int | kind) or not low <= value <= high:
            raise ValueError(say("must be a number from {low} to {high}", low=low, high=high))
        return value

    return parse
