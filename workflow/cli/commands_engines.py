"""Show, fetch and examine translation engines."""

from __future__ import annotations

import re
from pathlib import Path

import click

from workflow.cli import console
from workflow.cli.options import Options, common

_ENGINES = ("auto", "argos", "local")


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
    from workflow.engines.setup import doctor

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


def _models(
    context: click.Context, parameter: click.Parameter, values: tuple[str, ...]
) -> tuple[str, ...]:
    """Check what to install: one engine, or files and addresses of models."""
    if len(values) == 1 and values[0] in _ENGINES:
        return values
    for value in values:
        if "://" not in value and not _is_path(value):
            hint = f"{value!r} is neither an engine ({', '.join(_ENGINES)}), a file nor an address"
            raise click.BadParameter(hint, context, parameter)
    return values or ("auto",)


def _is_path(value: str) -> bool:
    return value not in _ENGINES and (Path(value).exists() or "/" in value or "." in value)


def _checksums(
    context: click.Context, parameter: click.Parameter, values: tuple[str, ...]
) -> tuple[str, ...]:
    """Put the checksums of ``--sha256`` in our spelling."""
    found = tuple(value.strip().lower().removeprefix("sha256:") for value in values)
    if not all(re.fullmatch("[0-9a-f]{64}", value) for value in found):
        raise click.BadParameter("a SHA-256 has 64 hexadecimal digits", context, parameter)
    return found


@engines_command.command("install", epilog="Example: workflow engines install own.argosmodel")
@click.argument("what", nargs=-1, metavar="[ENGINE|FILE|URL ...]", callback=_models)
@click.option("--sha256", "accepted", multiple=True, metavar="HASH", callback=_checksums,
              help="Take a file with this checksum only, also where another is known.")  # fmt: skip
@common
@click.pass_obj
def install(options: Options, /, what: tuple[str, ...], accepted: tuple[str, ...]) -> int:
    """Fetch an engine, or install a model of your own.

    auto gets what the project's language pairs lack: Argos packages, or the local model where
    their index cannot be reached. argos: packages from the index, about 100 MB a pair. local: a
    language model, 1.1 GB in 22 parts. FILE, URL: an .argosmodel, or a language model (.gguf).
    """
    from workflow.app import installation
    from workflow.config import find_project
    from workflow.errors import ConfigError

    with console.progress(options, console.megabytes) as progress:
        if what[0] in _ENGINES:
            project = find_project(options.folder)
            result = installation.install(project, what[0], progress, accepted)
        else:
            try:  # models are the user's: they can be installed outside of any project
                own = find_project(options.folder)
            except ConfigError:
                own = None
            result = installation.install_own(own, what, progress, accepted)
    if options.json:
        console.print_json(result)
    for step in result.steps:
        if step.note:
            console.inform(options, step.note)
        console.inform(options, f"{'Installed' if step.new else 'Found'}: {step.path}")
    for pair, name in result.engines.items():
        console.inform(options, f"{pair}: {name or 'no engine'}")
    return console.finish(result.errors)


@engines_command.command("doctor", epilog="Example: workflow engines doctor")
@common
@click.pass_obj
def examine(options: Options, /) -> int:
    """Examine engines and models, and say how to mend them.

    Looked at are libraries, packages, model files, the endpoint and the disk.
    """
    from workflow.config import find_project
    from workflow.engines.setup import doctor

    found = list(doctor.examine(find_project(options.folder)))
    if options.json:
        console.print_json({"diagnoses": found})
    else:
        for diagnosis in found:
            mark = ("ok " if diagnosis.there else "-- ") if diagnosis.well else "BAD"
            console.echo(f"{mark} {diagnosis.subject}: {console.told(diagnosis.what)}")
            if diagnosis.hint:
                console.echo(f"    hint: {console.told(diagnosis.hint)}")
    return 0 if all(diagnosis.well for diagnosis in found) else 3
