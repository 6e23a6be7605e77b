"""Decide the language of one text, among those that are expected."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from workflow.documents.detector import ngrams
from workflow.languages import pack, scripts
from workflow.languages.detection import function_words as words
from workflow.languages.detection import mixture
from workflow.languages.detection.east_asian import by_particles, language_of
from workflow.languages.orthography.writing import EAST_ASIAN

#: From this certainty on an answer stands; below it is said to be unsure.
CLEAR = 0.7


@dataclass(frozen=True, slots=True)
class Sources:
    """The languages in which texts are expected.

    Attributes:
        tags: BCP 47 tags, the likeliest first; none where any language is as likely as another.
        stated: a person named them. Then one of them is believed unless something speaks against
            it; otherwise they are an assumption, and a text that says nothing remains unsure.
        headed: the first was named for the text at hand.
    """

    tags: tuple[str, ...] = ()
    stated: bool = False
    headed: bool = False

    @property
    def lead(self) -> float:
        """What one of these languages has ahead of all others, in pieces of evidence."""
        return 2.0 if self.stated else 0.5

    def headed_by(self, tag: str) -> Sources:
        """Return these languages, starting with the one declared for the text at hand."""
        others = (each for each in self.tags if each != tag)
        return Sources((tag, *others), stated=True, headed=True)

    @property
    def unstated(self) -> Sources:
        """The same languages, assumed and not stated by anybody."""
        return Sources(self.tags)

    def favours(self, tag: str) -> bool:
        """Say whether a person named a language, for this text or for all."""
        return self.stated and tag in (self.tags[:1] if self.headed else self.tags)


#: Nothing is known beforehand.
ANY = Sources()


#: BCP 47: the language of a text is not known, or it has none.
UNDETERMINED = "und"

#: Only this much of the beginning of a text is read.
_ENOUGH = 4_000
#: Addresses are in no language.
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|[\w.+-]{1,64}@[\w.-]{1,255}"
    r"|(?<![\w-])[A-Za-z0-9-]{1,63}(?:\.[a-z0-9-]{2,63})+(?![\w-])(?:/\S*)?"
)
#: What every address has; much quicker to look for than an address.
_ADDRESS_MARK = re.compile(r"[.:@][\w/]")
#: Above this certainty a text in a document of another language speaks for itself.
_EVIDENT = 0.85
#: The evidence that makes an unexpected language likely.
_STRONG = 2.0
#: langdetect is not asked about fewer letters: it would guess.
SHORT = 16
#: A text of this length should have some known words.
_LONG = 40
#: A text of this length, weighted by content, is a sentence rather than a name or a caption.
_SENTENCE = 30


@dataclass(frozen=True, slots=True)
class Detection:
    """A language, as a BCP 47 tag or ``und``, and how sure it is, from 0 to 1."""

    language: str
    confidence: float

    @property
    def sure(self) -> bool:
        """Whether the language is certain enough to be relied on."""
        return self.confidence >= CLEAR


_ONLY_LATIN = {"Latin"}
_NOTHING = Detection(UNDETERMINED, 0.0)


def detect(text: str, within: str = "", sources: Sources = ANY) -> Detection:
    """Tell the language of a text.

    Args:
        text: plain text without placeholders; any length, of which the beginning is read.
        within: the language of the document around it, if known. A name, an abbreviation or
            another short piece that does not clearly speak for itself is given this language.
        sources: the languages it is expected to be in; another one needs strong evidence.

    Returns:
        ``und`` with confidence 0 when there is no letter, or none of a script we know. Bare Latin
        words that could be anything are taken for the first of ``sources`` in that script, else
        for English, Han characters shared by both ways of writing Chinese for the one expected,
        else for ``zh-Hans``.

    >>> detect("경총").language, detect("KEF").language, detect("KEF", within="ko").language
    ('ko', 'en', 'ko')
    """
    return weighed(text, within, sources)[0]


def weighed(text: str, within: str = "", sources: Sources = ANY) -> tuple[Detection, int]:
    """Detect the language of a text, and weigh the text: a Hangul syllable is worth two letters.

    Args:
        text: plain text.
        within: the language of the text around it, which it is in unless it clearly is in another.
        sources: the languages that are expected.
    """
    text = prose(text)
    weights = scripts.weigh(text)
    letters = sum(weights.values())
    if within in ("", UNDETERMINED):
        return _of_script(text, weights, sources), letters
    found = _of_script(text, weights, sources.headed_by(within))
    if found.language == within or _is_in_another(text, weights, found, within):
        return found, letters
    return Detection(within, 0.5), letters


def _is_in_another(text: str, weights: dict[str, int], found: Detection, within: str) -> bool:
    """Tell whether a text is in another language than its document.

    It is when it is mostly in a script foreign to the document, when it is a whole sentence
    clearly in another language of the same script, or when it is, in a document of another script
    in which Latin names occur, a sentence and not a name.
    """
    if found.language == UNDETERMINED:
        return False
    total = sum(weights.values())
    is_sentence = total >= _SENTENCE
    usual = _usual(within)
    foreign = sum(weight for script, weight in weights.items() if script not in usual)
    # A name glossed in its own script, Lee In-yong (이인용), is half and half.
    if foreign > total * (1 / 2 if is_sentence else 2 / 3):
        return True
    if (
        not foreign
        and mixture.is_mixed(weights)
        and _ends_in(mixture.unquoted(text), usual)
        and not mixture.joins_words(text.lower())
    ):
        return False
    if weights.keys() == {"Latin"} and within not in words.languages("Latin"):
        return words.is_sentence(text)
    return is_sentence and found.confidence > _EVIDENT


def _ends_in(text: str, usual: frozenset[str]) -> bool:
    """Return whether the last letter of a text is in one of these scripts, and not Latin."""
    last = next(filter(str.isalpha, reversed(text)), "")
    return scripts.script(last) in usual - {"Latin"}


@cache
def _usual(language: str) -> frozenset[str]:
    """Return the scripts that stand in a text of a language without being foreign to it."""
    writing = pack(language).writing
    return frozenset((*writing.scripts, *writing.mixed, "Latin"))


@cache
def own_scripts(language: str) -> frozenset[str]:
    """Return the scripts of a language except Latin, if it has others."""
    scripts = frozenset(pack(language).writing.scripts)
    return scripts - {"Latin"} or scripts


def share_script(one: str, other: str) -> bool:
    """Say whether two languages share a script; Latin names in either do not count."""
    return not own_scripts(one).isdisjoint(own_scripts(other))


def prose(text: str) -> str:
    """Return the beginning of a text, NFC, without addresses."""
    text = text[:_ENOUGH]
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return _ADDRESS.sub(" ", text) if _ADDRESS_MARK.search(text) else text


def _of_script(text: str, weights: dict[str, int], sources: Sources) -> Detection:
    """Tell the language of a text whose scripts have been weighed."""
    if weights.keys() == _ONLY_LATIN:  # most texts: nothing to tell apart but words
        return _by_words(text, "Latin", weights["Latin"], sources)
    known = {name: weight for name, weight in weights.items() if _is_known(name)}
    if not known:
        return _NOTHING
    if spoken := by_particles(text, known):
        return Detection(spoken, 0.9)
    if mixture.is_mixed(known):
        text, known = mixture.essence(text, known)
    east = sum(known.get(name, 0) for name in EAST_ASIAN)
    others = {name: weight for name, weight in known.items() if name not in EAST_ASIAN}
    best = max(others, key=others.__getitem__, default="")
    if east >= others.get(best, 0):
        return _east_asian(text, known, sources)
    if best in scripts.ONLY:
        return Detection(scripts.ONLY[best], others[best] / sum(known.values()))
    return _by_words(text, best, others[best], sources)


def _is_known(script: str) -> bool:
    return script in EAST_ASIAN or script in scripts.ONLY or bool(words.languages(script))


def _east_asian(text: str, weights: dict[str, int], sources: Sources) -> Detection:
    favoured = sources.favours(scripts.ONLY["Kana"])
    found = language_of(text, weights, sources.tags, stated=sources.stated, favoured=favoured)
    return Detection(*found)


def _by_words(text: str, script: str, letters: int, sources: Sources) -> Detection:
    """Choose a language of a script: an expected one, unless another is much more likely."""
    found, scores = _words_and_evidence(script, text)
    known = words.languages(script)
    expected = tuple(tag for tag in sources.tags if tag in known)
    asked = letters >= SHORT and not words.is_name(found)
    if not expected:
        return _among(text, known, scores, letters if asked else 0)
    best, points = _leader(expected, scores)
    rivals = [score for tag, score in scores.items() if tag not in expected]
    lead = sources.lead + points - max(rivals, default=0.0)
    # A long text with few known words is as doubtful as a short one with none.
    long = letters >= _LONG
    if asked and -_STRONG < lead < (_STRONG + 0.5 if long else 1):
        opinion = _second_opinion(text, known, found, best, scores)
        if opinion > 0 or long or lead < 0:
            lead += opinion
    if lead <= -_STRONG:
        others = {tag: scores.get(tag, 0.0) for tag in known if tag not in expected}
        rival = _among(text, tuple(others), others, letters)
        return Detection(rival.language, min(rival.confidence, words.certainty(-lead)))
    sure = words.certainty(lead)
    if len(expected) > 1:
        chosen = _among(text, expected, scores, letters)
        return Detection(chosen.language, min(chosen.confidence, sure))
    return Detection(best, sure)


@lru_cache(maxsize=256)
def _words_and_evidence(script: str, text: str) -> tuple[list[str], Mapping[str, float]]:
    """Return the words of a text and the evidence in them for each language; cached."""
    found = words.split(text)
    return found, words.evidence(script, found)


def _second_opinion(
    text: str, known: Sequence[str], found: list[str], best: str, scores: Mapping[str, float]
) -> float:
    """Ask langdetect what to add to the doubtful lead of an expected language, or take from it.

    Names mislead it: it counts only where it says the same with and without them.
    """
    top = max(scores.values(), default=0.0)
    prior = {tag: 3.0 ** (scores.get(tag, 0.0) - top) for tag in known}
    small = " ".join(word for word in found if word.islower())
    opinions = {ngrams.guess(text, prior), ngrams.guess(small, prior)}
    tags = {tag for tag, _ in opinions}
    if len(tags) > 1 or min(probability for _, probability in opinions) < 0.7:
        return 0.0
    if best in tags:
        return 1.0
    return -_STRONG


def _leader(tags: Sequence[str], scores: Mapping[str, float]) -> tuple[str, float]:
    """Return the language with the highest score, the first of equals, and that score."""
    best = max(tags, key=lambda tag: scores.get(tag, 0.0))
    return best, scores.get(best, 0.0)


def _among(text: str, tags: Sequence[str], scores: Mapping[str, float], letters: int) -> Detection:
    """Choose a language by words and letters, then by langdetect; of equals, the first.

    Args:
        text: with its letters.
        tags: the languages.
        scores: how much speaks for each.
        letters: how many langdetect may go by; with too few it is not asked.
    """
    points = [scores.get(tag, 0.0) for tag in tags]
    second, best = sorted(points)[-2:]
    leader = tags[points.index(best)]
    sure = words.certainty(best - second)
    if sure > _EVIDENT:
        return Detection(leader, sure)
    if letters >= SHORT:
        prior = {tag: 3.0 ** (point - best) for tag, point in zip(tags, points, strict=True)}
        language, probability = ngrams.guess(text, prior)
        if language:
            return Detection(language, probability * letters / (letters + 20))
    return Detection(leader, sure / 2)
