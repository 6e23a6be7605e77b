"""Names that stand in documents and not in the glossary, with proposals an editor can paste.

Nothing is looked up and nothing is guessed as approved: a proposal follows from a published rule
(pinyin into Hangul and back) or is left empty. Names are found by how they are written: capitals
in English, a title beside a family name in Korean and Chinese, an abbreviation in brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from workflow.glossary import names, pinyin, table
from workflow.glossary.matcher import Hit, fold
from workflow.glossary.rendering import RUNNING
from workflow.glossary.surnames import title_case
from workflow.glossary.termbase import Glossary
from workflow.languages import language
from workflow.model import UNTRANSLATED, Document, Segment, TermType

_EXAMPLES = 3
_CAPITAL = r"[A-ZÀ-Þ][\w'.&-]*"
_NAME = re.compile(rf"\b{_CAPITAL}(?:(?: (?:of|for|and|the|on|de|von|van|del|al))* {_CAPITAL})*")
_ABBREVIATION = re.compile(r"[A-Z][A-Z0-9&-]*[A-Z0-9]")
_ORGANISATION = re.compile(
    r"\b(?:Association|Bank|Bureau|Center|Centre|Chamber|Commission|Committee|Company|Corp|"
    r"Corporation|Council|Federation|Foundation|Group|Inc|Institute|Ltd|Ministry|Organi[sz]ation|"
    r"Party|University|Union)\b"
)
#: Capitalised words that are no names by themselves.
_ORDINARY = frozenset(
    re.findall(
        r"\w+",
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May "
        "June July August September October November December I The A An In On At By It He She "
        "They We You But And Or If As Mr Mrs Ms Dr This That These Those There What When Where Who "
        "Why How CEO CFO TV US",
    )
)
_PEOPLES = frozenset({"Korean", "Koreans", "Chinese", "Japanese", "American", "Americans"})
#: The most frequent family names, enough to tell a name beside a title.
_KOREAN = (
    "김이박최정강조윤장임한오서신권황안송류유홍전고문양손배백허남심노하곽성차주우구민진나지"
    "엄원천방공현함변염여추"
)
_CHINESE = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜"
    "叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶"
    "贺毛郝顾龚邵万覃武钱戴严邢单"
)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name that is not in the glossary.

    Attributes:
        name: as it stands in the text.
        language: BCP 47 tag of that text.
        type: what it seems to be.
        count: how often it stands in the documents.
        examples: ``path:line: sentence``, the first few.
        proposals: by language, a rendering that follows from a rule.
        basis: the rule.
    """

    name: str
    language: str
    type: TermType
    count: int
    examples: tuple[str, ...]
    proposals: Mapping[str, str] = field(default_factory=dict)
    basis: str = ""


def suggest(glossary: Glossary, documents: Iterable[Document]) -> tuple[Suggestion, ...]:
    """Unlisted names of the documents, the most frequent first."""
    places: dict[tuple[str, str], list[str]] = {}
    for document in documents:
        for segment in document.segments:
            if segment.kind in UNTRANSLATED:
                continue
            spoken = segment.language or document.language
            for name in dict.fromkeys(_names(glossary, segment, spoken)):
                example = f"{segment.path}:{segment.line}: {segment.text}"
                places.setdefault((spoken, name), []).append(example)
    found = [_suggestion(name, spoken, where) for (spoken, name), where in places.items()]
    return tuple(sorted(found, key=lambda one: (-one.count, one.language, one.name)))


def paste(suggestions: Sequence[Suggestion]) -> str:
    """CSV rows for a glossary file, all under review, with what each proposal rests on."""
    rows = []
    for number, one in enumerate(suggestions, 1):
        cells = {language(tag).column: text for tag, text in one.proposals.items()}
        note = f"{one.basis}; " if one.basis else ""
        rows.append(
            {
                "id": f"new{number:03}",
                "type": one.type.value,
                **dict.fromkeys(("en", "ko", "zh"), ""),
                **cells,
                language(one.language).column: one.name,
                "status": "review",
                "note": f"{note}{one.count}×, first in {one.examples[0].split(': ')[0]}",
            }
        )
    return table.to_csv(rows)


def _names(glossary: Glossary, segment: Segment, spoken: str) -> Iterator[str]:
    hits = glossary.find(segment.text, spoken)
    base = spoken.partition("-")[0]
    if base in ("ko", "zh"):
        yield from _beside_titles(segment.text, hits, base)
    elif segment.kind in RUNNING or not title_case(segment.text):
        yield from _capitalised(fold(segment.text).text, hits)


def _capitalised(text: str, hits: Sequence[Hit]) -> Iterator[str]:
    """Runs of capitalised words the glossary does not know, without the titles before them.

    A single word counts only as an abbreviation or inside the sentence: any word may open one.
    """
    for match in _NAME.finditer(text):
        start = _after_titles(match.start(), match.end(), hits)
        for name in _trimmed(text[start : match.end()]):
            at = text.find(name, start)
            if name in _PEOPLES or _is_known(text, at, at + len(name), hits):
                continue
            opens = not text[:at].strip() or text[:at].rstrip()[-1] in "\"'([:.?!"
            if " " in name or _ABBREVIATION.fullmatch(name) or not opens:
                yield name


def _trimmed(run: str) -> Iterator[str]:
    """The names in a run of capitalised words, without ordinary words around them."""
    whole = _ORGANISATION.search(run)
    for piece in [run] if whole else run.split(" and "):
        words = piece.rstrip(".'").removesuffix("'s").split()
        while words and (words[0] in _ORDINARY or not words[0][0].isupper()):
            words.pop(0)
        while words and (words[-1] in _ORDINARY or not words[-1][0].isupper()):
            words.pop()
        if words and len(words[0]) > 1:
            yield " ".join(words)


def _after_titles(start: int, end: int, hits: Sequence[Hit]) -> int:
    """Where the name begins in a run that has a known title in it."""
    titles = [
        hit.end
        for hit in hits
        if start <= hit.start and hit.end < end and hit.names[0].term.type is TermType.TITLE
    ]
    return max(titles, default=start)


def _is_known(text: str, start: int, end: int, hits: Sequence[Hit]) -> bool:
    """Whether every word of a name stands in a name of the glossary."""
    known = bytearray(end - start)
    for hit in hits:
        for place in range(max(hit.start, start), min(hit.end, end)):
            known[place - start] = 1
    rest = "".join(text[start + place] for place, is_known in enumerate(known) if not is_known)
    return not any(word[0].isupper() and word not in _ORDINARY for word in rest.split())


def _beside_titles(text: str, hits: Sequence[Hit], base: str) -> Iterator[str]:
    """A family name and a given name next to a title the glossary knows."""
    inside = [(hit.start, hit.end) for hit in hits if hit.names[0].term.type is not TermType.TITLE]
    for hit in hits:
        if hit.names[0].term.type is not TermType.TITLE:
            continue
        match = _beside(text, hit, base)
        if match and not any(a < match.end(1) and match.start(1) < b for a, b in inside):
            yield match[1]


def _beside(text: str, title: Hit, base: str) -> re.Match[str] | None:
    """A person's name before the title or, in Chinese, after it."""
    if base == "ko":
        return re.search(rf"(?<![가-힣])([{_KOREAN}][가-힣]{{2}}) $", text[: title.start])
    before = re.search(rf"(?:^|[\W])([{_CHINESE}][\u4e00-\u9fff]{{1,2}})$", text[: title.start])
    after = re.compile(rf"([{_CHINESE}][\u4e00-\u9fff]{{1,2}}?)(?=[\W表说在与和指强认]|$)")
    return before or after.match(text, title.end)


def _suggestion(name: str, spoken: str, where: Sequence[str]) -> Suggestion:
    kind = _type(name, spoken)
    proposals: dict[str, str] = {}
    basis = ""
    if kind is TermType.PERSON and spoken.startswith("zh"):
        sound = pinyin.from_han(name)
        proposals = {"en": sound, "ko": f"{pinyin.to_hangul(sound)}({name})"}
        basis = "pinyin with surname readings, Hangul by the Chinese table of 외래어 표기법"
    elif kind is TermType.PERSON and (hangul := pinyin.to_hangul(name)):
        proposals = {"ko": hangul}
        basis = "Hangul by the Chinese table of 외래어 표기법, if the person is Chinese"
    examples = tuple(where[:_EXAMPLES])
    return Suggestion(name, spoken, kind, len(where), examples, proposals, basis)


def _type(name: str, spoken: str) -> TermType:
    if spoken.partition("-")[0] in ("ko", "zh"):
        return TermType.PERSON
    if _ABBREVIATION.fullmatch(name):
        return TermType.ABBR
    if _ORGANISATION.search(name):
        return TermType.ORG
    words = names.bare(name).split()
    chinese = len(words) == 2 and bool(pinyin.to_hangul(name))
    if chinese or (len(words) in (2, 3) and any("-" in word[1:-1] for word in words)):
        return TermType.PERSON
    return TermType.PERSON if len(words) == 2 else TermType.TERM
