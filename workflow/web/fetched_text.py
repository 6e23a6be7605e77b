"""Decode a fetched text and tell its kind: a page, a feed, Markdown, plain text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from workflow.documents.readers import decoding
from workflow.errors import FetchError, NoArticle, SourceError
from workflow.model import say
from workflow.web import urls
from workflow.web.transport import Answer


class TextKind(StrEnum):
    """A kind of text that can be fetched; the value is the extension of its seed."""

    PAGE = ".html"
    TEXT = ".txt"
    MARKDOWN = ".md"
    FEED = ".xml"


#: Media types by kind of text; for others (empty) the first letters decide.
_TYPES = {
    "text/html": TextKind.PAGE,
    "application/xhtml+xml": TextKind.PAGE,
    "text/markdown": TextKind.MARKDOWN,
    "text/x-markdown": TextKind.MARKDOWN,
}
_PLAIN = frozenset({"", "text/plain"})
_DATA = re.compile(r"(?:text|application)/(?:xml|json)|application/[\w.-]+\+(?:xml|json)")
_FEED = re.compile(r"<(?:\w+:)?(?:rss|feed|RDF)\b")
_JSON_FEED = re.compile(r'"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org\\?/')
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
#: What may precede the first element of a document, by its beginning and end.
_BEFORE = {"<?": ">", "<!--": "-->", "<!DOCTYPE": ">"}
_SPACE = re.compile(r"\s*+")
_HEAD, _LONGEST_HEAD = 4_000, 100_000
_HINTS = {
    "application/pdf": say("Look for the same article as a web page, or save its text as .txt."),
    "image": say("Name the page that shows it."),
    "video": say("Name the page that shows it, or its subtitles as a file."),
    "audio": say("Name the page that it is on."),
    **dict.fromkeys(
        (
            "text/vtt",
            "application/x-subrip",
            "application/epub+zip",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "application/vnd.oasis.opendocument.text",
        ),
        say("Copy the file itself into seeds/."),
    ),
}
#: The share of letters that may be damaged where the encoding is certain, and as many at least.
_DAMAGED, _FEW = 0.001, 3


@dataclass(frozen=True, slots=True)
class FetchedText:
    """A fetched text.

    Attributes:
        url: where it was in the end.
        kind: what it is.
        text: as it was sent, decoded.
        damaged: letters that could not be decoded, each U+FFFD now.
        language: what the server says it is in; empty if it does not.
    """

    url: str
    kind: TextKind
    text: str
    damaged: int = 0
    language: str = ""


def read(answer: Answer) -> FetchedText:
    """Return the text in an answer.

    Raises:
        FetchError: it is no text that can be an article or a feed, or its encoding is unknown.
    """
    stated = answer.headers.get("content-type", "")
    media = stated.partition(";")[0].strip().lower()
    where = urls.shown(answer.url)
    if media not in _PLAIN and media not in _TYPES and not _DATA.fullmatch(media):
        what = say("is of a type that is no article ({name})", name=media[:80])
        hint = _HINTS.get(media) or _HINTS.get(media.partition("/")[0])
        raise NoArticle(where, what, hint or say("Save its text as .txt, .md or .html."))
    label = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", stated, re.IGNORECASE)
    text, damaged = _decoded(answer.body, label[1] if label else "", where)
    kind = _kind(media, text, answer.url)
    if not kind:
        what = say("is of a type that is no article ({name})", name=media[:80])
        raise NoArticle(
            where, what, _HINTS.get(media) or say("Save its text as .txt, .md or .html.")
        )
    language = answer.headers.get("content-language", "").split(",")[0].strip()
    return FetchedText(answer.url, kind, text, damaged, language)


def _kind(media: str, text: str, url: str) -> TextKind | None:
    head = text[:_HEAD].lstrip()
    if media not in _TYPES and head.startswith("{") and _JSON_FEED.search(head):
        return TextKind.FEED
    if _FEED.match(text, _first_element(text)):
        return TextKind.FEED
    if media in _TYPES:
        return _TYPES[media]
    if _HTML.match(head) or _HTML.match(text, _first_element(text)):
        return TextKind.PAGE
    if media in _PLAIN:
        markdown = urlsplit(url).path.lower().endswith((".md", ".markdown"))
        return TextKind.MARKDOWN if markdown else TextKind.TEXT
    return None


def _first_element(text: str) -> int:
    """Return where the first element of a document begins."""
    text = text[:_LONGEST_HEAD]
    at = _after_space(text, 0)
    while mark := next((each for each in _BEFORE if text.startswith(each, at)), ""):
        end = text.find(_BEFORE[mark], at + len(mark))
        subset = text.find("[", at, end) if mark == "<!DOCTYPE" and end >= 0 else -1
        if subset >= 0:
            end = text.find(">", max(text.find("]", subset), subset))
        if end < 0:
            return len(text)
        at = _after_space(text, end + len(_BEFORE[mark]))
    return at


def _after_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _decoded(data: bytes, label: str, where: str) -> tuple[str, int]:
    """Decode a body; a few damaged bytes are replaced."""
    try:
        text = decoding.decoded(data, where, label)
        return text.removeprefix("\ufeff"), text.count(decoding.LOST)
    except SourceError as error:
        for name in (label, decoding.named_encoding(data), "utf-8"):
            text = decoding.leniently(data, decoding.codec(name) if name else "")
            damaged = text.count(decoding.LOST)
            if text and damaged <= max(_FEW, _DAMAGED * len(text)):
                return text.removeprefix("\ufeff"), damaged
        raise FetchError(where, error.what, error.hint) from error
