"""``detect``: the language of documents and of their blocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from workflow.app import seed_files
from workflow.documents import detector
from workflow.errors import WorkflowError, contained
from workflow.model import Authority, Block, BlockKind, Document, Project

_EXCERPT = 60


@dataclass(frozen=True, slots=True)
class BlockLanguage:
    """A block's language as its document has it, and how sure its text alone makes it."""

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
    """What ``detect`` found, and what could not be read."""

    documents: list[DocumentLanguage] = field(default_factory=list)
    errors: list[WorkflowError] = field(default_factory=list)


def detect(project: Project, wanted: Sequence[str], named: str = "") -> Detected:
    """Languages of the wanted seeds, or of all; ``named`` is what the command line says."""
    result = Detected()
    sources = seed_files.sources_of(project)
    for path in seed_files.select(project, wanted):
        with contained(path.relative_to(project.root).as_posix(), result.errors.append):
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
    if block.kind is BlockKind.CODE:
        return 0.0
    return detector.detect(detector.text_of(block), within, sources).confidence
