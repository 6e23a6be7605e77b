"""What a language model is told about English."""

from __future__ import annotations

from workflow.languages.instructions import Example, Instructions

INSTRUCTIONS = Instructions(
    examples=(
        Example(
            "The {} said on Monday that exports of ships rose 12 percent in March from a year "
            "earlier.",
            "Ministry of Trade",
        ),
        Example(
            "“We will open two more plants next year,” said {}, the company's chief executive.",
            "Park Min-seo",
        ),
    ),
    label=r"(?:the )?(?:\w+ )?translation",
    mention="translat",
)
