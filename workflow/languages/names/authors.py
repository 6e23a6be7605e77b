"""Tell authors that are bodies from persons, where their names do."""

from __future__ import annotations

import re
from functools import cache

from workflow.languages.packs import registered

_PERSON = r"[A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|al|bin|da|de|del|den|der|di|du|la|van|von)){1,3}"
#: Two persons in a byline; the first may be several.
_JOINED = re.compile(rf"({_PERSON}(?: (?:and|&) {_PERSON})*) (?:and|&) ({_PERSON})")
#: An author between semicolons; that of an escaped letter, as in ``&rsquo;``, or behind a figure
#: stands in a name or address.
_LISTED = re.compile(r"(?:&(?:#\w+|[A-Za-z][a-z]+\d*);|\d[;；]|[^;；])+")


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


def apart(author: str) -> tuple[str, ...]:
    """Divide authors between semicolons, and two persons that *and* joins.

    *And* may be part of one name, as in bodies: both must be a given and a family name at least,
    in capitals.

    >>> apart("Kim Minji and John Smith"), apart("Marks and Spencer")
    (('Kim Minji', 'John Smith'), ('Marks and Spencer',))
    >>> apart("Korea Trade and Investment Agency"), apart("Anna de Vries & Li Na")
    (('Korea Trade and Investment Agency',), ('Anna de Vries', 'Li Na'))
    >>> apart("Kim Minji; Smith, John"), apart("陈立；박서연")
    (('Kim Minji', 'Smith, John'), ('陈立', '박서연'))
    >>> apart("Smith &amp; Wesson"), apart("AT&T; Ann O&rsquo;Brien"), apart("Kim, Minji;")
    (('Smith &amp; Wesson',), ('AT&T', 'Ann O&rsquo;Brien'), ('Kim, Minji',))
    """
    listed = [name for each in _LISTED.findall(author) if (name := each.strip())]
    if listed and listed != [author]:
        return tuple(name for each in listed for name in apart(each))
    said = _JOINED.fullmatch(author.strip())
    if said is None or is_body(author) or any(map(is_body, said.groups())):
        return (author,)
    return (*apart(said[1]), *apart(said[2]))


@cache
def _words(use: str) -> frozenset[str]:
    return frozenset(word for pack in registered() for word in pack.front_matter.get(use, ()))
