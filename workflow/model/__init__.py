"""Define the types every part of the workflow speaks in: frozen values, no input or output.

A sentence travels ``Document`` → ``Segment`` → ``Request`` (with its ``TermUse`` constraints)
→ ``Draft`` → ``Entry`` → page. Languages are BCP 47 tags (``en``, ``ko``, ``zh-Hans``) throughout.
"""

from __future__ import annotations

from workflow.model.blocks import (
    ALT_TEXT,
    CORRECTION,
    QUOTATION,
    TEMPLATE_CODE,
    UNTRANSLATED,
    VERBATIM,
    Block,
    BlockKind,
    Box,
    Markup,
    MarkupKind,
)
from workflow.model.comments import RESOLVED, Comment, conversation
from workflow.model.document import Authority, Document, Picture, Regrouped, Seam, Segment
from workflow.model.engine_settings import (
    Ctranslate2Settings,
    DeeplSettings,
    EnginesSettings,
    GoogleSettings,
    LlmSettings,
    LocalSettings,
)
from workflow.model.findings import ErrorSpan, Finding, Problem, Severity
from workflow.model.messages import Localizer, Message, say
from workflow.model.metadata import (
    Condition,
    Erratum,
    Metadata,
    Origin,
    PassedOver,
    UnreadKey,
)
from workflow.model.settings import (
    COLORS,
    FetchSettings,
    Project,
    QaSettings,
    ReviewSettings,
    Role,
    Settings,
    SiteSettings,
    TeamMember,
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
    "ALT_TEXT",
    "COLORS",
    "CORRECTION",
    "NO_ENGINE",
    "QUOTATION",
    "RESOLVED",
    "TEMPLATE_CODE",
    "UNKNOWN",
    "UNTRANSLATED",
    "VERBATIM",
    "Authority",
    "Block",
    "BlockKind",
    "Box",
    "Comment",
    "Condition",
    "Ctranslate2Settings",
    "DeeplSettings",
    "Document",
    "Draft",
    "EnginesSettings",
    "Entry",
    "Erratum",
    "ErrorSpan",
    "FetchSettings",
    "Finding",
    "GoogleSettings",
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
    "PassedOver",
    "Picture",
    "Problem",
    "Project",
    "QaSettings",
    "Regrouped",
    "Request",
    "ReviewSettings",
    "Role",
    "Seam",
    "Segment",
    "Sentence",
    "Settings",
    "Severity",
    "SiteSettings",
    "State",
    "TeamMember",
    "Term",
    "TermForms",
    "TermType",
    "TermUse",
    "UnreadKey",
    "conversation",
    "is_pseudo",
    "say",
]
