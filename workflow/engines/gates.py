"""What is visibly wrong with a machine's translation, found without any model.

These gates stand between a language model's reply and the catalog. They know no grammar: they
catch replies that are not a translation of the sentence at all (an answer, an apology, another
language, an injected order carried out) and damage that can be seen on the surface (numbers, links,
leftovers of the source, runaway repetition). The bands were set on human translations, NTREX-128
news (Federmann et al. 2022), so that a good translation passes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from workflow import markup
from workflow.languages import pack, scripts
from workflow.languages.characters import unseen
from workflow.languages.scripts import LETTERS, LINK, SCRIPTS
from workflow.model import TermUse
from workflow.qa import quantities

_LANGUAGE_SCRIPTS = {
    "ko": ("Hangul",),
    "zh": ("Han",),
    "ja": ("Han", "Kana"),
    "el": ("Greek",),
    "he": ("Hebrew",),
    "th": ("Thai",),
    **dict.fromkeys(("ru", "uk", "bg", "sr", "mk", "be", "kk"), ("Cyrillic",)),
    **dict.fromkeys(("ar", "fa", "ur"), ("Arabic",)),
    **dict.fromkeys(("hi", "mr", "ne"), ("Devanagari",)),
}
_SHARE = 0.6
#: Scripts that never stand in running text of a language, outside approved forms.
_FOREIGN = {"ko": ("Han", "Kana"), "zh": ("Hangul", "Kana")}
_BRACKETED = re.compile(r"[(（\[［][^()（）\[\]［］]*[)）\]］]")
#: A Latin word in lower case: in Korean or Chinese news it is nearly always a leftover.
_LEFTOVER = re.compile(r"(?<![A-Za-z0-9@#._/'’-])[a-z]{3,}(?![A-Za-z0-9@_/-]|\.[A-Za-z0-9])")
_UNITS = frozenset("km cm mm nm kg mg km² ml kw kwh mw gw mph kph kmh hz ghz mhz gb tb".split())
#: A path or a line of code; a word or two in straight quotes or angle brackets.
_CITED = re.compile(
    r"(?<![\x21-\x7e])[\x21-\x7e]*[\\/_={}][\x21-\x7e]*"
    r"|\"[\x20-\x7e]{1,20}?\"|'[\x20-\x7e]{1,20}?'|<[\x20-\x7e]{1,20}?>"
)
#: A word in Latin letters, and a name of two or more.
_LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
_LATIN_NAME = re.compile(r"[A-Z][a-z'’.-]+(?: [A-Z][a-z'’.-]+)+")
_MARKUP = re.compile(r"</?[A-Za-z][^<>]*>|\]\(|```|\*\*|^#{1,6}\s|&[a-z]+;", re.MULTILINE)
_QUESTION = re.compile(r"[?？؟]")
#: What a translator says beside the translation, in a bracket or after the sentence.
_REMARK = re.compile(
    r"(?:[(（\[［【*]|^|(?<=[.。!！?？]))\s*(?:(?:번역|옮긴|역)\s?[자이]?의?\s?(?:주|노트|말)\b"
    r"|译者?[注按]|(?:translator['’]s\s)?note\s?[:：]|(?:[注주]|备注|비고|참고|주의|설명|说明)\s?[:：])",
    re.IGNORECASE,
)
#: What it may translate: a label of any kind in the source at such a place.
_LABELLED = re.compile(
    rf"(?:[(（\[［【*]|^|(?<=[.。!！?？]))\s*[^\W\d_][^:：.。!！?？()（）]{{0,30}}[:：]|{_REMARK.pattern}",
    re.IGNORECASE,
)
#: Length of the translation over that of the source in weighted letters; NTREX lies in 0.45–3.8,
#: 99 % of it in 0.6–2.2. ``_SLACK`` letters are granted, so that headings and names pass.
_BAND = (0.4, 2.5)
_SLACK = 12
#: A repetition shorter than this, in letters of English, is ordinary.
_STRETCH = 24


def problems(source: str, text: str, target: str, terms: Sequence[TermUse] = ()) -> tuple[str, ...]:
    """What a person has to look at, one phrase each, beginning with the gate's name.

    Args:
        source: the sentence, with placeholders.
        text: its translation into ``target``.
        target: BCP 47 tag.
        terms: the renderings approved here; they may be in any script.
    """
    damaged = damage(source, text, target, terms)
    if not text.strip():
        return damaged
    return (
        *damaged,
        *_copied(source, text),
        *_numbers(source, text, target, terms),
        *_links(source, text),
        *_markup(source, text),
        *_question(source, text),
        *_remark(source, text),
        *_invisible(source, text, target),
    )


def damage(source: str, text: str, target: str, terms: Sequence[TermUse] = ()) -> tuple[str, ...]:
    """The problems that make a text no candidate at all; quicker than :func:`problems`.

    It is empty, in the wrong script, of an impossible length, or it repeats itself.
    """
    if not text.strip():
        return ("empty: there is no translation",)
    named = text == source and scripts.may_be_name(text)
    return (
        *(() if named else _script(source, text, target, terms)),
        *(() if named else _leftovers(source, text, target, terms)),
        *_length(source, text),
        *_repetition(source, text),
    )


def weight(text: str) -> float:
    """The length of ``text`` in letters, each worth what it carries in English letters."""
    return scripts.weight(markup.plain(text))


def _without_approved(text: str, terms: Sequence[TermUse]) -> str:
    """``text`` without placeholders, links and approved forms: what the engine itself wrote."""
    bare = LINK.sub(" ", markup.plain(text))
    uses = [*terms, *(part for use in terms for part in use.parts)]
    forms = {form for use in uses for form in (use.target, *use.accepted) if form}
    for form in sorted(forms, key=len, reverse=True):
        bare = bare.replace(form, " ")
    return bare


def _without_cited(text: str, source: str) -> str:
    """``text`` without what it may only repeat: paths, and what stands in quotes in the source."""
    return _CITED.sub(lambda found: " " if found[0] in source else found[0], text)


def _script(source: str, text: str, target: str, terms: Sequence[TermUse]) -> Iterator[str]:
    scripts = _LANGUAGE_SCRIPTS.get(target.partition("-")[0], ("Latin",))
    bare = _BRACKETED.sub(" ", _without_cited(_without_approved(text, terms), source))
    worth = {name: len(LETTERS[name].findall(bare)) * SCRIPTS[name][1] for name in SCRIPTS}
    # A capitalised word that the source has as well is a name or a code, not text left over.
    names = set(re.findall(r"[A-Z][\w.-]*", source)) & set(re.findall(r"[A-Z][\w.-]*", bare))
    if "Latin" not in scripts:
        worth["Latin"] -= sum(bare.count(name) * len(name) for name in names)
    total = sum(max(0.0, value) for value in worth.values())
    share = sum(worth[name] for name in scripts) / total if total else 1.0
    if share < _SHARE and total >= 6:
        yield f"script: only {share:.0%} of the letters are {' or '.join(scripts)}"


def _leftovers(source: str, text: str, target: str, terms: Sequence[TermUse]) -> Iterator[str]:
    """Words of another script: Han in Korean, Hangul in Chinese, English left or made up."""
    language = target.partition("-")[0]
    if language not in _FOREIGN:
        return
    bare = _without_cited(_without_approved(text, terms), source)
    outside = _BRACKETED.sub(" ", bare)
    found: list[str] = []
    for script in _FOREIGN[language]:
        letters = re.compile(f"[{SCRIPTS[script][0]}]+")
        found += letters.findall(outside if script == "Han" else bare)
    found += _LEFTOVER.findall(outside)
    if language == "ko":
        found += _LATIN_NAME.findall(outside)
    known = source.casefold()
    if len(LETTERS["Latin"].findall(source)) * 2 > sum(map(str.isalpha, source)):
        found += [word for word in _LATIN_WORD.findall(outside) if word.casefold() not in known]
    found = [word for word in found if word.casefold() not in _UNITS]
    if found:
        yield f"script: left in another script: {', '.join(dict.fromkeys(found))}"


def _copied(source: str, text: str) -> Iterator[str]:
    before, after = (scripts.without_links(markup.plain(side)) for side in (source, text))
    if sum(map(str.isalpha, before)) < _SLACK or scripts.may_be_name(before):
        return
    if before.casefold() == after.casefold():
        yield "untranslated: a copy of the source"


def _length(source: str, text: str) -> Iterator[str]:
    low, high = _BAND
    before, after = weight(source), weight(text)
    if after + _SLACK < before * low:
        yield "length: much shorter than the source"
    elif after > before * high + _SLACK:
        yield "length: much longer than the source"


def _numbers(source: str, text: str, target: str, terms: Sequence[TermUse]) -> Iterator[str]:
    before = LINK.sub(" ", markup.plain(source))
    after = LINK.sub(" ", markup.plain(text))
    approved = " ".join(form for use in terms for form in (use.target, use.source))
    new, lost = quantities.unequal(before, after, target, approved)
    if lost:
        yield f"number: missing {quantities.listed(lost)}"
    if new:
        yield f"number: not in the source {quantities.listed(new)}"


def _links(source: str, text: str) -> Iterator[str]:
    before, after = (Counter(scripts.links(markup.plain(side))) for side in (source, text))
    if before != after:
        names = [*(before - after), *(after - before)]
        yield f"link: differs from the source: {', '.join(names)}"


def _markup(source: str, text: str) -> Iterator[str]:
    before, after = (Counter(_MARKUP.findall(markup.plain(side))) for side in (source, text))
    if new := after - before:
        yield f"markup: not in the source: {', '.join(new)}"


def _question(source: str, text: str) -> Iterator[str]:
    before, after = (bool(_QUESTION.search(LINK.sub("", side))) for side in (source, text))
    if before and not after:
        yield "question: the source asks, the translation does not"
    elif after and not before:
        yield "question: the translation asks, the source does not"


def _remark(source: str, text: str) -> Iterator[str]:
    """A note on the translation, which no reader should see."""
    if (found := _REMARK.search(text)) and not _LABELLED.search(source):
        yield f"remark: a note of the translator: {found[0].strip()}"


def _repetition(source: str, text: str) -> Iterator[str]:
    """A stretch that stands three times or more, which nothing in the source does."""
    size = round(_STRETCH * len(text) / max(weight(text), len(text)))
    stretch, count = _most_frequent(markup.plain(text), size)
    if count > 2 and _most_frequent(markup.plain(source), _STRETCH // 2)[1] < 3:
        yield f"repetition: {stretch}"


def _most_frequent(text: str, size: int) -> tuple[str, int]:
    windows = Counter(text[start : start + size] for start in range(len(text) - size + 1))
    return windows.most_common(1)[0] if windows else ("", 0)


def _invisible(source: str, text: str, target: str) -> Iterator[str]:
    """Format, private and unassigned characters that the source does not have (Trojan Source)."""
    there = {*source, *pack(target).writing.invisible}
    new = {f"U+{ord(character):04X}" for character in unseen(text) - there}
    if new:
        yield f"invisible: {', '.join(sorted(new))}"
