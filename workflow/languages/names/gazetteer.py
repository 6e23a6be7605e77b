"""Name places as the Unicode CLDR does, and as ``places.tsv`` does where it lacks them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from workflow.languages import common_words
from workflow.languages.meaning import places
from workflow.languages.names import countries

#: Sources of renderings, for notes in a glossary.
_CLDR, _OWN = "names of places in the Unicode CLDR", "list of places (places.tsv)"


@cache
def names() -> Mapping[str, Mapping[str, str]]:
    """Return the entry of each place by its English name: ``ko``, ``zh-Hans``, ``basis``."""
    found: dict[str, Mapping[str, str]] = {}
    for name, each in [*_regions().items(), *_cities().items()]:
        found[name] = {**each, "basis": _CLDR}
    found |= {
        name: {**countries.renderings(name), "basis": "names of countries in the Unicode CLDR"}
        for name in countries.names()
    }
    return found | {name: {**each, "basis": _OWN} for name, each in _own().items()}


def renderings(name: str) -> tuple[Mapping[str, str], str]:
    """Return a place's names by BCP 47 tag, and their source; none for other names.

    >>> renderings("Guizhou")[0], renderings("Cairo")[0]
    ({'ko': '구이저우', 'zh-Hans': '贵州'}, {'ko': '카이로', 'zh-Hans': '开罗'})
    """
    base = name.removesuffix(" Province")
    known = names().get(base, {})
    if base != name and known:
        return _of_province(base, known)
    told = {tag: form.split("|")[0] for tag, form in known.items() if tag != "basis"}
    return told, known.get("basis", "")


def called(form: str, tag: str) -> tuple[Mapping[str, str], str]:
    """Return the other names of a place by one of them, and their source.

    None where two places are called so.

    >>> called("波兰", "zh-Hans")[0], called("나이지리아", "ko")[0]
    ({'en': 'Poland', 'ko': '폴란드'}, {'en': 'Nigeria', 'zh-Hans': '尼日利亚'})
    """
    found = _by_form(tag).get(form, ())
    sure = [name for name in found if name in countries.names()] or found
    if len(sure) != 1:
        return {}, ""
    forms = {"en": sure[0], **names()[sure[0]]}
    basis = forms.pop("basis")
    return {each: text.split("|")[0] for each, text in forms.items() if each != tag}, basis


def country(form: str, tag: str) -> str:
    """Return the ISO 3166 code of the country that has a name; empty for other names.

    >>> country("中国", "zh-Hans"), country("영국", "ko"), country("首尔", "zh-Hans")
    ('CN', 'GB', '')
    """
    names_of = {"en": [form]}.get(tag) or _by_form(tag).get(form, ())
    codes = {countries.names()[name] for name in names_of if name in countries.names()}
    return codes.pop() if len(codes) == 1 else ""


@cache
def countries_in(tag: str) -> Mapping[str, str]:
    """Return what countries are called in a language, the longer names first, and their codes.

    >>> countries_in("ko")["영국"], countries_in("zh-Hans")["英国"]
    ('GB', 'GB')
    """
    codes = {form: country(form, tag) for form in sorted(_by_form(tag), key=len, reverse=True)}
    return {form: code for form, code in codes.items() if code}


@cache
def _by_form(tag: str) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for name, forms in names().items():
        for form in forms[tag].split("|"):
            found.setdefault(form, []).append(name)
    return found


def _of_province(base: str, known: Mapping[str, str]) -> tuple[Mapping[str, str], str]:
    """Return the names of a Chinese province with the word for one; of no other country's."""
    from workflow.languages.zh import pinyin

    if known["ko"] != pinyin.to_hangul(base):
        return {}, ""
    han = known["zh-Hans"].removesuffix("省")
    return {"ko": f"{known['ko']}성", "zh-Hans": f"{han}省"}, known["basis"]


def _regions() -> dict[str, dict[str, str]]:
    """Return continents and their large parts, as the United Nations divide them (UN M49)."""
    from babel import Locale

    english: Mapping[str, str] = Locale("en").territories
    korean: Mapping[str, str] = Locale("ko").territories
    chinese = Locale("zh", script="Hans").territories
    return {
        english[code]: {"ko": korean[code], "zh-Hans": chinese[code]}
        for code in english
        if code.isdecimal() and code != "001"
    }


def _own() -> dict[str, dict[str, str]]:
    """Read the list; Hangul of Chinese places follows from their pinyin."""
    from workflow.languages.zh import pinyin

    return {
        name: {"ko": korean or pinyin.to_hangul(name), "zh-Hans": chinese}
        for name, korean, chinese in places.listed()
    }


def _cities() -> dict[str, dict[str, str]]:
    """Return the cities that time zones are called after: ``Europe/Paris``."""
    from babel import Locale

    english: Mapping[str, Mapping[str, str]] = Locale("en").time_zones
    korean: Mapping[str, Mapping[str, str]] = Locale("ko").time_zones
    chinese = Locale("zh", script="Hans").time_zones
    words = common_words.every("en") - {"rome", "manila", "phoenix", "anchorage"}
    found: dict[str, dict[str, str]] = {}
    for zone in korean:
        area, _, city = zone.partition("/")
        name = english.get(zone, {}).get("city") or city.replace("_", " ")
        forms = [known.get(zone, {}).get("city") for known in (korean, chinese)]
        plain = area != "Etc" and "," not in name and name.lower() not in words
        if plain and all(forms):
            found[name] = {"ko": str(forms[0]), "zh-Hans": str(forms[1])}
    return found
