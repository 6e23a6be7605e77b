"""Answers to the browser: pages, and a few calls that answer in JSON."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from workflow.errors import WorkflowError
from workflow.interface_words import Words
from workflow.languages.characters import shown
from workflow.model import Role, TeamMember, say
from workflow.review.article_view import ArticleRow, Typed
from workflow.review.backend import (
    Backend,
    Conflict,
    Forbidden,
    Gone,
    Saved,
    TermProposal,
)
from workflow.review.descriptions import KINDS, person
from workflow.review.localization import told
from workflow.review.presence import Whereabouts
from workflow.review.query import Query
from workflow.review.requests import (
    HTML,
    BrowserRequest,
    Refused,
    Replacing,
    Response,
    json_response,
    lines_of,
    proposal_of,
    replacing_of,
    tag_of,
    text_of,
    typed_of,
    wanted,
)
from workflow.review.views import words_for

if TYPE_CHECKING:
    from workflow.review.server import ReviewServer

_PICTURE = "/picture/"
_ARTICLE = re.compile(r"/(?:api/)?a/(.+)/([^/]+)")
#: What who only translates may call; of ``entry`` the state decides. All else is for who approves.
_FOR_ALL = frozenset(
    f"/api/{call}" for call in "check draft entry here history names note redraft term undo".split()
)
#: What is said to who lacks a role.
_REFUSALS = {
    Role.TRANSLATE: say("There is no session."),
    Role.APPROVE: say("You may translate here; somebody else approves."),
    Role.GLOSSARY: say("You may propose a term; somebody else approves it."),
}


class Answerer:
    """Answers one request.

    Args:
        server: whose pages and articles.
        request: of a browser.
    """

    def __init__(self, server: ReviewServer, request: BrowserRequest) -> None:
        self._server, self._request = server, request
        self._headers = request.headers
        self._given: dict[str, str] = {}

    def answer(self) -> Response:
        """Answer it, or say what is wrong with it."""
        path = self._request.path
        answers = {"GET": self._page, "PUT": self._call, "POST": self._call}
        try:
            if not self._server.guard.may_reach(self._request.peer):
                raise Refused(HTTPStatus.FORBIDDEN, say("Ask the proxy."))
            if not self._server.guard.is_ours(self._headers):
                raise Refused(HTTPStatus.MISDIRECTED_REQUEST, say("This is another server."))
            if not (answer := answers.get(self._request.method)):
                raise Refused(HTTPStatus.METHOD_NOT_ALLOWED, "no such method")
            return answer(path)
        except Exception as error:
            return self._fault(path, error)

    def _fault(self, path: str, error: Exception) -> Response:
        """Say what has gone wrong, for whom and how it is mended."""
        match error:
            case Refused():
                return self._wrong(path, error.status, error.what)
            case Forbidden():
                return self._wrong(path, HTTPStatus.FORBIDDEN, error.what)
            case Gone():
                what = say("There is no such article or sentence now.")
                return self._wrong(path, HTTPStatus.GONE, what)
            case Conflict():
                body = {"rows": self._rows(error.rows)}
                return json_response(body, HTTPStatus.PRECONDITION_FAILED)
            case WorkflowError():
                return self._wrong(path, HTTPStatus.CONFLICT, error.what, error.hint, error.where)
        self._server.handle_error(error)  # the last resort, as on the command line
        what = say("internal error: {error}", error=f"{type(error).__name__}: {error}")
        hint = say("This is a defect: report what the server has printed.")
        return self._wrong(path, HTTPStatus.INTERNAL_SERVER_ERROR, what, hint)

    def _wrong(
        self, path: str, status: HTTPStatus, what: str, hint: str = "", where: str = ""
    ) -> Response:
        said, mend = told(what, self._words), told(hint, self._words)
        if path.startswith("/api/") or self._request.method != "GET" or not self._editor:
            error = f"{where}: {said.text}" if where else said.text
            body = {"error": shown(error), "hint": shown(mend.text)}
            return json_response(body, status, {"Connection": "close"})
        page = self._server.pages.problem(where, said, mend, **self._shared)
        return Response(page.encode("utf-8", "replace"), HTML, status, self._given)

    @cached_property
    def _words(self) -> Words:
        return words_for(self._headers.get("Accept-Language", ""))

    @cached_property
    def _editor(self) -> TeamMember | None:
        """Whose request it is; None for a stranger's."""
        return self._server.guard.editor_of(self._headers, self._request.peer)

    @property
    def _backend(self) -> Backend:
        """The articles, for decisions in the name of whose request it is."""
        return self._server.backend.signing_as(self._editor or self._server.backend.editor)

    @cached_property
    def _shared(self) -> dict[str, Any]:
        """What every page shows."""
        editor, secret = self._editor, self._server.guard.secret_of(self._headers)
        if editor is None and (editor := self._introduced()):
            cookie, secret = self._server.guard.opened_for(editor)
            self._given["Set-Cookie"] = cookie
            self._editor = editor
        return {
            "t": self._words,
            "session": secret,
            "project": shown(self._server.backend.project),
            "reviewer": shown(person(editor.name)) if editor else "",
            "may": editor.roles if editor else (),
        }

    def _introduced(self) -> TeamMember | None:
        """Return whom a proxy names, and who has no session yet."""
        return self._server.guard.named(self._headers, self._request.peer)

    def _page(self, path: str) -> Response:
        if asset := self._asset(path):
            return asset
        if path.startswith("/api/"):
            return self._data(path)
        shared = self._shared
        if self._editor is None:
            proxied = self._server.guard.proxied
            door = self._server.pages.door(self._words, proxied=proxied)
            return Response(door.encode(), HTML, HTTPStatus.UNAUTHORIZED)
        if path.startswith(_PICTURE):
            picture = self._backend.picture(path.removeprefix(_PICTURE))
            return Response(picture.data, picture.media_type)
        html = self._html(path, shared)
        return Response(html.encode("utf-8", "replace"), HTML, headers=self._given)

    def _html(self, path: str, shared: Mapping[str, Any]) -> str:
        pages, backend = self._server.pages, self._backend
        query = parse_qs(self._request.query)
        if path == "/":
            return self._found(Query.of(query), shared)
        if path == "/replace":
            return self._planned(query, shared)
        if found := _ARTICLE.fullmatch(path):
            article = backend.article(found[1], tag_of(found[2]))
            at, source = (query.get(each, [""])[0] for each in ("at", "source"))
            keys = (row.segment.key for row in article.rows if row.segment.text == source)
            start = at or (next(keys, "") if source else "")
            return pages.article(article, start=start, query=Query.of(query), **shared)
        raise Refused(HTTPStatus.NOT_FOUND, say("There is no such page."))

    def _found(self, query: Query, shared: Mapping[str, Any]) -> str:
        """Render what is looked for: articles, or sentences of all of them."""
        pages, backend = self._server.pages, self._backend
        articles, problems = backend.queue()
        if query.wants_sentences:
            return pages.hits(query, backend.search(query), articles, **shared)
        there = {
            place: [person(name) for name in names]
            for place, names in self._server.presence.articles(backend.editor.name).items()
        }
        return pages.queue(query, articles, problems, there=there, **shared)

    def _planned(self, query: Mapping[str, Sequence[str]], shared: Mapping[str, Any]) -> str:
        """Render where words would be replaced."""
        old, new, to = (query.get(each, [""])[0] for each in ("old", "new", "to"))
        pages, backend = self._server.pages, self._backend
        target = tag_of(to) if to else ""
        plan = backend.planned(old, new, target) if target else ()
        return pages.replace((old, new, target), plan, backend.queue()[0], **shared)

    def _asset(self, path: str) -> Response | None:
        """Return style or script, which are no secret; None for anything else."""
        pages = self._server.pages
        if path == "/assets/review.css":
            return Response(pages.style, "text/css; charset=utf-8")
        if script := pages.scripts.get(path.removeprefix("/assets/")):
            return Response(script, "text/javascript; charset=utf-8")
        return Response(status=HTTPStatus.NO_CONTENT) if path == "/favicon.ico" else None

    def _data(self, path: str) -> Response:
        """Return the rows of an article, unless the browser has them as they are."""
        if path == "/api/session":
            return json_response({"open": bool(self._editor)})
        self._may_call()
        if not (found := _ARTICLE.fullmatch(path)):
            raise Refused(HTTPStatus.NOT_FOUND, "no such call")
        name, target = found[1], tag_of(found[2])
        rev = self._backend.rev(name, target)
        seen = self._headers.get("If-None-Match", "")
        if seen == rev:
            return Response(status=HTTPStatus.NOT_MODIFIED)
        article = self._backend.article(name, target, seen)
        rows = {"rows": self._rows(article.rows), "keys": list(article.keys)}
        return json_response(rows, headers={"ETag": article.rev})

    def _call(self, path: str) -> Response:
        """Do what a call asks for."""
        data = self._request.data()
        if not self._server.guard.is_from_here(self._headers):
            raise Refused(HTTPStatus.FORBIDDEN, "not from a page of this review")
        if path == "/api/session" and self._request.method == "POST":
            return self._welcome(data)
        self._may_call()
        if path not in _FOR_ALL:
            self._needs(Role.APPROVE)
        with wanted():
            act = self._action(path, data)
        return act()

    def _action(  # noqa: PLR0911 - one for each call
        self, path: str, data: Mapping[str, Any]
    ) -> Callable[[], Response]:
        """Look at all parts of a call, and return what does what it asks for."""
        backend = self._backend
        if path == "/api/undo" and "operation" in data:
            return partial(self._saved, partial(backend.undo, text_of(data, "operation")))
        if path == "/api/replace":
            return partial(self._replaced, replacing_of(data))
        article = text_of(data, "name"), tag_of(text_of(data, "target"))
        if path == "/api/undo":
            return partial(self._saved, partial(backend.undo_last, *article))
        if path == "/api/batch":
            rows = {str(key): str(tag) for key, tag in dict(data["rows"]).items()}
            return partial(self._saved, partial(backend.approve_all, *article, rows))
        if path == "/api/names":
            return partial(self._unlisted, *article)
        if path == "/api/term":
            proposal = proposal_of(data)
            self._needs(Role.GLOSSARY if proposal.approved else Role.TRANSLATE)
            return partial(self._propose, *article, proposal)
        sentence = (*article, text_of(data, "key"))
        return self._sentence_action(path, sentence, data)

    def _sentence_action(  # noqa: PLR0911 - one for each call
        self, path: str, sentence: tuple[str, str, str], data: Mapping[str, Any]
    ) -> Callable[[], Response]:
        """Look at the calls about one sentence: article, language and key."""
        backend = self._backend
        if path == "/api/here":
            return partial(
                self._here, Whereabouts(backend.editor.name, *sentence, bool(data["editing"]))
            )
        if path == "/api/history":
            return partial(self._history, *sentence)
        if path == "/api/redraft":
            return partial(self._redrafted, *sentence, text_of(data, "engine"))
        if path == "/api/check":
            return partial(self._check, *sentence, lines_of(data, "text"))
        if path == "/api/draft":
            return partial(self._keep, *sentence, typed_of(data))
        seen = (*sentence, self._headers.get("If-Match", ""))
        if path == "/api/note":
            return partial(self._saved, partial(backend.note, *seen, lines_of(data, "text")))
        if path == "/api/entry":
            state = text_of(data, "state")
            if state not in ("approved", "needs-work"):
                raise Refused(HTTPStatus.BAD_REQUEST, "no such state")
            if state == "approved":
                self._needs(Role.APPROVE)
            save = partial(backend.save, approve=state == "approved")
            return partial(self._saved, partial(save, *seen, lines_of(data, "text")))
        raise Refused(HTTPStatus.NOT_FOUND, "no such call")

    def _here(self, place: Whereabouts) -> Response:
        """Note at which sentence an editor is, and tell who else is in the article."""
        window = f"{self._server.guard.secret_of(self._headers)} {place.name} {place.target}"
        others = self._server.presence.tell(window, place)
        return json_response({"people": [
            {"name": shown(person(each.who)), "key": each.key, "editing": each.editing}
            for each in others
        ]})  # fmt: skip

    def _replaced(self, asked: Replacing) -> Response:
        changed, left, operation = self._backend.replace(*asked)
        return json_response({"changed": changed, "left": len(left), "operation": operation})

    def _history(self, name: str, target: str, key: str) -> Response:
        events = self._backend.history(name, target, key)
        return json_response({"view": self._server.pages.history(events, target, self._words)})

    def _redrafted(self, name: str, target: str, key: str, engine: str) -> Response:
        draft, engines = self._backend.redraft(name, target, key, engine)
        return json_response({"text": draft.text, "engine": draft.engine, "engines": list(engines)})

    def _unlisted(self, name: str, target: str) -> Response:
        found = self._backend.unlisted(name, target)
        return json_response({"names": [
            {
                "term": shown(each.term), "rendering": shown(each.rendering),
                "kind": each.kind.value, "word": self._words(KINDS[each.kind]),
                "note": shown(each.note),
            }
            for each in found
        ]})  # fmt: skip

    def _propose(self, name: str, target: str, proposal: TermProposal) -> Response:
        return json_response({"id": self._backend.propose(name, target, proposal)})

    def _keep(self, name: str, target: str, key: str, typed: Typed | None) -> Response:
        self._backend.keep(name, target, key, typed)
        return json_response({})

    def _check(self, name: str, target: str, key: str, text: str) -> Response:
        found = self._backend.check(name, target, key, text)
        return json_response({"findings": [
            {"severity": each.severity, "message": shown(said.text), "language": said.language}
            for each in found if (said := told(each.message, self._words))
        ]})  # fmt: skip

    def _saved(self, save: Callable[[], Saved]) -> Response:
        """Change a file, and answer with the rows that show it."""
        saved = save()
        return json_response({"rows": self._rows(saved.rows), "operation": saved.operation})

    def _welcome(self, data: Mapping[str, Any]) -> Response:
        found = self._server.guard.admit(str(data.get("token", "")))
        if found is None:
            raise Refused(
                HTTPStatus.FORBIDDEN, say("This address has been used or is another one.")
            )
        editor, cookie = found
        self._server.welcomed(editor)
        return json_response({"open": True}, headers={"Set-Cookie": cookie})

    def _may_call(self) -> None:
        if not (self._editor and self._server.guard.may_call(self._headers)):
            raise Refused(HTTPStatus.UNAUTHORIZED, say("There is no session."))

    def _needs(self, role: Role) -> None:
        if not (self._editor and self._editor.may(role)):
            what = _REFUSALS[role]
            raise Refused(HTTPStatus.FORBIDDEN, what)

    def _rows(self, rows: Sequence[ArticleRow]) -> list[dict[str, Any]]:
        return [self._server.pages.view(row, self._words) for row in rows]
