"""Decide who may send requests, by the host they name, their cookie and their page.

A page of another site can make a browser send requests here (CSRF), and can even get a name of its
own to point here. So every request must name this host and port
(:mod:`workflow.local_server`); the pages need a cookie that only an invitation, once, turns into,
or the name that a proxy gives; and what changes something must come from a page of this very origin
(Fetch Metadata, W3C; Origin, RFC 6454).
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field, replace
from email.message import Message as EmailMessage
from http.cookies import CookieError, SimpleCookie
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from workflow.errors import ConfigError
from workflow.local_server import LOCAL, AllowedHosts, is_anywhere
from workflow.model import ReviewSettings, TeamMember, say
from workflow.review.admissions import DAYS, Sessions, secret_of

#: What a session must say with each call, so that no other page can make one.
HEADER = "X-Review-Session"
#: The longest name that a proxy may give.
_LONGEST_NAME = 200
_SECURE_PORT = 443


@dataclass(frozen=True, slots=True)
class Access:
    """Where a review is served, and who stands before it.

    Attributes:
        host: the address or name to listen on.
        port: where; 0 for any free one.
        certificate, key: files for TLS (PEM); empty for none.
        settings: the public address and the proxy.
    """

    host: str = "127.0.0.1"
    port: int = 0
    certificate: Path | None = None
    key: Path | None = None
    settings: ReviewSettings = field(default_factory=ReviewSettings)

    @property
    def origin(self) -> str:
        """The address under which browsers find the review."""
        scheme = "https" if self.certificate else "http"
        host = f"[{self.host}]" if ":" in self.host else self.host
        return self.settings.address or f"{scheme}://{host}:{self.port}"

    @property
    def is_secret(self) -> bool:
        """Whether what browsers send is encrypted on its way."""
        return self.origin.startswith("https:")

    def refuse_unsafe(self) -> None:
        """Refuse an address on which others could read along, or guess names for this machine.

        Raises:
            ConfigError: there is neither TLS nor a proxy, or no single address.
        """
        if is_anywhere(self.host) and not self.settings.address:
            raise ConfigError(
                f"--host {self.host}",
                say("is no single address"),
                say("Name the one to use, or the public one in review.address."),
            )
        if not (is_loopback(self.host) or self.certificate or self.settings.proxy):
            raise ConfigError(
                f"--host {self.host}",
                say("is not this machine alone: what is sent could be read on its way"),
                say(
                    "Add --certificate and --key, or let a proxy with TLS stand before it, and "
                    "name the proxy's address in review.proxy."
                ),
            )


def is_loopback(host: str) -> bool:
    """Tell whether an address or name is this machine alone."""
    bare = host.strip("[]").lower()
    try:
        return ip_address(bare).is_loopback
    except ValueError:
        return bare in LOCAL


class Guard:
    """Checks requests to one server.

    Args:
        access: where it is served; with the port that it has got.
        sessions: who has been let in.

    Attributes:
        cookie: the name of the cookie, one for each port, as cookies are shared between ports.
        proxied: a proxy says who comes.
    """

    def __init__(self, access: Access, sessions: Sessions) -> None:
        self._access, self._settings = access, access.settings
        self._hosts = AllowedHosts(access.host, access.port)
        self._public = urlsplit(access.origin).netloc
        if access.certificate and access.port == _SECURE_PORT:
            self._public = self._public.removesuffix(f":{_SECURE_PORT}")
        self._strict = not (is_loopback(access.host) or access.certificate)
        self.sessions = sessions
        self.proxied = bool(self._settings.name_header)
        self.cookie = f"review-{access.port}"

    def is_ours(self, headers: EmailMessage) -> bool:
        """Tell whether a request names this server, port included."""
        host = headers.get("Host", "")
        return host.lower() == self._public or host in self._hosts

    def may_reach(self, peer: str) -> bool:
        """Tell whether a machine may ask at all: without TLS, only this one and the proxy."""
        return not self._strict or self._is_trusted(peer)

    def _is_trusted(self, peer: str) -> bool:
        try:
            address = ip_address(peer)
        except ValueError:
            return False
        address = getattr(address, "ipv4_mapped", None) or address
        return address.is_loopback or str(address) in self._settings.proxy

    def is_from_here(self, headers: EmailMessage) -> bool:
        """Tell whether a page of ours sent a request, as the browser says."""
        site = headers.get("Sec-Fetch-Site")
        if site is not None:
            return site == "same-origin"
        host = headers.get("Host", "").lower()
        secret = self._access.certificate or (self._access.is_secret and host == self._public)
        return headers.get("Origin") == f"{'https' if secret else 'http'}://{host}"

    def admit(self, token: str) -> tuple[TeamMember, str] | None:
        """Return the editor that a token admits, with a cookie; None for a wrong or used one."""
        found = None if self.proxied else self.sessions.admit(token)
        return (found[0], self._cookie(found[1])) if found else None

    def named(self, headers: EmailMessage, peer: str) -> TeamMember | None:
        """Return the editor that a proxy names; None without one, or for one not invited.

        An address tells editors apart, and so does a name as it stands in the settings. What
        follows ``*`` there is for everybody else.
        """
        header = self._settings.name_header
        given = headers.get_all(header, []) if header else []
        if len(given) != 1 or not self._is_trusted(peer):  # of two, one is not the proxy's
            return None
        name = " ".join(_decoded(given[0]).split())
        if not name or not name.isprintable() or len(name) > _LONGEST_NAME or "*" in name:
            return None
        asked = TeamMember(name)
        known = {each.name.partition("<")[0].strip().casefold(): each for each in self._people}
        found = next((each for each in self._people if each.key == asked.key), None)
        found = found or known.get(asked.key)
        other = self.sessions.editor("*")
        return found or (replace(other, name=name) if other else None)

    @property
    def _people(self) -> tuple[TeamMember, ...]:
        return self.sessions.people

    def editor_of(self, headers: EmailMessage, peer: str) -> TeamMember | None:
        """Return the editor who sent a request; None for a stranger."""
        holder = self.sessions.holder(self._cookie_in(headers))
        if not self.proxied:
            return self.sessions.editor(holder) if holder else None
        named = self.named(headers, peer)
        return named if named and named.key == holder else None

    def opened_for(self, editor: TeamMember) -> tuple[str, str]:
        """Open a session for somebody whom the proxy names: its cookie, to be set, and secret."""
        cookie = self.sessions.open(editor)
        return self._cookie(cookie), secret_of(cookie)

    def _cookie(self, value: str) -> str:
        secure = "; Secure" if self._access.is_secret else ""
        age = DAYS * 24 * 3600
        return f"{self.cookie}={value}; HttpOnly; SameSite=Strict; Path=/; Max-Age={age}{secure}"

    def _cookie_in(self, headers: EmailMessage) -> str:
        try:
            cookie = SimpleCookie(headers.get("Cookie", "")).get(self.cookie)
        except CookieError:
            return ""
        return cookie.value if cookie else ""

    def secret_of(self, headers: EmailMessage) -> str:
        """Return the secret that calls with this cookie must repeat."""
        return secret_of(self._cookie_in(headers))

    def may_call(self, headers: EmailMessage) -> bool:
        """Tell whether a call repeats the secret of its cookie."""
        said = headers.get(HEADER, "")
        return secrets.compare_digest(said.encode(), self.secret_of(headers).encode())


def _decoded(value: str) -> str:
    """Read a header as UTF-8, which servers read as Latin-1 (RFC 9110, 5.5)."""
    try:
        return value.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return value
