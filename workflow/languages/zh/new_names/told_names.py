"""Find Chinese names by their context, however LAC divides them.

Somebody between a title and what persons do (法官**濮阳秋**主持), a company behind a word for one
(股东**汇鲸资本**), and the year that begins a name (**1915**恰纳卡莱大桥).
"""

from __future__ import annotations

import re
from dataclasses import replace

from workflow.languages.names.new_names import Named
from workflow.languages.zh.new_names.listed_names import KINDS, known_bodies, listed
from workflow.languages.zh.new_names.tagged_words import TaggedWord
from workflow.model import TermType

#: What LAC takes names for that it does not know.
_ODD = frozenset({"v", "nz", "PER"})
_FULL = len("忻阿毛")
#: Mentions of a name from which what stands beside it can be told to belong to it.
_OFTEN = 2
#: Characters of a title that a longer word may end with: 系教授.
_TITLE = (5, 4, 3, 2)
#: Characters before a name that are looked at.
_NEAR = 8


def named(text: str, word: TaggedWord, before: TaggedWord) -> Named | None:
    """Return the name that begins with a word, by its context, or None."""
    return _person(text, word, before) or _body(text, word)


def _person(text: str, word: TaggedWord, before: TaggedWord) -> Named | None:
    """Return a person after a title of whom LAC has only a part: 冉知|非, 濮阳|秋."""
    if not any(KINDS.pattern("title").fullmatch(before.text[-size:]) for size in _TITLE):
        return None
    odd = len(word.text) == _FULL and word.tag in _ODD and word.text not in listed()
    if odd and KINDS.pattern("chinese").fullmatch(word.text):
        return Named(word.text, word.start, TermType.PERSON, sure=True)
    found = KINDS.pattern("person_says").match(text, word.start)
    cut = word.tag == "PER" and len(word.text) < _FULL
    double = found is not None and KINDS.pattern("double_name").fullmatch(found[1])
    longer = found is not None and len(found[1]) > len(word.text)
    if found is None or not longer or not (cut or double):
        return None
    return Named(found[1], word.start, TermType.PERSON, sure=True)


def _body(text: str, word: TaggedWord) -> Named | None:
    """Return a body that lists know, or a company that words beside it tell."""
    known = word.text in known_bodies() and word.tag in ("n", "nz")
    if known and (len(word.text) >= _FULL or word.text in KINDS.word_set("short_org")):
        return Named(word.text, word.start, TermType.ORG, sure=True)
    long = word.tag == "nz" and len(word.text) > len("私募基金")
    if long and KINDS.pattern("chain_org").search(word.text):
        return Named(word.text, word.start, TermType.ORG)
    if between := KINDS.pattern("org_between").match(text, word.start):
        return Named(between[0], word.start, TermType.ORG, sure=True)
    near = text[max(0, word.start - _NEAR) : word.start]
    own = word.tag not in ("LOC", "ORG", "PER") and KINDS.pattern("company_own").match(
        text, word.start
    )
    if own and KINDS.pattern("org_before").search(near):
        return Named(own[0], word.start, TermType.ORG, sure=True)
    return None


def grown(name: str, kind: TermType, text: str) -> str:
    """Return a name with the character that stands beside it everywhere: 苗允|之, 落|箐特大桥.

    >>> grown("苗允", TermType.PERSON, "助理苗允之认为，这是假的。“未必，”苗允之说。")
    '苗允之'
    >>> grown("王芳", TermType.PERSON, "王芳说。王芳说。")
    '王芳'
    """
    ends = [found.span() for found in re.finditer(re.escape(name), text)]
    joined = kind is TermType.PERSON and len(name) < _FULL
    if joined and any(KINDS.pattern("after_he").match(text, end) for _, end in ends):
        return f"{name}和"  # 杨胜和|说
    short = len(name) < _FULL or KINDS.pattern("double_name").fullmatch(name)
    person = kind is TermType.PERSON and len(name) <= _FULL and bool(short)
    place = kind in (TermType.PLACE, TermType.ORG) and name not in listed() | known_bodies()
    if len(ends) < _OFTEN or not (person or place):
        return name
    places = [(end, end + 1) if person else (max(0, start - 1), start) for start, end in ends]
    beside = {text[start:end] for start, end in places}
    letter = beside.pop()
    if beside or not KINDS.pattern("neighbour").fullmatch(letter):
        return name
    longer = name + letter if person else letter + name
    return longer if not person or KINDS.pattern("chinese").fullmatch(longer) else name


def with_year(text: str, name: Named) -> Named:
    """Return a name with the year that it begins with: 1915恰纳卡莱大桥."""
    year = KINDS.pattern("year_on").search(text[: name.start])
    if year is None or name.type not in (TermType.PLACE, TermType.TERM):
        return name
    return replace(name, name=year[0] + name.name, start=year.start())
