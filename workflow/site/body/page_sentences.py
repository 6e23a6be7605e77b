"""Put the sentences of a page together, as rows of languages or as running text.

They are most of a page, so that is done here, and not one by one in a template.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from markupsafe import Markup as Html
from markupsafe import escape

from workflow.languages import space_between
from workflow.model import BlockKind, Entry
from workflow.site.body.aligned_blocks import AlignedBlock, AlignedSentence, Cell
from workflow.site.body.block_html import around
from workflow.site.body.typesetting import in_phrases, keep_end, long, safe_html
from workflow.site.theming.labels import PageWords, label, lang

_LINK = label("Link to sentence {n}")
_CHANGE = label("What changed in the source")
#: Kinds of block set as display type.
_DISPLAY = frozenset({BlockKind.HEADLINE, BlockKind.DECK})


class PageSentences:
    """Gives the templates of a page the sentences of blocks.

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
        words: PageWords,
        edit: Callable[[Entry | None], str],
    ) -> None:
        self._languages = languages
        self._source = source
        self._words = words
        self._edit = edit

    def rows(self, part: AlignedBlock, ui: Html, role: Html | str = "") -> Html:
        """Return every sentence as a row: its number and a paragraph for each language.

        Where one language is shown, rows become running text: so there is no space in them but the
        one that parts two sentences in that language.

        Args:
            part: not one that is carried over as it is.
            ui: the ``lang`` attribute of the words around the text, where they need one.
            role: a further attribute of the paragraphs.
        """
        about = str(ui), str(role)
        rows = (piece for unit in part.units for piece in self._row(part, unit, *about))
        return safe_html("".join(rows))

    def long(self, part: AlignedBlock) -> bool:
        """Tell whether a block is a headline that is long in one of the languages."""
        texts = (unit.cells[tag].text for unit in part.units for tag in self._languages)
        return part.kind is BlockKind.HEADLINE and any(map(long, texts))

    def _row(self, part: AlignedBlock, unit: AlignedSentence, ui: str, role: str) -> Iterator[str]:
        key, name = _escaped(unit.key), _named(unit.number, self._words)
        lead, tail = around(part, unit, self._words, lang)
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
            about, shown = _shown(cell.language, cell.html, display=part.kind in _DISPLAY)
            gap = "" if unit is part.units[-1] else self._gap(unit, tag)
            opened = f'<p class="c{column}{none}"{about}{role}{place}>'
            yield f"{opened}{lead}{shown}{self._mark(cell)}{tail}{gap}</p>"
            if cell.change:
                yield (
                    f'<details class="diff c{column} ui"{ui}>'
                    f"<summary>{escape(self._words(_CHANGE))}</summary>"
                    f"<div{lang(cell.changed)}>{cell.change}</div></details>"
                )
        yield "</div>"

    def _repeats(self, unit: AlignedSentence, column: int) -> bool:
        """Tell whether a column repeats the first one letter for letter."""
        first, cell = (unit.cells[self._languages[place]] for place in (0, column - 1))
        return column > 1 and cell.text == first.text and not self._mark(cell)

    def prose(self, part: AlignedBlock) -> Html:
        """Return running text; a status mark stands where a run of sentences with it ends."""
        return safe_html("".join(self._prose(part)))

    def _prose(self, part: AlignedBlock) -> Iterator[str]:
        (language,) = self._languages
        for unit, following in zip(part.units, (*part.units[1:], None), strict=True):
            cell = unit.cells[language]
            none = " none" if cell.missing else ""
            about, shown = _shown(cell.language, cell.html, display=part.kind in _DISPLAY)
            other = about if cell.language != language else ""
            lead, tail = around(part, unit, self._words, lang)
            yield f'{lead}<span class="s{none}" id="s-{_escaped(unit.key)}"{other}>{shown}</span>'
            if (
                following is None
                or following.cells[language].mark != cell.mark
                or self._edit(cell.entry)
            ):
                yield self._mark(cell)
            yield tail
            if following:
                yield self._gap(unit, language)

    def _gap(self, unit: AlignedSentence, language: str) -> str:
        """Return the space between a sentence and the next one of its block."""
        cell = unit.cells[language]
        original = language == self._source and (not cell.mark or cell.language != language)
        return _escaped(unit.space) if original else space_between(language)

    def _mark(self, cell: Cell) -> str:
        """Return a status mark: shape, word and colour. In an editor's build it opens the entry."""
        href = self._edit(cell.entry)
        if not cell.mark or (cell.mark == "reviewed" and not href):
            return ""
        return _sign(self._words, cell.mark, href)


@lru_cache(maxsize=256)
def _sign(words: PageWords, mark: str, href: str) -> str:
    """Write a status mark, which leads to ``href`` if that is not empty."""
    shape, word = words.mark(mark)
    element, link = ("a", f' href="{escape(href)}"') if href else ("span", "")
    return (
        f'\u00a0<{element} class="st {mark}"{lang(words.language)}{link}>'
        f'<span class="sh" aria-hidden="true">{shape}</span>{escape(word)}</{element}>'
    )


@lru_cache(maxsize=1024)
def _shown(language: str, html: Html, *, display: bool) -> tuple[str, str]:
    """Return a sentence's ``lang`` and its HTML with what keeps its lines from breaking badly.

    Kept, for several of an article's pages show it. Plain strings: HTML takes longer to fill in.
    """
    return str(lang(language)), str((in_phrases if display else keep_end)(html, language))


@lru_cache(maxsize=1024)
def _named(number: int, words: PageWords) -> str:
    """Return the name of the link to a sentence, for an attribute."""
    return str(escape(words(_LINK, n=number)))


@lru_cache(maxsize=256)  # each of an article's pages asks
def _escaped(text: str) -> str:
    return str(escape(text))
