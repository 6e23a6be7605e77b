"""What a server answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said.

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
