"""Find words in Latin letters that are left in a translation that is written otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from workflow.languages import Pack, common_words, pack
from workflow.languages.detection.evident_language import evident_language
from workflow.languages.meaning.listed_words import PLACES
from workflow.languages.orthography.writing import EAST_ASIAN
from workflow.languages.scripts import LETTERS, count, weights, without_links
from workflow.markup import plain
from workflow.model import Entry, State, TermUse
from workflow.qa.problems import without_forms

#: Below this share of a language's own letters, a text is hardly in it.
_SHARE = 0.6
#: Fewer letters, weighted, prove nothing.
_FEW = 6
_BRACKETED = re.compile(r"[(（\[［][^()（）\[\]［］]*[)）\]］]")
#: A Latin word in lower case: in the news of other scripts it is nearly always a leftover.
_LOWER = re.compile(r"(?<![A-Za-zÀ-ɏ0-9@#$._/'’!+&-])[a-z]{3,}(?![A-Za-zÀ-ɏ0-9@_/-]|\.[A-Za-z0-9])")
#: A word in lower case; or in any case if no other Latin word is beside it.
_SMALL_WORD = re.compile(r"(?<![\w@#$./'’&+-])[a-z]{3,}(?![\w@/-]|\.\w)")
_ALONE = re.compile(
    r"(?<![A-Za-zÀ-ɏ0-9@#$._/'’‘“\"「『《〈!+&-])(?<![A-Za-z.] )[A-Za-z][a-z]{3,}"
    r"(?![A-Za-zÀ-ɏ0-9@_/'’”\"」』》〉+&-]|\.[A-Za-z0-9]| [A-Za-z0-9])"
)
#: A source about words, which stay untranslated.
_OF_WORDS = re.compile(
    r"\b(?i:words?|terms?|phrase|verb|noun|called|nam(?:e|es|ed)|known as|spel(?:l|t)\w*|slang"
    r"|species|genus|latin|greek|letters?|hashtag|code|command|file|website|app)\b"
)
#: A shorter word may be a unit or a sign.
_LEAST = 4
#: A longer one with something written onto it.
_LOWER_JOINED = re.compile(r"(?<![A-Za-zÀ-ɏ0-9@#$._/'’!+&-])[a-z]{5,}(?=[^\W\d_A-Za-zÀ-ɏ])")
_UNITS = frozenset("km cm mm nm kg mg km² ml kw kwh mw gw mph kph kmh hz ghz mhz gb tb bp".split())
#: Words of computing, of music and of the young that all languages write so.
_TECHNICAL = frozenset(
    "web wifi app apps blog vlog vlogger bug pod git html css api url emoji ping meme memes podcast"
    " cosplay cosplayer livehouse techno disco jazz rock blues rap parkour deepfake token".split()
)
#: Abbreviations that Korean uses whatever the source says: *television*, TV광고.
_ABBREVIATIONS = frozenset("TV PC IT AI DVD CCTV SNS CEO GDP DNA ID PR VIP UN EU US".split())
#: ``@name``, ``#topic``.
_HANDLE = re.compile(r"[@#$][A-Za-z]\w*", re.ASCII)
#: HTML, which another check covers.
_ELEMENT = re.compile(r"</?[A-Za-z][^<>]*>")
#: A path or a line of code; a word or two in straight quotes or angle brackets.
_CITED = re.compile(
    r"(?<![\x21-\x7e])[\x21-\x7e]*[\\/_={}][\x21-\x7e]*"
    r"|\"[\x20-\x7e]{1,20}?\"|'[\x20-\x7e]{1,20}?'|<[\x20-\x7e]{1,20}?>"
)
#: A word in Latin letters, and a name of two or more.
_WORD = re.compile(r"(?<![À-ɏ])[A-Za-z]{2,}(?![À-ɏ])")
_NAME = re.compile(r"[A-Z][a-z'’.-]+(?: [A-Z][a-z'’.-]+)+")
#: A name with small words in its midst: *Newport on the Levee*. It begins where a word begins, or
#: each letter of ``A.A.A.`` would be tried as a beginning; the capital stands first in the pattern,
#: so that the search skips to one.
_SMALL = "an? and at by for in of on or the to upon with de del der la le van von".replace(" ", "|")
_LONG_NAME = re.compile(
    rf"[A-Z](?<!\w.)(?<!\w[.'’-].)[\w'’.-]*(?: (?:{_SMALL}))+ [A-Z][\w'’-]*", re.ASCII
)
_CAPITALISED = re.compile(r"[A-Z][\w.-]*(?<![.-])", re.ASCII)
#: An abbreviation may be a newsroom's own.
_LONGEST_ABBREVIATION = 6


def left(entry: Entry, target: str, uses: Sequence[TermUse]) -> list[str]:
    """Return the words in Latin letters that a translation should not have, each once.

    What a person has approved may keep a name as its source writes it.

    None in a language that is written in Latin letters, or of which nothing is known; none in
    brackets, addresses, code and approved renderings.
    """
    source, text, known = entry.source, entry.text, pack(target)
    if known.writing.latin_words or not LETTERS["Latin"].search(text):
        return []
    outside = without_names(_BRACKETED.sub(" ", _own(source, text, uses)), source)
    words = _common(source)
    found = [word for word in _LOWER.findall(outside) if not words or word in words]
    found += _unchanged(source, outside, words, known)
    if known.writing.spaced:
        there = frozenset(_WORD.findall(source))
        found += [word for word in _LOWER_JOINED.findall(outside) if word in there]
    if not known.writing.latin_names:
        names = [match[0] for match in _NAME.finditer(outside)]
        if entry.state is State.REVIEWED:
            names = [name for name in names if name not in source]
        found += [name for name in names if words.isdisjoint(name.casefold().split())]
    if count("Latin", source) * 2 > sum(map(str.isalpha, source)):
        found += _new(source, outside, known)
    fine = _UNITS | _TECHNICAL
    return [word for word in dict.fromkeys(found) if word.casefold() not in fine]


def _unchanged(source: str, text: str, words: frozenset[str], known: Pack) -> Iterator[str]:
    """Yield words alone that a translation has as its source does, though they are no names.

    What the source has in small letters, in whatever number or case: *wetland* of *wetlands*,
    *Wage*; and a place for which the language has a word, where no other name stands so: *Lisbon*.
    """
    if not words or _OF_WORDS.search(source):
        return
    there = frozenset(_SMALL_WORD.findall(source))
    alone = len(_WORD.findall(text)) == 1
    for match in _ALONE.finditer(text):
        word = match[0]
        if not word[0].isupper():
            plain_form = word in there or f"{word}s" in there or word.removesuffix("s") in there
            if plain_form and word not in words and len(word) >= _LEAST:
                yield word
        elif word not in source:
            # Any other word may be a brand: *bluetooth*, *google*.
            if word.lower() in there & words:
                yield word
        elif alone and _is_place(word, source, known):
            yield word


def _is_place(word: str, source: str, known: Pack) -> bool:
    """Tell whether a word names a place for which a language has a word of its own."""
    told = pack(evident_language(source) or "").contrasts.surely(word)
    sides = [side for each in told if each.text == word for side in each.surely]
    return any(side[0] in PLACES and known.contrasts.tells(side) for side in sides)


def without_names(text: str, source: str) -> str:
    """Return a text with a space in place of each name of its source that has small words."""
    return _LONG_NAME.sub(lambda found: " " if found[0] in source else found[0], text)


def _common(source: str) -> frozenset[str]:
    """Return the common words of a source's language, which names of companies contain.

    Nothing where these are not known: any word may be a leftover then.
    """
    tongue = evident_language(source)
    return common_words.every(tongue) if tongue else frozenset()


def _own(source: str, text: str, uses: Sequence[TermUse]) -> str:
    """Return what the translator has written: no placeholder, address or approved form, no code."""
    bare = _HANDLE.sub(" ", _ELEMENT.sub(" ", without_links(plain(text))))
    bare = without_forms(bare, uses)
    return _CITED.sub(lambda found: " " if found[0] in source else found[0], bare)


def _new(source: str, text: str, known: Pack) -> Iterator[str]:
    """Yield the words that the source does not have, abbreviations aside."""
    there = source.casefold()
    for match in _WORD.finditer(text):
        word = match[0]
        if known.writing.latin_names and word[0].isupper():
            continue
        short = word.isupper() and len(word) <= _LONGEST_ABBREVIATION
        usual = word in _ABBREVIATIONS or (short and _ends(text, match.end(), known))
        if word.casefold() not in there and not usual:
            yield word
        elif _is_tail(match, source, known):
            yield re.split(r"[\W\d_]", text[: match.start()])[-1] + word


def _is_tail(match: re.Match[str], source: str, known: Pack) -> bool:
    """Tell whether they end a word begun in the language's own letters: 카르los, *Carlos*."""
    word, before = match[0], match.string[max(0, match.start() - 1) : match.start()]
    own = any(LETTERS[name].match(before) for name in known.writing.scripts)
    if not (known.writing.spaced and word.islower() and own):
        return False
    ends = {match.start() for match in re.finditer(rf"{word}(?![^\W\d_])", source)}
    return bool(ends) and all(source[:start][-1:].isalpha() for start in ends)


def _ends(text: str, end: int, known: Pack) -> bool:
    """Tell whether a word stands alone, apart from what is attached to nouns."""
    return not known.writing.spaced or known.particles.end_noun(text, end)


def share(source: str, text: str, target: str, uses: Sequence[TermUse]) -> float:
    """Return the share of a text in its language's script, weighted by content: 0 to 1.

    Nothing that a translator may only repeat counts: approved forms, names and codes of the source.
    """
    own = pack(target).writing.scripts
    if _is_plainly(text, own):
        return 1.0
    bare = _BRACKETED.sub(" ", _own(source, text, uses))
    worth = weights(bare)
    if "Latin" not in own:
        names = set(_CAPITALISED.findall(source)) & set(_CAPITALISED.findall(bare))
        worth["Latin"] -= sum(bare.count(name) * len(name) for name in names)
    total = sum(max(0.0, value) for value in worth.values())
    return sum(worth.get(name, 0.0) for name in own) / total if total >= _FEW else 1.0


def _is_plainly(text: str, own: Sequence[str]) -> bool:
    """Tell whether three of five characters are of the language's own letters; quick.

    In languages whose letters say most: no others can outweigh them then.
    """
    letters = sum(count(name, text) for name in own)
    least = 3 if own[0] in EAST_ASIAN else 4
    return letters * 5 >= (len(text) - text.count(" ")) * least


def foreign(source: str, text: str, target: str, uses: Sequence[TermUse]) -> bool:
    """Tell whether a text is hardly in its language."""
    return share(source, text, target, uses) < _SHARE
