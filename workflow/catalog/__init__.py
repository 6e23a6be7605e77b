"""PO files: read, merged with what the seeds say now, filled, and written so that nothing is lost.

The only package that knows polib, and the only writer of PO files.
"""

from workflow.catalog.catalog import Catalog
from workflow.catalog.merge import MergeReport
from workflow.catalog.paths import orphans, path_of

__all__ = ["Catalog", "MergeReport", "orphans", "path_of"]
