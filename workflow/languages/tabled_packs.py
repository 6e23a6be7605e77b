"""Read the simple parts of a language's pack from tables."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from workflow.languages.packs import Pack

if TYPE_CHECKING:
    import re

    from workflow.languages.contacts import Contacts
    from workflow.languages.meaning.senses import Senses
    from workflow.languages.names.decoy_names import DecoyNames
    from workflow.languages.news import NewsLines
    from workflow.languages.numbers.limits import Limits
    from workflow.languages.numbers.number_roles import NumberRoles
    from workflow.languages.orthography.typography import Typography


class TabledPack(Pack):
    """A pack whose simple parts are read from the tables that lie beside it.

    Attributes:
        package: where the tables are.
    """

    package: ClassVar[str]

    @cached_property
    def typography(self) -> Typography:
        """Rules for the end of a line, from ``typography.tsv``."""
        from workflow.languages.orthography.typography import tabled

        return tabled(self.package)

    @cached_property
    def front_matter(self) -> Mapping[str, frozenset[str]]:
        """Words of front matter by their use, from ``front_matter.tsv``."""
        from workflow.languages.front_matter import tabled

        return tabled(self.package)

    @cached_property
    def news(self) -> NewsLines:
        """How newspapers write notices, bylines and captions, from ``news.tsv``."""
        from workflow.languages.news import tabled

        return tabled(self.package)

    @cached_property
    def senses(self) -> Senses:
        """The meanings of function words, from ``senses.tsv``."""
        from workflow.languages.meaning.senses import Senses

        return Senses(self.package)

    @cached_property
    def limits(self) -> Limits:
        """The limits and comparisons of numbers, from ``limits.tsv``."""
        from workflow.languages.numbers.limits import TabledLimits

        return TabledLimits(self.package)

    @cached_property
    def number_roles(self) -> NumberRoles:
        """The words that numbers are attached to, from ``number_roles.tsv``."""
        from workflow.languages.numbers.number_roles import TabledNumberRoles

        return TabledNumberRoles(self.package)

    @cached_property
    def talk(self) -> Mapping[str, re.Pattern[str]]:
        """What models say around a translation, from ``talk.tsv``."""
        from workflow.languages.tables import by_use

        return by_use(self.package, "talk.tsv")

    @cached_property
    def decoy_names(self) -> DecoyNames:
        """Names that may stand in for others, from ``names.toml``."""
        from workflow.languages.names.decoy_names import read

        return read(self.package)

    @cached_property
    def contacts(self) -> Contacts:
        """Words around telephone numbers and accounts, from ``contacts.tsv``."""
        from workflow.languages.contacts import tabled

        return tabled(self.package)

    @cached_property
    def remarks(self) -> str:
        """A pattern of what a translator says beside the translation, from ``remarks.tsv``."""
        from workflow.languages.tables import either, read

        return either(read(self.package, "remarks.tsv")).pattern
