"""Take the cells of a Jupyter notebook out of its JSON, with the lines on which they stand."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest

from workflow.documents.readers.decoding import clean

#: The first line of a cell of code that is shown as Markdown (a cell magic of IPython).
_SHOWN_AS_TEXT = re.compile(r"%%markdown[ \t]*")
#: A line of code that Colab shows as words: the title of a form, or Markdown in it.
_IN_FORM = re.compile(
    r"(?P<before>[ \t]*#[ \t]?@(?:title|markdown)[ \t]+)"
    r"(?P<words>[^\s{][^\n]*?)(?P<behind>[ \t]*(?:\{[^{}\n]*\}[ \t]*)?)"
)
#: Letters in which the next line of a cell is looked for, to tell its line.
_NEAR = 20_000


@dataclass(frozen=True, slots=True)
class NotebookCell:
    """A cell of a notebook, of version 3 or 4.

    Attributes:
        kind: ``markdown``, ``code`` …
        lines: of its source, without their ends.
        at: the line of the file on which each of them stands.
        level: of a heading in old notebooks.
        attached: the names of pictures that it brings along.
        magic: the line above the source that says it is Markdown, in a cell of code.
        printed: the Markdown that its code has put out.
    """

    kind: str
    lines: tuple[str, ...]
    at: tuple[int, ...]
    level: int = 0
    attached: frozenset[str] = frozenset()
    magic: str = ""
    printed: tuple[str, ...] = ()

    @property
    def is_text(self) -> bool:
        """Whether people read it as text: Markdown, or a heading."""
        return self.kind in {"markdown", "heading"} or bool(self.magic)

    @property
    def words(self) -> str:
        """The source of the cell as Markdown, or as code."""
        return "#" * self.level + " " * bool(self.level) + "\n".join(self.lines)

    @property
    def form(self) -> tuple[int, ...]:
        """The lines that Colab shows as words above code; -1 if they are separated.

        >>> NotebookCell("code", ("#@title Tides {run: 'auto'}", "x", "#@markdown *May*"), ()).form
        (0, -1, 2)
        """
        found: list[int] = []
        for number, line in enumerate(self.lines if self.kind == "code" and not self.magic else ()):
            if _IN_FORM.fullmatch(line):
                titled = found and "@title" in self.lines[found[-1]]
                found += [-1] if found and (titled or number != found[-1] + 1) else []
                found.append(number)
        return tuple(found)

    @property
    def shown(self) -> NotebookCell:
        """The readable text of a cell, as Markdown: the cell itself, or its form."""
        if self.is_text:
            return self
        form = self.form
        lines = tuple(_words_in_form(self.lines[each]) if each >= 0 else "" for each in form)
        at = tuple(self.at[max(0, each)] for each in form) if self.at else ()
        return NotebookCell("markdown", lines, at)

    def with_shown(self, words: str) -> str:
        """Return the source of the cell with other words; empty if they do not fit."""
        if self.is_text:
            words = words.removeprefix("#" * self.level + " " * bool(self.level))
            return f"{self.magic}\n{words}" if self.magic else words
        done: list[str | None] = [*self.lines]
        parts = [[*each] for parted, each in groupby(self.form, (-1).__eq__) if not parted]
        said = words.split("\n\n")
        if len(said) != len(parts):
            return ""
        for numbers, text in zip(parts, said, strict=True):
            for number, line in zip_longest(numbers, text.split("\n")):
                match = _IN_FORM.fullmatch(self.lines[numbers[-1] if number is None else number])
                written = f"{match['before']}{line}{match['behind']}" if match and line else None
                if number is not None:
                    done[number] = written
                elif written:
                    done[numbers[-1]] = f"{done[numbers[-1]]}\n{written}"
        return "\n".join(line for line in done if line is not None)


def _words_in_form(line: str) -> str:
    match = _IN_FORM.fullmatch(line)
    return match["words"] if match else ""


def cells_of(notebook: Mapping[str, object], text: str) -> Iterator[NotebookCell]:
    """Yield the cells of a notebook; those of version 3 are in worksheets."""
    sheets = items(notebook.get("worksheets"))
    cells = items(notebook.get("cells"))
    for sheet in sheets:
        cells = [*cells, *items(mapping(sheet).get("cells"))]
    places = _Places(text)
    for each in cells:
        cell = mapping(each)
        source = cell.get("source", cell.get("input", ""))
        written = source.splitlines(keepends=True) if isinstance(source, str) else items(source)
        pieces = [piece for piece in written if isinstance(piece, str)]
        whole = isinstance(source, str)
        at = [places.of(source)] * len(pieces) if whole else [places.of(each) for each in pieces]
        lines, numbers = _split(pieces, at)
        level = cell.get("level")
        is_code = cell.get("cell_type") == "code"
        magic = lines[0] if is_code and lines and _SHOWN_AS_TEXT.fullmatch(lines[0]) else ""
        yield NotebookCell(
            str(cell.get("cell_type", "")),
            lines[bool(magic) :],
            numbers[bool(magic) :],
            min(6, max(1, level)) if cell.get("cell_type") == "heading" and isinstance(level, int)
            else 0,
            frozenset(mapping(cell.get("attachments"))),
            magic,
            tuple(_printed(cell)),
        )  # fmt: skip


def _printed(cell: Mapping[str, object]) -> Iterator[str]:
    """Yield the Markdown among what the code of a cell has put out."""
    for output in items(cell.get("outputs")):
        said = mapping(mapping(output).get("data")).get("text/markdown")
        pieces = [said] if isinstance(said, str) else items(said)
        text = clean("".join(piece for piece in pieces if isinstance(piece, str)))
        if any(map(str.isalpha, text)):
            yield " ".join(text.split())


def _split(pieces: Sequence[str], at: Sequence[int]) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Split the text of a cell into lines, each with its line number in the file."""
    lines: list[str] = []
    numbers: list[int] = []
    ended = True
    for piece, number in zip(pieces, at, strict=True):
        for line in clean(piece).split("\n"):
            if ended:
                lines.append(line)
                numbers.append(number)
            else:
                lines[-1] += line
            ended = True
        ended = piece.endswith("\n")
        if ended:
            lines.pop()
            numbers.pop()
    return tuple(lines), tuple(numbers)


class _Places:
    """Finds the lines of the file on which the pieces of the cells stand, in their order."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._end = 0
        self._line = 1
        self._lost = False

    def of(self, piece: object) -> int:
        """Return the line of the next piece; the current line if it is not found."""
        if self._lost or not isinstance(piece, str) or not piece:
            return self._line
        for ascii_only in (False, True):
            written = json.dumps(piece[:200], ensure_ascii=ascii_only)[1:-1]
            near = self._text.find(f'"{written}', self._end, self._end + _NEAR)
            far = near < 0 and piece.strip()
            found = self._text.find(f'"{written}', self._end) if far else near
            if found >= 0:
                self._line += self._text.count("\n", self._end, found)
                self._end = found + len(written)
                return self._line
        self._lost = bool(piece.strip())
        return self._line


def mapping(value: object) -> Mapping[str, object]:
    """Return a table of the JSON; an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def items(value: object) -> Sequence[object]:
    """Return a list of the JSON; an empty one for anything else."""
    return value if isinstance(value, list) else ()
