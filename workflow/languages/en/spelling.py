"""How English writes a name otherwise: in the plural, shortened, of a woman or a man."""

from __future__ import annotations

import re
from collections.abc import Iterator

#: Offices whose name tells a man or a woman.
_GENDERED = re.compile(
    "(?i:chair|spokes|congress|council|assembly|alder|business|ombuds|police)(man|woman|person)$"
)
#: How titles are shortened before names.
_SHORT = {
    "Admiral": "Adm.", "Ambassador": "Amb.", "Attorney General": "Atty. Gen.", "Captain": "Capt.",
    "Chief Executive Officer": "CEO", "Colonel": "Col.", "Commander": "Cmdr.", "Doctor": "Dr.",
    "Foreign Minister": "FM", "General": "Gen.", "Governor": "Gov.", "Lieutenant": "Lt.",
    "Lieutenant Governor": "Lt. Gov.", "Major": "Maj.", "President": "Pres.",
    "Prime Minister": "PM", "Professor": "Prof.", "Representative": "Rep.", "Reverend": "Rev.",
    "Secretary": "Sec.", "Senator": "Sen.", "Sergeant": "Sgt.", "Superintendent": "Supt.",
    "Vice President": "VP",
}  # fmt: skip


def counterparts(title: str) -> Iterator[str]:
    """Yield the same office of a woman, a man or anybody: ``Chairwoman``, ``Spokesperson``.

    >>> [*counterparts("Vice Chairman")]
    ['Vice Chairwoman', 'Vice Chairperson']
    """
    if found := _GENDERED.search(title):
        stem = title[: found.start(1)]
        yield from (f"{stem}{end}" for end in ("man", "woman", "person") if end != found[1])


def of_title(title: str) -> Iterator[str]:
    """Yield a title as it stands before names, and with a hyphen: ``Amb.``, ``Vice-Chairman``."""
    if short := _SHORT.get(title):
        yield short
        yield short.rstrip(".")
    if title.count(" ") == 1:
        yield title.replace(" ", "-")


def plural(form: str) -> str:
    """Return the regular plural.

    >>> plural("supply chain"), plural("Ministry"), plural("Chairman")
    ('supply chains', 'Ministries', 'Chairmen')
    """
    if form.endswith(("man", "Man")):
        return f"{form[:-2]}en"
    if re.search(r"[^aeiou]y$", form):
        return f"{form[:-1]}ies"
    if re.search(r"(?:s|x|z|ch|sh)$", form):
        return f"{form}es"
    return f"{form}s"
