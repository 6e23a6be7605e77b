"""Say what a changed glossary means for approved sentences."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from workflow.cli.counts import counted
from workflow.model import Message, say

if TYPE_CHECKING:
    from workflow.app.glossary_upkeep.impact import Impact

#: How a changed glossary affects an approved sentence, by the value of :class:`Effect`.
EFFECTS = {str(each): each for each in (say("revise"), say("holds"), say("restored"))}


def unknown_line(found: Impact) -> str:
    """Describe what the figures do not cover: approvals that no sync has seen."""
    since = (
        say(
            "They were held against the glossary of the last commit only: --since REVISION"
            " compares with an older one."
        )
        if found.committed
        else say(
            "They were not compared: `workflow check` holds them to the glossary as it is now."
        )
    )
    return say(
        "{sentences} approved in another program, with no `workflow sync` since: which renderings"
        " held then is not known. {how}",
        sentences=counted(found.unknown, "sentence"),
        how=since,
    )


def impact_summary(found: Impact) -> Message:
    """Count the approved sentences by what a changed glossary means for them."""
    count = Counter(each.effect.value for each in found.affected)
    return say(
        "{sentences} to revise on {pages} ({done}), {holds} right as they are, {restored} approved"
        " again",
        sentences=counted(count["revise"], "sentence"),
        pages=counted(len(found.pages), "page"),
        done=say("marked") if found.applied else say("nothing written, --apply marks them"),
        holds=count["holds"],
        restored=count["restored"],
    )
