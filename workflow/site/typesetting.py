"""Untrusted text into safe, well-set HTML: one sentence with its markup and its terms.

Everything is escaped here, once; the only elements that can come out are those this module writes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape
from urllib.parse import urlsplit

from markupsafe import Markup as Html

from workflow import markup, wdiff
from workflow.languages import any_language, pack
from workflow.languages.characters import FORBIDDEN
from workflow.languages.typography import LEFT_TO_RIGHT_QUOTATION, RIGHT_TO_LEFT_QUOTATION
from workflow.markup import Close, Open, Standalone, Text
from workflow.model import Markup, MarkupKind
from workflow.site.formulas import formula

#: Keeps a line from breaking; like the isolates set into HTML for typography's sake, no part of
#: the text.
WORD_JOINER = "\u2060"
#: Begin a run from right to left inside a text from left to right, or the reverse, and end it
#: (UAX #9, 2.4).
ISOLATE, LATIN_ISOLATE, ISOLATED = "\u2067", "\u2066", "\u2069"
#: What begins no line (CLREQ 3.1.9, JLREQ 3.1.7); browsers let it do so behind a formula.
_CLOSING = re.compile(r"[.,;:!?…)\]}%、。，；：！？％）］】」』》〉”’»]+")
_SIGNS = re.compile(f"[{WORD_JOINER}{ISOLATE}{LATIN_ISOLATE}{ISOLATED}]")
_ELEMENTS = {
    MarkupKind.STRONG: "strong",
    MarkupKind.EMPHASIS: "em",
    MarkupKind.STRIKE: "s",
    MarkupKind.SUPERSCRIPT: "sup",
    MarkupKind.SUBSCRIPT: "sub",
    MarkupKind.CODE: "code",
    MarkupKind.TEMPLATE: "code",
}
_ELEMENT = re.compile("<[^>]*>")
_PIECES = re.compile("<[^>]*>|[^<]+")
#: A phrase of fewer letters gets no line of its own.
_PHRASE = 6
#: More letters than an end has.
_TAIL = 16
#: A headline of this many letters, or half as many Chinese or Korean ones, is set smaller.
_LONG = 96
_SAFE = re.compile(r"(?:https?://[^\s/]|mailto:[^\s])", re.IGNORECASE)
_CHANGES = {"same": "{}", "gone": "<del>{}</del>", "new": "<ins>{}</ins>"}


@dataclass(frozen=True, slots=True)
class Highlight:
    """A mention of a term: place in the plain text, number on the page and link, if it has one."""

    start: int
    end: int
    number: int
    url: str


@dataclass(frozen=True, slots=True)
class Ways:
    """Where the links of a block lead that stay within the article or the project.

    Attributes:
        notes: the anchors of footnotes, by the numbers that their marks show.
        links: by their addresses, see :func:`workflow.site.destinations.marks`.
    """

    notes: Mapping[str, str] = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)


_NOWHERE = Ways()


def clean(text: str) -> str:
    """Take out of a text the characters that HTML and XML do not allow."""
    return text if text.isprintable() else FORBIDDEN.sub("", text)


def safe_url(url: str) -> str:
    """Return a web or mail address as it is, and nothing for any other, such as ``javascript:``."""
    try:
        urlsplit(url)
    except ValueError:
        return ""
    return url.strip() if _SAFE.match(url.strip()) else ""


def without_typography(text: str) -> str:
    """Take out of a text the characters that only its typography needs."""
    return _SIGNS.sub("", text)


def typeset(text: str, language: str) -> str:
    """Return plain text with what its typography needs.

    That is the language's own (see :class:`workflow.languages.typography.Typography`), and an
    isolate around a quotation that runs the other way, which keeps its own marks.
    """
    text = clean(text)
    plain_letters, typography = text.isascii(), pack(language).typography
    if typography.apostrophe:
        text = typography.apostrophe.sub("’", text)
    if plain_letters:
        return text
    if typography.joined:
        text = typography.joined.sub(WORD_JOINER, text)
    if any_language(language).direction == "ltr":
        return RIGHT_TO_LEFT_QUOTATION.sub(lambda its: f"{ISOLATE}{its[0]}{ISOLATED}", text)
    return LEFT_TO_RIGHT_QUOTATION.sub(lambda its: f"{LATIN_ISOLATE}{its[0]}{ISOLATED}", text)


def in_phrases(html: Html, language: str) -> Html:
    """Divide a headline or deck into phrases, where its language has such: it breaks between them.

    >>> str(in_phrases(Html("短缺的两个月：<b>时间线</b>"), "zh-Hans"))
    '<span class="ph">短缺的两个月：</span><span class="ph"><b>时间线</b></span>'
    """
    pause = pack(language).typography.pause
    if not pause:
        return html
    phrases, gaps = [""], [""]
    for each in _pauses(str(html), pause):
        if each.isspace():
            gaps[-1] = each
        elif len(_ELEMENT.sub("", phrases[-1])) < _PHRASE:
            phrases[-1] += gaps[-1] + each
            gaps[-1] = ""
        else:
            phrases.append(each)
            gaps.append("")
    if len(phrases) == 1:
        return html
    pairs = zip(phrases, gaps, strict=True)
    return Html("".join(f'<span class="ph">{each}</span>{gap}' for each, gap in pairs))  # noqa: S704


def _pauses(html: str, pause: re.Pattern[str]) -> list[str]:
    """Divide HTML where a reader pauses, outside of elements; spaces there stand alone."""
    pieces = [""]
    depth = 0
    for piece in _PIECES.findall(html):
        if pieces[-1].isspace():
            pieces.append("")
        first, *others = pause.split(piece) if piece[0] != "<" and not depth else [piece]
        pieces[-1] += first
        pieces += others
        if piece[0] == "<" and piece != "<br>":
            depth += -1 if piece[1] == "/" else 1
    return pieces


def keep_end(html: Html, language: str) -> Html:
    """Keep the end of a sentence together, where its language asks for it.

    >>> str(keep_end(Html("更加紧密。"), "zh-Hans"))
    '更加<span class="end">紧密。</span>'
    """
    end = pack(language).typography.end
    found = end and end.search(html, max(0, len(html) - _TAIL))
    if not found:
        return html
    return Html(f'{html[: found.start()]}<span class="end">{found[0]}</span>')  # noqa: S704


@lru_cache(maxsize=64)  # each of an article's pages asks
def long(text: str) -> bool:
    """Tell whether a headline takes so much room that it is set smaller."""
    return sum(1 + (unicodedata.east_asian_width(each) in "FW") for each in text) > _LONG


def plain(text: str) -> tuple[str, Sequence[int]]:
    """Return a text without placeholders, and for each of its characters the place in ``text``."""
    if "<" not in text:
        return text, range(len(text) + 1)
    characters: list[str] = []
    places: list[int] = []
    end = 0
    for match in markup.PLACEHOLDER.finditer(text):
        characters.append(text[end : match.start()])
        places.extend(range(end, match.start()))
        end = match.end()
    characters.append(text[end:])
    places.extend(range(end, len(text) + 1))
    return "".join(characters), places


def sentence(
    text: str,
    language: str,
    known: Sequence[Markup] = (),
    marks: Sequence[Highlight] = (),
    ways: Ways = _NOWHERE,
) -> Html:
    """Write a sentence as HTML.

    Args:
        text: with placeholders; whatever a translation did to them, the HTML is well nested.
        language: BCP 47 tag of the text.
        known: what the placeholders stand for; an unknown one is shown as the text it is.
        marks: the terms to light, in order, not overlapping.
        ways: where its links within the article and the project lead.
    """
    if "<" not in text and not marks:  # no markup, no terms
        return Html(escape(typeset(text, language)))  # noqa: S704
    return Html(_SentenceWriter(language, known, marks, ways).write(text))  # noqa: S704 - it escapes


class _SentenceWriter:
    """Writes one sentence, keeping account of what is open and where in the plain text it is."""

    def __init__(
        self,
        language: str,
        known: Sequence[Markup],
        marks: Sequence[Highlight],
        ways: Ways,
    ) -> None:
        self.language = language
        # A name or link in other letters, and code, keep their order: books have no style for it.
        from_right = any_language(language).direction == "rtl"
        self.alone_dir, self.code_dir = (' dir="auto"', ' dir="ltr"') if from_right else ("", "")
        self.known: Mapping[str, Markup] = {item.tag: item for item in known}
        self.marks = marks
        self.notes, self.ways = ways.notes, ways.links
        self.open: list[tuple[str, str]] = []
        self.place = 0
        self.last = ""
        self.out: list[str] = []

    def write(self, text: str) -> str:
        for token in markup.tokens(text):
            match token:
                case Text(run):
                    self.run(run)
                case Open(tag):
                    self.begin(tag)
                case Close(tag):
                    self.finish(tag)
                case Standalone(tag):
                    self.alone(tag)
        while self.open:
            self.out.append(f"</{self.open.pop()[1]}>")
        return "".join(self.out)

    def run(self, run: str) -> None:
        """Write text, split where terms begin and end."""
        begin, end = self.place, self.place + len(run)
        self.place = end
        at = begin
        for mark in self.marks:
            if mark.end <= at or mark.start >= end:
                continue
            first, last = max(mark.start, begin), min(mark.end, end)
            self.text(run[at - begin : first - begin])
            self.term(run[first - begin : last - begin], mark)
            at = last
        self.text(run[at - begin :])

    def text(self, text: str) -> None:
        if not text:
            return
        joined = typeset(self.last + text, self.language)[len(clean(self.last)) :]
        self.last = text[-1]
        marks = _CLOSING.match(joined)
        if marks and self.out and self.out[-1].endswith("</math>"):
            self.out[-1] = f'<span class="end">{self.out[-1]}{escape(marks[0])}</span>'
            joined = joined[marks.end() :]
        self.out.append(escape(joined))

    def term(self, text: str, mark: Highlight) -> None:
        """Link a term to its place in the glossary, if it has one and no link is open."""
        inside = any(element == "a" for _, element in self.open)
        element = "span" if inside or not mark.url else "a"
        link = f' class="term" href="{escape(mark.url)}"' if element == "a" else ""
        self.out.append(f'<{element}{link} data-t="{mark.number}">')
        self.text(text)
        self.out.append(f"</{element}>")

    def begin(self, tag: str) -> None:
        item = self.known.get(tag)
        if item is None:
            self.out.append(escape(f"<{tag}>"))
            return
        element, attributes = self.element(item)
        if element:
            self.open.append((tag, element))
            self.out.append(f"<{element}{attributes}>")

    def element(self, item: Markup) -> tuple[str, str]:
        if item.kind is not MarkupKind.LINK:
            element = _ELEMENTS.get(item.kind, "")
            return element, self.code_dir if element == "code" else ""
        way = self.ways.get(item.url, "")
        url = way or escape(safe_url(clean(item.url)))
        if not url or any(element == "a" for _, element in self.open):
            return "", ""
        title = f' title="{escape(clean(item.title))}"' if item.title else ""
        beyond = "" if way else ' rel="noopener external"'
        return "a", f' href="{url}"{beyond}{title}{self.alone_dir}'

    def finish(self, tag: str) -> None:
        if tag not in self.known:
            self.out.append(escape(f"</{tag}>"))
        elif any(tag == name for name, _ in self.open):
            while self.open:
                name, element = self.open.pop()
                self.out.append(f"</{element}>")
                if name == tag:
                    break

    def alone(self, tag: str) -> None:
        item = self.known.get(tag)
        if item is None or item.kind is MarkupKind.LITERAL:
            self.text(item.text if item else f"<{tag}/>")
        elif item.kind is MarkupKind.BREAK:
            self.out.append("<br>")
        elif item.kind is MarkupKind.IMAGE:
            self.image(item)
        elif item.kind is MarkupKind.FOOTNOTE:
            self.footnote(item)
        elif item.kind is MarkupKind.FORMULA:
            self.out.append(formula(item))
            self.last = ""
        elif element := _ELEMENTS.get(item.kind):
            direction = self.code_dir if element == "code" else ""
            code = f"<{element}{direction}>{escape(clean(item.text))}</{element}>"
            way = self.ways.get(item.url, "") if item.kind is MarkupKind.CODE else ""
            inside = any(element == "a" for _, element in self.open)
            self.out.append(f'<a href="{way}">{code}</a>' if way and not inside else code)
            self.last = ""
        else:
            self.text(item.text)

    def image(self, item: Markup) -> None:
        """Write a link with the image's text: a page loads nothing from another host."""
        element, attributes = self.element(Markup(item.tag, MarkupKind.LINK, url=item.url))
        name = escape(clean(item.text)) or "↗"
        shown = f'<span class="image">{name}</span>'
        self.out.append(f"<{element}{attributes}>{shown}</{element}>" if element else shown)

    def footnote(self, item: Markup) -> None:
        """Write the mark of a footnote; it leads to the note if that is there."""
        number, anchor = escape(clean(item.text)), self.notes.get(item.text, "")
        if anchor and not any(element == "a" for _, element in self.open):
            number = f'<a href="#{anchor}" role="doc-noteref">{number}</a>'
        self.out.append(f'<sup class="fn">{number}</sup>')
        self.last = ""


def difference(before: str, after: str) -> Html:
    """Show what changed between two versions of a sentence, as ``<del>`` and ``<ins>``."""
    changes = wdiff.difference(clean(before), clean(after))
    parts = (_CHANGES[each.kind].format(escape(each.text)) for each in changes)
    return Html("".join(parts))  # noqa: S704 - every part is escaped
