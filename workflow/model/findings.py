"""Define what is wrong with a translation, and where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from workflow.model.messages import Message, say

#: The longest quoted remark of a model on an error, in letters.
_LONGEST = 120

#: The names of MQM's error types for readers.
_NAMES: Mapping[str, Message] = {
    str(name): name
    for name in (
        say("minor"), say("major"), say("critical"), say("accuracy"), say("omission"),
        say("addition"), say("fluency"), say("terminology"), say("style"),
    )
}  # fmt: skip


class Severity(StrEnum):
    """How much a problem matters."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that a person should look at in a translation.

    Attributes:
        code: what kind of problem it is: ``number``, ``term-missing``. Scripts go by it, and a
            comment ``# noqa: CODE`` silences it, as does the name of its check.
        message: what is wrong, for people, without a final full stop.
        severity: an error must not be published.
        span: where in the translation, from and to; None where it has no place there.
        fix: the whole translation put right, where that is certain.
    """

    code: str
    message: Message
    severity: Severity = Severity.WARNING
    span: tuple[int, int] | None = field(default=None, kw_only=True)
    fix: str | None = field(default=None, kw_only=True)

    def __str__(self) -> str:
        """Return code and words, as PO files hold them: ``number: 38 is missing``."""
        return f"{self.code}: {self.message}"

    def at(self, path: str, line: int, source: str = "", by: str = "") -> Finding:
        """Return the problem as a finding in a file."""
        return Finding(
            self.code, self.severity, path, line, self.message, self.fix, source, self.span, by
        )


@dataclass(frozen=True, slots=True)
class ErrorSpan:
    """An error that a model marked in a translation, as MQM does (themqm.org).

    Attributes:
        words: of the translation; empty where nothing stands there for it.
        category: as MQM calls it.
        severity: ``minor``, ``major`` or ``critical``.
        note: what is wrong.
        source: the words of the source that it is about; empty where there are none.
    """

    words: str
    category: str
    severity: str
    note: str = ""
    source: str = ""

    @property
    def message(self) -> Message:
        """Return the words for a person."""
        words = self.words or self.source
        text = f"{words} – {self.note}" if self.note else words
        return say(
            "{severity} error, {category}: {text}",
            severity=_NAMES.get(self.severity, Message(self.severity)),
            category=_NAMES.get(self.category, Message(self.category)),
            text=text[:_LONGEST],
        )  # fmt: skip

    def is_shown(self, source: str, text: str) -> bool:
        """Tell whether it shows its words in the texts that it is about."""
        if self.words:
            return self.words in text or (self.category == "omission" and self.words in source)
        return bool(self.source) and self.source in source


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem where it stands in a file.

    Attributes:
        check, severity, message, fix, span: the problem's, see :class:`Problem`.
        path: the file, relative to the project.
        line: its line there.
        source: the sentence (msgid) it is about; empty where it is about none.
        by: the name under which the check is registered that found it; empty where none did.
    """

    check: str
    severity: Severity
    path: str
    line: int
    message: Message
    fix: str | None = None
    source: str = ""
    span: tuple[int, int] | None = None
    by: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        """Accept a plain string as a message, which is not translated."""
        object.__setattr__(self, "message", Message.of(self.message))
