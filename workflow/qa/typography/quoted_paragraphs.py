"""Place the marks of a quotation over several sentences, each of them translated by itself.

The source opens the quotation in one sentence and closes it in a later one; those between have no
mark. Engines that see a sentence at a time close it at once, open it again, or drop its marks. Of a
sentence that is nothing but quotation the place of its marks is certain: its edges. Of one that
also says who speaks, only the marks that stand at an edge are, where the source has none there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from workflow.languages import pack
from workflow.qa.typography.quoted_speech import (
    COUNTED,
    DASH,
    DOUBLE_MARKS,
    OPENING,
    without_stray,
)

_CLOSING = "”»"
#: Other meanings of a mark in a translation: a nested quotation, or inches.
_OTHER = re.compile(r'[「」『』‘‹›]|(?<=\d)["＂]')
_CURLED = re.compile("[“”„«»]")
#: Straight marks in a source with spaces between words: opening, and closing.
_STRAIGHT_OPENING = re.compile(r'(?<![^\s(\[—–])["＂](?=[^\s.,;:!?…)\]—–"＂”])')
_STRAIGHT_CLOSING = re.compile(r'(?<=[^\s(\[—–"＂“])["＂](?![^\s.,;:!?…)\]—–])')
_FIRST = re.compile(rf"\s*[{DOUBLE_MARKS}]\s*")
_LAST = re.compile(rf"\s*[{DOUBLE_MARKS}](?P<stop>[.。]?)\s*$")


@dataclass(frozen=True, slots=True)
class _QuotedSentence:
    """A sentence of a quotation.

    Attributes:
        source: the sentence.
        text: its translation.
        pure: whether nothing but quotation stands in the source.
    """

    source: str
    text: str
    pure: bool

    @property
    def core(self) -> str:
        """Return the text between the marks at its edges."""
        inner = _FIRST.sub("", self.text, count=1) if _FIRST.match(self.text) else self.text
        return _LAST.sub(r"\g<stop>", inner)

    @property
    def closed_by_itself(self) -> bool:
        """Whether its marks come in pairs."""
        return _after(self.text, inside=False) is False


def with_quotations(
    sentences: Sequence[tuple[str, str]], target: str
) -> Iterator[Mapping[int, str]]:
    """Place the marks of quotations over several sentences, where that is certain.

    A quotation stays as it is where its marks are as in the source, or come in pairs in each
    sentence of which one also says who speaks.

    Args:
        sentences: those of a block in order, each with its translation, empty where there is none.
        target: BCP 47 tag of the translations.

    Yields:
        For each quotation that is put right, the translations that have other marks now, by place.

    >>> pairs = [("“It is full.", '"꽉 찬다."'), ("We wait.”", '"기다린다."')]
    >>> list(with_quotations(pairs, "ko"))
    [{0: '“꽉 찬다.', 1: '기다린다.”'}]
    >>> pairs = [("“We wait.", "“我们在等。"), ("It rains,” he said.", "他说：“下雨了。”")]
    >>> list(with_quotations(pairs, "zh-Hans"))
    [{0: '“我们在等。”'}]
    """
    for places in _quotations([source for source, _ in sentences]):
        parts = [
            _part(*sentences[place], at_end=place in (places[0], places[-1])) for place in places
        ]
        wanted = zip(places, parts, _balanced(parts, target), strict=True)
        if changed := {place: text for place, part, text in wanted if text != part.text}:
            yield changed


def _part(source: str, text: str, *, at_end: bool) -> _QuotedSentence:
    """Look at one sentence: at an end of the quotation, its one mark has to stand at an edge."""
    said = without_stray(source).strip()
    marks = COUNTED.findall(said)
    at_edge = len(marks) == 1 and (said[0] == marks[0] or said[-1] == marks[0])
    return _QuotedSentence(source, text, at_edge if at_end else not marks)


def _quotations(sources: Sequence[str]) -> Iterator[range]:
    """Yield the places of quotations: from where one is opened to where it is closed."""
    inside, start = False, -1
    if not any(map(COUNTED.search, sources)):
        return
    for place, source in enumerate(sources):
        said = _curled(without_stray(source))
        after = _after(said, inside=inside)
        if after is None or '"' in said:
            return
        if after and not inside:
            start = place
        elif after and COUNTED.search(said):
            start = -1  # one ends and another begins here
        elif inside and not after and start >= 0:
            yield range(start, place + 1)
        inside = after


def _curled(source: str) -> str:
    """Curl straight marks by their surroundings, leaving those whose shape is clear."""
    curled = _STRAIGHT_OPENING.sub("“", source)
    return _STRAIGHT_CLOSING.sub("”", curled)


def _after(text: str, *, inside: bool) -> bool | None:
    """Tell whether a quotation is open after a text; None where its marks are in no order."""
    for mark in COUNTED.findall(text):
        if (mark in OPENING and inside) or (mark in _CLOSING and not inside):
            return None
        inside = not inside
    return inside


def _balanced(parts: Sequence[_QuotedSentence], target: str) -> Sequence[str]:
    """Return the texts of a quotation with their marks; unchanged where these are not certain."""
    texts = [part.text for part in parts]
    cores = [part.core for part in parts]
    own = _own_marks(parts, target)
    if not all(_is_clear(part, own) for part in parts):
        return texts
    opened, closed = _opened(parts[0]), _closed(parts[-1])
    if opened is not None and closed is not None:
        middle = cores[1:-1]
        first = own[0] + cores[0] if parts[0].pure else opened
        last = cores[-1] + own[1] if parts[-1].pure else closed
        wanted = [first, *middle, last]
    elif _may_be_closed(parts[0]) and (parts[-1].pure or parts[-1].closed_by_itself):
        wanted = [
            f"{own[0]}{core}{own[1]}" if part.pure else _finished(part.text, own)
            for part, core in zip(parts, cores, strict=True)
        ]
    else:
        return texts
    if all(map(_same_marks, texts, wanted)):
        return texts
    return _styled(wanted, own)


def _is_clear(part: _QuotedSentence, own: str) -> bool:
    """Tell whether a text has no marks but those of the quotation, in a known shape."""
    text, core = part.text, part.core
    known = set(own).issuperset(_CURLED.findall(text))
    other = _OTHER.search(text) or DASH.match(text) or (part.pure and COUNTED.search(core))
    return bool(core.strip()) and known and not other


def _opened(first: _QuotedSentence) -> str | None:
    """Return a first sentence whose quotation is open at its end; None where it cannot be."""
    if first.pure or _after(first.text, inside=False):
        return first.text
    if first.closed_by_itself and _LAST.search(first.text):
        return _LAST.sub(r"\g<stop>", first.text)
    return None


def _closed(last: _QuotedSentence) -> str | None:
    """Return a last sentence that closes the open quotation; None if it cannot."""
    if last.pure or _after(last.text, inside=True) is False:
        return last.text
    if len(COUNTED.findall(last.text)) == 2 and _FIRST.match(last.text):
        rest = _FIRST.sub("", last.text, count=1)
        return rest if _after(rest, inside=True) is False else None
    return None


def _may_be_closed(first: _QuotedSentence) -> bool:
    """Tell whether a first sentence closes what it opens, or can do so at its end."""
    return first.pure or _after(first.text, inside=False) is not None


def _finished(text: str, own: str) -> str:
    """Return a text that closes what it opens."""
    return text + own[1] if _after(text, inside=False) else text


def _own_marks(parts: Sequence[_QuotedSentence], target: str) -> str:
    """Return the marks of a language, or else those of the source."""
    known = pack(target).writing.quotation
    first, last = (COUNTED.findall(without_stray(parts[place].source)) for place in (0, -1))
    return known or first[-1] + last[0]


def _same_marks(text: str, wanted: str) -> bool:
    """Tell whether two texts differ only in the shape of marks and the side of a stop."""
    return _plain_marks(text) == _plain_marks(wanted)


def _plain_marks(text: str) -> str:
    """Return a text with straight marks, the last one after the stop."""
    return _LAST.sub(r'\g<stop>"', COUNTED.sub('"', text)).strip()


def _styled(texts: Sequence[str], own: str) -> list[str]:
    """Style straight marks like the inserted ones."""
    inside, styled = False, []
    for text in texts:
        pieces: list[str] = []
        for piece in re.split(f"([{DOUBLE_MARKS}])", text):
            mark = COUNTED.fullmatch(piece) is not None
            pieces.append(own[inside] if piece in ('"', "＂") else piece)
            inside = inside ^ mark
        styled.append("".join(pieces))
    return styled
