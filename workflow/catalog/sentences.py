"""What a document says about each of its sentences: where it stands, how it is spelled."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from workflow.catalog.message import LANGUAGE, Message
from workflow.catalog.stamp import Stamp, one_line
from workflow.markup import plain, tags
from workflow.model import UNTRANSLATED, Document, Markup, MarkupKind, Segment

Notes = Mapping[str, Sequence[str]]

#: Languages that write numbers alike, 1,234.5; others change the marks (Unicode CLDR, numbers).
_NUMBERS_ALIKE = frozenset({"en", "ja", "ko", "zh"})
_MARKED_NUMBER = re.compile(r"\d[.,]\d")
#: Places of one sentence that are listed: nobody looks up more, and gettext's tools compare each
#: reference with all the others.
_MOST_PLACES = 1_000


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a document.

    Attributes:
        source: its text.
        references: ``path:line`` of each of its first places.
        extracted: what an editor should know about it, one line each.
        carried: it needs no translation.
    """

    source: str
    references: tuple[str, ...]
    extracted: tuple[str, ...]
    carried: bool


def sentences(document: Document, target: str, notes: Notes) -> list[Sentence]:
    """The different sentences of a document in reading order, repeats joined."""
    usual = document.source_for(target)
    places: dict[str, list[Segment]] = {}
    for segment in document.segments:
        places.setdefault(segment.text, []).append(segment)
    return [
        Sentence(
            source=source,
            references=tuple(dict.fromkeys(f"{s.path}:{s.line}" for s in segments[:_MOST_PLACES])),
            extracted=(
                *_places(segments),
                *(() if _carried(segments, target) else _language(segments[0], usual)),
                *_explain(source, document.blocks[segments[0].block].markup),
                *filter(None, map(one_line, notes.get(source, ()))),
            ),
            carried=_carried(segments, target),
        )
        for source, segments in places.items()
    ]


def _carried(segments: Iterable[Segment], target: str) -> bool:
    return all(_stands(segment, target) for segment in segments)


def _stands(segment: Segment, target: str) -> bool:
    """Whether a sentence is the same in the target language: in that language, or no language."""
    if segment.kind in UNTRANSLATED or segment.language == target:
        return True
    text = plain(segment.text)
    if any(char.isalpha() or unicodedata.category(char) == "Sc" for char in text):
        return False
    spoken = {tag.partition("-")[0] for tag in (segment.language, target)}
    return spoken <= _NUMBERS_ALIKE or not _MARKED_NUMBER.search(text)


def _places(segments: Sequence[Segment]) -> Iterator[str]:
    for segment in segments[:_MOST_PLACES]:
        yield f"block {segment.block + 1}, sentence {segment.position + 1}: {segment.kind}"
    if len(segments) > _MOST_PLACES:
        yield f"and {len(segments) - _MOST_PLACES} more places"


def _language(segment: Segment, usual: str) -> Sequence[str]:
    """The language of a sentence, where it is another than that of the others."""
    return (f"{LANGUAGE}{segment.language}",) if segment.language not in ("", usual) else ()


def _explain(source: str, markup: Iterable[Markup]) -> Iterable[str]:
    """What each placeholder in ``source`` stands for."""
    present = tags(source)
    for each in markup:
        if each.tag not in present:
            continue
        shown = f"<{each.tag}/>" if each.tag.startswith("x") else f"<{each.tag}>…</{each.tag}>"
        text = f"`{each.text}`" if each.kind is MarkupKind.CODE else each.text
        meaning = " ".join(
            part
            for part in ("" if each.kind is MarkupKind.CODE else each.kind, text, each.url)
            if part
        )
        yield one_line(f"{shown} = {meaning}")


def refreshed(message: Message, sentence: Sentence) -> Message:
    """A message with what the document says about its sentence now."""
    if sentence.carried and not message.human:
        message = message.changed(
            msgstr=sentence.source, fuzzy=False, previous="", stamp=Stamp(origin="source")
        )
    elif message.carried and not sentence.carried:
        message = message.changed(msgstr="", stamp=Stamp())
    elif message.reviewed and message.stamp.questioned:
        # A person has cleared the flag: what stands there now is approved, by whomever.
        same = message.stamp.text == message.mark
        by, text = (message.stamp.by, message.stamp.text) if same else ("", "")
        stamp = replace(
            message.stamp, terms=message.terms, questioned="", approved="", by=by, text=text
        )
        message = message.changed(stamp=stamp)
    extracted = (*sentence.extracted, *message.remarks)
    return message.changed(references=sentence.references, extracted=extracted)
