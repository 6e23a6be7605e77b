"""Read Jupyter notebooks (``.ipynb``): the Markdown of their cells, and code as code."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from urllib.parse import unquote

from workflow.documents.pictures import SCHEME, part_address
from workflow.documents.readers import frontmatter, markdown
from workflow.documents.readers.block_text import code_block, exchanged, plain_block
from workflow.documents.readers.decoding import clean, decode
from workflow.documents.readers.frontmatter.front_values import FrontMatter
from workflow.documents.readers.markdown.markdown_writing import written
from workflow.documents.readers.notebook.notebook_cells import (
    NotebookCell,
    cells_of,
    items,
    mapping,
)
from workflow.documents.readers.notebook.notebook_source import (
    conditions_of,
    in_utf8,
    source_spans,
    source_value,
    title_span,
)
from workflow.errors import SourceError
from workflow.markup import plain
from workflow.model import (
    Block,
    BlockKind,
    Box,
    Condition,
    Markup,
    MarkupKind,
    Metadata,
    PassedOver,
    say,
)
from workflow.parsers import plainly

_FENCED = re.compile(r"\s*---[ \t]*\n.*?\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_FIRST_TITLE = (BlockKind.HEADING, 1)


class NotebookReader:
    """Reads ``.ipynb`` of versions 3 and 4: what people wrote, without the output."""

    extensions = (".ipynb",)
    media_types: Mapping[str, str] = {".ipynb": "application/x-ipynb+json"}

    def __call__(self, text: str, path: str) -> tuple[tuple[Block, ...], Metadata]:
        """Read the cells in their order.

        Raises:
            SourceError: it is no notebook, or something in it is nested too deeply.
        """
        notebook = _notebook(text, path)
        metadata = mapping(notebook.get("metadata"))
        language = _language(metadata)
        front = FrontMatter()
        held: tuple[Condition, ...] = ()
        printed: list[PassedOver] = []
        parts = _Parts()
        for number, cell in enumerate(cells_of(notebook, text)):
            words = cell.words
            if number == 0 and cell.kind in {"raw", "markdown"} and _FENCED.match(words):
                front, words = frontmatter.split(words, path)
            if number == 0:
                line = cell.at[0] if cell.at else 1
                held = conditions_of(metadata, words if cell.is_text else "", line)
            shown = cell.shown
            placed = _placed(markdown.body(words if cell.is_text else shown.words, path), shown)
            parts.add([_with_picture(each, cell, number, path) for each in placed])
            line = cell.at[0] if cell.at else 1
            if not cell.is_text and words.strip():
                parts.add([code_block(words, line, language if cell.kind == "code" else "")])
            printed += (PassedOver(each, line) for each in cell.printed)
        found = replace(_said(metadata), conditions=held)
        said = replace(frontmatter.completed_by(front, found), passed_over=tuple(printed))
        return tuple(_titled(parts.blocks, said.title)), said

    def rewrite(
        self, data: bytes, path: str, texts: Sequence[str | None], language: str, note: str
    ) -> tuple[bytes, Sequence[int]]:
        """Write the notebook with translated cells and title; all else stays, byte for byte.

        Raises:
            SourceError: as for reading.
        """
        text, encoding = in_utf8(data, path)
        notebook = _notebook(text, path)
        blocks, said = self(decode(data, path), path)
        at = 1 if said.title else 0
        spans = source_spans(text)
        cells = list(cells_of(notebook, text))
        if len(spans) != len(cells):
            return data, [n for n, each in enumerate(texts) if each is not None]
        changes: list[tuple[int, int, str]] = []
        lost: list[int] = []
        if at and (title := texts[0]) not in (None, blocks[0].text):
            span = title_span(text)
            if said.title == _said(mapping(notebook.get("metadata"))).title and any(span):
                changes.append((*span, source_value(text[slice(*span)], plain(title))))
            else:  # it stands in front matter, which stays
                lost = [0]
        for number, (cell, span) in enumerate(zip(cells, spans, strict=True)):
            head, rest = _without_front(cell, path) if number == 0 else ("", cell.words)
            words = rest if cell.is_text else cell.shown.words
            own = markdown.body(words, path)
            done, missed = written(words, own, texts[at : at + len(own)], partial(_body, path))
            if done != words and (source := cell.with_shown(head + done if cell.is_text else done)):
                changes.append((*span, source_value(text[slice(*span)], source)))
            elif done != words:
                missed = [*range(len(own))]
            lost += [at + each for each in missed]
            at += len(own) + (not cell.is_text and bool(rest.strip()))
        return encoding + exchanged(text, sorted(changes)).encode(), sorted(lost)


def _body(path: str, text: str) -> Sequence[Block]:
    return markdown.body(text, path)


def _without_front(cell: NotebookCell, path: str) -> tuple[str, str]:
    """Separate the front matter from the first cell."""
    words = cell.words
    if cell.kind not in {"raw", "markdown"} or not _FENCED.match(words):
        return "", words
    rest = frontmatter.split(words, path)[1].lstrip("\n")
    return words[: len(words) - len(rest)], rest


def _notebook(text: str, path: str) -> Mapping[str, object]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        what = say("is not valid JSON ({reason})", reason=plainly(getattr(error, "msg", error)))
        raise SourceError(f"{path}:{line}", what, _HINT) from None
    if not isinstance(found, dict) or not ({"cells", "worksheets"} & found.keys()):
        raise SourceError(path, say("is no notebook"), _HINT)
    return found


_HINT = say("Save it again in Jupyter.")


def _placed(blocks: Sequence[Block], cell: NotebookCell) -> list[Block]:
    """Return the blocks of a cell with the lines of the file."""

    def line(number: int) -> int:
        return cell.at[min(max(number, 1), len(cell.at)) - 1] if cell.at else 1

    return [
        replace(block, line=line(block.line),
                breaks=block.breaks if _are_next(cell.at) else ())
        for block in blocks
    ]  # fmt: skip


def _with_picture(block: Block, cell: NotebookCell, number: int, path: str) -> Block:
    """Return a block with the address of a picture attached to its cell."""
    name = unquote(block.url.removeprefix(SCHEME)) if block.url.startswith(SCHEME) else ""
    if name not in cell.attached:
        return block
    return replace(block, url=part_address(path, f"{number}/{name}"))


def _are_next(at: Sequence[int]) -> bool:
    return all(number == at[0] + place for place, number in enumerate(at))


class _Parts:
    """Collects the blocks of all cells; groups, boxes and footnotes are numbered across cells."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._groups = self._boxes = self._notes = 0

    def add(self, blocks: Sequence[Block]) -> None:
        """Add the blocks of a cell."""
        notes = max((int(each.footnote) for each in blocks if each.footnote.isdecimal()), default=0)
        groups = max((each.group for each in blocks), default=0)
        boxes = max((each.box.number for each in blocks if each.box), default=0)
        self.blocks += map(self._numbered, blocks)
        self._groups += groups
        self._boxes += boxes
        self._notes += notes

    def _numbered(self, block: Block) -> Block:
        note = self._note(block.footnote)
        return replace(
            block,
            group=block.group + self._groups if block.group else 0,
            box=self._box(block.box),
            footnote=note,
            ordered=int(note) if note.isdecimal() and block.ordered else block.ordered,
            markup=tuple(map(self._marked, block.markup)),
        )

    def _box(self, box: Box | None) -> Box | None:
        return box and Box(box.number + self._boxes, box.kind, self._box(box.outer))

    def _note(self, number: str) -> str:
        return str(int(number) + self._notes) if number.isdecimal() else number

    def _marked(self, item: Markup) -> Markup:
        if item.kind is not MarkupKind.FOOTNOTE:
            return item
        return replace(item, text=self._note(item.text))


def _titled(blocks: list[Block], title: str) -> list[Block]:
    """Make the first title the headline, unless the metadata of the notebook has a title."""
    first = (n for n, each in enumerate(blocks) if (each.kind, each.level) == _FIRST_TITLE)
    if not title and (place := next(first, None)) is not None:
        blocks[place] = replace(blocks[place], kind=BlockKind.HEADLINE, level=0)
    elif title:
        return [plain_block(Block(BlockKind.HEADLINE, "", 1), title), *blocks]
    return blocks


def _said(metadata: Mapping[str, object]) -> Metadata:
    """Return what a notebook says about itself."""
    title, date = metadata.get("title"), metadata.get("date")
    names = (mapping(author).get("name") for author in items(metadata.get("authors")))
    authors = tuple(name for name in names if isinstance(name, str))
    return Metadata(
        title=clean(title).strip() if isinstance(title, str) else "",
        date=date if isinstance(date, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", date) else "",
        author=", ".join(authors),
        authors=authors,
    )


def _language(metadata: Mapping[str, object]) -> str:
    """Return the programming language of the code cells."""
    for key, name in (("language_info", "name"), ("kernelspec", "language")):
        if isinstance(found := mapping(metadata.get(key)).get(name), str):
            return found.lower()
    return ""
