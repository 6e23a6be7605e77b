"""Review translations in the browser: review."""

from __future__ import annotations

from functools import partial

import click

from workflow.cli import console
from workflow.cli.options import Options, common, host_option, port_option, reviewer_of


@click.command("review", epilog="Example: workflow review meeting")
@click.argument("seeds", nargs=-1, metavar="[SEED]...", type=click.Path())
@host_option
@port_option(8765)
@click.option("--no-open", is_flag=True, help="Only print the address; open no browser.")
@click.option(
    "--reviewer", metavar="NAME", help="Who approves, “Name <address>” (default: git's user)."
)
@common
@click.pass_obj
def review_command(
    options: Options,
    /,
    seeds: tuple[str, ...],
    host: str,
    port: int,
    reviewer: str | None,
    *,
    no_open: bool,
) -> None:
    """Review translations in the browser.

    Each sentence stands above its translation, with findings and terms beside it and one key for
    each decision. What you decide is in the PO files at once; they may be open in other programs,
    too. With `site.editor = "review"` the marks of `publish --editor` lead here.
    """
    from workflow.app import reviewing

    project, paths, _ = console.find_work(options, seeds, ())
    name = reviewer_of(project.root, reviewer)
    if not name:
        raise click.UsageError("Who approves? Say --reviewer NAME, or set git's user.name.")

    def opened(url: str) -> None:
        """Print the address, even with ``-q``: it is what the command gives."""
        if options.json:
            console.print_json({"url": url})
        else:
            console.echo(f"Review at {url} (Ctrl-C ends it)")
        if not no_open:
            click.launch(url)

    report = partial(console.inform, options)
    reviewing.serve_review(project, paths, name, host=host, port=port, opened=opened, report=report)
