"""Find what the checks say about an article under review; run them only on what has changed.

A check of single sentences depends on one entry alone, and the entry on its lines in the PO file:
while these are the same, so is what was found. The checks of whole documents are asked again when
the text of any sentence is another one, and whenever the whole article is looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from workflow.app.checking import translation_findings
from workflow.app.checking.translation_findings import Checks, Faults
from workflow.app.state.document_translation import DocumentTranslation
from workflow.app.state.kept_opinions import Judgement
from workflow.app.state.lost_decisions import lost_findings
from workflow.errors import WorkflowError
from workflow.model import Finding
from workflow.qa.baseline import Baseline


@dataclass(frozen=True, slots=True)
class _Seen:
    """The findings of an entry, with its lines of the PO file and where they began."""

    raw: str
    line: int
    found: Sequence[Finding]

    def at(self, line: int) -> Sequence[Finding]:
        """Return what was found, where the entry stands now."""
        if line == self.line:
            return self.found
        return tuple(replace(f, line=line) if f.line == self.line else f for f in self.found)


@dataclass(slots=True)
class ArticleFindings:
    """What the checks find in one opened translation, but for what comments silence."""

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
        """Ask the checks of single sentences, unless the entry says what it said before."""
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
        """Ask the checks of whole documents, unless no text has changed since they were asked."""
        texts = self.translation.catalog.texts
        if texts != self._texts:
            self._document = tuple(
                translation_findings.in_document(self.translation, self.checks, faults)
            )
            self._texts = texts
        return self._document
