"""Makes file names for articles, readable in any script and valid on every file system."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from urllib.parse import unquote, urlsplit

#: Bytes of a name without its ending; PO files, pages and e-books add to it.
LONGEST = 120
#: Devices of Windows, whatever ending follows; and what no seed may be called.
_TAKEN = re.compile(r"con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|readme|index", re.IGNORECASE)


def name(date: str, title: str, url: str) -> str:
    """Return a file name for an article, without extension.

    >>> name("2021-12-07T10:00:00+09:00", "Xing Haiming: “Trade grows!”", "https://example.org/1")
    '2021-12-07-xing-haiming-trade-grows'
    >>> name("", "!!!", "https://example.org/news/port-of-busan.html")
    'port-of-busan'

    Args:
        date: of the article, ISO 8601; may be empty.
        title: of the article; may be empty.
        url: its address, for an article without a title.
    """
    path = unquote(urlsplit(url).path).rstrip("/").rpartition("/")[2]
    words = readable(title) or readable(re.sub(r"\.\w{1,5}$", "", path)) or "article"
    day = date[:10] if re.match(r"\d{4}-\d\d-\d\d", date) else ""
    found = _shortened(f"{day}-{words}" if day else words)
    return f"{found}-1" if _TAKEN.fullmatch(found) else found


def readable(text: str) -> str:
    """Return a text as a part of a file name: letters and digits of any script, with hyphens.

    >>> readable("경총 회장, 싱하이밍과 “오찬”"), readable("हिन्दी में"), readable("CON/../..")
    ('경총-회장-싱하이밍과-오찬', 'हिन्दी-में', 'con')
    """
    text = unicodedata.normalize("NFC", text[:1_000]).lower()
    text = re.sub("['’]", "", text)
    kept = (char if _is_kept(char) else " " for char in text if unicodedata.category(char) != "Cf")
    return unicodedata.normalize("NFC", "-".join("".join(kept).split()))


def _is_kept(char: str) -> bool:
    return unicodedata.category(char)[0] in "LMN" and char != "\ufffd"


def _shortened(words: str) -> str:
    """Cut a name to the greatest length, between words if most of it remains."""
    if len(words.encode()) <= LONGEST:
        return words
    cut = words.encode()[:LONGEST].decode("utf-8", "ignore")
    while unicodedata.category(words[len(cut)])[0] == "M":  # a letter keeps its marks
        cut = cut[:-1]
    whole = cut.rpartition("-")[0]
    return whole if len(whole.encode()) > LONGEST // 2 else cut.strip("-")


def distinct(wanted: str, taken: Collection[str]) -> str:
    """Return a name that no file has, upper and lower case counting as the same.

    >>> distinct("visit", {"visit", "visit-2"})
    'visit-3'

    Args:
        wanted: the name.
        taken: names that are taken, as :func:`compared` has them.
    """
    number, found = 1, wanted
    while compared(found) in taken:
        number += 1
        found = f"{wanted}-{number}"
    return found


def compared(stem: str) -> str:
    """Return a name in the form in which file systems compare it: no case, one Unicode form."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKC", stem).casefold())
