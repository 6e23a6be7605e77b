"""``review``: what the browser review shows, and how what it decides gets into the PO files.

Every call works on the files as they are at that moment. What was read or written last is kept with
its bytes, and used for as long as the file still holds exactly these.
"""

from workflow.app.review.backend import Backend
from workflow.app.review.serving import review_articles

__all__ = ["Backend", "review_articles"]
