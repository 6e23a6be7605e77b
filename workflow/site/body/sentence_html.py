"""Convert untrusted sentences to safe HTML, with their markup and their terms.

Everything is escaped here, once; the only elements that can come out are those this module writes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from markupsafe import Markup as Html

from workflow import markup, wdiff
from workflow.languages import any_language
from workflow.markup import Close, Open, Standalone, Text
from workflow.model import Markup, MarkupKind
from workflow.site.body.formulas import formula
from workflow.site.body.typesetting import clean, safe_html, safe_url, typeset

#: Marks that begin no line (CLREQ 3.1.9, JLREQ 3.1.7), though browsers break before them after a
#: formula.
_CLOSING = re.compile(r"[.,;:!?…)\]}%、。，；：！？％）］】」』》〉”’»]+")
_ELEMENTS = {
    MarkupKind.STRONG: "strong",
    MarkupKind.EMPHASIS: "em",
    MarkupKind.STRIKE: "s",
    MarkupKind.SUPERSCRIPT: "sup",
    MarkupKind.SUBSCRIPT: "sub",
    MarkupKind.CODE: "code",
    MarkupKind.TEMPLATE: "code",
}
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
    """The targets of a block's links within the article or the project.

    Attributes:
        notes: the anchors of footnotes, by the numbers that their marks show.
        links: by their addresses, see :func:`workflow.site.body.destinations.marks`.
    """

    notes: Mapping[str, str] = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)


_NOWHERE = Ways()


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
        return safe_html(escape(typeset(text, language)))
    return safe_html(_SentenceWriter(language, known, marks, ways).write(text))


class _SentenceWriter:
    """Writes one sentence, tracking open elements and the position in the plain text."""

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

    @property
    def in_link(self) -> bool:
        return any(element == "a" for _, element in self.open)

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
        element = "span" if self.in_link or not mark.url else "a"
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
        if not url or self.in_link:
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
            self.out.append(f'<a href="{way}">{code}</a>' if way and not self.in_link else code)
            self.last = ""
        else:
            self.text(item.text)

    def image(self, item: Markup) -> None:
        """Write a link with the image's text, since pages load nothing from other hosts."""
        element, attributes = self.element(Markup(item.tag, MarkupKind.LINK, url=item.url))
        name = escape(clean(item.text)) or "↗"
        shown = f'<span class="image">{name}</span>'
        self.out.append(f"<{element}{attributes}>{shown}</{element}>" if element else shown)

    def footnote(self, item: Markup) -> None:
        """Write the mark of a footnote; it leads to the note if that is there."""
        number, anchor = escape(clean(item.text)), self.notes.get(item.text, "")
        if anchor and not self.in_link:
            number = f'<a href="#{anchor}" role="doc-noteref">{number}</a>'
        self.out.append(f'<sup class="fn">{number}</sup>')
        self.last = ""


def difference(before: str, after: str) -> Html:
    """Show what changed between two versions of a sentence, as ``<del>`` and ``<ins>``."""
    changes = wdiff.difference(clean(before), clean(after))
    parts = (_CHANGES[each.kind].format(escape(each.text)) for each in changes)
    return safe_html("".join(parts))
