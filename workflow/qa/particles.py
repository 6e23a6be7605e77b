"""Korean particles after words the glossary does not know."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from workflow import markup
from workflow.model import Entry, Finding, TermUse
from workflow.qa.finding import warning

#: Both forms at once, as templates write them: 은(는), 을/를, (으)로.
_BOTH = re.compile(
    r"(?<=[가-힣A-Za-z0-9)”’])(?:은\(는\)|는\(은\)|이\(가\)|가\(이\)|을\(를\)|를\(을\)"
    r"|과\(와\)|와\(과\)|\(으\)로|(?:은/는|이/가|을/를|과/와|으로/로)(?![가-힣]))"
)
#: 를 ends nothing but objects, so after a final consonant it is wrong whatever the word; but for
#: the verb 들르다 (들를 예정이다).
_OBJECT = re.compile(r"(?!(?<![가-힣])들를)[가-힣]를(?![가-힣])")
#: The word that ends there.
_WORD = re.compile(r"[^\s<>\"“”‘’]+$")


def particle(entry: Entry, target: str, terms: Sequence[TermUse]) -> Iterator[Finding]:
    """No 를 after a final consonant and no particle in both forms at once.

    Source: National Institute of Korean Language, Standard Korean Dictionary, entries 을 and 를.
    Particles after the glossary's words are held to their full rules by the check ``terms``.

    Examples:
        >>> found(particle, "the minutes", "회의록을 냈다.")
        []
        >>> found(particle, "the minutes", "회의록를 냈다.")
        ['wrong particle: 회의록를 → 회의록을']
        >>> found(particle, "He will drop in.", "그는 들를 예정이다.")
        []
        >>> found(particle, "the minutes", "회의록을(를) 냈다.")
        ['a particle in both its forms, choose one: 을(를)']
    """
    if target != "ko":
        return
    text = entry.text
    wrong = [match.end() for match in _OBJECT.finditer(text) if _ends_in_consonant(match[0][0])]
    if wrong:
        fix = text
        for end in wrong:
            fix = f"{fix[: end - 1]}을{fix[end:]}"
        words = dict.fromkeys(_before(text, end - 1) for end in wrong)
        changes = ", ".join(f"{word}를 → {word}을" for word in words)
        yield warning("particle", entry, f"wrong particle: {changes}", fix)
    if ("/" in text or "(" in text) and (both := _BOTH.findall(markup.plain(text))):
        yield warning(
            "particle", entry, f"a particle in both its forms, choose one: {', '.join(both)}"
        )


def _before(text: str, end: int) -> str:
    """The word that ends at ``end``, without marks."""
    found = _WORD.search(text, 0, end)
    return found[0] if found else ""


def _ends_in_consonant(syllable: str) -> bool:
    """Whether a Hangul syllable has a final consonant (Unicode Standard, section 3.12)."""
    return (ord(syllable) - ord("가")) % 28 > 0
