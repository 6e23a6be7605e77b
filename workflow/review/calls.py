"""Carry out the calls of the review's script: who may make each, and its answer in JSON."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from http import HTTPStatus
from typing import Any

from workflow.interface_words import TERM_KINDS, Words
from workflow.languages.characters import shown
from workflow.model import Role, TeamMember, say
from workflow.review.article_view import ArticleRow, Typed
from workflow.review.backend import Backend, Parting, Saved, SegmentAddress, TermProposal
from workflow.review.descriptions import person
from workflow.review.localization import localized
from workflow.review.presence import Whereabouts
from workflow.review.query import Query
from workflow.review.requests import (
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
from workflow.review.served import Served

#: The address of an article, or of its rows.
ARTICLE = re.compile(r"/(?:api/)?a/(.+)/([^/]+)")
#: What translators without the right to approve may call; the rest is for approvers. For ``entry``
#: the requested state decides.
_FOR_ALL = frozenset(
    f"/api/{call}"
    for call in "check draft entry find here history names note redraft term undo".split()
)
#: The answer to an editor who lacks a role.
_REFUSALS = {
    Role.TRANSLATE: say("There is no session."),
    Role.APPROVE: say("You may translate here; somebody else approves."),
    Role.GLOSSARY: say("You may propose a term; somebody else approves it."),
}


class Calls:
    """Answers the calls of the review's script.

    Args:
        served: the review.
        request: with the call.
        backend: the articles, signing decisions as the editor.
        editor: who sent the request; None for a stranger.
        words: the labels in the editor's language.
    """

    def __init__(
        self,
        served: Served,
        request: BrowserRequest,
        backend: Backend,
        editor: TeamMember | None,
        words: Words,
    ) -> None:
        self._served, self._request, self._backend = served, request, backend
        self._editor, self._words = editor, words
        self._headers = request.headers

    def get(self, path: str) -> Response:
        """Return the rows of an article, unless the browser already has the current ones."""
        if path == "/api/session":
            return json_response({"open": bool(self._editor)})
        self._may_call()
        if not (found := ARTICLE.fullmatch(path)):
            raise Refused(HTTPStatus.NOT_FOUND, "no such call")
        name, target = found[1], tag_of(found[2])
        rev = self._backend.rev(name, target)
        seen = self._headers.get("If-None-Match", "")
        if seen == rev:
            return Response(status=HTTPStatus.NOT_MODIFIED)
        article = self._backend.article(name, target, seen)
        rows = {"rows": self.rows(article.rows), "keys": list(article.keys)}
        return json_response(rows, headers={"ETag": article.rev})

    def change(self, path: str) -> Response:
        """Carry out a call that changes something."""
        data = self._request.data()
        if not self._served.guard.is_from_here(self._headers):
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
        """Validate a call, and return the function that carries it out."""
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
        if path == "/api/find":
            return partial(self._nearly, *article, Query(q=text_of(data, "words"), nearly=True))
        if path == "/api/names":
            return partial(self._unlisted, *article)
        if path == "/api/term":
            proposal = proposal_of(data)
            self._needs(Role.GLOSSARY if proposal.approved else Role.TRANSLATE)
            return partial(self._propose, *article, proposal)
        address = SegmentAddress(*article, text_of(data, "key"))
        return self._sentence_action(path, address, data)

    def _sentence_action(
        self, path: str, address: SegmentAddress, data: Mapping[str, Any]
    ) -> Callable[[], Response]:
        """Validate a call about one sentence."""
        if path == "/api/here":
            editor = self._backend.editor.name
            return partial(self._here, Whereabouts(editor, address, bool(data["editing"])))
        if path == "/api/history":
            return partial(self._history, address)
        if path == "/api/redraft":
            return partial(self._redrafted, address, text_of(data, "engine"))
        if path == "/api/check":
            return partial(self._check, address, lines_of(data, "text"))
        if path == "/api/draft":
            return partial(self._keep, address, typed_of(data))
        return partial(self._saved, self._decision(path, address, data))

    def _decision(
        self, path: str, address: SegmentAddress, data: Mapping[str, Any]
    ) -> Callable[[], Saved]:
        """Validate a call that changes a sentence as the editor has seen it."""
        backend, seen = self._backend, (address, self._headers.get("If-Match", ""))
        if path == "/api/join":
            return partial(backend.join, *seen)
        if path == "/api/split":
            translated = None if data.get("first") is None else lines_of(data, "first")
            return partial(backend.split, *seen, Parting(lines_of(data, "before"), translated))
        if path == "/api/note":
            return partial(backend.note, *seen, lines_of(data, "text"))
        if path != "/api/entry":
            raise Refused(HTTPStatus.NOT_FOUND, "no such call")
        state = text_of(data, "state")
        if state not in ("approved", "needs-work"):
            raise Refused(HTTPStatus.BAD_REQUEST, "no such state")
        if state == "approved":
            self._needs(Role.APPROVE)
        save = partial(backend.save, approve=state == "approved")
        return partial(save, *seen, lines_of(data, "text"))

    def _here(self, place: Whereabouts) -> Response:
        """Record which sentence an editor is at, and return who else is in the article."""
        window = (
            f"{self._served.guard.secret_of(self._headers)} {place.at.article} {place.at.target}"
        )
        others = self._served.presence.tell(window, place)
        return json_response({"people": [
            {"name": shown(person(each.who)), "key": each.at.key, "editing": each.editing}
            for each in others
        ]})  # fmt: skip

    def _replaced(self, asked: Replacing) -> Response:
        changed, left, operation = self._backend.replace(*asked)
        return json_response({"changed": changed, "left": len(left), "operation": operation})

    def _history(self, address: SegmentAddress) -> Response:
        events = self._backend.history(address)
        view = self._served.pages.history(events, address.target, self._words)
        return json_response({"view": view})

    def _nearly(self, name: str, target: str, query: Query) -> Response:
        rows = self._backend.article(name, target).rows
        keys = [row.segment.key for row in rows if query.meets_entry(row.entry, ())]
        return json_response({"keys": keys})

    def _redrafted(self, address: SegmentAddress, engine: str) -> Response:
        draft, engines = self._backend.redraft(address, engine)
        return json_response({"text": draft.text, "engine": draft.engine, "engines": list(engines)})

    def _unlisted(self, name: str, target: str) -> Response:
        found = self._backend.unlisted(name, target)
        return json_response({"names": [
            {
                "term": shown(each.term), "rendering": shown(each.rendering),
                "kind": each.kind.value, "word": self._words(TERM_KINDS[each.kind]),
                "note": shown(each.note),
            }
            for each in found
        ]})  # fmt: skip

    def _propose(self, name: str, target: str, proposal: TermProposal) -> Response:
        return json_response({"id": self._backend.propose(name, target, proposal)})

    def _keep(self, address: SegmentAddress, typed: Typed | None) -> Response:
        self._backend.keep(address, typed)
        return json_response({})

    def _check(self, address: SegmentAddress, text: str) -> Response:
        found = self._backend.check(address, text)
        return json_response({"findings": [
            {"severity": each.severity, "message": shown(said.text), "language": said.language}
            for each in found if (said := localized(each.message, self._words))
        ]})  # fmt: skip

    def _saved(self, save: Callable[[], Saved]) -> Response:
        """Change a file, and answer with the rows that show the change."""
        saved = save()
        rows = self.rows(saved.rows)
        answer = {"rows": rows, "operation": saved.operation, "moved": saved.moved}
        return json_response(answer)

    def _welcome(self, data: Mapping[str, Any]) -> Response:
        found = self._served.guard.admit(str(data.get("token", "")))
        if found is None:
            raise Refused(
                HTTPStatus.FORBIDDEN, say("This address has been used or is another one.")
            )
        editor, cookie = found
        self._served.welcomed(editor)
        return json_response({"open": True}, headers={"Set-Cookie": cookie})

    def _may_call(self) -> None:
        if not (self._editor and self._served.guard.may_call(self._headers)):
            raise Refused(HTTPStatus.UNAUTHORIZED, say("There is no session."))

    def _needs(self, role: Role) -> None:
        if not (self._editor and self._editor.may(role)):
            what = _REFUSALS[role]
            raise Refused(HTTPStatus.FORBIDDEN, what)

    def rows(self, rows: Sequence[ArticleRow]) -> list[dict[str, Any]]:
        """Describe rows for the script."""
        return [self._served.pages.view(row, self._words) for row in rows]
