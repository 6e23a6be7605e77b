"""One function per command: what the command line does, callable from Python.

Every function takes a :class:`workflow.model.Project` and gives plain values; nothing is printed.
Bad input never stops the rest: errors are collected in what is given back.
"""

from workflow.pipeline.aligning import Alignment, Translation, align
from workflow.pipeline.attribution import attributed
from workflow.pipeline.checking import Checked, Mended, Scope, accept, check, chosen, mend
from workflow.pipeline.detection import Detected, detect
from workflow.pipeline.documents import select
from workflow.pipeline.exchange import Exported, Handout, export_locale
from workflow.pipeline.impact import Affected, Effect, Impact, Inquiry, impact
from workflow.pipeline.installation import Installation, install
from workflow.pipeline.memory import Found, export_memory, import_memory, search_memory
from workflow.pipeline.publishing import Published, preview, publish
from workflow.pipeline.recollection import open_memory
from workflow.pipeline.returns import Imported, Refusal, TakenBack, import_files
from workflow.pipeline.review import Office, review_articles
from workflow.pipeline.running import Ran, run
from workflow.pipeline.scaffold import create
from workflow.pipeline.scoring import TargetFiles, score, scoring_sets, scoring_terms
from workflow.pipeline.status import Approvals, Reading, approvals, reading_order, status
from workflow.pipeline.terms import (
    Mention,
    export_terms,
    find_mentions,
    import_terms,
    mentions,
    propose_terms,
    review_terms,
)
from workflow.pipeline.translation import Outcome, engine_names, sync, translate, with_engine
from workflow.pipeline.versions import LocaleReport, SeedReport

__all__ = [
    "Affected",
    "Alignment",
    "Approvals",
    "Checked",
    "Detected",
    "Effect",
    "Exported",
    "Found",
    "Handout",
    "Impact",
    "Imported",
    "Inquiry",
    "Installation",
    "LocaleReport",
    "Mended",
    "Mention",
    "Office",
    "Outcome",
    "Published",
    "Ran",
    "Reading",
    "Refusal",
    "Scope",
    "SeedReport",
    "TakenBack",
    "TargetFiles",
    "Translation",
    "accept",
    "align",
    "approvals",
    "attributed",
    "check",
    "chosen",
    "create",
    "detect",
    "engine_names",
    "export_locale",
    "export_memory",
    "export_terms",
    "find_mentions",
    "impact",
    "import_files",
    "import_memory",
    "import_terms",
    "install",
    "mend",
    "mentions",
    "open_memory",
    "preview",
    "propose_terms",
    "publish",
    "reading_order",
    "review_articles",
    "review_terms",
    "run",
    "score",
    "scoring_sets",
    "scoring_terms",
    "search_memory",
    "select",
    "status",
    "sync",
    "translate",
    "with_engine",
]
