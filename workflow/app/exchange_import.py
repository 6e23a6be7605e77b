"""Take files back that went out for review (``exchange import``), through the merge."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from operator import attrgetter
from pathlib import Path

from workflow import exchange
from workflow.app.state import article_addresses, seed_files
from workflow.app.state.document_translation import DocumentTranslation, open_translation
from workflow.catalog import Catalog, IncomingResult, entries_of, path_of
from workflow.catalog.attribution import attributed
from workflow.errors import ConfigError, ExchangeError, WorkflowError, contained
from workflow.exchange import ReturnedSentence
from workflow.glossary import Glossary, load
from workflow.languages import language
from workflow.model import Entry, Incoming, Project, State, say
from workflow.protocols import Progress, silent

_Place = tuple[str, str]
_BESIDE = "as “other translation” in {po}"
#: Why what came back is not the translation now, and where it is, by what became of it.
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
    """A sentence in a returned file that a person has to look at: its text was not taken as it is.

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


@dataclass(slots=True)
class Imported:
    """What the files changed, what was refused and why, and what could not be used at all."""

    changes: list[TakenBack] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    errors: list[WorkflowError] = field(default_factory=list)


def would_change(translation: DocumentTranslation, path: Path) -> bool:
    """Tell whether a file holds something that the catalog has not.

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
    work = _Import(project, load(project), reviewer, form)
    for number, path in enumerate(files):
        progress(number, len(files), "Importing")
        groups: Mapping[_Place, Sequence[ReturnedSentence]] = {}
        with contained(path, work.result.errors.append):
            groups = _grouped(work.rows(path))
        for place, rows in groups.items():
            if not any(place):
                work.refuse_strangers(rows)
                continue
            with contained(path, partial(work.refuse_all, rows)):
                work.take(path, place, rows)
    progress(len(files), len(files), "Importing")
    return work.result


def _grouped(rows: Iterable[ReturnedSentence]) -> Mapping[_Place, Sequence[ReturnedSentence]]:
    """Gather rows by document and locale.

    Rows of ours that have lost both belong to the one that the others name, if it is one.
    """
    groups: dict[_Place, list[ReturnedSentence]] = {}
    for row in rows:
        groups.setdefault((row.seed, row.locale), []).append(row)
    places = [place for place in groups if any(place)]
    if len(places) == 1 and (lost := groups.pop(("", ""), ())):
        for row in lost:
            groups.setdefault(places[0] if row.key else ("", ""), []).append(row)
    return groups


class _Import:
    """An import in progress."""

    def __init__(self, project: Project, glossary: Glossary, reviewer: str, form: str) -> None:
        self.result = Imported()
        self._kind = "xliff" if form == "xliff2" else form
        self._project = project
        self._glossary = glossary
        self._reviewer = reviewer
        self._seeds = {
            seed_files.name_of(project, seed): seed for seed in seed_files.select(project, ())
        }
        self._names = {seed: name for name, seed in self._seeds.items()}

    def rows(self, path: Path) -> Iterable[ReturnedSentence]:
        """Read the sentences of a file.

        An entry of a PO file that names no seed belongs to the seed of most others.

        Raises:
            WorkflowError: it cannot be read.
        """
        kind = exchange.kind_of(path, str(path))
        if self._kind not in ("", kind):
            hint = say("Leave --format out: the file itself says what it is.")
            raise ExchangeError(
                path,
                say("is {kind}, not {other}", kind=kind.upper(), other=self._kind.upper()),
                hint,
            )
        if kind == "po":
            locale, entries = entries_of(path)
            known = Counter(filter(None, map(self._seed, entries)))
            own = known.most_common(1)[0][0] if known else path.stem
            return [
                _row(entry, f"{path}:{entry.line}", self._seed(entry) or own, locale)
                for entry in entries
            ]
        return exchange.read(path)

    def _seed(self, entry: Entry) -> str:
        """Find the document that an entry's references name; empty if there is none."""
        places = (self._project.root / each.rpartition(":")[0] for each in entry.references)
        return next((self._names[place] for place in places if place in self._names), "")

    def take(self, path: Path, place: _Place, rows: Sequence[ReturnedSentence]) -> None:
        """Take the rows of one document and locale into their catalog.

        Raises:
            WorkflowError: the catalog or its seed cannot be read; nothing of the rows is anywhere.
        """
        catalog, keys, terms_hashes = self._open(*place)
        entries = attributed(catalog)
        second = [row for row in rows if row.context]
        proposals = exchange.propose([row for row in rows if not row.context], keys, entries)
        placed = [each for each in proposals if each[1].source]
        results = catalog.take_in(
            [_dated(each, self._reviewer, terms_hashes.get(each.source, "")) for _, each in placed]
        )
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
        self.result.changes.append(_change(path, po, results, same, written=written))

    def _open(self, seed: str, locale: str) -> tuple[Catalog, Mapping[str, str], Mapping[str, str]]:
        """Merge the catalog with its seed; return it, sentences by key, and renderings' hashes.

        Raises:
            WorkflowError: there is no such locale or seed, or one of them cannot be read.
        """
        target = language(locale).tag
        seed = article_addresses.present_name(self._project, seed, self._seeds)
        path = path_of(self._project, seed, target)
        if target not in self._project.settings.targets and not path.exists():
            raise ConfigError(
                f"locale {locale}",
                say("is no locale of this project"),
                say(
                    "Add {target} to its targets, or hand the file to the project it is from.",
                    target=target,
                ),
            )
        if found := self._seeds.get(seed):
            document = seed_files.load(self._project, found)
            translation = open_translation(self._project, self._glossary, document, target)
            keys = {each.key: each.text for each in translation.document.segments}
            return translation.catalog, keys, translation.terms_hashes()
        if path.exists():
            return Catalog.load(self._project, seed, target), {}, {}
        raise ConfigError(
            f"seed {seed!r}", say("is not in this project"), say("Was it renamed or removed?")
        )

    def _report(
        self, row: ReturnedSentence, incoming: Incoming, result: IncomingResult, po: str
    ) -> None:
        """Report a row whose text did not simply become the translation."""
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
        """Refuse rows that somebody has written between ours: a note, a total."""
        for row in rows:
            self._refuse_whole(row, say("is none of the sentences that were handed out"))

    def refuse_all(self, rows: Iterable[ReturnedSentence], error: WorkflowError) -> None:
        """Refuse some rows as a whole, for an error."""
        self.result.errors.append(error)
        for row in rows:
            self._refuse_whole(row, error.what)

    def _refuse_whole(self, row: ReturnedSentence, reason: str) -> None:
        """Refuse a row of which nothing got into the catalog."""
        self._refuse(row, reason, comments=row.comments)

    def _refuse(
        self, row: ReturnedSentence, reason: str, kept: str = "", comments: tuple[str, ...] = ()
    ) -> None:
        self.result.refused.append(
            Refusal(row.where, row.seed, row.locale, row.source, row.text, reason, kept, comments)
        )


def _row(entry: Entry, where: str, seed: str, locale: str) -> ReturnedSentence:
    """Make a row of an entry of a PO file."""
    return ReturnedSentence(
        where=where,
        seed=seed,
        locale=locale,
        source=entry.source,
        context=entry.context,
        text=entry.text,
        approved=entry.state is State.REVIEWED,
        comments=entry.comments,
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


def _change(
    path: Path, po: str, results: Sequence[IncomingResult], same: int, *, written: bool
) -> TakenBack:
    """Sum up what a file changed; ``same`` is how many of its rows propose nothing."""
    counts = Counter(results)
    return TakenBack(
        file=str(path),
        po=po,
        approved=counts[IncomingResult.APPROVED],
        edited=counts[IncomingResult.EDITED],
        reopened=counts[IncomingResult.REOPENED],
        same=same + counts[IncomingResult.SAME],
        written=written,
    )
