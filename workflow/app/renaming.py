"""Move PO files along with seeds that were renamed, moved or swapped.

PO files are matched to seeds by their sentences. If no seed has the name of a PO file any more, or
a seed with another text has it now, the file moves to the name of its own seed. That is done only
if it is certain; a doubtful case is reported, and nothing moves.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from shlex import quote

from workflow import catalog
from workflow.app.state import article_addresses, seed_files
from workflow.app.state.project_state import (
    DoubtfulFiles,
    FollowedSeed,
    PartedFiles,
    ProjectState,
    Renames,
)
from workflow.app.state.seed_state import SeedState
from workflow.errors import SourceError, contained, pass_over
from workflow.model import Message, say
from workflow.store.digests import content

#: A PO file that holds less than this share of a seed's text belongs to another seed.
_FOREIGN = 0.2
#: A line of a PO file that is a whole sentence; how many are searched in the seed, and how many
#: must be found.
_MSGID = re.compile(rb'^msgid "([^"\\\n]{12,})"$', re.MULTILINE)
_PROBES, _ENOUGH = 12, 3

#: How many renamed seeds are listed by name.
_MOST_TOLD = 12


def follow(state: ProjectState, seeds: Sequence[SeedState]) -> None:
    """Move the PO files of renamed seeds; the state records what was moved.

    All seeds of the project are looked at, once, as soon as one may have been renamed.

    Args:
        state: the command's.
        seeds: those that are about to be merged.
    """
    search = _search(state, seeds)
    former = search.former() if search else {}
    if search and former:
        _move(state, former, search.held, search.path)
        for seed in seeds:
            seed.forget_files()
    if search:
        state.renames.doubtful += search.doubtful()


def take(state: ProjectState, seed: SeedState, former: str) -> None:
    """Move PO files to a seed that a person says they belong to.

    Args:
        state: the command's.
        seed: that has another name now.
        former: the name that the files have.

    Raises:
        SourceError: there are none, or a seed has that name.
    """
    held = catalog.held(state.project)
    former = former.removesuffix(".po")
    if former in state.names:
        hint = say("Its PO files are its own; rename the seed first.")
        raise SourceError(former, say("is the name of a seed"), hint)
    tags = [tag for tag in held.get(former, ()) if tag in state.every_target]
    if not tags:
        hint = say("Give the name as it stands below locales/LANGUAGE/, without .po.")
        raise SourceError(former, say("has no PO file"), hint)
    _move(state, {tag: {seed.name: former} for tag in tags}, held, lambda _: seed.where)


def _move(
    state: ProjectState,
    former: Mapping[str, Mapping[str, str]],
    held: Mapping[str, Sequence[str]],
    path: Callable[[str], str],
) -> None:
    """Rename PO files after their seeds, recording the moves."""
    done = catalog.relocate(state.project, former, held, state.names)
    state.renames.followed += (
        FollowedSeed(path(name), old, locales) for name, old, locales in done.renamed
    )
    state.renames.parted += (PartedFiles(old, name, locales) for name, old, locales in done.parted)
    state.errors += done.errors
    with contained(state.project.locales, state.errors.append):
        pairs = dict.fromkeys((old, name) for name, old, _ in done.renamed)
        article_addresses.remember_former(state.project, pairs)


def foresee(state: ProjectState, paths: Iterable[Path]) -> None:
    """Find what :func:`follow` would move; seeds then read those PO files where they are now.

    Nothing is moved or written.

    Args:
        state: the command's.
        paths: of the seeds that are about to be read.
    """
    own = (SeedState(state, path) for path in paths)
    if not (search := _search(state, [seed for seed in own if not seed.is_merged()])):
        return
    found: dict[tuple[str, str], list[str]] = {}
    for tag, pairs in search.former().items():
        for name, old in pairs.items():
            if tag in search.held.get(old, ()):
                state.held_as[tag, name] = old
                found.setdefault((name, old), []).append(tag)
    state.renames.followed += (
        FollowedSeed(search.path(name), old, tags) for (name, old), tags in found.items()
    )
    state.renames.doubtful += search.doubtful()


def _search(state: ProjectState, seeds: Sequence[SeedState]) -> _RenameSearch | None:
    """Search for renamed seeds, once per command, if one of these may be one."""
    if state.renames_followed or not any(_is_new(state, seed) for seed in seeds):
        return None
    state.renames_followed = True
    return _RenameSearch(state, {seed.name: seed for seed in seeds})


def forecasts(renames: Renames) -> Iterator[Message]:
    """Describe the coming moves, one message per seed; beyond a limit, only their number."""
    return _told(
        renames.followed,
        lambda each: say(
            "{seed} was {former} before; `workflow sync` moves its PO files ({languages}).",
            seed=each.seed,
            former=each.former,
            languages=list(each.locales),
        ),
    )


def notices(renames: Renames) -> Iterator[Message]:
    """Describe the moves made, one message per seed; beyond a limit, only their number."""
    yield from _told(
        renames.followed,
        lambda each: say(
            "{seed} was {former} before: its PO files have its name now ({languages}).",
            seed=each.seed,
            former=each.former,
            languages=list(each.locales),
        ),
    )
    for files in renames.parted:
        yield say(
            "{former}.po belongs to no seed any more and is called {name}.po now ({languages}).",
            former=files.former,
            name=files.name,
            languages=list(files.locales),
        )


def _told(
    followed: Sequence[FollowedSeed], tell: Callable[[FollowedSeed], Message]
) -> Iterator[Message]:
    ordered = sorted(followed, key=lambda each: each.seed)
    yield from map(tell, ordered[:_MOST_TOLD])
    if len(ordered) > _MOST_TOLD:
        yield say("…and {n} more.", n=len(ordered) - _MOST_TOLD)


def doubts(renames: Renames) -> Iterator[SourceError]:
    """Return messages for undecided cases, one per name; they stop nothing."""
    for files in renames.doubtful:
        seed = quote(files.seeds[0]) if len(files.seeds) == 1 else "SEED"
        yield SourceError(
            f"{files.former}.po",
            say("may belong to {names}: nothing was moved", names=list(files.seeds)),
            say(
                "If it is that of one of them: {command}",
                command=f"workflow sync {seed} --was {quote(files.former)}",
            ),
        )


def _is_new(state: ProjectState, seed: SeedState) -> bool:
    """Tell whether a seed lacks a PO file in some language, or has one that is not its own."""
    places = {tag: Path(state.project.root, seed.po(tag)) for tag in state.every_target}
    if not all(place.exists() for place in places.values()):
        return True
    return any(_is_displaced(state, seed, tag) for tag in places)


def _is_displaced(state: ProjectState, seed: SeedState, tag: str) -> bool:
    """Tell whether the PO file with the seed's name belongs to a different text."""
    place = catalog.place_of(state.project, seed.name, tag)
    if not place.is_file() or _stands_in(seed.path, place):
        return False
    held = catalog.sentences_held(state.project, seed.name, tag)
    texts = _texts(state, seed, [tag]).get(tag, ()) if held else ()
    return bool(texts) and catalog.share(texts, held) < _FOREIGN


def _stands_in(path: Path, file: Path) -> bool:
    """Tell, without parsing, whether sentences of a PO file occur in a seed."""
    text = b" ".join((content(path) or b"").split())
    found = [match[1] for match in _MSGID.finditer(content(file) or b"")][:_PROBES]
    return sum(each in text for each in found) >= min(_ENOUGH, len(found) or _ENOUGH)


def _texts(state: ProjectState, seed: SeedState, tags: Iterable[str]) -> dict[str, list[str]]:
    """Return a seed's sentences that need translation, for each language."""
    document = None
    with contained(seed.where, pass_over):  # it is told where the seed is worked on
        document = seed.document or seed_files.load(state.project, seed.path, seed.named)
    parts = {tag: document.part_for(tag).segments for tag in tags} if document else {}
    return {
        tag: list(dict.fromkeys(segment.text for segment in part))
        for tag, part in parts.items()
        if part
    }


class _RenameSearch:
    """Compares all seeds and PO files of a project to find renamed seeds.

    Attributes:
        held: for each name of PO files, their languages.
        tags: the languages in which there are PO files that may be those of renamed seeds.
    """

    def __init__(self, state: ProjectState, read: Mapping[str, SeedState]) -> None:
        self.held = catalog.held(state.project)
        self._state = state
        own = [read.get(state.name(path)) or SeedState(state, path) for path in state.paths]
        #: Seeds that share their name are refused, and their files left alone.
        self._seeds = {seed.name: seed for seed in own if state.names[seed.name] == 1}
        #: Merged seeds already have their files.
        open_seeds = [seed for seed in self._seeds.values() if not seed.is_merged()]
        self._spare = self._find_spare(open_seeds)
        self.tags = sorted(self._spare)
        self._texts: dict[str, dict[str, list[str]]] = {}
        for seed in open_seeds:
            held = self.held.get(seed.name, ())
            tags = [tag for tag in self.tags if tag not in held or seed.name in self._spare[tag]]
            for tag, texts in _texts(state, seed, tags).items() if tags else ():
                self._texts.setdefault(tag, {})[seed.name] = texts
        self._silent: dict[str, list[str]] = {}
        self._doubts: dict[tuple[str, tuple[str, ...]], None] = {}

    def _find_spare(self, seeds: Iterable[SeedState]) -> dict[str, list[str]]:
        """Find, for each language, PO files without a seed of their name and text."""
        state, found = self._state, dict[str, list[str]]()
        for seed in seeds:
            for tag in self.held.get(seed.name, ()):
                if _is_displaced(state, seed, tag):
                    found.setdefault(tag, []).append(seed.name)
        gone: dict[str, list[str]] = {}
        for name in self.held.keys() - state.names.keys():
            for tag in self.held[name]:
                gone.setdefault(tag, []).append(name)
        for tag, names in gone.items():
            lost = catalog.without_seed(state.project, names, state.names, tag)
            found[tag] = [*found.get(tag, ()), *lost]
        return {tag: sorted(names) for tag, names in found.items() if names}

    def path(self, name: str) -> str:
        """Return where the seed of a name is, relative to the project."""
        return self._seeds[name].where

    def former(self) -> dict[str, dict[str, str]]:
        """Match seeds to the PO files of their former names, for each language.

        A file that cannot be read, because git has left a conflict in it, goes with the others.
        """
        found = {tag: dict(self._pairs(tag)) for tag in self.tags}
        certain = {name: old for pairs in found.values() for name, old in pairs.items()}
        for tag, pairs in found.items():
            for name, old in certain.items():
                lacking = name in self._texts.get(tag, {}) and tag not in self.held.get(name, ())
                if lacking and name not in pairs and old in self._silent.get(tag, ()):
                    pairs[name] = old
        return {tag: pairs for tag, pairs in found.items() if pairs}

    def _pairs(self, tag: str) -> Mapping[str, str]:
        wanted, project = self._texts.get(tag, {}), self._state.project
        if not wanted:
            return {}
        names = self._spare[tag]
        files = {name: catalog.sentences_held(project, name, tag) for name in names}
        self._silent[tag] = [name for name, texts in files.items() if not texts]
        others = [
            name
            for name, tags in self.held.items()
            if tag in tags and name not in files and name not in wanted
        ]
        found = catalog.pair_off(
            wanted, files, lambda texts: catalog.said_elsewhere(project, texts, others, tag)
        )
        self._doubts |= dict.fromkeys(found.doubtful.items())
        return found.former

    def doubtful(self) -> Iterator[DoubtfulFiles]:
        """Yield the cases that could not be decided."""
        for former, names in self._doubts:
            yield DoubtfulFiles(former, tuple(map(self.path, names)))
