"""Find the mentions of the termbase's terms, choose renderings, judge and mend drafts.

::

    keeping the rows
      row, table    a row's cells ↔ a term; CSV files ↔ rows, errors that name row and column
      formats       other tools' files
      termbase      the glossary of a project, now or at a Git revision
    finding, in a sentence and its document
      term_forms    the forms of a name: without its bracket, in short, its surname
      spellings     every way in which a name may be written in a text
      matcher       hits: every spelling in one pass over a text
      parts         the hits that are the name they look like
      composites    mentions: person, title and body together
      people        who is meant in a document; scope: whose title it is
      choosing      uses: the rendering that each mention must get
    judging a translation
      occurrences   where renderings stand, and which use each of them serves
      comparison    a translation beside its source: what is there whole, short, or left as it is
      alternatives  what is right instead of a required rendering
      verify        what is wrong with the terms of a translation
    mending it
      repair        what is certain; likely_repair: what is likely; each with a problem
    upkeep
      lint, suggest doubts about rows; names that are not listed, by their name_forms

What is true of a language, :mod:`workflow.languages` knows. A use whose ``rendering`` is empty is
ambiguous: nothing is required, but a person has to look.
"""

from workflow.glossary.likely_repair import replace_leftovers, restore
from workflow.glossary.lint import lint
from workflow.glossary.occurrences import spots
from workflow.glossary.repair import repair
from workflow.glossary.termbase import (
    NO_TERMS,
    Glossary,
    changed,
    load,
    load_at,
    signature,
    tables,
    unread,
)
from workflow.glossary.verify import ABOUT_THE_GLOSSARY, CODES, missing, problems

__all__ = [
    "ABOUT_THE_GLOSSARY",
    "CODES",
    "NO_TERMS",
    "Glossary",
    "changed",
    "lint",
    "load",
    "load_at",
    "missing",
    "problems",
    "repair",
    "replace_leftovers",
    "restore",
    "signature",
    "spots",
    "tables",
    "unread",
]
