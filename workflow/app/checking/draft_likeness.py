"""Measure the similarity of drafts and sources, by the encoder of ``qa.encoder``, and cache it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from workflow.app.state.document_translation import DocumentTranslation
from workflow.app.state.kept_opinions import Opinions, key_of
from workflow.engines.encoder import Encoder, encoder
from workflow.errors import EngineError, WorkflowError, contained
from workflow.markup import plain
from workflow.model import Project, State
from workflow.protocols import Progress


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
