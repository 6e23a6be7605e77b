"""Recognize what a language model says around a translation, or instead, and how it escapes it."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from html import unescape

from workflow.languages import name_in, registered
from workflow.languages.all_languages import any_of
from workflow.languages.characters import FORBIDDEN
from workflow.languages.detection.evident_language import evident_language, likely_language
from workflow.languages.scripts import weight
from workflow.markup import PLACEHOLDER, plain
from workflow.model import Problem

#: The name of a language before a translation, with a colon, also in bold letters; a source with
#: such a mark may have it as well.
_NAME = r"([^\W\d_][^\n:：*\[\]【】]{0,30}?)"
_LANGUAGE_LABEL = re.compile(
    rf"\A\s*(?:{_NAME}\s*[:：]|\*\*{_NAME}(?:[:：]\*\*|\*\*[:：]))\s*",
)
#: The same in brackets, before or behind the translation of a sentence. Behind a title it may be
#: part of it: 영문 보고서 is *Report (English)*.
_BRACKETED = re.compile(
    rf"\A\s*[\[【(（]{_NAME}[\]】)）][:：]?\s*|"
    rf"(?<=[.!?。！？\"'”’」』])\s*[\[【(（]{_NAME}[\]】)）]\s*\Z"
)
_SENTENCE = re.compile(r"[.!?。！？][\"'”’」』]*\s*\Z")
_LABELLED = re.compile(r"[:：\[\]【】()（）*]")
#: What ends a model's turn: the marks of the chat templates of Qwen, Llama, Gemma, Mistral,
#: gpt-oss; EXAONE; Cohere, Hunyuan, DeepSeek and others write theirs likewise.
_TURN_END = re.compile(
    r"<\|(?:im_end|eot_id|eom_id|end|endoftext|return)\|>|<end_of_turn>|</s>|\[/INST\]|"
    r"<(?:eos|pad)>|\[\|endofturn\|\]|(?<=\S)<[|｜][A-Za-z][\w▁]{1,40}[|｜]>"
)
#: And what begins one: EXAONE, Mistral, Gemma, Qwen.
_TURN_BEGUN = re.compile(
    r"\A(?:\[\|assistant\|\]|\[/INST\]|<start_of_turn>model\b|<\|im_start\|>assistant\b)\s*"
)
#: The same behind a translation, with what a model says after it. Within a sentence such a mark is
#: one of its words: *the end-of-text token* may be told by its name.
_TURN_OVER = re.compile(
    rf"\s*(?:(?<=[.!?。！？…\"'”’」』)）])(?:{_TURN_END.pattern})|"
    rf"(?:{_TURN_END.pattern})(?=\s*(?:\n|<|\w+[:：]|\Z))).*",
    re.DOTALL,
)
#: A mark of a list or a headline, and a source that begins with neither that nor a quotation. An
#: asterisk may say *Note*, and # *No.*
_LISTED = re.compile(r"\A(?:[-•]|#{1,6}(?!\s+\d))\s+(?=\S)")
_UNLISTED = re.compile(r"\s*\w")
#: A line break that was escaped twice, with what is around it: behind a sentence.
_ESCAPED_BREAK = re.compile(r"(?:(?<=[.!?。！？…”’」』])|\A)\s*(?:\\[nr])+(?![a-z])\s*")
#: What JSON escapes; HTML's entities of signs that mark nothing up; SentencePiece's space.
_ESCAPED = re.compile(r"(?:\\u[0-9a-fA-F]{4})+|\\\"")
_ENTITY = re.compile(r"&(?:amp|quot|apos|#0?39|#x27);")
_SPACE = "▁"
#: An arrow before a translation; sources without one begin with a word and point nowhere.
_ARROW = re.compile(r"\A(?:→|⇒|->|=>)\s*")
_UNPOINTED = re.compile(r"\s*[\"'“‘«「『]?\w[^>›»\u2190-\u21ff\u25a0-\u27ff\u2900-\u2bff]*\Z")
#: The numbers of pages that a model with a search has read; other signs of notes.
_CITED = re.compile(r"\s?(?:\[\d{1,2}\])+\Z")
_NOTE = re.compile(r"[\[［【*†‡§]")
#: From about how many letters on a source is not part of its own translation.
_REPEATED = 30.0
#: A letter or figure.
_WORD = re.compile(r"[^\W_]")
#: Up to this many of them may be a sound that a translation writes as three dots.
_FEW = 8
_DRAWN_OUT = re.compile(r"(\w)\1+", re.IGNORECASE)
#: The placeholders that a text begins with.
_OPENING = re.compile(rf"\s*(?:{PLACEHOLDER.pattern}\s*)+")


def without_label(text: str, source: str) -> str:
    r"""Remove a label before the translation, unless its source has one as well.

    >>> without_label("한국어: 항만이 붐볐다.", "The port was busy.")
    '항만이 붐볐다.'
    >>> without_label("한국어: 안녕", "Coréen : bonjour")
    '한국어: 안녕'
    >>> without_label("<g1>한국어: 항만</g1>이 붐볐다.", "The <g1>port</g1> was busy.")
    '<g1>항만</g1>이 붐볐다.'
    >>> without_label("[Korean] 항만이 붐볐다.", "The port was busy.")
    '항만이 붐볐다.'
    >>> without_label("항만이 붐볐다. (Korean)", "The port was busy.")
    '항만이 붐볐다.'
    >>> without_label("简体中文：港口很忙。", "The port was busy.")
    '港口很忙。'
    >>> without_label("한국어: 항만", "Korean for port")
    '한국어: 항만'
    >>> without_label("[한국어] 항만 이전", "The port moves")
    '항만 이전'
    >>> without_label("Voici la traduction :\n\n항만이 붐볐다.", "The port was busy.")
    '항만이 붐볐다.'
    >>> without_label("Report (English)", "영문 보고서")
    'Report (English)'
    """
    label, mention = _label(), _talk("mention")
    source, opening = plain(source), _OPENING.match(text)
    before, text = (opening[0], text[opening.end() :]) if opening else ("", text)
    if not label.match(source) and not mention.search(source):
        text = label.sub("", text, count=1) if label.match(text) else text
    if not _LABELLED.search(source):
        for pattern in (_LANGUAGE_LABEL, _BRACKETED):
            named = pattern.search(text)
            if named and _may_go(next(filter(None, named.groups())), source):
                rest = text[: named.start()] + text[named.end() :]
                whole = pattern is _LANGUAGE_LABEL or _SENTENCE.search(source)
                text = rest if whole or _says_its_language(named, rest) else text
    return before + text


def _says_its_language(label: re.Match[str], rest: str) -> bool:
    """Tell whether a label in front of a text names the language that the text is in."""
    tag = _called((label[1] or "").strip()) if label.start() == 0 else None
    return bool(tag) and tag == evident_language(rest)


def _may_go(name: str, source: str) -> bool:
    """Tell whether a name is that of a language which the source does not mention."""
    tag, tongue = _called(name.strip()), likely_language(source)
    if not (tag and tongue):
        return False
    return name_in(tag, tongue).casefold() not in source.casefold()


def without_additions(text: str, source: str) -> str:
    r"""Remove marks that models add to a translation, unless the source has similar ones.

    A number in brackets may be the source's own, written in another way: *grew.¹*, *grew (1)*.

    >>> without_additions("→ 교역이 늘었다.[1][3]", "Trade grew.")
    '교역이 늘었다.'
    >>> without_additions("교역이 늘었다.<|END_OF_TURN_TOKEN|>", "Trade grew.")
    '교역이 늘었다.'
    >>> without_additions("[|assistant|]교역이 늘었다.[|endofturn|]", "Trade grew.")
    '교역이 늘었다.'
    >>> without_additions(r"- 교역이 늘었다.\n", "Trade grew.")
    '교역이 늘었다.'
    >>> without_additions("- 기호는 짧다.", "Minus signs are short.")
    '- 기호는 짧다.'
    """
    if not _TURN_BEGUN.match(source):
        text = _TURN_BEGUN.sub("", text)
    if not _TURN_END.search(source) and "<s>" not in text:  # else </s> may strike words through
        text = _TURN_OVER.sub("", text)
    text = _unescaped(text, source)
    if _UNPOINTED.match(plain(source)):
        text = _ARROW.sub("", text)
    listed = _LISTED.match(text)
    if listed and _UNLISTED.match(plain(source)) and not _talk("sign").match(text, listed.end()):
        text = text[listed.end() :]
    if "\\" not in source:
        text = _ESCAPED_BREAK.sub("\n", text).strip()
    cited, said = _CITED.search(text), unicodedata.normalize("NFKC", source)
    if not cited or _NOTE.search(said) or any(n in said for n in re.findall(r"\d+", cited[0])):
        return text
    return text[: cited.start()]


def without_source(text: str, source: str) -> str:
    r"""Remove the sentence itself that a model repeats before or behind its translation.

    A short one may be part of the translation: a name, a line that everybody knows.

    >>> source = "The port was busy for most of the day on Monday."
    >>> without_source(f"항만은 월요일 내내 붐볐다 ({source[:-1]}).", source)
    '항만은 월요일 내내 붐볐다.'
    """
    if weight(source) < _REPEATED or not _SENTENCE.search(source):
        return text
    own = rf"{re.escape(source.rstrip(' .。'))}[.。]?+"
    behind = rf"(?<!\s)\s*(?:[(（\[【]\s*{own}\s*[)）\]】]|\n\s*{own}|→\s*{own})(?=[.。]?\s*\Z)"
    before = rf"\A\s*{own}(?:(?<!\w)|(?=\s*[\n:：→>=–—-]))[\s:：→>=–—-]*(?=\S)"
    return re.sub(f"{before}|{behind}", "", text)


def _unescaped(text: str, source: str) -> str:
    r"""Write letters that were escaped once too often as they are, and a tokenizer's spaces.

    What the source writes so stays.

    >>> _unescaped(r"R&amp;D\ub294▁늘었다", "R&D grew")
    'R&D는 늘었다'
    """
    if "\\" not in source:
        text = _ESCAPED.sub(lambda found: FORBIDDEN.sub("", json.loads(f'"{found[0]}"')), text)
    if not _ENTITY.search(source):
        text = _ENTITY.sub(lambda found: unescape(found[0]), text)
    return text if _SPACE in source else text.replace(_SPACE, " ").strip()


def is_echo(text: str, asked: Iterable[str], problems: Iterable[Problem]) -> bool:
    """Tell whether a text repeats the source, as it is or was sent, instead of translating it."""
    said, *told = (" ".join(each.split()).casefold() for each in (text, *asked))
    return said in told and any(problem.code == "untranslated" for problem in problems)


def says_nothing(text: str, source: str) -> bool:
    """Tell whether a reply lacks letters and figures although the source has some.

    >>> says_nothing("{}", "The port was closed."), says_nothing("……", "Uh…")
    (True, False)
    >>> says_nothing("……!", "Noooooooooo!")
    False
    """
    said = _DRAWN_OUT.sub(r"\1", plain(source))
    return not _WORD.search(plain(text)) and len(_WORD.findall(said)) > _FEW


def _called(name: str) -> str | None:
    """Return the tag of the well-known language with this name."""
    others = ((each.tag, each.instructions.called) for each in registered())
    also = (tag for tag, called in others if called and re.fullmatch(called, name, re.IGNORECASE))
    return _languages_by_name().get(name.casefold()) or next(also, None)


@cache
def _languages_by_name() -> Mapping[str, str]:
    """Return the tags of the languages known well by what they are called in each of them."""
    known = [each.tag for each in registered()]
    return {name_in(tag, other).casefold(): tag for tag in known for other in known}


@cache
def _label() -> re.Pattern[str]:
    """Return the words that models put before a translation.

    They say that what follows is a translation, or stand on a line of their own.
    """
    words, mentions = _talk("label").pattern, _talk("mention").pattern
    label = (
        r"\s*(?:(?:here is|here's|sure)"
        r"(?:[^\n:：]{0,60}[:：]\s*\n|[^\n:：]{0,40}translat[^\n:：]{0,40}[:：])"
        rf"|(?:{words})\s*[:：]|[\[【](?:{words})[\]】][:：]?|[^\n:：]{{0,60}}(?:{mentions})[^\n:：]{{0,60}}[:：]\s*\n)\s*"
    )
    return re.compile(label, re.IGNORECASE)


def is_refusal(text: str, source: str) -> bool:
    """Tell whether a reply refuses to translate, in any language.

    So does a reply that asks for the text, as models do after a very short one. Where the source
    itself refuses, or is about translations, such a reply may translate it.

    >>> is_refusal("I'm sorry, but I can't help with that.", "Ten people died in the attack.")
    True
    """
    refusal = _talk("refusal")
    if _talk("wanting").match(text) and not _talk("mention").search(source):
        return True
    return bool(refusal.match(text)) and not refusal.match(source)


@cache
def _talk(kind: str) -> re.Pattern[str]:
    """Collect one kind of talk from all languages; see ``Instructions``."""
    words = (getattr(each.instructions, kind) for each in registered())
    return re.compile(any_of(words), re.IGNORECASE)
