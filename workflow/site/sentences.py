"""The sentences of a block as pages show them: as rows of languages, or as running text.

They are most of a page, so they are put together here and not sentence by sentence in a template.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from markupsafe import Markup as Html
from markupsafe import escape

from workflow.aligned import NOTHING, Cell, Part, Unit
from workflow.languages import space_between
from workflow.model import BlockKind, Entry
from workflow.site.environment import lang
from workflow.site.labels import Labels, label
from workflow.site.text import ended, long, phrased

_LINK = label("Link to sentence {n}")
_CHANGE = label("What changed in the source")
#: What is set as display type.
_DISPLAY = frozenset({BlockKind.HEADLINE, BlockKind.DECK})


class Sentences:
    """Gives a page the sentences of blocks.

    Args:
        languages: of the page, one for running text.
        source: the language the article was written in.
        words: the words around the text.
        edit: the address that opens an entry in an editor; empty in a public build.
    """

    def __init__(
        self,
        languages: Sequence[str],
        source: str,
        words: Labels,
        edit: Callable[[Entry | None], str],
    ) -> None:
        self._languages = languages
        self._source = source
        self._words = words
        self._edit = edit

    def rows(self, part: Part, ui: Html, role: Html | str = "") -> Html:
        """Every sentence as a row: its number and a paragraph for each language.

        Where one language is shown, rows become running text: so there is no space in them but the
        one that parts two sentences in that language.

        Args:
            part: not one that is carried over as it is.
            ui: the ``lang`` attribute of the words around the text, where they need one.
            role: a further attribute of the paragraphs.
        """
        return _html(piece for unit in part.units for piece in self._row(part, unit, ui, role))

    def long(self, part: Part) -> bool:
        """Whether a block is a headline that is long in one of the languages."""
        texts = (unit.cells[tag].text for unit in part.units for tag in self._languages)
        return part.kind is BlockKind.HEADLINE and any(map(long, texts))

    def _row(self, part: Part, unit: Unit, ui: Html, role: Html | str) -> Iterator[str]:
        key = escape(unit.key)
        name = escape(self._words(_LINK, n=unit.number))
        yield (
            f'<div class="u" id="s-{key}">'
            f'<a class="no ui" href="#s-{key}" aria-label="{name}"{ui}>{unit.number or "¶"}</a>'
        )
        # In a stylesheet, browsers disagree about the number of an item that says its own.
        place = f' data-n="{part.ordered}"' if part.ordered and unit is part.units[0] else ""
        for column, tag in enumerate(self._languages, 1):
            cell = unit.cells[tag]
            none = " none" if cell.missing else ""
            if part.kind is BlockKind.CELL and self._repeats(unit, column):
                none = " same"
            opened = f'<p class="c{column}{none}"{lang(cell.language)}{role}{place}>'
            gap = "" if unit is part.units[-1] else self._gap(unit, tag)
            yield f"{opened}{_set(part.kind, cell)}{self._mark(cell)}{gap}</p>"
            if cell.change:
                yield (
                    f'<details class="diff c{column} ui"{ui}>'
                    f"<summary>{escape(self._words(_CHANGE))}</summary>"
                    f"<div{lang(cell.changed)}>{cell.change}</div></details>"
                )
        yield "</div>"

    def _repeats(self, unit: Unit, column: int) -> bool:
        """Whether a column says once more, letter for letter, what the first one does."""
        first, cell = (unit.cells[self._languages[place]] for place in (0, column - 1))
        return column > 1 and cell.text == first.text and not self._mark(cell)

    def prose(self, part: Part) -> Html:
        """Running text in the page's language; a status mark stands where a run of it ends."""
        return _html(self._prose(part))

    def _prose(self, part: Part) -> Iterator[str]:
        (language,) = self._languages
        for unit, following in zip(part.units, (*part.units[1:], None), strict=True):
            cell = unit.cells[language]
            none = " none" if cell.missing else ""
            other = lang(cell.language) if cell.language != language else ""
            shown = _set(part.kind, cell)
            yield f'<span class="s{none}" id="s-{escape(unit.key)}"{other}>{shown}</span>'
            if (
                following is None
                or following.cells[language].mark != cell.mark
                or self._edit(cell.entry)
            ):
                yield self._mark(cell)
            if following:
                yield self._gap(unit, language)

    def _gap(self, unit: Unit, language: str) -> str:
        """What parts a sentence from the next one of its block."""
        cell = unit.cells[language]
        original = language == self._source and (not cell.mark or cell.language != language)
        return escape(unit.space) if original else space_between(language)

    def _mark(self, cell: Cell) -> str:
        """A status mark: shape, word and colour. In an editor's build it opens the entry."""
        href = self._edit(cell.entry)
        if not cell.mark or (cell.mark == "reviewed" and not href):
            return NOTHING
        shape, word = self._words.mark(cell.mark)
        element, link = ("a", f' href="{escape(href)}"') if href else ("span", "")
        return (
            f'\u00a0<{element} class="st {cell.mark}"{lang(self._words.language)}{link}>'
            f'<span class="sh" aria-hidden="true">{shape}</span>{escape(word)}</{element}>'
        )


def _set(kind: BlockKind, cell: Cell) -> Html:
    """A sentence with what keeps its lines from breaking badly."""
    return (phrased if kind in _DISPLAY else ended)(cell.html, cell.language)


def _html(pieces: Iterator[str]) -> Html:
    """Joins what is safe already: sentences, and elements written here."""
    return Html("".join(pieces))  # noqa: S704
