"""Extract the translations from a language model's reply."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Collection, Iterator
from contextlib import suppress
from typing import Any

from workflow.engines.llm.message_forms import without_thoughts
from workflow.engines.llm.reply_talk import says_nothing, without_additions, without_label
from workflow.languages.characters import FORBIDDEN, LINE_BREAK
from workflow.markup import PLACEHOLDER, plain, tags

_FENCE = re.compile(r"```\w*[^\S\n]*\n(.*)```", re.DOTALL)
#: Words about a translation, or unmarked thoughts, followed by the translation in a code fence.
_FENCED_AT_END = re.compile(r"[^`]*(?:[:：]|\n)\s*\n" + _FENCE.pattern, re.DOTALL)
_QUOTES = {'"': '"', "“": "”", "'": "'", "`": "`"}
#: Quotation marks of any language, but no apostrophe within a word: such a source may be one.
_QUOTED = re.compile(r"[\"`“”„‟‘‚‛«»‹›「」『』〝〞＂《》〈〉]|(?<!\w)['’]|['’](?!\w)")
#: What may hide a quotation: all of a source in marks, or what stands for something else.
_HIDDEN = re.compile(r"\A<|<x\d+/>")
#: The end of a line, with the white space around it.
_BREAK = re.compile(r"\s*\n\s*|\t+")
#: Several paragraphs, or three lines and more; the lines of a poem end in placeholders.
_PARTS = re.compile(r"\S(?<!/>)[^\S\n]*\n(?:\s*\n\s*\S|[^\n]*\S(?<!/>)[^\S\n]*\n+\s*\S)")
#: How many values are looked for in a reply that should have one.
_MOST_VALUES = 64
#: Where an object begins, or a list of objects.
_JSON = re.compile(r"\[\s*\{|\{")
_HALF = re.compile("[\ud800-\udfff]")
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
#: A comma behind the last value of a reply, which JSON does not allow; no text ends after it.
_LAST_COMMA = re.compile(r",(?=\s*[}\]][^\"{}\[\]]*$)")
#: How models write the id of a sentence: ``1``, ``id_1``, ``[1]``, ``Sentence 1``; not ``Step 1``.
_ID = re.compile(
    r"\W*(?:(?:ids?|[nst]|no|item|line|text|segment|sentence|translation)[\s_#:.-]*)?"
    r"0*([1-9][0-9]*)\W*",
    re.ASCII | re.IGNORECASE,
)
#: What some models repeat of a sentence that they were sent.
_REPEATED = frozenset({"kind", "terms"})
#: A string, a comment, and a string in quotes that JSON does not know. Where a comment would hold
#: a double quotation mark, it may be part of a string with bare ones within: *"the "#1" song"*.
_LOOSE = re.compile(
    r"""("(?:[^"\\]|\\.)*+(?:"|\Z))|(?://|\#)[^\n"]{0,500}+(?=\n|\Z)|/\*[^"]{0,500}?\*/|"""
    r"""'((?:[^'\\]|\\.){0,1000}+)'(?=\s*[:,}\]])""",
    re.DOTALL,
)


class _Fields(list[tuple[str, Any]]):
    """A JSON object as it stands, doubled keys included."""


#: Lines may be broken within texts.
_DECODER = json.JSONDecoder(object_pairs_hook=_Fields, strict=False)


def clean(reply: str, source: str) -> str:
    r"""Return the translation in a reply, without thoughts, code fences, labels and quotes.

    What may be the translation's own stays: whatever is like something in the source, and the
    spaces within a line. The result is one line, NFC, without controls and unpaired surrogates
    (both legal in JSON, neither in a PO file).

    >>> clean('Translation: "경총은 밝혔다."', "KEF said.")
    '경총은 밝혔다.'
    """
    text = unicodedata.normalize("NFC", _BREAK.sub(" ", _said(reply, source)))
    if not PLACEHOLDER.search(source) and PLACEHOLDER.search(text):
        text = " ".join(PLACEHOLDER.sub("", text).split())
    return "" if says_nothing(text, source) else _without_quotes(text, source)


def is_in_parts(reply: str, source: str) -> bool:
    """Tell whether a reply to one line has several parts: which is the translation is unclear."""
    return "\n" in reply.strip() and _PARTS.search(_said(reply, source)) is not None


def _said(reply: str, source: str) -> str:
    """Return the translation in a reply with its line breaks and quotes."""
    said = without_thoughts(reply, source)
    text = FORBIDDEN.sub("", LINE_BREAK.sub("\n", said)).replace("\ufeff", "").strip()
    text = _respelled(source, without_additions(text, source))
    if "```" in text and "```" not in source:
        fenced = _FENCE.fullmatch(text) or _FENCED_AT_END.fullmatch(text)
        text = fenced[1].strip() if fenced else text
    text = _unwrapped(text) if "{" not in source else text
    return without_label(text, source).strip()


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


def json_in(reply: str) -> Any:
    """Return the first JSON object or list in a reply, after any thoughts or words; else None.

    >>> json_in('Here it is: {"1": []} Anything else?')
    {'1': []}
    """
    text = without_thoughts(reply)
    start = min((place for mark in "{[" if (place := text.find(mark)) >= 0), default=-1)
    try:
        return json.JSONDecoder().raw_decode(text, start)[0] if start >= 0 else None
    except (ValueError, RecursionError):
        return None


def one_line(value: object) -> str:
    r"""Return a value in a reply as one line of text that any file can hold.

    >>> one_line(" a\n b "), one_line(None)
    ('a b', '')
    """
    return " ".join(FORBIDDEN.sub("", str("" if value is None else value)).split())


def parse_batch(reply: str, count: int) -> list[str] | None:
    r"""Return the translations in the order of their ids, if exactly these are there.

    The object may stand in a code fence or after some words; ids must be ``1`` … ``count``, each
    once, each with a string; words around the numbers, remarks, comments and single quotes do no
    harm. It may also be a list of objects with an ``id`` and a ``translation``, or objects one
    after the other. Of several that have all ids the last one counts: what comes before may be
    thoughts. A reply that is nothing but a list of ``count`` texts without ids has them in order.

    >>> parse_batch('{"1": "회담", "2": "끝",}', 2)
    ['회담', '끝']
    >>> parse_batch('[{"id": 2, "translation": "끝"}, {"id": 1, "translation": "회담"}]', 2)
    ['회담', '끝']
    >>> parse_batch('{"1": "회담"}\n{"2": {"kind": "paragraph", "text": "끝"}, "notes": ""}', 2)
    ['회담', '끝']
    >>> parse_batch('["회담", "끝"]', 2), parse_batch("{'id_1': '회담', 'id_2': '끝'} // done", 2)
    (['회담', '끝'], ['회담', '끝'])
    """
    said = without_thoughts(reply)
    found = _batch(said, count)
    return _batch(_as_json(said), count) if found is None else found


def _batch(text: str, count: int) -> list[str] | None:
    """Return the translations in a text by their ids, or in order if it is a list without ids."""
    text = _LAST_COMMA.sub("", text)
    told = [_pairs(each) for each in _values_in(text)]
    for pairs in (*reversed(told), [pair for each in told for pair in each]):
        found = dict(pairs)
        if len(pairs) == count and set(found) == {str(each) for each in range(1, count + 1)}:
            values = [found[str(each)] for each in range(1, count + 1)]
            return [*map(_encodable, values)] if all(map(_is_text, values)) else None
    return _without_ids(text, count)


def _without_ids(text: str, count: int) -> list[str] | None:
    """Return the translations in a text that is just a list of the right length."""
    fenced = _FENCE.fullmatch(text.strip())
    try:
        told = _inner(_DECODER.decode((fenced[1] if fenced else text).strip()))
    except (ValueError, RecursionError):
        return None
    if isinstance(told, _Fields) or not isinstance(told, list):
        return None
    values = [_text(each) for each in told if not _may_have_id(each)]
    fitting = len(values) == len(told) == count and all(map(_is_text, values))
    return [*map(_encodable, values)] if fitting else None


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _encodable(text: str) -> str:
    """Return a text without halves of surrogate pairs, which JSON may hold and no file."""
    return _HALF.sub("", text)


def _may_have_id(value: Any) -> bool:
    """Tell whether a value in a list may say which sentence it belongs to."""
    return isinstance(value, _Fields) and (len(value) != 1 or bool(_ID.fullmatch(value[0][0])))


def _as_json(text: str) -> str:
    r"""Return a text from its first object or list on, as JSON: no comments, double quotes.

    >>> print(_as_json("{'1': \"a // b\", /* first */ '2': 'the \"c\"'}"))
    {"1": "a // b",  "2": "the \"c\""}
    """
    start = re.search(r"[\[{]", text)
    return _LOOSE.sub(_strict, text[start.start() :]) if start else ""


def _strict(found: re.Match[str]) -> str:
    """Return a string as JSON writes it; nothing for a comment."""
    if found[2] is None:
        return found[1] or ""
    marks = {"\\'": "'", '"': '\\"'}
    inner = re.sub(r"\\.|\"", lambda mark: marks.get(mark[0], mark[0]), found[2], flags=re.DOTALL)
    return f'"{inner}"'


def _values_in(text: str) -> Iterator[Any]:
    """Yield the JSON objects and lists of objects in a text, one that is within a string too."""
    if text.lstrip().startswith('"'):
        with suppress(ValueError, RecursionError):
            text = str(_DECODER.decode(text.strip()))
    place = 0
    for _ in range(_MOST_VALUES):
        start = _JSON.search(text, place)
        if not start:
            return
        try:
            value, place = _DECODER.raw_decode(text, start.start())
        except (ValueError, RecursionError):
            place = start.start() + 1
        else:
            yield value


def _inner(told: Any) -> Any:
    """Return the list in an object that holds nothing else; any other value as it is."""
    if isinstance(told, _Fields) and len(told) == 1 and isinstance(told[0][1], list):
        return told if _ID.fullmatch(told[0][0]) else told[0][1]
    return told


def _pairs(told: Any) -> list[tuple[str, Any]]:
    """Return the ids and translations in a JSON value, in its order."""
    told = _inner(told)
    if isinstance(told, _Fields):
        numbered = [pair for pair in told if re.search(r"\d", pair[0])]  # others are remarks
        return [(_id(name), _text(value)) for name, value in numbered]
    rows = [dict(each) for each in told if isinstance(each, _Fields)]
    return [(_id(row.pop("id", None)), _text(_Fields(row.items()))) for row in rows]


def _id(value: object) -> str:
    """Return the number in a sentence's id, or all of the id if it has none."""
    found = _ID.fullmatch(str(value))
    return found[1] if found else str(value)


def _text(value: Any) -> Any:
    """Return a translation; of an object, the field ``translation``, else its only new field."""
    if not isinstance(value, _Fields):
        return value
    fields = {name: each for name, each in value if name not in _REPEATED}
    return fields.get("translation", *fields.values() if len(fields) == 1 else [None])
