"""Tells a model's thoughts from what it says.

They come beside the reply (``reasoning_content``, ``reasoning``) or in front of it, between marks
that differ from one family to the next. Where a model's template writes the first mark, only the
second stands in the reply; where the reply was cut off, perhaps none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from workflow.engines.llm.message_forms import said_in, thoughts_beside
from workflow.engines.llm.token_counts import text_tokens

#: Marks around thoughts, as patterns: DeepSeek, Qwen, GLM and most; EXAONE, Gemini; Reka, Granite;
#: Seed, LongCat; Magistral; Kimi; Command A; OpenThinker; Gemma's thinking variants, Gemma 4; Open
#: WebUI, which folds thoughts away (its second mark alone tells nothing).
_MARKS = (
    (r"<(?:\w{1,20}[:_])?think(?:ing)?>", r"</(?:\w{1,20}[:_])?think(?:ing)?>"),
    (r"<thoughts?>", r"</thoughts?>"),
    (r"<reason(?:ing)?>", r"</reason(?:ing)?>"),
    (r"\[THINK\]", r"\[/THINK\]"),
    (r"◁think▷", r"◁/think▷"),
    (r"<\|START_THINKING\|>", r"<\|END_THINKING\|>"),
    (r"<\|begin_of_thought\|>", r"<\|end_of_thought\|>"),
    (r"<unused94>", r"<unused95>"),
    (r"<\|channel>thought\b", r"<channel\|>"),
    # What is left of gpt-oss's marks where a server takes special tokens away.
    (r"(?!)", r"assistantfinal(?=\S)"),
    (r"<details type=\"reasoning\"[^<>]{0,99}>", r"</details>"),
    # gpt-oss names what it says by channels.
    (r"(?:<\|start\|>\w*)?<\|channel\|>\s*(?:analysis|commentary)",
     r"<\|channel\|>\s*final\s*(?:<\|constrain\|>\s*\w*\s*)?<\|message\|>"),
)  # fmt: skip
_OPEN = "|".join(opening for opening, _ in _MARKS)
_THOUGHT = re.compile(
    r"\s*(?:"
    + "|".join(rf"(?:{opening}).*?(?:{closing}|\Z)" for opening, closing in _MARKS)
    + "|"
    + "|".join(rf"(?:(?!{_OPEN}).)*?{closing}" for _, closing in _MARKS[:-2])
    + rf"|{_MARKS[-1][1]})",
    re.DOTALL | re.IGNORECASE,
)
#: Marks around the answer that comes after: Hunyuan, GLM-V; Granite, ERNIE; Command A; Apriel.
_ANSWER = re.compile(
    r"\s*(?:<answer>(?P<a>.*?)(?:</answer>|\Z)|<response>(?P<b>.*?)(?:</response>|\Z)"
    r"|<\|START_RESPONSE\|>(?P<c>.*?)(?:<\|END_RESPONSE\|>|\Z)"
    r"|<\|begin_of_solution\|>(?P<d>.*?)(?:<\|end_of_solution\|>|\Z)"
    r"|\[BEGIN FINAL RESPONSE\](?P<e>.*?)(?:\[END FINAL RESPONSE\]|\Z))\s*(?:<\|[\w|]+\|>)?\s*",
    re.DOTALL | re.IGNORECASE,
)
#: Any mark at all; looking for one is much cheaper than for thoughts that none begins.
_ANY = re.compile(
    "|".join(mark for pair in _MARKS for mark in pair)
    + r"|</?(?:answer|response)>|<\|[\w|]+\|>|\[BEGIN FINAL",
    re.IGNORECASE,
)
#: What each of them begins with, but for ``assistantfinal``; most replies have none of these.
_FIRST = "<[◁"
#: What a source has that speaks of such marks.
_SPEAKS_OF_THEM = re.compile(
    r"</?(?:\w{1,20}[:_])?think|</?thought|</?reason|</?answer|</?response|</?details"
    r"|\[/?THINK\]|◁/?think|<\|[\w|]+\|>|<unused9|<\|?channel|assistantfinal|FINAL RESPONSE\]",
    re.IGNORECASE,
)


def without_thoughts(reply: str, source: str = "") -> str:
    """Return a reply without its thoughts, even if they were cut off, and without its marks.

    A source that speaks of such marks has them in its translation: then nothing is taken away.

    >>> without_thoughts("<think>Hm.</think><think>So.</think><answer>회담</answer>")
    '회담'
    """
    may_have = any(letter in reply for letter in _FIRST) or "final" in reply.lower()
    if not (may_have and _ANY.search(reply)) or _SPEAKS_OF_THEM.search(source):
        return reply
    rest = reply
    while (thought := _THOUGHT.match(rest)) and thought.end():
        rest = rest[thought.end() :]
    answer = _ANSWER.fullmatch(rest)
    return next(filter(None, answer.groups()), "") if answer else rest


@dataclass(frozen=True, slots=True)
class Thoughts:
    """How much of an answer are thoughts.

    Attributes:
        aside: those beside the reply.
        said: the reply, with any thoughts in it.
        counted: their tokens as the server counts them; 0 where it does not tell.
    """

    aside: str
    said: str
    counted: int

    @property
    def all(self) -> str:
        """Everything that the model has written."""
        return self.aside + self.said

    @property
    def tokens(self) -> float:
        """The tokens of the thoughts, as counted or else reckoned."""
        inside = len(self.said) - len(without_thoughts(self.said))
        return self.counted or text_tokens(self.aside + self.said[:inside])

    def unmarked(self, thinking: bool) -> bool:
        """Tell whether the reply of a thinking model may be thoughts that were not ended."""
        return thinking and not self.aside and without_thoughts(self.said) == self.said


def ended_within(aside: str) -> bool:
    """Tell whether thoughts end in the middle of what was sent as such, and an answer follows."""
    return bool(0 < len(without_thoughts(aside).strip()) < len(aside.strip()))


def thoughts_in(body: Any) -> Thoughts:
    """Find the thoughts in a completion."""
    message = body["choices"][0]["message"]
    usage = body.get("usage")
    details = usage.get("completion_tokens_details") if isinstance(usage, dict) else None
    counted = details.get("reasoning_tokens") if isinstance(details, dict) else None
    return Thoughts(
        thoughts_beside(message),
        said_in(message) or "",
        counted if isinstance(counted, int) else 0,
    )
