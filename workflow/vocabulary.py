"""The words of pages, in the reader's language: labels and their translations in PO files.

A label's name is its English text. PO files are named like the folders below ``locales/``
(``ko.po``, ``zh_CN.po``). A label without a translation shows the English. Plurals are avoided by
wording (``3 reviewed``), so one form serves every number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from importlib import resources
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

from workflow import plugins
from workflow.errors import PublishError
from workflow.languages import language

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

_VALUE = re.compile(r"\{\w*\}|[{}]")


def label(text: str) -> str:
    """Marks a text as a label, for ``make labels`` to find; gives it back."""
    return text


class Words:
    """Labels in one language. Called with a label's name and the values in it.

    Attributes:
        language: the language the words are really in: the one asked for, or English.
        table: translations by label.
    """

    def __init__(self, language: str, table: Mapping[str, str]) -> None:
        self.language = language
        self.table = table

    def __call__(self, name: str, /, **values: object) -> str:
        """A label, its values filled in."""
        text = self.table.get(name, name)
        return text.format(**values) if values else text


def translations(folders: Sequence[Traversable], tag: str) -> Mapping[str, str]:
    """The translations of labels into a language (BCP 47), later folders over earlier ones.

    Raises:
        PublishError: a PO file cannot be used.
    """
    table: dict[str, str] = {}
    for folder in folders:
        path = folder / f"{language(tag).gettext}.po"
        if path.is_file():
            table.update(_table(path))
    return table


def messages(tag: str) -> Mapping[str, str]:
    """Return the translations of what errors and problems say into a language (BCP 47).

    They are those of this package and of every package that names a folder of PO files in the
    entry-point group ``workflow.messages``.

    Raises:
        ConfigError: such a folder cannot be found.
        PublishError: a PO file cannot be used.
    """
    names = sorted(plugins.names(plugins.MESSAGES), key=lambda name: name == "workflow")
    return translations(
        [resources.files(plugins.load(plugins.MESSAGES, name)) for name in names], tag
    )


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
