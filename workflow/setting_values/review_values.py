"""Parse settings of the review: who takes part, and the proxy before it."""

from __future__ import annotations

import re
from ipaddress import ip_address
from urllib.parse import urlsplit

from workflow.model import Role, TeamMember, say
from workflow.setting_values.plain_values import one_line, web_address

#: The name of a header (RFC 9110, 5.6.2: token).
_HEADER = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")


def editor(value: object) -> TeamMember:
    """Read ``Name <address>: roles``; without roles, to translate and to approve.

    >>> sorted(editor("Kim Minji <kim@example.org>:approve").roles)
    [<Role.APPROVE: 'approve'>, <Role.TRANSLATE: 'translate'>]

    Raises:
        ValueError: there is no name, or no such role.
    """
    text = one_line(value)
    name, colon, said = text.rpartition(":")
    named = not colon or ">" in said  # a colon within a name
    name = " ".join((text if named else name).split())
    if not name:
        raise ValueError(say("lacks a name: write Kim Minji <kim@example.org>: approve"))
    if named:
        return TeamMember(name)
    try:
        roles = [Role(role) for role in re.split(r"[\s,]+", said.strip())]
    except ValueError:
        known = ", ".join(Role)
        raise ValueError(
            say("has no role {role}: name some of {known}", role=repr(said.strip()), known=known)
        ) from None
    return TeamMember(name, frozenset({Role.TRANSLATE, *roles}))


def people(value: object) -> tuple[TeamMember, ...]:
    """Parse the list of people; if one is named twice, the last line counts."""
    if not isinstance(value, list):
        raise TypeError(say('must be a list such as ["Kim Minji <kim@example.org>: approve"]'))
    return tuple({each.key: each for each in map(editor, value)}.values())


def header(value: object) -> str:
    """Parse the name of a header; empty for none."""
    text = one_line(value)
    if text and not _HEADER.fullmatch(text):
        raise ValueError(say("must be the name of a header, such as X-Forwarded-Email"))
    return text


def proxies(value: object) -> tuple[str, ...]:
    """Read the addresses of proxies."""
    try:
        given = [value] if isinstance(value, str) else list(value)  # type: ignore[call-overload]
        return tuple(str(ip_address(one_line(each))) for each in given)
    except (TypeError, ValueError):
        raise ValueError(say('must be IP addresses such as ["192.0.2.10"]')) from None


def public_address(value: object) -> str:
    """Read the address under which browsers find the review: ``https://`` and a host."""
    text = web_address(value).rstrip("/")
    parts = urlsplit(text)
    if text and (parts.scheme != "https" or parts.path or parts.query or parts.username):
        raise ValueError(say("must be https:// and a host, such as https://review.example.org"))
    return text.lower()
