"""Find the words that tags of templates and components show: cards, buttons, hints.

Only the program behind a tag knows the meaning of its arguments. Arguments called title, text,
caption and the like, and sentences in quotation marks, are certain to be shown; the other words of
a tag are only reported, so that nobody assumes they are translated.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from workflow.documents.readers.embedded_media import safe_url
from workflow.languages.scripts import DENSE

if TYPE_CHECKING:
    from workflow.documents.readers.template_tags import TemplateTag

#: Arguments that are shown, each as it is compared; of the second row only what reads like words.
_SHOWN = frozenset(
    "title subtitle text caption heading headline subheading label description".split()
)
_SENTENCES = frozenset(
    "alt body button buttontext content cta ctatext desc excerpt footer header hint intro lead"
    " linktext message note quote summary tagline tip tooltip".split()
)
_LISTED = frozenset("items labels tabs options steps placeholder".split())
_ARGUMENT = re.compile(
    r"(?<![\w:-])([\w:-]+)\s*=\s*(\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}|\"[^\"]*\"|'[^']*')"
)
_LINKS = frozenset("link href url to".split())
_PICTURES = frozenset("src image img imagesrc cover picture file path".split())
_PICTURE = re.compile(r"[^\s\"'<>{}]+\.(?:jpe?g|png|gif|webp|avif)", re.IGNORECASE)
_PAIR = re.compile(
    r"(?<![\w:-])([\w:-]+)\s*=\s*\{?\s*(?:\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)'|`([^`$]*)`|“([^”]*)”)"
)
_ANY_PAIR = re.compile(
    r"(?<![\w:-])[\w:-]+\s*=\s*\{?\s*"
    r"(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|`[^`]*`|[^\s\"'`]+)"
)
_QUOTED = re.compile(r"\"([^\"\n]+)\"|(?<!\w)'([^'\n]+)'(?!\w)|“([^”\n]+)”|`([^`\n]+)`")
_BARE_ADDRESS = re.compile(r"https?://[^\s,]+")
#: Zola's shortcodes are written as calls.
_CALL = re.compile(r"\{\{-?\s*(?P<name>\w+)\((?P<said>.*)\)\s*-?\}\}", re.DOTALL)
#: What is worked out while a page is made.
_COMPUTED = re.compile(r"\{\{|\{%|\$\{|<%")
_WORD = r"[^\W\d_]{2,}"
_WORDS = re.compile(
    rf"{_WORD}[^\w\s]{{0,3}}\s+(?:\S+\s+){{0,6}}?[^\w\s]{{0,2}}{_WORD}|[{DENSE}]{{2}}"
)
#: What no program has for a name: it begins like a sentence and has three words, or has six.
_SENTENCE = re.compile(
    r"(?=[^a-z]|\S+(?:\s+\S+){5}).*?"
    rf"(?:(?:{_WORD}|\d+)[^\w\n]?(?:[ \n]\W?\w+\W{{0,2}}){{2}}|[{DENSE}]{{4}})"
)
#: Tags whose words in quotation marks are the name of a page, a file or a value.
_KEYED = frozenset(
    "ref relref param site i18n include include_relative include_cached readfile".split()
)
#: A value that only a program works out, in JSX.
_OBJECT = re.compile(r"[\w-]+=\{\s*[\[{(].*\}", re.DOTALL)
_ONE = re.compile(r"[^\W\d_a-z][^\W_]*[.!?…]?")
#: Commands of TeX and keys of mdBook that hold words in braces.
_IN_BRACES = re.compile(r"(?:caption|title|text|footnote|emph|textbf|textit)\*?\{([^{}]+)\}")
_TOLD = re.compile(r"\{\{\s*\w+[: ]\s*([^{}\"'|()=]+)\}\}")
#: What decides what is shown, and shows nothing.
_CONTROL = re.compile(
    r"\{%-?\s*(?:if|elsif|elif|unless|case|when|for|assign|set|capture|macro|from|import|extends|block)\b"
    r"|\{\{-?\s*(?:if|else|range|with|define|block|template|partial|end)\b|(?:im|ex)port\s"
)
#: Hexo's links: of which arguments the address and the words are.
_HEXO = {
    "post_link": re.compile(r"(?P<url>\S+)\s+(?P<text>\S.*)"),
    "asset_link": re.compile(r"(?P<url>\S+)\s+(?P<text>\S.*)"),
    "btn": re.compile(r"(?P<url>[^\s,]+)\s*,\s*(?P<text>[^,]*[^,\s])\s*(?:,.*)?"),
    "link": re.compile(r"(?P<text>\S.*?)\s+(?P<url>https?://\S+)(?:\s.*)?"),
    "label": re.compile(r"(?P<url>)(?:[a-z]+)?@\s*(?P<text>\S.*)"),
}


def linked(tag: TemplateTag) -> tuple[str, str] | None:
    """Return the words and the address of a link in Hexo's tags, or None.

    The address of another post is that of its file.
    """
    pattern = _HEXO.get(tag.name) if tag.text.startswith("{%") and not tag.closes else None
    match = pattern.fullmatch(tag.arguments.strip()) if pattern else None
    if not match:
        return None
    text = re.sub(r"\s+(?:true|false)\Z", "", match["text"].strip()).strip("\"'")
    url = match["url"].strip("\"'")
    return (text, f"{url}.md" if tag.name == "post_link" else url) if text else None


def words_of_tag(tag: TemplateTag) -> tuple[str, str]:
    """Return the name of a tag that may show words, and these words; empty for other tags."""
    if tag.closes or tag.is_comment or _CONTROL.match(tag.text):
        return "", ""
    if call := _CALL.fullmatch(tag.text):
        return call["name"], call["said"]
    if tag.name in _KEYED and "=" not in tag.arguments:
        return "", ""
    return tag.name, tag.arguments


def texts_in(said: str) -> list[str]:
    """Return the texts that arguments certainly show, in their order.

    >>> texts_in('link="docs" title="Every day" icon="boat"'), texts_in('"Bring warm clothes."')
    (['Every day'], ['Bring warm clothes.'])
    >>> texts_in('icon="a b c" type="note"'), texts_in('"default sort order"')
    ([], [])
    """
    found: dict[str, None] = {}
    said, inner = _OBJECT.sub(" ", said), _OBJECT.search(said)
    if inner and unread_words(inner[0]):
        return []
    rest = _ANY_PAIR.sub(" ", said)
    for key, raw in _named(said):
        value = re.sub(r"\\([\"'\\])", r"\1", " ".join(raw.split()))
        if (key in _SHOWN and reads_like_words(value)) or (
            key in _SENTENCES and _WORDS.search(value)
        ):
            found.setdefault(value)
    for quoted in _QUOTED.finditer(rest):
        value = next(filter(None, quoted.groups()), "").strip()
        if _SENTENCE.match(value):
            found.setdefault(value)
    return [each for each in found if not _COMPUTED.search(each)]


def words_in(tag: str) -> Iterator[str]:
    """Yield what arguments of a component probably show, also in a list or a choice of texts.

    >>> list(words_in("<Tabs items={['Cars', 'On foot']} className='big red'>"))
    ['Cars', 'On foot']
    """
    for match in _ARGUMENT.finditer(tag):
        if _key(match[1]) not in _SHOWN | _SENTENCES | _LISTED:
            continue
        for quoted in _QUOTED.finditer(match[2]):
            value = next(filter(None, quoted.groups()), "").strip()
            if reads_like_words(value):
                yield value


def reads_like_words(value: str) -> bool:
    """Return whether a text is one of several words, or a word with a capital."""
    return bool(_WORDS.search(value) or _ONE.fullmatch(value))


def link_in(said: str) -> str:
    """Return the address that arguments link to; empty without one."""
    return _address(said, _LINKS, lambda _: True, _BARE_ADDRESS)


def picture_in(said: str) -> str:
    """Return the address of the picture in arguments; empty without one."""
    return _address(said, _PICTURES, _PICTURE.fullmatch, _PICTURE)


def _address(
    said: str, keys: frozenset[str], fits: Callable[[str], object], bare: re.Pattern[str]
) -> str:
    """Return the first address under one of the keys, or else the first that has no key."""
    for key, value in _named(said):
        if key in keys and not _COMPUTED.search(value) and fits(value):
            return safe_url(value)
    found = bare.search(_ANY_PAIR.sub(" ", said))
    return safe_url(found[0].strip("\"'")) if found else ""


def unread_words(text: str) -> bool:
    """Tell whether a tag that is kept verbatim probably shows words.

    >>> unread_words('{{< tooltip text="harbour" >}}'), unread_words("{{< ref port >}}")
    (True, False)
    >>> unread_words('{% if page.title == "Some words" %}'), unread_words("{{footnote: of a log }}")
    (False, True)
    """
    if _CONTROL.match(text):
        return False
    keyed = (value for key, value in _named(text) if key in _SHOWN | _SENTENCES)
    if any(re.search(_WORD, each) or _WORDS.search(each) for each in keyed):
        return True
    said: Sequence[re.Pattern[str]] = (_QUOTED, _IN_BRACES, _TOLD)
    groups = (match.groups() for pattern in said for match in pattern.finditer(text))
    return any(_WORDS.search(each) for found in groups for each in found if each)


def _named(said: str) -> Iterator[tuple[str, str]]:
    """Yield the arguments ``name="value"``, with normalised names."""
    for match in _PAIR.finditer(said):
        yield _key(match[1]), next((each for each in match.groups()[1:] if each), "")


def _key(name: str) -> str:
    """Normalise the name of an argument: ``link-text`` is ``linktext``."""
    return re.sub(r"[\W_]", "", name).lower()
