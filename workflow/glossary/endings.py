"""What may be written onto a Korean noun and leaves it the same noun: 들, particles, the copula.

The one table of endings for finding names in Korean and for telling whether a rendering stands
there whole. After 들, 측, 님, 씨 come particles, any number of them (에서부터는), then the
copula with its endings. What with a name would be another word (한국인, 김정일) is no ending: 인,
일, 임 alone.
"""

from __future__ import annotations

import re

_NOUNS = "들 측 님 씨 네 등"
_PARTICLES = (
    "에게서 에게로 에게 에서 에다가 에다 에 의 은 는 이 가 을 를 과 와 도 만 으로서 으로써 "
    "으로 로서 로써 로 서 써 부터 까지 께서 께 한테서 한테 하고 더러 보고 보다 처럼 같이 만큼 "
    "만치 마다 조차 마저 밖에 뿐 대로 치고 말고 은커녕 는커녕 커녕 이야말로 야말로 이나마 나마 "
    "이나 나 이란 란 이랑 랑 이든지 이든가 이든 든지 든 이라든지 라든지 이라도 라도 이라야 "
    "라야 이야 야 께선 에선 에겐 한텐 에는 엔 로선 로는 론 요 깨나 따라 마는 만은"
)
#: The copula and what it ends in; the vowel 이 falls away after a vowel.
_COPULA = (
    "이?라[가-힣]{0,3}|이?래[가-힣]{0,3}|이?다|이?며|이?고|이?지만|이?자|이?니까?|이?므로|"
    "이?거나|이?면서?|이?지|이?죠|이?네요?|이?군요?|이?구나|이?냐[가-힣]{0,2}|이?던|"
    "이?었[가-힣]{1,3}|였[가-힣]{1,3}|입니다|입니까|이시[가-힣]{0,3}|이십니다|이세요|"
    "이?에요|예요|이?기[가-힣]?|이?어서|여서|이?어야|여야|이?어도|여도|인데[가-힣]{0,2}|"
    "인지[가-힣]?|인가[가-힣]?|인즉|인양|일지[가-힣]{0,2}|일까[가-힣]?|일수록|임에도|임을|임이|"
    "이?여"
)
_ENDINGS = re.compile(
    f"(?:{'|'.join(_NOUNS.split())})?"
    f"(?:{'|'.join(sorted(_PARTICLES.split(), key=len, reverse=True))})*(?:{_COPULA})?"
)
#: Endings that only a vowel can have before them: after a consonant they make another name.
_AFTER_VOWEL = re.compile("[가나자고며다라랑여면지죠던냐니로]$")
#: Syllables; no real ending is longer, and a longer one could be read in too many ways.
_LONGEST = 12
_HANGUL_RUN = re.compile("[가-힣]*")
_RIEUL = 8


def end_at(text: str, place: int) -> bool:
    """Tell whether nothing but endings follow a noun that ends at ``place``, up to the next word.

    >>> end_at("경총에서부터는", 2), end_at("경총하고", 2)
    (True, True)
    >>> end_at("경총회장은", 2), end_at("한국인", 2)
    (False, False)
    """
    run = _HANGUL_RUN.match(text, place)
    return bool(run and len(run[0]) <= _LONGEST and _ENDINGS.fullmatch(run[0]))


def agrees(text: str, place: int) -> bool:
    """Tell whether a single syllable after a noun can be its ending as that noun is pronounced.

    >>> agrees("김민자", 2), agrees("이미자", 2), agrees("한국가 ", 2), agrees("한국는", 2)
    (False, True, False, True)
    """
    run = _HANGUL_RUN.match(text, place)
    if run is None or len(run[0]) != 1 or not "가" <= text[place - 1] <= "힣":
        return True
    final = (ord(text[place - 1]) - ord("가")) % 28
    return not final or not _AFTER_VOWEL.match(run[0]) or (run[0] == "로" and final == _RIEUL)
