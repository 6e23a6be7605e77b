"""How Korean, Chinese and English put a name, a title and a body together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from workflow.glossary.states import SYLLABLES
from workflow.languages import countries


@dataclass(frozen=True, slots=True)
class Phrase:
    """The renderings of a composite's parts in one language; absent ones are empty.

    ``former``: the person had the title once.
    """

    name: str
    surname: bool
    title: str = ""
    body: str = ""
    host: str = ""
    former: bool = False


def _korean(phrase: Phrase) -> tuple[str, ...]:
    """``손경식 경총 회장``; also ``경총 손경식 회장``; ``손경식 전 경총 회장``."""
    was = "전 " if phrase.former else ""
    if phrase.host:
        posted = SYLLABLES["ko"].get(phrase.host, phrase.host)
        gaps = ("", " ") if phrase.body else ("",)
        return tuple(
            f"{phrase.name} {was}주{posted} {phrase.body}{gap}{phrase.title}" for gap in gaps
        )
    if not phrase.body:
        return (f"{phrase.name} {was}{phrase.title}",)
    if was:
        return (
            f"{phrase.name} 전 {phrase.body} {phrase.title}",
            f"{phrase.name} {phrase.body} 전 {phrase.title}",
            f"{phrase.body} {phrase.name} 전 {phrase.title}",
        )
    return (
        f"{phrase.name} {phrase.body} {phrase.title}",
        f"{phrase.body} {phrase.name} {phrase.title}",
    )


def _chinese(phrase: Phrase) -> tuple[str, ...]:
    """``韩国经总会长孙京植``, ``邢海明大使``, ``邢大使``; long titles come before the name."""
    was = "前" if phrase.former else ""
    office = f"{was}{phrase.body}{phrase.title}"
    if phrase.host:
        office = f"{was}{phrase.body}驻{phrase.host}{phrase.title}"
    before, after = f"{office}{phrase.name}", f"{phrase.name}{was}{phrase.title}"
    if phrase.surname:
        return (f"{phrase.body}{after}",)
    if phrase.body:
        return before, f"{phrase.body}{after}"
    return (after, before) if len(phrase.title) <= 3 else (before, after)


def _english(phrase: Phrase) -> tuple[str, ...]:
    """``KEF Chairman Sohn Kyung-shik``; also ``Sohn Kyung-shik, Chairman of KEF``.

    ``Chinese Premier Li Qiang``: of countries English has an adjective there.
    """
    adjective = countries.adjective(phrase.body)
    was = "former " if phrase.former else ""
    if phrase.host:
        of = f"{phrase.body}'s " if phrase.body else ""
        national = (f"{was}{adjective} {phrase.title} to {phrase.host} {phrase.name}",)
        return (
            f"{was}{of}{phrase.title} to {phrase.host} {phrase.name}",
            f"{phrase.name}, {was}{of}{phrase.title} to {phrase.host}",
            *(national if adjective else ()),
        )
    if not phrase.body:
        whole = () if phrase.surname else (f"{phrase.name}, {was}{phrase.title}",)
        return (f"{was}{phrase.title} {phrase.name}", *whole)
    theirs = (adjective, f"{phrase.body}'s", phrase.body) if adjective else (phrase.body,)
    return (
        *(f"{was}{of} {phrase.title} {phrase.name}" for of in theirs),
        f"{phrase.name}, {was}{phrase.title} of {phrase.body}",
        f"{was}{phrase.title} {phrase.name} of {phrase.body}",
    )


#: How an office is called that somebody has for the time being.
ACTING: Mapping[str, tuple[str, ...]] = {
    "en": ("acting {}", "interim {}"),
    "ko": (
        "{} 직무대행", "{} 권한대행", "{} 대행", "{} 직무대리", "{} 직무 대행", "{} 권한 대행",
        "{}직무대행", "{}권한대행", "{}대행", "{} 서리", "임시 {}",
    ),
    "zh": ("代理{}", "代{}", "署理{}", "临时{}", "看守{}"),
}  # fmt: skip
#: Offices of state: 대통령 권한대행, where a company has 회장 직무대행.
_GOVERNING = frozenset({"대통령", "총리", "국무총리"})
_LANGUAGES: Mapping[str, Callable[[Phrase], tuple[str, ...]]] = {
    "ko": _korean,
    "zh": _chinese,
    "en": _english,
}


def composer(tag: str) -> Callable[[Phrase], tuple[str, ...]] | None:
    """Return what puts a phrase together in a language, its preferred way first, or None."""
    return _LANGUAGES.get(tag.partition("-")[0])


def acting(title: str, tag: str) -> tuple[str, ...]:
    """Return the ways to say that an office is held for the time being: 회장 직무대행, 代理会长."""
    forms = ACTING.get(tag.partition("-")[0], ("{}",))
    if title in _GOVERNING:
        forms = (forms[1], forms[0], *forms[2:])
    return tuple(form.format(title) for form in forms)


def polite(surname: str, tag: str) -> tuple[str, ...]:
    """``싱 씨``, ``邢先生``, ``邢女士``, ``Ms. Xing``; nothing in other languages."""
    if not surname:
        return ()
    if tag == "ko":
        return tuple(f"{surname} {address}" for address in ("씨", "여사", "양", "군", "선생"))
    if tag.startswith("zh"):
        return tuple(f"{surname}{address}" for address in ("先生", "女士", "小姐", "太太"))
    if tag != "en":
        return ()
    return tuple(
        f"{address} {surname}" for address in ("Ms.", "Mr.", "Mrs.", "Ms", "Mr", "Mrs", "Miss")
    )


def bracket(text: str, tag: str) -> str:
    """Return a text in the brackets of a language: （韩国经总）, (경총)."""
    if tag.startswith("zh"):
        return f"（{text}）"
    return f"({text})" if tag == "ko" else f" ({text})"
