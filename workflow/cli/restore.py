"""``restore``: what a PO file has lost."""

from __future__ import annotations

import re

import click

from workflow.cli import console
from workflow.cli.options import Options, common, to_option


@click.command("restore", epilog="Example: workflow restore locales/ko/visit.po --dry-run")
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path())
@to_option
@click.option("--dry-run", is_flag=True, help="Only show what is missing.")
@click.option("--dismiss", is_flag=True, help="Do without it: it is not missed any longer.")
@common
@click.pass_obj
def restore_command(
    options: Options,
    /,
    paths: tuple[str, ...],
    targets: tuple[str, ...],
    *,
    dry_run: bool,
    dismiss: bool,
) -> int:
    """Bring back approvals that a PO file has lost.

    Whoever opened a PO file before somebody else approved a sentence in it, and saves it later,
    takes that approval away. All that people decide is also in a journal, locales/.journal; what it
    has and the file has not comes back with its reviewer and its date. PATH is a seed, a PO file, a
    line of one (FILE:LINE) or a folder; without any, everything is looked at.
    """
    from workflow.app import checking, restoring, seed_files
    from workflow.config import find_project

    project = find_project(options.folder)
    files, lines = _with_lines(paths)
    gone = seed_files.orphans(project, files)
    files = tuple(path for path in files if path not in gone)
    project, seeds, tags = console.job(options, files, targets)
    if gone and not files:
        seeds = ()
    meant = {seed_files.po_of(project, path): numbers for path, numbers in lines.items()}
    locales = checking.chosen(project, files)
    wanted = restoring.Wanted(locales, meant, dry_run=dry_run, dismiss=dismiss)
    with console.progress(options) as progress:
        done = restoring.restore(project, seeds, tags, progress, wanted)
    what = "missing" if dry_run else "dismissed" if dismiss else "restored"
    if options.json:
        console.print_json({what: done.found, "errors": done.errors})
    else:
        for finding in done.found:
            console.echo(f"{finding.path}:{finding.line}: {finding.message}")
        count = len(done.found)
        told = f"{console.counted(count, 'decision')} {what}" if count else "Nothing is missing."
        console.inform(options, told)
    return console.finish(done.errors)


def _with_lines(paths: tuple[str, ...]) -> tuple[tuple[str, ...], dict[str, list[int]]]:
    """The arguments without lines, and the lines that some of them name."""
    lines: dict[str, list[int]] = {}
    files = []
    for path in paths:
        found = re.fullmatch(r"(.+\.po):(\d+)", path)
        if found:
            lines.setdefault(found[1], []).append(int(found[2]))
        files.append(found[1] if found else path)
    return tuple(dict.fromkeys(files)), lines
