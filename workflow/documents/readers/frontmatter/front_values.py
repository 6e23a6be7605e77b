"""Read the values of a front matter: title, dates, authors, tags, the picture …

Keys are those of Hugo, Jekyll, Zola, Docusaurus, Astro, Eleventy, Pelican, MkDocs and of people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from workflow.documents.readers.frontmatter.conditions import Said, conditions, plain_key, words
from workflow.documents.readers.frontmatter.front_keys import (
    READ_UPDATES,
    known_tag,
    named_language,
    text_of_value,
    translated_key,
    unnested,
    unread,
)
from workflow.documents.readers.frontmatter.front_picture import FrontPicture, front_picture
from workflow.documents.readers.instants import instant, iso_date
from workflow.model import Erratum, Metadata, Origin

_DECK = ("deck", "subtitle", "description", "dek", "abstract")
_RIGHTS = ("rights", "copyright", "license")
_AUTHOR = ("author", "authors", "by")
_TAGS = ("tags", "tag", "keywords", "topics", "hashtags")
_SECTION = ("section", "category", "categories")
_ALIASES = ("aliases", "alias", "redirectfrom")
#: What ``kind`` says of a seed that is no article.
FREE = "page"
#: What Jekyll calls a post: it parts its tags and categories at spaces.
_POST = re.compile(r"\d{4}-\d\d-\d\d-.+\.(?:md|markdown)")
#: Tables whose keys speak of the article, too: Zola's and Hugo's.
_TABLES = ("taxonomies", "extra", "params")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What a front matter says; ``lines`` has the source line of each value that is shown.

    ``abstract`` is one beside another deck.
    """

    metadata: Metadata = field(default_factory=Metadata)
    deck: str = ""
    abstract: str = ""
    picture: FrontPicture = field(default_factory=FrontPicture)
    lines: Mapping[str, int] = field(default_factory=dict)


class FrontValues:
    """The keys of a front matter in order, with their values and lines."""

    def __init__(self, said: Sequence[Said]) -> None:
        """Take the keys; of repeated ones, the last counts."""
        self._said = said
        self._first: dict[str, Said] = {}
        for each in said:
            self._first[plain_key(each.key)] = each
        for name, each in list(self._first.items()):
            if use := translated_key(name):
                self._first.setdefault(use, each)

    def front(self, path: str, line: int) -> FrontMatter:
        """Gather what the keys say about the seed.

        Args:
            path: the seed, for messages.
            line: that of the first key.

        Raises:
            SourceError: an unknown language is named.
        """
        picture = front_picture(self._first)
        if "layout" in self._first and _POST.fullmatch(PurePath(path).name):
            self._part_at_spaces("tags", "categories")
        section, *further = [*self._list(*_SECTION), ""]
        metadata = Metadata(
            title=self._text("title"),
            date=self._date(),
            updated=self._updated(),
            author=self._text(*_AUTHOR),
            authors=self._list(*_AUTHOR),
            tags=tuple(
                dict.fromkeys(filter(None, (*self._list(*_TAGS), *further, *self._series())))
            ),
            section=section,
            source_url=self._text("sourceurl", "source", "canonical", "url"),
            rights=self._text(*_RIGHTS),
            language=named_language(self._first, path),
            conditions=conditions(self._said),
            unread=unread(self._said, picture.key),
            page_language=known_tag(self._text("statedlang")),
            origin=self._origin(),
            corrections=tuple(self._corrections()),
            free=self._text("kind").lower() == FREE,
            aliases=self._list(*_ALIASES),
        )
        places = {
            "title": ("title",), "deck": _DECK, "abstract": ("abstract",), "rights": _RIGHTS,
        }  # fmt: skip
        found = {key: self._line(names, line) for key, names in places.items()}
        deck = self._text(*_DECK)
        abstract = self._text("abstract")
        abstract = "" if abstract == deck else abstract
        return FrontMatter(metadata, deck, abstract, picture, found)

    def _part_at_spaces(self, *names: str) -> None:
        for name in names:
            said = self._first.get(name)
            if said and isinstance(said.value, str) and "," not in said.value:
                self._first[name] = replace(said, value=said.value.split())

    def _corrections(self) -> Iterator[Erratum]:
        """Yield the corrections: one text or several; of a table, its ``text``."""
        for name in self._first.keys() & words("correction"):
            said = self._first[name]
            for value in said.value if isinstance(said.value, list) else [said.value]:
                of = value.get("text") if isinstance(value, Mapping) else value
                if text := text_of_value(of):
                    yield Erratum(text, said.line)

    def _origin(self) -> Origin | None:
        """Return where the seed was fetched, if it was."""
        base = self._text("base", "fetchedfrom") if self._text("fetchedfrom") else ""
        listed = self._value("pictures", "")
        pairs = listed.items() if isinstance(listed, Mapping) else ()
        pictures = tuple((str(file), str(address)) for file, address in pairs)
        return Origin(base, pictures) if base else None

    def _texts(self, names: Sequence[str]) -> Iterator[tuple[str, int]]:
        for name in names:
            if (said := self._first.get(name)) and (text := text_of_value(said.value)):
                yield text, said.line

    def _text(self, *names: str) -> str:
        return next((text for text, _ in self._texts(names)), "")

    def _list(self, *names: str) -> tuple[str, ...]:
        """Return the values of the first of some keys that is there, one by one."""
        tables = [said.value for name in _TABLES if (said := self._first.get(name))]
        known = [
            {plain_key(str(key)): value for key, value in table.items()}
            for table in tables
            if isinstance(table, Mapping)
        ]
        for name in names:
            values = [self._first[name].value] if name in self._first else []
            for value in (*values, *(table[name] for table in known if name in table)):
                if found := tuple(_each(value)):
                    return found
        return ()

    def _series(self) -> Iterator[str]:
        """Yield the names of the series that an article is a part of: a tag leads to its parts."""
        values = [self._first["series"].value] if "series" in self._first else []
        values += [
            value
            for name in _TABLES
            if name in self._first and isinstance(table := self._first[name].value, Mapping)
            for key, value in table.items()
            if plain_key(str(key)) == "series"
        ]
        for value in values:
            for each in value if isinstance(value, list) else [value]:
                if isinstance(each, str | Mapping):
                    yield text_of_value(each)

    def _line(self, names: Sequence[str], line: int) -> int:
        return next((place for _, place in self._texts(names)), line)

    def _date(self) -> str:
        """Return the article's date: its own, else that of its publication."""
        names = ("date", "published", *(n for n in self._first if n in words("from")))
        return next(filter(None, (_day(self._value(name, "created")) for name in names)), "")

    def _updated(self) -> str:
        """Return the date of its latest change; MkDocs has it in a table of dates."""
        table = self._value("date", "")
        changed = table.get("updated") if isinstance(table, Mapping) else None
        values = (changed, *(self._value(name, "date") for name in READ_UPDATES))
        return next(filter(None, map(_day, values)), "")

    def _value(self, name: str, inner: str) -> object:
        """Return the value of a key; of a table, that of a key in it, if one is named."""
        value = self._first[name].value if name in self._first else None
        return value.get(inner) if inner and isinstance(value, Mapping) else value


def _day(value: object) -> str:
    """Return the calendar date that a value stands for; None if it is no date."""
    found = instant(value)
    return (found and found.day) or iso_date(text_of_value(value))


def _each(value: object) -> Iterator[str]:
    """Yield the texts of a list, or of a line that commas divide."""
    if isinstance(value, str):
        yield from filter(None, (text_of_value(part) for part in value.split(",")))
    elif isinstance(value, list):
        for item in value:
            if text := text_of_value(unnested(item)):
                yield text
    elif text := text_of_value(value):
        yield text
