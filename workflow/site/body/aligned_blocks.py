"""Hold the data of aligned pages: blocks with their sentences in all languages, as safe HTML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

from markupsafe import Markup as Html

from workflow.model import BlockKind, Entry, Picture
from workflow.site.body.footnotes import Footnote
from workflow.site.body.typesetting import without_typography

#: Empty HTML.
NOTHING = Html()
_TAG = re.compile("<[^>]*>")
#: A formula is read as its source, the mark of a footnote in brackets.
_FORMULA = re.compile(r'<math [^>]*?alttext="([^"]*)"[^>]*>.*?</math>', re.DOTALL)
_MARK = re.compile(r'<sup class="fn">(.*?)</sup>')
_LOOKS = {kind: kind.value.replace(" ", "-") for kind in BlockKind}


@dataclass(frozen=True, slots=True)
class Cell:
    """A sentence in one language.

    Attributes:
        language: of the text shown, which is the source's where there is no translation.
        html: the sentence.
        mark: its status, a name in :data:`workflow.site.theming.labels.MARKS`; empty for the
            original.
        change: for a changed source, the difference; else empty.
        changed: the language of ``change``.
        entry: what the catalog holds, for links to the editor.
    """

    language: str
    html: Html
    mark: str = ""
    change: Html = NOTHING
    changed: str = ""
    entry: Entry | None = None

    @property
    def missing(self) -> bool:
        """Whether the source is shown because there is no translation to show."""
        return self.mark in {"empty", "withheld"}

    @property
    def text(self) -> str:
        """The sentence as plain text; a line break in it ends a line."""
        return _plain(self.html)


@lru_cache(maxsize=1024)
def _plain(html: str) -> str:
    """Return the text of a sentence; kept, for each of an article's files asks for it."""
    html = str(html)
    if "<" in html:
        html = _FORMULA.sub(lambda found: found[1], html.replace("<br>", "\n"))
        html = _TAG.sub("", _MARK.sub(lambda found: f"[{found[1]}]", html))
    return without_typography(unescape(html))


@dataclass(frozen=True, slots=True)
class AlignedSentence:
    """A sentence in all languages of its article.

    Attributes:
        key: names it in every output.
        number: its place among the sentences that are translated, from 1; 0 for others.
        cells: by page language.
        space: what parts it from the next sentence in the source.
    """

    key: str
    number: int
    cells: Mapping[str, Cell]
    space: str


@dataclass(frozen=True, slots=True)
class AlignedBlock:
    """A block of an article, its sentences in all languages.

    ``verbatim`` is set for what is carried over untranslated. A caption's ``picture`` is there if
    it lies beside the document, ``image`` is the link to it, and ``place`` the folder of all that
    is published of it; of any other picture ``image`` and ``host`` tell where it is, and of an
    embed too, with ``medium`` for what it was (:data:`workflow.site.body.embeds.MEDIA`). ``alt`` is
    the block that says what is seen in a picture with a caption; it ``is_told`` by the picture.
    ``footnote`` is there where one begins; ``checked`` tells whether a task is done, and
    ``after_break`` whether a scene break is shown before it.
    """

    kind: BlockKind
    level: int
    ordered: int
    units: tuple[AlignedSentence, ...]
    verbatim: Cell | None = None
    image: str = ""
    host: str = ""
    picture: Picture | None = None
    place: str = ""
    medium: str = ""
    footnote: Footnote | None = None
    checked: bool | None = None
    alt: AlignedBlock | None = None
    is_told: bool = False
    after_break: bool = False

    @property
    def look(self) -> str:
        """Its kind as the class of an element."""
        return _LOOKS[self.kind]
