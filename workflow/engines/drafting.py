"""Let an engine translate sentences, then repair and check its drafts.

The engine translates; what can be repaired with certainty is repaired here and the rest named, so
that nothing that an engine does wrong goes unseen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from workflow import glossary, markup, qa
from workflow.errors import WorkflowError
from workflow.languages.characters import on_one_line
from workflow.model import Draft, Request, Segment, TermUse
from workflow.protocols import Arrival, Engine, Order


@dataclass(frozen=True, slots=True)
class Job:
    """A sentence to translate, the renderings of its names, and its context.

    The attributes after the first two are those of :class:`workflow.model.Request`.
    """

    segment: Segment
    uses: tuple[TermUse, ...] = ()
    context: tuple[tuple[str, str], ...] = ()
    before: tuple[str, ...] = ()
    headline: str = ""
    examples: tuple[tuple[str, str], ...] = ()

    @property
    def request(self) -> Request:
        """The request to the engine."""
        return Request(
            text=self.segment.text,
            kind=self.segment.kind,
            terms=self.uses,
            context=self.context,
            document=self.segment.path,
            before=self.before,
            headline=self.headline,
            examples=self.examples,
        )


def translate(
    engine: Engine, jobs: Sequence[Job], source: str, target: str
) -> Iterator[tuple[int, Draft]]:
    """Yield ``(index into jobs, draft)`` as the engine delivers, in any order.

    Args:
        engine: serves the pair.
        jobs: sentences in ``source``, of any number of documents.
        source: BCP 47 tag of the sentences.
        target: BCP 47 tag of the drafts.

    Raises:
        EngineError: the engine cannot go on; what was yielded before stays valid.
    """
    for index, draft in engine.translate([job.request for job in jobs], source, target):
        yield index, finish(draft, jobs[index], target)


def streamed(
    stream: Callable[[Iterator[Sequence[Order]]], Iterator[Arrival]],
    requests: Sequence[Request],
    source: str,
    target: str,
    *,
    early: bool = False,
) -> Iterator[tuple[int, Draft]]:
    """Yield ``(index into requests, draft)`` as a stream delivers.

    Args:
        stream: of an engine that serves the pair; see :class:`workflow.protocols.Streaming`.
        requests: the sentences.
        source: BCP 47 tag.
        target: BCP 47 tag.
        early: also yield drafts that better ones follow.

    Raises:
        EngineError: the engine cannot go on.
    """
    for index, found, last in stream(iter([[(each, source, target) for each in requests]])):
        if isinstance(found, WorkflowError):
            raise found
        if last or early:
            yield index, found


def finish(draft: Draft, job: Job, target: str) -> Draft:
    """Apply certain repairs to a draft, and add the problems of its terms and placeholders.

    No other check is asked, and none where there is no draft.
    """
    if not draft.text:
        return draft
    source = job.segment.text
    text = glossary.repair(on_one_line(draft.text), job.uses, target, source)
    text = qa.with_quotation(source, text, target)
    problems = (
        *draft.problems,
        *glossary.problems(source, text, job.uses, target),
        *markup.problems(source, text),
    )
    found = tuple(dict.fromkeys(problems))
    if text == draft.text and found == draft.problems:
        return draft
    return replace(draft, text=text, problems=found)
