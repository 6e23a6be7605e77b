"""Pretranslate from the memory: fill empty entries with earlier translations."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path

from workflow.app.state.document_translation import DocumentTranslation
from workflow.app.state.project_state import ProjectState
from workflow.engines import drafting
from workflow.engines.drafting import Job
from workflow.glossary import signature
from workflow.memory import Match, Memory
from workflow.memory.facts import names_in
from workflow.memory.refreshing import open_memory
from workflow.model import Draft, State
from workflow.wdiff import difference, marked

#: How many fuzzy matches an engine is shown.
_EXAMPLES = 3


class Pretranslation:
    """Fills empty entries with earlier translations.

    What was translated only of similar sentences is shown beside what stays empty. Nothing is
    opened or read until there is something to fill. Files that cannot be read are passed over: they
    concern whoever works at them.

    Attributes:
        examples: by PO file and sentence, approved translations of sentences like it.
    """

    def __init__(self, state: ProjectState) -> None:
        self._state = state
        self._setting = state.project.settings.memory
        self._memory: Memory | None = None
        self._serves: dict[tuple[str, str], bool] = {}
        self.examples: dict[tuple[Path, str], tuple[tuple[str, str], ...]] = {}

    def close(self) -> None:
        """Close the memory."""
        if self._memory:
            self._memory.close()

    def fill(
        self,
        translations: Iterable[DocumentTranslation],
        *,
        redo: bool = False,
        pseudo: bool = False,
    ) -> frozenset[tuple[Path, str]]:
        """Put known translations into empty entries.

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
            if wanted:
                path, memory = translation.catalog.path, self._opened()
                sources = self._fill(memory, translation, frozenset(wanted), redo=redo)
                filled.update((path, source) for source in sources)
        return frozenset(filled)

    def _opened(self) -> Memory:
        if self._memory is None:
            state = self._state
            self._memory = open_memory(state.project, state.files, [], state.progress)
            self._memory.refresh()
        return self._memory

    def _fill(
        self,
        memory: Memory,
        translation: DocumentTranslation,
        wanted: frozenset[str],
        *,
        redo: bool,
    ) -> Iterator[str]:
        """Fill the wanted sentences of a translation; yield those that are filled."""
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
                put = bool(usable) and self._put(translation, jobs[source], usable, redo=redo)
                if put:
                    yield source
                similar = () if put else self._similar(memory, source, spoken, target)
                translation.catalog.show_similar(
                    source, [_line(source, match) for match in similar[:1]]
                )
                self.examples[translation.catalog.path, source] = tuple(
                    (match.pair.source, match.pair.text)
                    for match in similar
                    if match.pair.state is State.REVIEWED
                )

    def _may_serve(self, memory: Memory, spoken: str, target: str) -> bool:
        """Tell whether a person has translated anything of one language into the other."""
        if (spoken, target) not in self._serves:
            self._serves[spoken, target] = memory.serves(spoken, target)
        return self._serves[spoken, target]

    def _similar(self, memory: Memory, source: str, spoken: str, target: str) -> Sequence[Match]:
        """Find the best translations of sentences like this one."""
        return memory.fuzzy(
            source,
            language=spoken,
            targets=(target,),
            machine=False,
            names=self._names,
            limit=_EXAMPLES,
        )

    @cached_property
    def _names(self) -> Callable[[str], Callable[[str], Collection[str]]]:
        return names_in(self._state.glossary)

    def _put(
        self, translation: DocumentTranslation, job: Job, matches: list[Match], *, redo: bool
    ) -> bool:
        source, pair = job.segment.text, matches[0].pair
        terms_hash = signature(job.uses)
        draft = drafting.finish(Draft(pair.text, "memory"), job, translation.target)
        if draft.text == pair.text and not draft.problems and self._is_settled(matches):
            return translation.catalog.recall(source, pair, terms_hash, redo=redo)
        today = date.today().isoformat()
        return translation.catalog.fill(source, draft, terms_hash, today, redo=redo)

    def _is_settled(self, matches: list[Match]) -> bool:
        """Tell whether the best match needs no person: approved here, and the only one."""
        approved = [match for match in matches if match.pair.state is State.REVIEWED]
        here = [match for match in approved if match.in_context]
        return len(here) == 1 or (self._setting == "reviewed" and len(approved) == 1)


def _line(source: str, match: Match) -> str:
    """Describe a match, ``86 % He [-met-]{+saw+} them. → 그들을 …``, and which facts differ."""
    facts = f" ({'; '.join(match.changes)})" if match.changes else ""
    shown = marked(difference(match.pair.source, source))
    return f"{int(match.score)} %{facts} {shown} → {match.pair.text}"
