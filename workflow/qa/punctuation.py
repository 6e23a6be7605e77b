"""Punctuation in the style of the target language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from workflow import markup
from workflow.languages import pack
from workflow.languages.scripts import letters
from workflow.model import Entry, Problem, TermUse, say
from workflow.qa.problems import language, sides, warning

#: What may follow the mark at the end.
_CLOSING = " \"'“”‘’˝´`」』》〉»)]）］】⟧\u00a0\n"
#: A comma, where the next sentence continues this one; a quotation has its own end.
_GOES_ON = re.compile(r"[,，、\-–—\"“”'‘’」』》]\s*$")
_FULL = {".": "。", "?": "？", "!": "！", ":": "：", ";": "；", ",": "，", "(": "（", ")": "）"}
_KIND = {mark: mark for mark in ".?!…:;"} | {
    **dict.fromkeys("。।۔։።။", "."), "？": "?", "؟": "?", "！": "!", "：": ":", "；": ";"
}  # fmt: skip
_QUESTION = re.compile("[?？؟]")
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
    asks = _mark(source) == "?"
    if asks and code not in _NO_STOP and not _QUESTION.search(text):
        yield warning("ending", say("the source asks, the translation does not"))
    elif not asks and _QUESTION.match(text.rstrip()[-1:]) and not _QUESTION.search(source):
        yield warning("ending", say("the translation asks, the source does not"))


def _mark(text: str) -> str:
    """Return the mark at the end of a text in half width; an empty string without one."""
    return _KIND.get(text.rstrip(_CLOSING)[-1:], "")


_FULL_WIDTH = re.compile(r"[，。：；？！（）]")
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


def punctuation(entry: Entry, target: str, uses: Sequence[TermUse]) -> Iterator[Problem]:
    """Find marks of another width than the language writes, and marks that stand twice.

    Source: GB/T 15834-2011 (Chinese punctuation); 한글 맞춤법, appendix 문장 부호 (2014).

    Examples:
        >>> found(punctuation, "Trade grew, he said.", "他说，贸易增长。")
        []
        >>> found(punctuation, "Trade grew, he said.", "他说,贸易增长。")
        ['half-width marks instead of full-width ones: ,']
        >>> found(punctuation, "Trade grew.", "교역이 늘었다。")
        ['full-width marks instead of half-width ones: 。']
    """
    writing = pack(target).writing
    text = entry.text
    narrow = _half_width(writing.scripts)
    if writing.full_width and (marks := narrow.findall(text)):
        fix = narrow.sub(lambda match: _FULL[match[0]], text)
        message = say("half-width marks instead of full-width ones: {text}", text=" ".join(marks))
        yield warning("punctuation", message, fix)
    elif writing.dense and not writing.full_width and (marks := _FULL_WIDTH.findall(text)):
        fix = re.sub(r"[，。：；？！](?=[^\W\d_])", r"\g<0> ", text).translate(_HALF)
        message = say("full-width marks instead of half-width ones: {text}", text=" ".join(marks))
        yield warning("punctuation", message, fix)
    if wide := _WIDE_ASCII.findall(text):
        fix = _WIDE_ASCII.sub(lambda match: _narrow(match[0]), text)
        message = say("full-width letters or digits: {text}", text=" ".join(wide))
        yield warning("punctuation", message, fix)
    plain = markup.plain(text)
    if not _TWO.search(plain):
        return
    if (twice := _TWICE.search(plain)) and twice[0] not in entry.source:
        yield warning("punctuation", say("two marks in a row: {text}", text=twice[0]))


def _narrow(text: str) -> str:
    return "".join(chr(ord(character) - 0xFEE0) for character in text)
