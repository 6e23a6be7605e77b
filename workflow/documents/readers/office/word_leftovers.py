"""What a Word document holds beside what a reader sees, and what must not get out with it.

Names and folders of the people who wrote it, texts that were hidden or are referred to no more,
data that would be put in the place of the translation, programs, and addresses that Word asks as
soon as it opens the file (ECMA-376, part 1, sections 11.3, 15.2, 17.15).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from workflow.documents.archive import child, local, value

if TYPE_CHECKING:
    from lxml.etree import _Element

#: Parts that show or vouch for the document as it was, name people, hold other texts, or run.
_PARTS = re.compile(
    r"docProps/(?:thumbnail\.\w+|app\.xml|custom\.xml)|_xmlsignatures/.*|docMetadata/.*|customXml/.*"
    r"|userCustomization/.*"
    r"|word/(?:comments\w*\.xml|people\.xml|glossary/.*|documenttasks/.*|customizations\.xml"
    r"|vbaProject\w*\.bin|vbaData\.xml|_rels/(?:settings|vbaProject\w*)\.\w+\.rels)",
    re.IGNORECASE,
)
#: Settings that name a file of the writer's or another host, or record how it was written.
_SETTINGS = frozenset(
    "attachedTemplate mailMerge saveThroughXslt docVars rsids trackRevisions activeWritingStyle"
    " attachedSchema schemaLibrary".split()
)
#: Properties that are kept: what readers may know, in words that are translated or names.
_PROPERTIES = frozenset("title creator language created modified".split())


def are_left_out(name: str) -> bool:
    """Tell whether a part is left out of a translation.

    >>> are_left_out("docProps/custom.xml"), are_left_out("word/styles.xml")
    (True, False)
    """
    return bool(_PARTS.fullmatch(name))


def clear_settings(root: _Element) -> None:
    """Take out of a part of settings what concerns those who wrote the document only."""
    _remove(root, lambda each: local(each) in _SETTINGS)


def clear_properties(root: _Element) -> None:
    """Take out of a part of properties what no page says of the document."""
    _remove(root, lambda each: local(each) not in _PROPERTIES)


def clear_notes(root: _Element, referred: Collection[str]) -> None:
    """Take out notes that nothing refers to; those that are lines between text and notes stay."""
    _remove(root, lambda each: not value(each, "type") and value(each, "id") not in referred)


def clear_hidden(root: _Element, is_hidden: Callable[[_Element | None], bool]) -> None:
    """Take hidden text out of the runs of a part; what only the web view hides stays."""
    for run in list(root.iter("{*}r")):
        properties = child(run, "rPr")
        if is_hidden(properties) and child(properties, "webHidden") is None:
            _remove(run, lambda each: local(each) == "t")


def _remove(root: _Element, unwanted: Callable[[_Element], bool]) -> None:
    for each in [each for each in root if unwanted(each)]:
        root.remove(each)
