"""Define a seed as it was read, with its sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from workflow.model.blocks import UNTRANSLATED, Block, BlockKind
from workflow.model.metadata import Metadata
from workflow.model.sendable import sendable


class Authority(StrEnum):
    """Who or what determines a document's language."""

    OPTION = "option"
    METADATA = "metadata"
    KEPT = "kept"
    PAGE = "page"
    TEXT = "text"


@sendable
@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence of a document.

    Attributes:
        key: short hash of ``text``; a repeat within its document gets ``-2``, ``-3`` … appended.
            It names the sentence in every output.
        text: the sentence without surrounding space, with placeholders.
        space: the white space that followed it in its block.
        path: the seed, relative to the project, with forward slashes.
        line: 1-based line of the seed.
        block: index of its block in the document.
        position: 0-based number of the sentence within its block.
        kind: the kind of its block.
        language: BCP 47 tag of its block.
    """

    key: str
    text: str
    space: str
    path: str
    line: int
    block: int
    position: int
    kind: BlockKind
    language: str


@dataclass(frozen=True, slots=True)
class Document:
    """A seed as read, with its language and sentences once they are known.

    Attributes:
        path: the seed, relative to the project, with forward slashes.
        name: the path below the seeds folder without its extension; names the PO file.
        blocks: in reading order.
        metadata: what the seed says about itself.
        language: BCP 47 tag of the document as a whole, empty until detected.
        segments: its sentences in reading order, empty until segmented.
        authority: who or what says that it is in this language.
        sure: whether that is enough to go by.
        reads_as: the language its text is clearly in, where another was named; else empty.
        slug: its place in URLs, not quoted, where its name alone does not say it.
        seams: where people have joined or split its sentences.
        lapsed: where they had, and the sentences are others now.
    """

    path: str
    name: str
    blocks: tuple[Block, ...]
    metadata: Metadata = Metadata()
    language: str = ""
    segments: tuple[Segment, ...] = ()
    authority: Authority = Authority.TEXT
    sure: bool = True
    reads_as: str = ""
    slug: str = ""
    seams: tuple[Seam, ...] = ()
    lapsed: tuple[Seam, ...] = ()

    def part_for(self, target: str) -> Document:
        """Return the document with the sentences that go into a translation into a language.

        These are all of them; for its own language only those that are in another one, such as an
        English quotation in a Korean article: nothing is translated into the language it is in.
        """
        if target != self.language:
            return self
        foreign = (
            each
            for each in self.segments
            if each.language not in ("", target) and each.kind not in UNTRANSLATED
        )
        return replace(self, segments=tuple(foreign))

    def source_for(self, target: str) -> str:
        """Return the language to translate from: its own, or that of most of its sentences."""
        if target != self.language:
            return self.language
        spoken = Counter(each.language for each in self.part_for(target).segments)
        return max(spoken, key=spoken.__getitem__, default=self.language)


@dataclass(frozen=True, slots=True)
class Seam:
    """A place in a paragraph where people have added or removed the end of a sentence.

    It is told by what stands around it and not by a number: so it stays with its sentences wherever
    they move, and goes when they change.

    Attributes:
        left, right: the texts beside it, without white space around them.
        joined: whether they are one sentence; else they are two.
    """

    left: str
    right: str
    joined: bool


@dataclass(frozen=True, slots=True)
class Regrouped:
    """Sentences that have become one, or one that has become several.

    Attributes:
        before, after: their texts, in their order; on one side there is one alone.
        shares: where an editor has said so, what of the translation each of several has.
    """

    before: tuple[str, ...]
    after: tuple[str, ...]
    shares: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture beside a seed, in its published form.

    Attributes:
        name: its file's; it changes with the content.
        data: what the file holds.
        media_type: ``image/jpeg``, ``image/png`` …
        width, height: in pixels.
        smaller: the same, less wide, the smallest first.
        versions: by language, the pictures that stand for this one there.
    """

    name: str
    data: bytes
    media_type: str
    width: int
    height: int
    smaller: tuple[Picture, ...] = ()
    versions: Mapping[str, Picture] = field(default_factory=dict)

    def of(self, languages: Sequence[str]) -> Picture:
        """Return the version for a page's language; on a page in several, the picture itself."""
        return self.versions.get(languages[0], self) if len(languages) == 1 else self

    def files(self) -> Iterator[Picture]:
        """Yield every file that is published of the picture."""
        for each in (self, *self.versions.values()):
            yield from (each, *each.smaller)
