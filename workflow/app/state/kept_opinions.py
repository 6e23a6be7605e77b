"""Keep the judgements of models on translations, for as long as the texts are unchanged.

For each language and seed a file in ``.workflow/opinions/KIND``, which may be deleted: what is
missing is asked again when somebody asks. It holds each opinion under a digest of both texts, so
that one about another text counts no more.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from workflow.model import Entry, ErrorSpan, Project
from workflow.store.files import write_atomic
from workflow.store.json_records import read_record

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Judgement:
    """A model's judgement of a translation.

    Attributes:
        by: the model.
        spans: the errors; none where it finds none.
    """

    by: str
    spans: tuple[ErrorSpan, ...] = ()


class Opinions(Generic[_T]):
    """The opinions of one kind in a project.

    Args:
        project: whose translations they are about.
        kind: the name of the kind, and of its folder.
        type_: of one opinion.

    Attributes:
        folder: where they are kept; there is none while there are no opinions.
    """

    def __init__(self, project: Project, kind: str, type_: type[_T]) -> None:
        self.folder = project.cache / "opinions" / kind
        self._type = type_

    def place(self, name: str, target: str) -> Path:
        """Return the file for a seed and a language."""
        return self.folder / target / f"{name}.json"

    def of(self, name: str, target: str) -> Mapping[str, _T]:
        """Return the opinions about a seed's translations, by the key of their texts."""
        kind = dict[str, self._type]  # type: ignore[name-defined]
        return read_record(self.place(name, target), kind) or {}

    def keep(
        self, name: str, target: str, new: Mapping[str, _T], entries: Iterable[Entry] = ()
    ) -> None:
        """Add opinions, and drop those about texts that no longer exist.

        Args:
            name: the seed's.
            target: the language.
            new: opinions by key.
            entries: all that the PO file holds now.
        """
        current = {key_of(entry) for entry in entries}
        kept = {key: one for key, one in self.of(name, target).items() if key in current}
        write_atomic(self.place(name, target), msgspec.json.encode(kept | dict(new)))


def judgements(project: Project) -> Opinions[Judgement]:
    """Return the judgements of models (``check --judge``)."""
    return Opinions(project, "judge", Judgement)


def key_of(entry: Entry) -> str:
    """Return the key of a translation: a digest of its texts."""
    both = f"{entry.source}\0{entry.text}".encode(errors="surrogatepass")
    return hashlib.blake2b(both, digest_size=12).hexdigest()
