"""Phrases of checks, engines and errors in the reviewer's language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from workflow.model import ALTERNATIVE, Message
from workflow.review import error_phrases, finding_phrases
from workflow.vocabulary import Words, messages

#: Comments that begin like this are the workflow's own.
OURS = ("align: ", ALTERNATIVE)
#: Templates' values that are phrases themselves, and those that list units, months or days.
_PHRASES = frozenset({"fault", "reason"})
_LISTS = frozenset({"values", "new", "lost"})
_VALUE = re.compile(r"\{(\w+)\}")
_PREFIX = re.compile(r"([a-z][a-z-]+): (.+)", re.DOTALL)
_MONTHS = (
    "January February March April May June July August September October November December".split()
)
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_DAY_OF_YEAR = re.compile(rf"({'|'.join(_MONTHS)}) ([1-9]|[12]\d|3[01])")


@dataclass(frozen=True, slots=True)
class Told:
    """A phrase, and the language (BCP 47) that its words are in."""

    text: str
    language: str


def told(text: str, t: Words) -> Told:
    """Return a phrase in the reviewer's language; as it is where it is not known.

    >>> korean = Words("ko", {"{values} is missing": "빠진 것: {values}", "number": "수"})
    >>> told("number: 38 is missing", korean)
    Told(text='수: 빠진 것: 38', language='ko')
    >>> told("number 38 has gone", korean)
    Told(text='number 38 has gone', language='en')
    """
    if isinstance(text, Message):
        return Told(text.told(t), t.language if text.template in t.table else "en")
    if (prefix := _PREFIX.fullmatch(text)) and prefix[1] in finding_phrases.CHECKS:
        inner = told(prefix[2], t)
        return Told(f"{t(prefix[1])}: {inner.text}", inner.language)
    if known := _known(text):
        template, values = known
        if template in t.table:
            said = {name: _value(name, value, t) for name, value in values.items()}
            return Told(t(template, **said), t.language)
    return Told(text, "en")


def of_the_script(t: Words) -> Mapping[str, str]:
    """The words that a page's script may need: all but the phrases, which only the server tells."""
    server = {template for template, _ in _patterns()} | finding_phrases.CHECKS
    server |= messages(t.language).keys()
    return {
        name: text
        for name, text in t.table.items()
        if name.isprintable() and name and name not in server
    }


def _value(name: str, value: str, t: Words) -> str:
    if name in _PHRASES:
        return told(value, t).text
    if name in _LISTS:
        return ", ".join(_listed(each, t) for each in value.split(", "))
    return value


def _listed(value: str, t: Words) -> str:
    """A unit, a month, a day of the week or of the year in the reviewer's language."""
    if value in finding_phrases.UNITS:
        return t(value)
    found = _DAY_OF_YEAR.fullmatch(value)
    if not (found or value in _MONTHS or value in _DAYS):
        return value
    from babel import Locale, dates

    locale = Locale.parse(t.language, sep="-")
    if found:
        try:  # 2000 has every day of the year
            day = date(2000, _MONTHS.index(found[1]) + 1, int(found[2]))
        except ValueError:  # there is no February 30, whatever a text says
            return value
        return dates.format_skeleton("MMMMd", day, locale=locale)
    if value in _MONTHS:
        return str(dates.get_month_names("wide", "stand-alone", locale)[_MONTHS.index(value) + 1])
    return str(dates.get_day_names("wide", "stand-alone", locale)[_DAYS.index(value)])


@lru_cache(maxsize=4096)
def _known(text: str) -> tuple[str, Mapping[str, str]] | None:
    """The template that a phrase was made from, and its values."""
    for template, pattern in _patterns():
        if found := pattern.fullmatch(text):
            return template, found.groupdict()
    return None


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Every template with its pattern, those that say most by themselves first."""
    templates = (
        *finding_phrases.FINDINGS, *finding_phrases.DRAFTS, *finding_phrases.MISSING,
        *finding_phrases.COMMENTS, *finding_phrases.REASONS,
        *error_phrases.FAULTS, *error_phrases.HINTS, *error_phrases.REFUSALS, *error_phrases.SYSTEM,
    )  # fmt: skip
    ranked = sorted(set(templates), key=lambda each: -len(_VALUE.sub("", each)))
    return tuple((each, _pattern(each)) for each in ranked)


def _pattern(template: str) -> re.Pattern[str]:
    """Matches what is made from a template, its values as groups."""
    names, texts = _VALUE.findall(template), _VALUE.split(template)[::2]
    groups = [re.escape(texts[0])]
    for name, text in zip(names, texts[1:], strict=True):
        groups.append(f"(?P<{name}>.+?){re.escape(text)}")
    return re.compile("".join(groups), re.DOTALL)
