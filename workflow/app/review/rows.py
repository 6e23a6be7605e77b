"""An article's sentences as the review shows them: terms, findings, risk, other languages."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property

from workflow import review
from workflow.app import baseline, checking, missing, risk
from workflow.app.checking import Checks
from workflow.app.document_translation import DocumentTranslation, LocaleReport
from workflow.app.review.articles import Articles
from workflow.documents.readers import pictures
from workflow.glossary.occurrences import contains, options
from workflow.model import (
    BlockKind,
    Document,
    Finding,
    Project,
    Segment,
    Severity,
    State,
    TermUse,
)
from workflow.review import Row
from workflow.review.sheet import Count


class Rows:
    """Makes the rows of the articles of a project."""

    def __init__(self, project: Project, articles: Articles) -> None:
        self._project = project
        self._articles = articles

    @cached_property
    def checks(self) -> Checks:
        """What a translation is checked for."""
        return Checks.load()

    def all(self, translation: DocumentTranslation) -> Sequence[Row]:
        """Every sentence, in reading order."""
        return tuple(self._rows(translation, self._findings(translation)))

    def some(self, translation: DocumentTranslation, sources: Sequence[str]) -> Sequence[Row]:
        """Some sentences, each in all its places."""
        return tuple(self._rows(translation, self._findings(translation, sources), sources))

    def _findings(
        self, translation: DocumentTranslation, only: Collection[str] | None = None
    ) -> Mapping[str, Sequence[Finding]]:
        """What the checks say that the baseline does not know, by sentence."""
        found: dict[str, list[Finding]] = {}
        shown = checking.findings(translation, self.checks, only).shown
        unknown = baseline.read(self._project).unknown(shown)
        for finding in (*missing.findings(translation, only), *unknown):
            found.setdefault(finding.source, []).append(finding)
        return found

    def _rows(
        self,
        translation: DocumentTranslation,
        found: Mapping[str, Sequence[Finding]],
        only: Collection[str] | None = None,
    ) -> Iterator[Row]:
        document, entries = translation.document, translation.catalog.entries
        others = self._articles.others(translation)
        for number, (segment, uses) in enumerate(
            zip(document.segments, translation.uses, strict=True), 1
        ):
            if only is not None and segment.text not in only:
                continue
            entry = entries[segment.text]
            findings = found.get(segment.text, ())
            assessed = risk.assess(segment, entry, translation.target, uses, findings)
            yield Row(
                number=number,
                segment=segment,
                target=translation.target,
                entry=entry,
                etag=review.etag(entry),
                terms=[(use, _met(use, entry.text, translation.target)) for use in uses],
                findings=findings,
                risk=assessed.score if assessed else 0,
                reasons=assessed.reasons if assessed else (),
                others={
                    tag: texts[segment.text] for tag, texts in others.items()
                    if texts.get(segment.text)
                },
                picture=_picture(document, segment),
            )  # fmt: skip


def title(document: Document) -> str:
    """An article's headline, or its name."""
    headlines = (s.text for s in document.segments if s.kind is BlockKind.HEADLINE)
    return next(headlines, document.metadata.title or document.name)


def count(locale: LocaleReport, findings: Sequence[Finding]) -> Count:
    """How far an article is in one language."""
    own = [finding.severity for finding in findings if finding.path == locale.po]
    states = {
        State.REVIEWED: locale.reviewed, State.DRAFT: locale.draft,
        State.STALE: locale.stale, State.EMPTY: locale.empty,
    }  # fmt: skip
    return Count(states, own.count(Severity.ERROR), own.count(Severity.WARNING))


def _picture(document: Document, segment: Segment) -> str:
    """The path of the picture that a sentence is the beginning of the caption of."""
    block = document.blocks[segment.block]
    shown = not segment.position and any(pictures.shown([block]))
    return pictures.place(document.path, block.url) if shown else ""


def _met(use: TermUse, text: str, target: str) -> bool:
    return any(contains(text, form, target) for form in options(use) if form)
