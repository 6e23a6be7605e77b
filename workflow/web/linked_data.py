"""Reads JSON-LD in a page: what it says of the article itself."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from workflow.documents.readers.decoding import clean
from workflow.documents.readers.html_data import items

if TYPE_CHECKING:
    from lxml.etree import _Element

_LARGEST, _MOST = 200_000, 50
_ARTICLE = re.compile(r"Article|Posting|Report|BlogPost|CreativeWork|WebPage")
#: What old templates put around a script so that browsers of their time did not show it.
_WRAPPING = re.compile(r"\A[\s/*]*(?:<!\[CDATA\[|<!--)?[\s/*]*")


def linked_data(root: _Element) -> Sequence[Mapping[str, Any]]:
    """Return the JSON-LD objects about the article, the most likely first."""
    found: list[Mapping[str, Any]] = []
    for number, script in enumerate(root.iter("script")):
        text = script.text or ""
        kind = (script.get("type") or "").split(";")[0].strip().lower()
        if kind != "application/ld+json" or len(text) > _LARGEST or number > 10 * _MOST:
            continue
        try:
            data, _ = json.JSONDecoder(strict=False).raw_decode(_WRAPPING.sub("", text))
        except (ValueError, RecursionError):
            continue
        found += items(data, _ARTICLE)
    return sorted(found, key=lambda each: "WebPage" in str(each.get("@type")))[:_MOST]


def names(value: object) -> str:
    """Return the names of persons or organisations; an address is no name.

    >>> names([{"@type": "Person", "name": "Kim"}, "Lee", "https://example.org/lee"])
    'Kim, Lee'
    """
    listed = value if isinstance(value, list) else [value]
    found = [each.get("name") if isinstance(each, dict) else each for each in listed]
    every = [one for each in found for one in (each if isinstance(each, list) else [each])]
    shown = [plain_text(each) for each in every if isinstance(each, str) and "://" not in each]
    return ", ".join(dict.fromkeys(filter(None, shown)))


def stated_rights(data: Mapping[str, Any]) -> str:
    """Return the licence, else the holder of the rights."""
    notice = data.get("copyrightNotice") or data.get("license")
    if isinstance(notice, dict):
        notice = notice.get("name") or notice.get("url") or notice.get("@id")
    if isinstance(notice, str) and notice:
        return plain_text(notice)
    holder = names(data.get("copyrightHolder"))
    return " ".join(f"© {plain_text(data.get('copyrightYear'))} {holder}".split() if holder else ())


def plain_text(value: object) -> str:
    """Return a text as one line without control characters."""
    return " ".join(clean(str(value or "")[:1_000]).split())
