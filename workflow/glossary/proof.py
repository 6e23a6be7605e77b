"""Whether an English word that is also a name stands for the name: *He left*, *Target said*.

Inside a sentence a capital tells. Where every word may have one (at the beginning, after a quote
or a colon, in a headline with capitals throughout) what follows decides: *Park said* and *Park's
aides* have no article, so they are no park; *Park rangers* and *Rose prices* may be. A pronoun may
be followed by any verb, so there only a form of address counts. What stays open is no mention.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from workflow.glossary import english, words
from workflow.glossary.surnames import address_before, capitals_tell
from workflow.markup import plain

_ENDS = re.compile(r"(?:[.!?:;…|•·。/*#]|(?:^|\s)[-–—])$")
_QUOTES = "'\"‘’“”"
_DETERMINED = re.compile(r"(?:^|[\s\"“(])(?:the|an?|every|each)\s+$", re.IGNORECASE)
_TOKEN = re.compile(r"\s*([\w$€£]\w*(?:['’]\w+)?|\S)")
_COMPANY = re.compile(r",? (?:Co|Corp|Inc|LLC|Ltd|PLC|plc|Group|Holdings|Platforms)\b")
_POSSESSIVE = re.compile(r"['’]s\b|(?<=s)['’](?=\s)")
_JOINED = re.compile(r"[-\u2010\u2011]([a-z]+)")
_APPOSED = re.compile(r", (?:(?:who|whose|whom)\b|\d\d,)")
_EXPLAINED = re.compile(r", (?:(?:the|a|an|its|his|her|now|then|formerly)\b|(?:however|too|also),)")
#: What makes it a piece of something else: *Vice-President*, *King of Clay*, *125th Street*.
_OTHER_WORD = re.compile(r"[-\u2010\u2011][A-Z]| of (?:the )?[A-Z]")
_NUMBERED = re.compile(r"\d(?:st|nd|rd|th)? $")
#: Of whom one has critics and allies.
_OF = re.compile(
    r"\b(?:allies|ally|critics?|criticism|foes|loyal|opponents|portraits?|praised?|rivals|supporters|support"
    r"|successors?|predecessors?) (?:of|to|for) $",
    re.IGNORECASE,
)
_COORDINATED = re.compile(
    r",? (?:and|or|&) (?:[A-Z][\w'-]+ )?([A-Z]\w+)|, ([A-Z][\w-]+)(?=,| and| or|\.$)"
)
_MONTH_ENDS = tuple(english.MONTHS)
#: Kinds of word that need an article to be a subject, so that without one they are names.
_COUNTED = frozenset({"noun", "verb", "adjective", "gerund", "past", "adverb"})


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text that is both a common one and a name.

    Attributes:
        text: the sentence.
        start, end: its place.
        person: whether the name is a person's.
        headline: whether the text is a headline, which leaves articles out.
        proven: whether the document has it as the name elsewhere, and not as a word.
    """

    text: str
    start: int
    end: int
    person: bool
    headline: bool = False
    proven: bool = False

    @property
    def lower(self) -> str:
        """The word in lower case."""
        return self.text[self.start : self.end].lower()

    @property
    def kind(self) -> str:
        """What it mostly is (:func:`workflow.glossary.words.kind`), or ``month``, or ``mass``."""
        if self.lower in english.MONTHS:
            return "month"
        return "mass" if self.lower in english.MASS else words.kind(self.lower)

    @property
    def before(self) -> str:
        """What stands before it."""
        return self.text[: self.start]

    @property
    def after(self) -> str:
        """What stands after it."""
        return self.text[self.end :]


def is_word(name: str) -> bool:
    """Whether a name is a common English word as well.

    >>> is_word("Park"), is_word("He"), is_word("Xing"), is_word("Park Jin")
    (True, True, False, False)
    """
    return bool(words.kind(name.lower())) or name.lower() in english.MONTHS


def describes(name: str) -> bool:
    """Whether a name is a word that says how something is or what is done: *Nice*, *Reading*.

    Of places only these are doubted: *China* and *Turkey* begin a sentence as what they are.
    """
    return words.kind(name.lower()) in ("adjective", "gerund", "past", "verb")


def proves(word: Word) -> bool:
    """Whether a capital inside a sentence shows the word to be a name."""
    told = capitals_tell(word.text) and not _opens(plain(word.before))
    return told and word.kind not in ("month", "pronoun") and _inside(word)


def is_name(word: Word) -> bool:
    """Whether the word is certainly the name where it stands."""
    if address_before(word.text, word.start):
        return True
    if _OTHER_WORD.match(word.after) or (word.person and _NUMBERED.search(word.before)):
        return False
    told = capitals_tell(word.text)
    if told and not _opens(plain(word.before)):
        return _inside(word)
    return _opening(word, plainly=told and not word.headline)


def _opens(before: str) -> bool:
    """Whether a sentence begins after ``before``.

    A quote after a word in lower case opens none (*by his surname "Yuan"*), nor does one that ends
    with a comma (*"Go," Park said*).
    """
    head = before.rstrip()
    if head == before and head.endswith(("(", "[", *_QUOTES)):
        outside = head.rstrip("([" + _QUOTES).rstrip()
        return head[-1] in "([" or not outside or not outside[-1].isalnum()
    core = head.rstrip(")]" + _QUOTES)
    return not core or bool(_ENDS.search(core))


def _inside(word: Word) -> bool:
    """Where a capital tells: not of months, and after an article only with a noun that goes on."""
    if word.kind == "month":
        return _goes_with(word)
    if not _DETERMINED.search(word.before):
        return True
    if word.person:
        return _next(word) in english.OF_PERSONS
    return _next(word) not in ("of", "between", "in")


def _opening(word: Word, *, plainly: bool) -> bool:
    """Where no capital tells; ``plainly``: articles are not left out."""
    if word.kind == "pronoun":
        return False
    if _DETERMINED.search(word.before):
        return _next(word) in (english.OF_PERSONS if word.person else english.OF_BODIES)
    helps = word.kind == "function" and re.search(r"\w $", word.before)  # He Will Quit
    if _is_object(word) or (_goes_with(word) and not helps) or _is_quoted(word):
        return True
    return plainly and not helps and _needs_article(word)


def _needs_article(word: Word) -> bool:
    """Whether it stands as a word could not without an article."""
    joined = _COORDINATED.match(word.after)
    if joined and not (word.kind == "month" and joined[0].lower().endswith(_MONTH_ENDS)):
        return True
    if word.proven and word.kind != "function" and _has_verb(word):
        return True
    if word.kind == "plural" and english.SINGLE.intersection(_tokens(word)[:1]):
        return True
    explained = word.kind not in ("mass", "month", "plural") and _EXPLAINED.match(word.after)
    return bool(explained) or (word.kind in _COUNTED and _has_verb(word))


def _goes_with(word: Word) -> bool:
    """Whether what only a person or a company has, is or does follows."""
    if _COMPANY.match(word.after) or _APPOSED.match(word.after):
        return word.person == bool(_APPOSED.match(word.after))
    if joined := _JOINED.match(word.after):
        return joined[1] in english.BY and word.kind != "function"
    if possessive := _POSSESSIVE.match(word.text, word.end):
        return _owns(word, possessive.end())
    owned = english.OF_PERSONS if word.person else english.OF_BODIES
    if word.kind == "month":
        return _next(word) in english.STAFF or bool(_OF.search(word.before)) or _does(word)
    if _next(word) in owned:
        return word.kind in ("noun", "mass", "verb", "plural", "gerund", "past")
    return _does(word)


def _owns(word: Word, at: int) -> bool:
    """*Park's gates*: without an article no park's. *May's sales* and *Gates' locks* may be any."""
    if word.kind in ("noun", "verb", "adjective", "gerund", "past") or word.kind == "function":
        return True
    match = _TOKEN.match(word.text, at)
    owned = match[1].lower() if match else ""
    return owned in (english.OWNED_BY_PERSONS if word.person else english.OF_BODIES)


def _does(word: Word) -> bool:
    """Whether the verb after it is one of persons and bodies: *Rice said*, *May has resigned*."""
    tokens = _tokens(word)
    helped = next((token for token in tokens if english.helps(token)), "")
    verb = next((token for token in tokens if not english.helps(token)), "")
    if not verb or not (english.does(verb) or (helped and _infinitive(verb))):
        return False
    if word.kind == "plural" and not _of_one(helped or verb):
        return word.person and word.lower not in english.SPEAKERS and english.does(verb)
    if word.kind == "adjective":
        return bool(helped) or not english.describes(verb)
    return True


def _infinitive(verb: str) -> bool:
    return english.does(f"{verb}s") or english.does(f"{verb}es")


def _of_one(verb: str) -> bool:
    return verb in english.SINGLE or words.kind(verb) == "singular" or verb.endswith("s")


def _has_verb(word: Word) -> bool:
    """Whether a finite verb follows, so that a word that needs an article is no word."""
    tokens = _tokens(word)
    if not tokens:
        return False
    goes_on = english.opens_phrase(_after_verb(word))
    if english.unchanged(tokens[-1]):
        return goes_on
    if words.kind(tokens[0]) == "plural" and english.does_something(_after_verb(word)):
        return word.kind in ("noun", "verb")  # Visa issues a warning
    if not english.finite(tokens[0]):
        return False
    if word.kind in ("adjective", "adverb"):
        helped = english.helps(tokens[0]) and not _DETERMINED.search(f" {_next(word, 1)} ")
        return helped or goes_on or english.only_past(tokens[0])
    return True


def _after_verb(word: Word) -> str:
    """The token after the verb; of names, which need no article, ``the``."""
    at, verbs = 0, 0
    last = _tokens(word)[-1]
    while match := _TOKEN.match(word.after, at):
        at = match.end()
        if verbs:
            return "the" if match[1][:1].isupper() else match[1]
        verbs = match[1].lower() == last
    return ""


def _is_quoted(word: Word) -> bool:
    """*Park: 'We need calm'*: who speaks stands before a colon."""
    quoted = not word.before.strip() and re.match(r": ['\"‘“]", word.after)
    return bool(quoted) and word.kind in _COUNTED


def _is_object(word: Word) -> bool:
    """*Xi Meets Park*: it ends there, or goes on with where and when."""
    before = re.search(r"(\w+) $", word.before)
    if before is None or not english.done_to(before[1].lower()):
        return False
    following = _next(word)
    return not following.isalpha() or following in ("at", "for", "in", "on", "over", "as", "after")


def _next(word: Word, skip: int = 0) -> str:
    """The token after it, in lower case; nothing at the end."""
    at = 0
    for _ in range(skip + 1):
        match = _TOKEN.match(word.after, at)
        if match is None:
            return ""
        at = match.end()
    return match[1].lower() if match else ""


def _tokens(word: Word) -> list[str]:
    """The verbs right after it: an auxiliary and the verb, adverbs left out; else nothing."""
    found: list[str] = []
    for number in range(4):
        token = _next(word, number)
        if token in english.BETWEEN and not (english.helps(token) and not found):
            continue
        if not token.isalpha() and not english.helps(token):
            break
        found.append(token)
        if not english.helps(token):
            break
    return found
