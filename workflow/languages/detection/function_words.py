"""Tell the languages of one script apart by function words and letters that few others have."""

from __future__ import annotations

import math
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

#: A word: anything between spaces, digits and punctuation. Combining marks and hyphens stay in it.
_WORD = re.compile(r"[^\s\d!-,./:-@\[-`{-~«»“”„‘’‹›…،؛؟。、·—–।]+")
#: Up to this many words, all capitalised, are taken for a name.
_NAME_LENGTH = 4
#: Words between the parts of names: Ursula von der Leyen, Rio de Janeiro, Rodrigo De Paul.
_LINKS = frozenset(
    "af al av bin da das de del den der di do dos du e el la le ten ter van von y zu".split()
)
#: The languages that write the words of a headline with capitals, function words included.
_TITLED = frozenset({"en"})

#: Word or letter → the languages that use it.
Lexicon = Mapping[str, tuple[str, ...]]


@cache
def _data() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    return tomllib.loads(
        files("workflow.languages").joinpath("function_words.toml").read_text("utf-8")
    )


def scripts() -> tuple[str, ...]:
    """Return the scripts whose languages words can tell apart."""
    return tuple(_data())


@cache
def languages(script: str) -> tuple[str, ...]:
    """Return the languages of a script that words can tell apart, the likeliest first."""
    return tuple(_data().get(script, {}).get("words", ()))


@cache
def _links() -> frozenset[str]:
    links = _data()["Latin"].get("links", {})
    return frozenset(word for words in links.values() for word in words.split())


def links_words(word: str) -> bool:
    """Return whether a word stands between two that share their end.

    >>> links_words("und"), links_words("war")
    (True, False)
    """
    return word.lower() in _links()


@cache
def _lexicon(script: str) -> tuple[Lexicon, Lexicon]:
    """Return the function words and the letters of the languages of a script."""
    data = _data()[script]
    spoken = {language: text.split() for language, text in data["words"].items()}
    written = {language: list(text) for language, text in data.get("letters", {}).items()}
    return _inverted(spoken), _inverted(written)


def _inverted(table: Mapping[str, list[str]]) -> Lexicon:
    found: dict[str, list[str]] = {}
    for language, items in table.items():
        for item in dict.fromkeys(items):
            found.setdefault(item, []).append(language)
    return {item: tuple(users) for item, users in found.items()}


@cache
def _content(script: str) -> Mapping[str, frozenset[str]]:
    """Return, for some languages, their frequent nouns and verbs, in every regular form."""
    data = _data()[script]
    known = set(_lexicon(script)[0])
    return {
        language: frozenset(form for word in text.split() for form in _forms(word)) - known
        for language, text in data.get("content", {}).items()
    }


def _forms(word: str) -> Iterator[str]:
    """Yield an English word with its regular endings, and some that it has not."""
    stem = word.removesuffix("e")
    yield from (word, f"{word}s", f"{word}es", f"{stem}ed", f"{stem}ing")
    if word.endswith("y"):
        yield from (f"{word[:-1]}ies", f"{word[:-1]}ied")
    if word[-1] in "bdglmnprt":
        yield from (f"{word}{word[-1]}ed", f"{word}{word[-1]}ing")


def split(text: str) -> list[str]:
    """Return the words of a text written with spaces.

    >>> split("Sohn Kyung-shik, l’ami (KEF)")
    ['Sohn', 'Kyung-shik', 'l', 'ami', 'KEF']
    """
    return _WORD.findall(text)


def is_name(words: list[str]) -> bool:
    """Say whether words can be a name or an abbreviation: few, and each begins with a capital."""
    return len(words) <= _NAME_LENGTH and all(word[0].isupper() for word in words)


def evidence(script: str, words: list[str]) -> dict[str, float]:
    """Return how much the different words and letters of a text speak for each language.

    One point a word or letter, two for a function word no other language has; no points, no entry.
    What is capitalised may be a name, and the *Son* of Son Heung-min is not Spanish: such words
    speak for languages only that capitalise all words of a headline, their letters half as much.

    >>> evidence("Latin", ["the", "house"])
    {'en': 3}
    """
    name = is_name(words)
    if shouted := not name and all(word.isupper() for word in words):
        words = [word.lower() for word in words]
    small = {word for word in words if not word[0].isupper()}
    capital = {word.lower() for word in words if word[0].isupper()}
    if not shouted and not _LINKS.isdisjoint(small):
        small -= _linking(words)
    # Unless the next one is, too, the first word is capitalised because it is the first.
    first = words[:1] if words[1:] and not words[1][0].isupper() else ()
    opening = {word.lower() for word in first} - small
    heard = _words(script, small, opening)
    if not name:
        heard += _titled(script, capital - opening)
    scores: dict[str, float] = dict(Counter(heard))
    for language, points in (
        *_contents(script, small | capital),
        *_letters(script, small, capital),
    ):
        scores[language] = scores.get(language, 0) + points
    return scores


def _words(script: str, small: set[str], opening: set[str]) -> list[str]:
    """Return the languages that function words speak for, each as often as it has points."""
    spoken = _lexicon(script)[0]
    heard: list[str] = []
    for word in small:
        if users := spoken.get(word):
            heard += users if len(users) > 1 else users * 2
    for word in opening:
        heard += spoken.get(word, ())
    return heard


def _titled(script: str, capital: set[str]) -> list[str]:
    spoken = _lexicon(script)[0]
    return [
        language for word in capital for language in spoken.get(word, ()) if language in _TITLED
    ]


def _contents(script: str, found: set[str]) -> Iterator[tuple[str, float]]:
    for language, known in _content(script).items():
        if count := len(known & found):
            yield language, count


def _linking(words: Sequence[str]) -> set[str]:
    """Return the words that stand between two parts of a name and nowhere else."""
    within, elsewhere = set[str](), set[str]()
    for place, word in enumerate(words):
        if word not in _LINKS:
            continue
        around = words[max(place - 1, 0) : place + 2]
        linked = len(around) == 3 and all(each[0].isupper() or each in _LINKS for each in around)
        (within if linked else elsewhere).add(word)
    return within - elsewhere


def _letters(script: str, small: set[str], capital: set[str]) -> Iterator[tuple[str, float]]:
    written = _lexicon(script)[1]
    seen = set[str]()
    for words, points in ((small, 1.0), (capital, 0.5)):
        joined = "".join(words)
        letters = set() if joined.isascii() else set(joined) - seen
        seen |= letters
        for letter in letters:
            for language in written.get(letter, ()):
                yield language, points


def is_common(word: str) -> bool:
    """Say whether a word in lower case is one of a language of the Latin script, and no name."""
    return word in _lexicon("Latin")[0] or any(
        word in known for known in _content("Latin").values()
    )


def is_sentence(text: str) -> bool:
    """Say whether a text in Latin script is more than a name, which has few words in lower case.

    >>> is_sentence("He left early."), is_sentence("Bank of Korea"), is_sentence("Le Monde")
    (True, False, False)
    """
    found = split(text)
    small = {word for word in found if not word[0].isupper() and len(word) > 1}
    known = sum(map(is_common, small))
    ended = text.rstrip(" \"'”’»").endswith((".", "!", "?", "…"))
    opening = bool(found) and found[0][0].isupper() and is_common(found[0].lower())
    return known + (opening and ended) > 1 or len(small) > (1 if ended else 3)


def is_short_sentence(text: str) -> bool:
    """Say whether a few words in Latin script are a whole sentence, and neither name nor title.

    It begins with a capital, ends with a stop, and neither the last word nor all others are names.

    >>> is_short_sentence("Thank you."), is_short_sentence("Who pays for it?")
    (True, True)
    >>> is_short_sentence("Bank of Korea."), is_short_sentence("Wine and bread")
    (False, False)
    """
    found = split(text)
    if len(found) < 2 or not text.rstrip(" \"'”’»").endswith((".", "!", "?", "…")):
        return False
    small = [word for word in found if word.islower()]
    return (
        found[0][0].isupper()
        and found[-1].islower()
        and 2 * len(small) >= len(found)
        and any(map(is_common, [*small, found[0].lower()]))
    )


def certainty(lead: float) -> float:
    """Return how probable the better of two readings is, given how much more speaks for it.

    Each piece of evidence that it is ahead makes it three times as likely; 0.5 without any.

    >>> certainty(0), round(certainty(2), 2)
    (0.5, 0.9)
    """
    return 1 / (1 + math.pow(3.0, -lead))
