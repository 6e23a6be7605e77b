"""PO files: read, merged with what the seeds say now, filled, and written so that nothing is lost.

::

    catalog      Catalog: a seed's translations into one language, and what can be done to them
    editing      what a Catalog holds in memory, and how it is saved on a newer file
    changes      what can be done to one message, a plain function each
    merge        brings the messages to what a document says now (template)
    inheritance  which old sentences a changed one was made from, and what it is offered
    incoming     translations that come in from outside
    message      one message and, in stamp, the state that we keep in a comment
    approvals    whose an approval is; attribution finds it out, with the help of git
    po_file      a file in memory: its header, its messages and its text
    parser       files into messages; damage: what is looked for before that
    writer       the one module that writes PO files
    journal      what people decided, line by line; recovery: what a file has lost of it
    paths        where the files are; seed_catalogs: renamed, named and saved together
    extract      what memory and imports take out of a file

The only package that knows polib, and the only writer of PO files.
"""

from workflow.catalog.approvals import Approver, Snapshot
from workflow.catalog.catalog import Catalog
from workflow.catalog.extract import entries_of, pairs
from workflow.catalog.incoming import IncomingResult
from workflow.catalog.merge import MergeReport
from workflow.catalog.message import PoMessage
from workflow.catalog.paths import (
    folder_of,
    interrupted,
    journal_of,
    orphans,
    path_of,
    place_of,
)
from workflow.catalog.recovery import LostDecision
from workflow.catalog.seed_catalogs import adopt, name_everywhere, named_source, save_all

__all__ = [
    "Approver",
    "Catalog",
    "IncomingResult",
    "LostDecision",
    "MergeReport",
    "PoMessage",
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
