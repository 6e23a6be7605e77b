"""Find quotation marks that are lost or stand alone: the check ``quotes``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import cycle, groupby

from workflow import markup
from workflow.languages.scripts import DENSE, weight
from workflow.model import BlockKind, Entry, Finding, Problem, Sentence, TermUse, say
from workflow.qa.problems import placed, warning
from workflow.qa.typography import quoted_speech
from workflow.qa.typography.brackets import alone

_PAIRED_QUOTES = ("「」", "『』", "《》", "〈〉", "«»")
_ANY_PAIRED = re.compile(f"[{''.join(_PAIRED_QUOTES)}]")
#: Marks around a title, which ends with its sentence.
_TITLES = ("《》", "〈〉")
#: Straight or curly in any direction: only their number counts.
_DOUBLE = re.compile('[“”„"＂]')
#: Single quotes as English sets them: a quotation may go on in the next sentence.
_OPENED = re.compile(r"(?<!\w)['‘](?=\w)")
_CLOSED = re.compile(rf"(?<=[\w.,!?)])(?:['’](?!\w)|’(?=[{DENSE}]))")
#: A possessive plural instead of a closing mark: the workers' song.
_POSSESSIVE = re.compile(r"s['’](?= \w)")
_STATED = re.compile(r"[.!?…]$")
#: Marks that enclose all of a text, with no other mark of the kind in it.
_WRAPPED = re.compile('"[^"“”„]+"|“[^"“”„]+”|「[^「」]+」|『[^『』]+』')
_APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)|(?<=s)['’](?=\s)")
_CURLY = re.compile("[“”]")
#: From this many sentences with curly marks on, and this many times as many as with straight ones,
#: these are the article's.
_FEWEST, _MANY = 3, 4


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
        >>> found(quotes, "He said they would wait for us.", "他说：“他们会一直等我们。”")
        ['the translation quotes, the source has no quotation marks']
        >>> found(quotes, "the Accord", "《协定")
        ['《 without a matching 》']
    """
    yield from quoted_speech.lost(entry, target)
    yield from quoted_speech.added(entry, target)
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
        yield warning("quotes", alone(text, pair))


def _open_quote(text: str) -> bool:
    """Tell whether a quotation begins in an earlier or ends in a later sentence."""
    if len(_DOUBLE.findall(text)) % 2 or text.count("「") != text.count("」"):
        return True
    opened, closed = len(_OPENED.findall(text)), len(_CLOSED.findall(text))
    return not closed - len(_POSSESSIVE.findall(text)) <= opened <= closed


def kept(entry: Entry, target: str, uses: Sequence[TermUse]) -> Iterator[Problem]:
    """Find a quotation without any mark.

    Source: as the check ``quotes``, of which this is the part that translators hardly ever mean: it
    flags 0.4 and 0.2 % of human translations of news (NTREX-128, Korean and Chinese).

    Examples:
        >>> found(kept, 'She said: "We agree with it. ', "그는 말했다. 우리는 동의한다.")
        ['a quotation begins here that goes on: its mark is missing']
    """
    yield from quoted_speech.lost(entry, target)


@lru_cache(maxsize=16384)
def _open(text: str) -> bool:
    """Tell whether a text opens a quotation that it does not close, or closes one."""
    return len(quoted_speech.COUNTED.findall(text)) % 2 == 1


def _unclosed(sentences: Sequence[Sentence], target: str) -> Iterator[Finding]:
    """Find a quotation over several sentences that has lost one mark.

    Source: as the check of single sentences; here, those of a paragraph are seen together. From the
    sentence in which the source opens a quotation to the one in which it closes it, the marks of
    the translation come in pairs.
    """
    for _, group in groupby(sentences, key=lambda sentence: sentence.segment.block):
        opened: list[Sentence] = []
        for sentence in group:
            is_open = _open(markup.plain(sentence.entry.source))
            if opened or is_open:
                opened.append(sentence)
            if is_open and len(opened) > 1:
                marks = sum(len(_marks(each.entry.text)) for each in opened)
                if marks % 2 and not any(
                    any(quoted_speech.lost(each.entry, target)) for each in opened
                ):
                    message = say("of the quotation that ends here, a mark is missing")
                    yield placed(warning("quotes", message), sentence.entry)
                opened = []


def _unpaired(sentences: Sequence[Sentence]) -> Iterator[Finding]:
    """Find a speech that :func:`goes_on` in no sentence of its paragraph.

    Source: as the check of single sentences, which leaves these to this one.
    """
    for _, group in groupby(sentences, key=lambda sentence: sentence.segment.block):
        opened: Sentence | None = None
        lost: list[Sentence] = []
        for sentence in group:
            for mark in _CURLY.findall(markup.plain(sentence.entry.text)):
                if (mark == "“") == (opened is not None):
                    lost.append(opened or sentence)
                opened = sentence if mark == "“" else None
        for sentence in dict.fromkeys([*lost, opened] if opened else lost):
            if quoted_speech.goes_on(
                *(markup.plain(t) for t in (sentence.entry.source, sentence.entry.text))
            ):
                yield placed(warning("quotes", say("a quotation mark is missing")), sentence.entry)


def _marks(text: str) -> list[str]:
    return quoted_speech.DOUBLE.findall(markup.plain(text))


def quotes_of_article(sentences: Sequence[Sentence], target: str) -> Iterator[Finding]:
    """Find a quotation whose marks the sentences around it show to be lost, added or unlike."""
    yield from _unclosed(sentences, target)
    yield from _unpaired(sentences)
    yield from _wrapped(sentences)
    yield from _straight(sentences)


def _wrapped(sentences: Sequence[Sentence]) -> Iterator[Finding]:
    """Yield sentences entirely in quotation marks although nobody speaks in the source.

    Source: as the check of single sentences. A quotation that an earlier sentence opens goes on,
    and a paragraph that goes on with one opens it anew; where a sentence between is not known,
    nothing is, up to the next paragraph.
    """
    speaks: bool | None = False
    expected = (0, 0)
    for sentence in sentences:
        segment, source = sentence.segment, markup.plain(sentence.entry.source)
        if segment.position == 0:
            speaks = bool(speaks) and not quoted_speech.DOUBLE.match(source)
        elif (segment.block, segment.position) != expected:
            speaks = None
        if speaks is False and _is_added(sentence, source):
            text = sentence.entry.text.strip()[1:-1]
            message = say("the translation quotes, the source does not")
            yield placed(warning("quotes", message, text), sentence.entry)
        if speaks is not None and len(quoted_speech.DOUBLE.findall(source)) % 2:
            speaks = not speaks
        expected = (segment.block, segment.position + 1)


def _is_added(sentence: Sentence, source: str) -> bool:
    """Tell whether all of a translation is quoted, and nothing of its source is."""
    text = sentence.entry.text.strip()
    if not _WRAPPED.fullmatch(text) or sentence.segment.kind is BlockKind.QUOTE:
        return False
    apart = source != sentence.entry.source or quoted_speech.MARK.search(
        _APOSTROPHE.sub("", source)
    )
    return not apart and weight(text) >= quoted_speech.SPEECH and _STATED.search(source) is not None


def _straight(sentences: Sequence[Sentence]) -> Iterator[Finding]:
    """Yield straight quotation marks in an article whose others are curly, as in the source."""
    curly = sum(_CURLY.search(sentence.entry.text) is not None for sentence in sentences)
    if curly < _FEWEST:
        return
    straight = [each for each in sentences if '"' in each.entry.text]
    if len(straight) * _MANY > curly:
        return
    for sentence in straight:
        entry = sentence.entry
        text = entry.text
        if not _CURLY.search(entry.source) or '"' in entry.source:
            continue
        message = say("straight quotation marks, but curly ones elsewhere in the document")
        pairs = text.count('"') % 2 == 0 and not _CURLY.search(text) and text == markup.plain(text)
        yield placed(warning("quotes", message, _curled(text) if pairs else None), entry)


def _curled(text: str) -> str:
    marks = cycle("“”")
    return re.sub('"', lambda _: next(marks), text)
