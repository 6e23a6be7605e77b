"""Remember which sentences an engine gave no translation for, so that none is paid for each time.

What a filter or the model refuses today it refuses tomorrow. A sentence is asked for again once
anything that decides the answer has changed (its text, terms or context, the engine, its address
and settings, a style guide), or where its seed is named; and once a week, for a model or a filter
may be another under its old name. What an endpoint fails at is not remembered: it may work again.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from workflow.app.filling.redone_drafts import told_besides
from workflow.app.state.project_state import ProjectState
from workflow.engines.drafting import Job
from workflow.glossary import signature
from workflow.model import Draft
from workflow.store.digests import digest

_KIND = "unanswered"


class UnansweredSentences:
    """What earlier commands have asked for in vain, and this one.

    Args:
        state: the command's.
        again: whether to ask for all of them again.

    Attributes:
        unasked: how many were not asked for again.
    """

    def __init__(self, state: ProjectState, *, again: bool) -> None:
        self._results, self._again = state.results, again
        self._told = told_besides(state), state.project.settings.llm.url
        self._week = f"{date.today():%G-W%V}"
        #: By seed, target and pair.
        self._noted: dict[tuple[str, str, tuple[str, str]], set[str]] = {}
        self.unasked = 0

    def marks(self, name: str, target: str) -> Collection[str]:
        """Return the marks of a seed's sentences that are not to be asked for again."""
        return () if self._again else self._kept(name, target)

    def mark(self, job: Job, engine: str) -> str:
        """Digest all that decides what an engine says of a sentence.

        Args:
            job: the sentence.
            engine: its signature.
        """
        about = (job.segment.text, job.headline, job.before, job.context, signature(job.uses))
        return digest(repr((about, engine, self._told)).encode(errors="surrogatepass")).hex()

    def note(self, name: str, target: str, job: Job, engine: str, draft: Draft) -> str:
        """Note that a sentence's draft is empty; return its mark, or "" if the reason may pass."""
        from workflow.engines.llm.questions import PASSING  # slow to import

        if any(each.message.values.get("reason") in PASSING for each in draft.problems):
            return ""
        pair = job.segment.language, target
        mark = self.mark(job, engine)
        self._noted.setdefault((name, target, pair), set()).add(mark)
        return mark

    def keep(self, suspect: Collection[tuple[str, str]]) -> None:
        """Remember what was noted.

        Args:
            suspect: pairs of which much was left empty, which is no fault of their sentences.
        """
        for (name, target, pair), marks in self._noted.items():
            if pair not in suspect:
                all_ = sorted(marks.union(self._kept(name, target)))
                self._results.keep(f"{_KIND} {target}", name, self._week, all_)

    def _kept(self, name: str, target: str) -> list[str]:
        return self._results.recall(f"{_KIND} {target}", name, self._week, list[str]) or []
