"""Keeps the memory in step with the files, and fills from it what is empty."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property, partial
from pathlib import Path

from workflow import catalog, glossary, tmx
from workflow.app.document_translation import DocumentTranslation
from workflow.engines import drafting
from workflow.engines.drafting import Job
from workflow.errors import WorkflowError, contained
from workflow.glossary import Glossary
from workflow.memory import Match, Memory, Stamp, interchange
from workflow.model import Draft, Pair, Project, State
from workflow.protocols import Progress, silent
from workflow.store.files import is_inside
from workflow.wdiff import difference, marked

_LABEL = "Reading translations"
#: A file saved less than this many nanoseconds ago may be saved again with the same time.
_UNSETTLED = 2_000_000_000


def open_memory(
    project: Project, errors: list[WorkflowError], progress: Progress = silent
) -> Memory:
    """The project's memory; it reads what has changed when it is refreshed.

    Args:
        project: whose.
        errors: gets what cannot be read; the memory does without it.
        progress: told how far the reading of changed files is.
    """
    return Memory(project.cache, partial(_reload, project, errors, progress))


def _reload(
    project: Project, errors: list[WorkflowError], progress: Progress, memory: Memory
) -> None:
    known = memory.stamps()
    files = dict(_files(project))
    memory.forget([path for path in known if path not in files])
    changed: dict[str, Stamp] = {}
    same: dict[str, Stamp] = {}
    for shown, path in files.items():
        try:
            stat, before = path.stat(), known.get(shown)
            if before and (before.size, before.changed) == (stat.st_size, stat.st_mtime_ns):
                continue
            stamp = stamp_of(path)
        except OSError:
            continue
        (same if before and before.digest == stamp.digest else changed)[shown] = stamp
    memory.mark(same)
    memory.learn(_read(project, changed, files, errors, progress))


def _read(
    project: Project,
    changed: Mapping[str, Stamp],
    files: Mapping[str, Path],
    errors: list[WorkflowError],
    progress: Progress,
) -> Iterator[tuple[str, Stamp, Iterable[Pair]]]:
    for number, (shown, stamp) in enumerate(changed.items()):
        progress(number, len(changed), _LABEL)
        path = files[shown]
        if path.suffix == ".tmx":
            yield shown, stamp, _until_damaged(tmx_pairs(project, path, shown), shown, errors)
            continue
        with contained(shown, errors.append):
            yield shown, stamp, catalog.pairs(project, path)
    if changed:
        progress(len(changed), len(changed), _LABEL)


def _until_damaged(
    pairs: Iterable[Pair], where: str, errors: list[WorkflowError]
) -> Iterator[Pair]:
    with contained(where, errors.append):
        yield from pairs


def tmx_pairs(
    project: Project, path: Path, where: str, progress: Progress = silent
) -> Iterator[Pair]:
    """What a TMX file holds for the project, read bit by bit.

    Raises:
        TmxError: it cannot be read from here on.
    """
    targets = frozenset(project.settings.targets)
    size = path.stat().st_size
    told = -1
    with path.open("rb") as file:
        for unit in tmx.read(file, where):
            if (done := file.tell()) != told:
                progress(done // 1000, size // 1000, f"Reading {where} (kB)")
                told = done
            yield from interchange.pairs(unit, targets, where)


def stamp_of(path: Path) -> Stamp:
    """What tells this edition of a file from others."""
    stat = path.stat()
    settled = time.time_ns() - stat.st_mtime_ns > _UNSETTLED
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, partial(hashlib.blake2b, digest_size=16)).digest()
    return Stamp(stat.st_size, stat.st_mtime_ns if settled else 0, digest)


def _files(project: Project) -> Iterator[tuple[str, Path]]:
    """Every PO file and every imported TMX file that lies in the project, and what it is called."""
    if not is_inside(project.locales, project.root):
        return
    for name, _, names in os.walk(project.locales):
        folder = Path(name)
        shown = folder.relative_to(project.root).as_posix()
        ending = ".tmx" if folder == project.imports else ".po"
        for each in names:
            path = folder / each
            inside = not path.is_symlink() or is_inside(path, project.root)
            if each.endswith(ending) and inside and path.is_file():
                yield f"{shown}/{each}", path


def names_in(terms: Glossary) -> Callable[[str], Callable[[str], Collection[str]]]:
    """For a language, what finds the termbase's names in a sentence, by their main form."""

    def named(spoken: str, text: str) -> Collection[str]:
        found = (name for hit in terms.find(text, spoken) for name in hit.spellings)
        return {name.term.forms[spoken].first or name.text for name in found}

    return lambda spoken: partial(named, spoken)


class Recollection:
    """Fills what is empty with what was translated before; use it in a ``with`` statement.

    What was translated only of similar sentences is shown beside what stays empty.
    """

    def __init__(self, project: Project, progress: Progress = silent) -> None:
        """Nothing is opened or read until there is something to fill.

        Files that cannot be read are passed over: they concern whoever works at them.
        """
        self._project = project
        self._setting = project.settings.memory
        self._open = partial(open_memory, project, [], progress)
        self._memory: Memory | None = None
        self._serves: dict[tuple[str, str], bool] = {}

    def __enter__(self) -> Recollection:
        return self

    def __exit__(self, *_: object) -> None:
        if self._memory:
            self._memory.close()

    def fill(
        self,
        translations: Iterable[DocumentTranslation],
        *,
        redo: bool = False,
        pseudo: bool = False,
    ) -> frozenset[tuple[Path, str]]:
        """Puts known translations where there are none.

        A sentence that was approved between the same neighbours becomes reviewed; one approved
        elsewhere, translated by a person or imported becomes a draft, unless the project's
        settings say otherwise. A machine's drafts are never used again.

        Args:
            translations: merged with their documents.
            redo: also replace drafts that no person has touched.
            pseudo: also replace pseudo-translations that no person has touched.

        Returns:
            What was filled: PO files and sentences.
        """
        if self._setting == "off":
            return frozenset()
        filled: set[tuple[Path, str]] = set()
        for translation in translations:
            wanted = translation.catalog.pending(redo=redo, pseudo=pseudo)
            if wanted and self._memory is None:
                self._memory = self._open()
                self._memory.refresh()
            if wanted and self._memory:
                path = translation.catalog.path
                sources = self._fill(self._memory, translation, frozenset(wanted), redo)
                filled.update((path, source) for source in sources)
        return frozenset(filled)

    def _fill(
        self, memory: Memory, translation: DocumentTranslation, wanted: frozenset[str], redo: bool
    ) -> Iterator[str]:
        target = translation.target
        jobs: dict[str, Job] = {}
        for segment, uses in zip(translation.document.segments, translation.uses, strict=True):
            jobs.setdefault(segment.text, Job(segment, uses))
        order = ("", *jobs, "")
        for before, source, after in zip(order, order[1:], order[2:], strict=False):
            if source not in wanted:
                continue
            spoken = jobs[source].segment.language or translation.source
            if not self._may_serve(memory, spoken, target):
                translation.catalog.show_similar(source, ())
            else:
                matches = memory.exact(source, spoken, target, before, after)
                usable = [match for match in matches if not match.pair.machine]
                put = bool(usable) and self._put(translation, jobs[source], usable, redo)
                if put:
                    yield source
                similar = () if put else self._similar(memory, source, spoken, target)
                translation.catalog.show_similar(source, similar)

    def _may_serve(self, memory: Memory, spoken: str, target: str) -> bool:
        """Whether a person has translated anything of one language into the other."""
        if (spoken, target) not in self._serves:
            self._serves[spoken, target] = memory.serves(spoken, target)
        return self._serves[spoken, target]

    def _similar(self, memory: Memory, source: str, spoken: str, target: str) -> tuple[str, ...]:
        """The best translation of a sentence like this one, and how the two differ."""
        found = memory.fuzzy(
            source, language=spoken, targets=(target,), machine=False, names=self._names, limit=1
        )
        return tuple(map(partial(_line, source), found))

    @cached_property
    def _names(self) -> Callable[[str], Callable[[str], Collection[str]]]:
        return names_in(glossary.load(self._project))

    def _put(
        self, translation: DocumentTranslation, job: Job, matches: list[Match], redo: bool
    ) -> bool:
        source, pair = job.segment.text, matches[0].pair
        terms = glossary.signature(job.uses)
        draft = drafting.finish(Draft(pair.text, "memory"), job, translation.target)
        if draft.text == pair.text and not draft.problems and self._is_settled(matches):
            return translation.catalog.recall(source, pair, terms, redo=redo)
        today = date.today().isoformat()
        return translation.catalog.fill(source, draft, terms, today, redo=redo)

    def _is_settled(self, matches: list[Match]) -> bool:
        """Whether the best match needs no person: approved here before, and in one way only."""
        approved = [match for match in matches if match.pair.state is State.REVIEWED]
        here = [match for match in approved if match.in_context]
        return len(here) == 1 or (self._setting == "reviewed" and len(approved) == 1)


def _line(source: str, match: Match) -> str:
    """``86 % He [-met-]{+saw+} them. → 그들을 …``; facts that differ stand after the score."""
    facts = f" ({'; '.join(match.changes)})" if match.changes else ""
    shown = marked(difference(match.pair.source, source))
    return f"{int(match.score)} %{facts} {shown} → {match.pair.text}"
