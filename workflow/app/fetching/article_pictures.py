"""Download the pictures of a fetched article into a folder beside its seed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from workflow.documents import pictures
from workflow.errors import FetchError, WorkflowError
from workflow.model import Block, BlockKind
from workflow.store.files import write_new
from workflow.web import urls

if TYPE_CHECKING:
    from workflow.web.polite_client import PoliteClient

#: The most pictures of one article: more are a gallery, and their addresses would exceed the limit
#: of the front matter.
_MOST, _LONGEST = 16, 400
_ACCEPT = {"Accept": "image/webp,image/png,image/jpeg,image/gif"}


def bring(
    client: PoliteClient,
    blocks: Sequence[Block],
    seed: Path,
    known: Mapping[str, str],
    errors: list[WorkflowError],
) -> dict[str, str]:
    """Download the pictures that an article shows.

    Args:
        client: asks for them.
        blocks: of the article.
        seed: its file, which need not be there yet.
        known: those that are here, as they are returned.
        errors: takes what cannot be had; the article comes without it.

    Returns:
        The pictures' files, relative to the seed, each with its address.
    """
    found: dict[str, str] = {}
    for address in _addresses(blocks):
        if len(known) + len(found) >= _MOST or address in known.values():
            continue
        try:
            answer = client.get(address, _ACCEPT)
            ending = pictures.ending(urls.shown(address), answer.body)
        except WorkflowError as error:
            errors.append(FetchError(urls.shown(address), error.what, error.hint))
            continue
        name = _written(seed, f"{seed.stem}.pictures", ending, answer.body, {*known, *found})
        found[name] = address
    return found


def _written(seed: Path, folder: str, ending: str, data: bytes, taken: Collection[str]) -> str:
    """Write a picture under a free name, or reuse an identical file."""
    for number in count(1):
        name = f"{folder}/{number}{ending}"
        path = seed.parent / name
        if name in taken:
            continue
        try:
            write_new(path, data)
        except FileExistsError:
            if path.is_file() and path.read_bytes() == data:
                return name
        else:
            return name
    raise AssertionError


def _addresses(blocks: Sequence[Block]) -> Iterator[str]:
    shown = (block.url for block in blocks if block.kind is BlockKind.CAPTION and block.url)
    remote = (urls.joined(url, url) for url in shown if url.startswith(("http:", "https:")))
    yield from (each for each in dict.fromkeys(remote) if each and len(each) <= _LONGEST)
