"""The termbase: finds terms, decides their renderings, verifies and repairs translations.

>>> from workflow.glossary import load, problems, repair, signature
"""

from workflow.glossary import particles
from workflow.glossary.lint import lint
from workflow.glossary.repair import repair, repair_names
from workflow.glossary.termbase import Glossary, load, signature
from workflow.glossary.verify import problems

__all__ = [
    "Glossary",
    "lint",
    "load",
    "particles",
    "problems",
    "repair",
    "repair_names",
    "signature",
]
