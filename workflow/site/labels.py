"""The words of the pages themselves, in the page's language.

A label's name is its English text. Translations are PO files: the package's own in
``workflow/site/locales``, over them the project's in ``theme/locales``, each named like the folders
below ``locales/`` (``ko.po``, ``zh_CN.po``). A label without a translation shows the English.
Plurals are avoided by wording (``3 reviewed``), so one form serves every number.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING

from workflow.errors import PublishError
from workflow.model import TermType
from workflow.site import links

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

_VALUE = re.compile(r"\{\w*\}|[{}]")


def label(text: str) -> str:
    """Marks a text as a label, for ``make labels`` to find; gives it back."""
    return text


#: Status marks: name → (shape, label). Shape, word and colour each tell the status alone.
MARKS = {
    "reviewed": ("●", label("reviewed")),
    "machine": ("○", label("machine")),
    "pseudo": ("○", label("pseudo-translation")),
    "memory": ("○", label("from memory")),
    "draft": ("○", label("draft")),
    "stale": ("◇", label("source changed")),
    "revise": ("◇", label("names changed")),
    "empty": ("–", label("not translated yet")),
}

#: The same, counted.
COUNTS = {
    "reviewed": label("{n} reviewed"),
    "draft": label("{n} draft"),
    "stale": label("{n} source changed"),
    "empty": label("{n} not translated yet"),
}

#: Origins of a translation that are no engine: name in the catalog → label.
ORIGINS = {
    "person": label("translator"),
    "memory": label("translation memory"),
    "source": label("carried over"),
}

#: Kinds of terms.
KINDS = {
    TermType.PERSON: label("person"),
    TermType.ORG: label("organisation"),
    TermType.ABBR: label("abbreviation"),
    TermType.PLACE: label("place"),
    TermType.TITLE: label("title"),
    TermType.PRODUCT: label("product"),
    TermType.TERM: label("term"),
}

#: What the edition in a page's language calls itself; translated as that: ``한국어판``.
EDITION = label("English edition")


class Labels:
    """Words for pages in one language. Called with a label's name and the values in it.

    >>> Vocabulary()("ko")("{n} reviewed", n=3)
    '검수 완료 3'

    Attributes:
        language: the language the words are really in: the page's, or English.
    """

    def __init__(self, language: str, table: Mapping[str, str]) -> None:
        self.language = language
        self._table = table

    def __call__(self, name: str, **values: object) -> str:
        """A label, its values filled in."""
        text = self._table.get(name, name)
        return text.format(**values) if values else text

    def origin(self, name: str) -> str:
        """Where a translation came from: a label, or the engine's own name."""
        return self(ORIGINS[name]) if name in ORIGINS else name

    def kind(self, type_: TermType) -> str:
        """The word for a kind of term."""
        return self(KINDS[type_])

    def mark(self, name: str) -> tuple[str, str]:
        """The shape and the word of a status mark."""
        shape, word = MARKS[name]
        return shape, self(word)


class Vocabulary:
    """The labels of every language, each read when it is first asked for.

    Args:
        folder: the project's own PO files; there need not be any.
    """

    def __init__(self, folder: Path | None = None) -> None:
        own: Traversable = resources.files("workflow.site").joinpath("locales")
        self._folders = (own, folder) if folder else (own,)
        self._known: dict[str, Labels] = {}

    def __call__(self, tag: str) -> Labels:
        """The labels of a language (BCP 47); the English ones if it has none.

        Raises:
            PublishError: a PO file of the project cannot be used.
        """
        if tag not in self._known:
            self._known[tag] = self._read(tag)
        return self._known[tag]

    def edition(self, tag: str) -> str:
        """What the edition in a language calls itself: ``한국어판``."""
        labels = self(tag)
        return labels(EDITION) if labels.language == tag else links.known(tag).autonym

    def _read(self, tag: str) -> Labels:
        table: dict[str, str] = {}
        for folder in self._folders:
            path = folder / f"{links.known(tag).gettext}.po"
            if path.is_file():
                table.update(_table(path))
        return Labels(tag if table or tag == "en" else "en", table)


def _table(path: Traversable) -> Iterable[tuple[str, str]]:
    """The translations in a PO file, each holding the same values as its label."""
    for message in _catalog(path):
        if not message.id or not message.string or message.fuzzy:
            continue
        name, text = message.id, message.string
        if not isinstance(name, str) or not isinstance(text, str):
            raise PublishError(
                path, f"has plural forms (line {message.lineno})", "Labels have one form each."
            )
        if set(_VALUE.findall(text)) != (wanted := set(_VALUE.findall(name))):
            raise PublishError(
                f"{path}:{message.lineno}",
                f"the translation of {name!r} does not hold the same values",
                "Keep " + " and ".join(sorted(wanted)) + "." if wanted else "Take out the braces.",
            )
        yield name, text


def _catalog(path: Traversable) -> Catalog:
    from babel.messages.pofile import PoFileError, read_po

    try:
        with path.open("rb") as file:
            return read_po(file, ignore_obsolete=True, abort_invalid=True)
    except (PoFileError, ValueError, LookupError) as error:
        raise PublishError(
            path, f"is not a PO file: {error}", "`msgfmt -c` names the faults."
        ) from error


@cache
def date(iso: str, language: str) -> str:
    """An ISO 8601 date as a language writes it (Unicode CLDR long form); other text as it is."""
    from babel import Locale, UnknownLocaleError
    from babel.dates import format_date

    try:
        day = datetime.date.fromisoformat(iso[:10])
        return format_date(day, "long", Locale.parse(language, sep="-"))
    except (ValueError, UnknownLocaleError):
        return iso


def machine_date(iso: str) -> str:
    """The date for ``datetime`` attributes and feeds; empty if it is none."""
    try:
        return datetime.date.fromisoformat(iso[:10]).isoformat()
    except ValueError:
        return ""
