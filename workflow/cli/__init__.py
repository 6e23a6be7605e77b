"""Run the ``workflow`` command.

Exit codes: 0 clean, 1 findings, 2 bad usage, configuration or input, 3 an engine or model is
missing or failed, 130 interrupted (with Ctrl-C, by SIGTERM, or because the terminal closed).
"""

from __future__ import annotations

import sys
import traceback
from contextlib import suppress
from difflib import get_close_matches
from importlib import import_module
from io import TextIOWrapper
from typing import Any, cast

import click

from workflow import __version__
from workflow.cli.console import print_error, print_json
from workflow.cli.options import Options, common
from workflow.errors import WorkflowError
from workflow.model import say
from workflow.store.interrupts import signals_as_interrupts
from workflow.store.processors import collect_seldom

#: Command → module of this package; a module is imported only when its command is used or listed.
_COMMANDS = {
    "init": "commands_project",
    "fetch": "commands_fetch",
    "run": "commands_daily",
    "detect": "commands_daily",
    "sync": "commands_daily",
    "translate": "commands_daily",
    "check": "commands_check",
    "status": "commands_project",
    "review": "commands_review",
    "sentences": "commands_sentences",
    "restore": "commands_check",
    "publish": "commands_site",
    "serve": "commands_site",
    "exchange": "commands_exchange",
    "glossary": "commands_glossary",
    "memory": "commands_memory",
    "align": "commands_exchange",
    "git": "commands_git",
    "engines": "commands_engines",
    "score": "commands_score",
}


_SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class _Commands(click.Group):
    """Commands in the order in which they are used, imported on demand."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module = import_module(f"workflow.cli.{_COMMANDS[cmd_name]}")
        return cast("click.Command", getattr(module, f"{cmd_name}_command"))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            close = get_close_matches(args[0], _COMMANDS, 1)
            if not close:
                raise
            raise click.UsageError(f"{error.message} Did you mean {close[0]!r}?", ctx) from None

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command, reporting wrong options like any other error."""
        try:
            return super().invoke(ctx)
        except click.UsageError as error:
            name = ctx.invoked_subcommand
            command = self.get_command(ctx, name) if name else None
            if error.ctx is None and command:
                error.ctx = click.Context(command, ctx, name)
            raise


@click.group(cls=_Commands, context_settings=_SETTINGS)
@common
@click.version_option(__version__, prog_name="workflow")
@click.pass_context
def workflow(context: click.Context) -> None:
    """Translate articles with your glossary, review them as PO files, publish them side by side.

    `workflow init` makes a project; put articles into seeds/; `workflow run` does the rest.
    """
    context.ensure_object(Options)


def main() -> None:
    """Run the command line and exit with its code."""
    options = Options()
    collect_seldom()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # of any encoding: what it lacks is escaped
            stream.reconfigure(errors="backslashreplace")
    try:
        with signals_as_interrupts():
            code = workflow.main(prog_name="workflow", standalone_mode=False, obj=options)
    except click.exceptions.Exit as exit_:
        code = exit_.exit_code
    except (KeyboardInterrupt, click.Abort):
        code = _stopped(options)
    except Exception as error:  # the last resort: a person never sees a traceback unasked
        code = _report(error, options)
    sys.exit(code if isinstance(code, int) else 0)


def _stopped(options: Options) -> int:
    """Say that the command was interrupted, unless the terminal is gone; return its exit code."""
    stop = WorkflowError("workflow", say("interrupted; what was finished is saved"))
    with suppress(OSError):
        click.echo(stop, err=True)
    _print_document(stop, options)
    return 130


def _report(error: Exception, options: Options) -> int:
    """Print an error that ends a command; return its exit code."""
    if options.verbose:
        traceback.print_exception(error)
    if isinstance(error, click.UsageError):
        command = error.ctx.command_path if error.ctx else "workflow"
        bare = isinstance(error, click.exceptions.NoArgsIsHelpError)  # its message is the help
        what = "Missing command." if bare else error.format_message()
        error = WorkflowError(command, what, say("See `{command} --help`.", command=command))
    elif isinstance(error, click.ClickException):
        error = WorkflowError("command line", error.format_message())
    elif isinstance(error, OSError):
        error = WorkflowError(
            error.filename or "system",
            error.strerror or str(error),
            say("Check that the folder exists, is writable, and the disk has room."),
        )
    elif not isinstance(error, WorkflowError):
        error = WorkflowError(
            "internal error",
            f"{type(error).__name__}: {error}",
            say("This is a defect: run again with -v and report what it prints."),
        )
    print_error(error)
    _print_document(error, options)
    return error.exit_code


def _print_document(error: WorkflowError, options: Options) -> None:
    """Print an error that ends a command as its JSON document, if JSON is wanted.

    The words are looked at too: click stops reading them at the first mistake.
    """
    if options.json or "--json" in sys.argv[1:]:
        with suppress(OSError):  # standard output may be what has failed
            print_json({"errors": [error]})
