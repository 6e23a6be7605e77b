"""Hold the facts about a language in parts, and find them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from workflow.languages.contacts import Contacts
    from workflow.languages.language_models import Generation, Instructions
    from workflow.languages.meaning.contrasts import Contrasts
    from workflow.languages.meaning.denials import Denials
    from workflow.languages.meaning.roles import Roles
    from workflow.languages.meaning.senses import Senses
    from workflow.languages.names.decoy_names import DecoyNames
    from workflow.languages.names.heard_names import HeardNames, SpokenName
    from workflow.languages.names.names import Names
    from workflow.languages.names.phrases import Phrases
    from workflow.languages.names.shorthand import Shorthand
    from workflow.languages.names.titles import Titles
    from workflow.languages.news import NewsLines
    from workflow.languages.numbers.calendars import Calendar
    from workflow.languages.numbers.counted_things import Things
    from workflow.languages.numbers.limits import Limits
    from workflow.languages.numbers.number_roles import NumberRoles
    from workflow.languages.numbers.numbers import Numbers
    from workflow.languages.numbers.times import Times
    from workflow.languages.numbers.units import Units
    from workflow.languages.orthography.particles import Particles
    from workflow.languages.orthography.sentences import Sentences
    from workflow.languages.orthography.slips import Slips
    from workflow.languages.orthography.typography import Typography
    from workflow.languages.orthography.writing import Writing


@dataclass(frozen=True)
class Pack:
    """The facts about a language; by default, neutral ones.

    The pack of a language is a subclass that overrides the parts in which it is special. A part is
    made when it is first asked for, and kept.

    Attributes:
        tag: BCP 47, ``ko`` or ``zh-Hans``; a pack serves all tags of its language.
    """

    tag: str

    @cached_property
    def subtag(self) -> str:
        """The language without its script: ``zh``."""
        return self.tag.partition("-")[0]

    @cached_property
    def writing(self) -> Writing:
        """Scripts, spaces between words, and characters that cannot be seen."""
        from workflow.languages.orthography import writing

        return writing.usual(self.tag)

    #: The characters that :meth:`syllables` reads, as they stand between the brackets of a pattern.
    read_letters: ClassVar[str] = ""

    def syllables(self, text: str) -> Sequence[str]:
        """Return in Latin letters how each of :attr:`read_letters` in a text is read.

        One is empty where its reading is not known.
        """
        return ()

    def hides_space(self, before: str, after: str) -> bool | None:
        """Tell whether a line that is broken between any two letters hides a space there."""
        return None

    @cached_property
    def particles(self) -> Particles:
        """The particles attached to nouns, and their agreement."""
        from workflow.languages.orthography.particles import Particles

        return Particles()

    @cached_property
    def typography(self) -> Typography:
        """Typographic rules, such as what stays together at the end of a line."""
        from workflow.languages.orthography.typography import Typography

        return Typography()

    @cached_property
    def front_matter(self) -> Mapping[str, frozenset[str]]:
        """Words in front matter that say when an article is public, by their use."""
        return {}

    @cached_property
    def news(self) -> NewsLines:
        """Notices, bylines, captions and datelines, as newspapers write them."""
        from workflow.languages.news import NewsLines

        return NewsLines()

    @cached_property
    def sentences(self) -> Sentences:
        """Where sentences end, and what only resembles an end."""
        from workflow.languages.orthography.sentences import Sentences

        return Sentences()

    @cached_property
    def denials(self) -> Denials:
        """Words that deny, that only seem to, and that can stand for one that does."""
        from workflow.languages.meaning.denials import Denials

        return Denials()

    @cached_property
    def numbers(self) -> Numbers:
        """Scales, number words, fractions, and lookalikes."""
        from workflow.languages.numbers.numbers import Numbers

        return Numbers()

    @cached_property
    def times(self) -> Times:
        """Spans of time, relative dates, the clock."""
        from workflow.languages.numbers.times import Times

        return Times()

    @cached_property
    def calendar(self) -> Calendar:
        """Names of months and days of the week, and formats of dates."""
        from workflow.languages.numbers.calendars import Calendar

        return Calendar()

    @cached_property
    def things(self) -> Things:
        """What a number in digits counts."""
        from workflow.languages.numbers.counted_things import Things

        return Things()

    @cached_property
    def senses(self) -> Senses:
        """The meanings of function words, and their counterparts in translations."""
        from workflow.languages.meaning.senses import Senses

        return Senses()

    @cached_property
    def limits(self) -> Limits:
        """The words that make a number a limit or a comparison."""
        from workflow.languages.numbers.limits import Limits

        return Limits()

    @cached_property
    def units(self) -> Units:
        """Units of measure that become others."""
        from workflow.languages.numbers.units import Units

        return Units()

    @cached_property
    def contacts(self) -> Contacts:
        """Words around telephone numbers and accounts."""
        from workflow.languages.contacts import Contacts

        return Contacts()

    @cached_property
    def remarks(self) -> str:
        """A pattern of what a translator says beside the translation; empty if not known."""
        return ""

    @cached_property
    def contrasts(self) -> Contrasts:
        """Words that contradict each other, or name different members of a kind."""
        from workflow.languages.meaning.contrasts import Contrasts

        return Contrasts()

    @cached_property
    def number_roles(self) -> NumberRoles:
        """The words that numbers are attached to."""
        from workflow.languages.numbers.number_roles import NumberRoles

        return NumberRoles()

    @cached_property
    def roles(self) -> Roles:
        """The words and endings that mark who does something to whom."""
        from workflow.languages.meaning.roles import Roles

        return Roles()

    @cached_property
    def talk(self) -> Mapping[str, re.Pattern[str]]:
        """Talk of models around a translation, and the words of a source it may render, by kind."""
        return {}

    @cached_property
    def registers(self) -> Mapping[str, re.Pattern[str]]:
        """How sentences end in each of its registers; empty where their ends do not tell."""
        return {}

    @cached_property
    def slips(self) -> Slips:
        """Certain mistakes in spelling, spacing or marks, and their corrections."""
        from workflow.languages.orthography.slips import Slips

        return Slips()

    @cached_property
    def names(self) -> Names:
        """How names are written, and told from other words."""
        from workflow.languages.names.names import Names

        return Names()

    def persons(self, text: str) -> Sequence[SpokenName]:
        """Return the persons whose full names stand in a text, recognised by capitals."""
        return ()

    @cached_property
    def heard_names(self) -> HeardNames:
        """How it writes names of persons that are written in Latin letters elsewhere."""
        from workflow.languages.names.heard_names import HeardNames

        return HeardNames()

    @cached_property
    def titles(self) -> Titles:
        """Titles and offices: their forms, and their holders."""
        from workflow.languages.names.titles import Titles

        return Titles()

    @cached_property
    def phrases(self) -> Phrases:
        """How a name, a title and a body are put together."""
        from workflow.languages.names.phrases import Phrases

        return Phrases()

    @cached_property
    def shorthand(self) -> Shorthand:
        """How news shortens countries."""
        from workflow.languages.names.shorthand import Shorthand

        return Shorthand()

    @cached_property
    def generation(self) -> Generation:
        """What to expect of models that write this language: length limits, counters, joiners."""
        from workflow.languages import language_models

        return language_models.usual(self.writing)

    @cached_property
    def instructions(self) -> Instructions:
        """The instructions to a language model."""
        from workflow.languages.language_models import Instructions

        return Instructions()

    @cached_property
    def decoy_names(self) -> DecoyNames:
        """Names that may stand in for others while a model translates."""
        from workflow.languages.names.decoy_names import DecoyNames

        return DecoyNames()


@cache
def pack(tag: str) -> Pack:
    """Return the facts about a language, or neutral ones if no pack is registered.

    >>> pack("ko").writing.scripts, pack("de").writing.scripts
    (('Hangul',), ('Latin',))

    Args:
        tag: BCP 47. Only the language decides which pack it is; the pack may mind the script.

    Raises:
        ConfigError: the pack is registered but cannot be imported.
    """
    from workflow import plugins

    if not is_registered(tag):
        return Pack(tag)
    found: Pack = plugins.load(plugins.LANGUAGES, tag.partition("-")[0])(tag)
    return found


@cache
def is_registered(tag: str) -> bool:
    """Tell whether there is a pack of a language, given by its tag, so that facts of it are known.

    >>> is_registered("zh-Hant"), is_registered("ja"), is_registered("")
    (True, False, False)
    """
    from workflow import plugins

    return tag.partition("-")[0] in plugins.names(plugins.LANGUAGES)


@cache
def registered() -> tuple[Pack, ...]:
    """Return the packs of all registered languages, in the order of their codes.

    Raises:
        ConfigError: one of them cannot be imported.
    """
    from workflow import plugins

    return tuple(map(pack, plugins.names(plugins.LANGUAGES)))
