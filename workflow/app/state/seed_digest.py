"""Digest what the results of a seed depend on: its file, PO files, settings, program."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

from workflow.app.state.document_translation import DocumentTranslation
from workflow.app.state.project_state import ProjectState
from workflow.store.digests import digest


class SeedDigest:
    """The digests of one seed, each computed at most once until its files are forgotten.

    Args:
        state: of the project.
        path: the seed.
        name: the seed's.
    """

    def __init__(self, state: ProjectState, path: Path, name: str) -> None:
        self._state = state
        self._path = path
        self._name = name
        self._named = state.named.get(path, "")
        #: The content of the open PO files when they were digested, and that digest.
        self._opened: tuple[list[bytes | None], str] | None = None

    def held_as(self, target: str) -> str:
        """Return the name of its PO file for a language: its own, or a former one."""
        return self._state.held_as.get((target, self._name), self._name)

    @cached_property
    def source(self) -> bytes:
        """Digest the seed's file."""
        return self._state.files.of(self._path)

    @cached_property
    def on_disk(self) -> str:
        """Digest the seed with its PO files as they are on disk."""
        return self._combined(self._files)

    def opened(self, translations: Sequence[DocumentTranslation]) -> str:
        """Digest the seed with its opened PO files, which hold nothing unsaved."""
        held = [each.catalog.data for each in translations]
        if self._opened is None or self._opened[0] != held:
            known = {each.target: digest(each.catalog.data) for each in translations}
            self._opened = held, self._combined(self._files | known)
        return self._opened[1]

    def with_journals(self, own: str) -> str:
        """Extend a digest of the seed by its journals."""
        state = self._state
        held = [
            state.files.of(f"{folder}/{self.held_as(tag)}.jsonl")
            for tag, folder in state.journal_folders.items()
        ]
        return f"{own}{b''.join(held).hex()}" if any(map(any, held)) else own

    def with_judgements(self, own: str, target: str) -> str:
        """Extend a digest of the seed by a model's judgements of one translation."""
        if (known := self._state.judgements) is None:
            return own
        held = self._state.files.of(known.place(self._name, target))
        return f"{own}{held.hex()}" if any(held) else own

    def forget_files(self) -> None:
        """Forget which PO files exist, since they may have moved."""
        self._opened = None
        for each in "_files", "on_disk", "_seams":
            self.__dict__.pop(each, None)

    def _combined(self, held: Mapping[str, bytes]) -> str:
        slug = self._state.slugs.get(self._name, "")
        said = f"{self._named}\0{slug}" if slug else self._named
        former = {tag: self.held_as(tag) for tag in held} if self._state.held_as else {}
        said += "".join(f"\0{tag}\0{old}" for tag, old in former.items() if old != self._name)
        parts = (self._state.basis, self.source, self._seams, said.encode(), *held.values())
        return hashlib.blake2b(b"".join(parts), digest_size=16).hexdigest()

    @cached_property
    def _seams(self) -> bytes:
        return self._state.digest_of_seams(self._name)

    @cached_property
    def _files(self) -> dict[str, bytes]:
        """Digest each language's PO file, present or future."""
        state = self._state
        return {
            tag: state.files.of(f"{state.project.root}/{folder}/{self.held_as(tag)}.po")
            for tag, folder in state.catalog_folders.items()
        }
