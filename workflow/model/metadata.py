"""Define what a seed says about itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition in a seed that withholds it from the public: always, until or from a time.

    Moments are ISO 8601; without a zone they are meant in that of the project. A condition without
    either moment holds always.

    Attributes:
        said: as it stands there: ``draft: true``.
        line: where.
        since: the moment from which it no longer holds.
        until: the moment from which on it holds.
        fault: why the value cannot be understood; then it holds always, to be on the safe side.
    """

    said: str
    line: int
    since: str = ""
    until: str = ""
    fault: str = ""


@dataclass(frozen=True, slots=True)
class UnreadKey:
    """A key of front matter that is not used.

    Attributes:
        key: as it is written there.
        line: where.
        meant: the key that was probably meant; empty if none is like it.
        usual: other publishing programs know it, so it is there for them.
    """

    key: str
    line: int
    meant: str = ""
    usual: bool = False


@dataclass(frozen=True, slots=True)
class PassedOver:
    """Text of a seed that is left out, such as a page header of a Word document.

    Attributes:
        text: as it stands there, on one line.
        line: where, as the lines of blocks count.
    """

    text: str
    line: int = 1


@dataclass(frozen=True, slots=True)
class Origin:
    """Where on the web a seed was fetched.

    Attributes:
        base: the address that its relative links start from.
        pictures: those that were brought along: each one's file, relative to the seed, and address.
    """

    base: str
    pictures: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Erratum:
    """A correction that an article states, with its line in the seed."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a seed says about itself in its front matter or ``<meta>`` elements; all optional.

    ``date`` and ``updated`` are ISO 8601 (``2021-12-07``); ``author`` names all ``authors`` as they
    are shown. ``created`` is the day on which a program says that it made the file: the article's
    date where neither its text nor its name has one. ``tags`` and ``section`` are in the language
    of the seed. ``language`` is a BCP 47 tag that overrides detection, ``page_language`` one
    that is believed where the text does not contradict. ``conditions`` tell when it is public:
    while none of them holds. ``unread`` are keys that nothing is made of.
    ``origin`` is there only for a seed that ``workflow fetch`` has brought. ``doubtful`` is the
    line from which on the article of a page may not be told from what surrounds it, ``damaged``
    the first one on which a letter was lost (U+FFFD), ``lacking`` the first one that was read of a
    page that says more than was read, ``gated`` that at which a page asks readers to pay, sign in
    or agree, else 0.
    ``passed_over`` is text for readers that is not read.
    ``corrections`` are said at the head of the article, in every language.
    ``free`` tells that it is a free page (About, Imprint) and no article. ``aliases`` are places
    in URLs that it had before.
    """

    title: str = ""
    date: str = ""
    author: str = ""
    source_url: str = ""
    rights: str = ""
    language: str = ""
    page_language: str = ""
    conditions: tuple[Condition, ...] = ()
    unread: tuple[UnreadKey, ...] = ()
    updated: str = ""
    created: str = ""
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    section: str = ""
    origin: Origin | None = None
    doubtful: int = 0
    damaged: int = 0
    lacking: int = 0
    gated: int = 0
    passed_over: tuple[PassedOver, ...] = ()
    corrections: tuple[Erratum, ...] = ()
    free: bool = False
    aliases: tuple[str, ...] = ()
