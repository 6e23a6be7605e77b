"""Tells in which language a text, a block or a document is written.

Evidence is taken in order of cost: the scripts of the letters; for Han characters the national
character set they belong to; for scripts of several languages their function words and special
letters; and only where those leave a doubt, langdetect with what they said as its prior. The
languages a project expects (:class:`Sources`) are chosen unless the evidence for another one is
strong. What remains in doubt, such as a bare name, takes the language of the document around it.

For a document there is an order of authority, see :func:`judge`; what cannot be told is said.
"""

from workflow.documents.detector.documents import Verdict, assign, judge, of_block, of_segments
from workflow.documents.detector.texts import ANY, CLEAR, UNDETERMINED, Detection, Sources, detect
from workflow.documents.detector.votes import elect, text_of

__all__ = [
    "ANY",
    "CLEAR",
    "UNDETERMINED",
    "Detection",
    "Sources",
    "Verdict",
    "assign",
    "detect",
    "elect",
    "judge",
    "of_block",
    "of_segments",
    "text_of",
]
