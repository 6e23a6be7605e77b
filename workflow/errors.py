"""The errors a user can meet.

::

    WorkflowError            exit code 2
    ├── ConfigError          the project or its settings
    ├── SourceError          a seed that cannot be read
    ├── GlossaryError        a glossary row or file
    ├── CatalogError         a PO file
    ├── ExchangeError        a file handed out for review, or come back
    ├── TmxError             a translation memory in TMX
    ├── PublishError         the site
    └── EngineError          exit code 3
        ├── EngineMissing    an engine or its model is not installed
        └── PairUnavailable  no engine serves this language pair

Every error says *where* it happened, *what* is wrong and, as a hint, *how to mend it*.
"""

from __future__ import annotations


class WorkflowError(Exception):
    """Something the user has to know: bad usage, configuration or input.

    Args:
        where: the file (``path`` or ``path:line``), option or engine concerned.
        what: what is wrong, one sentence without a final full stop.
        hint: how to mend it, one sentence; empty when there is nothing to advise.
    """

    exit_code = 2

    def __init__(self, where: object, what: str, hint: str = "") -> None:
        super().__init__(f"{where}: {what}")
        self.where = str(where)
        self.what = what
        self.hint = hint

    def __reduce__(self) -> tuple[type[WorkflowError], tuple[str, str, str]]:
        return type(self), (self.where, self.what, self.hint)


class ConfigError(WorkflowError):
    """The project folder, its settings or the command line cannot be used as they are."""


class SourceError(WorkflowError):
    """A seed cannot be read: unknown type, wrong encoding, binary, empty or too large."""


class GlossaryError(WorkflowError):
    """A glossary file or row cannot be used."""


class CatalogError(WorkflowError):
    """A PO file cannot be read or written without risking what is in it."""


class ExchangeError(WorkflowError):
    """A file that was handed out for review cannot be taken back as it is."""


class TmxError(WorkflowError):
    """A TMX file cannot be read: damaged, unsafe, or something else."""


class PublishError(WorkflowError):
    """The site cannot be built or replaced."""


class EngineError(WorkflowError):
    """An engine failed while translating."""

    exit_code = 3


class EngineMissing(EngineError):
    """An engine, or the model it needs, is not installed."""


class PairUnavailable(EngineError):
    """No engine at hand translates from this language to that one."""
