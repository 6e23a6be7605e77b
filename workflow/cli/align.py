"""An existing human translation, brought in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from workflow.cli import console
from workflow.cli.options import Options, common, reviewer_of, some_languages

if TYPE_CHECKING:
    from workflow.app.aligning import Alignment

_WIDTH = 48


@click.command(
    "align", epilog="Example: workflow align archive/visit.en.txt archive/visit.ko.txt --to ko"
)
@click.argument("source")
@click.argument("translation", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--to", "targets", metavar="LANGUAGE", callback=some_languages,
              help="The language of the translation, e.g. ko.")  # fmt: skip
@click.option(
    "--reviewer", metavar="'NAME <ADDRESS>'",
    help="Who vouches for the translation (default: git's user.name and user.email).",
)  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Only show which sentences would be paired.")
@common
@click.pass_obj
def align_command(
    options: Options,
    /,
    source: str,
    translation: Path,
    targets: tuple[str, ...],
    reviewer: str | None,
    *,
    dry_run: bool,
) -> int:
    """Bring in an existing translation, sentence by sentence.

    SOURCE is a seed, or a file that becomes one; TRANSLATION a .txt, .md or .html file. Its
    sentences come in as reviewed; pairs that are not sure become drafts that say why. What an
    editor has approved before stays as it is.
    """
    from workflow.app import aligning
    from workflow.config import find_project

    if len(targets) != 1:
        raise click.UsageError("Give the one language of the translation: --to ko.")
    project = find_project(options.folder)
    who = reviewer_of(project.root, reviewer)
    done = aligning.align(
        project, source, aligning.Translation(translation, targets[0], who), dry_run=dry_run
    )
    if options.json:
        console.print_json({**console.as_json(done), "counts": done.counts, "dry_run": dry_run})
    else:
        _show(options, done, everything=dry_run)
    return 0


def _show(options: Options, done: Alignment, *, everything: bool) -> None:
    """A table of what a person should look at, or of all pairs; then the counts."""
    rows = [
        (
            pair.line or "", pair.target_line or "", pair.shape, f"{pair.confidence:.0%}",
            pair.result, _short(pair.source), _short(pair.target), "; ".join(pair.doubts),
        )
        for pair in done.pairs
        if everything or pair.result not in ("reviewed", "same")
    ]  # fmt: skip
    if rows and not options.quiet:
        head = ("line", "there", "shape", "sure", "result", "source", "translation", "why")
        console.print_table(head, rows)
    counts = ", ".join(f"{count} {result}" for result, count in done.counts.items() if count)
    console.inform(options, f"{done.po}: {counts}{' (nothing was written)' if everything else ''}")


def _short(text: str) -> str:
    return text if len(text) <= _WIDTH else text[: _WIDTH - 1] + "…"
