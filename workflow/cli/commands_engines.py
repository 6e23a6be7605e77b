"""Show, fetch and examine translation engines."""

from __future__ import annotations

import re
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workflow.cli import console
from workflow.cli.options import Options, common
from workflow.cli.progress_bar import megabytes, progress_bar

if TYPE_CHECKING:
    from workflow.engines.setup.catalogue import Licence

#: File endings of models and their archives.
_SUFFIXES = frozenset(
    {".argosmodel", ".bin", ".bz2", ".gguf", ".gz", ".tar", ".tgz", ".xz", ".zip"}
)


@click.group("engines")
@common
def engines_command() -> None:
    """Show, fetch and examine translation engines and their models."""


@engines_command.command("list", epilog="Example: workflow engines list --catalogue")
@click.option("--catalogue", "recommended", is_flag=True,
              help="Show instead the models that `engines install NAME` can fetch.")  # fmt: skip
@common
@click.pass_obj
def list_engines(options: Options, /, *, recommended: bool) -> None:
    """Show the models and endpoints at hand, with their licences."""
    from workflow.engines.setup.inventory import known_models

    if recommended:
        _show_catalogue(options)
        return
    models = known_models(console.project_of(options))
    if options.json:
        console.print_json({"models": models})
    else:
        console.print_table(
            ("engine", "model", "ready", "size", "licence", "place", "note"),
            [
                (
                    model.engine,
                    model.model,
                    "yes" if model.ready else "no",
                    f"{model.size / 1e6:,.0f} MB" if model.size else "",
                    model.licence,
                    model.place,
                    model.note,
                )
                for model in models
            ],
        )


def _show_catalogue(options: Options) -> None:
    from workflow.app import installation

    models = installation.recommended()
    if options.json:
        rows = [asdict(model) | {"forbids": model.terms.forbids} for model in models]
        console.print_json({"catalogue": rows})
    else:
        console.print_table(
            ("name", "engine", "size", "good for", "licence", "forbids"),
            [
                (
                    model.name,
                    model.engine,
                    f"{model.size:.1f} GB" if model.size else "unknown",
                    model.good_for,
                    model.terms.name,
                    ", ".join(map(console.localized, model.terms.forbidden)),
                )
                for model in models
            ],
        )


def _models(
    context: click.Context, parameter: click.Parameter, values: tuple[str, ...]
) -> tuple[str, ...]:
    """Check what to install: one engine, or names, files and addresses of models."""
    from workflow.engines.setup.catalogue import INSTALLABLE, catalogue, no_model

    if len(values) == 1 and values[0] in INSTALLABLE:
        return values
    for value in values:
        if "://" not in value and value not in catalogue() and not _is_path(value):
            raise no_model(value)
    return values or ("auto",)


def _languages(
    context: click.Context, parameter: click.Parameter, value: str
) -> tuple[str, str] | None:
    """Check the languages of ``--pair``."""
    from workflow.engines.setup.model_folders import asked_pair

    pair = asked_pair(value) if value else None
    if value and pair is None:
        raise click.BadParameter("write two languages as en-ko", context, parameter)
    return pair


def _is_path(value: str) -> bool:
    """Tell whether an argument means a file or folder, which need not exist."""
    from workflow.engines.setup.catalogue import INSTALLABLE

    named = Path(value).suffix.lower() in _SUFFIXES
    return value not in INSTALLABLE and (Path(value).exists() or "/" in value or named)


def _checksums(
    context: click.Context, parameter: click.Parameter, values: tuple[str, ...]
) -> tuple[str, ...]:
    """Normalise the checksums of ``--sha256``."""
    found = tuple(value.strip().lower().removeprefix("sha256:") for value in values)
    if not all(re.fullmatch("[0-9a-f]{64}", value) for value in found):
        raise click.BadParameter("a SHA-256 has 64 hexadecimal digits", context, parameter)
    return found


@engines_command.command("install", epilog="Example: workflow engines install own.argosmodel")
@click.argument("what", nargs=-1, metavar="[ENGINE|NAME|FILE|FOLDER|URL ...]", callback=_models)
@click.option("--sha256", "accepted", multiple=True, metavar="HASH", callback=_checksums,
              help="Take a file with this checksum only, also where another is known.")  # fmt: skip
@click.option("--pair", default="", metavar="SOURCE-TARGET", callback=_languages,
              help="Languages of a CTranslate2 model that does not name them: en-ko.")  # fmt: skip
@click.option("--accept-licence", "accept", is_flag=True,
              help="Accept a licence with restrictions without being asked.")  # fmt: skip
@common
@click.pass_obj
def install(
    options: Options,
    /,
    what: tuple[str, ...],
    accepted: tuple[str, ...],
    pair: tuple[str, str] | None,
    *,
    accept: bool,
) -> int:
    """Fetch an engine, or install a model.

    auto gets what the project's language pairs lack: Argos packages, or the local model where
    their index cannot be reached. argos: packages from the index, about 100 MB a pair. local: a
    language model, 1.1 GB in 22 parts. NAME: a model of the catalogue (engines list --catalogue),
    from Hugging Face. FILE, FOLDER, URL: an .argosmodel, a language model (.gguf), a CTranslate2
    model (a folder, .zip, .tar.gz), or the address of a model's page there; URL may also be in an
    object store (s3://bucket/path, with the extra objects), and be that of a folder.
    """
    from workflow.app import installation
    from workflow.config import project_if_any
    from workflow.engines.setup.catalogue import INSTALLABLE
    from workflow.engines.setup.folder_install import ModelFacts
    from workflow.engines.setup.hub_install import Consent

    def agree(name: str, terms: Licence) -> bool:
        return accept or _asked(name, terms)

    with progress_bar(options, megabytes) as progress:
        if what[0] in INSTALLABLE:
            project = console.project_of(options)
            result = installation.install(project, what[0], progress, accepted)
        else:
            # Models are the user's: they can be installed outside of any project.
            own = project_if_any(options.folder)
            consent = Consent(accepted, agree)
            result = installation.install_own(own, what, progress, consent, ModelFacts(pair))
    if options.json:
        console.print_json(result)
    for step in result.steps:
        if step.note:
            console.inform(options, step.note)
        console.inform(options, f"{'Installed' if step.new else 'Found'}: {step.path}")
    for served, name in result.engines.items():
        console.inform(options, f"{served}: {name or 'no engine'}")
    return console.finish(result.errors)


def _on_a_terminal() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()


def _asked(name: str, terms: Licence) -> bool:
    """Ask on a terminal whether the user accepts a restrictive licence."""
    if not _on_a_terminal():
        return False
    forbidden = ", ".join(map(console.localized, terms.forbidden))
    click.echo(f"{name}: {terms.name} ({terms.url}) forbids {forbidden}.", err=True)
    return click.confirm("Do you accept it?", default=False, err=True)


@engines_command.command("doctor", epilog="Example: workflow engines doctor")
@common
@click.pass_obj
def examine(options: Options, /) -> int:
    """Examine engines and models, and say how to mend them.

    Looked at are libraries, packages, model files, the endpoint and the disk.
    """
    from workflow.engines.setup import doctor

    found = list(doctor.examine(console.project_of(options)))
    if options.json:
        console.print_json({"diagnoses": found})
    else:
        for diagnosis in found:
            mark = ("ok " if diagnosis.there else "-- ") if diagnosis.well else "BAD"
            console.echo(f"{mark} {diagnosis.subject}: {console.localized(diagnosis.what)}")
            if diagnosis.hint:
                console.echo(f"    hint: {console.localized(diagnosis.hint)}")
    return 0 if all(diagnosis.well for diagnosis in found) else 3
