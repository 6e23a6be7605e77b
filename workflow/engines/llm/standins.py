"""Well-known names in place of names that a small model mangles.

A model that writes an approved form wrong however often it is asked still knows the names that
everybody knows. The sentence is translated with such a name in place of the difficult one; in the
translation its own known rendering is then replaced by the approved form.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from workflow import glossary, markup
from workflow.model import Request, TermType, TermUse

#: How each is written in English, Korean and Chinese; little else is known of those who bear them.
_PEOPLE = (
    ("David", "데이비드", "大卫"),
    ("Michael", "마이클", "迈克尔"),
    ("Peter", "피터", "彼得"),
    ("Robert", "로버트", "罗伯特"),
    ("Thomas", "토마스", "托马斯"),
)
_BODIES = (
    ("Google", "구글", "谷歌"),
    ("Microsoft", "마이크로소프트", "微软"),
    ("Toyota", "도요타", "丰田"),
    ("Samsung", "삼성", "三星"),
    ("Amazon", "아마존", "亚马逊"),
)
_PLACES = (
    ("London", "런던", "伦敦"),
    ("Paris", "파리", "巴黎"),
    ("Tokyo", "도쿄", "东京"),
    ("Berlin", "베를린", "柏林"),
    ("Sydney", "시드니", "悉尼"),
)
_KNOWN: Mapping[TermType, Sequence[tuple[str, str, str]]] = {
    TermType.PERSON: _PEOPLE,
    TermType.PLACE: _PLACES,
}
_COLUMNS = {"en": 0, "ko": 1, "zh-Hans": 2}


@dataclass(frozen=True, slots=True)
class Disguise:
    """A sentence with stand-ins.

    Attributes:
        request: what to have translated.
        names: the rendering of each stand-in, and the use that belongs there.
    """

    request: Request
    names: tuple[tuple[str, TermUse], ...]

    def lift(self, text: str, target: str) -> str:
        """The translation with the approved forms back; empty if a stand-in is missing."""
        for known, use in self.names:
            spots = list(glossary.spots(text, [known], target))
            if not spots:
                return ""
            for spot in reversed(spots):
                text = glossary.put(text, (spot.start, spot.end), use.target, use.reading, target)
        return text


def disguise(
    request: Request, source: str, target: str, wanted: Sequence[TermUse], turn: int
) -> Disguise | None:
    """Puts stand-ins in place of some uses; every mention of a row gets the same one.

    Args:
        request: the sentence.
        source: BCP 47 tag of the sentence.
        target: BCP 47 tag of the translation.
        wanted: the uses to be replaced.
        turn: each gives other stand-ins.

    Returns:
        None for languages without known names, and when the names do not suffice.
    """
    if not {source, target} <= set(_COLUMNS):
        return None
    chosen = _chosen(request, wanted, turn)
    if chosen is None:
        return None
    names: dict[str, tuple[str, TermUse]] = {}
    text = ""
    terms: list[TermUse] = []
    end = 0
    for use in sorted(request.terms, key=lambda each: each.start):
        if use.start < end:
            continue
        mention = request.text[use.start : use.end]
        text += request.text[end : use.start]
        if use.target and (standin := chosen.get(use.term)):
            names.setdefault(use.term, (standin[_COLUMNS[target]], use))
            text += markup.around(mention, standin[_COLUMNS[source]])
        else:
            terms.append(replace(use, start=len(text), end=len(text) + len(mention)))
            text += mention
        end = use.end
    text += request.text[end:]
    return Disguise(replace(request, text=text, terms=tuple(terms)), tuple(names.values()))


def _chosen(
    request: Request, wanted: Sequence[TermUse], turn: int
) -> dict[str, tuple[str, str, str]] | None:
    """A stand-in for each row, no two the same; None where they do not suffice."""
    chosen: dict[str, tuple[str, str, str]] = {}
    for use in wanted:
        if use.term not in chosen:
            free = [name for name in _free(request, use) if name not in chosen.values()]
            if not free:
                return None
            chosen[use.term] = free[turn % len(free)]
    return chosen


def _free(request: Request, use: TermUse) -> Iterator[tuple[str, str, str]]:
    """Stand-ins for a use that the sentence and its renderings do not contain."""
    taken = "\n".join((request.text, *(each.target for each in request.terms)))
    for name in _KNOWN.get(use.type, _BODIES):
        if not any(form in taken for form in name):
            yield name
