"""Make one e-book of the latest articles, for each edition, pair and trio.

A book is put together from the articles' own e-books as they lie beside their pages, so that it
costs the same whether an article was published now or long ago.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from workflow.languages import any_language
from workflow.site import links
from workflow.site.body.destinations import among_chapters
from workflow.site.outputs import place
from workflow.site.outputs.epub import (
    ACCESS,
    CHAPTER,
    FORMULA,
    PICTURES,
    Book,
    Epub,
    TocEntry,
    bind,
)
from workflow.site.publication import Download, OutputScope
from workflow.site.summary import Summary
from workflow.site.theming.labels import PageWords, machine_date

#: Articles in a book: what a reader finishes, and what a build rewrites when one changes.
_LATEST = 100
_MODIFIED = re.compile(rb'<meta property="dcterms:modified">(\d{4}-\d\d-\d\d)T')
_DRAFT = b'<meta property="schema:creativeWorkStatus">Draft</meta>'


@dataclass(frozen=True, slots=True)
class BookContext:
    """What the books of a site need.

    Attributes:
        name, url: the site's.
        words: the words around the text, by BCP 47 tag.
        render: fills in a template of the site's theme.
        read: gives a file of the site by its path; nothing if it is not there.
    """

    name: str
    url: str
    words: Callable[[str], PageWords]
    render: Callable[..., str]
    read: Callable[[str], bytes | None]


@dataclass(frozen=True, slots=True)
class EarlierSite:
    """The site as it was published before.

    Attributes:
        folder: the site.
        latest: summaries of all articles that were in it, latest first.
        changed: slugs of those that have changed or gone since, or have come.
    """

    folder: Path
    latest: Sequence[Summary]
    changed: Container[str]


def books(
    context: BookContext, latest: Sequence[Summary], former: EarlierSite | None = None
) -> Iterator[Download]:
    """Yield the books of a site, each with the folder of its list.

    Args:
        context: what they are made with.
        latest: summaries of all articles, latest first.
        former: what was published before; a book whose articles are the same is taken from there.
    """
    for tags in sorted({tags for each in latest for tags in each.pages}):
        name = links.slug(context.name).replace("/", "-")
        suffix = "-".join(any_language(tag).slug for tag in tags)
        path = f"{links.collection(tags)}{name}.{suffix}{Epub.extension}"
        chosen = _chosen(latest, tags)
        data = context.read(path) if former and _same(chosen, former, tags) else None
        if data := data or _book(context, tags, chosen):
            yield Download(path, data, Epub.label, Epub.media_type, tags, OutputScope.PAGE)


def _chosen(latest: Iterable[Summary], tags: tuple[str, ...]) -> list[Summary]:
    """Choose the articles of a book."""
    begun_ = (each for each in latest if tags in each.pages and each.begun(tags))
    return list(islice(begun_, _LATEST))


def _same(chosen: Sequence[Summary], former: EarlierSite, tags: tuple[str, ...]) -> bool:
    """Tell whether a book would be the same as before."""
    unchanged = not any(each.slug in former.changed for each in chosen)
    return unchanged and chosen == _chosen(former.latest, tags)


def _book(context: BookContext, tags: tuple[str, ...], summaries: Sequence[Summary]) -> bytes:
    """Make the book of these articles; empty if none of them has an e-book."""
    chapters: list[tuple[str, str]] = []
    files: dict[str, str] = {}
    contents: list[TocEntry] = []
    pictures: dict[str, bytes] = {}
    modified, draft = "", False
    for summary in summaries:
        article = context.read(place(summary, tags, Epub.extension))
        if article is None:
            continue
        with zipfile.ZipFile(io.BytesIO(article)) as archive:
            package = archive.read("EPUB/package.opf")
            text = archive.read(f"EPUB/{CHAPTER}").decode()
            pictures |= _pictures(archive)
        name = f"{len(chapters) + 1:03}.xhtml"
        chapters.append((name, text))
        files[links.quoted(links.page(tags, summary))] = name
        contents.append(replace(_entry(name, summary, tags), formulas=FORMULA in text))
        found = _MODIFIED.search(package)
        modified = max(modified, found[1].decode() if found else "")
        draft = draft or _DRAFT in package
    if not chapters:
        return b""
    about = replace(
        _about(context, tags),
        modified=modified,
        draft=draft,
        contents=contents,
        pictures=pictures,
        about=_known(publisher=context.name, date=machine_date(summaries[0].date)),
    )
    return bind(
        context.render, about, [(name, among_chapters(text, files)) for name, text in chapters]
    )


def _pictures(archive: zipfile.ZipFile) -> dict[str, bytes]:
    """Return the pictures of an e-book by name; the same name is the same picture in all."""
    return {
        path.removeprefix("EPUB/"): archive.read(path)
        for path in archive.namelist()
        if path.endswith(tuple(PICTURES))
    }


def _entry(name: str, summary: Summary, tags: Sequence[str]) -> TocEntry:
    titles = [summary.titles[tag] for tag in tags]
    language = titles[0].language if len(titles) == 1 else tags[0]
    return TocEntry(name, " | ".join(dict.fromkeys(each.text for each in titles)), language)


def _about(context: BookContext, tags: tuple[str, ...]) -> Book:
    """Return the metadata of a list's book."""
    folder = links.collection(tags)
    languages = " | ".join(any_language(tag).autonym for tag in tags)
    return Book(
        address=links.absolute(context.url, folder) or f"{context.name}/{folder}",
        title=f"{context.name} — {languages}",
        language=tags[0],
        languages=tags,
        access=context.words(tags[0])(ACCESS),
    )


def _known(**values: str) -> list[tuple[str, str]]:
    return [(name, value) for name, value in values.items() if value]
