"""Tells authors that are bodies from persons, where their names do."""

from __future__ import annotations

from functools import cache

from workflow.languages.packs import registered


def is_body(author: str) -> bool:
    """Tell whether an author is certainly no person: a desk, an agency, a paper.

    >>> is_body("Reuters"), is_body("The News Desk"), is_body("신화통신"), is_body("Emily Post")
    (True, True, True, False)
    """
    name = author.casefold().strip()
    *_, last = name.split() or [""]
    whole = "".join(char for char in name if char.isalnum())
    if last in _words("body_word") or whole in _words("body"):
        return True
    return name.endswith(tuple(_words("body_ending")))


@cache
def _words(use: str) -> frozenset[str]:
    return frozenset(word for pack in registered() for word in pack.front_matter.get(use, ()))
