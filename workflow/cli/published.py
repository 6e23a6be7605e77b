"""What ``run`` and ``publish`` say of a site: what is wrong, and what is kept back and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from workflow.cli import console
from workflow.cli.options import Options

if TYPE_CHECKING:
    from workflow.app.publicity import Withheld
    from workflow.app.publishing import Published

#: Lines of one kind; all are in the JSON.
_MOST = 20


def tell(options: Options, published: Published) -> None:
    """Prints findings and what is kept back."""
    from workflow.app.withholding import NOT_REVIEWED

    if options.json:
        return
    for finding in published.findings:
        console.echo(console.finding_line(finding))
    usual = [each for each in published.unread if each.usual]
    if usual:
        keys = ", ".join(f"{each.key} ({each.files})" for each in usual)
        console.inform(options, f"Front matter that nothing is made of, with the files: {keys}")
    _list(options, [article_line(each) for each in published.withheld])
    drafts = [each for each in published.sentences if each.reason == NOT_REVIEWED]
    if drafts:
        count = console.counted(len(drafts), "draft")
        console.inform(options, f"{count} not shown: not reviewed")
    others = [each for each in published.sentences if each.reason != NOT_REVIEWED]
    _list(options, [f"{each.path}:{each.line}: not shown: {each.reason}" for each in others])


def article_line(withheld: Withheld) -> str:
    """That an article is not public, why, and until when."""
    until = f" until {withheld.until}" if withheld.until else ""
    return f"{withheld.path}:{withheld.line}: not public{until}: {withheld.reason}"


def data(published: Published) -> dict[str, Any]:
    """The same for programs."""
    return {
        "withheld": published.withheld,
        "withheld_sentences": published.sentences,
        "unread_keys": published.unread,
    }


def _list(options: Options, lines: Sequence[str]) -> None:
    for line in lines[:_MOST]:
        console.inform(options, line)
    if len(lines) > _MOST:
        console.inform(options, f"… and {len(lines) - _MOST:,} more: --json lists them all.")
