"""Bring articles from the web: fetch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from workflow.cli import console
from workflow.cli.counts import counted
from workflow.cli.options import Options, common
from workflow.cli.progress_bar import progress_bar
from workflow.model import Message, say

if TYPE_CHECKING:
    from workflow.app.fetching.outcome import FetchedSeed, FetchOutcome


@click.command("fetch", epilog="Example: workflow fetch https://example.org/feed.xml --into news")
@click.argument("addresses", nargs=-1, metavar="[ADDRESS]...")
@click.option("--into", metavar="FOLDER", default="", help="Put them into this folder of seeds/.")
@click.option(
    "--feed", is_flag=True, help="ADDRESS is a feed, or a page that links one, not an article."
)
@click.option(
    "--update",
    is_flag=True,
    help="Also take what has changed at its source since; an edited seed stays.",
)
@click.option("--pictures", is_flag=True, help="Bring the pictures of the articles along.")
@click.option(
    "--allow-private",
    "private",
    is_flag=True,
    help="Also ask hosts of this machine and of the local network.",
)
@common
@click.pass_obj
def fetch_command(
    options: Options,
    /,
    addresses: tuple[str, ...],
    into: str,
    *,
    feed: bool,
    update: bool,
    pictures: bool,
    private: bool,
) -> int:
    """Bring articles from the web into seeds/.

    ADDRESS is that of an article or of a feed (RSS, Atom, JSON Feed); of a site's front page the
    feed that it links is meant. Without any, the feeds in the settings are asked for what is new.
    Each article comes once, with its source, author, date and licence, as stated, in its front
    matter. The site's robots.txt is heeded.
    """
    from workflow.app import fetching
    from workflow.app.fetching.outcome import FetchOptions

    project = console.project_of(options)
    wanted = FetchOptions(into, feed, update, pictures, private)
    with progress_bar(options) as progress:
        outcome = fetching.fetch(project, addresses, wanted, progress)
    if options.json:
        console.print_json(outcome)
    else:
        _print(options, outcome)
    return console.finish(outcome.errors)


def _print(options: Options, outcome: FetchOutcome) -> None:
    _list(outcome.fetched, say("{seed}"))
    _list(outcome.updated, say("updated: {seed}"))
    _list(outcome.changed, say("changed at its source: {seed}"))
    others = (
        (outcome.unchanged, say("{n} here already")),
        (outcome.removed, say("{n} taken out of seeds/ before")),
        (outcome.refused, say("{n} not to be had before")),
    )
    counts = [say(what, n=f"{count:,}") for count, what in others if count]
    new = counted(len(outcome.fetched), "new article")
    console.inform(options, say("{counts}", counts=[new, *counts]))
    if outcome.changed:
        console.inform(options, say("--update takes what has changed."))
    if outcome.left:
        left = counted(outcome.left, "article")
        said = say("{articles} left: fetch again (setting fetch.most).", articles=left)
        console.inform(options, said)
    if outcome.fetched:
        console.inform(options, say("Next: workflow run"))


def _list(seeds: Sequence[FetchedSeed], what: Message) -> None:
    for seed in seeds:
        named = f"{seed.path}: {seed.title}"
        from_feed = say("{seed} (the feed's text: its page could not be had)", seed=named)
        console.echo(say(what, seed=from_feed if seed.from_feed else named))
        for remark in seed.remarks:
            console.echo(f"  {console.localized(remark)}", err=True)
