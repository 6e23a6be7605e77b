"""Import files that went out for review (``exchange import``), through the merge."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import Self

from workflow import exchange
from workflow.app.exchange_import.returned_files import Place, ReturnedFiles
from workflow.app.state import article_addresses, seed_files
from workflow.app.state.document_translation import (
    DocumentTranslation,
    merge_seed,
    open_translation,
)
from workflow.catalog import Catalog, IncomingResult, path_of
from workflow.catalog.attribution import attributed
from workflow.errors import ConfigError, WorkflowError, contained
from workflow.exchange import ReturnedSentence
from workflow.glossary import Glossary, load
from workflow.languages import language
from workflow.model import Incoming, Project, say
from workflow.protocols import Progress, silent

_BESIDE = "as “other translation” in {po}"
#: Why a returned text is not the translation now, and where it is kept, by outcome.
_REASONS = {
    IncomingResult.CONFLICT: (
        "somebody else has changed this sentence since the export",
        "both are in {po}",
    ),
    IncomingResult.GONE: (
        "the sentence is no longer in the document",
        "as an obsolete entry in {po}",
    ),
    IncomingResult.REFUSED: ("holds half a character or a control character", _BESIDE),
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """A sentence of a returned file that a person has to look at, because its text was not taken.

    Attributes:
        where: its place in the file.
        seed, locale: what it belongs to, as the file says.
        source, text: the sentence and its translation in the file.
        reason: why it is not the translation now.
        kept: where the text is; empty if only this report has it.
        comments: what people wrote beside it, if only this report has it.
    """

    where: str
    seed: str
    locale: str
    source: str
    text: str
    reason: str
    kept: str = ""
    comments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What one file changed in one catalog.

    Attributes:
        file: the file.
        po: the catalog, relative to the project.
        approved: sentences approved, with or without a change.
        edited: sentences with a new text that nobody has approved.
        reopened: approved sentences that an editor wants to be looked at again.
        same: sentences that came back as they went out, or as the catalog has them.
        written: whether the catalog has changed.
    """

    file: str
    po: str
    approved: int
    edited: int
    reopened: int
    same: int
    written: bool

    @classmethod
    def of(
        cls, file: Path, po: str, results: Sequence[IncomingResult], same: int, *, written: bool
    ) -> Self:
        """Count the results; ``same`` is how many rows of the file propose nothing."""
        counts = Counter(results)
        return cls(
            file=str(file),
            po=po,
            approved=counts[IncomingResult.APPROVED],
            edited=counts[IncomingResult.EDITED],
            reopened=counts[IncomingResult.REOPENED],
            same=same + counts[IncomingResult.SAME],
            written=written,
        )


@dataclass(slots=True)
class Imported:
    """What the files changed, what was refused and why, and the errors."""

    changes: list[TakenBack] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    errors: list[WorkflowError] = field(default_factory=list)


def would_change(translation: DocumentTranslation, path: Path) -> bool:
    """Tell whether a file holds something that the catalog lacks.

    Args:
        translation: of the document that the file is of; its catalog is changed, but not saved.
        path: the file.

    Raises:
        WorkflowError: the file cannot be read.
    """
    catalog = translation.catalog
    keys = {segment.key: segment.text for segment in translation.document.segments}
    proposals = exchange.propose(exchange.read(path), keys, catalog.entries)
    before = dict(catalog.entries), catalog.obsolete
    catalog.take_in([_dated(each, "", "") for _, each in proposals if each.source])
    unplaced = any(not each.source for _, each in proposals)
    return unplaced or before != (dict(catalog.entries), catalog.obsolete)


def import_files(
    project: Project,
    files: Sequence[Path],
    reviewer: str = "",
    progress: Progress = silent,
    form: str = "",
) -> Imported:
    """Import reviewed files: each sentence goes through the merge, so no editor's work is lost.

    Args:
        project: whose.
        files: in any of the formats, whatever their names. A file that is damaged anywhere
            changes nothing.
        reviewer: who approved what the files call approved, unless they say it themselves.
        progress: told of every file.
        form: what they should be, one of :data:`workflow.exchange.FORMATS`; any if empty.
    """
    returned = ReturnedFiles(project, form)
    work = _Import(project, returned.seeds, load(project), reviewer)
    for number, path in enumerate(files):
        progress(number, len(files), say("Importing"))
        groups: Mapping[Place, Sequence[ReturnedSentence]] = {}
        with contained(path, work.result.errors.append):
            groups = returned.grouped(path)
        for place, rows in groups.items():
            if not any(place):
                work.refuse_strangers(rows)
                continue
            with contained(path, partial(work.refuse_all, rows)):
                work.take(path, place, rows)
    progress(len(files), len(files), say("Importing"))
    return work.result


class _Import:
    """An import in progress."""

    def __init__(
        self, project: Project, seeds: Mapping[str, Path], glossary: Glossary, reviewer: str
    ) -> None:
        self.result = Imported()
        self._project = project
        self._seeds = seeds
        self._glossary = glossary
        self._reviewer = reviewer

    def take(self, path: Path, place: Place, rows: Sequence[ReturnedSentence]) -> None:
        """Put the rows of one document and locale into their catalog.

        Raises:
            WorkflowError: the catalog or its seed cannot be read; none of the rows is taken.
        """
        catalog, translation = self._open(*place)
        segments = translation.document.segments if translation else ()
        keys, entries = {each.key: each.text for each in segments}, attributed(catalog)
        second = [row for row in rows if row.context]
        proposals = exchange.propose([row for row in rows if not row.context], keys, entries)
        placed = [each for each in proposals if each[1].source]
        results = self._merge(catalog, translation, [each for _, each in placed])
        try:
            # Each approval names its reviewer itself: a header that names the last one, too, is
            # a conflict wherever two branches import different sentences.
            written = catalog.save(sign=False)
        except WorkflowError as error:
            self.refuse_all([row for row, _ in proposals], error)
            return
        po = self._project.where(catalog.path)
        for (row, incoming), result in zip(placed, results, strict=True):
            self._report(row, incoming, result, po)
        for row, incoming in proposals:
            if not incoming.source:
                self._refuse_whole(row, incoming.problem)
        known = {(each.context, each.source, each.text) for each in catalog.second_renderings}
        other = [row for row in second if (row.context, row.source, row.text) not in known]
        for row in filter(attrgetter("text"), other):
            self._refuse_whole(row, f"is a second rendering ({row.context}); write it into {po}")
        same = len(rows) - len(proposals) - len(other)
        self.result.changes.append(TakenBack.of(path, po, results, same, written=written))

    def _open(self, seed: str, locale: str) -> tuple[Catalog, DocumentTranslation | None]:
        """Merge the catalog with its seed; return it, and the translation if the seed is there.

        Raises:
            WorkflowError: there is no such locale or seed, or one of them cannot be read.
        """
        target = language(locale).tag
        seed = article_addresses.present_name(self._project, seed, self._seeds)
        path = path_of(self._project, seed, target)
        must_be_locale(self._project, target, path)
        if found := self._seeds.get(seed):
            document = seed_files.load(self._project, found)
            translation = open_translation(self._project, self._glossary, document, target)
            return translation.catalog, translation
        if path.exists():
            return Catalog.load(self._project, seed, target), None
        raise ConfigError(
            f"seed {seed!r}", say("is not in this project"), say("Was it renamed or removed?")
        )

    def _merge(
        self, catalog: Catalog, translation: DocumentTranslation | None, rows: Sequence[Incoming]
    ) -> Sequence[IncomingResult]:
        """Put returned translations into a catalog; approvals are for the renderings of today."""
        hashes = translation.terms_hashes() if translation else {}
        dated = [_dated(each, self._reviewer, hashes.get(each.source, "")) for each in rows]
        outdated = translation if translation and translation.with_other_terms() else None
        results = catalog.take_in(dated)
        if outdated:
            merge_seed(self._project, outdated)  # notes on terms as the approvals have them
        return results

    def _report(
        self, row: ReturnedSentence, incoming: Incoming, result: IncomingResult, po: str
    ) -> None:
        """Report a row whose text did not become the translation as it is."""
        if incoming.problem:
            beside = _REASONS[
                IncomingResult.GONE if result is IncomingResult.GONE else IncomingResult.REFUSED
            ][1]
            kept = beside.format(po=po) if incoming.text.strip() else ""
            self._refuse(row, incoming.problem, kept)
        elif result in _REASONS:
            reason, kept = _REASONS[result]
            self._refuse(row, reason, kept.format(po=po))
        elif row.doubt:
            how = "as it is" if result is IncomingResult.SAME else "as a draft"
            self._refuse(row, row.doubt, f"{how} in {po}")

    def refuse_strangers(self, rows: Iterable[ReturnedSentence]) -> None:
        """Refuse rows that somebody has added between ours, such as a note or a total."""
        for row in rows:
            self._refuse_whole(row, say("is none of the sentences that were handed out"))

    def refuse_all(self, rows: Iterable[ReturnedSentence], error: WorkflowError) -> None:
        """Refuse all rows because of an error."""
        self.result.errors.append(error)
        for row in rows:
            self._refuse_whole(row, error.what)

    def _refuse_whole(self, row: ReturnedSentence, reason: str) -> None:
        """Refuse a row entirely, reporting its comments as well."""
        self._refuse(row, reason, comments=row.comments)

    def _refuse(
        self, row: ReturnedSentence, reason: str, kept: str = "", comments: tuple[str, ...] = ()
    ) -> None:
        self.result.refused.append(
            Refusal(row.where, row.seed, row.locale, row.source, row.text, reason, kept, comments)
        )


def must_be_locale(project: Project, target: str, po: Path) -> None:
    """Refuse a language that is no target of the project and has no PO file.

    Raises:
        ConfigError: it is such a one.
    """
    if target not in project.settings.targets and not po.exists():
        raise ConfigError(
            f"locale {language(target).gettext}",
            say("is no locale of this project"),
            say(
                "Add {target} to its targets, or hand the file to the project it is from.",
                target=target,
            ),
        )


def _dated(incoming: Incoming, reviewer: str, terms_hash: str) -> Incoming:
    """Add to a returned translation who approved it, when, and for which term renderings.

    Args:
        incoming: as the file proposes it.
        reviewer: who approved it, unless it says so itself.
        terms_hash: hash of the glossary renderings that the sentence must get.
    """
    by = (incoming.reviewer or reviewer) if incoming.approved else ""
    return replace(incoming, reviewer=by, date=date.today().isoformat(), terms_hash=terms_hash)
