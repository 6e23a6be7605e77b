"""Replaces codes of emoji (``:tada:``, from GitHub) and finds icons (``:material-check:``)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workflow.documents.readers.dialects.attribute_lists import behind_attributes

_CODE = re.compile(r"(?<![\w:/]):(?P<name>\+1|-1|[a-z0-9][a-z0-9_+-]{0,60}):(?![\w:/])")
_ICON = re.compile(
    r"(?:material|octicons|fontawesome|simple|lucide|bootstrap|tabler|mdi)[-_][a-z0-9-]+"
    r"|end_tab"  # d2lbook
)


def emoji_codes(text: str) -> Iterator[tuple[str, bool]]:
    """Yield a text with emoji for their codes; icons are parts of their own, marked by True.

    >>> list(emoji_codes("Done :tada: at 10:30:00"))
    [('Done 🎉 at 10:30:00', False)]
    >>> list(emoji_codes(":material-check: yes"))
    [(':material-check:', True), (' yes', False)]
    """
    if text.count(":") < 2 or not _CODE.search(text):
        yield text, False
        return
    end = 0
    done = ""
    for match in _CODE.finditer(text):
        if _ICON.fullmatch(match["name"]):
            if done or match.start() > end:
                yield done + text[end : match.start()], False
            yield match[0], True
            done = ""
            end = behind_attributes(text, match.end())
        else:
            done += text[end : match.start()] + _emoji(match[0])
            end = match.end()
    if done or end < len(text):
        yield done + text[end:], False


def is_emoji(code: str) -> bool:
    """Return whether a code stands for an emoji."""
    return _emoji(code) != code


def _emoji(code: str) -> str:
    """Return the emoji of a code, or the code itself if it is none."""
    import emoji

    return emoji.emojize(code, language="alias")
