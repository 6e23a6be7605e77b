"""Names in Chinese text, found by the tagger jieba (extra ``names``).

jieba (https://github.com/fxsjy/jieba) divides a text into words and tells persons (nr), places (ns)
and bodies (nt). What it takes apart is put together again by how a name ends
(韩国港口工人**联合会**) and by the titles beside persons (社长吴美京).
"""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec

from workflow.languages import common_words, gazetteer, places
from workflow.languages.listed_words import PERSON
from workflow.languages.named import Named
from workflow.languages.tables import FactTable
from workflow.model import TermType

_KINDS = FactTable(__package__, "name_kinds.tsv")
_MARKUP = re.compile(r"</?[gx]\d+/?>")
_HAN = "\u4e00-\u9fff"
_DOTTED = re.compile(rf"[{_HAN}]+(?:[·・][{_HAN}]+)+")
_DOTS = ("·", "・")
_PERSON = re.compile(rf"[{_HAN}]{{2,3}}")
_DOUBLE_SURNAMES = "欧阳|司马|上官|诸葛|皇甫|尉迟|公孙|慕容|令狐|司徒|夏侯"
_LONG_PERSON = re.compile(rf"(?:{_DOUBLE_SURNAMES})[{_HAN}]{{1,2}}")
#: What is behind a place and makes no name of it: 伦敦咨询公司.
_GENERIC = re.compile(f"^[{_HAN}]{{0,6}}(?:公司|企业|政府|媒体|厂商|巨头|机构|城市)$")
#: Words of the longest name of a body.
_MOST = 8
#: Characters beside a name that are looked at.
_NEAR = 8


def is_ready() -> bool:
    """Tell whether jieba is installed."""
    return find_spec("jieba") is not None


def named(text: str) -> Iterator[Named]:
    """Find the names of a sentence, by place; none without jieba."""
    if is_ready():
        plain = _MARKUP.sub(lambda found: " " * len(found[0]), text)
        yield from _TaggedText(plain, _words(plain)).names()


@dataclass(frozen=True, slots=True)
class _Word:
    """A word that begins at ``start``, and what jieba takes it for."""

    text: str
    start: int
    tag: str

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)

    @property
    def proper(self) -> bool:
        """Whether it is a name, or Latin letters."""
        latin = self.tag == "eng" and self.text[0].isupper()
        return latin or self.tag[:2] in {"nr", "ns", "nt", "nz"}

    @property
    def noun(self) -> bool:
        """Whether it may be a part of a name."""
        return self.tag[0] in "nj" or self.tag in {"vn", "b", "f", "eng", "an"}


def _words(text: str) -> list[_Word]:
    words, at = [], 0
    for word, tag in _tagger(text):
        words.append(_Word(word, at, tag))
        at += len(word)
    return words


def _tagger(text: str) -> Iterator[tuple[str, str]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it has escapes that Python no longer likes
        import jieba
        import jieba.posseg

    jieba.setLogLevel(logging.ERROR)  # it tells that it loads its dictionary
    yield from jieba.posseg.cut(text)


@dataclass(frozen=True, slots=True)
class _TaggedText:
    """A sentence, and its words."""

    text: str
    words: Sequence[_Word]

    def names(self) -> Iterator[Named]:
        """Yield the names; what begins with a word is one of several, one, or none."""
        at = 0
        while at < len(self.words):
            word = self.words[at]
            if count := self._foreigner(at) or self._person(at):
                name = self.text[word.start : self.words[at + count - 1].end]
                yield Named(name, word.start, TermType.PERSON, sure=True)
            elif count := self._body(at):
                name = self.text[word.start : self.words[at + count - 1].end]
                yield Named(name, word.start, _ending(name) or TermType.ORG)
            elif _is_name(word):
                yield Named(word.text, word.start, self._kind(word))
            at += count or 1

    def _foreigner(self, at: int) -> int:
        """Count the words of a name with a dot: 马丁·林奎斯特."""
        found = _DOTTED.match(self.text, self.words[at].start)
        if not found or self._describes(at, found.end()):
            return 0
        count = 1
        while at + count < len(self.words) and self.words[at + count].start < found.end():
            word, before = self.words[at + count], self.words[at + count - 1]
            if not (word.noun or word.text in _DOTS or before.text in _DOTS):
                break
            count += 1
        told = self.text[self.words[at].start : self.words[at + count - 1].end]
        return count if any(dot in told for dot in _DOTS) else 0

    def _describes(self, at: int, end: int) -> bool:
        """Tell whether a word before a name with a dot is none of its own: 商人哈立德·拉希德."""
        before = [word for word in self.words[at:] if word.start < end]
        dot = next((n for n, word in enumerate(before) if word.text in _DOTS), 0)
        if not dot or not (before[0].noun or before[0].tag.endswith("g") or dot == 1):
            return True
        return any(word.tag in {"n", "vn"} and len(word.text) > 1 for word in before[: dot - 1])

    def _person(self, at: int) -> int:
        """Count the words of a name of two or three characters beside a title, surname first."""
        start = self.words[at].start
        beside = self.text[max(0, start - _NEAR) : start]
        surname = self.text[start] in _KINDS.word_set("surname")
        if not surname or _KINDS.pattern("org_before").search(beside):
            return 0
        title = _KINDS.pattern("title")
        led = at > 0 and title.fullmatch(self.words[at - 1].text) is not None
        for count in (3, 2, 1):
            parts = self.words[at : at + count]
            name = self.text[start : parts[-1].end]
            titled = led or title.match(self.text, parts[-1].end) is not None
            double = _LONG_PERSON.fullmatch(name) is not None
            given = double or all(part.noun or part.tag.endswith("g") for part in parts[1:])
            one = given if len(parts) > 1 else parts[0].tag.startswith("nr")
            person = double or _PERSON.fullmatch(name)
            if one and titled and person and name not in _listed():
                return len(parts)
        return 0

    def _body(self, at: int) -> int:
        """Count the words of a body, or a place, that begins with a name and ends as such."""
        first = self.words[at]
        if not first.proper:
            return 0
        ends = 0
        for count, word in enumerate(self.words[at : at + _MOST], 1):
            if count > 1 and (not word.noun or _KINDS.pattern("title").fullmatch(word.text)):
                break
            if count > 1 and _ending(self.text[first.start : word.end]) and not _is_seat(word):
                ends = count
            if count > 1 and _KINDS.pattern("org_before").fullmatch(word.text):
                break
        if first.tag == "eng" and not ends:
            return self._latin(at)
        rest = self.text[first.end : self.words[at + max(ends, 1) - 1].end]
        return 0 if first.tag == "ns" and _GENERIC.search(rest) else ends

    def _latin(self, at: int) -> int:
        """Count the words of a name that begins in Latin letters: LG新能源, SK On."""
        after = self.words[at + 1 : at + 3]
        if [word.tag for word in after[1:]] == ["eng"] and after[0].text == " ":
            return 3
        return 2 if after and after[0].noun else 0

    def _kind(self, word: _Word) -> TermType:
        """Return what a word that is a name seems to be."""
        before = self.text[max(0, word.start - _NEAR) : word.start]
        after = self.text[word.end : word.end + _NEAR]
        org = _KINDS.pattern("org_before").search(before)
        if word.text in _listed() or word.tag == "ns":
            return TermType.PLACE
        if org or word.tag == "nt" or _KINDS.pattern("org_after").match(after):
            return TermType.ORG
        if word.tag == "eng":
            return TermType.ABBR if word.text.isupper() else TermType.ORG
        return _ending(word.text) or (
            TermType.PERSON if word.tag.startswith("nr") else TermType.TERM
        )


def _is_name(word: _Word) -> bool:
    """Tell whether a word by itself is a name: listed, or a proper noun that is not too short."""
    least = len("马士基") if word.tag.startswith("nr") else len("上海")
    return word.text in _listed() or (word.proper and len(word.text) >= least)


def _is_seat(word: _Word) -> bool:
    """Tell whether a word is a town by itself, after its province: 安徽省芜湖市."""
    return word.tag == "ns" and word.text[-1] in "市县区镇"


def _ending(name: str) -> TermType | None:
    """Return what the end of a name says that it is; None where it says nothing."""
    if _KINDS.pattern("org").search(name):
        return TermType.ORG
    return TermType.PLACE if _KINDS.pattern("place").search(name) else None


@cache
def _listed() -> frozenset[str]:
    """Return the names of cities, countries and regions that lists know."""
    known = {word.text for word in places.words("zh") if word.sure and word.side[0] != PERSON}
    regions = {form for each in gazetteer.names().values() for form in each["zh-Hans"].split("|")}
    return common_words.groups("zh", "cities.txt")["city"] | known | regions
