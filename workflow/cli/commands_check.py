"""Check translations, and restore what a PO file has lost: check, restore."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from workflow.cli import console
from workflow.cli.check_judge import JudgeOptions, ask_model, print_plan
from workflow.cli.counts import counted
from workflow.cli.options import (
    Options,
    collected,
    common,
    estimate_option,
    max_cost_option,
    on_option,
    paths_argument,
    shard_option,
    to_option,
)
from workflow.cli.progress_bar import progress_bar
from workflow.model import say

if TYPE_CHECKING:
    from workflow.app.checking import Checked
    from workflow.app.checking.fixing import Fixed
    from workflow.app.checking.restoring import Restored
    from workflow.app.state.project_state import Work


@dataclass(frozen=True, kw_only=True)
class _Checking(JudgeOptions):
    """The arguments and options of ``check``; each says in its help what it is for."""

    paths: tuple[str, ...]
    targets: tuple[str, ...]
    layout: str
    fail_on: str
    fix: bool
    fix_reviewed: bool
    write_baseline: bool
    no_baseline: bool


@click.command("check", epilog="Example: workflow check locales/ko/kef.po --fix")
@paths_argument
@to_option
@click.option(
    "--format", "layout", type=click.Choice(["text", "json", "github"]), default="text",
    help="text, json, or annotations for GitHub Actions.",
)  # fmt: skip
@click.option(
    "--fail-on", type=click.Choice(["error", "warning"]), default="error",
    show_default=True, help="The least severity that makes the exit code 1.",
)  # fmt: skip
@click.option("--fix", is_flag=True, help="Put right in drafts what is certain.")
@click.option(
    "--fix-reviewed", is_flag=True,
    help="Also in approved sentences, but only spaces, punctuation and invisible characters.",
)  # fmt: skip
@click.option(
    "--write-baseline", is_flag=True,
    help="Accept what is found now: from the next time on only new findings show.",
)  # fmt: skip
@click.option("--no-baseline", is_flag=True, help="Show also what the baseline has accepted.")
@click.option(
    "--judge", is_flag=True,
    help="Have a language model read each translation, too; its answers are kept.",
)  # fmt: skip
@click.option(
    "--judge-engine", metavar="NAME", default="",
    help="Whose model that is: llm, local … Default: as the setting qa.judge says.",
)  # fmt: skip
@estimate_option
@max_cost_option
@on_option
@shard_option
@common
@collected(_Checking)
def check_command(options: Options, asked: _Checking) -> int:
    """Look for mistakes in the translations.

    PATH is a seed, a PO file or a folder of either; without any, everything is checked. Exit code 1
    says that there are errors, or warnings where --fail-on asks for them. A comment `# noqa: NAME`
    in an entry of a PO file silences there what has that name: the findings, or all of a check. A
    PO file whose seed is gone is kept, and not checked.

    With --judge, a language model is asked for the errors of all translations that it has not read
    as they are now. What it finds are warnings, `judge`, and show from then on while the texts are
    the same.
    """
    from workflow.app import checking
    from workflow.app.checking import fixing

    options.json = options.json or asked.layout == "json"
    work, orphans = console.find_translations(options, asked.paths, asked.targets)
    if asked.estimate and (planned := asked.plan(options, work)):
        return print_plan(options, planned)
    mended = fixing.Fixed()
    if asked.fix or asked.fix_reviewed:
        with progress_bar(options) as progress:
            mended = fixing.fix(work, progress, reviewed=asked.fix_reviewed)
    planned = asked.plan(options, work)
    judged = ask_model(options, work.project, planned) if planned else None
    with progress_bar(options) as progress:
        all_found = asked.write_baseline or asked.no_baseline
        result = checking.check(work, progress, with_accepted=all_found)
    if asked.write_baseline:
        checking.accept(work.project, result)
    errors = [*(judged.errors if judged else ()), *mended.errors, *result.errors]
    if options.json:
        data = _as_json(result, mended, orphans)
        if judged and planned:
            data["judged"] = {**console.as_json(judged), "model": planned.model}
        console.print_json({**data, "errors": errors})
    else:
        _print_files(options, work, orphans)
        _print(options, result, mended, asked.layout)
    found = result.findings
    failing = len(found) if asked.fail_on == "warning" else found.severities["error"]
    return console.finish(errors) or int(failing > 0)


def _as_json(result: Checked, mended: Fixed, orphans: Sequence[str]) -> dict[str, Any]:
    """Return the outcome of checking as data for JSON."""
    return {
        "findings": list(result.findings),
        "silenced": result.silenced,
        "baselined": result.baselined,
        "fixed": len(mended.corrections),
        "corrections": mended.corrections,
        "orphans": orphans,
    }


def _print_files(options: Options, work: Work, orphans: Sequence[str]) -> None:
    """List the PO files that were not checked."""
    from workflow import catalog

    for file in orphans:
        console.inform(options, console.orphaned(file))
    for unread in () if options.quiet else catalog.unread(work.project, work.targets):
        console.print_warning(unread)


def _print(options: Options, result: Checked, mended: Fixed, layout: str) -> None:
    from workflow.wdiff import difference, marked

    for each in mended.corrections:
        change = marked(difference(each.before, each.after))
        console.inform(options, say("{path}: put right: {change}", path=each.path, change=change))
    for finding in result.findings:
        console.echo(console.finding_line(finding, layout))
    put_right = len(mended.corrections)
    counts = (
        counted(len(result.findings), "finding"),
        put_right and say("{sentences} put right", sentences=counted(put_right, "sentence")),
        result.silenced and say("{n} silenced by # noqa", n=result.silenced.total()),
        result.baselined and say("{n} accepted in the baseline", n=result.baselined),
    )
    console.inform(options, say("{counts}", counts=[count for count in counts if count]))


@click.command("restore", epilog="Example: workflow restore locales/ko/visit.po --dry-run")
@paths_argument
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
    has and the file has not comes back with its reviewer and its date; what a person has written in
    its place meanwhile is told, and stays in the sentence's history. PATH is a seed, a PO file, a
    line of one (FILE:LINE) or a folder; without any, everything is looked at.
    """
    from workflow.app.checking import restoring
    from workflow.app.state import seed_files

    files, lines = _with_lines(paths)
    work, _ = console.find_translations(options, files, targets)
    meant = {seed_files.po_of(work.project, path): numbers for path, numbers in lines.items()}
    wanted = restoring.RestoreScope(meant, dry_run=dry_run, dismiss=dismiss)
    with progress_bar(options) as progress:
        done = restoring.restore(work, wanted, progress)
    what, result = _RESTORED["missing" if dry_run else "dismissed" if dismiss else "restored"]
    if options.json:
        console.print_json({what: done.found, "instead": done.instead, "errors": done.errors})
    else:
        _print_restored(done, kept=not (dry_run or dismiss))
        count = len(done.found)
        if count:
            console.inform(options, say(result, decisions=counted(count, "decision")))
        elif not done.errors:  # nobody knows what a file that cannot be read has lost
            console.inform(options, say("Nothing is missing."))
    return console.finish(done.errors)


#: What was done with lost decisions: the name in JSON, and how it is said.
_RESTORED = {
    "missing": ("missing", say("{decisions} missing")),
    "dismissed": ("dismissed", say("{decisions} dismissed")),
    "restored": ("restored", say("{decisions} restored")),
}


def _print_restored(done: Restored, *, kept: bool) -> None:
    """List lost decisions with what stands in their place; ``kept``: the history has that now."""
    instead = (
        say("in its place a person had written (kept in the sentence's history): {text}")
        if kept
        else say("in its place a person had written: {text}")
    )
    for finding in done.found:
        place = f"{finding.path}:{finding.line}"
        console.echo(f"{place}: {console.localized(finding.message)}")
        if other := done.instead.get(place):
            console.echo(f"  {console.localized(say(instead, text=other))}")


def _with_lines(paths: tuple[str, ...]) -> tuple[tuple[str, ...], dict[str, list[int]]]:
    """Separate the arguments from the lines that some of them name (``PATH:LINE``)."""
    lines: dict[str, list[int]] = {}
    files = []
    for path in paths:
        found = re.fullmatch(r"(.+\.po):(\d+)", path)
        if found:
            lines.setdefault(found[1], []).append(int(found[2]))
        files.append(found[1] if found else path)
    return tuple(dict.fromkeys(files)), lines
