"""Write an article as one XHTML file: the chapter of an e-book, and the source of the PDF."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from markupsafe import Markup as Html

from workflow.languages import space_between
from workflow.model import BlockKind
from workflow.site import links
from workflow.site.body.aligned_blocks import AlignedBlock, AlignedSentence, Cell
from workflow.site.body.block_html import around
from workflow.site.body.destinations import in_chapter
from workflow.site.body.typesetting import safe_html
from workflow.site.provenance import Provenance, provenance_of
from workflow.site.publication import Publication
from workflow.site.theming.labels import PageWords, xml_lang

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
#: A mention of a term, as sentences have it: linked to the glossary, or only numbered.
_TERM = re.compile(
    r'<(?P<element>a|span)(?P<link> class="term" href="[^"]*")? data-t="(?P<number>\d+)">'
    r"(?P<text>[^<]*)</(?P=element)>"
)


def chapter(publication: Publication, languages: Sequence[str], stylesheet: str) -> str:
    """Write an article in these languages: one as running text, several as aligned rows.

    Everything in it is inside the file: terms link to the list at its end, and only the original
    and the online page are linked outside. ``stylesheet`` is the link to that.
    """
    summary, language = publication.summary, main_language(publication, languages)
    words = publication.words(language)
    html = publication.render(
        "epub/chapter.html",
        stylesheet=stylesheet,
        summary=summary,
        content=publication.content,
        text=_ChapterSentences(publication, languages),
        terms=publication.terms,
        site=publication.site,
        origin=render_sentences(publication).origin,
        address=links.absolute(publication.url, links.page(languages, summary)),
        language=language,
        languages=languages,
        own_first=tuple(dict.fromkeys((*languages, *summary.languages))),
        aligned=len(languages) > 1,
        title=title(publication, languages),
        headed=any(part.kind is BlockKind.HEADLINE for part in publication.content.front),
        words=publication.words,
        t=words,
        ui=Html() if words.language == language else xml_lang(words.language),
    )
    known = publication.article.destinations
    return _DECLARATION + in_chapter(html.lstrip(), known, languages, publication.url)


def main_language(publication: Publication, languages: Sequence[str]) -> str:
    """Return the language that a file itself speaks: the source's, if that is in it."""
    source = publication.summary.source
    return source if source in languages else languages[0]


def title(publication: Publication, languages: Sequence[str]) -> str:
    """Join the article's titles in these languages."""
    titles = publication.summary.titles
    return " | ".join(dict.fromkeys(titles[tag].text for tag in languages))


def headings(publication: Publication, languages: Sequence[str]) -> list[tuple[str, str]]:
    """Return the anchor and the text of each heading inside the article."""
    found = []
    for part in publication.content.parts():
        if part.kind is BlockKind.HEADING and part.units and not part.verbatim:
            texts = [" ".join(unit.cells[tag].text for unit in part.units) for tag in languages]
            found.append((f"s-{part.units[0].key}", " | ".join(dict.fromkeys(texts))))
    return found


@dataclass(frozen=True, slots=True)
class RenderedSentences:
    """The sentences of one article in XHTML, which all its files share.

    Attributes:
        origin: where it comes from.
        texts: XHTML of each sentence, by key and language of the page.
        marks: its status mark; empty for the original and what was reviewed.
        opened: the attributes of the element it stands in.
        paragraphs: what goes between the name of an element and its end: all of that.
    """

    origin: Provenance
    texts: Mapping[tuple[str, str], str]
    marks: Mapping[tuple[str, str], str]
    opened: Mapping[tuple[str, str], str]
    paragraphs: Mapping[tuple[str, str], str]


@lru_cache(maxsize=1)
def render_sentences(publication: Publication) -> RenderedSentences:
    """Render every sentence once, for any number of files."""
    listed = frozenset(each.number for each in publication.terms)
    texts, marks, opened, paragraphs = {}, {}, {}, {}
    for part in publication.content.parts():
        for unit in part.units:
            for tag, cell in unit.cells.items():
                place = (unit.key, tag)
                texts[place] = _xhtml(cell.html, listed)
                marks[place] = _mark(publication, tag, cell)
                none = ' class="none"' if cell.missing else ""
                opened[place] = f"{none}{xml_lang(cell.language)}"
                paragraphs[place] = f"{opened[place]}>{texts[place]}{marks[place]}</"
    return RenderedSentences(provenance_of(publication), texts, marks, opened, paragraphs)


class _ChapterSentences:
    """Gives a template the sentences of blocks, as rows of languages or as running text."""

    def __init__(self, publication: Publication, languages: Sequence[str]) -> None:
        self.ready = render_sentences(publication)
        self.words = publication.words(main_language(publication, languages))
        self.languages = languages
        self.source = publication.summary.source
        self.listed = frozenset(each.number for each in publication.terms)

    def rows(self, part: AlignedBlock) -> Html:
        """Return every sentence as a row: a paragraph for each language."""
        rows = (
            f'<div class="u"{_anchor(unit)}>\n{self._in(unit, "p", part)}</div>\n'
            for unit in part.units
        )
        return safe_html("".join(rows))

    def heading(self, part: AlignedBlock) -> Html:
        """Return a block as one heading, in all its languages."""
        if part.verbatim or len(self.languages) == 1:
            return self.prose(part)
        spans = (
            f'<span class="u"{_anchor(unit)}>{self._in(unit, "span", part)}</span>'
            for unit in part.units
        )
        return safe_html("".join(spans))

    def prose(self, part: AlignedBlock) -> Html:
        """Return a block as running text; a status mark stands where a run of it ends."""
        if part.verbatim:
            return self.anchors(part) + self.verbatim(part)
        (language,) = self.languages
        ready = self.ready
        gap = space_between(language)
        out = []
        for unit, following in zip(part.units, (*part.units[1:], None), strict=True):
            place, cell = (unit.key, language), unit.cells[language]
            lead, tail = around(part, unit, self.words, xml_lang)
            out.append(lead)
            about = ready.opened[place] if cell.language != language else ""
            out.append(f"<span{_anchor(unit)}{about}>{ready.texts[place]}</span>")
            if not following or following.cells[language].mark != cell.mark:
                out.append(ready.marks[place])
            out.append(tail)
            if following:
                own = language == self.source and (not cell.mark or cell.language != language)
                out.append(escape(unit.space) if own else gap)
        return safe_html("".join(out))

    def verbatim(self, part: AlignedBlock) -> Html:
        """Return a block that is carried over verbatim."""
        return safe_html(_xhtml(part.verbatim.html, self.listed)) if part.verbatim else Html()

    def anchors(self, part: AlignedBlock) -> Html:
        """Return the anchors of the sentences in a block that is carried over verbatim."""
        return safe_html("".join(f"<span{_anchor(unit)}></span>" for unit in part.units))

    def _in(self, unit: AlignedSentence, element: str, part: AlignedBlock) -> str:
        ready = self.ready
        lead, tail = around(part, unit, self.words, xml_lang)
        places = [(unit.key, tag) for tag in self.languages]
        if not lead and not tail:
            return "".join(f"<{element}{ready.paragraphs[at]}{element}>\n" for at in places)
        return "".join(
            f"<{element}{ready.opened[at]}>{lead}{ready.texts[at]}{ready.marks[at]}{tail}"
            f"</{element}>\n"
            for at in places
        )


def _anchor(unit: AlignedSentence) -> str:
    return f' id="s-{_key(unit.key)}"'


_key = lru_cache(maxsize=512)(escape)  # the same in all of an article's books


def _xhtml(html: str, listed: frozenset[int]) -> str:
    """Turn a sentence's HTML into XML's syntax, its terms linked within the file."""
    if "data-t" in html:
        html = _TERM.sub(lambda match: _term(match, listed), html)
    # Markup's own methods would escape the replacement.
    html = str.replace(html, 'role="doc-noteref"', 'role="doc-noteref" epub:type="noteref"')
    return str.replace(html, "<br>", "<br/>")


def _term(match: re.Match[str], listed: frozenset[int]) -> str:
    number, text = int(match["number"]), match["text"]
    linked = match["link"] and number in listed
    return f'<a class="term" href="#t-{number}">{text}</a>' if linked else text


def _mark(publication: Publication, language: str, cell: Cell) -> str:
    if cell.mark in {"", "reviewed"}:
        return ""
    return _sign(publication.words(language), cell.mark)


@lru_cache(maxsize=256)
def _sign(words: PageWords, mark: str) -> str:
    """Write a status mark."""
    shape, word = words.mark(mark)
    sign = Html(' <small class="st"{}><span aria-hidden="true">{}</span> {}</small>')
    return sign.format(xml_lang(words.language), shape, word)
