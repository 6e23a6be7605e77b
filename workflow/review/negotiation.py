"""In which language the review speaks: the first of the browser's that it has words for."""

from __future__ import annotations

from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from workflow.errors import ConfigError
from workflow.languages import normalize
from workflow.vocabulary import Words, messages, translations


@cache
def words(tag: str) -> Words:
    """The words in a language (BCP 47); the English ones if there are none."""
    own: Traversable = resources.files("workflow.review").joinpath("locales")
    table = translations((own,), tag)
    return Words(tag, {**messages(tag), **table}) if table else Words("en", {})


def chosen(accepted: str) -> Words:
    """The words for a browser.

    Args:
        accepted: the value of ``Accept-Language`` (RFC 9110, 12.5.4).

    >>> chosen("fr;q=0.9, ko-KR, en;q=0.5").language
    'ko'
    """
    for code in _ranked(accepted):
        try:
            tag = normalize(code)
        except ConfigError:
            continue
        for known in dict.fromkeys((tag, tag.partition("-")[0])):
            if known == "en" or words(known).language == known:
                return words(known)
    return words("en")


def _ranked(accepted: str) -> list[str]:
    """The languages a browser asks for, the dearest first."""
    ranges = []
    for part in accepted.split(",")[:20]:
        code, _, weight = part.replace(" ", "").partition(";q=")
        try:
            ranges.append((float(weight or 1), code))
        except ValueError:
            continue
    return [code for weight, code in sorted(ranges, key=lambda each: -each[0]) if weight > 0]
