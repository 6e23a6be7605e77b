"""Find markup that is lost, moved or new: the check ``markup``."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from unicodedata import normalize

from workflow import markup as inline
from workflow.model import Entry, Problem, TermUse, say
from workflow.qa.problems import error, warning

#: HTML elements and entities, Markdown links, code and emphasis.
_FOREIGN = re.compile(
    r"</?[A-Za-z][^<>]*>|&(?:[a-z]{2,8}|#\d{2,5}|#x[0-9a-f]{2,5});|\]\(|```|\*\*|__", re.IGNORECASE
)
_BEGINNING = re.compile(r"[<&\]`*_]")
#: An empty pair, which makes a link invisible.
_HOLLOW = re.compile(r"<(g[1-9][0-9]*)>\s*</\1>")
_OPENED = re.compile(r"<(g[1-9][0-9]*)>")
_WORDS = re.compile(r"\w+")
#: From this many words beside a link on, they are not left out of a translation.
_MANY_OUTSIDE = 4
#: The mark of a point of a list; and what a source begins with that may become one: another mark
#: (a quotation mark may become a dash), a figure, a rank.
_POINT = re.compile(r"\s*(?:[-*•·▪]|\d{1,2}[.)])\s+(?=\w)")
_POINTED = re.compile(
    r"(?is)\W|.*\d|first|second|third|next|last|final|第?[一二三四五六七八九十]+[、，：]"
)
#: A second translation after the first.
_OTHER = re.compile(r"[.。!?！？][\"'”’)）]?\s*[/／|]\s*(?=[\"'“‘「『]?\w)")
#: A sign kept from Markdown by a stroke, and the number of a page that a model has read, unless
#: the source has the number: of a note (*grew.¹*), or in its words.
_ADDED = {"\\": re.compile(r"\\()[!-/:-@\[-`{-~]"), "[": re.compile(r"\[(\d{1,2})\]")}


def markup(entry: Entry, target: str, uses: Sequence[TermUse]) -> Iterator[Problem]:
    r"""Find placeholders that are missing or stand elsewhere, and markup that the source lacks.

    Source: XLIFF 1.2, section 2.3 (inline elements); HTML and Markdown that the source does not
    have would be shown to the reader as they stand.

    Examples:
        >>> found(markup, "See <g1>the site</g1>.", "<g1>누리집</g1>을 보라.")
        []
        >>> found(markup, "See <g1>the site</g1>.", "누리집을 보라.")
        ['<g1> is missing', '</g1> is missing']
        >>> found(markup, "See <g1>the site</g1>.", "누리집을 보라.<g1></g1>")
        ['nothing stands in <g1>']
        >>> found(markup, "See <g1>the note</g1> on ports in May.", "<g1>5월 항만 글을 보라.</g1>")
        ['<g1> encloses the whole sentence']
        >>> found(markup, "Dogs must wear a muzzle.", "3. 개는 입마개를 해야 한다.")
        ['not in the source: 3.']
        >>> found(markup, "The port is full.", "항만이 가득 찼다. / 항구가 꽉 찼다.")
        ['not in the source: . /']
        >>> found(markup, "Trade grew.", "교역이[1] 늘었다\\.")
        ['not in the source: \\.', 'not in the source: [1]']
        >>> found(markup, "Trade grew.¹", "교역이 늘었다.[1]")
        []
        >>> found(markup, "Q&A", "질의 &amp; 응답")
        ['not in the source: &amp;']
    """
    yield from inline.problems(entry.source, entry.text)
    for tag in _HOLLOW.findall(entry.text):
        if re.search(rf"<{tag}>[^<]*\w[^<]*</{tag}>", entry.source):
            yield error("markup", say("nothing stands in {text}", text=f"<{tag}>"))
    for tag in _swollen(entry.source, entry.text):
        yield warning("markup", say("{mark} encloses the whole sentence", mark=f"<{tag}>"))
    text, source = inline.plain(entry.text), inline.plain(entry.source)
    for new in _added(source, text):
        yield error("markup", say("not in the source: {text}", text=new))


def _added(source: str, text: str) -> Iterator[str]:
    """Yield the markup that a translation has and its source has not."""
    if (point := _POINT.match(text)) and not _POINTED.match(source):
        yield point[0].strip()
    if (other := _OTHER.search(text)) and not re.search(r"[/／|｜]", source):
        yield other[0].strip()
    for sign, mark in _ADDED.items():
        added = mark.search(text) if sign in text and sign not in source else None
        if added and not (added[1] and added[1] in normalize("NFKC", source)):
            yield added[0]
    if _BEGINNING.search(text) and (found := Counter(_FOREIGN.findall(text))):
        yield from found - Counter(_FOREIGN.findall(source))


def _swollen(source: str, text: str) -> Iterator[str]:
    """Yield the pairs that enclose a few words of the source, and all words of the translation.

    Only where most words are outside, and not few: *See <g1>the site</g1>* may be one phrase.
    """
    for tag in dict.fromkeys(_OPENED.findall(text)):
        here, there = _between(tag, text), _between(tag, source)
        if not here or not there or _WORDS.search(inline.plain(text.replace(here[0], "", 1))):
            continue
        inside = len(_WORDS.findall(inline.plain(there[0])))
        outside = len(_WORDS.findall(inline.plain(source.replace(there[0], "", 1))))
        if outside >= max(_MANY_OUTSIDE, inside + 1):
            yield tag


def _between(tag: str, text: str) -> re.Match[str] | None:
    return re.search(rf"<{tag}>.*?</{tag}>", text, re.DOTALL)
