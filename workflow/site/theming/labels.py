"""Give the words of the pages in each language (:mod:`workflow.interface_words`), and dates.

Translations are the package's own in ``workflow/site/locales``, over them the project's in
``theme/locales``.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from markupsafe import Markup as Html

from workflow import interface_words
from workflow.catalog.template import CarryReason
from workflow.interface_words import TERM_KINDS, Words, translations
from workflow.languages import any_language
from workflow.model import State, TermType

#: Marks a text as a label.
label = interface_words.label

#: Status marks: name → (shape, label). Shape, word and colour each tell the status alone.
MARKS = {
    "reviewed": ("●", label("reviewed")),
    "machine": ("○", label("machine")),
    "pseudo": ("○", label("pseudo-translation")),
    "memory": ("○", label("from memory")),
    "draft": ("○", label("draft")),
    "stale": ("◇", label("source changed")),
    "revise": ("◇", label("names changed")),
    "empty": ("–", label("not translated yet")),
    "withheld": ("⊘", label("withheld")),
}

#: The same, counted.
COUNTS = {
    "reviewed": label("{n} reviewed"),
    "draft": label("{n} draft"),
    "stale": label("{n} source changed"),
    "empty": label("{n} not translated yet"),
    "withheld": label("{n} withheld"),
}

#: Origins of a translation that are no engine: name in the catalog → label.
ORIGINS = {
    "person": label("translator"),
    "memory": label("translation memory"),
    "source": label("carried over"),
}

#: Why something is carried over untranslated; unread text is on no page.
CARRIED = {
    CarryReason.CODE: label("code"),
    CarryReason.PROSE: label("code"),
    CarryReason.NOTICE: label("notice"),
    CarryReason.FIGURES: label("figures"),
    CarryReason.ADDRESS: label("address"),
    CarryReason.FORMULA: label("formula"),
    CarryReason.TEMPLATE: label("template tag"),
    CarryReason.TAG_WORDS: label("words in a template tag"),
    CarryReason.PICTURE: label("words for a picture within a line"),
    CarryReason.EMBED: label("embed"),
    CarryReason.SAME: label("in this language already"),
}

#: In order; an enumeration itself takes long to go through.
_STATES = tuple(State)

#: Kinds of topics, by the folder of their pages.
TOPICS = {"sections": label("Section"), "tags": label("Tag"), "authors": label("Author")}

#: What the edition in a page's language calls itself; translated as that: ``한국어판``.
EDITION = label("English edition")


class PageWords(Words):
    """The words of pages in one language.

    >>> Vocabulary()("ko")("{n} reviewed", n=3)
    '검수 완료 3'
    """

    def origin(self, name: str) -> str:
        """Tell where a translation came from: a label, or the engine's own name."""
        return self(ORIGINS[name]) if name in ORIGINS else name

    def kind(self, type_: TermType) -> str:
        """Return the word for a kind of term."""
        return self(TERM_KINDS[type_])

    def topic(self, kind: str) -> str:
        """Return the word for a kind of topic."""
        return self(TOPICS[kind])

    def mark(self, name: str) -> tuple[str, str]:
        """Return the shape and the word of a status mark."""
        shape, word = MARKS[name]
        return shape, self(word)


class Vocabulary:
    """The labels of every language, each loaded on first use.

    Args:
        folder: the project's own PO files; there need not be any.
    """

    def __init__(self, folder: Path | None = None) -> None:
        own: Traversable = resources.files("workflow.site").joinpath("locales")
        self._given = (folder,) if folder else ()
        self._folders = (own, *self._given)
        self._known: dict[str, PageWords] = {}
        self._tables: dict[str, Mapping[str, str]] = {}

    def __call__(self, tag: str) -> PageWords:
        """Return the labels of a language (BCP 47), or the English ones.

        Raises:
            PublishError: a PO file of the project cannot be used.
        """
        if tag not in self._known:
            self._known[tag] = self._read(tag)
        return self._known[tag]

    def given(self, tag: str, name: str) -> str:
        """Return the translation of a name in the project's own PO file; empty without one."""
        if tag not in self._tables:
            self._tables[tag] = translations(self._given, tag)
        return self._tables[tag].get(name, "")

    def edition(self, tag: str) -> str:
        """Return what the edition in a language calls itself: ``한국어판``."""
        labels = self(tag)
        return labels(EDITION) if labels.language == tag else any_language(tag).autonym

    def _read(self, tag: str) -> PageWords:
        table = translations(self._folders, tag)
        return PageWords(tag if table or tag == "en" else "en", table)


def tallied(counts: Mapping[State, int]) -> Iterator[tuple[str, str, str, int]]:
    """Yield mark, shape, label and number of each state that occurs."""
    for state in _STATES:
        if number := counts.get(state, 0):
            mark = "machine" if state is State.DRAFT else state.value
            yield mark, MARKS[mark][0], COUNTS[state.value], number


@cache
def date(iso: str, language: str) -> str:
    """Write an ISO 8601 date as a language does (CLDR, long form); other text stays as it is."""
    from babel import Locale, UnknownLocaleError
    from babel.dates import format_date

    try:
        day = datetime.date.fromisoformat(iso[:10])
        return format_date(day, "long", Locale.parse(language, sep="-"))
    except (ValueError, UnknownLocaleError):
        return iso


@lru_cache(maxsize=1024)  # every page and file of an article asks for the same
def machine_date(iso: str) -> str:
    """Return the day for ``datetime`` attributes and feeds; empty if there is none."""
    try:
        return datetime.date.fromisoformat(iso[:10]).isoformat()
    except ValueError:
        return ""


@cache
def lang(tag: str) -> Html:
    """Return the ``lang`` attribute, with ``dir`` where the script runs from right to left."""
    rtl = any_language(tag).direction == "rtl"
    form = Html(' lang="{}" dir="rtl"') if rtl else Html(' lang="{}"')
    return form.format(tag or "und")


@cache
def xml_lang(tag: str) -> Html:
    """Return ``xml:lang`` and ``lang`` for XHTML, with ``dir`` as :func:`lang` has it."""
    return Html(' xml:lang="{}"').format(tag or "und") + lang(tag)


def autonym(tag: str) -> str:
    """Return what a language calls itself."""
    return any_language(tag).autonym
