"""Translate one sentence again for the review, with the current terms.

Nothing is written.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence

from workflow import engines
from workflow.app.filling.pending_work import jobs_of
from workflow.app.state.document_translation import DocumentTranslation
from workflow.engines import drafting
from workflow.errors import EngineError, WorkflowError
from workflow.model import Draft, Project, say
from workflow.protocols import Engine


class Redrafter:
    """The engines of a project, each loaded on first use."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._engines: dict[str, Engine] = {}
        self._lock = threading.Lock()

    def names(self, source: str, target: str) -> Sequence[str]:
        """List the engines for a pair, the one of the settings first."""
        wanted = self._project.settings.engine
        others = (name for name in engines.order(self._project) if name != "pseudo")
        names = dict.fromkeys(others if wanted == "auto" else (wanted, *others))
        return [name for name in names if self._serves(name, source, target)]

    def _serves(self, name: str, source: str, target: str) -> bool:
        try:
            return self._engine(name).serves(source, target)
        except WorkflowError:
            return False

    def _engine(self, name: str) -> Engine:
        if name not in self._engines:
            self._engines[name] = engines.load(self._project, name)
        return self._engines[name]

    def draft(self, translation: DocumentTranslation, text: str, engine: str = "") -> Draft:
        """Translate a sentence of an article in its context.

        Args:
            translation: of the article.
            text: the sentence.
            engine: which; the first of :meth:`names` if empty.

        Raises:
            EngineError: there is none, or it gives no answer.
        """
        (job,) = jobs_of(translation, {text})
        source, target = job.segment.language, translation.target
        with self._lock:  # a model takes all processors
            names = self.names(source, target)
            if not names or engine not in ("", *names):
                hint = say("Run: {command}", command="workflow engines doctor")
                raise EngineError(engine, say("no engine translates this here"), hint)
            chosen = self._engine(engine or names[0])
            drafts = [draft for _, draft in drafting.translate(chosen, [job], source, target)]
        if not drafts or not drafts[-1].text:
            raise EngineError(chosen.name, say("gave no translation"))
        return drafts[-1]
