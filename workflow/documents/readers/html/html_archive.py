"""Take the page out of a web archive: one file of a page and its pictures (MHTML, RFC 2557)."""

from __future__ import annotations

import re
from email import message_from_string
from email.errors import MessageError
from email.message import Message

from workflow.documents.readers.decoding import clean, decoded
from workflow.errors import SourceError
from workflow.model import say

#: How much of a file may be the head of an archive, and how deeply parts may be nested.
_HEAD, _MOST = 20_000, 50
_FIELD = re.compile(r"[A-Za-z][\w-]*:")
_ARCHIVE = re.compile(r"^Content-Type:\s*(?:multipart/|text/html)", re.IGNORECASE | re.MULTILINE)
_VERSION = re.compile(r"^MIME-Version:", re.IGNORECASE | re.MULTILINE)
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_ENCODED = frozenset({"quoted-printable", "base64"})
_HINT = say("Save the page again, or its text as .txt.")


def page_in(text: str, path: str) -> str:
    """Return the page in a web archive of a browser or Word; any other text unchanged.

    Raises:
        SourceError: there is no page in the archive, or it cannot be taken out.
    """
    head = text[:_HEAD].lstrip().partition("\n\n")[0]
    if not (_FIELD.match(head) and _VERSION.search(head) and _ARCHIVE.search(head)):
        return text
    page = _page(text.lstrip()) if text.count("boundary=") <= _MOST else None
    if page is None:
        raise SourceError(path, say("holds no HTML"), _HINT)
    if str(page.get("Content-Transfer-Encoding", "")).strip().lower() not in _ENCODED:
        return str(page.get_payload())
    content = page.get_payload(decode=True)
    data = content if isinstance(content, bytes) else b""
    return clean(decoded(data, path, str(page.get_content_charset() or "")))


def _page(text: str) -> Message | None:
    """Return the first page among the parts of an archive."""
    try:
        parts = message_from_string(text).walk()
        return next((each for each in parts if each.get_content_type() in _PAGES), None)
    except (MessageError, ValueError, RecursionError):
        return None
