"""What a check found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a check found.

    ``fix`` is the whole corrected translation where one is certain; ``source`` the sentence (msgid)
    it is about, empty where it is about none.
    """

    check: str
    severity: Severity
    path: str
    line: int
    message: str
    fix: str | None = None
    source: str = ""
