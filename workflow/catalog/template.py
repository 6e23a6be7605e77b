"""The messages that a document asks for, as yet without translations.

What gettext calls a template (POT): ``msgmerge`` brings a PO file to one, as
:func:`workflow.catalog.merge.merge` does here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from msgspec.structs import replace

from workflow.catalog.message import LANGUAGE, PoMessage
from workflow.catalog.stamp import Stamp, one_line
from workflow.languages.numbers import has_decimal_comma
from workflow.markup import plain, shown, tags
from workflow.model import UNTRANSLATED, Document, Markup, MarkupKind, Segment

#: For a source sentence, further lines that an editor should see.
Notes = Mapping[str, Sequence[str]]

#: Kinds of placeholders that are told by their text alone.
_QUOTED = frozenset({MarkupKind.CODE, MarkupKind.TEMPLATE})
#: A text that is nothing but an address of the web or of mail, which says the same in any language.
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
    """Say what each placeholder in ``source`` stands for."""
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
    """Say in a few words what a placeholder stands for."""
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
        # A person has cleared the flag: what stands there now is approved, by whomever.
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
