"""Find the picture that a front matter names for its article, and what it says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from workflow.documents.pictures import SUFFIXES, is_local
from workflow.documents.readers.block_text import alternative, plain_block
from workflow.documents.readers.decoding import clean
from workflow.documents.readers.frontmatter.conditions import Said, plain_key
from workflow.model import Block, BlockKind

#: Keys of a picture that opens the article, the first that names one; each as it is compared.
_KEYS = tuple(
    "cover coverimage featuredimage featureimage featuredimages heroimage hero leadimage mainimage"
    " image images picture photo banner header".split()
)
#: Tables that such a key may stand in: Zola's, Hugo's.
_TABLES = ("extra", "params")
_ADDRESS = tuple("image url src path file overlayimage href link".split())
_ALT = ("alt", "alttext", "imagealt", "text")
_CAPTION = ("caption", "imagecaption", "title")
#: Further words behind a key for what is said of its picture: ``coverAlt``, ``image_caption``.
_SAYS_ALT, _SAYS_CAPTION = ("alt", "alttext", "alternative"), ("caption", "title")
#: Whose picture it is, in its table or behind its key.
_CREDIT = ("credit", "credits", "photographer", "attribution", "copyright")


@dataclass(frozen=True, slots=True)
class FrontPicture:
    """A picture as a front matter names it.

    Attributes:
        url: its address; empty where none is named.
        alt: what is seen in it.
        caption: what is said below it.
        line: where it stands.
        key: the key that names it, as keys are compared.
        credit: whose it is.
    """

    url: str = ""
    alt: str = ""
    caption: str = ""
    line: int = 0
    key: str = ""
    credit: str = ""


def front_picture(said: Mapping[str, Said]) -> FrontPicture:
    """Find the picture among the keys of a front matter.

    Args:
        said: what is said, by key as keys are compared.
    """
    for name, value, line, beside in _candidates(said):
        table = _plain(value[0] if isinstance(value, list) and value else value)
        url = _first(table, ("", *_ADDRESS))
        if not _is_picture(url):
            continue
        alt = _first(table, _ALT) or _first(beside, [f"{name}{each}" for each in _SAYS_ALT])
        caption = _first(table, _CAPTION)
        caption = caption or _first(beside, [f"{name}{each}" for each in _SAYS_CAPTION])
        if "" in table:  # a mere address: what is said of it stands beside it
            alt, caption = alt or _first(beside, _ALT[:-1]), caption or _first(beside, ("caption",))
        credit = _first(table, _CREDIT) or _first(beside, [f"{name}{each}" for each in _CREDIT])
        return FrontPicture(url, alt, caption, line, name, credit)
    return FrontPicture()


def _candidates(
    said: Mapping[str, Said],
) -> Iterator[tuple[str, object, int, Mapping[str, object]]]:
    """Yield key, value and line of anything that may name a picture, with its description."""
    top = {name: each.value for name, each in said.items()}
    for name in _KEYS:
        if name in said:
            yield name, said[name].value, said[name].line, top
    for table in _TABLES:
        inner = _plain(said[table].value) if table in said else {}
        for name in _KEYS:
            if name in inner and "" not in inner:
                yield name, inner[name], said[table].line, inner


def _plain(value: object) -> Mapping[str, object]:
    """Return a table with its keys normalised; any other value under the empty key."""
    if isinstance(value, Mapping):
        return {plain_key(str(key)): each for key, each in value.items()}
    return {"": value}


def _first(table: Mapping[str, object], names: tuple[str, ...] | list[str]) -> str:
    for name in names:
        if isinstance(value := table.get(name), str) and value.strip():
            return " ".join(clean(value).split())
    return ""


def _is_picture(url: str) -> bool:
    """Return whether a value is the address of a picture, not a colour, an icon or a template."""
    if not url or "{{" in url or " " in url.strip():
        return False
    path = re.split(r"[?#]", url)[0].lower()
    return path.endswith((*SUFFIXES, ".svg")) or bool(re.match(r"https?://", url))


def opening(picture: FrontPicture, blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield captions for a front matter's picture, unless the text shows the same picture.

    Where it is said what is seen in it and something else below it, these are two.
    """
    if not picture.url or any(block.url == picture.url for block in blocks):
        return
    caption = picture.caption or picture.alt
    if caption or is_local(picture.url) or re.match(r"https?:", picture.url):
        frame = Block(BlockKind.CAPTION, "", picture.line, url=picture.url)
        yield plain_block(frame, caption)
        if picture.alt not in ("", caption):
            yield alternative(plain_block(frame, picture.alt))
        if picture.credit and picture.credit not in caption:
            yield plain_block(Block(BlockKind.CAPTION, "", picture.line), picture.credit)
