"""Write Japanese persons' names in Hangul, by the Japanese table of 외래어 표기법.

Table 4 and its rules: か, た and their rows are 가, 다 at the beginning of a word and 카, 타
inside, つ is 쓰, ん is a final ㄴ, っ a final ㅅ, and long vowels are not written. English has the
family name last, Korean has it first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from workflow.languages.tables import FactTable
from workflow.languages.zh import pinyin

#: The rule, for notes in a glossary.
RULE = "Hangul by the Japanese table of 외래어 표기법"
_TABLE = FactTable(__package__, "japanese.tsv")
_LONG = re.compile(r"(?<=o)[ou](?![aeiouy])|(?<=u)u|(?<=o)h(?![aeiouy])")
_MORA = re.compile(
    r"(?P<double>([kstp])(?=\2)|t(?=ch))?(?P<on>ky|gy|sh|ch|ts|ny|hy|by|py|my|ry|[kgsztdnhfbpmyrwj]?)"
    r"(?P<vowel>[aiueo])(?P<n>[nm](?![aiueoy])'?|n(?=ya|ichi))?"
)
_LONGEST = 24


def to_hangul(name: str) -> str:
    """Write a Japanese person's name in Hangul, family name first; empty for other names.

    >>> to_hangul("Tanaka Kakuei"), to_hangul("Shunsuke Morinaga"), to_hangul("Maria Sato Lopez")
    ('다나카 가쿠에이', '모리나가 슌스케', '')
    >>> to_hangul("Shinya Yamanaka"), to_hangul("Junichiro Koizumi")
    ('야마나카 신야', '고이즈미 준이치로')
    """
    words = name.split()
    known = not _TABLE.word_set("family").isdisjoint(words)
    if len(words) != 2 or not (known or _ends_as_one(words)):
        return ""
    family = surname(name)
    given = words[0] if family == words[1] else words[1]
    forms = [_word(family), _word(given)]
    return " ".join(forms) if all(forms) else ""


def surname(name: str) -> str:
    """Return the family name in a Japanese's full name, of two words; empty for others.

    >>> surname("Shigeru Ishiba"), surname("Ishiba Shigeru"), surname("石破茂")
    ('Ishiba', 'Ishiba', '')
    """
    words, families = name.split(), _TABLE.word_set("family")
    if len(words) != 2:
        return ""
    return words[0] if words[0] in families and words[1] not in families else words[1]


def is_spelled(name: str) -> bool:
    """Tell whether a name has Japanese syllables, and is not pinyin.

    >>> is_spelled("Rei Takemi"), is_spelled("Lisa Su"), is_spelled("Wang Yi")
    (True, False, False)
    """
    words = name.split()
    return len(words) == 2 and all(map(_word, words)) and not pinyin.is_person(name)


def _ends_as_one(words: Sequence[str]) -> bool:
    """Tell whether given and family name end as Japanese ones do: *Shunsuke Morinaga*."""
    given, family = (word.lower() for word in words)
    return given.endswith(_TABLE.words("given_end")) and family.endswith(_TABLE.words("family_end"))


def _word(word: str) -> str:
    """Write one word in Hangul; empty if it is not Japanese."""
    text = _LONG.sub("", word.lower().replace("-", "")[:_LONGEST])
    moras, written, at = _TABLE.values("mora"), "", 0
    while at < len(text):
        mora = _MORA.match(text, at)
        sound = mora["on"] + mora["vowel"] if mora else ""
        hangul = moras.get(f"-{sound}" if written else sound, "") or moras.get(sound, "")
        if mora is None or not hangul:
            return ""
        if mora["double"] and written:
            written = written[:-1] + _with_final(written[-1], "ㅅ")
        written += _with_final(hangul, "ㄴ") if mora["n"] else hangul
        at = mora.end()
    return written


def _with_final(syllable: str, final: str) -> str:
    """Add a final consonant to an open syllable."""
    code = ord(syllable) - ord("가")
    return chr(ord(syllable) + {"ㄴ": 4, "ㅅ": 19}[final]) if code % 28 == 0 else syllable
