"""The published site: publish, serve."""

from __future__ import annotations

from dataclasses import replace

import click

from workflow.cli import console
from workflow.cli.options import Options, common, host_option, port_option
from workflow.cli.published import data, tell

_drafts = click.option(
    "--drafts",
    is_flag=True,
    help="Make a preview in .workflow/preview, with articles that are not public.",
)


@click.command("publish", epilog="Example: workflow publish --editor")
@click.option("--clean", is_flag=True, help="Build every page anew.")
@click.option("--editor", is_flag=True, help="Let each status mark lead to its PO entry.")
@_drafts
@click.option("--pdf", is_flag=True, help="Also print each page to a PDF file (needs Chromium).")
@common
@click.pass_obj
def publish_command(options: Options, /, clean: bool, editor: bool, drafts: bool, pdf: bool) -> int:
    """Build the site; nothing is translated.

    It shows the seeds and PO files as they are now. Links within it that lead nowhere are findings
    (exit code 1); pictures that are not there are told.
    """
    from workflow.app import publishing
    from workflow.config import find_project

    project = replace(find_project(options.folder), preview=drafts)
    with console.progress(options) as progress:
        published = publishing.publish(project, progress, clean=clean, editor=editor, pdf=pdf)
    if options.json:
        console.print_json({
            "site": published.folder, "front": published.front, "pages": published.pages,
            "findings": published.findings, **data(published), "errors": published.errors,
        })  # fmt: skip
    tell(options, published)
    if published.pages:
        kind = "Preview" if drafts else "Site"
        pages = console.counted(published.pages, "page")
        console.inform(options, f"{pages}. {kind}: {published.front}")
    return console.finish(published.errors) or int(bool(published.broken))


@click.command("serve", epilog="Example: workflow serve --port 8080")
@host_option
@port_option(8000)
@_drafts
@common
@click.pass_obj
def serve_command(options: Options, /, host: str, port: int, drafts: bool) -> None:
    """Preview the site, and build it again when anything changes.

    Seeds, PO files, glossary, theme and settings are watched; pages that are open load again.
    """
    from workflow.app import publishing
    from workflow.config import find_project

    def opened(url: str) -> None:
        """The address is what the command gives: it is printed even with ``-q``."""
        if options.json:
            console.print_json({"url": url})
        else:
            console.echo(f"Serving {url} (Ctrl-C ends it)")

    def report(event: str) -> None:
        """What happens: beside the JSON document, not after it."""
        if not options.quiet:
            console.echo(event, err=options.json)

    project = replace(find_project(options.folder), preview=drafts)
    publishing.preview(project, host, port, opened, report)
