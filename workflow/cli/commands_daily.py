"""Do the daily work: run, detect, sync, translate."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from time import monotonic
from typing import TYPE_CHECKING, Any

import click

from workflow import plugins
from workflow.cli import console
from workflow.cli.commands_site import print_site, site_json
from workflow.cli.cost_table import show_estimate
from workflow.cli.counts import counted
from workflow.cli.options import (
    Options,
    collected,
    common,
    estimate_option,
    max_cost_option,
    on_option,
    paths_argument,
    seeds_argument,
    shard_option,
    source_option,
    to_option,
)
from workflow.cli.outcome_lines import print_carried, print_doubts, print_outcome, print_some
from workflow.cli.progress_bar import progress_bar
from workflow.model import say

if TYPE_CHECKING:
    from workflow.app.detection import DocumentLanguage
    from workflow.app.running import Outcome, RunResult
    from workflow.app.state.project_state import Work


def _engines(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    """Complete the name of an engine for a shell."""
    names = ("auto", *plugins.names(plugins.ENGINES))
    return [name for name in names if name.startswith(incomplete)]


_engine = click.option(
    "--engine",
    metavar="NAME",
    shell_complete=_engines,
    help="auto, or one that `workflow engines list` shows, e.g. argos.",
)
_redo = click.option(
    "--redo-drafts", is_flag=True, help="Also translate again what no person has touched."
)


@dataclass(frozen=True, slots=True)
class _Translating:
    """The options of ``translate`` and ``run``; see :func:`_translating`."""

    seeds: tuple[str, ...]
    targets: tuple[str, ...]
    source: str
    engine: str | None
    redo_drafts: bool
    estimate: bool
    max_cost: float | None

    def work(self, options: Options) -> Work:
        """Find the project, its cost limit, the seeds and the target languages."""
        from workflow.app.running import limited

        take_in = not self.estimate
        work = console.find_work(options, self.seeds, self.targets, self.engine, take_in=take_in)
        return replace(
            work,
            project=limited(work.project, self.max_cost),
            source=self.source,
            redo_drafts=self.redo_drafts,
            again=bool(self.seeds),
        )


def _translating(command: Callable[..., int]) -> Callable[..., int]:
    """Add the options of commands that translate, collected in a :class:`_Translating`."""
    asking = collected(_Translating)(command)
    for option in (common, shard_option, on_option, max_cost_option, estimate_option, _redo,
                   _engine, source_option, to_option, seeds_argument):  # fmt: skip
        asking = option(asking)
    return asking


@click.command("run", epilog="Example: workflow run visit.txt --to ko --engine argos")
@_translating
def run_command(options: Options, asked: _Translating) -> int:
    """Translate new sentences, check everything, publish the site.

    What the checks find is counted. Links of the site that lead nowhere make the exit code 1, and
    so does what people have decided and a PO file has lost (see `workflow restore`).

    With --shard, only that part is translated and checked, and no page is built: `workflow publish`
    does that when all parts are done.
    """
    from workflow.app import running

    started = monotonic()
    work = asked.work(options)
    if asked.estimate:
        return show_estimate(options, work)
    with progress_bar(options) as progress:
        ran = running.run(work, progress, site=not options.shard)
    outcome = ran.outcome
    if options.json:
        console.print_json({
            **_as_json(outcome, work.targets),
            "findings": len(ran.checked.findings),
            "site": ran.site.folder,
            "broken_links": ran.site.broken,
            "missing_pictures": ran.site.missing,
            **site_json(ran.site),
            "elapsed_s": round(monotonic() - started, 2),
        })  # fmt: skip
    _print_run(options, work, ran)
    lost = console.print_missing(options, outcome.missing)
    return console.finish(outcome.errors) or lost or int(bool(ran.site.broken))


def _print_run(options: Options, work: Work, ran: RunResult) -> None:
    outcome = ran.outcome
    print_outcome(options, outcome)
    print_doubts(options, work.project, outcome)
    print_carried(options, outcome.seeds)
    print_some(options, [] if options.json else ran.checked.code)
    if ran.checked.findings:
        found = counted(len(ran.checked.findings), "finding")
        console.inform(options, say("{findings}: see `workflow check`.", findings=found))
    if not work.paths:
        console.inform(options, console.NO_SEEDS)
    print_site(options, ran.site)
    if ran.site.pages:
        console.inform(options, say("Site: {front}", front=ran.site.front))
    if part := options.shard:
        said = say(
            "Part {number} of {parts}: no page is built. When all parts are done, run `workflow"
            " publish`.",
            number=part.number,
            parts=part.parts,
        )
        console.inform(options, said)


@click.command("sync", epilog="Example: workflow sync visit")
@seeds_argument
@to_option
@source_option
@shard_option
@click.option(
    "--was",
    metavar="NAME",
    default="",
    help="The name that the one seed had before: its PO files are moved to it.",
)
@common
@click.pass_obj
def sync_command(
    options: Options, /, seeds: tuple[str, ...], targets: tuple[str, ...], source: str, was: str
) -> int:
    """Merge seeds into the PO files; nothing is translated.

    Sentences that have moved keep their translations; changed ones have theirs as a proposal, and
    those that are gone leave theirs as obsolete entries.

    The exit code is 1 where a PO file has lost what people have decided (see `workflow restore`).
    """
    from workflow.app import running

    work = replace(console.find_work(options, seeds, targets, take_in=True), source=source)
    if was and len(work.paths) != 1:
        raise click.UsageError("--was needs one seed: workflow sync SEED --was NAME")
    with progress_bar(options) as progress:
        outcome = running.sync(work, progress, was=was)
    return _conclude(options, work, outcome)


@click.command("translate", epilog="Example: workflow translate --to zh-Hans --redo-drafts")
@_translating
def translate_command(options: Options, asked: _Translating) -> int:
    """Fill what is empty; what is approved is never touched.

    The exit code is 1 where a PO file has lost what people have decided (see `workflow restore`).
    """
    from workflow.app import running

    work = asked.work(options)
    if asked.estimate:
        return show_estimate(options, work)
    with progress_bar(options) as progress:
        outcome = running.translate(work, progress)
    return _conclude(options, work, outcome)


@click.command("detect", epilog="Example: workflow detect seeds/visit.txt")
@paths_argument
@source_option
@common
@click.pass_obj
def detect_command(options: Options, /, paths: tuple[str, ...], source: str) -> int:
    """Show the language of each document and block, with confidence.

    Also told is what says so: --source, the front matter, a page's html element, or the text.
    """
    from workflow.app import detection

    detected = detection.detect(console.project_of(options), paths, source)
    if options.json:
        console.print_json({"documents": detected.documents, "errors": detected.errors})
    else:
        if not detected.documents and not detected.errors:
            console.inform(options, console.NO_SEEDS)
        for document in detected.documents:
            sure = console.localized(_how_sure(document))
            console.echo(f"{document.path}: {document.language} ({sure})")
            console.print_table(
                (say("line"), say("kind"), say("language"), say("confidence"), say("text")),
                [
                    (block.line, block.kind, block.language, f"{block.confidence:.0%}", block.text)
                    for block in document.blocks
                ],
            )
    return console.finish(detected.errors)


def _how_sure(document: DocumentLanguage) -> str:
    """Describe how certain a language is: ``98%``, ``63%, not sure``, ``as the file says``."""
    said = {
        "option": say("as --source says"),
        "metadata": say("as the file says"),
        "kept": say("as an earlier --source says"),
        "page": say("as the page says"),
    }
    shown = said.get(document.authority, f"{document.confidence:.0%}")
    if not document.sure:
        return say("{how}, not sure", how=shown)
    other = document.reads_as
    return say("{how}, but it reads as {language}", how=shown, language=other) if other else shown


def _as_json(outcome: Outcome, targets: Sequence[str]) -> dict[str, Any]:
    """Return the outcome of seeds as data for JSON."""
    from workflow.app import running

    return {
        "seeds": outcome.seeds,
        "engine": running.engine_names(outcome.seeds, targets),
        "drafted_by": running.drafted_by(outcome.seeds),
        "missing": outcome.missing,
        "renames": outcome.renames,
        "lapsed": outcome.lapsed,
        "reopened": outcome.reopened,
        "usage": outcome.usage,
        "errors": outcome.errors,
    }


def _conclude(options: Options, work: Work, outcome: Outcome) -> int:
    if options.json:
        console.print_json(_as_json(outcome, work.targets))
    print_outcome(options, outcome)
    if not outcome.seeds and not outcome.errors:
        console.inform(options, console.NO_SEEDS)
    print_doubts(options, work.project, outcome)
    lost = console.print_missing(options, outcome.missing)
    return console.finish(outcome.errors) or lost
