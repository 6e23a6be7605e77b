"""Spell a name otherwise in English: in the plural, shortened, by the family name alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from workflow.languages.names.names import INITIALS, initials
from workflow.languages.names.romanized import without_generation

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
_MINISTRY = re.compile(r"Ministry of (?:National )?(Foreign Affairs|[A-Z]\w+)|([A-Z]\w+) Ministry")
#: The article before an Arab's family name, which news leave out or spell otherwise.
_ARTICLE = re.compile("(?i)(?:a[dlnrstz]|ash|el)-(?=[A-Z])")
#: Two family names behind two given names; behind one, the first is the usual one.
_TWO_NAMES = re.compile(r"(?<= )[^\W\d_a-z][^\W\d_.]+ [^\W\d_a-z][^\W\d_.]+$")


def counterparts(title: str) -> Iterator[str]:
    """Yield the same office of a woman, a man or anybody: ``Chairwoman``, ``Spokesperson``.

    >>> [*counterparts("Vice Chairman")]
    ['Vice Chairwoman', 'Vice Chairperson']
    """
    if found := _GENDERED.search(title):
        stem = title[: found.start(1)]
        yield from (f"{stem}{end}" for end in ("man", "woman", "person") if end != found[1])


def of_title(title: str) -> Iterator[str]:
    """Yield short and hyphenated forms of a title: ``Amb.``, ``Vice-Chairman``."""
    if short := _SHORT.get(title):
        yield short
        yield short.rstrip(".")
    if title.count(" ") == 1:
        yield title.replace(" ", "-")


def of_ministry(name: str) -> Iterator[str]:
    """Yield the other way to call a ministry.

    >>> [*of_ministry("Ministry of Foreign Affairs")], [*of_ministry("Defence Ministry")]
    (['Foreign Ministry'], ['Ministry of Defence'])
    """
    if found := _MINISTRY.fullmatch(name):
        of, ministry = found.groups()
        if of:
            yield f"{of.removesuffix(' Affairs')} Ministry"
        else:
            yield f"Ministry of {'Foreign Affairs' if ministry == 'Foreign' else ministry}"


def of_initials(name: str) -> Iterator[str]:
    """Yield a name with its initials written otherwise.

    >>> [*of_initials("George H. W. Bush")]
    ['George H.W. Bush', 'George HW Bush']
    """
    if letters := initials(name):
        for written in (". ".join(letters) + ".", ".".join(letters) + ".", letters):
            if (other := INITIALS.sub(f"{written} ", name)) != name:
                yield other


def of_article(name: str) -> Iterator[str]:
    """Yield a full name with the Arabic article before its last word spelt otherwise.

    >>> [*of_article("Abdel Fattah el-Sisi")]
    ['Abdel Fattah al-Sisi', 'Abdel Fattah El-Sisi', 'Abdel Fattah Al-Sisi']
    """
    given, _, last = name.rpartition(" ")
    article = _ARTICLE.match(last)
    if given and article and article[0].casefold() in ("al-", "el-"):
        forms = (f"{given} {one}-{last[len(article[0]) :]}" for one in ("al", "el", "El", "Al"))
        yield from (form for form in forms if form != name)


def families(name: str, family: str, others: Iterable[str]) -> Iterator[str]:
    """Yield other ways in which a person is called by the family name alone.

    >>> [*families("Abdel Fattah el-Sisi", "el-Sisi", ())]
    ['Sisi', 'al-Sisi', 'El-Sisi', 'Al-Sisi']
    >>> [*families("Andrés Manuel López Obrador", "Obrador", ())]
    ['López Obrador']
    >>> [*families("Ferdinand Marcos Jr.", "Marcos", ())]
    ['Marcos Jr.']
    >>> [*families("Volodymyr Zelenskyy", "Zelenskyy", ["Volodymyr Zelensky", "The Comedian"])]
    ['Zelensky']
    """
    plain = without_generation(name)
    given, _, last = plain.rpartition(" ")
    article = _ARTICLE.match(family)
    if article:
        bare = family[article.end() :]
        yield from (form for form in (bare, f"al-{bare}", f"el-{bare}") if form != family)
        yield from (form for form in (f"El-{bare}", f"Al-{bare}") if form != family)
    elif family[0].islower():
        yield family[0].upper() + family[1:]
    if family == last and plain.count(" ") > 2 and (pair := _TWO_NAMES.search(plain)):
        yield pair[0]
    if plain != name:
        yield name[len(plain) - len(family) :]
    for other in others:
        first, _, second = without_generation(other).rpartition(" ")
        if first and first == given and second != last:
            yield second


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
