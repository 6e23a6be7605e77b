"""Find the ends of English sentences, by the usage of AP and Reuters copy."""

from __future__ import annotations

from workflow.languages.orthography.sentences import PossibleEnd, Sentences
from workflow.languages.tables import FactTable

_TABLE = FactTable(__package__, "sentences.tsv")


class EnglishSentences(Sentences):
    """Where sentences end in English."""

    def after_ellipsis(self, here: PossibleEnd) -> bool:
        return here.spaced and _begins_sentence(here.follows) and not _is_title(here.text)

    def after_question(self, here: PossibleEnd) -> bool:
        if not here.spaced or (here.quoted and _TABLE.pattern("speaker").match(here.ahead)):
            return False
        if len(here.stops) > 1 and here.follows[:1].isupper():  # So good!! I agree.
            return True
        return here.agreed or not here.follows[:1].isascii() or here.quoted

    def after_word(self, word: str, here: PossibleEnd) -> bool | None:
        if word in _TABLE.word_set("never_last"):
            return False
        follows = here.follows
        capital = follows[:1].isupper()
        if word in _TABLE.word_set("before_number") or word in _TABLE.word_set("ordinary"):
            return capital and not _TABLE.pattern("roman").match(follows)
        if word in _TABLE.word_set("usually_last"):
            return capital and not _TABLE.pattern("time_continues").match(follows)
        if word in _TABLE.word_set("company"):
            # `Shares rose`: a capital word and its verb begin a sentence after a company's name.
            predicate = _TABLE.pattern("predicate").match(here.ahead)
            return capital and bool(_begins_sentence(follows) or predicate)
        counted = here.before.removesuffix(word)[-1:].isdigit()  # in 4K. Google said
        initials = not counted and _TABLE.pattern("initials").fullmatch(word)
        if word in _TABLE.word_set("sometimes_last") or initials:
            said = word == "I" and here.first > here.end  # “Yes,” said I. “Come along.”
            return said or _begins_sentence(follows)
        return True if capital and _TABLE.pattern("address").search(word) else None


def _begins_sentence(text: str) -> bool:
    """Say whether a word comes first that begins sentences and hardly follows an abbreviation."""
    return _TABLE.pattern("starter").match(text) is not None


def _is_title(text: str) -> bool:
    """Say whether most longer words are capitalised, as in an English headline."""
    words = _TABLE.pattern("longer_word").findall(text[:1000])
    return bool(words) and sum(word[0].isupper() for word in words) > 0.6 * len(words)
