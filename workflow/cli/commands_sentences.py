"""Show, join and split the sentences of an article: sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from workflow.cli import console
from workflow.cli.counts import counted
from workflow.cli.options import Options, common
from workflow.model import say

if TYPE_CHECKING:
    from workflow.app.resegmenting import RegroupedDocument

_seed = click.argument("seed", type=click.Path())
_sentence = click.argument("sentence")


@click.group("sentences")
@common
def sentences_command() -> None:
    """Join sentences of an article, or split one.

    Where the program has found the end of a sentence in the wrong place, or a translation needs
    two sentences in one. All languages follow; what was translated is put together, or divided
    where it has as many sentences, and waits to be looked at. `locales/.sentences/` remembers it.
    """


@sentences_command.command("show", epilog="Example: workflow sentences show visit")
@_seed
@common
@click.pass_obj
def show(options: Options, /, seed: str) -> int:
    """List the sentences of SEED with their keys, and where people have joined or split them."""
    from workflow.app import resegmenting

    document = resegmenting.read(console.project_of(options), seed)
    if options.json:
        console.print_json({
            "path": document.path,
            "sentences": [
                {"key": each.key, "line": each.line, "block": each.block, "text": each.text}
                for each in document.segments
            ],
            "seams": document.seams,
            "lapsed": document.lapsed,
        })  # fmt: skip
        return 0
    rows = [(each.key, each.line, each.text) for each in document.segments]
    console.print_table((say("key"), say("line"), say("sentence")), rows)
    for seam in document.seams:
        said = say("joined: {left} | {right}") if seam.joined else say("split: {left} | {right}")
        console.inform(options, say(said, left=seam.left, right=seam.right))
    return 0


@sentences_command.command(
    "join", epilog="Example: workflow sentences join visit 'They met on Monday.'"
)
@_seed
@_sentence
@common
@click.pass_obj
def join(options: Options, /, seed: str, sentence: str) -> int:
    """Make one of a SENTENCE of SEED and the next one of its paragraph.

    SENTENCE is its key, which `sentences show` and the address of a page (`#s-KEY`) have, or words
    that no other sentence holds.
    """
    from workflow.app import resegmenting

    project = console.project_of(options)
    return _tell(options, resegmenting.join(project, seed, sentence))


@sentences_command.command(
    "split", epilog="Example: workflow sentences split visit 'They met' --after 'on Monday,'"
)
@_seed
@_sentence
@click.option(
    "--after", required=True, metavar="WORDS", help="The last words of what becomes the first one."
)
@common
@click.pass_obj
def split(options: Options, /, seed: str, sentence: str, after: str) -> int:
    """Make two of a SENTENCE of SEED, which is named as for `join`.

    A headline stays one sentence, and no link or emphasis is torn.
    """
    from workflow.app import resegmenting

    project = console.project_of(options)
    return _tell(options, resegmenting.split(project, seed, sentence, after))


def _tell(options: Options, done: RegroupedDocument) -> int:
    if options.json:
        files = [each.catalog.where for each in done.translations]
        cases = [{"before": each.before, "after": each.after} for each in done.cases]
        console.print_json({"path": done.document.path, "sentences": cases, "files": files})
    for case in done.cases:
        console.inform(options, f"{' | '.join(case.before)} → {' | '.join(case.after)}")
    waiting = counted(len(done.translations), "PO file")
    said = say("{files} changed; what was translated waits to be looked at.", files=waiting)
    console.inform(options, said)
    return 0
