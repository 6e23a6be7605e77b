"""Read what requests from the browser carry, and make the answers to them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message as EmailMessage
from http import HTTPStatus
from typing import Any

from workflow.errors import ConfigError
from workflow.languages import normalize
from workflow.model import TermType, say
from workflow.review.article_view import Typed
from workflow.review.backend import TermProposal

HTML, JSON = "text/html; charset=utf-8", "application/json"
#: The longest body of a call, in bytes.
LONGEST = 1 << 20
#: Sent with every answer: scripts, styles, pictures and connections come from this server or not at
#: all.
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        "img-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'; "
        "require-trusted-types-for 'script'; trusted-types review"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}
#: For pages shown as they would be published, inside the review: nothing in them runs.
PUBLISHED_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)


@dataclass(frozen=True, slots=True)
class BrowserRequest:
    """A request from a browser.

    Attributes:
        method: ``GET``, ``PUT`` …
        path: what is asked for, percent signs decoded.
        query: what follows it, as it came.
        headers: whatever their case.
        peer: the address of the machine that asks.
        body: None where it has no length, or one that is too long.
    """

    method: str
    path: str
    query: str
    headers: EmailMessage
    peer: str
    body: bytes | None = b""

    def data(self) -> Mapping[str, Any]:
        """Read the JSON object that a call carries."""
        if self.headers.get_content_type() != JSON:
            raise Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "JSON only")
        if self.body is None:
            raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "no length, or too long")
        try:
            data = json.loads(self.body)
        except (ValueError, RecursionError):
            data = None
        if not isinstance(data, dict):
            raise Refused(HTTPStatus.BAD_REQUEST, "not a JSON object")
        return data


@dataclass(frozen=True, slots=True)
class Response:
    """An answer to the browser."""

    body: bytes = b""
    kind: str = JSON
    status: HTTPStatus = HTTPStatus.OK
    headers: Mapping[str, str] = field(default_factory=dict)


class Refused(Exception):
    """The request is refused, with a status and a reason."""

    def __init__(self, status: HTTPStatus, what: str) -> None:
        super().__init__(what)
        self.status, self.what = status, what


def json_response(
    data: object, status: HTTPStatus = HTTPStatus.OK, headers: Mapping[str, str] | None = None
) -> Response:
    """Make an answer in JSON."""
    return Response(json.dumps(data).encode(), JSON, status, headers or {})


def tag_of(code: str) -> str:
    """Read a target language from any spelling of its code."""
    try:
        return normalize(code)
    except ConfigError:
        raise Refused(HTTPStatus.NOT_FOUND, say("There is no such language.")) from None


def text_of(data: Mapping[str, Any], name: str) -> str:
    """Read a text that a call carries.

    Raises:
        KeyError: it does not.
        TypeError: it is something else.
    """
    value = data[name]
    if not isinstance(value, str):
        raise TypeError(f"{name} must be text")
    return value


def lines_of(data: Mapping[str, Any], name: str) -> str:
    """Read a text that a call carries, with line feeds alone at the ends of its lines."""
    return text_of(data, name).replace("\r\n", "\n").replace("\r", "\n")


def typed_of(data: Mapping[str, Any]) -> Typed | None:
    """Read the typed text of a call; None if it is to be forgotten."""
    if data["text"] is None:
        return None
    text, base, state = (text_of(data, name) for name in ("text", "base", "state"))
    return Typed(text, base, state, float(data["at"]))


#: Old words, new words, the language, and the article, key and etag of each sentence.
Replacing = tuple[str, str, str, list[tuple[str, str, str]]]


def replacing_of(data: Mapping[str, Any]) -> Replacing:
    """Read which words a call replaces, and in which sentences.

    Raises:
        KeyError, TypeError, ValueError: something of it is missing, or is no text.
    """
    old, new = text_of(data, "old"), text_of(data, "new")
    if not old.strip():
        raise Refused(HTTPStatus.BAD_REQUEST, "no words")
    rows = [(str(name), str(key), str(tag)) for name, key, tag in data["rows"]]
    return old, new, tag_of(text_of(data, "target")), rows


def proposal_of(data: Mapping[str, Any]) -> TermProposal:
    """Read the term that a call proposes.

    Raises:
        KeyError, TypeError: something of it is missing, or is no text.
        ValueError: it is of no known kind.
    """
    term, rendering, note = (text_of(data, name) for name in ("term", "rendering", "note"))
    if not term.strip() or not rendering.strip():
        raise Refused(HTTPStatus.BAD_REQUEST, "no term, or no rendering")
    kind = TermType(text_of(data, "kind"))
    return TermProposal(term, rendering, kind, note, bool(data.get("approved")))


@contextmanager
def wanted() -> Iterator[None]:
    """Turn missing or mistyped values of a call into a refusal."""
    try:
        yield
    except (KeyError, TypeError, ValueError) as error:
        raise Refused(HTTPStatus.BAD_REQUEST, f"the call lacks something: {error}") from error
