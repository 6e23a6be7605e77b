"""A project as a whole: init, status."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from workflow.cli import console
from workflow.cli.options import Options, common, to_option


@click.command("init")
@click.argument("directory", type=click.Path(path_type=Path, file_okay=False), default=".")
@common
@click.pass_obj
def init_command(options: Options, /, directory: Path) -> None:
    """Make a new project: folders, commented settings, an example glossary."""
    from workflow import pipeline

    made = pipeline.create(directory)
    if options.json:
        console.print_json({"project": directory.resolve(), "made": made})
    console.say(options, f"Made a project in {directory.resolve()}:")
    for path in made:
        console.say(options, f"  {path}")
    console.say(options, "Next: put articles into seeds/, names into glossary/terms.csv, then run")
    console.say(options, "  workflow engines install    (once: fetches a translation engine)")
    console.say(options, "  workflow run")


@click.command("status")
@click.argument("seeds", nargs=-1, metavar="[SEED]...")
@to_option
@common
@click.pass_obj
def status_command(options: Options, /, seeds: tuple[str, ...], targets: Any) -> int:
    """Show per seed and locale how many sentences are reviewed, draft, stale or empty."""
    from workflow import pipeline

    project, paths, chosen = console.job(options, seeds, targets)
    with console.progress(options) as progress:
        outcome = pipeline.status(project, paths, chosen, progress)
        checked = pipeline.check(project, paths, chosen, progress)
    found = [finding.path for finding in checked.findings]
    if options.json:
        console.print_json({
            "seeds": [
                {
                    **console.as_json(seed),
                    "findings": sum(found.count(locale.po) for locale in seed.locales.values()),
                }
                for seed in outcome.seeds
            ],
            "errors": outcome.errors,
        })  # fmt: skip
    else:
        console.print_table(
            ("seed", "language", "locale", "sentences", "● reviewed", "(unchanged)", "○ draft",
             "◇ stale", "empty", "findings"),
            [
                (seed.path, seed.language, target, seed.segments, locale.reviewed,
                 locale.unchanged, locale.draft, locale.stale, locale.empty,
                 found.count(locale.po))
                for seed in outcome.seeds
                for target, locale in seed.locales.items()
            ],
        )  # fmt: skip
    return console.finish(outcome.errors)
