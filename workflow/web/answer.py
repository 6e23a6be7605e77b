"""The answer of a server to one request."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer of a server: address, status, headers and body.

    Attributes:
        url: of the request.
        status: of HTTP.
        headers: by name, in lower case; of several of one name the first.
        body: decompressed.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes = b""
