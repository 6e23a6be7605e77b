"""Read seeds: from the bytes of a file to the blocks of a document.

Each file type has a reader, registered under the entry-point group ``workflow.readers``: a class
without arguments whose instances are :class:`workflow.protocols.Reader` for text, or
:class:`workflow.protocols.ByteReader` for packages; some of them are also a
:class:`workflow.protocols.Rewriter`.

::

    known_readers       which reader a file has, by its ending
    decoding            bytes to text; encoding_guess: which encoding, where nothing names it
    frontmatter         the keys at the top of a file; conditions: whether it is public yet
    text                plain text: unwrapping decides what is one paragraph, text_titles what a
                        heading, soft_breaks what certainly goes on in the next line
    markdown            CommonMark (markdown_walk); dialects: what else people write in it
    html                web pages: html_article finds the article, html_walk makes blocks of it,
                        html_titles knows the headline
    restructured, asciidoc, notebook, subtitles, office   the other kinds
    block_text          the lines of a block as one text
    instants            dates and times in any notation
    completion          what is done to the blocks of any reader
    block_kinds         captions, notices and bylines, told from paragraphs
    template_tags, tag_words, embedded_media, tex_formulas   tags in any kind of text: what they
                        show or embed; what is a formula

A file that its reader can write again with a translation (:mod:`workflow.documents.rewriting`)
comes out in the kind in which it went in.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from workflow.documents.readers import block_kinds, completion
from workflow.documents.readers.completion import (
    limit_box_depth,
    with_corrections,
    with_known_placeholders,
)
from workflow.documents.readers.decoding import LOST, decode
from workflow.documents.readers.frontmatter.withheld_lines import withheld_lines
from workflow.documents.readers.known_readers import HINTS, KnownReaders
from workflow.documents.seed_paths import is_seed, place_in, refuse_namesakes
from workflow.errors import SourceError
from workflow.markup import plain
from workflow.model import Block, BlockKind, Condition, Document, Message, Metadata, Project, say
from workflow.protocols import ByteReader, Reader, Rewriter

__all__ = [
    "content",
    "extensions",
    "language_place",
    "parse",
    "parse_file",
    "raw_blocks",
    "read",
    "rewriter",
    "seeds",
]

#: Where a file says its language, by the ending of its name; other files cannot say it.
_TAGGED = {
    **dict.fromkeys((".md", ".markdown", ".mdx", ".qmd", ".rmd"), "in the front matter (lang: ko)"),
    **dict.fromkeys((".htm", ".html"), 'in the html element (lang="ko")'),
    ".rst": "in a field at the top (:lang: ko)",
    **dict.fromkeys((".adoc", ".asciidoc"), "in an attribute at the top (:lang: ko)"),
}
#: Kinds whose text is not about its own publication: web pages are public, subtitles are speech.
_SPEAK_OF_OTHERS = frozenset({".htm", ".html", ".mht", ".mhtml", ".epub", ".srt", ".vtt"})
#: Larger files are no articles: 10 MB is a shelf of novels.
LARGEST = 10_000_000
#: The same for packages, whose pictures take most of the room.
LARGEST_PACKAGE = 100_000_000
#: What git writes where two branches have changed the same lines (git-merge, "How conflicts are
#: presented"), and what opens or closes a block of code in Markdown and AsciiDoc.
_MARKS = tuple(map(re.compile, ("<{7} ", "={7}$", ">{7} ")))
_FENCE = re.compile(r"\s*(?:```|~~~)|-{4}$|\.{4}$")


def extensions() -> tuple[str, ...]:
    """Return the file name extensions that can be read, with their dot, in alphabetical order."""
    return tuple(sorted(_readers()))


def seeds(project: Project) -> tuple[Path, ...]:
    """List the files below ``seeds/``, sorted by path, whether they can be read or not.

    What programs leave behind is no seed: hidden files and folders, backups (``name~``,
    ``#name#``), locks (``~$name``). Nor are pictures and files named README. Links to folders are
    listed, to be refused: a walk that followed them might have no end.
    """
    found: list[Path] = []
    for place, folders, names in os.walk(project.seeds):
        links = [name for name in folders if os.path.islink(f"{place}/{name}")]  # noqa: PTH114
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += (Path(place, name) for name in (*names, *links) if is_seed(name))
    return tuple(sorted(found))


def read(project: Project, path: Path) -> Document:
    """Read one seed as a document, its languages and sentences still unknown.

    Args:
        project: whose ``seeds/`` folder holds it.
        path: the file; a relative path starts at the project's folder.

    Raises:
        SourceError: it is not below ``seeds/``, shares its name with another seed, is of an
            unknown type, too large, empty, binary, in an unknown encoding, or malformed.
    """
    path = Path(os.path.normpath(project.root / path))
    where, name = place_in(project, path)
    refuse_namesakes(project.seeds, path, where, extensions())
    blocks, metadata = parse(content(path, where), where)
    return Document(path=where, name=name, blocks=blocks, metadata=metadata)


def parse_file(path: Path) -> tuple[tuple[Block, ...], Metadata]:
    """Read a file that is no seed: its blocks, and what it says about itself.

    Raises:
        SourceError: as :func:`parse`; or there is no such file, or it is too large.
    """
    return parse(content(path, str(path)), str(path))


def parse(data: bytes, where: str) -> tuple[tuple[Block, ...], Metadata]:
    """Read a file's content: its blocks, and what it says about itself.

    Args:
        data: the whole file.
        where: its path; the extension decides how it is read.

    Raises:
        SourceError: it is of an unknown type, empty, binary, in an unknown encoding, or malformed.
    """
    found, metadata = raw_blocks(data, where)
    if metadata.origin:
        found = tuple(completion.completed(found, metadata.origin))
    elif Path(where).suffix.lower() not in _SPEAK_OF_OTHERS:
        known = {key for each in metadata.conditions for key in _keys(each)}
        held = (each for each in withheld_lines(found) if known.isdisjoint(_keys(each)))
        metadata = replace(metadata, conditions=(*metadata.conditions, *held))
    blocks = with_corrections(block_kinds.refine(found), metadata.corrections)
    if metadata.rights and not any(_says(block, metadata.rights) for block in blocks):
        blocks = (*blocks, block_kinds.notice(metadata.rights, blocks[-1].line if blocks else 1))
    if not any(char.isalnum() for block in blocks for char in plain(block.text, block.markup)):
        raise SourceError(
            where, say("has no text to translate"), say("Put the article's text into it.")
        )
    return blocks, metadata


def _keys(condition: Condition) -> tuple[object, ...]:
    """Return what two conditions have in common if they are one: their words, or place and time."""
    return condition.said, (condition.line, condition.since)


def raw_blocks(data: bytes, where: str) -> tuple[tuple[Block, ...], Metadata]:
    """Return a reader's blocks before captions, notices and bylines are recognised.

    The arguments, and what is raised, are those of :func:`parse`.
    """
    reader = _reader(where)
    if isinstance(reader, ByteReader):
        blocks, metadata = reader(data, where)
    else:
        text = decode(data, where)
        _refuse_conflict(text, where)
        blocks, metadata = reader(text, where)
    lost = next((each.line_at(each.text.index(LOST)) for each in blocks if LOST in each.text), 0)
    return tuple(map(_declared, limit_box_depth(blocks))), replace(metadata, damaged=lost)


def _refuse_conflict(text: str, where: str) -> None:
    """Refuse a text with git's conflict markers outside of code.

    Raises:
        SourceError: it holds the three marks of a conflict, in their order.
    """
    if "<<<<<<< " not in text:
        return
    awaited, begun, fenced = 0, 0, False
    for number, line in enumerate(text.split("\n"), 1):
        fenced ^= bool(_FENCE.match(line))
        if not fenced and _MARKS[awaited].match(line):
            begun = begun if awaited else number
            awaited += 1
        if awaited == len(_MARKS):
            raise SourceError(
                f"{where}:{begun}",
                say("holds a merge conflict"),
                say(
                    "Choose between the two versions and remove the markers; where a text is about"
                    " them, indent them."
                ),
            )


def rewriter(where: str) -> Rewriter | None:
    """Return the reader that can write a file of this type with new text; None without one."""
    extension = Path(where).suffix.lower()
    reader: object = _readers().get(extension)
    # The cheap question first: to look for a protocol's methods takes as long as a small file.
    named = extension in getattr(reader, "media_types", ())
    return reader if named and isinstance(reader, Rewriter) else None


def _declared(block: Block) -> Block:
    """Escape placeholders in a block's text that its markup does not list."""
    text, markup = with_known_placeholders(block.text, block.markup)
    if text == block.text and markup == block.markup:
        return block
    breaks = tuple(place for place in block.breaks if place < len(text))
    return replace(block, text=text, markup=markup, breaks=breaks)


def language_place(where: str) -> str:
    """Return where a file of this name says its language, for hints; empty if nowhere.

    >>> language_place("seeds/visit.md"), language_place("seeds/visit.txt")
    ('in the front matter (lang: ko)', '')
    """
    return _TAGGED.get(Path(where).suffix.lower(), "")


def _says(block: Block, rights: str) -> bool:
    return block.kind is BlockKind.NOTICE and plain(block.text, block.markup) == rights


@cache
def _readers() -> Mapping[str, Reader | ByteReader]:
    return KnownReaders()


def _reader(where: str) -> Reader | ByteReader:
    extension = Path(where).suffix.lower()
    if reader := _readers().get(extension):
        return reader
    unknown = say("is of the unknown type {name}", name=extension)
    usual = say("Known: {text}. Convert it, or move it out of seeds/.", text=extensions())
    raise SourceError(
        where,
        unknown if extension else say("is without an extension"),
        HINTS.get(extension, usual),
    )


def content(path: Path, where: str) -> bytes:
    """Return the bytes of a seed whose file type can be read.

    Raises:
        SourceError: it is of an unknown type, not there, no file or too large.
    """
    most = LARGEST_PACKAGE if isinstance(_reader(where), ByteReader) else LARGEST
    try:
        if not path.is_file():
            hint = say("Put a file there, or remove the name.")
            raise SourceError(where, say("is not a file"), hint)
        if path.stat().st_size > most:
            raise SourceError(
                where,
                say("is larger than {n} MB", n=most // 1_000_000),
                say("Split it into one file an article."),
            )
        return path.read_bytes()
    except OSError as error:
        reason = Message(error.strerror or str(error))
        what = say("cannot be read ({reason})", reason=reason)
        raise SourceError(where, what, say("Check the file and its permissions.")) from error
