"""Whether a possible end of a sentence is one.

English follows the usage of AP and Reuters copy, Korean the orthography of 2021 (문장 부호), where
what follows a closing quote without space is a particle, Chinese GB/T 15834-2011.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from workflow.documents.segmenter.shape import CLOSE, FULL_WIDTH, OPEN
from workflow.documents.segmenter.words import (
    BEFORE_NUMBER,
    COMPANY,
    NEVER_LAST,
    ORDINARY,
    SOMETIMES_LAST,
    STARTER,
    TIME_CONTINUES,
    USUALLY_LAST,
    VERB,
)

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]")
_HANGUL = re.compile("[가-힣]")
_CONTINUING = frozenset(",，、;；:：)]}）］】〕·%/")
_STRAY = re.compile(rf"[{FULL_WIDTH}.!?]+(?:\s|$)")
_DASHES = frozenset("—–-―─")
_BRAND = re.compile(r"[a-z]{1,3}[A-Z]")

#: Korean: what takes up a quotation after a space. Without a space any syllable does.
_QUOTATIVE = re.compile(
    r"(?:이?라(?:고|며|면서|는|던|지만)|이?란|하(?:고|며|면서|는|던|자|였다)|했다|한다|며|면서|고|라)"
    r"(?=[\s,.…]|$)"
)
#: English: `"Is it so?" Chairman Kim asked.`
_NAMED = re.compile(
    rf"(?:[A-Z][\w.'’-]* ){{1,4}}{VERB}"
    r"(?=[,.;:]|$| (?:in|at|on|during|after|before|when|while|as|to)\b)"
)
_PREDICATE = re.compile(
    rf"[A-Z][a-z]+ (?:{VERB}|is|are|was|were|has|have|had|will|rose|fell|grew)\b"
)
_SAYS = (
    "说|說|问|問|答|喊|称|稱|表示|指出|强调|強調|补充|補充|回答|反问|追问|透露|坦言|介绍|感叹|感慨|呼吁"
    "|认为"
)
#: Chinese: `“……？”他问道，` and `“……。”邢大使说。`; but `“……。”他表示，` opens a new statement.
_ATTRIBUTION = re.compile(
    rf"[^，。！？；：、“”\s]{{0,12}}?"
    rf"(?:(?:(?:{_SAYS})道|[问問](?:[着过])?)(?=[，。！？…]|$)|(?:{_SAYS})(?:[道着过])?(?=[。！？…]|$))"
)
#: Chinese: words that go on with a sentence after a quoted question or exclamation.
_PHRASE = re.compile("[的这那這之等地一]|是(?!的)|为题|為題|口号|口號|成为|成為|成了")
#: Chinese: what the same person does next, as part of the same sentence.
_NEXT_ACT = re.compile("便|随即|隨即|遂|并(?![不非没])|並(?![不非沒])")
_QUOTE_BEGINS = re.compile("[“‘「『](?=[^“‘「『]*$)")

_NUMBERING = re.compile(
    r"[(（]?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5}|[가나다라마바사아자차카타파하]|제\d+[조항장])"
)
_DATE_DONE = re.compile(r"(?:(?:19|20)?\d\d|’\d\d)\.\s?\d{1,2}\.\s?\d{1,2}$")
_WORD = re.compile(r"(?<![A-Za-zÀ-ɏ.&'’-])[A-Za-zÀ-ɏ.&'’-]*+(?:,Ltd)?$")
_ROMAN = re.compile(r"[IVX]+(?![a-zA-Z'’])(?! [a-z])")
_INITIALS = re.compile(r"(?:[A-Z]\.-?)*[A-Z]")
_TITLE_WORD = re.compile(r"\b[A-Za-z][a-z]{3,}\b")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible end of a sentence.

    Attributes:
        text, shape: the whole text and its shape.
        start: where the sentence in progress begins.
        stop: offset of its first terminator.
        closed: offset after its terminators and closing marks.
        end: where the next sentence would begin.
        opinion: the offsets at which sentencex sees a sentence begin.
    """

    text: str
    shape: str
    start: int
    stop: int
    closed: int
    end: int
    opinion: frozenset[int]

    @property
    def marks(self) -> str:
        """The terminators and closing marks."""
        return self.shape[self.stop : self.closed]

    @property
    def stops(self) -> str:
        """The terminators."""
        return self.marks.replace(CLOSE, "")

    @property
    def spaced(self) -> bool:
        """Whether white space follows."""
        return self.end > self.closed

    @property
    def quoted(self) -> bool:
        """Whether something closes here: a quotation, a bracket, a pair of placeholders."""
        return CLOSE in self.marks

    @property
    def ahead(self) -> str:
        """What follows, as far as rules look."""
        return self.text[self.end : self.end + 80]

    @property
    def first(self) -> int:
        """Offset of the first letter that follows, behind opening marks."""
        offset = self.end
        while self.shape[offset : offset + 1] == OPEN:
            offset += 1
        return offset

    @property
    def agreed(self) -> bool:
        """Whether sentencex sees a sentence begin here."""
        return not self.opinion.isdisjoint(range(self.stop + 1, self.first + 1))


def is_boundary(here: Candidate) -> bool:
    """Whether the sentence in progress ends at this candidate."""
    if _goes_on(here):
        return False
    for matches, decide in _RULES:
        if matches(here.stops):
            return decide(here)
    return here.agreed or here.spaced


def _goes_on(here: Candidate) -> bool:
    """What no terminator ends: the next word plainly belongs to the same sentence."""
    ahead, first = here.ahead, here.text[here.first : here.first + 8]
    if ahead[0] in _CONTINUING or (here.quoted and ahead[0] in _DASHES) or _STRAY.match(ahead):
        return True
    if first[:1].islower() and not _BRAND.match(first) and not _is_full_width(here.stops):
        return True
    if not here.quoted:
        return False
    if _HANGUL.match(ahead):
        return not here.spaced or bool(_QUOTATIVE.match(ahead))
    return bool(_HAN.match(ahead)) and _takes_up(here)


def _takes_up(here: Candidate) -> bool:
    """Chinese: whether a closed quotation is taken up by the words behind it."""
    if here.text[here.closed - 1] in "》〉":
        return True
    if "。" not in here.stops and (_PHRASE.match(here.ahead) or _is_embedded(here)):
        return True
    return bool(_NEXT_ACT.match(here.ahead) or _ATTRIBUTION.match(here.ahead))


def _is_embedded(here: Candidate) -> bool:
    """Chinese: whether a quotation begins inside a phrase, as in ``写下“为什么？”三个字``."""
    before = here.text[max(here.start, here.stop - 40) : here.stop]
    begins = _QUOTE_BEGINS.search(before)
    return bool(begins and begins.start() and _HAN.match(before[begins.start() - 1]))


def _is_full_width(stops: str) -> bool:
    return any(char in FULL_WIDTH for char in stops)


def _is_ellipsis(stops: str) -> bool:
    return "…" in stops or (".." in stops and not stops.strip("."))


def _full_width(here: Candidate) -> bool:
    return here.text[here.closed - 1] not in "》〉"


def _ellipsis(here: Candidate) -> bool:
    """A pause, unless what follows can only be a new sentence."""
    first = here.text[here.first : here.first + 20]
    if "!" in here.stops or "?" in here.stops:
        return _question(here)
    if _HAN.match(first):
        return here.quoted
    if not here.spaced:
        return False
    if _HANGUL.match(first):
        return here.text[here.stop - 1 : here.stop] in set("다요까죠")
    return bool(STARTER.match(first)) and not _is_title(here.text)


def _is_title(text: str) -> bool:
    """Whether most longer words are capitalised, as in an English headline."""
    words = _TITLE_WORD.findall(text[:1000])
    return bool(words) and sum(word[0].isupper() for word in words) > 0.6 * len(words)


def _question(here: Candidate) -> bool:
    """A question or exclamation mark of the Latin alphabet."""
    first = here.text[here.first : here.first + 1]
    if _HAN.match(first):
        return True
    if not here.spaced:
        return bool(_HANGUL.match(first))
    if here.quoted and _NAMED.match(here.ahead):
        return False
    return here.agreed or not first.isascii() or here.quoted


def _period(here: Candidate) -> bool:
    """A full stop of the Latin alphabet: the end of a sentence, an abbreviation or a number."""
    before = here.text[max(here.start, here.stop - 60) : here.stop]
    first = here.text[here.first : here.first + 20]
    if not here.spaced:
        return _unspaced(here, before, first)
    if _is_numbering(here):
        return False
    if before[-1:].isdigit() and _in_date(before, first):
        return False
    found = _WORD.search(before)
    word = found[0] if found else ""
    verdict = _abbreviation(word, first, here)
    return here.agreed if verdict is None else verdict


def _is_numbering(here: Candidate) -> bool:
    """``1.``, ``A.`` or ``가.`` at the beginning: the number of what follows."""
    if here.quoted or here.stop - here.start > 12:
        return False
    return bool(_NUMBERING.fullmatch(here.text[here.start : here.stop].strip()))


def _unspaced(here: Candidate, before: str, first: str) -> bool:
    """Without a space only a Korean ending, or a closing mark before Chinese, ends a sentence."""
    if _HANGUL.match(first):
        return before[-1:] in set("다요까죠") and not here.quoted
    return bool(_HAN.match(first)) and (here.quoted or bool(_HAN.match(before[-1:])))


def _in_date(before: str, first: str) -> bool:
    """Korean dates: ``2021. 12. 7.`` and what it dates."""
    if re.match(r"\d{1,2}\.", first) and re.search(r"(?:^|\D)\d{1,4}$", before):
        return True
    return bool(_DATE_DONE.search(before)) and not re.match(r"[A-Z]", first)


def _abbreviation(word: str, first: str, here: Candidate) -> bool | None:
    """Whether a sentence ends after an abbreviation; nothing if ``word`` is none."""
    if word in NEVER_LAST:
        return False
    capital = first[:1].isupper()
    if word in BEFORE_NUMBER or word in ORDINARY:
        return capital and not _ROMAN.match(first)
    if word in USUALLY_LAST:
        return capital and not TIME_CONTINUES.match(first)
    if word in COMPANY:
        return capital and bool(STARTER.match(first) or _predicates(here))
    if word in SOMETIMES_LAST or _INITIALS.fullmatch(word):
        return bool(STARTER.match(first))
    return None


def _predicates(here: Candidate) -> bool:
    """`Shares rose`: a capital word and its verb begin a sentence after a company's name."""
    return bool(_PREDICATE.match(here.ahead))


def _is_question(stops: str) -> bool:
    return "!" in stops or "?" in stops


def _is_period(stops: str) -> bool:
    return not stops.strip(".．")


_RULES: tuple[tuple[Callable[[str], bool], Callable[[Candidate], bool]], ...] = (
    (_is_full_width, _full_width),
    (_is_ellipsis, _ellipsis),
    (_is_question, _question),
    (_is_period, _period),
)
