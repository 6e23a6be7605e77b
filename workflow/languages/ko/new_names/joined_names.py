"""Join names of a Korean text that are one, or go on: 마르틴|린드크비스트, 산호세|광산."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from workflow.languages.ko.new_names.name_kinds import KINDS, is_country, is_listed
from workflow.languages.names.new_names import Named
from workflow.model import TermType


def whole(text: str, found: Sequence[Named]) -> Iterator[Named]:
    """Yield names with their attached words, joining those of one name."""
    yield from _joined(text, [_with_year(text, _with_kind(text, each)) for each in found])


def _with_kind(text: str, name: Named) -> Named:
    """Return the name of a place with the following word for its kind: 산호세 광산."""
    number = KINDS.pattern("number_on").match(text, name.start + len(name.name))
    if number and name.type is TermType.TERM and not name.sure:
        return replace(name, name=name.name + number[0], sure=True)
    festival = KINDS.pattern("festival_on").match(text, name.start + len(name.name))
    called = name.type in (TermType.TERM, TermType.PLACE) and not is_country(name.name)
    if festival and called and not (is_listed(name.name) and "축제" in festival[0]):
        return replace(name, name=name.name + festival[0], type=TermType.TERM, sure=True)
    goes_on = KINDS.pattern("place_goes_on").match(text, name.start + len(name.name))
    if not goes_on or (name.sure and name.type is not TermType.PLACE):
        return name
    whole = name.name + goes_on[0]
    return replace(name, name=whole, type=TermType.PLACE, sure=True)


def _with_year(text: str, name: Named) -> Named:
    """Return an event's name with the year that it begins with: 2026여수세계섬박람회."""
    year = name.type is TermType.TERM and KINDS.pattern("year_on").search(text[: name.start])
    return replace(name, name=year[0] + name.name, start=year.start()) if year else name


def _joined(text: str, found: Sequence[Named]) -> Iterator[Named]:
    """Yield names, joining those of one foreigner: 마르틴 린드크비스트; no people or language."""
    kept: list[Named] = []
    for each in found:
        end = each.start + len(each.name)
        if each.type is TermType.PLACE and KINDS.pattern("people").match(text, end):
            continue
        last = kept[-1] if kept else None
        if last and (_is_team(text, last, each) or _is_firm(text, last, each)):
            name = text[last.start : end]
            kept[-1] = Named(name, last.start, TermType.ORG, sure=True)
            continue
        if last and each.type is TermType.TERM and _is_model(text, last, each):
            kept[-1] = Named(text[last.start : end], last.start, TermType.TERM, sure=True)
            continue
        if last and not each.sure and _is_within(text, last, each):
            kept.append(replace(each, type=TermType.PLACE, sure=True))
            continue
        personal = each.type in (TermType.TERM, TermType.PERSON) and not each.sure
        foreign = last and last.type in (TermType.TERM, TermType.PERSON) and not last.sure
        event = any(KINDS.pattern("event").search(one.name) for one in (each, last) if one)
        if last and personal and foreign and not event and _is_beside(text, last, each):
            name = text[last.start : end]
            kept[-1] = Named(name, last.start, TermType.PERSON, each.sure)
        else:
            kept.append(each)
    yield from kept


def _is_within(text: str, one: Named, other: Named) -> bool:
    """Tell whether a name follows the region that it lies in: 산둥성 스다오."""
    stem = KINDS.pattern("area_end").sub("", one.name)
    area = one.type is TermType.PLACE and stem != one.name
    area = area and (is_listed(stem) or is_listed(one.name))
    place = other.type in (TermType.TERM, TermType.PLACE)
    goes_on = KINDS.pattern("place_follows").match(text, other.start + len(other.name))
    return bool(area and place and goes_on) and _is_beside(text, one, other)


def _is_model(text: str, one: Named, other: Named) -> bool:
    """Tell whether a maker and what it calls a thing stand together: 볼보 FH16."""
    model = KINDS.pattern("model").fullmatch(other.name)
    return one.type is TermType.ORG and model is not None and _is_beside(text, one, other)


def _is_team(text: str, one: Named, other: Named) -> bool:
    """Tell whether a place or a company and what teams are called stand together."""
    sure = KINDS.pattern("sure_team").fullmatch(other.name) is not None
    owner = one.type in (TermType.PLACE, TermType.ORG) or (sure and one.type is TermType.TERM)
    called = sure or other.type is not TermType.PLACE or not other.sure
    team = called and KINDS.pattern("team").fullmatch(other.name) and not is_listed(other.name)
    return owner and bool(team) and _is_beside(text, one, other)


def _is_firm(text: str, one: Named, other: Named) -> bool:
    """Tell whether a foreign name and a word for a firm stand together: 프레야 마리타임."""
    known = is_listed(one.name) or one.sure or one.type is TermType.ABBR
    return other.name in KINDS.word_set("firm_word") and not known and _is_beside(text, one, other)


def _is_beside(text: str, one: Named, other: Named) -> bool:
    """Tell whether only a space separates two names."""
    return text[one.start + len(one.name) : other.start] == " "
