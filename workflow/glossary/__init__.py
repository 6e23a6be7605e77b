"""The termbase: finds terms, decides their renderings, verifies and repairs translations.

>>> from workflow.glossary import load, problems, repair, signature
"""

from workflow.glossary import particles
from workflow.glossary.repair import repair, repair_names
from workflow.glossary.termbase import Glossary, load, signature
from workflow.glossary.verify import problems

__all__ = ["Glossary", "load", "particles", "problems", "repair", "repair_names", "signature"]
