"""Find sentences with another end mark than their source: the check ``ending``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from workflow import markup
from workflow.languages import is_registered, pack
from workflow.languages.detection.evident_language import likely_language
from workflow.languages.scripts import DENSE
from workflow.model import BlockKind, Entry, Finding, Problem, Sentence, TermUse, say
from workflow.qa.problems import language, placed, sides, warning

#: What may follow the mark at the end.
_CLOSING = " \"'“”‘’˝´`」』》〉»)]）］】⟧\u00a0\n"
#: A comma, where the next sentence continues this one; a quotation has its own end.
_GOES_ON = re.compile(r"[,，、\-–—\"“”'‘’」』》]\s*$")
_KIND = {mark: mark for mark in ".?!…:;"} | {
    **dict.fromkeys("。।۔։።။", "."), "？": "?", "؟": "?", "！": "!", "：": ":", "；": ";"
}  # fmt: skip
_QUESTION = re.compile("[?？؟]")
#: A question that is quoted, or that a sentence follows.
_QUOTED = re.compile('[a-z][?](?:["”]| [A-Z])')
#: The end of a statement within a text, and the letters of an answer.
_STATED = re.compile(r"[.!](?=\s)|[。！]")
_ANSWER = 4
#: Closing marks after a question, and the same followed by a space, after which the speaker no
#: longer asks.
_APART = re.compile(r"[”’\"'」』]+\s")
_CLOSED = frozenset("”’\"'」』")
#: Languages whose sentences end without a full stop, or whose question mark is a semicolon.
_NO_STOP = frozenset({"th", "lo"})
_SEMICOLON = "el"
#: Blocks that are lines of their own, and no sentences.
_HEADINGS = (BlockKind.HEADLINE, BlockKind.HEADING, BlockKind.BOX_TITLE)
#: Where a text ends in the mark of a statement, and in any mark at all.
_STOPPED = re.compile(rf"(?<=[{DENSE}])[.。]$")
_ANY_END = re.compile(r"[.!?:;…。！？：；][\s\"'”’)\]]*$")
_INNER = re.compile(r"[.!?]\s|[。！？](?!$)")


def ending(entry: Entry, target: str, uses: Sequence[TermUse]) -> Iterator[Problem]:
    """Find missing full stops, and questions on one side only.

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
        if asks and (
            _may_turn("polite", source)
            or _is_asked(source, text, target)
            or _has_form("asks_itself", text, target)
        ):
            return
        yield warning("ending", say("the source asks, the translation does not"))
    elif asks and _answered(source, text) and not _may_turn("asked", source):
        yield warning("ending", say("the translation goes on after the question"))
    elif mark not in ("", "?") and _asks_instead(source, text):
        # Others may ask without a mark, as Japanese does with か。
        if _may_turn("wondered", source) or not is_registered(likely_language(source)):
            return
        yield warning("ending", say("the translation asks, the source does not"))


def _is_told(source: str, text: str, target: str) -> bool:
    """Tell whether a translation has no form of the question that its source quotes."""
    known = pack(target).senses.asked("asks") is not None
    return known and bool(_QUOTED.search(source)) and not _has_form("asks", text, target)


def _has_form(use: str, text: str, target: str) -> bool:
    """Tell whether a text has a form of questions."""
    form = pack(target).senses.asked(use)
    return form is not None and bool(form.search(text))


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
    """Tell whether a statement follows the last question of a text whose source has none.

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


def ending_of_article(sentences: Sequence[Sentence], target: str) -> Iterator[Finding]:
    """Find a heading with a full stop that its source does not have.

    Source: Weblate's check "Trailing stop".
    """
    for sentence in sentences:
        entry = sentence.entry
        if sentence.segment.kind not in _HEADINGS or _ANY_END.search(markup.plain(entry.source)):
            continue
        text = entry.text.rstrip()
        if _STOPPED.search(text) and not _INNER.search(text):
            message = say("a full stop that the source does not have")
            yield placed(warning("ending", message, text[:-1]), entry)
