"""Decide which articles are withheld from publication: by their front matter, and the clock."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo

from workflow.app.state.seed_state import SeedState
from workflow.documents.unread_text import ASKS_FIRST, SAYS_MORE
from workflow.errors import PublishError
from workflow.model import (
    Condition,
    Document,
    Finding,
    Message,
    Project,
    Severity,
    UnreadKey,
    say,
)
from workflow.site.summarizing import dated_by_name

#: The kind of result that holds a seed's publication rules.
FRONT = "front matter"
_DRAFTS = "_drafts"
_UNCERTAIN = say(
    "the article is not certain, so all the text of the page is kept; delete what is no part of it"
)
_DAMAGED = say("letters are lost: look for U+FFFD, and write what stood there")


@dataclass(frozen=True, slots=True)
class PublicationRules:
    """The publication rules in a seed's front matter, and doubts about them.

    ``doubtful`` is the line from which on the article of a page is not certain, ``damaged`` that of
    the first letter that was lost, ``lacking`` that where a page begins that says more than was
    read, ``gated`` that at which a page asks readers to pay or agree, or 0.
    """

    conditions: tuple[Condition, ...] = ()
    unread: tuple[UnreadKey, ...] = ()
    doubtful: int = 0
    damaged: int = 0
    lacking: int = 0
    gated: int = 0


@dataclass(frozen=True, slots=True)
class WithheldArticle:
    """An article that is not public.

    Attributes:
        path: the seed, relative to the project.
        line: where it says so.
        reason: what it says: ``draft: true``.
        until: the moment from which on it will be public (ISO 8601, with its zone); empty if that
            is not a matter of time.
    """

    path: str
    line: int
    reason: str
    until: str = ""


@dataclass(frozen=True, slots=True)
class Unread:
    """An unused key of front matter, in all the seeds that have it.

    Attributes:
        key, path, line: where it stands first.
        files: how many seeds have it.
        meant: the key that was probably meant; empty if none is like it.
        usual: other publishing programs know it.
    """

    key: str
    path: str
    line: int
    files: int
    meant: str
    usual: bool


@dataclass(slots=True)
class ArticleSelection:
    """Decides for one build, at one moment, which articles are public.

    Attributes:
        now: the moment.
        zone: of times that name none; nothing for that of this machine.
        withheld: the articles that are not public.
        next: when the next one appears or goes, if nothing else changes.
    """

    now: datetime
    zone: tzinfo | None = None
    withheld: list[WithheldArticle] = field(default_factory=list)
    next: datetime | None = None
    _faults: list[Finding] = field(default_factory=list)
    _unread: dict[str, Unread] = field(default_factory=dict)

    @classmethod
    def of(cls, project: Project) -> ArticleSelection:
        """Start the selection for a project, with the present time."""
        name = project.settings.timezone
        return cls(datetime.now(UTC), ZoneInfo(name) if name else None)

    def withholds(self, seed: SeedState) -> WithheldArticle | None:
        """Return why a seed is not public, if it is not, recording its rules."""
        terms = seed.result(FRONT, PublicationRules, lambda: rules_of(seed.read()))
        path = seed.where
        if terms is None:  # it cannot be read, which is told elsewhere
            return None
        self._note(path, terms)
        for moment in self._moments(terms.conditions):
            if moment > self.now and (self.next is None or moment < self.next):
                self.next = moment
        withheld = self.verdict(path, terms.conditions)
        if withheld:
            self.withheld.append(withheld)
        return withheld

    def is_known_to_withhold(self, seed: SeedState) -> bool:
        """Tell whether a seed is withheld, as far as known without reading it."""
        if not seed.knows(FRONT):
            return False
        terms = seed.result(FRONT, PublicationRules, lambda: None)
        return bool(terms and self.verdict(seed.where, terms.conditions))

    def verdict(self, path: str, conditions: Sequence[Condition]) -> WithheldArticle | None:
        """Return why a seed with these conditions is not public, or None."""
        holding = [each for each in conditions if self._holds(each)]
        if not holding:
            return None
        reason = "; ".join(
            f"{each.said} ({each.fault})" if each.fault else each.said for each in holding
        )
        timed = all(each.since for each in holding)
        until = max(self._moment(each.since) for each in holding) if timed else None
        precision = "seconds" if until and until.second else "minutes"
        shown = until.isoformat(timespec=precision) if until else ""
        return WithheldArticle(path, holding[0].line, reason, shown)

    @property
    def findings(self) -> Sequence[Finding]:
        """List unintelligible values in front matter, and keys that nobody reads."""
        return (*self._faults, *(_told(each) for each in self.unread if not each.usual))

    @property
    def unread(self) -> Sequence[Unread]:
        """List the unused keys of front matter, likely misspellings first."""
        return sorted(self._unread.values(), key=lambda each: (each.usual, not each.meant))

    def _note(self, path: str, terms: PublicationRules) -> None:
        for each in terms.conditions:
            if each.fault:
                message = say(
                    "{said} is not understood, so the article is not public: {why}",
                    said=each.said,
                    why=each.fault,
                )
                self._faults.append(_warning(path, each.line, message))
        told = {_UNCERTAIN: terms.doubtful, _DAMAGED: terms.damaged, SAYS_MORE: terms.lacking,
                ASKS_FIRST: terms.gated}  # fmt: skip
        self._faults += [
            Finding("article", Severity.WARNING, path, line, message)
            for message, line in told.items()
            if line
        ]
        for key in terms.unread:
            known = self._unread.get(key.key)
            first = known or Unread(key.key, path, key.line, 0, key.meant, key.usual)
            self._unread[key.key] = Unread(
                first.key, first.path, first.line, first.files + 1, first.meant, first.usual
            )

    def _holds(self, condition: Condition) -> bool:
        if condition.since:
            return self._moment(condition.since) > self.now
        return not condition.until or self._moment(condition.until) <= self.now

    def _moments(self, conditions: Iterable[Condition]) -> Iterator[datetime]:
        for each in conditions:
            if each.since or each.until:
                yield self._moment(each.since or each.until)

    def _moment(self, text: str) -> datetime:
        """Parse a time in its time zone; at the very end of the calendar, in UTC."""
        moment = datetime.fromisoformat(text)
        try:
            if moment.tzinfo is None:
                moment = moment.replace(tzinfo=self.zone) if self.zone else moment.astimezone()
            moment.astimezone(UTC)
        except (OverflowError, ValueError, OSError):
            return moment.replace(tzinfo=UTC)
        return moment


def rules_of(document: Document | None) -> PublicationRules | None:
    """Read the publication rules of a document's front matter."""
    if document is None:
        return None
    said = document.metadata
    return PublicationRules(
        conditions_of(document),
        said.unread,
        said.doubtful,
        said.damaged,
        said.lacking,
        said.gated,
    )


def conditions_of(document: Document) -> tuple[Condition, ...]:
    """Return the conditions under which a document is public.

    One that names no date is of the day in its file's name; a folder ``_drafts`` is one of drafts,
    as Jekyll and Hexo have it.
    """
    conditions, named = document.metadata.conditions, dated_by_name(document)
    if named:
        conditions += (Condition(f"{named} in its name", 1, since=f"{named}T00:00:00"),)
    if _DRAFTS in document.name.split("/")[:-1]:
        conditions += (Condition(_DRAFTS, 1),)
    return conditions


def _told(unread: Unread) -> Finding:
    message = say("{key} is not read", key=unread.key)
    if unread.meant:
        message = say("{fault}; did you mean {name}?", fault=message, name=unread.meant)
    if unread.files > 1:
        message = say("{fault} ({n} files have it)", fault=message, n=unread.files)
    return _warning(unread.path, unread.line, message)


def _warning(path: str, line: int, message: Message) -> Finding:
    return Finding("front-matter", Severity.WARNING, path, line, message)


def refuse_lost_seeds(project: Project, total: int) -> None:
    """Refuse to publish an empty site if translations are left without a seed.

    That is what a disk that is not mounted, or half a checkout, looks like; without this all
    articles would go from the site and from where ``publish --to`` brings it.
    """
    if not total and any(project.locales.glob("*/**/*.po")):
        raise PublishError(
            project.seeds,
            say("holds no article, though locales/ has translations of some"),
            say("Bring the seeds back. If all articles are to go, remove their PO files as well."),
        )
