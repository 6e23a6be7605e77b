"""Hold the instructions to language models about English."""

from __future__ import annotations

from workflow.languages.language_models import Example, Instructions

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
    # Also in other languages, for sources in them.
    mention="translat|tradu|trasla|überset|overs[ae]t|vertal|vertaa?l|перев[её]?[од]|tłumacz|çevir"
    "|dịch|terjemah|翻訳|ترجم|अनुवाद|แปล",
    refusal=r"(?:(?:I['’]m|I am|We are|We['’]re) (?:very |truly )?sorry,? (?:but )?"
    r"|Sorry,? (?:but )?|I apologi[sz]e,? (?:but )?|Unfortunately,? )?"
    r"(?:I|We) (?:can(?:no|['’])t|could(?:n['’]| no)t|won['’]t|will not|am unable to|am not able to"
    r"|must decline to|do not feel comfortable)[ ,][^.]{0,40}?"
    r"(?:(?:help|assist)(?: you)? with (?:that|this)|translat|compl(?:y|ying) with|fulfil"
    r"|process this (?:text|request))|As an AI\b"
    r"|(?:(?:I['’]m|I am) )?sorry,? (?:but )?I can(?:no|['’])t (?:help|assist) you\b",
    wanting=r"(?:(?:could|can|would) you )?(?:please |kindly )?(?:provide|share|give|send|paste"
    r"|enter)(?: me)?(?: with)? (?:the |a |your )?(?:\w+ ){0,2}"
    r"(?:text|sentence|content|passage)s?\b[^.?!]{0,40}\btranslat",
    sign=r"(?:sign|mark|symbol|character|key|is|are|means)s?\b",
)
