"""Find marks of another width or language, and marks twice: the check ``punctuation``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from workflow import markup
from workflow.languages import is_registered, pack
from workflow.languages.orthography.slips import PAUSES
from workflow.languages.scripts import letters
from workflow.model import Entry, Problem, TermUse, say
from workflow.qa.problems import warning
from workflow.qa.typography.quoted_speech import foreign
from workflow.qa.typography.spelling import repair_of

_FULL = {".": "。", "?": "？", "!": "！", ":": "：", ";": "；", ",": "，", "(": "（", ")": "）"}


_FULL_WIDTH = re.compile(r"[，。：；？！（）]")
#: Half-width marks that may be wrong.
_NARROW = re.compile(r"[,;?!.(:]")
#: What a sentence has, and a line of its own kind has not.
_FULL_STOP = re.compile("[，。]")
_HALF = str.maketrans("，。：；？！（）、", ",.:;?!(),")
_WIDE_ASCII = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]+")
_TWO = re.compile(r"[,，、;；:：。.][,，、;；:：。.]")
_TWICE = re.compile(
    r"([,，、;；:：。])\1+(?!\1)|。\.|\.。|[，,、][。.](?!\d|\.)|(?<![.…])\.\.(?!\.)"
)


@cache
def _half_width(scripts: tuple[str, ...]) -> re.Pattern[str]:
    """Return where a half-width mark is certainly wrong beside letters of some scripts."""
    own = letters(*scripts)
    return re.compile(
        rf"[,;?!](?=[{own}“‘（《「『\s]|$)(?<=[{own}”’）》」』].)"
        rf"|\.(?=[”’」』）)\s]*$)(?<=[{own}”）》」』]\.)"
    )


@cache
def _narrow_in_prose(scripts: tuple[str, ...], *, colons: bool, glosses: bool) -> re.Pattern[str]:
    """Return half-width brackets around letters of some scripts, and what else counts.

    Brackets are wrong in a text that has marks of full width besides; colons, and brackets around
    nothing but Latin letters, only in one that has such marks of full width: else they are a style.

    Source: of the brackets around Latin letters, 21 % are of half width in the Chinese NTREX-128,
    58 % in FLORES-200, 13 to 100 % in five translations of WMT's news; of others, 0 to 8 %.
    """
    own = letters(*scripts)
    inside = rf"[^()（）]{{0,60}}?[{own}][^()（）]{{0,60}}"
    colon = rf":(?=[{own}“‘（《])(?<=[{own}”’）》].)|" if colons else ""
    end = rf"(?=[{own}，。；：？！、”]|$)"
    gloss = rf"|(?<=[{own}])\([A-Za-z][A-Za-z .&-]*\){end}" if glosses else ""
    return re.compile(rf"{colon}(?<=[{own}A-Za-z0-9，。”》])\({inside}\){end}{gloss}")


def _widening(text: str, scripts: tuple[str, ...]) -> tuple[list[str], str]:
    """Return the marks of a text that should be of full width, and the text with those."""
    if not _NARROW.search(text):
        return [], text
    narrow = _half_width(scripts)
    marks, fix = narrow.findall(text), narrow.sub(_widened, text)
    if ("(" in text or ":" in text) and _FULL_STOP.search(text):
        in_prose = _narrow_in_prose(
            scripts, colons="：" in text or "、" in text, glosses="（" in text
        )
        marks += in_prose.findall(text)
        fix = in_prose.sub(_widened, fix)
    return marks, fix


def _widened(match: re.Match[str]) -> str:
    """Return marks in full width, leaving what they enclose."""
    first, last = match[0][0], match[0][-1]
    return _FULL[first] if len(match[0]) == 1 else f"{_FULL[first]}{match[0][1:-1]}{_FULL[last]}"


def punctuation(entry: Entry, target: str, uses: Sequence[TermUse]) -> Iterator[Problem]:
    """Find marks of another width than the language writes, and marks that stand twice.

    Source: GB/T 15834-2011 (Chinese punctuation); 한글 맞춤법, appendix 문장 부호 (2014).

    Examples:
        >>> found(punctuation, "Trade grew, he said.", "他说，贸易增长。")
        []
        >>> found(punctuation, "Trade grew, he said.", "他说,贸易增长。")
        ['half-width marks instead of full-width ones: ,']
        >>> found(punctuation, "Trade (exports) grew, he said.", "他说，贸易(出口)增长。")
        ['half-width marks instead of full-width ones: (出口)']
        >>> found(punctuation, "Trade grew.", "교역이 늘었다。")
        ['full-width marks instead of half-width ones: 。']
    """
    writing = pack(target).writing
    text = entry.text
    marks, fix = _widening(text, writing.scripts) if writing.full_width else ([], text)
    if marks:
        message = say("half-width marks instead of full-width ones: {text}", text=" ".join(marks))
        yield warning("punctuation", message, fix)
    elif writing.dense and not writing.full_width and (marks := _FULL_WIDTH.findall(text)):
        fix = re.sub(r"[，。：；？！](?=[^\W\d_])", r"\g<0> ", text).translate(_HALF)
        message = say("full-width marks instead of half-width ones: {text}", text=" ".join(marks))
        yield warning("punctuation", message, fix)
    # Japanese newspapers print single digits in full width.
    if not text.isascii() and is_registered(target) and (wide := _WIDE_ASCII.findall(text)):
        fix = _WIDE_ASCII.sub(lambda match: _narrow(match[0]), text)
        message = say("full-width letters or digits: {text}", text=" ".join(wide))
        yield warning("punctuation", message, fix)
    if repair := repair_of(entry, target, "marks", uses):
        message = say("marks of another language: {text}", text=repair.changes)
        yield warning("punctuation", message, repair.text)
    yield from foreign(entry, target)
    for pause in pack(target).slips.found(PAUSES, text):
        beside = text[max(0, pause.start - 6) : pause.end + 6]
        yield warning("punctuation", say("a comma seems due between clauses: {text}", text=beside))
    plain = markup.plain(text)
    if not _TWO.search(plain):
        return
    if (twice := _TWICE.search(plain)) and twice[0] not in entry.source:
        yield warning("punctuation", say("two marks in a row: {text}", text=twice[0]))


def _narrow(text: str) -> str:
    return "".join(chr(ord(character) - 0xFEE0) for character in text)
