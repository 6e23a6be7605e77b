"""The review server: pages for a browser, and a few calls that answer in JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from typing import Any, cast
from urllib.parse import parse_qs, unquote

from workflow.errors import ConfigError, WorkflowError
from workflow.interface_words import Words
from workflow.languages.characters import shown
from workflow.local_server import LocalServer, is_anywhere
from workflow.model import say
from workflow.review.article_view import (
    ArticleRow,
    Backend,
    Conflict,
    Gone,
    Saved,
    TermProposal,
    Typed,
)
from workflow.review.descriptions import person
from workflow.review.localization import told
from workflow.review.requests import (
    HEADERS,
    HTML,
    JSON,
    Guard,
    Refused,
    Response,
    json_response,
    lines_of,
    proposal_of,
    tag_of,
    text_of,
    typed_of,
    wanted,
)
from workflow.review.views import Views, words_for

#: The longest body of a call, in bytes.
_LONGEST = 1 << 20
_PICTURE = "/picture/"
_ARTICLE = re.compile(r"/(?:api/)?a/(.+)/([^/]+)")


class ReviewServer(LocalServer):
    """Serves the review of one backend to whoever has the address.

    Raises:
        ConfigError: the address would let other machines guess names for this one.
        OSError: the address cannot be listened on.
    """

    def __init__(
        self,
        backend: Backend,
        colors: Mapping[str, tuple[str, str]],
        host: str = "127.0.0.1",
        port: int = 0,
    ) -> None:
        if is_anywhere(host):
            raise ConfigError(
                f"--host {host}", say("is no single address"), say("Name the one to use.")
            )
        self.backend = backend
        self.pages = Views(colors)
        self.welcomed: Callable[[], None] = lambda: None
        super().__init__((host, port), _ReviewHandler)
        self.guard = Guard(host, self.server_address[1])
        self.origin = f"http://{host}:{self.server_address[1]}"

    @property
    def url(self) -> str:
        """The address that opens a session, once; then there is another one."""
        return f"{self.origin}/#{self.guard.token}"


def serve(
    server: ReviewServer, opened: Callable[[str], None], report: Callable[[str], None]
) -> None:
    """Serve until interrupted with Ctrl-C, which ends it quietly.

    Args:
        server: what to serve.
        opened: called with the address to open in a browser.
        report: called with one line for what happens.
    """
    server.welcomed = lambda: report(say("Opened. Another browser: {url}", url=server.url))
    try:
        opened(server.url)
        server.serve_forever()
    except KeyboardInterrupt:
        pass
    finally:
        server.server_close()


class _ReviewHandler(BaseHTTPRequestHandler):
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

    def _answered(self, answer: Callable[[str], Response]) -> Response:
        """Answer a request, or say what is wrong with it."""
        path = unquote(self.path.partition("?")[0])
        try:
            if not self.server.guard.is_ours(self._headers):
                raise Refused(HTTPStatus.MISDIRECTED_REQUEST, say("This is another server."))
            return answer(path)
        except Refused as error:
            return self._wrong(path, error.status, error.what)
        except Gone:
            return self._wrong(
                path, HTTPStatus.GONE, say("There is no such article or sentence now.")
            )
        except Conflict as error:
            body = {"rows": self._rows(error.rows)}
            return json_response(body, HTTPStatus.PRECONDITION_FAILED)
        except WorkflowError as error:
            return self._wrong(path, HTTPStatus.CONFLICT, error.what, error.hint, error.where)
        except (ConnectionError, TimeoutError):  # nobody is there to be answered
            raise
        except Exception as error:  # the last resort, as on the command line
            self.server.handle_error(self.request, self.client_address)
            named = f"{type(error).__name__}: {error}"
            what = say("internal error: {error}", error=named)
            hint = say("This is a defect: report what the server has printed.")
            return self._wrong(path, HTTPStatus.INTERNAL_SERVER_ERROR, what, hint)

    @property
    def _headers(self) -> Mapping[str, str]:
        return cast("Mapping[str, str]", self.headers)

    def _wrong(
        self, path: str, status: HTTPStatus, what: str, hint: str = "", where: str = ""
    ) -> Response:
        said, mend = told(what, self._words), told(hint, self._words)
        if path.startswith("/api/") or self.command != "GET" or not self._shared:
            self.close_connection = True
            error = f"{where}: {said.text}" if where else said.text
            return json_response({"error": shown(error), "hint": shown(mend.text)}, status)
        page = self.server.pages.problem(where, said, mend, **self._shared)
        return Response(page.encode("utf-8", "replace"), HTML, status)

    @property
    def _words(self) -> Words:
        return words_for(self.headers.get("Accept-Language", ""))

    @property
    def _shared(self) -> dict[str, Any]:
        """What every page shows; nothing where there is no session."""
        session = self.server.guard.secret_of(self._headers)
        backend = self.server.backend
        known = {
            "t": self._words,
            "session": session,
            "project": shown(backend.project),
            "reviewer": shown(person(backend.reviewer)),
        }
        return known if session else {}

    def _page(self, path: str) -> Response:
        pages, backend = self.server.pages, self.server.backend
        if asset := self._asset(path):
            return asset
        if path.startswith("/api/"):
            return self._data(path)
        if not self._shared:
            return Response(pages.door(self._words).encode(), HTML, HTTPStatus.UNAUTHORIZED)
        if path.startswith(_PICTURE):
            picture = backend.picture(path.removeprefix(_PICTURE))
            return Response(picture.data, picture.media_type)
        if path == "/":
            html = pages.queue(*backend.queue(), **self._shared)
        elif found := _ARTICLE.fullmatch(path):
            article = backend.article(found[1], tag_of(found[2]))
            asked = parse_qs(self.path.partition("?")[2]).get("source", [""])[0]
            start = (row.segment.key for row in article.rows if row.segment.text == asked)
            html = pages.article(article, start=next(start, "") if asked else "", **self._shared)
        else:
            raise Refused(HTTPStatus.NOT_FOUND, say("There is no such page."))
        return Response(html.encode("utf-8", "replace"), HTML)

    def _asset(self, path: str) -> Response | None:
        """Return style or script, which are no secret; None for anything else."""
        pages = self.server.pages
        if path == "/assets/review.css":
            return Response(pages.style, "text/css; charset=utf-8")
        if script := pages.scripts.get(path.removeprefix("/assets/")):
            return Response(script, "text/javascript; charset=utf-8")
        return Response(status=HTTPStatus.NO_CONTENT) if path == "/favicon.ico" else None

    def _data(self, path: str) -> Response:
        """Return the rows of an article, unless the browser has them as they are."""
        if path == "/api/session":
            return json_response({"open": bool(self._shared)})
        self._may_call()
        if not (found := _ARTICLE.fullmatch(path)):
            raise Refused(HTTPStatus.NOT_FOUND, "no such call")
        name, target = found[1], tag_of(found[2])
        rev = self.server.backend.rev(name, target)
        seen = self.headers.get("If-None-Match", "")
        if seen == rev:
            return Response(status=HTTPStatus.NOT_MODIFIED)
        article = self.server.backend.article(name, target, seen)
        rows = {"rows": self._rows(article.rows), "keys": list(article.keys)}
        return json_response(rows, headers={"ETag": article.rev})

    def _call(self, path: str) -> Response:
        """Do what a call asks for; its body is read first, as the next request follows it."""
        data = self._body()
        if not self.server.guard.is_from_here(self._headers):
            raise Refused(HTTPStatus.FORBIDDEN, "not from a page of this review")
        if path == "/api/session" and self.command == "POST":
            return self._welcome(data)
        self._may_call()
        with wanted():
            act = self._action(path, data)
        return act()

    def _action(  # noqa: PLR0911 - one for each call
        self, path: str, data: Mapping[str, Any]
    ) -> Callable[[], Response]:
        """Look at all parts of a call, and return what does what it asks for."""
        backend = self.server.backend
        if path == "/api/undo":
            return partial(self._saved, partial(backend.undo, text_of(data, "operation")))
        article = text_of(data, "name"), tag_of(text_of(data, "target"))
        if path == "/api/batch":
            rows = {str(key): str(tag) for key, tag in dict(data["rows"]).items()}
            return partial(self._saved, partial(backend.approve_all, *article, rows))
        if path == "/api/term":
            return partial(self._propose, *article, proposal_of(data))
        sentence = (*article, text_of(data, "key"))
        if path == "/api/check":
            return partial(self._check, *sentence, lines_of(data, "text"))
        if path == "/api/draft":
            return partial(self._keep, *sentence, typed_of(data))
        seen = (*sentence, self.headers.get("If-Match", ""))
        if path == "/api/note":
            return partial(self._saved, partial(backend.note, *seen, lines_of(data, "text")))
        if path == "/api/entry":
            state = text_of(data, "state")
            if state not in ("approved", "needs-work"):
                raise Refused(HTTPStatus.BAD_REQUEST, "no such state")
            save = partial(backend.save, approve=state == "approved")
            return partial(self._saved, partial(save, *seen, lines_of(data, "text")))
        raise Refused(HTTPStatus.NOT_FOUND, "no such call")

    def _propose(self, name: str, target: str, proposal: TermProposal) -> Response:
        return json_response({"id": self.server.backend.propose(name, target, proposal)})

    def _keep(self, name: str, target: str, key: str, typed: Typed | None) -> Response:
        self.server.backend.keep(name, target, key, typed)
        return json_response({})

    def _check(self, name: str, target: str, key: str, text: str) -> Response:
        found = self.server.backend.check(name, target, key, text)
        return json_response({"findings": [
            {"severity": each.severity, "message": shown(said.text), "language": said.language}
            for each in found if (said := told(each.message, self._words))
        ]})  # fmt: skip

    def _saved(self, save: Callable[[], Saved]) -> Response:
        """Change a file, and answer with the rows that show it."""
        saved = save()
        return json_response({"rows": self._rows(saved.rows), "operation": saved.operation})

    def _welcome(self, data: Mapping[str, Any]) -> Response:
        cookie = self.server.guard.admit(str(data.get("token", "")))
        if cookie is None:
            raise Refused(
                HTTPStatus.FORBIDDEN, say("This address has been used or is another one.")
            )
        self.server.welcomed()
        return json_response({"open": True}, headers={"Set-Cookie": cookie})

    def _may_call(self) -> None:
        if not self.server.guard.may_call(self._headers):
            raise Refused(HTTPStatus.UNAUTHORIZED, say("There is no session."))

    def _body(self) -> Mapping[str, Any]:
        """Read the JSON object that a call carries."""
        if self.headers.get_content_type() != JSON:
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

    def _rows(self, rows: Sequence[ArticleRow]) -> list[dict[str, Any]]:
        return [self.server.pages.view(row, self._words) for row in rows]

    def _send(self, answer: Response) -> None:
        self.send_response(answer.status)
        for name, value in {**HEADERS, **answer.headers}.items():
            self.send_header(name, value)
        if answer.body:
            self.send_header("Content-Type", answer.kind)
        if answer.status not in {HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED}:
            self.send_header("Content-Length", str(len(answer.body)))  # RFC 9110, 8.6
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(answer.body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing: what was asked for is no news, and may hold text."""
