"""Put the words of pages into the reader's language: labels, and their PO files.

A label's name is its English text. PO files are named like the folders below ``locales/``
(``ko.po``, ``zh_CN.po``). A label without a translation shows the English. A label that counts has
two names, for one and for more, and in each language as many forms as gettext knows there.
"""

from __future__ import annotations

import gettext
import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Any

from workflow import plugins
from workflow.errors import PublishError
from workflow.languages import language
from workflow.model import TermType, say

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

_VALUE = re.compile(r"\{\w*\}|[{}]")
#: Separates the names of a label that counts, and its forms; and the empty name of what all labels
#: share. Both are as in gettext's MO files.
_BETWEEN, _RULE = "\0", ""


def label(text: str) -> str:
    """Mark a text as a label for ``make labels`` to find, and return it."""
    return text


#: Kinds of terms, as the pages and the review call them.
TERM_KINDS = {
    TermType.PERSON: label("person"),
    TermType.ORG: label("organisation"),
    TermType.ABBR: label("abbreviation"),
    TermType.PLACE: label("place"),
    TermType.TITLE: label("title"),
    TermType.PRODUCT: label("product"),
    TermType.TERM: label("term"),
}


def counted(one: str, many: str) -> tuple[str, str]:
    """Mark the two names of a label that counts, and return them."""
    return one, many


class Words:
    """The labels in one language.

    Attributes:
        language: the language that the words are really in: the one asked for, or English.
        table: translations by label; see :func:`translations`.
    """

    def __init__(self, language: str, table: Mapping[str, str]) -> None:
        self.language = language
        self.table = table

    def __call__(self, name: str, many: str = "", /, **values: object) -> str:
        """Return a label with its values filled in.

        >>> Words("en", {})("1 error", "{n} errors", n=3)
        '3 errors'

        Args:
            name: the label's.
            many: of a label that counts, the name for more than one; the number is the value ``n``.
            values: by name.
        """
        text = self._form(name, many, values["n"]) if many else self.table.get(name, name)
        return text.format(**values) if values else text

    @property
    def uncounted(self) -> Mapping[str, str]:
        """The labels that have one form each, and their translations."""
        return {name: text for name, text in self.table.items() if name and _BETWEEN not in name}

    def _form(self, one: str, many: str, number: object) -> str:
        name = one if number == 1 else many
        known = self.table.get(_BETWEEN.join((one, many)))
        if known is None or name in self.table:  # a project's PO file may have them as two labels
            return self.table.get(name, name)
        forms = known.split(_BETWEEN)
        return forms[min(_rule(self.table[_RULE])(number), len(forms) - 1)]


@cache
def _rule(plurals: str) -> Callable[[Any], int]:
    """Compile the rule that selects the form for a number, from the ``plural=`` of a PO file."""
    return gettext.c2py(plurals)


def translations(folders: Sequence[Traversable], tag: str) -> Mapping[str, str]:
    """Return the translations of labels into a language, as gettext keeps them in MO files.

    Args:
        folders: of PO files; what stands in a later one counts more.
        tag: the language's, BCP 47.

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


def _table(path: Traversable) -> Iterator[tuple[str, str]]:
    catalog = _catalog(path)
    for message in catalog:
        names, forms = _texts(message.id), _texts(message.string or "")
        if not message.id or message.fuzzy or not all(forms):
            continue
        # The form for one, or for two, may say it in words; any other has all values.
        alone = _alone(catalog.plural_expr, len(forms)) if len(forms) > 1 else ()
        for place, form in enumerate(forms):
            _check(f"{path}:{message.lineno}", names if place in alone else names[-1:], form)
        if len(names) > 1:
            yield _RULE, catalog.plural_expr
        yield _BETWEEN.join(names), _BETWEEN.join(forms)


@cache
def _alone(plurals: str, forms: int) -> Container[int]:
    """Return the indices of forms for a single number (three in Arabic), and of the first form."""
    taken = Counter(min(_rule(plurals)(number), forms - 1) for number in range(200))
    return {0, *(place for place, numbers in taken.items() if numbers == 1)}


def _texts(given: str | Iterable[str]) -> Sequence[str]:
    return (given,) if isinstance(given, str) else tuple(given)


def _check(where: str, names: Sequence[str], text: str) -> None:
    """Check that a translation has the same placeholders as one of its label's names.

    Raises:
        PublishError: they are not the same.
    """
    *_, name = names
    wanted = set(_VALUE.findall(name))
    if set(_VALUE.findall(text)) not in [set(_VALUE.findall(each)) for each in names]:
        raise PublishError(
            where,
            say("the translation of {name} does not hold the same values", name=repr(name)),
            say("Keep {values}.", values=sorted(wanted)) if wanted else say("Take out the braces."),
        )


def _catalog(path: Traversable) -> Catalog:
    from babel.messages.pofile import PoFileError, read_po

    locale = path.name.removesuffix(".po")
    try:
        with path.open("rb") as file:
            return read_po(file, locale, ignore_obsolete=True, abort_invalid=True)
    except (PoFileError, ValueError, LookupError) as error:
        raise PublishError(
            path,
            say("is not a PO file: {error}", error=str(error)),
            say("{command} names the faults.", command="msgfmt -c"),
        ) from error
