"""Classify elements of a page by their tags and names: hidden, inline, left out."""

from __future__ import annotations

import re
from itertools import islice
from string import digits
from typing import TYPE_CHECKING

from workflow.documents.heading_anchors import letters
from workflow.documents.readers.html.html_text import CODE, INLINE
from workflow.xml import text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

#: Elements without readable content.
SKIPPED = frozenset(
    {"title", "meta", "link", "base", "script", "style", "template", "noscript", "nav", "aside",
     "button", "input", "select", "textarea", "svg", "math", "iframe", "object", "embed", "video",
     "audio", "canvas", "map", "dialog", "menu"}
)  # fmt: skip
#: Inline elements; every other one begins a new block.
WITHIN = INLINE.keys() | CODE | frozenset(
    {"a", "abbr", "acronym", "bdi", "bdo", "big", "blink", "br", "data", "dfn", "font", "img",
     "ins", "label", "mark", "nobr", "output", "picture", "q", "rb", "rp", "rt", "rtc", "ruby",
     "slot", "small", "source", "span", "time", "u", "var", "wbr"}
)  # fmt: skip
#: The elements of HTML that begin a block, or hold what does; all others are shown in a line.
BLOCKS = frozenset(
    "html head body address article blockquote caption center col colgroup dd details dir div dl dt"
    " fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 header hgroup hr"
    " image isindex legend li listing main marquee noframes ol optgroup option p param plaintext"
    " pre search section summary table tbody td tfoot th thead tr track ul xmp".split()
)
#: Elements that cannot contain blocks.
_LINES = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "summary", "pre"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
#: How many pieces of a heading's text are considered.
_MOST_TEXTS = 50
#: Elements around an article that contain none of it.
AROUND_TEXT = frozenset({"footer", "aside", "nav", "form"})
#: A property of the page's own (``--footer-display: none``) hides nothing.
_HIDING = re.compile(r"(?<![\w-])(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
#: Also how themes of WordPress count comments, amid the byline, MediaWiki's links for editing
#: beside each heading, and what leads back from a note: no words of an article.
_UNSEEN = re.compile(
    r"(?:^|\s)(?:sr-only|visually-?hidden|screen-?reader(?:-text|-only)?|a11y-hidden|"
    r"comments-link|mw-editsection|mw-jump-link|"
    r"footnote-back(?:ref|link)?|data-footnote-backref|reversefootnote)(?:\s|$)",
    re.IGNORECASE,
)
#: What stands beside headings and behind notes to lead to them, or back.
_SIGNS = "#\u00b6\u00a7\u21a9\u21b5\u23ce\u2191\u2934^\U0001f517\ufe0e\ufe0f\u00a0 "
#: Those of them that also lead to notes.
_OF_NOTES = frozenset("\u00b6\u00a7#")
_PART = r"(?:^|[\W_])(?:{})(?=$|[\W_])"
#: Between words of a name such as ``shareBox``; not in ``gJwTLC``, as programs make them up.
_CAMEL = re.compile(r"(?<=[a-z]{2})(?=[A-Z])")
#: What page builders call every part of a page.
_BUILDER = re.compile(r"\belementor-widget(?:-(?:wrap|container|heading|text-editor))?(?![\w])")
#: The last ones are those that players (video.js, JW Player, MediaElement, Plyr, of YouTube and
#: Yahoo) give to their controls.
_ASIDE = (
    r"share\w*|sharing|social\w*|newsletter\w*|related\w*|recommend\w*|taboola\w*|outbrain\w*|"
    r"comments?|disqus\w*|cookies?|consent|breadcrumbs?|promo\w*|advert\w*|sponsor\w*|paywall|"
    r"regist|registration|register|polls?|quiz|reg[-_]?wall|sign[-_]?(?:in|up)|"
    r"partage\w*|compart\w+|commentaires?|comentarios?|kommentare?|relacionad\w+|verwandt\w*|"
    r"abonn\w+|suscri\w+|fenxiang|pinglun|xiangguan|tuijian|guanggao|kanren|"
    r"subscri\w+|vjs|jw(?=-)|mejs|plyr|ytp|yvp"
)
#: Names of elements that are never part of an article.
NO_ARTICLE = re.compile(_PART.format(_ASIDE), re.IGNORECASE)
#: Names that page builders give to parts of an article as well: ``elementor-widget``.
_LOOSE = r"header|nav\w*|menu|ads?|most|more|tags?|widget\w*|hot|banner|teaser\w*"
_STRICT = (
    rf"{_ASIDE}|signup|sidebar|footer|popup|modal|trending|popular|toolbar|pagination|pager|login|"
    r"copyright|authors?|bio"
)
#: Names of template parts around an article, which some articles use as well.
TEMPLATE_PARTS = re.compile(_PART.format(rf"{_STRICT}|{_LOOSE}"), re.IGNORECASE)
#: Those of them that are always meant.
TEMPLATE_PROSE = re.compile(_PART.format(_STRICT), re.IGNORECASE)
#: Names of elements about an article's author.
ABOUT_AUTHOR = re.compile(
    _PART.format(
        r"authors?[-_]?(?:bio\w*|box|info|card|about|profile|container|desc\w*)|"
        r"(?:about|bio)[-_]?(?:the[-_]?)?authors?"
    ),
    re.IGNORECASE,
)
_HEADER = re.compile(_PART.format("header"), re.IGNORECASE)
_NOTES = re.compile(_PART.format(r"(?:foot|end)-?notes?"), re.IGNORECASE)
#: Names that say what stands beside an element, or does not: ``has-sidebar``, ``sidebar--false``,
#: ``container-sidebar``.
_BESIDE = re.compile(
    r"(?<![\w-])(?:(?:no|has|with|without)[-_][\w-]+|[\w-]+--(?:false|off|none|disabled)(?![\w-])"
    r"|(?:[\w-]+-)?container-sidebar(?![\w-]))"
)
#: What text is called that is paid for (Google's "Structured data for subscription and paywalled
#: content"), as are boxes that ask to pay; and siblings of an element that are looked at.
_PAID_FOR = re.compile(r"(?<![\w-])paywall(?![\w-])")
_MOST_BESIDE = 200
_TEXTS = _LINES | frozenset({"ul", "ol", "li", "dl", "dd", "blockquote", "figure", "table"})
#: Letters of a name made of a heading's words that may be cut, or lack some of them.
_LONG_NAME = 20
#: A sentence as an identifier, not a part of a page as Drupal counts them: block-views-block-…-1.
_SLUG = re.compile(r"(?!(?:.*-)?(?:block|views|widget)-)[a-z0-9]+(?:-+[a-z0-9]+){7,}-*")
#: Letters of a paragraph that is no sign and no picture of a word.
_PARAGRAPH = 60
#: Letters of a link target's name.
_LONGEST_ID = 200


def is_named_header(element: _Element) -> bool:
    """Tell whether an element is named a header, and nothing else of a template."""
    names = names_of(element)
    return bool(_HEADER.search(names)) and not TEMPLATE_PARTS.search(_HEADER.sub("", names))


def is_notes(element: _Element) -> bool:
    """Return whether an element is called footnotes or endnotes, also by its role in DPUB-ARIA."""
    return bool(_NOTES.search(names_of(element)))


def is_hidden(element: _Element) -> bool:
    """Return whether a browser would not show an element.

    Hidden from screen readers alone are signs, copies and what is veiled, but no whole paragraph,
    and no caption: pandoc hides from them one that is the alternative text as well.
    """
    return bool(element.attrib) and (
        element.get("hidden") is not None
        or (element.get("aria-hidden") == "true" and not _is_for_eyes(element))
        or bool(_HIDING.search(element.get("style") or ""))
        or bool(_UNSEEN.search(element.get("class") or ""))
    )


def _is_for_eyes(element: _Element) -> bool:
    name = element.tag.rpartition("}")[2]  # a page of a book has a namespace
    return name == "figcaption" or (name == "p" and len(text_of(element).strip()) >= _PARAGRAPH)


def anchors_of(element: _Element) -> list[str]:
    """Return the names by which links may lead to an element: its ``id``, and an old ``name``."""
    found = [element.get("id"), element.get("name") if element.tag == "a" else None]
    return [each for each in dict.fromkeys(found) if each and len(each) <= _LONGEST_ID]


def leads_within(element: _Element) -> bool:
    """Tell whether an element is a link within the page that only shows a sign, such as ``#``.

    A sign above the line may be the mark of a note, one amid a sentence is of it.
    """
    if element.tag != "a" or not (element.get("href") or "").startswith("#"):
        return False
    said = text_of(element).strip()
    if not said or said.strip(_SIGNS) or (said in _OF_NOTES and _is_raised(element)):
        return False
    return not ((element.tail or "").strip() and any(map(str.isalnum, _before(element) or "")))


def _is_raised(element: _Element) -> bool:
    parent = element.getparent()
    return (parent is not None and parent.tag == "sup") or element.find(".//sup") is not None


def _before(element: _Element) -> str | None:
    """Return the text right before an element."""
    before, parent = element.getprevious(), element.getparent()
    return before.tail if before is not None else parent.text if parent is not None else None


def is_left_out(element: _Element) -> bool:
    """Return whether an element is skipped with all that is in it."""
    return element.tag in SKIPPED or is_hidden(element)


def own_elements(root: _Element) -> frozenset[_Element]:
    """Return the elements of a tree that HTML does not have, and that are inline.

    Custom ones (``my-term``), those of a program (``tooltip``) and of other vocabularies, such as
    Word's (``st1:place``). A
    browser shows one so unless a style says otherwise. Here it does where text stands beside it;
    not where blocks stand in it, or where nothing parts it from others of its kind.
    """
    elements = list(root.iter("*"))
    holding: set[_Element] = set()
    own: list[_Element] = []
    for element in reversed(elements):
        parent = element.getparent()
        tag = str(element.tag)
        if _is_own(tag):
            if element in holding:
                _hold(parent, holding)
            else:
                own.append(element)
        elif element in holding or tag not in WITHIN | SKIPPED:
            _hold(parent, holding)
    within: dict[_Element, bool] = {}
    beside: dict[_Element, bool] = {}
    return frozenset(
        each
        for each in own
        if _is_within(each.getparent(), within)
        and (_is_named_own(str(each.tag)) or _is_beside(each.getparent(), beside))
    )


def _is_own(tag: str) -> bool:
    return _is_named_own(tag) or tag not in WITHIN | SKIPPED | BLOCKS


def _is_named_own(tag: str) -> bool:
    """Return whether a name is one that HTML keeps free, or of another vocabulary."""
    return "-" in tag or ":" in tag


def _hold(parent: _Element | None, holding: set[_Element]) -> None:
    if parent is not None:
        holding.add(parent)


def _is_within(parent: _Element | None, known: dict[_Element, bool]) -> bool:
    """Return whether an element's content is all inline; ``known`` caches the answers."""
    if parent is None:
        return False
    if parent not in known:
        known[parent] = (
            parent.tag in _LINES
            or parent.tag in WITHIN
            or _is_named_own(str(parent.tag))
            or _holds_text(parent)
        )
    return known[parent]


def _is_beside(parent: _Element | None, known: dict[_Element, bool]) -> bool:
    """Return whether text stands in the block around; ``known`` caches the answers."""
    passed: list[_Element] = []
    found = False
    while parent is not None and not found:
        if parent in known:
            found = known[parent]
            break
        passed.append(parent)
        found = _holds_text(parent)
        if parent.tag not in WITHIN:
            break
        parent = parent.getparent()
    known.update(dict.fromkeys(passed, found))
    return found


def _holds_text(element: _Element) -> bool:
    """Return whether text stands in an element, beside other elements."""
    return bool((element.text or "").strip()) or any((each.tail or "").strip() for each in element)


def is_inline(element: _Element) -> bool:
    """Return whether an element is inline."""
    return element.tag in WITHIN


def _is_heading_of(element: _Element, name: str) -> bool:
    heading = element if element.tag in HEADINGS else next(iter(element), None)
    if heading is None or heading.tag not in HEADINGS:
        return False
    said = letters("".join(islice(map(str, heading.itertext()), _MOST_TEXTS))).lstrip(digits)
    named = letters(name)
    return bool(said) and (said in named or (len(named) >= _LONG_NAME and named in said))


def names_of(element: _Element) -> str:
    """Return the classes and identifiers of an element, ``shareBox`` as ``share-Box``.

    An identifier made of a heading's words, as programs give it for links (WordPress with ``h-``
    before them), is no name, nor is one of many words.
    """
    if not element.attrib:
        return ""
    said = [element.get(name) for name in ("id", "class", "role", "itemprop")]
    if said[0] and (_SLUG.fullmatch(said[0]) or _is_heading_of(element, said[0])):
        said[0] = None
    names = without_states(" ".join(filter(None, said)))
    if "paywall" in names and _is_paid_for(element):
        names = _PAID_FOR.sub("", names)
    return _BUILDER.sub("", _CAMEL.sub("-", names))


def _is_paid_for(element: _Element) -> bool:
    """Return whether paragraphs are called so here, and not what asks to pay for them."""
    parent = element.getparent()
    beside = () if parent is None else islice(parent.iterchildren("p"), _MOST_BESIDE)
    return element.tag in _TEXTS or any(
        _PAID_FOR.search(each.get("class") or "") for each in beside
    )


def without_states(names: str) -> str:
    """Return names without those that describe the surroundings or the absence of something.

    >>> without_states("main has-sidebar sidebar-enabled--false")
    'main  '
    """
    return _BESIDE.sub("", names)
