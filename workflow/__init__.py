"""Translate articles with your glossary, review them as PO files, publish them side by side.

For Python programs::

    import workflow

    workflow.detect("경총 회장이 대사를 만났다.").language        # 'ko'
    workflow.translate_text("Trade talks resumed.", to="ko").text
    workflow.translate_file("visit.md", to="zh-Hans").problems
    workflow.check_pair("He has 12 ships.", "그는 배가 13척 있다.", to="ko")

    project = workflow.open_project("demo")     # made with: workflow init demo
    done = project.run(engine="argos")          # as the commands do: sync, translate, check …
    print(done.site.front, done.outcome.errors)

These names, listed in ``__all__``, are the public surface. They load what they need when they are
first used, so that ``import workflow`` costs nothing. All other modules of the package are
internal: they may change with any release. Parts for other packages to add (engines, readers,
checks, outputs, languages) are described in :mod:`workflow.protocols`.
"""

from __future__ import annotations

#: As in ``typing``, which takes longer to import than all else here: type checkers know the name.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from workflow.api import (
        Checked,
        Detection,
        Finding,
        OpenProject,
        Outcome,
        Published,
        RunResult,
        Status,
        TranslatedSentence,
        TranslatedText,
        check_pair,
        detect,
        open_project,
        translate_file,
        translate_text,
    )
    from workflow.errors import WorkflowError

__version__ = "0.1.0"

__all__ = [
    "Checked",
    "Detection",
    "Finding",
    "OpenProject",
    "Outcome",
    "Published",
    "RunResult",
    "Status",
    "TranslatedSentence",
    "TranslatedText",
    "WorkflowError",
    "__version__",
    "check_pair",
    "detect",
    "open_project",
    "translate_file",
    "translate_text",
]


def __getattr__(name: str) -> Any:
    """Import a name on first use."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    home = "workflow.errors" if name == "WorkflowError" else "workflow.api"
    found = globals()[name] = getattr(import_module(home), name)
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
