"""``review``: what the browser review shows, and how what it decides gets into the PO files.

Every call works on the files as they are at that moment: nothing is held in memory that somebody
else could change in them. Of the documents alone, the last few are kept, with what they were read
from.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from workflow import checks, glossary, review
from workflow.catalog import Catalog, Message, path_of
from workflow.errors import CatalogError, WorkflowError
from workflow.glossary.verify import contains, options
from workflow.model import BlockKind, Document, Finding, Project, Severity, State, TermUse
from workflow.pipeline import baseline, checking, documents, risk, versions
from workflow.pipeline.checking import Checked, Checks
from workflow.pipeline.desk import Desk
from workflow.pipeline.versions import Version
from workflow.review import Conflict, Gone, Listing, Row, Saved, Sheet
from workflow.review.sheet import Count

#: How many documents are kept, and how many decisions can be taken back.
_DOCUMENTS, _OPERATIONS = 16, 1000


@dataclass(frozen=True, slots=True)
class _Done:
    """A decision that can be taken back: each message before and after it."""

    name: str
    target: str
    messages: Sequence[tuple[Message, Message]]


class Office:
    """A project's articles under review; see :class:`workflow.review.Office`.

    Args:
        project: whose articles.
        paths: the seeds to be reviewed.
        reviewer: who approves, ``Name <address>``.
        today: gives the day of an approval.
    """

    def __init__(
        self,
        project: Project,
        paths: Sequence[Path],
        reviewer: str,
        today: Callable[[], date] = date.today,
    ) -> None:
        self._project = project
        self._seeds = {documents.name_of(project, path): path for path in paths}
        self._today = today
        self._lock = threading.RLock()
        self._documents: dict[str, tuple[bytes, Document]] = {}
        self._done: dict[str, _Done] = {}
        self._glossary: tuple[object, glossary.Glossary] | None = None
        self.project = project.settings.name
        self.reviewer = reviewer

    def queue(self) -> tuple[Sequence[Listing], Sequence[str]]:
        """All articles under review, and what is wrong with those that cannot be read."""
        accepted = baseline.read(self._project)
        listings: list[Listing] = []
        with self._lock, Desk(self._project) as desk:
            for seed in desk.seeds(tuple(self._seeds.values())):
                if report := seed.report():
                    found = Checked()
                    checking.collect(desk, seed, desk.targets, accepted, found)
                    locales = {
                        tag: _count(locale, found.findings)
                        for tag, locale in report.locales.items()
                    }
                    listings.append(Listing(seed.name, report.path, report.language, locales))
                seed.release()
            problems = [f"{error.where}: {error.what}" for error in desk.errors]
        return listings, list(dict.fromkeys(problems))

    def sheet(self, name: str, target: str) -> Sheet:
        """One article in one language, as the files are now."""
        rev = self.rev(name, target)
        with self._lock:
            version = self._open(name, target)
            found = self._findings(version)
            return Sheet(
                name=name,
                language=version.document.language,
                target=target,
                title=_title(version.document),
                path=versions.po(self._project, name, target),
                rev=rev,
                rows=tuple(self._rows(version, found)),
            )

    def rev(self, name: str, target: str) -> str:
        """A digest of the files that an article's review follows from."""
        project, seed = self._project, self._seed(name, target)
        tables = sorted(project.glossary.glob("*.csv"))
        hasher = hashlib.sha256()
        for path in (seed, path_of(project, name, target), *tables):
            hasher.update(hashlib.sha256(_bytes(path)).digest())
        return hasher.hexdigest()[:32]

    def check(self, name: str, target: str, key: str, text: str) -> Sequence[Finding]:
        """What the checks would say about another translation of a sentence."""
        with self._lock:
            version = self._open(name, target)
            place = _place(version, key)
            entry = version.catalog.entries[version.document.segments[place].text]
            other = replace(entry, text=text, state=State.REVIEWED, problems=())
            uses = version.uses[place]
            return tuple(checks.check_entry(other, target, uses, self._checks.entry))

    def save(  # noqa: PLR0913 - see the protocol
        self, name: str, target: str, key: str, tag: str, text: str, *, approve: bool
    ) -> Saved:
        """Approves a translation, or keeps it as one that needs work."""
        today = self._today().isoformat()
        with self._writing(name, target, {key: tag}) as (version, places):
            source = version.document.segments[places[0]].text
            entry = version.catalog.entries[source]
            same = entry.text == text and (entry.state is State.REVIEWED) is approve
            if review.etag(entry) != tag and not same:
                raise Conflict(self._shown(version, [source]))
            if same and (approve or entry.held):
                return Saved(self._shown(version, [source]))
            if approve:
                terms = glossary.signature(version.uses[places[0]])
                done = self._do(
                    version,
                    {source: lambda c: c.approve(source, text, self.reviewer, today, terms)},
                )
            else:
                done = self._do(
                    version, {source: lambda c: c.hold(source, text, self.reviewer, today)}
                )
            if version.catalog.entries[source].text != text.strip():
                raise Conflict(done.rows)
            return done

    def approve_all(self, name: str, target: str, rows: Mapping[str, str]) -> Saved:
        """Approves sentences (key → etag) as they are: all of them or none."""
        today = self._today().isoformat()
        with self._writing(name, target, rows) as (version, places):
            entries = version.catalog.entries
            sources = {version.document.segments[place].text: place for place in places}
            changed = [
                source
                for source, tag in zip(sources, rows.values(), strict=False)
                if review.etag(entries[source]) != tag or not entries[source].text
            ]
            if changed:
                raise Conflict(self._shown(version, changed))
            return self._do(
                version,
                {
                    source: _approval(
                        source,
                        entries[source].text,
                        self.reviewer,
                        today,
                        glossary.signature(version.uses[place]),
                    )
                    for source, place in sources.items()
                },
            )

    def note(self, name: str, target: str, key: str, tag: str, text: str) -> Saved:
        """Writes a comment beside a translation."""
        with self._writing(name, target, {key: tag}) as (version, places):
            source = version.document.segments[places[0]].text
            if review.etag(version.catalog.entries[source]) != tag:
                raise Conflict(self._shown(version, [source]))
            return self._do(version, {source: lambda c: c.note(source, text)})

    def undo(self, operation: str) -> Saved:
        """Takes back what was written, unless somebody has changed it since."""
        with self._lock:
            done = self._done.pop(operation, None)
            if done is None:
                raise Gone
            version = self._open(done.name, done.target)
            sources = [before.msgid for before, _ in done.messages]
            if not all(version.catalog.restore(*pair) for pair in done.messages):
                raise Conflict(self._shown(self._open(done.name, done.target), sources))
            version.catalog.save(sign=False)
            return Saved(self._shown(version, sources))

    @contextmanager
    def _writing(
        self, name: str, target: str, keys: Iterable[str]
    ) -> Iterator[tuple[Version, list[int]]]:
        """An article to be written to, and the places of the sentences in it."""
        with self._lock:
            version = self._open(name, target)
            yield version, [_place(version, key) for key in keys]

    def _do(self, version: Version, steps: Mapping[str, Callable[[Catalog], bool]]) -> Saved:
        """Does something to each sentence and saves; remembers how to take it back."""
        before = {source: version.catalog.message(source) for source in steps}
        for step in steps.values():
            step(version.catalog)
        version.catalog.save(sign=False)
        after = {source: version.catalog.message(source) for source in steps}
        pairs = [(old, new) for old, new in zip(before.values(), after.values(), strict=True)
                 if old and new]  # fmt: skip
        operation = hashlib.sha256(repr((len(self._done), pairs)).encode()).hexdigest()[:16]
        self._done[operation] = _Done(version.document.name, version.target, pairs)
        while len(self._done) > _OPERATIONS:
            del self._done[next(iter(self._done))]
        return Saved(self._shown(version, list(steps)), operation)

    def _seed(self, name: str, target: str) -> Path:
        if name not in self._seeds or target not in self._project.settings.targets:
            raise Gone
        return self._seeds[name]

    def _open(self, name: str, target: str) -> Version:
        """An article's translation, merged with what the seed says today; in memory only."""
        document = self._document(name, self._seed(name, target))
        if document.language == target:
            raise Gone
        return versions.open_version(self._project, self._terms(), document, target)

    def _document(self, name: str, path: Path) -> Document:
        data = _bytes(path)
        known, document = self._documents.get(name, (b"", None))
        if document is None or known != data:
            if not path.exists():
                raise Gone
            document = documents.load(self._project, path)
            while len(self._documents) >= _DOCUMENTS:
                del self._documents[next(iter(self._documents))]
            self._documents[name] = data, document
        return document

    def _terms(self) -> glossary.Glossary:
        """The glossary; read again when a table of it has changed."""
        tables = tuple(
            (path, _bytes(path)) for path in sorted(self._project.glossary.glob("*.csv"))
        )
        if self._glossary is None or self._glossary[0] != tables:
            self._glossary = tables, glossary.load(self._project)
        return self._glossary[1]

    @cached_property
    def _checks(self) -> Checks:
        return Checks.load()

    def _findings(
        self, version: Version, only: Collection[str] | None = None
    ) -> Mapping[str, Sequence[Finding]]:
        """What the checks say that the baseline does not know, by sentence."""
        found: dict[str, list[Finding]] = {}
        shown = checking.findings(version, self._checks, only).shown
        for finding in baseline.read(self._project).unknown(shown):
            found.setdefault(finding.source, []).append(finding)
        return found

    def _shown(self, version: Version, sources: Sequence[str]) -> Sequence[Row]:
        """The rows of some sentences, each of their places."""
        rows = self._rows(version, self._findings(version, sources))
        return tuple(row for row in rows if row.segment.text in sources)

    def _rows(self, version: Version, found: Mapping[str, Sequence[Finding]]) -> Iterator[Row]:
        document, entries = version.document, version.catalog.entries
        others = self._others(version)
        for number, (segment, uses) in enumerate(
            zip(document.segments, version.uses, strict=True), 1
        ):
            entry = entries[segment.text]
            findings = found.get(segment.text, ())
            assessed = risk.assess(segment, entry, version.target, uses, findings)
            yield Row(
                number=number,
                segment=segment,
                target=version.target,
                entry=entry,
                etag=review.etag(entry),
                terms=[(use, _met(use, entry.text, version.target)) for use in uses],
                findings=findings,
                risk=assessed.score if assessed else 0,
                reasons=assessed.reasons if assessed else (),
                others={
                    tag: texts[segment.text] for tag, texts in others.items()
                    if texts.get(segment.text)
                },
            )  # fmt: skip

    def _others(self, version: Version) -> Mapping[str, Mapping[str, str]]:
        """The translations into the other languages; those that can be read."""
        texts: dict[str, Mapping[str, str]] = {}
        for tag in self._project.settings.targets:
            if tag in (version.target, version.document.language):
                continue
            try:
                entries = Catalog.load(self._project, version.document.name, tag).entries
            except CatalogError:
                continue
            texts[tag] = {source: entry.text for source, entry in entries.items()}
        return texts


def review_articles(  # noqa: PLR0913 - what may vary has a name
    project: Project,
    paths: Sequence[Path],
    reviewer: str,
    *,
    host: str,
    port: int,
    opened: Callable[[str], None],
    say: Callable[[str], None],
) -> None:
    """Serves the review until interrupted.

    Args:
        project: whose articles.
        paths: the seeds to review.
        reviewer: who approves, ``Name <address>``.
        host: the address to listen on.
        port: where; 0 for any free one.
        opened: called with the address to open.
        say: called with one line for what happens.

    Raises:
        ConfigError: the host is no single address.
        WorkflowError: the address cannot be listened on.
    """
    office = Office(project, paths, reviewer)
    try:
        server = review.ReviewServer(office, project.settings.site.colors, host, port)
    except OSError as error:
        raise WorkflowError(
            f"{host}:{port}",
            (error.strerror or "cannot listen").lower(),
            "Choose another --port; 0 takes any free one.",
        ) from error
    review.serve(server, opened, say)


def _approval(
    source: str, text: str, reviewer: str, today: str, terms: str
) -> Callable[[Catalog], bool]:
    return lambda catalog: catalog.approve(source, text, reviewer, today, terms)


def _place(version: Version, key: str) -> int:
    """Where the sentence with this key stands."""
    for place, segment in enumerate(version.document.segments):
        if segment.key == key:
            return place
    raise Gone


def _met(use: TermUse, text: str, target: str) -> bool:
    return any(contains(text, form, target) for form in options(use) if form)


def _title(document: Document) -> str:
    headlines = (s.text for s in document.segments if s.kind is BlockKind.HEADLINE)
    return next(headlines, document.metadata.title or document.name)


def _count(locale: versions.LocaleReport, findings: Sequence[Finding]) -> Count:
    own = [finding.severity for finding in findings if finding.path == locale.po]
    states = {
        State.REVIEWED: locale.reviewed, State.DRAFT: locale.draft,
        State.STALE: locale.stale, State.EMPTY: locale.empty,
    }  # fmt: skip
    return Count(states, own.count(Severity.ERROR), own.count(Severity.WARNING))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
