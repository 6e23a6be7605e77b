"""Writes the part of docs/reference.md that is made from the command line's own help.

``make reference`` runs it; a test says when that is due.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click

from workflow.cli import workflow

FILE = Path(__file__).parents[2] / "docs" / "reference.md"
_BEGIN, _END = "<!-- commands: made by `make reference` -->", "<!-- end of commands -->"
#: What every command takes; told once.
_COMMON = {"--help", "--json", "--project", "--quiet", "--verbose"}


def made(text: str) -> str:
    """Return the reference with the commands as they are now."""
    before, _, rest = text.partition(_BEGIN)
    _, _, after = rest.partition(_END)
    context = click.Context(workflow, info_name="workflow")
    parts = "\n\n".join(part for command in _commands(context) for part in _described(*command))
    return f"{before}{_BEGIN}\n\n{parts}\n\n{_END}{after}"


def _commands(context: click.Context) -> Iterator[tuple[click.Context, click.Command]]:
    """Yield every command that does something, in the order of the help."""
    group = context.command
    assert isinstance(group, click.Group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command
        inner = click.Context(command, info_name=name, parent=context)
        if isinstance(command, click.Group):
            yield from _commands(inner)
        else:
            yield inner, command


def _described(context: click.Context, command: click.Command) -> Iterator[str]:
    """Yield the paragraphs on one command."""
    yield f"### `{context.command_path}`"
    usage = " ".join(command.collect_usage_pieces(context))
    yield f"`{context.command_path} {usage}`"
    yield _prose(command.help or "")
    if rows := [_row(context, each) for each in command.params if not _is_common(each)]:
        yield "\n".join(("| option | |", "|---|---|", *filter(None, rows)))
    if command.epilog:
        example = command.epilog.removeprefix("Example:").strip()
        yield f"For example: `{example}`"


def _is_common(parameter: click.Parameter) -> bool:
    return isinstance(parameter, click.Argument) or not _COMMON.isdisjoint(parameter.opts)


def _row(context: click.Context, parameter: click.Parameter) -> str:
    record = parameter.get_help_record(context)
    if not record:
        return ""
    option, words = (each.replace("|", "\\|") for each in record)
    return f"| `{option}` | {words} |"


def _prose(text: str) -> str:
    """Return paragraphs of help, each on one line."""
    return "\n\n".join(re.sub(r"\s+", " ", each).strip() for each in text.split("\n\n"))


if __name__ == "__main__":
    FILE.write_text(made(FILE.read_text("utf-8")), "utf-8")
