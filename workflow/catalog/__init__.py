"""PO files: read, merged with what the seeds say now, filled, and written so that nothing is lost.

The only package that knows polib, and the only writer of PO files.
"""

from workflow.catalog.approvals import Hand
from workflow.catalog.catalog import Catalog
from workflow.catalog.foreign import entries_of
from workflow.catalog.lost import Lost
from workflow.catalog.merge import MergeReport
from workflow.catalog.message import Message
from workflow.catalog.named import name_everywhere, named_source
from workflow.catalog.pairs import pairs
from workflow.catalog.paths import (
    folder_of,
    interrupted,
    journal_of,
    orphans,
    path_of,
    place_of,
)
from workflow.catalog.renames import adopt
from workflow.catalog.returned import Fate, Returned
from workflow.catalog.saving import save_all
from workflow.catalog.snapshots import Snapshot

__all__ = [
    "Catalog",
    "Fate",
    "Hand",
    "Lost",
    "MergeReport",
    "Message",
    "Returned",
    "Snapshot",
    "adopt",
    "entries_of",
    "folder_of",
    "interrupted",
    "journal_of",
    "name_everywhere",
    "named_source",
    "orphans",
    "pairs",
    "path_of",
    "place_of",
    "save_all",
]
