"""Put a name, a title and a body together in Korean: 손경식 경총 회장, 싱하이밍 주한 중국대사."""

from __future__ import annotations

import re
from functools import cached_property

from workflow.languages.ko import romanized_names
from workflow.languages.names import phrases, shorthand
from workflow.languages.names.phrases import Phrase
from workflow.languages.zh import pinyin

_ACTING = (
    "{} 직무대행", "{} 권한대행", "{} 대행", "{} 직무대리", "{} 직무 대행", "{} 권한 대행",
    "{}직무대행", "{}권한대행", "{}대행", "{} 서리", "임시 {}",
)  # fmt: skip
#: Syllables that are foreigners' family names, and words of every other sentence: *Su*, 수.
_WORDS = frozenset("수본원등")
#: The Arabic article, which news leave out, before a name.
_ARTICLE = re.compile("[알엘]..")
#: Offices of state: 대통령 권한대행, where a company has 회장 직무대행.
_GOVERNING = frozenset({"대통령", "총리", "국무총리"})


class KoreanPhrases(phrases.Phrases):
    """The phrases of Korean."""

    surname_style = "title"
    glosses = True
    possessive = "의"
    brackets = ("(", ")")
    subject = re.compile(
        "(?:(?:그러나|하지만|다만|이어|또|또한|그리고|앞서|이후|한편|그러면서),? )?"
        "(?:그|그녀)[는가] "
    )
    he_or_she = re.compile("(?<![가-힣])(?:그|그녀)(?:는|가|의|도|를|에게) ")

    @cached_property
    def _short(self) -> shorthand.Shorthand:
        return shorthand.tabled(__package__)

    def compose(self, phrase: Phrase) -> tuple[str, ...]:
        """Return 손경식 경총 회장; also 경총 손경식 회장; 손경식 전 경총 회장; 김동연 경기지사."""
        was = "전 " if phrase.former else ""
        if phrase.host:
            host = self._short.capitals.get(phrase.host, phrase.host)
            posted = self._short.syllables.get(host, host)
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
        governor = phrase.title == "지사" and phrase.body.endswith("도")
        return (
            f"{phrase.name} {phrase.body} {phrase.title}",
            f"{phrase.body} {phrase.name} {phrase.title}",
            *((f"{phrase.name} {phrase.body[:-1]}지사",) if governor else ()),
        )

    def acting(self, title: str) -> tuple[str, ...]:
        """Return ``회장 직무대행`` and the like."""
        first, second, *others = _ACTING
        forms = (second, first) if title in _GOVERNING else (first, second)
        return tuple(form.format(title) for form in (*forms, *others))

    def alone(self, name: str, surname: str) -> tuple[str, ...]:
        """Return the last word of a foreigner's name; other surnames need a title after them.

        So do those that Koreans have, and words: 황, 수.

        >>> KoreanPhrases().alone("바샤르 알아사드", "알아사드")  # without the Arabic article
        ('알아사드', '아사드')
        >>> KoreanPhrases().alone("어우양나나", "어우양"), KoreanPhrases().alone("저우란", "저우")
        (('어우양',), ())
        """
        if surname in pinyin.compound_families():
            return (surname,)
        if " " not in name or surname in _WORDS or romanized_names.is_family(surname):
            return ()
        return (surname, surname[1:]) if _ARTICLE.match(surname) else (surname,)

    def polite(self, surname: str) -> tuple[str, ...]:
        """Return ``싱 씨`` and the like."""
        return tuple(f"{surname} {address}" for address in ("씨", "여사", "양", "군", "선생"))
