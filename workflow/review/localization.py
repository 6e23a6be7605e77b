"""Translate messages about a translation or a file into the reviewer's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from workflow.interface_words import Words, label, messages
from workflow.languages import language
from workflow.model import Message, say

#: What the operating system says about a file that cannot be used, where a message quotes it.
SYSTEM = (
    say("No space left on device"),
    say("Permission denied"),
    say("Read-only file system"),
    say("Disk quota exceeded"),
    say("Is a directory"),
)
#: Codes of problems, as they stand before what is said and beside a finding; English ones are
#: their own names.
CHECKS = frozenset(
    {
        label("align"),
        label("bound"),
        label("brackets"),
        label("carrier"),
        label("contrast"),
        label("date"),
        label("doubled"),
        label("empty"),
        label("encoding"),
        label("ending"),
        label("forbidden-form"),
        label("glossary"),
        label("inconsistent"),
        label("invisible"),
        label("judge"),
        label("length"),
        label("link"),
        label("lost-approval"),
        label("lost-edit"),
        label("machine"),
        label("markup"),
        label("negation"),
        label("noqa"),
        label("number"),
        label("particle"),
        label("particle-unknown"),
        label("pseudo"),
        label("punctuation"),
        label("question"),
        label("quotes"),
        label("register"),
        label("remark"),
        label("repetition"),
        label("script"),
        label("source-left"),
        label("spaces"),
        label("spacing"),
        label("spelling"),
        label("structure"),
        label("surname-ambiguous"),
        label("term-ambiguous"),
        label("term-changed"),
        label("term-first"),
        label("term-forced"),
        label("term-missing"),
        label("term-phonetic-repair"),
        label("unit"),
        label("untranslated"),
    }
)


@dataclass(frozen=True, slots=True)
class Isolating:
    """Words that are read from right to left, with each value in its own direction.

    A Latin name's full stop would stand at its wrong end else.
    """

    words: Words

    @property
    def language(self) -> str:
        """The BCP 47 tag of the words' language."""
        return self.words.language

    def __call__(self, name: str, /, **values: object) -> str:
        """Return a message with its values, each isolated."""
        return self.words(name, **{key: f"\u2068{each}\u2069" for key, each in values.items()})


@dataclass(frozen=True, slots=True)
class LocalizedText:
    """A text, and the language (BCP 47) that its words are in."""

    text: str
    language: str


def localized(text: str, t: Words) -> LocalizedText:
    """Return a message in the reviewer's language, or as it is if there is no translation.

    >>> korean = Words("ko", {"{values} is missing": "빠진 것: {values}", "number": "수"})
    >>> localized(say("{values} is missing", values=38), korean)
    LocalizedText(text='빠진 것: 38', language='ko')
    >>> localized(say("{values} has gone", values=38), korean)
    LocalizedText(text='38 has gone', language='en')
    """
    if isinstance(text, Message):
        words = Isolating(t) if language(t.language).direction == "rtl" else t
        return LocalizedText(text.localized(words), t.language if _is_known(text, t) else "en")
    return LocalizedText(text, "en")


def _is_known(message: Message, t: Words) -> bool:
    """Tell whether a language has a translation of a message, or of the message behind a code."""
    inner = [each for each in message.values.values() if isinstance(each, Message)]
    if message.template == "{code}: {what}" and inner:
        return _is_known(inner[-1], t)
    return message.template in t.table


def of_the_script(t: Words) -> Mapping[str, str]:
    """Return the labels that a page's script may need: all but those used only by the server."""
    server = CHECKS | messages(t.language).keys()
    return {name: text for name, text in t.uncounted.items() if name not in server}
