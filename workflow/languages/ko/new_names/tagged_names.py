"""Find names in Korean text by the morphological analyser Kiwi (extra ``names``).

Kiwi (https://github.com/bab2min/Kiwi) finds proper nouns (NNP) and unknown words. The kind of a
name follows from its ending (부산항만**공사**), its context (선사 머스크, 오미경 사장), lists of
places, and family names. Names in quotation marks, and short forms in brackets after a name, are
left to :mod:`~workflow.languages.ko.new_names.marked_names`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from importlib.util import find_spec

from workflow.languages.ko.new_names import joined_names, marked_names, noun_runs, titled_names
from workflow.languages.ko.new_names.name_kinds import (
    KINDS,
    has_double_family,
    is_common,
    is_country,
    is_full_name,
    is_known_body,
    is_korean,
    is_listed,
    is_made_of_words,
    kind_of,
)
from workflow.languages.ko.new_names.noun_runs import Run
from workflow.languages.names.new_names import Named
from workflow.model import TermType

_MARKUP = re.compile(r"</?[gx]\d+/?>")
_WORDS = re.compile(r"[A-Z][\w&'’-]*(?: [A-Z][\w&'’-]*)*", re.ASCII)
#: How many letters beside a name are considered.
_NEAR = 24
#: Words of a foreigner's name.
_MOST_WORDS = 4
#: Nouns of a name whose syllables Kiwi takes for one each, without the last: 덕|진|공원.
_SPELT = 2


def is_ready() -> bool:
    """Tell whether Kiwi is installed."""
    return find_spec("kiwipiepy") is not None


def named(text: str) -> Iterator[Named]:
    """Find the names of a sentence, by place; none without Kiwi."""
    if is_ready():
        plain = _MARKUP.sub(lambda found: " " * len(found[0]), text)
        yield from _names(plain)


def _names(text: str) -> Iterator[Named]:
    """Yield the names of a text: those in marks first, then those found by words."""
    found = [*marked_names.in_marks(text)]
    runs = [run for run in noun_runs.runs(text) if not _overlaps(found, run.start, run.end)]
    found += [each for each in marked_names.units(text) if not _overlaps_name(found, each)]
    for person in titled_names.named(text, runs):
        if not _overlaps_name(found, person):
            found.append(person)
    runs = [run for run in runs if not _overlaps(found, run.start, run.end)]
    persons = [
        each for run in runs if (each := _vietnamese(text, run, runs) or _person(text, run, runs))
    ]
    for each in sorted(persons, key=lambda one: -len(one.name)):
        if not _overlaps(found, each.start, each.start + len(each.name)):
            found.append(each)
    for each in filter(None, map(_name, runs)):
        if not _overlaps(found, each.start, each.start + len(each.name)):
            found.append(each)
    found.sort(key=lambda one: one.start)
    yield from marked_names.with_abbreviations(text, joined_names.whole(text, found))


def _overlaps(found: Sequence[Named], start: int, end: int) -> bool:
    return any(one.start < end and start < one.start + len(one.name) for one in found)


def _overlaps_name(found: Sequence[Named], name: Named) -> bool:
    return _overlaps(found, name.start, name.start + len(name.name))


def _person(text: str, run: Run, runs: Sequence[Run]) -> Named | None:
    """Return a person with a title, an age or a trade beside the name, in all its words."""
    if run.name in KINDS.word_set("given") and (end := _family_after(text, run, runs)):
        return Named(text[run.start : end], run.start, TermType.PERSON, sure=True)
    county = KINDS.pattern("county").match(text, run.end)
    if county or not _may_be_person(run):
        return None
    after = text[run.end : run.end + _NEAR]
    other = KINDS.pattern("office_person").match(after)
    if other and not is_korean(run.name) and is_korean(other["who"]):
        return Named(run.name, run.start, TermType.ORG, sure=True)
    told = KINDS.pattern("age").match(after) or KINDS.pattern("titled").match(after)
    if told is None and is_korean(run.name):
        told = KINDS.pattern("office").match(after)
        ends = run.end + (told.end() if told else 0)
        nearer = [one for one in runs if run.end < one.start < ends]
        told = None if any(map(_may_be_korean, nearer)) else told
    if told is None and KINDS.pattern("office_before").search(run.before):
        following = next((one for one in runs if one.start == run.end + 1), None)
        both = text[run.end : run.end + 1] == " " and following and following.is_one_name
        end = following.end if both and following and _may_be_person(following) else run.end
        return Named(text[run.start : end], run.start, TermType.PERSON, sure=True)
    if told is None:
        return None
    start = _first_word(text, run, runs)
    return Named(text[start : run.end], start, TermType.PERSON, sure=True)


def _family_after(text: str, run: Run, runs: Sequence[Run]) -> int:
    """Return the end of the family name after a foreigner's given name; 0 without one."""
    if text[run.end : run.end + 1] != " ":
        return 0
    following = next((one for one in runs if one.start == run.end + 1), None)
    if following is None:
        return 0
    own = len(following.name) == 1 and is_korean(f"{following.name}가나")
    known = is_listed(following.name) or KINDS.pattern("org").search(following.name)
    title = KINDS.pattern("title").fullmatch(following.name)
    titled = KINDS.pattern("titled").match(text, following.end)
    own = own or (len(following.name) == 1 and titled is not None)
    return following.end if own or (following.is_one_name and not known and not title) else 0


def _may_be_korean(run: Run) -> bool:
    """Tell whether a name is likelier a Korean's than a body's: not 목포대."""
    return is_korean(run.name) and run.is_one_name and not is_known_body(run.name)


def _may_be_person(run: Run) -> bool:
    """Tell whether nouns may be a person's name: not listed, no body, not one common word."""
    name = run.name
    known = is_listed(name) or KINDS.pattern("org").search(name) or is_common(name)
    words = is_made_of_words([run.text[noun.start : noun.end] for noun in run.nouns])
    people = name.endswith("인") and is_listed(name[:-1])
    sino = run.is_known and not is_korean(name) and KINDS.pattern("sino").fullmatch(name)
    if known or words or people or sino or not KINDS.pattern("person").fullmatch(name):
        return False
    body = kind_of(name, parts=len(run.nouns), proper=True) is TermType.ORG
    if body or KINDS.pattern("seat").search(name):
        return False
    return run.is_one_name or (is_korean(name) and len(run.nouns) > 1)


def _first_word(text: str, run: Run, runs: Sequence[Run]) -> int:
    """Return where a foreigner's name begins whose last word is known: 쩐|티|호아."""
    start = end = run.start
    for one in reversed([one for one in runs if one.end < run.start][-_MOST_WORDS + 1 :]):
        if text[one.end : end] != " " or is_listed(one.name):
            break
        end = one.start
        if KINDS.pattern("vietnamese").fullmatch(one.name):
            return end
        body = KINDS.pattern("org").search(one.name)
        if one.end + 1 == start and one.is_one_name and not body and not is_korean(run.name):
            start = end
    return start


def _vietnamese(text: str, run: Run, runs: Sequence[Run]) -> Named | None:
    """Return a person whose first word is a family name of Viet Nam: 응우옌|반|토안."""
    if not KINDS.pattern("vietnamese").fullmatch(run.name):
        return None
    end = run.end
    for one in [one for one in runs if one.start > run.start][: _MOST_WORDS - 2]:
        title = KINDS.pattern("title").fullmatch(one.name)
        if title or text[end : one.start] != " " or len(one.name) > len("트엉이"):
            break
        end = one.end
    return (
        Named(text[run.start : end], run.start, TermType.PERSON, sure=True)
        if end > run.end
        else None
    )


def _name(run: Run) -> Named | None:
    """Return what nouns that are written together name, if they are a name."""
    name = run.name
    spelt = len(run.nouns) > _SPELT and all(noun.end - noun.start == 1 for noun in run.nouns[:-1])
    kind = kind_of(name, parts=len(run.nouns), proper=run.is_proper or spelt)
    if run.is_whole and KINDS.pattern("short_behind").match(run.after):
        kind = kind or TermType.ORG
    if name.isascii():
        return _latin(run, kind)
    if kind is None and run.is_proper and not run.is_whole:
        return _part(run)
    guessed = kind in (None, TermType.PERSON)
    sino = KINDS.pattern("sino").fullmatch(name)
    words = kind is TermType.PERSON and run.is_known and sino and not has_double_family(name)
    if words and _goes_on(run):
        return None
    beside = None if kind in (TermType.PLACE, TermType.ORG) else _beside(run)
    if kind is not TermType.ORG and run.is_whole and KINDS.pattern("around").match(run.after):
        beside = TermType.PLACE
    by_end = kind is TermType.PLACE and not is_listed(name)
    common = (guessed and is_common(name)) or ((guessed or by_end) and _is_words(run))
    if _is_no_name(run, kind) or (common and not beside):
        return None
    if beside:
        return Named(name, run.start, beside, sure=True)
    seems = kind or _of_group(run) or _weakly(run)
    if seems is TermType.TERM and is_country(run.before.rstrip().rsplit(" ", 1)[-1]):
        seems = TermType.ORG  # 일본 화낙
    return Named(name, run.start, seems, sure=kind is TermType.PLACE)


def _of_group(run: Run) -> TermType | None:
    """Return whether Kiwi knows a name that begins with its group's: 현대글로비스."""
    led = any(
        run.name.startswith(group) and len(run.name) > len(group) + 1
        for group in KINDS.words("group_first")
    )
    return TermType.ORG if led and run.is_whole and len(run.nouns) == 1 else None


def _is_words(run: Run) -> bool:
    """Tell whether nouns are words wherever they stand alone, and no person's name: 위성|전화."""
    name = run.name
    sino = KINDS.pattern("sino").fullmatch(name)
    led = run.before.endswith(" ") and run.before.split()[-1:]
    if led and noun_runs.is_unseen(led[0]):
        return False  # the second word of a foreigner's name
    return not is_full_name(name) and bool(" " in name or sino) and noun_runs.is_words(name)


def _goes_on(run: Run) -> bool:
    """Tell whether another word follows a name, and not a particle."""
    return KINDS.pattern("noun_after").match(run.after) is not None


def _is_no_name(run: Run, kind: TermType | None) -> bool:
    """Tell whether nouns are words: 심사위원회, 나라, which is a city as well."""
    province = run.name in KINDS.word_set("province")
    place = kind is TermType.PLACE and len(run.nouns) == 1 and not (run.is_proper or province)
    unknown = kind is None and not run.is_whole
    short = len(run.name) < len("한국")
    people = run.name[-1] in "인어" and is_listed(run.name[:-1])
    sino = run.is_known and kind is None and KINDS.pattern("sino").fullmatch(run.name)
    if people or (sino and not _goes_on(run)):
        return True
    return place or unknown or short or bool(KINDS.pattern("no_name").fullmatch(run.name))


def _latin(run: Run, kind: TermType | None) -> Named | None:
    """Return a name in Latin letters, in all its words; in brackets only an abbreviation."""
    found = _WORDS.match(run.text, run.start)
    if kind is None or not found or KINDS.pattern("in_latin").search(run.before):
        return None
    if kind is not TermType.ABBR and run.before.endswith("("):
        return None
    if KINDS.pattern("model").fullmatch(found[0]):
        return Named(found[0], run.start, TermType.TERM)
    whole = len(found[0]) > len(run.name)
    return Named(found[0], run.start, TermType.ORG if whole else kind)


def _weakly(run: Run) -> TermType:
    """Return the likely kind of a name by the particle after it."""
    within = run.after.startswith("의 ") and is_listed(run.before.rstrip().rsplit(" ", 1)[-1])
    if within or KINDS.pattern("weak_place").match(run.after):
        return TermType.PLACE
    person = " " in run.name or KINDS.pattern("weak_person").match(run.after)
    return TermType.PERSON if person else TermType.TERM


def _part(run: Run) -> Named | None:
    """Return the proper nouns of a run that is no name as a whole: 부산|시내."""
    proper = [noun for noun in run.nouns if noun.tag == "NNP"]
    if not proper:
        return None
    name = run.text[proper[0].start : proper[-1].end]
    longer = name + run.text[proper[-1].end : proper[-1].end + 1]
    if is_listed(name) and longer == run.name and longer[-1] in KINDS.word_set("of_place"):
        return Named(longer, proper[0].start, TermType.PLACE, sure=True)
    kind = kind_of(name, parts=1, proper=True)
    if len(name) < len("한국") or is_common(name) or (kind is None and run.nouns[0] != proper[0]):
        return None
    return Named(name, proper[0].start, kind or TermType.TERM)


def _beside(run: Run) -> TermType | None:
    """Return the kind that the words beside a name indicate."""
    if KINDS.pattern("org_before").search(run.before) or KINDS.pattern("org_after").match(
        run.after
    ):
        return TermType.ORG
    staff = KINDS.pattern("staff").match(run.after)
    if staff and is_korean(staff["who"]) and not is_korean(run.name) and run.before[-1:] != "·":
        return TermType.ORG
    led = run.before.rstrip().rsplit(" ", 1)[-1]
    where = KINDS.pattern("where").match(run.after)
    if where and run.before.endswith(" ") and is_listed(led):
        return TermType.PLACE
    return None
