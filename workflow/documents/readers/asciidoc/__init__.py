"""Read AsciiDoc (``.adoc``) by way of the Markdown that pandoc makes of it."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from workflow.documents.heading_anchors import letters
from workflow.documents.readers import frontmatter, markdown
from workflow.documents.readers.asciidoc.asciidoc_names import BACKSLASH, COMMA, SPACE
from workflow.documents.readers.asciidoc.asciidoc_source import KEPT, TITLE, prepared
from workflow.documents.readers.frontmatter.front_values import FrontMatter, FrontValues
from workflow.documents.readers.known_readers import ASCIIDOC
from workflow.errors import SourceError, install_hint
from workflow.markup import plain
from workflow.model import Block, BlockKind, Markup, MarkupKind, Metadata, say

_OPEN = re.compile(r"(?P<before>[ \t>]*)<div(?P<said>[^>]*)>[ \t]*")
_CLOSE = re.compile(r"[ \t>]*</div>[ \t]*")
_CLASS = re.compile(r'class="([^"]*)"')
_TITLED = re.compile(r'title="([^"]*)"')
_ADMONITION = re.compile(r"note|tip|warning|caution|important")
_OPTIONS = re.compile(r'options="[^"]*\bcollapsible\b')
#: Titles that pandoc gives to boxes that have none.
_USUAL = frozenset({"Note", "Tip", "Warning", "Caution", "Important"})
#: Colons around the outermost box; those inside have fewer.
_COLONS, _FEWEST = 40, 3


def with_boxes(text: str) -> str:
    """Write admonitions and blocks that can be closed as ``:::note Title``, and drop other marks.

    The title of any other block is a paragraph before it.
    """
    lines = text.split("\n")
    opened: list[str] = []
    for number, line in enumerate(lines):
        if match := _OPEN.fullmatch(line):
            mark = _mark(match, len(opened))
            opened.append(mark)
            _caption(lines, number, match["said"])
            lines[number] = match["before"] + (mark and mark + _title(lines, number))
        elif opened and (closed := _CLOSE.fullmatch(line)):
            mark = opened.pop().partition(" ")[0]
            lines[number] = closed[0].partition("<")[0] + mark
    return "\n".join(lines)


def _caption(lines: list[str], number: int, said: str) -> None:
    """Make the title that a picture's own attributes tell its caption, if it has no other."""
    title = _TITLED.search(said)
    if not title or lines[number + 1 : number + 3] != ["", "<figure>"]:
        return
    end = next((n for n in range(number + 3, len(lines)) if lines[n] == "</figure>"), 0)
    if end and "<figcaption>" not in "".join(lines[number:end]):
        lines[end] = f"<figcaption>{title[1]}</figcaption>{lines[end]}"


def _mark(match: re.Match[str], depth: int) -> str:
    """Return the line that opens a box; empty if the division is none."""
    name = _CLASS.search(match["said"])
    kind = name[1].split()[0] if name and name[1].split() else ""
    if _OPTIONS.search(match["said"]):
        kind = "details"
    elif not _ADMONITION.fullmatch(kind):
        return ""
    return f"{':' * max(_FEWEST, _COLONS - depth)} {kind}"


def _title(lines: list[str], number: int) -> str:
    """Move the title of a box behind its mark."""
    inner = lines[number + 1 : number + 8]
    filled = [index for index, line in enumerate(inner) if line.strip(" \t>")]
    if len(filled) < 3 or 'class="title"' not in inner[filled[0]]:
        return ""
    if not _CLOSE.fullmatch(inner[filled[2]]):
        return ""
    title = inner[filled[1]].strip(" \t>")
    for index in filled[:3]:
        lines[number + 1 + index] = re.match(r"[ \t>]*", inner[index])[0]  # type: ignore[index]
    return "" if title in _USUAL else f" {title}"


#: Seconds that pandoc may take; a chapter of a book takes one.
_SECONDS = 120
#: What limits the memory that it may take (the GHC User's Guide, RTS options).
_MEMORY = ("+RTS", "-M3g", "-RTS")
#: How many letters at the beginning of a block are searched to find its line again.
_BEGINNING = 16
#: How much further each of its letters may move the search.
_NEAR = 40
_PLACE = re.compile(r"char (\d+)\s*$")
_WORDS = re.compile(r"[\w][\w ,.'-]*")
#: An address of mail.
_PERSON = re.compile(r"[\w.%+-]+@[\w-]+(?:\.[\w-]+)+")


class AsciidocReader:
    """Reads ``.adoc``: what Asciidoctor would show of a file, without other files."""

    extensions = (".adoc", ".asciidoc")

    def __call__(self, text: str, path: str) -> tuple[tuple[Block, ...], Metadata]:
        """Read a text into blocks and metadata.

        Raises:
            SourceError: pandoc is not installed, or cannot read the text.
        """
        front, text = frontmatter.split(text, path, strict=False)
        source = prepared(text)
        if source.swells:
            raise SourceError(path, say("cannot be read by pandoc"), ASCIIDOC)
        found = FrontValues(source.said).front(path, 1) if source.said else FrontMatter()
        blocks, _ = markdown.MarkdownReader()(_markdown(source.text, path), path)
        placed = list(_named(_placed(blocks, text), source.names))
        if front.metadata.title:
            placed = markdown.retitled(placed, front, path)
        elif placed and not any(block.kind is BlockKind.HEADLINE for block in placed):
            placed = _headed(placed)
        return tuple(placed), frontmatter.completed_by(front, found.metadata)


@cache
def _pandoc() -> Path | None:
    """Return the pandoc that came with the package; one elsewhere may read otherwise."""
    spec = find_spec("pypandoc")
    for place in (spec.submodule_search_locations or ()) if spec else ():
        for name in ("pandoc", "pandoc.exe"):
            if (found := Path(place, "files", name)).is_file():
                return found
    return None


def _markdown(text: str, path: str) -> str:
    """Have pandoc make Markdown of a text; the first line of its title begins with ``#``."""
    if (pandoc := _pandoc()) is None:
        raise SourceError(
            path,
            say("needs a part that is not installed"),
            install_hint("formats"),
        )
    command = [str(pandoc), *_MEMORY, "--sandbox", "--from=asciidoc", "--wrap=none",
               "--to=gfm-alerts+definition_lists", "--shift-heading-level-by=1"]  # fmt: skip
    try:
        done = subprocess.run(  # noqa: S603
            command, input=text.encode(), capture_output=True, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise SourceError(path, say("cannot be read by pandoc"), ASCIIDOC) from None
    if done.returncode:
        place = _PLACE.search(done.stderr.decode(errors="replace"))
        line = text.count("\n", 0, int(place[1])) + 1 if place else 0
        where = f"{path}:{line}" if line else path
        raise SourceError(where, say("cannot be read by pandoc"), ASCIIDOC)
    shown = done.stdout.decode().replace(TITLE, "# ", 1)
    for sign, meant in ((KEPT, ""), (BACKSLASH, "\\"), (COMMA, ","), (SPACE, " ")):
        shown = shown.replace(sign, meant)
    return with_boxes(shown)


def _placed(blocks: tuple[Block, ...], text: str) -> Iterator[Block]:
    """Yield the blocks with the lines of the file on which their first words stand."""
    at, line = 0, 1
    for block in blocks:
        found = _found(plain(block.text, block.markup), text, at)
        line += text.count("\n", at, found)
        at = found
        markup = tuple(map(_mailed, block.markup))
        yield replace(block, line=line, breaks=(), markup=markup)


def _mailed(piece: Markup) -> Markup:
    """Return inline markup whose link to a person says so, which pandoc leaves out."""
    if piece.kind is MarkupKind.LINK and _PERSON.fullmatch(piece.url):
        return replace(piece, url=f"mailto:{piece.url}")
    return piece


def _named(blocks: Iterable[Block], names: Mapping[str, str]) -> Iterator[Block]:
    """Yield the blocks, giving titles their identifiers, which pandoc drops."""
    waiting: dict[str, list[str]] = {}
    for name, title in names.items():
        waiting.setdefault(letters(title), []).append(name)
    for block in blocks:
        titles = block.kind in {BlockKind.HEADING, BlockKind.HEADLINE, BlockKind.BOX_TITLE}
        found = waiting.pop(letters(plain(block.text, block.markup)), ()) if titles else ()
        yield replace(block, anchors=(*block.anchors, *found)) if found else block


def _found(shown: str, text: str, at: int) -> int:
    """Return the place of the first words of a block after ``at``; ``at`` itself if not found."""
    words = _WORDS.search(shown)
    for size in (_BEGINNING, _BEGINNING // 2, _BEGINNING // 4) if words else ():
        said = words[0][:size].rstrip() if words else ""
        # A short text occurs in many places, so it is only searched nearby.
        near = len(text) if len(said) == _BEGINNING else at + _NEAR * (len(said) + 1)
        if (found := text.find(said, at, near)) >= 0:
            return found
    return at


def _headed(blocks: list[Block]) -> list[Block]:
    """Make a heading that the text begins with its headline."""
    first = blocks[0]
    if first.kind is BlockKind.HEADING:
        blocks[0] = replace(first, kind=BlockKind.HEADLINE, level=0)
    return blocks
