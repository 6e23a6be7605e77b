"""Admit editors: invitations, each for one editor and one browser, and their sessions.

Both outlive the server, in a file that nobody else may read: yesterday's link works today, and an
open page goes on after a restart. Only a hash of a session is kept. Editors who are no longer
invited are no longer admitted.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from hashlib import blake2b
from pathlib import Path

from workflow.model import TeamMember
from workflow.store.files import write_atomic
from workflow.store.locks import locked

#: How many days a session lasts, and how many sessions are kept: a program behind a proxy may open
#: one with every request.
DAYS, _MOST = 30, 1000


class Sessions:
    """The invitations and sessions of a review.

    Args:
        people: who may come in.
        path: where they are kept; None for as long as the server runs.
        today: gives the day.
    """

    def __init__(
        self,
        people: Iterable[TeamMember],
        path: Path | None = None,
        today: Callable[[], date] = date.today,
    ) -> None:
        self._people = {each.key: each for each in people}
        self._path, self._today = path, today
        #: By the key of an editor: what opens a session of theirs, once.
        self._tokens: dict[str, str] = {}
        #: By the hash of a cookie: the editor's key, and the day it was given.
        self._opened: dict[str, tuple[str, str]] = {}
        self._read()

    @property
    def people(self) -> tuple[TeamMember, ...]:
        """Return who may come in."""
        return tuple(self._people.values())

    def token_of(self, editor: TeamMember) -> str:
        """Return the token that opens the next session of an editor."""
        if editor.key not in self._tokens:
            with self._changing():
                self._tokens.setdefault(editor.key, secrets.token_urlsafe(32))
        return self._tokens[editor.key]

    def admit(self, token: str) -> tuple[TeamMember, str] | None:
        """Return the editor that a token admits, with a cookie; None for a wrong or used token."""
        given = token.encode("utf-8", "replace")
        for key, expected in self._tokens.items():
            if secrets.compare_digest(given, expected.encode()) and key in self._people:
                editor = self._people[key]
                cookie = self.open(editor)
                with self._changing():
                    self._tokens.pop(key, None)
                return editor, cookie
        return None

    def open(self, editor: TeamMember) -> str:
        """Open a session of an editor, and return its cookie."""
        cookie = secrets.token_urlsafe(32)
        with self._changing():
            self._opened[_hash(cookie, b"cookie")] = (editor.key, self._today().isoformat())
        return cookie

    def holder(self, cookie: str) -> str:
        """Return the key of the editor who holds a cookie's session; empty if there is none."""
        key, day = self._opened.get(_hash(cookie, b"cookie"), ("", ""))
        return key if key and self._is_fresh(day) else ""

    def editor(self, key: str) -> TeamMember | None:
        """Return the editor with a key, with the roles that they have now."""
        return self._people.get(key)

    def _is_fresh(self, day: str) -> bool:
        try:
            return (self._today() - date.fromisoformat(day)).days <= DAYS
        except ValueError:
            return False

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """Lock, reload and save the sessions around a change: other servers may change them."""
        if self._path is None:
            yield
            return
        with locked(self._path.parent / "locks", self._path):
            if self._path.exists():
                self._read()
            yield
            fresh = [each for each in self._opened.items() if self._is_fresh(each[1][1])]
            self._opened = dict(fresh[-_MOST:])
            if not self._path.exists():
                self._path.parent.mkdir(parents=True, exist_ok=True)
                self._path.touch(mode=0o600)
            write_atomic(
                self._path,
                json.dumps({"invitations": self._tokens, "sessions": self._opened}).encode(),
            )

    def _read(self) -> None:
        """Load the saved sessions, or none from a damaged file."""
        try:
            held = json.loads(self._path.read_bytes()) if self._path else {}
            tokens, known = held.get("invitations", {}), held.get("sessions", {})
            self._tokens = {str(key): str(token) for key, token in tokens.items()}
            self._opened = {str(each): (str(key), str(day)) for each, (key, day) in known.items()}
        except (OSError, ValueError, TypeError, AttributeError):
            return


def secret_of(cookie: str) -> str:
    """Return the secret that calls with a cookie repeat in a header; no other page can know it."""
    return _hash(cookie, b"call")


def _hash(cookie: str, use: bytes) -> str:
    return blake2b(cookie.encode("utf-8", "replace"), digest_size=24, person=use).hexdigest()
