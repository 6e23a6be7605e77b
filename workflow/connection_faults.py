"""Say in plain words why a connection failed, whichever library made it.

Libraries put the system's error into one of their own, or two; it is looked for in all of them.
Libraries are not imported here: their errors are told by the names of their classes.
"""

from __future__ import annotations

import errno
import http.client
import re
import socket
import ssl
import urllib.error
from collections.abc import Callable, Iterator
from http import HTTPStatus

from workflow.model import Message, say

#: How many errors may be inside one another.
_DEEPEST = 16
#: What OpenSSL finds wrong with a certificate (X509_V_ERR_*): its time, whose it is, who signed it.
_EXPIRED, _OF_ANOTHER, _SIGNED = {10}, {62, 64}, {2, 18, 19, 20, 21, 27}
#: OpenSSL's names for an answer that is not TLS.
_NO_TLS = ("WRONG_VERSION_NUMBER", "UNKNOWN_PROTOCOL", "HTTP_REQUEST", "PACKET_LENGTH_TOO_LONG",
           "RECORD_LAYER_FAILURE")  # fmt: skip
_NO_WAY = {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL}
_FORBIDDEN = {errno.EACCES, errno.EPERM}
_PROXY = {"ClientProxyConnectionError", "ClientHttpProxyError", "ProxyError"}
#: The message of urllib and http.client about a proxy that refuses to connect.
_TUNNEL = "Tunnel connection failed: "


def why(error: BaseException) -> Message:
    """Return why a connection failed; of an unknown kind, what its library says.

    >>> why(ConnectionRefusedError(111, "Connection refused"))
    'the connection is refused: is anything running there?'
    """
    told = known_kind(error)
    if told is None:
        text, _ = _parts(str(getattr(error, "strerror", None) or error))
        told = Message(" ".join(text.split())[:300] or type(error).__name__)
    return told


def kind_or_name(error: BaseException) -> Message:
    """Return why a connection failed, or the name of the error: what it says may hold a text."""
    return known_kind(error) or Message(type(error).__name__)


def known_kind(error: BaseException) -> Message | None:
    """Return why a connection failed, in words of ours alone; None for an unknown kind.

    Args:
        error: of any library, with those inside it.
    """
    errors = [*_inside(error)]
    plain = next(filter(None, map(_kind, reversed(errors))), None)
    if any(type(each).__name__ in _PROXY for each in errors):
        return _proxy(errors, plain)
    return plain or kind_in(_parts(str(error))[1])


def kind_in(text: str) -> Message | None:
    """Return what a program says of why a connection failed; None for an unknown kind.

    >>> kind_in("ssh: Could not resolve hostname nowhere: Name or service not known")
    'no server has this name'
    """
    return next((told for words, told in _WORDS if words.search(text)), None)


def _parts(text: str) -> tuple[str, str]:
    """Split an error's text into the part for users and what obstore adds for developers."""
    told, _, inside = text.partition("Debug source:")
    return told, inside


def _inside(error: BaseException) -> Iterator[BaseException]:
    """Yield an error and those that it was made of, the innermost last."""
    waiting: list[object] = [error]
    seen: list[BaseException] = []
    while waiting and len(seen) < _DEEPEST:
        each = waiting.pop(0)
        if not isinstance(each, BaseException) or any(each is other for other in seen):
            continue
        seen.append(each)
        yield each
        own = (getattr(each, name, None) for name in ("os_error", "reason"))
        waiting += [*each.args, *own, each.__cause__ or each.__context__]


def _proxy(errors: list[BaseException], plain: Message | None) -> Message:
    """Describe what is wrong with the proxy of a connection."""
    if any(getattr(each, "status", 0) == HTTPStatus.PROXY_AUTHENTICATION_REQUIRED
           for each in errors):  # fmt: skip
        return _PASSWORD
    if plain:
        return say("by way of the proxy: {reason}", reason=plain)
    return say("the proxy does not let it through")


def _kind(error: BaseException) -> Message | None:
    """Return what a single error means, if it is of a kind that is known."""
    name = type(error).__name__
    for kinds, names, told in _KINDS:
        if isinstance(error, kinds) or name in names:
            return told(error)
    return None


def _answered(error: BaseException) -> Message:
    return Message(" ".join(f"{getattr(error, 'code', '')} {getattr(error, 'msg', '')}".split()))


def _named(error: BaseException) -> Message:
    return _NO_NAMES if getattr(error, "errno", 0) == socket.EAI_AGAIN else _NO_NAME


def _certificate(error: BaseException) -> Message:
    code = getattr(error, "verify_code", 0)
    if code in _EXPIRED:
        return say("its certificate has expired")
    if code in _OF_ANOTHER:
        return say("its certificate is that of another server")
    if code in _SIGNED:
        return UNTRUSTED
    return say("its certificate is not trusted")


def _tls(error: BaseException) -> Message:
    if getattr(error, "reason", "") in _NO_TLS:
        return say("it does not speak https there: is the address to begin with http?")
    return say("no secure connection comes about")


def _refused(_: BaseException) -> Message:
    return _REFUSED


def _broken(_: BaseException) -> Message:
    return _BROKEN


def _late(_: BaseException) -> Message:
    return _LATE


def _system(error: BaseException) -> Message | None:
    """Return what the system means by the number of an error, or a proxy by its answer."""
    if getattr(error, "filename", None) is not None:
        return None  # it is about a file
    said, number = str(error), getattr(error, "errno", None)
    if said.startswith(_TUNNEL):
        status = said.removeprefix(_TUNNEL)
        return (
            _PASSWORD
            if status.startswith("407")
            else say("by way of the proxy: {reason}", reason=status)
        )
    if number in _NO_WAY:
        return _NO_ROUTE
    return say("this machine does not allow the connection") if number in _FORBIDDEN else None


UNTRUSTED = say("its certificate is signed by nobody who is trusted here")
_PASSWORD = say("the proxy wants a name and a password")
_REFUSED = say("the connection is refused: is anything running there?")
_BROKEN = say("the connection was broken off")
_LATE = say("no answer came in time")
_NO_NAME = say("no server has this name")
_NO_NAMES = say("names cannot be looked up now: is there a network?")
_NO_ROUTE = say("there is no way to it: is there a network?")
#: What the system says of each, also through ssh, rsync and the libraries of Rust (``ErrorKind``).
_WORDS = (
    (re.compile(r"Temporary failure in name resolution"), _NO_NAMES),
    (re.compile(r"Name or service not known|Could not resolve host|No address associated|"
                r"nodename nor servname|\"dns error\""), _NO_NAME),
    (re.compile(r"Connection ?[Rr]efused"), _REFUSED),
    (re.compile(r"No route to host|Network is unreachable|(?:Host|Network)Unreachable"), _NO_ROUTE),
    (re.compile(r"Connection ?[Rr]eset|BrokenPipe|IncompleteMessage"), _BROKEN),
    (re.compile(r"[Cc]onnection timed out|[Oo]peration timed out|TimedOut|kind: Timeout"), _LATE),
)  # fmt: skip
#: Kinds of errors (other libraries' by name) and their meanings, the more specific ones first.
_KINDS: tuple[
    tuple[tuple[type[BaseException], ...], frozenset[str],
          Callable[[BaseException], Message | None]], ...
] = (
    ((urllib.error.HTTPError,), frozenset(), _answered),
    ((socket.gaierror,), frozenset({"ClientConnectorDNSError", "NameResolutionError"}), _named),
    ((ssl.SSLCertVerificationError,), frozenset(), _certificate),
    ((ssl.SSLEOFError, ssl.SSLZeroReturnError), frozenset(), _broken),
    ((ssl.SSLError,), frozenset(), _tls),
    ((ConnectionRefusedError,), frozenset(), _refused),
    ((ConnectionError, http.client.IncompleteRead), frozenset({
        "ServerDisconnectedError", "ClientPayloadError", "RemoteProtocolError", "ReadError",
        "WriteError", "ChunkedEncodingError",
    }), _broken),
    ((TimeoutError,), frozenset({
        "ConnectTimeout", "ConnectTimeoutError", "ReadTimeout", "ReadTimeoutError", "PoolTimeout",
        "WriteTimeout", "Timeout",
    }), _late),
    ((OSError,), frozenset(), _system),
)  # fmt: skip
