"""Write the search index: static files in which a small script finds any substring.

They are read through ``<script>`` elements, so search works from ``file://`` and under the pages'
content security policy. Below ``search/`` are

* ``text/SLUG/index.js``: the sentences of an article in all its languages, written with its pages;
* ``N/articles.js``: the articles of bucket N, in which each is by its slug alone, and their
  languages;
* ``N/P.js``: part P of the bucket's keys, each with the articles that have it, where, and in which
  languages.

A bucket is made from the texts of its articles and nothing else: when an article changes, only its
bucket is made again.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from pathlib import Path
from string import ascii_lowercase, digits
from typing import Any
from urllib.parse import quote

from workflow import markup
from workflow.documents.heading_anchors import repeated
from workflow.languages import any_language
from workflow.languages.orthography import folding
from workflow.languages.orthography.folding import keys
from workflow.site import links
from workflow.site.article import Article
from workflow.site.body.content import mark
from workflow.site.body.typesetting import clean
from workflow.site.summary import Summary
from workflow.site.theming.labels import machine_date
from workflow.store.workers import Stage, Workers

FOLDER = "search/"
_STATE = "index.json"
#: The version of the index, to be changed with its format.
_FORM = 2
#: Articles of a bucket, at most, on average; and the greatest number of its parts.
_BUCKET, _PARTS = 200, 128
#: Sentences at the beginning of an article, which tell what it is about.
_OPENING = 4
#: Two digits name an article in its bucket; a third character tells where it has the key, and in
#: which languages: a number, counted from this character.
_NUMBERS = tuple(map("".join, product(digits + ascii_lowercase, repeat=2)))
_ZERO = ord("0")
#: How many languages the index distinguishes; further ones count as the last of these.
_TOLD_APART = 12
_BEFORE, _AFTER = b"searchData(", b");\n"


@dataclass(frozen=True, slots=True)
class IndexShape:
    """How the search index is divided into files.

    Attributes:
        parts: of each bucket.
        versions: for each bucket, what changes with its content.
        form: what stands in the files; those of another form are all made again.
    """

    parts: int
    versions: tuple[str, ...]
    form: int = _FORM


def text(article: Article, summary: Summary) -> tuple[str, bytes]:
    """Return the path below the site's root and the content of an article's text."""
    return f"{folder(summary.slug)}index.js", script(_text(article, summary))


def folder(slug: str) -> str:
    """Return the folder of an article's text."""
    return f"{FOLDER}text/{slug}/"


class IndexUpdate:
    """Writes the index, or the buckets of it that have changed; close it in the end.

    Workers write the buckets meanwhile, until somebody asks for the :attr:`shape`.

    Args:
        fresh: the site's folder being built; holds the texts of new and changed articles.
        standing: the site as it was, with the texts of all other articles; nothing for a new site.
        summaries: of all articles, by slug.
        changed: slugs of the articles that are new, have changed or are gone since.
        workers: who write the buckets; without any, this process alone.

    Raises:
        OSError: a file cannot be read or written.
    """

    def __init__(
        self,
        fresh: Path,
        standing: Path | None,
        summaries: Mapping[str, Summary],
        changed: Iterable[str] = (),
        workers: Workers | None = None,
    ) -> None:
        buckets, parts = _division(len(summaries))
        former = _former(standing)
        dirty = {bucket(slug, buckets) for slug in changed}
        same = (parts, buckets, _FORM)
        if former is None or (former.parts, len(former.versions), former.form) != same:
            former, dirty = IndexShape(parts, ("",) * buckets), set(range(buckets))
        members: dict[int, list[_Member]] = {number: [] for number in dirty}
        for slug in sorted(summaries):
            if (number := bucket(slug, buckets)) in dirty:
                members[number].append((slug, machine_date(summaries[slug].date)))
        self._former, self._place = former, fresh / FOLDER / _STATE
        writer = _BucketWriter(fresh, standing, parts)
        self._writing: Stage[tuple[int, Sequence[_Member]], str]
        self._writing = (workers or Workers(1)).stage(writer, lambda each: each)
        self._written = [done for each in members.items() for done in self._writing.put(each)]

    def close(self) -> None:
        """Stop writing, if the index is not to be finished."""
        self._writing.close()

    @cached_property
    def shape(self) -> IndexShape:
        """How it is divided, once all of it is written."""
        versions = list(self._former.versions)
        for (number, _), version in (*self._written, *self._writing.rest()):
            versions[number] = version or ""
        shape = IndexShape(self._former.parts, tuple(versions))
        self._place.parent.mkdir(parents=True, exist_ok=True)
        known = {"form": _FORM, "parts": shape.parts, "versions": versions}
        self._place.write_text(json.dumps(known))
        return shape


def obsolete_folders(standing: Path, shape: IndexShape) -> Iterator[str]:
    """Yield the folders of buckets that an earlier index had and this one has not."""
    former = _former(standing)
    for number in range(len(shape.versions), len(former.versions) if former else 0):
        yield f"{FOLDER}{number}/"


def renewed_folders(fresh: Path, shape: IndexShape) -> Iterator[str]:
    """Yield the folders of buckets that were made again, where parts may be left over."""
    for number in range(len(shape.versions)):
        if (fresh / FOLDER / str(number)).is_dir():
            yield f"{FOLDER}{number}/"


def bucket(slug: str, buckets: int) -> int:
    """Return the number of an article's bucket."""
    digest = hashlib.sha256(slug.encode(errors="replace")).digest()
    return int.from_bytes(digest[:4], "big") % buckets


def _division(articles: int) -> tuple[int, int]:
    """Return the numbers of buckets and of parts, powers of two so that they seldom change."""
    buckets = 1 << (max(articles - 1, 0) // _BUCKET).bit_length()
    parts = 2 << (articles // buckets // 4).bit_length()
    return buckets, min(parts, _PARTS)


def _former(standing: Path | None) -> IndexShape | None:
    """Read how an existing index is divided; None if there is none."""
    if standing is None:
        return None
    try:
        state = json.loads((standing / FOLDER / _STATE).read_bytes())
        versions = tuple(map(str, state["versions"]))
        return IndexShape(int(state["parts"]), versions, state.get("form", 1))
    except (OSError, ValueError, KeyError, TypeError):
        return None


#: What is kept of an article of a bucket: its slug and its day.
_Member = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _BucketWriter:
    """Writes buckets, in any process.

    Attributes:
        fresh, standing: as for :class:`IndexUpdate`.
        parts: of a bucket.
    """

    fresh: Path
    standing: Path | None
    parts: int

    def __call__(self, order: tuple[int, Sequence[_Member]]) -> str:
        """Write the bucket of a number with its articles, and return its version."""
        number, members = order
        version = hashlib.sha256()
        found: defaultdict[str, list[str]] = defaultdict(list)
        languages: dict[str, int] = {}
        for code, (slug, _) in zip(_NUMBERS, members, strict=False):
            data = self._read(slug)
            version.update(data)
            told = json.loads(data[len(_BEFORE) : -len(_AFTER)])
            for key, where in _places(told, languages).items():
                found[key].append(code + chr(_ZERO + where))
        lines: list[list[str]] = [["\n"] for _ in range(self.parts)]
        for key in sorted(found):
            lines[part(key, self.parts)].append(f"{key} {''.join(found[key])}\n")
        place = self.fresh / FOLDER / str(number)
        place.mkdir(parents=True, exist_ok=True)  # whoever began to write it was killed
        for at, each in enumerate(lines):
            (place / f"{at}.js").write_bytes(script("".join(each)))
        articles = [[quote(slug), day] for slug, day in members]
        (place / "articles.js").write_bytes(script([list(languages), articles]))
        return version.hexdigest()[:8]

    def _read(self, slug: str) -> bytes:
        path = f"{folder(slug)}index.js"
        try:
            return (self.fresh / path).read_bytes()
        except FileNotFoundError:
            if self.standing is None:
                raise
            return (self.standing / path).read_bytes()


def _places(text: Mapping[str, Any], languages: dict[str, int]) -> Mapping[str, int]:
    """Return where an article has its keys, as a number, and add its languages to those known.

    Its bits tell, from the lowest: whether the key is at the beginning, in a title, and in the
    first of the languages, the second …
    """
    found: dict[str, int] = {}
    for each in text["editions"]:
        number = languages.setdefault(each["language"], len(languages))
        language = 4 << min(number, _TOLD_APART - 1)
        parts = each["text"][:_OPENING], each["text"][_OPENING:]
        opening, rest = map("\n".join, parts)
        for bit, words in ((2, each["title"]), (1, opening), (0, rest)):
            for key in keys(words):
                found[key] = found.get(key, 0) | language | bit
    return found


def _text(article: Article, summary: Summary) -> Mapping[str, Any]:
    """Describe an article as search shows it."""
    segments = article.document.segments
    again = repeated(article.document.blocks)
    return {
        "date": machine_date(summary.date),
        "keys": [segment.key for segment in segments],
        "editions": [_edition(article, summary, tag, again) for tag in summary.languages],
    }


def _edition(
    article: Article, summary: Summary, tag: str, again: Container[int]
) -> Mapping[str, Any]:
    """Describe an article in one language, without sentences that are in another.

    Blocks that only say the headline ``again`` are on no page: they have no text.
    """
    texts, marks = [], {}
    for number, segment in enumerate(article.document.segments):
        entry = article.entry(segment, tag)
        text = segment.text if tag in (summary.source, segment.language) else ""
        if segment.block in again:
            text = ""
        elif entry and (entry.text or tag != summary.source):
            text = entry.text
            if text and (name := mark(entry)) != "reviewed":
                marks[number] = name
        known = article.document.blocks[segment.block].markup
        texts.append(unicodedata.normalize("NFC", clean(markup.plain(text, known))))
    title = summary.titles[tag]
    together = _aligned_folder(summary, tag)
    return {
        "language": tag,
        "direction": any_language(tag).direction,
        "name": any_language(tag).autonym,
        "folder": quote(links.edition(tag, summary.slug)),
        "aligned": quote(together),
        "title": title.text if title.language == tag else "",
        "text": texts,
        "marks": marks,
    }


def _aligned_folder(summary: Summary, tag: str) -> str:
    """Return the folder of the aligned page that has a language."""
    if tag in summary.trio:
        return links.trio(summary.slug)
    pair = next((tags for tags in summary.pairs if tag in tags), None)
    return links.pair(pair, summary.slug) if pair else ""


def script(data: object) -> bytes:
    """Write JSON as a script that hands it to ``assets/search.js``."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return _BEFORE + text.encode(errors="replace") + _AFTER


def part(key: str, parts: int) -> int:
    """Return the part of a bucket that has a key, by a bigram's first letter or a word's first
    two.
    """
    head = key[:1] if folding.RUN.match(key) else key[:2]
    number = 0
    for character in head:
        number = 31 * number + ord(character)
    return number % parts
