"""Define messages for users, in English until they are put into a user's language.

Code says everything in English, as a template with named values; whoever shows it asks for the
reader's language (:meth:`Message.told`). Templates are the msgids of ``workflow/locales``, where
``make labels`` gathers every call of :func:`say`; another package brings its own PO files, see
:func:`workflow.interface_words.messages`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Protocol

_VALUE = re.compile(r"\{(\w+)\}")


class Localizer(Protocol):
    """The words of one language.

    Called with an English template and its values; :class:`workflow.interface_words.Words` is one.
    """

    @property
    def language(self) -> str:
        """The BCP 47 tag of the language."""

    def __call__(self, name: str, /, **values: object) -> str:
        """Return the template's translation, or the template itself, with the values in it."""


class Message(str):
    """A text for users: in English, with the template and the values that it is made from.

    It is a string like any other for whoever needs no other language. Joined to another string, or
    put into an f-string, it forgets its template: make a message of messages with :func:`say`.

    Attributes:
        template: English, with the values' names in braces: ``{text} stands {n} times``.
        values: by name: strings, numbers, messages, which are told in the reader's language too,
            or lists of these.
    """

    __slots__ = ("template", "values")
    template: str
    values: Mapping[str, object]

    def __new__(cls, template: str, values: Mapping[str, object] | None = None) -> Message:
        """Fill the English template."""
        if isinstance(template, Message):
            template = template.template
        given = dict(values or {})
        english = {name: _english(each) for name, each in given.items()}
        message = super().__new__(cls, template.format(**english) if given else template)
        message.template, message.values = template, given
        return message

    def __reduce__(self) -> tuple[type[Message], tuple[str, Mapping[str, object]]]:
        """Pickle and copy the template and the values."""
        return type(self), (self.template, self.values)

    @classmethod
    def of(cls, text: str) -> Message:
        """Return a text as a message: itself if it is one."""
        return text if isinstance(text, cls) else cls(text)

    @classmethod
    def read(cls, template: str, text: str) -> Message | None:
        """Return the message that a text was made of by a template; None where it was not.

        >>> Message.read("{text} stands {n} times", "3 km stands 2 times").values
        {'text': '3 km', 'n': '2'}
        """
        parts = _VALUE.split(template)
        groups = "".join(
            f"(?P<{part}>.+?)" if at % 2 else re.escape(part) for at, part in enumerate(parts)
        )
        found = re.fullmatch(groups, text, re.DOTALL)
        return cls(template, found.groupdict()) if found else None

    def localized(self, words: Localizer) -> str:
        """Return the message in another language.

        >>> class Korean:
        ...     language = "ko"
        ...     def __call__(self, name, /, **values):
        ...         return {"{n} is missing": "빠진 것: {n}"}.get(name, name).format(**values)
        >>> say("{n} is missing", n=38).localized(Korean())
        '빠진 것: 38'
        """
        return words(
            self.template, **{name: localize(each, words) for name, each in self.values.items()}
        )


def say(template: str, /, **values: object) -> Message:
    """Make a message for users.

    >>> say("{names} stand twice", names=["A", "B"])
    'A, B stand twice'

    Args:
        template: English, a literal: translators find it by ``make labels``.
        values: what stands in the template's braces: strings, numbers, messages, or lists of them.
    """
    return Message(template, values)


def localize(value: object, words: Localizer) -> str:
    """Translate a message, or a list of them; return any other value unchanged."""
    if isinstance(value, Message):
        return value.localized(words)
    if isinstance(value, Iterable) and not isinstance(value, str):
        return ", ".join(localize(each, words) for each in value)
    return str(value)


def _english(value: object) -> str:
    if isinstance(value, Iterable) and not isinstance(value, str):
        return ", ".join(map(_english, value))
    return str(value)
