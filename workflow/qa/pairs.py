"""Quotation marks and brackets come in pairs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from workflow import markup
from workflow.languages.characters import Exchange
from workflow.languages.scripts import DENSE
from workflow.model import Entry, Message, Problem, TermUse, say
from workflow.qa import quoted_speech
from workflow.qa.problems import warning

_PAIRED_QUOTES = ("「」", "『』", "《》", "〈〉", "«»")
_ANY_PAIRED = re.compile(f"[{''.join(_PAIRED_QUOTES)}]")
#: Those around a title: it ends with its sentence, whatever is quoted.
_TITLES = ("《》", "〈〉")
#: Whether straight or curly, in whatever direction: what counts is that there are two.
_DOUBLE = re.compile('[“”„"＂]')
_BRACKETS = ("()", "[]", "{}", "【】", "〔〕")
_narrowed = Exchange(dict(zip("（）［］｛｝", "()[]{}", strict=True)))
_SHOWN = re.compile(r"[(){}\[\]【】〔〕（）［］｛｝]")
#: A smiley, and a bracket that only ends a number: ``1)``, ``a)``, ``가)``.
_ALONE = re.compile(
    r"[:;=：；]-?[()\[\]]|(?:^|(?<=[\s：:，,；;。]))(?:\d{1,2}|[A-Za-z가나다라마바사아자차카타파하])\)"
)
#: Single quotes as English sets them: a quotation may go on in the next sentence.
_OPENED = re.compile(r"(?<!\w)['‘](?=\w)")
_CLOSED = re.compile(rf"(?<=[\w.,!?)])(?:['’](?!\w)|’(?=[{DENSE}]))")
#: What may be the possessive of a plural instead: the workers' song.
_POSSESSIVE = re.compile(r"s['’](?= \w)")


def quotes(entry: Entry, target: str, uses: Sequence[TermUse]) -> Iterator[Problem]:
    """Find a quotation mark without its partner, and a quotation that has lost its marks.

    One without a partner is right where the source leaves one open as well, and may be where a
    speech goes on: the article around it shows that (:func:`quoted_speech.unpaired`).

    Source: a quotation of several sentences opens in one entry and closes in another, so what
    counts is the source's own balance. Marks of the wrong shape (“so“) are left to the eye: human
    translations are full of them.

    Examples:
        >>> found(quotes, '"We agree," he said.', "그는 “동의한다”고 말했다.")
        []
        >>> found(quotes, '"We agree. We always did.', "“同意。")
        []
        >>> found(quotes, '"We agree," he said.', "그는 “동의한다고 말했다.")
        ['a quotation mark is missing']
        >>> found(quotes, '"We agree with all of it," he said.', "我们完全同意，他说。")
        ['the source quotes, the translation has no quotation marks']
        >>> found(quotes, 'The workers’ song is "Home".', "노동자들의 노래는 “집이다.")
        ['a quotation mark is missing']
        >>> found(quotes, "the Accord", "《协定")
        ['《 without a matching 》']
    """
    yield from quoted_speech.lost(entry, target)
    text = markup.plain(entry.text)
    odd = len(_DOUBLE.findall(text)) % 2
    pairs = _PAIRED_QUOTES if _ANY_PAIRED.search(text) else ()
    uneven = [pair for pair in pairs if text.count(pair[0]) != text.count(pair[1])]
    if not (odd or uneven):
        return
    source = markup.plain(entry.source)
    if odd and quoted_speech.goes_on(source, text):
        odd = 0
    if _open_quote(source):
        odd, uneven = 0, [pair for pair in uneven if pair in _TITLES]
    if odd:
        yield warning("quotes", say("a quotation mark is missing"))
    for pair in uneven:
        yield warning("quotes", _uneven(text, pair))


def _open_quote(text: str) -> bool:
    """Tell whether a quotation begins in an earlier or ends in a later sentence."""
    if len(_DOUBLE.findall(text)) % 2:
        return True
    opened, closed = len(_OPENED.findall(text)), len(_CLOSED.findall(text))
    return not closed - len(_POSSESSIVE.findall(text)) <= opened <= closed


def brackets(entry: Entry, target: str, uses: Sequence[TermUse]) -> Iterator[Problem]:
    """Find a bracket without its partner, unless the source leaves it open as well.

    Source: as :func:`quotes`. Brackets in full and half width count as one kind.

    Examples:
        >>> found(brackets, "the KEF (founded 1970)", "경총(1970년 설립)")
        []
        >>> found(brackets, "the KEF (founded 1970)", "经总（1970年成立")
        ['( without a matching )']
    """
    if not _SHOWN.search(entry.text):
        return
    text = _brackets_of(entry.text)
    uneven = [pair for pair in _BRACKETS if text.count(pair[0]) != text.count(pair[1])]
    if uneven:
        source = _brackets_of(entry.source)
        for pair in uneven:
            if source.count(pair[0]) == source.count(pair[1]):
                yield warning("brackets", _uneven(text, pair))


def _brackets_of(text: str) -> str:
    text = _narrowed(markup.plain(text))
    return text if text.count("(") == text.count(")") else _ALONE.sub(" ", text)


def _uneven(text: str, pair: str) -> Message:
    there, gone = sorted(pair, key=text.count, reverse=True)
    return say("{mark} without a matching {other}", mark=there, other=gone)
