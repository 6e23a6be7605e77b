"""Finds keys of front matter that are not used: misspelled, or meant for another program."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence

from workflow.documents.readers.conditions import Said, keys, plain_key, words
from workflow.documents.readers.front_language import KEYS as LANGUAGE_KEYS
from workflow.documents.readers.front_language import is_of_programs
from workflow.model import UnreadKey

#: What is read besides when a seed is public, as people write it.
_READ = (
    "title", "deck", "subtitle", "description", "dek", "author", "authors", "by", "source_url",
    "source", "canonical", "url", "rights", "copyright", "license", *LANGUAGE_KEYS,
    "tags", "categories", "category", "section", "keywords",
)  # fmt: skip
#: Keys of the date of the latest change, each as it is compared.
READ_UPDATES = tuple(
    "updated lastmod modified lastmodified updatedat lastmodifiedat updateddate dateupdated"
    " datemodified lastupdate lastupdated".split()
)
_ALSO_READ = frozenset(
    (
        "tag",
        "topics",
        "hashtags",
        "taxonomies",
        "series",
        "abstract",
        "aliases",
        "alias",
        "redirectfrom",
        *READ_UPDATES,
    )
)
#: What `workflow fetch` writes about where a seed is from.
_OURS = frozenset("fetched fetchedfrom fetcheddigest feed feedid base statedlang pictures".split())
#: What is offered instead of a key that is not read: the usual ones, in their usual spelling.
_OFFERED: Mapping[str, str] = {
    plain_key(key): key
    for key in (
        *_READ, "date", "draft", "published", "status", "publish_at", "publishDate", "expires",
        "expiryDate", "unpublished", "embargo",
    )
}  # fmt: skip
#: Keys that Hugo, Jekyll, Zola, Docusaurus, Astro, Eleventy, Pelican and editors' programs know,
#: each as it is compared.
_USUAL = frozenset(
    "layout slug weight tags tag categories category keywords aliases alias toc image images"
    " cover coverimage thumbnail featuredimage featuredimages type kind menu menus linktitle"
    " summary excerpt lastmod modified updated lastmodified lastmodifiedat updatedat updateddate"
    " dateupdated datemodified lastupdate sidebarposition sidebarlabel sidebarclassname sidebar"
    " hidetitle hidetableofcontents tocminheadinglevel tocmaxheadinglevel paginationnext"
    " paginationprev paginationlabel permalink redirectfrom redirectto comments math katex mermaid"
    " featured pin pinned sticky template taxonomies extra params outputs cascade resources"
    " headless build sitemap robots noindex nofollow id uuid uid guid navorder parent haschildren"
    " section insearchindex render sortby pagetemplate insertanchorlinks path generatefeed"
    " header hero banner video audio podcast wordpressid postid theme class cssclasses cssclass"
    " publisher editor translator contributors reviewers isbn doi location place city country"
    " eyebrow kicker iscjklanguage translationkey eleventynavigation"
    " eleventyexcludefromcollections pagination hideinfooter created createdat datecreated"
    " wordcount readingtime readtime customediturl displayedsidebar socialimage ogimage"
    " metatitle metadescription seo caption credit alt collection group order position"
    " subject topics topic hashtags format version revision revisions name note notes source_name"
    " sourcename fetchedat seriesorder seriesweight seriespart output bibliography csl execute"
    " jupyter jupytext kernelspec myst orphan knit documentclass affiliation".split()
)  # fmt: skip
_ALIKE = 0.75


def unread(said: Sequence[Said], picture: str = "") -> tuple[UnreadKey, ...]:
    """Return the keys that are not used, each once, with the key that was probably meant.

    ``picture`` is the key that names the article's picture; keys that begin with it tell of it.
    """
    found: dict[str, UnreadKey] = {}
    for each in said:
        name = each.name
        if is_of_programs(name, each.value):
            found.setdefault(name, UnreadKey(each.key, each.line))
        if name in keys() or name in _OFFERED or each.value in (None, "") or not name:
            continue
        if name in _ALSO_READ or name in _OURS or name in words("correction"):
            continue
        if name == "kind" and str(each.value).strip().lower() == "page":
            continue
        if picture and name.startswith(picture):
            continue
        if picture and name in {"alt", "alttext", "caption", "imagealt", "imagecaption"}:
            continue
        usual = name in _USUAL
        close = [] if usual else difflib.get_close_matches(name, _OFFERED, 1, _ALIKE)
        meant = _OFFERED[close[0]] if close else ""
        found.setdefault(name, UnreadKey(each.key, each.line, meant, usual))
    return tuple(found.values())
