"""How long finding 10,000 terms in a sentence takes: ``python -m tests.bench.bench_glossary``.

The budget is 50 µs a sentence for the search, whatever is found. The second figure is everything
:meth:`workflow.glossary.Glossary.uses` does for a sentence of a document, in one target language.
"""

from __future__ import annotations

import random
import string
import time
from collections.abc import Callable

from tests.glossary.kef import CSV
from workflow.glossary import Glossary, table
from workflow.model import BlockKind, Document, Segment, Term, TermForms, TermType

TERMS = 10_000
SENTENCES = 2_000
WORDS = 25


def main() -> None:
    """Prints the table."""
    chance = random.Random(1)  # noqa: S311
    rows = [*table.parse(CSV, "terms.csv").terms, *(_row(chance, n) for n in range(TERMS))]
    vocabulary = [_word(chance) for _ in range(5_000)]
    sentences = [_sentence(chance, vocabulary, rows) for _ in range(SENTENCES)]
    glossary = Glossary(rows)
    started = time.perf_counter()
    glossary.matcher("en")
    print(f"{len(rows):,} terms, built in {time.perf_counter() - started:.2f} s")
    document = _document(sentences)
    hits = sum(len(found) for found in glossary.uses(document, "ko"))
    print(f"{len(sentences):,} sentences of about {WORDS} words, {hits:,} mentions")
    _report("search", lambda: [glossary.find(text, "en") for text in sentences])
    _report("renderings, 20 sentences a document", lambda: _by_document(glossary, sentences))


def _report(name: str, work: Callable[[], object]) -> None:
    best = min(_seconds(work) for _ in range(5))
    print(f"{name}: {best / SENTENCES * 1e6:.1f} µs a sentence")


def _seconds(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def _by_document(glossary: Glossary, sentences: list[str]) -> None:
    for start in range(0, len(sentences), 20):
        glossary.uses(_document(sentences[start : start + 20]), "ko")


def _document(sentences: list[str]) -> Document:
    segments = tuple(
        Segment(str(n), text, "", "a.txt", n + 1, n, 0, BlockKind.PARAGRAPH, "en")
        for n, text in enumerate(sentences)
    )
    return Document("a.txt", "a", (), language="en", segments=segments)


def _word(chance: random.Random) -> str:
    return "".join(chance.choice(string.ascii_lowercase) for _ in range(chance.randint(2, 9)))


def _row(chance: random.Random, number: int) -> Term:
    kind = chance.choice([TermType.PERSON, TermType.ORG, TermType.TERM, TermType.PLACE])
    name = " ".join(_word(chance).title() for _ in range(chance.randint(2, 3)))
    alias = " ".join(reversed(name.split()))
    forms = {
        "en": TermForms(name, aliases=(alias,)),
        "ko": TermForms("경총"),
        "zh-Hans": TermForms("韩"),
    }
    return Term(f"r{number}", kind, forms, match_case=kind is not TermType.TERM)


def _sentence(chance: random.Random, vocabulary: list[str], rows: list[Term]) -> str:
    words = [chance.choice(vocabulary) for _ in range(WORDS)]
    for place in chance.sample(range(WORDS), 2):
        words[place] = chance.choice(rows).forms["en"].first
    text = " ".join(words)
    return f"{text[0].upper()}{text[1:]}."


if __name__ == "__main__":
    main()
