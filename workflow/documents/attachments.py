"""Pictures that are attached to cells of a Jupyter notebook (nbformat 4, *Cell attachments*)."""

from __future__ import annotations

import json
from base64 import b64decode

#: What notebooks write before the name of a picture that is attached to the same cell.
SCHEME = "attachment:"


def attachment(data: bytes, name: str) -> bytes:
    """Return a picture that is attached to a cell.

    Args:
        data: of the notebook.
        name: the number of the cell, from 0 on, a slash, and what the picture is called there.

    Raises:
        ValueError: there is none.
    """
    number, _, called = name.partition("/")
    try:
        kinds = json.loads(data)["cells"][int(number)]["attachments"][called]
        return b64decode(next(iter(kinds.values())))
    except (LookupError, TypeError, AttributeError, StopIteration, RecursionError) as error:
        raise ValueError(name) from error
