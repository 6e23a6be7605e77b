"""``review``: what the browser review shows, and how what it decides gets into the PO files.

Every call works on the files as they are at that moment: nothing is held in memory that somebody
else could change in them. Of the documents and the glossary alone, what was read last is kept, with
the bytes it was read from.
"""

from workflow.pipeline.review.office import Office
from workflow.pipeline.review.serving import review_articles

__all__ = ["Office", "review_articles"]
