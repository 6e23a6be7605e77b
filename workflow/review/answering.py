"""Answer requests of the browser with pages, styles, scripts, pictures, or an error page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs

from workflow.errors import WorkflowError
from workflow.interface_words import Words
from workflow.languages import pack
from workflow.languages.characters import shown
from workflow.model import TeamMember, say
from workflow.review.backend import (
    Backend,
    Conflict,
    Forbidden,
    Gone,
)
from workflow.review.calls import ARTICLE, Calls
from workflow.review.descriptions import person
from workflow.review.localization import localized
from workflow.review.query import Query
from workflow.review.requests import (
    HTML,
    PUBLISHED_POLICY,
    BrowserRequest,
    Refused,
    Response,
    json_response,
    tag_of,
)
from workflow.review.served import Served
from workflow.review.views import words_for

_PICTURE, _PUBLISHED = "/picture/", "/page/"


class Answerer:
    """Answers one request.

    Args:
        served: the review.
        request: of a browser.
    """

    def __init__(self, served: Served, request: BrowserRequest) -> None:
        self._served, self._request = served, request
        self._headers = request.headers
        self._given: dict[str, str] = {}

    def answer(self) -> Response:
        """Answer the request, or say what is wrong with it."""
        path = self._request.path
        answers = {"GET": self._page, "PUT": self._change, "POST": self._change}
        try:
            if not self._served.guard.may_reach(self._request.peer):
                raise Refused(HTTPStatus.FORBIDDEN, say("Ask the proxy."))
            if not self._served.guard.is_ours(self._headers):
                raise Refused(HTTPStatus.MISDIRECTED_REQUEST, say("This is another server."))
            if not (answer := answers.get(self._request.method)):
                raise Refused(HTTPStatus.METHOD_NOT_ALLOWED, "no such method")
            return answer(path)
        except Exception as error:
            return self._fault(path, error)

    def _fault(self, path: str, error: Exception) -> Response:
        """Return the answer to an error: what is wrong, and how to mend it."""
        match error:
            case Refused():
                return self._wrong(path, error.status, error.what)
            case Forbidden():
                return self._wrong(path, HTTPStatus.FORBIDDEN, error.what)
            case Gone():
                what = say("There is no such article or sentence now.")
                return self._wrong(path, HTTPStatus.GONE, what)
            case Conflict():
                body = {"rows": self._calls.rows(error.rows)}
                return json_response(body, HTTPStatus.PRECONDITION_FAILED)
            case WorkflowError():
                return self._wrong(path, HTTPStatus.CONFLICT, error.what, error.hint, error.where)
        self._served.failed(error)  # the last resort, as on the command line
        what = say("internal error: {error}", error=f"{type(error).__name__}: {error}")
        hint = say("This is a defect: report what the server has printed.")
        return self._wrong(path, HTTPStatus.INTERNAL_SERVER_ERROR, what, hint)

    def _wrong(
        self, path: str, status: HTTPStatus, what: str, hint: str = "", where: str = ""
    ) -> Response:
        said, mend = localized(what, self._words), localized(hint, self._words)
        if path.startswith("/api/") or self._request.method != "GET" or not self._editor:
            error = f"{where}: {said.text}" if where else said.text
            body = {"error": shown(error), "hint": shown(mend.text)}
            return json_response(body, status, {"Connection": "close"})
        page = self._served.pages.problem(where, said, mend, **self._shared)
        if path.startswith(_PUBLISHED):
            self._given["Content-Security-Policy"] = PUBLISHED_POLICY
        return Response(page.encode("utf-8", "replace"), HTML, status, self._given)

    @cached_property
    def _words(self) -> Words:
        return words_for(self._headers.get("Accept-Language", ""))

    @cached_property
    def _editor(self) -> TeamMember | None:
        """Return the editor who sent the request, or None for a stranger."""
        return self._served.guard.editor_of(self._headers, self._request.peer)

    def _change(self, path: str) -> Response:
        return self._calls.change(path)

    @cached_property
    def _calls(self) -> Calls:
        return Calls(self._served, self._request, self._backend, self._editor, self._words)

    @property
    def _backend(self) -> Backend:
        """Return the articles, signing decisions as whoever sent the request."""
        return self._served.backend.signing_as(self._editor or self._served.backend.editor)

    @cached_property
    def _shared(self) -> dict[str, Any]:
        """Return what every page shows."""
        editor, secret = self._editor, self._served.guard.secret_of(self._headers)
        if editor is None and (
            editor := self._served.guard.named(self._headers, self._request.peer)
        ):  # whom a proxy names, and who has no session yet
            cookie, secret = self._served.guard.opened_for(editor)
            self._given["Set-Cookie"] = cookie
            self._editor = editor
        return {
            "t": self._words,
            "session": secret,
            "project": shown(self._served.backend.project),
            "reviewer": shown(person(editor.name)) if editor else "",
            "may": editor.roles if editor else (),
        }

    def _page(self, path: str) -> Response:
        if asset := self._asset(path):
            return asset
        if path.startswith("/api/"):
            return self._calls.get(path)
        shared = self._shared
        if self._editor is None:
            proxied = self._served.guard.proxied
            door = self._served.pages.door(self._words, proxied=proxied)
            return Response(door.encode(), HTML, HTTPStatus.UNAUTHORIZED)
        if path.startswith(_PUBLISHED):
            return self._published(path.removeprefix(_PUBLISHED))
        if path.startswith(_PICTURE):
            picture = self._backend.picture(path.removeprefix(_PICTURE))
            return Response(picture.data, picture.media_type)
        html = self._html(path, shared)
        return Response(html.encode("utf-8", "replace"), HTML, headers=self._given)

    def _html(self, path: str, shared: Mapping[str, Any]) -> str:
        pages, backend = self._served.pages, self._backend
        query = parse_qs(self._request.query)
        if path == "/":
            return self._found(Query.of(query), shared)
        if path == "/replace":
            return self._planned(query, shared)
        if found := ARTICLE.fullmatch(path):
            article = backend.article(found[1], tag_of(found[2]))
            at, source = (query.get(each, [""])[0] for each in ("at", "source"))
            keys = (row.segment.key for row in article.rows if row.segment.text == source)
            start = at or (next(keys, "") if source else "")
            return pages.article(article, start=start, query=Query.of(query), **shared)
        raise Refused(HTTPStatus.NOT_FOUND, say("There is no such page."))

    def _found(self, query: Query, shared: Mapping[str, Any]) -> str:
        """Render the results of a search: articles, or sentences of all articles."""
        pages, backend = self._served.pages, self._backend
        articles, problems = backend.queue()
        if query.wants_sentences:
            found = backend.search(query)
            for other in () if found[0] else query.looser:
                if (loosely := backend.search(other))[0]:
                    query, found = other, loosely
                    break
            return pages.hits(query, found, articles, **shared)
        there = {
            place: [person(name) for name in names]
            for place, names in self._served.presence.articles(backend.editor.name).items()
        }
        return pages.queue(query, articles, problems, there=there, **shared)

    def _planned(self, query: Mapping[str, Sequence[str]], shared: Mapping[str, Any]) -> str:
        """Render the sentences in which words would be replaced."""
        old, new, to = (query.get(each, [""])[0] for each in ("old", "new", "to"))
        pages, backend = self._served.pages, self._backend
        target = tag_of(to) if to else ""
        if target and "corrected" in query:  # a noun may stand with other particles elsewhere
            old, new = pack(target).particles.bare(old, new)
        plan = backend.planned(old, new, target) if target else ()
        return pages.replace((old, new, target), plan, backend.queue()[0], **shared)

    def _asset(self, path: str) -> Response | None:
        """Return a style or script, which need no session; None for any other path."""
        pages = self._served.pages
        if path == "/assets/review.css":
            return Response(pages.style, "text/css; charset=utf-8")
        if script := pages.scripts.get(path.removeprefix("/assets/")):
            return Response(script, "text/javascript; charset=utf-8")
        return Response(status=HTTPStatus.NO_CONTENT) if path == "/favicon.ico" else None

    def _published(self, path: str) -> Response:
        """Return a page as it would be published, or a part of it; no script in it runs."""
        query = parse_qs(self._request.query)
        name, target = (query.get(each, [""])[0] for each in ("name", "target"))
        part = self._backend.page_part(path, name, tag_of(target) if target else "")
        kind = HTML if part.media_type == "text/html" else part.media_type
        return Response(part.data, kind, headers={"Content-Security-Policy": PUBLISHED_POLICY})
