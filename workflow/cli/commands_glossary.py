"""Look after the termbase: check it, show what it does, find where it applies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workflow.cli import console
from workflow.cli.counts import counted
from workflow.cli.impact_lines import EFFECTS, impact_summary, unknown_line
from workflow.cli.options import Options, common, one_language, seeds_argument, to_option
from workflow.cli.progress_bar import progress_bar
from workflow.model import say

if TYPE_CHECKING:
    from workflow.app.glossary_upkeep import ShownMention
    from workflow.engines.usage import Usage
    from workflow.errors import WorkflowError


@click.group("glossary")
@common
def glossary_command() -> None:
    """Look after the termbase in glossary/*.csv."""


@glossary_command.command("check", epilog="Example: workflow glossary check")
@common
@click.pass_obj
def check(options: Options, /) -> int:
    """Look for rows that cannot be used or contradict each other.

    What is doubtful is a warning: a missing language, letters of another script, a row that is used
    but still under review. Exit code 1 says that rows contradict each other or have forms that
    cannot be right; 2 that a row, or another file, cannot be used.
    """
    from workflow.app import glossary_upkeep
    from workflow.glossary import unread

    errors: list[WorkflowError] = []
    project = console.project_of(options)
    findings = glossary_upkeep.review_terms(project, errors)
    if options.json:
        console.print_json({"findings": findings, "errors": errors})
    else:
        for finding in findings:
            console.echo(console.finding_line(finding))
        for table in unread(project):
            console.print_warning(table)
        console.inform(options, counted(len(findings), "finding"))
    reported = {f"{each.path}:{each.line}" for each in findings}
    return console.finish(errors, reported) or int(any(f.severity == "error" for f in findings))


@glossary_command.command("show", epilog="Example: workflow glossary show visit --to ko")
@seeds_argument
@to_option
@common
@click.pass_obj
def show(options: Options, /, seeds: tuple[str, ...], targets: tuple[str, ...]) -> int:
    """Show which rendering each mention in the seeds gets, and why."""
    from workflow.app import glossary_upkeep

    errors: list[WorkflowError] = []
    found = list(glossary_upkeep.mentions(console.find_work(options, seeds, targets), errors))
    return _print(options, found, errors)


@glossary_command.command("find", epilog='Example: workflow glossary find "Xing Haiming" --to ko')
@click.argument("term")
@to_option
@common
@click.pass_obj
def find(options: Options, /, term: str, targets: tuple[str, ...]) -> int:
    """Show every place where TERM (an id or any of its forms) is used.

    In the seeds, in the PO files and on the pages of the site.
    """
    from workflow.app import glossary_upkeep

    work = console.find_work(options, (), targets)
    errors: list[WorkflowError] = []
    rows, found = glossary_upkeep.find_mentions(work, term, errors)
    if not rows:
        said = say("The glossary has no row with the id or form “{term}”.", term=term)
        console.inform(options, said)
    code = _print(options, found, errors, rows=rows)
    if rows and not found:
        _print_gaps(options, glossary_upkeep.gaps(work, rows))
    if not options.json:
        _print_pages(sorted({page for each in found for page in each.pages}))
    return code


def _print_pages(pages: Sequence[str]) -> None:
    """List pages of the site, if there are any."""
    for line in (say("pages:"), *pages) if pages else ():
        console.echo(line)


def _print_gaps(options: Options, gaps: Mapping[str, Sequence[str]]) -> None:
    """List the languages in which rows without mentions have no form."""
    from workflow.languages import language

    for row, tags in gaps.items():
        columns = ", ".join(language(tag).column for tag in tags)
        said = say("Row {row} has no form in {columns}: nothing is rendered there.",
                   row=row, columns=columns)  # fmt: skip
        console.inform(options, said)


@glossary_command.command(
    "impact", epilog="Example: workflow glossary impact --since HEAD~1 --to ko"
)
@seeds_argument
@to_option
@click.option(
    "--since",
    default="",
    metavar="REVISION",
    help="Compare with the glossary of this Git revision, whatever approvals remember.",
)
@click.option("--apply", is_flag=True, help="Mark what has to be revised as stale.")
@common
@click.pass_obj
def impact(
    options: Options,
    /,
    seeds: tuple[str, ...],
    targets: tuple[str, ...],
    since: str,
    *,
    apply: bool,
) -> int:
    """Show which approved sentences and pages the changed rows affect.

    A sentence that has the new rendering already holds; one that contradicts it is to be revised,
    which --apply marks: fuzzy, with a comment that says why. `sync`, `translate` and `run` mark so
    what contradicts a changed rendering; new rows and forbidden forms they leave to --apply. Taking
    the change back takes the marks back. Exit code 1 says that something is to be revised.
    """
    from workflow.app.glossary_upkeep import impact

    work = console.find_work(options, seeds, targets)
    with progress_bar(options) as progress:
        found = impact.impact(work, progress, since=since, apply=apply)
    if options.json:
        console.print_json({"affected": found.affected, "pages": found.pages,
                            "unknown": found.unknown, "applied": found.applied,
                            "errors": found.errors})  # fmt: skip
    elif found.affected:
        console.print_table(
            (say("entry"), say("target"), say("effect"), say("why"), say("sentence")),
            [
                (a.po, a.target, EFFECTS[a.effect.value], "; ".join(a.reasons) or "—", a.source)
                for a in found.affected
            ],
        )
        _print_pages(found.pages)
    console.inform(options, impact_summary(found))
    if found.unknown:
        console.inform(options, unknown_line(found))
    revise = any(each.effect is impact.Effect.REVISE for each in found.affected)
    return console.finish(found.errors) or int(revise)


@glossary_command.command("suggest", epilog="Example: workflow glossary suggest visit")
@seeds_argument
@click.option(
    "--wikidata",
    is_flag=True,
    help="Look each name up in Wikidata, too. Only names are sent; answers are kept.",
)
@click.option(
    "--model",
    is_flag=True,
    help="Ask the model of qa.judge, too. Each name is sent with a sentence; answers are kept.",
)
@common
@click.pass_obj
def suggest(options: Options, /, seeds: tuple[str, ...], *, wikidata: bool, model: bool) -> int:
    """Propose rows for names in the seeds that the glossary lacks.

    Prints CSV to paste, every row under review: the renderings follow from rules, not knowledge,
    and the note says from which, or who else proposes them.
    """
    from workflow.app.glossary_upkeep import suggesting

    work = console.find_work(options, seeds, ())
    errors: list[WorkflowError] = []
    proposed = suggesting.propose_terms(
        work.project,
        work.paths,
        errors,
        wikidata=wikidata,
        model=partial(_tell, options) if model else None,
    )
    if options.json:
        warnings = proposed.warnings
        console.print_json({"suggestions": proposed.names, "warnings": warnings, "errors": errors})
    else:
        for warning in proposed.warnings:
            console.print_warning(warning)
        click.echo(proposed.rows, nl=False)
        if not proposed.names:
            console.inform(options, say("No names that the glossary lacks were found."))
    return console.finish(errors)


def _tell(options: Options, model: str, names: int, used: Usage) -> None:
    """Print what asking a model will use, on standard error: the rows are to be pasted."""
    if not options.quiet:
        tokens = used.prompt_tokens + used.completion_tokens
        said = say(
            "{model} is asked for {names}: about {n} tokens, cost about {cost}.",
            model=model,
            names=counted(names, "name"),
            n=f"{tokens:,}",
            cost=f"{used.cost:.4f}",
        )
        console.echo(said, err=True)


_form = click.option(
    "--format", "form", type=click.Choice(["csv", "tbx", "deepl", "google"]),
    help="Default: as the name ends: .csv, .tbx, .tsv (deepl).",
)  # fmt: skip
_from = click.option(
    "--from", "source", default="en", show_default=True, metavar="LANGUAGE",
    callback=one_language, help="DeepL files only: the language of the names.",
)  # fmt: skip
_into = click.option(
    "--into", "target", default="ko", show_default=True, metavar="LANGUAGE",
    callback=one_language, help="DeepL files only: the language of the renderings.",
)  # fmt: skip


@glossary_command.command("export", epilog="Example: workflow glossary export house.tsv --into ko")
@click.argument("path", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE")
@_form
@_from
@_into
@common
@click.pass_obj
def export(options: Options, /, path: Path, form: str | None, source: str, target: str) -> None:
    """Write the glossary to FILE for another tool."""
    from workflow.app import glossary_upkeep
    from workflow.store.files import write_atomic

    project = console.project_of(options)
    data = glossary_upkeep.export_terms(project, path, form or "", source, target)
    write_atomic(path, data)
    if options.json:
        console.print_json({"file": path, "bytes": len(data)})
    console.inform(options, say("Wrote {path}", path=path))


@glossary_command.command("import", epilog="Example: workflow glossary import agency.tbx")
@click.argument("path", type=click.Path(path_type=Path, exists=True, dir_okay=False),
                metavar="FILE")  # fmt: skip
@_form
@_from
@_into
@common
@click.pass_obj
def import_(options: Options, /, path: Path, form: str | None, source: str, target: str) -> int:
    """Add another tool's glossary as a CSV file of its own.

    Nothing is overwritten. Rows with the id of one that is there already are left out and counted.
    """
    from workflow.app import glossary_upkeep

    project = console.project_of(options)
    done = glossary_upkeep.import_terms(project, path, form or "", source, target)
    if options.json:
        console.print_json(done)
    if done.file:
        added = counted(done.terms, "term")
        said = say("{terms} in {file}: see `workflow glossary check`.", terms=added, file=done.file)
        console.inform(options, said)
    if done.left_out:
        rows = counted(len(done.left_out), "row")
        said = say("{rows} left out: the glossary has their ids already.", rows=rows)
        console.inform(options, said)
    return console.finish(done.errors)


def _print(
    options: Options,
    found: Sequence[ShownMention],
    errors: list[WorkflowError],
    **more: Sequence[str],
) -> int:
    """Print mentions, with further details in JSON; or that there are none."""
    if options.json:
        console.print_json({**more, "mentions": found, "errors": errors})
    elif found:
        console.print_table(
            (
                say("where"),
                say("entry"),
                say("target"),
                say("mention"),
                say("rendering"),
                say("rule"),
                say("term"),
            ),
            [
                (f"{m.path}:{m.line}", m.po, m.target, m.source, m.rendering or "—", m.rule, m.term)
                for m in found
            ],
        )
    elif all(more.values()):
        console.inform(options, say("No mentions."))
    return console.finish(errors)
