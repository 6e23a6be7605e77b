"""Write small pages at former addresses of articles, which redirect to the present ones.

There is never one where a page is, so none leads in a circle. ``_redirects`` says the same to hosts
that answer with a redirect instead (Netlify, Cloudflare Pages).
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from urllib.parse import quote, unquote

from workflow.site import links
from workflow.site.body.typesetting import clean
from workflow.site.summary import Summary

#: The table of redirects that hosts read; https://docs.netlify.com/routing/redirects/.
TABLE = "_redirects"
#: Reserved folders of the site, which hold no pages.
_CLOSED = frozenset({TABLE, "assets", "search"})
_PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<meta http-equiv="refresh" content="0; url={href}">
<link rel="canonical" href="{canonical}">
<style>a {{ color: inherit; }}</style>
<title>{title}</title>
</head>
<body>
<main><h1><a href="{href}">{title}</a></h1></main>
</body>
</html>
"""


@dataclass(frozen=True, slots=True)
class VoidAlias:
    """A former address that leads nobody to its article.

    Attributes:
        name: the article's document.
        alias: as it is written.
        page: the page that stands there; empty where that can be no address of the site.
    """

    name: str
    alias: str
    page: str = ""


class Redirects:
    """The addresses that some articles had before.

    Args:
        summaries: the articles and free pages.
        pages: the folders of all pages of the site.
    """

    def __init__(self, summaries: Iterable[Summary], pages: Iterable[str]) -> None:
        moved = sorted((each for each in summaries if each.aliases), key=lambda each: each.slug)
        taken = set(pages) if moved else set()
        self._targets: dict[str, tuple[Summary, tuple[str, ...]]] = {}
        self._void: dict[tuple[str, str], VoidAlias] = {}
        for summary in moved:
            for alias in summary.aliases:
                self._add(summary, alias, taken)

    def _add(self, summary: Summary, alias: str, taken: Container[str]) -> None:
        own = {links.page(tags, summary) for tags in summary.pages}
        moves = dict(_moves(summary, alias))
        void = None if moves else ""
        for path, languages in moves.items():
            if path in taken:
                void = void or (None if path in own else path)
            elif self._targets.setdefault(path, (summary, languages))[0] is not summary:
                void = void or path
        if void is not None:
            self._void[summary.name, alias] = VoidAlias(summary.name, alias, void)

    @property
    def void(self) -> Iterable[VoidAlias]:
        """The aliases that cannot redirect: a page stands there, or the address is impossible."""
        return self._void.values()

    @property
    def paths(self) -> Mapping[str, object]:
        """List the folders and files of the redirects."""
        return self._targets

    def files(self, url: str) -> Iterator[tuple[str, bytes]]:
        """Yield path and content of each small page, and of the table of all.

        Args:
            url: the site's address; empty where it is not known.
        """
        lines = []
        root = links.root(url)
        for path, (summary, languages) in self._targets.items():
            folder = links.page(languages, summary)
            up = "../" * path.count("/")
            title = summary.titles[languages[0]]
            href = f"{up}{quote(folder)}index.html"
            page = _PAGE.format(
                language=title.language,
                href=href,
                canonical=links.absolute(url, folder) or href,
                title=escape(title.text),
            )
            place = path if path.endswith(".html") else f"{path}index.html"
            yield place, page.encode(errors="replace")
            lines.append(f"{root}{quote(path)} {root}{quote(folder)} 301\n")
        if lines:
            yield TABLE, "".join(sorted(lines)).encode()


def _moves(summary: Summary, alias: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield where an article was, and the languages of its page that is there now instead."""
    text = unquote(clean(alias)).strip()
    if not text.startswith("/"):
        name = text.removesuffix(".html").strip("/")
        for tags in summary.pages if name.strip(".") else ():
            yield _beside(tags, summary, links.slug(name)), tags
    elif path := _path(text):
        homes = ((links.page(tags, summary), tags) for tags in summary.pages)
        found = (
            tags
            for folder, tags in homes
            if path.startswith(folder.removesuffix(f"{summary.slug}/"))
        )
        yield path, next(found, (summary.source,))


def _beside(languages: tuple[str, ...], summary: Summary, name: str) -> str:
    """Return the folder that a page would have under another name."""
    folder = links.page(languages, summary)
    return f"{folder.removesuffix(f'{summary.slug}/')}{name}/"


def _path(address: str) -> str:
    """Return the folder or page of an address of the site; empty if it is impossible."""
    parts = [part for part in address.partition("?")[0].partition("#")[0].split("/") if part]
    file = bool(parts) and parts[-1].endswith(".html")
    if file and parts[-1] == "index.html":
        parts, file = parts[:-1], False
    plain = [part.removesuffix(".html") if file and part is parts[-1] else part for part in parts]
    if not plain or any(_is_unfit(part) for part in plain) or plain[0] in _CLOSED:
        return ""
    return "/".join(parts) + ("" if file else "/")


def _is_unfit(part: str) -> bool:
    """Tell whether a name cannot be a folder's: it leads elsewhere, or is a file's."""
    return not part or "." in part or "\\" in part or len(part.encode(errors="replace")) > 200
