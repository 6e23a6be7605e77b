"""Build the rows that the review shows of an article.

Each row is a sentence with its terms, findings, risk and translations into other languages. A row
that shows nothing new is the very one that was made before.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from workflow import qa, review
from workflow.app.checking import risk, translation_findings
from workflow.app.checking.translation_findings import Checks, Faults, Findings
from workflow.app.reviewing.article_files import Articles, keep
from workflow.app.state.document_translation import DocumentTranslation
from workflow.app.state.kept_opinions import Judgement, judgements
from workflow.app.state.lost_decisions import LOST_CHECKS, lost_findings
from workflow.catalog.template import placeholders
from workflow.documents import pictures
from workflow.errors import WorkflowError, pass_over
from workflow.glossary.occurrences import contains, options
from workflow.model import Document, Entry, Finding, Project, Segment, TermUse
from workflow.qa import baseline
from workflow.qa.baseline import Baseline
from workflow.review import ArticleRow


@dataclass(frozen=True, slots=True)
class _Known:
    """The findings and the rows of an opened article.

    A row is kept with what it was made of.
    """

    findings: _ArticleFindings
    rows: dict[int, tuple[object, ArticleRow]]


class Rows:
    """Builds the rows of a project's articles."""

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
        """Build the rows of all sentences in reading order; ``tell`` gets the failing checks."""
        return tuple(self._rows(translation, None, tell))

    def some(
        self, translation: DocumentTranslation, sources: Collection[str]
    ) -> Sequence[ArticleRow]:
        """Build the rows of some sentences, each in all its places.

        Checks that fail are passed over: the page that shows the rows has told of them.
        """
        return tuple(self._rows(translation, sources, pass_over))

    def check(self, entry: Entry, target: str, uses: Sequence[TermUse]) -> Sequence[Finding]:
        """Check a text that somebody is typing, ignoring checks that fail."""
        return tuple(qa.check_entry(entry, target, uses, self.checks.entry, pass_over))

    def findings(self, translation: DocumentTranslation) -> Findings:
        """Return the findings in a whole translation, including those in the baseline."""
        failed: list[WorkflowError] = []
        said = judgements(self._project).of(translation.whole.name, translation.target)
        known = self._of(translation).findings.of(None, baseline.Baseline(), failed.append, said)
        shown = (each for its in known.values() for each in its if each.check not in LOST_CHECKS)
        return Findings(tuple(shown), complete=not failed)

    def _of(self, translation: DocumentTranslation) -> _Known:
        """Return what is cached of an article while it stays the opened one."""
        key = translation.whole.name, translation.target
        known = self._known.get(key)
        if known is None or known.findings.translation is not translation:
            known = _Known(_ArticleFindings(translation, self.checks), {})
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


def _picture(document: Document, segment: Segment) -> str:
    """Find the picture whose caption begins with a sentence."""
    block = document.blocks[segment.block]
    shown = not segment.position and any(pictures.shown([block]))
    return pictures.place(document.path, block.url) if shown else ""


def _met(use: TermUse, text: str, target: str) -> bool:
    return any(contains(text, form, target) for form in options(use) if form)


@dataclass(frozen=True, slots=True)
class _Seen:
    """The findings of an entry, with its text and line in the PO file."""

    raw: str
    line: int
    found: Sequence[Finding]

    def at(self, line: int) -> Sequence[Finding]:
        """Return the findings, moved to the entry's current line."""
        if line == self.line:
            return self.found
        return tuple(replace(f, line=line) if f.line == self.line else f for f in self.found)


@dataclass(slots=True)
class _ArticleFindings:
    """The findings of one opened translation, except those that comments silence.

    A check of single sentences depends on one entry alone: while its lines in the PO file are the
    same, so is what was found. The checks of whole documents are asked again when the text of any
    sentence is another one, and whenever the whole article is looked at.
    """

    translation: DocumentTranslation
    checks: Checks
    _seen: dict[int, _Seen] = field(default_factory=dict)
    _texts: Sequence[str] | None = None
    _document: Sequence[Finding] = ()

    def of(
        self,
        only: Collection[str] | None,
        baseline: Baseline,
        tell: Callable[[WorkflowError], object],
        said: Mapping[str, Judgement],
    ) -> Mapping[str, Sequence[Finding]]:
        """Return the findings that are not in the baseline, by sentence.

        Args:
            only: the sentences (msgid) that are of interest, each in all its places.
            baseline: what is known.
            tell: is given the errors of checks that fail.
            said: what a model has said of the translations, by the key of their texts.
        """
        if only is None:
            self._texts = None
        segments = self.translation.document.segments
        places = [at for at, each in enumerate(segments) if only is None or each.text in only]
        faults = Faults(tell)
        found = [finding for at in places for finding in self._of_sentence(at, faults)]
        whole = self._of_document(faults)
        found += [each for each in whole if only is None or each.source in only]
        sources = dict.fromkeys(segments[at].text for at in places)
        entries = [*map(self.translation.catalog.entry, sources)]
        found += translation_findings.judged(entries, said)
        shown = faults.settled(found, entries).shown
        result: dict[str, list[Finding]] = {}
        for each in (*lost_findings(self.translation, only), *baseline.unknown(shown)):
            result.setdefault(each.source, []).append(each)
        return result

    def _of_sentence(self, at: int, faults: Faults) -> Sequence[Finding]:
        """Run the checks of single sentences, unless the entry is unchanged."""
        message = self.translation.catalog.message(self.translation.document.segments[at].text)
        raw, line = (message.raw, message.line) if message else ("", 0)
        seen = self._seen.get(at)
        if seen and raw and seen.raw == raw:
            return seen.at(line)
        failed = faults.count
        found = tuple(
            translation_findings.in_sentences(self.translation, [at], self.checks, faults)
        )
        if faults.count == failed:
            self._seen[at] = _Seen(raw, line, found)
        return found

    def _of_document(self, faults: Faults) -> Sequence[Finding]:
        """Run the checks of whole documents, unless no text has changed."""
        texts = self.translation.catalog.texts
        if texts != self._texts:
            self._document = tuple(
                translation_findings.in_document(self.translation, self.checks, faults)
            )
            self._texts = texts
        return self._document
