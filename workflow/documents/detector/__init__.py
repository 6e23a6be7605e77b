"""Detect the language of a text, a block or a document.

Evidence is taken in order of cost: the scripts of the letters; for Han characters the national
character set they belong to; for scripts of several languages their function words and special
letters; and only where those leave a doubt, langdetect with what they said as its prior. The
languages a project expects (:class:`Sources`) are chosen unless the evidence for another one is
strong. What remains in doubt, such as a bare name, takes the language of the document around it.

For a document there is an order of authority, see :func:`judge`; what cannot be told is said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from workflow.documents.detector.texts import (
    ANY,
    CLEAR,
    SHORT,
    UNDETERMINED,
    Detection,
    Sources,
    detect,
    own_scripts,
    prose,
    share_script,
)
from workflow.documents.detector.votes import elect, leader_in, text_of
from workflow.errors import ConfigError, SourceError
from workflow.languages import language as known_language
from workflow.languages import pack, scripts
from workflow.languages.detection import function_words as words
from workflow.languages.detection import mixture
from workflow.languages.detection.east_asian import by_particles, shown
from workflow.languages.orthography.writing import EAST_ASIAN
from workflow.markup import plain
from workflow.model import UNTRANSLATED, VERBATIM, Authority, Block, Document, Segment, say

__all__ = [
    "ANY",
    "CLEAR",
    "UNDETERMINED",
    "Detection",
    "Sources",
    "Verdict",
    "assign",
    "detect",
    "elect",
    "judge",
    "of_block",
    "of_segments",
    "text_of",
]

#: The end of a sentence, followed by closing marks only.
_ENDED = re.compile(r"[.!?…。！？｡]\W*$")
#: A stop that fills a square, which some East Asian languages do not have.
_WIDE = re.compile(r"[。！？｡]\W*$")
_EAST_ASIAN = frozenset(EAST_ASIAN)


def _in_paragraph(texts: Sequence[str], language: str, around: str) -> list[str]:
    """Return the language of each sentence of a paragraph.

    Args:
        texts: the sentences, without placeholders.
        language: of the paragraph.
        around: of the document.
    """
    if language != around and _is_east_asian(language) and _is_east_asian(around):
        # One sentence with kana makes a Chinese paragraph look Japanese.
        found = {tag for text in texts if (tag := shown(text))}
        language = around if around in found else language
    return [_of_sentence(text, language) for text in texts]


def _of_sentence(text: str, within: str) -> str:
    text = prose(text)
    weights = scripts.weigh(text)
    own = own_scripts(within)
    if weights.keys() <= own:
        return _unlike(text, within)
    total = sum(weights.values())
    ours = sum(weight for script, weight in weights.items() if script in own)
    if 4 * ours >= total:
        mixed = mixture.is_mixed(weights)
        return _mixed(text, weights, within) if mixed else _unlike(text, within)
    if total >= SHORT:
        found = detect(text, within).language
        return _unlike(text, within) if found == within else found
    if weights.keys() == {"Latin"}:
        return detect(text).language if words.is_short_sentence(text) else within
    return _unlike(text, within)


def _unlike(text: str, within: str) -> str:
    """Return the East Asian language that a sentence is certainly in, else ``within``."""
    if text.isascii() or not _ENDED.search(text):
        return within
    wide = _WIDE.search(text) and not pack(within).writing.full_width
    return shown(text) or (detect(text).language if wide else within)


def _mixed(text: str, weights: dict[str, int], within: str) -> str:
    """Return the language of a sentence with letters of its paragraph's script and of another.

    The names of one language stand in the sentences of the other: both ends must be foreign.
    """
    found = detect(text).language
    if found in (within, UNDETERMINED) or not _ENDED.search(text):
        return within
    letters = [scripts.script(char) for char in mixture.unquoted(text) if char.isalpha()]
    east = sum(weight for script, weight in weights.items() if script in _EAST_ASIAN)
    if "Latin" in own_scripts(within):
        ends = letters[-1] in _EAST_ASIAN and letters[0] in _EAST_ASIAN
        ends = ends or bool(by_particles(text, weights))
        foreign = 2 * east > sum(weights.values()) and ends
    else:
        carried, left = mixture.essence(text, weights)
        foreign = left.keys() == {"Latin"} and not mixture.is_mixed(scripts.weigh(carried))
        foreign = foreign and words.is_sentence(carried)
    return found if foreign else within


def _is_east_asian(language: str) -> bool:
    return not _EAST_ASIAN.isdisjoint(own_scripts(language))


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
        """Whether the language is certain enough to be relied on."""
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
    """Return the clear language of the text if it differs from the declared one; else nothing.

    That a project expects another language is no ground to contradict: the text must show it.
    """
    found = elect(document.blocks, sources.headed_by(tag))
    if not found.sure or found.language in (tag, UNDETERMINED):
        return ""
    by_itself = elect(document.blocks, sources.unstated)
    if not by_itself.sure or by_itself.language != found.language:
        return ""
    # A name takes the language of its context, so at least one block must be more than a name.
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
            spoken = _in_paragraph(texts, found[0].language, document.language)
            found = [
                each if each.language == tag else replace(each, language=tag)
                for each, tag in zip(found, spoken, strict=True)
            ]
        segments += found
    if tuple(segments) == document.segments:
        return document
    return replace(document, segments=tuple(segments))
