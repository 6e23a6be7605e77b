"""Offer Python programs what :mod:`workflow` exports, which imports this when asked.

Everything else in this package is internal and may change with any release.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from os import PathLike
from pathlib import Path

from workflow import engines, markup, qa
from workflow.app.checking import Checked
from workflow.app.publishing import Published
from workflow.app.running import Outcome, RunResult
from workflow.app.status import Status
from workflow.catalog.template import needs_no_translation
from workflow.config import with_engine
from workflow.documents import detector, readers, segmenter
from workflow.documents.detector import Detection
from workflow.documents.readers.block_text import plain_block
from workflow.engines import drafting
from workflow.engines.drafting import Job
from workflow.errors import SourceError
from workflow.glossary import Glossary
from workflow.languages import language, space_between
from workflow.model import (
    Block,
    BlockKind,
    Document,
    Draft,
    Entry,
    Finding,
    Metadata,
    Project,
    Segment,
    Settings,
    State,
    say,
)
from workflow.opened_project import OpenProject, open_project

__all__ = [
    "Checked",
    "Detection",
    "Finding",
    "OpenProject",
    "Outcome",
    "Published",
    "RunResult",
    "Status",
    "TranslatedSentence",
    "TranslatedText",
    "check_pair",
    "detect",
    "open_project",
    "translate_file",
    "translate_text",
]

_PARAGRAPHS = re.compile(r"\n[^\S\n]*\n\s*")


@dataclass(frozen=True, slots=True)
class TranslatedSentence:
    """A sentence and its translation.

    Attributes:
        source: the sentence, as a reader sees it.
        text: its translation.
        problems: what a person should look at, one phrase each: ``term-missing: KEF → 경총``.
    """

    source: str
    text: str
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TranslatedText:
    """A translated text.

    Attributes:
        text: the translation as plain text, with an empty line between paragraphs.
        source_language, language: BCP 47 tags of the source and of the translation.
        sentences: the translation sentence by sentence.
    """

    text: str
    source_language: str
    language: str
    sentences: tuple[TranslatedSentence, ...]

    @property
    def problems(self) -> tuple[str, ...]:
        """List what a person should look at, of all sentences."""
        return tuple(problem for each in self.sentences for problem in each.problems)

    def __str__(self) -> str:
        return self.text


def detect(text: str, *, sources: str | Sequence[str] = ()) -> Detection:
    """Detect the language of a text.

    Args:
        text: plain text of any length.
        sources: the languages it is expected to be in, BCP 47; another one needs strong evidence.

    Returns:
        The language as a BCP 47 tag, ``und`` where nothing tells it; how sure that is, from 0 to 1
        (``confidence``), and whether that is enough to go by (``sure``).

    >>> detect("경총 회장이 대사를 만났다.").language
    'ko'
    """
    expected = (sources,) if isinstance(sources, str) else sources
    return detector.detect(text, sources=_sources(expected))


def check_pair(
    source: str,
    text: str,
    *,
    to: str,
    source_language: str = "",
    project: OpenProject | None = None,
) -> tuple[Finding, ...]:
    """Find mistakes in the translation of one sentence: numbers, names, negation, spacing …

    Args:
        source: the sentence.
        text: its translation.
        to: the language of the translation, BCP 47.
        source_language: of the sentence; detected when empty.
        project: whose glossary says how names are to be rendered; none without it.

    Returns:
        What every check finds; a finding has a ``check``, a ``severity``, a ``message`` and, where
        it is certain, the right text as its ``fix``.

    >>> found = check_pair("He has 12 ships.", "그는 배가 13척 있다.", to="ko")
    >>> [finding.check for finding in found]
    ['number']
    """
    target = language(to).tag
    document = _document(source, source_language, _settings_of(project))
    uses = [use for its in _glossary_of(project).uses(document, target) for use in its]
    entry = Entry(source, text, State.REVIEWED)
    return tuple(qa.check_entry(entry, target, uses, qa.all_checks()))


def translate_text(
    text: str,
    *,
    to: str,
    source_language: str = "",
    engine: str = "",
    project: OpenProject | None = None,
) -> TranslatedText:
    """Translate a text without writing anything.

    Args:
        text: plain text, with an empty line between paragraphs.
        to: the language to translate into, BCP 47.
        source_language: of the text; detected when empty.
        engine: ``argos``, ``llm``, ``local``, ``pseudo`` or a plugin's; when empty the project's,
            else the best one installed.
        project: whose glossary and settings are used; none without it.

    Raises:
        SourceError: the language of the text cannot be told.
        EngineError: no engine serves this pair, or it failed.

    >>> translate_text("Trade talks resumed.", to="ko", engine="pseudo").text
    '⟦Tràdé tàlkš réšüméd.⟧'
    """
    document = _document(text, source_language, _settings_of(project))
    return _translated(document, language(to).tag, engine, project)


def translate_file(
    path: str | PathLike[str],
    *,
    to: str,
    source_language: str = "",
    engine: str = "",
    project: OpenProject | None = None,
) -> TranslatedText:
    """Translate an article in a ``.txt``, ``.md`` or ``.html`` file without writing anything.

    To keep translations, to review and to publish them, put the file into a project and call
    :meth:`OpenProject.run`.

    Args:
        path: the file.
        to: the language to translate into, BCP 47.
        source_language: of the article; detected when empty.
        engine: ``argos``, ``llm``, ``local``, ``pseudo`` or a plugin's; when empty the project's,
            else the best one installed.
        project: whose glossary and settings are used; none without it.

    Raises:
        SourceError: the file cannot be read, or its language cannot be told.
        EngineError: no engine serves this pair, or it failed.
    """
    file = Path(path)
    blocks, metadata = readers.parse_file(file)
    document = Document(str(file), file.stem, blocks, metadata)
    found = _recognized(document, source_language, _settings_of(project))
    return _translated(found, language(to).tag, engine, project)


def _settings_of(project: OpenProject | None) -> Settings:
    return project.settings if project else Settings()


def _glossary_of(project: OpenProject | None) -> Glossary:
    return project.glossary() if project else Glossary()


def _sources(tags: Iterable[str], *, stated: bool = True) -> detector.Sources:
    found = tuple(language(tag).tag for tag in tags)
    return detector.Sources(found, stated=stated and bool(found))


def _document(text: str, named: str, settings: Settings) -> Document:
    """Make a document of paragraphs."""
    paragraphs = _PARAGRAPHS.split(text.strip())
    frame = Block(BlockKind.PARAGRAPH, "", 1)
    blocks = tuple(plain_block(frame, each) for each in paragraphs)
    return _recognized(Document("text", "text", blocks, Metadata()), named, settings)


def _recognized(document: Document, named: str, settings: Settings) -> Document:
    """Give a document its languages and sentences."""
    sources = _sources(settings.expected, stated=bool(settings.sources))
    named = named and language(named).tag
    document = detector.assign(document, sources, named=named)
    if document.language == detector.UNDETERMINED:
        raise SourceError(
            document.path, say("its language cannot be told"), say("Name its source_language.")
        )
    return detector.of_segments(segmenter.segment(document))


def _translated(
    document: Document, target: str, engine: str, project: OpenProject | None
) -> TranslatedText:
    own = project.project if project else Project(Path.cwd(), Settings())
    own = with_engine(own, engine or None)
    uses = _glossary_of(project).uses(document, target)
    jobs = [
        Job(segment, terms)
        for segment, terms in zip(document.segments, uses, strict=True)
        if not needs_no_translation(segment, target)
    ]
    drafts: dict[str, Draft] = {}
    jobs.sort(key=lambda job: job.segment.language)
    for source, some in groupby(jobs, key=lambda job: job.segment.language):
        work = list(some)
        chosen = engines.choose(own, source, target)
        for index, draft in drafting.translate(chosen, work, source, target):
            drafts[work[index].segment.key] = draft
    sentences = tuple(_sentence(document, each, drafts.get(each.key)) for each in document.segments)
    text = "\n\n".join(_paragraphs(document, sentences, space_between(target)))
    return TranslatedText(text, document.language, target, sentences)


def _sentence(document: Document, segment: Segment, draft: Draft | None) -> TranslatedSentence:
    own = document.blocks[segment.block].markup
    source = markup.plain(segment.text, own)
    if draft is None:
        return TranslatedSentence(source, source)
    return TranslatedSentence(
        source, markup.plain(draft.text, own), tuple(map(str, draft.problems))
    )


def _paragraphs(
    document: Document, sentences: Sequence[TranslatedSentence], gap: str
) -> Iterator[str]:
    pairs = zip(document.segments, sentences, strict=True)
    for _, some in groupby(pairs, key=lambda pair: pair[0].block):
        its = list(some)
        code = its[0][0].kind is BlockKind.CODE
        yield "".join(
            f"{sentence.text}{segment.space if code else gap}" for segment, sentence in its
        ).rstrip()
