"""Extract the translations from a language model's reply."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Collection

from workflow.engines.llm.json_replies import FENCE
from workflow.engines.llm.message_forms import without_thoughts
from workflow.engines.llm.reply_talk import (
    says_nothing,
    without_additions,
    without_label,
    without_source,
)
from workflow.languages.characters import FORBIDDEN, LINE_BREAK
from workflow.markup import PLACEHOLDER, plain, tags

#: Words about a translation, or unmarked thoughts, followed by the translation in a code fence.
_FENCED_AT_END = re.compile(r"[^`]*(?:[:：]|\n)\s*\n" + FENCE.pattern, re.DOTALL)
_QUOTES = {'"': '"', "“": "”", "'": "'", "`": "`"}
#: Quotation marks of any language, but no apostrophe within a word: such a source may be one.
_QUOTED = re.compile(r"[\"`“”„‟‘‚‛«»‹›「」『』〝〞＂《》〈〉]|(?<!\w)['’]|['’](?!\w)")
#: What may hide a quotation: all of a source in marks, or what stands for something else.
_HIDDEN = re.compile(r"\A<|<x\d+/>")
#: The end of a line, with the white space around it.
_BREAK = re.compile(r"\s*\n\s*|\t+")
#: Several paragraphs, or three lines and more; the lines of a poem end in placeholders.
_PARTS = re.compile(r"\S(?<!/>)[^\S\n]*\n(?:\s*\n\s*\S|[^\n]*\S(?<!/>)[^\S\n]*\n+\s*\S)")
#: A placeholder as models write it now and then: with spaces, in capitals or full width, in other
#: brackets, as entities, or a standalone one without its stroke.
_MISSPELT = re.compile(
    r"(?:[<＜〈《{\[]|&lt;)\s*(?P<end>[/／]?)\s*(?P<tag>[gx][1-9][0-9]*)\s*(?P<alone>[/／]?)\s*"
    r"(?:[>＞〉》}\]]|&gt;)",
    re.IGNORECASE,
)
#: And one of which only the number is left, or whose number is an attribute.
_NUMBERED = re.compile(
    r"""<(?P<end>/?)(?:(?P<number>[1-9][0-9]*)|g\s+(?:id|n)=["']?(?P<id>[1-9][0-9]*)["']?|(?<=</)g)"""
    r"\s*(?P<alone>/?)>"
)


def clean(reply: str, source: str, sent: str = "") -> str:
    r"""Return the translation in a reply, without thoughts, code fences, labels and quotes.

    What may be the translation's own stays: whatever is like something in the source, and the
    spaces within a line. The result is one line, NFC, without controls and unpaired surrogates
    (both legal in JSON, neither in a PO file).

    Args:
        reply: what the model has said.
        source: the sentence.
        sent: the sentence as the model got it, which it may repeat.

    >>> clean('Translation: "경총은 밝혔다."', "KEF said.")
    '경총은 밝혔다.'
    """
    text = unicodedata.normalize("NFC", _BREAK.sub(" ", _said(reply, source, sent)))
    if not PLACEHOLDER.search(source) and PLACEHOLDER.search(text):
        text = " ".join(PLACEHOLDER.sub("", text).split())
    return "" if says_nothing(text, source) else _without_quotes(text, source)


def is_in_parts(reply: str, source: str, sent: str = "") -> bool:
    """Tell whether a reply to one line has several parts: which is the translation is unclear."""
    return "\n" in reply.strip() and _PARTS.search(_said(reply, source, sent)) is not None


def _said(reply: str, source: str, sent: str) -> str:
    """Return the translation in a reply with its line breaks and quotes."""
    said = without_thoughts(reply, source)
    text = FORBIDDEN.sub("", LINE_BREAK.sub("\n", said)).replace("\ufeff", "").strip()
    text = _respelled(source, without_additions(text, source))
    if "```" in text and "```" not in source:
        fenced = FENCE.fullmatch(text) or _FENCED_AT_END.fullmatch(text)
        text = fenced[1].strip() if fenced else text
    text = _unwrapped(text) if "{" not in source else text
    return without_source(without_label(text, source).strip(), sent or source)


def _respelled(source: str, text: str) -> str:
    """Write the source's placeholders in a translation in their exact spelling.

    >>> _respelled("<g1>Log in</g1> at <x2/>", "[x3]에서 ＜g1＞로그인＜ / G1 ＞ <x2></x2>")
    '[x3]에서 <g1>로그인</g1> <x2/>'
    """
    known = frozenset(tags(source))
    rest = PLACEHOLDER.sub("", source)
    if not known or _MISSPELT.search(rest) or _NUMBERED.search(rest):
        return text

    def right(found: re.Match[str]) -> str:
        tag = found["tag"].lower()
        if tag not in known or (tag[0] == "g" and found["alone"]):
            return found[0]
        if tag[0] == "g":
            return f"<{'/' if found['end'] else ''}{tag}>"
        return "" if found["end"] else f"<{tag}/>"

    return _renumbered(source, _MISSPELT.sub(right, _named(text, known)))


def _named(text: str, known: Collection[str]) -> str:
    """Write placeholders that have their number alone, or as an attribute, as they are written.

    >>> _named('<g id="1">계획</g>, <2>지도</2>, <3/>', {"g1", "g2", "x3"})
    '<g1>계획</g1>, <g2>지도</g2>, <x3/>'
    """
    open_: list[str] = []

    def right(found: re.Match[str]) -> str:
        number, end = found["number"] or found["id"], found["end"]
        if found["alone"]:
            return f"<x{number}/>" if f"x{number}" in known else found[0]
        if end and not number:
            return f"</{open_.pop()}>" if open_ else found[0]
        if f"g{number}" not in known:
            return found[0]
        if not end and found["id"]:
            open_.append(f"g{number}")
        return f"<{end}g{number}>"

    return _NUMBERED.sub(right, re.sub(r"<g([1-9][0-9]*)>(?=[^<]*</g>)", r'<g id="\1">', text))


def _renumbered(source: str, text: str) -> str:
    """Correct the number of a translation's only pair to that of its source's only pair.

    >>> _renumbered("The <g1>plan</g1>", "<g3>계획</g3>")
    '<g1>계획</g1>'
    """
    ours, theirs = tags(source), tags(text)
    if len(ours) == len(theirs) == 1 and ours != theirs:
        (own,), (other,) = ours, theirs
        if own[0] == other[0] == "g" and text.count(f"<{other}>") == text.count(f"</{other}>") == 1:
            return text.replace(f"{other}>", f"{own}>")
    return text


def _unwrapped(text: str) -> str:
    """Return the text in a JSON object that holds nothing else.

    >>> _unwrapped('{"translation": "회담"}')
    '회담'
    """
    if not text.startswith("{"):
        return text
    try:
        told = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return text
    inner = [*told.values()]
    return inner[0].strip() if len(inner) == 1 and isinstance(inner[0], str) else text


def _without_quotes(text: str, source: str) -> str:
    """Remove quotation marks around a whole text, unless the source may be a quotation.

    >>> _without_quotes('"“다리가 필요합니까?”"', '"Who needs a bridge?"')
    '“다리가 필요합니까?”'
    """
    closing = _QUOTES.get(text[:1])
    inner = _QUOTES.get(text[1:2], '"')
    doubled = text[:1] == text[-1:] == '"' != inner and text.find(inner, 2) == len(text) - 2
    if doubled and not _QUOTED.match(plain(source).lstrip()[1:]):
        return text[1:-1]
    quoted = _QUOTED.search(source) or _HIDDEN.search(source)
    if closing and not quoted and text.find(closing, 1) == len(text) - 1 > 0:
        return text[1:-1].strip()
    return text


def one_line(value: object) -> str:
    r"""Return a value in a reply as one line of text that any file can hold.

    >>> one_line(" a\n b "), one_line(None)
    ('a b', '')
    """
    return " ".join(FORBIDDEN.sub("", str("" if value is None else value)).split())
