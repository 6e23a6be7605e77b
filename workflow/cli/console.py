"""Print what commands report: results on standard output, errors on standard error."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import fields, is_dataclass, replace
from functools import cache
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workflow.cli.counts import counted
from workflow.cli.options import Options
from workflow.errors import Unforeseen, WorkflowError
from workflow.languages import normalize
from workflow.languages.characters import OBEYED
from workflow.model import Message, say
from workflow.model.messages import Localizer, localize

if TYPE_CHECKING:
    from rich.table import Table

    from workflow.app.state.project_state import Work
    from workflow.model import Finding, Project

#: The hint if there is nothing to work on.
NO_SEEDS = say("No seeds yet: put articles (.txt .md .html) into seeds/.")
#: How wide what is no terminal is.
_WIDE = 10_000
#: How many errors with the same message are printed one by one.
_SHOWN_ALIKE = 10


def visible(text: str) -> str:
    r"""Escape what a terminal would obey: file names and sentences come from anywhere.

    >>> visible("a\x1b[2Jb")
    'a\\x1b[2Jb'
    """
    return OBEYED.sub(lambda found: ascii(found[0])[1:-1], text)


def echo(text: str, *, err: bool = False) -> None:
    """Print an escaped line on standard output or error, a message in the user's language."""
    click.echo(visible(localized(text)), err=err)


def _languages() -> tuple[str, ...]:
    """Return the codes of the user's languages, the preferred one first; none for English.

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
    """Return the messages of the first of some languages that has any, or None."""
    from workflow.interface_words import Words, messages

    for code in codes:
        with suppress(WorkflowError):  # no language, or a faulty PO file
            if table := messages(normalize(code)):
                return Words(normalize(code), table)
    return None


def localized(value: object) -> str:
    """Return a message in the user's language; any other value as it is."""
    codes = _languages() if isinstance(value, Message) else ()
    words = _words(codes) if codes else None
    return localize(value, words) if words else str(value)


def print_error(error: WorkflowError) -> None:
    """Print ``workflow: error: WHERE: WHAT`` and the hint on a line of its own."""
    _print_report("error", error)


def print_warning(warning: WorkflowError) -> None:
    """Print ``workflow: warning: WHERE: WHAT`` and the hint on a line of its own."""
    _print_report("warning", warning)


def _print_report(kind: str, report: WorkflowError) -> None:
    echo(f"workflow: {kind}: {report.where}: {localized(report.what)}", err=True)
    if report.hint:
        echo(f"  hint: {localized(report.hint)}", err=True)


def unique(errors: Sequence[WorkflowError]) -> list[WorkflowError]:
    """Keep each error once, in order."""
    return list({str(error): error for error in errors}.values())


def finish(errors: Sequence[WorkflowError], reported: Collection[str] = ()) -> int:
    """Print the errors, each once, and return the exit code of the gravest one, or 0.

    Of errors that say the same of different places (a full disk: each file that could not be
    written) only the first ten are printed, then how many more there are; all of them with ``-v``.
    Their hints may differ: some name the place.

    Args:
        errors: all of them.
        reported: places (``path:line``) whose errors a finding has reported already.
    """
    options = click.get_current_context().find_object(Options)
    verbose = bool(options and options.verbose)
    alike: Counter[str] = Counter()
    for error in unique([each for each in errors if each.where not in reported]):
        alike[error.what] += 1
        if verbose or alike[error.what] <= _SHOWN_ALIKE:
            print_error(error)
        if verbose and isinstance(error, Unforeseen):
            echo(error.trace, err=True)
    if not verbose:
        _print_more(alike)
    return max((error.exit_code for error in errors), default=0)


def _print_more(alike: Counter[str]) -> None:
    """Print how many more places each error was left out for."""
    for what, count in alike.items():
        if count > _SHOWN_ALIKE:
            more = counted(count - _SHOWN_ALIKE, "more place")
            left = say("{what} (-v names each)", what=what)
            echo(f"workflow: error: {localized(more)}: {localized(left)}", err=True)


def as_json(value: Any) -> Any:
    """Convert the workflow's own types to plain JSON data.

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
    """Format a finding: ``path:line: severity: message [check]``, or for GitHub Actions."""
    where = f"{finding.path}:{finding.line}"
    if layout == "github":
        place = f"file={_property(finding.path)},line={finding.line}"
        title = _property(finding.check)
        return f"::{finding.severity} {place},title={title}::{_data(localized(finding.message))}"
    return f"{where}: {finding.severity}: {localized(finding.message)} [{finding.check}]"


def print_missing(options: Options, missing: Sequence[Finding]) -> int:
    """Print the lost decisions of PO files; return 1 if there are any, or 0."""
    if missing and not options.json:
        for finding in missing:
            echo(finding_line(finding))
        said = say("{decisions} missing: `workflow restore` brings back what a PO file has lost.",
                   decisions=counted(len(missing), "decision"))  # fmt: skip
        inform(options, said)
    return int(bool(missing))


def _data(text: str) -> str:
    """Escape text for a workflow command of GitHub Actions (actions/toolkit, command.ts)."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def orphaned(path: str) -> Message:
    """Say that a PO file has no seed."""
    return say("{path}: its seed is gone; the file is kept.", path=path)


def print_json(value: Any) -> None:
    """Print one JSON document; a lone surrogate is written as a JSON escape."""
    text = json.dumps(as_json(value), ensure_ascii=False, indent=2)
    click.echo(text.encode("utf-8", "backslashreplace").decode())


def inform(options: Options, text: str) -> None:
    """Print a line for a person: not with ``-q``, and not with ``--json``."""
    if not options.quiet and not options.json:
        echo(text)


def print_table(
    head: Sequence[str], rows: Sequence[Sequence[object]], *, apart: bool = False
) -> None:
    """Print columns as wide as they need, right-aligning numbers, cut to the terminal.

    Args:
        head: the titles of the columns.
        rows: a cell for each.
        apart: where the terminal is too narrow for all, the first column stands above the others.
    """
    from rich.console import Console

    terminal = Console(file=sys.stdout, highlight=False, markup=False, emoji=False)
    narrow = terminal.width if terminal.is_terminal else _WIDE
    terminal.width = _WIDE
    table = _table(head, rows)
    if not apart or terminal.measure(table).maximum <= narrow:
        terminal.width = narrow
        terminal.print(table)
        return
    with terminal.capture() as captured:
        terminal.print(_table(head[1:], [row[1:] for row in rows], gap=1))
    titles, *lines = captured.get().split("\n")
    terminal.out(titles, highlight=False)
    above: object = None
    for row, line in zip(rows, lines, strict=False):
        if row[0] != above:
            terminal.print(visible(str(row[0])))
        terminal.out(line, highlight=False)
        above = row[0]


def _table(head: Sequence[str], rows: Sequence[Sequence[object]], gap: int = 2) -> Table:
    from rich.table import Table

    table = Table(box=None, header_style="bold", pad_edge=False, padding=(0, gap - 1, 0, 1))
    for at, title in enumerate(head):
        right = bool(rows) and all(isinstance(row[at], int) for row in rows)
        table.add_column(localized(title), justify="right" if right else "left", overflow="fold")
    for row in rows:
        table.add_row(*(visible(localized(cell)) for cell in row))
    return table


def project_of(options: Options) -> Project:
    """Find the project of a command line, with its options for workers and shards."""
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
) -> Work:
    """Find the project, the seeds and the target languages of a command line.

    ``take_in``: a file from elsewhere becomes a seed; for commands that write into the project.
    """
    from workflow.app.state import seed_files
    from workflow.app.state.project_state import Work
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
            say(
                "Not among the project's targets: {targets}. Without --to, no command works on it,"
                " and no page shows it.",
                targets=others,
            ),
        )
    return Work(project, paths, targets or project.settings.targets)


def find_translations(
    options: Options, paths: Sequence[str], targets: Sequence[str]
) -> tuple[Work, Sequence[str]]:
    """Find the translations of a command line, which may name PO files.

    Returns:
        What to look at, and the PO files among those named whose seed is gone.
    """
    from workflow.app.state import seed_files

    gone = seed_files.orphans(project_of(options), paths)
    left = [path for path in paths if path not in gone]
    work = find_work(options, left, targets)
    work = replace(work, locales=seed_files.locales_of(work.project, left))
    if gone and not left:
        work = replace(work, paths=())
    return work, [file for files in gone.values() for file in files]
