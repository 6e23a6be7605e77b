"""The termbase: check it, show what it does, find where it applies."""

from __future__ import annotations

from typing import Any

import click

from workflow.cli import console
from workflow.cli.options import Options, common, to_option


@click.group("glossary")
@common
def glossary_command() -> None:
    """Look after the termbase in glossary/*.csv."""


@glossary_command.command("check")
@common
@click.pass_obj
def check(options: Options, /) -> int:
    """Look for rows that cannot be used, contradict each other or lack a language."""
    from workflow import glossary
    from workflow.config import find_project

    project = find_project(options.folder)
    table = glossary.load(project)
    findings = glossary.lint(table, project.settings.targets)
    if options.json:
        console.print_json({"findings": findings, "errors": table.errors})
    else:
        for finding in findings:
            click.echo(
                f"{finding.path}:{finding.line}: {finding.severity}: "
                f"{finding.message} [{finding.check}]"
            )
        console.say(options, f"{len(table.terms)} terms, {len(findings)} findings")
    return console.finish(table.errors) or int(bool(findings))


@glossary_command.command("show")
@click.argument("seeds", nargs=-1, metavar="[SEED]...")
@to_option
@common
@click.pass_obj
def show(options: Options, /, seeds: tuple[str, ...], targets: Any) -> int:
    """Show for each mention in the seeds which rendering it gets, and why."""
    from workflow import pipeline

    project, paths, chosen = console.job(options, seeds, targets)
    errors: list[Any] = []
    found = list(pipeline.mentions(project, paths, chosen, errors))
    return _print(options, found, errors)


@glossary_command.command("find")
@click.argument("term")
@to_option
@common
@click.pass_obj
def find(options: Options, /, term: str, targets: Any) -> int:
    """Show every place where TERM (an id or any of its forms) is used."""
    from workflow import pipeline

    project, paths, chosen = console.job(options, (), targets)
    errors: list[Any] = []
    found = list(pipeline.find(project, paths, chosen, term, errors))
    return _print(options, found, errors)


def _print(options: Options, found: Any, errors: list[Any]) -> int:
    if options.json:
        console.print_json({"mentions": found, "errors": errors})
    elif found:
        console.print_table(
            ("place", "target", "mention", "rendering", "rule", "term"),
            [
                (f"{m.path}:{m.line}", m.target, m.source, m.rendering or "—", m.rule, m.term)
                for m in found
            ],
        )
    else:
        console.say(options, "No mentions.")
    return console.finish(errors)
