"""Give every page its folder, and make the links between pages."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from urllib.parse import quote, urlsplit

from workflow.languages import any_language
from workflow.model import Document, Settings
from workflow.site.summary import Summary, in_order, pairs_of, trio_of

#: Stands for the way from a page up to the root of the site until the page is written. It cannot
#: come from a text: control characters are taken out of those.
ROOT = "\0"

#: Stands for an article's place in URLs of links that are written once for many articles. It cannot
#: be a real place, and quoting leaves it as it is.
ARTICLE = "~article~"

#: Names of devices, which no folder on Windows can have ("Naming Files, Paths, and Namespaces").
_DEVICE = re.compile(r"con|prn|aux|nul|(?:com|lpt)[0-9¹²³]")
#: Variation selectors, which choose between the forms of a character and mean nothing themselves.
_VARIATION = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
#: Bytes of a folder's name; file systems take 255, and downloads add to it.
_LONGEST = 200


def slug(name: str) -> str:
    """Turn a document's name into a path for URLs: lower case, letters, digits, hyphens, slashes.

    >>> slug("2021/KEF luncheon.v2"), slug("हिन्दी"), slug("con")
    ('2021/kef-luncheon-v2', 'हिन्दी', 'con_')
    """
    parts = unicodedata.normalize("NFC", name).lower().split("/")
    named = [_part(each) or own_slug(each) for each in parts if each.strip(".")]
    return "/".join(named) or own_slug(name)


def own_slug(name: str, path: str = "", length: int = 8) -> str:
    """Return a path for URLs that only this name has: ``path`` and letters made of the name."""
    name = unicodedata.normalize("NFC", name)
    letters = hashlib.sha256(name.encode(errors="replace")).hexdigest()[:length]
    return f"{path}-{letters}" if path else letters


def slug_of(document: Document) -> str:
    """Return a document's place in URLs."""
    return document.slug or slug(document.name)


def _part(text: str) -> str:
    """Return one folder's name in URLs; empty where there is neither letter nor digit."""
    kept: list[str] = []
    for char in text:
        # A mark belongs to its letter: vowels of Hindi and Thai are marks.
        mark = unicodedata.category(char) in ("Mn", "Mc") and "".join(kept[-1:]).strip()
        word = char.isalnum() or char in "_-" or (mark and not _VARIATION.match(char))
        kept.append(char if word else " ")
    part = re.sub(" +", "-", "".join(kept)).strip("-_")
    if len(part.encode()) > _LONGEST:
        return own_slug(text, part.encode()[: _LONGEST - 9].decode(errors="ignore"))
    return f"{part}_" if _DEVICE.fullmatch(part) else part


def edition(language: str, article: str = "") -> str:
    """Return the folder of an edition, or of an article in it."""
    return _folder(any_language(language).slug, article)


def pair(tags: Sequence[str], article: str = "") -> str:
    """Return the folder of the aligned pages of two languages, or of an article there."""
    return _folder(_pair(*tags), article)


@cache
def _pair(*tags: str) -> str:
    return "pair/" + "-".join(any_language(tag).slug for tag in tags)


def trio(article: str = "") -> str:
    """Return the folder of the trilingual pages, or of an article there."""
    return _folder("trio", article)


def topic(kind: str, languages: Sequence[str], slug: str) -> str:
    """Return the folder of the page of a section, a tag or an author in these languages."""
    return _folder(f"{kind}/{collection(languages).strip('/').removeprefix('pair/')}", slug)


def collection(languages: Sequence[str]) -> str:
    """Return the folder of the list of all articles in these languages."""
    if len(languages) == 1:
        return edition(languages[0])
    return pair(languages) if len(languages) == 2 else trio()


def page(languages: Sequence[str], summary: Summary) -> str:
    """Return the folder of an article's page in these languages."""
    if len(languages) == 1:
        return edition(languages[0], summary.slug)
    return pair(languages, summary.slug) if len(languages) == 2 else trio(summary.slug)


def picture(source: str, article: str, name: str) -> str:
    """Return the path of an article's picture: beside the original, which no new language moves."""
    return edition(source, article) + name


#: Quotes a folder for URLs; cached, since an article's pages link to each other.
quoted = lru_cache(maxsize=256)(quote)


def to(folder: str, anchor: str = "") -> str:
    """Make a link to the page in a folder (ending in a slash), from any page."""
    return f"{ROOT}{quoted(folder)}index.html" + (f"#{anchor}" if anchor else "")


def of_article(html: str, article: str) -> str:
    """Fill in an article's links in HTML that was written for any article.

    >>> of_article(to(trio(ARTICLE)), "2021/visit") == to(trio("2021/visit"))
    True
    """
    return str(html).replace(ARTICLE, quoted(article))


def file(path: str) -> str:
    """Make a link to a file of the site, from any page."""
    return f"{ROOT}{quoted(path)}"


def absolute(site_url: str, folder: str, anchor: str = "") -> str:
    """Return the public address of the page in a folder; empty when the site's is not known."""
    if not site_url:
        return ""
    return f"{site_url.rstrip('/')}/{quoted(folder)}" + (f"#{anchor}" if anchor else "")


def public_file(site_url: str, quoted: str) -> str:
    """Return the public address of a file of the site, whose path is quoted already."""
    return f"{site_url.rstrip('/')}/{quoted}"


def resolve(page: str, folder: str, site_url: str = "") -> str:
    """Make the links relative in the HTML of a page that will stand in ``folder``.

    A page that is a file (``404.html``) is shown at any address, so its links begin with the path
    of the site's own address, or with the server's root where that is not known.
    """
    if folder.endswith(".html"):
        return page.replace(ROOT, root(site_url))
    return page.replace(ROOT, "../" * folder.count("/") or "./")


def root(site_url: str) -> str:
    """Return the path of the site on its server, ending in a slash; ``/`` where it is not known."""
    return quote(urlsplit(site_url).path.rstrip("/"), safe="/%") + "/"


def _folder(parent: str, article: str) -> str:
    return f"{parent}/{article}/" if article else f"{parent}/"


def address(settings: Settings, document: Document, target: str) -> str:
    """Return the public address of the page that shows a document beside a translation.

    A sentence is at ``#s-KEY`` there. Empty without a ``site_url``.
    """
    tags = in_order({document.language, target}, settings.targets)
    name = slug_of(document)
    aligned = len(tags) > 1 and not document.metadata.free
    folder = pair(tags, name) if aligned else edition(target, name)
    return absolute(settings.site_url, folder)


def folders(settings: Settings, document: Document, target: str) -> tuple[str, ...]:
    """Return the folders of the pages that show a document's translation into ``target``.

    Its edition first, then the aligned pages. A sentence is at ``#s-KEY`` in each.
    """
    return tuple(pages(settings, document, target).values())


def pages(settings: Settings, document: Document, target: str) -> Mapping[tuple[str, ...], str]:
    """Return the same :func:`folders` by the languages of their pages."""
    name, source = slug_of(document), document.language
    if document.metadata.free:
        return {(target,): edition(target, name)}
    languages = in_order({source, *settings.targets}, settings.targets)
    found: dict[tuple[str, ...], str] = {(target,): edition(target, name)}
    found |= {tags: pair(tags, name) for tags in pairs_of(languages, source) if target in tags}
    three = trio_of(languages, source)
    return found | ({three: trio(name)} if target in three else {})
