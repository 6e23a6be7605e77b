"""Read reStructuredText (``.rst``) with docutils, and the directives and roles of Sphinx."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from workflow.documents.readers import frontmatter, markdown
from workflow.documents.readers.block_text import plain_block
from workflow.documents.readers.frontmatter.conditions import Said
from workflow.documents.readers.frontmatter.front_values import FrontMatter, FrontValues
from workflow.errors import SourceError, install_hint
from workflow.model import Block, BlockKind, Metadata, say

if TYPE_CHECKING:
    from docutils import nodes


_DEFINED = re.compile(r"\s*\.\. \|(?P<name>[^|\n]{1,200})\|\s+[\w-]+::(?P<text>.*)")
_NAMED = re.compile(r"\|([^|\s][^|\n]{0,200})\|")
#: Names in names that are followed, and letters from which on nobody asks how many more.
_DEEPEST, _MOST = 20, 10_000_000


def substituted_length(text: str) -> int:
    """Return an upper bound of the letters that the substitutions of a text make of it."""
    told: dict[str, list[str]] = {}
    rest: list[str] = []
    lines = rest
    for line in text.split("\n"):
        if found := _DEFINED.match(line):
            lines = told.setdefault(_key(found["name"]), [])
            lines.append(found["text"])
        else:
            lines = lines if line.strip() and line[:1].isspace() else rest
            lines.append(line)
    names = {name: [_key(each) for each in _NAMED.findall(" ".join(t))] for name, t in told.items()}
    sizes = {name: sum(map(len, each)) for name, each in told.items()}
    whole = sizes
    for _ in range(_DEEPEST):
        whole = {n: sizes[n] + sum(whole.get(each, 0) for each in names[n]) for n in sizes}
        if max(whole.values(), default=0) > _MOST:
            break
    shown = sum(whole.get(_key(each), 0) for each in _NAMED.findall("\n".join(rest)))
    return shown + max(whole.values(), default=0)


def _key(name: str) -> str:
    return " ".join(name.lower().split())


#: Letters of a line, marks of inline markup in a paragraph, and targets of one name.
_LONGEST, _MOST_MARKS, _MOST_ALIKE = 100_000, 1_000, 100
#: Letters that all names of substitutions in a text may stand for.
_MOST_STOOD_FOR = 500_000
_MARK = re.compile(r"[*`|]|_(?![^\W_])")
_TARGET = re.compile(r"\s*\.\. _[^:]{0,200}:")
#: What docutils is told: to read nothing but the text, and to say nothing.
_SETTINGS = {
    "_disable_config": True,
    "file_insertion_enabled": False,
    "raw_enabled": False,
    "halt_level": 5,
    "report_level": 5,
    "warning_stream": False,
    "line_length_limit": _LONGEST,
    "smart_quotes": False,
    "trim_footnote_reference_space": True,
    "syntax_highlight": "none",
    "doctitle_xform": True,
    "docinfo_xform": True,
    "sectsubtitle_xform": False,
    "input_encoding": "unicode",
    "language_code": "en",
    "id_prefix": "",
    "auto_id_prefix": "%",
    "embed_stylesheet": False,
}
#: Lines of a comment that Nikola reads as keys.
_NIKOLA = re.compile(r"\.\. (?P<key>[a-z_]{2,20}): ?(?P<value>.*)")
_MOST_KEYS = 40
#: What ABlog says of a post, which without a date is a draft.
_POST = re.compile(
    r"^\.\. post::[ \t]*(?P<date>.*)\n(?P<more>(?:[ \t]+:\w+:.*(?:\n|\Z))*)", re.MULTILINE
)
_FIELD = re.compile(r"[ \t]+:(?P<key>tags|category|author|language):[ \t]*(?P<value>\S.*)")
#: Lines like those at the top of a mail, with a blank one below, of which one is the title and one
#: tells by whom or when it was written.
_HEADER = re.compile(
    r"(?:[A-Za-z][\w-]{0,30}:(?:[ \t]+\S.*)?\n(?:[ \t]+\S.*\n){0,20}){3,40}(?=[ \t]*\n)"
)
_HEADED = re.compile(
    r"(?=(?:.*\n)*?Title:[ \t]+\S)(?:.*\n)*?(?:Authors?|Created|Date):", re.IGNORECASE
)
#: The address of an author's mail.
_ADDRESS = re.compile(r"\s*<[^<>\s]+@[^<>\s]+>")
#: Fields that only Sphinx reads.
_SPHINX = frozenset({"orphan", "nosearch", "nocomments", "tocdepth"})


class RstReader:
    """Reads ``.rst``: everything a reader of the page would see, unknown directives too."""

    extensions = (".rst",)

    def __call__(self, text: str, path: str) -> tuple[tuple[Block, ...], Metadata]:
        """Read a text into blocks and metadata.

        Raises:
            SourceError: docutils is not installed, or something is nested too deeply.
        """
        front, text = frontmatter.split(text, path, strict=False)
        text = _with_marked_fields(text)
        _refuse_hostile(text, path)
        document = _parsed(text, path)
        from workflow.documents.readers.restructured.rst_walk import RstWalk

        said = [*_nikola(text), *_post(text), *_fields(document)]
        found = FrontValues(said).front(path, 1) if said else FrontMatter()
        blocks = list(RstWalk(text).blocks(document))
        if front.metadata.title:
            blocks = markdown.retitled(blocks, front, path)
        blocks = _titled(blocks, front, found)
        return tuple(blocks), frontmatter.completed_by(front, found.metadata)


def _with_marked_fields(text: str) -> str:
    r"""Mark the lines of a header like that of a mail, as PEPs have it, as fields.

    >>> _with_marked_fields("PEP: 1\nTitle: Ports\nAuthor: A,\n  B\n\nText.")
    ':PEP: 1\n:Title: Ports\n:Author: A,\n  B\n\nText.'
    """
    header = _HEADER.match(text)
    if not header or not _HEADED.match(header[0]):
        return text
    return re.sub(r"^(?=\w)", ":", header[0], flags=re.MULTILINE) + text[header.end() :]


def _titled(blocks: list[Block], front: FrontMatter, found: FrontMatter) -> list[Block]:
    """Put the metadata's title above a text without one, or make its first heading the title."""
    if any(block.kind is BlockKind.HEADLINE for block in blocks):
        return blocks
    for said in (front, found):
        if title := said.metadata.title:
            frame = Block(BlockKind.HEADLINE, "", said.lines.get("title", 1))
            return [plain_block(frame, title), *blocks]
    if blocks and (blocks[0].kind, blocks[0].level) == (BlockKind.HEADING, 2):
        return [replace(blocks[0], kind=BlockKind.HEADLINE, level=0), *_raised(blocks[1:])]
    return blocks


def _raised(blocks: list[Block]) -> list[Block]:
    """Move headings up by one level if none of them is of the highest."""
    levels = {block.level for block in blocks if block.kind is BlockKind.HEADING}
    if 2 in levels:
        return blocks
    return [
        replace(block, level=block.level - 1) if block.kind is BlockKind.HEADING else block
        for block in blocks
    ]


def _refuse_hostile(text: str, path: str) -> None:
    """Refuse texts on which docutils would take quadratic time."""
    if substituted_length(text) > _MOST_STOOD_FOR:
        stood = say("names stand for more than {n} letters", n=_MOST_STOOD_FOR)
        raise SourceError(path, stood, say("Write out what they stand for."))
    marks = 0
    targets: Counter[str] = Counter()
    for number, line in enumerate(text.split("\n"), 1):
        marks = marks + len(_MARK.findall(line)) if line.strip() else 0
        if found := _TARGET.match(line):
            targets[found[0]] += 1
        what = None
        if len(line) >= _LONGEST:
            what = say("a paragraph is longer than {n} letters", n=_LONGEST)
        elif marks > _MOST_MARKS:
            what = say("a paragraph has more than {n} marks of emphasis and links", n=_MOST_MARKS)
        elif found and targets[found[0]] > _MOST_ALIKE:
            what = say("a link's target is defined more than {n} times", n=_MOST_ALIKE)
        if what:
            raise SourceError(f"{path}:{number}", what, say("Divide it by blank lines."))


def _parsed(text: str, path: str) -> nodes.document:
    try:
        from docutils.core import publish_doctree
    except ImportError:
        raise SourceError(
            path,
            say("needs a part that is not installed"),
            install_hint("formats"),
        ) from None
    from workflow.documents.readers.restructured.rst_dispatch import known_to_docutils

    try:
        with known_to_docutils():
            return publish_doctree(text, source_path=path, settings_overrides=_SETTINGS)
    except RecursionError:
        hint = say("Use fewer than {n} levels of quotation, list, emphasis or brackets.", n=50)
        raise SourceError(path, say("is nested too deeply"), hint) from None


def _nikola(text: str) -> Iterator[Said]:
    """Yield the keys in the comments at the top of a text (Nikola's front matter)."""
    for number, line in enumerate(text.split("\n")[:_MOST_KEYS], 1):
        if found := _NIKOLA.fullmatch(line.rstrip()):
            yield Said(found["key"], found["value"].strip(), number)
        elif line.strip():
            return


def _post(text: str) -> Iterator[Said]:
    """Yield what the directive of ABlog says of a post."""
    if not (post := _POST.search(text)):
        return
    line = text.count("\n", 0, post.start()) + 1
    date = post["date"].strip()
    yield Said("date", date, line) if date else Said("draft", value=True, line=line)
    for number, row in enumerate(post["more"].split("\n"), line + 1):
        if found := _FIELD.match(row):
            yield Said(found["key"], found["value"].strip(), number)


def _fields(document: nodes.document) -> Iterator[Said]:
    """Yield the fields at the top of a text (``:date: …``) as keys."""
    from docutils import nodes

    for info in document.findall(nodes.docinfo):
        for node in info.children:
            if isinstance(node, nodes.field):
                name, body = (child.astext() for child in node.children[:2])
            elif isinstance(node, nodes.authors):
                name, body = "authors", ", ".join(child.astext() for child in node.children)
            else:
                name, body = type(node).__name__, node.astext()
            if name.lower() in {"author", "authors"}:
                body = _ADDRESS.sub("", body)
            if name.lower() not in _SPHINX:
                yield Said(name, " ".join(body.split()), node.line or 1)
