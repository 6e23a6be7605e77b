"""Tell which names of a document are forms of one: a surname, a body's short name, a piece.

What a name is, is decided by all its mentions; what stands beside one weighs more than a guess.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from workflow.languages import pack
from workflow.languages.names.names import Names
from workflow.model import TermType

#: What a mention weighs that has beside it what the name is, against one that is guessed.
SURE = 5
_PARTS = re.compile("[ ·・]")
_BODIES = (TermType.ORG, TermType.ABBR)


@dataclass(slots=True)
class FoundName:
    """A name in a document.

    Attributes:
        votes: what its mentions say that it is.
        places: where it stands, ``path:line: sentence``, each sentence once.
        open: whether a document leaves in doubt by which rule it is read.
    """

    votes: Counter[TermType] = field(default_factory=Counter)
    places: list[str] = field(default_factory=list)
    open: bool = False

    @property
    def type(self) -> TermType:
        """What most of its mentions say that it is."""
        return self.votes.most_common(1)[0][0]

    @property
    def is_guessed(self) -> bool:
        """Whether nothing beside it says what it is."""
        return self.votes[self.type] < SURE

    def add(self, kind: TermType, weight: int, place: str) -> None:
        """Count a mention."""
        self.votes[kind] += weight
        if place not in self.places[-1:]:
            self.places.append(place)

    def settle(self, kind: TermType) -> None:
        """Make it what other names show that it is."""
        self.votes = Counter({kind: SURE})


#: Names by their language and letters.
Found = dict[tuple[str, str], FoundName]


def merge(found: Found, texts: Sequence[str]) -> None:
    """Count other forms of a name as the name, and drop them.

    Args:
        found: the names of a document.
        texts: its sentences.
    """
    text = "\n".join(texts)
    _grow(found, text)
    _by_first_words(found)
    for (spoken, name), each in list(found.items()):
        if (spoken, name) not in found:
            continue
        known = pack(spoken).names
        for short in (*_short_forms(known, name, each.type), _given(known, name, each.type)):
            alone = found.get((spoken, short))
            if alone and short != name and not _is_other(name, short, alone.type):
                each.places += found.pop((spoken, short)).places
    _by_case(found)
    _by_letters(found)
    _pieces(found, text)
    _words(found)


def drop_doubtful(found: Found, texts: Sequence[str]) -> None:
    """Drop guesses that other sentences of the document contradict: 유리 in a heading."""
    for (spoken, name), each in list(found.items()):
        names = pack(spoken).names
        if each.is_guessed and names.is_doubtful(name, each.type, len(each.places), texts):
            found.pop((spoken, name))


def _grow(found: Found, text: str) -> None:
    """Extend each name by what belongs to it wherever it stands: 苗允 is 苗允之."""
    for (spoken, name), each in list(found.items()):
        whole = pack(spoken).names.grown(name, each.type, text)
        beside = whole.replace(name, "")
        inside = any(
            other != name and beside and other.endswith(beside) and other + name in text
            for tag, other in found
            if tag == spoken
        )
        if whole != name and not inside:
            known = found.setdefault((spoken, whole), FoundName())
            known.votes.update(each.votes)
            known.places += each.places
            found.pop((spoken, name))


def _words(found: Found) -> None:
    """Drop common words that only a capital makes names, once in a document: *Category*."""
    for (spoken, name), each in list(found.items()):
        doubtful = not each.votes[each.type] and len(each.places) == 1
        if doubtful and pack(spoken).names.is_word(name):
            found.pop((spoken, name))


def _short_forms(known: Names, name: str, kind: TermType) -> list[str]:
    """Return what a document may call a name later: Hoa, 남궁, 西门子, 하이퐁."""
    if kind is TermType.PLACE:
        return [known.short_place(name)]
    if kind is TermType.ORG:
        return [known.short_body(name)]
    if kind is not TermType.PERSON:
        return []
    parts = _PARTS.split(name)
    family = known.family_name(name) if len(parts) == 1 else ""
    inside = [*parts[1:-1], " ".join(parts[1:]), " ".join(parts[:-1])]
    short = [*dict.fromkeys(filter(None, (parts[0], parts[-1], family, *inside)))]
    opening = [form[:1].upper() + form[1:] for form in short]  # Van der Berg said
    return [*dict.fromkeys((*short, *opening))]


def _given(known: Names, name: str, kind: TermType) -> str:
    """Return the given name that somebody may be called by, written onto the family name: 우진."""
    family = known.family_name(name) if kind is TermType.PERSON and " " not in name else ""
    return name.removeprefix(family) if family and name != family else ""


def _is_other(name: str, short: str, kind: TermType) -> bool:
    """Tell whether a part of a person's name is another name: neither its first nor its last."""
    if " " not in name and name.endswith(short):
        return kind not in (TermType.PERSON, TermType.TERM)
    ends = short in (_PARTS.split(name)[0], _PARTS.split(name)[-1])
    return " " in name and not ends and kind not in (TermType.PERSON, TermType.TERM)


def _by_first_words(found: Found) -> None:
    """Tell bodies from persons by what a document calls them later: a body by its first word.

    The short form counts as the body.
    """
    for (spoken, name), each in list(found.items()):
        first, _, rest = name.partition(" ")
        short = found.get((spoken, first))
        # Chen Yu-ting: the first word is the family name
        gone = (spoken, name) not in found or (each.type is TermType.PERSON and "-" in rest)
        if gone or not rest or short is None or short.type in (TermType.PLACE, TermType.PERSON):
            continue
        known = pack(spoken).names
        surname = known.family_name(name) or known.surname(name, east_asian=False)
        if each.type is TermType.PERSON and each.is_guessed and (spoken, surname) not in found:
            each.settle(TermType.ORG)
        if each.type is TermType.ORG and known.place_of(name) == first:
            short.settle(TermType.PLACE)
        elif each.type is TermType.ORG:
            each.places += found.pop((spoken, first)).places


def _by_case(found: Found) -> None:
    """Count a lower-case office as the capitalised one: *president*, *President*."""
    for (spoken, name), each in list(found.items()):
        capital = found.get((spoken, name[:1].upper() + name[1:]))
        office = each.type is TermType.TITLE and capital is not None and capital is not each
        if office and capital and capital.type is TermType.TITLE:
            places = found.pop((spoken, name)).places
            capital.places += [place for place in places if place not in capital.places]


def _by_letters(found: Found) -> None:
    """Count a short form of a single body as that body: 국토부 for 국토교통부."""
    bodies = [(told, each) for told, each in found.items() if each.type is TermType.ORG]
    for (spoken, short), each in sorted(bodies, key=lambda one: len(one[0][1])):
        known = pack(spoken).names
        longer = [
            body
            for (tag, name), body in bodies
            if tag == spoken and (tag, name) in found and known.shortens(short, name)
        ]
        if len(longer) == 1 and each.is_guessed:
            longer[0].places += each.places
            found.pop((spoken, short))


def _pieces(found: Found, text: str) -> None:
    """Drop names that occur only in a longer name: 칼립소 in 칼립소 브리즈호."""
    for (spoken, name), each in sorted(found.items(), key=lambda one: len(one[0][1])):
        longer = [
            other for tag, other in found if tag == spoken and name in other and name != other
        ]
        rest = text
        for other in longer:
            rest = rest.replace(other, "")
        if longer and name in text and name not in rest:
            found[spoken, longer[0]].places += [
                place for place in each.places if place not in found[spoken, longer[0]].places
            ]
            found.pop((spoken, name))
