"""Build the published site: editions, aligned pages, glossary and status, from files alone.

The pages work without JavaScript and from ``file://``, load nothing from another host and treat
everything that comes from seeds, catalogs and the glossary as plain text.

A further format of the files beside the pages is an :class:`Output`: it gets a
:class:`Publication` and answers with the bytes of a file. One that differs from article to article
is a :class:`VaryingOutput`.

These names load what they need when they are first used: an address needs no templates.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from workflow.site.article import Article
    from workflow.site.building.articles_build import Report
    from workflow.site.building.build import new_build, publish
    from workflow.site.building.deployment import build_of
    from workflow.site.links import address, folders
    from workflow.site.publication import Output, OutputScope, Publication, VaryingOutput

__all__ = [
    "Article",
    "Output",
    "OutputScope",
    "Publication",
    "Report",
    "VaryingOutput",
    "address",
    "build_of",
    "folders",
    "new_build",
    "publish",
]

_HOMES = {
    "article": ("Article",),
    "building.build": ("new_build", "publish"),
    "building.deployment": ("build_of",),
    "links": ("address", "folders"),
    "building.articles_build": ("Report",),
    "publication": ("Output", "OutputScope", "Publication", "VaryingOutput"),
}


def __getattr__(name: str) -> Any:
    """Import a name on first use."""
    home = next((home for home, names in _HOMES.items() if name in names), None)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(f"{__name__}.{home}"), name)
    return found
