"""Builds the site beside the old one and puts it in its place when it is whole."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Sized
from dataclasses import dataclass
from pathlib import Path

from workflow.aligned import Article, Summary
from workflow.errors import PublishError
from workflow.model import Project, Term
from workflow.protocols import Progress
from workflow.site import feeds, links, outputs, search
from workflow.site.article import summarize
from workflow.site.pages import Pages, latest_first
from workflow.site.terms import Termbase
from workflow.site.theme import Theme

#: Tells a folder that was built from one that is somebody's own.
_MARKER = ".built-by-workflow"


@dataclass(frozen=True, slots=True)
class Report:
    """What was published: how many pages, where, and the page to open first."""

    pages: int
    folder: Path
    front: Path


def publish(  # noqa: PLR0913 - what may vary has a name and a default
    project: Project,
    articles: Iterable[Article],
    terms: Iterable[Term] = (),
    *,
    clean: bool = False,
    editor: bool = False,
    on_progress: Progress | None = None,
) -> Report:
    """Builds ``site/``.

    Articles are taken one at a time and only a summary of each is kept. The old site stays as it
    is until the new one is whole; if anything fails it is untouched.

    Args:
        project: the project; its settings give the site's name and address.
        articles: documents with their translations, in any order.
        terms: the glossary.
        clean: also replace a site folder that holds files this workflow did not build.
        editor: let status marks open the catalog entry in an editor; not for the public.
        on_progress: called after each article.

    Raises:
        PublishError: two documents would have the same address, or the folder cannot be written
            or holds something else.
    """
    target = project.site
    _check(target, clean=clean)
    try:
        fresh = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    except OSError as error:
        raise _unwritable(target, error) from error
    try:
        written = _Build(project, fresh, Termbase(terms), editor).run(articles, on_progress)
        _swap(fresh, target)
    except OSError as error:
        raise _unwritable(target, error) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return Report(written, target, target / "index.html")


class _Build:
    """One build into a fresh folder."""

    def __init__(self, project: Project, folder: Path, termbase: Termbase, editor: bool) -> None:
        self.folder = folder
        self.settings = project.settings
        theme = Theme(project)
        theme.write(folder)
        self.site = theme.site
        self.pages = Pages(project, theme, termbase, editor=editor)
        self.outputs = outputs.load(self.settings.outputs)
        self.summaries: dict[str, Summary] = {}

    def run(self, articles: Iterable[Article], on_progress: Progress | None) -> int:
        """Writes the whole site; gives the number of pages."""
        total = len(articles) if isinstance(articles, Sized) else 0
        written = 0
        for done, article in enumerate(articles, 1):
            summary = self.summarize(article)
            publication = self.pages.publication(article, summary)
            downloads = list(outputs.files(publication, self.outputs))
            written += self.write(self.pages.article(publication, downloads))
            for download in downloads:
                self.put(download.path, download.data)
            self.put(*search.text(article, summary))
            if on_progress:
                on_progress(done, max(total, done), article.document.name)
        latest = latest_first(self.summaries.values())
        written += self.write(self.pages.index(latest))
        shape = search.update(self.folder, None, self.summaries)
        written += self.write([self.pages.search(latest, shape)])
        for name, data in feeds.files(self.site.name, self.site.url, latest):
            self.put(name, data)
        (self.folder / _MARKER).write_text("This folder is rebuilt by workflow publish.\n")
        return written

    def summarize(self, article: Article) -> Summary:
        """Keeps an article's summary, if no other article has its address."""
        slug = links.slug(article.document.name)
        if other := self.summaries.get(slug):
            raise PublishError(
                article.document.path,
                f"has the same address as {other.name!r}: {slug}",
                "Rename one of the two.",
            )
        self.summaries[slug] = summarize(article, slug, self.settings.targets)
        return self.summaries[slug]

    def write(self, pages: Iterable[tuple[str, str]]) -> int:
        """Writes pages, each into its folder; gives their number."""
        count = 0
        for folder, html in pages:
            path = folder if folder.endswith(".html") else f"{folder}index.html"
            self.put(path, html.encode(errors="replace"))
            count += 1
        return count

    def put(self, path: str, data: bytes) -> None:
        """Writes a file below the site's root."""
        place = self.folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)


def _check(target: Path, *, clean: bool) -> None:
    if not target.exists() or clean or (target / _MARKER).exists():
        return
    if not target.is_dir() or any(target.iterdir()):
        raise PublishError(
            target,
            "holds files that this command did not build",
            "Move them away, or replace them with: workflow publish --clean",
        )


def _swap(fresh: Path, target: Path) -> None:
    """Puts the new site where the old one is; on failure the old one comes back."""
    fresh.chmod(0o755)
    old = fresh.with_name(fresh.name + ".old")
    if target.exists():
        target.rename(old)
    try:
        fresh.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise
    if old.is_dir() and not old.is_symlink():
        shutil.rmtree(old, ignore_errors=True)
    elif os.path.lexists(old):
        old.unlink()


def _unwritable(target: Path, error: OSError) -> PublishError:
    reason = (error.strerror or "").lower() or "cannot be written"
    return PublishError(target, reason, "Check the folder's permissions and the free space.")
