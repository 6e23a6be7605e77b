"""A seed that got another name takes its PO files along."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from contextlib import suppress

from workflow.catalog import store, syntax
from workflow.catalog.paths import journal_of, path_of, where
from workflow.errors import CatalogError
from workflow.model import Document, Project

#: Least share of sentences, of the shorter side, that an old PO file and a new seed have in common.
_SHARED = 0.5


def adopt(
    project: Project, documents: Sequence[Document], gone: Sequence[str], target: str
) -> Mapping[str, str]:
    """Moves PO files whose seed is gone to new seeds of the same content.

    Args:
        project: whose they are.
        documents: segmented; those that have a PO file already are passed over.
        gone: the names of these PO files, see :func:`workflow.catalog.orphans`.
        target: BCP 47 tag of the translation.

    Returns:
        For each name that got a PO file, the name it had before.

    Raises:
        CatalogError: a file cannot be moved.
    """
    new = [each for each in documents if not path_of(project, each.name, target).exists()]
    moved: dict[str, str] = {}
    taken: set[str] = set()
    for name, former in _pairs(project, new, gone if new else (), target):
        if name not in moved and former not in taken:
            _move(project, former, name, target)
            moved[name] = former
            taken.add(former)
    return moved


def _pairs(
    project: Project, documents: Sequence[Document], old: Sequence[str], target: str
) -> list[tuple[str, str]]:
    """Which old names come into question for which documents, the likeliest first."""
    sizes: dict[str, int] = {}
    holders: dict[str, list[str]] = defaultdict(list)
    for name in old:
        sources = _sources(project, name, target)
        sizes[name] = len(sources)
        for source in sources:
            holders[source].append(name)
    found = []
    for document in documents:
        texts = {segment.text for segment in document.segments}
        shared = Counter(name for text in texts for name in holders.get(text, ()))
        for name, count in shared.items():
            share = count / min(len(texts), sizes[name])
            if share >= _SHARED:
                found.append((count, share, document.name, name))
    return [(new, former) for _, _, new, former in sorted(found, reverse=True)]


def _sources(project: Project, name: str, target: str) -> set[str]:
    """The sentences of a PO file; none if it cannot be read, so that it stays where it is."""
    try:
        path = path_of(project, name, target)
        _, file = syntax.read(path, where(project, path))
    except (CatalogError, FileNotFoundError):
        return set()
    return {message.msgid for message in file.messages if not message.obsolete}


def _move(project: Project, former: str, name: str, target: str) -> None:
    path = path_of(project, name, target)
    try:
        store.move(path_of(project, former, target), path)
    except (OSError, store.Changed) as error:
        raise CatalogError(
            where(project, path),
            f"cannot take the place of {former}.po ({error})",
            "Check permissions, or rename the PO file by hand.",
        ) from error
    journal = journal_of(project, former, target)
    with suppress(OSError, store.Changed):  # what it held is written down anew
        if journal.exists():
            store.move(journal, journal_of(project, name, target))
