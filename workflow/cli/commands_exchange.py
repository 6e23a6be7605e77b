"""Hand a locale out for review, take it back, and bring in existing translations."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from workflow.cli import console
from workflow.cli.counts import counted
from workflow.cli.options import (
    Options,
    common,
    reviewer_of,
    seeds_argument,
    some_languages,
    to_option,
)
from workflow.cli.progress_bar import progress_bar
from workflow.model import say

if TYPE_CHECKING:
    from workflow.app.aligning import Alignment
    from workflow.app.exchange_import import Imported
    from workflow.errors import WorkflowError

#: Where exported files go, in the project, unless ``--output`` says otherwise.
_FOLDER = "review"
_FORMATS = ("xliff", "xliff2", "csv", "xlsx", "html")


@click.group("exchange")
@common
def exchange_command() -> None:
    """Hand a locale out for review, and take it back."""


@exchange_command.command(
    "export",
    epilog="Example: workflow exchange export meeting --to ko --format xlsx",
)
@seeds_argument
@to_option
@click.option(
    "--format", "form", type=click.Choice(_FORMATS), default="xliff", show_default=True,
    help="xliff (1.2) and xliff2 (2.0) for CAT tools; csv, xlsx and html for everyone else.",
)  # fmt: skip
@click.option("--output", "output", type=click.Path(path_type=Path, file_okay=False),
              metavar="DIR",
              help="Where the files go, one a seed (default: the project's review/).")  # fmt: skip
@common
@click.pass_obj
def export(
    options: Options,
    /,
    seeds: tuple[str, ...],
    targets: tuple[str, ...],
    form: str,
    output: Path | None,
) -> int:
    """Write what is to be reviewed, with context, terms and comments."""
    from workflow.app import exchange_export

    work = console.find_work(options, seeds, targets)
    folder = work.project.root / _FOLDER if output is None else output
    errors: list[WorkflowError] = []
    files: list[Path] = []
    sentences = 0
    with progress_bar(options) as progress:
        for target in work.targets:
            handout = exchange_export.Handout(target, form, folder)
            exported = exchange_export.export_locale(work, handout, progress)
            files += exported.files
            errors += exported.errors
            sentences += exported.sentences
    errors = console.unique(errors)
    if options.json:
        console.print_json({"files": files, "sentences": sentences, "errors": errors})
    for file in files:
        console.inform(options, str(file))
    if files or not errors:
        said = say(
            "{sentences} in {files}",
            sentences=counted(sentences, "sentence"),
            files=counted(len(files), "file"),
        )
        console.inform(options, said)
    return console.finish(errors)


@exchange_command.command(
    "import",
    epilog="Example: workflow exchange import review/*.xlsx --reviewer 'Kim <kim@example.org>'",
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...",
                type=click.Path(path_type=Path))  # fmt: skip
@click.option(
    "--format", "form", type=click.Choice(_FORMATS), default=None,
    help="Take only files of this format (default: of any; the file itself says which).",
)  # fmt: skip
@click.option(
    "--reviewer", metavar="'NAME <ADDRESS>'",
    help="Who approved what the files call reviewed (default: git's user.name and user.email).",
)  # fmt: skip
@common
@click.pass_obj
def import_(
    options: Options, /, files: tuple[Path, ...], form: str | None, reviewer: str | None
) -> int:
    """Take reviewed files back; exit code 1 if something is refused.

    Where somebody has changed a sentence in the meantime, both translations are kept.
    """
    from workflow.app import exchange_import

    project = console.project_of(options)
    who = reviewer_of(project.root, reviewer)
    with progress_bar(options) as progress:
        imported = exchange_import.import_files(project, files, who, progress, form or "")
    imported.errors = console.unique(imported.errors)
    if options.json:
        console.print_json(imported)
    else:
        _show(options, imported)
    return console.finish(imported.errors) or int(bool(imported.refused))


def _show(options: Options, imported: Imported) -> None:
    if imported.changes and not options.quiet:
        console.print_table(
            (
                say("file"),
                say("catalog"),
                say("approved"),
                say("edited"),
                say("reopened"),
                say("unchanged"),
            ),
            [(c.file, c.po, c.approved, c.edited, c.reopened, c.same) for c in imported.changes],
        )
    for refusal in imported.refused:
        console.echo(f"{refusal.where}: {console.localized(refusal.reason)}")
        console.echo(f"  {refusal.source}")
        if refusal.text:
            console.echo(f"  {refusal.text}")
        for comment in refusal.comments:
            console.echo(f"  # {comment}")
        if refusal.kept:
            kept = say("kept {text}", text=refusal.kept)
            console.echo(f"  {console.localized(kept)}")
    if imported.refused:
        console.inform(options, say("{n} refused", n=len(imported.refused)))


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
    editor has approved before stays as it is; where the file says something else, that is the
    result "alternative", and stands beside it in the PO file.
    """
    from workflow.app import aligning

    if len(targets) != 1:
        raise click.UsageError("Give the one language of the translation: --to ko.")
    project = console.project_of(options)
    who = reviewer_of(project.root, reviewer)
    done = aligning.align(
        project, source, aligning.Translation(translation, targets[0], who), dry_run=dry_run
    )
    if options.json:
        console.print_json({**console.as_json(done), "counts": done.counts, "dry_run": dry_run})
    else:
        _show_alignment(options, done, everything=dry_run)
    return 0


def _show_alignment(options: Options, done: Alignment, *, everything: bool) -> None:
    """Print a table of the pairs that a person should check, or of all; then the counts."""
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
