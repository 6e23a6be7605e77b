"""PO files from elsewhere: what OmegaT or an agency made of one of ours."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from workflow.catalog import syntax
from workflow.catalog.approvals import entry_of
from workflow.model import Entry, State


def entries_of(path: Path) -> tuple[str, tuple[Entry, ...]]:
    """The language code in a PO file's header, and its entries; nothing of it is trusted.

    A text that only repeats its source is taken for no translation: OmegaT can be told to fill
    what is untranslated so.

    Raises:
        CatalogError: the file is damaged.
        FileNotFoundError: there is none.
    """
    _, file = syntax.read(path, str(path))
    found = [entry_of(message, str(path)) for message in file.messages if not message.obsolete]
    return file.header.values.get("Language", ""), tuple(map(_translated, found))


def _translated(entry: Entry) -> Entry:
    if entry.text == entry.source and entry.origin != "source":
        return replace(entry, text="", state=State.EMPTY)
    return entry
