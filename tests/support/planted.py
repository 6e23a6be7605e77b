"""Mistakes planted into good translations, each always in the same way.

A plant takes a good pair of sentences and gives the translation with one mistake of its kind in it,
or nothing where the pair has no place for it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from workflow import markup
from workflow.glossary import occurrences, verify
from workflow.languages import pack
from workflow.model import Sentence

Plant = Callable[[Sentence, str], str | None]


@dataclass(frozen=True, slots=True)
class Planted:
    """A translation with a mistake of one kind in it, and its text before."""

    kind: str
    sentence: Sentence
    target: str
    before: str


def planted(sentences: Sequence[Sentence], target: str) -> Iterator[Planted]:
    """Every mistake that has a place in the sentences."""
    for sentence in sentences:
        for kind, plant in PLANTS.items():
            text = plant(sentence, target)
            if text is not None and text != sentence.entry.text:
                wrong = replace(sentence, entry=replace(sentence.entry, text=text))
                yield Planted(kind, wrong, target, sentence.entry.text)


def _sides(sentence: Sentence) -> tuple[str, str]:
    return sentence.entry.source, sentence.entry.text


def _sub(pattern: str, new: str | Callable[[re.Match[str]], str], text: str) -> str | None:
    changed, count = re.subn(pattern, new, text, count=1)
    return changed if count else None


def _digit(sentence: Sentence, target: str) -> str | None:
    """The last figure of a number is another one."""
    return _sub(
        r"(?<![\dA-Za-z<])(\d+)(?![\d>])(?!/>)",
        lambda match: match[1][:-1] + str((int(match[1][-1]) + 3) % 10),
        sentence.entry.text,
    )


def _scale(sentence: Sentence, target: str) -> str | None:
    """Ten thousand times too few, or too many."""
    scales = {
        "억": "만",
        "만": "억",
        "亿": "万",
        "万": "亿",
        "million": "billion",
        "billion": "million",
    }
    return _sub(
        r"(?<=\d)( ?)(억|만|亿|万|million|billion)(?!\d)",
        lambda m: m[1] + scales[m[2]],
        sentence.entry.text,
    )


def _left_out(sentence: Sentence, target: str) -> str | None:
    """A number that the source writes in digits is gone."""
    digits = set(re.findall(r"(?<![\d.,])\d\d+(?![\d.,])", sentence.entry.source))
    number = next((one for one in sorted(digits) if sentence.entry.text.count(one) == 1), None)
    return sentence.entry.text.replace(number, "") if number else None


def _unit(sentence: Sentence, target: str) -> str | None:
    """Per cent become times, dollars euros."""
    units = {"%": "배" if target == "ko" else "倍", "퍼센트": "배", "달러": "유로", "美元": "欧元"}
    if not re.search(r"%|per ?cent|\$|dollar", sentence.entry.source):
        return None
    return _sub(
        r"(?<=[\d억만亿万])( ?)(%|퍼센트|달러|美元)(?!포인트|p)",
        lambda m: m[1] + units[m[2]],
        sentence.entry.text,
    )


def _month(sentence: Sentence, target: str) -> str | None:
    """The next month."""
    return _sub(
        r"(?<!\d)(\d{1,2})( ?[월月])", lambda m: f"{int(m[1]) % 12 + 1}{m[2]}", sentence.entry.text
    )


def _weekday(sentence: Sentence, target: str) -> str | None:
    """Another day of the week."""
    days = dict(zip("월화수목금토일一二三四五六日", "화수목금토일월二三四五六日一", strict=True))
    return _sub(
        r"(?<![다각매])([월화수목금토일])(?=요일)|(?<=[^每一]周)([一二三四五六日])(?![次年个届])",
        lambda m: days[m[0]],
        sentence.entry.text,
    )


_DENIES = re.compile(r"\b(?:not|never|cannot)\b(?! only| just| yet)|n['’]t\b")
_DENIALS = {
    "ko": r"지(?:는|도|를)? ?(?:않|못|말|마[라세십])[가-힣]*|(?<!수)없(?!애)[가-힣]*"
    r"|못 ?(?=[가-힣])|(?<!뿐만 )아[니닌닙닐][가-힣]*|(?<= )안 "
    r"|(?<![가-힣])안(?=[되돼된될됐])|말(?=고|아야)|모(?:르|른|릅|를)[가-힣]*|몰[라랐][가-힣]*",
    "zh-Hans": r"没有|[不没未无]|非(?!常)",
}


def _negation(sentence: Sentence, target: str) -> str | None:
    """Everything negative is gone."""
    source, text = _sides(sentence)
    if not _DENIES.search(source) or target not in _DENIALS:
        return None
    return re.sub(_DENIALS[target], "다" if target == "ko" else "", text)


_AFFIRMED = {
    "ko": (
        (r"(?<=[가-힣])했(?=다|습니다|고 )", "하지 않았"),
        (r"(?<=[가-힣])(?:됐|되었)(?=다|습니다|고 )", "되지 않았"),
        (r"(?<=[가-힣])한다(?=[고.”\"])", "하지 않는다"),
        (r"(?<=[가-힣])합니다(?=[.”\"])", "하지 않습니다"),
        (r"(?<=[가-힣])할 것(?=이)", "하지 않을 것"),
        (r"(?<= )있(?=다|었다|습니다|었습니다)", "없"),
        (r"(?<=[가-힣])이(?=었다[고.”\"]|다[고.”\"])", "이 아니"),
    ),
    "zh-Hans": (
        (r"(?<=[他她它们人这那也都将])(?=[是能]|会(?!议)|可以)", "不"),
        (r"(?<=[\u4e00-\u9fff]将)(?=[在于把被对向从成])", "不"),
        (r"(?<=[他她它们人])(?=有)", "没"),
        (r"已经?(?=[被在向把对])", "没有"),
    ),
    "en": (
        (r"\b(?:is|was|are|were|will|would|can|could|should|has|have|had)\b(?! not)", r"\g<0> not"),
    ),
}


def _negation_added(sentence: Sentence, target: str) -> str | None:
    """A verb is denied where neither side has a negative word."""
    source, text = _sides(sentence)
    denies = r"(?i)\b(?:not?|never|cannot|none|nor|nothing|nobody|neither|without)\b|n['’]t\b"
    words = (denies, *_DENIALS.values())
    if any(re.search(each, side) for each in words for side in (source, text)):
        return None
    found = (_sub(pattern, new, text) for pattern, new in _AFFIRMED[target])
    return next((changed for changed in found if changed), None)


def _copy(sentence: Sentence, target: str) -> str | None:
    """The source itself."""
    plain = markup.plain(sentence.entry.source)
    return sentence.entry.source if sum(map(str.isalpha, plain)) > 12 else None


def _half_copy(sentence: Sentence, target: str) -> str | None:
    """The second half is the source's."""
    source, text = _sides(sentence)
    words = source.split()
    if not source.isascii() or "<" in source + text or len(words) < 14:
        return None
    return text[: len(text) // 2] + " " + " ".join(words[len(words) // 2 :])


def _other_script(sentence: Sentence, target: str) -> str | None:
    """A word of the neighbour's script, or a traditional character."""
    foreign = {
        "ko": "한국:韓國 중국:中國 정부:政府 경제:經濟 회장:會長 있:アる 다.:다です.",
        "zh-Hans": "国:國 经济:경제 这:這 们:們 的:の 在:에서",
        "en": "the:그 and:和",
    }
    words = (word.split(":") for word in foreign[target].split())
    pair = next(((old, new) for old, new in words if old in sentence.entry.text), None)
    return sentence.entry.text.replace(*pair, 1) if pair else None


def _short(sentence: Sentence, target: str) -> str | None:
    """Only the first third of a sentence that is not short, properly ended."""
    text = sentence.entry.text
    end = text[-1]
    if len(text) < {"zh-Hans": 36, "ko": 60}.get(target, 110) or end.isalnum() or "<" in text:
        return None
    return text[: len(text) // 3].rstrip(" ,，、") + end


def _cut(sentence: Sentence, target: str) -> str | None:
    """Cut off in the middle."""
    source, text = _sides(sentence)
    if source[-1:] not in (".", "。") or len(text) < 20 or "<" in text:
        return None
    return text[: len(text) // 2].rstrip(' ,，、。."”’“‘》（(')


def _long(sentence: Sentence, target: str) -> str | None:
    """Three more clauses that the source has not."""
    more = {
        "ko": " 관계자들은 앞으로의 협력 방안과 일정에 관해 폭넓은 의견을 나누었으며,"
        " 곧 다시 만나 후속 대책을 함께 논의하기로 뜻을 모은 것으로 전해졌다.",
        "zh-Hans": "此外，与会人士还就今后的合作方式与日程安排广泛交换了意见，"
        "并商定不久之后再次会面，共同讨论后续措施，进一步加强沟通协调。",
        "en": " In addition, those present exchanged views on the ways and dates of further work"
        " and agreed to meet again before long in order to discuss the measures to follow.",
    }[target]
    return sentence.entry.text + more if 20 < len(sentence.entry.source) < 120 else None


def _twice(sentence: Sentence, target: str) -> str | None:
    """The whole translation twice."""
    text = sentence.entry.text
    return f"{text} {text}" if len(text) > 12 and "<" not in text else None


def _stutter(sentence: Sentence, target: str) -> str | None:
    """Two words, or five characters of Chinese, twice in a row."""
    text = sentence.entry.text
    if target == "zh-Hans":
        return _sub(r"[\u4e00-\u9fff]{5}", lambda m: m[0] * 2, text)
    return _sub(r"(?<=\s)([^\s<>\"“”]+ [^\s<>,.\"“”]+)(?= )", lambda m: f"{m[0]} {m[0]}", text)


def _quote(sentence: Sentence, target: str) -> str | None:
    """One quotation mark is gone."""
    source, text = _sides(sentence)
    odd = any(len(re.findall(r'["“”]', side)) % 2 for side in (source, text))
    if odd or re.search(r"(?<!\w)['‘]", source):
        return None
    return _sub(r'[”"](?!.*[”"])', "", text)


def _bracket(sentence: Sentence, target: str) -> str | None:
    """One bracket is gone."""
    return _sub(r"[)）》](?!.*[)）》])", "", sentence.entry.text)


def _no_stop(sentence: Sentence, target: str) -> str | None:
    """The full stop is gone."""
    if sentence.entry.source[-1:] not in (".", "。"):
        return None
    return _sub(r"(?<=[가-힣A-Za-z\u4e00-\u9fff])[.。]$", "", sentence.entry.text)


def _no_question(sentence: Sentence, target: str) -> str | None:
    """A question becomes a statement, in Korean by its ending as well."""
    if sentence.entry.source[-1:] not in ("?", "？"):
        return None
    text = re.sub(r"(?:[나까]|는?가)\?", "다.", sentence.entry.text)
    return re.sub(r"[?？]", "。" if target == "zh-Hans" else ".", text)


def _foreign_stop(sentence: Sentence, target: str) -> str | None:
    """The neighbour's full stop."""
    new = {"ko": (".", "。"), "zh-Hans": ("。", "."), "en": ("", "")}[target]
    text = sentence.entry.text
    return (
        text[:-1] + new[1]
        if new[0] and text.endswith(new[0]) and not text[-2:-1].isdigit()
        else None
    )


def _comma(sentence: Sentence, target: str) -> str | None:
    """The neighbour's comma."""
    if target == "zh-Hans":
        return _sub(r"(?<=[\u4e00-\u9fff])，(?=[\u4e00-\u9fff])", ",", sentence.entry.text)
    return _sub(r"(?<=[가-힣]), ", "，", sentence.entry.text) if target == "ko" else None


def _two_spaces(sentence: Sentence, target: str) -> str | None:
    """A space too many; in Chinese, two where none belongs."""
    if target == "zh-Hans":
        return _sub(r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])", "  ", sentence.entry.text)
    return _sub(r"(?<=\S) (?=\S)", "  ", sentence.entry.text)


def _no_space(sentence: Sentence, target: str) -> str | None:
    """Korean without the space after a comma, Chinese with one before it."""
    if target == "ko":
        return _sub(r"(?<=[가-힣]), (?=[가-힣])", ",", sentence.entry.text)
    return (
        _sub(r"(?<=[\u4e00-\u9fff])(?=[，。])", " ", sentence.entry.text)
        if target == "zh-Hans"
        else None
    )


def _two_marks(sentence: Sentence, target: str) -> str | None:
    """A comma twice."""
    return _sub(r"(?<=[^\W\d])([,，])(?=\D)", r"\1\1", sentence.entry.text)


def _link(sentence: Sentence, target: str) -> str | None:
    """An address that is not the source's."""
    return f"{sentence.entry.text} https://example.org/a" if len(sentence.entry.text) > 90 else None


def _placeholder(sentence: Sentence, target: str) -> str | None:
    """A placeholder is gone."""
    return _sub(r"</?[gx]\d+/?>", "", sentence.entry.text)


def _entity(sentence: Sentence, target: str) -> str | None:
    """A quotation mark as HTML has it."""
    return _sub(r"[“”\"]", "&quot;", sentence.entry.text)


def _unseen(sentence: Sentence, target: str) -> str | None:
    """A zero-width space."""
    text = sentence.entry.text
    return f"{text[:3]}\u200b{text[3:]}" if len(text) % 5 == 0 else None


def _apart(sentence: Sentence, target: str) -> str | None:
    """Korean taken apart, as some systems name their files."""
    text = sentence.entry.text
    return unicodedata.normalize("NFD", text) if len(text) % 5 == 1 and "<" not in text else None


def _damaged(sentence: Sentence, target: str) -> str | None:
    """A character that could not be read."""
    text = sentence.entry.text
    return f"{text[:5]}\ufffd{text[6:]}" if len(text) % 5 == 2 and "<" not in text else None


def _object(sentence: Sentence, target: str) -> str | None:
    """를 after a final consonant."""
    return (
        _sub(r"(?<=[가-힣])을(?= )", "를", sentence.entry.text)
        if target == "ko" and not re.search("가을|마을|노을", sentence.entry.text)
        else None
    )


def _term_gone(sentence: Sentence, target: str) -> str | None:
    """A name is gone."""
    text = sentence.entry.text
    forms = [form for use in sentence.terms for form in occurrences.options(use)]
    whole = [
        use.rendering for use in sentence.terms if use.rendering and text.count(use.rendering) == 1
    ]
    for form in sorted(whole, key=len, reverse=True):
        left = text.replace(form, "")
        if left.strip() and not any(
            occurrences.contains(left, other, target) for other in forms if other in form
        ):
            return left
    return None


def _term_forbidden(sentence: Sentence, target: str) -> str | None:
    """A rendering that the glossary forbids."""
    for use in occurrences.leaves(sentence.terms):
        if use.forbidden and use.rendering in sentence.entry.text:
            return sentence.entry.text.replace(use.rendering, use.forbidden[0], 1)
    return None


def _term_first(sentence: Sentence, target: str) -> str | None:
    """A first mention without its bracket."""
    for use in verify.firsts(sentence.terms):
        bare = re.sub(r"\s?[(（][^()（）]*[)）]$", "", use.rendering)
        if use.rendering in sentence.entry.text:
            return sentence.entry.text.replace(use.rendering, bare, 1)
    return None


def _term_left(sentence: Sentence, target: str) -> str | None:
    """A name in the source language."""
    source, text = _sides(sentence)
    for use in sentence.terms:
        if (
            use.rendering
            and use.rendering in text
            and source.isascii()
            and use.source not in use.rendering
        ):
            return text.replace(use.rendering, use.source, 1)
    return None


def _term_particle(sentence: Sentence, target: str) -> str | None:
    """A particle that does not agree with the name before it."""
    if target != "ko":
        return None
    other = {
        "은": "는",
        "는": "은",
        "이": "가",
        "가": "이",
        "을": "를",
        "를": "을",
        "과": "와",
        "와": "과",
    }
    known = verify.readings(sentence.terms)
    text = markup.plain(sentence.entry.text)
    if text != sentence.entry.text:
        return None
    for spot in occurrences.spots(text, known, "ko"):
        found = pack("ko").particles.following(text, spot.start, spot.end, known[spot.form])
        if found.found in other:
            return text[: found.start] + other[found.found] + text[found.end :]
    return None


PLANTS: dict[str, Plant] = {
    "number: another figure": _digit,
    "number: another scale": _scale,
    "number: left out": _left_out,
    "unit": _unit,
    "date: month": _month,
    "date: weekday": _weekday,
    "negation lost": _negation,
    "negation added": _negation_added,
    "copied source": _copy,
    "half copied": _half_copy,
    "other script": _other_script,
    "two thirds missing": _short,
    "cut off": _cut,
    "text added": _long,
    "translation twice": _twice,
    "phrase twice": _stutter,
    "quotation mark missing": _quote,
    "bracket missing": _bracket,
    "full stop missing": _no_stop,
    "question lost": _no_question,
    "foreign full stop": _foreign_stop,
    "foreign comma": _comma,
    "two spaces": _two_spaces,
    "space at a comma": _no_space,
    "mark twice": _two_marks,
    "address added": _link,
    "placeholder lost": _placeholder,
    "HTML entity": _entity,
    "invisible character": _unseen,
    "letters apart": _apart,
    "damaged character": _damaged,
    "object particle": _object,
    "term missing": _term_gone,
    "term forbidden": _term_forbidden,
    "term without its bracket": _term_first,
    "term not translated": _term_left,
    "particle after a term": _term_particle,
}
