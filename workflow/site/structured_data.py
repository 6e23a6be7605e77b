"""Describe pages for programs, as JSON-LD in the terms of https://schema.org."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup as Html

from workflow.languages.names.authors import is_body
from workflow.model import Metadata
from workflow.site import links
from workflow.site.body.typesetting import safe_html, safe_url
from workflow.site.lists.topics import ArticleTopics
from workflow.site.publication import Download, OutputScope, Publication, Publisher
from workflow.site.summary import Summary, page_language
from workflow.site.theming.labels import machine_date

_JSON = json.JSONEncoder(ensure_ascii=False).encode
_ENDING = re.compile("[<>&\u2028\u2029]")
#: Letters of a headline that search engines show, at most.
_HEADLINE = 110
_SOURCE = "https://schema.org/TrainedAlgorithmicMediaDigitalSource"


def news_article(
    publication: Publication,
    languages: Sequence[str],
    pictures: Sequence[str],
    files: Sequence[Download] = (),
) -> Html:
    """Describe an edition, or a page in several languages: https://schema.org/NewsArticle."""
    summary, url = publication.summary, publication.url
    metadata = publication.article.document.metadata
    data = _about(summary, languages, metadata) | {"publisher": publication.publisher.data()}
    topics = publication.topics[page_language(summary, languages)]
    data |= _topics(topics, languages, url)
    if len(languages) == 1:
        data |= _edition(summary, languages[0], url)
    else:
        address = links.absolute(url, links.page(languages, summary))
        data |= {"@id": f"{address}#a" if address else "#a"}
        data["hasPart"] = [{"@id": identity(summary, tag, url)} for tag in languages]
    if pictures:
        data["image"] = list(pictures)
    return as_script(data | _encoding(files, url))


def website(publisher: Publisher, language: str) -> Html:
    """Describe the site on its front page: https://schema.org/WebSite."""
    data = {
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": publisher.name,
        "inLanguage": language,
        "publisher": publisher.data(),
    }
    return as_script(data | ({"url": publisher.url} if publisher.url else {}))


def identity(summary: Summary, tag: str, url: str) -> str:
    """Return the identifier of an article in a language, for references to it."""
    return links.absolute(url, links.edition(tag, summary.slug), "a") or f"#{tag}"


def _about(summary: Summary, languages: Sequence[str], metadata: Metadata) -> dict[str, Any]:
    """Describe the facts about an article that hold on every page."""
    titles = dict.fromkeys(summary.titles[tag].text for tag in languages)
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "WebPage" if summary.free else "NewsArticle",
        "inLanguage": languages[0] if len(languages) == 1 else list(languages),
        "name" if summary.free else "headline": " | ".join(titles)[:_HEADLINE],
    }
    if day := machine_date(summary.date):
        data["datePublished"] = day
    changed = max((summary.modified.get(tag, "") for tag in languages), default="")
    if changed:
        data["dateModified"] = max(changed, day)
    if said := [line.text for tag in languages for line in summary.corrections.get(tag, ())]:
        data["correction"] = list(dict.fromkeys(said))
    if original := safe_url(metadata.source_url):
        data["isBasedOn"] = original
    return data


def _topics(topics: ArticleTopics, languages: Sequence[str], url: str) -> dict[str, Any]:
    """Name authors; and section and tags, on a page in one language those that are in it."""
    data: dict[str, Any] = {}
    for each in topics.authors:
        about = {"@type": "Organization" if is_body(each.text) else "Person", "name": each.text}
        address = links.absolute(url, each.folder)
        data.setdefault("author", []).append(about | ({"url": address} if address else {}))
    if len(languages) == 1:
        if words := [each.text for each in topics.tags if each.language == languages[0]]:
            data["keywords"] = words
        if topics.section and topics.section.language == languages[0]:
            data["articleSection"] = topics.section.text
    return data


def _edition(summary: Summary, language: str, url: str) -> dict[str, Any]:
    """Describe an edition and its siblings."""
    data: dict[str, Any] = {"@id": identity(summary, language, url)}
    if language != summary.source:
        kind = "WebPage" if summary.free else "NewsArticle"
        original = {"@type": kind, "@id": identity(summary, summary.source, url)}
        data["translationOfWork"] = {**original, "inLanguage": summary.source}
        if not summary.complete(language):
            data["digitalSourceType"] = _SOURCE
        return data
    others = (tag for tag in summary.languages if tag != summary.source and summary.complete(tag))
    if reviewed := [{"@id": identity(summary, tag, url)} for tag in others]:
        data["workTranslation"] = reviewed
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


def as_script(data: Mapping[str, object]) -> Html:
    """Write JSON that no ``</script>`` or ``<!--`` in it can end early."""
    return safe_html(_ENDING.sub(lambda found: f"\\u{ord(found[0]):04x}", _JSON(data)))
