"""Tell speech from titles in quotation marks, and put back marks whose place is certain."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workflow import markup
from workflow.languages import pack
from workflow.languages.scripts import weight
from workflow.markup import PLACEHOLDER
from workflow.model import Entry, Problem, say
from workflow.qa.problems import warning

DOUBLE_MARKS = '"“”„＂«»'
COUNTED = re.compile(f"[{DOUBLE_MARKS}]")
OPENING = "“„«"
#: The text between two double marks, or between one and the end of a sentence whose quotation
#: continues in the next one.
_QUOTED = re.compile(f"[{DOUBLE_MARKS}]([^{DOUBLE_MARKS}]+)(?:[{DOUBLE_MARKS}]|$)")
#: The character before a closing mark.
_ENDS = re.compile(r"[^\s(\[—–-]$")
#: A British quotation: it begins with a capital and ends with a mark.
_SINGLE = re.compile(r"(?<!\w)['‘]([A-Z][^'‘’\"]{14,400}[,.?!])['’](?!\w)")
#: A straight mark that stands for an apostrophe or for inches, ``l"avenir``, ``5'5"``; and one that
#: may: ``the judges" decisions``.
_STRAY = re.compile(r"""(?<=\ds")|(?<=\d)"(?=[\s,.]|$)|(?<=[A-Za-zÀ-ÿ])"(?=[A-Za-zÀ-ÿ])""")
_POSSESSIVE = re.compile(r"""(?<=s)"(?= [A-Za-z])(?!.*["“”])(?<!".)""")
#: How a speech begins in Spanish, French, Russian or Polish; its end has no mark.
DASH = re.compile(r"\s*[—–―]")
_APOSTROPHE = re.compile("['‘]")
#: A mark of a quotation, in whatever language.
DOUBLE = re.compile(f"[{DOUBLE_MARKS}「」『』]")
#: What may begin the words of somebody without one: a single mark, a colon, a dash.
_SET_APART = re.compile(r"(?<!\w)['‘’`´]|[:：]\s|[—–―]|^-|\w[‘’']\s|[?!]")
#: Anything that sets words apart.
MARK = re.compile("[\"“”„＂«»'‘’「」『』《》〈〉<>＜＞｢｣]")
_WORD = re.compile(r"\w{4,}")
#: So many letters of English are speech, and no word that is set apart.
SPEECH = 12
#: A piece of a sentence this short is a word set apart, which is often told in other words.
_FRAGMENT = 6
#: A speech that is announced and not closed, one that is closed and was not opened; and what the
#: source says of either: that somebody said it, and nothing but a quotation.
_ANNOUNCED = re.compile("[：:，,]“([^“”]*[。！？…])$")
_FINISHED = re.compile("^[^“”]*(?:[。！？…]”|”[。！？])$")
_REPORTED = re.compile('["“][^"“”]*[,.?!]["”][^"“”]+')
_ALL_QUOTED = re.compile('["“][^"“”]*[.?!,…]["”]')
_CURLY = re.compile("[“”]")
_CORNERS = re.compile("[「」『』]")
_STRAIGHT = str.maketrans("「」『』", "“”‘’")
_NAMED = re.compile("[「『][^「」『』]+[」』]")


def without_stray(text: str) -> str:
    """Return a text without straight marks that are none of a quotation.

    >>> without_stray('The Dragons" star'), without_stray('was "furious" when')
    ('The Dragons  star', 'was "furious" when')
    """
    text = _STRAY.sub(" ", text)
    return _POSSESSIVE.sub(" ", text) if len(COUNTED.findall(text)) % 2 else text


def lost(entry: Entry, target: str) -> Iterator[Problem]:
    """Yield whether what the source quotes stands without any mark in the translation."""
    if MARK.search(markup.plain(entry.text)):
        return
    source = markup.plain(entry.source)
    if not (COUNTED.search(source) or (_APOSTROPHE.search(source) and _SINGLE.search(source))):
        return
    source = without_stray(source)
    speech = [*_QUOTED.findall(source), *_SINGLE.findall(source)]
    message = say("the source quotes, the translation has no quotation marks")
    if len(COUNTED.findall(source)) == 1:
        before, after = COUNTED.split(source)
        if ends := bool(_ENDS.search(before) and not after[:1].isalnum()):
            message = say("a quotation ends here: its mark is missing")
        else:
            message = say("a quotation begins here that goes on: its mark is missing")
        speech = [before if ends else after]
    if any(_is_speech(each) for each in speech):
        fixed = with_quotation(entry.source, entry.text, target)
        yield warning("quotes", message, None if fixed == entry.text else fixed)


def added(entry: Entry, target: str) -> Iterator[Problem]:
    """Yield whether a translation quotes, as somebody's own words, what its source reports.

    Only of languages that tell in their ``senses.tsv`` how they quote: Korean news quotes what
    others report.
    """
    quotes = pack(target).senses.asked("quotes")
    if not (quotes and DOUBLE.search(entry.text) and quotes.search(markup.plain(entry.text))):
        return
    source = markup.plain(entry.source)
    if not (DOUBLE.search(source) or _SET_APART.search(source)):
        yield warning("quotes", say("the translation quotes, the source has no quotation marks"))


def with_quotation(source: str, text: str, target: str) -> str:
    """Return a translation with the mark of a quotation that goes on in another sentence.

    Only where nothing but quotation stands in the source, before its mark or after it, and no mark
    in the translation, nor a dash that begins a speech: then there is one place for it.

    >>> with_quotation('"We have waited long. ', "우리는 오래 기다렸다.", "ko")
    '“우리는 오래 기다렸다.'
    >>> with_quotation('We are still waiting."', "我们还在等。", "zh-Hans")
    '我们还在等。”'
    >>> with_quotation('"We agree," he said.', "그는 동의했다.", "ko")
    '그는 동의했다.'
    >>> with_quotation('"We have waited long.', "—Hemos esperado mucho.", "es")
    '—Hemos esperado mucho.'
    """
    said = source.strip()
    if not (said[:1] in DOUBLE_MARKS or said[-1:] in DOUBLE_MARKS) or not text.strip():
        return text
    if len(COUNTED.findall(without_stray(said))) != 1 or MARK.search(text) or DASH.match(text):
        return text
    if PLACEHOLDER.search(source) or not _is_speech(said):
        return text
    marks = pack(target).writing.quotation or said[:1] + said[-1:]
    return marks[0] + text if said[:1] in DOUBLE_MARKS else text + marks[1]


def going_on(source: str, text: str, before: tuple[str, str], target: str) -> str:
    """Return a translation without the mark that reopens the quotation around it.

    That is done only where the sentence before has opened one in its source and in its translation
    and closed it in neither, the source has one mark, its end, and the translation two, the first
    at its very beginning. What stood straight beside a mark that does not becomes the language's
    own. Where the source has no mark at all, one that ends the translation, and has no other to
    end, is left out, too.

    Args:
        source: the sentence.
        text: its translation.
        before: the sentence right before it, and its translation.
        target: BCP 47 tag of the translation.

    >>> before = ('“We sang in eleven cities.', '“我们在十一个城市演唱过。')
    >>> going_on('The last was best,” she said.', '“最后一场最棒，”她说。', before, 'zh-Hans')
    '最后一场最棒，”她说。'
    >>> going_on('The last was best,” she said.', '“很棒。”', (before[0], '“好。”'), 'zh-Hans')
    '“很棒。”'
    """
    marks, within = COUNTED.findall(text), COUNTED.findall(without_stray(source))
    if (
        len(marks) == 1
        and text[-1] == marks[0]
        and not (MARK.search(source) or _goes_on(before[1]))
    ):
        return text if text[-2:-1].isdigit() else text[:-1].rstrip()  # digits: inches
    if len(marks) != 2 or text[0] != marks[0] or len(within) != 1 or within[0] in OPENING:
        return text
    head, _ = COUNTED.split(without_stray(source), maxsplit=1)
    if not (_ENDS.search(head) and all(map(_goes_on, before))):
        return text
    rest = text[1:].lstrip()
    own = pack(target).writing.quotation
    return rest.replace('"', own[1]) if own and own[0] in before[1] else rest


def _goes_on(text: str) -> bool:
    """Tell whether the last mark of a text opens a quotation."""
    places = [each.start() for each in COUNTED.finditer(text)]
    if len(places) % 2 == 0:
        return False
    return text[places[-1]] in OPENING or not _ENDS.search(text[: places[-1]])


def _is_speech(quoted: str) -> bool:
    """Tell whether something in quotation marks is said, and is no title or single word."""
    least = _FRAGMENT if quoted.lstrip()[:1].islower() else SPEECH
    return weight(quoted) >= least and not _is_title(quoted)


def _is_title(quoted: str) -> bool:
    """Tell whether all longer words of something in quotation marks begin with a capital."""
    words = _WORD.findall(quoted)
    return bool(words) and all(word[0].isupper() for word in words)


def foreign(entry: Entry, target: str) -> Iterator[Problem]:
    """Yield corner brackets where the language quotes with other marks.

    Where they may hold a title, only those in the place of the source's quotation marks.
    """
    if not _CORNERS.search(entry.text):
        return
    writing = pack(target).writing
    if not writing.quotation:
        return
    source = markup.plain(entry.source)
    quoted = [each for each in _QUOTED.findall(source) if not _is_title(each)]
    if _CORNERS.search(source) or (writing.corners_name and not quoted):
        return
    message = say("marks of another language: {text}", text=_NAMED.findall(entry.text)[:1] or "「")
    plain = not COUNTED.search(entry.text)
    yield warning("punctuation", message, entry.text.translate(_STRAIGHT) if plain else None)


def goes_on(source: str, text: str) -> bool:
    """Tell whether speech with one mark may continue in the next or the previous sentence.

    English closes a quotation before it says whose it is, and opens another one behind:
    *"We wait," he said. "We have to."* Chinese makes one of both: 他说：“我们在等。只能等。”

    >>> goes_on('"We wait," he said.', "他说：“我们在等。")
    True
    >>> goes_on('"We have to."', "只能等。”")
    True
    >>> goes_on('He said, "We wait."', "他说：“我们在等。")
    False
    """
    source, text = source.strip(), text.strip()
    if _ANNOUNCED.search(text):
        return text.count("“") == 1 and _REPORTED.fullmatch(source) is not None
    return bool(_FINISHED.match(text) and _ALL_QUOTED.fullmatch(source))
