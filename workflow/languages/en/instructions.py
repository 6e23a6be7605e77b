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
    refusal=r"(?:(?:I['’]m|I am|We are|We['’]re) (?:very |truly )?sorry,? (?:but )?"
    r"|Sorry,? (?:but )?|I apologi[sz]e,? (?:but )?|Unfortunately,? )?"
    r"(?:I|We) (?:can(?:no|['’])t|could(?:n['’]| no)t|won['’]t|will not|am unable to|am not able to"
    r"|must decline to|do not feel comfortable)[ ,][^.]{0,40}?"
    r"(?:(?:help|assist)(?: you)? with (?:that|this)|translat|compl(?:y|ying) with|fulfil"
    r"|process this (?:text|request))|As an AI\b",
)
