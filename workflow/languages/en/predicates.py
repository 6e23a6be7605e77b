"""Read from a verb what its subject is: *Rice said*, *Park visits Seoul*, *Price rises hurt*.

A verb has its subject before it, and a subject that needs an article and has none is a name. But
many forms in *-s* are plural nouns as well, and past forms describe: *price rises*, *case closed*,
*long considered*. Only what can be nothing but the verb counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from workflow.languages.en import verbs
from workflow.languages.en.word_lists import kind_of

_TOKEN = re.compile(r"\s*([\w$€£]\w*(?:['’]\w+)?|\S)")
#: Words that follow a plural noun and not a verb.
_AFTER_NOUN = frozenset("by of from in at and or".split())
#: Words that follow a participle in a line without *was*: *Ban lifted on beef, song released
#: worldwide*.
_AFTER_PASSIVE = frozenset("after at by for from in nationwide on over to until worldwide".split())
#: Words that follow a verb with an object.
_OBJECT = frozenset(
    "a an the this that these those his her its their him them himself herself itself "
    "reporters".split()
)


_INVERTED = frozenset("came comes went goes stood lay sat".split())
_ARTICLES = frozenset("a an the his her its their our another".split())
#: Participles of hearsay.
_HEARSAY = frozenset("said believed thought expected reported alleged understood".split())
_QUOTES = tuple("\"“‘'$€£₩")


@dataclass(frozen=True, slots=True)
class Predicate:
    """The verb right after a word, adverbs left out.

    Attributes:
        helper: an auxiliary before the verb, if any.
        verb: the verb; empty where only an auxiliary stands there.
        after: the token after it, ``the`` for a name; empty at the end.
    """

    helper: str
    verb: str
    after: str


def tokens(text: str, limit: int = 6) -> list[str]:
    """Return the first words and marks of a text."""
    found: list[str] = []
    at = 0
    while len(found) < limit and (match := _TOKEN.match(text, at)):
        found.append(match[1])
        at = match.end()
    return found


def read(text: str) -> Predicate | None:
    """Read the verb at the beginning of the words after a name; None without a verb."""
    helper = verb = ""
    rest = tokens(text)
    while rest:
        token = rest[0].lower()
        if verbs.helps(token) and not helper:
            helper = token
        elif token in verbs.BETWEEN:
            pass
        elif token.isalpha():
            verb = token
            rest.pop(0)
            break
        else:
            break
        rest.pop(0)
    if not (helper or verb):
        return None
    after = rest[0] if rest else ""
    named = after[:1].isupper() and not kind_of(after.lower())
    return Predicate(helper, verb, "the" if named else after.lower())


def is_personal(predicate: Predicate, kind: str) -> bool:
    """Tell whether only a person or a body does this.

    Args:
        predicate: the verb.
        kind: what the word before it mostly is (:func:`workflow.languages.common_words.kind`).
    """
    helper, verb = predicate.helper, predicate.verb
    if kind in ("mass", "month") and verbs.happens(verb):
        return False
    if kind == "mass" and _is_idiom(predicate):
        return False
    if helper and verb:
        return verbs.does(verb) or verbs.is_plain(verb) or verbs.suffered(verb)
    if not verbs.does(verb) or _is_noun(predicate) or _is_participle(predicate):
        return False
    if kind in ("adjective", "adverb", "colour"):
        speaks = verbs.speaks(verb) and predicate.after != "to"
        return speaks or verbs.only_past(verb) or predicate.after in _OBJECT
    return True


def is_of_one(predicate: Predicate) -> bool:
    """Tell whether the verb goes with one person or thing."""
    verb = predicate.helper or predicate.verb
    return verb in verbs.SINGLE or (not predicate.helper and verb.endswith("s"))


def is_finite(predicate: Predicate, kind: str) -> bool:
    """Tell whether the verb is certainly finite, so that its subject stands before it."""
    helper, verb, after = predicate.helper, predicate.verb, predicate.after
    if _is_inverted(predicate) or _is_participle(predicate):
        return False
    if helper:
        follows = verb or after
        if follows == "it":
            return False  # word has it
        return kind not in ("adjective", "adverb") or follows not in _OBJECT
    return _is_past(predicate, kind)


def _is_past(predicate: Predicate, kind: str) -> bool:
    """Tell whether a verb without a helper certainly has its subject before it."""
    verb, after = predicate.verb, predicate.after
    if verbs.unchanged(verb):
        return verbs.opens_phrase(after)
    if verbs.only_past(verb):
        return not verbs.of_things(verb)
    if kind in ("adjective", "adverb") or kind_of(verb) not in (
        "past",
        "singular",
        "plural",
    ):
        return False
    if verb.endswith("s"):
        return after in _OBJECT or verbs.does_something(after)
    return after.isalnum() and after not in _AFTER_PASSIVE


def _is_idiom(predicate: Predicate) -> bool:
    """Tell whether a set phrase lets things act: *Time will tell*, *the law says so*."""
    if predicate.after == "so":
        return True
    return predicate.verb in ("tell", "told") and not predicate.after.isalnum()


def _is_inverted(predicate: Predicate) -> bool:
    """Tell whether the subject follows the verb: *Next came the bill*."""
    return predicate.verb in _INVERTED and predicate.after in _ARTICLES


def _is_participle(predicate: Predicate) -> bool:
    """Tell whether a past form is a participle of the previous words: *Case dismissed*."""
    if predicate.helper:
        return False
    if predicate.after == "to":
        return predicate.verb in _HEARSAY
    ends = not predicate.after.isalnum() and predicate.after not in _QUOTES
    return ends and verbs.needs_object(predicate.verb)


def _is_noun(predicate: Predicate) -> bool:
    """Tell whether a form in *-s* may be a plural noun where it stands: *Park visits fell*."""
    verb, after = predicate.verb, predicate.after
    if not verb.endswith("s") or verbs.speaks(verb):
        return False
    ends = not after.isalnum()
    verb_follows = verbs.finite(after) or kind_of(after) == "verb"
    return ends or verb_follows or after in _AFTER_NOUN
