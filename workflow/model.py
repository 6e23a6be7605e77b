"""The types every part of the workflow speaks in: frozen values, no input or output.

A sentence travels ``Document`` → ``Segment`` → ``Request`` (with its ``TermUse`` constraints)
→ ``Draft`` → ``Entry`` → page. Languages are BCP 47 tags (``en``, ``ko``, ``zh-Hans``) throughout.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path


class BlockKind(StrEnum):
    """What a block of a document is to its reader."""

    HEADLINE = "headline"
    DECK = "deck"
    BYLINE = "byline"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list item"
    QUOTE = "quote"
    CELL = "table cell"
    CAPTION = "caption"
    NOTICE = "notice"
    CODE = "code"


#: Kinds that are carried over as they stand instead of being translated.
UNTRANSLATED = frozenset({BlockKind.NOTICE, BlockKind.CODE})


class MarkupKind(StrEnum):
    """What an inline placeholder stands for."""

    STRONG = "strong"
    EMPHASIS = "emphasis"
    STRIKE = "strike"
    SUPERSCRIPT = "superscript"
    SUBSCRIPT = "subscript"
    LINK = "link"
    CODE = "code"
    IMAGE = "image"
    BREAK = "break"
    LITERAL = "literal"


@dataclass(frozen=True, slots=True)
class Markup:
    """One piece of inline markup, shown in a segment's text as a placeholder.

    A pair encloses text, ``<g1>…</g1>``; a standalone one is ``<x2/>``. The names ``g`` and ``x``
    are those of XLIFF 1.2 inline elements.

    Attributes:
        tag: the placeholder's name, ``g1`` or ``x2``, unique within its block.
        kind: what it stands for.
        text: for a standalone placeholder, the text a reader sees: code, alternative text, or the
            literal characters that only looked like a placeholder.
        url: where a link or an image points.
        title: a link's or image's title.
    """

    tag: str
    kind: MarkupKind
    text: str = ""
    url: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A headline, paragraph, list item … of a document, in reading order.

    Attributes:
        kind: what it is to the reader.
        text: NFC, with inline markup as placeholders; line breaks only in code.
        line: 1-based line of the source file on which it begins.
        breaks: offsets in ``text`` at which each following source line begins.
        level: heading level (1–6), list depth (1…) or quote depth; 0 where it means nothing.
        ordered: for a list item, its number in an ordered list, else 0.
        row: for a table cell, its 1-based row; the first row is the head. 0 elsewhere.
        group: blocks of one list, quotation or table share a number; 0 when standing alone.
        markup: what the placeholders in ``text`` stand for.
        url: for a caption, the image it belongs to; for code, its language name.
        language: BCP 47 tag, empty until detected.
    """

    kind: BlockKind
    text: str
    line: int
    breaks: tuple[int, ...] = ()
    level: int = 0
    ordered: int = 0
    row: int = 0
    group: int = 0
    markup: tuple[Markup, ...] = ()
    url: str = ""
    language: str = ""

    def line_at(self, offset: int) -> int:
        """The source line on which the character at ``offset`` of ``text`` stands."""
        return self.line + bisect_right(self.breaks, offset)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a seed says about itself in its front matter or ``<meta>`` elements; all optional.

    ``date`` is ISO 8601 (``2021-12-07``); ``language`` a BCP 47 tag that overrides detection.
    """

    title: str = ""
    date: str = ""
    author: str = ""
    source_url: str = ""
    rights: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence of a document.

    Attributes:
        key: short hash of ``text``; a repeat within its document gets ``-2``, ``-3`` … appended.
            It names the sentence in every output.
        text: the sentence without surrounding space, with placeholders.
        space: the white space that followed it in its block.
        path: the seed, relative to the project, with forward slashes.
        line: 1-based line of the seed.
        block: index of its block in the document.
        position: 0-based number of the sentence within its block.
        kind: the kind of its block.
        language: BCP 47 tag of its block.
    """

    key: str
    text: str
    space: str
    path: str
    line: int
    block: int
    position: int
    kind: BlockKind
    language: str


@dataclass(frozen=True, slots=True)
class Document:
    """A seed as read, with its language and sentences once they are known.

    Attributes:
        path: the seed, relative to the project, with forward slashes.
        name: the path below the seeds folder without its extension; names the PO file.
        blocks: in reading order.
        metadata: what the seed says about itself.
        language: BCP 47 tag of the document as a whole, empty until detected.
        segments: its sentences in reading order, empty until segmented.
    """

    path: str
    name: str
    blocks: tuple[Block, ...]
    metadata: Metadata = Metadata()
    language: str = ""
    segments: tuple[Segment, ...] = ()


class TermType(StrEnum):
    """What a glossary row names."""

    PERSON = "person"
    ORG = "org"
    ABBR = "abbr"
    PLACE = "place"
    TITLE = "title"
    PRODUCT = "product"
    TERM = "term"


@dataclass(frozen=True, slots=True)
class TermForms:
    """How one language writes a concept: first mention, later mentions, what else is accepted.

    ``reading`` is how a foreign-script form is pronounced (it decides Korean particles);
    ``forbidden`` lists renderings that must never appear.
    """

    first: str = ""
    later: str = ""
    aliases: tuple[str, ...] = ()
    reading: str = ""
    forbidden: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """One concept of the termbase: a glossary row.

    ``forms`` maps a language (``en``, ``ko``, ``zh-Hans``) to how it writes the concept; ``extra``
    holds the filled cells of columns the workflow does not know, by column name.
    """

    id: str
    type: TermType
    forms: Mapping[str, TermForms]
    match_case: bool = True
    approved: bool = True
    note: str = ""
    path: str = ""
    line: int = 0
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TermUse:
    """A mention of a term in a segment and the rendering it must get there.

    Attributes:
        term: id of the glossary row, or ids joined with ``+`` for a composite.
        type: the kind of thing it names.
        source: the text of the mention as it stands in the segment.
        start, end: its place in the segment's text.
        target: the rendering required here; empty when the mention is ambiguous (``rule`` says
            so): nothing is required then, but a person has to look.
        accepted: other renderings that are right as well (first or later form, aliases).
        forbidden: renderings that must not appear.
        reading: pronunciation of ``target`` where its script does not tell, else empty.
        rule: why this rendering: ``first``, ``later``, ``title+surname`` …
        approved: whether the row is approved or still under review.
        parts: for a composite, the uses of the rows it is made of, with their own places.
    """

    term: str
    type: TermType
    source: str
    start: int
    end: int
    target: str
    accepted: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    reading: str = ""
    rule: str = "first"
    approved: bool = True
    parts: tuple[TermUse, ...] = ()


@dataclass(frozen=True, slots=True)
class Request:
    """One sentence to be translated, with all an engine may use.

    ``context`` holds preceding (source, translation) pairs of the same document, oldest first.
    """

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    terms: tuple[TermUse, ...] = ()
    context: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A machine translation.

    ``problems`` says what a person has to look at, one phrase each, beginning with a check name:
    ``term-missing: KEF → 경총``.
    """

    text: str
    engine: str
    problems: tuple[str, ...] = ()


class State(StrEnum):
    """Where a sentence stands in one locale."""

    REVIEWED = "reviewed"
    DRAFT = "draft"
    STALE = "stale"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Entry:
    """What a catalog holds for one sentence in one locale.

    Attributes:
        source: the sentence (msgid), with placeholders.
        text: its translation (msgstr), empty when there is none.
        state: reviewed, draft, stale or empty.
        origin: where the text came from: ``argos/en_ko-1.1``, ``llm/NAME``, ``memory``,
            ``person``, ``source`` (carried over) or empty when unknown.
        previous: the source text the translation was made for, when it is stale.
        unchanged: reviewed, and the text is still the machine's own draft.
        reviewer: who approved it, where known.
        held: who has looked at a draft and left it for more work.
        date: ISO 8601 date of the translation or approval, where known.
        terms: hash of the glossary renderings it was made or approved with.
        problems: what a person has to look at, as the machine or a changed glossary says.
        context: msgctxt, empty for nearly every entry.
        comments: what people wrote beside it, one line each.
        references: ``path:line`` of each place where the sentence stands.
        path: the PO file, relative to the project.
        line: line of the entry in the PO file.
    """

    source: str
    text: str = ""
    state: State = State.EMPTY
    origin: str = ""
    previous: str = ""
    unchanged: bool = False
    reviewer: str = ""
    held: str = ""
    date: str = ""
    terms: str = ""
    problems: tuple[str, ...] = ()
    context: str = ""
    comments: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    path: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence where it stands in its document, with its translation and its terms."""

    segment: Segment
    entry: Entry
    terms: tuple[TermUse, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence and a translation of it, as the translation memory holds them.

    Attributes:
        source: the sentence, with placeholders.
        text: its translation.
        language: BCP 47 tag of the sentence.
        target: BCP 47 tag of the translation.
        state: reviewed, or draft for anything that nobody has approved.
        machine: a machine's draft that no person has touched.
        origin, reviewer, date: as in :class:`Entry`.
        before, after: the sentences beside it in its document; empty at either end of it, both
            empty where its place is not known.
        path: the file that holds it, relative to the project.
        line: its line in that file, 0 where that means nothing.
    """

    source: str
    text: str
    language: str
    target: str
    state: State = State.DRAFT
    machine: bool = False
    origin: str = ""
    reviewer: str = ""
    date: str = ""
    before: str = ""
    after: str = ""
    path: str = ""
    line: int = 0


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a check found.

    ``fix`` is the whole corrected translation where one is certain; ``source`` the sentence (msgid)
    it is about, empty where it is about none.
    """

    check: str
    severity: Severity
    path: str
    line: int
    message: str
    fix: str | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class LlmSettings:
    """How to reach an OpenAI-compatible endpoint.

    ``key_env`` names the environment variable that holds the key: keys are never written to files.
    ``timeout`` is in seconds, for one request; ``batch`` is how many sentences one asks for, as
    JSON (1, for models that cannot keep that form, asks in plain text).
    """

    url: str = ""
    model: str = ""
    key_env: str = "WORKFLOW_LLM_KEY"
    timeout: float = 120.0
    concurrency: int = 4
    retries: int = 3
    batch: int = 8


#: Colours of the pages by name, each for light and for dark screens.
COLORS: Mapping[str, tuple[str, str]] = {
    "paper": ("#fbfaf6", "#151412"),
    "raised": ("#f4f1e9", "#1e1c19"),
    "ink": ("#1d1b18", "#e9e5dc"),
    "secondary": ("#5f5a51", "#a9a294"),
    "line": ("#e3ded3", "#34312b"),
    "rule": ("#1d1b18", "#8d877a"),
    "accent": ("#9c2f1f", "#f0907d"),
    "tint": ("#fdf0c9", "#2b2619"),
    "light": ("#f6c9bd", "#6b3027"),
    "reviewed": ("#1f6547", "#7fd1a8"),
    "machine": ("#875300", "#e9b760"),
    "stale": ("#a3262c", "#ff9c99"),
}


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """How the site looks, as written under ``[tool.workflow.site]``.

    Attributes:
        logo: picture that stands for the site's name; a file in ``theme/assets``.
        icon: picture for the browser's tab; a file in ``theme/assets``.
        colors: name → (light, dark); see :data:`COLORS`.
        nav: further links of the masthead: label, and a web address or a folder of the site.
        editor: address that a status mark opens in an editor's build, with ``{path}`` (of the PO
            file), ``{file}`` (the same, within the project), ``{line}``, ``{locale}``, ``{name}``
            (of the seed) and ``{source}`` (the sentence) in it.
    """

    logo: str = ""
    icon: str = ""
    colors: Mapping[str, tuple[str, str]] = field(default_factory=lambda: COLORS)
    nav: tuple[tuple[str, str], ...] = ()
    editor: str = "vscode://file{path}:{line}"


@dataclass(frozen=True, slots=True)
class Settings:
    """A project's settings, as written under ``[tool.workflow]``.

    Attributes:
        name: the site's name.
        targets: languages every seed is translated into (never into its own).
        engine: ``auto`` or an engine's name.
        site_url: where the site will live, ``https://example.org/``; empty when unknown.
        team: Language-Team written into PO headers.
        styles: per language, the house style for later mentions of persons: ``title`` or ``name``.
        outputs: the formats published beside the pages, by name.
        memory: how a sentence is filled that was approved elsewhere: ``draft`` (reviewed where its
            neighbours are the same as well), ``reviewed`` or ``off``.
        llm: the endpoint, where one is configured.
        site: how the site looks.
    """

    name: str = "Workflow"
    targets: tuple[str, ...] = ("ko", "zh-Hans")
    engine: str = "auto"
    site_url: str = ""
    team: str = ""
    styles: Mapping[str, str] = field(default_factory=dict)
    outputs: tuple[str, ...] = ("epub", "json", "md", "tmx", "txt")
    memory: str = "draft"
    llm: LlmSettings = LlmSettings()
    site: SiteSettings = SiteSettings()


@dataclass(frozen=True, slots=True)
class Project:
    """A project folder and its settings. The paths are computed, not checked."""

    root: Path
    settings: Settings = Settings()

    @property
    def seeds(self) -> Path:
        """Source documents as they arrived."""
        return self.root / "seeds"

    @property
    def glossary(self) -> Path:
        """The termbase: CSV files."""
        return self.root / "glossary"

    @property
    def locales(self) -> Path:
        """The catalogs: one folder a locale."""
        return self.root / "locales"

    @property
    def imports(self) -> Path:
        """Translation memories that came from elsewhere: TMX files; need not exist."""
        return self.locales / "memory"

    @property
    def theme(self) -> Path:
        """What the project changes about the looks of its site; need not exist."""
        return self.root / "theme"

    @property
    def cache(self) -> Path:
        """What can be rebuilt at any time."""
        return self.root / ".workflow"

    @property
    def site(self) -> Path:
        """What is published."""
        return self.root / "site"
