"""Lists what a translation repeats from the source unchanged, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from workflow.catalog.template import ADDRESS, needs_no_translation
from workflow.languages.prose import reads_like_prose
from workflow.markup import plain, tags
from workflow.model import (
    TEMPLATE_CODE,
    VERBATIM,
    Block,
    BlockKind,
    Document,
    MarkupKind,
    Segment,
)

#: What code says of itself where it is no code for certain.
_TEXT = frozenset("text txt plain plaintext none quote prompt".split()) | {""}
_EXCERPT = 60


class CarryReason(StrEnum):
    """The reason why something is not translated."""

    CODE = "code"
    PROSE = "code like sentences"
    NOTICE = "notice"
    FIGURES = "figures"
    ADDRESS = "address"
    FORMULA = "formula"
    TEMPLATE = "template tag"
    EMBED = "embed"
    SAME = "same language"
    NOT_READ = "not read"


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """Something in a document that is not translated.

    Attributes:
        reason: why.
        line: where it begins in the seed.
        text: how it begins.
        target: BCP 47 tag of the translation that it is carried over into; empty for all.
    """

    reason: CarryReason
    line: int
    text: str
    target: str = ""


def carried_over(document: Document, targets: Sequence[str]) -> tuple[CarriedOver, ...]:
    """List what of a document is not translated, in reading order.

    Args:
        document: with its sentences.
        targets: BCP 47 tags of its translations; its own language is none of them.
    """
    others = [target for target in targets if target != document.language]
    if not others:
        return ()
    found = [each for block in document.blocks for each in _of_block(block)]
    found += [
        CarriedOver(CarryReason.NOT_READ, each.line, _begins(each.text))
        for each in document.metadata.passed_over
    ]
    for segment in document.segments:
        found += _of_sentence(document, segment, others)
    return tuple(sorted(found, key=lambda each: each.line))


def _of_block(block: Block) -> Iterator[CarriedOver]:
    if block.kind is BlockKind.EMBED and not block.text:
        yield CarriedOver(CarryReason.EMBED, block.line, block.url[:_EXCERPT])
    elif block.kind in VERBATIM:
        text = plain(block.text, block.markup)
        yield CarriedOver(_verbatim(block, text), block.line, _begins(text))


def _verbatim(block: Block, text: str) -> CarryReason:
    if block.kind is BlockKind.FORMULA:
        return CarryReason.FORMULA
    if block.url == TEMPLATE_CODE:
        return CarryReason.TEMPLATE
    may_be_text = block.url.strip("{}. ").lower() in _TEXT
    return CarryReason.PROSE if may_be_text and reads_like_prose(text) else CarryReason.CODE


def _of_sentence(
    document: Document, segment: Segment, targets: Sequence[str]
) -> Iterator[CarriedOver]:
    if segment.kind is BlockKind.NOTICE:
        yield CarriedOver(CarryReason.NOTICE, segment.line, _shown(document, segment))
        return
    into = [target for target in targets if needs_no_translation(segment, target)]
    if not into:
        return
    same = [target for target in into if target == segment.language]
    for target in same:
        yield CarriedOver(CarryReason.SAME, segment.line, _shown(document, segment), target)
    whole = len(into) == len(targets) and not same
    reason = _reason(document, segment)
    for target in [""] if whole else [each for each in into if each not in same]:
        yield CarriedOver(reason, segment.line, _shown(document, segment), target)


def _reason(document: Document, segment: Segment) -> CarryReason:
    """Return why a sentence needs no translation: formula, tag, code, address, figures."""
    if ADDRESS.fullmatch(plain(segment.text).strip()):
        return CarryReason.ADDRESS
    present = tags(segment.text)
    known = {each.tag: each.kind for each in document.blocks[segment.block].markup}
    kinds = {known.get(tag) for tag in present}
    for kind, reason in _PLACEHOLDERS.items():
        if kind in kinds:
            return reason
    return CarryReason.FIGURES


_PLACEHOLDERS = {
    MarkupKind.FORMULA: CarryReason.FORMULA,
    MarkupKind.TEMPLATE: CarryReason.TEMPLATE,
    MarkupKind.CODE: CarryReason.CODE,
}


def _shown(document: Document, segment: Segment) -> str:
    return _begins(plain(segment.text, document.blocks[segment.block].markup))


def _begins(text: str) -> str:
    return " ".join(text[: 4 * _EXCERPT].split())[:_EXCERPT]
