"""What several formats show alike: the blocks in order, and how far each text was reviewed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workflow.aligned import Cell, Content, Part, Publication, Summary
from workflow.model import State
from workflow.site import links
from workflow.site.labels import COUNTS, MARKS


def parts(content: Content) -> Iterator[Part]:
    """Every block of an article in reading order."""
    yield from content.front
    for section in content.body:
        yield from section.parts


def begun(summary: Summary, languages: Sequence[str]) -> bool:
    """Whether each of these languages has some of the text; a file without it is no use."""
    return all(
        language == summary.source
        or not set(summary.tallies[language]) <= {State.EMPTY, State.WITHHELD}
        for language in languages
    )


def status(publication: Publication, language: str, cell: Cell) -> str:
    """The mark of a sentence that no person has approved: ``○ machine``; else nothing."""
    if cell.mark in {"", "reviewed"}:
        return ""
    return " ".join(publication.words(language).mark(cell.mark))


def states(publication: Publication, languages: Sequence[str]) -> Iterator[str]:
    """For each translation, how many of its sentences are in which state."""
    summary = publication.summary
    for language in languages:
        if language == summary.source:
            continue
        words, tally = publication.words(language), summary.tallies[language]
        counts = (
            f"{MARKS['machine' if state is State.DRAFT else state.value][0]} "
            + words(COUNTS[state.value], n=tally[state])
            for state in State
            if tally.get(state)
        )
        yield f"{links.known(language).autonym}: {', '.join(counts)}"
