"""Name countries as the Unicode Common Locale Data Repository (CLDR) does."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

#: English adjectives of countries that no rule gives.
_ADJECTIVES = {
    "Argentina": "Argentine", "Australia": "Australian", "Austria": "Austrian",
    "Belgium": "Belgian", "Brazil": "Brazilian", "Britain": "British", "Canada": "Canadian",
    "Chile": "Chilean", "China": "Chinese", "Czech Republic": "Czech", "Denmark": "Danish",
    "Egypt": "Egyptian", "Finland": "Finnish", "France": "French", "Germany": "German",
    "Greece": "Greek", "Hungary": "Hungarian", "India": "Indian", "Indonesia": "Indonesian",
    "Iran": "Iranian", "Iraq": "Iraqi", "Ireland": "Irish", "Israel": "Israeli",
    "Italy": "Italian", "Japan": "Japanese", "Jordan": "Jordanian", "Korea": "Korean",
    "Malaysia": "Malaysian", "Mexico": "Mexican", "Mongolia": "Mongolian",
    "Netherlands": "Dutch", "North Korea": "North Korean", "Norway": "Norwegian",
    "Pakistan": "Pakistani", "Philippines": "Philippine", "Poland": "Polish",
    "Portugal": "Portuguese", "Russia": "Russian", "Saudi Arabia": "Saudi",
    "Singapore": "Singaporean", "South Africa": "South African", "South Korea": "South Korean",
    "Spain": "Spanish", "Sweden": "Swedish", "Switzerland": "Swiss", "Syria": "Syrian",
    "Taiwan": "Taiwanese", "Thailand": "Thai", "Turkey": "Turkish", "Ukraine": "Ukrainian",
    "United Kingdom": "British", "United States": "U.S.", "Vietnam": "Vietnamese",
}  # fmt: skip

#: Countries that have several, or that glossaries call otherwise.
_MORE_ADJECTIVES = {
    "America": ("American",), "Philippines": ("Filipino",), "Republic of Korea": ("Korean",),
    "UK": ("British",), "U.K.": ("British",), "US": ("American",), "U.S.": ("American",),
    "United States": ("American", "US"), "USA": ("American",),
}  # fmt: skip

#: Called otherwise by some.
_DISPUTED = frozenset({"North Korea", "Taiwan"})
#: What Koreans call their country in news, before the name that the CLDR has.
_KOREA = "한국"


def adjective(name: str) -> str:
    """Return the English adjective of a country; empty for other names.

    >>> adjective("China"), adjective("Seoul")
    ('Chinese', '')
    """
    return _ADJECTIVES.get(name, "")


def adjectives(name: str) -> tuple[str, ...]:
    """Return the English adjectives of a country, as they stand before its offices.

    >>> adjectives("China"), adjectives("United States"), adjectives("Seoul")
    (('Chinese',), ('U.S.', 'American', 'US'), ())
    """
    return tuple(filter(None, (adjective(name), *_MORE_ADJECTIVES.get(name, ()))))


def settled() -> tuple[str, ...]:
    """Return the countries that have an adjective of their own, and a name that nobody disputes.

    >>> "China" in settled(), "Taiwan" in settled(), "Britain" in settled()
    (True, False, False)
    """
    return tuple(name for name in _ADJECTIVES if name in names() and name not in _DISPUTED)


@cache
def names() -> Mapping[str, str]:
    """Return the English names of countries and their ISO 3166 codes."""
    from babel import Locale

    return {
        name: code
        for code, name in Locale("en").territories.items()
        if len(code) == 2 and code not in ("EU", "EZ", "UN", "ZZ")
    }


def speaks(country: str, language: str) -> bool:
    """Tell whether a language is official in a country, both by their codes.

    >>> speaks("cn", "zh"), speaks("fr", "ko")
    (True, False)
    """
    from babel.languages import get_official_languages

    official = get_official_languages(country.upper(), de_facto=True)
    return language.lower() in {each.partition("_")[0] for each in official}


def renderings(name: str) -> Mapping[str, str]:
    """Return a country's names in Korean and Chinese by BCP 47 tag; none for other names.

    Of several, with ``|`` between them, the first is the usual one.

    >>> renderings("Vietnam"), renderings("South Korea")["ko"]
    ({'ko': '베트남', 'zh-Hans': '越南'}, '한국|대한민국')
    """
    from babel import Locale

    code = names().get(name)
    if code is None:
        return {}
    chinese = Locale("zh", script="Hans")
    korean = Locale("ko").territories[code]
    usual = f"{_KOREA}|{korean}" if code == "KR" else korean
    return {"ko": usual, "zh-Hans": chinese.territories[code]}
