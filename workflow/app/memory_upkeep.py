"""``memory``: searched, taken in, given out, made anew."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from workflow import glossary, tmx
from workflow.app.recollection import names_in, stamp_of, tmx_pairs
from workflow.errors import ConfigError
from workflow.memory import Match, Memory, interchange
from workflow.model import Project
from workflow.protocols import Progress, silent
from workflow.store.files import replacing
from workflow.wdiff import Change, difference


@dataclass(frozen=True, slots=True)
class Found:
    """A match, and how the sentence sought differs from the one that it translates."""

    match: Match
    difference: tuple[Change, ...]


def search_memory(
    project: Project, memory: Memory, text: str, source: str, targets: Sequence[str]
) -> list[Found]:
    """The ten best translations of ``text`` and of sentences at least 75 % like it.

    Args:
        project: whose termbase tells which names must not differ.
        memory: the project's.
        text: a sentence.
        source: BCP 47 tag of the sentences to search; any when empty.
        targets: only translations into these languages; into any when empty.
    """
    memory.refresh()
    names = names_in(glossary.load(project))
    found = memory.fuzzy(text, language=source, targets=targets, names=names)
    return [Found(match, difference(match.pair.source, text)) for match in found]


def import_memory(
    project: Project, memory: Memory, path: Path, progress: Progress = silent
) -> tuple[Path, int]:
    """Takes a TMX file in; a copy of it is kept in ``locales/memory/``.

    Returns:
        The copy, and how many translations it holds.

    Raises:
        ConfigError: a file of that name is there already; nothing is overwritten.
        TmxError: the file cannot be read; nothing has been taken in.
    """
    place = project.imports / f"{path.stem}.tmx"
    if place.exists():
        raise ConfigError(place, "is there already", "Rename the file to import, or remove it.")
    shown = place.relative_to(project.root).as_posix()
    memory.refresh()
    with replacing(place, durable=True) as copy:
        stamp = replace(stamp_of(path), changed=0)  # the copy's time is not known yet
        pairs = partial(tmx_pairs, project, path, path.name, progress)
        count = memory.take_in(shown, stamp, pairs)
        with path.open("rb") as file:
            shutil.copyfileobj(file, copy)
    return place, count


def export_memory(
    memory: Memory, path: Path, targets: Sequence[str], *, drafts: bool = False
) -> int:
    """Writes a memory as TMX 1.4b; gives the number of units.

    Args:
        memory: a project's.
        path: the file to write.
        targets: only translations into these languages; into any when empty.
        drafts: also what nobody has approved.
    """
    memory.refresh()
    memory.verify()
    with replacing(path) as file:
        units = interchange.units(memory.pairs(targets, approved=not drafts))
        source = interchange.common_source(memory.languages())
        return tmx.write(file, units, source=source)
