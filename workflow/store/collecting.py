"""Make Python's collector of cyclic garbage run less often."""

from __future__ import annotations

import gc

#: New objects between two looks. Python's own 700 are made anew by every few sentences, and a tenth
#: of a command's time went into looking; with these, a command takes a few megabytes more.
_OBJECTS = 20_000


def collect_seldom() -> None:
    """Run the collector seldom, and never over what is loaded already."""
    gc.freeze()
    gc.set_threshold(_OBJECTS, 10, 10)
