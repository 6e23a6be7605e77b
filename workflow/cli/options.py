"""Define the options of every command, before or after its name: ``-C --json -q -v``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from workflow.app.state.sharding import Shard

_F = TypeVar("_F", bound=Callable[..., Any])


@dataclass(slots=True)
class Options:
    """The common options of one invocation."""

    folder: Path = Path()
    json: bool = False
    quiet: bool = False
    verbose: bool = False
    on: str = ""
    shard: Shard | None = None


def _keep(context: click.Context, parameter: click.Parameter, value: object) -> None:
    if value:
        setattr(context.ensure_object(Options), str(parameter.name), value)


def common(function: _F) -> _F:
    """Add the common options to a command; it finds them in ``@click.pass_obj``."""
    for option in (
        click.option("-v", "--verbose", is_flag=True, expose_value=False, is_eager=True,
                     callback=_keep, help="List what is otherwise counted; tracebacks of errors."),
        click.option("-q", "--quiet", is_flag=True, expose_value=False, is_eager=True,
                     callback=_keep, help="No progress and no summary; only results and errors."),
        click.option("--json", is_flag=True, expose_value=False, is_eager=True,
                     callback=_keep, help="Print one JSON document on standard output."),
        click.option("-C", "--project", "folder", type=click.Path(path_type=Path), metavar="DIR",
                     expose_value=False, is_eager=True, callback=_keep,
                     help="The project's folder (default: here or the nearest one above)."),
    ):  # fmt: skip
        function = option(function)
    return function


class WholeNumber(click.IntRange):
    """A whole number between bounds; an error calls it a number, not an "integer range"."""

    name = "whole number"


class Amount(click.FloatRange):
    """A number between bounds; an error calls it a number, not a "float range"."""

    name = "number"


def collected(kind: Callable[..., object]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give a command the common options and, in one value, its own options and arguments.

    Args:
        kind: makes the value: a data class whose fields are named as they are.
    """

    def taking(command: Callable[..., Any]) -> Callable[..., Any]:
        @click.pass_obj
        @wraps(command)
        def run(options: Options, /, **given: Any) -> Any:
            return command(options, kind(**given))

        return run

    return taking


def one_language(context: click.Context, parameter: click.Parameter, value: str | None) -> str:
    """Check an option's language; return its BCP 47 tag in our spelling.

    Empty if the option is not given.
    """
    from workflow.errors import ConfigError
    from workflow.languages import language

    try:
        return "" if value is None else language(value).tag
    except ConfigError as error:
        raise click.BadParameter(f"{error}. {error.hint}", context, parameter) from None


def source_language(context: click.Context, parameter: click.Parameter, value: str | None) -> str:
    """Check the language of ``--source`` like :func:`one_language`, or ``auto``."""
    return value if value == "auto" else one_language(context, parameter, value)


def some_languages(
    context: click.Context, parameter: click.Parameter, value: str | None
) -> tuple[str, ...]:
    """Check an option's languages, separated by commas; return BCP 47 tags, each once.

    None if the option is not given.
    """
    codes = value.split(",") if value is not None else []
    return tuple(dict.fromkeys(one_language(context, parameter, code) for code in codes))


#: ``[SEED]...``: seeds by path or name, or their PO files; all where none is named.
seeds_argument = click.argument("seeds", nargs=-1, metavar="[SEED]...", type=click.Path())
#: ``[PATH]...``: seeds, PO files, or folders of either.
paths_argument = click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path())

#: ``--to ko,zh-Hans``: the command gets a tuple of tags, empty for all the project's targets.
to_option = click.option(
    "--to",
    "targets",
    metavar="LANGUAGES",
    callback=some_languages,
    help="Only these target languages, e.g. ko,zh-Hans.",
)

#: ``--source LANG``: the command gets its tag or ``auto``, empty if it is not given.
source_option = click.option(
    "--source",
    metavar="LANG",
    callback=source_language,
    help="The language these seeds are written in, e.g. en; kept in their PO files. auto: forget"
    " what was kept.",
)


def _place_of_work(context: click.Context, parameter: click.Parameter, value: str | None) -> None:
    """Store the value of ``--on`` in the :class:`Options`, if it is given."""
    from workflow.setting_values import place_of_work

    try:
        _keep(context, parameter, value and place_of_work(value))
    except ValueError as error:
        raise click.BadParameter(str(error), context, parameter) from None


#: ``--on PLACE``: kept in the :class:`Options`.
on_option = click.option(
    "--on",
    metavar="PLACE",
    expose_value=False,
    callback=_place_of_work,
    help="local: use every processor available here; local:4: four of them. ray: translate on a"
    " cluster that is started here; ray://HOST:PORT: on the one whose `ray start --head` listens"
    " there, and of which this machine is a node.",
)


def _part_of_seeds(context: click.Context, parameter: click.Parameter, value: str | None) -> None:
    """Store the value of ``--shard`` in the :class:`Options`, if it is given."""
    from workflow.app.state import sharding

    try:
        _keep(context, parameter, value and sharding.parse(value))
    except ValueError:
        hint = "write two numbers: 2/6 is the second of six parts"
        raise click.BadParameter(hint, context, parameter) from None


#: ``--shard NUMBER/PARTS``: kept in the :class:`Options`.
shard_option = click.option(
    "--shard",
    metavar="NUMBER/PARTS",
    expose_value=False,
    callback=_part_of_seeds,
    help="Only the seeds of one part, 2/6 for the second of six, which follows from their names:"
    " several machines can each take one.",
)

#: ``--estimate``: what a command would cost.
estimate_option = click.option(
    "--estimate", is_flag=True,
    help="Only estimate tokens and cost; no engine is asked, nothing is written.",
)  # fmt: skip

#: ``--max-cost AMOUNT``: what it may cost.
max_cost_option = click.option(
    "--max-cost", type=Amount(0, min_open=True), metavar="AMOUNT",
    help="Stop before this run costs more than AMOUNT, in the currency of llm.price; "
    "what was answered so far is kept.",
)  # fmt: skip

#: ``--host ADDRESS``, of a server on this machine.
host_option = click.option(
    "--host",
    metavar="ADDRESS",
    default="127.0.0.1",
    show_default=True,
    help="The address to listen on.",
)


def port_option(default: int) -> Callable[[_F], _F]:
    """Make the option ``--port NUMBER``, of a server on this machine."""
    return click.option(
        "--port",
        metavar="NUMBER",
        type=WholeNumber(0, 65535),
        default=default,
        show_default=True,
        help="The port to listen on; 0 takes any free one.",
    )


def reviewer_of(folder: Path, named: str | None) -> str:
    """Return the reviewer: the one named, else git's user; empty if neither is known.

    Args:
        folder: the project's.
        named: ``--reviewer``, if it is given.
    """
    from workflow.store import git

    return " ".join((git.user(folder) if named is None else named).split())
