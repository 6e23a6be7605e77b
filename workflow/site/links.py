"""Where pages are, how they point at each other, and which outside addresses are let through."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from urllib.parse import quote, urlsplit

from workflow import languages
from workflow.aligned import Summary
from workflow.errors import ConfigError
from workflow.languages import Language

#: Stands for the way from a page up to the root of the site until the page is written. It cannot
#: come from a text: control characters are taken out of those.
ROOT = "\0"

_SAFE = re.compile(r"(?:https?://[^\s/]|mailto:[^\s])", re.IGNORECASE)
_NOT_IN_SLUG = re.compile(r"[^\w-]+")


@cache
def known(tag: str) -> Language:
    """What is known about a language; for a tag nobody knows (``und``), the tag itself."""
    try:
        return languages.language(tag)
    except ConfigError:
        return Language(tag, tag, tag, tag, tag, tag, tag.lower(), "", "ltr")


def slug(name: str) -> str:
    """A document's name as a path in URLs: lower case, letters, digits, hyphens and slashes.

    >>> slug("2021/KEF luncheon.v2")
    '2021/kef-luncheon-v2'
    """
    parts = unicodedata.normalize("NFC", name).lower().split("/")
    parts = [part for each in parts if (part := _NOT_IN_SLUG.sub("-", each).strip("-_"))]
    return "/".join(parts) or hashlib.sha256(name.encode(errors="replace")).hexdigest()[:8]


def edition(language: str, article: str = "") -> str:
    """The folder of an edition, or of an article in it."""
    return _folder(known(language).slug, article)


def pair(tags: Sequence[str], article: str = "") -> str:
    """The folder of the aligned pages of two languages, or of an article there."""
    return _folder("pair/" + "-".join(known(tag).slug for tag in tags), article)


def trio(article: str = "") -> str:
    """The folder of the trilingual pages, or of an article there."""
    return _folder("trio", article)


def collection(languages: Sequence[str]) -> str:
    """The folder of the list of all articles in these languages."""
    if len(languages) == 1:
        return edition(languages[0])
    return pair(languages) if len(languages) == 2 else trio()


def page(languages: Sequence[str], summary: Summary) -> str:
    """The folder of an article's page in these languages."""
    if len(languages) == 1:
        return edition(languages[0], summary.slug)
    return pair(languages, summary.slug) if len(languages) == 2 else trio(summary.slug)


def picture(source: str, article: str, name: str) -> str:
    """The path of an article's picture: beside the original, whose place no translation changes."""
    return edition(source, article) + name


def to(folder: str, anchor: str = "") -> str:
    """A link to the page in a folder (ending in a slash), from any page."""
    return f"{ROOT}{quote(folder)}index.html" + (f"#{anchor}" if anchor else "")


def file(path: str) -> str:
    """A link to a file of the site, from any page."""
    return f"{ROOT}{quote(path)}"


def absolute(site_url: str, folder: str, anchor: str = "") -> str:
    """The public address of the page in a folder; empty when the site's own is not known."""
    if not site_url:
        return ""
    return f"{site_url.rstrip('/')}/{quote(folder)}" + (f"#{anchor}" if anchor else "")


def resolve(page: str, folder: str, site_url: str = "") -> str:
    """The HTML of a page that will stand in ``folder``, with its links made relative.

    A page that is a file (``404.html``) is shown at any address, so its links begin with the path
    of the site's own address, or with the server's root where that is not known.
    """
    if folder.endswith(".html"):
        return page.replace(ROOT, root(site_url))
    return page.replace(ROOT, "../" * folder.count("/") or "./")


def root(site_url: str) -> str:
    """The path of the site on its server, ending in a slash; ``/`` where it is not known."""
    return quote(urlsplit(site_url).path.rstrip("/"), safe="/%") + "/"


def safe(url: str) -> str:
    """A web or mail address as it is; empty for anything else, such as ``javascript:``."""
    try:
        urlsplit(url)
    except ValueError:
        return ""
    return url.strip() if _SAFE.match(url.strip()) else ""


def _folder(parent: str, article: str) -> str:
    return f"{parent}/{article}/" if article else f"{parent}/"
