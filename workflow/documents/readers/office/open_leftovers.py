"""Remove invisible content of an OpenDocument text, so that it is not published.

Comments, deletions, hidden text, names and traces of those who wrote it, scripts, embedded files,
the printer (OpenDocument 1.3, part 3, chapters 3, 5, 14; part 2, chapter 3).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from workflow.documents.archive import child, take_out, value
from workflow.documents.readers.office.word_leftovers import is_safe_address
from workflow.xml import local

if TYPE_CHECKING:
    from lxml.etree import _Element

#: Parts that show or vouch for the document as it was, hold other versions of it, or run.
_PARTS = re.compile(
    r"(?:Thumbnails|Basic|Scripts|Dialogs|Configurations2|Versions|Macros)/.*|VersionList\.xml"
    r"|META-INF/\w*signatures\w*\.xml|layout-cache|manifest\.rdf|meta\.rdf",
    re.IGNORECASE,
)
#: Embedded documents that are shown as they are; of others only their picture stays.
_SHOWN = re.compile(
    r"application/vnd\.(?:oasis\.opendocument|sun\.xml)\.(?:formula|chart|math)\b.*"
)
#: Elements that are taken out with all that is in them; what follows them stays.
_GONE = frozenset(
    "annotation annotation-end tracked-changes change change-start change-end scripts script"
    " event-listeners hidden-text hidden-paragraph forms dde-connection-decls dde-source"
    " section-source object-ole plugin applet floating-frame database-display database-next"
    " database-row-select table-source cell-range-source".split()
)
#: Fields that run or ask something: their text stays.
_OPENED = frozenset({"execute-macro", "dde-connection"})
_ABOUT = frozenset("title language initial-creator creator creation-date date".split())
_SETTINGS = re.compile(
    r"Printer\w*|Rsid\w*|CurrentDatabase\w*|Embedded\w*|PrintFaxName|\w*Passw\w*|\w*Protection\w*"
    r"|RedlineProtectionKey|ModifyPasswordInfo|LoadReadonly"
)


def unwanted(names: Collection[str], manifest: _Element | None) -> set[str]:
    """Return the parts that are left out of a translation, and take them out of the manifest."""
    types = {
        value(each, "full-path"): value(each, "media-type")
        for each in (() if manifest is None else manifest)
    }
    embedded = {re.match(r"(Object[^/]*)", name)[0] for name in names if name.startswith("Object ")}  # type: ignore[index]
    hidden = {
        each
        for each in embedded
        if not _SHOWN.fullmatch(types.get(f"{each}/", "") or types.get(each, ""))
    }
    gone = {name for name in names if _PARTS.fullmatch(name) or name.partition("/")[0] in hidden}
    for each in list(() if manifest is None else manifest):
        path = value(each, "full-path")
        if path in gone or path.partition("/")[0] in hidden or _PARTS.fullmatch(path):
            take_out(each)
    return gone


def clear_text(root: _Element, is_hidden: Callable[[str], bool], gone: Collection[str]) -> None:
    """Remove the invisible, executable and external content of a part."""
    folders = {name.partition("/")[0] for name in gone}
    for each in [each for each in root.iter() if _is_unwanted(each, is_hidden, folders)]:
        take_out(each)
    for each in root.iter(*(f"{{*}}{name}" for name in _OPENED)):
        for key in list(each.attrib):
            del each.attrib[key]
        each.tag = f"{str(each.tag).partition('}')[0]}}}span"
    for each in root.iter("*"):
        for key in [str(key) for key in each.attrib]:
            bare = key.rpartition("}")[2]
            if bare in {"rsid", "paragraph-rsid"}:
                del each.attrib[key]
            elif bare == "href" and not is_safe_address(each.get(key, "")):
                each.set(key, "about:blank")


def _is_unwanted(
    each: _Element, is_hidden: Callable[[str], bool], folders: Collection[str]
) -> bool:
    name = local(each)
    if not name or name in _GONE:
        return True
    if name == "object":
        return value(each, "href").removeprefix("./") in folders
    if name in {"span", "p", "h"} and is_hidden(value(each, "style-name")):
        return name == "span"
    return name == "section" and value(each, "display") == "none"


def clear_about(root: _Element) -> None:
    """Remove the properties of the document that no page shows."""
    about = child(root, "meta")
    for each in list(() if about is None else about):
        if local(each) not in _ABOUT:
            take_out(each)


def clear_settings(root: _Element) -> None:
    """Remove settings that name a printer, a database or editing sessions."""
    for each in list(root.iter("{*}config-item")):
        if _SETTINGS.fullmatch(value(each, "name")):
            take_out(each)
