"""Describe translation models: how each family wants its pieces, a file of ``families/`` each.

A file names its source, the files and vocabulary pieces that identify its models, and the pieces
around a text. ``{source}`` and ``{target}`` are the pieces of the two languages.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from fnmatch import fnmatchcase
from functools import cache
from importlib.resources import files
from typing import Any

#: The families from those that are known by the most special marks to the one for all others.
_ORDER = ("nllb", "small100", "m2m100", "mbart50", "madlad", "firefox", "opus-mt", "opennmt")
#: Models for many languages have at least so many pieces that name one.
_MANY = 2


@dataclass(frozen=True, slots=True)
class ModelFamily:
    """How the models of one family want text as pieces.

    Attributes:
        title: what it is called.
        pieces: ways in which the SentencePiece models may be called, each with a pattern for both
            languages or one for each.
        code: a pattern of the pieces that name languages; what it captures, else all of it, is the
            language's code.
        name: a pattern that the model's own name must have.
        pair: a pattern of file names that captures the two languages.
        before: pieces before those of a source text.
        behind: pieces behind them; left out where the model's configuration adds them.
        prompt: text before the source text.
        begin: pieces with which a translation begins.
        longest: pieces that a sentence may have.
        licence: that of all its models, where they have one.
        bilingual: whether a model may be for one pair, and have no pieces for languages.
    """

    title: str
    pieces: tuple[tuple[str, ...], ...]
    code: str = ""
    name: str = ""
    pair: str = ""
    before: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()
    prompt: str = ""
    begin: tuple[str, ...] = ()
    longest: int = 1024
    licence: str = ""
    bilingual: bool = False

    def codes(self, vocabulary: Collection[str]) -> dict[str, str]:
        """Return the pieces of a vocabulary that name languages, by the languages' codes."""
        if not self.code:
            return {}
        found = filter(None, map(re.compile(self.code).fullmatch, vocabulary))
        return {match[match.lastindex or 0]: match[0] for match in found}

    def piece_files(self, names: Collection[str]) -> tuple[str, str] | None:
        """Find the SentencePiece models of source and target among a folder's files."""
        for patterns in self.pieces:
            found = [next(iter(_matching(names, pattern)), "") for pattern in patterns]
            if all(found):
                return found[0], found[-1]
        return None


def family_names() -> tuple[str, ...]:
    """List the families that a project can name."""
    return _ORDER


@cache
def family(name: str) -> ModelFamily:
    """Read a family by the name of its file."""
    table = _table(name)
    known = {each.name for each in fields(ModelFamily)}
    values = {key: _frozen(value) for key, value in table.items() if key in known}
    return ModelFamily(**({"title": name} | values))


def recognized(
    model: str, names: Collection[str], vocabulary: Collection[str]
) -> tuple[str, ModelFamily] | None:
    """Tell the family of a model; None if it has no SentencePiece model that is known.

    Args:
        model: its name.
        names: of the files in its folder.
        vocabulary: its pieces.
    """
    for name in _ORDER:
        found = family(name)
        named = re.search(found.name, model, re.IGNORECASE)
        many = found.bilingual or len(found.codes(vocabulary)) >= _MANY
        if named and many and found.piece_files(names):
            return name, found
    return None


def _matching(names: Collection[str], pattern: str) -> Sequence[str]:
    return sorted(name for name in names if fnmatchcase(name.lower(), pattern))


@cache
def _table(name: str) -> Mapping[str, Any]:
    text = files(__package__).joinpath("families", f"{name}.toml").read_text("utf-8")
    return tomllib.loads(text)


def _frozen(value: Any) -> Any:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value
