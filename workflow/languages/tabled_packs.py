"""Read the simple parts of a language's pack from tables."""

from __future__ import annotations

from functools import cached_property
from pkgutil import resolve_name
from typing import Any, ClassVar

from workflow.languages.packs import Pack


def part(place: str) -> Any:
    """Return a part of a pack that is imported and made when it is first asked for.

    Args:
        place: of its class, ``module:Class``.
    """
    return cached_property(lambda _: resolve_name(place)())


def tabled_part(place: str, *names: str, **options: Any) -> Any:
    """Return a part of a pack that is read from the language's tables when it is first asked for.

    Args:
        place: of what reads it, ``module:function``; it gets the package that the tables lie in.
        names: of the tables, where it reads any.
        options: what else it wants to know of the language.
    """
    return cached_property(lambda pack: resolve_name(place)(pack.package, *names, **options))


class TabledPack(Pack):
    """A pack whose simple parts are read from the tables that lie beside it.

    Attributes:
        package: where the tables are.
    """

    package: ClassVar[str]

    #: Rules for the end of a line, from ``typography.tsv``.
    typography = tabled_part("workflow.languages.orthography.typography:tabled")
    #: Words of front matter by their use, from ``front_matter.tsv``.
    front_matter = tabled_part("workflow.languages.front_matter:tabled")
    #: How newspapers write notices, bylines and captions, from ``news.tsv``.
    news = tabled_part("workflow.languages.news:tabled")
    #: The meanings of function words, from ``senses.tsv``.
    senses = tabled_part("workflow.languages.meaning.senses:Senses")
    #: The limits and comparisons of numbers, from ``limits.tsv``.
    limits = tabled_part("workflow.languages.numbers.limits:Limits")
    #: The words that numbers are attached to, from ``number_roles.tsv``.
    number_roles = tabled_part("workflow.languages.numbers.number_roles:NumberRoles")
    #: What models say around a translation, from ``talk.tsv``.
    talk = tabled_part("workflow.languages.tables:by_use", "talk.tsv")
    #: Names that may stand in for others, from ``names.toml``.
    decoy_names = tabled_part("workflow.languages.names.decoy_names:read")
    #: Words around telephone numbers and accounts, from ``contacts.tsv``.
    contacts = tabled_part("workflow.languages.contacts:tabled")

    @cached_property
    def remarks(self) -> str:
        """A pattern of what a translator says beside the translation, from ``remarks.tsv``."""
        from workflow.languages.tables import either, read

        return either(read(self.package, "remarks.tsv")).pattern
