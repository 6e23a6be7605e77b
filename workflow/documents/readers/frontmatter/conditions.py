"""Read when a seed is public from keys of its front matter, or names of ``<meta>`` elements.

The words are those of the packs of languages. What cannot be understood keeps a seed from the
public: an author who wrote ``draft: maybe`` meant something.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from workflow.documents.readers.decoding import clean
from workflow.documents.readers.instants import Instant, instant
from workflow.languages.front_matter import tabled
from workflow.languages.packs import registered
from workflow.model import Condition

#: Keys by which web pages date themselves.
_PAGE_DATES = ("pubdate", "datepublished", "publishedtime")
#: Keys whose tables speak of the article: Hugo's, Zola's, and what people call them.
_TABLES = frozenset(
    "build params extra metadata meta publishing publication page article post options cascade"
    " custom data fields attributes settings workflow frontmatter".split()
)
#: Keys that are looked for behind a slip of the finger: darft, drafts.
_SLIPS = tuple(
    "draft isdraft published publish unpublished private hidden status publishat publishdate"
    " expires expirydate embargo pubdate visibility withdrawn".split()
)
#: The vocabularies that names of ``<meta>`` elements are from.
_VOCABULARY = re.compile(
    r"(?:(?:og|article|dc|dcterms|meta|schema|sailthru|cxenseparse|recs|parsely)[:.-](?!created))+"
)


#: What parts a word from a remark on it: "draft - not for publication".
REMARK = re.compile(r"\s[-–—]+\s|[,;:(（，；：]")
#: What R Markdown has for the day on which a page is made (R Markdown Cookbook, 4.6).
_TODAY_OF_R = re.compile(r"`r +(?:format\()?Sys\.(?:Date|time)\(\)(?:, ?[^()`]{1,60}\))?`")


@cache
def words(*uses: str) -> frozenset[str]:
    """Return the words of uses in all languages; see ``languages/en/front_matter.tsv``."""
    known = [*(pack.front_matter for pack in registered()), tabled("workflow.languages")]
    return frozenset(word for each in known for use in uses for word in each.get(use, ()))


@cache
def keys() -> frozenset[str]:
    """Return every key that may say when a seed is public."""
    uses = "hiding showing status from date until may_hide may_show may_from ended locked".split()
    return words(*uses)


@cache
def _vague() -> frozenset[str]:
    """Return keys that mean other things in web pages: ``expires`` is a header of HTTP, too."""
    return words("date", "until", "status") | set(_PAGE_DATES)


def _may_be_status(name: str) -> bool:
    return name in words("status_like") or name.endswith(tuple(words("status_ending")))


@dataclass(frozen=True, slots=True)
class Said:
    """A key, its value and its line, as a seed has them."""

    key: str
    value: object
    line: int

    @property
    def name(self) -> str:
        """The key in normal form: ``publishat`` for ``publish_at``, ``publishAt``."""
        return plain_key(self.key)

    def __str__(self) -> str:
        if self.name in words("locked"):
            return self.key  # its value is a secret
        return clean(" ".join(f"{self.key}: {_shown(self.value)}"[:120].split()))


def _shown(value: object, *, within: bool = False) -> str:
    """Return a value nearly as written; nothing for nested lists, which may be endless."""
    if isinstance(value, list | dict) and within:
        return "…"
    if isinstance(value, dict):
        pairs = [f"{_shown(k)}: {_shown(v, within=True)}" for k, v in islice(value.items(), 8)]
        return f"{{{', '.join(pairs)}}}"
    if isinstance(value, list):
        return f"[{', '.join(_shown(each, within=True) for each in value[:8])}]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int) and value.bit_length() > 1_000:
        return "…"
    return str(value)


def plain_key(key: str) -> str:
    """Normalise a key: case, hyphens, dots, vocabulary.

    >>> plain_key("Publish_At"), plain_key("article:published_time")
    ('publishat', 'publishedtime')
    """
    key = unicodedata.normalize("NFKC", key).lower()
    return re.sub(r"[\W_]+", "", key[match.end() :] if (match := _VOCABULARY.match(key)) else key)


def conditions(said: Sequence[Said], *, page: bool = False) -> tuple[Condition, ...]:
    """Return what keeps a seed from the public.

    Args:
        said: its keys, every one of them, also if it stands twice.
        page: it is a web page, whose author did not write it for this program: then a date or a
            status that means nothing to us says nothing.
    """
    said = said if page else [each for one in said for each in _flat(one)]
    timed = any(each.name in words("from", "may_from") and instant(each.value) for each in said)
    dated = timed or any(
        each.name in words("date", "showing") and instant(each.value) for each in said
    )
    found = ((one, each) for one in said for each in _of(one, timed=timed, dated=dated, page=page))
    return tuple(each for one, each in found if not (page and each.fault and one.name in _vague()))


def _flat(said: Said, depth: int = 0) -> Iterator[Said]:
    """Yield a key and, of a table that speaks of the article, the keys in it."""
    yield said
    if not isinstance(said.value, Mapping) or depth > 3 or said.name not in _TABLES:
        return
    for key, value in said.value.items():
        inner = Said(str(key), value, said.line)
        if inner.name in words("date", "until", "status") and _word(value) not in words("withheld"):
            continue  # of something else in it
        if said.name == "build" and inner.name in {"render", "list"} and _word(value) == "never":
            yield Said("render", value=False, line=said.line)
        yield from _flat(inner, depth + 1)


def _of(said: Said, *, timed: bool, dated: bool, page: bool) -> Iterator[Condition]:
    value, name = said.value, said.name
    if value is None or value in ("", [], {}):
        if name in words("undecided"):
            yield _unclear(said, "true or false")
        return
    word = _word(value)
    if name in words("status"):
        word = _word(value[0]) if isinstance(value, list) and len(value) == 1 else word
        yield from _status(said, word, timed=timed, dated=dated)
    elif name in words("hiding") and not (name == "embargoed" and instant(value)):
        yield from _switch(said, word, words("true"), words("false"))
    elif name in words("showing") and not instant(value):
        yield from _switch(said, word, words("false") | {"never"}, words("true"))
    elif name in words("from", "date", "showing", "hiding") or _is_embargo(name, value, word):
        yield from _beginning(said, word)
    elif name in words("until", "ended"):
        yield from _end(said, word)
    elif (name == "permalink" and value is False) or (  # Eleventy writes no page then
        name in words("locked") and word not in words("false")
    ):
        yield _always(said)
    elif not page or name in words("may_from"):
        yield from _perhaps(said, word, timed=timed)


def _is_embargo(name: str, value: object, word: str) -> bool:
    """Tell whether a key, in any words, withholds a seed or sets its embargo.

    ``embargo_lifted: true`` says that it is no longer.
    """
    if not name.startswith("embargo"):
        return False
    is_over = name.endswith(tuple(words("embargo_over")))
    return bool(instant(value)) or (word in words("true") and not is_over)


def _perhaps(said: Said, word: str, *, timed: bool) -> Iterator[Condition]:
    """Yield the conditions of an unknown or ambiguous key, where its value is certain."""
    name, moment = said.name, instant(said.value)
    if name in words("may_from"):
        if moment:
            yield from _beginning(said, word)
        elif name == "scheduled" and word in words("true") and not timed:
            yield _always(said)
    elif name in words("may_hide", "may_show"):
        if word in (
            words("true") if name in words("may_hide") else words("false") | {"never"}
        ) or word in words("never"):
            yield _always(said)
        elif name in words("may_hide") and isinstance(said.value, str) and moment:
            yield from _end(said, word)
    elif word in words("never") or (_may_be_status(name) and word in _withheld(name)):
        if name not in _TEXTS:
            yield _always(said) if _may_be_status(name) else _unclear(said, "status: draft")
    elif meant := next((each for each in _SLIPS if _is_slip(name, each)), ""):
        yield from _slip(said, meant)


def _withheld(name: str) -> frozenset[str]:
    """Return the values that withhold a seed if a key like a status has them.

    The status of an event or an album is none of the seed's: it may be ``cancelled``.
    """
    return words("withheld") - (frozenset() if name.startswith("pub") else words("of_things"))


#: Keys whose words are text, whatever they are.
_TEXTS = frozenset(
    "title linktitle sidebarlabel sidebartitle shorttitle navtitle menutitle headline deck subtitle"
    " description summary excerpt author authors by slug source url"
    " tag tags category categories keyword keywords topic topics subject section series name"
    " caption alt kicker eyebrow language lang locale note notes".split()
)


def _slip(said: Said, meant: str) -> Iterator[Condition]:
    """Yield the conditions that a misspelled key would set, where they keep the seed back."""
    right = Said(meant, said.value, said.line)
    for each in _of(right, timed=False, dated=False, page=False):
        if not each.fault and not (
            meant in words("status") and _word(said.value) in words("false")
        ):
            yield Condition(
                str(said), said.line, each.since, each.until, fault=f"did you mean {meant}?"
            )


def _is_slip(name: str, meant: str) -> bool:
    """Return whether a key is another with one letter more, less or wrong, or two exchanged."""
    if abs(len(name) - len(meant)) > 1 or len(name) < 4 or name == meant:
        return False
    start = next((i for i, (a, b) in enumerate(zip(name, meant, strict=False)) if a != b), -1)
    if start < 0:
        return True
    a, b = name[start:], meant[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])


def _word(value: object) -> str:
    """Return a value as one word for lookup; ``?`` if it is no text, number or truth value."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return plain_key(str(value)) if isinstance(value, str | int) else "?"


def _always(said: Said) -> Condition:
    return Condition(str(said), said.line)


def _unclear(said: Said, wanted: str) -> Condition:
    return Condition(str(said), said.line, fault=f"write {wanted}")


def _switch(
    said: Said, word: str, hides: frozenset[str], shows: frozenset[str]
) -> Iterator[Condition]:
    if word in hides:
        yield _always(said)
    elif word not in shows:
        yield _unclear(said, "true or false")


def _status(said: Said, word: str, *, timed: bool, dated: bool) -> Iterator[Condition]:
    """Yield what a status says; another key must date ``scheduled``, and time ``embargoed``."""
    known = timed if any(each in word for each in words("embargo")) else dated
    first = _word(REMARK.split(str(said.value), maxsplit=1)[0])
    if (
        words("withheld") & {word, first}
        or word in words("false")
        or (word in words("timed") and not known)
    ):
        yield _always(said)
    elif word not in words("public", "timed", "true"):
        yield _unclear(said, "draft or published")


def _beginning(said: Said, word: str) -> Iterator[Condition]:
    if found := instant(said.value):
        yield Condition(str(said), said.line, since=found.last)
    elif said.name.startswith("embargo") and word in words("true"):
        yield _always(said)
    elif not (
        _is_today(said, word)
        or (said.name.startswith("embargo") and word in words("false", "embargo_over"))
    ):
        yield _unclear(said, "a date such as 2030-01-31 or 2030-01-31T09:00+09:00")


def _is_today(said: Said, word: str) -> bool:
    """Tell whether an article is dated by the day on which its page is made: that day has come."""
    of_r = isinstance(said.value, str) and _TODAY_OF_R.fullmatch(said.value.strip())
    return said.name in words("date") and (bool(of_r) or word in words("today"))


def _end(said: Said, word: str) -> Iterator[Condition]:
    found: Instant | None = instant(said.value)
    if found and found.day == "0001-01-01":  # Go's word for none
        return
    if found:
        yield Condition(str(said), said.line, until=found.first)
    elif word not in words("false") | {"never"}:
        yield _unclear(said, "a date such as 2030-01-31 or 2030-01-31T09:00+09:00")
