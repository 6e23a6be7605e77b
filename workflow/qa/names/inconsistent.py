"""Find things with several names in a document: the check ``inconsistent``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

from workflow import markup
from workflow.glossary import term_forms
from workflow.glossary.occurrences import leaves, options, spots
from workflow.model import BlockKind, Entry, Finding, Sentence, TermType, say
from workflow.qa.both_sides import read_sides
from workflow.qa.names.name_variants import across
from workflow.qa.problems import bare_letters, placed, warning

#: Types with one name throughout; persons get shorter names when they recur.
_ONE_NAME = frozenset(
    {TermType.ORG, TermType.ABBR, TermType.PLACE, TermType.PRODUCT, TermType.TERM}
)


def inconsistent(sentences: Sequence[Sentence], target: str) -> Iterator[Finding]:
    """Find things with two names, and sentences equal except for case with two translations.

    Of the renderings that the glossary allows for a row, the required ones are expected; another
    one is reported where a required one stands elsewhere in the document for the same name of the
    source, and not in the same sentence, where the other may be a word: 希望的灯塔. A person whom
    the glossary lacks has one name as well, as far as its sound tells.

    Source: the consistency rule of ISO 17100:2015, section 5.3.1.
    """
    yield from _names(sentences, target)
    yield from _persons(sentences, target)
    yield from _repeats(sentences)


def _names(sentences: Sequence[Sentence], target: str) -> Iterator[Finding]:
    required: dict[str, set[str]] = defaultdict(set)
    used: dict[tuple[str, str], dict[str, list[Entry]]] = defaultdict(lambda: defaultdict(list))
    for sentence in sentences:
        single = [use for use in leaves(sentence.terms) if use.type in _ONE_NAME]
        if not single:
            continue
        forms = tuple(dict.fromkeys(form for use in single for form in options(use)))
        found = _forms_in(sentence.entry.text, forms, target)
        for use in single:
            right = {use.rendering, term_forms.bare(use.rendering)}
            required[use.term].update(right)
            for form in found & right or found.intersection(options(use)):
                used[use.term, _singular(use.source)][form].append(sentence.entry)
    for (term, _), places in used.items():
        usual = [form for form in places if form in required[term]]
        for form in places:
            if usual and form not in required[term]:
                for entry in places[form]:
                    yield _here(form, usual[0], entry)


def _here(form: str, usual: str, entry: Entry) -> Finding:
    message = say("{form} here, but {usual} elsewhere in the document", form=form, usual=usual)
    return placed(warning("inconsistent", message), entry)


def _persons(sentences: Sequence[Sentence], target: str) -> Iterator[Finding]:
    entries = [each.entry for each in sentences]
    both = [(each, entry) for entry in entries if (each := read_sides(entry, target)).spoken]
    for number, usual, form in across([each for each, _ in both]):
        yield _here(form, usual, both[number][1])


def _singular(name: str) -> str:
    return name.casefold().removesuffix("s")


@lru_cache(maxsize=16384)
def _forms_in(text: str, forms: Sequence[str], target: str) -> frozenset[str]:
    return frozenset(spot.form for spot in spots(markup.plain(text), forms, target))


def _repeats(sentences: Sequence[Sentence]) -> Iterator[Finding]:
    seen: dict[tuple[BlockKind, str], Entry] = {}
    for sentence in sentences:
        entry = sentence.entry
        other = seen.setdefault((sentence.segment.kind, bare_letters(entry.source)), entry)
        if other.text != entry.text and bare_letters(other.text) != bare_letters(entry.text):
            message = say(
                "line {line} has the same source, but another translation", line=other.line
            )
            yield placed(warning("inconsistent", message), entry)
