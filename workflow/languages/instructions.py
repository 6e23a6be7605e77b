"""Hold the instructions to a language model about its target language, and its labels."""

from __future__ import annotations

from dataclasses import dataclass


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
