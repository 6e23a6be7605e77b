"""Define what another package can add, and what each part must be. Authors of plugins read this.

A package names its parts in entry-point groups; nothing here has to change::

    group                     an entry is
    workflow.engines          a factory(project) of an Engine
    workflow.readers          a factory() of a Reader, or of a ByteReader
    workflow.checks           a Check; its name is that of its findings, if they have but one
    workflow.gates            a Check of the same name: what of it has engines correct drafts
    workflow.document_checks  a DocumentCheck
    workflow.outputs          a factory() of a workflow.site.Output
    workflow.languages        a function(tag) that gives a workflow.languages.Pack
    workflow.messages         a folder with the PO files of what these parts say

The parts that are built in register in the same way, see this project's ``pyproject.toml``;
CONTRIBUTING.md has an example of each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias, runtime_checkable

if TYPE_CHECKING:
    from workflow.errors import WorkflowError
    from workflow.model import (
        Block,
        Draft,
        Entry,
        Finding,
        Metadata,
        Problem,
        Request,
        Sentence,
        TermUse,
    )

#: A sentence to translate, and its languages: (request, source, target), as BCP 47 tags.
Order: TypeAlias = "tuple[Request, str, str]"
#: A result of translating a sentence: its index, a draft, and whether that is the final one; or,
#: instead of the draft, an error that ends the work on the sentence's pair.
Arrival: TypeAlias = "tuple[int, Draft | WorkflowError, bool]"

#: Called to report progress: (done, total, what is being done).
Progress = Callable[[int, int, str], None]


def silent(done: int, total: int, label: str) -> None:
    """Show no progress."""


class Engine(Protocol):
    """Translates sentences. Built by ``factory(project)``; must not load anything until used."""

    name: str

    def signature(self, source: str, target: str) -> str:
        """Name engine, model and version for one pair, without spaces: ``argos/en_ko-1.1``."""

    def serves(self, source: str, target: str) -> bool:
        """Tell whether this pair can be translated now, with what is installed; never raise."""

    def translate(
        self, requests: Sequence[Request], source: str, target: str
    ) -> Iterator[tuple[int, Draft]]:
        """Yield ``(index into requests, draft)`` as results arrive, each index once, in any order.

        What is yielded is saved at once: yield what was paid for as soon as it is there.
        Placeholders of the request are kept in the draft or the loss is named in ``problems``.

        Raises:
            EngineError: the engine cannot go on; what was yielded before stays valid.
        """


@runtime_checkable
class Streaming(Protocol):
    """An engine that waits for an endpoint, and takes in more sentences while it does.

    Then there is no pause between one part of the work and the next, and all pairs share the
    endpoint. Only what is needed to keep it busy should be taken from ``orders``: whatever was
    taken is in memory.
    """

    def stream(self, orders: Iterator[Sequence[Order]]) -> Iterator[Arrival]:
        """Yield what arrives for sentences, in any order; a better draft may follow the first.

        So a first answer, which was paid for, is saved while a correction is awaited.

        Args:
            orders: is asked for more as the work goes on; may do work of its own then. Sentences
                are counted across all orders; those of one document are in one order, one after
                the other.

        Raises:
            EngineError: the engine cannot go on with any pair; what was yielded stays valid.
        """


class Reader(Protocol):
    """Turns the decoded text of a seed into blocks. Built without arguments.

    A block's text is made by :func:`workflow.markup.literal` where it has no markup, and by
    :class:`workflow.markup.Builder` where it has: source text that merely looks like a placeholder
    (``<g1>``) must not become one.

    Attributes:
        extensions: of the files it reads, in lower case, with the dot.
    """

    extensions: tuple[str, ...]

    def __call__(self, text: str, path: str) -> tuple[tuple[Block, ...], Metadata]:
        """Return the blocks in reading order, and what the seed says about itself.

        Args:
            text: NFC; its lines end in LF.
            path: for messages.

        Raises:
            SourceError: the text cannot be a document of this kind.
        """


@runtime_checkable
class ByteReader(Protocol):
    """Turns the bytes of a binary seed, such as a package, into blocks.

    As a :class:`Reader`, but for what it is called with: blocks are made alike.

    Attributes:
        extensions: of the files it reads, in lower case, with the dot.
        binary: tells it from a reader of text.
    """

    extensions: tuple[str, ...]
    binary: Literal[True]

    def __call__(self, data: bytes, path: str) -> tuple[tuple[Block, ...], Metadata]:
        """Return the blocks in reading order, and what the seed says about itself.

        The lines of the blocks count whatever a person who opens the file would count, and rise:
        paragraphs, say.

        Args:
            data: the whole file, as it is: anything may be in it.
            path: for messages.

        Raises:
            SourceError: the file cannot be a document of this kind, is damaged, or would take more
                time or memory to read than an article does.
        """


@runtime_checkable
class Rewriter(Protocol):
    """A reader, of text or of bytes, that can also write a seed again in another language.

    Attributes:
        media_types: of the files it writes, by the extension of the seed; those without are only
            read. ``{".srt": "application/x-subrip"}``.
    """

    media_types: Mapping[str, str]

    def rewrite(
        self, data: bytes, path: str, texts: Sequence[str | None], language: str, note: str
    ) -> tuple[bytes, Sequence[int]]:
        """Write the same document, with other texts in the places of its blocks.

        Whatever is no text of a block stays as it is. With the texts that the blocks have, reading
        the result gives the same blocks.

        Args:
            data: the seed, whole; text in whatever encoding it has.
            path: for messages.
            texts: for each block that reading ``data`` gives, in their order, its translation with
                placeholders, in which anything may be missing, doubled, moved or ill nested; None
                for a block that stays as it is.
            language: BCP 47 tag of the translations; what says the language of the whole is to
                say this one.
            note: how much of it is translated, and by whom; for the place that the format has for
                words about the file, such as its description. Without such a place it is dropped.

        Returns:
            The file, the same bytes for the same arguments; and the numbers of the blocks whose
            translations could not be put in their places, which stay as they are.

        Raises:
            SourceError: the file cannot be read; no block is a reason.
        """


class Check(Protocol):
    """Looks at one translated sentence.

    A plain function of this signature is a check; its entry-point name is the check's name, and the
    code of its problems unless they are of several kinds. ``# noqa`` takes either.
    """

    def __call__(self, entry: Entry, target: str, uses: Sequence[TermUse], /) -> Iterator[Problem]:
        """Yield the problems.

        Args:
            entry: the sentence and its translation.
            target: BCP 47 tag of the translation.
            uses: the names in the sentence, each with the rendering that it must get.
        """


class DocumentCheck(Protocol):
    """Looks at all translated sentences of a document together.

    A plain function of this signature, in the entry-point group ``workflow.document_checks``.
    """

    def __call__(self, sentences: Sequence[Sentence], target: str) -> Iterator[Finding]:
        """Yield the problems.

        Args:
            sentences: in the document's order; those without translation are left out.
            target: BCP 47 tag of the translations.
        """
