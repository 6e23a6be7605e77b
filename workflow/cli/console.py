"""Print what commands say: results on standard output, progress and errors on standard error."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import fields, is_dataclass, replace
from functools import cache
from itertools import takewhile
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

import click

from workflow.cli.options import Options
from workflow.errors import Unforeseen, WorkflowError
from workflow.languages import normalize
from workflow.languages.characters import OBEYED
from workflow.model import Message
from workflow.model.messages import Localizer, tell
from workflow.protocols import Progress, silent

if TYPE_CHECKING:
    from rich.progress import TaskID

    from workflow.model import Finding, Project

#: What to say where there is nothing to work on.
NO_SEEDS = "No seeds yet: put articles (.txt .md .html) into seeds/."
#: Seconds between two plain progress lines where there is no terminal.
_LINE_EVERY = 5.0


def visible(text: str) -> str:
    r"""Make a text fit for a terminal: file names and sentences come from anywhere.

    >>> visible("a\x1b[2Jb")
    'a\\x1b[2Jb'
    """
    return OBEYED.sub(lambda found: ascii(found[0])[1:-1], text)


def echo(text: str, *, err: bool = False) -> None:
    """Print a line, on standard output or error, with nothing in it that a terminal obeys."""
    click.echo(visible(text), err=err)


def _languages() -> tuple[str, ...]:
    """Return the codes of the user's languages, the one liked best first; none for English.

    They are chosen as by gettext's tools: LC_ALL, LC_MESSAGES or LANG, the first that is set, and
    unless that is C, the languages that LANGUAGE lists before it (GNU gettext manual, "Locale
    Environment Variables" and "The LANGUAGE variable").
    """
    locale = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "C")
    if locale.partition(".")[0] in ("C", "POSIX"):
        return ()
    codes = filter(None, (*os.environ.get("LANGUAGE", "").split(":"), locale))
    return tuple(takewhile(lambda code: not code.startswith("en"), codes))


@cache
def _words(codes: tuple[str, ...]) -> Localizer | None:
    """Return the messages of the first of some languages that has any; None where none has."""
    from workflow.interface_words import Words, messages

    for code in codes:
        with suppress(WorkflowError):  # no language, or a faulty PO file
            if table := messages(normalize(code)):
                return Words(normalize(code), table)
    return None


def told(text: str) -> str:
    """Return a message in the user's language; any other text as it is."""
    codes = _languages() if isinstance(text, Message) else ()
    words = _words(codes) if codes else None
    return tell(text, words) if words else text


def print_error(error: WorkflowError) -> None:
    """Print ``workflow: error: WHERE: WHAT`` and the hint on a line of its own."""
    _print_report("error", error)


def print_warning(warning: WorkflowError) -> None:
    """Print ``workflow: warning: WHERE: WHAT`` and the hint on a line of its own."""
    _print_report("warning", warning)


def _print_report(kind: str, report: WorkflowError) -> None:
    echo(f"workflow: {kind}: {report.where}: {told(report.what)}", err=True)
    if report.hint:
        echo(f"  hint: {told(report.hint)}", err=True)


def unique(errors: Sequence[WorkflowError]) -> list[WorkflowError]:
    """Keep each error once, in order."""
    return list({str(error): error for error in errors}.values())


def finish(errors: Sequence[WorkflowError], told: Collection[str] = ()) -> int:
    """Print what went wrong, each error once; return the gravest one's exit code, or 0.

    Args:
        errors: all of them.
        told: places (``path:line``) whose errors a finding has told already.
    """
    options = click.get_current_context().find_object(Options)
    for error in unique([each for each in errors if each.where not in told]):
        print_error(error)
        if options and options.verbose and isinstance(error, Unforeseen):
            echo(error.trace, err=True)
    return max((error.exit_code for error in errors), default=0)


def as_json(value: Any) -> Any:
    """Make plain JSON data of the workflow's own types; of errors where, what and hint.

    In a list of errors each stands once: a file may be looked at several times.
    """
    from workflow.model import Finding

    if isinstance(value, WorkflowError):
        return {"where": value.where, "what": value.what, "hint": value.hint}
    if isinstance(value, Finding):
        shown = ("check", "severity", "path", "line", "message", *(("fix",) if value.fix else ()))
        return {name: getattr(value, name) for name in shown}
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: as_json(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dict):
        return {str(key): as_json(item) for key, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        errors = [item for item in value if isinstance(item, WorkflowError)]
        return [as_json(item) for item in (unique(errors) if errors else value)]
    return str(value) if isinstance(value, Path) else value


def finding_line(finding: Finding, layout: str = "text") -> str:
    """Word a finding: ``path:line: severity: message [check]``, or for GitHub Actions."""
    where = f"{finding.path}:{finding.line}"
    if layout == "github":
        place = f"file={_property(finding.path)},line={finding.line}"
        title = _property(finding.check)
        return f"::{finding.severity} {place},title={title}::{_data(told(finding.message))}"
    return f"{where}: {finding.severity}: {told(finding.message)} [{finding.check}]"


def tell_missing(options: Options, missing: Sequence[Finding]) -> int:
    """Print what people have decided and PO files have lost; return 1 if anything, or 0."""
    if missing and not options.json:
        for finding in missing:
            echo(finding_line(finding))
        what = counted(len(missing), "decision")
        inform(options, f"{what} missing: `workflow restore` brings back what a PO file has lost.")
    return int(bool(missing))


def _data(text: str) -> str:
    """Write text as a workflow command of GitHub Actions takes it (actions/toolkit, command.ts)."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def print_json(value: Any) -> None:
    """Print one JSON document; half a character is written as JSON's escape of it."""
    text = json.dumps(as_json(value), ensure_ascii=False, indent=2)
    click.echo(text.encode("utf-8", "backslashreplace").decode())


def inform(options: Options, text: str) -> None:
    """Print a line for a person: not with ``-q``, and not where a machine reads."""
    if not options.quiet and not options.json:
        echo(text)


def counted(count: int, noun: str) -> str:
    """Word a count with its noun.

    >>> counted(1, "finding"), counted(1200, "retry")
    ('1 finding', '1,200 retries')
    """
    if count == 1:
        return f"1 {noun}"
    return f"{count:,} {noun.removesuffix('y')}ies" if noun.endswith("y") else f"{count:,} {noun}s"


def print_table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print columns as wide as they need, numbers to the right, cut to the terminal."""
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, header_style="bold", pad_edge=False)
    numeric = [
        bool(rows) and all(isinstance(row[i], int) for row in rows) for i in range(len(head))
    ]
    for title, right in zip(head, numeric, strict=True):
        table.add_column(title, justify="right" if right else "left", overflow="fold")
    for row in rows:
        table.add_row(*(visible(str(cell)) for cell in row))
    terminal = Console(file=sys.stdout, highlight=False, markup=False, emoji=False)
    if not terminal.is_terminal:
        terminal.width = 10_000
    terminal.print(table)


def project_of(options: Options) -> Project:
    """Find the project that a command line means, with what it says about the place of work."""
    from workflow.config import find_project

    project = find_project(options.folder)
    on = options.on or project.settings.on
    return replace(project, settings=replace(project.settings, on=on))


def find_work(
    options: Options,
    seeds: Sequence[str],
    targets: Sequence[str],
    engine: str | None = None,
    *,
    take_in: bool = False,
) -> tuple[Project, Sequence[Path], Sequence[str]]:
    """Find the project, the seeds and the target languages that a command line means.

    ``take_in``: a file from elsewhere becomes a seed; for commands that write into the project.
    """
    from workflow.app import seed_files
    from workflow.config import with_engine
    from workflow.store.locks import locks_of_one_machine

    project = with_engine(project_of(options), engine)
    paths = seed_files.select(project, seeds, take_in=take_in)
    if options.shard:
        locks_of_one_machine(project.root)
        paths = options.shard.of(project, paths)
    others = [tag for tag in targets if tag not in project.settings.targets]
    if take_in and others:
        inform(
            options,
            f"Not among the project's targets: {', '.join(others)}. Without --to, no command works"
            " on it, and no page shows it.",
        )
    return project, paths, targets or project.settings.targets


def things(done: int, total: int) -> str:
    """Word how much is done, where things are counted.

    >>> things(3, 20)
    '3/20'
    """
    return f"{done}/{total}"


def megabytes(done: int, total: int) -> str:
    """Word how much is done, where bytes are counted.

    >>> megabytes(350_000_000, 1_117_320_768)
    '350/1,117 MB'
    """
    return f"{done / 1e6:,.0f}/{total / 1e6:,.0f} MB"


@contextmanager
def progress(options: Options, amount: Callable[[int, int], str] = things) -> Iterator[Progress]:
    """Show how far work is: a bar on a terminal, a line now and then elsewhere.

    ``amount`` words what is done: :func:`things` or :func:`megabytes`.
    """
    if options.quiet:
        yield silent
    elif sys.stderr.isatty():
        with _Bar(amount) as bar:
            yield bar.update
    else:
        yield _Lines(amount).update


class _Bar:
    """A bar with a percentage, a count and the time left; each label gets its own line."""

    def __init__(self, amount: Callable[[int, int], str]) -> None:
        from rich import progress as rich
        from rich.console import Console

        columns = (
            rich.TextColumn("{task.description}", markup=False),  # it may name a file
            rich.BarColumn(),
            rich.TextColumn("{task.fields[amount]}"),
            rich.TimeRemainingColumn(elapsed_when_finished=True),
        )
        self._bars = rich.Progress(*columns, console=Console(stderr=True))
        self._tasks: dict[str, TaskID] = {}
        self._amount = amount

    def __enter__(self) -> _Bar:
        self._bars.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bars.stop()

    def update(self, done: int, total: int, label: str) -> None:
        """Move the bar of ``label`` to ``done`` of ``total``; nothing to do needs no bar."""
        if not total:
            return
        if label not in self._tasks:
            self._tasks[label] = self._bars.add_task(visible(label), total=total, amount="")
        amount = self._amount(done, total)
        self._bars.update(self._tasks[label], completed=done, total=total, amount=amount)


class _Lines:
    """Plain lines: when something begins, every few seconds, and when it is done.

    Each line tells of all that is under way, so that it can be read without the others.
    """

    def __init__(self, amount: Callable[[int, int], str]) -> None:
        self._amount = amount
        self._under_way: dict[str, str] = {}
        self._done: set[str] = set()
        self._next = 0.0

    def update(self, done: int, total: int, label: str) -> None:
        """Print how far work is, if it is time; nothing to do needs no line."""
        now, ends = monotonic(), done == total
        if not total or (ends and label in self._done):
            return
        begins = label not in self._under_way
        self._under_way[label] = f"{label}: {self._amount(done, total)}"
        if begins or ends or now >= self._next:
            echo("; ".join(self._under_way.values()), err=True)
            self._next = now + _LINE_EVERY
        if ends:
            del self._under_way[label]
        (self._done.add if ends else self._done.discard)(label)
