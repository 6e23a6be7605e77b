"""Find the seeds that a command line names, and load each as a document."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from itertools import takewhile
from pathlib import Path

from workflow import catalog
from workflow.app.state import article_addresses
from workflow.documents import detector, pictures, readers, segmenter
from workflow.errors import SourceError
from workflow.languages import normalize
from workflow.model import Document, Message, Project, Seam, say
from workflow.store.files import write_atomic

#: The value of ``--source`` that forgets an earlier one, so that the language is detected.
AUTO = "auto"


def sources_of(project: Project) -> detector.Sources:
    """Return the languages in which a project's seeds are expected."""
    settings = project.settings
    return detector.Sources(settings.expected, stated=bool(settings.sources))


def recognized(project: Project, path: Path, named: str = "") -> Document:
    """Read one seed with its languages, which may be ``und``, but without sentences.

    Args:
        project: whose seed.
        path: the file.
        named: the language it is in, if the command line says so; else what an earlier command
            line said is in its PO files, unless this is :data:`AUTO`.

    Raises:
        SourceError: the seed cannot be read, or declares an unknown language.
    """
    document = readers.read(project, path)
    if named == AUTO:
        return detector.assign(document, sources_of(project))
    kept = catalog.named_source(project, document.name, project.settings.languages)
    return detector.assign(document, sources_of(project), named=named, kept=kept)


def load(project: Project, path: Path, named: str = "") -> Document:
    """Read one seed, detect its languages and split it into sentences.

    The arguments are those of :func:`recognized`.

    Raises:
        SourceError: the seed cannot be read, or its language cannot be told.
    """
    document = recognized(project, path, named)
    if document.language == detector.UNDETERMINED:
        place = readers.language_place(document.path)
        raise SourceError(
            document.path,
            say("its language cannot be told"),
            say("Say it {place} or with --source, or add a sentence of text.", place=place)
            if place
            else say(
                "Say it with --source, make it a .md file with lang: ko in its front matter, or"
                " add a sentence of text."
            ),
        )
    slug = article_addresses.given(project).get(document.name, "")
    return replace(in_sentences(document, catalog.read_seams(project, document.name)), slug=slug)


def in_sentences(document: Document, seams: Sequence[Seam] = ()) -> Document:
    """Segment a document, detecting the language of each sentence.

    Args:
        document: with the languages of its blocks.
        seams: where people have joined or split sentences.
    """
    return detector.of_segments(segmenter.segment(document, seams))


def select(project: Project, wanted: Sequence[str], *, take_in: bool = False) -> tuple[Path, ...]:
    """Find the seeds that command-line arguments name, each once; all without arguments.

    The arguments, and what is raised, are those of :func:`meant`.
    """
    if not wanted:
        return readers.seeds(project)
    found = meant(project, wanted, take_in=take_in)
    return tuple(dict.fromkeys(seed for _, seeds in found for seed in seeds))


def meant(
    project: Project, wanted: Sequence[str], *, take_in: bool = False
) -> Iterator[tuple[str, Sequence[Path]]]:
    """Yield each command-line argument with the seeds that it names.

    An argument is a seed's path, its path below ``seeds/`` with or without extension, a folder of
    seeds, the PO file of one, or a folder of PO files.

    Args:
        project: whose seeds.
        wanted: the arguments.
        take_in: an argument may also be a file elsewhere, which is first copied into ``seeds/``.

    Raises:
        SourceError: an argument names nothing, two seeds would share one name, or a file from
            elsewhere cannot be read.
    """
    seeds = _Seeds(project)
    for argument in wanted:
        found = seeds.called(argument)
        path = _absolute(argument)
        if not found and take_in and path.is_file():
            found = [_take_in(project, path)]
        if not found:
            raise SourceError(argument, say("names no seed"), seeds.hint(argument))
        yield argument, found


def orphans(project: Project, wanted: Sequence[str]) -> dict[str, list[str]]:
    """Map arguments that name only PO files without a seed to the paths of these files."""
    seeds = _Seeds(project) if wanted else None
    found: dict[str, list[str]] = {}
    for argument in wanted:
        place = _among_locales(project, argument)
        if seeds and place and place.exists() and not seeds.called(argument):
            files = sorted(place.rglob("*.po")) if place.is_dir() else [place]
            found[argument] = [project.where(file) for file in files]
    return {argument: files for argument, files in found.items() if files}


class _Seeds:
    """Finds the seeds of a project for many arguments, listing the folder only once."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._all = readers.seeds(project)
        self._within: dict[Path, list[Path]] = {}
        self._named: dict[str, list[Path]] = {}
        for seed in self._all:
            folders = takewhile(lambda folder: folder != project.root, seed.parents)
            for place in (seed, *folders):
                self._within.setdefault(place, []).append(seed)
            self._named.setdefault(name_of(project, seed), []).append(seed)

    def called(self, argument: str) -> Sequence[Path]:
        """Find the seeds that an argument names, in order; none if it names nothing."""
        project = self._project
        for place in (_absolute(argument), project.root / argument, project.seeds / argument):
            if project.root.is_relative_to(place):
                return self._all
            if inside := self._within.get(place):
                return inside
        names = dict.fromkeys((argument.removeprefix("seeds/"), *_translated(project, argument)))
        return sorted(seed for name in names for seed in self._named.get(name, ()))

    def hint(self, argument: str) -> Message:
        """Suggest the seed with the most similar name for an argument that names nothing."""
        if close := get_close_matches(Path(argument).stem, self._named, 1):
            return say("Did you mean {name}?", name=close[0])
        if _among_locales(self._project, argument):
            return say("Nothing of that name is there. Run: {command}", command="workflow status")
        if Path(argument).suffix.lower() == ".po":
            return say(
                "PO files are in {folder}, those of each language in a folder of its own. Run:"
                " {command}",
                folder=str(self._project.locales),
                command="workflow status",
            )
        folder = str(self._project.seeds)
        return say("Put the file into {folder} or check the spelling.", folder=folder)


def _translated(project: Project, argument: str) -> Iterator[str]:
    """Yield the names of the PO files that an argument names: one, or all in a folder."""
    if not (place := _among_locales(project, argument)):
        return
    for path in place.rglob("*.po") if place.is_dir() else (place,):
        _, *parts = path.relative_to(project.locales).with_suffix("").parts
        yield "/".join(parts)


def _among_locales(project: Project, argument: str) -> Path | None:
    """Find the PO file, or the folder of PO files, that an argument names."""
    for place in (_absolute(argument), project.root / argument):
        if place.is_relative_to(project.locales) and (place.suffix == ".po" or place.is_dir()):
            return place
    return None


def locales_of(project: Project, wanted: Sequence[str]) -> Mapping[Path, Sequence[str]]:
    """Return the languages of seeds that are named by their PO files alone.

    Args:
        project: whose seeds.
        wanted: the command line's arguments: seeds, PO files, or folders of either.

    Returns:
        For each seed that is named by PO files alone, the BCP 47 tags of their folders.

    Raises:
        ConfigError: a PO file's folder is not named after a language.
        SourceError: an argument names nothing.
    """
    languages: dict[Path, list[str]] = {}
    whole: set[Path] = set()
    for argument, seeds in meant(project, wanted):
        place = _among_locales(project, argument)
        folders = place.relative_to(project.locales).parts if place else ()
        if not folders:
            whole.update(seeds)
        for seed in seeds if folders else ():
            languages.setdefault(seed, []).append(normalize(folders[0]))
    return {seed: tags for seed, tags in languages.items() if seed not in whole}


def po_of(project: Project, argument: str) -> str:
    """Return the PO file that an argument names, relative to the project, else the argument."""
    place = _among_locales(project, argument)
    return project.where(place) if place else argument


def name_of(project: Project, seed: Path) -> str:
    """Name a seed's PO files and pages: by its path below ``seeds/`` without extension."""
    return seed.relative_to(project.seeds).with_suffix("").as_posix()


def case_twins(paths: Mapping[str, str]) -> Iterator[SourceError]:
    """Warn about seeds whose names differ only in upper and lower case.

    Windows and macOS take both for one file, and so their PO files and pages: a copy of the project
    there, by git or of the site, lacks one article or shows it under the other's name.

    Args:
        paths: of seeds, by their names.
    """
    found: dict[str, str] = {}
    for name in sorted(paths):
        other = found.setdefault(name.casefold(), name)
        if other != name:
            yield SourceError(
                paths[name],
                say("has the same name as {name} but for capitals", name=paths[other]),
                say("Rename one of the two: on Windows and macOS only one of them can be there."),
            )


def place_of(project: Project, argument: str) -> Path | None:
    """Find where :func:`select` would copy an argument's file to; None for no copy.

    Raises:
        SourceError: another file is there.
    """
    path = _absolute(argument)
    if not _is_article(path) or _Seeds(project).called(argument):
        return None
    return _place(project, path)


def _absolute(argument: str) -> Path:
    return Path(os.path.abspath(argument))  # noqa: PTH100 (".." goes, links stay)


def _is_article(path: Path) -> bool:
    return path.suffix.lower() in readers.extensions() and path.is_file()


def _take_in(project: Project, outside: Path) -> Path:
    """Copy a file and its pictures into ``seeds/``, unless they are there already."""
    blocks, _ = readers.parse_file(outside)
    inside = _place(project, outside)
    copies = [(outside, inside)]
    for caption in pictures.shown(blocks):
        picture = Path(pictures.place(outside.as_posix(), caption.url))
        place = project.root / pictures.place(f"{project.seeds.name}/{outside.name}", caption.url)
        if picture.is_file() and place.is_relative_to(project.seeds):
            _refuse_another(project, picture, place)
            copies.append((picture, place))
    for source, place in reversed(copies):
        if not place.exists():
            write_atomic(place, source.read_bytes())
    return inside


def _place(project: Project, outside: Path) -> Path:
    """Find the place for a file from elsewhere; an existing file there must be identical."""
    inside = project.seeds / outside.name
    namesakes = [seed for seed in readers.seeds(project) if name_of(project, seed) == inside.stem]
    for seed in [inside] if inside.exists() else namesakes:
        _refuse_another(project, outside, seed)
    return inside


def _refuse_another(project: Project, outside: Path, inside: Path) -> None:
    """Refuse to take in a file over a different one."""
    if not inside.exists():
        return
    if inside.name != outside.name or inside.read_bytes() != outside.read_bytes():
        raise SourceError(
            outside,
            say(
                "differs from {other}, which has its name",
                other=project.where(inside),
            ),
            say("Rename one of the two, or run on the one in seeds/."),
        )
