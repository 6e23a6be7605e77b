"""Decide whether an English word that is also a name stands for the name: *He left*, *Target said*.

Inside a sentence a capital tells. Where every word may have one (at the beginning, after a quote
or a colon, in a headline with capitals throughout) what follows decides: *Park said* and *Park's
aides* have no article, so they are no park; *Park rangers* and *Rose prices* may be. A pronoun may
be followed by any verb, so there only a form of address counts. What stays open is no mention.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from workflow.languages.en import predicates, verbs
from workflow.languages.en.surnames import address_before, capitals_tell
from workflow.languages.en.word_lists import kind_of
from workflow.languages.tables import FactTable
from workflow.markup import plain

_TABLE = FactTable(__package__, "proof.tsv")
#: Characters before and after a word that can tell what it is.
_NEAR = 120
_QUOTES = "'\"‘’“”"
_MONTH_ENDS = tuple(verbs.MONTHS)
#: Kinds of word that need an article to be a subject, so that without one they are names.
_COUNTED = frozenset({"noun", "verb", "adjective", "past", "adverb"})


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
        """Its kind (:func:`~workflow.languages.en.word_lists.kind_of`), or month, colour, mass."""
        if self.lower in verbs.MONTHS:
            return "month"
        if self.lower in verbs.COLOURS:
            return "colour"
        return "mass" if self.lower in verbs.MASS else _kind(self.lower)

    @property
    def before(self) -> str:
        """The text right before it."""
        return self.text[max(0, self.start - _NEAR) : self.start]

    @property
    def after(self) -> str:
        """The text right after it."""
        return self.text[self.end : self.end + _NEAR]


def is_word(name: str) -> bool:
    """Tell whether a name is a common English word as well.

    >>> is_word("Park"), is_word("He"), is_word("Xing"), is_word("Park Jin")
    (True, True, False, False)
    """
    return bool(kind_of(name.lower())) or name.lower() in verbs.MONTHS


def describes(name: str) -> bool:
    """Tell whether a name is a word for a quality or an action: *Nice*, *Reading*.

    Only such names of places are doubted: at the beginning of a sentence, *China* is the country.
    """
    return _kind(name.lower()) in ("adjective", "gerund", "past", "verb")


def _kind(word: str) -> str:
    """Return the usual kind of a word; nouns in *-ing* are gerunds, which need no article."""
    kind = kind_of(word)
    return "gerund" if kind == "noun" and len(word) > 5 and word.endswith("ing") else kind


def proves(word: Word) -> bool:
    """Tell whether a capital inside a sentence shows the word to be a name."""
    told = capitals_tell(word.text) and not _opens(plain(word.before))
    return told and word.kind not in ("month", "pronoun") and _inside(word)


def is_name(word: Word) -> bool:
    """Tell whether the word is certainly the name where it stands."""
    if address_before(word.text, word.start):
        return True
    if _follows(word, "other_word") or (word.person and _is_of_another_name(word)):
        return False
    if _is_quoted_alone(word):
        return False
    shouted = len(word.lower) > 1 and word.text[word.start : word.end].isupper()
    told = capitals_tell(word.text) and not shouted and not (word.headline and _brief(word.text))
    if told and not _opens(plain(word.before)):
        return _inside(word)
    return _opening(word, plainly=told and not word.headline)


def _is_of_another_name(word: Word) -> bool:
    """Tell whether the word is part of another name: *New Year's Day*, *St James's Park*."""
    owned = "owned_day" if word.lower == "day" else "of_saint"
    return bool(_precedes(word, "numbered") or _precedes(word, owned))


def _precedes(word: Word, use: str) -> re.Match[str] | None:
    """Find a row of the table before a word."""
    return _TABLE.pattern(use).search(word.before)


def _follows(word: Word, use: str) -> re.Match[str] | None:
    """Find a row of the table right after a word."""
    return _TABLE.pattern(use).match(word.after)


def _brief(text: str) -> bool:
    """Tell whether a headline has a word or two, all with capitals: *Thank You*."""
    return len(text.split()) < 3 and all(word[:1].isupper() for word in text.split())


def _is_quoted_alone(word: Word) -> bool:
    """Tell whether it stands in quotes as a word or a title: *a song called "You"*."""
    opened = _precedes(word, "opened")
    if opened is None or not _follows(word, "closed"):
        return False
    return not _TABLE.pattern("said_to_be").search(word.before[: opened.start()])


def _opens(before: str) -> bool:
    """Tell whether a sentence begins after ``before``.

    A quote after a word in lower case opens none (*by his surname "Yuan"*), nor does one that ends
    with a comma (*"Go," Park said*).
    """
    head = before.rstrip()
    if head == before and head.endswith(("(", "[", *_QUOTES)):
        outside = head.rstrip("([" + _QUOTES).rstrip()
        return head[-1] in "([" or not outside or not outside[-1].isalnum()
    core = head.rstrip(")]" + _QUOTES)
    return not core or bool(_TABLE.pattern("ends").search(core))


def _inside(word: Word) -> bool:
    """Tell whether a capital inside a sentence makes the word a name.

    It does not for months, and after an article only before a noun that goes with names.
    """
    if word.kind == "month":
        return _goes_with(word) or _is_listed(word)
    if not _precedes(word, "determined"):
        return True
    following = _next(word)
    if word.person:
        return following in verbs.OF_PERSONS
    return following not in ("of", "between", "in") and not _follows(word, "of_river")


def _is_listed(word: Word) -> bool:
    """Tell whether a name of a month stands between names of no months: *Trump, May and Xi*."""
    before = _precedes(word, "listed")
    after = _follows(word, "coordinated")
    if before is None or before[1].lower() in verbs.MONTHS:
        return False
    if before[2] == ",":
        return after is not None and not after[0].lower().endswith(_MONTH_ENDS)
    return True


def _opening(word: Word, *, plainly: bool) -> bool:
    """Tell whether the following words make the word a name although its capital does not."""
    if word.kind == "pronoun":
        return False
    if _precedes(word, "determined"):
        return _next(word) in (verbs.OF_PERSONS if word.person else verbs.OF_BODIES)
    if _precedes(word, "becomes"):
        return False
    helps = word.kind == "function" and re.search(r"\w $", word.before)  # He Will Quit
    if _is_object(word) or (_goes_with(word) and not helps) or _is_quoted(word):
        return True
    return plainly and not helps and _needs_article(word)


def _needs_article(word: Word) -> bool:
    """Tell whether the word would need an article there if it were no name."""
    if word.person and _follows(word, "with_family"):
        return True
    joined = _follows(word, "coordinated")
    if joined and not (word.kind == "month" and joined[0].lower().endswith(_MONTH_ENDS)):
        return True
    if word.proven and word.kind != "function" and _has_verb(word):
        return True
    predicate = predicates.read(word.after)
    if word.kind == "plural" and predicate and predicate.helper in verbs.SINGLE:
        return True
    explained = word.kind not in ("mass", "month", "plural") and _follows(word, "explained")
    body = not word.person and _follows(word, "is_body")
    return bool(explained or body) or (word.kind in _COUNTED and _has_verb(word))


def _goes_with(word: Word) -> bool:
    """Tell whether something follows that only a person or a company has, is or does."""
    if _follows(word, "company") or _follows(word, "apposed"):
        return word.person == bool(_follows(word, "apposed"))
    if joined := _follows(word, "joined"):
        return joined[1] in verbs.BY and word.kind != "function"
    if possessive := _TABLE.pattern("possessive").match(word.text, word.end):
        return _owns(word, possessive.end())
    if word.kind == "month":
        return _next(word) in verbs.STAFF or bool(_precedes(word, "of")) or _does(word)
    if _next(word) in (verbs.OF_PERSONS if word.person else verbs.OF_BODIES):
        return word.kind in ("noun", "mass", "verb", "plural", "gerund", "past")
    return _does(word)


def _owns(word: Word, at: int) -> bool:
    """Tell whether a possessive shows the name: *Park's gates*, not *May's sales*."""
    owned = next(iter(predicates.tokens(word.text[at : at + _NEAR], 1)), "").lower()
    if owned in verbs.AFTER_IS:
        return False
    if word.kind in ("noun", "verb", "adjective", "gerund", "past") or word.kind == "function":
        return True
    return owned in (verbs.OWNED_BY_PERSONS if word.person else verbs.OF_BODIES)


def _does(word: Word) -> bool:
    """Tell whether a verb of persons and bodies follows: *Rice said*, *May has resigned*."""
    predicate = predicates.read(word.after)
    if predicate is None or not predicates.is_personal(predicate, word.kind):
        return False
    if word.headline and word.lower in verbs.CALLINGS and not word.proven:
        return False
    if word.kind == "plural" and not predicates.is_of_one(predicate):
        return word.person and not predicate.helper and word.lower not in verbs.SPEAKERS
    return True


def _has_verb(word: Word) -> bool:
    """Tell whether a finite verb follows: what needs an article is no word then."""
    predicate = predicates.read(word.after)
    return predicate is not None and predicates.is_finite(predicate, word.kind)


def _is_quoted(word: Word) -> bool:
    """Tell whether the word is the speaker of what follows a colon: *Park: 'We need calm'*."""
    quoted = not word.before.strip() and re.match(r": ['\"‘“]", word.after)
    return bool(quoted) and word.kind in _COUNTED


def _is_object(word: Word) -> bool:
    """Tell whether the word is what persons are the object of: *Xi Meets Park*."""
    before = re.search(r"(\w+) $", word.before)
    if before is None or not verbs.done_to(before[1].lower()):
        return False
    certain = verbs.done_to_one(before[1].lower(), person=word.person)
    if not (word.proven or (certain and word.lower not in verbs.CALLINGS)):
        return False
    following = _next(word)
    return not following.isalpha() or following in ("at", "for", "in", "on", "over", "as", "after")


def _next(word: Word) -> str:
    """Return the next token in lower case; empty at the end."""
    return next(iter(predicates.tokens(word.after, 1)), "").lower()
