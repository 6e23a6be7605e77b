"""Decide where texts and keys may be sent: the rules for an endpoint's URL."""

from __future__ import annotations

import ipaddress
import re
from enum import StrEnum
from urllib.parse import SplitResult, urlsplit, urlunsplit

from workflow.errors import EngineError
from workflow.model import say

#: Accepted URLs; plain http is limited to this machine and the local network.
_EXAMPLES = ("https://host/v1", "http://localhost:8000/v1")


class Nearness(StrEnum):
    """How far a host is."""

    LOOPBACK = "loopback"
    PRIVATE = "private"
    PUBLIC = "public"


def nearness(host: str) -> Nearness:
    """Tell apart this machine, the local network (also any name without a dot) and other hosts.

    Names are not looked up: what a name stands for may change between the check and the use.

    >>> nearness("127.0.0.1.example.org").value, nearness("[::1]".strip("[]")).value
    ('public', 'loopback')
    """
    if host == "localhost" or host.endswith(".localhost"):
        return Nearness.LOOPBACK
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return Nearness.PUBLIC if "." in host.rstrip(".") else Nearness.PRIVATE
    address = getattr(address, "ipv4_mapped", None) or address
    if address.is_loopback:
        return Nearness.LOOPBACK
    private = address.is_private and not address.is_unspecified
    return Nearness.PRIVATE if private else Nearness.PUBLIC


def is_loopback(url: str) -> bool:
    """Tell whether a URL is on this machine, which is reached directly and not through a proxy."""
    return nearness(urlsplit(url).hostname or "") is Nearness.LOOPBACK


def is_azure(url: str) -> bool:
    """Tell whether a URL is Azure's, which has its own header for keys, and names deployments."""
    return (urlsplit(url).hostname or "").endswith((".azure.com", ".azure.us"))


def completions(url: str, *, key: bool) -> str:
    """Return the address of the chat completions of the API at ``url``.

    Plain http is for this machine and, without a key, for the local network.

    Args:
        url: the API's root, usually ending in ``/v1``.
        key: whether a key will be sent there.

    Raises:
        EngineError: the URL is malformed, holds credentials, or would send data in clear text.
    """
    parts = _split(url)
    near = nearness(parts.hostname or "")
    if parts.scheme == "http" and near is not Nearness.LOOPBACK:
        hint = say("Use {scheme} for another machine.", scheme="https://")
        if key:
            raise EngineError(shown(url), say("would send the key in clear text"), hint)
        if near is Nearness.PUBLIC:
            raise EngineError(shown(url), say("would send texts in clear text"), hint)
    path = parts.path.rstrip("/").removesuffix("/chat/completions")
    return urlunsplit((parts.scheme, parts.netloc, f"{path}/chat/completions", parts.query, ""))


def _split(url: str) -> SplitResult:
    """Split a URL into its parts; refuse one that is not valid or holds credentials."""
    try:
        parts = urlsplit(url)
        valid = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:
        valid = False
    if not valid or re.search(r"[\s\\]", url):
        hint = say("Write it as {example}.", example=_EXAMPLES)
        raise EngineError("llm.url", say("is not an http(s) URL"), hint)
    if "@" in parts.netloc:
        hint = say("Put the key in the variable that {setting} names.", setting="llm.key_env")
        raise EngineError("llm.url", say("holds a name or password"), hint)
    return parts


def shown(url: str) -> str:
    """Return a URL for display and logs: without credentials and query."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))
