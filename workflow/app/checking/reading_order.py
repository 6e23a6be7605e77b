"""Rank the sentences that an editor should read first (``status --risk``).

Their risks are assessed by :mod:`workflow.app.checking.risk`. Among drafts, the encoder of
``qa.encoder`` tells which are least like their sources; what it has measured is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from workflow.app import checking, renaming
from workflow.app.checking import Checked, risk
from workflow.app.checking.risk import Risk
from workflow.app.state.document_translation import DocumentTranslation
from workflow.app.state.kept_opinions import Opinions, key_of
from workflow.app.state.project_state import Work
from workflow.app.state.seed_state import each_seed
from workflow.engines.encoder import Encoder, encoder
from workflow.errors import EngineError, WorkflowError, contained
from workflow.markup import plain
from workflow.model import Finding, Project, State, say
from workflow.protocols import Progress
from workflow.qa import baseline


@dataclass(slots=True)
class ReadingOrder:
    """Sentences in the order in which to read them, and errors on the way."""

    risks: list[Risk] = field(default_factory=list)
    errors: list[WorkflowError] = field(default_factory=list)


def reading_order(work: Work, progress: Progress) -> ReadingOrder:
    """Find what an editor should read first; see :mod:`workflow.app.checking.risk`.

    Raises:
        ConfigError: the baseline file cannot be used.
        GlossaryError: the glossary cannot be used.
    """
    accepted = baseline.read(work.project)
    risks: list[Risk] = []
    with work.begin(progress) as state:
        renaming.foresee(state, work.paths)
        likeness = DraftLikeness(state.project, progress, state.errors.append)
        for seed in each_seed(state, work.paths, say("Checking")):
            checked = Checked()
            checking.collect(seed, state.targets, accepted, checked)
            found: dict[tuple[str, str], list[Finding]] = {}
            for finding in checked.findings:
                found.setdefault((finding.path, finding.source), []).append(finding)
            for translation in seed.open_wanted():
                with seed.contained(seed.po(translation.target)):
                    measured = likeness.of(seed.name, translation)
                    risks += _risks(translation, found, measured)
            seed.release()
        return ReadingOrder(
            risk.in_reading_order(risk.by_other_drafts([*risk.by_likeness(risks)])), state.errors
        )


def _risks(
    translation: DocumentTranslation,
    found: Mapping[tuple[str, str], Sequence[Finding]],
    measured: Mapping[str, float],
) -> Iterator[Risk]:
    """Assess the risk of each sentence that has one, at its first place."""
    places = dict(
        reversed([
            (segment.text, (segment, uses))
            for segment, uses in zip(translation.document.segments, translation.uses, strict=True)
        ])
    )  # fmt: skip
    for source, entry in translation.catalog.entries.items():
        segment, uses = places[source]
        findings = found.get((entry.path, source), ())
        if assessed := risk.assess(segment, entry, translation.target, uses, findings):
            yield replace(assessed, likeness=measured.get(source))


@dataclass(frozen=True, slots=True)
class MeasuredLikeness:
    """How similar a draft is to its source: the encoder's signature, and the cosine."""

    by: str
    value: float


class DraftLikeness:
    """Measures the similarity of drafts to their sources, once for each pair of texts.

    Without an encoder, or with one that cannot be used, nothing is measured.

    Args:
        project: whose ``qa.encoder`` it is.
        progress: told how far a download is.
        tell: is given what is wrong with the encoder, once.
    """

    def __init__(
        self, project: Project, progress: Progress, tell: Callable[[WorkflowError], object]
    ) -> None:
        self._known = Opinions(project, "ear", MeasuredLikeness)
        self._tell = tell
        self._model: Encoder | None = None
        with contained("qa.encoder", tell):
            self._model = encoder(project, progress)

    def of(self, name: str, translation: DocumentTranslation) -> Mapping[str, float]:
        """Return the likeness of each draft of a seed, by sentence."""
        if self._model is None:
            return {}
        try:
            return self._measured(self._model, name, translation)
        except EngineError as error:
            self._model = None
            self._tell(error)
            return {}

    def _measured(
        self, model: Encoder, name: str, translation: DocumentTranslation
    ) -> Mapping[str, float]:
        """Look up the likeness of each draft, and measure those whose texts are new."""
        entries = translation.catalog.entries
        drafts = [one for one in entries.values() if one.state is State.DRAFT and one.text]
        known = self._known.of(name, translation.target)
        found = {key: one.value for key, one in known.items() if one.by == model.signature}
        new = [one for one in drafts if key_of(one) not in found]
        if new:
            values = model.likeness([(plain(one.source), plain(one.text)) for one in new])
            fresh = dict(zip(map(key_of, new), values, strict=True))
            kept = {key: MeasuredLikeness(model.signature, value) for key, value in fresh.items()}
            self._known.keep(name, translation.target, kept, entries.values())
            found |= fresh
        return {one.source: found[key_of(one)] for one in drafts}
