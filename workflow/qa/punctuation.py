"""Punctuation in the style of the target language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from workflow import markup
from workflow.languages import pack
from workflow.languages.evident_language import likely_language
from workflow.languages.scripts import letters
from workflow.languages.slips import PAUSES
from workflow.model import Entry, Problem, TermUse, say
from workflow.qa.problems import language, sides, warning
from workflow.qa.quoted_speech import foreign
from workflow.qa.slip_repairs import repair_of

#: What may follow the mark at the end.
_CLOSING = " \"'“”‘’˝´`」』》〉»)]）］】⟧\u00a0\n"
#: A comma, where the next sentence continues this one; a quotation has its own end.
_GOES_ON = re.compile(r"[,，、\-–—\"“”'‘’」』》]\s*$")
_FULL = {".": "。", "?": "？", "!": "！", ":": "：", ";": "；", ",": "，", "(": "（", ")": "）"}
_KIND = {mark: mark for mark in ".?!…:;"} | {
    **dict.fromkeys("。।۔։።။", "."), "？": "?", "؟": "?", "！": "!", "：": ":", "；": ";"
}  # fmt: skip
_QUESTION = re.compile("[?？؟]")
#: A question that is quoted, or that a sentence follows.
_QUOTED = re.compile('[a-z][?](?:["”]| [A-Z])')
#: The end of a statement within a text, and the letters of an answer.
_STATED = re.compile(r"[.!](?=\s)|[。！]")
_ANSWER = 4
#: Marks that close what asks, and the same with a space behind them: he asks no longer.
_APART = re.compile(r"[”’\"'」』]+\s")
_CLOSED = frozenset("”’\"'」』")
#: Languages whose sentences end without a full stop, or whose question mark is a semicolon.
_NO_STOP = frozenset({"th", "lo"})
_SEMICOLON = "el"


def ending(entry: Entry, target: str, uses: Sequence[TermUse]) -> Iterator[Problem]:
    """Find a missing full stop, and a question that is none on the other side.

    Source: Weblate's checks "Trailing stop" and "Trailing question", with each language's own
    marks (GB/T 15834-2011 for Chinese, the appendix of 한글 맞춤법 for Korean). Exclamation marks,
    colons and semicolons may become full stops; a quoted question may end in a mark or not.

    Examples:
        >>> found(ending, "Trade grew.", "贸易增长。")
        []
        >>> found(ending, "Trade grew.", "贸易增长")
        ['the full stop at the end is missing']
        >>> found(ending, "Trade grew.", "⟦Tràdé gréw.⟧")
        []
        >>> found(ending, "Did trade grow?", "교역이 늘었다.")
        ['the source asks, the translation does not']
    """
    source, text = sides(entry)
    code = language(target)
    if code == _SEMICOLON:
        text = text.replace(";", "?")
    asked = list(question(entry, target, uses))
    yield from asked
    stops = code not in _NO_STOP and _mark(source) == "."
    if not asked and stops and not _mark(text) and not _GOES_ON.search(text):
        yield warning("ending", say("the full stop at the end is missing"))


def question(entry: Entry, target: str, uses: Sequence[TermUse]) -> Iterator[Problem]:
    """Yield whether one side asks and the other does not."""
    source, text = sides(entry)
    code = language(target)
    if code == _SEMICOLON:
        text = text.replace(";", "?")
    mark = _mark(source)
    asks = mark == "?"
    unasked = code not in _NO_STOP and not _QUESTION.search(text)
    if unasked and (asks or _is_told(source, text, target)):
        if asks and (_may_turn("polite", source) or _is_asked(source, text, target)):
            return
        yield warning("ending", say("the source asks, the translation does not"))
    elif asks and _answered(source, text) and not _may_turn("asked", source):
        yield warning("ending", say("the translation goes on after the question"))
    elif mark not in ("", "?") and _asks_instead(source, text):
        if _may_turn("wondered", source):
            return
        yield warning("ending", say("the translation asks, the source does not"))


def _is_told(source: str, text: str, target: str) -> bool:
    """Tell whether nothing in a translation may tell the question that its source quotes."""
    asks = pack(target).senses.asked("asks")
    return asks is not None and bool(_QUOTED.search(source)) and not asks.search(text)


def _is_asked(source: str, text: str, target: str) -> bool:
    """Tell whether both sides tell that somebody asks: *why, asked the widow*, 왜냐고 물었다."""
    asked = pack(target).senses.asked("asked")
    return bool(asked and asked.search(text) and _may_turn("asked", source))


def _may_turn(kind: str, source: str) -> bool:
    """Tell whether a translation may ask what its source tells, or the other way round."""
    words = pack(likely_language(source)).talk.get(kind)
    return bool(words and words.search(source))


def _asks_instead(source: str, text: str) -> bool:
    return bool(_QUESTION.match(text.rstrip()[-1:])) and not _QUESTION.search(source)


def _answered(source: str, text: str) -> bool:
    """Tell whether a statement stands behind the last question of a text whose source has none.

    Only where the source is one sentence, that question, or has as many questions.
    """
    stops = len(_STATED.findall(source))
    questions = len(_QUESTION.findall(source))
    parts = _QUESTION.split(text)
    rest = parts[-1].strip(_CLOSING)
    if parts[-1][:1] in _CLOSED and not _APART.match(parts[-1]):
        return False
    return not stops and len(parts) - 1 == questions and len(rest) >= _ANSWER and _mark(rest) == "."


def _mark(text: str) -> str:
    """Return the mark at the end of a text in half width; an empty string without one."""
    return _KIND.get(text.rstrip(_CLOSING)[-1:], "")


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
def _narrow_in_prose(scripts: tuple[str, ...], colons: bool) -> re.Pattern[str]:
    """Return half-width brackets around letters of some scripts, and colons if they count.

    Brackets are wrong in a text that has marks of full width besides, colons only in one that has
    such colons: else they are a style.
    """
    own = letters(*scripts)
    inside = rf"[^()（）]{{0,60}}?[{own}][^()（）]{{0,60}}"
    colon = rf":(?=[{own}“‘（《])(?<=[{own}”’）》].)|" if colons else ""
    named = rf"|(?<=[{own}])\([A-Za-z][A-Za-z .&-]*\)(?=[{own}，。；：？！、”]|$)"
    return re.compile(
        rf"{colon}(?<=[{own}A-Za-z0-9，。”》])\({inside}\)(?=[{own}，。；：？！、”]|$){named}"
    )


def _widening(text: str, scripts: tuple[str, ...]) -> tuple[list[str], str]:
    """Return the marks of a text that should be of full width, and the text with those."""
    if not _NARROW.search(text):
        return [], text
    narrow = _half_width(scripts)
    marks, fix = narrow.findall(text), narrow.sub(_widened, text)
    if ("(" in text or ":" in text) and _FULL_STOP.search(text):
        in_prose = _narrow_in_prose(scripts, colons="：" in text or "、" in text)
        marks += in_prose.findall(text)
        fix = in_prose.sub(_widened, fix)
    return marks, fix


def _widened(match: re.Match[str]) -> str:
    """Return marks in full width, and what they enclose as it is."""
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
    if not text.isascii() and (wide := _WIDE_ASCII.findall(text)):
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
