"""The text of a value of YAML, TOML or JSON."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from workflow.documents.readers.decoding import clean


def text_of_value(value: object) -> str:
    """Return a scalar, or a list of scalars, as clean text; nothing of any other value.

    Of a mapping, as Docusaurus has for authors, it is the name.
    """
    if isinstance(value, list):
        texts = (text_of_value(item) for item in value if not isinstance(item, list))
        return ", ".join(filter(None, texts))
    if isinstance(value, Mapping):
        return text_of_value(value["name"]) if isinstance(value.get("name"), str) else ""
    if isinstance(value, datetime.datetime | datetime.date):
        return value.isoformat()
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return " ".join(clean(_unescaped(str(value))).split())
    return ""


def _unescaped(text: str) -> str:
    """Join the halves of surrogate pairs, which JSON writes for characters beyond U+FFFF."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
