"""Look after the translation memory: search it, exchange it, make it anew."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workflow.cli import console
from workflow.cli.counts import counted
from workflow.cli.options import Options, common, one_language, to_option
from workflow.cli.progress_bar import progress_bar
from workflow.model import say

if TYPE_CHECKING:
    from workflow.app.memory_upkeep import Found
    from workflow.errors import WorkflowError
    from workflow.memory import Memory
    from workflow.model import Project
    from workflow.protocols import Progress
    from workflow.wdiff import Change

_STYLES: Mapping[str, Mapping[str, Any]] = {
    "gone": {"fg": "red", "strikethrough": True},
    "new": {"fg": "green"},
}


@click.group("memory")
@common
def memory_command() -> None:
    """Look up what was translated before; import and export TMX.

    The memory follows from locales/: its PO files, and the TMX files in locales/memory/.
    """


@contextmanager
def _opened(
    options: Options, errors: list[WorkflowError]
) -> Iterator[tuple[Project, Memory, Progress]]:
    from workflow.app.memory_upkeep import opened_memory

    project = console.project_of(options)
    with (
        progress_bar(options) as progress,
        opened_memory(project, errors, progress) as memory,
    ):
        yield project, memory, progress


@memory_command.command(
    "search", epilog='Example: workflow memory search "He met the press." --to ko'
)
@click.argument("text")
@click.option("--from", "source", metavar="LANGUAGE", callback=one_language,
              help="Only sentences in this language, e.g. en.")  # fmt: skip
@to_option
@common
@click.pass_obj
def search(options: Options, /, text: str, source: str, targets: Sequence[str]) -> int:
    """Show how TEXT and sentences like it were translated before.

    From 75 % likeness on, with the difference; where numbers, a negation or a name differ, the
    score is lowered and the reason given.
    """
    from workflow.app.memory_upkeep import search_memory

    errors: list[WorkflowError] = []
    with _opened(options, errors) as (project, memory, _):
        found = search_memory(project, memory, text, source, targets)
    if options.json:
        console.print_json({"matches": [_as_json(each) for each in found], "errors": errors})
    elif found:
        for each in found:
            _print(each)
    else:
        console.inform(options, say("Nothing like it."))
    return console.finish(errors)


def _as_json(found: Found) -> dict[str, Any]:
    match = found.match
    return {
        "score": int(match.score),
        "similarity": round(match.similarity, 1),
        "changes": match.changes,
        "difference": found.difference,
        **{
            name: value
            for name, value in console.as_json(match.pair).items()
            if name not in ("before", "after")
        },
    }


def _print(found: Found) -> None:
    match = found.match
    pair = match.pair
    who = ", ".join(filter(None, (pair.state.value, pair.origin, pair.reviewer, pair.date)))
    where = f"{pair.path}:{pair.line}" if pair.line else pair.path
    console.echo(f"{int(match.score):3} %  {pair.language} → {pair.target}  {where}  ({who})")
    click.echo(f"       {_shown(found.difference)}")  # colours and all
    console.echo(f"       {pair.text}")
    for change in match.changes:
        console.echo(f"       ! {change}")


def _shown(difference: Sequence[Change]) -> str:
    from workflow.wdiff import marked

    if not sys.stdout.isatty() or "NO_COLOR" in os.environ:
        return console.visible(marked(difference))
    return "".join(
        click.style(console.visible(change.text), **_STYLES.get(change.kind, {}))
        for change in difference
    )


@memory_command.command("import", epilog="Example: workflow memory import agency.tmx")
@click.argument("path", type=click.Path(path_type=Path, exists=True, dir_okay=False),
                metavar="FILE.tmx")  # fmt: skip
@common
@click.pass_obj
def import_(options: Options, /, path: Path) -> int:
    """Take in another tool's memory; a copy is kept in locales/memory/.

    What it holds is used for drafts: nothing of it counts as approved here.
    """
    from workflow.app.memory_upkeep import import_memory

    errors: list[WorkflowError] = []
    with _opened(options, errors) as (project, memory, progress):
        found = import_memory(project, memory, path, progress)
    if options.json:
        numbers = {"translations": found.translations, "usable": found.usable}
        console.print_json({"file": found.place, **numbers, "errors": errors})
    count = counted(found.translations, "translation")
    console.inform(options, say("{translations} in {file}", translations=count, file=found.place))
    if not found.usable:
        said = say(
            "None is into a language of this project ({languages}): see xml:lang in the file.",
            languages=project.settings.targets,
        )
        console.inform(options, said)
    return console.finish(errors)


@memory_command.command("export", epilog="Example: workflow memory export house.tmx --to ko")
@click.argument("path", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE.tmx")
@click.option("--drafts", is_flag=True, help="Also what nobody has approved.")
@to_option
@common
@click.pass_obj
def export(options: Options, /, path: Path, targets: Sequence[str], *, drafts: bool) -> int:
    """Write what was approved to FILE.tmx, for other tools.

    It is TMX 1.4b, as OmegaT, Trados and others read it.
    """
    from workflow.app.memory_upkeep import export_memory

    errors: list[WorkflowError] = []
    with _opened(options, errors) as (_, memory, _):
        count = export_memory(memory, path, targets, drafts=drafts)
    if options.json:
        console.print_json({"file": path, "units": count, "errors": errors})
    console.inform(options, say("Wrote {units} to {path}", units=counted(count, "unit"), path=path))
    return console.finish(errors)


@memory_command.command("rebuild", epilog="Example: workflow memory rebuild")
@common
@click.pass_obj
def rebuild(options: Options, /) -> int:
    """Make the memory anew from the files in locales/. Needed only to free space."""
    errors: list[WorkflowError] = []
    with _opened(options, errors) as (_, memory, _):
        memory.rebuild()
        sentences, translations = memory.size()
    if options.json:
        console.print_json({"sentences": sentences, "translations": translations, "errors": errors})
    of = counted(sentences, "sentence")
    made = counted(translations, "translation")
    console.inform(options, say("{translations} of {sentences}", translations=made, sentences=of))
    return console.finish(errors)
