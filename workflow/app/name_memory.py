"""Look up how approved translations render names the glossary lacks (``glossary suggest``)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from workflow.glossary.suggest import Suggestion
from workflow.languages import registered
from workflow.memory import Memory
from workflow.memory.refreshing import open_memory
from workflow.model import Pair, Project, State
from workflow.store.digests import FileDigests


def with_approved(project: Project, names: Sequence[Suggestion]) -> tuple[Suggestion, ...]:
    """Add renderings from the memory, and where approved sentences mention a name.

    A name that was a whole sentence, as headings and cells of tables are, has its translation. Of
    another that an approved sentence mentions, the note says whether the rendering stands there,
    and where to look. Files that cannot be read are passed over.
    """
    if project.settings.memory == "off" or not names:
        return tuple(names)
    with open_memory(project, FileDigests(), []) as memory:
        memory.refresh()
        mentions = dict(_mentions(names, memory.pairs()))
        return tuple(_told(memory, one, mentions.get((one.language, one.name))) for one in names)


def _mentions(
    names: Sequence[Suggestion], pairs: Iterable[Pair]
) -> Iterator[tuple[tuple[str, str], Pair]]:
    """Yield the approved sentences that mention a name, by its language and the name."""
    longest = sorted({one.name for one in names}, key=len, reverse=True)
    any_of = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")
    for pair in pairs:
        for found in any_of.finditer(pair.source):
            yield (pair.language, found[0]), pair


def _told(memory: Memory, name: Suggestion, mention: Pair | None) -> Suggestion:
    for tag in (known.tag for known in registered() if known.tag != name.language):
        for match in memory.exact(name.name, name.language, tag)[:1]:
            if match.pair.state is State.REVIEWED:
                proposals = {**name.proposals, tag: match.pair.text}
                basis = _joined(name.basis, f"approved in {_place(match.pair)}")
                name = replace(name, proposals=proposals, basis=basis)
                mention = None
    if mention is None:
        return name
    proposal = name.proposals.get(mention.target, "")
    how = "so in approved" if proposal and proposal in mention.text else "see approved"
    return replace(name, basis=_joined(name.basis, f"{how} {_place(mention)}"))


def _place(pair: Pair) -> str:
    return f"{pair.path}:{pair.line}"


def _joined(*notes: str) -> str:
    return "; ".join(filter(None, notes))
