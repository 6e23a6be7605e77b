"""Review translations in the browser: review."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workflow.cli import console
from workflow.cli.options import (
    Options,
    collected,
    common,
    host_option,
    port_option,
    reviewer_of,
    seeds_argument,
)
from workflow.model import say

if TYPE_CHECKING:
    from workflow.model import TeamMember
    from workflow.review import ReviewServer


def _editors(
    context: click.Context, parameter: click.Parameter, values: tuple[str, ...]
) -> tuple[TeamMember, ...]:
    """Parse the invited editors."""
    from workflow.setting_values import review_values

    try:
        return tuple(map(review_values.editor, values))
    except (TypeError, ValueError) as error:
        raise click.BadParameter(str(error), context, parameter) from None


_file = click.Path(exists=True, dir_okay=False, path_type=Path)


@dataclass(frozen=True, slots=True)
class _Reviewing:
    """The arguments and options of ``review``; each says in its help what it is for."""

    seeds: tuple[str, ...]
    host: str
    port: int
    reviewer: str | None
    invited: tuple[TeamMember, ...]
    certificate: Path | None
    key: Path | None
    no_open: bool


@click.command("review", epilog="Example: workflow review meeting")
@seeds_argument
@host_option
@port_option(8765)
@click.option("--no-open", is_flag=True, help="Only print the address; open no browser.")
@click.option(
    "--reviewer", metavar="NAME", help="Who approves, “Name <address>” (default: git's user)."
)
@click.option(
    "--invite",
    "invited",
    metavar="'NAME <ADDRESS>:ROLES'",
    multiple=True,
    callback=_editors,
    help="Let somebody else take part, by a link of their own that is printed. ROLES, with commas "
    "between: translate, approve, glossary (default: approve). In the settings: review.people.",
)
@click.option("--certificate", metavar="FILE", type=_file, help="Serve by TLS: the certificate.")
@click.option("--key", metavar="FILE", type=_file, help="The certificate's key.")
@common
@collected(_Reviewing)
def review_command(options: Options, asked: _Reviewing) -> None:
    """Review translations in the browser.

    Each sentence stands above its translation, with findings and terms beside it and one key for
    each decision. What you decide is in the PO files at once; they may be open in other programs,
    too. With `site.editor = "review"` the marks of `publish --editor` lead here.

    Each editor who is invited has a link of their own, which works once, for one browser; then the
    next one is printed. Their decisions bear their name. Other machines reach the review only by
    TLS, or through a proxy that `review.proxy` or `review.address` names.
    """
    from workflow.app import reviewing
    from workflow.review import Access

    work = console.find_work(options, asked.seeds, ())
    name = reviewer_of(work.project.root, asked.reviewer)
    if not name:
        raise click.UsageError("Who approves? Say --reviewer NAME, or set git's user.name.")
    if bool(asked.certificate) is not bool(asked.key):
        raise click.UsageError("--certificate and --key go together.")
    settings = work.project.settings.review
    access = Access(asked.host, asked.port, asked.certificate, asked.key, settings)
    server = reviewing.review_server(work.project, work.paths, name, access, asked.invited)
    opened = partial(_opened, options, no_open=asked.no_open)
    reviewing.serve_review(server, opened, partial(console.inform, options))


def _opened(options: Options, server: ReviewServer, *, no_open: bool) -> None:
    """Print the addresses, even with ``-q``: they are what the command gives."""
    guests = [
        {
            "name": each.name,
            "roles": sorted(each.roles),
            "url": server.invitation(each),
        }
        for each in server.sessions.people[1:]
    ]
    if options.json:
        document: dict[str, Any] = {"url": server.url}
        console.print_json(document | ({"invitations": guests} if guests else {}))
    else:
        console.echo(say("Review at {url} (Ctrl-C ends it)", url=server.url))
        for each in guests:
            console.echo(say("For {name} ({roles}): {url}", **each))
    if not no_open and _has_desktop():
        click.launch(server.url)


def _has_desktop() -> bool:
    """Return whether a browser may be opened: without a desktop it would take the terminal."""
    named = ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
    return sys.platform in ("darwin", "win32") or any(os.environ.get(name) for name in named)
