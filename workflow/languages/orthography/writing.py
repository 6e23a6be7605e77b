"""Describe how a language is written: scripts, spaces, characters that cannot be seen."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import inf

from workflow.languages import scripts

#: Length of a translation over that of its source in weighted letters
#: (:func:`workflow.languages.scripts.weight`) where nothing was measured: the least, the usual, the
#: most.
BAND = (0.4, 1.0, 2.5)
#: Scripts that no text of another language is full of without being meant.
EAST_ASIAN = ("Han", "Kana", "Hangul")
#: The scripts of languages that are not written in Latin letters.
_SCRIPTS = {
    **{language: (name,) for name, language in scripts.ONLY.items()},
    **dict.fromkeys("be bg kk ky mk mn ru sr tg uk".split(), ("Cyrillic",)),
    **dict.fromkeys("ar ckb fa ps sd ug ur".split(), ("Arabic",)),
    **dict.fromkeys("hi mr ne sa".split(), ("Devanagari",)),
    **dict.fromkeys(("as", "bn"), ("Bengali",)),
    **dict.fromkeys(("he", "yi"), ("Hebrew",)),
    "ja": ("Kana", "Han"),
    "yue": ("Han",),
    "zh": ("Han",),
}
#: Languages whose words no space parts; in the first ones neither does one part sentences.
_UNSPACED = frozenset("ja yue lo km my th".split())
_RUN_ON = frozenset("ja yue".split())
_JOINERS, _MARKS = "\u200c\u200d", "\u200e\u200f\u061c"
_INVISIBLE = {
    **dict.fromkeys("bn gu hi kn km ml mr my ne or pa sa si ta te th".split(), _JOINERS),
    **dict.fromkeys("ar ckb fa ku ps sd ug ur".split(), _JOINERS + _MARKS),
    **dict.fromkeys(("he", "yi"), _MARKS),
}


@dataclass(frozen=True, slots=True)
class Writing:
    """How a language is written.

    Attributes:
        scripts: those of its letters, by their names in :mod:`workflow.languages.scripts`; the one
            that only its texts are full of comes first.
        spaced: whether spaces part its words.
        gap: what stands between two of its sentences.
        full_width: whether its punctuation fills a square: ``，。：``.
        invisible: characters without a shape of their own that it is written with. Joiners within
            words (Unicode Standard, section 23.2), and in languages written from right to left the
            marks that keep a number or a bracket in its place; never overrides and isolates.
        space_before_marks: whether a space stands before some marks, as in French.
        other_standard: letters of its script that another national standard writes instead.
        band: the same of human translations into it. Of news from English, 99 % lie within
            (NTREX-128, FLORES-200); Korean and Chinese originals are denser. The usual is the
            median.
        omission: how much a stretch of which a short translation says nothing has to tell before
            it counts as left out (by the check ``length``); no stretch does where nothing was
            measured.
        grammatical: words of its grammar, for which a dense translation has hardly a letter.
        terse: how much more it has to tell in a short sentence, divided by its words.
        cut_short: how much less it has to tell where it reaches the end of its sentence.
        mixed: foreign scripts of which so much stands in its texts that they do not show another
            language, such as Han characters in Korean.
        latin_words: whether words in Latin letters stand in its running text.
        latin_names: whether names of persons and bodies do.
        borrowed: what of a foreign script is right in its running text all the same.
        quotation: the marks of a quotation, outer and inner ones, where others are certainly wrong.
        severally: what stands twice to say *each* or *one by one*: 한 사람 한 사람.
        corners_name: whether corner brackets hold titles in it, though no quotations.
    """

    scripts: tuple[str, ...] = ("Latin",)
    spaced: bool = True
    gap: str = " "
    full_width: bool = False
    invisible: str = ""
    space_before_marks: bool = False
    other_standard: frozenset[str] = frozenset()
    latin_words: bool = True
    latin_names: bool = True
    borrowed: re.Pattern[str] | None = None
    quotation: str = ""
    corners_name: bool = False
    severally: re.Pattern[str] | None = None
    mixed: tuple[str, ...] = ()
    band: tuple[float, float, float] = BAND
    omission: float = inf
    terse: float = 0.0
    cut_short: float = 0.0
    grammatical: frozenset[str] = frozenset()

    @property
    def dense(self) -> bool:
        """Whether a letter of it says about as much as two Latin ones: a syllable, or a word."""
        return self.scripts[0] in EAST_ASIAN

    @property
    def foreign(self) -> tuple[str, ...]:
        """The East Asian scripts that occur in its running text only in loanwords."""
        return tuple(name for name in EAST_ASIAN if name not in self.scripts)

    @property
    def distant(self) -> tuple[str, ...]:
        """The scripts that occur in its texts only if the source has them.

        Latin letters and those of East Asia aside; a single letter may be a sign, as π is.
        """
        near = ("Latin", *EAST_ASIAN, *self.scripts, *self.mixed)
        return tuple(name for name in scripts.SCRIPTS if name not in near)


def usual(tag: str) -> Writing:
    """Return the usual orthography of a language of which only the tag is known.

    >>> usual("th").spaced, usual("ja").gap, usual("sr-Latn").scripts
    (False, '', ('Latin',))
    """
    subtag, _, script = tag.partition("-")
    return Writing(
        scripts=("Latin",) if script == "Latn" else _SCRIPTS.get(subtag, ("Latin",)),
        spaced=subtag not in _UNSPACED,
        gap="" if subtag in _RUN_ON else " ",
        full_width=subtag in _RUN_ON,
        invisible=_INVISIBLE.get(subtag, ""),
        space_before_marks=subtag == "fr",
    )
