"""For people who write: aligned pages as plain text and as Markdown.

The plain text is for mail, print-outs and small screens. The Markdown is CommonMark 0.31 with
GitHub's tables; each sentence in it has the anchor that it has on the pages.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import unescape
from urllib.parse import quote

from workflow.languages.characters import LINE_BREAK
from workflow.model import BlockKind
from workflow.site import labels, links
from workflow.site.content import AlignedBlock, AlignedSentence, Cell, Section
from workflow.site.publication import OutputScope, Publication
from workflow.site.typesetting import clean, safe_url, without_typography

#: Numbers of sentences stand in a margin of this width.
_MARGIN = 5
_TAG = re.compile(r"<(/?)([a-z]+)([^>]*)>")
_HREF = re.compile(r' href="([^"]*)"')
#: Characters that mean something anywhere in a line; a backslash before each takes that away.
_ACTIVE = re.compile(r"[\\`*_\[\]<>&~|#$]")
#: Before what means something at the beginning of a line: list markers and underlines of headings.
_OPENING = re.compile(r"^(?:\d{1,9}(?=[.)](?:\s|$))|(?=[-+=]))", re.MULTILINE)
_NOT_IN_ADDRESS = re.compile(r"[\s<>\\|]")
_DELIMITERS = {"strong": "**", "em": "*"}


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
    for part in publication.content.parts():
        if part.verbatim:
            yield _hang("", part.verbatim.text)
        else:
            for unit in part.units:
                yield "\n".join(_lines(publication, unit, languages))


def _lines(
    publication: Publication, unit: AlignedSentence, languages: Sequence[str]
) -> Iterator[str]:
    for place, tag in enumerate(languages):
        cell = unit.cells[tag]
        text = "" if cell.missing else cell.text
        shown = "  ".join(filter(None, (text, publication.status(tag, cell))))
        yield _hang("" if place else str(unit.number), shown)


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
        return _MarkdownWriter(publication, languages).write().encode(errors="replace")


class _MarkdownWriter:
    """Writes one Markdown file."""

    def __init__(self, publication: Publication, languages: Sequence[str]) -> None:
        self.publication = publication
        self.languages = languages
        self.words = publication.words(languages[0])

    def write(self) -> str:
        content = self.publication.content
        blocks = [self.front_matter()]
        if not any(part.kind is BlockKind.HEADLINE for part in content.front):
            blocks.append("# " + " | ".join(_escape(title) for title in self.titles()))
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
            "updated": summary.updated,
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
            case "quote":
                yield "\n>\n".join(
                    _prefix("> " * max(1, part.level), self.block(part)) for part in section.parts
                )
            case _:
                yield from map(self.block, section.parts)

    def block(self, part: AlignedBlock) -> str:
        match part.kind:
            case BlockKind.HEADLINE:
                return "# " + self.inline(part, " | ")
            case BlockKind.HEADING:
                return "#" * min(max(part.level, 2), 6) + " " + self.inline(part, " | ")
            case BlockKind.CODE if part.verbatim:
                return f"{_anchors(part)}\n\n{_fenced(part.verbatim.text)}".lstrip()
            case BlockKind.CAPTION if part.image:
                text = self.inline(part, "\\\n", "\n\n")
                return "\n\n".join(filter(None, (self.picture(part), text)))
            case _:
                return self.inline(part, "\\\n", "\n\n")

    def picture(self, part: AlignedBlock) -> str:
        """Show a caption's picture, or link to it where it is elsewhere."""
        if part.picture:
            folder = links.page(self.languages, self.publication.summary)
            return f"![](<{links.resolve(part.image, folder)}>)"
        return f"[{self.words('Image')}: {_escape(part.host)}](<{_address(part.image)}>)"

    def item(self, part: AlignedBlock) -> str:
        """Write a list item, indented under the one before it if its level is deeper."""
        marker = f"{part.ordered}. " if part.ordered else "- "
        text = self.inline(part, "\\\n", "\\\n")
        return _prefix("   " * max(part.level - 1, 0), marker + text.replace("\n", "\n   "))

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
            return _anchors(part) + _text(str(part.verbatim.html), breaks)
        return after.join(
            f'<a id="s-{unit.key}"></a>'
            + between.join(self.cell(unit.cells[tag], tag, breaks) for tag in self.languages)
            for unit in part.units
        )

    def cell(self, cell: Cell, tag: str, breaks: str) -> str:
        mark = self.publication.status(tag, cell)
        if cell.missing:
            return mark
        text = _text(str(cell.html), breaks)
        return f"{text} {mark}" if mark else text


@lru_cache(maxsize=512)
def _text(html: str, breaks: str) -> str:
    """Turn a sentence's HTML into Markdown. The HTML is our own: well nested, few elements."""
    frames: list[list[str]] = [[]]
    opened: list[tuple[str, str]] = []
    end = 0
    for match in _TAG.finditer(html):
        _run(frames, opened, html[end : match.start()])
        end = match.end()
        closing, element, attributes = match.groups()
        if element == "br":
            frames[-1].append(breaks)
        elif closing:
            element, attributes = opened.pop()
            inner = "".join(frames.pop())
            frames[-1].append(_wrap(element, attributes, inner, "".join(frames[-1])[-1:]))
        else:
            opened.append((element, attributes))
            frames.append([])
    _run(frames, opened, html[end:])
    return _OPENING.sub(r"\g<0>\\", "".join(frames[0]).strip())


def _run(frames: list[list[str]], opened: Sequence[tuple[str, str]], html: str) -> None:
    text = LINE_BREAK.sub(" ", without_typography(unescape(html)))
    frames[-1].append(text if opened and opened[-1][0] == "code" else _escape(text))


def _wrap(element: str, attributes: str, inner: str, before: str) -> str:
    if not inner:
        return ""
    if element == "code":
        plain = "`" not in inner and inner.strip() == inner and "|" not in inner
        return f"`{inner}`" if plain else f"<code>{_escape(inner)}</code>"
    if element == "a" and 'class="term"' not in attributes and (href := _HREF.search(attributes)):
        return f"[{inner}](<{_address(unescape(href[1]))}>)"
    if mark := _DELIMITERS.get(element):
        # Beside punctuation and other marks, CommonMark does not take them for emphasis (6.2).
        safe = inner[0].isalnum() and inner[-1].isalnum() and before != "*"
        return f"{mark}{inner}{mark}" if safe else f"<{element}>{inner}</{element}>"
    return f"<{element}>{inner}</{element}>" if element in {"s", "sup", "sub"} else inner


def _anchors(part: AlignedBlock) -> str:
    return "".join(f'<a id="s-{unit.key}"></a>' for unit in part.units)


def _fenced(text: str) -> str:
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
    return f"{fence}\n{text}\n{fence}"


def _prefix(prefix: str, text: str) -> str:
    return "\n".join(f"{prefix}{line}".rstrip() for line in text.split("\n"))


def _escape(text: str) -> str:
    return _ACTIVE.sub(r"\\\g<0>", text)


def _address(url: str) -> str:
    return _NOT_IN_ADDRESS.sub(lambda match: quote(match[0]), url)


def _yaml(value: object) -> str:
    return json.dumps(value, ensure_ascii=False).replace("\u2028", " ").replace("\u2029", " ")
