"""Find notes of a translator and talk around a translation: the check ``remark``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache

from workflow import markup
from workflow.languages import pack, registered
from workflow.languages.all_languages import any_of
from workflow.languages.cues import Cued
from workflow.languages.detection.evident_language import evident_language
from workflow.languages.scripts import weight
from workflow.model import Entry, Message, Problem, TermUse, say
from workflow.qa.problems import warning

#: Where a note may stand: in a bracket, at the beginning, or after a sentence.
_PLACE = r"(?:[(（\[［【*]|^|(?<=[.。!！?？]))\s*(?:※\s*)?"
#: Where talk may begin: with the text, or after a sentence.
_BEGINNING = re.compile(r"^\s*|(?<=[.。!！?？:：])\s*")
#: The end of a statement.
_STOP = re.compile(r"[.。!！:：]+\s*|$")
_QUOTE = re.compile('[“”"„«»「」『』]')
_BRACKET = re.compile(r"\s?[(（\[［【][^()（）\[\]［］【】]*[)）\]］】]")
#: The kinds of talk, and what each is called.
_TALK = {
    "greeting": say("a greeting that the source lacks: {text}"),
    "assent": say("an answer to a request, not a translation: {text}"),
    "announcing": say("the translation is spoken about: {text}"),
    "offer": say("an offer of help that the source lacks: {text}"),
}
#: The places of both in :func:`_cued`.
_HINT, _SAID = 0, 1
#: A sentence in Latin letters in brackets after its translation: three words or more.
_LATIN = r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff'’.,!?-]+"
_SPELLED = re.compile(
    rf"(?<=[.!?。！？…”’」』])\s*[(（\[［]({_LATIN}(?:\s+{_LATIN}){{2,}})[)）\]］]\s*\Z"
)
#: Shorter words may be alike by chance.
_TELLING = 4
#: How many letters in a row, and which share of all, must match the pronunciation.
_ALIKE, _READ = 3, 0.5
#: So many letters from its beginning a source says what its translation begins with.
_NEAR = 40
#: Less than this share of the text left, it was no addition.
_REST = 0.3


@cache
def _every(kind: str) -> re.Pattern[str]:
    """Collect one kind of talk from all registered languages."""
    rows = (each.talk[kind].pattern for each in registered() if kind in each.talk)
    return re.compile(any_of(rows), re.IGNORECASE)


@cache
def _hint() -> re.Pattern[str]:
    """Collect lower-case hints for all kinds of talk, for a quick search."""
    return re.compile(any_of(each.talk["hint"].pattern for each in registered() if each.talk))


@cache
def _said() -> re.Pattern[str]:
    """Return what a translator says beside the translation, wherever it stands; quick."""
    return re.compile(any_of(each.remarks for each in registered()), re.IGNORECASE)


@cache
def _cued() -> Cued:
    """Return which of the last two a text may have."""
    return Cued([_hint(), _said()])


@cache
def _remark() -> re.Pattern[str]:
    """Return what a translator says beside the translation, in any registered language."""
    said = any_of(each.remarks for each in registered())
    return re.compile(rf"{_PLACE}(?:{said})", re.IGNORECASE)


@cache
def _labelled() -> re.Pattern[str]:
    """Return the label of a source that a remark at such a place may translate."""
    label = rf"{_PLACE}[^\W\d_][^:：.。!！?？()（）]{{0,30}}[:：]"
    return re.compile(rf"{label}|{_remark().pattern}", re.IGNORECASE)


def remark(entry: Entry, target: str, uses: Sequence[TermUse]) -> Iterator[Problem]:
    """Find notes on the translation and talk around it that no reader should see.

    Source: replies of language models, which greet, announce and explain what they have translated.

    Examples:
        >>> found(remark, "(Note: the port is full.)", "(참고: 항만이 가득 찼다.)")
        []
        >>> found(remark, "The port is full.", "항만이 가득 찼다. (번역 주: 부산항)")
        ['a note of the translator: (번역 주']
        >>> found(remark, "The Blue House, literally, was open.", "청와대(직역: 푸른 집)가 열렸다.")
        []
        >>> found(remark, "The port is full.", "以下是译文：港口已满。")
        ['the translation is spoken about: 以下是译文：']
        >>> found(remark, "The port reopened.", "항구가 다시 열렸다. (Hanggu-ga dasi yeollyeotda.)")
        ['a note of the translator: (Hanggu-ga dasi yeollyeotda.)']
    """
    text, source = markup.plain(entry.text), markup.plain(entry.source)
    may_say = _cued().within(text)
    match = _remark().search(text) if _SAID in may_say and _said().search(text) else None
    meant = match and (_labelled().search(source) or _every("literal_meant").search(source))
    if match and not meant:
        message = say("a note of the translator: {text}", text=match[0].strip())
        yield warning("remark", message, _without_bracket(entry.text))
    if spelled := _spelled(source, text, target):
        message = say("a note of the translator: {text}", text=spelled[0].strip())
        yield warning("remark", message, text[: spelled.start()] if text == entry.text else None)
    if _HINT not in may_say or not _hint().search(text.lower()):
        return
    for kind, said in _TALK.items():
        if not (talk := _talk(kind, text)) or _is_meant(kind, talk, source, text):
            continue
        start, end = talk
        if weight(text[:start] + text[end:]) < weight(text) * _REST:
            continue
        rest = f"{text[:start].rstrip()} {text[end:]}" if start and end < len(text) else ""
        rest = rest or (text[:start] + text[end:]).strip()
        message = Message(said.template, {"text": text[start:end].strip()})
        yield warning("remark", message, rest if text == entry.text else None)
        return


def _spelled(source: str, text: str, target: str) -> re.Match[str] | None:
    """Find a bracket with the pronunciation of a translation in Latin letters.

    One with words of the source does not, nor one that tells a name in its own language or what
    an abbreviation stands for.
    """
    found = _SPELLED.search(text)
    if not found or _BRACKET.search(source):
        return None
    words = [word.lower() for word in re.findall(r"\w+", found[1]) if len(word) >= _TELLING]
    if 2 * sum(word in source.lower() for word in words) >= len(words) > 0:
        return None
    read = _bare("".join(pack(target).syllables(text[: found.start()])))
    spelled = _bare(found[1])
    blocks = SequenceMatcher(None, spelled, read, autojunk=False).get_matching_blocks()
    alike = sum(each.size for each in blocks if each.size >= _ALIKE)
    return found if alike >= _READ * len(spelled) else None


def _bare(latin: str) -> str:
    """Return the letters of a text in lower case, without accents."""
    return "".join(filter(str.isalpha, unicodedata.normalize("NFD", latin.lower())))


def _talk(kind: str, text: str) -> tuple[int, int] | None:
    """Return the span of a kind of talk outside of quotations; None without any."""
    match = _every(kind).search(text)
    if match is None or len(_QUOTE.findall(text, 0, match.start())) % 2:
        return None
    beginnings = [each.end() for each in _BEGINNING.finditer(text, 0, match.start() + 1)]
    start = max((at for at in beginnings if at <= match.start()), default=0)
    if kind in ("greeting", "assent") and match.start() != start:
        return None
    if match[0][-1] in ",，.。!！:：":
        end = match.end() + len(text[match.end() :]) - len(text[match.end() :].lstrip())
    else:
        stop = _STOP.search(text, match.end())
        end = stop.end() if stop else len(text)
    return start, end


def _is_meant(kind: str, talk: tuple[int, int], source: str, text: str) -> bool:
    """Tell whether a source says such a thing, near its beginning where the translation does.

    Who offers something to a reader translates a source that speaks to one.
    """
    start, end = talk
    near = source[:_NEAR] if start == 0 and kind != "offer" else source
    if not _every(f"{kind}_meant").search(near):
        return False
    addressing = pack(evident_language(source)).talk.get("addressing")
    to_reader = kind == "offer" and _every("addressed").search(text[start:end])
    return not (to_reader and addressing) or bool(addressing.search(source))


def _without_bracket(text: str) -> str | None:
    """Return a text without the bracket around a note; empty if there is none."""
    for bracket in _BRACKET.finditer(text):
        if _remark().match(bracket[0].strip()):
            return (text[: bracket.start()] + text[bracket.end() :]).strip()
    return None
