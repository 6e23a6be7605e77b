"""Markdown: every sentence above its translations, to be edited, quoted or published elsewhere.

CommonMark 0.31 with GitHub's tables; each sentence has the anchor that it has on the pages.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import unescape
from urllib.parse import quote

from workflow.aligned import Cell, Part, Publication, Scope, Section, unset
from workflow.model import BlockKind
from workflow.site import links
from workflow.site.outputs.shape import begun, states, status
from workflow.site.text import clean

_TAG = re.compile(r"<(/?)([a-z]+)([^>]*)>")
_HREF = re.compile(r' href="([^"]*)"')
#: Characters that mean something anywhere in a line; a backslash before each takes that away.
_ACTIVE = re.compile(r"[\\`*_\[\]<>&~|#$]")
#: Before what means something at the beginning of a line: list markers and underlines of headings.
_OPENING = re.compile(r"^(?:\d{1,9}(?=[.)](?:\s|$))|(?=[-+=]))", re.MULTILINE)
_LINE_END = re.compile("[\r\n\u2028\u2029]+")
_NOT_IN_ADDRESS = re.compile(r"[\s<>\\|]")
_DELIMITERS = {"strong": "**", "em": "*"}


class Markdown:
    """The languages of an aligned page one below the other, under their headings."""

    label = "Markdown"
    media_type = "text/markdown"
    extension = ".md"
    scope = Scope.ALIGNED

    def __call__(self, publication: Publication, languages: Sequence[str]) -> bytes:
        """Front matter and text, in UTF-8."""
        if not begun(publication.summary, languages):
            return b""
        return _Writer(publication, languages).write().encode(errors="replace")


class _Writer:
    """Writes one file."""

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
        """YAML; a JSON string is a YAML string once no separator of lines is in it."""
        publication, summary = self.publication, self.publication.summary
        meta = publication.article.document.metadata
        values = {
            "title": " | ".join(self.titles()),
            "languages": list(self.languages),
            "date": summary.date,
            "author": clean(meta.author),
            "source": links.safe(clean(meta.source_url)),
            "url": links.absolute(publication.url, links.page(self.languages, summary)),
            "rights": clean(meta.rights),
            "review": list(states(publication, self.languages)),
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

    def block(self, part: Part) -> str:
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

    def picture(self, part: Part) -> str:
        """The picture of a caption, or a link to it where it is elsewhere."""
        if part.picture:
            folder = links.page(self.languages, self.publication.summary)
            return f"![](<{links.resolve(part.image, folder)}>)"
        return f"[{self.words('Image')}: {_escape(part.host)}](<{_address(part.image)}>)"

    def item(self, part: Part) -> str:
        """A list item; those of deeper levels are indented under the one before them."""
        marker = f"{part.ordered}. " if part.ordered else "- "
        text = self.inline(part, "\\\n", "\\\n")
        return _prefix("   " * max(part.level - 1, 0), marker + text.replace("\n", "\n   "))

    def table(self, rows: Sequence[Sequence[Part]]) -> str:
        lines = [
            "| " + " | ".join(self.inline(part, "<br>", "<br>") for part in row) + " |"
            for row in rows
        ]
        width = len(rows[0]) if rows else 0
        return "\n".join([*lines[:1], "|" + " --- |" * width, *lines[1:]])

    def inline(self, part: Part, between: str, after: str = " ") -> str:
        """A block's sentences: ``between`` their languages, ``after`` each sentence.

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
        mark = status(self.publication, tag, cell)
        if cell.missing:
            return mark
        text = _text(str(cell.html), breaks)
        return f"{text} {mark}" if mark else text


@lru_cache(maxsize=512)
def _text(html: str, breaks: str) -> str:
    """A sentence's HTML as Markdown. The HTML is of our own making: well nested, few elements."""
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
    text = _LINE_END.sub(" ", unset(unescape(html)))
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


def _anchors(part: Part) -> str:
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
