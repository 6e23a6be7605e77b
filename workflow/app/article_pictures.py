"""Bring the pictures of a fetched article along, into a folder beside its seed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from workflow.documents import pictures
from workflow.errors import FetchError, WorkflowError
from workflow.model import Block, BlockKind
from workflow.store.files import write_new
from workflow.web import urls

if TYPE_CHECKING:
    from workflow.web.polite_client import PoliteClient

#: Pictures of one article: more are a gallery. Each one's address stands in the front matter.
_MOST = 24
_ACCEPT = {"Accept": "image/webp,image/png,image/jpeg,image/gif"}


def bring(
    client: PoliteClient, blocks: Sequence[Block], seed: Path, errors: list[WorkflowError]
) -> dict[str, str]:
    """Fetch the pictures that an article shows.

    Args:
        client: asks for them.
        blocks: of the article.
        seed: its file, which need not be there yet.
        errors: takes what cannot be had; the article comes without it.

    Returns:
        The pictures' files, relative to the seed, each with its address.
    """
    found: dict[str, str] = {}
    for number, address in enumerate(_addresses(blocks), 1):
        try:
            answer = client.get(address, _ACCEPT)
            ending = pictures.ending(urls.shown(address), answer.body)
        except WorkflowError as error:
            errors.append(FetchError(urls.shown(address), error.what, error.hint))
            continue
        name = f"{seed.stem}.pictures/{number}{ending}"
        try:
            write_new(seed.parent / name, answer.body)
        except FileExistsError:
            continue
        found[name] = address
    return found


def _addresses(blocks: Sequence[Block]) -> Iterator[str]:
    shown = (block.url for block in blocks if block.kind is BlockKind.CAPTION and block.url)
    remote = (urls.joined(url, url) for url in shown if url.startswith(("http:", "https:")))
    yield from list(dict.fromkeys(filter(None, remote)))[:_MOST]
