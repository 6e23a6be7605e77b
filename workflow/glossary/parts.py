"""The names in one sentence that a mention can be made of, held against what stands around them.

A hit of the matcher becomes a part when it is the name it looks like: not the end of another
office or place, not a piece of a longer name. A word that is a name as well is kept for what is
made with it (``Vice Premier He``); alone it counts only where it is certainly the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from workflow.glossary import eastern, wording
from workflow.glossary.grammar import Grammar
from workflow.glossary.matcher import Hit, Kind
from workflow.glossary.pieces import Part, Parts, Sentence, start_of
from workflow.languages.en import longer, proof
from workflow.languages.en.surnames import address_before, capitals_tell, preceded
from workflow.model import Term, TermType

#: Letters of the longest words that make a title or a place another one.
_LONGEST_WORD = 24
_BODIES = frozenset({TermType.ORG, TermType.ABBR, TermType.PLACE})
#: Kinds of row whose name may be a common word as well.
_NAMES = frozenset({TermType.PERSON, TermType.ORG, TermType.PRODUCT, TermType.ABBR})
_SENTENCE_END = re.compile(r"[.!?:;…][\W_]*$")
_AND_BEFORE = re.compile(r"[A-Z]\w+ & $")
_AND_AFTER = re.compile(" & [A-Z]")
_INITIAL = re.compile(r"(?<![\w.-])([A-Z])\.(?: ?[A-Z]\.)* ?$")
#: Words without a capital.
_SMALL_WORD = re.compile(r"(?<![\w'’-])[a-z]+(?![\w'’-])")


def sort(
    sentence: Sentence, hits: Sequence[Hit], surnames: Mapping[str, tuple[Term, ...]]
) -> Parts:
    """Return the parts among ``hits``, by kind.

    Args:
        sentence: where they stand.
        hits: what the matcher found.
        surnames: family names, as its language writes them, of the persons whose full names stand
            in the document; only these count.
    """
    parts = Parts([], [], [], [])
    edges = _edges(hits, sentence.rules)
    for hit in hits:
        part = _part(sentence, hit, surnames)
        if part is None or _is_other(sentence, part, edges):
            continue
        if meant := _namesakes(sentence, hit, surnames):
            parts.persons.append(replace(part, terms=meant, surname=True, sure=False))
            if address_before(sentence.text, hit.start):
                parts.names.append(replace(part, terms=meant, surname=True))
                continue
            part = replace(part, terms=(*part.terms, *meant))
        if part.sure and not _is_sure(sentence, part):
            part = replace(part, sure=False)
        parts.names.append(part)
        if part.type is TermType.PERSON:
            parts.persons.append(part)
        elif part.type is TermType.TITLE:
            parts.titles.append(part)
        elif part.type in _BODIES and part.sure:
            parts.bodies.append(part)
    if surnames and sentence.rules.surname_title:
        parts.persons.extend(_surnames_before_titles(sentence, parts, surnames))
        parts.persons.sort(key=start_of)
    return parts


def _edges(hits: Sequence[Hit], rules: Grammar) -> frozenset[int]:
    """Return where known names begin and end beside which another one may stand.

    Not places: *America* may end a company's name. In Chinese titles only.
    """
    beside = (
        hit
        for hit in hits
        if hit.names[0].term.type is TermType.TITLE
        or (rules.capitals and hit.names[0].term.type is not TermType.PLACE)
    )
    return frozenset(edge for hit in beside for edge in (hit.start, hit.end))


def _part(sentence: Sentence, hit: Hit, surnames: Mapping[str, tuple[Term, ...]]) -> Part | None:
    """Make a part of a hit: of the rows that bear the name, else of those that have it as alias.

    Where an abbreviation and its full name are written alike, the full name's row counts.
    """
    best = min(name.kind.value for name in hit.names)
    if Kind(best) is Kind.SURNAME:
        terms = surnames.get(hit.names[0].text, ())
        return _surname(sentence.text, hit, terms) if terms else None
    if len(hit.names) == 1 and not hit.names[0].plural and sentence.text[hit.start].isupper():
        return Part(hit.start, hit.end, (hit.names[0].term,))
    names = [name for name in hit.names if name.kind.value == best]
    found = {name.term.id: name.term for name in names}
    full = [term for term in found.values() if term.type is not TermType.ABBR]
    surface = sentence.text[hit.start : hit.end]
    small = surface[0].islower() and all(name.exact and name.text[0].isupper() for name in names)
    plural = all(name.plural for name in names)
    return Part(hit.start, hit.end, tuple(full or found.values()), sure=not small, plural=plural)


def _namesakes(
    sentence: Sentence, hit: Hit, surnames: Mapping[str, tuple[Term, ...]]
) -> tuple[Term, ...]:
    """Return the persons of the document whose surname is a company's name as well: *Ford*."""
    if len(hit.names) == 1 or not sentence.rules.bare_surname:
        return ()
    kinds = {name.kind is Kind.SURNAME for name in hit.names}
    known = surnames.get(sentence.text[hit.start : hit.end], ())
    body = all(name.term.type is not TermType.PERSON for name in hit.names
               if name.kind is not Kind.SURNAME)  # fmt: skip
    return known if len(kinds) == 2 and body else ()


def _surname(text: str, hit: Hit, terms: tuple[Term, ...]) -> Part | None:
    """Return a family name; one after its initial is a name of its own: ``C. Rice``."""
    initial = _INITIAL.search(text[max(0, hit.start - 12) : hit.start])
    if initial is None:
        return Part(hit.start, hit.end, terms, surname=True)
    meant = tuple(term for term in terms if _begins_with(term, initial[1]))
    if len(meant) != 1:
        return None
    return Part(hit.start - len(initial[0]), hit.end, meant)


def _begins_with(person: Term, initial: str) -> bool:
    """Tell whether a given name of a person begins with a letter."""
    given = person.forms["en"].first.split() if "en" in person.forms else []
    return any(word.startswith(initial) for word in given)


def _is_other(sentence: Sentence, part: Part, edges: frozenset[int]) -> bool:
    """Tell whether it is a piece of another name.

    ``Vice Chairman`` is no ``Chairman``, ``North Korea`` not ``Korea``, ``大使馆`` no ``大使``.
    """
    text, rules = sentence.text, sentence.rules
    before = text[max(0, part.start - _LONGEST_WORD) : part.start].casefold()
    if part.type is TermType.TITLE:
        after = text[part.end : part.end + _LONGEST_WORD].casefold()
        other = wording.is_other_office(before, rules.other_office)
        return other or after.startswith(rules.office_goes_on)
    if rules.capitals:
        if part.surname:
            return False
        return longer.is_part(text, part.start, part.end, part.type, edges)
    person = part.type is TermType.PERSON
    if eastern.goes_on(text, part.start, part.end, rules.language, part.type):
        return True
    if person and (part.start in edges or part.end in edges):
        return False  # 韩正副主席
    return wording.crosses(text, part.start, part.end, rules.language, person=person)


def _is_sure(sentence: Sentence, part: Part) -> bool:
    """Tell whether a name that is a common word as well is certainly the name."""
    text = sentence.text
    surface = text[part.start : part.end]
    if not sentence.rules.capitals:
        return part.type not in _NAMES or wording.is_name(
            text, part.start, part.end, sentence.rules.language
        )
    if part.surname and _stands_in_name(text, part):
        return False
    place = part.type is TermType.PLACE and proof.describes(surface)
    if not (part.type in _NAMES or place) or not proof.is_word(surface):
        return True
    if part.type is TermType.ABBR and not text.isupper():
        return True
    if surface.isupper() and not text.isupper() and _is_written(part, surface):
        return True
    return proof.is_name(
        proof.Word(
            text,
            part.start,
            part.end,
            person=part.type is TermType.PERSON,
            headline=sentence.headline or not _SENTENCE_END.search(text[-_LONGEST_WORD:]),
            proven=surface.lower() in sentence.proven,
        )
    )


def _is_written(part: Part, surface: str) -> bool:
    """Tell whether a row writes its name with the same capitals."""
    english = (term.forms["en"] for term in part.terms if "en" in term.forms)
    return any(surface in form for own in english for form in (own.first, *own.aliases))


def proven(sentences: Sequence[Sentence], hits: Sequence[Sequence[Hit]]) -> frozenset[str]:
    """Return the words, in lower case, that English sentences have as names and never as words."""
    english = [
        (sentence.text, _outermost(found))
        for sentence, found in zip(sentences, hits, strict=True)
        if sentence.rules.capitals and found
    ]
    shown = {
        text[hit.start : hit.end].lower()
        for text, found in english
        for hit in found
        if hit.names[0].term.type in _NAMES
        and proof.is_word(text[hit.start : hit.end])
        and not _is_in_name(text, hit)
        and proof.proves(proof.Word(text, hit.start, hit.end, person=True))
    }
    if not shown:
        return frozenset()
    used = {word for sentence in sentences for word in _SMALL_WORD.findall(sentence.text)}
    return frozenset(shown - used)


def _outermost(hits: Sequence[Hit]) -> list[Hit]:
    """Return those of a sentence's hits that are in no other one."""
    found: list[Hit] = []
    reached = 0
    for hit in hits:  # by place, the longer one first
        if hit.end > reached:
            found.append(hit)
            reached = hit.end
    return found


def _is_in_name(text: str, hit: Hit) -> bool:
    """Tell whether a word belongs to a longer name that is not listed."""
    edges = frozenset[int]()
    return preceded(text, hit.start) or longer.is_part(
        text, hit.start, hit.end, TermType.ORG, edges
    )


def _stands_in_name(text: str, part: Part) -> bool:
    """Tell whether a surname is a piece of another full name, or an abbreviation in capitals."""
    surface = text[part.start : part.end]
    if surface.isupper() and len(surface) < 3 and not text.isupper():
        return True
    company = _AND_BEFORE.search(text[max(0, part.start - 40) : part.start])
    if company or _AND_AFTER.match(text, part.end):
        return True  # Johnson & Johnson
    return preceded(text, part.start) and capitals_tell(text)


def _surnames_before_titles(
    sentence: Sentence, parts: Parts, surnames: Mapping[str, tuple[Term, ...]]
) -> Iterator[Part]:
    """``손`` in ``손 회장``, ``孙`` in ``孙会长``: not inside a longer name, not inside a word."""
    text, rules = sentence.text, sentence.rules
    taken = [(part.start, part.end) for part in parts.names if part.type is not TermType.TITLE]
    gaps = (*rules.surname_title, *(gap for gap in rules.former if gap))
    for title in parts.titles:
        for gap in gaps:
            end = title.start - len(gap)
            if end < 0 or text[end : title.start] != gap:
                continue
            for surname, terms in surnames.items():
                start = end - len(surname)
                if start < 0 or text[start:end] != surname:
                    continue
                inside = any(begin < end and start < stop for begin, stop in taken)
                if not inside and wording.begins(text, start, end, rules.language):
                    yield Part(start, end, terms, surname=True)
