"""Marks of a translation that only the article around it shows to be wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import cycle

from workflow import markup
from workflow.languages.scripts import DENSE, weight
from workflow.model import BlockKind, Finding, Sentence, say
from workflow.qa import quoted_speech
from workflow.qa.problems import placed, warning

#: Blocks that are lines of their own, and no sentences.
_HEADINGS = (BlockKind.HEADLINE, BlockKind.HEADING, BlockKind.BOX_TITLE)
#: Where a text ends in the mark of a statement, and in any mark at all.
_STOPPED = re.compile(rf"(?<=[{DENSE}])[.。]$")
_ANY_END = re.compile(r"[.!?:;…。！？：；][\s\"'”’)\]]*$")
_INNER = re.compile(r"[.!?]\s|[。！？](?!$)")
_STATED = re.compile(r"[.!?…]$")
#: Marks that enclose all of a text, with no other mark of the kind in it.
_WRAPPED = re.compile('"[^"“”„]+"|“[^"“”„]+”|「[^「」]+」|『[^『』]+』')
_APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)|(?<=s)['’](?=\s)")
_CURLY = re.compile("[“”]")
#: From so many sentences with curly marks on, and of four times as many as with straight ones,
#: these are the article's.
_FEWEST, _MANY = 3, 4


def quotes(sentences: Sequence[Sentence], target: str) -> Iterator[Finding]:
    """Find a quotation whose marks the sentences around it show to be lost, added or unlike."""
    yield from quoted_speech.unclosed(sentences, target)
    yield from quoted_speech.unpaired(sentences)
    yield from _wrapped(sentences)
    yield from _straight(sentences)


def _wrapped(sentences: Sequence[Sentence]) -> Iterator[Finding]:
    """Yield sentences all in quotation marks in whose source nobody speaks.

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
    """Tell whether all of a translation is quoted, and nothing of its source is set apart."""
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


def endings(sentences: Sequence[Sentence], target: str) -> Iterator[Finding]:
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
