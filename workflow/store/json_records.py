"""Encode values as JSON, and read them back, skipping what is damaged or of another version."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from workflow.model import Message

_T = TypeVar("_T")


def encoded(value: object) -> bytes:
    """Encode a value as JSON."""
    return msgspec.json.encode(value, enc_hook=_plain)


def decoded(data: bytes, type_: type[_T]) -> _T | None:
    """Decode a value; None if it has another shape (written by another version)."""
    try:
        return msgspec.json.decode(data, type=type_, dec_hook=_revived)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def read_record(path: Path, type_: type[_T]) -> _T | None:
    """Read the value in a file; None if there is none."""
    try:
        return decoded(path.read_bytes(), type_)
    except OSError:
        return None


def records(lines: Iterable[bytes], type_: type[_T]) -> Iterator[_T]:
    """Yield the values of lines, skipping those cut off and a merge's conflict markers."""
    for line in lines:
        if (found := decoded(line, type_)) is not None:
            yield found


def _plain(value: object) -> object:
    """Convert a message to JSON types, with its template and values."""
    if isinstance(value, Message):
        return {"template": value.template, "values": value.values}
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} cannot be kept")


def _revived(type_: type, value: Any) -> Any:
    """Restore a message from the result of :func:`_plain`."""
    return _message(value) if type_ is Message else value


def _message(value: Any) -> Any:
    if isinstance(value, list):
        return [_message(each) for each in value]
    if isinstance(value, dict):
        values = {name: _message(each) for name, each in value["values"].items()}
        return Message(value["template"], values)
    return value
