"""Read JSON in a language model's reply: the translations of several sentences, and answers."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

from workflow.engines.llm.message_forms import without_thoughts

#: A code fence around a whole text, or most of one.
FENCE = re.compile(r"```\w*[^\S\n]*\n(.*)```", re.DOTALL)
#: How many values are looked for in a reply that should have one.
_MOST_VALUES = 64
#: Where an object begins, or a list of objects.
_JSON = re.compile(r"\[\s*\{|\{")
_HALF = re.compile("[\ud800-\udfff]")
#: A comma behind the last value of a reply, which JSON does not allow; no text ends after it.
_LAST_COMMA = re.compile(r",(?=\s*[}\]][^\"{}\[\]]*$)")
#: How models write the id of a sentence: ``1``, ``id_1``, ``[1]``, ``Sentence 1``; not ``Step 1``.
_ID = re.compile(
    r"\W*(?:(?:ids?|[nst]|no|item|line|text|segment|sentence|translation)[\s_#:.-]*)?"
    r"0*([1-9][0-9]*)\W*",
    re.ASCII | re.IGNORECASE,
)
#: What models say besides translations, or repeat of the question.
_REMARK = re.compile(
    r"context|sentences|kind|article|"
    r"\w*?(?:notes?|remarks?|comments?|explanations?|reason(?:s|ing)?|thoughts?|thinking|"
    r"analysis|headline|title|examples|terms|glossary|style|source|lang(?:uage)?|confidence|"
    r"quality|status|type|format|model|tone|register|domain|warnings?|errors?|"
    r"summary|overview|reviews?|checks?|counts?|total)",
    re.IGNORECASE,
)
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


def parse_batch(reply: str, count: int) -> list[str] | None:
    r"""Return the translations in the order of their ids; None if a text may be another's.

    The object may stand in a code fence or after some words; ids must be ``1`` … ``count``, each
    once, each with a string; words around the numbers, remarks, comments and single quotes do no
    harm; text under any other name may be the rest of a sentence. It may also be a list of objects
    with an ``id`` and a ``translation``, or objects one after the other. Of several that have all
    ids the last one counts: what comes before may be thoughts. A few ids may be missing, not the
    last, without which others may have moved up: their texts are empty. A reply that is nothing
    but a list of ``count`` texts without ids has them in order.

    >>> parse_batch('{"1": "회담", "2": "끝",}', 2)
    ['회담', '끝']
    >>> parse_batch('[{"id": 2, "translation": "끝"}, {"id": 1, "translation": "회담"}]', 2)
    ['회담', '끝']
    >>> parse_batch('{"1": "회담"}\n{"2": {"kind": "paragraph", "text": "끝"}, "notes": ""}', 2)
    ['회담', '끝']
    >>> parse_batch('["회담", "끝"]', 2), parse_batch("{'id_1': '회담', 'id_2': '끝'} // done", 2)
    (['회담', '끝'], ['회담', '끝'])
    >>> parse_batch('{"translations": {"１": "회담", "3": "끝"}, "summary": "회담이다."}', 3)
    ['회담', '', '끝']
    >>> parse_batch('{"1": "회담은", "2": "끝", "continued": "열렸다"}', 2)
    """
    said = without_thoughts(reply)
    found = _batch(said, count)
    return _batch(_as_json(said), count) if found is None else found


def _batch(text: str, count: int) -> list[str] | None:
    """Return the translations in a text by their ids, or in order if it is a list without ids."""
    text = _LAST_COMMA.sub("", text)
    told = [_pairs(each) for each in _values_in(text)]
    every, ids = [pair for each in told for pair in each], [*map(str, range(1, count + 1))]
    for pairs in (*reversed(told), every):
        if len(pairs) == count and {name for name, _ in pairs} == {*ids}:
            return _texts(pairs, ids)
    named = {name for name, _ in every}
    if len(every) == len(named) > count / 2 and ids[-1] in named < {*ids}:
        return _texts(every, ids)
    return _without_ids(text, count)


def _texts(pairs: Sequence[tuple[str, Any]], ids: Sequence[str]) -> list[str] | None:
    """Return the texts of these ids, nothing for one that is missing; None if one is no text."""
    found = dict(pairs)
    texts = [found.get(each, "") for each in ids]
    return [*map(_encodable, texts)] if all(map(_is_text, texts)) else None


def _without_ids(text: str, count: int) -> list[str] | None:
    """Return the translations in a text that is just a list of the right length."""
    fenced = FENCE.fullmatch(text.strip())
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
    """Return the list or object that is all an object holds besides remarks; else the value."""
    if isinstance(told, _Fields):
        kept = [each for each in told if not _is_remark(*each)] or told
        if len(kept) == 1 and isinstance(kept[0][1], list) and not _ID.fullmatch(kept[0][0]):
            return _inner(kept[0][1])
    return told


def _pairs(told: Any) -> list[tuple[str, Any]]:
    """Return the ids and translations in a JSON value, in its order."""
    told = _inner(told)
    if isinstance(told, _Fields):
        if "id" not in dict(told):
            return [(_id(name), _text(each)) for name, each in told if not _is_remark(name, each)]
        told = [told]
    rows = [dict(each) for each in told if isinstance(each, _Fields)]
    return [(_id(row.pop("id", None)), _text(_Fields(row.items()))) for row in rows]


def _is_remark(name: str, value: object) -> bool:
    """Tell whether a field is not for a sentence; any other without an id may be part of one."""
    has_text = isinstance(value, str | list) and bool(value)
    return not _ID.fullmatch(name) and (not has_text or bool(_REMARK.fullmatch(name)))


def _id(value: object) -> str:
    """Return the number in a sentence's id, or all of the id if it has none."""
    found = _ID.fullmatch(unicodedata.normalize("NFKC", str(value)))
    return found[1] if found else str(value)


def _text(value: Any) -> Any:
    """Return a translation; of an object, the field ``translation``, else its only new field."""
    if not isinstance(value, _Fields):
        return value
    fields = {name: each for name, each in value if not _REMARK.fullmatch(name)} or dict(value)
    return fields.get("translation", *fields.values() if len(fields) == 1 else [None])
