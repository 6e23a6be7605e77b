"""The published site: editions, aligned pages, glossary and status, from files alone.

The pages work without JavaScript and from ``file://``, load nothing from another host and treat
everything that comes from seeds, catalogs and the glossary as plain text.

A further format of the files beside the pages is an :class:`Output`: it gets a
:class:`Publication` and answers with the bytes of a file. One that differs from article to article
is a :class:`VaryingOutput`.
"""

from workflow.site.article import Article
from workflow.site.build import Report, publish
from workflow.site.deployment import build_of
from workflow.site.links import address, folders
from workflow.site.publication import Output, OutputScope, Publication, VaryingOutput
from workflow.site.summary import Summary

__all__ = [
    "Article",
    "Output",
    "OutputScope",
    "Publication",
    "Report",
    "Summary",
    "VaryingOutput",
    "address",
    "build_of",
    "folders",
    "publish",
]
