"""Align an existing human translation with its seed (``align``), sentence by sentence.

What is sure comes in as reviewed. What a person should look at comes in as a draft that says why:
an improbable pair, numbers that differ, several sentences translated as one. What an editor has
approved before stays as it is; another translation of it is kept beside it in a comment.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

from workflow import glossary
from workflow.align import Bead, align_segments, evidence, fit_markup
from workflow.app.checking.risk import DOUBT
from workflow.app.state import seed_files
from workflow.app.state.document_translation import DocumentTranslation, open_translation
from workflow.catalog import IncomingResult
from workflow.documents import detector, readers, segmenter
from workflow.errors import SourceError
from workflow.languages import language, space_between
from workflow.markup import plain, problems
from workflow.model import Document, Entry, Incoming, Problem, Project, Segment, State, say
from workflow.qa import engine_problems, quantities

#: A person should check beads less probable than this (tests/bench/bench_align.py counts how many
#: are wrong above it).
SURE = 0.95
#: And those with less support than this: a sentence in the place of another's translation. Where
#: every tenth sentence of the benchmark was exchanged for one of another article, 1 of 8 of these
#: had more, and 1 of 50 right pairs less.
SUPPORTED = -0.75
#: Texts with less evidence for each other (:func:`workflow.align.evidence`) may well be two
#: different articles.
RELATED = 0.4


class Result(StrEnum):
    """The outcome for a translation, or for a sentence on one side only."""

    REVIEWED = "reviewed"
    DRAFT = "draft"
    SAME = "same"
    ALTERNATIVE = "alternative"
    UNTRANSLATED = "untranslated"
    ADDED = "added"


#: The result for each outcome in the catalog.
_RESULTS = {
    IncomingResult.APPROVED: Result.REVIEWED,
    IncomingResult.EDITED: Result.DRAFT,
    IncomingResult.SAME: Result.SAME,
    IncomingResult.CONFLICT: Result.ALTERNATIVE,
    IncomingResult.REFUSED: Result.ALTERNATIVE,
}


@dataclass(frozen=True, slots=True)
class Translation:
    """A translated article.

    Attributes:
        path: a text file of any type that seeds can have.
        target: BCP 47 tag of its language.
        reviewer: who vouches for it, ``Name <address>``.
    """

    path: Path
    target: str
    reviewer: str = ""


@dataclass(frozen=True, slots=True)
class Aligned:
    """Sentences that translate each other, and how the catalog took the translation.

    Attributes:
        source, target: the sentences, joined.
        line, target_line: where each begins in its file; 0 when there is none.
        shape: how many sentences there are: ``1-1``, ``1-2`` …
        confidence: from 0 to 1.
        result: what became of it.
        doubts: why a person should look.
    """

    source: str
    target: str
    line: int
    target_line: int
    shape: str
    confidence: float
    result: Result
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Alignment:
    """What ``align`` did; ``written`` says whether the catalog has changed on disk."""

    seed: str
    translation: str
    target: str
    po: str
    written: bool
    pairs: tuple[Aligned, ...]

    @property
    def counts(self) -> Mapping[Result, int]:
        """Count the pairs by outcome."""
        counted = Counter(pair.result for pair in self.pairs)
        return {result: counted[result] for result in Result}


def align(
    project: Project, source: str, translation: Translation, *, dry_run: bool = False
) -> Alignment:
    """Bring an existing translation of a seed into its catalog.

    Args:
        project: whose seed.
        source: the seed, or a file that becomes one.
        translation: of that article.
        dry_run: only say what would be done; nothing is written.

    Raises:
        SourceError: one of the files cannot be read, or is not in the language it should be in.
        CatalogError: the PO file cannot be used or written.
    """
    target = translation.target
    document = _source(project, source)
    if document.language == target:
        raise SourceError(
            document.path,
            say("is in {name} itself", name=language(target).name),
            say("Give another language: --to."),
        )
    other = _translation(translation.path, target, seed_files.sources_of(project))
    version = open_translation(project, glossary.load(project), document, target)
    beads = align_segments(document.segments, other.segments, version.uses)
    related = evidence(beads) >= RELATED
    intake = _Intake(version, other, translation.reviewer, related=related)
    pairs = tuple(intake.bring_in(bead) for bead in beads)
    if not dry_run:
        seed_files.select(project, (source,), take_in=True)
    written = not dry_run and version.catalog.save(sign=False)
    po = project.where(version.catalog.path)
    return Alignment(document.path, str(translation.path), target, po, written, pairs)


def _source(project: Project, source: str) -> Document:
    """Load the seed, or a file that would become one."""
    if place := seed_files.place_of(project, source):
        shown = project.where(place)
        name = seed_files.name_of(project, place)
        document = segmenter.segment(
            replace(_foreign(Path(source), seed_files.sources_of(project)), path=shown, name=name)
        )
    else:
        (seed, *others) = seed_files.select(project, (source,))
        if others:
            raise SourceError(
                source, say("names several seeds"), say("Align one article at a time.")
            )
        document = seed_files.load(project, seed)
    return document


def _translation(path: Path, target: str, sources: detector.Sources) -> Document:
    """Read the translated file as a document in its language."""
    document = _foreign(path, sources.headed_by(target))
    if document.language not in (target, detector.UNDETERMINED):
        place = readers.language_place(str(path))
        raise SourceError(
            path,
            say(
                "is in {name}, not in {name2}",
                name=language(document.language).name,
                name2=language(target).name,
            ),
            say("Give its language with --to, or say it {place}.", place=place)
            if place
            else say("Give its language with --to."),
        )
    return segmenter.segment(replace(document, language=target))


def _foreign(path: Path, sources: detector.Sources) -> Document:
    blocks, metadata = readers.parse_file(path)
    return detector.assign(Document(str(path), path.stem, blocks, metadata), sources)


def doubtful(
    source: Sequence[str], text: str, target: str, bead: Bead, *, related: bool
) -> Iterator[Problem]:
    """List the reasons for a person to check a pair; without any, it is trusted.

    Args:
        source: the source sentences of ``bead``.
        text: their translation.
        target: BCP 47 tag of its language.
        bead: how they were aligned.
        related: whether the two articles are translations of each other.
    """
    if not related:
        yield engine_problems.UNRELATED()
    if len(source) > 1:
        yield engine_problems.AS_ONE(n=len(source))
    if bead.confidence < SURE:
        yield engine_problems.UNSURE(share=f"{bead.confidence:.0%}")
    elif bead.support < SUPPORTED:
        yield engine_problems.UNLIKE()
    whole = " ".join(source)
    _, missing = quantities.unequal(plain(whole), plain(text), target)
    if missing:
        yield engine_problems.NUMBERS(values=quantities.listed(missing))
    if len(source) == 1:
        yield from problems(whole, text)


class _Intake:
    """Puts aligned sentence pairs (beads) into a catalog, one after the other."""

    def __init__(
        self, version: DocumentTranslation, translation: Document, reviewer: str, *, related: bool
    ) -> None:
        self._version = version
        self._document = version.document
        self._translation = translation
        self._reviewer = reviewer
        self._related = related
        self._today = date.today().isoformat()
        self._terms_hashes = version.terms_hashes()
        self._glue = space_between(version.target)

    def bring_in(self, bead: Bead) -> Aligned:
        """Put the translation of an aligned pair into the catalog; return the outcome."""
        source = [self._document.segments[at] for at in bead.source]
        target = [self._translation.segments[at] for at in bead.target]
        text = _joined(target, self._glue)
        doubts: tuple[str, ...] = ()
        if not target:
            result = Result.UNTRANSLATED
        elif not source:
            result = Result.ADDED
        else:
            text = self._with_tags(source, target, text)
            sentences = [segment.text for segment in source]
            found = doubtful(sentences, text, self._version.target, bead, related=self._related)
            doubts = tuple(str(problem.message) for problem in found)
            results = [self._place(segment, source, text, doubts) for segment in source]
            result = max(results, key=list(Result).index)
        return Aligned(
            source=_joined(source, " "),
            target=text,
            line=source[0].line if source else 0,
            target_line=target[0].line if target else 0,
            shape=bead.shape,
            confidence=round(bead.confidence, 3),
            result=result,
            doubts=doubts,
        )

    def _with_tags(self, source: Sequence[Segment], target: Sequence[Segment], text: str) -> str:
        here = [self._document.blocks[number].markup for number in _blocks(source)]
        there = [self._translation.blocks[number].markup for number in _blocks(target)]
        if len(here) == len(there) == 1:
            return fit_markup(_joined(source, " "), text, here[0], there[0])
        for segment in target:
            shown = plain(segment.text, self._translation.blocks[segment.block].markup)
            text = text.replace(segment.text, shown)
        return text

    def _place(
        self, segment: Segment, together: Sequence[Segment], text: str, doubts: Sequence[str]
    ) -> Result:
        entry = self._version.catalog.entries[segment.text]
        others = " ".join(f"“{one.text}”" for one in together if one is not segment)
        comments = [f"{DOUBT}{doubt}" for doubt in doubts]
        if others:
            comments.append(str(engine_problems.SHARED(text=others)))
        stays = _approved_otherwise(entry, text)
        returned = Incoming(
            source=segment.text,
            text=text,
            approved=not doubts,
            reviewer="" if doubts else self._reviewer,
            date=self._today,
            comments=() if stays or entry.text == text else tuple(comments),
            problem="an approved translation stays" if stays else "",
            terms_hash=self._terms_hashes[segment.text],
        )
        (fate,) = self._version.catalog.take_in([returned])
        return _RESULTS[fate]


def _approved_otherwise(entry: Entry, text: str) -> bool:
    """Tell whether an editor has approved another translation, which must be kept."""
    carried = entry.origin == "source"
    return entry.state is State.REVIEWED and not carried and entry.text != text


def _blocks(segments: Iterable[Segment]) -> list[int]:
    return list(dict.fromkeys(segment.block for segment in segments))


def _joined(segments: Sequence[Segment], glue: str) -> str:
    """Join sentences as they stand in their block, inserting ``glue`` between blocks."""
    text = ""
    for before, segment in zip((None, *segments), segments, strict=False):
        if before:
            text += " ".join(before.space.split("\n")) if before.block == segment.block else glue
        text += segment.text
    return text
