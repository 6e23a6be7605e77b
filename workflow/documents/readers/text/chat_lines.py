"""Tell exports of chats by their lines: who said something, at what time.

Their lines are messages and breaks that people made; no program wrapped them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_TIME = (
    r"(?:(?:오전|오후|上午|下午|[AP]M)\s?)?\d{1,2}:\d\d(?::\d\d)?"
    r"(?:\s?[AaPp]\.?[Mm]\.?(?!\w))?"
)
_DATE = (
    r"(?:\d{1,4}[./-]\s?\d{1,2}[./-]\s?\d{1,4}\.?|\d{4}[년年]\s?\d{1,2}[월月]\s?\d{1,2}[일日]"
    r"|[A-Z][a-z]{2,8} \d{1,2}, \d{4})(?:,?\s|\sat\s)"
)
_NAME = r"[^\s:：\[\]][^:：\[\]]{0,40}?"
#: As KakaoTalk writes them; WhatsApp and KakaoTalk on telephones; Telegram, WeChat and Slack, which
#: have the name above what is said.
_MESSAGE = re.compile(
    rf"\[({_NAME})\] \[{_TIME}\](?:\s|$)"
    rf"|\[?{_DATE}{_TIME}\]?(?: -|,)?\s({_NAME})\s?[:：](?:\s|$)"
    rf"|({_NAME}),?\s{{1,2}}(?:\[?{_DATE}{_TIME}\]?|{_TIME}(?<=[Mm.]))$"
)
_LONGEST = 120
#: How many messages make a chat, which share of its lines they are, and the lines above the first.
_FEWEST, _SHARE, _ABOVE = 3, 0.1, 6


def begins_message(text: str) -> bool:
    """Return whether a line says who wrote a message of a chat, and when.

    >>> [begins_message(each) for each in ("[김] [오전 9:12] 네", "Ann Lee  9:12 AM", "At 9:12")]
    [True, True, False]
    """
    return bool(_message(text))


def is_chat(texts: Sequence[str]) -> bool:
    """Return whether lines are those of a chat, in which somebody speaks twice.

    In a programme, or in minutes, a time stands with something else each time.
    """
    lines = list(filter(None, texts))
    if not any(map(begins_message, lines[:_ABOVE])):
        return False
    found = [match[match.lastindex or 0] for each in lines if (match := _message(each))]
    return max(_FEWEST, _SHARE * len(lines)) <= len(found) != len(set(found))


def _message(text: str) -> re.Match[str] | None:
    return _MESSAGE.match(text[:_LONGEST])
