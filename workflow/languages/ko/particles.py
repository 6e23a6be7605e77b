"""Choose Korean particles, which agree with the pronunciation of the word before them.

A particle such as 은/는 or 으로/로 has one form after a final consonant and one after a vowel, so
every substitution of a word may leave a wrong one behind. The end of the word is always known here
(it is a rendering from the termbase), so no morphological analysis is needed. Which particles and
endings there are, ``particles.tsv`` says.

Rules: National Institute of Korean Language, Standard Korean Dictionary, entries for each particle;
으로 and its derivatives take the vowel form after ㄹ as well. What stands in brackets is skipped:
``싱하이밍(邢海明)은`` agrees with 밍. Digits are read in Sino-Korean, capital letters one by one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from workflow.languages import tables
from workflow.languages.ko.disagreements import letter_particles
from workflow.languages.ko.final_consonants import CLOSING, final_consonant, final_of
from workflow.languages.orthography import particles
from workflow.languages.orthography.particles import Agreement, Following

_RIEUL = 8  # index of final ㄹ in a Hangul syllable block
_HANGUL = "가-힣"
#: What may stand between a word and its particle: placeholders, closing marks, a bracket.
_BETWEEN = re.compile(rf"(?:</?[gx]\d+/?>|[{CLOSING}]|\s?[(（][^()（）]*[)）])*")
_ASIDE = re.compile(r"\s?[(（][^()（）]*[)）]")
#: Endings that only a vowel can have before them: after a consonant they make another name.
_AFTER_VOWEL = re.compile("[가나자고며다라랑여면지죠던냐니로]$")
#: Syllables; no real ending is longer, and a longer one could be read in too many ways.
_LONGEST = 12
_HANGUL_RUN = re.compile(f"[{_HANGUL}]*")


@dataclass(frozen=True, slots=True)
class _Pair:
    """A row of the table whose forms agree; the table explains its columns."""

    consonant: str
    vowel: str
    then: str
    traits: frozenset[str]

    @property
    def recognised(self) -> tuple[str, ...]:
        """The forms that are certainly this particle."""
        return (self.consonant,) if "shortens" in self.traits else (self.consonant, self.vowel)

    def after(self, final: int) -> str:
        """Return the form after a final consonant."""
        vowel = final == 0 or ("rieul" in self.traits and final == _RIEUL)
        return self.vowel if vowel else self.consonant


class KoreanParticles(particles.Particles):
    """The particles of Korean, as ``particles.tsv`` has them."""

    agreeing = True

    @cached_property
    def _rows(self) -> tuple[tables.Row, ...]:
        return tables.read(__package__, "particles.tsv")

    @cached_property
    def _pairs(self) -> tuple[_Pair, ...]:
        return tuple(
            _Pair(row["form"], row["vowel"], row["then"], frozenset(row["traits"].split()))
            for row in self._rows
            if row["vowel"]
        )

    @cached_property
    def _by_form(self) -> dict[str, _Pair]:
        return {
            form: pair for pair in reversed(self._pairs) for form in (pair.consonant, pair.vowel)
        }

    @cached_property
    def _recogniser(self) -> re.Pattern[str]:
        """One alternative a form, longest first, each in a group named for its pair."""
        choices = [
            (form, number, pair.then)
            for number, pair in enumerate(self._pairs)
            for form in pair.recognised
        ]
        choices.sort(key=lambda choice: -len(choice[0]))
        return re.compile(
            "|".join(
                f"(?P<p{number}_{place}>{form}){then}"
                for place, (form, number, then) in enumerate(choices)
            )
        )

    @cached_property
    def _written_on(self) -> re.Pattern[str]:
        """A pattern of what may follow a noun before a space: nouns, particles, the copula."""
        nouns, endings = self._forms("noun"), self._forms("ending")
        return re.compile(
            f"(?:{'|'.join(nouns)})?(?:{'|'.join(self._forms('particle'))})*(?:{'|'.join(endings)})?"
        )

    def _forms(self, kind: str, trait: str = "", but: str = "?") -> Iterator[str]:
        for row in self._rows:
            traits = row["traits"].split()
            if row["kind"] == kind and (not trait or trait in traits) and but not in traits:
                yield from filter(None, (row["form"], row["vowel"]))

    @cached_property
    def common(self) -> str:  # type: ignore[override]
        """A pattern of 은|는|이|가 and so on."""
        return "|".join(self._forms("particle", "common"))

    @cached_property
    def trailing(self) -> re.Pattern[str]:  # type: ignore[override]
        """Finds a common particle at the end of a word."""
        return re.compile(f"(?:{self.common})$")

    @cached_property
    def detached(self) -> re.Pattern[str]:  # type: ignore[override]
        """Finds a common particle written apart from its word; some are words by themselves."""
        apart = "|".join(self._forms("particle", "common", but="word"))
        return re.compile(f" (?:{apart})(?![{_HANGUL}])")

    @cached_property
    def foreign(self) -> re.Pattern[str]:  # type: ignore[override]
        """Finds a common particle on a word in another script: 會長은, Center를."""
        return re.compile(f"[㐀-鿿A-Za-z](?:{self.common})(?![{_HANGUL}])")

    @cached_property
    def undecided(self) -> re.Pattern[str]:  # type: ignore[override]
        """Finds 은(는), 을/를, (으)로."""
        pairs = [(p.consonant, p.vowel) for p in self._pairs if "common" in p.traits]
        alike = "|".join(f"{one}/{other}" for one, other in pairs)
        aside = "|".join(
            rf"{one}\({other}\)|{other}\({one}\)" for one, other in pairs if len(one) == len(other)
        )
        return re.compile(
            rf"(?<=[{_HANGUL}A-Za-z0-9)”’])(?:{aside}|\(으\)로|(?:{alike})(?![{_HANGUL}]))"
        )

    def impossible(self, text: str) -> Iterator[Following]:
        """Yield the particles that are in the wrong form after any word.

        >>> [(one.start, one.right) for one in KoreanParticles().impossible("회의록를 냈다")]
        [(3, '을')]
        """
        from workflow.languages.ko.disagreements import disagreements

        found = (*disagreements(text), *letter_particles(text))
        yield from sorted(found, key=lambda one: one.start)

    def end_noun(self, text: str, place: int) -> bool:
        """Tell whether only endings follow a noun that ends at ``place``, up to the next word.

        >>> known = KoreanParticles()
        >>> known.end_noun("경총에서부터는", 2), known.end_noun("경총하고", 2)
        (True, True)
        >>> known.end_noun("경총회장은", 2), known.end_noun("한국인", 2)
        (False, False)
        """
        run = _HANGUL_RUN.match(text, place)
        return bool(run and len(run[0]) <= _LONGEST and self._written_on.fullmatch(run[0]))

    def fit(self, text: str, place: int) -> bool:
        """Tell whether a single syllable after a noun can be its ending as that noun is pronounced.

        >>> [KoreanParticles().fit(text, 2) for text in ("김민자", "이미자", "한국가 ", "한국는")]
        [False, True, False, True]
        """
        run = _HANGUL_RUN.match(text, place)
        if run is None or len(run[0]) != 1 or not "가" <= text[place - 1] <= "힣":
            return True
        final = final_of(text[place - 1])
        return not final or not _AFTER_VOWEL.match(run[0]) or (run[0] == "로" and final == _RIEUL)

    def is_readable(self, word: str, reading: str = "") -> bool:
        """Tell whether the final consonant of a word is known."""
        return final_consonant(word, reading) is not None

    def choose(self, word: str, particle: str, reading: str = "") -> str:
        """Return the form of ``particle`` that follows ``word``.

        >>> known = KoreanParticles()
        >>> known.choose("싱하이밍(邢海明)", "는"), known.choose("서울", "으로")
        ('은', '로')
        """
        beginnings = (particle[:length] for length in range(len(particle), 0, -1))
        base = next((form for form in beginnings if form in self._by_form), "")
        final = final_consonant(word, reading)
        if not base or final is None:
            return particle
        return self._by_form[base].after(final) + particle[len(base) :]

    def following(self, text: str, start: int, end: int, reading: str = "") -> Following:
        """Find the particle after the word at ``text[start:end]`` and tell whether it agrees.

        Only what can be nothing but a particle counts: none in ``경총이재명`` or ``중국가격``.
        """
        gap = _BETWEEN.match(text, end)
        at = gap.end() if gap else end
        if _explains(text, start, text[end:at]):
            return Following(Agreement.NONE)
        match = self._recogniser.match(text, at)
        if match is None or match.lastgroup is None:
            return Following(Agreement.NONE)
        pair = self._pairs[int(match.lastgroup[1:].split("_")[0])]
        found = match[match.lastgroup]
        final = final_consonant(text[start:end], reading)
        if final is None:
            return Following(Agreement.UNKNOWN, at, at + len(found), found, found)
        right = pair.after(final)
        if "optional" in pair.traits and found == pair.consonant:
            right = found
        agreement = Agreement.RIGHT if right == found else Agreement.WRONG
        return Following(agreement, at, at + len(found), found, right)


def _explains(text: str, start: int, gap: str) -> bool:
    """Tell whether a word is a gloss in brackets, so that the particle follows the word before."""
    if not re.search(r"[)）]", _ASIDE.sub("", gap)):
        return False
    opened = max(text.rfind("(", 0, start), text.rfind("（", 0, start))
    return opened > 0 and not text[opened - 1].isspace()
