"""Make the messages that a document asks for, and list what it carries over unchanged.

What gettext calls a template (POT) has messages as yet without translations: ``msgmerge`` brings a
PO file to one, as :func:`workflow.catalog.merge.merge` does here. What a translation repeats from
the source unchanged, and why, is told for reports.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from msgspec.structs import replace

from workflow.catalog.message import LANGUAGE, PoMessage
from workflow.catalog.stamp import Stamp, one_line
from workflow.documents.readers.tag_words import unread_words
from workflow.languages.detection.prose import reads_like_prose
from workflow.languages.numbers.numbers import has_decimal_comma
from workflow.markup import plain, shown, tags
from workflow.model import (
    TEMPLATE_CODE,
    UNTRANSLATED,
    VERBATIM,
    Block,
    BlockKind,
    Document,
    Markup,
    MarkupKind,
    Segment,
)

#: For a source sentence, further lines that an editor should see.
Notes = Mapping[str, Sequence[str]]

#: Kinds of placeholders that differ only in their text.
_QUOTED = frozenset({MarkupKind.CODE, MarkupKind.TEMPLATE})
#: A text that is just a web or mail address, the same in any language.
ADDRESS = re.compile(
    r"https?://[!-~]+|(?:mailto:)?[\w.%+-]+@(?:[a-z0-9-]+\.)+[a-z]{2,24}", re.ASCII | re.IGNORECASE
)
_MARKED_NUMBER = re.compile(r"\d[.,]\d")
#: Places of one sentence that are listed: nobody looks up more, and gettext's tools compare each
#: reference with all the others.
_MOST_PLACES = 1_000


def template(document: Document, target: str, notes: Notes) -> list[PoMessage]:
    """Return a message for each different sentence of a document, in reading order.

    It says where the sentence stands and what an editor should know about it. A sentence that needs
    no translation is its own: it is *carried* over.
    """
    usual = document.source_for(target)
    places: dict[str, list[Segment]] = {}
    for segment in document.segments:
        places.setdefault(segment.text, []).append(segment)
    found = []
    for source, segments in places.items():
        carried = all(needs_no_translation(segment, target) for segment in segments)
        message = PoMessage(
            msgid=source,
            references=tuple(dict.fromkeys(f"{s.path}:{s.line}" for s in segments[:_MOST_PLACES])),
            extracted=(
                *_places(segments),
                *(() if carried else _language(segments[0], usual)),
                *_explain(source, document.blocks[segments[0].block].markup),
                *filter(None, map(one_line, notes.get(source, ()))),
            ),
        )
        carry = {"msgstr": source, "stamp": Stamp(origin="source")}
        found.append(replace(message, **carry) if carried else message)
    return found


def needs_no_translation(segment: Segment, target: str) -> bool:
    """Tell whether a sentence has no words, is an address, or in the target language already."""
    if segment.kind in UNTRANSLATED or segment.language == target:
        return True
    if _has_words(segment.text):
        return False
    text = plain(segment.text)
    if ADDRESS.fullmatch(text.strip()):
        return True
    if not _MARKED_NUMBER.search(text):
        return True
    return not (has_decimal_comma(segment.language) or has_decimal_comma(target))


@lru_cache(maxsize=1_024)  # every target asks, and every stage
def _has_words(source: str) -> bool:
    """Tell whether a sentence has letters or a sign of money, and is no address."""
    text = plain(source)
    said = any(char.isalpha() or unicodedata.category(char) == "Sc" for char in text)
    return said and not ADDRESS.fullmatch(text.strip())


def _places(segments: Sequence[Segment]) -> Iterator[str]:
    for segment in segments[:_MOST_PLACES]:
        yield f"block {segment.block + 1}, sentence {segment.position + 1}: {segment.kind}"
    if len(segments) > _MOST_PLACES:
        yield f"and {len(segments) - _MOST_PLACES} more places"


def _language(segment: Segment, usual: str) -> Sequence[str]:
    """Return a sentence's language for its comment, if it differs from the document's."""
    return (f"{LANGUAGE}{segment.language}",) if segment.language not in ("", usual) else ()


def _explain(source: str, markup: Iterable[Markup]) -> Iterator[str]:
    """Describe the meaning of each placeholder in ``source``."""
    for name, meaning in placeholders(source, markup):
        yield one_line(f"{name} = {meaning}")


def placeholders(source: str, markup: Iterable[Markup]) -> Iterator[tuple[str, str]]:
    """Yield each placeholder of a sentence and what it stands for, in a few words.

    >>> list(placeholders("See <x2/>.", [Markup("x2", MarkupKind.FOOTNOTE, "1")]))
    [('<x2/>', 'footnote 1')]
    """
    present = tags(source)
    for each in markup:
        if each.tag in present:
            alone = each.tag.startswith("x")
            name = f"<{each.tag}/>" if alone else f"<{each.tag}>…</{each.tag}>"
            yield name, " ".join(filter(None, _meant(each)))


def _meant(item: Markup) -> Sequence[str]:
    """Describe a placeholder in a few words."""
    if item.kind in _QUOTED:
        return (f"`{item.text}`",)
    if item.kind is MarkupKind.FORMULA:
        return (item.kind, shown(item))
    return (item.kind, item.text, item.url)


def refreshed(message: PoMessage, wanted: PoMessage) -> PoMessage:
    """Return a message with what the document says about its sentence now.

    Args:
        message: as the file has it.
        wanted: the one of the :func:`template`.
    """
    if wanted.carried and not message.human:
        message = message.changed(
            msgstr=wanted.msgstr, fuzzy=False, previous="", stamp=wanted.stamp
        )
    elif message.carried and not wanted.carried:
        message = message.changed(msgstr="", stamp=Stamp())
    elif message.reviewed and message.stamp.questioned:
        # A person has cleared the flag, so the text is approved, whoever wrote it.
        same = message.stamp.text == message.mark
        by, text = (message.stamp.by, message.stamp.text) if same else ("", "")
        stamp = replace(
            message.stamp,
            terms_hash=message.terms_hash,
            questioned="",
            approved="",
            by=by,
            text=text,
        )
        message = message.changed(stamp=stamp)
    extracted = (*wanted.extracted, *message.remarks)
    return message.changed(references=wanted.references, extracted=extracted)


#: What code says of itself where it is no code for certain.
_TEXT = frozenset("text txt plain plaintext none quote prompt".split()) | {""}
_EXCERPT = 60
#: A word, not the name of a file.
_SPOKEN = re.compile(r"^(?!\S+\.\w{2,4}$|https?:).*[^\W\d_]{2}")


class CarryReason(StrEnum):
    """The reason why something is not translated."""

    CODE = "code"
    PROSE = "code like sentences"
    NOTICE = "notice"
    FIGURES = "figures"
    ADDRESS = "address"
    FORMULA = "formula"
    TEMPLATE = "template tag"
    TAG_WORDS = "words in a template tag"
    PICTURE = "words for a picture within a line"
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
    """List the untranslated parts of a document, in reading order.

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
    else:
        yield from _within(block)


def _within(block: Block) -> Iterator[CarriedOver]:
    """Yield what the placeholders of a text hold that readers see and nobody translates."""
    for item in block.markup:
        if item.kind is MarkupKind.TEMPLATE and unread_words(item.text):
            yield CarriedOver(CarryReason.TAG_WORDS, block.line, _begins(item.text))
        elif item.kind is MarkupKind.IMAGE and _SPOKEN.search(item.text):
            yield CarriedOver(CarryReason.PICTURE, block.line, _begins(item.text))


def _verbatim(block: Block, text: str) -> CarryReason:
    if block.kind is BlockKind.FORMULA:
        return CarryReason.FORMULA
    if block.url == TEMPLATE_CODE:
        return CarryReason.TAG_WORDS if unread_words(text) else CarryReason.TEMPLATE
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
    if reason is CarryReason.PICTURE:  # what it says is told with its block
        return
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
    MarkupKind.IMAGE: CarryReason.PICTURE,
}


def _shown(document: Document, segment: Segment) -> str:
    return _begins(plain(segment.text, document.blocks[segment.block].markup))


def _begins(text: str) -> str:
    return " ".join(text[: 4 * _EXCERPT].split())[:_EXCERPT]
