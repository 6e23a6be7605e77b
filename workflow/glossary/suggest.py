"""Find names in documents that the glossary lacks, with proposals an editor can paste.

Nothing is looked up and nothing is guessed as approved: a proposal follows from a published rule
(pinyin into Hangul and back) or a published list (countries), or is left empty. Names are found by
how they are written: capitals in English, a title beside a family name in Korean and Chinese.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, count

from workflow.glossary import name_forms, table
from workflow.glossary.choosing import RUNNING
from workflow.glossary.matcher import Hit, fold
from workflow.glossary.name_forms import SURE, FoundName
from workflow.glossary.termbase import Glossary
from workflow.languages import language, pack, registered
from workflow.languages.names.names import Names
from workflow.languages.names.new_names import Named
from workflow.markup import plain
from workflow.model import UNTRANSLATED, Document, Segment, TermType

_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name that is not in the glossary.

    Attributes:
        name: as it stands in the text.
        language: BCP 47 tag of that text.
        type: what it seems to be.
        count: how often it stands in the documents.
        examples: ``path:line: sentence``, the first few.
        proposals: by language, a rendering that follows from a rule or a list.
        basis: the rule, or the list.
    """

    name: str
    language: str
    type: TermType
    count: int
    examples: tuple[str, ...]
    proposals: Mapping[str, str] = field(default_factory=dict)
    basis: str = ""

    def called(self, forms: Mapping[str, str], note: str) -> Suggestion:
        """Return the name with more renderings, and a note on their source."""
        basis = "; ".join(filter(None, (self.basis, note)))
        return replace(self, proposals={**self.proposals, **forms}, basis=basis)


def suggest(glossary: Glossary, documents: Iterable[Document]) -> tuple[Suggestion, ...]:
    """Find the names of documents that no row has, the most frequent first."""
    found: dict[tuple[str, str], FoundName] = {}
    for document in documents:
        for (spoken, name), more in _in_document(glossary, document).items():
            known = found.setdefault((spoken, name), FoundName())
            known.votes.update(more.votes)
            known.places += more.places
            known.open |= more.open
    made = [_suggestion(name, spoken, each) for (spoken, name), each in found.items()]
    return tuple(sorted(made, key=lambda one: (-one.count, one.language, one.name)))


def _in_document(glossary: Glossary, document: Document) -> dict[tuple[str, str], FoundName]:
    """Return the unlisted names of a document; other forms of a name count as the name."""
    found: dict[tuple[str, str], FoundName] = {}
    for segment in document.segments:
        if segment.kind in UNTRANSLATED:
            continue
        spoken = segment.language or document.language
        place = f"{segment.path}:{segment.line}: {segment.text}"
        for name, kind, weight in _names(glossary, segment, spoken):
            found.setdefault((spoken, name), FoundName()).add(kind, weight, place)
    texts = [plain(segment.text) for segment in document.segments]
    name_forms.merge(found, texts)
    name_forms.drop_doubtful(found, texts)
    whole = "\n".join(segment.text for segment in document.segments)
    for (spoken, name), each in found.items():
        each.open = pack(spoken).names.may_be_read_otherwise(name, whole)
    return found


def paste(
    suggestions: Sequence[Suggestion], columns: Sequence[str] = (), taken: Collection[str] = ()
) -> str:
    """Format names as CSV rows for a glossary file, all under review, with the basis of each.

    Args:
        suggestions: the rows.
        columns: of the file they are for, in its order; what else is needed comes after them.
        taken: ids that other rows have.
    """
    ids = set(taken)
    rows = []
    for one in suggestions:
        cells = {language(tag).column: text for tag, text in one.proposals.items()}
        note = f"{one.basis}; " if one.basis else ""
        rows.append(
            {
                "id": _free_id(one.name, ids),
                "type": one.type.value,
                **{language(known.tag).column: "" for known in registered()},
                **cells,
                language(one.language).column: one.name,
                "status": "review",
                "note": f"{note}{one.count}×, first in {one.examples[0].split(': ')[0]}",
            }
        )
    return table.to_csv(rows, columns)


def _free_id(name: str, ids: set[str]) -> str:
    """Return an id that says what the row is, where the name is written in Latin letters."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    stem = re.sub(r"[^a-z0-9]+", "-", plain.casefold().replace("'", "")).strip("-")
    numbered = (f"{stem or 'new'}-{number}" for number in count(2 if stem else 1))
    free = next(one for one in chain([stem] if stem else [], numbered) if one not in ids)
    ids.add(free)
    return free


def _names(
    glossary: Glossary, segment: Segment, spoken: str
) -> Iterator[tuple[str, TermType, int]]:
    """Yield names, what each seems to be, and how much that mention says of it."""
    shown = plain(segment.text)  # a word at the beginning opens a sentence, whether bold or not
    hits = glossary.find(shown, spoken)
    known = pack(spoken).names
    for name in _beside_titles(shown, hits, known):
        yield name, TermType.PERSON, SURE
    text = fold(shown).text
    named = [*known.named(text, headline=segment.kind not in RUNNING)]
    for each in (*named, *known.offices(text, _persons(named, hits))):
        rest = _outside(shown, each.start, each.start + len(each.name), hits)
        titled = rest != each.name and rest == known.family_name(each.name)  # 邢大使: no new name
        office = each.type is TermType.TITLE and rest  # which English writes small as well
        if not titled and (office or not all(map(known.is_ordinary, rest.split()))):
            kind = TermType.PRODUCT if _is_thing(each, known) else each.type
            guess = 0 if kind is TermType.TERM else 1
            written = shown[each.start : each.start + len(each.name)]  # as the text has its marks
            name = written if fold(written).text == each.name else each.name
            yield name, kind, SURE if each.sure else guess


def _is_thing(one: Named, known: Names) -> bool:
    """Tell whether a name is a work's, an event's or goods', and no unknown word."""
    return one.type is TermType.TERM and (one.sure or known.is_thing(one.name))


def _persons(named: Sequence[Named], hits: Sequence[Hit]) -> list[tuple[int, int]]:
    """Return where persons stand, listed ones and others."""
    new = [(each.start, each.start + len(each.name)) for each in named if _is_person(each)]
    return sorted({*new, *((hit.start, hit.end) for hit in hits if _is_person(hit))})


def _is_person(one: Named | Hit) -> bool:
    return one.type is TermType.PERSON


def _outside(text: str, start: int, end: int, hits: Sequence[Hit]) -> str:
    """Return the parts of ``text[start:end]`` outside the names of the glossary."""
    known = bytearray(end - start)
    for hit in hits:
        for place in range(max(hit.start, start), min(hit.end, end)):
            known[place - start] = 1
    return "".join(text[start + place] for place, is_known in enumerate(known) if not is_known)


def _beside_titles(text: str, hits: Sequence[Hit], known: Names) -> Iterator[str]:
    """Find a family name and a given name next to a title the glossary knows."""
    inside = [(hit.start, hit.end) for hit in hits if hit.type is not TermType.TITLE]
    for hit in hits:
        if hit.type is not TermType.TITLE:
            continue
        place = known.person_beside(text, hit.start, hit.end)
        if place and not any(start < place[1] and place[0] < end for start, end in inside):
            yield text[slice(*place)]


def _suggestion(name: str, spoken: str, found: FoundName) -> Suggestion:
    known, examples = pack(spoken).names, tuple(found.places[:_EXAMPLES])
    proposals, basis = known.proposals(name, found.type)
    other = any(known.is_read_otherwise(name, place) for place in found.places)
    if found.type is TermType.PERSON and other:
        proposals, basis = {}, ""
    elif found.type is TermType.PERSON and found.open:
        told = ", ".join(proposals.values())
        proposals, basis = {}, f"{told} if the person is Chinese, else to be looked up"
    return Suggestion(name, spoken, found.type, len(found.places), examples, proposals, basis)
