"""Report what the engine said about its own draft: the check ``machine``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workflow import plugins
from workflow.glossary import CODES
from workflow.model import Entry, Problem, State, TermUse, say
from workflow.qa.engine_problems import is_engine_problem
from workflow.qa.problems import warning

#: What engines of earlier versions said, and checks find out again under another name.
_RENAMED = frozenset({"empty", "question"})


def machine(entry: Entry, target: str, uses: Sequence[TermUse]) -> Iterator[Problem]:
    """Find what the engine said about its draft and no other check can find out.

    Source: the draft's own ``qa:`` comments; what another check sees by itself is left to it.
    """
    if entry.state is State.DRAFT:
        for problem in entry.problems:
            if is_beyond_checks(problem):
                message = say("{code}: {what}", code=say(problem.code), what=problem.message)
                yield warning("machine", message)


def is_beyond_checks(problem: Problem) -> bool:
    """Tell whether only the engine can know of a problem: no check would find it out again."""
    return is_engine_problem(problem) or not (
        problem.code in _RENAMED
        or problem.code in CODES
        or problem.code in plugins.names(plugins.CHECKS)
    )
