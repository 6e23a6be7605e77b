"""The termbase: finds terms, decides their renderings, verifies and repairs translations.

::

    table        CSV files → terms, errors that name row and column (csv_text, columns, row)
    sources      every way in which a row may be written
    matcher      every name of a language in one pass over a text
    parts        which hits are the name they look like (proof, predicates, longer, wording)
    apposition   which office beside a name is that person's
    eastern      longer names, and forms of address, in Korean and Chinese
    composites   parts that overlap → mentions: person, title and body together (grammar, names)
    people       who is meant in a document: offices, namesakes, whose title (scope)
    rendering    mentions → uses: first or later form, in each language's order (phrases)
    occurrences  where renderings stand in a translation
    wholeness    whether what stands there is that name, and no part of another one
    shorthand    시 주석, 한미 (states): what news shortens by themselves
    case         a translation beside its source: what is missing, what else may stand there
                 (unlisted: names the glossary lacks; leftovers: names left as they were)
    verify       what is wrong with the terms of a translation
    repair       what can be put right with certainty
    restoring    names put back where that is likely, each with a problem
    history      the termbase as it was at a revision
    lint, suggest, exchange   upkeep: doubts, unlisted names (pinyin), other tools' files (tbx)
    proposal     one more row at the end of a file

A use whose ``target`` is empty is ambiguous: nothing is required, but a person has to look.
"""

from workflow.glossary.history import load_at
from workflow.glossary.lint import lint
from workflow.glossary.occurrences import spots
from workflow.glossary.repair import put, repair
from workflow.glossary.restoring import replace_leftovers, restore
from workflow.glossary.termbase import Glossary, changed, load, signature
from workflow.glossary.verify import missing, problems

__all__ = [
    "Glossary",
    "changed",
    "lint",
    "load",
    "load_at",
    "missing",
    "problems",
    "put",
    "repair",
    "replace_leftovers",
    "restore",
    "signature",
    "spots",
]
