"""What a page says about itself to browsers, search engines and social networks.

An edition is indexed, and its siblings linked with ``hreflang``, once all of it was reviewed; the
original always is. Aligned pages never are: search engines ask for one language a page.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup as Html

from workflow.model import Metadata
from workflow.site import links
from workflow.site.article import Summary
from workflow.site.labels import machine_date
from workflow.site.publication import Download, OutputScope, Publication
from workflow.site.typesetting import clean, safe_url


@dataclass(frozen=True, slots=True)
class Page:
    """One page and its ``<head>``.

    Attributes:
        folder: where it is, below the site's root, ending in a slash; empty for the front page.
        language: of ``<html>``.
        title, description: plain text.
        indexed: whether search engines may keep it.
        url: its canonical address; empty where the site's own is not known.
        alternates: ``hreflang`` and address of each sibling, itself included.
        properties: OpenGraph.
        data: JSON-LD, safe inside ``<script>``.
        feed: path of its Atom feed.
        files: the same text in other formats.
        pictured: whether it shows pictures.
    """

    folder: str
    language: str
    title: str
    description: str = ""
    indexed: bool = False
    url: str = ""
    alternates: Sequence[tuple[str, str]] = ()
    properties: Sequence[tuple[str, str]] = ()
    data: Html | str = ""
    feed: str = ""
    files: Sequence[Download] = ()
    pictured: bool = False


def edition_page(
    publication: Publication, language: str, downloads: Sequence[Download] = ()
) -> Page:
    """Describe an edition. ``downloads`` are the files beside all the article's pages."""
    summary, url = publication.summary, publication.url
    metadata = publication.article.document.metadata
    files = [each for each in downloads if each.belongs((language,))]
    folder = links.edition(language, summary.slug)
    title = summary.titles[language]
    lead = summary.leads.get(language)
    indexed = summary.complete(language) and not summary.hidden
    address = links.absolute(url, folder)
    pictures = _pictures(publication)
    return Page(
        folder=folder,
        language=language,
        title=title.text,
        description=lead.text if lead else "",
        indexed=indexed,
        url=address,
        alternates=alternates(summary, url) if indexed else (),
        properties=(
            *_open_graph(summary, language, publication.site, address, pictures[:1]),
            *_subjects(summary, language, metadata),
        ),
        data=_json(
            _news_article(summary, language, metadata, url)
            | ({"image": pictures} if pictures else {})
            | _encoding(files, url)
        ),
        feed=links.edition(language) + "feed.xml",
        files=files,
        pictured=bool(publication.article.pictures),
    )


def alternates(summary: Summary, url: str) -> tuple[tuple[str, str], ...]:
    """Return ``hreflang`` and address of the editions that may be indexed, ``x-default`` included.

    Heads and the site map both come from here, so they agree. Empty without a site address.
    """
    if not url or summary.hidden:
        return ()
    cluster = [tag for tag in summary.languages if summary.complete(tag)]
    default = "en" if "en" in cluster else summary.source
    return tuple(
        (hreflang, links.absolute(url, links.edition(tag, summary.slug)))
        for hreflang, tag in [*((tag, tag) for tag in cluster), ("x-default", default)]
    )


def _pictures(publication: Publication) -> list[str]:
    """Return the public addresses of an article's pictures, in order; none without the site's."""
    summary, url = publication.summary, publication.url
    names = [each.name for each in publication.article.pictures.values()]
    paths = (links.picture(summary.source, summary.slug, name) for name in dict.fromkeys(names))
    return [links.absolute(url, path) for path in paths] if url else []


def _open_graph(
    summary: Summary, language: str, site: str, address: str, pictures: Sequence[str]
) -> tuple[tuple[str, str], ...]:
    lead = summary.leads.get(language)
    pairs = [
        ("og:type", "article"),
        ("og:site_name", site),
        ("og:title", summary.titles[language].text),
        ("og:description", lead.text if lead else ""),
        ("og:locale", language.replace("-", "_")),
        ("og:url", address),
        *(("og:image", each) for each in pictures),
        ("article:published_time", machine_date(summary.date)),
        ("article:modified_time", machine_date(summary.updated)),
    ]
    return tuple((name, content) for name, content in pairs if content)


def _subjects(summary: Summary, language: str, metadata: Metadata) -> tuple[tuple[str, str], ...]:
    """Return tags and section of the original, which are in its language: https://ogp.me/#type_article."""
    if language != summary.source:
        return ()
    section = [("article:section", clean(metadata.section))] if metadata.section else []
    return (*section, *(("article:tag", clean(tag)) for tag in metadata.tags))


def _news_article(
    summary: Summary, language: str, metadata: Metadata, url: str
) -> dict[str, object]:
    """Describe an edition and its siblings: https://schema.org/NewsArticle."""

    def identity(tag: str) -> str:
        return links.absolute(url, links.edition(tag, summary.slug), "a") or f"#{tag}"

    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": identity(language),
        "inLanguage": language,
        "headline": summary.titles[language].text,
    }
    if day := machine_date(summary.date):
        data["datePublished"] = day
    if day := machine_date(summary.updated):
        data["dateModified"] = day
    if names := metadata.authors or tuple(filter(None, (metadata.author,))):
        data["author"] = [{"@type": "Person", "name": name} for name in names]
    if language == summary.source:
        data |= {"keywords": list(metadata.tags)} if metadata.tags else {}
        data |= {"articleSection": metadata.section} if metadata.section else {}
    others = [tag for tag in summary.languages if tag != summary.source]
    if language != summary.source:
        original = {"@type": "NewsArticle", "@id": identity(summary.source)}
        data["translationOfWork"] = {**original, "inLanguage": summary.source}
        if not summary.complete(language):
            source = "https://schema.org/TrainedAlgorithmicMediaDigitalSource"
            data["digitalSourceType"] = source
    elif reviewed := [{"@id": identity(tag)} for tag in others if summary.complete(tag)]:
        data["workTranslation"] = reviewed
    if original_url := safe_url(metadata.source_url):
        data["isBasedOn"] = original_url
    return data


def _encoding(files: Sequence[Download], url: str) -> dict[str, object]:
    """Describe the same article in other formats: https://schema.org/encoding."""
    media = [
        {
            "@type": "MediaObject",
            "encodingFormat": each.media_type,
            "contentUrl": links.absolute(url, each.path),
            "contentSize": each.size,
        }
        for each in files
        if each.scope is OutputScope.PAGE
    ]
    return {"encoding": media} if url and media else {}


def _json(data: Mapping[str, object]) -> Html:
    """Write JSON that no ``</script>`` or ``<!--`` in it can end early."""
    text = json.dumps(data, ensure_ascii=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Html(text.encode(errors="replace").decode())  # noqa: S704 - what ends a script is out
