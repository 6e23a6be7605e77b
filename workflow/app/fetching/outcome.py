"""Define the options of ``workflow fetch`` and its results."""

from __future__ import annotations

from dataclasses import dataclass, field

from workflow.errors import WorkflowError
from workflow.model import Message


@dataclass(frozen=True, slots=True)
class FetchOptions:
    """The options of ``workflow fetch``.

    Attributes:
        folder: below ``seeds/``, instead of the one in the settings.
        feed: an address is a feed's, or that of a page which links one.
        update: take what has changed at its source.
        pictures: bring pictures along.
        private: also ask hosts of this machine and of the local network.
    """

    folder: str = ""
    feed: bool = False
    update: bool = False
    pictures: bool = False
    private: bool = False


@dataclass(frozen=True, slots=True)
class FetchedSeed:
    """One seed that was written or compared.

    Attributes:
        path: relative to the project.
        url: the article's address.
        title: what it is called.
        date: ISO 8601; empty if it states none.
        from_feed: its text is the feed's, for the page could not be had.
        pictures: how many were brought along.
        remarks: what a person should know.
    """

    path: str
    url: str
    title: str
    date: str
    from_feed: bool = False
    pictures: int = 0
    remarks: tuple[Message, ...] = ()


@dataclass(slots=True)
class FetchOutcome:
    """The results of all addresses.

    Attributes:
        fetched: new seeds.
        updated: seeds that were renewed.
        changed: seeds whose articles have changed at their source.
        unchanged: how many articles were here already.
        removed: how many articles of feeds had been here and were taken out of ``seeds/``.
        refused: how many articles of feeds were not asked for, because there was none before.
        left: how many new articles of feeds were left for the next time.
        errors: what could not be had.
    """

    fetched: list[FetchedSeed] = field(default_factory=list)
    updated: list[FetchedSeed] = field(default_factory=list)
    changed: list[FetchedSeed] = field(default_factory=list)
    unchanged: int = 0
    removed: int = 0
    refused: int = 0
    left: int = 0
    errors: list[WorkflowError] = field(default_factory=list)
