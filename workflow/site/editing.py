"""Between a sentence on a page and its entry in a PO file, both ways."""

from __future__ import annotations

from pathlib import PurePosixPath
from urllib.parse import quote

from workflow.aligned import pairs, trio
from workflow.model import Document, Entry, Project, Settings
from workflow.site import links
from workflow.site.article import in_order


class Editor:
    """Addresses that open a catalog entry in an editor, after the settings' template.

    Args:
        project: where catalogs are, and the template (:class:`SiteSettings`).
        editing: whether this is an editor's build; a public one has no such address.
    """

    def __init__(self, project: Project, *, editing: bool) -> None:
        self._root = project.root.absolute()
        self._template = project.settings.site.editor
        self._editing = editing

    def __call__(self, entry: Entry | None) -> str:
        """The address for an entry; empty in a public build, and where there is no entry."""
        if not self._editing or entry is None or not entry.path:
            return ""
        path = PurePosixPath(entry.path)
        values = {
            "path": (self._root / path).as_posix(),
            "file": path.as_posix(),
            "locale": path.parts[1],
            "name": PurePosixPath(*path.parts[2:]).with_suffix("").as_posix(),
        }
        quoted = {name: quote(value, errors="replace") for name, value in values.items()}
        source = quote(entry.source, safe="", errors="replace")
        return self._template.format(**quoted, line=entry.line, source=source)


def address(settings: Settings, document: Document, target: str) -> str:
    """The public address of the page that shows a document beside a translation.

    A sentence is at ``#s-KEY`` there. Empty without a ``site_url``.
    """
    tags = in_order({document.language, target}, settings.targets)
    name = links.slug(document.name)
    folder = links.pair(tags, name) if len(tags) > 1 else links.edition(target, name)
    return links.absolute(settings.site_url, folder)


def folders(settings: Settings, document: Document, target: str) -> tuple[str, ...]:
    """The folders of the site's pages that show a document's translation into ``target``.

    Its edition first, then the aligned pages. A sentence is at ``#s-KEY`` in each.
    """
    name, source = links.slug(document.name), document.language
    languages = in_order({source, *settings.targets}, settings.targets)
    aligned = [links.pair(tags, name) for tags in pairs(languages, source) if target in tags]
    three = [links.trio(name)] if target in trio(languages, source) else []
    return (links.edition(target, name), *aligned, *three)
