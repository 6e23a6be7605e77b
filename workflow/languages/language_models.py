"""Describe a language for models that translate into it: what they are told, how they write."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workflow.languages.orthography.writing import Writing


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence as newspapers write it; the same one in every language that has examples.

    Attributes:
        text: with ``{}`` where a name stands.
        name: that name.
    """

    text: str
    name: str


@dataclass(frozen=True, slots=True)
class Instructions:
    """The instructions to a language model about the language it translates into.

    Attributes:
        style: the manner of newspapers, in English, one or two sentences.
        headline: what is special about headlines, in English, one sentence.
        examples: they show the style, and that a name already in the target language is copied.
        label: pattern of what a translation is called in this language, at the head of a reply.
        called: pattern of what else this language is called at the head of a reply; its code only
            if no language has that as a word, as French has *en* and German *ja*.
        mention: pattern of words about translations: a source that has them may begin like a label.
        refusal: pattern of how a model begins that will not translate, speaking of itself.
        wanting: pattern of how one begins that asks for the text to be translated.
        sign: pattern of what follows a sign that a sentence is about: *- is a hyphen*.
    """

    style: str = ""
    headline: str = "This one is a headline: brief, as in newspapers."
    examples: tuple[Example, ...] = ()
    label: str = ""
    called: str = ""
    mention: str = ""
    refusal: str = ""
    wanting: str = ""
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Generation:
    """How translation models write a language.

    Attributes:
        longest: characters of a sentence beyond which models lose the thread, and the end of the
            text: well before their technical limit, and the sooner the more a character says.
        dense: whether texts have fewer pieces than others; pieces are what models read and write.
        counters: characters that stand after numbers, never after names.
        counted: pieces that follow a number, and a name never in the same word.
        joiner: what stands between the parts of a foreign name; beside a whole name it is wrong.
        bound: nouns that are written onto names. None: it is not known what may follow a name.
    """

    longest: int = 600
    dense: bool = False
    counters: frozenset[str] = frozenset()
    counted: re.Pattern[str] | None = None
    joiner: str = ""
    bound: re.Pattern[str] | None = None


def usual(writing: Writing) -> Generation:
    """Return the defaults for a language of which only the script is known."""
    return Generation(longest=200, dense=True) if writing.full_width else Generation()
