"""Make a project, and say how far it is: init, status."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workflow.cli import console
from workflow.cli.commands_site import article_line
from workflow.cli.counts import counted
from workflow.cli.options import Options, WholeNumber, common, seeds_argument, to_option
from workflow.cli.outcome_lines import (
    STATES,
    print_all_at_home,
    print_carried,
    print_outdated_terms,
    print_renames,
    print_some,
    print_twins,
    print_unanswered,
)
from workflow.cli.progress_bar import progress_bar
from workflow.model import UNKNOWN, say

if TYPE_CHECKING:
    from workflow.app.checking.reading_order import ReadingOrder
    from workflow.app.checking.risk import Risk
    from workflow.app.state.seed_report import SeedReport
    from workflow.app.status import Approval, Approvals, Status


@click.command("init", epilog="Example: workflow init demo")
@click.argument("directory", type=click.Path(path_type=Path, file_okay=False), default=".")
@common
@click.pass_obj
def init_command(options: Options, /, directory: Path) -> None:
    """Make a new project: folders, settings, an example glossary."""
    from workflow.app import new_project

    directory = options.folder / directory
    made = new_project.create(directory)
    if options.json:
        console.print_json({"project": directory.resolve(), "made": made})
    console.inform(options, say("Made a project in {folder}:", folder=directory.resolve()))
    for path in made:
        console.inform(options, f"  {path}")
    following = say("Next: put articles into seeds/, names into glossary/terms.csv, then run")
    console.inform(options, following)
    if directory.resolve() != Path.cwd():
        console.inform(options, f"  cd {shlex.quote(str(directory))}")
    once = console.localized(say("once: fetches a translation engine"))
    console.inform(options, f"  workflow engines install    ({once})")
    console.inform(options, "  workflow run")


@click.command("status", epilog="Example: workflow status --to ko --risk 10")
@seeds_argument
@to_option
@click.option(
    "--risk", metavar="N", type=WholeNumber(min=0), is_flag=False, flag_value=20,
    help="Show instead the N sentences (20; 0 for all) to read first, and why.",
)  # fmt: skip
@click.option(
    "--approvals", is_flag=True, help="Show instead who approved each sentence, and when."
)
@common
@click.pass_obj
def status_command(
    options: Options,
    /,
    seeds: tuple[str, ...],
    targets: tuple[str, ...],
    risk: int | None,
    *,
    approvals: bool,
) -> int:
    """Show how many sentences are reviewed, draft, stale or empty.

    They are counted for each seed and locale. Reviewed (unchanged) are those that were approved
    without a change to the machine's draft. What needs no translation, such as a copyright notice,
    counts as reviewed.
    """
    from workflow.app import status
    from workflow.app.checking.reading_order import reading_order

    if approvals and risk is not None:
        raise click.UsageError("Give either --risk or --approvals, not both.")
    work = console.find_work(options, seeds, targets)
    if approvals:
        with progress_bar(options) as progress:
            given = status.approvals(work, progress)
        return _show_approvals(options, given)
    if risk is not None:
        with progress_bar(options) as progress:
            reading = reading_order(work, progress)
        return _show_risks(options, reading, risk)
    with progress_bar(options) as progress:
        found = status.status(work, progress)
    return _show_status(options, found)


def _show_status(options: Options, found: Status) -> int:
    if options.json:
        console.print_json({
            "seeds": [_with_findings(seed, found.findings) for seed in found.seeds],
            "orphans": found.orphans,
            "withheld": found.withheld,
            "articles": found.articles,
            "missing": found.missing,
            "renames": found.renames,
            "errors": found.errors,
        })  # fmt: skip
    else:
        _print_status(options, found)
        console.print_missing(options, found.missing)
    return console.finish(found.errors)


def _with_findings(seed: SeedReport, findings: Mapping[str, int]) -> dict[str, object]:
    """Combine a seed's report with the number of findings of each locale and of all."""
    locales = {
        target: {**console.as_json(locale), "findings": findings[locale.po]}
        for target, locale in seed.locales.items()
    }
    total = findings[seed.path] + sum(findings[locale.po] for locale in seed.locales.values())
    return {**console.as_json(seed), "locales": locales, "findings": total}


def _print_status(options: Options, found: Status) -> None:
    reviewed, *others = STATES
    head = (
        say("seed"), say("language"), say("locale"), say("sentences"), reviewed, say("(unchanged)"),
        *others, say("findings"),
    )  # fmt: skip
    rows = [
        (seed.path, seed.language, target, locale.sentences, locale.reviewed, locale.unchanged,
         locale.draft, locale.stale, locale.empty, found.findings[locale.po])
        for seed in found.seeds
        for target, locale in seed.locales.items()
    ]  # fmt: skip
    if rows:
        console.print_table(head, rows, apart=True)
    elif not found.errors and found.seeds:
        print_all_at_home(options, found.seeds)
    elif not found.errors:
        console.inform(options, console.NO_SEEDS)
    print_outdated_terms(options, found.seeds)
    locales = [locale for seed in found.seeds for locale in seed.locales.values()]
    if unanswered := [each for locale in locales for each in locale.unanswered]:
        print_unanswered(options, len(unanswered), unanswered)
    print_carried(options, found.seeds)
    print_some(options, [*found.code, *found.articles])
    for withheld in found.withheld:
        console.inform(options, article_line(withheld))
    print_renames(options, found.renames)
    if not options.quiet:
        print_twins(found.seeds)
    for path in found.orphans:
        console.inform(options, console.orphaned(path))


def _show_approvals(options: Options, given: Approvals) -> int:
    if options.json:
        console.print_json(given)
    else:
        rows = [
            (f"{each.path}:{each.line}", _approver(each), each.date,
             say("as it was") if each.unchanged else "", each.source)
            for each in given.approvals
        ]  # fmt: skip
        if rows:
            head = say("entry"), say("approved by"), say("date"), say("draft"), say("sentence")
            console.print_table(head, rows)
        unchanged = sum(each.unchanged for each in given.approvals)
        total = counted(len(given.approvals), "approval")
        changed = sum(bool(each.changed_since) for each in given.approvals)
        said = say("{approvals}, {n} of them of an unchanged draft", approvals=total, n=unchanged)
        more = say("{what}, {n} changed since approval", what=said, n=changed)
        console.inform(options, more if changed else said)
        console.print_missing(options, given.missing)
    return console.finish(given.errors)


def _approver(approval: Approval) -> str:
    if approval.changed_since:
        if approval.changed_since == UNKNOWN:
            return say("? (changed since approval)")
        return say("? (changed since approval by {name})", name=approval.changed_since)
    return approval.reviewer or "?"


def _show_risks(options: Options, reading: ReadingOrder, most: int) -> int:
    risks = reading.risks[: most or None]
    if options.json:
        console.print_json({
            "risks": risks, "total": len(reading.risks), "errors": reading.errors
        })  # fmt: skip
    else:
        if risks:
            _print_risks(risks)
        total = counted(len(reading.risks), "sentence")
        console.inform(options, say("{n} of {sentences} to read", n=len(risks), sentences=total))
    return console.finish(reading.errors)


def _print_risks(risks: Sequence[Risk]) -> None:
    console.print_table(
        (say("risk"), say("entry"), say("state"), say("reasons"), say("sentence")),
        [
            (risk.score, f"{risk.path}:{risk.line}", risk.state,
             "; ".join(map(console.localized, risk.reasons)), risk.source)
            for risk in risks
        ],
    )  # fmt: skip
