"""Find where links within a project lead, and tell whether existing pages still lead there.

A link to another seed leads to that seed's page if it is public. What is to be known of a seed for
that (its languages, its headings) is remembered, so that one that links to it need not read it.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from workflow.app.publishing.withholding import ArticleSelection, conditions_of
from workflow.app.state import article_addresses, seed_files
from workflow.app.state.document_translation import targets_of
from workflow.app.state.project_state import ProjectState
from workflow.app.state.seed_state import SeedState
from workflow.documents import seed_links
from workflow.documents.heading_anchors import key_of, link_names
from workflow.errors import WorkflowError, contained
from workflow.model import Condition, Document, Finding, Message, Severity, say
from workflow.site import links
from workflow.site.body.destinations import Destination
from workflow.site.summary import in_order

#: The kinds of result that hold a seed's links, and what links to it depend on.
_LEADS, _LINKED = "links", "linked"
#: How many seeds of the latter are held at once.
_MOST = 5_000


@dataclass(frozen=True, slots=True)
class InternalLink:
    """A link within the project, as it was when its seed was published.

    Attributes:
        address: as it stands in the seed.
        line: the first one on which it stands.
        destination: where it leads; nothing if it is shown as text.
        fault: why it leads nowhere, or not to the part that it names; empty if it does.
    """

    address: str
    line: int
    destination: Destination | None = None
    fault: Message = Message("")  # noqa: RUF009 - it never changes


@dataclass(frozen=True, slots=True)
class LinkedSeed:
    """A seed as the target of links: its address, its headings, whether it is public.

    Attributes:
        conditions: on which it is public.
        destination: its article; nothing if it cannot be read.
        names: the key of the sentence at which each part begins, by its names.
    """

    conditions: tuple[Condition, ...] = ()
    destination: Destination | None = None
    names: Mapping[str, str] = field(default_factory=dict)


class Links:
    """The links of a project's seeds, now and when they were last published.

    Args:
        state: the command's.
        selection: which articles are public.
        is_placed: tells whether no other seed has a seed's address.
    """

    def __init__(
        self, state: ProjectState, selection: ArticleSelection, is_placed: Callable[[Path], bool]
    ) -> None:
        self._state = state
        self._selection = selection
        self._is_placed = is_placed
        self._kind = f"{_LEADS}{'/preview' * state.project.preview}"
        self._linked: dict[str, LinkedSeed] = {}
        self._leads: dict[str, tuple[InternalLink, ...]] = {}
        self._paths: dict[str, str] = {}
        self._found_unchanged: dict[str, Sequence[InternalLink]] = {}

    def of(self, document: Document, targets: Iterable[str]) -> Mapping[str, Destination]:
        """Find the targets of a document's links, by their addresses.

        Args:
            document: with its sentences.
            targets: the languages of its translations.
        """
        found = [InternalLink(address, line) for address, line in seed_links.links_of(document)]
        if found:
            self._note(document.path, self._facts(document, targets))
        return self.keep(document.name, document.path, self._settled(document.path, found))

    def keep(
        self, name: str, path: str, leads: Sequence[InternalLink]
    ) -> Mapping[str, Destination]:
        """Record the links of a seed as they are on its pages; return their targets."""
        self._leads[name], self._paths[name] = tuple(leads), path
        return {each.address: each.destination for each in leads if each.destination}

    def known(self, name: str) -> tuple[InternalLink, ...]:
        """Return the links that a seed had when its pages were built."""
        return self._state.results.last(self._kind, name, tuple[InternalLink, ...]) or ()

    def noted(self, name: str) -> tuple[InternalLink, ...]:
        """Return the links of a seed that this build has published."""
        return self._leads.get(name, ())

    def unchanged(self, path: str, leads: Sequence[InternalLink]) -> bool:
        """Tell whether the unchanged links of a seed still lead where they led.

        It is asked before the seed is opened, and again when it is its turn.
        """
        if not leads or self._found_unchanged.pop(path, None) == leads:
            return True
        same = self._settled(path, leads) == tuple(leads)
        if same:
            self._found_unchanged[path] = leads
        return same

    def save(self, name: str) -> None:
        """Remember the links of a seed that has pages now."""
        if (leads := self.noted(name)) != self.known(name):
            self._state.results.keep(self._kind, name, "", leads)

    @property
    def findings(self) -> Sequence[Finding]:
        """List the broken links of the seeds taken so far."""
        return tuple(
            Finding("links", Severity.WARNING, self._paths[name], each.line, each.fault)
            for name, leads in self._leads.items()
            for each in leads
            if each.fault
        )

    def _settled(self, seed: str, leads: Sequence[InternalLink]) -> tuple[InternalLink, ...]:
        return tuple(self._lead(seed, each) for each in leads)

    def _lead(self, seed: str, lead: InternalLink) -> InternalLink:
        """Find the target of a seed's link."""
        path, fragment = seed_links.split(lead.address)
        shown = f"{path}#{fragment}" if fragment else path
        place = self._finder.find(seed, lead.address) or self._moved(seed, path)
        if not place:
            return replace(lead, destination=None, fault=self._missing(seed, path))
        linked = self._seed(place)
        if linked.destination is None or not self._is_public(place, linked.conditions):
            fault = say("links to {place}, which is not public", place=shown)
            return replace(lead, destination=None, fault=fault)
        key = key_of(linked.names, fragment) if fragment else ""
        if fragment and not key:
            fault = say("links to {place}, which is not there", place=shown)
            to = None if place == seed else linked.destination
            return replace(lead, destination=to, fault=fault)
        return replace(lead, destination=replace(linked.destination, key=key), fault=Message(""))

    def _moved(self, seed: str, path: str) -> str:
        """Find the seed that had the name in a link, if it was only one."""
        folder = self._state.project.seeds.name
        base = folder if path.startswith("/") else posixpath.dirname(seed)
        place = posixpath.normpath(f"{base}/{path.lstrip('/')}")
        name = seed_links.without_ending(place).removeprefix(f"{folder}/")
        now = self._by_former_address.get(links.slug(name), ())
        return now[0] if len(now) == 1 else ""

    @cached_property
    def _by_former_address(self) -> Mapping[str, Sequence[str]]:
        """The seeds that had an address before, by that address."""
        names = {self._state.name(path): place for place, path in self._by_place.items()}
        found: dict[str, list[str]] = {}
        for name, slugs in article_addresses.former(self._state.project).items():
            for slug in slugs if name in names else ():
                found.setdefault(slug, []).append(names[name])
        return found

    def _missing(self, seed: str, path: str) -> Message:
        """Describe why a link leads to no seed."""
        project = self._state.project
        folder = project.seeds if path.startswith("/") else (project.root / seed).parent
        if self._is_there(folder / path.lstrip("/")):
            return say("links to {place}, which is no article", place=path)
        return say("links to {place}, which is not there", place=path)

    @staticmethod
    def _is_there(place: Path) -> bool:
        try:
            return place.exists()
        except (OSError, ValueError):  # a name may be too long, or hold what no name can
            return False

    @cached_property
    def _finder(self) -> seed_links.SeedFinder:
        return seed_links.SeedFinder(self._state.project.seeds.name, self._by_place)

    @cached_property
    def _by_place(self) -> Mapping[str, Path]:
        root = self._state.project.root
        return {path.relative_to(root).as_posix(): path for path in self._state.paths}

    def _is_public(self, place: str, conditions: Sequence[Condition]) -> bool:
        if not self._is_placed(self._by_place[place]):
            return False
        return self._state.project.preview or not self._selection.verdict(place, conditions)

    def _seed(self, place: str) -> LinkedSeed:
        """Return a seed as a target of links, reading it unless that is remembered."""
        if place in self._linked:
            return self._linked[place]
        state, path = self._state, self._by_place[place]
        seed = SeedState(state, path)
        digest = seed.digest()
        linked = state.results.recall(_LINKED, seed.name, digest, LinkedSeed) if digest else None
        if linked is None:
            errors: list[WorkflowError] = []
            document = None
            with contained(place, errors.append):  # it is told where the seed itself is taken
                document = seed_files.load(state.project, path, state.named.get(path, ""))
            if document:
                targets = targets_of(document, state.every_target)
                usable = (each for each in targets if seed.is_usable(each))
                linked = self._facts(document, usable)
            else:
                linked = LinkedSeed()
            if digest and document:
                state.results.keep(_LINKED, seed.name, digest, linked)
        return self._note(place, linked)

    def _note(self, place: str, linked: LinkedSeed) -> LinkedSeed:
        if len(self._linked) >= _MOST:
            self._linked.clear()
        self._linked[place] = linked
        return linked

    def _facts(self, document: Document, targets: Iterable[str]) -> LinkedSeed:
        order = self._state.project.settings.targets
        languages = in_order({document.language, *targets}, order)
        to = Destination(
            links.slug_of(document), document.language, languages, document.metadata.free
        )
        return LinkedSeed(conditions_of(document), to, link_names(document))
