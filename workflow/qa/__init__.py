"""Look at translations and say what a person should look at.

A check is a function ``(entry, target, uses)`` that yields problems (see
:class:`workflow.protocols.Check`), registered under the entry-point group ``workflow.checks`` by
the code that its problems carry; ``terms`` has several codes. One that has to see the whole
document is a function ``(sentences, target)`` that yields findings, in the group
``workflow.document_checks``. What of a check is cheap and certain enough to have a draft corrected
stands in the group ``workflow.gates`` under the same name.

::

    registry               who asks for which checks: gate, check, repair
    terminology, agreement the glossary; Korean particles
    number_values, dates   values, percent and currencies, months and days
    days                   days of the month for days of the week, in a whole document
    negation               what the source denies
    whole                  copies, length, repetition
    script                 letters of another script, invisible ones, damaged ones
    inline_markup          placeholders, HTML, addresses
    pairs, punctuation, spacing   quotation marks, brackets, marks and spaces of the language
    consistency            names and sentences that must agree, translations that stand twice
    remarks                notes on the translation
    machine, engine_problems   what only the engine can know
    judgements             what a model says that was asked for errors

A translator comment ``# noqa: NAME`` in an entry silences there the findings of that name, or of
the check of that name. Every
docstring has examples of a right and a wrong translation, which the tests run; ``found(check,
source, text)`` gives the messages.
"""

from workflow.qa.engine_problems import remembered
from workflow.qa.judgements import JUDGE, judged
from workflow.qa.quoted_paragraphs import with_quotations
from workflow.qa.quoted_speech import going_on, with_quotation
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
