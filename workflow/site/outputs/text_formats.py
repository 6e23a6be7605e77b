"""Write aligned pages as plain text and as Markdown, for people who write.

The plain text is for mail, print-outs and small screens. The Markdown is CommonMark 0.31 with
GitHub's tables; each sentence in it has the anchor that it has on the pages.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from workflow.model import BlockKind
from workflow.site import links
from workflow.site.body.aligned_blocks import AlignedBlock, AlignedSentence
from workflow.site.body.block_html import box_heading
from workflow.site.body.destinations import beside_page
from workflow.site.body.embeds import MEDIA
from workflow.site.body.sections import Section
from workflow.site.body.typesetting import clean, safe_url
from workflow.site.outputs.inline_markdown import (
    address,
    bold,
    escaped,
    fenced,
    markdown_formula,
    markdown_text,
    prefixed,
)
from workflow.site.publication import OutputScope, Publication
from workflow.site.theming import labels
from workflow.site.theming.labels import PageWords

#: Numbers of sentences stand in a margin of this width.
_MARGIN = 5
_JSON = json.JSONEncoder(ensure_ascii=False).encode
#: Boxes that GitHub displays as alerts.
_ALERTS = frozenset({"note", "tip", "important", "warning", "caution"})


class PlainText:
    """The languages of an aligned page one below the other, numbered like its sentences."""

    label = labels.label("Plain text")
    media_type = "text/plain"
    extension = ".txt"
    scope = OutputScope.ALIGNED

    def __call__(self, publication: Publication, languages: Sequence[str]) -> bytes:
        """Write UTF-8 with a byte order mark, without which Windows and servers guess."""
        if not publication.summary.begun(languages):
            return b""
        blocks = [*_head(publication, languages), *_body(publication, languages)]
        return ("\n\n".join(blocks) + "\n").encode("utf-8-sig", "replace")


def _head(publication: Publication, languages: Sequence[str]) -> Iterator[str]:
    summary, meta = publication.summary, publication.article.document.metadata
    yield "\n".join(dict.fromkeys(summary.titles[tag].text for tag in languages))
    known = (
        clean(meta.author),
        labels.date(summary.date, summary.source),
        publication.site,
        links.absolute(publication.url, links.page(languages, summary)),
        *publication.states(languages),
    )
    yield "\n".join(filter(None, known))


def _body(publication: Publication, languages: Sequence[str]) -> Iterator[str]:
    words = publication.words(languages[0])
    for part in publication.content.front:
        yield from _block(publication, part, languages)
    yield from _sections(publication, publication.content.body, languages, words)


def _sections(
    publication: Publication,
    sections: Sequence[Section],
    languages: Sequence[str],
    words: PageWords,
) -> Iterator[str]:
    for section in sections:
        if section.kind != "box":
            for part in section.parts:
                yield from _block(publication, part, languages)
            continue
        if heading := box_heading(section):
            yield _hang("", f"[{words(heading)}]")
        if section.title:
            yield from _block(publication, section.title, languages)
        yield from _sections(publication, section.sections, languages, words)


def _block(publication: Publication, part: AlignedBlock, languages: Sequence[str]) -> Iterator[str]:
    if part.after_break:
        yield _hang("", "* * *")
    if part.kind is BlockKind.EMBED:
        words = publication.words(languages[0])
        yield _hang("", f"[{words(MEDIA[part.medium])}{part.image and f': {part.image}'}]")
    if part.verbatim:
        text = part.verbatim.text
        yield from [_hang("", text)] if text or part.kind is not BlockKind.EMBED else []
    else:
        for unit in part.units:
            yield "\n".join(_lines(publication, unit, languages))


def _lines(
    publication: Publication, unit: AlignedSentence, languages: Sequence[str]
) -> Iterator[str]:
    shown = _shown(publication)
    yield _hang(str(unit.number), shown[unit.key, languages[0]])
    for tag in languages[1:]:
        yield _hang("", shown[unit.key, tag])


@lru_cache(maxsize=1)
def _shown(publication: Publication) -> Mapping[tuple[str, str], str]:
    """Return each sentence in each language, with its status, once for all files."""
    found: dict[tuple[str, str], str] = {}
    for part in publication.content.parts():
        for unit in part.units:
            sign = _sign(part) if unit is part.units[0] else ""
            for tag, cell in unit.cells.items():
                text, status = "" if cell.missing else cell.text, publication.status(tag, cell)
                text = f"{sign} {text}" if sign and text else text
                found[unit.key, tag] = f"{text}  {status}" if text and status else text or status
    return found


def _sign(part: AlignedBlock) -> str:
    """Return the prefix of a block: a task's box, a footnote's number; usually empty."""
    if part.footnote:
        return f"[{clean(part.footnote.number)}]"
    return "" if part.checked is None else ("[x]" if part.checked else "[ ]")


@lru_cache(maxsize=512)  # several files of an article have the same line
def _hang(number: str, text: str) -> str:
    indent = "\n" + " " * _MARGIN
    return f"{number:>{_MARGIN - 2}}  {indent.join(text.splitlines())}"


class Markdown:
    """The languages of an aligned page one below the other, under their headings."""

    label = "Markdown"
    media_type = "text/markdown"
    extension = ".md"
    scope = OutputScope.ALIGNED

    def __call__(self, publication: Publication, languages: Sequence[str]) -> bytes:
        """Write front matter and text, in UTF-8."""
        if not publication.summary.begun(languages):
            return b""
        text = _MarkdownWriter(publication, languages).write()
        summary, known = publication.summary, publication.article.destinations
        text = beside_page(text, known, summary, languages, publication.url)
        return text.encode(errors="replace")


class _MarkdownWriter:
    """Writes one Markdown file."""

    def __init__(self, publication: Publication, languages: Sequence[str]) -> None:
        self.publication = publication
        self.languages = languages
        self.words = publication.words(languages[0])
        self.written = _written(publication)

    def write(self) -> str:
        content = self.publication.content
        blocks = [self.front_matter()]
        if not any(part.kind is BlockKind.HEADLINE for part in content.front):
            blocks.append("# " + " | ".join(escaped(title) for title in self.titles()))
        blocks += map(self.block, content.front)
        for section in content.body:
            blocks += self.section(section)
        return "\n\n".join(blocks) + "\n"

    def titles(self) -> Sequence[str]:
        titles = self.publication.summary.titles
        return tuple(dict.fromkeys(titles[tag].text for tag in self.languages))

    def front_matter(self) -> str:
        """Write YAML. A JSON string is a YAML string once no separator of lines is in it."""
        publication, summary = self.publication, self.publication.summary
        meta = publication.article.document.metadata
        values = {
            "title": " | ".join(self.titles()),
            "languages": list(self.languages),
            "date": summary.date,
            "updated": max((summary.modified.get(tag, "") for tag in self.languages), default=""),
            "author": clean(meta.author),
            "tags": [clean(tag) for tag in meta.tags],
            "section": clean(meta.section),
            "source": safe_url(clean(meta.source_url)),
            "url": links.absolute(publication.url, links.page(self.languages, summary)),
            "rights": clean(meta.rights),
            "review": list(publication.states(self.languages)),
        }
        lines = [f"{name}: {_yaml(value)}" for name, value in values.items() if value]
        return "\n".join(["---", *lines, "---"])

    def section(self, section: Section) -> Iterator[str]:
        match section.kind:
            case "table":
                yield self.table(section.rows)
            case "list":
                yield "\n".join(map(self.item, section.parts))
            case "box":
                yield self.box(section)
            case "definitions":
                yield from map(self.defined, section.parts)
            case "quote":
                yield "\n>\n".join(
                    prefixed("> " * max(1, part.level), self.block(part)) for part in section.parts
                )
            case _:
                yield from map(self.block, section.parts)

    def box(self, section: Section) -> str:
        """Write a box as a quotation, with the mark that GitHub knows if it knows the kind."""
        kind = section.box.kind if section.box else ""
        heading = box_heading(section)
        first = [f"[!{kind.upper()}]"] if kind in _ALERTS and heading else []
        if heading and not first:
            first = [f"**{escaped(self.words(heading))}**"]
        if section.title:
            first.append(self.strong(section.title))
        inner = [block for each in section.sections for block in self.section(each)]
        head = "\n".join(first)
        return prefixed("> ", "\n\n".join(filter(None, (head, *inner))))

    def strong(self, part: AlignedBlock) -> str:
        """Write a block in bold, one language a line."""
        lines = self.inline(part, "\\\n", "\\\n").split("\\\n")
        return "\\\n".join(bold(line) for line in lines)

    def defined(self, part: AlignedBlock) -> str:
        """Write a term in bold, and its definition as a list item."""
        if part.kind is BlockKind.TERM:
            return self.strong(part)
        return "- " + self.inline(part, "\\\n", "\\\n").replace("\n", "\n  ")

    def block(self, part: AlignedBlock) -> str:
        text = self.unnoted(part)
        if not part.footnote:
            return f"***\n\n{text}" if part.after_break else text
        label = part.footnote.anchor.removeprefix("fn-")
        return f"[^{label}]: " + prefixed("    ", text).lstrip()

    def unnoted(self, part: AlignedBlock) -> str:
        """Write a block without the number of its footnote."""
        match part.kind:
            case BlockKind.HEADLINE:
                return "# " + self.inline(part, " | ")
            case BlockKind.HEADING:
                return "#" * min(max(part.level, 2), 6) + " " + self.inline(part, " | ")
            case BlockKind.CODE if part.verbatim:
                return f"{_anchors(part)}\n\n{fenced(part.verbatim.text)}".lstrip()
            case BlockKind.FORMULA if part.verbatim:
                return markdown_formula(str(part.verbatim.html))
            case BlockKind.EMBED | BlockKind.CAPTION:
                text = self.inline(part, "\\\n", "\n\n")
                return "\n\n".join(filter(None, (self.shown(part), text)))
            case _:
                return self.inline(part, "\\\n", "\n\n")

    def shown(self, part: AlignedBlock) -> str:
        """Show a caption's picture, or link to it where it is elsewhere, and to an embed."""
        if part.picture:
            folder = links.page(self.languages, self.publication.summary)
            return f"![](<{links.resolve(part.image, folder)}>)"
        if not part.image:
            return self.words(MEDIA[part.medium]) if part.medium else ""
        name = self.words(MEDIA[part.medium or "image"])
        return f"[{name}: {escaped(part.host)}](<{address(part.image)}>)"

    def item(self, part: AlignedBlock) -> str:
        """Write a list item, indented under the previous one if its level is deeper."""
        if part.footnote:
            return self.block(part)
        marker = f"{part.ordered}. " if part.ordered else "- "
        if part.checked is not None:
            marker += "[x] " if part.checked else "[ ] "
        text = self.inline(part, "\\\n", "\\\n")
        return prefixed("   " * max(part.level - 1, 0), marker + text.replace("\n", "\n   "))

    def table(self, rows: Sequence[Sequence[AlignedBlock]]) -> str:
        lines = [
            "| " + " | ".join(self.inline(part, "<br>", "<br>") for part in row) + " |"
            for row in rows
        ]
        width = len(rows[0]) if rows else 0
        return "\n".join([*lines[:1], "|" + " --- |" * width, *lines[1:]])

    def inline(self, part: AlignedBlock, between: str, after: str = " ") -> str:
        """Write a block's sentences: ``between`` their languages, ``after`` each sentence.

        Where a line must not end, ``between`` is no line break and none comes from the text.
        """
        breaks = between if "\n" in between else "<br>"
        if part.verbatim:
            return _anchors(part) + markdown_text(str(part.verbatim.html), breaks)
        return after.join(
            f'<a id="s-{unit.key}"></a>'
            + between.join(self.sentence(unit, tag, breaks) for tag in self.languages)
            for unit in part.units
        )

    def sentence(self, unit: AlignedSentence, tag: str, breaks: str) -> str:
        """Write a sentence in a language, with its status, or take it from another file."""
        known = self.written.get((unit.key, tag, breaks))
        if known is None:
            cell = unit.cells[tag]
            mark = self.publication.status(tag, cell)
            text = "" if cell.missing else markdown_text(cell.html, breaks) + " " * bool(mark)
            known = text + mark
            self.written[unit.key, tag, breaks] = known
        return known


@lru_cache(maxsize=1)
def _written(_: Publication) -> dict[tuple[str, str, str], str]:
    """Return what is written of an article so far: its sentences, by key, language and breaks."""
    return {}


def _anchors(part: AlignedBlock) -> str:
    return "".join(f'<a id="s-{unit.key}"></a>' for unit in part.units)


def _yaml(value: object) -> str:
    return _JSON(value).replace("\u2028", " ").replace("\u2029", " ")
