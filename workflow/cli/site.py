"""The published site: publish, serve."""

from __future__ import annotations

import click

from workflow.cli import console
from workflow.cli.options import Options, common


@click.command("publish", epilog="Example: workflow publish --editor")
@click.option("--clean", is_flag=True, help="Build every page anew.")
@click.option("--editor", is_flag=True, help="Let each status mark lead to its PO entry.")
@click.option("--pdf", is_flag=True, help="Also print each page to a PDF file (needs Chromium).")
@common
@click.pass_obj
def publish_command(options: Options, /, clean: bool, editor: bool, pdf: bool) -> int:
    """Build the site from the seeds and PO files as they are now; nothing is translated.

    Links within the site that lead nowhere are findings (exit code 1).
    """
    from workflow.config import find_project
    from workflow.pipeline import publishing

    project = find_project(options.folder)
    with console.progress(options) as progress:
        published = publishing.publish(project, progress, clean=clean, editor=editor, pdf=pdf)
    if options.json:
        console.print_json({
            "site": published.folder, "front": published.front, "pages": published.pages,
            "findings": published.findings, "errors": published.errors,
        })  # fmt: skip
    else:
        for finding in published.findings:
            console.echo(console.finding_line(finding))
    if published.pages:
        console.say(options, f"{console.counted(published.pages, 'page')}. Site: {published.front}")
    return console.finish(published.errors) or int(bool(published.findings))


@click.command("serve", epilog="Example: workflow serve --port 8080")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to serve on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@common
@click.pass_obj
def serve_command(options: Options, /, host: str, port: int) -> None:
    """Preview the site and build it again whenever seeds, PO files or the glossary change."""
    from workflow.config import find_project
    from workflow.pipeline import publishing

    project = find_project(options.folder)
    publishing.preview(project, host, port, lambda event: console.say(options, event))
