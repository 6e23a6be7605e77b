"""Which language the keys of a front matter say that its article is in.

``language`` names one of programs as often (``language: Rust``): then it says nothing of the text,
and is told as a key that is not used.
"""

from __future__ import annotations

from collections.abc import Mapping

from workflow import languages
from workflow.documents.readers.conditions import Said
from workflow.documents.readers.value_text import text_of_value
from workflow.errors import ConfigError, SourceError
from workflow.model import say

#: The keys, of which the first that is there counts.
KEYS = ("lang", "language", "locale")
#: The one that may speak of programs.
_OF_PROGRAMS = "language"


def named_language(first: Mapping[str, Said], path: str) -> str:
    """Return the tag of the language that is named; empty if none is.

    Args:
        first: what the front matter says, by its keys as they are compared.
        path: the seed, for messages.

    Raises:
        SourceError: the language is unknown.
    """
    for name in KEYS:
        said = first.get(name)
        if not said or not (text := _text(said.value)):
            continue
        try:
            return languages.language(text).tag
        except ConfigError as error:
            if name == _OF_PROGRAMS:
                continue
            what = say("its language {name} is unknown", name=repr(text))
            raise SourceError(f"{path}:{said.line}", what, error.hint) from None
    return ""


def known_tag(text: str) -> str:
    """Return the tag of a language that a page or a server names; empty if it means nothing."""
    try:
        return languages.language(text).tag
    except ConfigError:
        return ""


def is_of_programs(name: str, value: object) -> bool:
    """Return whether a key, as it is compared, names what is no language of people."""
    return name == _OF_PROGRAMS and value not in (None, "") and not known_tag(_text(value))


def _text(value: object) -> str:
    """Return a value as text; to YAML 1.1 ``lang: no``, Norwegian, is false."""
    return text_of_value("no" if value is False else value)
