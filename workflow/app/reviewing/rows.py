"""Make the rows that the review shows of an article.

Each row is a sentence with its terms, findings, risk and translations into other languages. A row
that shows nothing new is the very one that was made before.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from workflow import qa, review
from workflow.app.checking import risk
from workflow.app.checking.translation_findings import Checks, Findings
from workflow.app.reviewing.article_files import Articles, keep
from workflow.app.reviewing.article_findings import ArticleFindings
from workflow.app.state.document_translation import DocumentTranslation
from workflow.app.state.kept_opinions import judgements
from workflow.app.state.lost_decisions import LOST_CHECKS
from workflow.catalog.template import placeholders
from workflow.documents import pictures
from workflow.errors import WorkflowError
from workflow.glossary.occurrences import contains, options
from workflow.model import Document, Entry, Finding, Project, Segment, TermUse
from workflow.qa import baseline
from workflow.review import ArticleRow


@dataclass(frozen=True, slots=True)
class _Known:
    """The findings and the rows of an opened article.

    A row is kept with what it was made of.
    """

    findings: ArticleFindings
    rows: dict[int, tuple[object, ArticleRow]]


class Rows:
    """Makes the rows of the articles of a project."""

    def __init__(self, project: Project, articles: Articles) -> None:
        self._project = project
        self._articles = articles
        self._known: dict[tuple[str, str], _Known] = {}

    @cached_property
    def checks(self) -> Checks:
        """Load the checks for translations."""
        return Checks.load()

    def all(
        self, translation: DocumentTranslation, tell: Callable[[WorkflowError], object]
    ) -> Sequence[ArticleRow]:
        """Make the rows of every sentence, in reading order; ``tell`` is given checks that fail."""
        return tuple(self._rows(translation, None, tell))

    def some(
        self, translation: DocumentTranslation, sources: Collection[str]
    ) -> Sequence[ArticleRow]:
        """Make the rows of some sentences, each in all its places.

        Checks that fail are passed over: the page that shows the rows has told of them.
        """
        return tuple(self._rows(translation, sources, _pass_over))

    def check(self, entry: Entry, target: str, uses: Sequence[TermUse]) -> Sequence[Finding]:
        """Find what is wrong with a text that somebody is typing; checks that fail say nothing."""
        return tuple(qa.check_entry(entry, target, uses, self.checks.entry, _pass_over))

    def findings(self, translation: DocumentTranslation) -> Findings:
        """Find what the checks say about all of a translation, whatever the baseline knows."""
        failed: list[WorkflowError] = []
        said = judgements(self._project).of(translation.whole.name, translation.target)
        known = self._of(translation).findings.of(None, baseline.Baseline(), failed.append, said)
        shown = (each for its in known.values() for each in its if each.check not in LOST_CHECKS)
        return Findings(tuple(shown), complete=not failed)

    def _of(self, translation: DocumentTranslation) -> _Known:
        """Return what is known of an article, as long as it is the one that was opened before."""
        key = translation.whole.name, translation.target
        known = self._known.get(key)
        if known is None or known.findings.translation is not translation:
            known = _Known(ArticleFindings(translation, self.checks), {})
        keep(self._known, key, known)
        return known

    def _rows(
        self,
        translation: DocumentTranslation,
        only: Collection[str] | None,
        tell: Callable[[WorkflowError], object],
    ) -> Iterator[ArticleRow]:
        known, others = self._of(translation), self._articles.others(translation)
        said = judgements(self._project).of(translation.whole.name, translation.target)
        found = known.findings.of(only, baseline.read(self._project), tell, said)
        for at, segment in enumerate(translation.document.segments):
            if only is not None and segment.text not in only:
                continue
            findings = found.get(segment.text, ())
            texts = {tag: own for tag, each in others.items() if (own := each.get(segment.text))}
            message = translation.catalog.message(segment.text)
            raw = message.raw if message else ""
            made_of = raw, texts, [_told(each) for each in findings]
            before, row = known.rows.get(at, (None, None))
            if row is None or not raw or before != made_of:
                row = _row(translation, at, findings, texts)
                known.rows[at] = made_of, row
            yield row


def _told(finding: Finding) -> tuple[object, ...]:
    """Convert a finding to the form that a row shows."""
    return finding.check, finding.severity, finding.message, finding.fix


def _row(
    translation: DocumentTranslation,
    at: int,
    findings: Sequence[Finding],
    others: Mapping[str, str],
) -> ArticleRow:
    document, target = translation.document, translation.target
    segment, uses = document.segments[at], translation.uses[at]
    entry = translation.catalog.entry(segment.text)
    assessed = risk.assess(segment, entry, target, uses, findings)
    return ArticleRow(
        number=at + 1,
        segment=segment,
        target=target,
        entry=entry,
        etag=review.etag(entry),
        terms=[(use, _met(use, entry.text, target)) for use in uses],
        findings=findings,
        risk=assessed.score if assessed else 0,
        reasons=assessed.reasons if assessed else (),
        others=others,
        picture=_picture(document, segment),
        placeholders=tuple(placeholders(segment.text, document.blocks[segment.block].markup)),
    )


def _pass_over(error: WorkflowError) -> None:
    """Ignore an error."""


def _picture(document: Document, segment: Segment) -> str:
    """Find the picture whose caption begins with a sentence."""
    block = document.blocks[segment.block]
    shown = not segment.position and any(pictures.shown([block]))
    return pictures.place(document.path, block.url) if shown else ""


def _met(use: TermUse, text: str, target: str) -> bool:
    return any(contains(text, form, target) for form in options(use) if form)
