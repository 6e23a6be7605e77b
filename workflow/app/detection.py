"""Detect the languages of documents and blocks (``detect``), and describe doubts about them.

They decide which terms and editions apply, so ``run`` and ``translate`` tell what is doubtful.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from workflow.app.state import seed_files
from workflow.app.state.seed_report import SeedReport
from workflow.documents import detector
from workflow.errors import SourceError, WorkflowError, contained
from workflow.languages import language
from workflow.model import VERBATIM, Authority, Block, BlockKind, Document, Project, say

_EXCERPT = 60


@dataclass(frozen=True, slots=True)
class BlockLanguage:
    """A block's language in its document, and the confidence of its text alone."""

    line: int
    kind: BlockKind
    language: str
    confidence: float
    text: str


@dataclass(frozen=True, slots=True)
class DocumentLanguage:
    """A document's language.

    Attributes:
        path: the seed.
        language: BCP 47 tag, or ``und``.
        confidence: how sure it is, from 0 to 1.
        sure: whether that is enough to go by.
        authority: who or what says so: ``option``, ``metadata``, ``kept``, ``page`` or ``text``.
        reads_as: the language its text is clearly in, where another was named; else empty.
        blocks: their languages.
    """

    path: str
    language: str
    confidence: float
    sure: bool
    authority: str
    reads_as: str
    blocks: tuple[BlockLanguage, ...]


@dataclass(slots=True)
class Detected:
    """The outcome of ``detect``, and what could not be read."""

    documents: list[DocumentLanguage] = field(default_factory=list)
    errors: list[WorkflowError] = field(default_factory=list)


def detect(project: Project, wanted: Sequence[str], named: str = "") -> Detected:
    """Detect the languages of the wanted seeds, or of all.

    ``named`` is the language that the command line says they are in.
    """
    result = Detected()
    sources = seed_files.sources_of(project)
    for path in seed_files.select(project, wanted):
        with contained(project.where(path), result.errors.append):
            document = seed_files.recognized(project, path, named)
            result.documents.append(_languages(document, sources))
    return result


def _languages(document: Document, sources: detector.Sources) -> DocumentLanguage:
    by_text = document.authority is Authority.TEXT
    confidence = detector.elect(document.blocks, sources).confidence if by_text else 1.0
    return DocumentLanguage(
        path=document.path,
        language=document.language,
        confidence=round(confidence, 3),
        sure=document.sure and document.language != detector.UNDETERMINED,
        authority=document.authority,
        reads_as=document.reads_as,
        blocks=tuple(
            BlockLanguage(
                block.line,
                block.kind,
                block.language,
                round(_confidence(block, document.language, sources), 3),
                detector.text_of(block)[:_EXCERPT],
            )
            for block in document.blocks
        ),
    )


def _confidence(block: Block, within: str, sources: detector.Sources) -> float:
    if block.kind in VERBATIM:
        return 0.0
    return detector.detect(detector.text_of(block), within, sources).confidence


#: How many seeds one message lists; the others are counted.
_NAMED = 5


def doubts(project: Project, seeds: Iterable[SeedReport]) -> Iterator[SourceError]:
    """Return warnings about doubtful languages, one for each kind of doubt."""
    seeds = sorted(seeds, key=lambda seed: seed.path)
    known = project.settings.languages
    if contrary := [seed for seed in seeds if seed.reads_as]:
        yield _contrary(contrary)
    if unsure := [seed for seed in seeds if not seed.sure]:
        yield _unsure(unsure)
    if outside := [seed for seed in seeds if seed.sure and seed.language not in known]:
        yield _outside(outside, project.settings.expected)


def _contrary(seeds: Sequence[SeedReport]) -> SourceError:
    """Report seeds whose text reads as another language than the declared one."""
    about = {"named": _names(seeds), "read": _joined(_name(seed.reads_as) for seed in seeds)}
    what = (
        say("is named {named}, but the text reads as {read}", **about)
        if len(seeds) == 1
        else say("are named {named}, but the text reads as {read}", **about)
    )
    return SourceError(_where(seeds), what, say("Correct lang in the front matter, or --source."))


def _unsure(seeds: Sequence[SeedReport]) -> SourceError:
    """Report seeds whose language is only a guess."""
    names = _names(seeds)
    return SourceError(
        _where(seeds),
        say("is taken for {names}, but that is not sure", names=names)
        if len(seeds) == 1
        else say("are taken for {names}, but that is not sure", names=names),
        say(
            "Say it with lang in the front matter, or with --source {tag}, or name the languages"
            " of all your seeds in the settings: sources.",
            tag=seeds[0].language,
        ),
    )


def _outside(seeds: Sequence[SeedReport], expected: Sequence[str]) -> SourceError:
    """Report seeds whose language is not one of the project's."""
    names = _names(seeds)
    tags = dict.fromkeys((*expected, *(seed.language for seed in seeds)))
    return SourceError(
        _where(seeds),
        say("is in {names}, neither a target nor among the sources", names=names)
        if len(seeds) == 1
        else say("are in {names}, neither a target nor among the sources", names=names),
        say(
            "If that is right, add it in the settings: sources = [{listed}]. If not: say it with"
            " lang in the front matter, or with --source.",
            listed=[f'"{tag}"' for tag in tags],
        ),
    )


def _where(seeds: Sequence[SeedReport]) -> str:
    if len(seeds) == 1:
        return seeds[0].path
    paths = [f"{seed.path} ({seed.language})" for seed in seeds]
    shown = ", ".join(paths[:_NAMED])
    more = len(paths) - _NAMED
    return f"{shown} and {more:,} more" if more > 0 else shown


def _names(seeds: Sequence[SeedReport]) -> str:
    return _joined(_name(seed.language) for seed in seeds)


def _name(tag: str) -> str:
    return f"{language(tag).name} ({tag})"


def _joined(names: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(names))
