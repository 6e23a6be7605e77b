"""Tell Korean, Japanese and Chinese apart by the scripts that a text mixes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workflow.languages.detection import mixture
from workflow.languages.detection.function_words import certainty
from workflow.languages.orthography import han
from workflow.languages.packs import pack
from workflow.languages.scripts import weigh

#: The evidence that makes an unexpected language likely.
_STRONG = 2.0
#: A text in Han characters alone that weighs no more may be a Japanese headline.
_HEADLINE = 30
#: Fewer letters with kana among them may be the name of a shop.
_SAID = 4
_CHINESE = ("zh-Hans", "zh-Hant")


def by_particles(text: str, weights: Mapping[str, int]) -> str:
    """Return Korean for a text with its particles, whatever else it holds; else nothing.

    Then a particle is written onto something that is no Hangul; and a quarter is Hangul, or no word
    of grammar joins what is Latin.

    Args:
        text: any text.
        weights: how much of it each script makes up, as ``scripts.weigh`` says.
    """
    written_on = pack("ko").particles.foreign
    if not weights.get("Hangul") or not written_on or not written_on.search(text):
        return ""
    much = 4 * weights["Hangul"] > sum(weights.values())
    return "ko" if much or not mixture.joins_words(text) else ""


def shown(text: str) -> str:
    """Return which East Asian language a sentence is in, where its letters leave no doubt.

    Nothing where they do: Han characters alone that Japan has as well, or a name in kana. What is
    quoted, titles and glosses say nothing, unless there is nothing else.

    >>> shown("靴は棚に入れてください。"), shown("请洗手。"), shown("有備無患。")
    ('ja', 'zh-Hans', '')
    """
    said = mixture.unquoted(text)
    weights = weigh(said)
    han_alone = weights.get("Han", 0)
    if hangul := weights.get("Hangul", 0):
        return "ko" if 2 * hangul > sum(weights.values()) else ""
    if "Kana" in weights:
        named = sum(map(str.isalpha, said)) < _SAID
        return "ja" if han.is_japanese(said) and not named else ""
    clear = han.standards(said)["Hans"] and not han.is_in_japan(said)
    return "zh-Hans" if clear and 2 * han_alone > sum(weights.values()) else ""


def language_of(
    text: str,
    weights: Mapping[str, int],
    expected: Sequence[str],
    *,
    stated: bool,
    favoured: bool,
) -> tuple[str, float]:
    """Return the language of a mostly East Asian text, and the certainty.

    Args:
        text: any text.
        weights: how much of it each script makes up.
        expected: tags of the languages it is expected to be in; none if any is as likely.
        stated: whether a person named these.
        favoured: whether that person named Japanese for this text.

    >>> language_of("경총이 밝혔다", {"Hangul": 18}, (), stated=False, favoured=False)
    ('ko', 1.0)
    """
    characters, hangul, kana = (weights.get(name, 0) for name in ("Han", "Hangul", "Kana"))
    share = (characters + hangul + kana) / sum(weights.values())
    counts = han.standards(text)
    # Hanja abbreviate in Korean headlines, 美·中 회담, and are never simplified.
    mixed = counts["Hans"] or kana
    if hangul > max(characters, kana) or (2 * hangul > characters and not mixed):
        return "ko", 1.0
    # A form of Japan's own makes what is quoted count, too: 尹大統領「対話を」.
    said = text if counts["Jpan"] else mixture.unquoted(text)
    if kana and (kana * 6 >= characters or han.is_japanese(said)):
        return "ja", share
    ahead = abs(counts["Hant"] - counts["Hans"])
    wanted = not expected or "ja" in expected
    # Japanese is as a rule only in headlines without kana, and never has a form of China's.
    if favoured and not kana and characters <= _HEADLINE and han.is_in_japan(text):
        return "ja", share * certainty(1)
    if counts["Jpan"] and counts["Jpan"] - ahead >= (0 if wanted else _STRONG):
        return "ja", 0.7 * share
    # Chinese never has a character of Japan's; a shared one is as good in either of its own ways.
    doubt = counts["Jpan"] > 0 or characters < sum(weights.values()) / 2
    likely = [tag for tag in expected if tag in _CHINESE]
    if not ahead and likely:
        clear = not doubt and (stated or len(likely) == 1)
        return likely[0], certainty(2) if clear else 0.5
    if counts["Hant"] and characters <= _HEADLINE and (wanted or not stated):
        doubt = doubt or (han.has_short_forms(text) and han.is_in_japan(text))
        doubt = doubt or han.is_usual_in_japan(text)
    written = _CHINESE[counts["Hant"] > counts["Hans"]]
    return written, 0.5 if doubt else share * certainty(ahead)
