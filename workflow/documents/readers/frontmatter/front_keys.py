"""Read single keys of a front matter: text, language, translated names, keys not used."""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Mapping, Sequence

from workflow import languages
from workflow.documents.readers.decoding import clean
from workflow.documents.readers.frontmatter.conditions import Said, keys, plain_key, words
from workflow.errors import ConfigError, SourceError
from workflow.model import UnreadKey, say

#: A page of notes as the whole of a value: what is shown of it.
_PAGE = re.compile(r"\[\[(?:[^\[\]|]*[|/])?([^\[\]|/#]+)(?:#[^\[\]|]*)?\]\]")


def text_of_value(value: object) -> str:
    """Return a scalar, or a list of scalars, as clean text; empty for any other value.

    Of a mapping, as Docusaurus has for authors, it is the name; of a link to a page of notes
    (Obsidian), what is shown of it.
    """
    if isinstance(value, list):
        texts = (text_of_value(unnested(item)) for item in value)
        return ", ".join(filter(None, texts))
    if isinstance(value, Mapping):
        return text_of_value(value["name"]) if isinstance(value.get("name"), str) else ""
    if isinstance(value, datetime.datetime | datetime.date):
        return value.isoformat()
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        text = " ".join(clean(_unescaped(str(value))).split())
        return page[1].strip() if (page := _PAGE.fullmatch(text)) else text
    return ""


def unnested(item: object) -> object:
    """Return an item of a list; of ``[[Port]]`` without quotes, a list in a list, the one in it.

    Nothing of other lists, which may be endless.
    """
    for _ in range(2):
        item = item[0] if isinstance(item, list) and len(item) == 1 else item
    return None if isinstance(item, list) else item


def _unescaped(text: str) -> str:
    """Join the halves of surrogate pairs, which JSON writes for characters beyond U+FFFF."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


#: The keys, of which the first that is there counts.
LANGUAGE_KEYS = ("lang", "language", "locale")
#: The one that may speak of programs.
_OF_PROGRAMS = "language"


def named_language(first: Mapping[str, Said], path: str) -> str:
    """Return the tag of the declared language; empty if none is.

    Args:
        first: what the front matter says, by its keys as they are compared.
        path: the seed, for messages.

    Raises:
        SourceError: the language is unknown.
    """
    for name in LANGUAGE_KEYS:
        said = first.get(name)
        if not said or not (text := _text(said.value)):
            continue
        try:
            return languages.language(text).tag
        except ConfigError as error:
            if name == _OF_PROGRAMS:
                continue
            what = say("its language {name} is unknown", name=repr(text))
            raise SourceError(f"{path}:{said.line}", what, error.hint) from None
    return ""


def known_tag(text: str) -> str:
    """Return the tag of a language that a page or a server declares; empty if it is unknown."""
    try:
        return languages.language(text).tag
    except ConfigError:
        return ""


def is_of_programs(name: str, value: object) -> bool:
    """Tell whether a normalised key is about a programming language."""
    return name == _OF_PROGRAMS and value not in (None, "") and not known_tag(_text(value))


def _text(value: object) -> str:
    """Return a value as text; to YAML 1.1 ``lang: no``, Norwegian, is false."""
    return text_of_value("no" if value is False else value)


#: What is read besides when a seed is public, as people write it.
_READ = (
    "title", "deck", "subtitle", "description", "dek", "author", "authors", "by", "source_url",
    "source", "canonical", "url", "rights", "copyright", "license", *LANGUAGE_KEYS,
    "tags", "categories", "category", "section", "keywords",
)  # fmt: skip
#: Keys of the date of the latest change, each as it is compared.
READ_UPDATES = tuple(
    "updated lastmod modified lastmodified updatedat lastmodifiedat updateddate dateupdated"
    " moddatetime datemodified lastupdate lastupdated".split()
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
#: Keys that may be written in other languages, too.
_TRANSLATED = ("title", "deck", "author", "tags")
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
#: Tables of these that a theme may show words of, and how many words are a sentence.
_OPEN = frozenset(("params", "extra"))
_SENTENCE = 4
_PICTURES = ("image", "cover", "picture", "banner", "thumbnail", "seo", "meta", "og", "social")
_ALIKE = 0.75
#: What ``hero`` has where it is the words of a home page (VitePress), not a picture.
_OF_HOME = frozenset({"name", "tagline", "actions"})


def _tells(table: Mapping[object, object], depth: int = 0) -> bool:
    """Tell whether a table holds a sentence that nothing reads."""
    for key, value in table.items():
        name = plain_key(str(key))
        if name in _ALSO_READ or name in _OFFERED or name in keys() or name.startswith(_PICTURES):
            continue
        inner = value if isinstance(value, list) else [value]
        if any(isinstance(each, str) and len(each.split()) >= _SENTENCE for each in inner):
            return True
        if any(
            isinstance(each, Mapping) and depth < 2 and _tells(each, depth + 1) for each in inner
        ):
            return True
    return False


def translated_key(name: str) -> str:
    """Return the key that a word of another language stands for, if any: 제목 is ``title``."""
    return next((use for use in _TRANSLATED if name in words(use)), "")


def unread(said: Sequence[Said], picture: str = "") -> tuple[UnreadKey, ...]:
    """Return the keys that are not used, each once, with the key that was probably meant.

    ``picture`` is the key that names the article's picture; keys that begin with it tell of it.
    """
    found: dict[str, UnreadKey] = {}
    names = {each.name for each in said}
    for each in said:
        name = each.name
        if is_of_programs(name, each.value):
            found.setdefault(name, UnreadKey(each.key, each.line))
        if name in keys() or name in _OFFERED or each.value in (None, "") or not name:
            continue
        if name in _ALSO_READ or name in _OURS or name in words("correction"):
            continue
        if (use := translated_key(name)) and use not in names:
            continue
        if name == "kind" and str(each.value).strip().lower() == "page":
            continue
        table = each.value if isinstance(each.value, Mapping) else {}
        home = name == "hero" and not _OF_HOME.isdisjoint(table)
        if picture and name.startswith(picture) and not home:
            continue
        if picture and name in {"alt", "alttext", "caption", "imagealt", "imagecaption"}:
            continue
        usual = name in _USUAL and not home and not (name in _OPEN and _tells(table))
        close = [] if usual else difflib.get_close_matches(name, _OFFERED, 1, _ALIKE)
        meant = _OFFERED[close[0]] if close else ""
        found.setdefault(name, UnreadKey(each.key, each.line, meant, usual))
    return tuple(found.values())
