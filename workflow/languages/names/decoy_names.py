"""List names that stand in for others while a model translates, because models know them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import TypedDict


class Candidates(TypedDict):
    """Candidate names of one kind, and sentences to try them in."""

    names: list[str]
    frames: list[str]


@dataclass(frozen=True, slots=True)
class DecoyNames:
    """Decoys for the kinds ``person``, ``org``, ``place`` and ``term``; by default, none.

    Attributes:
        well_known: the same ones in the same order in every language that has any.
        candidates: what a translation model is asked for, to find those it renders in one way.
    """

    well_known: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    candidates: Mapping[str, Candidates] = field(default_factory=dict)


def read(package: str) -> DecoyNames:
    """Return the names in a language's ``names.toml``.

    Args:
        package: that of the language: ``__package__`` of the module that asks.
    """
    data = tomllib.loads(files(package).joinpath("names.toml").read_text("utf-8"))
    known = {kind: tuple(names) for kind, names in data["well_known"].items()}
    return DecoyNames(known, data["candidates"])
