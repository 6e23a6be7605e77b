"""The adversarial names of ``tests/gold/names``: what each sentence must and must never get."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from workflow.glossary import Glossary, table
from workflow.model import BlockKind, Document, Segment, TermUse

GOLD = Path(__file__).parents[1] / "gold" / "names"
_TAGS = {"en": "en", "ko": "ko", "zh": "zh-Hans"}


@dataclass(frozen=True, slots=True)
class Case:
    """One sentence of a document, with the renderings its mentions need and those it must not get.

    ``headline``: the first paragraph is one; ``flagged``: what nobody can tell, so that a person
    has to look.
    """

    id: str
    kind: str
    source: str
    target: str
    document: tuple[str, ...]
    at: int
    must: tuple[tuple[str, tuple[str, ...]], ...]
    never: tuple[str, ...]
    right: str
    wrong: tuple[str, ...]
    headline: bool = False
    flagged: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """The sentence that is looked at."""
        return self.document[self.at]


def cases(folder: Path = GOLD) -> Iterator[Case]:
    """The cases of a folder in their order."""
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            must = tuple(
                (surface, (forms,) if isinstance(forms, str) else tuple(forms))
                for surface, forms in row["must"]
            )
            yield Case(
                id=row["id"],
                kind=row["kind"],
                source=_TAGS[row["source"]],
                target=_TAGS[row["target"]],
                document=tuple(row["document"]),
                at=row["at"],
                must=must,
                never=tuple(row["never"]),
                right=row.get("right", ""),
                wrong=tuple(row.get("wrong", ())),
                headline=row.get("headline", False),
                flagged=tuple(row.get("flagged", ())),
            )


def glossary(folder: Path = GOLD) -> Glossary:
    """The glossary of a folder."""
    found = table.read([folder / "glossary.csv"], folder)
    assert not found.errors
    return Glossary(found.terms)


def uses(known: Glossary, case: Case) -> tuple[TermUse, ...]:
    """What the glossary says of the sentence, in its document."""
    segments = tuple(
        Segment(
            f"k{n}", text, "", "seeds/a.txt", n + 1, n, 0,
            BlockKind.HEADLINE if case.headline and n == 0 else BlockKind.PARAGRAPH, case.source,
        )
        for n, text in enumerate(case.document)
    )  # fmt: skip
    document = Document("seeds/a.txt", "a", (), language=case.source, segments=segments)
    return known.uses(document, case.target)[case.at]


def faults(case: Case, found: Sequence[TermUse]) -> list[str]:
    """Wrong prescriptions and wrong silences, in words."""
    ambiguous = [use.source for use in found if use.rule == "ambiguous"]
    told = [] if ambiguous == list(case.flagged) else [f"{case.id}: flagged are {ambiguous}"]
    return [*_prescribed(case, found), *_silent(case, found), *told]


def _prescribed(case: Case, found: Sequence[TermUse]) -> Iterator[str]:
    for use in found:
        for wrong in case.never:
            if wrong in use.rendering:
                yield f"{case.id}: {use.source} is prescribed as {use.rendering}"


def _silent(case: Case, found: Sequence[TermUse]) -> Iterator[str]:
    for surface, forms in case.must:
        places = [match.span() for match in re.finditer(re.escape(surface), case.sentence)]
        options = {
            option
            for use in (*found, *(part for use in found for part in use.parts))
            if any(use.start < end and start < use.end for start, end in places)
            for option in (use.rendering, *use.accepted)
        }
        if not any(form in option for form in forms for option in options):
            yield f"{case.id}: {surface} is not given {forms[0]}: {sorted(options)}"
