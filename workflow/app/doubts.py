"""What should be said about the languages of seeds: they decide which terms and editions apply."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from workflow.app.document_translation import SeedReport
from workflow.errors import SourceError
from workflow.languages import language
from workflow.model import Project

#: So many seeds are named in one message, the others counted.
_NAMED = 5
_SAY = "Say it with lang in the front matter, or with --source"


def doubts(project: Project, seeds: Iterable[SeedReport]) -> Iterator[SourceError]:
    """One message a kind of doubt, about all seeds together; they stop nothing."""
    seeds = sorted(seeds, key=lambda seed: seed.path)
    contrary = [seed for seed in seeds if seed.reads_as]
    unsure = [seed for seed in seeds if not seed.sure]
    known = project.settings.languages
    outside = [seed for seed in seeds if seed.sure and seed.language not in known]
    if contrary:
        yield SourceError(
            _where(contrary),
            f"{_are(contrary)} named {_names(contrary)}, but the text reads as "
            f"{_joined(_name(seed.reads_as) for seed in contrary)}",
            "Correct lang in the front matter, or --source.",
        )
    if unsure:
        tag = unsure[0].language
        yield SourceError(
            _where(unsure),
            f"{_are(unsure)} taken for {_names(unsure)}, but that is not sure",
            f"{_SAY} {tag}, or name the languages of all your seeds in the settings: sources.",
        )
    if outside:
        listed = ", ".join(f'"{tag}"' for tag in _tags(outside, project.settings.expected))
        yield SourceError(
            _where(outside),
            f"{_are(outside)} in {_names(outside)}, neither a target nor among the sources",
            f"If that is right, add it in the settings: sources = [{listed}]. If not: "
            f"{_SAY[0].lower()}{_SAY[1:]}.",
        )


def _where(seeds: Sequence[SeedReport]) -> str:
    if len(seeds) == 1:
        return seeds[0].path
    paths = [f"{seed.path} ({seed.language})" for seed in seeds]
    shown = ", ".join(paths[:_NAMED])
    more = len(paths) - _NAMED
    return f"{shown} and {more:,} more" if more > 0 else shown


def _are(seeds: Sequence[SeedReport]) -> str:
    return "are" if len(seeds) > 1 else "is"


def _tags(seeds: Sequence[SeedReport], before: Sequence[str]) -> list[str]:
    return list(dict.fromkeys((*before, *(seed.language for seed in seeds))))


def _names(seeds: Sequence[SeedReport]) -> str:
    return _joined(_name(seed.language) for seed in seeds)


def _name(tag: str) -> str:
    return f"{language(tag).name} ({tag})"


def _joined(names: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(names))
