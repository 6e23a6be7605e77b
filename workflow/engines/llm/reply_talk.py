"""Recognizes what a language model says around a translation, or in place of one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from workflow import plugins
from workflow.languages import name_in, pack
from workflow.languages.evident_language import language_by_words
from workflow.markup import PLACEHOLDER, plain

#: The name of a language before a translation; a source with a colon may have it as well.
_LANGUAGE_LABEL = re.compile(r"\s*([^\W\d_][^\n:：]{0,30}?)\s*[:：]\s*")
#: The placeholders that a text begins with.
_OPENING = re.compile(rf"\s*(?:{PLACEHOLDER.pattern}\s*)+")
_COLON = re.compile("[:：]")


def without_label(text: str, source: str) -> str:
    """Remove what a reply calls the translation, unless its source has a label as well.

    >>> without_label("한국어: 항만이 붐볐다.", "The port was busy.")
    '항만이 붐볐다.'
    >>> without_label("한국어: 안녕", "Coréen : bonjour")
    '한국어: 안녕'
    >>> without_label("<g1>한국어: 항만</g1>이 붐볐다.", "The <g1>port</g1> was busy.")
    '<g1>항만</g1>이 붐볐다.'
    """
    label, mention = _labels()
    source, opening = plain(source), _OPENING.match(text)
    before, text = (opening[0], text[opening.end() :]) if opening else ("", text)
    if not label.match(source) and not mention.search(source):
        text = label.sub("", text, count=1) if label.match(text) else text
    named = _LANGUAGE_LABEL.match(text)
    tag = _languages_by_name().get(named[1].casefold()) if named else None
    tongue = language_by_words(source) if tag and not _COLON.search(source) else ""
    if named and tag and tongue and name_in(tag, tongue).casefold() not in source.casefold():
        text = text[named.end() :]
    return before + text


@cache
def _languages_by_name() -> Mapping[str, str]:
    """Return the tags of the languages known well by what they are called in each of them."""
    known = plugins.names(plugins.LANGUAGES)
    return {name_in(tag, other).casefold(): tag for tag in known for other in known}


@cache
def _labels() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the words that models put before a translation, and words for "translation".

    A label says that what follows is a translation, or stands on a line of its own.
    """
    known = [pack(tag).instructions for tag in plugins.names(plugins.LANGUAGES)]
    words = "|".join(each.label for each in known if each.label)
    mentions = "|".join(each.mention for each in known if each.mention)
    label = (
        r"\s*(?:(?:here is|here's|sure)"
        r"(?:[^\n:：]{0,60}[:：]\s*\n|[^\n:：]{0,40}translat[^\n:：]{0,40}[:：])"
        rf"|(?:{words})\s*[:：])\s*"
    )
    return re.compile(label, re.IGNORECASE), re.compile(mentions, re.IGNORECASE)


def is_refusal(text: str, source: str) -> bool:
    """Tell whether a reply refuses to translate, in any language.

    So does a reply that asks for the text, as models do after a very short one. Where the source
    itself refuses, or is about translations, such a reply may translate it.

    >>> is_refusal("I'm sorry, but I can't help with that.", "Ten people died in the attack.")
    True
    """
    refusal, wanting, mention = _refusals(), _wanting(), _labels()[1]
    if wanting.match(text) and not mention.search(source):
        return True
    return bool(refusal.match(text)) and not refusal.match(source)


@cache
def _refusals() -> re.Pattern[str]:
    known = (pack(tag).instructions.refusal for tag in plugins.names(plugins.LANGUAGES))
    return re.compile("|".join(filter(None, known)) or r"(?!)", re.IGNORECASE)


@cache
def _wanting() -> re.Pattern[str]:
    known = (pack(tag).instructions.wanting for tag in plugins.names(plugins.LANGUAGES))
    return re.compile("|".join(filter(None, known)) or r"(?!)", re.IGNORECASE)
