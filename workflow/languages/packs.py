"""The facts about a language, in parts, and where they are found."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workflow.languages.particles import Particles
    from workflow.languages.typography import Typography
    from workflow.languages.writing import Writing


@dataclass(frozen=True)
class Pack:
    """What is known of a language. As it stands, of one that nobody described.

    The pack of a language is a subclass that overrides the parts in which it is special. A part is
    made when it is first asked for, and kept.

    Attributes:
        tag: BCP 47, ``ko`` or ``zh-Hans``; a pack serves all tags of its language.
    """

    tag: str

    @property
    def subtag(self) -> str:
        """The language without its script: ``zh``."""
        return self.tag.partition("-")[0]

    @cached_property
    def writing(self) -> Writing:
        """Scripts, spaces between words, and characters that cannot be seen."""
        from workflow.languages import writing

        return writing.usual(self.tag)

    @cached_property
    def particles(self) -> Particles:
        """What is written onto nouns, and how it agrees with them."""
        from workflow.languages.particles import Particles

        return Particles()

    @cached_property
    def typography(self) -> Typography:
        """What is set in a way of its own, and what stays together at the end of a line."""
        from workflow.languages.typography import Typography

        return Typography()


@cache
def pack(tag: str) -> Pack:
    """Return what is known of a language; without a registered pack, the neutral one.

    >>> pack("ko").writing.scripts, pack("de").writing.scripts
    (('Hangul',), ('Latin',))

    Args:
        tag: BCP 47. Only the language decides which pack it is; the pack may mind the script.

    Raises:
        ConfigError: the pack is registered but cannot be imported.
    """
    from workflow import plugins

    subtag = tag.partition("-")[0]
    if subtag not in plugins.names(plugins.LANGUAGES):
        return Pack(tag)
    found: Pack = plugins.load(plugins.LANGUAGES, subtag)(tag)
    return found
