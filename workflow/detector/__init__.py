"""Tells in which language a text, a block or a document is written.

Evidence is taken in order of cost: the scripts of the letters; for Han characters the national
character set they belong to; for scripts of several languages their function words and special
letters; and only where those leave a doubt, langdetect with what they said as its prior. What
remains in doubt, such as a bare name, takes the language of the document around it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from workflow.detector import ngrams, scripts, words
from workflow.errors import ConfigError, SourceError
from workflow.languages import language as known_language
from workflow.markup import plain
from workflow.model import UNTRANSLATED, Block, BlockKind, Document

#: BCP 47: a text whose language cannot be told, or that has none.
UNDETERMINED = "und"

#: A longer text is told by its beginning.
_ENOUGH = 4_000
#: Addresses are in no language.
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|[\w.+-]{1,64}@[\w.-]{1,255}"
    r"|(?<![\w-])[A-Za-z0-9-]{1,63}(?:\.[a-z0-9-]{2,63})+(?![\w-])(?:/\S*)?"
)
#: What every address has; much quicker to look for than an address.
_ADDRESS_MARK = re.compile(r"[.:@][\w/]")
#: Scripts that only one of today's larger languages is written in.
_SINGLE = {
    "ARMENIAN": "hy",
    "ETHIOPIC": "am",
    "GEORGIAN": "ka",
    "GREEK": "el",
    "GUJARATI": "gu",
    "GURMUKHI": "pa",
    "KANNADA": "kn",
    "KHMER": "km",
    "LAO": "lo",
    "MALAYALAM": "ml",
    "MYANMAR": "my",
    "ORIYA": "or",
    "SINHALA": "si",
    "TAMIL": "ta",
    "TELUGU": "te",
    "THAANA": "dv",
    "THAI": "th",
    "TIBETAN": "bo",
}
_EAST_ASIAN = ("HAN", "HANGUL", "KANA")
#: The scripts a language's own texts mix. Latin names and abbreviations stand in texts of any.
_MIXED = {
    "ja": {"HAN", "KANA", "LATIN"},
    "ko": {"HAN", "HANGUL", "LATIN"},
    "zh-Hans": {"HAN", "LATIN"},
    "zh-Hant": {"HAN", "LATIN"},
}
#: A Korean particle written onto a word of another script, 會長은 or Center를: Korean grammar,
#: however much of the sentence is foreign names or, as in mixed-script Korean, hanja.
_PARTICLE = re.compile(r"[㐀-鿿A-Za-z](?:[은는이가을를의에로와과도만]|에서|으로)(?![가-힣])")
#: Above this certainty a text speaks for itself.
_CLEAR = 0.85
#: langdetect is not asked about fewer letters: it would guess.
_SHORT = 16
#: So many letters, or characters that carry as much, are a sentence and not a name or a caption.
_SENTENCE = 30


@dataclass(frozen=True, slots=True)
class Detection:
    """A language, as a BCP 47 tag or ``und``, and how sure it is, from 0 to 1."""

    language: str
    confidence: float


_NOTHING = Detection(UNDETERMINED, 0.0)


def detect(text: str, within: str = "") -> Detection:
    """The language of a text.

    Args:
        text: plain text without placeholders; any length, of which the beginning is read.
        within: the language of the document around it, if known. A name, an abbreviation or
            another short piece that does not clearly speak for itself is given this language.

    Returns:
        ``und`` with confidence 0 when there is no letter, or none of a script we know. Bare Latin
        words that could be anything are taken for English, Han characters shared by both ways of
        writing Chinese for ``zh-Hans``, both with low confidence.

    >>> detect("경총").language, detect("KEF").language, detect("KEF", within="ko").language
    ('ko', 'en', 'ko')
    """
    text = _prose(text)
    weights = scripts.weigh(text)
    found = _of_script(text, weights)
    if within in ("", UNDETERMINED, found.language) or _speaks_for_itself(weights, found, within):
        return found
    return Detection(within, 0.5)


def assign(document: Document) -> Document:
    """The document with its language and that of each block filled in.

    The language its metadata declares is believed; otherwise its blocks vote, each by its length
    and certainty. Code and notices have no vote, though a document of nothing but notices
    is told by them. Blocks clearly in another language keep their own, all others
    take the document's. A document without a readable word gets ``und``.

    Raises:
        SourceError: the metadata declares something that is not a language.
    """
    declared = document.metadata.language
    language = _declared(document.path, declared) if declared else _elect(document.blocks)
    blocks = tuple(replace(block, language=_of_block(block, language)) for block in document.blocks)
    return replace(document, language=language, blocks=blocks)


def _declared(path: str, code: str) -> str:
    try:
        return known_language(code).tag
    except ConfigError as error:
        raise SourceError(
            path,
            f"declares the language {code!r}, which is not known",
            "Write a BCP 47 tag such as ko or zh-Hans, or leave it out to have it detected.",
        ) from error


def _elect(blocks: Iterable[Block]) -> str:
    """The language most of the text is in; of equals, the one that comes first."""
    prose, notices = dict[str, float](), dict[str, float]()
    for block in blocks:
        if block.kind is BlockKind.CODE:
            continue
        votes = notices if block.kind in UNTRANSLATED else prose
        text = _prose(plain(block.text, block.markup))
        weights = scripts.weigh(text)
        found = _of_script(text, weights)
        weight = found.confidence * sum(weights.values())
        votes[found.language] = votes.get(found.language, 0.0) + weight
    for votes in (prose, notices):
        votes.pop(UNDETERMINED, None)
        if votes:
            return max(votes, key=votes.__getitem__)
    return UNDETERMINED


def _of_block(block: Block, language: str) -> str:
    if block.kind is BlockKind.CODE:
        return language
    return detect(plain(block.text, block.markup), within=language).language


def _speaks_for_itself(weights: dict[str, int], found: Detection, within: str) -> bool:
    """Whether a text in a document of another language is in its own language all the same.

    It is when it is mostly in a script foreign to the document, or when it is a whole sentence
    clearly in another language of the same script.
    """
    total = sum(weights.values())
    if found.language == UNDETERMINED:
        return False
    is_sentence = total >= _SENTENCE
    usual = _scripts_of(within)
    foreign = sum(weight for script, weight in weights.items() if script not in usual)
    # A name glossed in its own script, Lee In-yong (이인용), is half and half.
    if foreign > total * (1 / 2 if is_sentence else 2 / 3):
        return True
    return is_sentence and found.confidence > _CLEAR


@cache
def _scripts_of(language: str) -> frozenset[str]:
    """The scripts that stand in a text of a language without being foreign to it."""
    if language in _MIXED:
        return frozenset(_MIXED[language])
    own = {name for name, only in _SINGLE.items() if only == language}
    own |= {name for name in words.scripts() if language in words.languages(name)}
    return frozenset(own | {"LATIN"})


def _prose(text: str) -> str:
    """The beginning of a text, NFC, without addresses."""
    text = text[:_ENOUGH]
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return _ADDRESS.sub(" ", text) if _ADDRESS_MARK.search(text) else text


def _of_script(text: str, weights: dict[str, int]) -> Detection:
    """The language of a text whose scripts have been weighed."""
    known = {name: weight for name, weight in weights.items() if _is_known(name)}
    if not known:
        return _NOTHING
    if 4 * known.get("HANGUL", 0) > sum(known.values()) and _PARTICLE.search(text):
        return Detection("ko", 0.9)
    east = sum(known.pop(name, 0) for name in _EAST_ASIAN)
    best = max(known, key=known.__getitem__, default="")
    if east >= known.get(best, 0):
        return _east_asian(text, weights)
    if best in _SINGLE:
        return Detection(_SINGLE[best], known[best] / (sum(known.values()) + east))
    return _by_words(text, best, known[best])


def _is_known(script: str) -> bool:
    return script in _EAST_ASIAN or script in _SINGLE or bool(words.languages(script))


def _east_asian(text: str, weights: dict[str, int]) -> Detection:
    """Korean, Japanese or Chinese, by the scripts they mix."""
    han, hangul, kana = (weights.get(name, 0) for name in _EAST_ASIAN)
    share = (han + hangul + kana) / sum(weights.values())
    if hangul > max(han, kana):
        return Detection("ko", share)
    # A stray の does not make Chinese Japanese; a Japanese headline may be four fifths Han.
    if kana * 6 >= han:
        return Detection("ja", share)
    counts = scripts.standards(text)
    simplified, traditional = counts["Hans"], counts["Hant"]
    if counts["Jpan"] and counts["Jpan"] >= abs(simplified - traditional):
        return Detection("ja", 0.7 * share)
    language = "zh-Hant" if traditional > simplified else "zh-Hans"
    return Detection(language, share * scripts.certainty(abs(traditional - simplified)))


def _by_words(text: str, script: str, letters: int) -> Detection:
    """One of the languages of a script, by words and letters, then by langdetect.

    Of equals, the one that the lexicon lists first.
    """
    found = words.split(text)
    scores = words.evidence(script, found)
    candidates = words.languages(script)
    points = [scores.get(tag, 0) for tag in candidates]
    second, best = sorted(points)[-2:]
    leader = candidates[points.index(best)]
    sure = scripts.certainty(best - second)
    if sure > _CLEAR:
        return Detection(leader, sure)
    if letters >= _SHORT and not words.is_name(found):
        prior = {tag: 3.0 ** (point - best) for tag, point in zip(candidates, points, strict=True)}
        language, probability = ngrams.guess(text, prior)
        if language:
            return Detection(language, probability * letters / (letters + 20))
    return Detection(leader, sure / 2)
