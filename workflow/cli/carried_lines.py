"""Say what is carried over untranslated: counts by reason, and each with its place on demand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from workflow.cli import console
from workflow.cli.options import Options
from workflow.model import Finding

if TYPE_CHECKING:
    from workflow.app.document_translation import SeedReport

#: Findings of one kind that a summary shows.
_MOST = 5


def tell_carried(options: Options, seeds: Sequence[SeedReport]) -> None:
    """Print how much of the seeds is carried over, and why; with ``-v`` every place."""
    carried = [(seed, each) for seed in seeds for each in seed.carried]
    if not carried or options.quiet:
        return
    counts = Counter(each.reason for _, each in carried)
    told = ", ".join(f"{reason} {number}" for reason, number in counts.most_common())
    more = "" if options.verbose else " (-v lists them)"
    console.inform(options, f"Carried over untranslated: {told}{more}")
    for seed, each in carried if options.verbose else ():
        into = f" ({each.target})" if each.target else ""
        console.inform(options, f"{seed.path}:{each.line}: {each.reason}{into}: {each.text}")


def tell_some(options: Options, findings: Sequence[Finding], rest: str) -> None:
    """Print findings of one kind; of many the first ones, and where the others are."""
    shown = findings if options.verbose else findings[:_MOST]
    for finding in shown:
        console.echo(console.finding_line(finding))
    if len(shown) < len(findings):
        console.echo(f"… and {len(findings) - len(shown):,} more like these: {rest}.")
