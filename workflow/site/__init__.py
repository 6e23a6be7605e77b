"""The published site: editions, aligned pages, glossary and status, from files alone.

The pages work without JavaScript and from ``file://``, load nothing from another host and treat
everything that comes from seeds, catalogs and the glossary as plain text.
"""

from workflow.aligned import Article
from workflow.site.build import Report, build_of, publish
from workflow.site.editing import address, folders

__all__ = ["Article", "Report", "address", "build_of", "folders", "publish"]
