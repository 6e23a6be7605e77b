"""Download files over HTTP, from where they stopped, and read Argos' index.

Nothing comes from an unsafe address: plain ``http`` is accepted from this machine only,
also after a redirect.
"""

from __future__ import annotations

import http.client
import json
import re
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from workflow.connection_faults import why
from workflow.engines import address
from workflow.errors import EngineError
from workflow.model import say
from workflow.protocols import Progress

_CHUNK = 1 << 18
_INDEX_LIMIT = 8 << 20
_AGENT = "translation-workflow"
#: Seconds without a single byte after which a connection counts as dead; tries per file.
TIMEOUT = 20.0
TRIES = 3
_PAUSE = 0.5
_ADVICE = say("Check the connection and proxy settings (HTTPS_PROXY).")
_INDEX = say("Check the address (that of the index: ARGOS_PACKAGE_INDEX), or use another engine.")


class Unreachable(EngineError):
    """The server cannot be reached or does not have the file."""


def allowed(url: str) -> bool:
    """Tell whether a URL is ``https``, or ``http`` on this machine."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    if parts.scheme == "https":
        return bool(parts.hostname)
    return parts.scheme == "http" and address.is_loopback(url)


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows redirects to addresses that are allowed."""

    def redirect_request(self, req, fp, code, msg, headers, newurl):  # type: ignore[no-untyped-def]  # noqa: PLR0913, PLR0917
        """Follow a redirect unless it leads to an address that is not allowed."""
        if not allowed(newurl):
            fp.close()
            what = say("redirects to an address that is not https")
            raise Unreachable(req.full_url, what, _INDEX)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


@contextmanager
def _open(url: str, start: int = 0) -> Iterator[Any]:
    """Open the response to a GET request, from byte ``start`` on if the server can do that."""
    if not allowed(url):
        raise Unreachable(url, say("is not an https address"), _INDEX)
    headers = {"User-Agent": _AGENT, "Accept-Encoding": "identity"}
    if start:
        headers["Range"] = f"bytes={start}-"
    # The scheme was checked above; file: and ftp: never get here.
    request = urllib.request.Request(url, headers=headers)  # noqa: S310
    opener = urllib.request.build_opener(_Redirects)
    with opener.open(request, timeout=TIMEOUT) as response:
        yield response


def get(url: str, limit: int) -> bytes:
    """Return a small file, at most ``limit`` bytes.

    Raises:
        Unreachable: it cannot be had, or it is larger.
    """
    try:
        with _open(url) as response:
            data = bytes(response.read(limit + 1))
    except (OSError, http.client.HTTPException) as error:
        if isinstance(error, urllib.error.HTTPError):
            error.close()
        what = say("cannot be reached ({reason})", reason=why(error))
        raise Unreachable(url, what, _ADVICE) from error
    if len(data) > limit:
        raise Unreachable(url, say("is larger than {n} bytes", n=limit), _INDEX)
    return data


def fetch(url: str, path: Path, limit: int, on_progress: Progress) -> None:
    """Download a file to ``path``, going on with ``path`` + ``.part`` where that was left.

    Args:
        url: of the file.
        path: where it goes; its folder exists.
        limit: the most bytes it may have.
        on_progress: called with bytes done, bytes in all (0 if unknown), and the file's name.

    Raises:
        Unreachable: it cannot be had, is larger than ``limit``, or stopped too often on the way.
    """
    part = path.with_name(path.name + ".part")
    for attempt in range(TRIES):
        try:
            _append(url, part, limit, on_progress)
        except urllib.error.HTTPError as error:
            error.close()
            if error.code == 416:  # what is there is no beginning of this file
                part.unlink(missing_ok=True)
            elif error.code < 500:
                what = say("cannot be had ({reason})", reason=why(error))
                raise Unreachable(url, what, _ADVICE) from error
            cause: Exception = error
        except (OSError, http.client.HTTPException) as error:
            cause = error
        else:
            part.replace(path)
            return
        time.sleep(_PAUSE * 2**attempt)
    raise Unreachable(
        url,
        say("stopped {n} times ({reason})", n=TRIES, reason=why(cause)),
        say("Run it again: it goes on where it stopped."),
    ) from cause


def _append(url: str, part: Path, limit: int, on_progress: Progress) -> None:
    start = part.stat().st_size if part.exists() else 0
    with _open(url, start) as response:
        resumed = response.status == 206 and _begins_at(response.headers, start)
        start = start if resumed else 0
        length = str(response.headers.get("Content-Length", ""))
        total = start + int(length) if re.fullmatch("[0-9]{1,18}", length) else 0
        if total > limit:
            what = say("is {n} MB, more than any package", n=f"{total / 1e6:.0f}")
            raise Unreachable(url, what, _INDEX)
        done = start
        with part.open("ab" if resumed else "wb") as file:
            while chunk := response.read(_CHUNK):
                done += len(chunk)
                if done > limit:
                    what = say("is more than {n} MB", n=f"{limit / 1e6:.0f}")
                    raise Unreachable(url, what, _INDEX)
                file.write(chunk)
                on_progress(done, total, part.stem)
    if total and done < total:
        raise OSError(f"{done} of {total} bytes came")


def _begins_at(headers: Any, start: int) -> bool:
    return str(headers.get("Content-Range", "")).startswith(f"bytes {start}-")


@dataclass(frozen=True, slots=True)
class Offer:
    """A package in the index; language codes are Argos'."""

    source: str
    target: str
    version: str
    links: tuple[str, ...]


def index_url() -> str:
    """Return the address of the index: ``ARGOS_PACKAGE_INDEX`` or argostranslate's own."""
    from argostranslate import settings

    base = settings.get_setting("ARGOS_PACKAGE_INDEX", settings.package_index)
    return f"{str(base).rstrip('/')}/index.json"


def index() -> tuple[Offer, ...]:
    """Read which translation packages Argos offers.

    Raises:
        Unreachable: the index cannot be reached.
        EngineError: it is not a package index.
    """
    url = index_url()
    try:
        entries: list[dict[str, Any]] = json.loads(get(url, _INDEX_LIMIT))
        if not isinstance(entries, list):
            raise TypeError
        return tuple(
            Offer(
                entry["from_code"],
                entry["to_code"],
                str(entry.get("package_version", "0")),
                tuple(link for link in entry["links"] if isinstance(link, str)),
            )
            for entry in entries
            if entry.get("type", "translate") == "translate"
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise EngineError(
            url,
            say("is not an index of Argos packages"),
            say("Check {name}.", name="ARGOS_PACKAGE_INDEX"),
        ) from error
