"""Read PO files, merge them with the current seeds, and write them so that nothing is lost.

::

    catalog      Catalog: a seed's translations into one language, and what can be done to them
    held_file    what a Catalog holds in memory; editing: how it is saved on a newer file
    changes      what can be done to one message, a plain function each
    merge        brings the messages to what a document says now (template)
    regrouping   where people have joined or split sentences, and what these get
    inheritance  which old sentences a changed one was made from, and what it is offered
    incoming     translations that come in from outside
    message      one message and, in stamp, the state that we keep in a comment
    approvals    whose an approval is; attribution finds it out, with the help of git
    po_file      a file in memory: its header, its messages and its text
    parser       files into messages; damage: what is looked for before that
    writer       the one module that writes PO files
    three_way    merges two versions of a file that grew from one, for git
    journal      what people decided, line by line; recovery: what a file has lost of it
    history      what happened to a sentence, as journal, git and file tell it
    paths        where the files are; seed_catalogs: named, saved and read as a whole
    likeness     which of them are a renamed seed's; relocation: moves them to its name

The only package that knows polib, and the only writer of PO files.
"""

from workflow.catalog.approvals import Approver, Snapshot
from workflow.catalog.catalog import Catalog
from workflow.catalog.history import Event, Happened
from workflow.catalog.incoming import IncomingResult
from workflow.catalog.journal import let_git_join
from workflow.catalog.likeness import PairedNames, pair_off, share
from workflow.catalog.message import PoMessage
from workflow.catalog.paths import (
    folder_of,
    held,
    interrupted,
    journal_of,
    orphans,
    path_of,
    place_of,
    unread,
    without_seed,
)
from workflow.catalog.recovery import LostDecision
from workflow.catalog.regrouping import read_seams, seams_of, write_seams
from workflow.catalog.relocation import relocate, said_elsewhere, sentences_held
from workflow.catalog.seed_catalogs import (
    entries_of,
    name_everywhere,
    named_source,
    pairs,
    save_all,
)
from workflow.catalog.writer import merge_files

__all__ = [
    "Approver",
    "Catalog",
    "Event",
    "Happened",
    "IncomingResult",
    "LostDecision",
    "PairedNames",
    "PoMessage",
    "Snapshot",
    "entries_of",
    "folder_of",
    "held",
    "interrupted",
    "journal_of",
    "let_git_join",
    "merge_files",
    "name_everywhere",
    "named_source",
    "orphans",
    "pair_off",
    "pairs",
    "path_of",
    "place_of",
    "read_seams",
    "relocate",
    "said_elsewhere",
    "save_all",
    "seams_of",
    "sentences_held",
    "share",
    "unread",
    "without_seed",
    "write_seams",
]
