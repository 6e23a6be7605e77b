"""Translation engines: which are here, how to get one, what is missing."""

from __future__ import annotations

import click

from workflow.cli import console
from workflow.cli.options import Options, common


@click.group("engines")
@common
def engines_command() -> None:
    """Show, fetch and examine translation engines and their models."""


@engines_command.command("list", epilog="Example: workflow engines list")
@common
@click.pass_obj
def list_engines(options: Options, /) -> None:
    """Show the models and endpoints at hand."""
    from workflow.config import find_project
    from workflow.engines import doctor

    models = doctor.inventory(find_project(options.folder))
    if options.json:
        console.print_json({"models": models})
    else:
        console.print_table(
            ("engine", "model", "ready", "size", "place", "note"),
            [
                (
                    model.engine,
                    model.model,
                    "yes" if model.ready else "no",
                    f"{model.size / 1e6:,.0f} MB" if model.size else "",
                    model.place,
                    model.note,
                )
                for model in models
            ],
        )


@engines_command.command("install", epilog="Example: workflow engines install argos")
@click.argument("engine", type=click.Choice(["auto", "argos", "local"]), default="auto",
                metavar="[ENGINE]")  # fmt: skip
@common
@click.pass_obj
def install(options: Options, /, engine: str) -> int:
    """Fetch an engine for the project's language pairs.

    Nothing is fetched where all are served. argos: packages from the Argos index, about 100 MB a
    pair. local: a language model, 1.1 GB in 22 parts. auto: Argos, or the local model where the
    index cannot be reached.
    """
    from workflow.config import find_project
    from workflow.pipeline import installation

    with console.progress(options, console.megabytes) as progress:
        result = installation.install(find_project(options.folder), engine, progress)
    if options.json:
        console.print_json(result)
    for step in result.steps:
        if step.note:
            console.say(options, step.note)
        console.say(options, f"{'Installed' if step.new else 'Found'}: {step.path}")
    for pair, name in result.engines.items():
        console.say(options, f"{pair}: {name or 'no engine'}")
    return console.finish(result.errors)


@engines_command.command("doctor", epilog="Example: workflow engines doctor")
@common
@click.pass_obj
def examine(options: Options, /) -> int:
    """Examine engines and models, and say how to mend them.

    Looked at are libraries, packages, model files, the endpoint and the disk.
    """
    from workflow.config import find_project
    from workflow.engines import doctor

    found = list(doctor.examine(find_project(options.folder)))
    if options.json:
        console.print_json({"diagnoses": found})
    else:
        for diagnosis in found:
            console.echo(
                f"{'ok ' if diagnosis.well else 'BAD'} {diagnosis.subject}: {diagnosis.what}"
            )
            if diagnosis.hint:
                console.echo(f"    hint: {diagnosis.hint}")
    return 0 if all(diagnosis.well for diagnosis in found) else 3
