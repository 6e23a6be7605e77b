"""Write where an article was fetched from into its front matter, and read it back.

A seed is what came, below a front matter of ours. The digest in it tells whether a person has
changed the text since it was fetched.
"""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from workflow.documents.readers.decoding import clean
from workflow.documents.readers.instants import instant

_FRONT = re.compile(r"---\n(?P<keys>.*?\n)??---\n\n?", re.DOTALL)
#: Front matter of a fetched Markdown article: the marks before and after its keys.
_OWN = re.compile(
    r"\ufeff?(?P<mark>---|\+\+\+)[ \t]*\n(?P<keys>.*?\n)??(?P=mark)[ \t]*\n", re.DOTALL
)
_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class FetchedOrigin:
    """Where an article comes from; fields that are not known are empty.

    Attributes:
        source_url: its own address.
        fetched_from: the address it came from.
        fetched: when, ISO 8601.
        title: only where the text lacks it.
        date, author, rights: as stated.
        stated_lang: the language that the server or the feed names, where the page does not.
        base: the address that its links start from, where that is another.
        feed, feed_id: the feed that listed it, and what it calls it.
        pictures: files of those brought along, relative to the seed, and their addresses.
    """

    source_url: str
    fetched_from: str
    fetched: str
    title: str = ""
    date: str = ""
    author: str = ""
    rights: str = ""
    stated_lang: str = ""
    base: str = ""
    feed: str = ""
    feed_id: str = ""
    pictures: Mapping[str, str] = field(default_factory=dict)

    def stated(self) -> Iterator[tuple[str, Any]]:
        """Yield the keys and values for the front matter, in order."""
        for name in ("title", "date", "author", "rights", "source_url", "fetched", "fetched_from",
                     "base", "stated_lang", "feed", "feed_id"):  # fmt: skip
            text = " ".join(clean(getattr(self, name)).split())[:_LONGEST]
            if text and not (name == "base" and text == self.fetched_from):
                yield name, text
        if self.pictures:
            yield "pictures", dict(self.pictures)


#: Keys that follow from each fetching; what a person has written elsewhere stays.
_FRESH = frozenset({"fetched", "fetched_from", "base", "pictures", "fetched_digest"})

#: The keys that identify an article.
_IDENTITY = frozenset({"source_url", "feed", "feed_id", "stated_lang"})


@dataclass(frozen=True, slots=True)
class StoredText:
    """A seed file in two parts: the front matter and the text."""

    front: str
    body: str

    @property
    def keys(self) -> Mapping[str, Any]:
        """The parsed front matter; empty if it cannot be parsed."""
        import yaml

        try:
            found = yaml.safe_load(self.front)
        except (yaml.YAMLError, ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}

    @property
    def is_untouched(self) -> bool:
        """Whether the text is unchanged since it was fetched."""
        return self.keys.get("fetched_digest") == digest(self.body)


def digest(body: str) -> str:
    """Return a hash of a text, to notice later changes."""
    return hashlib.blake2b(body.encode("utf-8", "replace"), digest_size=8).hexdigest()


def seed(origin: FetchedOrigin, text: str) -> str:
    """Return the seed file of an article: a front matter, and the text as fetched.

    A front matter that the text brings itself keeps its keys, but for those that say where it is
    from: it could pass for another article.
    """
    own, body = _own_parted(text)
    if not own:
        return f"---\n{_written([*origin.stated(), ('fetched_digest', digest(body))])}---\n\n{body}"
    mark, keys = own["mark"], own["keys"] or ""
    keys = _without(keys, {*_FRESH, *_IDENTITY})
    said = {match.lower() for match in re.findall(r"^([\w-]+)\s*[:=]", keys, re.MULTILINE)}
    ours = [pair for pair in origin.stated() if pair[0] not in said]
    written = _written([*ours, ("fetched_digest", digest(body))], toml=mark == "+++")
    return f"{mark}\n{written}{keys}{mark}\n{body}"


def parted(text: str) -> StoredText | None:
    """Split a fetched seed file; None if it has no front matter."""
    match = _FRONT.match(text.replace("\r\n", "\n"))
    if not match:
        return None
    return StoredText(match["keys"] or "", text.replace("\r\n", "\n")[match.end() :])


def is_as_before(stored: StoredText, text: str) -> bool:
    """Tell whether a text is the one that was fetched, even if the seed was edited since."""
    return stored.keys.get("fetched_digest") == digest(_own_parted(text)[1])


def _own_parted(text: str) -> tuple[re.Match[str] | None, str]:
    """Return the front matter that a text itself has, if any, and the text below it."""
    body = text.replace("\r\n", "\n").replace("\r", "\n")
    own = _OWN.match(body)
    return own, body[own.end() :] if own else body


def renewed(old: StoredText, derived: FetchedOrigin, origin: FetchedOrigin, text: str) -> str:
    """Return a seed file with newer text, keeping what people wrote into the front matter.

    Args:
        old: the seed.
        derived: what is said of the old text today; where the seed says the same, no person has
            changed it.
        origin: what is said of the new one.
        text: the new one.
    """
    _, body = _own_parted(text)
    kept, before, now = old.keys, dict(derived.stated()), dict(origin.stated())
    now["fetched_digest"] = digest(body)
    fresh = {
        name
        for name in {*now, *kept} & {*now, *before, *_FRESH}
        if name in _FRESH or kept.get(name) == before.get(name)
    }
    lines = _without(old.front, fresh)
    return (
        f"---\n{lines}{_written([pair for pair in now.items() if pair[0] in fresh])}---\n\n{body}"
    )


def _without(front: str, names: set[str]) -> str:
    """Return the lines of a front matter, leaving out some keys and tables."""
    plain = {name.replace("_", "") for name in names}
    kept: list[str] = []
    left = table = False
    for line in front.splitlines(keepends=True):
        if not line.startswith((" ", "\t", "-", "#", "}", "]")):
            known = re.sub(r"[\W_]", "", re.split("[:=]", line)[0]).lower() in plain
            table = known if line.startswith("[") else table
            left = known or table
        if not left:
            kept.append(line)
    return "".join(kept)


def _written(pairs: list[tuple[str, Any]], *, toml: bool = False) -> str:
    import yaml

    if toml:
        return "".join(f"{key} = {_toml(value)}\n" for key, value in pairs)
    return yaml.safe_dump(
        dict(pairs), allow_unicode=True, sort_keys=False, default_flow_style=False, width=10**9
    )


def _toml(value: Any) -> str:
    import json

    if isinstance(value, dict):
        return f"{{ {', '.join(f'{_toml(key)} = {_toml(each)}' for key, each in value.items())} }}"
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "")


#: The year of a date as RFC 822 has it, by which feeds go; RFC 5322 tells the century.
_YEAR = re.compile(r"(?<=\d [A-Z][a-z]{2} )\d\d(?= \d\d?:\d\d)")


def stated_date(text: object) -> str:
    """Return a date in ISO form, with its time if that is certain.

    >>> stated_date("Tue, 07 Dec 2021 00:30:00 +0900"), stated_date("2021. 12. 7."), stated_date("")
    ('2021-12-07T00:30:00+09:00', '2021-12-07', '')
    >>> stated_date("07 Dec 21 00:30 KST"), stated_date("07 Dec 99 00:30 GMT")
    ('2021-12-07T00:30:00+09:00', '1999-12-07T00:30:00+00:00')
    """
    if not isinstance(text, str):
        return ""
    bare = re.sub(r"^[^\W\d]{3,9}\.?,?\s+(?=\d)", "", text.strip()[:100])
    found = instant(_YEAR.sub(lambda year: ("20" if year[0] < "50" else "19") + year[0], bare))
    if not found or not found.day:
        return ""
    zoned = found.first == found.last and datetime.datetime.fromisoformat(found.first).tzinfo
    return found.first if zoned else found.day


def until(date: str, now: datetime.datetime) -> str:
    """Return a date unchanged; empty if it is a day, without a time, that is still to come.

    A day that has begun in Seoul has not everywhere, and what bears tomorrow's date is kept back.
    """
    return "" if len(date) == 10 and date > now.date().isoformat() else date
