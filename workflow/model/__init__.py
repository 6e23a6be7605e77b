"""The types every part of the workflow speaks in: frozen values, no input or output.

A sentence travels ``Document`` → ``Segment`` → ``Request`` (with its ``TermUse`` constraints)
→ ``Draft`` → ``Entry`` → page. Languages are BCP 47 tags (``en``, ``ko``, ``zh-Hans``) throughout.
"""

from __future__ import annotations

from workflow.model.document import (
    QUOTATION,
    TEMPLATE_CODE,
    UNTRANSLATED,
    VERBATIM,
    Authority,
    Block,
    BlockKind,
    Box,
    Condition,
    Document,
    Markup,
    MarkupKind,
    Metadata,
    Origin,
    Picture,
    Segment,
    UnreadKey,
)
from workflow.model.findings import Finding, Problem, Severity
from workflow.model.messages import Localizer, Message, say, tell
from workflow.model.project import (
    COLORS,
    DeeplSettings,
    FetchSettings,
    LlmSettings,
    LocalSettings,
    Project,
    Settings,
    SiteSettings,
)
from workflow.model.terms import Term, TermForms, TermType, TermUse
from workflow.model.translations import (
    ALTERNATIVE,
    NO_ENGINE,
    UNKNOWN,
    Draft,
    Entry,
    Incoming,
    Pair,
    Request,
    Sentence,
    State,
    is_pseudo,
)

__all__ = [
    "ALTERNATIVE",
    "COLORS",
    "NO_ENGINE",
    "QUOTATION",
    "TEMPLATE_CODE",
    "UNKNOWN",
    "UNTRANSLATED",
    "VERBATIM",
    "Authority",
    "Block",
    "BlockKind",
    "Box",
    "Condition",
    "DeeplSettings",
    "Document",
    "Draft",
    "Entry",
    "FetchSettings",
    "Finding",
    "Incoming",
    "LlmSettings",
    "LocalSettings",
    "Localizer",
    "Markup",
    "MarkupKind",
    "Message",
    "Metadata",
    "Origin",
    "Pair",
    "Picture",
    "Problem",
    "Project",
    "Request",
    "Segment",
    "Sentence",
    "Settings",
    "Severity",
    "SiteSettings",
    "State",
    "Term",
    "TermForms",
    "TermType",
    "TermUse",
    "UnreadKey",
    "is_pseudo",
    "say",
    "tell",
]
