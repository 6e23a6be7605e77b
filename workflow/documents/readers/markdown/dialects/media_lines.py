"""Add films, posts, pictures and the words of cards; read captions of tables, and verse."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workflow.documents.readers.embedded_media import embed_of, safe_url
from workflow.documents.readers.markdown.dialects.tokens import (
    add_element,
    add_embed,
    add_picture,
    line_text,
)
from workflow.documents.readers.tag_words import link_in, picture_in, texts_in

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock

    from workflow.documents.readers.template_tags import TemplateTag


_LINE = re.compile(
    r"%\[(?P<address>https?://[^\s\]]+)\]|@\[(?P<name>\w+)\]\((?P<id>[^\s()]+)\)"
    r"|\[!(?:VIDEO|video)\s+(?P<film>https?://[^\s\]]+)\]"
)


def embed_line(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """Read a line that embeds a film, a post or a page and holds nothing else."""
    line = line_text(state, first).rstrip()
    if line[:2] not in ("%[", "@[", "[!") or state.is_code_block(first):
        return False
    match = _LINE.fullmatch(line)
    if not match:
        return False
    address = match["address"] or match["film"]
    found = (address, "") if address else embed_of(match["name"], match["id"])
    if not found:
        return False
    if not silent:
        add_embed(state, found, first, first + 1)
        state.line = first + 1
    return True


#: Tags that show one picture, and what is included for it.
_FIGURES = frozenset("figure fig img image picture imgproc imgcap pic responsive-image".split())
_INCLUDED = re.compile(
    r"(?:[\w-]+/)*(?:figure|fig|image|img|picture|responsive-image)(?:\.\w+)?(?=\s|$)"
)
#: What a tag of any name shows is a picture if it is told its file.
_PICTURE_FILE = re.compile(
    r"(?<![\w-])(?:src|image|img|path|file|url|image_path|image-path)\s*=\s*[\"'`]?"
    r"[^\"'`\s>]+\.(?:jpe?g|png|gif|webp|avif)(?![\w.])",
    re.IGNORECASE,
)
_SOURCES = ("src", "image_path", "path", "url", "file", "image", "img", "image-path", "link")
_SHOWN = ("title", "caption", "attr")
_SAID = ("alt", "description")
#: All that may be said in a tag of any name that is to show a picture; a card says more.
_OF_PICTURES = frozenset(_SHOWN + _SAID + _SOURCES) - {"link"} | frozenset(
    "align class float height id lazy loading position rel size sizes srcset style width".split()
)
_VALUE = re.compile(
    r"([\w-]+)\s*=\s*(?:\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)'|`([^`]*)`|([^\s\"']+))",
    re.DOTALL,
)
#: Hexo's, which name nothing: ``{% asset_img port.jpg 300 200 "Title" "Description" %}``.
_POSITIONAL = frozenset(("asset_img", "img"))
_BARE_PICTURE = re.compile(
    r"(?:[^\s\"'.]+\s+)?(?P<file>[^\s\"']+\.(?:jpe?g|png|gif|webp|avif))(?:\s+\d+%?){0,2}(?:\s+(?P<rest>.+))?",
    re.IGNORECASE | re.DOTALL,
)
_IN_QUOTES = re.compile(r"\"([^\"]*)\"|'([^']*)'")
_SAYS = re.compile(r"\b(?:alt|caption|title|attr|description)\s*=")
_ESCAPED = re.compile(r'\\(["\'\\])')
_CAPTION = re.compile(
    r"(?::|Table:)[ \t]+(?P<text>\S.*?)?[ \t]*(?P<said>\{[^{}]*\})?[ \t]*", re.DOTALL
)
_ATTRIBUTES = re.compile(r"[:][ \t]*\{[^{}]*\}[ \t]*")
#: The end of the division in which a table stands.
_ENDS = re.compile(r":{3,}[ \t]*$")
#: How a table begins: its first line, or the one below the names of its columns.
_BEGINS = re.compile(r"\+[-=:]{3}|-{3,}[ \t]+-{3}")
_BELOW_NAMES = re.compile(r"\|?[ \t]*:?-{2,}:?[ \t]*(?:\||[ \t]-{2})")
#: Lines from that of a caption to the second one of its table.
_MOST_ABOVE = 12
#: Lines of verse.
_VERSE = re.compile(r"\|(?:[ \t]+(?P<text>[^|]*[^|\s]))?[ \t]*")
_FEWEST = 2


def is_figure(tag: TemplateTag) -> bool:
    """Return whether a tag shows a picture, and says something of it."""
    if tag.closes:
        return False
    if tag.name in _POSITIONAL and tag.text.startswith("{%"):
        found = _BARE_PICTURE.fullmatch(tag.arguments)
        return bool(found and found["rest"])
    if not _SAYS.search(tag.arguments):
        return False
    if tag.name in {"include", "include_cached"}:
        return bool(_INCLUDED.match(tag.arguments))
    if tag.name in _FIGURES:
        return True
    said = {match[1].lower() for match in _VALUE.finditer(tag.arguments)}
    return bool(_PICTURE_FILE.search(tag.arguments)) and said <= _OF_PICTURES


def add_figure(state: StateBlock, tag: TemplateTag, lines: tuple[int, int]) -> bool:
    """Add a picture with its title, caption and alternative text; False without a picture."""
    values = _values(tag)
    texts = [values[name] for name in _SHOWN if values.get(name)]
    alt = next((values[name] for name in _SAID if values.get(name)), "")
    address = next((safe_url(values[name]) for name in _SOURCES if values.get(name)), "")
    if any("{{" in text or "{%" in text for text in (*texts, alt)) or not (texts or alt):
        return False
    other = "" if not texts or alt in texts else alt
    add_picture(state, texts[0] if texts else alt, other, address, lines)
    for text in texts[1:]:
        add_picture(state, text, "", "", lines)
    return True


def _values(tag: TemplateTag) -> dict[str, str]:
    """Return what a tag says, by the name of each value."""
    values: dict[str, str] = {}
    for match in _VALUE.finditer(tag.arguments.rstrip("/ ")):
        said = next((each for each in match.groups()[1:] if each is not None), "")
        values.setdefault(match[1].lower(), _ESCAPED.sub(r"\1", said).strip())
    bare = _BARE_PICTURE.fullmatch(tag.arguments) if tag.name in _POSITIONAL else None
    if bare and not values:
        quoted = [each[1] or each[2] or "" for each in _IN_QUOTES.finditer(bare["rest"] or "")]
        texts = quoted or [(bare["rest"] or "").strip()]
        values = dict(zip(("title", "alt"), texts, strict=False), src=bare["file"])
    return values


def add_words(state: StateBlock, said: str, lines: tuple[int, int]) -> bool:
    """Add the texts of a tag, the first as a link or with a picture; False without texts."""
    texts = texts_in(said)
    if not texts:
        return False
    first, address = texts[0], link_in(said)
    picture = picture_in(said)
    if picture:
        add_picture(state, first, "", picture, lines)
    elif address and not re.search(r"[\[\]<>]", first + address):
        add_element(state, "p", f"[{first}](<{address}>)", *lines)
    else:
        add_element(state, "p", first, *lines)
    for text in texts[1:]:
        add_element(state, "p", text, *lines)
    return True


def table_caption(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """Read the line with a table's caption below it; without words it only has attributes.

    A caption may stand above, where ``: `` behind a paragraph is a definition.
    """
    line = line_text(state, first)
    if not line.startswith((":", "Table:")) or state.is_code_block(first):
        return False
    before = state.tokens[-1].type if state.tokens else ""
    defines = line[0] == ":" and before in {"paragraph_close", "dd_close", "dl_close"}
    if before != "table_close" and (defines or not _is_above(state, first, end)):
        return False
    last = first + 1
    while last < end and not (state.isEmpty(last) or _ENDS.match(line_text(state, last))):
        line += f"\n{line_text(state, last)}"
        last += 1
    match = _CAPTION.fullmatch(line)
    bare = _ATTRIBUTES.fullmatch(line)
    if not (match or bare) or silent:
        return False
    text = match["text"] if match and not bare else ""
    if text:
        add_picture(state, text, "", "", (first, last))
    state.line = last
    return True


def _is_above(state: StateBlock, first: int, end: int) -> bool:
    """Return whether a table begins below the blank line behind a caption's."""
    line, end = first + 1, min(end, first + _MOST_ABOVE)
    while line < end and not state.isEmpty(line):
        line += 1
    while line < end and state.isEmpty(line):
        line += 1
    if line + 1 >= end:
        return False
    return bool(
        _BEGINS.match(line_text(state, line)) or _BELOW_NAMES.match(line_text(state, line + 1))
    )


def line_block(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """Read lines that begin with ``| `` and hold no other such sign as verse."""
    last = first
    lines: list[str] = []
    while last < end and (match := _VERSE.fullmatch(line_text(state, last))):
        lines.append(match["text"] or "")
        last += 1
    after = last >= end or state.isEmpty(last)
    if len(lines) < _FEWEST or not after or not any(lines) or state.is_code_block(first):
        return False
    if silent:
        return True
    begun = 0
    for number in range(len(lines) + 1):
        if number < len(lines) and lines[number]:
            continue
        if stanza := lines[begun:number]:
            add_element(state, "p", "\\\n".join(stanza), first + begun, first + number)
        begun = number + 1
    state.line = last
    return True
