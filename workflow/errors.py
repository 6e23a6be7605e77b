"""Define the errors a user can meet.

::

    WorkflowError            exit code 2
    ├── ConfigError          the project or its settings
    ├── SourceError          a seed that cannot be read
    ├── FetchError           an address from which no article can be had
    │   └── NoArticle        nor is one to be expected there
    ├── GlossaryError        a glossary row or file
    ├── CatalogError         a PO file
    ├── ExchangeError        a file handed out for review, or come back
    ├── TmxError             a translation memory in TMX
    ├── PublishError         the site
    ├── Unforeseen           a defect of this program, or of a plugin, that one file has shown
    └── EngineError          exit code 3
        ├── EngineMissing    an engine or its model is not installed
        ├── PairUnavailable  no engine serves this language pair
        └── ModelFileError   a model that the user gives; exit code 2

Every error says *where* it happened, *what* is wrong and, as a hint, *how to mend it*.
:func:`contained` makes whatever goes wrong at one file that file's error, so that a command goes on
with the others.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable
from types import TracebackType

from workflow.model import Message, say


class WorkflowError(Exception):
    """Something the user has to know: bad usage, configuration or input.

    Args:
        where: the file (``path`` or ``path:line``), option or engine concerned.
        what: what is wrong, one sentence without a final full stop: ``say("is empty")``, so that
            the review tells it in the reader's language; a plain string stays as it is.
        hint: how to mend it, one sentence, likewise; empty when there is nothing to advise.
    """

    exit_code = 2

    def __init__(self, where: object, what: str, hint: str = "") -> None:
        super().__init__(f"{where}: {what}")
        self.where = str(where)
        self.what = what
        self.hint = hint

    def __reduce__(self) -> tuple[type[WorkflowError], tuple[str, ...]]:
        return type(self), (self.where, self.what, self.hint)


class ConfigError(WorkflowError):
    """The project folder, its settings or the command line cannot be used as they are."""


class SourceError(WorkflowError):
    """A seed cannot be read: unknown type, wrong encoding, binary, empty or too large."""


class FetchError(WorkflowError):
    """An article or a feed cannot be had from its address: unreachable, refused, or no article."""


class NoArticle(FetchError):
    """An address holds no article, and never will: it is gone, refused, or something else."""


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


class ModelFileError(EngineError):
    """A model file or address that the user gives cannot be used: damaged, unsafe, another kind."""

    exit_code = WorkflowError.exit_code


class Unforeseen(WorkflowError):
    """A defect of this program, or of a plugin, met at one file; ``trace`` is its traceback."""

    def __init__(self, where: object, what: str, hint: str, trace: str = "") -> None:
        super().__init__(where, what, hint)
        self.trace = trace

    def __reduce__(self) -> tuple[type[WorkflowError], tuple[str, ...]]:
        return type(self), (self.where, self.what, self.hint, self.trace)


def install_hint(extra: str) -> Message:
    """Say how to install the libraries of an extra of this package."""
    command = f"python -m pip install 'translation-workflow[{extra}]'"
    return say("Run: {command}", command=command)


def fault(where: object, error: Exception) -> WorkflowError:
    """Turn any exception about a file into an error that names the file."""
    if isinstance(error, WorkflowError):
        return error
    if isinstance(error, OSError) and error.strerror:
        place = where if error.filename in (None, str(where)) else f"{where} ({error.filename})"
        return WorkflowError(
            place, Message(error.strerror), say("Check the file, its folder and free space.")
        )
    return Unforeseen(
        where,
        say("cannot be worked on ({reason})", reason=_reason(error)),
        say("This is a defect: run again with -v and report what it prints. Other files go on."),
        "".join(traceback.format_exception(error)),
    )


def check_fault(where: object, name: str, package: str, error: Exception) -> WorkflowError:
    """Turn any exception in a check into an error that names the check and its package."""
    if isinstance(error, WorkflowError):
        return error
    return Unforeseen(
        where,
        say(
            "the check {name} of {package} fails ({reason})",
            name=repr(name),
            package=package,
            reason=_reason(error),
        ),
        say(
            "This is a defect of {package}: run again with -v and report what it prints. "
            "Other checks go on.",
            package=package,
        ),
        "".join(traceback.format_exception(error)),
    )


def _reason(error: Exception) -> str:
    said = " ".join(str(error).split())[:200]
    return f"{type(error).__name__}{': ' if said else ''}{said}"


class contained:  # noqa: N801 - as contextlib.suppress
    """Turns exceptions in a ``with`` statement into one file's error, and goes on.

    Also what nobody has foreseen: it is that file's. An interruption passes.

    Args:
        where: what messages call the file; an error that names a place itself keeps it.
        tell: is given the error.
        passing: errors that concern more than this file.
    """

    def __init__(
        self,
        where: object,
        tell: Callable[[WorkflowError], object],
        passing: tuple[type[Exception], ...] = (),
    ) -> None:
        self._where = where
        self._tell = tell
        self._passing = passing

    def __enter__(self) -> None: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        if not isinstance(error, Exception) or isinstance(error, self._passing):
            return False
        self._tell(fault(self._where, error))
        return True


def pass_over(error: WorkflowError) -> None:
    """Ignore an error that is reported elsewhere."""
