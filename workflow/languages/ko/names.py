"""Find the ends of Korean names, and names that are common words as well (비자, 한강)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from workflow.languages import common_words
from workflow.languages.ko import romanization, romanized_names
from workflow.languages.names import gazetteer, names, office_names, romanized
from workflow.languages.names.joints import Edges, Joints, Place
from workflow.languages.orthography.boundaries import (
    ends_word,
    hangul_after,
    hangul_before,
    is_hangul,
)
from workflow.languages.tables import FactTable
from workflow.languages.zh import pinyin
from workflow.model import TermType

if TYPE_CHECKING:
    from workflow.languages.names.new_names import Named

_TABLE = FactTable(__package__, "names.tsv")
_TITLES = FactTable(__package__, "titles.tsv")
_SPACE = frozenset({" "})
#: Kinds of row whose name may be a common word as well.
_NAMED = frozenset({TermType.PERSON, TermType.ORG, TermType.PRODUCT, TermType.ABBR})
#: What stands behind a foreigner's family name and is none.
_GENERATION = re.compile(" (?:주니어|시니어|[2-4]세)$")
#: A king, queen or pope, who goes by the first name: 찰스 3세.
_REGNAL = re.compile(r"(?P<name>\w+) \d{1,2}세")
#: Characters after a name that can tell what it is.
_NEAR = 160
#: The use of the nouns that may be written onto a name of a kind.
_TAILS: Mapping[TermType, str] = {
    TermType.PERSON: "tail_of_person",
    TermType.ORG: "tail_of_body",
    TermType.TITLE: "tail_of_title",
}


class KoreanNames(names.Names):
    """The names of Korean."""

    origin = 2
    inflected = False

    @cached_property
    def joints(self) -> Joints:
        """The gaps allowed between the parts of a mention."""
        return Joints(
            body_title=frozenset({" ", "의 ", ""}),
            title_person=_SPACE,
            office_person=_SPACE,
            person_title=frozenset({" ", ""}),
            body_person=_SPACE,
            surname_title=(" ", ""),
            other_office=_TITLES.words("other_office"),
            office_goes_on=_TITLES.words("office_goes_on"),
            former=_TITLES.words("former"),
            former_apposed=_TITLES.word_set("former"),
            modifiers=_TABLE.word_set("modifier"),
            articles=_TABLE.word_set("article"),
        )

    def spellings(self, name: str, kind: TermType, *, east_asian: bool = False) -> Iterator[str]:
        """Yield how news shortens a minister's office.

        >>> [*KoreanNames().spellings("외교부 장관", TermType.TITLE)]
        ['외교장관']
        """
        minister = kind is TermType.TITLE and _TITLES.pattern("minister").fullmatch(name)
        if minister:
            yield minister["of"] + minister["rank"]

    def surname(self, name: str, *, east_asian: bool) -> str:
        """Return the first syllable or two of an East Asian name, else the last word."""
        if reigning := _REGNAL.fullmatch(name):
            return reigning["name"]
        if " " in name:
            return "" if east_asian else _GENERATION.sub("", name).rsplit(maxsplit=1)[-1]
        if not east_asian:
            return name
        if not _TABLE.pattern("full_name").fullmatch(name):
            return ""
        return name[:2] if name[:2] in _TABLE.word_set("double") and len(name) > 2 else name[0]

    def told_surname(self, name: str, families: Iterable[str], *, east_asian: bool) -> str | None:
        """Return the syllables of a Chinese person's family name; none for others of four.

        >>> rows = ("저우란", ["Zhou"]), ("백진", ["白"]), ("차이잉원", ["Tsai", "蔡"])
        >>> [KoreanNames().told_surname(*row, east_asian=True) for row in rows]
        ['저우', None, '차이']
        """
        usual = self.surname(name, east_asian=True)
        written = [*families]
        han = set(romanized_names.family_in_han(name).split("|"))
        if not (usual and east_asian) or not han.isdisjoint(written):
            return None
        for family in sorted(written, key=lambda one: not one.isascii()):
            sound = family if family.isascii() else pinyin.from_han(family)
            heard = pinyin.to_hangul(sound)
            if heard and name.startswith(heard):
                return heard
            if romanized.characters_abroad(family) and not romanized.spoken_in_one(family):
                return ""
        return "" if len(name) - len(usual) > len("잉원") else None

    def latin(self, word: str) -> str:
        """Return the reading of syllables in Latin letters."""
        return "".join(romanization.syllables(word))

    def is_japanese(self, name: str, others: Sequence[str] = ()) -> bool | None:
        """Tell that a name of two words may be a Japanese's, and no other is."""
        return None if name.count(" ") == 1 else False

    def japanese_surname(self, name: str) -> str:
        """Return the first word of a Japanese's name: 이시바 시게루."""
        return name.partition(" ")[0]

    def family_name(self, name: str) -> str:
        """Return the family name of a name without spaces."""
        return "" if " " in name or "·" in name else self.surname(name, east_asian=True)

    def is_east_asian(self, name: str) -> bool:
        """Tell whether a name is one word of two to five syllables."""
        return _TABLE.pattern("full_name").fullmatch(name) is not None

    def is_foreign(self, name: str) -> bool:
        """Tell whether a name has a space."""
        return " " in name

    def is_part(self, place: Place, edges: frozenset[int]) -> bool:
        """Tell whether a name of two syllables goes on before a title: 김민**은 교수**는."""
        if place.kind is not TermType.PERSON or place.end - place.start != len("이용"):
            return False
        return _TABLE.pattern("longer").match(place.text, place.end) is not None

    def is_certain(self, place: Place) -> bool:
        """Tell whether a name that is also a common word has an ending that only names have."""
        if place.surname and not _is_alone(place):
            return False
        if place.kind is TermType.PLACE and place.surface in common_words.groups("ko")["places"]:
            return not _is_no_place(place)
        known = common_words.groups("ko")["names"]
        if place.kind not in _NAMED or place.surface not in known:
            return True
        text, end = place.text, place.end
        owned, said = _TABLE.pattern("owned"), _TABLE.pattern("said")
        if place.surface in _TABLE.words("king"):
            return bool(_TABLE.pattern("no_subject").match(text, end) or owned.match(text, end))
        near = text[end : end + _NEAR]
        return bool(owned.match(near) or said.match(near))

    def begins_surname(self, text: str, start: int, end: int) -> bool:
        """Tell whether no syllable stands before a surname, and it is no word: 구 총리 공관."""
        if _TABLE.pattern("old").match(text, start):
            return False
        return not (is_hangul(text[start]) and is_hangul(text[max(0, start - 1) : start]))

    def addressed(self, text: str, surnames: Iterable[str]) -> Iterator[tuple[int, int, int]]:
        """Find surnames before a form of address or an office.

        >>> [*KoreanNames().addressed("박 씨와 안 장관은", ["박", "안"])]
        [(0, 1, 3), (5, 6, 9)]
        """
        for surname in surnames:
            for found in re.finditer(re.escape(surname), text):
                for use in ("address", "office"):
                    said = _TABLE.pattern(use).match(text, found.end())
                    if said and _is_surname(text, found, said, office=use == "office"):
                        yield found.start(), found.end(), said.end()
                        break

    def office_beside(self, text: str, start: int, end: int) -> str:
        """Return the office after a name: 장관 of 안규백 국방부 장관."""
        found = _TABLE.pattern("office_of").match(text, end)
        return found["title"] if found else ""

    def said_before(self, text: str, start: int, words: tuple[str, ...]) -> str:
        """Return which word stands before a title; 전 after a time is *ago*: 3일 전."""
        said = super().said_before(text, start, words)
        before = text[max(0, start - 12) : start - len(said)]
        return "" if _TABLE.pattern("ago").search(before) else said

    def is_whole(self, text: str, span: tuple[int, int], kind: TermType, edges: Edges) -> bool:
        """Tell whether a rendering is a word of its own, or only has an ending attached."""
        start, end = span
        lead = hangul_before(text, start, max(0, start - 8))
        led = lead and is_hangul(text[start]) and kind is TermType.PERSON
        if led and start not in edges.ends and not _TABLE.pattern("lead").fullmatch(lead):
            return False
        if not is_hangul(text[end - 1]):
            return True
        if not hangul_after(text, end) or end in edges.begins or ends_word(text, end):
            return True
        tails = _TAILS.get(TermType.ORG if edges.last is TermType.ABBR else edges.last)
        return tails is None or _TABLE.pattern(tails).match(text, end) is not None

    def named(self, text: str, *, headline: bool) -> Iterator[Named]:
        """Find what Kiwi tells to be names, if it is installed."""
        from workflow.languages.ko.new_names import tagged_names

        return tagged_names.named(text)

    def offices(self, text: str, persons: Sequence[tuple[int, int]]) -> Iterator[Named]:
        """Find the offices that stand beside persons."""
        from workflow.languages.ko.new_names import offices

        return offices.beside(text, persons)

    def finds_all(self) -> bool:
        """Tell whether Kiwi is installed."""
        from workflow.languages.ko.new_names import tagged_names

        return tagged_names.is_ready()

    def short_place(self, name: str) -> str:
        """Return a place's name without the word for its kind: 하이퐁시 is 하이퐁.

        A large city's is a row of its own: 부산 and 부산시, which is its government as well.
        """
        from workflow.languages.ko.new_names.name_kinds import KINDS, is_listed

        short = KINDS.pattern("unit_end").sub("", name)
        return name if is_listed(short) else short

    def is_thing(self, name: str) -> bool:
        """Tell whether a name ends as laws and events do, or is made of letters and figures."""
        from workflow.languages.ko.new_names.name_kinds import KINDS, kind_of

        model = KINDS.pattern("model").fullmatch(name)
        return model is not None or kind_of(name, parts=1, proper=True) is TermType.TERM

    def is_doubtful(self, name: str, kind: TermType, mentions: int, texts: Sequence[str]) -> bool:
        """Tell whether Kiwi usually took a name for words, or a person's has no second witness."""
        from workflow.languages.ko.new_names import noun_runs
        from workflow.languages.ko.new_names.name_kinds import has_double_family, is_full_name

        if kind in (TermType.ORG, TermType.ABBR):
            return False
        person = kind is TermType.PERSON and mentions == 1 and is_full_name(name)
        if person and not (noun_runs.is_proper(name) or has_double_family(name)):
            return True
        begins = re.compile(rf"(?<![가-힣]){re.escape(name)}")
        standing = sum(begins.search(text) is not None for text in texts)
        return mentions * 2 <= standing and noun_runs.is_words(name)

    def shortens(self, short: str, name: str) -> bool:
        """Tell whether a word has letters of a body's name, its first and its last: 국토부."""
        from workflow.languages.ko.new_names.name_kinds import is_acronym

        return is_acronym(short, name)

    def is_ordinary(self, word: str) -> bool:
        """Tell no word from a name: there are no capitals."""
        return False

    def person_beside(self, text: str, start: int, end: int) -> tuple[int, int] | None:
        """Find a name of three syllables before a title."""
        found = _TABLE.pattern("person_before").search(text[:start])
        return found.span(1) if found else None

    def proposals(self, name: str, kind: TermType) -> tuple[Mapping[str, str], str]:
        """Return the names of a place in lists, and the usual name of a Korean elsewhere."""
        from workflow.languages.ko.new_names import own_names

        if kind is TermType.TITLE:
            return office_names.proposals(name, "ko")
        if kind is TermType.PLACE:
            called = gazetteer.called(name, "ko")
            return called if called[0] else own_names.of_place(name)
        return {}, own_names.about_person(name) if kind is TermType.PERSON else ""

    def spaced(self, letters: str) -> re.Pattern[str]:
        """Match a name at the beginning of a word, with or without spaces between its letters."""
        return _spaced(letters)

    def is_inside_word(self, text: str, start: int, end: int) -> bool:
        """Tell whether a form ends another word, or begins a verb: no 사과 in 사과했다."""
        if not is_hangul(text[start]):
            return False
        return text[start - 1 : start].isalnum() or bool(_TABLE.pattern("verb").match(text, end))

    def noun_follows(self, after: str) -> bool:
        """Tell whether another word than a title follows: 버락 오바마 초등학교 is a school."""
        word, title = _TABLE.pattern("word_follows"), _TABLE.pattern("title_follows")
        return word.match(after) is not None and not title.match(after)

    def sound(self, text: str) -> str:
        """Return the letters of syllables."""
        return unicodedata.normalize("NFD", text.replace(" ", ""))

    def runs(self, text: str, length: int) -> Iterator[tuple[int, int]]:
        """Yield places of about ``length`` syllables that begin a word."""
        for start in range(len(text)):
            if not is_hangul(text[max(0, start - 1) : start]):
                for size in range(max(2, length - 1), length + 3):
                    run = text[start : start + size]
                    if len(run) == size and _TABLE.pattern("run").fullmatch(run):
                        yield start, start + size


@lru_cache(maxsize=4096)
def _spaced(letters: str) -> re.Pattern[str]:
    return re.compile(r"(?<![가-힣A-Za-z])" + r"\s?".join(map(re.escape, letters)))


def _is_surname(
    text: str, found: re.Match[str], said: re.Match[str], *, office: bool = False
) -> bool:
    """Tell whether a syllable before a form of address is a surname, and the word ends there."""
    sure = said[0].strip() in _TABLE.words("sure_address")
    certain = sure or found[0] not in _TABLE.words("meaning_else")
    certain &= not (office and found[0] in _TABLE.words("office_else"))
    before = text[max(0, found.start() - 1) : found.start()]
    return certain and not is_hangul(before) and ends_word(text, said.end())


def _is_no_place(place: Place) -> bool:
    """Tell whether a word that is a place as well stands for something else: 요트 경주."""
    text, end = place.text, place.end
    before, behind = _TABLE.pattern("no_place"), _TABLE.pattern("no_place_behind")
    if before.search(text, 0, place.start) or behind.match(text, end):
        return True
    noun = _TABLE.pattern("noun_before").search(text, 0, place.start)
    nouns = common_words.groups("ko", "nouns.txt")["nouns"]
    return noun is not None and noun[1] in nouns - _TABLE.word_set("before_place")


def _is_alone(place: Place) -> bool:
    """Tell whether a family name neither ends nor begins another name: 이방카 트럼프."""
    text, end = place.text, place.end
    word, title = _TABLE.pattern("word_follows"), _TABLE.pattern("title_follows")
    beside = title.match(text, end) or _TABLE.pattern("goes_with").match(text, end)
    goes_on = word.match(text, end) and not beside
    return not goes_on and _TABLE.pattern("begins").search(text[: place.start]) is not None
