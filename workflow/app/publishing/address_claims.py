"""Assign the addresses of the site: one seed each, and a page before an alias."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from unicodedata import normalize

from workflow.app.state.project_state import ProjectState
from workflow.app.state.seed_state import SeedState
from workflow.errors import PublishError
from workflow.model import Finding, Project, Severity, say
from workflow.site.lists.redirects import VoidAlias


class AddressHolders:
    """The seeds of a project that claimed an address first."""

    def __init__(self, state: ProjectState) -> None:
        self._state = state

    def is_first(self, path: Path) -> bool:
        """Tell whether no seed before this one has its address."""
        name = self._state.name(path)
        holder = self._shared.get(self._state.slug(name), path)
        return normalize("NFC", self._state.name(holder)) == normalize("NFC", name)

    def grants(self, seed: SeedState) -> bool:
        """Tell whether no seed before it has its address, recording an error otherwise.

        Two seeds of one name share everything: they are refused where they are read.
        """
        if self.is_first(seed.path):
            return True
        state, slug = self._state, self._state.slug(seed.name)
        holder = self._shared[slug]
        where, other = (path.relative_to(state.project.root) for path in (seed.path, holder))
        state.errors.append(
            PublishError(
                where.as_posix(),
                say("would have the address of {other}: {slug}", other=other.as_posix(), slug=slug),
                say("Rename one of the two; until then this one has no pages."),
            )
        )
        return False

    @cached_property
    def _shared(self) -> dict[str, Path]:
        """Map each address that several seeds share to the first of them, whatever its text."""
        first: dict[str, Path] = {}
        shared: dict[str, Path] = {}
        for path in self._state.paths:
            slug = self._state.slug(self._state.name(path))
            if first.setdefault(slug, path) is not path:
                shared[slug] = first[slug]
        return shared


def void_aliases(
    project: Project,
    seeds: Mapping[str, Path],
    known: Mapping[str, Sequence[str]],
    aliases: Iterable[VoidAlias],
) -> Iterator[Finding]:
    """Report aliases in front matter that cannot redirect to their article.

    Args:
        project: whose.
        seeds: by name.
        known: the former addresses of each: a renamed article may leave its address to a new one.
        aliases: those that lead nobody.
    """
    for each in aliases:
        if each.name not in seeds or each.alias in known.get(each.name, ()):
            continue
        message = say("{alias} can be no address of the site", alias=each.alias)
        if each.page:
            message = say(
                "{alias} leads nobody here: {page} is the address of another page",
                alias=each.alias,
                page=f"/{each.page}",
            )
        where = project.where(seeds[each.name])
        yield Finding("front-matter", Severity.WARNING, where, 1, message)
