"""The language of a document and of each of its blocks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby

from workflow.documents.detector.sentence_languages import in_paragraph
from workflow.documents.detector.sources import ANY, CLEAR, Sources
from workflow.documents.detector.texts import UNDETERMINED, detect, share_script
from workflow.documents.detector.votes import elect, leader_in, text_of
from workflow.errors import ConfigError, SourceError
from workflow.languages import language as known_language
from workflow.markup import plain
from workflow.model import UNTRANSLATED, VERBATIM, Authority, Block, Document, Segment, say


@dataclass(frozen=True, slots=True)
class Verdict:
    """The language of a document.

    Attributes:
        language: BCP 47 tag, or ``und``.
        confidence: how sure it is, from 0 to 1.
        authority: who or what says so.
        reads_as: the language the text is clearly in, where that is another; else empty.
    """

    language: str
    confidence: float
    authority: Authority
    reads_as: str = ""

    @property
    def sure(self) -> bool:
        """Whether that is enough to go by."""
        return self.confidence >= CLEAR


def assign(
    document: Document, sources: Sources = ANY, *, named: str = "", kept: str = ""
) -> Document:
    """Fill in the language of a document and of each of its blocks.

    Its language is that of :func:`judge`. Blocks clearly in another language keep their own, all
    others take the document's. A document without a readable word gets ``und``.

    Raises:
        SourceError: the metadata declares something that is not a language.
    """
    verdict = judge(document, sources, named=named, kept=kept)
    blocks = tuple(
        replace(block, language=of_block(block, verdict.language, sources))
        for block in document.blocks
    )
    return replace(
        document,
        language=verdict.language,
        blocks=blocks,
        authority=verdict.authority,
        sure=verdict.sure,
        reads_as=verdict.reads_as,
    )


def judge(
    document: Document, sources: Sources = ANY, *, named: str = "", kept: str = ""
) -> Verdict:
    """Tell the language of a document.

    In this order it follows from

    1. ``named``, what the command line says, BCP 47;
    2. what its metadata declares, such as ``lang`` in the front matter;
    3. ``kept``, what a command line said before;
    4. what the page it was taken from declares (``<html lang>``, often left as the template had
       it), unless the text is clearly in another language;
    5. the text: its blocks vote, see :func:`elect`, for one of ``sources`` unless the evidence for
       another language is strong. Code and notices have no vote, though a document of nothing but
       notices is told by them.

    Raises:
        SourceError: the metadata declares something that is not a language.
    """
    declared = _declared(document)
    for tag, authority in (
        (named, Authority.OPTION),
        (declared, Authority.METADATA),
        (kept, Authority.KEPT),
    ):
        if tag:
            return Verdict(tag, 1.0, authority, _contrary(document, sources, tag))
    page = document.metadata.page_language
    found = elect(document.blocks, sources)
    if page and found.language != UNDETERMINED:
        likely = elect(document.blocks, sources.headed_by(page))
        plausible = not found.sure and share_script(page, found.language)
        if likely.language == page or plausible:
            return Verdict(page, 1.0, Authority.PAGE)
    return Verdict(found.language, found.confidence, Authority.TEXT)


def _contrary(document: Document, sources: Sources, tag: str) -> str:
    """Return the language that the text is clearly in, if it is not the one named; else nothing.

    That a project expects another language is no ground to contradict: the text must show it.
    """
    found = elect(document.blocks, sources.headed_by(tag))
    if not found.sure or found.language in (tag, UNDETERMINED):
        return ""
    by_itself = elect(document.blocks, sources.unstated)
    if not by_itself.sure or by_itself.language != found.language:
        return ""
    # A name is in the language of what is around it: one block at least must be more.
    spoken = {of_block(replace(block, language=""), tag) for block in document.blocks}
    return found.language if found.language in spoken else ""


def _declared(document: Document) -> str:
    code = document.metadata.language
    try:
        return known_language(code).tag if code else ""
    except ConfigError as error:
        raise SourceError(
            document.path,
            say("declares the language {name}, which is not known", name=repr(code)),
            say("{hint} Or leave it out to have it detected.", hint=error.hint),
        ) from error


def of_block(block: Block, language: str, sources: Sources = ANY) -> str:
    """Return the language of a block in a document of a language."""
    if block.kind in VERBATIM:
        return language
    if language == leader_in(block, sources):
        return language
    # A reader may know more: the lang attribute of an element.
    return detect(text_of(block), block.language or language, sources).language


def of_segments(document: Document) -> Document:
    """Give each sentence that is evidently not in its block's language one of its own.

    That is a sentence in Hangul within an English paragraph, or one in English, and not a name,
    within a Korean one; in a paragraph that is one sentence there is nothing to tell apart.
    """
    segments: list[Segment] = []
    for number, group in groupby(document.segments, key=lambda each: each.block):
        found = list(group)
        if len(found) > 1 and found[0].kind not in UNTRANSLATED:
            markup = document.blocks[number].markup
            texts = [plain(each.text, markup) for each in found]
            spoken = in_paragraph(texts, found[0].language, document.language)
            found = [replace(each, language=tag) for each, tag in zip(found, spoken, strict=True)]
        segments += found
    if tuple(segments) == document.segments:
        return document
    return replace(document, segments=tuple(segments))
