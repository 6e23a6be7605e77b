"""Tell where an article and its translations come from, for the panel at its pages' foot."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from workflow.catalog.template import CarriedOver, carried_over
from workflow.model import Entry, Metadata, State
from workflow.site.article import Article
from workflow.site.body.highlights import version
from workflow.site.body.typesetting import clean, safe_url
from workflow.site.publication import Publication
from workflow.site.theming.labels import CARRIED, ORIGINS

#: An e-mail address in angle brackets, or one that stands alone, up to and from its sign.
_ADDRESS = re.compile(r"\s*<[^<>]*@[^<>]*>|@\S*")


@dataclass(frozen=True, slots=True)
class TranslationRecord:
    """How one translation was made.

    Attributes:
        reviewed, total: numbers of sentences.
        engines: what drafted it (engine and model), most used first, with numbers of sentences.
        reviewers: who approved it, by name.
        date: of its latest sentence.
        carried: what is carried over as it stands, by reason, most first, with numbers.
    """

    reviewed: int
    total: int
    engines: Sequence[tuple[str, int]]
    reviewers: Sequence[str]
    date: str
    carried: Sequence[tuple[str, int]] = ()

    @property
    def drafted(self) -> bool:
        """Whether an engine had a part in it."""
        return any(name not in ORIGINS for name, _ in self.engines)


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where the text comes from, and how its translations were made.

    Attributes:
        source: the language it was written in.
        meta: what the document says about itself.
        url: of the original; empty unless that is a web address.
        date: ISO 8601 or empty.
        terms: how many terms of the glossary are in it.
        version: of those terms; it changes when one of them does.
        targets: by language.
    """

    source: str
    meta: Metadata
    url: str
    date: str
    terms: int
    version: str
    targets: Mapping[str, TranslationRecord]


@lru_cache(maxsize=1)  # however many of its files say so
def provenance_of(publication: Publication) -> Provenance:
    """Gather where an article comes from: its metadata, date and entries, and the terms in it."""
    article, terms = publication.article, [each.term for each in publication.terms]
    meta = article.document.metadata
    carried = carried_over(article.document, article.targets)
    return Provenance(
        source=article.document.language,
        meta=meta,
        url=safe_url(clean(meta.source_url)),
        date=publication.summary.date,
        terms=len(terms),
        version=version(terms),
        targets={target: _translation(article, target, carried) for target in article.targets},
    )


@lru_cache(maxsize=256)
def public_name(person: str) -> str:
    """Return a person as the public may know them: an editor's address is for the newsroom alone.

    >>> public_name("Ann Lee <ann@example.org>"), public_name("ann@example.org")
    ('Ann Lee', 'ann')
    """
    named = _ADDRESS.sub("", clean(person)).strip()
    return named or _ADDRESS.sub("", clean(person).strip("<> ")).strip()


def _translation(
    article: Article, target: str, carried: Sequence[CarriedOver]
) -> TranslationRecord:
    found = (article.entry(segment, target) for segment in article.document.segments)
    entries: list[Entry] = [entry for entry in found if entry]
    engines = Counter(clean(entry.origin) for entry in entries if entry.text and entry.origin)
    reviewers = dict.fromkeys(name for entry in entries if (name := public_name(entry.reviewer)))
    return TranslationRecord(
        reviewed=sum(entry.state is State.REVIEWED for entry in entries),
        total=len(entries),
        engines=engines.most_common(),
        reviewers=tuple(reviewers),
        date=max((clean(entry.date[:10]) for entry in entries), default=""),
        carried=Counter(
            CARRIED[each.reason]
            for each in carried
            if each.target in {"", target} and each.reason in CARRIED
        ).most_common(),
    )
