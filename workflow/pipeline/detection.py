"""``detect``: the language of documents and of their blocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from workflow import detector, markup, readers
from workflow.errors import WorkflowError, contained
from workflow.model import Block, BlockKind, Document, Project
from workflow.pipeline import documents

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
    """A document's language; ``confidence`` from 0 to 1 is that of its whole text."""

    path: str
    language: str
    confidence: float
    blocks: tuple[BlockLanguage, ...]


@dataclass(slots=True)
class Detected:
    """What ``detect`` found, and what could not be read."""

    documents: list[DocumentLanguage] = field(default_factory=list)
    errors: list[WorkflowError] = field(default_factory=list)


def detect(project: Project, wanted: Sequence[str]) -> Detected:
    """Languages of the named seeds, or of all."""
    result = Detected()
    for path in documents.select(project, wanted):
        with contained(path.relative_to(project.root).as_posix(), result.errors.append):
            document = detector.assign(readers.read(project, path))
            result.documents.append(_languages(document))
    return result


def _languages(document: Document) -> DocumentLanguage:
    prose = [block for block in document.blocks if block.kind is not BlockKind.CODE]
    whole = detector.detect("\n".join(_text(block) for block in prose))
    return DocumentLanguage(
        path=document.path,
        language=document.language,
        confidence=round(whole.confidence, 3),
        blocks=tuple(
            BlockLanguage(
                block.line,
                block.kind,
                block.language,
                round(detector.detect(_text(block), document.language).confidence, 3),
                _text(block)[:_EXCERPT],
            )
            for block in document.blocks
        ),
    )


def _text(block: Block) -> str:
    return markup.plain(block.text, block.markup)
