"""Publish and preview the site, and say what is kept back: publish, serve."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import click

from workflow.cli import console
from workflow.cli.counts import counted
from workflow.cli.options import (
    Options,
    WholeNumber,
    common,
    host_option,
    on_option,
    port_option,
    shard_option,
)
from workflow.cli.progress_bar import progress_bar
from workflow.errors import ConfigError
from workflow.languages import language
from workflow.model import Message, say

if TYPE_CHECKING:
    from workflow.app.publishing import Published
    from workflow.app.publishing.upload import Uploaded
    from workflow.app.publishing.withholding import WithheldArticle
    from workflow.app.state.sharding import Shard
    from workflow.model import Project
    from workflow.protocols import Progress

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
@click.option(
    "--to",
    metavar="PLACE",
    help="Then bring the site to a folder, rsync://…, user@host:path or s3://…: what has changed.",
)
@shard_option
@click.option(
    "--join",
    metavar="PARTS",
    type=WholeNumber(1),
    help="Build the site of so many parts, each of which was made with --shard.",
)
@on_option
@common
@click.pass_obj
def publish_command(options: Options, /, **said: Any) -> int:
    """Build the site; nothing is translated.

    It shows the seeds and PO files as they are now. Links within it that lead nowhere are findings
    (exit code 1); pictures that are not there are told, and links in seeds to what is not
    published. Nothing is brought anywhere (--to) while a link of the site, or an article that could
    not be published, is left, unless an article there is not public any more: then all is brought,
    and what could not be published stays there as it was.

    Several machines can share the work: each makes the pages of a part (--shard 2/6), and when all
    have ended, one of them joins the parts (--join 6).
    """
    from workflow.app.publishing.upload import refuse_own_folders

    asked = _PublishOptions(shard=options.shard, **said)
    asked.refuse_what_contradicts()
    project = replace(console.project_of(options), preview=asked.drafts)
    if asked.to is not None:
        refuse_own_folders(project, asked.to)
    with progress_bar(options) as progress:
        published = _published(project, asked, progress)
        uploaded = _upload(project, published, asked.to, progress)
    if options.json:
        console.print_json({
            "site": published.folder, "front": published.front, "pages": published.pages,
            "findings": published.findings, **site_json(published), "errors": published.errors,
            "made": published.made, "uploaded": uploaded,
        })  # fmt: skip
    print_site(options, published)
    _print_end(options, asked, published, uploaded)
    return console.finish(published.errors) or int(bool(published.broken))


@dataclass(frozen=True, slots=True)
class _PublishOptions:
    """What the command line asks of ``publish``; see its options."""

    clean: bool
    editor: bool
    drafts: bool
    pdf: bool
    to: str | None
    join: int | None
    shard: Shard | None

    def refuse_what_contradicts(self) -> None:
        """Refuse options that contradict each other.

        Raises:
            ConfigError: there are such.
        """
        if self.to is not None and (self.drafts or self.editor):
            option, is_for = "--to", say("is for the public site")
        elif self.shard and (self.join or self.drafts or self.to or self.clean):
            option, is_for = "--shard", say("makes one part of the public site and nothing else")
        elif self.join and self.drafts:
            option, is_for = "--join", say("is for the public site")
        else:
            return
        raise ConfigError(option, is_for, say("Leave the other option out."))


def _published(project: Project, asked: _PublishOptions, progress: Progress) -> Published:
    """Build the site, one part of it, or the site from its parts."""
    from workflow.app import publishing
    from workflow.app.publishing import site_parts
    from workflow.store.locks import locks_of_one_machine

    project = publishing.with_pdf(project) if asked.pdf else project
    clean, editor = asked.clean, asked.editor
    if shard := asked.shard:
        locks_of_one_machine(project.root)
        return site_parts.publish_shard(project, shard, progress, editor=editor)
    if parts := asked.join:
        return site_parts.join(project, parts, progress, clean=clean, editor=editor)
    return publishing.publish(project, progress, clean=clean, editor=editor)


def _print_end(
    options: Options, asked: _PublishOptions, published: Published, uploaded: Uploaded | None
) -> None:
    """Print how many pages there are, and where."""
    pages = counted(published.pages, "page")
    if (shard := asked.shard) and published.front == published.folder:
        said = say(
            "Part {number} of {parts}: {pages}. When all parts are made, run `workflow publish"
            " --join {parts}`.",
            number=shard.number,
            parts=shard.parts,
            pages=pages,
        )
        console.inform(options, said)
    elif published.pages:
        said = say("{pages}. Preview: {front}") if asked.drafts else say("{pages}. Site: {front}")
        console.inform(options, say(said, pages=pages, front=published.front))
    if asked.join and published.pages and published.made:
        made = counted(published.made, "article")
        said = say("Made here, as no part has it as it is now: {articles}.", articles=made)
        console.inform(options, said)
    if uploaded:
        said = say(
            "{place}: {sent} files sent, {gone} removed.",
            place=uploaded.to,
            sent=f"{len(uploaded.sent):,}",
            gone=f"{len(uploaded.removed):,}",
        )
        console.inform(options, said)
    elif asked.to:
        said = say("{place}: nothing sent while something is wrong.", place=asked.to)
        console.inform(options, said)


def _upload(
    project: Project, published: Published, to: str | None, progress: Progress
) -> Uploaded | None:
    """Upload the site if nothing is wrong with it, or if an article has to be withdrawn."""
    from workflow.app.publishing.upload import upload

    if to is None or not published.pages:
        return None
    name = project.settings.site_url or project.settings.name
    unsound = published.wanted if published.errors or published.broken else None
    return upload(published.folder, to, progress, name=name, unsound=unsound)


@click.command("serve", epilog="Example: workflow serve --port 8080")
@host_option
@port_option(8000)
@_drafts
@common
@click.pass_obj
def serve_command(options: Options, /, host: str, port: int, *, drafts: bool) -> None:
    """Preview the site, and build it again when anything changes.

    Seeds, PO files, glossary, theme and settings are watched; pages that are open load again.
    """
    from workflow.app import publishing
    from workflow.local_server import LOCAL

    def opened(url: str) -> None:
        """Print the address, even with ``-q``: it is what the command gives."""
        if options.json:
            console.print_json({"url": url})
        else:
            console.echo(say("Serving {url} (Ctrl-C ends it)", url=url))
        if host.lower() not in LOCAL:
            risk = say("whoever reaches this machine can read the site, drafts too, and it is sent"
                       " in the clear")  # fmt: skip
            console.echo(f"warning: --host {host}: {console.localized(risk)}", err=True)

    def report(event: str) -> None:
        """Print an event; with ``--json``, on standard error."""
        if not options.quiet:
            console.echo(event, err=options.json)

    project = replace(console.project_of(options), preview=drafts)
    publishing.preview(project, host, port, opened, report)


#: How many lines of one kind are printed; the JSON has all of them.
_MOST = 20


def print_site(options: Options, published: Published) -> None:
    """Print findings and what is kept back."""
    from workflow.app.publishing.withheld_translations import NOT_REVIEWED

    if options.json:
        return
    kinds = (
        (published.missing, say("{n} pictures are not shown")),
        (published.left, say("{n} links in seeds lead to nothing that is published")),
    )
    summed = [each for each in kinds if len(each[0]) > 1 and not options.verbose]
    together = {id(finding) for found, _ in summed for finding in found}
    for finding in published.findings:
        if id(finding) not in together:
            console.echo(console.finding_line(finding))
    for found, what in summed:
        said = say("{what} (-v lists them)", what=say(what, n=f"{len(found):,}"))
        console.echo(f"{console.localized(said)}; {console.finding_line(found[0])}")
    usual = [each for each in published.unread if each.usual]
    if usual:
        keys = [f"{each.key} ({each.files})" for each in usual]
        said = say("Front matter that nothing is made of, with the files: {keys}", keys=keys)
        console.inform(options, said)
    for tag, names in published.unnamed.items():
        console.inform(options, _unnamed_line(tag, names))
    _list(options, [article_line(each) for each in published.withheld])
    stays = say("{path}: its pages stay as they were, until its PO files can be read")
    _list(options, [say(stays, path=path) for path in published.stayed])
    drafts = [each for each in published.sentences if each.reason == NOT_REVIEWED]
    if drafts:
        count = counted(len(drafts), "draft")
        console.inform(options, say("{drafts} not shown: not reviewed", drafts=count))
    others = [each for each in published.sentences if each.reason != NOT_REVIEWED]
    hidden = say("{place}: not shown: {reason}")
    _list(options, [say(hidden, place=f"{each.path}:{each.line}", reason=each.reason)
                    for each in others])  # fmt: skip


def _unnamed_line(tag: str, names: Sequence[str]) -> Message:
    """Describe which sections and tags lack a name in a language, and where to give one."""
    more = len(names) - _MOST
    shown = say("{names} and {n} more", names=names[:_MOST], n=f"{more:,}")
    return say(
        "Sections and tags without a name in {language} ({file} or the glossary): {names}",
        language=tag,
        file=f"theme/locales/{language(tag).gettext}.po",
        names=shown if more > 0 else names,
    )


def article_line(withheld: WithheldArticle) -> Message:
    """Describe that an article is not public, why, and until when."""
    said = (
        say("{place}: not public until {day}: {reason}")
        if withheld.until
        else say("{place}: not public: {reason}")
    )
    place = f"{withheld.path}:{withheld.line}"
    return say(said, place=place, day=withheld.until, reason=withheld.reason)


def site_json(published: Published) -> dict[str, Any]:
    """Return the outcome of publishing as data for JSON."""
    return {
        "withheld": published.withheld,
        "articles": published.articles,
        "withheld_sentences": published.sentences,
        "stayed": published.stayed,
        "unread_keys": published.unread,
        "unnamed_topics": published.unnamed,
        "links_left": published.left,
    }


def _list(options: Options, lines: Sequence[str]) -> None:
    for line in lines[:_MOST]:
        console.inform(options, line)
    if len(lines) > _MOST:
        left = f"{len(lines) - _MOST:,}"
        console.inform(options, say("… and {n} more: --json lists them all.", n=left))
