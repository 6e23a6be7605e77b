"""What is wrong with a translation, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from workflow.model.messages import Message


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

    def at(self, path: str, line: int, source: str = "") -> Finding:
        """Return the problem as a finding in a file."""
        return Finding(
            self.code, self.severity, path, line, self.message, self.fix, source, self.span
        )


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
        """Take a plain string for a message too: it stays in the language it is in."""
        object.__setattr__(self, "message", Message.of(self.message))
