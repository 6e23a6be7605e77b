"""Work with git: merge PO files sentence by sentence."""

from __future__ import annotations

from pathlib import Path

import click

from workflow.cli import console
from workflow.cli.options import Options, common
from workflow.model import say


@click.group("git")
@common
def git_command() -> None:
    """Let git merge PO files sentence by sentence."""


@git_command.command("setup", epilog="Example: workflow git setup")
@common
@click.pass_obj
def setup(options: Options, /) -> int:
    """Tell git how to merge PO files: once in each clone.

    Then two people who approve different sentences never meet in a conflict, nor do those who
    decide the same. Where both decide one sentence differently, the file stays a PO file: the
    sentence is fuzzy, has both texts, and git says that there is a conflict.
    """
    from workflow.app.git_merging import set_up

    done = set_up(console.project_of(options))
    if options.json:
        console.print_json(done)
    console.inform(options, say("Git merges PO files sentence by sentence in this clone."))
    if done.added:
        said = say("Commit {file}; others run `workflow git setup`, too.", file=done.attributes)
        console.inform(options, said)
    return 0


@git_command.command(
    "merge-driver",
    epilog="Example: workflow git merge-driver base.po ours.po theirs.po locales/ko/a.po",
)
@click.argument("base", type=click.Path(path_type=Path, exists=True))
@click.argument("ours", type=click.Path(path_type=Path, exists=True))
@click.argument("theirs", type=click.Path(path_type=Path, exists=True))
@click.argument("path")
@common
@click.pass_obj
def merge_driver(options: Options, /, base: Path, ours: Path, theirs: Path, path: str) -> int:
    """Merge the PO file PATH for git, which gives three versions of it.

    What comes of it is written into OURS. Git runs this by itself once `workflow git setup` was
    run. The exit code is 1 if both sides decided a sentence differently.
    """
    from workflow.app.git_merging import merge_versions_on_disk

    conflicts = merge_versions_on_disk(base, ours, theirs, path)
    if options.json:
        console.print_json({"path": path, "conflicts": conflicts})
    for sentence in conflicts:
        said = say("{path}: decided differently on both sides: {sentence}", path=path,
                   sentence=sentence)  # fmt: skip
        console.echo(said, err=True)
    return 1 if conflicts else 0
