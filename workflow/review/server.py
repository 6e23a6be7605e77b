"""The review server: pages for a browser, and a few calls that answer in JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, cast
from urllib.parse import parse_qs, unquote, urlsplit

from workflow.errors import ConfigError, WorkflowError
from workflow.hosts import is_anywhere
from workflow.languages import normalize
from workflow.review import guard
from workflow.review.guard import Guard
from workflow.review.pages import Pages
from workflow.review.sheet import Conflict, Gone, Office, Row, Saved
from workflow.review.words import clean, person

#: The longest body of a call, in bytes.
_LONGEST = 1 << 20
_HTML, _JSON = "text/html; charset=utf-8", "application/json"
_ARTICLE = re.compile(r"/(?:api/)?a/(.+)/([^/]+)")


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back to the browser."""

    body: bytes = b""
    kind: str = _JSON
    status: HTTPStatus = HTTPStatus.OK
    headers: Mapping[str, str] = field(default_factory=dict)


class Refused(Exception):
    """The request is not one that is answered."""

    def __init__(self, status: HTTPStatus, what: str) -> None:
        super().__init__(what)
        self.status = status


class ReviewServer(ThreadingHTTPServer):
    """Serves one office to who has its address.

    Raises:
        ConfigError: the address would let other machines guess names for this one.
        OSError: the address cannot be listened on.
    """

    daemon_threads = True

    def __init__(
        self,
        office: Office,
        colors: Mapping[str, tuple[str, str]],
        host: str = "127.0.0.1",
        port: int = 0,
    ) -> None:
        if is_anywhere(host):
            raise ConfigError(f"--host {host}", "is no single address", "Name the one to use.")
        self.office = office
        self.pages = Pages(colors)
        self.welcomed: Callable[[], None] = lambda: None
        super().__init__((host, port), _Handler)
        self.guard = Guard(host, self.server_address[1])
        self.origin = f"http://{host}:{self.server_address[1]}"

    @property
    def url(self) -> str:
        """The address that opens a session, once; then there is another one."""
        return f"{self.origin}/#{self.guard.token}"


def serve(server: ReviewServer, opened: Callable[[str], None], say: Callable[[str], None]) -> None:
    """Serves until interrupted with Ctrl-C, which ends it quietly.

    Args:
        server: what to serve.
        opened: called with the address to open in a browser.
        say: called with one line for what happens.
    """
    server.welcomed = lambda: say(f"Opened. Another browser: {server.url}")
    opened(server.url)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass
    finally:
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    server: ReviewServer
    protocol_version = "HTTP/1.1"
    server_version = "workflow"
    sys_version = ""
    timeout = 120

    def do_GET(self) -> None:
        self._send(self._answered(self._page))

    def do_PUT(self) -> None:
        self._send(self._answered(self._call))

    def do_POST(self) -> None:
        self._send(self._answered(self._call))

    def _answered(self, answer: Callable[[str], Answer]) -> Answer:
        """The answer to a request, or to what is wrong with it."""
        path = unquote(urlsplit(self.path).path)
        try:
            if not self.server.guard.is_ours(self._headers):
                raise Refused(HTTPStatus.MISDIRECTED_REQUEST, "this is another server")
            return answer(path)
        except Refused as error:
            return self._wrong(path, error.status, str(error))
        except Gone:
            return self._wrong(path, HTTPStatus.GONE, "There is no such article or sentence now.")
        except Conflict as error:
            body = {"rows": self._rows(error.rows)}
            return _json(body, HTTPStatus.PRECONDITION_FAILED)
        except WorkflowError as error:
            what = f"{error.where}: {error.what}"
            return self._wrong(path, HTTPStatus.CONFLICT, what, error.hint)

    @property
    def _headers(self) -> Mapping[str, str]:
        return cast("Mapping[str, str]", self.headers)

    def _wrong(self, path: str, status: HTTPStatus, what: str, hint: str = "") -> Answer:
        if path.startswith("/api/") or self.command != "GET" or not self._shared:
            self.close_connection = True
            return _json({"error": what, "hint": hint}, status)
        page = self.server.pages.problem(what, hint, **self._shared)
        return Answer(page.encode("utf-8", "replace"), _HTML, status)

    @property
    def _shared(self) -> dict[str, Any]:
        """What every page shows; nothing where there is no session."""
        session = self.server.guard.session(self._headers)
        office = self.server.office
        known = {
            "session": session,
            "project": clean(office.project),
            "reviewer": clean(person(office.reviewer)),
        }
        return known if session else {}

    def _page(self, path: str) -> Answer:
        pages, office = self.server.pages, self.server.office
        if path == "/assets/review.css":
            return Answer(pages.style, "text/css; charset=utf-8")
        if path == "/assets/review.js":
            return Answer(pages.script, "text/javascript; charset=utf-8")
        if path == "/favicon.ico":
            return Answer(status=HTTPStatus.NO_CONTENT)
        if path.startswith("/api/"):
            return self._data(path)
        if not self._shared:
            return Answer(pages.door().encode(), _HTML, HTTPStatus.UNAUTHORIZED)
        if path == "/":
            html = pages.queue(*office.queue(), **self._shared)
        elif found := _ARTICLE.fullmatch(path):
            sheet = office.sheet(found[1], _tag(found[2]))
            asked = parse_qs(urlsplit(self.path).query).get("source", [""])[0]
            start = (row.segment.key for row in sheet.rows if row.segment.text == asked)
            html = pages.article(sheet, start=next(start, "") if asked else "", **self._shared)
        else:
            raise Refused(HTTPStatus.NOT_FOUND, "There is no such page.")
        return Answer(html.encode("utf-8", "replace"), _HTML)

    def _data(self, path: str) -> Answer:
        """The rows of an article, unless the browser has them as they are."""
        if path == "/api/session":
            return _json({"open": bool(self._shared)})
        self._may_call()
        if not (found := _ARTICLE.fullmatch(path)):
            raise Refused(HTTPStatus.NOT_FOUND, "There is no such call.")
        name, target = found[1], _tag(found[2])
        rev = self.server.office.rev(name, target)
        if self.headers.get("If-None-Match") == rev:
            return Answer(status=HTTPStatus.NOT_MODIFIED)
        sheet = self.server.office.sheet(name, target)
        return _json({"rows": self._rows(sheet.rows)}, headers={"ETag": sheet.rev})

    def _call(self, path: str) -> Answer:
        """What changes something. The body is read first: the next request comes after it."""
        data = self._body()
        if not self.server.guard.is_from_here(self._headers):
            raise Refused(HTTPStatus.FORBIDDEN, "not from a page of this review")
        if path == "/api/session" and self.command == "POST":
            return self._welcome(data)
        self._may_call()
        with _wanted():
            return self._done(path, data)

    def _done(self, path: str, data: Mapping[str, Any]) -> Answer:
        office = self.server.office
        if path == "/api/undo":
            return self._saved(office.undo(_text(data, "operation")))
        name, target = _text(data, "name"), _tag(_text(data, "target"))
        if path == "/api/batch":
            rows = {str(key): str(tag) for key, tag in dict(data["rows"]).items()}
            return self._saved(office.approve_all(name, target, rows))
        key = _text(data, "key")
        if path == "/api/check":
            found = office.check(name, target, key, _text(data, "text"))
            return _json({"findings": [
                {"severity": each.severity, "message": clean(each.message), "fix": each.fix}
                for each in found
            ]})  # fmt: skip
        tag = self.headers.get("If-Match", "")
        if path == "/api/note":
            return self._saved(office.note(name, target, key, tag, _text(data, "text")))
        if path == "/api/entry":
            state = _text(data, "state")
            if state not in ("approved", "needs-work"):
                raise Refused(HTTPStatus.BAD_REQUEST, "no such state")
            text = _text(data, "text")
            approve = state == "approved"
            return self._saved(office.save(name, target, key, tag, text, approve=approve))
        raise Refused(HTTPStatus.NOT_FOUND, "There is no such call.")

    def _welcome(self, data: Mapping[str, Any]) -> Answer:
        cookie = self.server.guard.admit(str(data.get("token", "")))
        if cookie is None:
            raise Refused(HTTPStatus.FORBIDDEN, "This address has been used or is another one.")
        self.server.welcomed()
        return _json({"open": True}, headers={"Set-Cookie": cookie})

    def _may_call(self) -> None:
        if not self.server.guard.may_call(self._headers):
            raise Refused(HTTPStatus.UNAUTHORIZED, "no session")

    def _body(self) -> Mapping[str, Any]:
        """The JSON object that a call carries."""
        if self.headers.get_content_type() != _JSON:
            raise Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "JSON only")
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > _LONGEST:
            raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "no length, or too long")
        try:
            data = json.loads(self.rfile.read(int(length)))
        except (ValueError, RecursionError):
            data = None
        if not isinstance(data, dict):
            raise Refused(HTTPStatus.BAD_REQUEST, "not a JSON object")
        return data

    def _saved(self, saved: Saved) -> Answer:
        return _json({"rows": self._rows(saved.rows), "operation": saved.operation})

    def _rows(self, rows: Sequence[Row]) -> list[dict[str, Any]]:
        return [self.server.pages.view(row) for row in rows]

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        for name, value in {**guard.HEADERS, **answer.headers}.items():
            self.send_header(name, value)
        if answer.body:
            self.send_header("Content-Type", answer.kind)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Says nothing: what was asked for is no news, and may hold text."""


def _json(
    data: object, status: HTTPStatus = HTTPStatus.OK, headers: Mapping[str, str] | None = None
) -> Answer:
    return Answer(json.dumps(data).encode(), _JSON, status, headers or {})


def _tag(code: str) -> str:
    """A target language from any spelling of its code."""
    try:
        return normalize(code)
    except ConfigError:
        raise Refused(HTTPStatus.NOT_FOUND, "There is no such language.") from None


def _text(data: Mapping[str, Any], name: str) -> str:
    value = data[name]
    if not isinstance(value, str):
        raise TypeError(f"{name} must be text")
    return value


@contextmanager
def _wanted() -> Iterator[None]:
    """Turns what is missing from a call, or of another type, into a refusal."""
    try:
        yield
    except (KeyError, TypeError, ValueError) as error:
        raise Refused(HTTPStatus.BAD_REQUEST, f"the call lacks something: {error}") from error
