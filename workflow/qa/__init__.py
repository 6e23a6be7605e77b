"""Look at translations and say what a person should look at.

A check is a function ``(entry, target, uses)`` that yields problems (see
:class:`workflow.protocols.Check`), registered under the entry-point group ``workflow.checks`` by
the code that its problems carry; ``terms`` has several codes. One that has to see the whole
document is a function ``(sentences, target)`` that yields findings, in the group
``workflow.document_checks``. What of a check is cheap and certain enough to have a draft corrected
stands in the group ``workflow.gates`` under the same name.

Each check has a module of its own name, in the room where an editor would look for it; two are
called ``inline_markup`` and ``glossary_terms``. What a check finds in a document stands there, too,
as does its gate::

    registry        who asks for which checks: gate, check, repair
    numbers         number, unit, date, bound
    names           terms, particle, inconsistent
    meaning         contrast, negation
    completeness    untranslated, script, length, repetition, doubled, remark
    typography      quotes, brackets, ending, punctuation, spaces, spacing, spelling, register
    technical       markup, link, invisible, encoding
    machine, engine_problems    what only the engine can know
    judgements      what a model says that was asked for errors
    problems, baseline          how they say what is wrong; the findings that were there before
    quantities, contacts, clauses, both_sides    how the checks read a text, and both sides

A translator comment ``# noqa: NAME`` in an entry silences there the findings of that name, or of
the check of that name. Every docstring has examples of a right and a wrong translation, which the
tests run; ``found(check, source, text)`` gives the messages.
"""

from workflow.qa.engine_problems import remembered
from workflow.qa.judgements import JUDGE, judged
from workflow.qa.registry import (
    UNUSED,
    WRECKS,
    all_checks,
    check_document,
    check_entries,
    check_entry,
    document_checks,
    gate,
    points,
    repaired,
    silence,
    wrecked,
)
from workflow.qa.typography.quoted_paragraphs import with_quotations
from workflow.qa.typography.quoted_speech import going_on, with_quotation

__all__ = [
    "JUDGE",
    "UNUSED",
    "WRECKS",
    "all_checks",
    "check_document",
    "check_entries",
    "check_entry",
    "document_checks",
    "gate",
    "going_on",
    "judged",
    "points",
    "remembered",
    "repaired",
    "silence",
    "with_quotation",
    "with_quotations",
    "wrecked",
]
